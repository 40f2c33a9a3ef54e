//! What stands before the first write: guards that look at the finished plan.
//!
//! Five of them let a run pass when the person repeats the number that the plan told; two never do.

use super::Allowance;
use super::decide::Weight;
use super::exchange::Exchange;
use super::outcome::{GuardFinding, RowOutcome};
use super::settled::Settled;
use crate::failure::Failure;
use crate::host::{PurgeSize, Totals};
use crate::mapping::GuardLimits;
use crate::message::{Code, Problem, guard as message};

/// Names of the guards that can be allowed.
const ALLOWABLE: [&str; 5] = [DEACTIVATIONS, PURGES, KEY_CHANGES, IDENTITY_CHANGES, PROMOTIONS];
const DEACTIVATIONS: &str = "deactivations";
const PURGES: &str = "purges";
const KEY_CHANGES: &str = "key-changes";
const IDENTITY_CHANGES: &str = "identity-changes";
const PROMOTIONS: &str = "promotions";

/// What a plan amounts to, as far as guards care. Rows are counted when all of them are decided; until then their weights are
/// kept, one byte each.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub deactivations: u64,
    /// Accounts that rows of the file found.
    pub found: u64,
    pub email_changes: u64,
    pub identity_changes: u64,
    pub promotions: u64,
    /// The acting person's account, if the plan takes its log-in or its rights.
    pub actor: Option<String>,
    /// Active administrators more or fewer.
    pub administrators: i64,
    /// The least that `administrators` comes to on the way: changes are applied in their order.
    pub fewest_administrators: i64,
    /// Licences more or fewer.
    pub licences: i64,
    /// Accounts whose data would be purged, and their rows.
    pub purges: Vec<(Option<u32>, String)>,
    weights: Vec<u8>,
    hits_actor: Option<(Option<u32>, String)>,
}

impl Tally {
    /// Takes in the next row, or an absent account.
    pub(super) fn add(&mut self, row: Option<u32>, outcome: RowOutcome, weight: Weight, account: Option<&str>) {
        if let Some(account) = account {
            if weight.hits_actor {
                self.hits_actor = Some((row, account.to_owned()));
            }
            if weight.purges() {
                self.purges.push((row, account.to_owned()));
            }
        }
        match row {
            Some(_) => {
                self.found += u64::from(account.is_some());
                self.weights.push(weight.packed());
            }
            None => {
                self.count(outcome, weight);
                self.actor = self.hits_actor.as_ref().map(|(_, account)| account.clone());
            }
        }
    }

    /// Counts the rows, in the order in which they are written.
    pub(super) fn end_of_rows(&mut self, fails: impl Fn(u32) -> bool, settled: &Settled, exchange: &Exchange) {
        let weights = std::mem::take(&mut self.weights);
        let lone = (0u32..).take(weights.len()).filter(|row| exchange.place(*row).is_none());
        for row in lone.chain(exchange.steps().iter().map(|step| step.row)) {
            let (Some(weight), Some(outcome)) = (weights.get(row as usize), settled.outcome(row)) else { continue };
            if outcome.writes() {
                self.count(outcome, Weight::unpacked(*weight));
            }
        }
        let goes = |row: &Option<u32>| !row.is_some_and(&fails);
        self.purges.retain(|(row, _)| goes(row));
        self.hits_actor = self.hits_actor.take().filter(|(row, _)| goes(row));
        self.actor = self.hits_actor.as_ref().map(|(_, account)| account.clone());
    }

    fn count(&mut self, outcome: RowOutcome, weight: Weight) {
        self.deactivations += u64::from(outcome == RowOutcome::Deactivated);
        self.email_changes += u64::from(weight.changes_email);
        self.identity_changes += u64::from(weight.changes_identity);
        self.promotions += u64::from(weight.promotes);
        self.administrators += i64::from(weight.administrators);
        self.fewest_administrators = self.fewest_administrators.min(self.administrators);
        self.licences += i64::from(weight.licences);
    }
}

/// Refuses allowances for guards that do not exist: a typing error must not read as permission denied later.
pub(super) fn check_allowances(allow: &[Allowance]) -> Result<(), Failure> {
    match allow.iter().find(|one| !ALLOWABLE.contains(&one.guard.as_str())) {
        Some(unknown) => Err(Failure::settings(Problem::new(message::UNKNOWN_GUARD).with("guard", &unknown.guard))),
        None => Ok(()),
    }
}

/// What the guards find, those that have nothing to say left out. A finding that stands in the way says how to let it pass;
/// one that does not only says what would happen.
pub(super) fn examine(
    tally: &Tally,
    limits: &GuardLimits,
    totals: Totals,
    purged: PurgeSize,
    allow: &[Allowance],
) -> Vec<GuardFinding> {
    let repeated = |guard: &str| allow.iter().filter(|one| one.guard == guard).map(|one| one.number).max().unwrap_or(0);
    let mut findings = Vec::new();
    let mut add =
        |guard: &'static str, number: u64, limit: u64, [pass, stop]: [Code; 2], more: &[(&'static str, u64)]| {
            if number == 0 {
                return;
            }
            let allowed = limit.max(repeated(guard));
            let blocks = number > allowed;
            let mut problem = Problem::new(if blocks { stop } else { pass }).with("number", number);
            problem = problem.with("limit", limit).with("allowed", allowed);
            for (name, value) in more {
                problem = problem.with(name, value);
            }
            findings.push(GuardFinding { guard, number, limit, blocks, problem });
        };
    let share = |of: u64, percent: u32| of.saturating_mul(u64::from(percent)) / 100;
    add(
        DEACTIVATIONS,
        tally.deactivations,
        share(totals.active, limits.deactivations_percent).min(limits.deactivations.unwrap_or(u64::MAX)),
        [message::DEACTIVATIONS_PASS, message::DEACTIVATIONS],
        &[("active", totals.active)],
    );
    add(
        PURGES,
        tally.purges.len() as u64,
        limits.purges,
        [message::PURGES_PASS, message::PURGES],
        &[("customers", purged.customers), ("appointments", purged.appointments), ("reports", purged.reports)],
    );
    add(
        KEY_CHANGES,
        tally.email_changes,
        share(tally.found, limits.key_changes_percent).max(limits.key_changes),
        [message::KEY_CHANGES_PASS, message::KEY_CHANGES],
        &[("found", tally.found)],
    );
    add(
        IDENTITY_CHANGES,
        tally.identity_changes,
        limits.identity_changes,
        [message::IDENTITY_CHANGES_PASS, message::IDENTITY_CHANGES],
        &[],
    );
    // A company without any administrator gets its first one unasked: there are no rights yet that could be given away.
    let first = u64::from(totals.active_administrators == 0);
    add(
        PROMOTIONS,
        tally.promotions,
        limits.promotions.max(first),
        [message::PROMOTIONS_PASS, message::PROMOTIONS],
        &[],
    );
    if let Some(account) = &tally.actor {
        findings.push(never("acting-person", message::ACTING_PERSON, Some(account)));
    }
    let administrators = i64::try_from(totals.active_administrators).unwrap_or(i64::MAX);
    if administrators > 0 && administrators.saturating_add(tally.fewest_administrators) <= 0 {
        let stays = administrators.saturating_add(tally.administrators) > 0;
        let why = if stays { message::LAST_ADMINISTRATOR_TOO_EARLY } else { message::LAST_ADMINISTRATOR };
        findings.push(never("last-administrator", why, None));
    }
    findings
}

fn never(guard: &'static str, message: Code, account: Option<&str>) -> GuardFinding {
    let mut problem = Problem::new(message);
    if let Some(account) = account {
        problem = problem.with("account", account);
    }
    GuardFinding { guard, number: 1, limit: 0, blocks: true, problem }
}

//! How every row ended so far: one byte a row, a fingerprint of the account it meant, and the reasons of those rows that did
//! not go through.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::outcome::{Counts, RowOutcome};
use crate::host::Account;
use crate::message::Problem;

/// Rows whose reasons are kept, some hundred bytes each. A file with more rows that do not go through is wrong as a whole.
const MOST_REASONS: usize = 20_000;

/// How every row ended.
#[derive(Default)]
pub(super) struct Settled {
    outcomes: Vec<RowOutcome>,
    /// A hash of the account's id and revision at planning; 0 for none.
    versions: Vec<u64>,
    /// One bit a row: whether its change was tried.
    tried: Vec<u8>,
    reasons: BTreeMap<u32, Vec<Problem>>,
}

impl Settled {
    /// Adds the next row.
    pub(super) fn push(&mut self, outcome: RowOutcome, account: Option<&Account>, problems: &[Problem]) {
        let row = u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX);
        self.outcomes.push(outcome);
        self.versions.push(version(account));
        if outcome.did_not_go_through() {
            self.keep_reasons(row, problems);
        }
    }

    /// Changes how a row ended.
    pub(super) fn change(&mut self, row: u32, outcome: RowOutcome, problems: &[Problem]) {
        if let Some(place) = self.outcomes.get_mut(row as usize) {
            *place = outcome;
            self.keep_reasons(row, problems);
        }
    }

    fn keep_reasons(&mut self, row: u32, problems: &[Problem]) {
        if !problems.is_empty() && self.reasons.len() < MOST_REASONS {
            self.reasons.insert(row, problems.to_vec());
        }
    }

    /// How a row ended.
    pub(super) fn outcome(&self, row: u32) -> Option<RowOutcome> {
        self.outcomes.get(row as usize).copied()
    }

    /// Whether a row means the same account at the same revision as it did at planning.
    pub(super) fn is_same_version(&self, row: u32, account: Option<&Account>) -> bool {
        self.versions.get(row as usize) == Some(&version(account))
    }

    /// Why a row did not go through; empty where that is not known or no longer kept.
    pub(super) fn reasons(&self, row: u32) -> &[Problem] {
        self.reasons.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The rows that did not go through, in their order, and how they ended.
    pub(super) fn not_gone_through(&self) -> impl Iterator<Item = (u32, RowOutcome)> {
        (0u32..).zip(self.outcomes.iter().copied()).filter(|(_, outcome)| outcome.did_not_go_through())
    }

    /// Counts the rows anew.
    pub(super) fn count(&self) -> Counts {
        let mut counts = Counts::default();
        for outcome in &self.outcomes {
            counts.add(*outcome);
        }
        counts
    }

    /// A row's change was tried.
    pub(super) fn mark_tried(&mut self, row: u32) {
        let byte = row as usize / 8;
        if self.tried.len() <= byte {
            self.tried.resize(self.outcomes.len().div_ceil(8).max(byte + 1), 0);
        }
        self.tried[byte] |= 1 << (row % 8);
    }

    fn was_tried(&self, row: u32) -> bool {
        self.tried.get(row as usize / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
    }

    /// The rows that were to be written and were not tried.
    pub(super) fn untried(&self) -> Vec<u32> {
        let rows = (0u32..).zip(&self.outcomes);
        rows.filter(|(row, outcome)| outcome.writes() && !self.was_tried(*row)).map(|(row, _)| row).collect()
    }
}

fn version(account: Option<&Account>) -> u64 {
    let Some(account) = account else { return 0 };
    let mut hasher = DefaultHasher::new();
    (&account.id, &account.revision).hash(&mut hasher);
    hasher.finish().max(1)
}

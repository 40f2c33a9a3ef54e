//! What an import says at its end, as plain data: the object of `import --json`, and what pages and the command line show.

use serde::Serialize;
use serde_json::Value as Json;

use super::counts::{Counts, outcome_name};
use super::guards::Permits;
use super::parts::{ChangedRow, ErrorReport, FileReport, GuardReport, Licences, ProblemReport, Purged, problems};
use super::told::{Told, ended};
use crate::plugin::importing::{PlanOutcome, RowInfo, RunOutcome};
use crate::plugin::{Failure, FailureReason};
use crate::store::{JournalRow, TenantStore};

/// How an import ended, or what it would do.
#[derive(Clone, Debug, Serialize)]
pub struct ImportResult {
    /// Whether it was a dry run: then the counts say what would be.
    pub dry_run: bool,
    /// Data rows read. `counts` add up to it.
    pub rows_read: u64,
    /// What the rows of the file ended as.
    pub counts: Counts,
    /// What the accounts that are not in the file ended as, in sync mode.
    pub absent: Counts,
    /// What is to be told about rows.
    pub problems: Vec<ProblemReport>,
    /// Rows with something to say that `problems` and `changes` have no room for.
    pub rows_left_out: u64,
    /// Whether a guard or the host refuses the run; of a dry run, whether it would be refused.
    pub refused: bool,
    /// What the guards found.
    pub guards: Vec<GuardReport>,
    /// What is to be told about the run as a whole.
    pub notes: Vec<ProblemReport>,
    /// What purges would delete, or deleted.
    pub purged: Purged,
    /// Licences.
    pub licences: Licences,
    /// Why the run ended before its end, if it did.
    pub ended_early: Option<ProblemReport>,
    /// Whether the outcomes do not add up.
    pub faulty: bool,
    /// What changes, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<ChangedRow>>,
    /// What the file was taken for.
    pub file: Option<FileReport>,
    /// The settings that repeat this reading and mapping.
    pub settings: Option<Json>,
    /// The receipt of an applied run.
    pub receipt: Option<Json>,
    /// The number of the run in the journal.
    pub journal_id: Option<i64>,
    /// Where the report of what did not go through was written.
    pub report: Option<String>,
    /// Why the run did not do what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
    #[serde(skip)]
    told: Told,
    #[serde(skip)]
    pub(crate) failure: Option<Failure>,
}

impl ImportResult {
    pub(super) fn begin(dry_run: bool) -> Self {
        Self {
            dry_run,
            rows_read: 0,
            counts: Counts::default(),
            absent: Counts::default(),
            problems: Vec::new(),
            rows_left_out: 0,
            refused: false,
            guards: Vec::new(),
            notes: Vec::new(),
            purged: Purged::default(),
            licences: Licences::default(),
            ended_early: None,
            faulty: false,
            changes: None,
            file: None,
            settings: None,
            receipt: None,
            journal_id: None,
            report: None,
            error: None,
            told: Told::default(),
            failure: None,
        }
    }

    pub(super) fn rows(&mut self, rows: Vec<RowInfo>) {
        for row in rows {
            self.told.tell(row);
        }
    }

    pub(super) fn planned(&mut self, plan: PlanOutcome, permits: Permits) {
        self.rows_read = plan.rows_read;
        self.count(Counts::new(&plan.counts), Counts::new(&plan.absent));
        self.guards = plan.guards.into_iter().map(|finding| GuardReport::new(finding, permits)).collect();
        self.refused = self.guards.iter().any(|guard| guard.blocks);
        self.notes = problems(&plan.notes);
        self.purged = Purged {
            customers: plan.purged_customers,
            appointments: plan.purged_appointments,
            reports: plan.purged_reports,
        };
        self.licences = Licences { bought: plan.licences_bought, used: plan.licences_used, after: plan.licences_after };
        self.file = Some(plan.file.into());
        self.settings = serde_json::from_str(&plan.settings).ok();
    }

    pub(super) fn applied(&mut self, run: RunOutcome) {
        self.rows_read = run.rows_read;
        self.count(Counts::new(&run.counts), Counts::new(&run.absent));
        self.notes = problems(&run.notes);
        self.ended_early = run.ended_early.as_ref().map(ProblemReport::from);
        // The plugin says so itself; this host adds it up once more.
        self.faulty = run.faulty || self.counts.sum() != run.rows_read;
        self.receipt = serde_json::from_str(&run.receipt).ok();
    }

    fn count(&mut self, rows: Counts, absent: Counts) {
        self.counts = rows;
        self.absent = absent;
    }

    /// The guards or the host stood in the way: no row was begun.
    pub(super) fn nothing_started(&mut self) {
        self.told.settle(&[], self.counts.created);
        self.count(self.counts.nothing_written(), self.absent.nothing_written());
    }

    /// The plugin broke while it wrote: the journal tells what was written, everything else was not begun. Rows of the file
    /// are written before accounts that are not in it, so the first of a kind are the file's.
    pub(super) fn applied_from_journal(&mut self, store: &TenantStore) {
        let journal = self.journal_id.map(|run| journal(store, run)).unwrap_or_default();
        self.told.settle(&journal, self.counts.created);
        let (mut left, mut rows, mut absent) =
            (self.counts, self.counts.nothing_written(), self.absent.nothing_written());
        for entry in &journal {
            let left = match entry.action.as_str() {
                "create" => &mut left.created,
                "update" => &mut left.updated,
                "deactivate" => &mut left.deactivated,
                _ => &mut left.reactivated,
            };
            let counts = if *left > 0 { &mut rows } else { &mut absent };
            *left = left.saturating_sub(1);
            *counts.of_mut(ended(entry)) += 1;
            counts.not_started = counts.not_started.saturating_sub(1);
        }
        self.count(rows, absent);
    }

    /// Whether a report would have any row.
    pub(super) fn has_rows_for_report(&self) -> bool {
        let rows = &self.counts;
        rows.skipped + rows.failed + rows.stale + rows.not_started > 0
    }

    /// The run has no report, though there are rows for one: why.
    pub(super) fn without_report(&mut self, why: ProblemReport) {
        if self.ended_early.is_none() {
            self.ended_early = Some(why);
        } else {
            self.notes.push(why);
        }
    }

    pub(super) fn fail(&mut self, failure: &Failure) {
        self.refused |= matches!(failure.reason, FailureReason::Refused);
        self.failure = Some(failure.clone());
        self.error = Some(ErrorReport::from(failure));
    }

    /// Puts what was told about rows into its final form.
    pub(super) fn close(&mut self, with_changes: bool) {
        let told = std::mem::take(&mut self.told);
        self.rows_left_out = told.left_out;
        let unsure = told.unsure;
        let mut changes = Vec::new();
        for row in told.into_rows() {
            let outcome = outcome_name(row.outcome);
            let known = (!unsure || row.account.is_some()).then_some(outcome);
            for problem in row.problems {
                let (line, account) = (problem.line.or(row.line), row.account.clone());
                self.problems.push(ProblemReport { line, outcome: known, account, ..problem });
            }
            if !row.cells.is_empty() {
                changes.push(ChangedRow { line: row.line, account: row.account, outcome, cells: row.cells });
            }
        }
        if with_changes {
            self.changes = Some(changes);
        }
    }
}

/// What the journal has of a run, in order.
fn journal(store: &TenantStore, run: i64) -> Vec<JournalRow> {
    let mut all: Vec<JournalRow> = Vec::new();
    loop {
        match store.import_rows(run, all.last().map_or(0, |row| row.seq), 1_000) {
            Ok(rows) if rows.is_empty() => return all,
            Ok(rows) => all.extend(rows),
            Err(error) => {
                tracing::warn!(%error, "the journal cannot be read");
                return all;
            }
        }
    }
}

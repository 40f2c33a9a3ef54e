//! One number per outcome, as this host counts them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::plugin::importing::{OutcomeCounts, RowOutcome};

/// One number per outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "named after the contract's outcomes")]
pub struct Counts {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub deactivated: u64,
    pub reactivated: u64,
    pub skipped: u64,
    pub failed: u64,
    pub stale: u64,
    pub not_started: u64,
}

impl Counts {
    pub(super) fn new(counts: &OutcomeCounts) -> Self {
        Self {
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            deactivated: counts.deactivated,
            reactivated: counts.reactivated,
            skipped: counts.skipped,
            failed: counts.failed,
            stale: counts.stale,
            not_started: counts.not_started,
        }
    }

    /// The same rows, where nothing was written: what would have been becomes not started.
    pub(super) fn nothing_written(self) -> Self {
        let not_started = self.not_started + self.created + self.updated + self.deactivated + self.reactivated;
        Self { created: 0, updated: 0, deactivated: 0, reactivated: 0, not_started, ..self }
    }

    pub(super) fn of_mut(&mut self, outcome: RowOutcome) -> &mut u64 {
        match outcome {
            RowOutcome::Created => &mut self.created,
            RowOutcome::Updated => &mut self.updated,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Deactivated => &mut self.deactivated,
            RowOutcome::Reactivated => &mut self.reactivated,
            RowOutcome::Skipped => &mut self.skipped,
            RowOutcome::Failed => &mut self.failed,
            RowOutcome::Stale => &mut self.stale,
            RowOutcome::NotStarted => &mut self.not_started,
        }
    }

    /// All of them together.
    pub fn sum(&self) -> u64 {
        self.created
            + self.updated
            + self.unchanged
            + self.deactivated
            + self.reactivated
            + self.skipped
            + self.failed
            + self.stale
            + self.not_started
    }

    /// Names and numbers, in the order in which they are shown.
    pub fn named(&self) -> [(RowOutcome, u64); 9] {
        [
            (RowOutcome::Created, self.created),
            (RowOutcome::Updated, self.updated),
            (RowOutcome::Unchanged, self.unchanged),
            (RowOutcome::Deactivated, self.deactivated),
            (RowOutcome::Reactivated, self.reactivated),
            (RowOutcome::Skipped, self.skipped),
            (RowOutcome::Failed, self.failed),
            (RowOutcome::Stale, self.stale),
            (RowOutcome::NotStarted, self.not_started),
        ]
    }
}

/// From the journal, by the names of the outcomes.
impl From<&BTreeMap<String, u64>> for Counts {
    fn from(numbers: &BTreeMap<String, u64>) -> Self {
        let of = |name: &str| numbers.get(name).copied().unwrap_or(0);
        Self {
            created: of("created"),
            updated: of("updated"),
            unchanged: of("unchanged"),
            deactivated: of("deactivated"),
            reactivated: of("reactivated"),
            skipped: of("skipped"),
            failed: of("failed"),
            stale: of("stale"),
            not_started: of("not_started"),
        }
    }
}

/// The stable name of an outcome, as the counts have it.
pub fn outcome_name(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Created => "created",
        RowOutcome::Updated => "updated",
        RowOutcome::Unchanged => "unchanged",
        RowOutcome::Deactivated => "deactivated",
        RowOutcome::Reactivated => "reactivated",
        RowOutcome::Skipped => "skipped",
        RowOutcome::Failed => "failed",
        RowOutcome::Stale => "stale",
        RowOutcome::NotStarted => "not_started",
    }
}

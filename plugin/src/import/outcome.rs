//! What rows and runs end as, and the counts that must add up.

use crate::field::{Field, FieldId, Value, print};
use crate::host::PurgeSize;
use crate::mapping::inspect::Inspection;
use crate::message::{Language, LineNumber, Problem};

/// What a row of the file, or an account that is not in the file, ends as. Each ends as exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum RowOutcome {
    /// A new account.
    Created,
    /// An account with at least one changed field.
    Updated,
    /// An account that already is as the file says.
    Unchanged,
    /// An account whose log-in was disabled.
    Deactivated,
    /// An account whose log-in was enabled again.
    Reactivated,
    /// Left out on purpose: the mode does not provide for it.
    Skipped,
    /// An error in the row, or the host rejected the change.
    Failed,
    /// The account changed between plan and apply.
    Stale,
    /// The run ended before it.
    NotStarted,
}

impl RowOutcome {
    /// Every outcome, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Created,
        Self::Updated,
        Self::Unchanged,
        Self::Deactivated,
        Self::Reactivated,
        Self::Skipped,
        Self::Failed,
        Self::Stale,
        Self::NotStarted,
    ];

    /// The stable name: `created`, `not-started`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Deactivated => "deactivated",
            Self::Reactivated => "reactivated",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
            Self::Stale => "stale",
            Self::NotStarted => "not-started",
        }
    }

    /// Whether it costs a write.
    pub fn writes(self) -> bool {
        matches!(self, Self::Created | Self::Updated | Self::Deactivated | Self::Reactivated)
    }

    /// Whether the row needs a person's attention and belongs into a report.
    pub fn did_not_go_through(self) -> bool {
        matches!(self, Self::Skipped | Self::Failed | Self::Stale | Self::NotStarted)
    }
}

/// One number per outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; 9]);

impl Counts {
    /// How many ended as `outcome`.
    pub fn of(&self, outcome: RowOutcome) -> u64 {
        self.0[outcome as usize]
    }

    /// Counts one more.
    pub fn add(&mut self, outcome: RowOutcome) {
        self.0[outcome as usize] += 1;
    }

    /// Counts one less of `from` and one more of `to`.
    pub fn shift(&mut self, from: RowOutcome, to: RowOutcome) {
        self.0[from as usize] = self.0[from as usize].saturating_sub(1);
        self.add(to);
    }

    /// All of them together.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// How far stepped work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether it is finished.
    pub done: bool,
    /// Rows dealt with so far.
    pub rows: u64,
    /// How far the reading has come, in bytes; roughly.
    pub position: u64,
    /// The size in bytes; 0 where it is not known.
    pub size: u64,
}

/// The old and the new value of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct CellDiff {
    /// The field.
    pub field: FieldId,
    /// Its label in the language of messages.
    pub label: String,
    /// What the account has.
    pub before: Option<Value>,
    /// What it gets.
    pub after: Option<Value>,
    /// Both as a cell of an export in the language of messages has them.
    pub texts: (Option<String>, Option<String>),
}

impl CellDiff {
    pub(super) fn new(field: &Field, before: Option<Value>, after: Option<Value>, language: Language) -> Self {
        let text = |value: &Option<Value>| value.as_ref().map(|value| print(field, value, language));
        let texts = (text(&before), text(&after));
        Self { field: field.id.clone(), label: field.label(language).to_owned(), before, after, texts }
    }
}

/// A row with something to say.
#[derive(Clone, Debug, PartialEq)]
pub struct RowInfo {
    /// Its line; none for an account that is not in the file.
    pub line: Option<LineNumber>,
    /// The account's id, where one was found or made.
    pub account: Option<String>,
    /// What it ends as.
    pub outcome: RowOutcome,
    /// Errors, warnings and notes about it.
    pub problems: Vec<Problem>,
    /// What changes, where that was asked for.
    pub changes: Vec<CellDiff>,
}

/// What one step of a plan found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanStep {
    /// How far it has come.
    pub progress: Progress,
    /// The rows of this step with something to say, in the order of the file; then accounts that are not in the file.
    pub rows: Vec<RowInfo>,
}

/// What one step of applying did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApplyStep {
    /// How far it has come: changes written or tried.
    pub progress: Progress,
    /// The rows that this step settled and that have something to say.
    pub rows: Vec<RowInfo>,
}

/// What a guard found.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardFinding {
    /// The guard's name.
    pub guard: &'static str,
    /// How many times.
    pub number: u64,
    /// From how many on it stands in the way.
    pub limit: u64,
    /// Whether it stands in the way of this run.
    pub blocks: bool,
    /// For people.
    pub problem: Problem,
}

/// What a finished plan says.
#[derive(Clone, Debug)]
pub struct PlanOutcome {
    /// What the file was taken for.
    pub file: Inspection,
    /// Data rows read.
    pub rows_read: u64,
    /// What the rows would end as.
    pub counts: Counts,
    /// What accounts that are not in the file would end as.
    pub absent: Counts,
    /// What the guards found.
    pub guards: Vec<GuardFinding>,
    /// What purges would delete in all.
    pub purged: PurgeSize,
    /// Licences bought.
    pub licences_bought: u32,
    /// Licences in use now.
    pub licences_used: u32,
    /// Licences that would be in use after.
    pub licences_after: u32,
    /// Notes and warnings about the run as a whole.
    pub notes: Vec<Problem>,
    /// The settings document that repeats this reading and mapping.
    pub settings: String,
    /// The SHA-256 of the file, in lower-case hex.
    pub source_hash: String,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct RunOutcome {
    /// Data rows read.
    pub rows_read: u64,
    /// What the rows ended as.
    pub counts: Counts,
    /// What accounts that are not in the file ended as.
    pub absent: Counts,
    /// Why the run ended before its end, if it did.
    pub ended_early: Option<Problem>,
    /// Whether the outcomes do not add up to the rows read.
    pub faulty: bool,
    /// Notes and warnings about the run as a whole.
    pub notes: Vec<Problem>,
    /// The receipt, a JSON document.
    pub receipt: String,
}

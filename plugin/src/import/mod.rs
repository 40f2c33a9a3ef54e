//! Importing: match, plan, guards, apply, report.
//!
//! A [`Plan`] reads the whole file, finds the account of every row, and says what would change; it writes nothing. The guards
//! look at the finished plan. [`Applying`] writes it in batches through one session of the host, and [`Reporting`] writes
//! the rows that did not go through to a file. File formats and the WIT contract are not known here.

mod apply;
mod claims;
mod decide;
mod entries;
mod exchange;
mod guards;
mod hash;
mod kept;
mod matching;
mod outcome;
mod plan;
mod planner;
mod prepare;
mod receipt;
mod report;
mod row;
mod seen;
mod settled;
#[cfg(test)]
mod tests;
mod zeros;

pub use apply::Applying;
pub use outcome::{
    ApplyStep, CellDiff, Counts, GuardFinding, PlanOutcome, PlanStep, Progress, RowInfo, RowOutcome, RunOutcome,
};
pub use plan::Plan;
pub use report::Reporting;

use crate::mapping::settings::ImportSettings;
use crate::message::Language;

/// A number of times that a guard may be exceeded in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The guard's name: `deactivations`, `purges`, `key-changes`, `promotions`.
    pub guard: String,
    /// The number that the person saw and repeats.
    pub number: u64,
}

/// How a file is read and what may happen.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Sheet, dialect, mode, mappings, keys, guard limits.
    pub settings: ImportSettings,
    /// The language of messages.
    pub language: Language,
    /// What the guards let pass.
    pub allow: Vec<Allowance>,
    /// Whether steps hand out old and new values per cell, and rows that go through without a problem.
    pub with_changes: bool,
}

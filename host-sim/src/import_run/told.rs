//! The rows with something to say, gathered over plan and application: so many of them, each as small as what is shown of it.
//! Everything beyond is in the report file, which is written row by row and never held.

use std::collections::{BTreeMap, HashMap};

use super::parts::{CellReport, ProblemReport};
use crate::plugin::importing::{RowInfo, RowOutcome};
use crate::store::JournalRow;

/// Rows with something to say that a result keeps, some hundred bytes each. Counts are exact beyond it.
const MOST_ROWS: usize = 20_000;

/// A row with something to say.
#[derive(Clone, Debug)]
pub(super) struct ToldRow {
    /// Its line; none for an account that is not in the file.
    pub(super) line: Option<u32>,
    /// The account, where one was found or made.
    pub(super) account: Option<String>,
    /// What it ends as.
    pub(super) outcome: RowOutcome,
    /// What is to be told.
    pub(super) problems: Vec<ProblemReport>,
    /// What changes.
    pub(super) cells: Vec<CellReport>,
}

impl From<RowInfo> for ToldRow {
    fn from(row: RowInfo) -> Self {
        Self {
            line: row.line,
            account: row.account,
            outcome: row.outcome,
            problems: row.problems.into_iter().map(ProblemReport::from).collect(),
            cells: row.changes.into_iter().map(CellReport::from).collect(),
        }
    }
}

/// Rows with something to say. A row that is told again, because it ended otherwise than planned, replaces what it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    by_line: BTreeMap<u32, ToldRow>,
    by_account: BTreeMap<String, ToldRow>,
    others: Vec<ToldRow>,
    pub(super) left_out: u64,
    /// Whether it is not known how rows without an account ended, which were to be created.
    pub(super) unsure: bool,
}

impl Told {
    fn len(&self) -> usize {
        self.by_line.len() + self.by_account.len() + self.others.len()
    }

    pub(super) fn tell(&mut self, row: RowInfo) {
        let full = self.len() >= MOST_ROWS;
        let known = match (row.line, &row.account) {
            (Some(line), _) => self.by_line.get_mut(&line),
            (None, Some(account)) => self.by_account.get_mut(account),
            (None, None) => None,
        };
        match known {
            Some(known) => {
                let row = ToldRow::from(row);
                known.outcome = row.outcome;
                known.account = row.account.or(known.account.take());
                for problem in row.problems {
                    let same = |one: &ProblemReport| one.code == problem.code && one.text == problem.text;
                    if !known.problems.iter().any(same) {
                        known.problems.push(problem);
                    }
                }
                if !row.cells.is_empty() {
                    known.cells = row.cells;
                }
            }
            None if full => self.left_out += 1,
            None => match (row.line, &row.account) {
                (Some(line), _) => drop(self.by_line.insert(line, row.into())),
                (None, Some(account)) => drop(self.by_account.insert(account.clone(), row.into())),
                (None, None) => self.others.push(row.into()),
            },
        }
    }

    /// All of them: the file's in its order, then accounts that are not in it.
    pub(super) fn into_rows(self) -> impl Iterator<Item = ToldRow> {
        self.by_line.into_values().chain(self.by_account.into_values()).chain(self.others)
    }

    /// The plugin broke while it wrote: rows end as the journal says, and as not started where it says nothing. It names the
    /// accounts that it changed; new ones stand in it in the order of the file, so they are told apart where all `created`
    /// that were planned are here.
    pub(super) fn settle(&mut self, journal: &[JournalRow], created: u64) {
        let changed: HashMap<&str, RowOutcome> =
            journal.iter().filter_map(|entry| Some((entry.user.as_deref()?, ended(entry)))).collect();
        let mut new = journal.iter().filter(|entry| entry.action == "create").map(ended);
        let to_create = self.rows_mut().filter(|row| row.outcome == RowOutcome::Created).count() as u64;
        self.unsure = to_create != created;
        for row in self.rows_mut().filter(|row| writes(row.outcome)) {
            let end = match (&row.account, row.outcome) {
                (_, RowOutcome::Created) => new.next(),
                (Some(account), _) => changed.get(account.as_str()).copied(),
                (None, _) => None,
            };
            row.outcome = end.unwrap_or(RowOutcome::NotStarted);
        }
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut ToldRow> {
        self.by_line.values_mut().chain(self.by_account.values_mut()).chain(&mut self.others)
    }
}

fn writes(outcome: RowOutcome) -> bool {
    use RowOutcome::{Created, Deactivated, Reactivated, Updated};
    matches!(outcome, Created | Updated | Deactivated | Reactivated)
}

/// How a change of the journal ended.
pub(super) fn ended(entry: &JournalRow) -> RowOutcome {
    match (entry.result.as_str(), entry.action.as_str()) {
        ("applied", "create") => RowOutcome::Created,
        ("applied", "update") => RowOutcome::Updated,
        ("applied", "deactivate") => RowOutcome::Deactivated,
        ("applied", _) => RowOutcome::Reactivated,
        ("stale", _) => RowOutcome::Stale,
        _ => RowOutcome::Failed,
    }
}

//! The rows with something to say, gathered over plan and application: so many of them, each as small as what is shown of it.
//! Everything beyond is in the report file, which is written row by row and never held.

use std::collections::{BTreeMap, HashMap};

use super::parts::{CellReport, ProblemReport};
use crate::plugin::importing::{RowInfo, RowOutcome};
use crate::store::JournalRow;

/// Rows with something to say that a result keeps, some hundred bytes each. Counts are exact beyond it.
const MOST_ROWS: usize = 20_000;

/// Bytes of text that a result keeps of them: rows can be as long as a file makes them.
const MOST_BYTES: usize = 16 << 20;

/// Bytes of one text: more is in the file, and nobody reads it in a message.
const LONGEST: usize = 2_000;

/// Bytes that a row or a cell takes beside its texts.
const OVERHEAD: usize = 200;

/// Cuts a text where it is too long.
fn cut(text: &mut String) {
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        text.truncate(end);
        text.push('…');
    }
}

fn cut_json(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => cut(text),
        serde_json::Value::Array(values) => {
            values.truncate(100);
            values.iter_mut().for_each(cut_json);
        }
        _ => {}
    }
}

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

impl ToldRow {
    /// Cuts what is too long, and answers the bytes that are left.
    fn shorten(&mut self) -> usize {
        let mut bytes = OVERHEAD;
        for problem in &mut self.problems {
            cut(&mut problem.text);
            bytes += OVERHEAD + problem.text.len();
        }
        for cell in &mut self.cells {
            [&mut cell.before, &mut cell.after].into_iter().flatten().for_each(cut_json);
            let texts = [&mut cell.before_text, &mut cell.after_text];
            bytes += OVERHEAD;
            for text in texts.into_iter().flatten() {
                cut(text);
                // Once as text and once as a value.
                bytes += 2 * text.len();
            }
        }
        bytes
    }
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
    /// Bytes of all of them, about.
    bytes: usize,
    pub(super) left_out: u64,
    /// Whether it is not known how rows without an account ended, which were to be created.
    pub(super) unsure: bool,
}

impl Told {
    fn len(&self) -> usize {
        self.by_line.len() + self.by_account.len() + self.others.len()
    }

    pub(super) fn tell(&mut self, row: RowInfo) {
        let full = self.len() >= MOST_ROWS || self.bytes >= MOST_BYTES;
        let known = match (row.line, &row.account) {
            (Some(line), _) => self.by_line.get_mut(&line),
            (None, Some(account)) => self.by_account.get_mut(account),
            (None, None) => None,
        };
        let (place, account) = (row.line, row.account.clone());
        let mut row = ToldRow::from(row);
        let bytes = row.shorten();
        match known {
            Some(known) => {
                known.outcome = row.outcome;
                known.account = row.account.or(known.account.take());
                for problem in row.problems {
                    let same = |one: &ProblemReport| one.code == problem.code && one.text == problem.text;
                    if !known.problems.iter().any(same) && self.bytes < 2 * MOST_BYTES {
                        known.problems.push(problem);
                    }
                }
                if !row.cells.is_empty() {
                    known.cells = row.cells;
                }
                self.bytes += bytes;
            }
            None if full => self.left_out += 1,
            None => {
                self.bytes += bytes;
                match (place, account) {
                    (Some(line), _) => drop(self.by_line.insert(line, row)),
                    (None, Some(account)) => drop(self.by_account.insert(account, row)),
                    (None, None) => self.others.push(row),
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::{Problem, Severity};

    #[test]
    fn what_is_kept_of_rows_is_bounded_in_bytes_and_counted_beyond() {
        let mut told = Told::default();
        let long = "ä".repeat(100_000);
        for line in 1..=20_000 {
            let problem = Problem {
                code: "c".into(),
                severity: Severity::Error,
                text: long.clone(),
                line: Some(line),
                column: None,
                cell: None,
                field: None,
                arguments: Vec::new(),
            };
            told.tell(RowInfo {
                line: Some(line),
                account: None,
                outcome: RowOutcome::Failed,
                problems: vec![problem],
                changes: Vec::new(),
            });
        }
        let left_out = told.left_out;
        let rows: Vec<ToldRow> = told.into_rows().collect();
        assert_eq!(rows.len() as u64 + left_out, 20_000);
        assert!(rows.len() > 1_000);
        assert!(
            rows.iter().flat_map(|row| &row.problems).map(|problem| problem.text.len()).sum::<usize>() <= MOST_BYTES
        );
    }
}

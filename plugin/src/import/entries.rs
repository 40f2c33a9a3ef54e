//! Entries of lists, such as groups, that no account has yet and the host would make by writing them: named in the plan with
//! how many rows have them, and with the one that may be meant.

use std::collections::{BTreeMap, HashSet};

use super::row::{Columns, ParsedRow};
use crate::failure::Failure;
use crate::field::{Kind, Value};
use crate::host::UserStore;
use crate::mapping::normal::nearest;
use crate::message::{Problem, plan as message};

/// Different new entries of a column that are counted.
const MOST: usize = 1_000;
/// Of these, those that are named.
const NAMED: usize = 20;

/// The new entries of all columns of lists.
#[derive(Debug, Default)]
pub(super) struct NewEntries(Vec<Column>);

#[derive(Debug)]
struct Column {
    /// The place among the mapped columns.
    at: usize,
    known: HashSet<String>,
    /// Rows by entry.
    rows: BTreeMap<String, u64>,
}

impl NewEntries {
    /// Asks the host for the entries that accounts have; columns for which it cannot tell are left alone.
    pub(super) fn new(columns: &Columns, store: &dyn UserStore) -> Result<Self, Failure> {
        let mut lists = Vec::new();
        for (at, column) in columns.list.iter().enumerate().filter(|(_, column)| column.field.kind == Kind::List) {
            if let Some(known) = store.list_entries(&column.field.id)? {
                lists.push(Column { at, known: known.into_iter().collect(), rows: BTreeMap::new() });
            }
        }
        Ok(Self(lists))
    }

    /// The new entries of a row, with the place of their column among these. Mostly none.
    pub(super) fn of_row(&self, row: &ParsedRow) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (column, list) in self.0.iter().enumerate() {
            if let Some(Value::List(items)) = row.cells.get(list.at).and_then(|cell| cell.value()) {
                let new = items.iter().filter(|item| !list.known.contains(*item));
                found.extend(new.map(|item| (column, item.clone())));
            }
        }
        found
    }

    /// Counts what [`Self::of_row`] found in a row that goes through.
    pub(super) fn count(&mut self, found: Vec<(usize, String)>) {
        for (column, item) in found {
            let Some(list) = self.0.get_mut(column) else { continue };
            if list.rows.len() < MOST || list.rows.contains_key(&item) {
                *list.rows.entry(item).or_insert(0) += 1;
            }
        }
    }

    /// What there is to say, once all rows are read.
    pub(super) fn notes(self, columns: &Columns) -> Vec<Problem> {
        let mut notes = Vec::new();
        for list in self.0.iter().filter(|list| !list.rows.is_empty()) {
            let Some(column) = columns.list.get(list.at).filter(|column| !column.field.sensitive) else { continue };
            let about = |problem: Problem| {
                problem.with("header", &column.header).at_column(column.column).of_field(column.field.id.clone())
            };
            let mut named: Vec<(&String, u64)> = list.rows.iter().map(|(entry, rows)| (entry, *rows)).collect();
            named.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
            named.truncate(NAMED);
            let entries: Vec<_> = named.iter().map(|(entry, rows)| format!("{entry} ({rows})")).collect();
            let rest = list.rows.len() - entries.len();
            let entries = entries.join("; ") + if rest > 0 { "; …" } else { "" };
            let count = list.rows.len();
            notes.push(about(Problem::new(message::NEW_ENTRIES).with("entries", entries).with("count", count)));
            for (entry, rows) in named {
                if let Some(near) = list.near(entry) {
                    let problem = Problem::new(message::NEAR_ENTRY).with("entry", entry).with("nearest", near);
                    notes.push(about(problem.with("rows", rows)));
                }
            }
        }
        notes
    }
}

impl Column {
    /// A known entry of which a new one may be a misspelling. `Nord 3` is none of `Nord 2`.
    fn near(&self, entry: &str) -> Option<&str> {
        let letters = |text: &str| text.chars().filter(|c| !c.is_numeric()).collect::<String>();
        let own = letters(entry);
        let counts_on = |known: &&str| letters(known) == own && known.chars().any(char::is_numeric);
        nearest(entry, self.known.iter().map(String::as_str).filter(|known| !counts_on(known)))
    }
}

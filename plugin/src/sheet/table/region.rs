//! Which part of a sheet is the list, where the sheet has table objects: the object that covers the header, or else what
//! stands apart from all of them. Which row is the header is found elsewhere.

use std::cmp::Reverse;
use std::ops::Range;

use crate::message::column_letters;
use crate::sheet::{Cell, Hints, Row, TableRange};

/// The part of a sheet that is the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// Its columns.
    columns: Range<usize>,
    /// The table object that it is, where it is one.
    own: Option<TableRange>,
    /// The other table objects on the sheet: what they hold is no part of the list.
    others: Vec<TableRange>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the list; how it ends is not known.
    List,
    /// Inside of the table object that is the list: whatever it looks like, it is data.
    Object,
    /// In the totals of this object.
    Totals,
    /// Below this object.
    Below,
}

impl Default for Region {
    /// The whole sheet.
    fn default() -> Self {
        Self { columns: 0..usize::MAX, own: None, others: Vec::new() }
    }
}

impl Region {
    /// A list without a header beside table objects.
    pub(super) fn without(others: &[TableRange]) -> Self {
        Self { others: others.to_vec(), ..Self::default() }
    }

    /// The list is this table object.
    pub(super) fn of(own: TableRange, tables: &[TableRange]) -> Self {
        let others = tables.iter().filter(|table| **table != own).copied().collect();
        Self { columns: own.columns(), own: Some(own), others }
    }

    /// The list below a header with these texts, whose last line is `line`.
    pub(super) fn below(texts: &[Option<String>], line: u32, tables: &[TableRange], hints: &dyn Hints) -> Self {
        let labels: Vec<bool> = texts.iter().map(|text| text.as_deref().is_some_and(|t| hints.is_label(t))).collect();
        let some = labels.contains(&true);
        let weights = if some { labels.clone() } else { texts.iter().map(Option::is_some).collect() };
        let weight = |columns: &Range<usize>| -> usize {
            weights.iter().skip(columns.start).take(columns.len()).filter(|counts| **counts).count()
        };
        // An object that begins below the header was made by somebody who forgot to take the header in.
        let touching = || tables.iter().filter(|table| (line..=line + 1).contains(&table.first_row()));
        let heaviest = touching().min_by_key(|table| Reverse(weight(&table.columns())));
        if let Some(own) = heaviest.filter(|own| weight(&own.columns()) * 2 > weight(&(0..weights.len()))) {
            return Self::of(*own, tables).with_labels_beside(&labels);
        }
        let apart = |table: &&TableRange| {
            let labelled = |column: Option<usize>| column.is_some_and(|at| texts.get(at).is_some_and(Option::is_some));
            !labelled(table.first_column.checked_sub(1)) && !labelled(table.last_column.checked_add(1))
        };
        let mut apart: Vec<TableRange> = touching().filter(apart).copied().collect();
        apart.sort_by_key(|table| table.first_column);
        let mut start = 0;
        let mut free: Vec<Range<usize>> = Vec::new();
        for table in &apart {
            free.push(start..table.first_column.max(start));
            start = table.last_column + 1;
        }
        free.push(start..usize::MAX);
        let columns = free.into_iter().min_by_key(|columns| Reverse(weight(columns))).unwrap_or(0..usize::MAX);
        if let Some(own) = apart.iter().min_by_key(|table| Reverse(weight(&table.columns())))
            && weight(&own.columns()) > weight(&columns)
        {
            return Self::of(*own, tables);
        }
        let is_other = |table: &&TableRange| apart.contains(table) || !touching().any(|touching| touching == *table);
        Self { columns, own: None, others: tables.iter().filter(is_other).copied().collect() }
    }

    /// Takes in the columns beside the object whose labels are known: programs that write them leave the object as it is.
    fn with_labels_beside(mut self, labels: &[bool]) -> Self {
        let free = |column: usize| {
            labels.get(column) == Some(&true) && !self.others.iter().any(|other| other.columns().contains(&column))
        };
        while free(self.columns.end) {
            self.columns.end += 1;
        }
        while self.columns.start > 0 && free(self.columns.start - 1) {
            self.columns.start -= 1;
        }
        self
    }

    /// Whether it is the whole sheet.
    pub(super) fn is_whole(&self) -> bool {
        self.own.is_none() && self.others.is_empty()
    }

    /// The table object that is the list.
    pub(super) fn own(&self) -> Option<&TableRange> {
        self.own.as_ref()
    }

    /// Cuts the texts of the header to these columns. A table object is as wide as it says.
    pub(super) fn fit_header(&self, texts: &mut Vec<Option<String>>, limit: usize) {
        for (column, text) in texts.iter_mut().enumerate() {
            if !self.columns.contains(&column) {
                *text = None;
            }
        }
        let labelled = texts.iter().any(Option::is_some);
        while labelled && texts.last().is_some_and(Option::is_none) {
            texts.pop();
        }
        if self.own.is_some() {
            texts.resize(self.columns.end.min(limit), None);
        }
    }

    /// Whether a cell belongs to it, as far as columns and other objects go.
    pub(super) fn holds(&self, line: u32, column: usize) -> bool {
        self.columns.contains(&column) && !self.is_of_other(line, column)
    }

    fn is_of_other(&self, line: u32, column: usize) -> bool {
        self.others.iter().any(|other| other.lines().contains(&line) && other.columns().contains(&column))
    }

    /// Takes another object that begins on this line for a part of the list where `goes_on` says so.
    pub(super) fn join(&mut self, line: u32, goes_on: impl Fn(&TableRange) -> bool) {
        if self.others.iter().any(|other| other.first_row() == line) {
            self.others.retain(|other| other.first_row() != line || !goes_on(other));
        }
    }

    /// Empties the cells of a row that do not belong to the list. Whether any of them is in no other object either.
    pub(super) fn clip(&self, row: &mut Row, scratch: &mut Row) -> bool {
        let line = row.line().0;
        let mut beside = false;
        let mut strange = false;
        for (column, _) in row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            if !self.holds(line, column) {
                strange = true;
                beside |= !self.is_of_other(line, column);
            }
        }
        if strange {
            scratch.begin(row.line());
            for (column, cell) in row.iter().enumerate().take(self.columns.end) {
                scratch.push(if self.holds(line, column) { cell } else { Cell::Empty });
            }
            let inside = |column: Option<u32>| column.is_none_or(|column| self.holds(line, column as usize));
            let problems = row.problems().iter().filter(|problem| inside(problem.column));
            problems.for_each(|problem| scratch.report(problem.clone()));
            std::mem::swap(row, scratch);
        } else if self.columns.end < row.len() {
            row.truncate(self.columns.end);
        }
        beside
    }

    /// Where a row that holds something stands. `edge` is the last line of the list so far.
    pub(super) fn place(&self, line: u32, edge: u32) -> Place {
        match self.own {
            None => Place::List,
            Some(own) if line <= own.last_data_row => Place::Object,
            Some(own) if line <= own.last_row => Place::Totals,
            Some(own) if own.last_row == own.last_data_row && line == edge.max(own.last_row).saturating_add(1) => {
                Place::List
            }
            Some(_) => Place::Below,
        }
    }

    /// Where the other objects are, as a spreadsheet says it; nothing where there are none.
    pub(super) fn others(&self) -> Option<String> {
        const SHOWN: usize = 5;
        let place = |column: usize, row: u32| format!("{}{row}", column_letters(u32::try_from(column).unwrap_or(0)));
        let range = |other: &TableRange| {
            let last = place(other.last_column, other.last_row);
            format!("{}:{last}", place(other.first_column, other.first_row()))
        };
        let shown: Vec<String> = self.others.iter().take(SHOWN).map(range).collect();
        let more = if self.others.len() > SHOWN { ", …" } else { "" };
        (!shown.is_empty()).then(|| shown.join(", ") + more)
    }
}

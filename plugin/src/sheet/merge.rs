//! Cells that are merged over several rows: their value stands in the first of them and is meant for all. Readers say where
//! such cells are; the table's rows get the value.

use std::collections::{BTreeMap, VecDeque};

use super::limits::Limits;
use super::{Cell, Row};
use crate::message::{LineNumber, Problem, column_letters, spreadsheet as message};

/// A cell over several rows. Lines count from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) column: usize,
}

/// The merged cells of a sheet as a reader finds them: only those over several rows, and only so many.
#[derive(Clone, Debug, Default)]
pub(super) struct Merges {
    list: Vec<Merge>,
    count: usize,
}

impl Merges {
    /// Takes in a range of merged cells.
    pub(super) fn add(&mut self, first: u32, last: u32, column: usize, limits: &Limits) {
        if last > first && self.count <= limits.merges && column < limits.columns {
            self.count += 1;
            self.list.push(Merge { first, last, column });
        }
    }

    /// Those that were found since the last call.
    pub(super) fn take(&mut self) -> Vec<Merge> {
        std::mem::take(&mut self.list)
    }
}

/// Gives the rows of a table the values that are merged over them.
pub(super) struct Filler {
    limits: Limits,
    /// Those that begin further down, in their order.
    pending: VecDeque<Merge>,
    /// By column, the last row of the cell that is over it now, and its value as a row of one cell.
    open: BTreeMap<usize, (Merge, Row)>,
    /// How many merges there were, and how many bytes of text were given out.
    known: usize,
    bytes: u64,
    filled: u64,
    /// The first one that filled anything, and its value.
    example: Option<(Merge, String)>,
}

impl Filler {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: limits.clone(),
            pending: VecDeque::new(),
            open: BTreeMap::new(),
            known: 0,
            bytes: 0,
            filled: 0,
            example: None,
        }
    }

    /// Takes in merges that a reader found, none of which begins above the row that comes next.
    pub(super) fn add(&mut self, merges: Vec<Merge>) {
        if merges.is_empty() {
            return;
        }
        self.known += merges.len();
        self.pending.extend(merges);
        self.pending.make_contiguous().sort_by_key(|merge| merge.first);
    }

    /// Fills the blank cells of a row that lie in merged ones, and remembers the values that begin in it.
    pub(super) fn fill(&mut self, row: &mut Row) -> Result<(), Problem> {
        if self.pending.is_empty() && self.open.is_empty() {
            return Ok(());
        }
        let line = row.line().0;
        self.open.retain(|_, (merge, _)| merge.last >= line);
        let blanks: Vec<_> = self.open.iter().filter(|(column, _)| row.cell(**column).is_blank()).collect();
        if !blanks.is_empty() {
            for (_, (merge, value)) in &blanks {
                let text = value.cell(0).text();
                self.bytes += text.len() as u64;
                self.example.get_or_insert_with(|| (*merge, text.to_owned()));
            }
            self.filled += blanks.len() as u64;
            if self.bytes > self.limits.sheet_text_bytes {
                let problem = Problem::new(message::SHEET_TEXT_TOO_LARGE).with("measured", self.bytes);
                return Err(problem.with("limit", self.limits.sheet_text_bytes).at_line(row.line()));
            }
            let filled: Vec<_> = blanks.into_iter().map(|(column, (_, value))| (*column, value.cell(0))).collect();
            row.fill(&filled);
        }
        while let Some(merge) = self.pending.pop_front_if(|merge| merge.first <= line) {
            let cell = row.cell(merge.column);
            if merge.first == line && !cell.is_blank() {
                let mut value = Row::default();
                value.push(cell);
                self.open.insert(merge.column, (merge, value));
            }
        }
        Ok(())
    }

    /// What there is to say once all rows are read.
    pub(super) fn notes(&self) -> Vec<Problem> {
        let mut notes = Vec::new();
        if let Some((merge, value)) = &self.example {
            let letters = column_letters(u32::try_from(merge.column).unwrap_or(u32::MAX));
            let problem = Problem::new(message::MERGED_CELLS).with("count", self.filled).with("value", value);
            let cells = format!("{letters}{}:{letters}{}", merge.first, merge.last);
            notes.push(problem.with("cells", cells).at_line(LineNumber(merge.first)).at_column(merge.column));
        }
        if self.known > self.limits.merges {
            notes.push(Problem::new(message::MERGED_NOT_FILLED));
        }
        notes
    }
}

impl Row {
    /// Puts cells at columns where the row has none or blank ones, and remembers that they are merged ones.
    fn fill(&mut self, cells: &[(usize, Cell<'_>)]) {
        let mut row = Self { line: self.line, ..Self::default() };
        let width = cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0).max(self.len());
        for column in 0..width {
            let filled = cells.iter().find(|(at, _)| *at == column);
            row.push(filled.map_or_else(|| self.cell(column), |(_, cell)| *cell));
        }
        row.merged = cells.iter().map(|(column, _)| *column).collect();
        row.problems = std::mem::take(&mut self.problems);
        row.surplus = std::mem::take(&mut self.surplus);
        *self = row;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn row(line: u32, cells: &[&str]) -> Row {
        let mut row = Row::default();
        row.begin(LineNumber(line));
        cells.iter().for_each(|text| row.push(if text.is_empty() { Cell::Empty } else { Cell::Text(text) }));
        row
    }

    #[test]
    fn blank_cells_get_the_value_that_is_merged_over_them() {
        let mut filler = Filler::new(&Limits::default());
        let merge = |first, last, column| Merge { first, last, column };
        filler.add(vec![merge(5, 6, 3), merge(2, 4, 1), merge(1, 9, 0), merge(7, 8, 1)]);
        // The one that begins in line 1, above the list, has no value here.
        for (line, cells, expected) in [
            (2, &["a", "X"][..], &["a", "X"][..]),
            (3, &["b"], &["b", "X"]),
            (4, &["c", "own"], &["c", "own"]),
            (5, &["d", "", "", "Y"], &["d", "", "", "Y"]),
            // Line 6 is not in the file.
            (7, &["e", "Z"], &["e", "Z"]),
            (8, &["f", "", "g"], &["f", "Z", "g"]),
            (9, &["h", ""], &["h", ""]),
        ] {
            let mut row = row(line, cells);
            filler.fill(&mut row).unwrap();
            assert_eq!(row.iter().map(|cell| cell.text().to_owned()).collect::<Vec<_>>(), expected, "{line}");
            assert_eq!(row.is_merged(1), line == 3 || line == 8, "{line}");
            assert_eq!(row.line(), LineNumber(line));
        }
        let notes = filler.notes();
        assert_eq!(notes.len(), 1);
        assert!(notes[0].text(crate::message::Language::English).contains("B2:B4"), "{notes:?}");
    }

    #[test]
    fn filling_is_bounded() {
        let limits = Limits { sheet_text_bytes: 100, merges: 3, ..Limits::default() };
        let mut merges = Merges::default();
        for column in 0..9 {
            merges.add(1, 1_000_000, column, &limits);
            merges.add(2, 2, column, &limits);
        }
        let mut filler = Filler::new(&limits);
        filler.add(merges.take());
        let long = "x".repeat(40);
        filler.fill(&mut row(1, &[&long, &long])).unwrap();
        assert_eq!(filler.notes().iter().map(Problem::code).collect::<Vec<_>>(), ["merged-not-filled"]);
        assert!(filler.fill(&mut row(2, &["", "", "", "", "a"])).is_ok());
        assert_eq!(filler.fill(&mut row(3, &["", "", "", "", "a"])).unwrap_err().code(), "sheet-text-too-large");
    }
}

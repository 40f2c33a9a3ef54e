//! A table as a person pages through it: texts, without the empty margin that many people leave beside a list.

use std::collections::VecDeque;

use crate::cell::Cell;
use crate::message::{LineNumber, Problem};
use crate::sheet::{Layout, Row, Rows, Table};

/// Rows that are looked at to find the margin.
const LOOKED_AT: usize = 200;

/// A table to page through.
pub struct TableView {
    layout: Layout,
    margin: usize,
    first: VecDeque<Row>,
    rows: Box<dyn Rows>,
    row: Row,
}

impl std::fmt::Debug for TableView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableView").field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// A row as texts: its line and one text per column.
pub type TextRow = (LineNumber, Vec<String>);

impl TableView {
    /// Begins at the first row.
    ///
    /// # Errors
    /// The first rows cannot be read.
    pub fn new(table: Table) -> Result<Self, Problem> {
        let Table { layout, mut rows } = table;
        let mut first = VecDeque::new();
        let mut row = Row::default();
        while first.len() < LOOKED_AT && rows.next(&mut row)? {
            first.push_back(std::mem::take(&mut row));
        }
        let is_empty =
            |column: usize| layout.header[column].is_none() && first.iter().all(|row| row.cell(column).is_blank());
        let margin = (0..layout.header.len()).take_while(|column| is_empty(*column)).count();
        Ok(Self { layout, margin, first, rows, row })
    }

    /// The header, one text per column; empty where a column has none.
    pub fn header(&self) -> Vec<String> {
        self.layout.header.iter().skip(self.margin).map(|text| text.clone().unwrap_or_default()).collect()
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn next_row(&mut self) -> Result<Option<TextRow>, Problem> {
        match self.first.pop_front() {
            Some(row) => self.row = row,
            None if self.rows.next(&mut self.row)? => {}
            None => return Ok(None),
        }
        Ok(Some((self.row.line(), self.row.iter().skip(self.margin).map(Cell::text).map(str::to_owned).collect())))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::field::Catalogue;
    use crate::mapping::suggest::LabelHints;
    use crate::sheet::{ReadOptions, memory_source, open};

    #[test]
    fn the_empty_margin_beside_a_list_is_not_shown_and_all_rows_are() {
        let mut list = ";First name;Last name;Email address\n".to_owned();
        for at in 0..300 {
            list.push_str(&format!(";F{at};L;u{at}@example.com\n"));
        }
        let catalogue = Catalogue::new(Vec::new());
        let options = ReadOptions { delimiter: Some(';'), ..ReadOptions::default() };
        let table = open(memory_source(list.as_bytes()), &options, &LabelHints::new(&catalogue)).unwrap();
        let mut view = TableView::new(table).unwrap();
        assert_eq!(view.header(), ["First name", "Last name", "Email address"]);
        let mut rows = Vec::new();
        while let Some(row) = view.next_row().unwrap() {
            rows.push(row);
        }
        assert_eq!(rows.len(), 300);
        assert_eq!(rows[299], (LineNumber(301), ["F299", "L", "u299@example.com"].map(str::to_owned).to_vec()));
    }
}

//! Files: recognise, decode, find the table, stream its rows; and write them.
//!
//! [`open`] tells a file's kind by its content, picks the sheet, finds the header and hands out data rows one by one.
//! A [`Row`] is one buffer that is filled again and again, so reading allocates nothing per cell.
//! Nothing here knows fields or users: where a header must be told from a title, the caller says through
//! [`Hints`] which texts look like labels.

use std::rc::Rc;

pub use crate::cell::Cell;
use crate::host::{MemorySource, Source};
use crate::message::{LineNumber, Problem};
pub use merge::Merge;

pub mod archive;
mod bytes;
mod choose;
mod delimited;
mod dialect;
mod grid;
pub mod limits;
mod merge;
pub mod number_format;
mod ods;
mod ole;
mod open;
pub mod recognise;
mod shape;
mod small;
mod table;
mod text;
pub mod write;
mod xls;
mod xlsb;
pub mod xlsx;
mod xml;

pub use open::{open, open_workbook};
pub use small::read_small_sheet;

/// What a file is, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Delimited text.
    Csv,
    /// Office Open XML, also with macros (`.xlsm`).
    Xlsx,
    /// Excel binary workbook (`.xlsb`).
    Xlsb,
    /// Excel 5 to 2003 (`.xls`, BIFF5 and BIFF8).
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
}

impl Kind {
    /// `csv`, `xlsx`, `xlsb`, `xls` or `ods`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Stored {
    Empty,
    Text,
    Number(f64),
    Flag(bool),
    Date,
    Error,
    Uncalculated,
}

/// A row's cells in one buffer, to be filled again and again.
#[derive(Clone, Debug)]
pub struct Row {
    line: LineNumber,
    text: String,
    /// What a cell is and where its text ends in `text`; it begins where the one before ends.
    cells: Vec<(Stored, usize)>,
    problems: Vec<Problem>,
    /// Texts that stood beyond the last column.
    surplus: Vec<String>,
    /// Columns whose value stands in a row above, in a cell that is merged over this one.
    merged: Vec<usize>,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            line: LineNumber(1),
            text: String::new(),
            cells: Vec::new(),
            problems: Vec::new(),
            surplus: Vec::new(),
            merged: Vec::new(),
        }
    }
}

impl Row {
    /// Empties the row and sets the line it begins on, as a spreadsheet shows it.
    pub fn begin(&mut self, line: LineNumber) {
        self.line = line;
        self.text.clear();
        self.cells.clear();
        self.problems.clear();
        self.surplus.clear();
        self.merged.clear();
    }

    /// Appends a cell.
    pub fn push(&mut self, cell: Cell<'_>) {
        let stored = match cell {
            Cell::Empty => Stored::Empty,
            Cell::Text(text) => {
                self.text.push_str(text);
                Stored::Text
            }
            Cell::Number { value, shown } => {
                self.text.push_str(shown);
                Stored::Number(value)
            }
            Cell::Flag(flag) => Stored::Flag(flag),
            Cell::Date(iso) => {
                self.text.push_str(iso);
                Stored::Date
            }
            Cell::Error(shown) => {
                self.text.push_str(shown);
                Stored::Error
            }
            Cell::Uncalculated => Stored::Uncalculated,
        };
        self.cells.push((stored, self.text.len()));
    }

    /// Appends empty cells until there are `width`.
    pub fn pad(&mut self, width: usize) {
        let end = self.text.len();
        while self.cells.len() < width {
            self.cells.push((Stored::Empty, end));
        }
    }

    /// Drops the cells after the first `width`.
    pub fn truncate(&mut self, width: usize) {
        self.cells.truncate(width);
        self.text.truncate(self.cells.last().map_or(0, |(_, end)| *end));
    }

    /// Drops the cells after the first `width`, and remembers their texts as [`Row::surplus`].
    pub fn tear_off(&mut self, width: usize) {
        self.surplus = (width..self.len()).map(|column| self.cell(column).text().to_owned()).collect();
        self.truncate(width);
    }

    /// The texts that stood beyond the last column of the table, where that is an error of the row.
    pub fn surplus(&self) -> &[String] {
        &self.surplus
    }

    /// Notes something about this row; an error keeps it from being imported.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem.at_line(self.line));
    }

    /// The line it begins on.
    pub fn line(&self) -> LineNumber {
        self.line
    }

    /// How many bytes its texts take.
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cells at all.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether the value at a column stands in a row above, in a cell that is merged over this one.
    pub fn is_merged(&self, column: usize) -> bool {
        self.merged.contains(&column)
    }

    /// Whether all of its cells are blank.
    pub fn is_blank(&self) -> bool {
        self.iter().all(Cell::is_blank)
    }

    /// The cell at `column` (0-based); empty where the row is shorter.
    #[inline]
    pub fn cell(&self, column: usize) -> Cell<'_> {
        let Some(&(stored, end)) = self.cells.get(column) else { return Cell::Empty };
        let start = column.checked_sub(1).map_or(0, |before| self.cells[before].1);
        let text = &self.text[start..end];
        match stored {
            Stored::Empty => Cell::Empty,
            Stored::Text => Cell::Text(text),
            Stored::Number(value) => Cell::Number { value, shown: text },
            Stored::Flag(flag) => Cell::Flag(flag),
            Stored::Date => Cell::Date(text),
            Stored::Error => Cell::Error(text),
            Stored::Uncalculated => Cell::Uncalculated,
        }
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// What was noted about this row.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// Hands out rows one by one: the physical rows of a sheet, or the data rows of a table.
pub trait Rows {
    /// Fills `row` with the next row; `false` after the last. Rows that are wholly absent from a file are not handed out,
    /// so line numbers may jump. An error ends the reading; what was handed out before it stays good.
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem>;

    /// How far the reading has come in the file: roughly, in bytes of [`Source::size`], never going back.
    fn position(&self) -> u64;

    /// Notes about the file as a whole that came up since the last call: hidden rows, footers left out, text that does not
    /// decode.
    fn take_notes(&mut self) -> Vec<Problem>;

    /// Whether the file shows signs of damage (cut off, an unclosed quote, bytes that do not decode) as far as it was read.
    fn damaged(&self) -> bool;

    /// Cells merged over several rows that were found since the last call, none of which begins above the row that comes next.
    fn take_merges(&mut self) -> Vec<Merge> {
        Vec::new()
    }
}

/// What the person or the settings say about a file; what is not said is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The character encoding of a delimited file, by any of its labels (`windows-1252`, `cp850`, `utf-8`).
    pub encoding: Option<String>,
    /// The delimiter of a delimited file.
    pub delimiter: Option<char>,
    /// The quote character of a delimited file.
    pub quote: Option<char>,
    /// The line of the header, as a spreadsheet shows it (1-based); 0 says that there is none.
    pub header_row: Option<u32>,
    /// The sheet, by name, or by number (1-based) where no sheet has that name.
    pub sheet: Option<String>,
    /// Names that columns are known to have: a row of these is the header, whatever it looks like.
    pub columns: Vec<String>,
    /// What is too much.
    pub limits: limits::Limits,
}

/// What the caller knows about texts that files cannot tell.
pub trait Hints {
    /// Whether a text is (or looks much like) the label of a field: what a header row is made of.
    fn is_label(&self, text: &str) -> bool;
}

/// One sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it (hidden or very hidden).
    pub hidden: bool,
}

/// How a file is laid out: found out, or told.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// What the file is.
    pub kind: Kind,
    /// The sheets with cells, hidden ones too; empty for delimited text.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// The encoding of a delimited file, as its WHATWG name in lower case where it has one (`windows-1252`, `utf-8`,
    /// `utf-16le`, `macintosh`), else its common name (`cp850`, `utf-32le`).
    pub encoding: Option<&'static str>,
    /// The delimiter of a delimited file; none where there is a single column.
    pub delimiter: Option<char>,
    /// The quote character of a delimited file; none where nothing is quoted.
    pub quote: Option<char>,
    /// The line of the header, as a spreadsheet shows it; of a two-line header the second. None where there is none.
    pub header_row: Option<LineNumber>,
    /// The header's texts as they stand in the file, one per column; `None` for columns without any.
    pub header: Vec<Option<String>>,
    /// Why the file was taken for this, and what is worth a look before any row is read.
    pub notes: Vec<Problem>,
}

/// A table, ready to stream its data rows from the first.
pub struct Table {
    /// How it is laid out.
    pub layout: Layout,
    /// Its data rows: below the header, above the footer, blank ones left out. Each has as many cells as the layout has columns.
    pub rows: Box<dyn Rows>,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// The rectangle of an Excel table object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRange {
    /// The line of its header (1-based); none where the header is switched off.
    pub header_row: Option<u32>,
    /// The line of its first data row (1-based).
    pub first_data_row: u32,
    /// The line of its last data row (1-based).
    pub last_data_row: u32,
    /// The line of its last row (1-based): below the data where it has a totals row.
    pub last_row: u32,
    /// Its first column (0-based).
    pub first_column: usize,
    /// Its last column (0-based).
    pub last_column: usize,
}

impl TableRange {
    /// The line it begins on.
    fn first_row(&self) -> u32 {
        self.header_row.unwrap_or(self.first_data_row)
    }

    /// All of its lines.
    fn lines(&self) -> std::ops::RangeInclusive<u32> {
        self.first_row()..=self.last_row
    }

    /// Its columns.
    fn columns(&self) -> std::ops::Range<usize> {
        self.first_column..self.last_column.saturating_add(1)
    }
}

/// A sheet as it stands in the file, before anybody looks for a table in it.
pub struct RawSheet {
    /// What the file is.
    pub kind: Kind,
    /// The sheets with cells, hidden ones too; empty for delimited text.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that is read; none for delimited text.
    pub sheet: Option<String>,
    /// Its physical rows from the first. Rows absent from the file are skipped; line numbers are real. A row is as wide as it
    /// stands in the file.
    pub rows: Box<dyn Rows>,
    /// The Excel table objects on the sheet.
    pub tables: Vec<TableRange>,
    /// What was noticed while opening.
    pub notes: Vec<Problem>,
}

/// A workbook of any kind: one reader per kind stands behind this.
pub trait Workbook {
    /// What the file is.
    fn kind(&self) -> Kind;

    /// The sheets with cells, in the order of the workbook, hidden ones too.
    fn sheets(&self) -> &[SheetInfo];

    /// Opens the sheet at `index` of [`Workbook::sheets`] at its first row. May be called again, for the same sheet too.
    fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem>;
}

/// A file to read, shared by the reader and whoever reads it a second time.
pub type SharedSource = Rc<dyn Source>;

/// A file in memory as a source.
pub fn memory_source(bytes: impl Into<Vec<u8>>) -> SharedSource {
    Rc::new(MemorySource(bytes.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_its_cells_and_can_be_filled_again() {
        let mut row = Row::default();
        for line in [3, 4] {
            row.begin(LineNumber(line));
            row.push(Cell::Text("Zoë"));
            row.push(Cell::Empty);
            row.push(Cell::Number { value: 42.0, shown: "00042" });
            row.push(Cell::Flag(true));
            row.push(Cell::Error("#N/A"));
            row.truncate(4);
            row.pad(6);
            assert_eq!(row.line(), LineNumber(line));
            assert_eq!(row.iter().map(Cell::text).collect::<Vec<_>>(), ["Zoë", "", "00042", "true", "", ""]);
            assert_eq!(row.cell(99), Cell::Empty);
        }
    }
}

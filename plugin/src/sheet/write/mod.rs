//! Writing sheets: XLSX, ODS and delimited text, row by row into a sink.
//!
//! A [`SheetPlan`] says what stands around the data (headers, widths, help, drop-downs, a hidden sheet), then rows go
//! out as they come: no format holds more than a buffer of them. What a column means is not known here.
//! Every text comes back from our reader exactly as it went in, or the writer refuses and says which cell it was.

use crate::host::{FileError, Sink};
use crate::message::{Language, Problem, export as message};

mod archive;
mod csv;
mod encode;
mod holdable;
pub mod injection;
mod number;
mod ods;
mod xlsx;
mod xml;

pub use holdable::{holdable, is_changed};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML.
    Xlsx,
    /// Office Open XML with the data as an Excel table.
    XlsxTable,
    /// OpenDocument spreadsheet.
    Ods,
    /// Delimited text for people with a spreadsheet: UTF-8 with byte-order mark, `;` in German and `,` in English, guarded
    /// against injection (see [`injection`]).
    Csv,
    /// Delimited text for programs: UTF-8 without byte-order mark, `,`, values as they are: a spreadsheet program may take
    /// one for a formula. Here, too, a value of apostrophes before `=`, `+`, `-`, `@`, tab or CR gets one apostrophe more,
    /// because import takes one away (see [`injection`]).
    CsvPlain,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::XlsxTable, Self::Ods, Self::Csv, Self::CsvPlain];

    /// `xlsx`, `xlsx-table`, `ods`, `csv` or `csv-plain`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::XlsxTable => "xlsx-table",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::CsvPlain => "csv-plain",
        }
    }

    /// The format of that name, as [`Format::as_str`] gives it.
    pub fn from_name(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|format| format.as_str().eq_ignore_ascii_case(name)).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Problem::new(message::UNKNOWN_FORMAT).with("format", name).with("known", known)
        })
    }

    /// The usual ending of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx | Self::XlsxTable => "xlsx",
            Self::Ods => "ods",
            Self::Csv | Self::CsvPlain => "csv",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx | Self::XlsxTable => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Csv | Self::CsvPlain => "text/csv",
        }
    }

    /// Whether it can hold a second, hidden sheet.
    pub fn has_sheets(self) -> bool {
        matches!(self, Self::Xlsx | Self::XlsxTable | Self::Ods)
    }
}

/// A cell to write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutCell<'a> {
    /// Nothing.
    Empty,
    /// Text, never taken for a formula or a number.
    Text(&'a str),
    /// A number. A spreadsheet gets it as a number only where it would show the same digits again; else, and in delimited
    /// text always, it is the text `shown`.
    Number {
        /// The value.
        value: f64,
        /// As people write it: with a decimal comma where that is their custom.
        shown: &'a str,
    },
    /// An error such as `#N/A`; text in formats that cannot store one.
    Error(&'a str),
}

impl<'a> From<crate::cell::Cell<'a>> for OutCell<'a> {
    /// A cell that was read, so that it reads the same again.
    fn from(cell: crate::cell::Cell<'a>) -> Self {
        use crate::cell::Cell;
        match cell {
            Cell::Empty | Cell::Uncalculated => Self::Empty,
            Cell::Number { value, shown } => Self::Number { value, shown },
            Cell::Error(shown) => Self::Error(shown),
            other => Self::Text(other.text()),
        }
    }
}

/// One column of the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The header's text.
    pub header: String,
    /// The width in characters; 0 means as wide as the header needs.
    pub width: u16,
    /// Help shown at the header; empty for none.
    pub help: String,
    /// The values of the drop-down list; empty for none. Other values stay possible after a warning.
    pub choices: Vec<String>,
    /// Whether people are kept from changing it.
    pub locked: bool,
    /// Whether its cells are numbers: not formatted as text.
    pub number: bool,
}

/// A second sheet that people do not see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HiddenSheet {
    /// Its name.
    pub name: String,
    /// Its rows of texts.
    pub rows: Vec<Vec<String>>,
}

/// Everything around the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetPlan {
    /// The sheet's name.
    pub name: String,
    /// The language of the messages inside the file, and of the delimiter.
    pub language: Language,
    /// The columns.
    pub columns: Vec<Column>,
    /// A hidden sheet; formats without sheets leave it out.
    pub hidden: Option<HiddenSheet>,
    /// The delimiter of delimited text; none for the format's own.
    pub delimiter: Option<char>,
    /// The character encoding of delimited text, by any of its labels; none for UTF-8.
    pub encoding: Option<String>,
}

/// Takes the rows of a sheet. The header is written already.
pub trait SheetWriter {
    /// Appends a row. Cells missing at its end are empty; those beyond the last column are written too.
    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), Problem>;

    /// Completes the file. Without it, the file is not whole.
    fn finish(self: Box<Self>) -> Result<(), Problem>;
}

/// Begins a file: writes everything that comes before the first data row.
pub fn create(format: Format, plan: &SheetPlan, sink: Box<dyn Sink>) -> Result<Box<dyn SheetWriter>, Problem> {
    Ok(match format {
        Format::Xlsx => Box::new(xlsx::Writer::create(plan, xlsx::Shape::Sheet, sink)?),
        Format::XlsxTable => Box::new(xlsx::Writer::create(plan, xlsx::Shape::Table, sink)?),
        Format::Ods => Box::new(ods::Writer::create(plan, sink)?),
        Format::Csv => Box::new(csv::Writer::create(plan, csv::Flavour::Guarded, sink)?),
        Format::CsvPlain => Box::new(csv::Writer::create(plan, csv::Flavour::Plain, sink)?),
    })
}

/// Begins a file of delimited text for cells that came out of one: written as they are there, and those that a spreadsheet may
/// take for a formula guarded, which import undoes (see [`injection`]).
pub fn create_returned_text(plan: &SheetPlan, sink: Box<dyn Sink>) -> Result<Box<dyn SheetWriter>, Problem> {
    Ok(Box::new(csv::Writer::create(plan, csv::Flavour::Returned, sink)?))
}

/// The data rows that fit on a sheet below the header.
const MAX_SHEET_ROWS: u32 = 1_048_575;

/// The columns of a sheet.
const MAX_SHEET_COLUMNS: usize = 16_384;

/// How many bytes are gathered before they go to the sink: large enough that crossing into the host costs nothing.
const CHUNK: usize = 64 << 10;

fn not_written(error: FileError) -> Problem {
    Problem::new(message::NOT_WRITTEN).with("reason", error.0)
}

/// Counts the rows of a sheet and refuses those that do not fit.
#[derive(Debug, Default)]
struct RowCounter {
    /// The line of the row written last; 0 before the first data row.
    data_rows: u32,
}

impl RowCounter {
    /// The line of the next row, as a spreadsheet shows it: the first data row is 2.
    fn next(&mut self) -> Result<u32, Problem> {
        if self.data_rows == MAX_SHEET_ROWS {
            return Err(Problem::new(message::TOO_MANY_ROWS).with("limit", MAX_SHEET_ROWS));
        }
        self.data_rows += 1;
        Ok(self.data_rows + 1)
    }
}

fn check_columns(plan: &SheetPlan) -> Result<(), Problem> {
    let count = plan.columns.len();
    if count > MAX_SHEET_COLUMNS {
        return Err(Problem::new(message::TOO_MANY_COLUMNS).with("limit", MAX_SHEET_COLUMNS).with("count", count));
    }
    Ok(())
}

/// The width of a column in characters: as asked for, else what the header needs beside its filter button.
fn width_of(column: &Column) -> u16 {
    let header = u16::try_from(column.header.chars().count()).unwrap_or(u16::MAX).saturating_add(4);
    if column.width == 0 { header.clamp(8, 60) } else { column.width.max(header.min(60)).min(255) }
}

#[cfg(test)]
mod tests;

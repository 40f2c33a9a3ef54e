//! XLSX. A library writes the workbook around the data, small and in memory (`skeleton`); the data rows go into its
//! sheet part as they come. The parts that know how many rows there are, the workbook and the table, are written last.
//!
//! Texts are inline strings in cells formatted as text, so that `00042`, `+43 664` and `=1+1` stay what they are. A
//! locked column has locked cells, on a sheet that is protected without a password: everything that protection can
//! allow is allowed, and one click lifts it, which sorting and deleting rows need. A table cannot grow while its sheet
//! is protected, so there the locked column only refuses what is typed into it.

mod skeleton;

use std::io::Write;

use self::skeleton::Skeleton;
use super::archive::Archive;
use super::number::NumberText;
use super::{OutCell, RowCounter, SheetPlan, SheetWriter, check_columns, injection, xml};
use crate::host::Sink;
use crate::message::{LineNumber, Problem, column_letters, export as message};

/// Plain rows, or rows in an Excel table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A sheet with a filter.
    Sheet,
    /// A table object.
    Table,
}

/// The characters (UTF-16 units) that a cell holds.
pub(super) const MAX_TEXT: usize = 32_767;

/// The errors that a cell can be.
const ERRORS: [&str; 8] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"];

pub(super) struct Writer {
    archive: Archive,
    skeleton: Skeleton,
    rows: RowCounter,
    /// `A`, `B`, ... for every column.
    letters: Vec<String>,
    numbers: NumberText,
    /// The row being written.
    row: Vec<u8>,
}

impl Writer {
    pub(super) fn create(plan: &SheetPlan, shape: Shape, sink: Box<dyn Sink>) -> Result<Self, Problem> {
        check_columns(plan)?;
        let mut skeleton = Skeleton::build(plan, shape)?;
        let mut archive = Archive::new(sink);
        for (name, content) in skeleton.early.drain(..) {
            archive.deflate(name, &content)?;
        }
        archive.begin(skeleton::SHEET)?;
        archive.write(&skeleton.before_rows)?;
        let letters = (0..).map(column_letters).take(plan.columns.len()).collect();
        let numbers = NumberText::default();
        Ok(Self { archive, skeleton, rows: RowCounter::default(), letters, numbers, row: Vec::with_capacity(4096) })
    }

    fn cell(&mut self, line: u32, column: usize, cell: OutCell<'_>) -> Result<(), Problem> {
        let beyond;
        let letters = match self.letters.get(column) {
            Some(letters) => letters,
            None => {
                beyond = column_letters(u32::try_from(column).unwrap_or(u32::MAX));
                &beyond
            }
        };
        let style = self.skeleton.style(column);
        let row = &mut self.row;
        // Writing into a Vec does not fail.
        let _ = write!(row, "<c r=\"{letters}{line}\" s=\"{style}\"");
        let text = match cell {
            OutCell::Number { value, shown } => {
                if let Some(number) = self.numbers.exact(value, shown) {
                    let _ = write!(row, "><v>{number}</v></c>");
                    return Ok(());
                }
                shown
            }
            OutCell::Error(shown) if ERRORS.contains(&shown) => {
                let _ = write!(row, " t=\"e\"><v>{shown}</v></c>");
                return Ok(());
            }
            OutCell::Empty | OutCell::Text("") => {
                row.extend_from_slice(b"/>");
                return Ok(());
            }
            OutCell::Text(text) | OutCell::Error(text) => text,
        };
        let text = &*injection::keep(text);
        check_length(text).map_err(|problem| problem.at_line(LineNumber(line)).at_column(column))?;
        row.extend_from_slice(b" t=\"inlineStr\"><is><t");
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            row.extend_from_slice(b" xml:space=\"preserve\"");
        }
        row.push(b'>');
        xml::escape_office(row, text);
        row.extend_from_slice(b"</t></is></c>");
        Ok(())
    }
}

impl SheetWriter for Writer {
    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), Problem> {
        let line = self.rows.next()?;
        self.row.clear();
        let _ = write!(self.row, "<row r=\"{line}\">");
        for (column, cell) in cells.iter().enumerate() {
            self.cell(line, column, *cell)?;
        }
        self.row.extend_from_slice(b"</row>");
        self.archive.write(&self.row)
    }

    fn finish(self: Box<Self>) -> Result<(), Problem> {
        let Self { mut archive, skeleton, rows, .. } = *self;
        archive.write(&skeleton.after_rows(rows.data_rows))?;
        archive.end()?;
        for (name, content) in skeleton.late(rows.data_rows) {
            archive.deflate(name, &content)?;
        }
        archive.finish()
    }
}

fn check_length(text: &str) -> Result<(), Problem> {
    if text.len() <= MAX_TEXT {
        return Ok(());
    }
    let length = text.encode_utf16().count();
    if length <= MAX_TEXT {
        return Ok(());
    }
    Err(Problem::new(message::TEXT_TOO_LONG).with("length", length).with("limit", MAX_TEXT))
}

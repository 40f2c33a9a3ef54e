//! What the readers of binary and OpenDocument workbooks share: cells put in their places and counted against the limits,
//! styles, shared texts, and numbers as they are displayed. Where the cells come from is each reader's part.

use std::collections::BTreeMap;

use super::limits::Limits;
use super::merge::Merge;
use super::number_format::{NumberFormat, Shown, display, display_text};
use super::{Cell, Row, Rows};
use crate::message::{Problem, column_letters, spreadsheet as message};

/// Puts cells into rows at their columns, under the limits of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Placer {
    limits: Limits,
    cells: u64,
    scratch: String,
}

impl Placer {
    /// Nothing counted yet.
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, cells: 0, scratch: String::new() }
    }

    /// Puts a cell at a column; `false` where the row has passed it already.
    pub(super) fn put(&mut self, row: &mut Row, column: usize, cell: Cell<'_>) -> Result<bool, Problem> {
        if column < row.len() {
            return Ok(false);
        }
        if column >= self.limits.columns {
            let letters = column_letters(u32::try_from(column).unwrap_or(u32::MAX));
            return Err(Problem::new(message::TOO_MANY_COLUMNS)
                .with("column", letters)
                .with("limit", self.limits.columns)
                .at_line(row.line())
                .at_column(column));
        }
        if let Cell::Text(text) = cell {
            self.check_text(text.len()).map_err(|problem| problem.at_line(row.line()).at_column(column))?;
        }
        self.count(1).map_err(|problem| problem.at_line(row.line()))?;
        row.pad(column);
        row.push(cell);
        if row.text.len() > self.limits.record_bytes {
            return Err(Problem::new(message::ROW_TOO_LARGE)
                .with("measured", row.text.len())
                .with("limit", self.limits.record_bytes)
                .at_line(row.line()));
        }
        Ok(true)
    }

    /// Puts a number at a column, displayed under its format.
    pub(super) fn put_number(
        &mut self,
        row: &mut Row,
        column: usize,
        value: f64,
        format: &NumberFormat,
        date1904: bool,
    ) -> Result<bool, Problem> {
        if !value.is_finite() {
            return self.put(row, column, Cell::Error("#NUM!"));
        }
        let mut shown = std::mem::take(&mut self.scratch);
        shown.clear();
        let cell = match display(value, format, date1904, &mut shown) {
            Shown::Number => Cell::Number { value, shown: &shown },
            Shown::Date => Cell::Date(&shown),
        };
        let put = self.put(row, column, cell);
        self.scratch = shown;
        put
    }

    /// Puts a text at a column, displayed under its format; an empty one is an empty cell.
    pub(super) fn put_text(
        &mut self,
        row: &mut Row,
        column: usize,
        text: &str,
        format: &NumberFormat,
    ) -> Result<bool, Problem> {
        let mut shown = String::new();
        match text {
            "" => self.put(row, column, Cell::Empty),
            _ if display_text(text, format, &mut shown) => self.put(row, column, Cell::Text(&shown)),
            _ => self.put(row, column, Cell::Text(text)),
        }
    }

    /// Counts cells; an error beyond the limit.
    pub(super) fn count(&mut self, cells: u64) -> Result<(), Problem> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > self.limits.cells {
            return Err(Problem::new(message::TOO_MANY_CELLS)
                .with("measured", self.cells)
                .with("limit", self.limits.cells));
        }
        Ok(())
    }

    /// An error where a text of so many bytes is too long.
    pub(super) fn check_text(&self, length: usize) -> Result<(), Problem> {
        if length > self.limits.text_bytes {
            return Err(Problem::new(message::CELL_TEXT_TOO_LONG)
                .with("measured", length)
                .with("limit", self.limits.text_bytes));
        }
        Ok(())
    }
}

/// Where the rows of a sheet come from.
pub(super) trait RowSource {
    /// Fills the next row; `false` after the last. Not called again after that, nor after an error.
    fn fill(&mut self, row: &mut Row) -> Result<bool, Problem>;

    /// As [`Rows::position`], but it may go back.
    fn position(&self) -> u64;

    /// As [`Rows::take_notes`].
    fn take_notes(&mut self) -> Vec<Problem> {
        Vec::new()
    }

    /// As [`Rows::take_merges`].
    fn take_merges(&mut self) -> Vec<Merge> {
        Vec::new()
    }
}

/// Counts the bytes of text that the rows of a sheet have.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextBudget {
    taken: u64,
    limit: u64,
}

impl TextBudget {
    /// Of a file of so many bytes.
    pub(super) fn new(limits: &Limits, file_size: u64) -> Self {
        Self { taken: 0, limit: limits.sheet_text_bytes_of(file_size) }
    }

    /// Counts the texts of a row; an error beyond the limit.
    #[inline]
    pub(super) fn take(&mut self, row: &Row) -> Result<(), Problem> {
        self.taken += row.text.len() as u64;
        if self.taken <= self.limit {
            return Ok(());
        }
        let problem = Problem::new(message::SHEET_TEXT_TOO_LARGE).with("measured", self.taken);
        Err(problem.with("limit", self.limit).at_line(row.line()))
    }
}

/// The rows of a sheet up to its end or its first error, which is a sign of damage.
pub(super) struct SheetRows<S> {
    source: S,
    budget: TextBudget,
    ended: bool,
    damaged: bool,
    position: u64,
}

impl<S: RowSource> SheetRows<S> {
    /// Before the first row.
    pub(super) fn new(source: S, budget: TextBudget) -> Self {
        Self { source, budget, ended: false, damaged: false, position: 0 }
    }
}

impl<S: RowSource> Rows for SheetRows<S> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if self.ended {
            return Ok(false);
        }
        let filled = self.source.fill(row).and_then(|filled| {
            if filled {
                self.budget.take(row)?;
            }
            Ok(filled)
        });
        self.position = self.position.max(self.source.position());
        self.damaged = filled.is_err();
        self.ended = !matches!(filled, Ok(true));
        filled
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        self.source.take_notes()
    }

    fn damaged(&self) -> bool {
        self.damaged
    }

    fn take_merges(&mut self) -> Vec<Merge> {
        self.source.take_merges()
    }
}

/// Cell styles that are kept; a spreadsheet has at most 65,490.
const MOST_STYLES: usize = 1 << 16;
/// Number formats of its own that are kept; a spreadsheet has a few hundred.
const MOST_FORMATS: usize = 4096;

/// Which number format a style stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    /// The workbook's own formats by their number.
    own: BTreeMap<u16, NumberFormat>,
    builtin: BTreeMap<u16, NumberFormat>,
    /// The number of the format of each style.
    formats: Vec<u16>,
}

static GENERAL: NumberFormat = NumberFormat::general();

impl Styles {
    /// Takes in a format of the workbook.
    pub(super) fn add_format(&mut self, number: u16, code: &str) {
        if self.own.len() < MOST_FORMATS {
            self.own.insert(number, NumberFormat::parse(code));
        }
    }

    /// Takes in the next style.
    pub(super) fn add_style(&mut self, format: u16) {
        if self.formats.len() < MOST_STYLES {
            self.builtin.entry(format).or_insert_with(|| NumberFormat::builtin(format));
            self.formats.push(format);
        }
    }

    /// The format of a style; General for styles that do not exist.
    pub(super) fn format(&self, style: usize) -> &NumberFormat {
        let format = self.formats.get(style);
        format.and_then(|format| self.own.get(format).or_else(|| self.builtin.get(format))).unwrap_or(&GENERAL)
    }
}

/// A workbook's table of shared texts, in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedTexts {
    text: String,
    /// Where each text ends; it begins where the one before ends.
    ends: Vec<u32>,
}

impl SharedTexts {
    /// The buffer to append the next text to; [`SharedTexts::end`] closes it.
    pub(super) fn buffer(&mut self) -> &mut String {
        &mut self.text
    }

    /// Closes the text that was appended. What the file says about the number of texts is not asked.
    pub(super) fn end(&mut self, limits: &Limits) -> Result<(), Problem> {
        let measured = self.text.len() + self.ends.len() * size_of::<u32>();
        match u32::try_from(self.text.len()) {
            Ok(end) if measured <= limits.shared_text_bytes => self.ends.push(end),
            _ => {
                return Err(Problem::new(message::SHARED_TEXTS_TOO_LARGE)
                    .with("measured", measured)
                    .with("limit", limits.shared_text_bytes));
            }
        }
        Ok(())
    }

    /// The text at `index`; none outside of the table.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |start| *start as usize);
        self.text.get(start..end)
    }
}

/// The text of an error by its number in binary workbooks.
pub(super) fn error_text(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR!",
    }
}

/// A number in the packed form of binary workbooks: 30 bits of a double or a whole number, perhaps in hundredths.
pub(super) fn packed_number(packed: u32) -> f64 {
    let value = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

/// Appends UTF-16 units; halves of letters become U+FFFD.
pub(super) fn push_utf16(text: &mut String, units: impl Iterator<Item = u16>) {
    text.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// A name as far as it is kept: spreadsheets take 31 characters, and a file may hold thousands of sheets.
pub(super) fn short_name(name: &str) -> String {
    name.chars().take(255).collect()
}

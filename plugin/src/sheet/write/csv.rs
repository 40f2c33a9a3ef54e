//! Delimited text per RFC 4180: CRLF after every row, quotes where needed, quotes doubled.
//!
//! More is quoted than the RFC asks for: texts with any usual delimiter and texts with blanks at their ends, so that
//! programs which guess a delimiter or trim do no harm; and texts that a spreadsheet would make another value of (`00042`,
//! `3/4`), as it can be told to leave quoted ones alone.

use super::encode::TextEncoder;
use super::injection::{guard_changes, is_unguarded, unguard_changes};
use super::{CHUNK, OutCell, SheetPlan, SheetWriter, not_written};
use crate::host::Sink;
use crate::message::{Language, LineNumber, Problem, export as message};

/// Which of the two kinds of delimited text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// For people with a spreadsheet.
    Guarded,
    /// For programs.
    Plain,
    /// Cells that came out of a file and go back so that they are read the same: marked as UTF-8, and guarded where they are not
    /// guarded already.
    Returned,
}

pub(super) struct Writer {
    sink: Box<dyn Sink>,
    encoder: TextEncoder,
    delimiter: char,
    flavour: Flavour,
    columns: usize,
    /// The row being written, as text.
    row: String,
    /// Encoded rows on their way to the sink.
    out: Vec<u8>,
    /// The line that the next row begins on, as an editor shows it.
    line: u32,
}

impl Writer {
    pub(super) fn create(plan: &SheetPlan, flavour: Flavour, sink: Box<dyn Sink>) -> Result<Self, Problem> {
        let encoder = TextEncoder::for_label(plan.encoding.as_deref().unwrap_or("utf-8"))?;
        let marked = match encoder {
            TextEncoder::Utf8 => flavour != Flavour::Plain,
            // Without a mark, nobody could tell it.
            _ => encoder.is_unicode(),
        };
        let delimiter = delimiter(plan, flavour)?;
        let columns = plan.columns.len();
        let out = Vec::with_capacity(CHUNK + CHUNK / 4);
        let mut writer = Self { sink, encoder, delimiter, flavour, columns, row: String::new(), out, line: 1 };
        if marked {
            writer.encode("\u{feff}").map_err(|character| writer.not_encodable(character, 0))?;
        }
        let header: Vec<_> = plan.columns.iter().map(|column| OutCell::Text(&column.header)).collect();
        writer.row(&header)?;
        Ok(writer)
    }

    fn encode(&mut self, text: &str) -> Result<(), char> {
        self.encoder.encode(text, &mut self.out)
    }

    fn not_encodable(&self, character: char, column: usize) -> Problem {
        Problem::new(message::NOT_IN_ENCODING)
            .with("character", character)
            .with("code", format_args!("U+{:04X}", u32::from(character)))
            .with("encoding", self.encoder.name())
            .at_line(LineNumber(self.line))
            .at_column(column)
    }

    fn push(&mut self, cell: OutCell<'_>) {
        let text = text_of(cell);
        let escape = match self.flavour {
            Flavour::Guarded => guard_changes(text),
            Flavour::Plain => unguard_changes(text),
            Flavour::Returned => is_unguarded(text),
        };
        let blank_end = text.starts_with([' ', '\u{a0}']) || text.ends_with([' ', '\u{a0}']);
        let special = |c: char| matches!(c, '"' | '\r' | '\n' | ',' | ';' | '\t' | '|') || c == self.delimiter;
        let is_spoilt = matches!(cell, OutCell::Text(_)) && self.flavour == Flavour::Guarded && changes_when_read(text);
        if !blank_end && !is_spoilt && !text.contains(special) {
            if escape {
                self.row.push('\'');
            }
            self.row.push_str(text);
            return;
        }
        self.row.push('"');
        if escape {
            self.row.push('\'');
        }
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.row.push_str("\"\"");
            }
            self.row.push_str(part);
        }
        self.row.push('"');
    }

    /// The column that a character of the row stands in, for the message about it.
    fn column_of(&self, cells: &[OutCell<'_>], character: char) -> usize {
        cells.iter().position(|cell| text_of(*cell).contains(character)).unwrap_or(0)
    }

    fn send(&mut self) -> Result<(), Problem> {
        if !self.out.is_empty() {
            self.sink.write(&self.out).map_err(not_written)?;
            self.out.clear();
        }
        Ok(())
    }
}

impl SheetWriter for Writer {
    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), Problem> {
        self.row.clear();
        let width = cells.len().max(self.columns);
        for column in 0..width {
            if column > 0 {
                self.row.push(self.delimiter);
            }
            self.push(cells.get(column).copied().unwrap_or(OutCell::Empty));
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if self.row.is_empty() {
            self.row.push_str("\"\"");
        }
        self.row.push_str("\r\n");
        let row = std::mem::take(&mut self.row);
        self.encode(&row).map_err(|character| self.not_encodable(character, self.column_of(cells, character)))?;
        let lines = row.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.row = row;
        if self.out.len() >= CHUNK { self.send() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), Problem> {
        self.send()
    }
}

fn text_of(cell: OutCell<'_>) -> &str {
    match cell {
        OutCell::Empty => "",
        OutCell::Text(text) | OutCell::Number { shown: text, .. } | OutCell::Error(text) => text,
    }
}

/// Whether a spreadsheet that reads numbers and dates wherever it can would show a text otherwise: numbers that lose zeros,
/// digits or their exponent, and whatever may be a date or a time.
fn changes_when_read(text: &str) -> bool {
    const MOST_DIGITS: usize = 15;
    let bytes = text.as_bytes();
    let is_number = bytes.iter().all(u8::is_ascii_digit);
    let has_lost_zero = bytes.first() == Some(&b'0') && bytes.len() > 1;
    bytes.first().is_some_and(u8::is_ascii_digit) && (!is_number || has_lost_zero || bytes.len() > MOST_DIGITS)
}

fn delimiter(plan: &SheetPlan, flavour: Flavour) -> Result<char, Problem> {
    match plan.delimiter {
        Some('"' | '\'' | '\r' | '\n' | '\u{feff}' | '=' | '+' | '-' | '@') => {}
        Some(chosen) if chosen.is_alphanumeric() => {}
        Some(chosen) => return Ok(chosen),
        None if flavour == Flavour::Guarded && plan.language == Language::German => return Ok(';'),
        None => return Ok(','),
    }
    let chosen = plan.delimiter.map(|chosen| chosen.escape_default().to_string()).unwrap_or_default();
    Err(Problem::new(message::UNSUITABLE_DELIMITER).with("delimiter", chosen))
}

//! The physical rows of a delimited file, one by one, in constant memory.

use super::{Facts, Outcome, RecordParser};
use crate::message::{Code, LineNumber, Problem, spreadsheet, text_file};
use crate::sheet::dialect::{Dialect, Joint};
use crate::sheet::limits::Limits;
use crate::sheet::text::{Encoding, Filter, Oddity, TextStream, doubled};
use crate::sheet::{Row, Rows, SharedSource, Stored};

/// After how many rows of one width a shorter last row without a line end is a sign that the file was cut off.
const STEADY: u32 = 3;

/// The rows of a delimited file. Empty lines are left out, a byte-order mark is not part of the text.
pub(in crate::sheet) struct DelimitedRows {
    stream: TextStream,
    parser: RecordParser,
    encoding: Encoding,
    limits: Limits,
    /// The line that the text begins on.
    line: u32,
    /// How far it went in the file; the stream's own word may step back a little.
    position: u64,
    damaged: bool,
    notes: Vec<Problem>,
    /// Whether lost characters, and text encoded twice, were noted.
    spoilt: (bool, bool),
    /// The width of the last rows, and how many in a row had it.
    steady: (usize, u32),
}

impl DelimitedRows {
    /// The rows from the byte `offset` on, where line 1 begins.
    pub(in crate::sheet) fn new(
        source: SharedSource,
        encoding: Encoding,
        offset: u64,
        dialect: Dialect,
        limits: &Limits,
    ) -> Self {
        let filter = Filter { delimiter: dialect.delimiter, doubled: dialect.joint == Joint::Doubled, raw: false };
        Self {
            stream: TextStream::new(source, encoding, offset, filter),
            parser: RecordParser::new(dialect, limits.columns, limits.text_bytes),
            encoding,
            limits: limits.clone(),
            line: 1,
            position: 0,
            damaged: false,
            notes: Vec::new(),
            spoilt: (false, false),
            steady: (0, 0),
        }
    }

    /// Passes over the next line, whatever it says.
    pub(in crate::sheet) fn skip_line(&mut self) -> Result<(), Problem> {
        let mut row = Row::default();
        self.next(&mut row).map(|_| ())
    }

    /// Passes over empty lines; false at the end of the file.
    fn reach_next_record(&mut self) -> Result<bool, Problem> {
        loop {
            let text = self.stream.text().as_bytes();
            let mut at = 0;
            let mut lines = 0;
            while let Some(byte @ (b'\n' | b'\r')) = text.get(at) {
                let pair = *byte == b'\r' && text.get(at + 1) == Some(&b'\n');
                if *byte == b'\r' && at + 1 == text.len() && !self.stream.ended() {
                    break;
                }
                at += if pair { 2 } else { 1 };
                lines += 1;
            }
            let found = text.get(at).is_some_and(|byte| *byte != b'\r' || self.stream.ended());
            if at > 0 {
                self.pass(at, lines);
            }
            if found {
                return Ok(true);
            }
            if self.stream.ended() {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// Passes over text outside of records. Bytes that do not decode there have no row to be told in.
    fn pass(&mut self, length: usize, lines: u32) {
        self.stream.consume(length);
        let line = LineNumber(self.line);
        self.line = self.line.saturating_add(lines);
        while let Some(oddity) = self.stream.take_oddity(false) {
            self.note_outside(oddity, line, text_file::UNDECODABLE);
        }
    }

    /// What is left behind the last row.
    fn finish(&mut self) {
        while let Some(oddity) = self.stream.take_oddity(true) {
            self.note_outside(oddity, LineNumber(self.line), text_file::CUT_IN_CHARACTER);
        }
        self.position = self.stream.position().max(self.position);
    }

    fn note_outside(&mut self, oddity: Oddity, line: LineNumber, code: Code) {
        if let Oddity::Undecodable(byte) = oddity {
            if !self.damaged {
                self.notes.push(self.undecodable(code, byte).at_line(line));
            }
            self.damaged = true;
        }
    }

    fn undecodable(&self, code: Code, byte: u8) -> Problem {
        Problem::new(code).with("byte", format!("0x{byte:02X}")).with("encoding", self.encoding.name())
    }

    fn fill(&mut self) -> Result<(), Problem> {
        let pending = self.stream.text().len();
        if pending > self.limits.record_bytes {
            return Err(Problem::new(text_file::RECORD_TOO_LONG)
                .at_line(LineNumber(self.line))
                .with("bytes", pending)
                .with("limit", self.limits.record_bytes));
        }
        self.stream.fill(LineNumber(self.line))
    }

    /// Cuts the next record out, reading on as needed. A quote that stays open makes the record end with its line.
    fn cut(&mut self, row: &mut Row) -> Result<(usize, Facts), Problem> {
        let mut literal_from = usize::MAX;
        let mut unclosed = None;
        loop {
            row.begin(LineNumber(self.line));
            let (outcome, mut facts) = self.parser.parse(self.stream.text(), self.stream.ended(), literal_from, row);
            match outcome {
                Outcome::Record(length) => {
                    if let Some((line, column)) = unclosed {
                        self.report_unclosed(row, self.line.saturating_add(line), column);
                        // It is the same quote.
                        facts.inner_quote = 0;
                        facts.open_quote = 0;
                    }
                    return Ok((length, facts));
                }
                Outcome::Unclosed { cell, line } => {
                    literal_from = cell;
                    unclosed = Some((line, facts.cells));
                }
                Outcome::More => self.fill()?,
            }
        }
    }

    fn report_unclosed(&mut self, row: &mut Row, line: u32, column: usize) {
        row.report(Problem::new(text_file::UNCLOSED_QUOTE).at_column(column).with("at", line));
        self.damaged = true;
    }

    fn report_facts(&mut self, facts: &Facts, row: &mut Row) {
        if facts.cells > self.limits.columns {
            row.report(
                Problem::new(text_file::TOO_WIDE).with("columns", facts.cells).with("limit", self.limits.columns),
            );
        }
        if let Some((column, length)) = facts.too_long {
            row.report(
                Problem::new(spreadsheet::CELL_TEXT_TOO_LONG)
                    .at_column(column)
                    .with("measured", length)
                    .with("limit", self.limits.text_bytes),
            );
        }
        if let Some(column) = facts.open_quote.checked_sub(1) {
            self.report_unclosed(row, row.line().0, column);
        }
        if let Some(column) = facts.behind_quote.checked_sub(1) {
            row.report(Problem::new(text_file::TEXT_BEHIND_QUOTE).at_column(column));
        }
        if self.parser.warns_of_inner_quotes()
            && let Some(column) = facts.inner_quote.checked_sub(1)
        {
            row.report(Problem::new(text_file::QUOTE_INSIDE).at_column(column));
        }
    }

    /// Reports what was left out of the row's text, once per kind. `whole` says that its line end is there.
    fn report_oddities(&mut self, whole: bool, row: &mut Row) {
        let (mut undecodable, mut control) = (false, false);
        while let Some(oddity) = self.stream.take_oddity(!whole) {
            match oddity {
                Oddity::Undecodable(byte) => {
                    if !undecodable {
                        row.report(self.undecodable(text_file::UNDECODABLE, byte));
                    }
                    undecodable = true;
                    self.damaged = true;
                }
                Oddity::Control(character) => {
                    if !control {
                        let code = format!("U+{:04X}", u32::from(character));
                        row.report(Problem::new(text_file::CONTROL_REMOVED).with("character", code));
                    }
                    control = true;
                }
            }
        }
    }

    /// Looks for text that an earlier program has spoilt, and says so once.
    fn note_spoilt_text(&mut self, row: &Row) {
        if self.spoilt == (true, true) || row.text.is_ascii() {
            return;
        }
        let (lost, twice) = &mut self.spoilt;
        if !*lost && row.text.contains('\u{FFFD}') {
            *lost = true;
            let note = Problem::new(text_file::LOST_CHARACTERS).at_line(row.line());
            self.notes.push(note.with("at", row.line()));
        }
        if !*twice && let Some((seen, meant)) = doubled(&row.text) {
            *twice = true;
            let note = Problem::new(text_file::DOUBLE_ENCODED_TEXT).at_line(row.line());
            self.notes.push(note.with("at", row.line()).with("seen", seen).with("meant", meant));
        }
    }

    /// A last row that is shorter than all the rows before it, without a line end: the rest of the file is missing, unless the
    /// row is a footer, which is not known here.
    fn report_cut_off(&mut self, facts: &Facts, whole: bool, row: &mut Row) {
        let (width, times) = self.steady;
        if !whole && facts.cells < width && times >= STEADY {
            row.report(Problem::new(text_file::CUT_OFF).with("cells", facts.cells).with("expected", width));
        }
        self.steady = if facts.cells == width { (width, times.saturating_add(1)) } else { (facts.cells, 1) };
    }
}

impl Rows for DelimitedRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        row.begin(LineNumber(self.line));
        if !self.reach_next_record()? {
            self.finish();
            return Ok(false);
        }
        let (length, facts) = self.cut(row)?;
        let whole = length == 0 || !self.stream.ended() || length < self.stream.text().len() || {
            matches!(self.stream.text().as_bytes().get(length - 1), Some(b'\n' | b'\r'))
        };
        self.stream.consume(length);
        // A record is one row of a spreadsheet, however many line breaks its quotes hold.
        self.line = self.line.saturating_add(1);
        self.position = self.stream.position().max(self.position);
        self.report_facts(&facts, row);
        self.report_oddities(whole, row);
        self.report_cut_off(&facts, whole, row);
        self.note_spoilt_text(row);
        if row.is_empty() {
            row.cells.push((Stored::Empty, 0));
        }
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notes)
    }

    fn damaged(&self) -> bool {
        self.damaged
    }
}

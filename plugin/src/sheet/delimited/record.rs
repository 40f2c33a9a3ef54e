//! Cutting one record out of text: quotes, escapes, line ends; and what looks wrong about it.
//!
//! The rules for text that no standard covers, so that cells never shift:
//! - a quote inside an unquoted cell, and text behind a closing quote, are taken as they stand;
//! - where such a cell ends in a quote, the quotes inside were meant to be there, and the outer ones are taken off;
//! - a quote before a cell that is not closed before the next quoted cell of the line is literal, and an error;
//! - a quote that stays open is literal, and its record ends with its line;
//! - `="01067"`, which programs write so that a spreadsheet keeps the zeros, is what the spreadsheet shows: `01067`.

use std::borrow::Cow;

use crate::sheet::dialect::{Dialect, Escape, Joint};
use crate::sheet::{Row, Stored};

/// What was seen while a record was cut out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sheet) struct Facts {
    /// Cells of the record, also those that a row has no room for.
    pub(in crate::sheet) cells: usize,
    /// Cells in proper quotes.
    pub(in crate::sheet) enclosed: u32,
    /// Cells with text behind the closing quote: the column of the last one, 1-based.
    pub(in crate::sheet) behind_quote: usize,
    /// Cells with a quote in the middle: the column of the last one, 1-based.
    pub(in crate::sheet) inner_quote: usize,
    /// Cells whose quote is still open where the next quoted cell of the line begins: the column of the first one, 1-based.
    pub(in crate::sheet) open_quote: usize,
    /// The first cell that is too long to keep: its column (0-based) and its length in bytes.
    pub(in crate::sheet) too_long: Option<(usize, usize)>,
    /// Delimiters with a blank behind them.
    pub(in crate::sheet) spaced: u32,
    /// Line ends that belong to the record, its own included.
    pub(in crate::sheet) lines: u32,
}

/// How cutting out a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sheet) enum Outcome {
    /// A record of this many bytes, its line end included.
    Record(usize),
    /// The record goes on behind the text.
    More,
    /// A quote at this place stays open; it opened so many lines below the record's first.
    Unclosed {
        /// Where the cell with the quote begins.
        cell: usize,
        /// Lines below the record's first.
        line: u32,
    },
}

const PLAIN: u8 = 0;
const DELIMITER: u8 = 1;
const LINE_END: u8 = 2;
const QUOTE: u8 = 3;
const BACKSLASH: u8 = 4;

/// Bytes that may be looked through in vain for the ends of a record's quoted cells. A record whose quotes lead nowhere time
/// and again has quotes that mean nothing; every other way to find that out takes the square of its length.
const IN_VAIN: usize = 1 << 20;

/// Cuts records out of text, by the rules of one dialect. A delimiter that is not one ASCII character must come as U+001F.
pub(in crate::sheet) struct RecordParser {
    class: [u8; 256],
    quote: Option<u8>,
    /// Whether a blank follows every delimiter and belongs to it.
    spaced: bool,
    /// Columns that a row has room for.
    columns: usize,
    /// The greatest length of a cell in bytes.
    text_bytes: usize,
}

/// One record being cut out.
struct Cut<'a> {
    parser: &'a RecordParser,
    text: &'a str,
    bytes: &'a [u8],
    /// Whether the text ends where the file ends.
    last: bool,
    at: usize,
    /// Bytes looked through in vain.
    in_vain: usize,
    row: &'a mut Row,
    facts: Facts,
}

/// A step that could not be finished.
enum Stop {
    More,
    Unclosed(u32),
}

impl RecordParser {
    pub(in crate::sheet) fn new(dialect: Dialect, columns: usize, text_bytes: usize) -> Self {
        let mut class = [PLAIN; 256];
        let ascii = |character: char| if character.is_ascii() { character as u8 } else { 0x1F };
        let joined = dialect.joint == Joint::Doubled;
        let mut set = |byte: u8, to: u8| {
            if let Some(slot) = class.get_mut(usize::from(byte)) {
                *slot = to;
            }
        };
        let quote = dialect.quote.filter(char::is_ascii).map(ascii);
        if dialect.escape == Escape::Backslash {
            set(b'\\', BACKSLASH);
        }
        if let Some(quote) = quote {
            set(quote, QUOTE);
        }
        if let Some(delimiter) = dialect.delimiter {
            set(if joined { 0x1F } else { ascii(delimiter) }, DELIMITER);
        }
        set(b'\n', LINE_END);
        set(b'\r', LINE_END);
        Self { class, quote, spaced: dialect.joint == Joint::Spaced, columns, text_bytes }
    }

    /// Whether a quote in the middle of a cell is worth a word: an apostrophe is not.
    pub(in crate::sheet) fn warns_of_inner_quotes(&self) -> bool {
        self.quote == Some(b'"')
    }

    fn class(&self, byte: u8) -> u8 {
        self.class.get(usize::from(byte)).copied().unwrap_or(PLAIN)
    }

    /// Cuts the record out that `text` begins with and puts its cells into `row`. `last` says that the file ends with the
    /// text; from `literal_from` on, quotes mean nothing.
    pub(in crate::sheet) fn parse(
        &self,
        text: &str,
        last: bool,
        literal_from: usize,
        row: &mut Row,
    ) -> (Outcome, Facts) {
        let mut cut =
            Cut { parser: self, text, bytes: text.as_bytes(), last, at: 0, in_vain: 0, row, facts: Facts::default() };
        loop {
            let begin = cut.at;
            let step = match cut.opening_quote(begin).filter(|_| begin < literal_from) {
                Some(open) => cut.quoted(begin, open),
                None => cut.unquoted(begin),
            };
            match step {
                Err(Stop::More) => return (Outcome::More, cut.facts),
                Err(Stop::Unclosed(line)) => return (Outcome::Unclosed { cell: begin, line }, cut.facts),
                Ok(()) => {}
            }
            match cut.bytes.get(cut.at).copied() {
                Some(byte) if self.class(byte) == DELIMITER => {
                    cut.at += 1;
                    let blank = cut.bytes.get(cut.at) == Some(&b' ');
                    cut.facts.spaced += u32::from(blank);
                    cut.at += usize::from(blank && self.spaced);
                }
                None if !last => return (Outcome::More, cut.facts),
                None => return (Outcome::Record(cut.at), cut.facts),
                Some(byte) => {
                    let Some(length) = cut.line_end(cut.at, byte) else { return (Outcome::More, cut.facts) };
                    cut.facts.lines += 1;
                    return (Outcome::Record(cut.at + length), cut.facts);
                }
            }
        }
    }
}

impl Cut<'_> {
    /// The place of the quote that opens the cell at `begin`, spaces before it left out.
    fn opening_quote(&self, begin: usize) -> Option<usize> {
        let quote = self.parser.quote?;
        let mut at = begin;
        while self.bytes.get(at) == Some(&b' ') && self.parser.class(b' ') == PLAIN {
            at += 1;
        }
        (self.bytes.get(at) == Some(&quote)).then_some(at)
    }

    /// The length of the line end at `at`; none where it cannot be told yet.
    fn line_end(&self, at: usize, byte: u8) -> Option<usize> {
        if byte == b'\n' {
            return Some(1);
        }
        match self.bytes.get(at + 1) {
            Some(b'\n') => Some(2),
            None if !self.last => None,
            _ => Some(1),
        }
    }

    /// Appends a cell; whether it is just this text.
    fn push(&mut self, text: &str) -> bool {
        let text_formula = text_formula(text);
        let (text, literal) = text_formula.as_deref().map_or((text, true), |inner| (inner, false));
        let column = self.facts.cells;
        self.facts.cells += 1;
        if column >= self.parser.columns {
            return literal;
        }
        if text.len() > self.parser.text_bytes {
            self.facts.too_long.get_or_insert((column, text.len()));
            self.row.cells.push((Stored::Empty, self.row.text.len()));
            return literal;
        }
        self.row.text.push_str(text);
        let stored = if text.is_empty() { Stored::Empty } else { Stored::Text };
        self.row.cells.push((stored, self.row.text.len()));
        literal
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// An unquoted cell: up to the next delimiter or line end.
    fn unquoted(&mut self, begin: usize) -> Result<(), Stop> {
        let mut at = begin;
        let mut escaped = false;
        let mut inner_quote = false;
        while let Some(byte) = self.bytes.get(at).copied() {
            match self.parser.class(byte) {
                PLAIN => at += 1,
                QUOTE => {
                    inner_quote = true;
                    at += 1;
                }
                BACKSLASH => {
                    escaped = true;
                    at += 1;
                    if self.bytes.get(at).is_some_and(|next| self.is_escapable(*next)) {
                        at += 1;
                    }
                }
                _ => break,
            }
        }
        if at >= self.bytes.len() && !self.last {
            return Err(Stop::More);
        }
        self.at = at;
        let literal = if escaped {
            let cell = self.unescaped(begin, at);
            self.push(&cell)
        } else {
            let text = self.text;
            self.push(text.get(begin..at).unwrap_or_default())
        };
        if inner_quote && literal {
            self.facts.inner_quote = self.facts.cells;
        }
        Ok(())
    }

    fn is_escapable(&self, byte: u8) -> bool {
        matches!(self.parser.class(byte), QUOTE | DELIMITER | BACKSLASH)
    }

    /// The text between two places without its escapes.
    fn unescaped(&self, from: usize, to: usize) -> String {
        let mut cell = String::with_capacity(to - from);
        let mut plain = from;
        let mut at = from;
        while at < to {
            let class = self.bytes.get(at).map_or(PLAIN, |byte| self.parser.class(*byte));
            let next = self.bytes.get(at + 1).copied().filter(|_| at + 1 < to);
            let drop = match class {
                BACKSLASH => next.is_some_and(|next| self.is_escapable(next)),
                QUOTE => next.is_some_and(|next| self.parser.class(next) == QUOTE),
                _ => false,
            };
            if drop {
                cell.push_str(self.slice(plain, at));
                plain = at + 1;
                at += 1;
            }
            at += 1;
        }
        cell.push_str(self.slice(plain, to));
        cell
    }

    /// A cell that begins with a quote at `open`.
    fn quoted(&mut self, begin: usize, open: usize) -> Result<(), Stop> {
        if self.in_vain > IN_VAIN {
            return self.without_end(begin, open, &Scan { stray: Some(open), ..Scan::default() });
        }
        let mut scan = Scan::default();
        let mut at = open + 1;
        // A cell may be too long and closed all the same; over several lines, that is not looked for.
        while at - open <= self.parser.text_bytes || scan.lines == 0 {
            let Some(byte) = self.bytes.get(at).copied() else {
                if self.last {
                    break;
                }
                return Err(Stop::More);
            };
            match self.parser.class(byte) {
                QUOTE => match self.bytes.get(at + 1).copied() {
                    None if !self.last => return Err(Stop::More),
                    Some(next) if self.parser.class(next) == QUOTE => {
                        scan.escaped = true;
                        if scan.doubled_end.is_none() && !self.begins_cell(at, false) {
                            scan.doubled_end = self.end_behind(at + 2)?.map(|end| (at + 1, end, scan.lines));
                        }
                        at += 2;
                    }
                    _ => {
                        if let Some(end) = self.end_behind(at + 1)? {
                            self.enclosed(open, (at, end, scan.lines), scan.escaped, scan.stray.is_some());
                            return Ok(());
                        }
                        if self.begins_cell(at, scan.lines > 0) {
                            scan.met_opening = true;
                            break;
                        }
                        scan.stray.get_or_insert(at);
                        at += 1;
                    }
                },
                BACKSLASH => {
                    scan.escaped = true;
                    at += 1;
                    if self.bytes.get(at).is_some_and(|next| self.is_escapable(*next)) {
                        at += 1;
                    }
                }
                LINE_END if scan.stray.is_some() => break,
                LINE_END => {
                    let Some(length) = self.line_end(at, byte) else { return Err(Stop::More) };
                    scan.lines += 1;
                    at += length;
                }
                _ => at += 1,
            }
        }
        self.in_vain += at - open;
        self.without_end(begin, open, &scan)
    }

    /// Where a cell ends whose closing quote stands right before `at`; none where text follows.
    fn end_behind(&self, at: usize) -> Result<Option<usize>, Stop> {
        let mut end = at;
        while self.bytes.get(end) == Some(&b' ') && self.parser.class(b' ') == PLAIN {
            end += 1;
        }
        match self.bytes.get(end) {
            None if !self.last => Err(Stop::More),
            None => Ok(Some(end)),
            Some(byte) => Ok(matches!(self.parser.class(*byte), DELIMITER | LINE_END).then_some(end)),
        }
    }

    /// Whether what is at `at` stands where cells begin: right behind a delimiter or a line end, or with blanks between.
    fn begins_cell(&self, at: usize, with_blanks: bool) -> bool {
        let before = self.bytes.get(..at).unwrap_or_default();
        let blank = |byte: &u8| *byte == b' ' && self.parser.class(b' ') == PLAIN;
        let before = match before.strip_suffix(b" ") {
            Some(rest) if self.parser.spaced => rest,
            _ => before,
        };
        let last = before.iter().rev().find(|byte| !(with_blanks && blank(byte)));
        last.is_none_or(|byte| matches!(self.parser.class(*byte), DELIMITER | LINE_END))
    }

    /// Takes the text between the quotes; `close` is where the closing one stands, where the cell ends and how many lines
    /// it spans.
    fn enclosed(&mut self, open: usize, close: (usize, usize, u32), escaped: bool, stray: bool) {
        let (at, end, lines) = close;
        self.facts.enclosed += 1;
        self.facts.lines += lines;
        self.at = end;
        if stray {
            self.facts.inner_quote = self.facts.cells + 1;
        }
        if escaped {
            let cell = self.unescaped(open + 1, at);
            self.push(&cell);
        } else {
            let text = self.text;
            self.push(text.get(open + 1..at).unwrap_or_default());
        }
    }

    /// A cell whose quote is not closed where it should be.
    fn without_end(&mut self, begin: usize, open: usize, scan: &Scan) -> Result<(), Stop> {
        if let Some(close) = scan.doubled_end {
            // `48""` before a delimiter, and another cell's quote behind it: the first of the two was text.
            self.enclosed(open, close, true, true);
            return Ok(());
        }
        let from = match scan.stray {
            Some(stray) => stray,
            None if scan.met_opening && scan.lines == 0 => open,
            None => return Err(Stop::Unclosed(self.facts.lines)),
        };
        let rest = self.bytes.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(self.parser.class(*byte), DELIMITER | LINE_END));
        let end = match length {
            Some(length) => from + length,
            None if !self.last => return Err(Stop::More),
            None => self.bytes.len(),
        };
        self.at = end;
        self.facts.lines += scan.lines;
        if scan.stray.is_some() {
            self.facts.behind_quote = self.facts.cells + 1;
        } else if self.facts.open_quote == 0 {
            self.facts.open_quote = self.facts.cells + 1;
        }
        let text = self.text;
        self.push(text.get(begin..end).unwrap_or_default());
        Ok(())
    }
}

/// The text of a formula that is nothing but a text.
fn text_formula(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
    if !inner.contains('"') {
        return Some(Cow::Borrowed(inner));
    }
    (!inner.replace("\"\"", "").contains('"')).then(|| Cow::Owned(inner.replace("\"\"", "\"")))
}

/// What was met on the way to the end of a quoted cell.
#[derive(Default)]
struct Scan {
    escaped: bool,
    lines: u32,
    /// The first quote inside that is neither doubled nor at the end.
    stray: Option<usize>,
    /// A doubled quote that could be a quote and the end: its place, where the cell would end, and the lines up to there.
    doubled_end: Option<(usize, usize, u32)>,
    /// Whether the way ended at a quote that opens another cell.
    met_opening: bool,
}

#[cfg(test)]
mod tests;

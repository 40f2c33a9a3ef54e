//! The value of a cell: what its type, its style and its text make of it.

use std::rc::Rc;

use super::super::limits::Limits;
use super::super::number_format::{Shown, display, display_text};
use super::super::xml::unescape;
use super::super::{Cell, Row};
use super::shared_strings::SharedStrings;
use super::styles::Styles;
use super::text::replace_escapes;
use crate::message::{Problem, spreadsheet as message};

/// Digits that a stored number keeps. Longer ones are shown as they stand, for a person to see that they are not whole.
const KEPT_DIGITS: usize = 15;

/// A whole number longer than this is no number that somebody typed.
const LONGEST_WHOLE: usize = 40;

/// The type of a cell, from its attribute `t`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellType {
    Number,
    Shared,
    /// The text result of a formula, and any type that is not known.
    Text,
    /// Text that stands in the cell.
    Inline,
    Flag,
    Error,
    IsoDate,
}

impl CellType {
    #[inline]
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            [b's'] => Self::Shared,
            [b'n'] => Self::Number,
            [b'b'] => Self::Flag,
            [b'e'] => Self::Error,
            [b'd'] => Self::IsoDate,
            b"inlineStr" => Self::Inline,
            _ => Self::Text,
        }
    }
}

/// What a cell's start tag says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) kind: CellType,
    pub(super) style: u32,
    /// Counted from 0.
    pub(super) column: usize,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) enum Fault {
    /// The text is not well-formed: reading cannot go on.
    Malformed,
    /// The value alone is unusable; the row says so and the reading goes on.
    Reported,
    /// A limit is reached.
    Limit(Problem),
}

/// Turns stored texts into cells.
pub(super) struct Values {
    pub(super) shared: Rc<SharedStrings>,
    pub(super) styles: Rc<Styles>,
    pub(super) date1904: bool,
    pub(super) limits: Rc<Limits>,
    decoded: String,
    shown: String,
}

impl Values {
    pub(super) fn new(shared: Rc<SharedStrings>, styles: Rc<Styles>, date1904: bool, limits: Rc<Limits>) -> Self {
        Self { shared, styles, date1904, limits, decoded: String::new(), shown: String::new() }
    }

    /// Appends the cell whose value stands as `raw` in the file.
    #[inline]
    pub(super) fn push_raw(&mut self, head: Head, raw: &[u8], row: &mut Row) -> Result<(), Fault> {
        if !matches!(head.kind, CellType::Text | CellType::Inline | CellType::Error) && self.push_plain(head, raw, row)
        {
            return Ok(());
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        decoded.clear();
        let result = match unescape(raw, &mut decoded) {
            Ok(()) => self.push_decoded(head, &mut decoded, row),
            Err(_) => Err(Fault::Malformed),
        };
        self.decoded = decoded;
        result
    }

    /// Appends the cell whose value is `text`, entities already replaced.
    pub(super) fn push_decoded(&mut self, head: Head, text: &mut String, row: &mut Row) -> Result<(), Fault> {
        match head.kind {
            CellType::Text | CellType::Inline => self.push_text(head, text, row),
            CellType::Error => {
                row.pad(head.column);
                row.push(Cell::Error(text.trim()));
                Ok(())
            }
            _ if self.push_plain(head, text.as_bytes(), row) => Ok(()),
            CellType::Shared => {
                self.refuse(head, row, Problem::new(message::SHARED_TEXT_MISSING).with("number", excerpt(text)))
            }
            _ => self.refuse(head, row, Problem::new(message::CELL_VALUE_UNREADABLE).with("value", excerpt(text))),
        }
    }

    /// Appends a text.
    pub(super) fn push_text(&self, head: Head, text: &mut String, row: &mut Row) -> Result<(), Fault> {
        if text.len() > self.limits.text_bytes {
            return Err(Fault::Limit(
                Problem::new(message::CELL_TEXT_TOO_LONG)
                    .with("measured", text.len())
                    .with("limit", self.limits.text_bytes)
                    .at_line(row.line())
                    .at_column(head.column),
            ));
        }
        replace_escapes(text, 0);
        if !text.is_empty() {
            self.put_text(head, text, row);
        }
        Ok(())
    }

    fn refuse(&self, head: Head, row: &mut Row, problem: Problem) -> Result<(), Fault> {
        row.pad(head.column);
        row.push(Cell::Empty);
        row.report(problem.at_column(head.column));
        Err(Fault::Reported)
    }

    /// Appends a text of the table; `false`, and nothing appended, where there is no letter in it or no such text.
    #[inline]
    pub(super) fn push_shared(&self, head: Head, number: u32, row: &mut Row) -> bool {
        let text = usize::try_from(number).ok().and_then(|number| self.shared.get(number)).unwrap_or_default();
        if !text.is_empty() {
            self.put_text(head, text, row);
        }
        !text.is_empty()
    }

    /// Appends a text as its format displays it.
    #[inline]
    fn put_text(&self, head: Head, text: &str, row: &mut Row) {
        row.pad(head.column);
        let mut shown = String::new();
        let changed = display_text(text, self.styles.format(head.style), &mut shown);
        row.push(Cell::Text(if changed { &shown } else { text }));
    }

    /// Appends a value that needs no decoding; `false`, and nothing appended, where it is none of its type.
    #[inline]
    fn push_plain(&mut self, head: Head, raw: &[u8], row: &mut Row) -> bool {
        let cell = match head.kind {
            CellType::Shared => match whole(raw).and_then(|number| self.shared.get(number)) {
                Some("") => return true,
                Some(text) => {
                    self.put_text(head, text, row);
                    return true;
                }
                None => return false,
            },
            CellType::Number => return self.push_number(head, raw, row),
            CellType::Flag => match raw.trim_ascii() {
                b"1" | b"true" => Cell::Flag(true),
                b"0" | b"false" => Cell::Flag(false),
                _ => return false,
            },
            CellType::IsoDate => match std::str::from_utf8(raw.trim_ascii()) {
                Ok(date) => Cell::Date(iso(date, self.styles.format(head.style).is_date_without_time())),
                Err(_) => return false,
            },
            CellType::Text | CellType::Inline | CellType::Error => return false,
        };
        row.pad(head.column);
        row.push(cell);
        true
    }

    fn push_number(&mut self, head: Head, raw: &[u8], row: &mut Row) -> bool {
        let raw = raw.trim_ascii();
        let Ok(text) = std::str::from_utf8(raw) else { return false };
        let plain = plain_number(raw);
        let Some(value) = plain.map(|(value, _)| value).or_else(|| text.parse().ok()) else { return false };
        if !value.is_finite() || text.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return false;
        }
        let format = self.styles.format(head.style);
        row.pad(head.column);
        if format.is_general() && (matches!(plain, Some((_, true))) || is_long_whole(raw)) {
            row.push(Cell::Number { value, shown: text });
            return true;
        }
        self.shown.clear();
        row.push(match display(value, format, self.date1904, &mut self.shown) {
            Shown::Number => Cell::Number { value, shown: &self.shown },
            Shown::Date => Cell::Date(&self.shown),
        });
        true
    }
}

/// As much of a text from the file as a message needs to show.
pub(super) fn excerpt(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// A whole number without sign.
#[inline]
fn whole(raw: &[u8]) -> Option<usize> {
    let raw = raw.trim_ascii();
    if raw.is_empty() || raw.len() > 9 {
        return None;
    }
    raw.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + usize::from(digit - b'0')))
}

/// A number in plain notation of up to 15 digits, and whether it stands there just as it would be displayed.
#[inline]
fn plain_number(raw: &[u8]) -> Option<(f64, bool)> {
    const POWERS: [f64; KEPT_DIGITS + 1] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = match raw.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, raw),
    };
    if digits.is_empty() || digits.len() > KEPT_DIGITS + 1 {
        return None;
    }
    let mut number = 0_u64;
    let mut point = None;
    for (index, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(index),
            _ => return None,
        }
    }
    let before = point.unwrap_or(digits.len());
    let decimals = point.map_or(0, |point| digits.len() - point - 1);
    if before + decimals > KEPT_DIGITS || before == 0 {
        return None;
    }
    // Both numbers are exact, so the quotient is the nearest there is.
    #[allow(clippy::cast_precision_loss)]
    let value = number as f64 / POWERS.get(decimals)?;
    let no_zeros_in_front = before == 1 || digits.first() != Some(&b'0');
    let no_zeros_behind = point.is_none() || (decimals > 0 && digits.last() != Some(&b'0'));
    let shown = no_zeros_in_front && no_zeros_behind && !(negative && number == 0);
    Some((if negative { -value } else { value }, shown))
}

/// Whether it is a whole number with more digits than a spreadsheet keeps, written in full.
fn is_long_whole(raw: &[u8]) -> bool {
    let digits = raw.strip_prefix(b"-").unwrap_or(raw);
    (KEPT_DIGITS + 1..=LONGEST_WHOLE).contains(&digits.len())
        && digits.first() != Some(&b'0')
        && digits.iter().all(u8::is_ascii_digit)
}

/// An ISO 8601 date without zone and fractions of a second, and without its midnight where only a date is displayed.
fn iso(text: &str, date_only: bool) -> &str {
    let text = text.split(['Z', '.', '+']).next().unwrap_or(text);
    match text.split_once('T') {
        Some((date, "00:00:00" | "")) => date,
        Some((date, _)) if date_only => date,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_exact_and_know_whether_they_are_displayed_as_they_stand() {
        for (raw, found) in [
            ("0", Some((0.0, true))),
            ("42", Some((42.0, true))),
            ("-7.25", Some((-7.25, true))),
            ("0.1", Some((0.1, true))),
            ("48.208174", Some((48.208_174, true))),
            ("123456789012345", Some((123_456_789_012_345.0, true))),
            ("042", Some((42.0, false))),
            ("1.50", Some((1.5, false))),
            ("1.", Some((1.0, false))),
            ("-0", Some((-0.0, false))),
            (".5", None),
            ("1e3", None),
            ("1234567890123456", None),
            ("48.208174000000003", None),
            ("1.2.3", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(plain_number(raw.as_bytes()), found, "{raw}");
        }
    }

    #[test]
    fn stored_iso_dates_lose_what_is_not_displayed() {
        for (stored, date_only, text) in [
            ("2024-02-29", false, "2024-02-29"),
            ("2024-02-29T00:00:00", false, "2024-02-29"),
            ("2024-02-29T00:00:00.000Z", true, "2024-02-29"),
            ("2024-02-29T08:30:00.5", false, "2024-02-29T08:30:00"),
            ("2024-02-29T08:30:00", true, "2024-02-29"),
            ("08:30:00", false, "08:30:00"),
        ] {
            assert_eq!(iso(stored, date_only), text);
        }
    }
}

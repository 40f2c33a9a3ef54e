//! One cell: its value as the attributes say it, and its text as it is displayed.

use super::super::limits::Limits;
use super::super::xml::{Malformed, Tag, Token, XmlReader, unescape};
use crate::cell::Cell;
use crate::message::{Problem, spreadsheet as message};

/// What a cell says it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Type {
    #[default]
    None,
    /// Also currencies and percentages.
    Number,
    Date,
    Time,
    Flag,
    Text,
}

/// How a cell is to be put into its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Content<'a> {
    Cell(Cell<'a>),
    /// A number whose displayed text is missing or not what its column shows.
    General(f64),
}

/// What white space stands right before: whether more of it adds nothing, and whether it goes at the end of the paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct White {
    after: bool,
    may_trim: bool,
}

/// The cell that was read last. Its buffers are filled again and again.
#[derive(Debug, Default)]
pub(super) struct CellReader {
    kind: Type,
    is_error: bool,
    has_formula: bool,
    /// Whether a text is displayed, be it an empty one.
    has_text: bool,
    value: String,
    text: String,
    time: String,
}

/// What may stand around paragraphs.
fn is_wrapper(name: &[u8]) -> bool {
    matches!(name, b"list" | b"list-item" | b"list-header" | b"section")
}

/// What stands in a paragraph and is no part of its text: comments, footnotes, drawings, the reading of a word.
fn is_aside(name: &[u8]) -> bool {
    matches!(name, b"annotation" | b"note" | b"frame" | b"ruby-text" | b"custom-shape" | b"g" | b"forms")
}

impl CellReader {
    /// Reads the attributes of a cell's tag; tells over how many columns it is repeated, and over how many rows it is merged.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) -> (u64, u64) {
        (self.kind, self.is_error, self.has_formula, self.has_text) = (Type::None, false, false, false);
        self.value.clear();
        self.text.clear();
        let (mut repeated, mut rows) = (1, 1);
        for (name, raw) in tag.attributes() {
            match name {
                b"number-columns-repeated" => repeated = count(raw),
                b"number-rows-spanned" => rows = count(raw),
                b"formula" => self.has_formula = true,
                b"value-type" => self.take_type(raw),
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => {
                    self.value.clear();
                    if unescape(raw, &mut self.value).is_err() {
                        self.value.clear();
                    }
                }
                _ => {}
            }
        }
        (repeated, rows)
    }

    /// LibreOffice says in an attribute of its own that a value is an error.
    fn take_type(&mut self, raw: &[u8]) {
        let kind = match raw {
            b"error" => {
                self.is_error = true;
                return;
            }
            b"float" | b"currency" | b"percentage" => Type::Number,
            b"date" => Type::Date,
            b"time" => Type::Time,
            b"boolean" => Type::Flag,
            b"string" => Type::Text,
            _ => return,
        };
        if self.kind == Type::None {
            self.kind = kind;
        }
    }

    /// Reads the displayed text of the cell just opened, up to its end tag.
    pub(super) fn read_text(&mut self, xml: &mut XmlReader, limits: &Limits) -> Result<(), Problem> {
        let outside = xml.depth().saturating_sub(1);
        let mut paragraphs = 0;
        while xml.depth() > outside {
            match xml.next()? {
                Token::Open(tag) => {
                    let empty = tag.empty;
                    let is_paragraph = matches!(tag.name, b"p" | b"h");
                    if is_paragraph {
                        if paragraphs > 0 {
                            self.text.push('\n');
                            check(self.text.len() as u64, limits)?;
                        }
                        paragraphs += 1;
                        self.has_text = true;
                    }
                    if empty || is_wrapper(tag.name) {
                        continue;
                    }
                    if is_paragraph { self.read_paragraph(xml, limits)? } else { xml.skip_element()? }
                }
                Token::End => return Err(xml.malformed()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The text of a paragraph. White space in the file counts as one space, and as none at both ends; what is written as an
    /// element or as a number (`&#9;`) is no white space in the file.
    fn read_paragraph(&mut self, xml: &mut XmlReader, limits: &Limits) -> Result<(), Problem> {
        let outside = xml.depth().saturating_sub(1);
        let mut white = White { after: true, may_trim: false };
        while xml.depth() > outside {
            match xml.next()? {
                Token::Open(tag) => {
                    let spaces = if tag.name == b"s" { attribute_count(&tag, b"c") } else { 0 };
                    match tag.name {
                        b"s" => {
                            check(self.text.len() as u64 + spaces.min(u64::from(u32::MAX)), limits)?;
                            self.text.extend((0..spaces).map(|_| ' '));
                            white.may_trim = false;
                        }
                        b"tab" | b"line-break" => {
                            self.text.push(if tag.name == b"tab" { '\t' } else { '\n' });
                            white = White::default();
                        }
                        name if is_aside(name) && !tag.empty => xml.skip_element()?,
                        _ => {}
                    }
                }
                Token::Text(raw) => {
                    if self.push_text(raw, &mut white).is_err() {
                        return Err(xml.malformed());
                    }
                }
                Token::Data(raw) => self.push_collapsed(&String::from_utf8_lossy(raw), &mut white),
                Token::Close(_) => continue,
                Token::End => return Err(xml.malformed()),
            }
            check(self.text.len() as u64, limits)?;
        }
        if white.may_trim {
            self.text.pop();
        }
        Ok(())
    }

    /// Appends text with entities in it.
    fn push_text(&mut self, raw: &[u8], white: &mut White) -> Result<(), Malformed> {
        let mut rest = std::str::from_utf8(raw).map_err(|_| Malformed)?;
        while let Some((plain, behind)) = rest.split_once('&') {
            self.push_collapsed(plain, white);
            let length = behind.find(';').ok_or(Malformed)? + 1;
            unescape(rest.get(plain.len()..=plain.len() + length).unwrap_or_default().as_bytes(), &mut self.text)?;
            *white = White::default();
            rest = behind.get(length..).unwrap_or_default();
        }
        self.push_collapsed(rest, white);
        Ok(())
    }

    fn push_collapsed(&mut self, text: &str, white: &mut White) {
        for letter in text.chars() {
            if !matches!(letter, ' ' | '\t' | '\n' | '\r') {
                self.text.push(letter);
                *white = White::default();
            } else if !white.after {
                self.text.push(' ');
                *white = White { after: true, may_trim: true };
            }
        }
    }

    /// What the cell holds.
    pub(super) fn content(&mut self) -> Content<'_> {
        if self.is_error || (self.has_formula && is_error_text(&self.text)) {
            return Content::Cell(Cell::Error(if self.text.is_empty() { "#ERROR!" } else { &self.text }));
        }
        if self.kind == Type::Time {
            return self.time();
        }
        let text = if self.text.is_empty() { Cell::Empty } else { Cell::Text(&self.text) };
        let cell = match self.kind {
            Type::Number => return self.number(),
            Type::Date => iso_date(&self.value).map_or(text, Cell::Date),
            Type::Flag => match self.value.as_str() {
                "true" => Cell::Flag(true),
                "false" => Cell::Flag(false),
                _ => text,
            },
            // Some writers put the text into the attribute alone.
            Type::Text if self.text.is_empty() && !self.value.is_empty() => Cell::Text(&self.value),
            // LibreOffice writes a result without any letter as an empty paragraph alone.
            Type::None if self.has_formula && !self.has_text => Cell::Uncalculated,
            Type::None | Type::Text | Type::Time => text,
        };
        Content::Cell(cell)
    }

    fn number(&self) -> Content<'_> {
        let Ok(value) = self.value.trim().parse::<f64>() else {
            return Content::Cell(match self.text.as_str() {
                "" if self.has_formula => Cell::Uncalculated,
                "" => Cell::Empty,
                text => Cell::Text(text),
            });
        };
        let shown = self.text.as_str();
        // LibreOffice stores the truth value of a formula as a number.
        match (value == 1.0, value == 0.0, shown) {
            (true, _, "TRUE" | "WAHR" | "VRAI" | "VERO" | "VERDADERO") => return Content::Cell(Cell::Flag(true)),
            (_, true, "FALSE" | "FALSCH" | "FAUX" | "FALSO") => return Content::Cell(Cell::Flag(false)),
            _ => {}
        }
        // Too narrow a column; a library's `42.0`; more digits than the standard format shows.
        let misleading = shown.trim().is_empty()
            || shown.bytes().all(|byte| byte == b'#')
            || (value.fract() == 0.0 && shown.strip_suffix(".0").is_some_and(|whole| whole.parse() == Ok(value)))
            || (value.abs() >= 1e15 && shown.contains(['E', 'e']));
        if misleading { Content::General(value) } else { Content::Cell(Cell::Number { value, shown }) }
    }

    /// A time of day as such, a longer span as the number of days that it is.
    fn time(&mut self) -> Content<'_> {
        let Some(seconds) = duration(&self.value) else {
            return Content::Cell(if self.text.is_empty() { Cell::Empty } else { Cell::Text(&self.text) });
        };
        if seconds < 86_400 {
            let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            self.time = format!("{hours:02}:{minutes:02}:{seconds:02}");
            return Content::Cell(Cell::Date(&self.time));
        }
        #[allow(clippy::cast_precision_loss)]
        let value = seconds as f64 / 86_400.0;
        Content::Cell(Cell::Number { value, shown: &self.text })
    }
}

fn check(length: u64, limits: &Limits) -> Result<(), Problem> {
    if length > limits.text_bytes as u64 {
        return Err(Problem::new(message::CELL_TEXT_TOO_LONG)
            .with("measured", length)
            .with("limit", limits.text_bytes));
    }
    Ok(())
}

/// A count of repetitions, 1 at least: whatever its size, never an overflow.
pub(super) fn count(raw: &[u8]) -> u64 {
    let digits = raw.trim_ascii();
    let number = digits.iter().try_fold(0_u64, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
        Some(number.saturating_mul(10).saturating_add(digit))
    });
    number.unwrap_or(1).max(1)
}

/// The count in an attribute; 1 without it.
pub(super) fn attribute_count(tag: &Tag<'_>, name: &[u8]) -> u64 {
    tag.attributes().find(|(known, _)| *known == name).map_or(1, |(_, raw)| count(raw))
}

/// What spreadsheet programs display for a failed formula.
fn is_error_text(text: &str) -> bool {
    const ERRORS: [&str; 9] = ["#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#REF!", "#VALUE!", "#NULL!", "#WERT!", "#NV"];
    ERRORS.contains(&text) || text.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok())
}

/// A date and time as [`Cell::Date`] has them. Midnight is no time, and the day zero of spreadsheets no date.
fn iso_date(value: &str) -> Option<&str> {
    let fits = |text: &str, pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, place)| match place {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    let date = value.get(..10).filter(|date| fits(date, "0000-00-00"))?;
    match value.get(10..)? {
        "" => Some(date),
        rest => {
            rest.get(..9).filter(|time| fits(time, "T00:00:00"))?;
            let time = value.get(11..19)?;
            match (date, time) {
                ("1899-12-30" | "1899-12-31", time) => Some(time),
                (date, "00:00:00") => Some(date),
                _ => value.get(..19),
            }
        }
    }
}

/// The whole seconds of a duration: `PT08H30M00S`, `P1DT2H`.
fn duration(value: &str) -> Option<u64> {
    let (mut seconds, mut number, mut in_time) = (0_u64, String::new(), false);
    for letter in value.trim().strip_prefix('P')?.chars() {
        let unit = match letter {
            '0'..='9' | '.' | ',' => {
                number.push(letter);
                continue;
            }
            'T' if number.is_empty() => {
                in_time = true;
                continue;
            }
            'D' if !in_time => 86_400,
            'H' if in_time => 3600,
            'M' if in_time => 60,
            'S' if in_time => 1,
            _ => return None,
        };
        let whole: u64 = number.split(['.', ',']).next()?.parse().ok()?;
        seconds = seconds.checked_add(whole.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then_some(seconds)
}

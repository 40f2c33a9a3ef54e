//! Number formats: the text that a spreadsheet displays for a stored number, and which numbers are dates.
//!
//! Every binary and XML workbook stores a date as a number and a postal code as a number that a format pads with zeros;
//! only the format code of the cell tells. This room reads format codes and displays numbers under them, in one neutral
//! locale: `.` before decimals, `,` between thousands, dates in ISO 8601. Which cell has which format is the readers' part.

mod code;
mod date;
mod decimal;
mod fraction;
mod render;

use code::{Body, Comparison, Section};
use decimal::Decimal;

/// Bytes of the longest code that is read. Spreadsheets take 255 characters.
const LONGEST_CODE: usize = 512;

/// What [`display`] wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A number as displayed: for [`Cell::Number`](crate::cell::Cell::Number).
    Number,
    /// A date, a time, or both, as [`Cell::Date`](crate::cell::Cell::Date) documents them.
    Date,
}

/// A number format, read from its code once and used for many cells.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    style: Style,
    /// What is displayed before and behind a text; none where that is nothing.
    around_text: Option<Box<(String, String)>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Style {
    General,
    /// Nothing but zeros: whole numbers padded to that many digits. By far the most frequent format of codes.
    Padded(usize),
    /// Up to three sections for numbers: which one counts depends on the value.
    Sections(Vec<Section>),
}

impl NumberFormat {
    /// The format of cells that have none: as many digits as the number has.
    pub const fn general() -> Self {
        Self { style: Style::General, around_text: None }
    }

    /// Reads a format code in its file notation (`dd/mm/yyyy`, `00000`, `#,##0.00;[Red]-#,##0.00`). Any text is a format.
    pub fn parse(code: &str) -> Self {
        if code.is_empty() || code.len() > LONGEST_CODE || code == "@" || code.eq_ignore_ascii_case("general") {
            return Self::general();
        }
        if code.len() <= 15 && code.bytes().all(|byte| byte == b'0') {
            return Self { style: Style::Padded(code.len()), around_text: None };
        }
        let (sections, around_text) = code::sections(code);
        Self { style: Style::Sections(sections), around_text: around_text.map(Box::new) }
    }

    /// The format that a number stands for without its code being in the file. Unknown numbers are General.
    pub fn builtin(id: u16) -> Self {
        Self::parse(match id {
            12 => "# ?/?",
            13 => "# ??/??",
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            5..=8 | 41..=44 => match id {
                5 | 6 | 41 | 42 => "#,##0",
                _ => "#,##0.00",
            },
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 | 71..=74 => "yyyy-mm-dd",
            18..=21 | 32..=35 | 55 | 56 | 75..=78 => "hh:mm:ss",
            22 | 79 => "yyyy-mm-dd hh:mm:ss",
            37 | 38 => "#,##0;(#,##0)",
            39 | 40 => "#,##0.00;(#,##0.00)",
            45 | 47 => "mm:ss",
            46 => "[h]:mm:ss",
            48 => "##0.0E+0",
            _ => "General",
        })
    }

    /// Whether it is the General format.
    pub fn is_general(&self) -> bool {
        self.style == Style::General
    }

    /// Whether numbers under it are dates and no part of it displays a time.
    pub fn is_date_without_time(&self) -> bool {
        match &self.style {
            Style::Sections(sections) => {
                matches!(sections.first().map(|section| &section.body), Some(Body::Date(parts)) if parts.date && !parts.time)
            }
            _ => false,
        }
    }
}

/// Appends the text that a spreadsheet displays for the text of a cell (`"ID "@`); `false`, and nothing appended, where that is
/// the text itself.
#[inline]
pub fn display_text(value: &str, format: &NumberFormat, text: &mut String) -> bool {
    let Some(around) = &format.around_text else { return false };
    let (before, behind) = &**around;
    text.extend([before.as_str(), value, behind.as_str()]);
    true
}

/// Appends the text that a spreadsheet displays for `value` and says what it is.
///
/// `date1904` says that the workbook counts days from 1904. Whole numbers are displayed in full, never with an exponent
/// unless the format asks for one; fractions with up to 15 significant digits, which is what a spreadsheet keeps. Numbers
/// that a date format cannot display are displayed as numbers.
pub fn display(value: f64, format: &NumberFormat, date1904: bool, text: &mut String) -> Shown {
    let sections = match &format.style {
        Style::General => return number(value, text),
        Style::Padded(width) => {
            Decimal::new(value).rounded(0).write_padded(value < 0.0, *width, text);
            return Shown::Number;
        }
        Style::Sections(sections) => sections,
    };
    let Some((section, sign)) = section_for(sections, value) else { return number(value, text) };
    match &section.body {
        Body::General { before, after } => {
            text.push_str(before);
            number(if sign { value } else { value.abs() }, text);
            text.push_str(after);
            Shown::Number
        }
        Body::Pattern(pattern) => {
            render::pattern(pattern, value, sign, text);
            Shown::Number
        }
        Body::Fraction(fraction) => {
            fraction.write(value, sign, text);
            Shown::Number
        }
        Body::Date(parts) => match date::write(value, *parts, date1904, text) {
            Some(shown) => shown,
            None => number(value, text),
        },
    }
}

/// Appends a number as the General format displays it, apart from exponents.
fn number(value: f64, text: &mut String) -> Shown {
    Decimal::new(value).write(value < 0.0, text);
    Shown::Number
}

/// The section for a value, and whether a minus sign is still to be displayed: a section of its own for negative numbers
/// displays its sign itself.
fn section_for(sections: &[Section], value: f64) -> Option<(&Section, bool)> {
    let negative = value < 0.0;
    if sections.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(value));
        return sections.iter().find(fits).or(sections.last()).map(|section| (section, negative));
    }
    match sections {
        [] => None,
        [all] => Some((all, negative)),
        [_, below, ..] if negative => Some((below, false)),
        [_, _, zero, ..] if value == 0.0 => Some((zero, false)),
        [above, ..] => Some((above, false)),
    }
}

impl code::Condition {
    fn holds(self, value: f64) -> bool {
        match self.comparison {
            Comparison::Less => value < self.than,
            Comparison::LessOrEqual => value <= self.than,
            Comparison::Equal => value == self.than,
            Comparison::NotEqual => value != self.than,
            Comparison::GreaterOrEqual => value >= self.than,
            Comparison::Greater => value > self.than,
        }
    }
}

#[cfg(test)]
mod tests;

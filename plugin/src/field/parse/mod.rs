//! From a cell to a value: what people write for each kind of field, and what to tell them when it cannot be read.
//!
//! The rule for all kinds: a spelling with one sensible reading is read, one with two readings is a problem that says so,
//! and nothing is repaired beyond what nobody sees (see [`super::tidy`]). Line and column of a problem are the caller's.

pub(super) mod choice;
mod coordinate;
mod country;
mod date;
mod email;
mod flag;
mod language;
pub(super) mod level;
pub(super) mod list;
mod names;
pub(super) mod number;
mod phone;
#[cfg(test)]
mod tests;
pub(super) mod text;
mod time_range;

use std::borrow::Cow;

use super::placeholder::{Placeholder, is_error_word, placeholder};
use super::tidy::tidy;
use super::{Field, Kind, Value, id};
use crate::cell::Cell;
use crate::message::field as message;
use crate::message::{Code, Language, Problem};
use list::separator::Separation;

/// What the reading of a cell depends on besides the cell and its field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParseContext {
    /// The company's country (ISO 3166-1 alpha-2), where known. No reading depends on it today: phone numbers are kept as
    /// written, and dates that differ by country are refused.
    pub country: Option<String>,
    /// The language of the person who asks: decides between readings that differ by language, and the words of problems.
    pub language: Language,
    /// Whether an apostrophe before `=`, `+`, `-`, `@`, tab or carriage return is dropped: the file guards its texts
    /// against spreadsheets that would calculate them.
    pub unguard: bool,
}

/// Reads a cell as a value of a field; nothing for a blank cell.
///
/// # Errors
/// A problem with its field and arguments, but without line and column. The text of a sensitive field is not in it.
pub fn parse(field: &Field, cell: Cell<'_>, context: &ParseContext) -> Result<Option<Value>, Problem> {
    parse_list(field, cell, context, None)
}

/// Reads a cell of a column whose lists have this separator. For other kinds of fields the same as [`parse`].
///
/// # Errors
/// As of [`parse`].
pub fn parse_list(
    field: &Field,
    cell: Cell<'_>,
    context: &ParseContext,
    separation: Option<Separation>,
) -> Result<Option<Value>, Problem> {
    let reading = Reading { field, context, separation };
    match cell {
        Cell::Error(shown) => return Err(reading.problem(message::ERROR_CELL, shown)),
        Cell::Uncalculated => return Err(Problem::new(message::UNCALCULATED).of_field(field.id.clone())),
        _ => {}
    }
    let text = reading.without_text_mark(reading.tidied(cell));
    if text.is_empty() {
        return Ok(None);
    }
    reading.check_placeholder(&text)?;
    let value = reading.value(cell, text)?;
    if let Some(Value::List(items)) = &value {
        reading.check_items(items)?;
    }
    Ok(value)
}

/// A field being read for somebody.
struct Reading<'a> {
    field: &'a Field,
    context: &'a ParseContext,
    /// What separates the texts of lists in the column; none where each cell goes by itself.
    separation: Option<Separation>,
}

impl Reading<'_> {
    fn tidied<'c>(&self, cell: Cell<'c>) -> Cow<'c, str> {
        match cell {
            Cell::Text(text) if self.context.unguard => tidy(unguard(text)),
            Cell::Number { value, shown } if shown.trim().is_empty() => Cow::Owned(value.to_string()),
            cell => tidy(cell.text()),
        }
    }

    /// Takes off the apostrophe with which spreadsheet programs mark digits as text (`'00212299`), from codes and phones.
    fn without_text_mark<'c>(&self, text: Cow<'c, str>) -> Cow<'c, str> {
        let Some(rest) = text.strip_prefix('\'') else { return text };
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains('\'');
        if !is_number || !self.field.is_code() && self.field.kind != Kind::Phone {
            return text;
        }
        match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[1..]),
            Cow::Owned(text) => Cow::Owned(text[1..].to_owned()),
        }
    }

    /// Refuses a text that stands for no value. Names and free text keep it: there are people called Null.
    fn check_placeholder(&self, text: &str) -> Result<(), Problem> {
        let Some(found) = placeholder(text) else { return Ok(()) };
        let refused = match &self.field.kind {
            // A user name is made of a name; `null` may be somebody's.
            Kind::Text if self.field.id == id::USER_NAME => {
                found == Placeholder::Certain && !text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Kind::Text => self.field.is_code(),
            // Namibia.
            Kind::Country => text != "NA",
            Kind::Email | Kind::Language | Kind::List | Kind::Flag | Kind::Level | Kind::TimeRange => true,
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Date => true,
            // A host may offer "none" as a choice; phones have a sentence of their own.
            Kind::Choice(_) | Kind::Phone | Kind::LongText => false,
        };
        if refused { Err(self.problem(message::PLACEHOLDER, text)) } else { Ok(()) }
    }

    fn check_items(&self, items: &[String]) -> Result<(), Problem> {
        for item in items {
            if is_error_word(item) {
                return Err(self.problem(message::ERROR_CELL, item));
            }
            if placeholder(item) == Some(Placeholder::Certain) {
                return Err(self.problem(message::PLACEHOLDER, item));
            }
        }
        Ok(())
    }

    /// The value of a text that is tidy and not empty.
    fn value(&self, cell: Cell<'_>, text: Cow<'_, str>) -> Result<Option<Value>, Problem> {
        if !matches!(self.field.kind, Kind::LongText | Kind::List) {
            text::check_one_line(self, &text)?;
        }
        let value = match &self.field.kind {
            Kind::Text => Value::Text(text::one_line(self, text)?),
            Kind::LongText => Value::Text(text::several_lines(self, text)?),
            Kind::Flag => Value::Flag(flag::parse(self, cell, &text)?),
            Kind::Level => Value::Integer(level::parse(self, cell, &text)?),
            Kind::Integer { min, max } => Value::Integer(number::integer(self, cell, &text, *min, *max)?),
            Kind::Decimal { min, max } => Value::Decimal(match coordinate::Axis::of(&self.field.id) {
                Some(axis) => coordinate::parse(self, cell, &text, axis)?,
                None => number::decimal(self, cell, &text, *min, *max)?,
            }),
            Kind::List => return list::parse(self, &text),
            Kind::Choice(choices) => Value::Text(choice::parse(self, choices, &text)?),
            Kind::Email => Value::Text(email::parse(self, &text)?),
            Kind::Phone => Value::Text(phone::parse(self, &text)?),
            Kind::Language => Value::Text(language::parse(self, &text)?),
            Kind::Country => Value::Text(country::parse(self, &text)?),
            Kind::TimeRange => Value::Text(time_range::parse(self, cell, &text)?),
            Kind::Date => Value::Text(date::parse(self, cell, &text)?),
        };
        Ok(Some(value))
    }

    /// A problem of this field with the text as it stands, cut to what a person takes in at a glance.
    fn problem(&self, message: Code, value: &str) -> Problem {
        Problem::new(message).of_field(self.field.id.clone()).with("value", self.quoted(value))
    }

    fn quoted(&self, value: &str) -> String {
        const GLANCE: usize = 60;
        if self.field.sensitive {
            return "***".to_owned();
        }
        let mut quoted: String =
            value.chars().take(GLANCE).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        if value.chars().nth(GLANCE).is_some() {
            quoted.push('…');
        }
        quoted
    }
}

/// `1` for `1.0`: scripts write whole numbers so. Only for kinds in which no digit can be lost.
fn without_point_zero(text: &str) -> &str {
    match text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")) {
        Some(whole) if whole.len() == 1 => whole,
        _ => text,
    }
}

/// What an export writes an apostrophe before.
const GUARDED: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Takes off the apostrophe that guards a text against being calculated.
fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(GUARDED) => rest,
        _ => text,
    }
}

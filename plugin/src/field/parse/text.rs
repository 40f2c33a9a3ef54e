//! Texts of one line and of several.

use std::borrow::Cow;

use super::Reading;
use crate::field::plain::is_plain;
use crate::message::Problem;
use crate::message::field as message;

/// Refuses line breaks, tabs and control characters: a text of one line has none, and turning them into spaces would
/// be a repair that nobody sees.
pub(super) fn check_one_line(reading: &Reading<'_>, text: &str) -> Result<(), Problem> {
    if is_plain(text) {
        return Ok(());
    }
    match text.chars().find(|c| is_control(*c) || is_line_break(*c)) {
        None => Ok(()),
        Some(c) if is_line_break(c) || c == '\t' => Err(reading.problem(message::LINE_BREAK, text)),
        Some(c) => Err(control_character(reading, text, c)),
    }
}

/// Whether [`check_one_line`] lets a text pass.
pub(super) fn is_one_line(text: &str) -> bool {
    !text.chars().any(|c| is_control(c) || is_line_break(c))
}

/// A text of one line, checked by [`check_one_line`], within the field's length.
pub(super) fn one_line(reading: &Reading<'_>, text: Cow<'_, str>) -> Result<String, Problem> {
    check_length(reading, &text)?;
    Ok(text.into_owned())
}

/// A text of several lines, within the field's length; every line ends in `\n`.
pub(super) fn several_lines(reading: &Reading<'_>, text: Cow<'_, str>) -> Result<String, Problem> {
    let text = one_kind_of_line_break(&text).into_owned();
    if let Some(c) = text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\t')) {
        return Err(control_character(reading, &text, c));
    }
    check_length(reading, &text)?;
    Ok(text)
}

/// The text with `\n` for every kind of line break.
pub(in crate::field) fn one_kind_of_line_break(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_line_break(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(is_line_break, "\n"))
}

pub(super) fn check_length(reading: &Reading<'_>, text: &str) -> Result<(), Problem> {
    let allowed = reading.field.max_length;
    if allowed == 0 || text.len() <= allowed {
        return Ok(());
    }
    let measured = text.chars().count();
    if measured <= allowed {
        return Ok(());
    }
    Err(reading.problem(message::TOO_LONG, text).with("measured", measured).with("allowed", allowed))
}

fn control_character(reading: &Reading<'_>, text: &str, c: char) -> Problem {
    reading.problem(message::CONTROL_CHARACTER, text).with("character", format!("U+{:04X}", u32::from(c)))
}

/// Control characters, and the two that are none at all and that no XML may hold.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The line breaks of Unicode, among them the soft one of spreadsheets (vertical tab) and the page break.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

//! Whole and decimal numbers as people write them: decimal point or comma, groups of thousands or none.

use super::Reading;
use crate::cell::Cell;
use crate::message::field as message;
use crate::message::{Language, Problem};

/// Beyond this many characters it is no number that anybody wrote.
const LONGEST: usize = 60;

/// A decimal number in canonical notation, within bounds.
///
/// A single separator is the decimal one, whichever it is: `1.234` is a little more than one, as in a coordinate.
pub(super) fn decimal(
    reading: &Reading<'_>,
    cell: Cell<'_>,
    text: &str,
    min: Option<f64>,
    max: Option<f64>,
) -> Result<String, Problem> {
    let canonical = match cell {
        Cell::Number { value, .. } => from_float(value),
        _ if Written::is_canonical(text) => Some(text.to_owned()),
        _ => Written::read(text).map(|written| written.canonical()),
    }
    .ok_or_else(|| reading.problem(message::NOT_A_NUMBER, text))?;
    let value: f64 = canonical.parse().map_err(|_| reading.problem(message::NOT_A_NUMBER, text))?;
    let german = reading.context.language == Language::German;
    let shown = |bound: f64| if german { bound.to_string().replace('.', ",") } else { bound.to_string() };
    check_bounds(reading, text, value, min, max, shown)?;
    Ok(canonical)
}

/// A whole number within bounds.
///
/// A single group of thousands (`1.234`) looks like a decimal number to the other half of the world, so it is read only
/// where the separator is the one that the reader's language groups with.
pub(super) fn integer(
    reading: &Reading<'_>,
    cell: Cell<'_>,
    text: &str,
    min: Option<i64>,
    max: Option<i64>,
) -> Result<i64, Problem> {
    let value = match cell {
        Cell::Number { value, .. } => {
            whole(&from_float(value).ok_or_else(|| reading.problem(message::NOT_A_NUMBER, text))?)
        }
        _ => {
            let written = Written::read(text).ok_or_else(|| reading.problem(message::NOT_A_NUMBER, text))?;
            match written.perhaps_group() {
                Some(separator) if separator == grouping(reading.context.language) => whole(&written.as_group()),
                Some(_) => return Err(reading.problem(message::AMBIGUOUS_NUMBER, text)),
                None => whole(&written.canonical()),
            }
        }
    }
    .ok_or_else(|| reading.problem(message::NOT_WHOLE, text))?;
    check_bounds(reading, text, value, min, max, |bound| bound.to_string())?;
    Ok(value)
}

/// The number of a canonical decimal with 15 significant digits, in a form that is equal for equal numbers.
pub(in crate::field) fn significant(canonical: &str) -> Option<String> {
    let value: f64 = canonical.parse().ok().filter(|value: &f64| value.is_finite())?;
    from_float(value)
}

pub(super) fn check_bounds<N: PartialOrd + Copy>(
    reading: &Reading<'_>,
    text: &str,
    value: N,
    min: Option<N>,
    max: Option<N>,
    shown: impl Fn(N) -> String,
) -> Result<(), Problem> {
    let below = min.is_some_and(|min| value < min);
    let above = max.is_some_and(|max| value > max);
    if !below && !above {
        return Ok(());
    }
    Err(match (min, max) {
        (Some(min), Some(max)) => {
            reading.problem(message::OUT_OF_RANGE, text).with("least", shown(min)).with("greatest", shown(max))
        }
        (Some(min), None) => reading.problem(message::TOO_SMALL, text).with("least", shown(min)),
        (None, Some(max)) => reading.problem(message::TOO_GREAT, text).with("greatest", shown(max)),
        (None, None) => return Ok(()),
    })
}

fn grouping(language: Language) -> char {
    match language {
        Language::German => '.',
        Language::English => ',',
    }
}

fn whole(canonical: &str) -> Option<i64> {
    canonical.parse().ok()
}

/// A stored number in canonical notation. Spreadsheets keep 15 significant digits; what a float has beyond them is noise.
pub(super) fn from_float(value: f64) -> Option<String> {
    let rounded: f64 = format!("{value:.14e}").parse().ok()?;
    let text = rounded.to_string();
    if !rounded.is_finite() || text.len() > LONGEST {
        return None;
    }
    Some(if text == "-0" { "0".to_owned() } else { text })
}

/// A number taken apart at its decimal separator, its groups of thousands checked and dissolved.
pub(super) struct Written {
    negative: bool,
    whole: String,
    fraction: String,
    /// The decimal separator, where it is the only separator.
    lone: Option<char>,
    /// Whether the whole part was written in groups.
    pub(super) grouped: bool,
}

impl Written {
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (negative, body) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
        };
        let (whole, fraction, separator) = split_at_decimal(body)?;
        let digits = dissolve_groups(whole)?;
        if !fraction.bytes().all(|b| b.is_ascii_digit()) || (digits.is_empty() && fraction.is_empty()) {
            return None;
        }
        let grouped = digits.len() != whole.len();
        let lone = separator.filter(|_| !grouped);
        Some(Self { negative, whole: digits, fraction: fraction.to_owned(), lone, grouped })
    }

    /// Whether [`Written::read`] and [`Written::canonical`] would give back just this text, told in one walk: what programs
    /// write is nearly always canonical.
    pub(super) fn is_canonical(text: &str) -> bool {
        let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
        let (Some(point), Some(last)) = (digits.iter().position(|byte| *byte == b'.'), digits.last()) else {
            return false;
        };
        let is_other = |(at, byte): (usize, &u8)| !byte.is_ascii_digit() && at != point;
        (1..LONGEST).contains(&point)
            && (digits[0] != b'0' || point == 1)
            && (b'1'..=b'9').contains(last)
            && digits.len() < LONGEST
            && !digits.iter().enumerate().any(is_other)
    }

    pub(super) fn canonical(&self) -> String {
        canonical(self.negative, &self.whole, &self.fraction)
    }

    /// The separator, if what follows it may as well be a group of thousands as a fraction.
    fn perhaps_group(&self) -> Option<char> {
        let group = self.fraction.len() == 3 && (1..=3).contains(&self.whole.len()) && !self.whole.starts_with('0');
        self.lone.filter(|_| group)
    }

    fn as_group(&self) -> String {
        canonical(self.negative, &format!("{}{}", self.whole, self.fraction), "")
    }
}

pub(super) fn canonical(negative: bool, whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let mut text = String::with_capacity(whole.len() + fraction.len() + 3);
    if negative && !(whole.is_empty() && fraction.is_empty()) {
        text.push('-');
    }
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Whole part, fraction, and the decimal separator between them. Of two kinds of separators the later one is decimal; one
/// kind several times groups thousands.
fn split_at_decimal(body: &str) -> Option<(&str, &str, Option<char>)> {
    let Some(at) = body.rfind(['.', ',']) else { return Some((body, "", None)) };
    let separator = if body[at..].starts_with('.') { '.' } else { ',' };
    let (whole, fraction) = (&body[..at], &body[at + 1..]);
    if !whole.contains(separator) {
        Some((whole, fraction, Some(separator)))
    } else if body.contains(if separator == '.' { ',' } else { '.' }) {
        None
    } else {
        Some((body, "", None))
    }
}

/// The digits of a whole number, without the one kind of separator that stands between its groups of three.
fn dissolve_groups(whole: &str) -> Option<String> {
    if whole.bytes().all(|b| b.is_ascii_digit()) {
        return Some(whole.to_owned());
    }
    let separator = whole.chars().find(|c| !c.is_ascii_digit())?;
    if !(matches!(separator, '.' | ',' | '\'' | '’') || separator.is_whitespace()) {
        return None;
    }
    for (place, group) in whole.split(separator).enumerate() {
        let fits = if place == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    Some(whole.split(separator).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_programs_write_is_canonical() {
        for text in ["48.2082", "-16.5", "0.001", "1000.25"] {
            assert!(Written::is_canonical(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn canonical_texts_are_read_as_they_stand(text in "-?[0-9.,]{0,7}[.][0-9.]{0,4}") {
            let read = Written::read(&text).map(|written| (written.grouped, written.canonical()));
            prop_assert!(!Written::is_canonical(&text) || read == Some((false, text.clone())), "{} {:?}", text, read);
        }
    }
}

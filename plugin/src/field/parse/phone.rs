//! Phone numbers: kept as they are written, checked for being one.
//!
//! No number is rewritten into an international form: which country a `0664` belongs to is a guess, and the host that
//! sends text messages knows its own rules. Damage by spreadsheets (exponents, lost zeros) is looked for elsewhere.

use super::{Reading, text};
use crate::message::Problem;
use crate::message::field as message;

/// What announces an extension, in lower case.
const EXTENSION: &[&str] = &[
    "ext",
    "extension",
    "x",
    "dw",
    "durchwahl",
    "app",
    "apparat",
    "kl",
    "klappe",
    "nst",
    "nebenstelle",
    "poste",
    "int",
    "#",
];

/// What people write for having no phone, in lower case.
const NONE: &[&str] = &[
    "n/a",
    "na",
    "n.a.",
    "k.a.",
    "k. a.",
    "kein",
    "keine",
    "keines",
    "none",
    "no",
    "nein",
    "unbekannt",
    "unknown",
    "null",
    "x",
];

/// Characters of the longest of these.
const LONGEST_NONE: usize = "unbekannt".len();

/// The number as written. A placeholder for "none" is a problem rather than a blank cell: a blank cell may mean "keep the
/// number that is there", and whoever wrote a dash may have meant another thing.
pub(super) fn parse(reading: &Reading<'_>, text: &str) -> Result<String, Problem> {
    let is_none = || text.chars().count() <= LONGEST_NONE && NONE.contains(&text.to_lowercase().as_str());
    let is_placeholder = !text.chars().any(char::is_alphanumeric) || is_none();
    if is_placeholder {
        return Err(reading.problem(message::PHONE_PLACEHOLDER, text));
    }
    if !is_plausible(text) {
        return Err(reading.problem(message::NOT_A_PHONE, text));
    }
    text::check_length(reading, text)?;
    Ok(text.to_owned())
}

/// Digits in the number of a phone: 110 has three; fifteen, `00` before and `(0)` in between are the most.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=18;

fn is_plausible(text: &str) -> bool {
    let (number, extension) = match text.find(|c: char| c.is_alphabetic() || c == '#') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    DIGITS.contains(&digits) && is_number(number) && (extension.is_empty() || is_extension(extension))
}

fn is_number(number: &str) -> bool {
    let mut before = None;
    let mut open = false;
    for c in number.chars() {
        let fits = match c {
            '+' => matches!(before, None | Some('(')),
            '(' => !std::mem::replace(&mut open, true),
            ')' => std::mem::replace(&mut open, false),
            '/' | '-' | '.' | '\u{2010}'..='\u{2014}' | '\u{2212}' => before.is_some(),
            c => c.is_ascii_digit() || c.is_whitespace(),
        };
        if !fits {
            return false;
        }
        before = Some(c);
    }
    !open
}

fn is_extension(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '#')).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let number = rest.trim_start_matches(['.', ':', ' ', '\u{A0}']);
    EXTENSION.contains(&word.to_lowercase().as_str())
        && (1..=8).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
}

//! Reading a header: the whole of it must be a name, apart from what is known not to count (required markers, language
//! tags, a prefix such as `user.`, a technical name in brackets that says the same).

use super::names::{self, Meaning, Need, Why};
use crate::mapping::normal::words;

mod parts;
mod words;

pub(super) use parts::{sequence_number, without_notation};
use words::{
    EXPLICIT_HOME, LEADING_MARKERS, MARKERS, WORK, is_notation, is_technical, may_stand_after, may_stand_before,
};
pub(super) use words::{PERSON_AFTER, speaks_of_secrets, why_left_alone};

/// No header is longer, in bytes.
const LONGEST: usize = 200;

/// What a header was read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) meaning: Meaning,
    pub(super) product: Option<&'static str>,
    pub(super) rank: u8,
}

/// The words of a header without required markers at its end or in front.
pub(super) fn without_markers(name: &str) -> Vec<String> {
    let mut words = words(name);
    if words.len() > 1 && words.first().is_some_and(|first| LEADING_MARKERS.contains(&first.as_str())) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| MARKERS.contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// What a header means, where all of it is a name that is known.
pub(super) fn read(name: &str) -> Option<Reading> {
    if name.len() > LONGEST {
        return None;
    }
    if let Some(plain) = without_filter(name) {
        return read(&plain);
    }
    let whole = without_section(without_markers(name));
    if let Some(reading) = read_words(&whole) {
        return Some(if is_any_phone(name, reading) { left_alone(Why::Several) } else { reading });
    }
    let (outside, brackets) = split_brackets(name);
    if brackets.is_empty() {
        return read_words(without_language(name, &whole)).or_else(|| parts::read(name));
    }
    read_with_brackets(&without_markers(&outside), &brackets)
        .or_else(|| brackets.iter().all(Bracket::is_notation).then(|| parts::read(&outside)).flatten())
}

/// What is between brackets.
struct Bracket {
    square: bool,
    text: String,
    words: Vec<String>,
}

impl Bracket {
    fn new(square: bool, text: String) -> Self {
        Self { square, words: without_markers(&text), text }
    }

    /// Whether it says how a value is written, not what it is.
    fn is_notation(&self) -> bool {
        is_notation(&self.words)
    }

    /// Whether it lists the values that are allowed: "(Actif/Inactif)", "(de/en/fr)".
    fn lists_values(&self) -> bool {
        let parts: Vec<&str> = self.text.split(['/', '|', ',', ';']).map(str::trim).collect();
        parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && part.chars().count() <= 24)
    }
}

fn left_alone(why: Why) -> Reading {
    Reading { meaning: Meaning::LeftAlone(why), product: None, rank: 0 }
}

/// "Telefon/Mobil" holds whatever number there is, "Telefon mobil" the mobile one.
fn is_any_phone(name: &str, reading: Reading) -> bool {
    let is_mobile = matches!(reading.meaning, Meaning::Field { field: "mobile", .. });
    let is_phone = |part: &str| matches!(names::lookup(&words(part).concat()), Some(known) if known.meaning == Meaning::LeftAlone(Why::Phone));
    is_mobile && name.contains(['/', '|']) && name.split(['/', '|']).any(is_phone)
}

fn read_with_brackets(outside: &[String], brackets: &[Bracket]) -> Option<Reading> {
    let mut reading = read_words(outside);
    for bracket in brackets.iter().filter(|bracket| !bracket.is_notation()) {
        if reading.is_some_and(has_few_values) && bracket.lists_values() {
            continue;
        }
        let Some(inside) = read_words(&bracket.words) else {
            if reading.is_some() && is_technical(&bracket.text) && why_left_alone(&bracket.text).is_none() {
                continue;
            }
            return None;
        };
        reading = match reading {
            None if bracket.square
                && !outside.is_empty()
                && says_field(&inside)
                && why_left_alone(&outside.join(" ")).is_none() =>
            {
                Some(inside)
            }
            None => return None,
            Some(outside) => Some(agreed(outside, inside)?),
        };
    }
    reading
}

/// A field of which a template can list all values.
fn has_few_values(reading: Reading) -> bool {
    const FIELDS: &[&str] = &["active", "level", "language", "home-country", "has-own-schedule"];
    matches!(reading.meaning, Meaning::Field { field, need, .. }
        if FIELDS.contains(&field) || matches!(need, Need::PlaceOrStatus | Need::PlaceNames))
}

/// A field other than `active`, of which a technical name cannot tell whether the words outside turn it round.
fn says_field(reading: &Reading) -> bool {
    matches!(reading.meaning, Meaning::Field { field, .. } if field != "active")
}

/// One reading of the words outside and inside brackets; none where they say different things.
fn agreed(outside: Reading, inside: Reading) -> Option<Reading> {
    let log_in = ["email", "user-name"];
    match (outside.meaning, inside.meaning) {
        (Meaning::Field { field: a, .. }, Meaning::Field { field: b, .. }) if a == b => Some(outside),
        (Meaning::Field { field: a, .. }, Meaning::Field { field: b, .. })
            if log_in.contains(&a) && log_in.contains(&b) =>
        {
            Some(outside)
        }
        (Meaning::FullName, Meaning::Field { field, .. }) if field == "first-name" || field == "last-name" => {
            Some(inside)
        }
        (Meaning::FullName, Meaning::FullName) | (Meaning::LeftAlone(_), Meaning::LeftAlone(_)) => Some(outside),
        _ => None,
    }
}

/// A path with a filter as SCIM writes it in plain words: `emails[type eq "work"].value` is the work email.
fn without_filter(name: &str) -> Option<String> {
    let (list, rest) = name.split_once("[type eq \"")?;
    let (kind, _) = rest.split_once("\"]")?;
    Some(format!("{kind} {}", list.strip_suffix('s').unwrap_or(list)))
}

/// The words without that they stand in the section of contacts at work: "Work Contact: Work Email".
fn without_section(mut words: Vec<String>) -> Vec<String> {
    if matches!(&words[..], [work, contact, _, ..] if WORK.contains(&work.as_str()) && contact == "contact") {
        words.drain(..2);
    }
    words
}

/// What is outside of brackets, and what is in each pair.
fn split_brackets(name: &str) -> (String, Vec<Bracket>) {
    let (mut outside, mut inside, mut found, mut open) = (String::new(), String::new(), Vec::new(), None);
    for character in name.chars() {
        match (open, character) {
            (None, '(' | '[' | '{' | '<') => open = Some(character),
            (Some(opening), ')' | ']' | '}' | '>') => {
                found.push(Bracket::new(opening == '[', std::mem::take(&mut inside)));
                outside.push(' ');
                open = None;
            }
            (None, character) => outside.push(character),
            (Some(_), character) => inside.push(character),
        }
    }
    if open.is_some() {
        found.push(Bracket::new(false, inside));
    }
    (outside, found)
}

/// The words without a language tag that hangs on by something other than a space: `first_name_en`, `Vorname@de`.
fn without_language<'a>(name: &str, words: &'a [String]) -> &'a [String] {
    let tagged = name.trim_end().rsplit_once(['_', '@', ':', '.', '-', '/']).is_some_and(|(before, tag)| {
        !before.trim().is_empty()
            && matches!(tag.trim().to_ascii_lowercase().as_str(), "de" | "en" | "fr" | "it" | "es")
    });
    match words {
        [rest @ .., _] if tagged && !rest.is_empty() => rest,
        words => words,
    }
}

/// A name of all the words, or of all but those around it that do not change what it means.
fn read_words(words: &[String]) -> Option<Reading> {
    const MOST: usize = 12;
    let count = words.len();
    if count == 0 || count > MOST {
        return None;
    }
    (1..=count).rev().find_map(|length| {
        (0..=count - length).find_map(|start| {
            let (before, rest) = words.split_at(start);
            let (middle, after) = rest.split_at(length);
            let known = names::lookup(&middle.concat())?;
            let fits = before.iter().all(|word| may_stand_before(word, known.meaning))
                && after.iter().all(|word| may_stand_after(word, known.meaning));
            // "Home" and the like make a plain name explicit, which beats a plain one.
            let explicit = before.iter().chain(after).any(|word| EXPLICIT_HOME.contains(&word.as_str()));
            let rank = known.rank + 4 * u8::from(explicit);
            fits.then_some(Reading { meaning: known.meaning, product: known.product, rank })
        })
    })
}

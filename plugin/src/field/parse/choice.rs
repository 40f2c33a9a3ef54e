//! One of a few values, by the value or by its label in either language.

use super::{Reading, text};
use crate::field::Choice;
use crate::field::tidy::tidy;
use crate::message::field as message;
use crate::message::{Language, Problem};

pub(super) fn parse(reading: &Reading<'_>, choices: &[Choice], text: &str) -> Result<String, Problem> {
    match find(choices, text) {
        Found::One(choice) => Ok(choice.value.clone()),
        Found::None => Err(reading.problem(message::NOT_A_CHOICE, text).with("allowed", allowed(reading, choices))),
        Found::Several => {
            Err(reading.problem(message::AMBIGUOUS_CHOICE, text).with("allowed", allowed(reading, choices)))
        }
    }
}

/// The label of a choice, or its value where the label would be read as another's; a value of no choice stays itself.
pub(in crate::field) fn print(choices: &[Choice], value: &str, language: Language) -> String {
    let Some(choice) = choices.iter().find(|choice| choice.value == value) else { return value.to_owned() };
    let label = tidy(label(choice, language));
    match find(choices, &label) {
        Found::One(found) if found.value == choice.value && is_writable(&label) => label.into_owned(),
        _ => value.to_owned(),
    }
}

/// Whether a label can stand in a cell and be read again.
fn is_writable(label: &str) -> bool {
    !label.is_empty() && text::is_one_line(label)
}

/// The choices as they are written in a cell.
pub(in crate::field) fn labels(choices: &[Choice], language: Language) -> Vec<String> {
    choosable(choices).map(|choice| print(choices, &choice.value, language)).collect()
}

enum Found<'a> {
    None,
    One(&'a Choice),
    Several,
}

impl<'a> Found<'a> {
    fn or(self, next: impl FnOnce() -> Found<'a>) -> Found<'a> {
        if matches!(self, Self::None) { next() } else { self }
    }
}

/// The choice that a tidy text means: the stored value before any label, the exact spelling before any other.
fn find<'a>(choices: &'a [Choice], text: &str) -> Found<'a> {
    let words = |choice: &'a Choice| [&choice.value, &choice.de, &choice.en];
    let by_value = only(choosable(choices).filter(|choice| tidy(&choice.value) == text));
    let exact =
        by_value.or(|| only(choosable(choices).filter(|choice| words(choice).iter().any(|word| tidy(word) == text))));
    exact.or(|| {
        let folded = text.to_lowercase();
        let is = |word: &&String| tidy(word).to_lowercase() == folded;
        only(choosable(choices).filter(|choice| words(choice).iter().any(is)))
    })
}

/// The choices with a value. One without is a host's word for "nothing", which is the blank cell.
fn choosable(choices: &[Choice]) -> impl Iterator<Item = &Choice> {
    choices.iter().filter(|choice| !tidy(&choice.value).is_empty())
}

/// The one choice that was found; the same value twice is one choice.
fn only<'a>(mut found: impl Iterator<Item = &'a Choice>) -> Found<'a> {
    match found.next() {
        None => Found::None,
        Some(choice) if found.all(|other| other.value == choice.value) => Found::One(choice),
        Some(_) => Found::Several,
    }
}

fn label(choice: &Choice, language: Language) -> &str {
    match language {
        Language::German => &choice.de,
        Language::English => &choice.en,
    }
}

/// The choices as they may be written, for a message.
fn allowed(reading: &Reading<'_>, choices: &[Choice]) -> String {
    /// More than these fill a message without helping anybody.
    const SHOWN: usize = 12;
    let mut labels = labels(choices, reading.context.language);
    if labels.len() > SHOWN {
        labels.truncate(SHOWN);
        labels.push("…".to_owned());
    }
    labels.join(", ")
}

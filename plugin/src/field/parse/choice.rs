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
        Found::One(found) if found.value == choice.value && text::is_one_line(&label) => label.into_owned(),
        _ => value.to_owned(),
    }
}

enum Found<'a> {
    None,
    One(&'a Choice),
    Several,
}

/// The choice that a tidy text means: the stored value before any label, the exact spelling before any other.
fn find<'a>(choices: &'a [Choice], text: &str) -> Found<'a> {
    let folded = text.to_lowercase();
    let words = |choice: &'a Choice| [&choice.value, &choice.de, &choice.en];
    let value = |choice: &&Choice| tidy(&choice.value) == text;
    let exact = |choice: &&'a Choice| words(choice).into_iter().any(|word| tidy(word) == text);
    let loose = |choice: &&'a Choice| words(choice).into_iter().any(|word| tidy(word).to_lowercase() == folded);
    for found in
        [only(choices.iter().filter(value)), only(choices.iter().filter(exact)), only(choices.iter().filter(loose))]
    {
        if !matches!(found, Found::None) {
            return found;
        }
    }
    Found::None
}

fn only<'a>(mut found: impl Iterator<Item = &'a Choice>) -> Found<'a> {
    match (found.next(), found.next()) {
        (None, _) => Found::None,
        (Some(choice), None) => Found::One(choice),
        (Some(_), Some(_)) => Found::Several,
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
    let mut text = String::new();
    for choice in choices.iter().take(SHOWN) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&print(choices, &choice.value, reading.context.language));
    }
    if choices.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

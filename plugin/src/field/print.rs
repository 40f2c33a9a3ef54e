//! From a value to the text of a cell, in the reader's language. Reading it again gives the same value, whatever the
//! language of whoever reads it.

use super::parse::{level, list};
use super::{Choice, Field, Kind, Value};
use crate::message::Language;

/// The text of a value in a cell. Flags, levels and choices by their labels, decimal numbers with the language's decimal
/// separator, languages and countries by their codes, which every spreadsheet in every language understands.
pub fn print(field: &Field, value: &Value, language: Language) -> String {
    match value {
        Value::Text(text) => match &field.kind {
            Kind::Choice(choices) => print_choice(choices, text, language),
            _ => text.clone(),
        },
        Value::Flag(flag) => flag_name(*flag, language).to_owned(),
        Value::Integer(number) => match &field.kind {
            Kind::Level => level_name(*number, language).map_or_else(|| number.to_string(), str::to_owned),
            _ => number.to_string(),
        },
        Value::Decimal(canonical) => match language {
            Language::German => canonical.replace('.', ","),
            Language::English => canonical.clone(),
        },
        Value::List(items) => list::print(items),
    }
}

/// The texts that a drop-down list offers for a field; none where its values are not a short list.
pub fn choices(field: &Field, language: Language) -> Option<Vec<String>> {
    match &field.kind {
        Kind::Flag => Some([true, false].map(|flag| flag_name(flag, language).to_owned()).to_vec()),
        Kind::Level => Some(level::names(language).map(str::to_owned).to_vec()),
        Kind::Choice(choices) => {
            Some(choices.iter().map(|choice| print_choice(choices, &choice.value, language)).collect())
        }
        _ => None,
    }
}

fn flag_name(flag: bool, language: Language) -> &'static str {
    match (language, flag) {
        (Language::German, true) => "Ja",
        (Language::German, false) => "Nein",
        (Language::English, true) => "Yes",
        (Language::English, false) => "No",
    }
}

fn level_name(level: i64, language: Language) -> Option<&'static str> {
    level::names(language).get(usize::try_from(level).ok()?).copied()
}

fn print_choice(_choices: &[Choice], value: &str, _language: Language) -> String {
    value.to_owned()
}

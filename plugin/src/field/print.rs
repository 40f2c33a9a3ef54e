//! From a value to the text of a cell, in the reader's language. Reading it again gives the same value, whatever the
//! language of whoever reads it.

use super::parse::{choice, level, list};
use super::{Field, Kind, Value};
use crate::message::Language;

/// The text of a value in a cell. Flags, levels and choices by their labels, decimal numbers with the language's decimal
/// separator, languages and countries by their codes, which every spreadsheet in every language understands.
pub fn print(field: &Field, value: &Value, language: Language) -> String {
    match value {
        Value::Text(text) => match &field.kind {
            Kind::Choice(choices) => choice::print(choices, text, language),
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
        Kind::Choice(choices) => Some(choice::labels(choices, language)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::test_fields::{field, own};
    use crate::field::{Choice, id};

    #[test]
    fn values_are_printed_in_the_readers_language() {
        let choice = Choice { value: "slow".into(), de: "Langsam".into(), en: "Slow".into() };
        let list = Value::List(vec!["Wien, Graz".into(), "a;b".into()]);
        for (field, value, german, english) in [
            (field(&id::ACTIVE), Value::Flag(true), "Ja", "Yes"),
            (field(&id::ACTIVE), Value::Flag(false), "Nein", "No"),
            (field(&id::LEVEL), Value::Integer(0), "Benutzer", "User"),
            (field(&id::LEVEL), Value::Integer(1), "Supervisor", "Supervisor"),
            (field(&id::LEVEL), Value::Integer(2), "Administrator", "Administrator"),
            (field(&id::LEVEL), Value::Integer(7), "7", "7"),
            (field(&id::HOME_LATITUDE), Value::Decimal("48.2082".into()), "48,2082", "48.2082"),
            (field(&id::HOME_COUNTRY), Value::Text("AT".into()), "AT", "AT"),
            (field(&id::LANGUAGE), Value::Text("de-AT".into()), "de-AT", "de-AT"),
            (field(&id::GROUPS), list, "Wien, Graz; \"a;b\"", "Wien, Graz; \"a;b\""),
            (field(&id::GROUPS), Value::List(vec!["Wien, Graz".into()]), "\"Wien, Graz\"", "\"Wien, Graz\""),
            (own(Kind::Choice(vec![choice.clone()])), Value::Text("slow".into()), "Langsam", "Slow"),
            (own(Kind::Choice(vec![choice])), Value::Text("gone".into()), "gone", "gone"),
            (own(Kind::Integer { min: None, max: None }), Value::Integer(12345), "12345", "12345"),
        ] {
            assert_eq!(print(&field, &value, Language::German), german);
            assert_eq!(print(&field, &value, Language::English), english);
        }
    }

    #[test]
    fn only_short_lists_of_values_have_choices() {
        assert_eq!(choices(&field(&id::ACTIVE), Language::German), Some(vec!["Ja".to_owned(), "Nein".to_owned()]));
        assert_eq!(choices(&field(&id::LEVEL), Language::English).map(|levels| levels.len()), Some(3));
        for id in [id::LANGUAGE, id::HOME_COUNTRY, id::GROUPS, id::EMAIL] {
            assert_eq!(choices(&field(&id), Language::German), None, "{id}");
        }
    }
}

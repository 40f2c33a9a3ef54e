//! What holds for every field, every cell and every value: reading never panics, and what is printed is read again.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::test_fields::own;
use super::{Catalogue, Choice, Field, Kind, ParseContext, Value, choices, parse, print, same};
use crate::cell::Cell;
use crate::message::Language;

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

fn context(language: Language, unguard: bool) -> ParseContext {
    ParseContext { country: Some("AT".to_owned()), language, unguard }
}

/// Every standard field, and a host field of every kind.
fn fields() -> Vec<Field> {
    let choice = |value: &str, de: &str, en: &str| Choice { value: value.into(), de: de.into(), en: en.into() };
    let choices = vec![choice("a", "Ja", "Yes"), choice("b", "a", "B"), choice(" c ", "", "Ja"), choice("B", "Ü", "Ü")];
    let mut fields: Vec<Field> = Catalogue::new(Vec::new()).iter().cloned().collect();
    fields.extend(
        [
            Kind::Integer { min: None, max: None },
            Kind::Integer { min: Some(-5), max: Some(2000) },
            Kind::Decimal { min: None, max: None },
            Kind::Choice(choices),
            Kind::TimeRange,
            Kind::Date,
            Kind::Country,
            Kind::Language,
            Kind::Phone,
            Kind::List,
        ]
        .map(own),
    );
    fields
}

/// Texts that come close to what the kinds read, and texts that come close to nothing.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9.,' +-]{1,12}",
        "[0-9°'\" NSEWO.,-]{1,16}",
        "[0-2]?[0-9][:.h]?[0-5]?[0-9]? ?[-–] ?[0-2]?[0-9][:.]?[0-5]?[0-9]?( Uhr| pm)?",
        "[0-3]?[0-9][./-][0-3]?[0-9][./-]20[0-9]{2}",
        "20[0-9]{2}-[0-1][0-9]-[0-3][0-9](T00:00:00)?",
        "(\"|\\[|CN=|ou=|a|; |, |\\||:::| / |DC=x|Inc\\.|\\\\|\\)|\\(){1,8}",
        "[\"abÄß;,\n \u{200D}\u{301}]{1,16}",
        "'{0,2}[=+@\t\r-]?[a-c]{0,3}",
        "(\\+43|0) ?[(]?[0-9]{1,4}[)]?[ /-][0-9]{3,9}( ext\\. [0-9])?",
        "(mailto:)?[a-cÄ\u{212A}.]{1,4}@[a-cü-]{1,4}\\.[a-c]{1,3}",
        "[a-z]{2,3}([-_][a-zA-Z0-9]{2,8}){0,3}",
        "[A-Za-z]{1,3}",
        prop::sample::select(vec![
            "Ja",
            "no",
            "x",
            "Admin",
            "Supervisor",
            "Österreich",
            "Deutsch (Schweiz)",
            "Tuerkei",
            "a",
            "B",
            "ü",
            "c",
            "1,234",
            "48° 12' 29.5\" N",
            "8-17",
            "29. Februar 2024",
            "\"a;b\"; c",
            "Wien, Graz; Linz",
        ])
        .prop_map(str::to_owned),
    ]
}

fn check_round_trip(field: &Field, value: &Value) -> Result<(), TestCaseError> {
    for written in LANGUAGES {
        let printed = print(field, value, written);
        for read in LANGUAGES {
            let again = parse(field, Cell::Text(&printed), &context(read, false));
            let again =
                again.map_err(|problem| TestCaseError::fail(format!("{} {printed:?}: {problem:?}", field.id)))?;
            prop_assert_eq!(again.as_ref(), Some(value), "{} {:?}", field.id, printed);
        }
    }
    prop_assert!(same(field, value, value));
    Ok(())
}

proptest! {
    #[test]
    fn what_is_read_is_printed_and_read_again_whatever_the_languages(text in texts(), unguard in any::<bool>()) {
        for field in fields() {
            for language in LANGUAGES {
                if let Ok(Some(value)) = parse(&field, Cell::Text(&text), &context(language, unguard)) {
                    check_round_trip(&field, &value)?;
                }
            }
        }
    }

    #[test]
    fn every_cell_of_every_field_ends_in_a_value_nothing_or_a_problem_of_the_field(
        text in texts(), value in any::<f64>(), flag in any::<bool>(),
    ) {
        let cells = [
            Cell::Empty, Cell::Text(&text), Cell::Number { value, shown: &text }, Cell::Flag(flag), Cell::Date(&text),
            Cell::Error(&text), Cell::Uncalculated,
        ];
        for field in fields() {
            for cell in cells {
                match parse(&field, cell, &context(Language::German, true)) {
                    Ok(Some(value)) => check_round_trip(&field, &value)?,
                    Ok(None) => {}
                    Err(problem) => prop_assert_eq!(problem.field, Some(field.id.clone())),
                }
            }
        }
    }

    #[test]
    fn numbers_lists_and_times_that_a_host_holds_come_back(
        integer in any::<i64>(),
        whole in "0|[1-9][0-9]{0,12}", fraction in "|\\.[0-9]{0,8}[1-9]", negative in any::<bool>(),
        items in prop::collection::vec("[a-cÄ;,\"] ?[a-c;,\"\\\\']{0,5}", 1..4),
        from in 0_u32..1440, length in 1_u32..1440,
    ) {
        check_round_trip(&own(Kind::Integer { min: None, max: None }), &Value::Integer(integer))?;
        let sign = if negative && (whole != "0" || !fraction.is_empty()) { "-" } else { "" };
        let decimal = Value::Decimal(format!("{sign}{whole}{fraction}"));
        check_round_trip(&own(Kind::Decimal { min: None, max: None }), &decimal)?;
        let mut list: Vec<String> = Vec::new();
        for item in items.iter().map(|item| item.trim().to_owned()) {
            if !list.contains(&item) {
                list.push(item);
            }
        }
        check_round_trip(&own(Kind::List), &Value::List(list))?;
        let to = (from + length).min(1440);
        let span = format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60);
        if from < to {
            check_round_trip(&own(Kind::TimeRange), &Value::Text(span))?;
        }
    }

    #[test]
    fn printing_a_value_of_another_kind_does_not_panic(text in any::<String>(), integer in any::<i64>()) {
        for field in fields() {
            for value in [Value::Text(text.clone()), Value::Integer(integer), Value::Decimal(text.clone()), Value::List(vec![text.clone()])] {
                print(&field, &value, Language::German);
                prop_assert!(same(&field, &value, &value));
            }
        }
    }
}

#[test]
fn every_choice_of_a_drop_down_list_is_read_and_printed_as_it_stands() {
    for field in fields() {
        for language in LANGUAGES {
            for choice in choices(&field, language).unwrap_or_default() {
                let value = parse(&field, Cell::Text(&choice), &context(language, false)).unwrap().unwrap();
                assert_eq!(print(&field, &value, language), choice, "{}", field.id);
                check_round_trip(&field, &value).unwrap();
            }
        }
    }
}

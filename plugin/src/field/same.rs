//! When a value counts as unchanged.

use super::key::ignores_case;
use super::parse::number::significant;
use super::{Field, Kind, ParseContext, Value, normalise_key, parse, print};
use crate::cell::Cell;
use crate::message::Language;

/// Whether writing `b` where `a` stands would change nothing that matters: email addresses and other case-blind keys are
/// compared without regard to case, decimals as numbers of 15 significant digits (what a spreadsheet keeps), lists without
/// regard to order. And a value that a host keeps in another notation than [`parse`] gives it is the same as what comes
/// back when it is exported and imported again: outer spaces, the case of a country's code, line breaks.
pub fn same(field: &Field, a: &Value, b: &Value) -> bool {
    is_same(field, a, b) || is_same(field, &as_read(field, a), &as_read(field, b))
}

fn is_same(field: &Field, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) if ignores_case(&field.id) || field.kind == Kind::Email => {
            a == b || normalise_key(field, a).to_lowercase() == normalise_key(field, b).to_lowercase()
        }
        (Value::Decimal(a), Value::Decimal(b)) => a == b || significant(a).is_some_and(|a| Some(a) == significant(b)),
        (Value::List(a), Value::List(b)) => is_within(a, b) && is_within(b, a),
        _ => a == b,
    }
}

/// The value after a round through a cell; itself where the cell could not be read.
fn as_read(field: &Field, value: &Value) -> Value {
    let context = ParseContext { country: None, language: Language::English, unguard: false };
    let cell = print(field, value, context.language);
    match parse(field, Cell::Text(&cell), &context) {
        Ok(Some(read)) => read,
        Ok(None) | Err(_) => value.clone(),
    }
}

/// Whether every text of one list stands in the other.
fn is_within(a: &[String], b: &[String]) -> bool {
    a.iter().all(|item| b.contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::test_fields::{field, own};
    use crate::field::{Choice, id};

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn a_change_that_nobody_sees_is_none() {
        for (id, a, b) in [
            (id::EMAIL, text("Anna@Example.com"), text("anna@example.com")),
            (id::USER_NAME, text("AHuber"), text("ahuber")),
            (id::FIRST_NAME, text(" Anna\u{A0}"), text("Anna")),
            (id::FIRST_NAME, text("Ju\u{308}rgen"), text("Jürgen")),
            (id::NOTE, text("eins\r\nzwei"), text("eins\nzwei")),
            (id::HOME_COUNTRY, text("at"), text("AT")),
            (id::LANGUAGE, text("de-at"), text("de-AT")),
            (id::HOME_LATITUDE, Value::Decimal("48.2082".into()), Value::Decimal("48.20820".into())),
            (id::HOME_LATITUDE, Value::Decimal("48.20820000000000001".into()), Value::Decimal("48.2082".into())),
            (id::GROUPS, list(&["Nord", "Süd"]), list(&["Süd", "Nord"])),
        ] {
            assert!(same(&field(&id), &a, &b), "{id}: {a:?} {b:?}");
            assert!(same(&field(&id), &b, &a), "{id}: {b:?} {a:?}");
        }
        assert!(same(&own(Kind::TimeRange), &text("8:00-17:00"), &text("08:00-17:00")));
    }

    #[test]
    fn any_other_change_is_one() {
        for (id, a, b) in [
            (id::FIRST_NAME, text("anna"), text("Anna")),
            (id::EMPLOYEE_NUMBER, text("0042"), text("42")),
            (id::NOTE, text("eins zwei"), text("eins\nzwei")),
            (id::HOME_LATITUDE, Value::Decimal("48.2082".into()), Value::Decimal("48.2083".into())),
            (id::GROUPS, list(&["Nord", "Süd"]), list(&["Nord"])),
            (id::GROUPS, list(&["nord"]), list(&["Nord"])),
            (id::ACTIVE, Value::Flag(true), Value::Flag(false)),
            (id::LEVEL, Value::Integer(1), Value::Integer(2)),
        ] {
            assert!(!same(&field(&id), &a, &b), "{id}: {a:?} {b:?}");
            assert!(!same(&field(&id), &b, &a), "{id}: {b:?} {a:?}");
        }
        let choice = |value: &str| Choice { value: value.into(), de: value.into(), en: value.into() };
        let kind = Kind::Choice(vec![choice("a"), choice("A")]);
        assert!(!same(&own(kind), &text("a"), &text("A")));
    }
}

//! Export, read, parse: every value that a field allows comes back as it was, in every format and language.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use proptest::prelude::*;

use super::*;
use crate::cell::Cell;
use crate::field::{Choice, ParseContext, Section, parse};
use crate::host::memory::{MemorySink, MemoryStore};
use crate::mapping::suggest::LabelHints;
use crate::message::LineNumber;
use crate::sheet::{ReadOptions, Row, memory_source, open};

/// The standard fields, and one of the host's own for every other kind.
fn host_fields() -> Vec<Field> {
    let choice =
        |value: &str, de: &str, en: &str| Choice { value: value.to_owned(), de: de.to_owned(), en: en.to_owned() };
    let kinds = [
        ("own-integer", Kind::Integer { min: None, max: None }),
        ("own-decimal", Kind::Decimal { min: None, max: None }),
        ("own-choice", Kind::Choice(vec![choice("a", "Auto, groß", "Car"), choice("b", "Bahn; Bus", "Train")])),
        ("own-time", Kind::TimeRange),
        ("own-date", Kind::Date),
        ("own-flag", Kind::Flag),
    ];
    kinds.into_iter().map(|(id, kind)| own_field(id, kind)).collect()
}

fn own_field(id: &'static str, kind: Kind) -> Field {
    Field {
        id: FieldId::new(id),
        de: Cow::Owned(format!("Eigenes {id}")),
        en: Cow::Owned(format!("Own {id}")),
        help_de: Cow::Borrowed(""),
        help_en: Cow::Borrowed(""),
        kind,
        section: Section::Account,
        max_length: 200,
        key: false,
        unique: false,
        required_on_create: false,
        read_only: false,
        set_once: false,
        sensitive: false,
    }
}

/// What people may write for a field; what it does not allow is no value of it.
fn text_for(kind: &Kind) -> BoxedStrategy<String> {
    let any = prop_oneof![
        "\\PC{0,12}",
        "['=+@ \t-]{0,3}[A-Za-z0-9_x'\";,| ]{0,12}",
        "0{0,3}[0-9]{1,20}",
        "_x[0-9A-F]{4}_(_x[0-9A-F]{4}_)?",
        "[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}",
        "(TRUE|wahr|#N/A|1e5|4,9E\\+12|NaN|null|ja|Ä\u{308}|\u{feff}x|'+)",
    ];
    match kind {
        Kind::LongText => {
            prop_oneof![any, "[ \\PC]{0,6}([\\n\\t ][ =a-z]{0,4}){0,4}", "\\PC{0,40}\\r?\\n\\PC{0,4}"].boxed()
        }
        Kind::Email => "[a-zA-Z'=+_-]{1,8}@[a-z]{1,8}\\.(com|at|de)".boxed(),
        Kind::Phone => "[+]?[0-9 /()-]{3,15}".boxed(),
        Kind::Language => "(de|en|en-GB|fr-CH|Deutsch|it)".boxed(),
        Kind::Country => "(AT|DE|CH|Österreich|FR)".boxed(),
        Kind::Flag => "(Ja|Nein|yes|no|1|0)".boxed(),
        Kind::Level => "[012]".boxed(),
        Kind::Integer { .. } => prop_oneof!["-?[0-9]{1,19}", "[0-9]{1,3}"].boxed(),
        Kind::Decimal { .. } => {
            prop_oneof!["-?[0-9]{1,3}[.,][0-9]{1,4}", "-?[0-9]{1,12}[.,][0-9]{1,20}", "-?[0-9]{1,2}"].boxed()
        }
        Kind::Choice(_) => "(a|b|Car|Bahn; Bus|Auto, groß)".boxed(),
        Kind::List => prop_oneof![any, "[A-Za-z =+']{1,6}(; ?[A-Za-z,+ ]{1,6}){0,3}", "\"a;b\"; c"].boxed(),
        Kind::TimeRange => "(0?[0-9]|1[0-9]):[0-5][0-9] ?- ?2[0-3]:[0-5][0-9]".boxed(),
        Kind::Date => "((19|20)[0-9]{2}-0[1-9]-[12][0-9]|[12][0-9]\\.0[1-9]\\.(19|20)[0-9]{2})".boxed(),
        Kind::Text => any.boxed(),
    }
}

type Values = HashMap<FieldId, Value>;

/// Values of one user that the fields allow.
fn user() -> impl Strategy<Value = Values> {
    let catalogue = Catalogue::new(host_fields());
    let fields: Vec<Field> =
        catalogue.iter().filter(|field| ![id::ID, id::ACTIVE].contains(&field.id)).cloned().collect();
    let texts: Vec<_> = fields.iter().map(|field| text_for(&field.kind)).collect();
    texts.prop_map(move |texts| {
        let context = ParseContext { language: Language::German, ..ParseContext::default() };
        let allowed = |(field, text): (&Field, &String)| {
            let value = parse(field, Cell::Text(text), &context).ok()??;
            Some((field.id.clone(), value))
        };
        fields.iter().zip(&texts).filter_map(allowed).collect()
    })
}

fn export(users: &[Values], format: Format, language: Language) -> Vec<u8> {
    let store = MemoryStore::new(host_fields());
    for values in users {
        store.add_all(values.clone());
    }
    let sink = MemorySink::default();
    let options = ExportOptions::new(format, language);
    let catalogue = Catalogue::new(host_fields());
    let mut export = Export::start(&catalogue, Rc::new(store), Box::new(sink.clone()), options).unwrap();
    while !export.step().unwrap().done {}
    sink.bytes()
}

/// The data rows of the file.
fn read(file: Vec<u8>, format: Format) -> Vec<Row> {
    if format == Format::Ods {
        return read_by_library(file);
    }
    let catalogue = Catalogue::new(host_fields());
    let mut table = open(memory_source(file), &ReadOptions::default(), &LabelHints::new(&catalogue)).unwrap();
    let mut rows = Vec::new();
    let mut row = Row::default();
    while table.rows.next(&mut row).unwrap() {
        assert_eq!(row.problems(), []);
        rows.push(row.clone());
    }
    rows
}

fn read_by_library(file: Vec<u8>) -> Vec<Row> {
    let range = open_workbook_auto_from_rs(Cursor::new(file)).unwrap().worksheet_range_at(0).unwrap().unwrap();
    let row = |cells: &[Data]| {
        let mut row = Row::default();
        row.begin(LineNumber(2));
        for cell in cells {
            match cell {
                Data::Empty => row.push(Cell::Empty),
                Data::String(text) => row.push(Cell::Text(text)),
                Data::Float(value) => row.push(Cell::Number { value: *value, shown: &value.to_string() }),
                other => panic!("{other:?}"),
            }
        }
        row
    };
    range.rows().skip(1).map(row).collect()
}

fn check(users: &[Values], format: Format, language: Language) -> Result<(), TestCaseError> {
    let rows = read(export(users, format, language), format);
    for reader in [Language::German, Language::English] {
        let context = ParseContext { language: reader, unguard: true, ..ParseContext::default() };
        for (number, values) in users.iter().enumerate() {
            for (column, field) in Catalogue::new(host_fields()).iter().enumerate() {
                let cell = rows[number].cell(column);
                let expected = match &field.id {
                    field if *field == id::ID => Some(Value::Text((number + 1).to_string())),
                    field if *field == id::ACTIVE => Some(Value::Flag(true)),
                    field => values.get(field).cloned(),
                };
                let back = parse(field, cell, &context).map_err(|problem| {
                    TestCaseError::fail(format!(
                        "{format:?} {language:?} {}: {problem:?} {cell:?} {expected:?}",
                        field.id
                    ))
                })?;
                prop_assert_eq!(back, expected, "{:?} {:?} to {:?} {} {:?}", format, language, reader, field.id, cell);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_allowed_value_comes_back_as_it_was(users in proptest::collection::vec(user(), 1..9)) {
        for format in Format::ALL {
            for language in [Language::German, Language::English] {
                check(&users, format, language)?;
            }
        }
    }
}

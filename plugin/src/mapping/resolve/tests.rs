//! Mappings that work, and those that cannot.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::mapping::suggest::{ColumnSample, suggest};
use crate::sheet::Kind;

/// A delimited file with a header; empty texts are columns without one.
pub(crate) fn layout(headers: &[&str]) -> Layout {
    Layout {
        kind: Kind::Csv,
        sheets: Vec::new(),
        sheet: None,
        encoding: Some("utf-8"),
        delimiter: Some(';'),
        quote: None,
        header_row: None,
        header: headers.iter().map(|header| Some((*header).to_owned()).filter(|header| !header.is_empty())).collect(),
        notes: Vec::new(),
    }
}

fn resolved(settings: &str, headers: &[&str]) -> Result<Resolved, Problem> {
    let catalogue = Catalogue::new(Vec::new());
    let columns: Vec<ColumnSample<'_>> =
        headers.iter().map(|header| ColumnSample { header: Some(header).copied(), samples: &[] }).collect();
    let settings = ImportSettings::parse(settings).unwrap();
    resolve(&settings, &layout(headers), &suggest(&columns, &catalogue), &catalogue)
}

/// Mapped columns as `number field behavior`.
fn mapped(resolved: &Resolved) -> Vec<String> {
    let column = |column: &MappedColumn| format!("{} {} {}", column.column, column.field, u8::from(column.behavior));
    resolved.mapping.columns.iter().map(column).collect()
}

#[test]
fn without_mappings_columns_go_where_they_are_suggested_to_go() {
    let resolved = resolved("{}", &["Vorname", "Firlefanz", "Nachname", "Personalnummer", "E-Mail"]).unwrap();
    assert_eq!(mapped(&resolved), ["0 first-name 0", "2 last-name 0", "3 employee-number 2", "4 email 2"]);
    assert_eq!(resolved.mapping.keys, [id::EMAIL, id::EMPLOYEE_NUMBER]);
    assert_eq!(resolved.mapping.mode, Mode::UpdateOrInsert);
    assert_eq!(resolved.notes, []);
}

#[test]
fn told_columns_are_found_by_name_letter_or_number() {
    let settings = r#"{"Mappings": [
        {"SourceFieldID": " e\u2011mail", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "C", "TargetFieldID": "first-name", "UpdateBehavior": 1, "WhenBlank": "clear"},
        {"SourceFieldID": "2", "TargetFieldID": "last-name"},
        {"SourceFieldID": "Extra", "TargetFieldID": null}]}"#;
    let resolved = resolved(settings, &["E-Mail", "Wer", "Was", "Extra", "Vorname"]).unwrap();
    assert_eq!(mapped(&resolved), ["0 email 2", "1 last-name 0", "2 first-name 1"]);
    assert_eq!(resolved.mapping.columns[2].when_blank, WhenBlank::Clear);
}

#[test]
fn a_full_name_is_split_by_naming_its_column_twice() {
    let settings = r#"{"Mappings": [
        {"SourceFieldID": "Name", "TargetFieldID": "first-name", "Part": "first-name"},
        {"SourceFieldID": "Name", "TargetFieldID": "last-name", "Part": "last-name"},
        {"SourceFieldID": "E-Mail", "TargetFieldID": "email", "UpdateBehavior": 2}]}"#;
    let resolved = resolved(settings, &["Name", "E-Mail"]).unwrap();
    assert_eq!(mapped(&resolved), ["0 first-name 0", "0 last-name 0", "1 email 2"]);
}

#[test]
fn keys_are_tried_in_the_order_of_the_settings() {
    let two = r#"[{"SourceFieldID": "A", "TargetFieldID": "user-name", "UpdateBehavior": 2},
                  {"SourceFieldID": "B", "TargetFieldID": "email", "UpdateBehavior": 2},
                  {"SourceFieldID": "C", "TargetFieldID": "employee-number"}]"#;
    for (keys, expected) in [
        ("", vec![id::USER_NAME, id::EMAIL]),
        (r#", "Keys": ["employee-number", "email"]"#, vec![id::EMPLOYEE_NUMBER, id::EMAIL, id::USER_NAME]),
        (r#", "Keys": ["Z", "email Address"]"#, vec![id::EMPLOYEE_NUMBER, id::EMAIL, id::USER_NAME]),
    ] {
        let resolved = resolved(&format!(r#"{{"Mappings": {two}{keys}}}"#), &["x", "y", "z"]).unwrap();
        assert_eq!(resolved.mapping.keys, expected, "{keys}");
        assert!(resolved.mapping.columns.iter().all(|column| {
            (column.behavior == UpdateBehavior::Key) == resolved.mapping.keys.contains(&column.field)
        }));
    }
}

#[test]
fn a_mapping_that_cannot_work_says_why() {
    let mapping = |inner: &str| format!(r#"{{"Mappings": [{inner}]}}"#);
    let email = r#"{"SourceFieldID": "E-Mail", "TargetFieldID": "email", "UpdateBehavior": 2}"#;
    for (settings, headers, code) in [
        ("{}".to_owned(), &["Foo", "Bar"][..], "no-column-recognised"),
        ("{}".to_owned(), &["Vorname", "Nachname"], "no-key-mapped"),
        (r#"{"Keys": ["email"]}"#.to_owned(), &["Vorname", "Personalnummer"], "key-not-mapped"),
        (r#"{"Keys": ["first-name"]}"#.to_owned(), &["Vorname", "E-Mail"], "not-a-key-field"),
        (r#"{"Keys": ["emial"]}"#.to_owned(), &["Vorname", "E-Mail"], "unknown-field-near"),
        (mapping(email), &["Vorname"], "column-gone"),
        (mapping(email), &["E-Mail", "E-Mail"], "column-name-twice"),
        (mapping(r#"{"SourceFieldID": "A", "TargetFieldID": "quark"}"#), &["A"], "unknown-field"),
        (mapping(r#"{"SourceFieldID": "A", "TargetFieldID": "firstname"}"#), &["A"], "unknown-field-near"),
        (
            mapping(&format!(r#"{email}, {{"SourceFieldID": "A", "TargetFieldID": "id"}}"#)),
            &["A", "E-Mail"],
            "field-read-only",
        ),
        (mapping(r#"{"SourceFieldID": "A", "TargetFieldID": "note", "UpdateBehavior": 2}"#), &["A"], "not-a-key-field"),
        (
            mapping(r#"{"SourceFieldID": "A", "TargetFieldID": "note", "Part": "last-name"}"#),
            &["A"],
            "part-of-other-field",
        ),
        (
            mapping(&format!(r#"{email}, {{"SourceFieldID": "B", "TargetFieldID": "email"}}"#)),
            &["E-Mail", "Mail"],
            "field-mapped-twice",
        ),
    ] {
        let problem = resolved(&settings, headers).unwrap_err();
        assert_eq!(problem.code(), code, "{settings}");
        for language in [crate::message::Language::German, crate::message::Language::English] {
            assert!(!problem.text(language).contains('{'), "{}", problem.text(language));
        }
    }
}

#[test]
fn an_optional_column_that_is_gone_is_a_note() {
    let settings = r#"{"Mode": "Update", "Mappings": [
        {"SourceFieldID": "E-Mail", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "Mobil", "TargetFieldID": "mobile"}]}"#;
    let notes = resolved(settings, &["E-Mail"]).unwrap().notes;
    assert_eq!(notes.iter().map(Problem::code).collect::<Vec<_>>(), ["column-gone-optional"]);
}

#[test]
fn fields_that_new_accounts_need_are_missed_where_accounts_are_created() {
    let missed = |settings: &str| resolved(settings, &["E-Mail", "Vorname"]).unwrap().notes.len();
    assert_eq!(missed(r#"{"Mode": "sync"}"#), 1);
    assert_eq!(missed(r#"{"Mode": "update"}"#), 0);
}

#[test]
fn an_id_is_a_key_or_left_out() {
    let headers = ["User ID", "Email address", "First name"];
    let with = resolved("{}", &headers).unwrap();
    assert_eq!(with.mapping.keys, [id::ID, id::EMAIL]);
    let unmarked = r#"{"Mappings": [{"SourceFieldID": "User ID", "TargetFieldID": "id"}]}"#;
    assert_eq!(resolved(unmarked, &headers).unwrap().mapping.keys, [id::ID]);
    let without = resolved(r#"{"Keys": ["email"]}"#, &headers).unwrap();
    assert_eq!(mapped(&without), ["1 email 2", "2 first-name 0"]);
    assert!(without.notes.iter().any(|note| note.code() == "field-read-only-left-out"));
}

#[test]
fn what_a_run_went_by_can_be_remembered_and_gives_the_same_mapping() {
    let headers = ["E-Mail", "Vorname", "Nachname", "Notiz", "Gesperrt"];
    let first = resolved("{}", &headers).unwrap();
    let remembered = ImportSettings::default().repeating(&first.mapping, &layout(&headers));
    let second = resolved(&remembered.to_json(), &headers).unwrap();
    assert_eq!(second.mapping, first.mapping);
}

#[test]
fn columns_that_the_settings_do_not_name_are_suggested_where_they_say_so() {
    let headers = ["Zelle", "E-Mail", "Vorname", "Handy", "Notiz"];
    let settings = r#"{"OtherColumns": "suggest", "Mappings": [
        {"SourceFieldID": "Zelle", "TargetFieldID": "mobile"}, {"SourceFieldID": "Notiz", "TargetFieldID": ""}]}"#;
    let resolved = resolved(settings, &headers).unwrap();
    assert_eq!(mapped(&resolved), ["0 mobile 0", "1 email 2", "2 first-name 0"]);
    let notes: Vec<&str> = resolved.notes.iter().map(Problem::code).collect();
    assert_eq!(notes, ["field-taken-by-settings", "required-not-mapped"]);
    let settings = ImportSettings::parse(settings).unwrap();
    let again = settings.repeating(&resolved.mapping, &layout(&headers));
    assert_eq!(again.other_columns, settings.other_columns);
    let left_alone = again.mappings.unwrap().into_iter().filter(|one| one.target().is_none());
    assert_eq!(left_alone.map(|one| one.source_field_id).collect::<Vec<_>>(), ["Notiz"]);
}

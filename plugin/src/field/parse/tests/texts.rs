//! Blank cells, texts, and what holds for the problems of every field.

use super::*;

#[test]
fn blank_cells_of_every_field_are_nothing() {
    for field in crate::field::Catalogue::new(Vec::new()).iter() {
        for cell in [Cell::Empty, Cell::Text(""), Cell::Text(" \t\r\n"), Cell::Text("\u{A0}\u{200B}\u{3000}\u{FEFF}")] {
            assert_eq!(read_cell(field, cell), Ok(None), "{} {cell:?}", field.id);
        }
    }
}

#[test]
fn error_cells_and_formulas_without_a_result_are_problems_of_every_field() {
    for field in crate::field::Catalogue::new(Vec::new()).iter() {
        let problem = parse(field, Cell::Error("#N/A"), &context(Language::English)).unwrap_err();
        assert_eq!((problem.code(), problem.field.as_ref()), ("error-cell", Some(&field.id)));
        assert!(problem.text(Language::English).contains("#N/A"));
        assert_eq!(read_cell(field, Cell::Uncalculated), Err("uncalculated"));
    }
    assert_eq!(read(&field(&id::LAST_NAME), "#N/A"), text("#N/A"));
}

#[test]
fn texts_are_taken_as_displayed() {
    for (cell, expected) in [
        (Cell::Text("  Müller-Lüdenscheidt\u{A0}"), "Müller-Lüdenscheidt"),
        (Cell::Text("O'Brien"), "O'Brien"),
        (Cell::Text("=1+1"), "=1+1"),
        (number(42.0, "00042"), "00042"),
        (number(1067.0, "01067"), "01067"),
        (number(7.0, ""), "7"),
        (Cell::Flag(true), "true"),
        (Cell::Date("2024-02-29"), "2024-02-29"),
    ] {
        assert_eq!(read_cell(&field(&id::EMPLOYEE_NUMBER), cell), text(expected), "{cell:?}");
    }
}

#[test]
fn one_apostrophe_is_dropped_where_it_guards_a_text_and_the_file_guards_its_texts() {
    let unguarding = ParseContext { unguard: true, ..context(Language::German) };
    for (written, guarded, plain) in [
        ("'+43 664 1", "+43 664 1", "'+43 664 1"),
        ("'=1+1", "=1+1", "'=1+1"),
        ("''=1+1", "'=1+1", "''=1+1"),
        ("'@x", "@x", "'@x"),
        ("'＠x", "＠x", "'＠x"),
        ("'＝1", "＝1", "'＝1"),
        ("'-", "-", "'-"),
        ("'n Abend", "'n Abend", "'n Abend"),
        ("'", "'", "'"),
    ] {
        let name = field(&id::LAST_NAME);
        assert_eq!(parse(&name, Cell::Text(written), &unguarding).unwrap(), Some(Value::Text(guarded.to_owned())));
        assert_eq!(read(&name, written), text(plain));
    }
}

#[test]
fn a_text_of_one_line_has_no_line_breaks_and_no_control_characters() {
    for (written, expected) in [
        ("Anna\nMaria", Err("line-break")),
        ("Anna\r\nMaria", Err("line-break")),
        ("Anna\u{2028}Maria", Err("line-break")),
        ("Anna\tMaria", Err("line-break")),
        ("Anna\0", Err("control-character")),
        ("Anna\u{7}Maria", Err("control-character")),
        ("M\u{81}ller", Err("control-character")),
        ("M\u{FFFE}ller", Err("control-character")),
        ("Anna\n", text("Anna")),
    ] {
        assert_eq!(read(&field(&id::FIRST_NAME), written), expected, "{written:?}");
    }
}

#[test]
fn a_text_of_several_lines_keeps_them() {
    let note = field(&id::NOTE);
    assert_eq!(read(&note, " eins\r\nzwei\rdrei\u{B}vier\n\n\tfünf\n"), text("eins\nzwei\ndrei\nvier\n\n\tfünf"));
    assert_eq!(read(&note, "eins\0zwei"), Err("control-character"));
    assert_eq!(read(&note, "eins\u{FFFF}zwei"), Err("control-character"));
}

#[test]
fn length_is_measured_in_characters_and_said() {
    let name = field(&id::FIRST_NAME);
    assert_eq!(read(&name, &"ü".repeat(100)), text(&"ü".repeat(100)));
    let problem = parse(&name, Cell::Text(&"ü".repeat(101)), &context(Language::German)).unwrap_err();
    assert_eq!(problem.code(), "too-long");
    let said = problem.text(Language::German);
    assert!(said.contains("101") && said.contains("100") && said.contains('…'), "{said}");
}

#[test]
fn the_text_of_a_sensitive_field_stays_out_of_its_problems() {
    let secret = Field { sensitive: true, ..own(Kind::Integer { min: None, max: None }) };
    let problem = parse(&secret, Cell::Text("4711 geheim"), &context(Language::German)).unwrap_err();
    assert!(!format!("{problem:?}").contains("geheim"), "{problem:?}");
}

#[test]
fn every_problem_names_its_field_and_fills_its_template() {
    let own = |kind: Kind| Field { id: FieldId::new("own"), ..own(kind) };
    for (field, written) in [
        (own(Kind::Flag), "?"),
        (own(Kind::Integer { min: Some(1), max: None }), "0"),
        (own(Kind::Integer { min: Some(1), max: Some(2) }), "0"),
        (own(Kind::Choice(Vec::new())), "a"),
        (own(Kind::Text), "a\u{1}b"),
        (own(Kind::Date), "1.1.20"),
        (Field { max_length: 1, ..own(Kind::Text) }, "ab"),
    ] {
        let problem = parse(&field, Cell::Text(written), &context(Language::German)).unwrap_err();
        assert_eq!(problem.field, Some(field.id.clone()));
        for language in [Language::German, Language::English] {
            assert!(!problem.text(language).contains('{'), "{}", problem.text(language));
        }
    }
}

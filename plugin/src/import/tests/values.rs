//! What cells say that are no values: placeholders, errors of spreadsheets, left-overs, lost zeros.

use super::*;
use RowOutcome::*;

#[test]
fn a_placeholder_is_never_a_number_and_never_makes_two_people_one() {
    for placeholder in ["NULL", "n/a", "-", "None", "(leer)", "k. A.", "\\N", "<null>", "?", "unbekannt"] {
        let world = World::new();
        world.user("old@example.com", [(id::EMPLOYEE_NUMBER, text(placeholder))]);
        let list = format!(
            "First name;Last name;Email address;Employee number\nA;B;a@example.com;{placeholder}\n\
             C;D;c@example.com;{placeholder}\nE;F;e@example.com;77\n"
        );
        for keys in ["", r#""Keys": ["employee-number", "email"]"#] {
            let world = world.clone().settings(&format!("{{{keys}}}"));
            let (outcome, rows) = world.planned(&list);
            assert_eq!(counted(&outcome.counts), [(Created, 1), (Failed, 2)], "{placeholder} {keys}");
            let refused: Vec<_> = rows.iter().filter(|row| row.1 == Failed).map(|row| row.2.clone()).collect();
            assert_eq!(refused, [["placeholder"], ["placeholder"]], "{placeholder} {keys}");
        }
    }
}

#[test]
fn errors_of_spreadsheets_that_were_saved_as_text_are_damage_everywhere_but_in_a_note() {
    for field in ["Employee number", "Mobile", "City", "User groups", "Language"] {
        let list = format!("First name;Last name;Email address;{field}\nA;B;a@example.com;#NV\n");
        let (outcome, rows) = World::new().planned(&list);
        assert_eq!(counted(&outcome.counts), [(Failed, 1)], "{field}");
        assert_eq!(rows[0].2[0], "error-cell", "{field}");
    }
    let (outcome, _) = World::new().planned("First name;Last name;Email address;Note\nA;B;a@example.com;#NV\n");
    assert_eq!(counted(&outcome.counts), [(Created, 1)]);
}

#[test]
fn people_called_null_go_through_with_a_warning() {
    let world = World::new();
    let (run, rows) = world.import("First name;Last name;Email address\nNull;Ray;n@example.com\nNa;No;o@example.com\n");
    assert_eq!(counted(&run.counts), [(Created, 2)]);
    assert_eq!(rows, [(Some(2), Created, vec!["placeholder-as-text"])]);
    assert_eq!(world.value("n@example.com", id::FIRST_NAME), Some(text("Null")));
}

#[test]
fn a_value_map_has_the_first_word_about_a_placeholder() {
    let world = World::new().settings(
        r##"{"Mappings": [{"SourceFieldID": "No", "TargetFieldID": "employee-number", "ValueMap": {"-": "", "#NV": ""}}],
            "OtherColumns": "suggest"}"##,
    );
    let (run, rows) =
        world.import("First name;Last name;Email address;No\nA;B;a@example.com;-\nC;D;c@example.com;#NV\n");
    assert_eq!((counted(&run.counts), rows), (vec![(Created, 2)], vec![]));
    assert_eq!(world.value("a@example.com", id::EMPLOYEE_NUMBER), None);
}

#[test]
fn codes_that_a_script_or_a_spreadsheet_took_for_numbers_are_refused() {
    let list = "First name;Last name;Email address;Employee number;Postal code;Mobile\n\
                A;B;a@example.com;17.0;;\nC;D;c@example.com;18;1067.0;\nE;F;e@example.com;19;;4915112345678.0\n\
                G;H;g@example.com;20;01067;+49151\n";
    let (outcome, rows) = World::new().planned(list);
    assert_eq!(counted(&outcome.counts), [(Created, 1), (Failed, 3)]);
    assert!(rows.iter().filter(|row| row.1 == Failed).all(|row| row.2[0] == "ends-in-point-zero"), "{rows:?}");
}

#[test]
fn an_apostrophe_that_marks_digits_as_text_is_taken_off_codes() {
    let world = World::new();
    world.import(
        "First name;Last name;Email address;Employee number;Postal code;Mobile\n\
         A;O'Hara;a@example.com;'00212299;'04177;'034199887\n",
    );
    assert_eq!(world.value("a@example.com", id::EMPLOYEE_NUMBER), Some(text("00212299")));
    assert_eq!(world.value("a@example.com", id::HOME_POSTAL_CODE), Some(text("04177")));
    assert_eq!(world.value("a@example.com", id::MOBILE), Some(text("034199887")));
    assert_eq!(world.value("a@example.com", id::LAST_NAME), Some(text("O'Hara")));
}

#[test]
fn left_overs_of_escapes_are_reported_in_texts_and_refused_in_codes_and_lists() {
    for (field, value, outcome, code) in [
        ("Note", "M&uuml;ller", Created, "left-over-escape"),
        ("City", "K&#246;ln", Created, "left-over-escape"),
        ("Employee number", "7_x000D_", Failed, "escape-in-code"),
        ("User groups", "R&amp;D", Failed, "escape-in-code"),
    ] {
        let list = format!("First name,Last name,Email address,{field}\nA,B,a@example.com,{value}\n");
        let (_, rows) = World::new().planned(&list);
        assert_eq!((rows[0].1, rows[0].2[0]), (outcome, code), "{field}");
    }
}

#[test]
fn postal_codes_that_lost_a_zero_are_reported_by_the_country_of_their_row_or_company() {
    for (country, company, expected) in
        [("DE", "AT", true), ("", "DE", true), ("AT", "DE", false), ("", "AT", false), ("Deutschland", "AT", true)]
    {
        let mut world = World::new();
        world.tenant.0.country = Some(company.to_owned());
        let list = format!(
            "First name;Last name;Email address;Postal code;Country\n\
             A;B;a@example.com;1067;{country}\nC;D;c@example.com;80331;{country}\n"
        );
        let (outcome, _) = world.planned(&list);
        let is_reported = outcome.notes.iter().any(|note| note.code() == "lost-zeros");
        assert_eq!(is_reported, expected, "{country} {company}");
    }
}

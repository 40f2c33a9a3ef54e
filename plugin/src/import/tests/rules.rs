use super::*;
use RowOutcome::*;

const LIST: &str = "First name;Last name;Email address\nAnna;Kurz;anna@example.com\nBernd;Lang;bernd@example.com\n";

#[test]
fn every_mode_does_what_its_table_says() {
    // Bernd exists and would change, Anna does not exist, Carl exists and is not in the file.
    let cases = [
        (Mode::Insert, vec![(Created, 1), (Failed, 1)], vec![], "Old", true),
        (Mode::Update, vec![(Updated, 1), (Skipped, 1)], vec![], "Bernd", true),
        (Mode::UpdateOrInsert, vec![(Created, 1), (Updated, 1)], vec![], "Bernd", true),
        (Mode::Sync, vec![(Created, 1), (Updated, 1)], vec![(Deactivated, 1)], "Bernd", false),
    ];
    for (mode, counts, absent, name, carl_active) in cases {
        let world = World::new().mode(mode).allow("deactivations", 1);
        world.user("bernd@example.com", []);
        let carl = world.user("carl@example.com", []);
        let (run, _) = world.import(LIST);
        assert_eq!(counted(&run.counts), counts, "{mode:?}");
        assert_eq!(counted(&run.absent), absent, "{mode:?}");
        assert_eq!(run.rows_read, 2);
        assert!(!run.faulty);
        assert_eq!(world.value("bernd@example.com", id::FIRST_NAME), Some(text(name)), "{mode:?}");
        assert_eq!(world.store.user(&carl).unwrap().active, carl_active, "{mode:?}");
        assert_eq!(world.by_email("anna@example.com").is_some(), mode != Mode::Update, "{mode:?}");
    }
}

#[test]
fn rows_that_a_mode_does_not_provide_for_say_so() {
    let world = World::new().mode(Mode::Insert);
    world.user("bernd@example.com", []);
    let (_, rows) = world.import(LIST);
    assert_eq!(rows, [(Some(3), Failed, vec!["already-exists"])]);
    let world = World::new().mode(Mode::Update);
    world.user("bernd@example.com", []);
    let (_, rows) = world.import(LIST);
    assert_eq!(rows, [(Some(2), Skipped, vec!["unknown-account"])]);
}

#[test]
fn an_unchanged_account_costs_no_write() {
    let world = World::new();
    world.import(LIST);
    let writes = world.store.writes();
    assert_eq!(writes, 2);
    let (run, _) = world.import(LIST);
    assert_eq!(counted(&run.counts), [(Unchanged, 2)]);
    assert_eq!(world.store.writes(), writes);
}

#[test]
fn overwrite_keep_and_key_do_what_they_say_on_update_and_all_of_them_set_on_create() {
    let settings = r#"{"Mappings": [
        {"SourceFieldID": "M", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "F", "TargetFieldID": "first-name", "UpdateBehavior": 0},
        {"SourceFieldID": "L", "TargetFieldID": "last-name", "UpdateBehavior": 1},
        {"SourceFieldID": "N", "TargetFieldID": "note", "UpdateBehavior": 1}]}"#;
    let world = World::new().settings(settings);
    world.user("a@example.com", []);
    let (run, _) = world.import("M;F;L;N\na@example.com;New;New;New\nb@example.com;New;New;New\n");
    assert_eq!(counted(&run.counts), [(Created, 1), (Updated, 1)]);
    assert_eq!(world.value("a@example.com", id::FIRST_NAME), Some(text("New")));
    assert_eq!(world.value("a@example.com", id::LAST_NAME), Some(text("Name")), "keep must not overwrite");
    assert_eq!(world.value("a@example.com", id::NOTE), Some(text("New")), "keep fills what is empty");
    for field in [id::FIRST_NAME, id::LAST_NAME, id::NOTE] {
        assert_eq!(world.value("b@example.com", field), Some(text("New")));
    }
}

#[test]
fn a_blank_cell_keeps_the_value_and_clears_only_where_that_is_asked_for() {
    let list = "Email address;Mobile;Note\na@example.com;;\n";
    let world = World::new();
    world.user("a@example.com", [(id::MOBILE, text("+43 1")), (id::NOTE, text("x"))]);
    let (run, _) = world.import(list);
    assert_eq!(counted(&run.counts), [(Unchanged, 1)]);
    let settings = r#"{"Mappings": [{"SourceFieldID": "Email address", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "Mobile", "TargetFieldID": "mobile", "WhenBlank": "clear"},
        {"SourceFieldID": "Note", "TargetFieldID": "note", "UpdateBehavior": 1, "WhenBlank": "clear"}]}"#;
    let world = world.settings(settings);
    let (run, _) = world.import(list);
    assert_eq!(counted(&run.counts), [(Updated, 1)]);
    assert_eq!(world.value("a@example.com", id::MOBILE), None);
    assert_eq!(world.value("a@example.com", id::NOTE), Some(text("x")));
}

#[test]
fn a_code_or_phone_that_lost_nothing_but_its_leading_zeros_keeps_them_and_the_row_says_so() {
    let postal_code = FieldId::standard("home-postal-code");
    for (field, header, old, new, stays) in [
        (postal_code.clone(), "Postal code", "01067", "1067", true),
        (postal_code.clone(), "Postal code", "01067", "1069", false),
        (postal_code.clone(), "Postal code", "1067", "01067", false),
        (postal_code.clone(), "Postal code", "0000", "0", true),
        (postal_code, "Postal code", "0AB", "AB", false),
        (id::EMPLOYEE_NUMBER, "Employee number", "00003", "3", true),
        (id::EMPLOYEE_NUMBER, "Employee number", "00003", "003", true),
        (id::EMPLOYEE_NUMBER, "Employee number", "1004", "00001004", true),
        (id::EMPLOYEE_NUMBER, "Employee number", "00003", "30", false),
        (id::NOTE, "Note", "007", "7", false),
        (id::MOBILE, "Mobile", "0171/1234567", "1711234567", true),
        (id::MOBILE, "Mobile", "+49 171 1234567", "491711234567", true),
        (id::MOBILE, "Mobile", "0171/1234567", "+49 171 1234567", false),
        (id::MOBILE, "Mobile", "0171/1234567", "1711234568", false),
    ] {
        let world = World::new().settings(r#"{"Keys": ["email"]}"#);
        world.user("a@example.com", [(field.clone(), text(old))]);
        let (run, rows) = world.import(&format!("Email address;{header};City\na@example.com;{new};Graz\n"));
        assert_eq!(counted(&run.counts), [(Updated, 1)], "{header} {old} {new}");
        assert_eq!(world.value("a@example.com", id::HOME_CITY), Some(text("Graz")));
        let kept = world.value("a@example.com", field.clone()) == Some(text(old));
        assert_eq!(kept, stays, "{header} {old} {new}");
        let told =
            rows.iter().any(|(_, _, codes)| codes.iter().any(|code| ["zeros-gone", "zeros-added"].contains(code)));
        assert_eq!(told, stays, "{header} {old} {new}");
    }
}

#[test]
fn a_row_of_the_names_in_the_settings_is_the_header_whatever_it_looks_like() {
    let settings = r#"{"Mappings": [{"SourceFieldID": "K", "TargetFieldID": "employee-number", "UpdateBehavior": 2},
        {"SourceFieldID": "A", "TargetFieldID": "active"}]}"#;
    let world = World::new().settings(settings).allow("deactivations", 1);
    for at in [2, 4] {
        world.user(&format!("u{at}@example.com"), [(id::EMPLOYEE_NUMBER, text(&at.to_string()))]);
    }
    let (run, _) = world.import("K,A\n2,yes\n4,no\n");
    assert_eq!(counted(&run.counts), [(Unchanged, 1), (Deactivated, 1)]);
}

#[test]
fn blank_cells_that_keep_a_value_are_told_once_per_column_and_how_to_clear_it() {
    let world = World::new();
    for at in 0..3 {
        world.user(&format!("u{at}@example.com"), [(id::MOBILE, text("+43 1"))]);
    }
    // Nobody has a note, one mobile number is given, new accounts and rows that fail keep nothing.
    let list = "Email address;First name;Last name;Mobile;Note\nu0@example.com;;;;\nu1@example.com;A;B;;\n\
        u2@example.com;A;B;+43 2;\nu1@example.com;;;;\nnew@example.com;A;B;;\n";
    let (plan, _) = world.planned(list);
    let told = |code| -> Vec<String> {
        let notes = plan.notes.iter().filter(move |note| note.code() == code);
        notes.map(|note| note.text(Language::English)).collect()
    };
    let clearable = told("blank-cells-keep");
    assert_eq!(clearable.len(), 1, "{clearable:?}");
    assert!(clearable[0].contains("“Mobile”") && clearable[0].contains(": 2."), "{clearable:?}");
    assert!(clearable[0].contains("“WhenBlank”") && clearable[0].contains("“clear”"), "{clearable:?}");
    let needed = told("blank-cells-keep-needed");
    assert_eq!(needed.len(), 2, "{needed:?}");
    assert!(needed[0].contains("“First name”") && needed[0].contains(": 1."), "{needed:?}");
}

#[test]
fn a_field_that_an_account_needs_cannot_be_cleared() {
    let settings = r#"{"Mappings": [{"SourceFieldID": "E", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "F", "TargetFieldID": "first-name", "WhenBlank": "clear"}]}"#;
    let world = World::new().settings(settings).mode(Mode::Update);
    world.user("a@example.com", []);
    let (_, rows) = world.import("E;F\na@example.com;\n");
    assert_eq!(rows, [(Some(2), Failed, vec!["cannot-clear"])]);
    assert_eq!(world.value("a@example.com", id::FIRST_NAME), Some(text("Old")));
}

#[test]
fn the_first_key_that_is_not_blank_decides() {
    let settings = r#"{"Keys": ["employee-number", "email"]}"#;
    let world = World::new().settings(settings).allow("key-changes", 1);
    let by_number = world.user("a@example.com", [(id::EMPLOYEE_NUMBER, text("7"))]);
    let by_email = world.user("b@example.com", []);
    let (run, rows) =
        world.import("Employee number;Email address;First name\n7;new@example.com;Seven\n;b@example.com;Blank\n");
    assert_eq!(rows, []);
    assert_eq!(counted(&run.counts), [(Updated, 2)]);
    assert_eq!(world.store.user(&by_number).unwrap().values[&id::FIRST_NAME], text("Seven"));
    assert_eq!(
        world.store.user(&by_number).unwrap().values[&id::EMAIL],
        text("new@example.com"),
        "a later key is data"
    );
    assert_eq!(world.store.user(&by_email).unwrap().values[&id::FIRST_NAME], text("Blank"));
}

#[test]
fn every_conflict_of_keys_is_an_error_of_its_own_that_names_the_other() {
    let head = "User ID;Employee number;First name;Last name;Email address\n";
    let cases = [
        // Two keys that point at two accounts.
        ("1;;X;Y;b@example.com\n", vec![(Some(2), "keys-disagree", "ID 2")]),
        // A key that points nowhere while another finds somebody: by the first key, this is nobody.
        (";77;X;Y;b@example.com\n", vec![(Some(2), "key-of-another", "ID 2")]),
        // Two rows that point at one account.
        ("1;;X;Y;a@example.com\n;10;Z;Y;a@example.com\n", vec![(Some(3), "account-twice", "line 2")]),
        // Two rows that would become one account.
        (";;X;Y;n@example.com\n;;Z;Y;N@Example.com \n", vec![(Some(3), "value-twice", "line 2")]),
        // A row that takes another row's new address.
        ("1;;X;Y;n@example.com\n;;Z;Y;n@example.com\n", vec![(Some(3), "value-twice", "line 2")]),
        // An id that nobody has.
        ("99;;X;Y;q@example.com\n", vec![(Some(2), "unknown-id", "99")]),
        // A new account with an employee number that somebody has.
        (";10;X;Y;\n", vec![]),
    ];
    for (rows, expected) in cases {
        let world = World::new().settings(r#"{"Keys": ["id", "employee-number", "email"]}"#).allow("key-changes", 9);
        world.user("a@example.com", [(id::EMPLOYEE_NUMBER, text("10"))]);
        world.user("b@example.com", []);
        let (_, told) = world.plan(&format!("{head}{rows}"));
        let told: Vec<_> = told.iter().filter(|row| row.outcome == Failed).collect();
        assert_eq!(told.len(), expected.len(), "{rows}: {told:?}");
        for (row, (line, code, names)) in told.iter().zip(expected) {
            assert_eq!(row.line.map(|line| line.0), line, "{rows}");
            let problem = &row.problems[0];
            assert_eq!(problem.code(), code, "{rows}");
            assert!(problem.text(Language::English).contains(names), "{}", problem.text(Language::English));
        }
    }
}

#[test]
fn a_key_that_hits_several_accounts_is_an_error_that_names_them() {
    let world = World::new();
    world.user("same@example.com", []);
    world.user("same@example.com", []);
    let (_, rows) = world.plan("Email address;Note\nsame@example.com;x\n");
    assert_eq!(news(&rows), [(Some(2), Failed, vec!["key-ambiguous"])]);
    assert!(rows[0].problems[0].text(Language::English).contains("1, 2"));
}

#[test]
fn keys_are_compared_without_what_nobody_sees() {
    let world = World::new();
    world.user("Jürgen@Example.com", []);
    let (run, rows) = world.import("Email address;First name\n\u{a0}JU\u{308}RGEN@example.COM\u{200b} ;New\n");
    assert_eq!(rows, []);
    assert_eq!(counted(&run.counts), [(Updated, 1)]);
}

#[test]
fn a_new_account_needs_its_required_fields() {
    let world = World::new();
    let (run, rows) = world.import("First name;Last name;Email address\n;Kurz;a@example.com\nAnna;Kurz;\n");
    assert_eq!(rows[0], (Some(2), Failed, vec!["required-missing"]));
    assert_eq!(rows[1], (Some(3), Failed, vec!["required-missing"]));
    assert_eq!(counted(&run.counts), [(Failed, 2)]);
    assert!(world.store.users().is_empty());
}

#[test]
fn what_a_new_account_lacks_is_told_by_label_in_the_readers_language() {
    let full_name = r#"{"Mappings": [
        {"SourceFieldID": "Name", "TargetFieldID": "first-name", "Part": "first-name"},
        {"SourceFieldID": "Name", "TargetFieldID": "last-name", "Part": "last-name"},
        {"SourceFieldID": "E", "TargetFieldID": "email", "UpdateBehavior": 2}]}"#;
    let email_only = r#"{"Mappings": [{"SourceFieldID": "E", "TargetFieldID": "email", "UpdateBehavior": 2}]}"#;
    let cases = [
        (full_name, "Name;E\n;a@example.com\n", vec![("Vorname.", "First name."), ("Nachname.", "Last name.")]),
        (full_name, "Name;E\nAnna;a@example.com\n", vec![("Vorname.", "First name.")]),
        (full_name, "Name;E\nAnna Kurz;\n", vec![("E-Mail-Adresse.", "Email address.")]),
        (email_only, "E\na@example.com\n", vec![("Vorname, Nachname.", "First name, Last name.")]),
    ];
    for (settings, list, expected) in cases {
        let world = World::new().settings(settings);
        for (language, german) in [(Language::German, true), (Language::English, false)] {
            let (_, rows) = world.plan_in(list, language);
            let texts: Vec<String> = rows[0].problems.iter().map(|problem| problem.text(language)).collect();
            assert_eq!(texts.len(), expected.len(), "{texts:?}");
            for (text, (de, en)) in texts.iter().zip(&expected) {
                assert!(text.contains(&format!(": {}", if german { de } else { en })), "{list}: {text}");
            }
        }
    }
}

#[test]
fn a_list_without_the_columns_of_new_accounts_is_warned_about_only_where_it_has_new_accounts() {
    let warned = |list: &str| {
        let world = World::new();
        world.user("a@example.com", []);
        let (plan, _) = world.planned(list);
        plan.notes.iter().filter(|note| note.code() == "required-not-mapped").count()
    };
    assert_eq!(warned("Email address;Note\na@example.com;x\n"), 0);
    assert_eq!(warned("Email address;Note\na@example.com;x\nnew@example.com;x\n"), 2);
}

#[test]
fn a_value_that_another_account_has_is_an_error_that_names_it() {
    let world = World::new().settings(r#"{"Keys": ["email"]}"#);
    world.user("a@example.com", [(id::EMPLOYEE_NUMBER, text("10"))]);
    world.user("b@example.com", []);
    let head = "Email address;Employee number;First name;Last name\n";
    for row in ["b@example.com;10;X;Y\n", "new@example.com; 10;X;Y\n"] {
        let (_, rows) = world.plan(&format!("{head}{row}"));
        assert_eq!(news(&rows), [(Some(2), Failed, vec!["value-taken"])], "{row}");
        assert!(rows[0].problems[0].text(Language::English).contains("ID 1"), "{row}");
    }
}

#[test]
fn an_update_without_any_key_in_the_row_is_an_error() {
    let world = World::new().mode(Mode::Update);
    world.user("a@example.com", []);
    let (_, rows) = world.import("Email address;First name\na@example.com;New\n;Other\n");
    assert_eq!(rows, [(Some(3), Failed, vec!["no-key-in-row"])]);
}

#[test]
fn defaults_of_new_accounts_are_the_hosts() {
    let world = World::new();
    world.import("First name;Last name;Email address;Authorization level;Has own schedule\nA;B;a@example.com;;\n");
    let (_, user) = world.by_email("a@example.com").unwrap();
    assert_eq!(user.values[&id::LEVEL], Value::Integer(0));
    assert_eq!(user.values[&id::HAS_OWN_SCHEDULE], Value::Flag(true));
    assert!(user.active);
}

#[test]
fn the_active_field_deactivates_and_reactivates() {
    let world = World::new().allow("deactivations", 1);
    world.user("a@example.com", []);
    let inactive = world.user("b@example.com", []);
    world.store.touch(&inactive, |user| user.active = false);
    let (run, _) = world.import("Email address;Active;First name\na@example.com;no;New\nb@example.com;yes;\n");
    assert_eq!(counted(&run.counts), [(Deactivated, 1), (Reactivated, 1)]);
    let (_, user) = world.by_email("a@example.com").unwrap();
    assert!(!user.active);
    assert_eq!(user.values[&id::FIRST_NAME], text("New"), "other fields are written too");
    assert!(world.by_email("b@example.com").unwrap().1.active);
}

#[test]
fn a_user_name_never_changes() {
    let world = World::new();
    world.user("a@example.com", [(id::USER_NAME, text("anna"))]);
    let (_, rows) = world.import("Email address;User name\na@example.com;other\n");
    assert_eq!(rows, [(Some(2), Failed, vec!["cannot-change"])]);
    let (run, _) = world.import("Email address;User name\na@example.com;ANNA\n");
    assert_eq!(counted(&run.counts), [(Unchanged, 1)]);
}

#[test]
fn value_maps_and_inverted_flags_are_read_before_anything_else() {
    let settings = r#"{"Mappings": [
        {"SourceFieldID": "E", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "Rank", "TargetFieldID": "level", "ValueMap": {"Boss": "1"}},
        {"SourceFieldID": "Blocked", "TargetFieldID": "active", "Inverted": true}]}"#;
    let world = World::new().settings(settings).mode(Mode::Update).allow("deactivations", 1);
    world.user("a@example.com", []);
    world.import("E;Rank;Blocked\na@example.com; boss;yes\n");
    let (_, user) = world.by_email("a@example.com").unwrap();
    assert_eq!(user.values[&id::LEVEL], Value::Integer(1));
    assert!(!user.active);
}

#[test]
fn an_unmapped_column_is_left_untouched() {
    let settings = r#"{"Mappings": [{"SourceFieldID": "Email address", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "Note", "TargetFieldID": null}, {"SourceFieldID": "Mobile", "TargetFieldID": "mobile"}]}"#;
    let world = World::new().settings(settings).mode(Mode::Update);
    world.user("a@example.com", [(id::NOTE, text("old"))]);
    world.import("Email address;Note;Mobile\na@example.com;new;+49 151 1\n");
    assert_eq!(world.value("a@example.com", id::NOTE), Some(text("old")));
    assert_eq!(world.value("a@example.com", id::MOBILE), Some(text("+49 151 1")));
}

#[test]
fn a_damaged_code_is_no_key_and_a_damaged_phone_is_not_taken() {
    let world = World::new().settings(r#"{"Keys": ["employee-number"]}"#).mode(Mode::Update);
    world.user("a@example.com", [(id::EMPLOYEE_NUMBER, text("7")), (id::MOBILE, text("+49 151 1"))]);
    let (run, rows) = world.import("Employee number;Mobile;Note\n4,9E+12;+49 151 2;x\n7;4,91512E+12;new\n");
    assert_eq!(rows[0].1, Failed);
    assert!(rows[0].2.contains(&"damaged-key"), "{rows:?}");
    assert!(rows[1].2.contains(&"cell-not-taken"), "{rows:?}");
    assert_eq!(counted(&run.counts), [(Updated, 1), (Failed, 1)]);
    assert_eq!(world.value("a@example.com", id::MOBILE), Some(text("+49 151 1")));
    assert_eq!(world.value("a@example.com", id::NOTE), Some(text("new")));
}

#[test]
fn small_companies_have_no_user_groups() {
    let mut world = World::new();
    world.tenant.0.licences_bought = 9;
    let (plan, _) = world.planned("First name;Last name;Email address;User groups\nA;B;a@example.com;North\n");
    assert!(plan.notes.iter().any(|note| note.code() == "groups-need-ten-users"));
    world.import("First name;Last name;Email address;User groups\nA;B;a@example.com;North\n");
    assert_eq!(world.value("a@example.com", id::GROUPS), None);
}

#[test]
fn licences_are_counted_and_warned_about_but_do_not_block() {
    let mut world = World::new();
    world.tenant.0.licences_bought = 2;
    world.tenant.0.licences_used = 1;
    let list = "First name;Last name;Email address;Has own schedule\nA;B;a@example.com;\nA;B;b@example.com;yes\nA;B;c@example.com;no\n";
    let (plan, _) = world.planned(list);
    assert_eq!((plan.licences_bought, plan.licences_used, plan.licences_after), (2, 1, 3));
    assert!(plan.notes.iter().any(|note| note.code() == "licences-exceeded"));
    let (run, _) = world.import(list);
    assert_eq!(counted(&run.counts), [(Created, 3)]);
}

#[test]
fn who_may_not_import_gets_the_reason_before_the_file_is_looked_at() {
    let mut world = World::new();
    world.tenant.0.licences_bought = 1;
    let failure = world.start("not even a list").unwrap_err();
    assert_eq!(failure.reason, crate::failure::FailureReason::NotAvailable);
    assert_eq!(failure.problems[0].code(), "too-few-licences");
}

#[test]
fn old_and_new_values_are_told_per_cell_as_the_reader_reads_them() {
    let world = World::new().allow("promotions", 1);
    world.user("a@example.com", [(id::NOTE, text("x"))]);
    let list = "Email address;First name;Note;Authorization level;Active\na@example.com;New;x;2;no\n";
    let cases = [
        (Language::German, ["Vorname: Old > New", "Berechtigungsstufe: Benutzer > Administrator", "Aktiv: Ja > Nein"]),
        (Language::English, ["First name: Old > New", "Authorization level: User > Administrator", "Active: Yes > No"]),
    ];
    for (language, expected) in cases {
        let (_, rows) = world.plan_in(list, language);
        assert_eq!(rows.len(), 1);
        let (one, level) = (&rows[0].changes[0], &rows[0].changes[1]);
        assert_eq!((&one.field, &one.before, &one.after), (&id::FIRST_NAME, &Some(text("Old")), &Some(text("New"))));
        assert_eq!((&level.before, &level.after), (&Some(Value::Integer(0)), &Some(Value::Integer(2))));
        let shown = |text: &Option<String>| text.clone().unwrap_or_default();
        let told = rows[0].changes.iter();
        let told = told.map(|cell| format!("{}: {} > {}", cell.label, shown(&cell.texts.0), shown(&cell.texts.1)));
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_plan_makes_no_call_per_row() {
    let world = World::new();
    let mut list = String::from("Email address;First name\n");
    for number in 0..3_000 {
        world.user(&format!("u{number}@example.com"), []);
        list.push_str(&format!("u{number}@example.com;Old\n"));
    }
    let before = world.store.calls();
    let mut plan = world.start(&list).unwrap();
    while !plan.step(1_000).unwrap().progress.done {}
    assert_eq!(counted(&plan.outcome().unwrap().counts), [(Unchanged, 3_000)]);
    let calls = world.store.calls() - before;
    assert!(calls <= 8, "{calls} calls");
}

#[test]
fn four_digits_of_a_postal_code_are_suspect_by_the_country_and_by_the_rest_of_the_file() {
    let short = |country: Option<&str>, mobile: &str, more: (&str, &str)| {
        let mut world = World::new();
        world.tenant.0.country = country.map(str::to_owned);
        let list = format!(
            "First name;Last name;Email;Mobile;Postal code{}\nAnna;Kurz;a@example.com;{mobile};1067{}\n",
            more.0, more.1
        );
        let told = world.planned(&list).0.notes;
        ["short-postal-codes", "lost-zeros"].into_iter().find(|code| told.iter().any(|note| note.code() == *code))
    };
    assert_eq!(short(None, "+49 351 1", ("", "")), Some("short-postal-codes"));
    assert_eq!(short(None, "+49 351 1", (";Country", ";AT")), None);
    assert_eq!(short(Some("DE"), "+49 351 1", ("", "")), Some("lost-zeros"));
    assert_eq!(short(Some("AT"), "+49 351 1", ("", "")), None);
    assert_eq!(short(Some("AT"), "4,91512E+12", ("", "")), Some("short-postal-codes"));
}

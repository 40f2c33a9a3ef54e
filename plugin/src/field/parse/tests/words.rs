//! Flags, levels, choices, lists, addresses, numbers of phones, spans and dates.

use super::*;

#[test]
fn yes_and_no_are_read_in_many_words() {
    let active = field(&id::ACTIVE);
    for word in [
        "Ja", "ja", "JA", "j", "Yes", "yes", "Y", "true", "TRUE", "wahr", "WAHR", "1", "x", "X", "on", "an", "Aktiv",
        "active", "oui", "si", "Sí", "SÌ", "✓", "☑", " ja ", "Sim", "TAK", "Ano", "áno", "Igen", "Evet", "Да", "ΝΑΙ",
    ] {
        assert_eq!(read(&active, word), Ok(Some(Value::Flag(true))), "{word}");
    }
    for word in [
        "Nein", "nein", "NEIN", "n", "No", "N", "false", "FALSE", "falsch", "FALSCH", "0", "off", "aus", "inaktiv",
        "Inactive", "non", "falso", "☐", "NÃO", "nee", "Nie", "ne", "nej", "Nei", "nem", "Hayır", "Нет", "όχι",
    ] {
        assert_eq!(read(&active, word), Ok(Some(Value::Flag(false))), "{word}");
    }
    for word in ["2", "vielleicht", "janein", "#N/A", "ja?", "11.0"] {
        assert_eq!(read(&active, word), Err("not-a-flag"), "{word}");
    }
    for word in ["-", "n/a", "keine Angabe"] {
        assert_eq!(read(&active, word), Err("placeholder"), "{word}");
    }
    assert_eq!(read(&active, "1.0"), Ok(Some(Value::Flag(true))));
    assert_eq!(read(&active, "0,0"), Ok(Some(Value::Flag(false))));
    assert_eq!(read_cell(&active, Cell::Flag(false)), Ok(Some(Value::Flag(false))));
    assert_eq!(read_cell(&active, number(1.0, "1,00")), Ok(Some(Value::Flag(true))));
    assert_eq!(read_cell(&active, number(2.0, "2")), Err("not-a-flag"));
}

#[test]
fn levels_are_read_by_number_and_by_name() {
    let level = field(&id::LEVEL);
    for (word, expected) in [
        ("0", 0),
        ("1", 1),
        ("2", 2),
        ("Benutzer", 0),
        ("USER", 0),
        ("utilisateur", 0),
        ("Utente", 0),
        ("usuario", 0),
        ("Supervisor", 1),
        ("Vorgesetzter", 1),
        ("vorgesetzte", 1),
        ("superviseur", 1),
        ("Administrator", 2),
        ("admin", 2),
        ("Administratorin", 2),
        ("administrateur", 2),
        ("amministratore", 2),
        ("administrador", 2),
    ] {
        assert_eq!(read(&level, word), Ok(Some(Value::Integer(expected))), "{word}");
    }
    for word in ["3", "-1", "Chef", "true", "1.5"] {
        assert_eq!(read(&level, word), Err("not-a-level"), "{word}");
    }
    assert_eq!(read_cell(&level, number(2.0, "2,00")), Ok(Some(Value::Integer(2))));
    assert_eq!(read_cell(&level, number(3.0, "3")), Err("not-a-level"));
    assert_eq!(read_cell(&level, Cell::Flag(true)), Err("not-a-level"));
}

#[test]
fn an_email_address_stands_alone() {
    let email = field(&id::EMAIL);
    for (written, expected) in [
        ("anna@example.com", "anna@example.com"),
        (" Anna.Huber+x@Example.CO.UK\u{A0}", "Anna.Huber+x@Example.CO.UK"),
        ("mailto:anna@example.com", "anna@example.com"),
        ("MAILTO:anna@example.com", "anna@example.com"),
        ("jürgen@müller.example", "jürgen@müller.example"),
        ("anna@xn--mller-kva.example", "anna@xn--mller-kva.example"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("用户@例子.公司", "用户@例子.公司"),
    ] {
        assert_eq!(read(&email, written), text(expected), "{written}");
    }
    for (written, code) in [
        ("anna", "not-an-email"),
        ("anna@", "not-an-email"),
        ("@example.com", "not-an-email"),
        ("anna@example", "not-an-email"),
        ("anna@@example.com", "not-an-email"),
        ("anna huber@example.com", "not-an-email"),
        ("anna\u{A0}huber@example.com", "not-an-email"),
        ("anna@example..com", "not-an-email"),
        (".anna@example.com", "not-an-email"),
        ("anna@example.com.", "not-an-email"),
        ("anna@example.com,", "not-an-email"),
        ("anna@exa_mple.com", "not-an-email"),
        ("anna@1.2.3.4", "not-an-email"),
        ("anna@[1.2.3.4]", "not-an-email"),
        ("mailto:anna@example.com?subject=x", "not-an-email"),
        ("Anna Huber <anna@example.com>", "email-with-name"),
        ("<anna@example.com>", "email-with-name"),
        ("anna@example.com; bert@example.com", "several-emails"),
        ("anna@example.com, bert@example.com", "several-emails"),
        ("anna@example.com bert@example.com", "several-emails"),
    ] {
        assert_eq!(read(&email, written), Err(code), "{written}");
    }
    let long = format!("{}@{}.com", "a".repeat(60), vec!["b".repeat(60); 4].join("."));
    assert!(read(&email, &long).is_err());
}

#[test]
fn phone_numbers_are_kept_as_written() {
    let mobile = field(&id::MOBILE);
    for written in [
        "+43 664 1234567",
        "0664/1234567",
        "(0)30/123-456",
        "+49 (0) 151 23456789",
        "0043.664.1234567",
        "110",
        "+33 1 23 45 67 89",
        "(+43) 664 1",
        "030 123456 ext. 12",
        "030 123456-0",
        "030 123456 DW 12",
        "030 123456 x12",
        "030 123456 #12",
        "0664–1234567",
        "06641234567 App. 3",
    ] {
        assert_eq!(read(&mobile, written), text(written), "{written}");
    }
    assert_eq!(read(&mobile, "\u{202A}+43 664 1234567\u{202C}"), text("+43 664 1234567"));
    assert_eq!(read_cell(&mobile, number(6_641_234_567.0, "06641234567")), text("06641234567"));
    for (written, code) in [
        ("-", "phone-placeholder"),
        ("--", "phone-placeholder"),
        ("n/a", "phone-placeholder"),
        ("Keine", "phone-placeholder"),
        ("?", "phone-placeholder"),
        ("12", "not-a-phone"),
        ("4,91512E+12", "not-a-phone"),
        ("0664 1234567 privat", "not-a-phone"),
        ("0664+1234567", "not-a-phone"),
        ("(0664 1234567", "not-a-phone"),
        ("0664) 1234567", "not-a-phone"),
        ("0664 1234567, 0664 7654321", "not-a-phone"),
        ("Tel. 0664 1234567", "not-a-phone"),
        ("1234567890123456789", "not-a-phone"),
        ("anna@example.com", "not-a-phone"),
    ] {
        assert_eq!(read(&mobile, written), Err(code), "{written}");
    }
}

#[test]
fn lists_are_split_at_the_strongest_separator() {
    let groups = field(&id::GROUPS);
    for (written, expected) in [
        ("Nord", &["Nord"][..]),
        ("Nord; Süd", &["Nord", "Süd"]),
        ("Nord;Süd;", &["Nord", "Süd"]),
        ("Nord, Süd", &["Nord", "Süd"]),
        ("Nord\nSüd", &["Nord", "Süd"]),
        ("Nord\r\nSüd", &["Nord", "Süd"]),
        ("Wien, Graz; Linz", &["Wien, Graz", "Linz"]),
        ("\"Wien, Graz\"", &["Wien, Graz"]),
        ("\"Wien, Graz\", Linz", &["Wien, Graz", "Linz"]),
        ("\"a;b\"; c", &["a;b", "c"]),
        ("\"Team \"\"A\"\"\"; c", &["Team \"A\"", "c"]),
        ("Team \"A\"", &["Team \"A\""]),
        ("\"A\" Team; c", &["\"A\" Team", "c"]),
        ("\"offen; c", &["\"offen", "c"]),
        ("Nord; Nord ; nord", &["Nord", "nord"]),
        ("; , ;Nord", &[",", "Nord"]),
    ] {
        let items = expected.iter().map(|item| (*item).to_owned()).collect();
        assert_eq!(read(&groups, written), Ok(Some(Value::List(items))), "{written}");
    }
    assert_eq!(read(&groups, ";;"), Ok(None));
    let many: String = (0..1001).map(|group| format!("{group};")).collect();
    assert_eq!(read(&groups, &many), Err("too-many-items"));
    assert_eq!(read(&groups, "\"\""), Ok(None));
    assert_eq!(read(&groups, "a;b\tc"), Err("line-break"));
    assert_eq!(read(&groups, &format!("a; {}", "b".repeat(101))), Err("too-long"));
}

#[test]
fn choices_are_read_by_value_and_by_label() {
    let choice = |value: &str, de: &str, en: &str| Choice { value: value.into(), de: de.into(), en: en.into() };
    let speed = own(Kind::Choice(vec![
        choice("slow", "Langsam", "Slow"),
        choice("normal", "Normal", "Normal"),
        choice("2", "Rasch", "Fast"),
        choice("3", "2", "Same"),
        choice("4", "same", "Any"),
    ]));
    for (written, expected) in [
        ("slow", "slow"),
        ("Langsam", "slow"),
        ("LANGSAM", "slow"),
        ("normal", "normal"),
        ("Fast", "2"),
        ("2", "2"),
        ("Same", "3"),
        ("same", "4"),
    ] {
        assert_eq!(read(&speed, written), text(expected), "{written}");
    }
    assert_eq!(read(&speed, "SAME"), Err("ambiguous-choice"));
    let problem = parse(&speed, Cell::Text("sehr rasch"), &context(Language::German)).unwrap_err();
    assert_eq!(problem.code(), "not-a-choice");
    // The label `2` would be read as the value of another choice, so the value stands for it.
    assert!(problem.text(Language::German).contains("Langsam, Normal, Rasch, 3, same"), "{problem:?}");
}

#[test]
fn spans_dates_languages_and_countries_say_what_is_wrong() {
    let (span, date) = (own(Kind::TimeRange), own(Kind::Date));
    assert_eq!(read(&span, "8-17 Uhr"), text("08:00-17:00"));
    assert_eq!(read(&span, "17-8"), Err("time-range-order"));
    assert_eq!(read(&span, "8-8"), Err("time-range-order"));
    assert_eq!(read(&span, "ganztags"), Err("not-a-time-range"));
    assert_eq!(read_cell(&span, Cell::Date("2024-08-17")), Err("time-range-is-a-date"));
    assert_eq!(read(&date, "29.02.2024"), text("2024-02-29"));
    assert_eq!(read(&date, "03/04/2024"), Err("ambiguous-date"));
    assert_eq!(read_cell(&date, Cell::Date("2024-02-29T00:00:00")), text("2024-02-29"));
    assert_eq!(read_cell(&date, Cell::Date("2024-02-29T08:30:00")), Err("date-with-time"));
    assert_eq!(read_cell(&date, number(45351.0, "45351")), Err("not-a-date"));
    assert_eq!(read(&field(&id::LANGUAGE), "Deutsch (Österreich)"), text("de-AT"));
    assert_eq!(read(&field(&id::LANGUAGE), "Klingonisch"), Err("not-a-language"));
    assert_eq!(read(&field(&id::HOME_COUNTRY), "Tschechien"), text("CZ"));
    assert_eq!(read(&field(&id::HOME_COUNTRY), "Kongo"), Err("not-a-country"));
}

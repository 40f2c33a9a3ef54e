#![allow(clippy::unwrap_used)]

use super::ListSeparator::{Bar, Colons, Comma, Semicolon, Slash};
use super::Separation::{Found, Told};
use super::*;
use crate::cell::Cell;
use crate::field::parse::parse_list;
use crate::field::test_fields::field;
use crate::field::{ParseContext, id};

fn read(cell: &str, column: Option<Separation>) -> Result<Vec<String>, &'static str> {
    match parse_list(&field(&id::GROUPS), Cell::Text(cell), &ParseContext::default(), column) {
        Ok(Some(Value::List(items))) => Ok(items),
        Ok(_) => Ok(Vec::new()),
        Err(problem) => Err(problem.code()),
    }
}

#[test]
fn a_column_has_one_separator() {
    let cases: [(&[&str], _, &[&[&str]]); 18] = [
        (&["Sales, EMEA", "Sales, EMEA; Support"], Some(Semicolon), &[&["Sales, EMEA"], &["Sales, EMEA", "Support"]]),
        (&["North, South", "North"], Some(Comma), &[&["North", "South"], &["North"]]),
        (&["A|B", "Sales, EMEA"], Some(Bar), &[&["A", "B"], &["Sales, EMEA"]]),
        (&["* My Contacts ::: Family", "Family"], Some(Colons), &[&["* My Contacts", "Family"], &["Family"]]),
        (&["A::: B"], Some(Colons), &[&["A", "B"]]),
        (&["North\nSouth", "East, West"], Some(Semicolon), &[&["North", "South"], &["East, West"]]),
        // A slash is part of a name unless its parts stand elsewhere too.
        (&["Sales / Marketing"], None, &[&["Sales / Marketing"]]),
        (&["Sales / Marketing", "Sales"], Some(Slash), &[&["Sales", "Marketing"], &["Sales"]]),
        (&["A / B", "B / C"], Some(Slash), &[&["A", "B"], &["B", "C"]]),
        (&["A / B", "A / B"], None, &[&["A / B"], &["A / B"]]),
        (&["A / B, C", "D"], Some(Comma), &[&["A / B", "C"], &["D"]]),
        (&["TCP/IP", "A/B"], None, &[&["TCP/IP"], &["A/B"]]),
        (&["12:30", "a::b"], None, &[&["12:30"], &["a::b"]]),
        // Brackets and legal forms keep their commas.
        (&["Nord (Müller, Huber), Süd"], Some(Comma), &[&["Nord (Müller, Huber)", "Süd"]]),
        (
            &["Müller GmbH, Co. KG", "Acme, Inc., Sales", "Foo & Co, KG"],
            Some(Comma),
            &[&["Müller GmbH, Co. KG"], &["Acme, Inc.", "Sales"], &["Foo & Co, KG"]],
        ),
        (&["Nord (Müller, Süd"], Some(Comma), &[&["Nord (Müller", "Süd"]]),
        (&["\"Sales, EMEA\", Support"], Some(Comma), &[&["Sales, EMEA", "Support"]]),
        (&["\"A|B\"", "\"C;D\""], None, &[&["A|B"], &["C;D"]]),
    ];
    for (cells, separator, expected) in cases {
        let column = separator::of_column(cells.iter().copied());
        assert_eq!(column, separator, "{cells:?}");
        let read: Vec<_> = cells.iter().map(|cell| read(cell, column.map(Found)).unwrap()).collect();
        assert_eq!(read, expected, "{cells:?}");
    }
}

#[test]
fn a_stronger_separator_than_the_columns_counts_and_is_reported() {
    for (cell, column, expected, other) in [
        ("A; B", Comma, &["A", "B"] as &[_], Some(Semicolon)),
        ("A, B; C", Bar, &["A, B", "C"], Some(Semicolon)),
        ("A|B", Comma, &["A", "B"], Some(Bar)),
        ("A|B", Semicolon, &["A|B"], Some(Bar)),
        ("A, B", Semicolon, &["A, B"], None),
        ("A / B", Semicolon, &["A / B"], None),
        ("A, B", Comma, &["A", "B"], None),
        ("\"A;B\", C", Comma, &["A;B", "C"], None),
        ("[\"A;B\"]", Comma, &["A;B"], None),
    ] {
        assert_eq!(read(cell, Some(Found(column))).unwrap(), expected, "{cell}");
        assert_eq!(other_separator(cell, column), other, "{cell}");
    }
}

#[test]
fn what_the_settings_name_is_the_only_separator() {
    for (cell, column, expected) in [
        ("X|Y, Z; A", Comma, &["X|Y", "Z; A"] as &[_]),
        ("X|Y, Z; A", Bar, &["X", "Y, Z; A"]),
        ("A / B, C", Slash, &["A", "B, C"]),
        ("A ::: B; C", Colons, &["A", "B; C"]),
        ("A, B; C\nD", Semicolon, &["A, B", "C", "D"]),
        ("[\"A\", \"B\"]", Bar, &["A", "B"]),
    ] {
        assert_eq!(read(cell, Some(Told(column))).unwrap(), expected, "{cell} {column:?}");
    }
}

#[test]
fn arrays_and_distinguished_names_say_themselves_what_they_are() {
    for (cell, expected) in [
        (r#"["A","B"]"#, Ok(&["A", "B"] as &[&str])),
        (r#" [ "Sales, EMEA" , "B;C", null, "" ] "#, Ok(&["Sales, EMEA", "B;C"])),
        (r#"["Z\u00fcrich"]"#, Ok(&["Zürich"])),
        ("['A', 'B']", Ok(&["A", "B"])),
        ("[]", Ok(&[])),
        (r#"["A","B""#, Err("list-broken")),
        (r#"["A",]"#, Err("list-broken")),
        (r#"["A", 1]"#, Err("list-broken")),
        ("['O\\'Brien']", Err("list-broken")),
        ("['A' 'B']", Err("list-broken")),
        ("[EMEA] Sales", Ok(&["[EMEA] Sales"])),
        ("[EMEA] Sales, Support", Ok(&["[EMEA] Sales", "Support"])),
        ("CN=Sales,OU=Groups,DC=example,DC=com", Ok(&["Sales"])),
        (r"cn=Sales\, EMEA, ou=Groups, dc=example", Ok(&["Sales, EMEA"])),
        (r"CN=M\C3\BCnchen,DC=x", Ok(&["München"])),
        ("CN=A,DC=x;CN=B,DC=x", Ok(&["A", "B"])),
        ("CN=A,DC=x|CN=B,DC=x", Ok(&["A", "B"])),
        ("CN=A,DC=x\nSupport", Ok(&["A", "Support"])),
        ("OU=North,O=Acme", Ok(&["North"])),
        ("CN=A,OU=G,DC=x, CN=B,OU=G,DC=x", Ok(&["A", "B"])),
        ("CN=A,CN=Users,DC=x,CN=B,CN=Users,DC=x", Ok(&["A", "B"])),
        ("CN=Sales,OU=G,L=Wien,ST=Wien,C=AT", Ok(&["Sales"])),
        ("CN=\"Sales, EMEA\",OU=G,DC=x", Ok(&["Sales, EMEA"])),
        (r"CN=A\;B,DC=x;CN=C,DC=x", Ok(&["A;B", "C"])),
        ("CN=A,DC=x, Support", Err("directory-name-broken")),
        ("CN=A,DC=x,", Err("directory-name-broken")),
        // Not what a directory writes.
        ("a=b,c=d", Ok(&["a=b", "c=d"])),
        ("CN=A", Ok(&["CN=A"])),
        ("\"CN=A,DC=x\"", Ok(&["CN=A,DC=x"])),
    ] {
        assert_eq!(
            read(cell, None),
            expected.map(|items| items.iter().map(|item| (*item).to_owned()).collect()),
            "{cell}"
        );
    }
}

#[test]
fn what_is_printed_is_read_again_whatever_the_separator() {
    let odd = [
        "A|B",
        "A / B",
        "A ::: B",
        "A:::B",
        "[\"A\"]",
        "['A']",
        "[]",
        "[",
        "['A",
        "CN=A,DC=x",
        "b,OU=c",
        "CN=a",
        "/ b",
        "a /",
        "::",
        "\"",
        "\"a\" x",
        "Müller GmbH, Co. KG",
        "(a",
        "b)",
        "a, b",
        "a;b",
        ",",
        "x,",
        "Acme",
        "Inc.",
    ];
    for first in odd {
        for second in odd.iter().map(|item| Some(*item)).chain([None]) {
            let mut items = vec![first.to_owned()];
            items.extend(second.filter(|second| *second != first).map(str::to_owned));
            let cell = print(&items);
            for column in [None, Some(Comma), Some(Slash), Some(Bar), Some(Colons), Some(Semicolon)] {
                assert_eq!(read(&cell, column.map(Found)), Ok(items.clone()), "{cell} {column:?}");
            }
            assert_eq!(other_separator(&cell, Semicolon), None, "{cell}");
        }
    }
}

#[test]
fn a_cell_made_of_brackets_and_commas_costs_no_more_than_another() {
    let cell = "(,".repeat(60_000) + ")";
    assert!(split(&cell, Some(Found(Comma))).len() < 60_000);
}

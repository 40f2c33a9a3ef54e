use super::*;

fn dialect(quote: char, escape: Escape) -> Dialect {
    Dialect { delimiter: Some(';'), joint: Joint::Plain, quote: Some(quote), escape }
}

fn cells(text: &str, dialect: Dialect) -> (Vec<String>, Outcome, Facts) {
    let mut row = Row::default();
    let (outcome, facts) = RecordParser::new(dialect, 100, 1000).parse(text, true, usize::MAX, &mut row);
    (row.iter().map(|cell| cell.text().to_owned()).collect(), outcome, facts)
}

#[test]
fn records_are_cut_as_the_rules_say() {
    let double = dialect('"', Escape::Doubled);
    let single = dialect('\'', Escape::Doubled);
    let slash = dialect('"', Escape::Backslash);
    let spaced = Dialect { joint: Joint::Spaced, ..double };
    let cases: [(&str, Dialect, &[&str]); 27] = [
        ("a;b;c\nx", double, &["a", "b", "c"]),
        ("a;b;\r\nx", double, &["a", "b", ""]),
        ("\"a;1\";\"b\n2\";\"c\"\"3\"", double, &["a;1", "b\n2", "c\"3"]),
        ("\"Bernd\" ; \"Lang\" ; \"ok\"", double, &["Bernd", "Lang", "ok"]),
        ("C\"ar\"la;5\" Schraube", double, &["C\"ar\"la", "5\" Schraube"]),
        ("\"a\"b;c", double, &["\"a\"b", "c"]),
        ("\"a;1\"b;c", double, &["\"a;1\"b", "c"]),
        ("\"Karl \"Kalle\" Meier\";c", double, &["Karl \"Kalle\" Meier", "c"]),
        ("\"\"\"Mobil\"\"\";\"\"", double, &["\"Mobil\"", ""]),
        ("'rue de l''Eglise; 1';O'Brien", single, &["rue de l'Eglise; 1", "O'Brien"]),
        ("\"a \\\"b\\\" c\";d\\;e;\\x", slash, &["a \"b\" c", "d;e", "\\x"]),
        ("\"C:\\temp\\\";d", double, &["C:\\temp\\", "d"]),
        ("a\rb", double, &["a"]),
        ("  x ; y", double, &["  x ", " y"]),
        (";;", double, &["", "", ""]),
        ("\" a \"", double, &[" a "]),
        ("a; b;  c;\"d\"", spaced, &["a", "b", " c", "d"]),
        ("\"a;b;\"c;d\";e", double, &["\"a", "b", "c;d", "e"]),
        ("\"\"a;b\";c", double, &["\"a;b", "c"]),
        ("\"table; 48\"\";\"b;c\"", double, &["table; 48\"", "b;c"]),
        ("\"\"\";\"b\"", double, &["\"", "b"]),
        ("\"a \"b; c\" d;e\";f", double, &["a \"b; c\" d;e", "f"]),
        ("\"a;\"\";\"b\"", double, &["\"a", "", "b"]),
        ("=\"01067\";=\"\";=\"5\"\" x\"", double, &["01067", "", "5\" x"]),
        ("\"=\"\"01067\"\"\";\"=\"\"a;b\"\"\"", double, &["01067", "a;b"]),
        ("=\"a\"&\"b\";=A1;=\"", double, &["=\"a\"&\"b\"", "=A1", "=\""]),
        ("=\"01067\"", single, &["01067"]),
    ];
    for (text, dialect, expected) in cases {
        assert_eq!(cells(text, dialect).0, expected, "{text:?}");
    }
}

#[test]
fn quotes_that_lead_nowhere_are_looked_through_a_few_times_and_not_for_every_cell() {
    let text = "; \"a".repeat(40_000);
    let parser = RecordParser::new(dialect('"', Escape::Doubled), 1000, 1000);
    let mut row = Row::default();
    let mut cut = Cut {
        parser: &parser,
        text: &text,
        bytes: text.as_bytes(),
        last: true,
        at: 1,
        in_vain: 0,
        row: &mut row,
        facts: Facts::default(),
    };
    while cut.at < text.len() {
        assert!(cut.quoted(cut.at, cut.at + 1).is_ok());
        cut.at += 1;
    }
    assert!(cut.in_vain < 2 * IN_VAIN, "{}", cut.in_vain);
    // Each one that was looked through took the cell behind it in.
    assert!((39_900..40_000).contains(&cut.facts.cells) && cut.facts.behind_quote == cut.facts.cells);
    assert_eq!(cut.row.cell(999).text(), " \"a");
}

#[test]
fn a_quote_that_stays_open_is_found_where_it_opened() {
    let double = dialect('"', Escape::Doubled);
    for text in ["a;\"b\nc;d\n", "a;\"b\nc;\"d\";e\n", "\"b;c\n\"d\";\"e\"\n"] {
        assert!(matches!(cells(text, double).1, Outcome::Unclosed { line: 0, .. }), "{text:?}");
    }
    assert_eq!(cells("\"x\ny\";\"b\nc", double).1, Outcome::Unclosed { cell: 6, line: 1 });
}

#[test]
fn the_lines_of_a_record_are_counted_with_every_kind_of_line_end() {
    let facts = cells("\"a\nb\r\nc\rd\";x\r\ny", dialect('"', Escape::Doubled)).2;
    assert_eq!(facts.lines, 4);
}

#[test]
fn what_looks_wrong_is_remembered_with_its_column() {
    let double = dialect('"', Escape::Doubled);
    assert_eq!(cells("x;\"a\"b", double).2.behind_quote, 2);
    assert_eq!(cells("x;=\"01067\"", double).2.inner_quote, 0);
    assert_eq!(cells("x;y;5\" z", double).2.inner_quote, 3);
    let open = cells("\"x\";\"y;\"z\";\"a;\"b\"", double).2;
    assert_eq!((open.open_quote, open.inner_quote), (2, 0));
    assert_eq!(cells(&format!("x;{}", "y".repeat(1001)), double).2.too_long, Some((1, 1001)));
}

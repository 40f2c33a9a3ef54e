#![allow(clippy::unwrap_used)]

use crate::sheet::limits::Limits;
use crate::sheet::{Hints, Layout, ReadOptions, Row, memory_source, open};

/// Knows the labels that the files of these tests use.
pub(super) struct Labels;

impl Hints for Labels {
    fn is_label(&self, text: &str) -> bool {
        let known = ["vorname", "nachname", "e-mail", "personalnummer", "telefon", "plz", "ort", "straße", "notiz"];
        known.contains(&text.trim().to_lowercase().as_str())
    }
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) layout: Layout,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) lines: Vec<u32>,
    /// `line:code` of every problem of a row.
    problems: Vec<String>,
    /// Codes of the notes, those of the layout first.
    notes: Vec<&'static str>,
    damaged: bool,
}

pub(super) fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Seen, String> {
    let table = open(memory_source(bytes), options, &Labels).map_err(|problem| problem.code().to_owned())?;
    let (layout, mut reader) = (table.layout, table.rows);
    let mut notes: Vec<&'static str> = layout.notes.iter().map(|note| note.code()).collect();
    let (mut rows, mut lines, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut row = Row::default();
    while reader.next(&mut row).map_err(|problem| problem.code().to_owned())? {
        assert!(reader.position() <= bytes.len() as u64);
        rows.push(row.iter().map(|cell| cell.text().to_owned()).collect());
        lines.push(row.line().0);
        problems.extend(row.problems().iter().map(|problem| format!("{}:{}", row.line(), problem.code())));
    }
    notes.extend(reader.take_notes().iter().map(|note| note.code()));
    Ok(Seen { layout, rows, lines, problems, notes, damaged: reader.damaged() })
}

fn read(text: impl AsRef<[u8]>) -> Seen {
    read_with(text.as_ref(), &ReadOptions::default()).unwrap()
}

fn header(seen: &Seen) -> Vec<&str> {
    seen.layout.header.iter().map(|text| text.as_deref().unwrap_or("-")).collect()
}

#[test]
fn the_same_list_reads_the_same_in_every_encoding() {
    let text = "Vorname;Straße\r\nJürgen;Größenweg 7\r\nÄnne;Übersee\r\n";
    let utf16 = |mark: bool, join: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let mark = mark.then_some('\u{FEFF}');
        mark.into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(join).collect()
    };
    let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let mac: Vec<u8> = latin
        .iter()
        .map(|byte| match byte {
            0xFC => 0x9F,
            0xDF => 0xA7,
            0xF6 => 0x9A,
            0xC4 => 0x80,
            0xDC => 0x86,
            other => *other,
        })
        .collect();
    let cases: [(Vec<u8>, &str); 8] = [
        (text.into(), "utf-8"),
        (["\u{FEFF}", text].concat().into(), "utf-8"),
        (utf16(true, u16::to_le_bytes), "utf-16le"),
        (utf16(false, u16::to_le_bytes), "utf-16le"),
        (utf16(true, u16::to_be_bytes), "utf-16be"),
        (utf16(false, u16::to_be_bytes), "utf-16be"),
        (latin, "windows-1252"),
        (mac, "macintosh"),
    ];
    for (bytes, encoding) in cases {
        let seen = read(bytes);
        assert_eq!(seen.layout.encoding, Some(encoding));
        assert_eq!(header(&seen), ["Vorname", "Straße"], "{encoding}");
        assert_eq!(seen.rows, [["Jürgen", "Größenweg 7"], ["Änne", "Übersee"]], "{encoding}");
        assert_eq!(seen.lines, [2, 3], "{encoding}");
    }
}

#[test]
fn an_encoding_that_is_told_wins() {
    let told = |label: &str| ReadOptions { encoding: Some(label.to_owned()), ..ReadOptions::default() };
    let seen = read_with(b"Vorname;Ort\nJ\x81rgen;K\x94ln\n", &told("cp850")).unwrap();
    assert_eq!(seen.rows, [["Jürgen", "Köln"]]);
    assert_eq!(read_with(b"a;b\n", &told("klingon")).unwrap_err(), "unknown-encoding");
}

#[test]
fn an_encoding_that_the_file_is_not_written_in_is_named() {
    let told = |label: &str| ReadOptions { encoding: Some(label.to_owned()), ..ReadOptions::default() };
    let people = "Vorname;Nachname;Ort\n".to_owned() + &"Иван;Петров;Москва\n".repeat(9_000);
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&people);
    assert_eq!(read_with(&cyrillic, &told("utf-8")).unwrap_err(), "encoding-misfit");
    assert_eq!(read_with(people.as_bytes(), &told("utf-16le")).unwrap_err(), "encoding-misfit");
    assert_eq!(read_with(b"Vorname;Ort\nAnna;Bonn\n", &told("utf-32")).unwrap_err(), "encoding-misfit");
    let utf16: Vec<u8> = "Vorname;Ort\n李;Bonn\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_with(&utf16, &told("utf-16")).unwrap().rows, [["李", "Bonn"]]);
}

#[test]
fn bytes_that_do_not_decode_are_an_error_of_their_row_and_no_other() {
    let mut bytes = "Vorname;Ort\nZoë;Köln\nJürgen;Bonn\n".to_owned().into_bytes();
    bytes.extend(b"Ann\xE9;Trier\nBernd;Ulm\n");
    let seen = read(bytes);
    assert_eq!(seen.problems, ["4:undecodable"]);
    assert_eq!(seen.rows.last().unwrap(), &["Bernd", "Ulm"]);
    assert!(seen.damaged && seen.notes.contains(&"encoding-broken"));
    assert!(!seen.rows.concat().concat().contains('\u{FFFD}'));
}

#[test]
fn the_table_is_found_between_title_and_footer_and_lines_stay_real() {
    let seen = read(
        "Mitarbeiterliste Muster GmbH\nStand: 31.12.2025;;;\n\nVorname;Nachname;E-Mail;Ort\nAnna;Kurz;a@x.example;Bonn\n\nBernd;Lang;b@x.example;\"Bad\nEms\"\nCarla;Gut;c@x.example;Ulm\n\nSumme;3;;\nSeite 1 von 1\n",
    );
    assert_eq!(seen.layout.header_row.unwrap().0, 4);
    assert_eq!(seen.lines, [5, 7, 8]);
    assert!(seen.problems.is_empty(), "{:?}", seen.problems);
    assert!(seen.notes.contains(&"footer-left-out") && seen.notes.contains(&"rows-above-header"));
}

#[test]
fn a_sum_with_data_below_is_no_footer() {
    let seen = read("Vorname;Nachname;Ort\nAnna;Kurz;Bonn\nSumme;;\nBernd;Lang;Ulm\n");
    assert_eq!(seen.lines, [2, 3, 4]);
}

#[test]
fn too_many_and_too_few_cells_never_shift() {
    let seen = read("Vorname;Nachname;Ort\nAnna;Kurz\nBernd;Lang;Ulm;zu;viel\nCarla;Gut;Trier;;\n;;\nDora;Neu;Bonn\n");
    assert_eq!(seen.problems, ["2:missing-cells", "3:surplus-cells"]);
    assert_eq!(seen.rows[0], ["Anna", "Kurz", ""]);
    assert_eq!(seen.rows[1], ["Bernd", "Lang", "Ulm"]);
    assert_eq!(seen.lines, [2, 3, 4, 6]);
}

#[test]
fn an_open_quote_is_an_error_where_it_opened_and_the_rows_after_it_come() {
    let seen = read("Vorname;Ort\nAnna;\"Bonn\nBernd;\"Ulm\"\nCarla;Trier\n\"Dora;Kiel\n");
    assert_eq!(seen.problems, ["2:unclosed-quote", "5:unclosed-quote"]);
    assert_eq!(seen.rows.len(), 4);
    assert_eq!(seen.rows[1], ["Bernd", "Ulm"]);
    assert!(seen.damaged);
}

#[test]
fn quotes_that_stay_open_are_errors_however_many_there_are() {
    for open in 1..12 {
        for (cell, rest) in [("\"Kurz", ";n"), ("Kurz", ";\"n")] {
            let mut text = "Vorname;Nachname;Notiz\n".to_owned();
            (0..open).for_each(|_| text.push_str(&format!("Anna;{cell}{rest}\n")));
            text.push_str(&"Bernd;Lang;ok\n".repeat(open % 4));
            let seen = read(&text);
            let expected: Vec<String> = (2..open + 2).map(|line| format!("{line}:unclosed-quote")).collect();
            assert_eq!(seen.problems, expected, "{text}");
            assert_eq!(seen.rows.len(), open + open % 4, "{text}");
        }
    }
}

#[test]
fn a_quote_that_the_next_cell_of_its_line_leaves_open_is_an_error_of_its_row() {
    let sound = "\"Anna\";\"Kurz\";\"n\"\n".repeat(5);
    let text = format!("Vorname;Nachname;Notiz\n{sound}\"Bernd\";\"Lang;\"n\"\n{sound}");
    let seen = read(&text);
    assert_eq!(seen.problems, ["7:unclosed-quote"]);
    assert_eq!(seen.rows.get(5).unwrap(), &["Bernd", "\"Lang", "n"]);
    assert!(seen.damaged);
    let mut rows = open(memory_source(text), &ReadOptions::default(), &Labels).unwrap().rows;
    let mut row = Row::default();
    while rows.next(&mut row).unwrap() && row.problems().is_empty() {}
    assert!(row.problems().iter().any(|problem| problem.arguments.contains(&("at", "7".to_owned()))));
}

#[test]
fn marks_of_inches_are_letters_like_any_other() {
    let text = "Vorname;Notiz;Ort\n".to_owned() + &"Anna;Bildschirm 24\" links;5\"\n".repeat(20);
    let seen = read(&text);
    assert!(seen.problems.is_empty() && !seen.damaged, "{:?}", seen.problems);
    assert_eq!(seen.rows.first().unwrap(), &["Anna", "Bildschirm 24\" links", "5\""]);
}

#[test]
fn a_cell_that_is_too_long_but_closed_is_no_open_quote() {
    let seen = read(format!("Vorname;Ort\nAnna;\"{}\"\nBernd;Ulm\n", "x".repeat(300_000)));
    assert_eq!(seen.problems, ["2:cell-text-too-long"]);
    assert_eq!(seen.rows.last().unwrap(), &["Bernd", "Ulm"]);
}

#[test]
fn a_stray_byte_behind_the_last_line_spoils_no_row() {
    let mut bytes: Vec<u8> = "Vorname;Ort\nAnna;Bonn\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.push(0x41);
    let told = ReadOptions { encoding: Some("utf-16le".to_owned()), ..ReadOptions::default() };
    let seen = read_with(&bytes, &told).unwrap();
    assert_eq!(seen.problems, Vec::<String>::new());
    assert!(seen.damaged && seen.notes.contains(&"cut-in-character"), "{:?}", seen.notes);
    let cut = read("Vorname;Ort\nZoë;Köln\nAnna;Bonn\nZo".bytes().chain([0xC3]).collect::<Vec<u8>>());
    assert!(cut.problems.contains(&"4:undecodable".to_owned()), "{:?}", cut.problems);
}

#[test]
fn a_quote_that_stays_open_through_a_large_file_is_given_up_soon() {
    let mut text = "Vorname;Ort\nAnna;\"Bonn\n".to_owned();
    (0..30_000).for_each(|number| text.push_str(&format!("Vorname{number};Ort{number}\n")));
    let seen = read(&text);
    assert_eq!(seen.problems, ["2:unclosed-quote"]);
    assert_eq!(seen.rows.len(), 30_001);
}

#[test]
fn a_last_row_that_breaks_off_is_a_sign_of_damage() {
    let whole = "Vorname;Nachname;Ort\nA;B;C\nA;B;C\nA;B;C\n";
    assert!(!read(whole).damaged);
    let seen = read([whole, "Anna;Ku"].concat());
    assert_eq!(seen.problems, ["5:cut-off", "5:missing-cells"]);
    assert!(seen.damaged);
}

#[test]
fn a_short_footer_without_a_line_end_is_no_sign_of_damage() {
    for footer in
        ["Summe;3", "Summe", "Seite 1 von 1", "\nEnde der Liste", "Gesamt: 3;;", "----------", "---;---\nSumme;3"]
    {
        let seen = read(["Vorname;Nachname;Ort\nA;B;C\nA;B;C\nA;B;C\n", footer].concat());
        assert!(!seen.damaged && seen.problems.is_empty(), "{footer}: {:?}", seen.problems);
        assert!(seen.notes.contains(&"footer-left-out"), "{footer}");
    }
    assert!(read("Vorname;Nachname;Ort\nA;B;C\nA;B;C\nA;B;C\nBer").damaged);
    let underlined = read("Vorname;Nachname;Ort\n-------;--------;---\nA;B;C\n");
    assert!(underlined.rows.len() == 1 && !underlined.notes.contains(&"footer-left-out"));
}

#[test]
fn a_row_that_a_line_break_broke_in_two_is_pointed_out() {
    let whole = "Vorname;Notiz;Ort;PLZ\nA;B;C;1\n";
    let seen = read([whole, "Anna;ruft\nzurück;Bonn;5\nB;C;D;2\n"].concat());
    assert_eq!(seen.problems, ["3:missing-cells", "4:missing-cells", "4:broken-in-two"]);
    for ragged in
        ["A;B;C\nA;B\n".repeat(9), "AK;Anna;Bonn\nBL;Bernd\n".to_owned(), "Anna;x;y\nAcme GmbH;5\n".to_owned()]
    {
        let seen = read([whole, &ragged].concat());
        let hints = seen.problems.iter().filter(|problem| problem.ends_with("broken-in-two")).count();
        assert!(hints <= usize::from(ragged.contains('5')), "{ragged}: {hints}");
    }
    let seen = read("Code,Long name,Site\nAK,Anna\nBL,Bernd\nCG,Carla,Graz\n");
    assert_eq!(seen.problems, ["2:missing-cells", "3:missing-cells"]);
}

#[test]
fn a_sheet_that_is_named_for_text_has_no_effect_and_a_word() {
    let told = ReadOptions { sheet: Some("Blatt 2".to_owned()), ..ReadOptions::default() };
    assert!(read_with(b"Vorname;Ort\nA;B\n", &told).unwrap().notes.contains(&"no-sheets"));
}

#[test]
fn a_header_may_take_two_lines() {
    let cases: [(&str, &[&str], u32); 8] = [
        (
            "Privat;;Dienstlich;;\nE-Mail;Telefon;E-Mail;Telefon;Ort\na@x.example;1;b@x.example;2;Bonn\n",
            &["E-Mail Privat", "Telefon Privat", "E-Mail Dienstlich", "Telefon Dienstlich", "Ort"],
            2,
        ),
        (
            "Name;;E-Mail;Ort\nVor-;Nach-;dienstl.;Telefon\nA;B;a@x.example;1\n",
            &["Vorname", "Nachname", "E-Mail dienstl.", "Telefon"],
            2,
        ),
        // A title tells nothing apart, and a row of data is none of the header.
        ("Liste 1;;\nE-Mail;Vorname;E-Mail\na@x.example;A;b@x.example\n", &["E-Mail", "Vorname", "E-Mail"], 2),
        ("Vorname;Nachname;;Ort\nAnna;Kurz;Notiz;Bonn\n", &["Vorname", "Nachname", "-", "Ort"], 1),
        ("Vorname;Nachname;;Ort\nAnna;Ort;Notiz;Bonn\n", &["Vorname", "Nachname", "-", "Ort"], 1),
        (
            "Person;;Kontakt;\nVorname;Nachname;E-Mail;Telefon\nA;B;a@x.example;1\n",
            &["Vorname", "Nachname", "E-Mail", "Telefon"],
            2,
        ),
        (
            "Personalnummer;Name;;Ort\n;Vorname;Nachname;\n1;A;B;Bonn\n",
            &["Personalnummer", "Vorname", "Nachname", "Ort"],
            2,
        ),
        ("Vorname;Nachname;Ort\nA;B;Bonn\n", &["Vorname", "Nachname", "Ort"], 1),
    ];
    for (text, expected, line) in cases {
        let seen = read(text);
        assert_eq!(header(&seen), expected, "{text}");
        assert_eq!(seen.layout.header_row.unwrap().0, line, "{text}");
        assert_eq!(seen.rows.len(), 1, "{text}");
    }
}

#[test]
fn a_file_may_have_no_header() {
    let seen = read("anna@example.com;Anna;Kurz");
    assert_eq!((seen.layout.header_row, seen.rows.len()), (None, 1));
    assert_eq!(seen.layout.header, [None, None, None]);
    let seen = read("Unsere Leute\n\na@example.com;Anna;1;\nb@example.com;Bernd;7;\nc@example.com;Carla;2;\n");
    assert_eq!((seen.layout.header.len(), seen.lines), (4, vec![3, 4, 5]));
}

#[test]
fn a_header_row_that_is_told_wins() {
    let told = |line| ReadOptions { header_row: Some(line), ..ReadOptions::default() };
    let text = "Vorname;Ort\nName;Stadt\nAnna;Bonn\n";
    let seen = read_with(text.as_bytes(), &told(2)).unwrap();
    assert_eq!((header(&seen).concat(), seen.lines.len()), ("NameStadt".to_owned(), 1));
    assert_eq!(read_with(text.as_bytes(), &told(0)).unwrap().lines, [1, 2, 3]);
    assert_eq!(read_with(text.as_bytes(), &told(9)).unwrap_err(), "header-row-missing");
}

#[test]
fn a_file_without_rows_and_a_file_without_cells_say_so() {
    assert!(read("Vorname;Ort\r\n").notes.contains(&"no-rows"));
    for empty in ["", "\u{FEFF}", "\r\n\r\n", ";;;\n;;;\n", "   \n"] {
        let error = read_with(empty.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert_eq!(error, "empty-file", "{empty:?}");
    }
}

#[test]
fn control_characters_are_removed_with_a_warning_and_the_end_mark_of_dos_without() {
    let seen = read("Vorname;Ort\nAn\0na;Bonn\nBernd;Ulm\n\u{1A}");
    assert_eq!(seen.rows, [["Anna", "Bonn"], ["Bernd", "Ulm"]]);
    assert_eq!(seen.problems, ["2:control-removed"]);
}

#[test]
fn text_that_was_encoded_twice_is_noted_once() {
    let seen = read("Vorname;Ort\nAnna;Bonn\nJÃ¼rgen;KÃ¶ln\nZoÃ«;Ulm\n");
    assert_eq!(seen.notes.iter().filter(|code| **code == "double-encoded-text").count(), 1);
}

#[test]
fn pages_put_together_and_ruled_lines_are_not_data() {
    let seen = read("Vorname;Ort\n-------;-----\nAnna;Bonn\nVorname;Ort\nBernd;Ulm\n");
    assert_eq!(seen.lines, [3, 5]);
    assert!(seen.notes.contains(&"repeated-header"));
}

#[test]
fn columns_are_spoken_of_where_they_need_it() {
    let seen = read("Vorname;Ort;;Ort\nA;B;x;C\n");
    assert!(seen.notes.contains(&"duplicate-header") && seen.notes.contains(&"unlabelled-column"));
}

#[test]
fn a_reached_limit_is_a_clear_error() {
    let limits = Limits { rows: 2, columns: 4, text_bytes: 10, record_bytes: 300_000, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let code = |text: &str| read_with(text.as_bytes(), &options).map(|seen| seen.problems);
    assert_eq!(code("Vorname;Ort\n1;2\n3;4\n5;6\n").unwrap_err(), "too-many-rows");
    assert_eq!(code("a;b;c;d;e\n1;2;3;4;5\n").unwrap_err(), "too-wide");
    assert_eq!(code("Vorname;Ort\nAnna;Bonn am Rhein\n").unwrap(), ["2:cell-text-too-long"]);
    assert_eq!(code(&format!("Vorname;Ort\nAnna;{}\n", "x".repeat(1 << 20))).unwrap_err(), "record-too-long");
}

#[test]
fn line_ends_of_every_kind_end_rows() {
    let seen = read("Vorname;Ort\r\nA;B\nC;D\rE;F\r\r\nG;H");
    assert_eq!(seen.lines, [2, 3, 4, 6]);
    assert_eq!(seen.rows.concat().concat(), "ABCDEFGH");
}

#[test]
fn a_file_that_turns_into_something_else_ends_with_an_error_and_not_with_rows_left_out() {
    let mut bytes = b"Vorname;Ort\n".to_vec();
    for _ in 0..60_000 {
        bytes.extend(b"Anna;Trier\n");
    }
    bytes.extend(std::iter::repeat_n(0xFF, 300_000));
    bytes.extend(b"\nBernd;Ulm\n");
    let told = ReadOptions { encoding: Some("utf-8".to_owned()), ..ReadOptions::default() };
    assert_eq!(read_with(&bytes, &told).unwrap_err(), "encoding-misfit");
}

#[test]
fn a_list_that_was_saved_with_the_wrong_delimiter_is_read_as_it_was() {
    let cases = [
        ("Vorname;Ort;Notiz,,,\nAnna;Bonn;1 GB,,,\nBernd;Ulm;\"1,5 GB\",,\n", "1,5 GB", "nested-lines"),
        ("Vorname;Ort;Notiz,,,\nAnna;Bonn;x,,,\nBernd;Ulm;1,5 GB,,\n", "1,5 GB", "nested-lines"),
        ("Vorname;Ort;Notiz,\r\nAnna;Bonn;x,\r\n\"Bernd;Ulm;\"\"a; b\"\"\",\r\n", "a; b", "nested-lines"),
        ("Vorname,Ort,Notiz;;\nAnna,Bonn,x;;\nBernd,Ulm,0001;;\n", "0001", "nested-lines"),
        ("Vorname;Ort;Notiz\t\t\nAnna;Bonn;x\t\t\nBernd;Ulm;y\t\t\n", "y", "nested-lines"),
        ("\"Vorname,Ort,Notiz\"\n\"Anna,Bonn,x\"\n\"Bernd,Ulm,\"\"a, b\"\"\"\n", "a, b", "quoted-lines"),
        ("\"Vorname;Ort;Notiz\"\n\"Anna;Bonn;x\"\n\"Bernd;Ulm;z\"\n", "z", "quoted-lines"),
    ];
    for (text, last, code) in cases {
        let seen = read(text);
        assert_eq!(header(&seen), ["Vorname", "Ort", "Notiz"], "{text}");
        assert_eq!((seen.rows[0][0].as_str(), seen.rows[1][2].as_str()), ("Anna", last), "{text}");
        assert!(seen.notes.contains(&code) && seen.problems.is_empty(), "{text} {seen:?}");
        assert_eq!(seen.lines, [2, 3]);
    }
    // Lists with blank columns at their end, and cells in quotes, are what they seem.
    for (text, columns) in [
        ("Vorname;Ort;;\nAnna;Bonn;;\nBernd;Ulm;;\n", 4),
        ("\"Vorname\"\n\"Anna\"\n\"Bernd\"\n", 1),
        ("Vorname,Notiz,\nAnna,a;b,\nBernd,c;d,\n", 3),
        ("\"Vorname\",\"Ort\"\n\"Anna\",\"Bonn\"\n", 2),
    ] {
        let seen = read(text);
        assert!(!seen.notes.iter().any(|code| ["nested-lines", "quoted-lines"].contains(code)), "{text}");
        assert_eq!(seen.layout.header.len(), columns, "{text}");
    }
}

#[test]
fn an_encoding_that_only_a_person_can_tell_is_a_question() {
    let names = encoding_rs::WINDOWS_1254.encode("Vorname;Ort\nDoğan;Ulm\n").0.into_owned();
    assert_eq!(read_with(&names, &ReadOptions::default()).unwrap_err(), "encoding-unsettled");
    let options = ReadOptions { encoding: Some("windows-1254".to_owned()), ..ReadOptions::default() };
    assert_eq!(read_with(&names, &options).unwrap().rows, [["Doğan", "Ulm"]]);
}

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::tests::{Labels, read_with};
use crate::sheet::{ReadOptions, Row, memory_source, open};

/// Bytes that make trouble more often than others.
fn troublesome() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            ";", ",", "\t", "|", "\"", "'", "\"\"", "\\\"", "\n", "\r\n", "\r", " ", "a", "Vorname", "E-Mail", "1,5", "ü", "Ã¼",
            "sep=;\n", "\0", "\u{FEFF}", "Summe", "--", "\u{1A}", "anna@example.com",
        ]).prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Text of a cell: everything that a list may hold, in the characters of a Western code page.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9äöüÄÖÜßéèç€;,|\t'\" \n^:@.+-]{0,12}", "[A-Z][a-zäöü]{1,8}( [A-Z][a-z]{1,8})?",]
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "windows-1252" => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        _ => text.as_bytes().to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_rows_or_in_a_problem(bytes in troublesome()) {
        if let Ok(mut table) = open(memory_source(bytes), &ReadOptions::default(), &Labels) {
            let mut row = Row::default();
            let mut line = table.layout.header_row.map_or(0, |header| header.0);
            let mut position = 0;
            while let Ok(true) = table.rows.next(&mut row) {
                prop_assert!(row.line().0 > line, "{} after {line}", row.line());
                prop_assert_eq!(row.len(), table.layout.header.len());
                prop_assert!(table.rows.position() >= position);
                line = row.line().0;
                position = table.rows.position();
            }
        }
    }

    #[test]
    fn what_a_writer_wrote_is_read_back(
        cells in proptest::collection::vec((cell(), cell()), 1..12),
        delimiter in proptest::sample::select(vec![b';', b',', b'\t', b'|', b'^', b'~', 0x1F]),
        quote in proptest::sample::select(vec![b'"', b'\'']),
        always in any::<bool>(),
        encoding in proptest::sample::select(vec!["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
        crlf in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote(quote)
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record(["E-Mail", "Ort", "Notiz"]).unwrap();
        let rows: Vec<Vec<String>> = cells
            .into_iter()
            .enumerate()
            .map(|(number, (one, two))| vec![format!("user{number}@example.com"), one, two])
            .collect();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let options = ReadOptions {
            encoding: Some(encoding.to_owned()),
            delimiter: Some(char::from(delimiter)),
            quote: Some(char::from(quote)),
            header_row: Some(1),
            ..ReadOptions::default()
        };
        let seen = read_with(&encoded(&text, encoding), &options).unwrap();
        prop_assert_eq!(seen.rows, rows, "{}", text);
    }
}

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::super::{Row, memory_source};
use super::*;
use crate::cell::Cell;

fn record(kind: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = body.len();
    while length >= 128 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(body);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [(units.len() as u32).to_le_bytes().to_vec(), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

fn row(number: u32, hidden: bool) -> Vec<u8> {
    record(0, &[&number.to_le_bytes()[..], &[0; 4], &[0; 2], &[0, if hidden { 0x10 } else { 0 }], &[0; 5]].concat())
}

fn cell(kind: u32, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &style.to_le_bytes(), value].concat())
}

fn number(column: u32, style: u32, value: f64) -> Vec<u8> {
    cell(5, column, style, &value.to_le_bytes())
}

/// The parts of a workbook with one sheet of these records.
fn parts(records: &[Vec<u8>]) -> Vec<(&'static str, Vec<u8>)> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let relations = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat()).into_bytes();
    let sheet = |state: u32, id: &str, name: &str| {
        record(156, &[&state.to_le_bytes()[..], &[0; 4], &text(id), &text(name)].concat())
    };
    let style = |format: u16| record(47, &[[0; 2], format.to_le_bytes()].concat());
    let item = |item: &str| record(19, &[&[0][..], &text(item)].concat());
    let styles = [
        record(44, &[&164_u16.to_le_bytes()[..], &text("00000")].concat()),
        record(44, &[&165_u16.to_le_bytes()[..], &text("\"ID \"@")].concat()),
        style(9),
        record(617, &[]),
        style(0),
        style(164),
        style(14),
        style(165),
        record(618, &[]),
    ];
    let sheets = [sheet(0, "r1", "Users"), sheet(1, "r2", "Hidden"), sheet(0, "r5", "Chart")];
    let data = [record(129, &[]), record(145, &[]), records.concat(), record(146, &[]), record(130, &[])];
    vec![
        ("_rels/.rels", relations(&[relation("r1", "officeDocument", "xl/workbook.bin")])),
        ("xl/workbook.bin", sheets.concat()),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                relation("r1", "worksheet", "worksheets/sheet1.bin"),
                relation("r2", "worksheet", "worksheets/sheet1.bin"),
                relation("r3", "sharedStrings", "sharedStrings.bin"),
                relation("r4", "styles", "styles.bin"),
                relation("r5", "chartsheet", "chart.bin"),
            ]),
        ),
        ("xl/worksheets/sheet1.bin", data.concat()),
        ("xl/sharedStrings.bin", [item("Müller"), item("李")].concat()),
        ("xl/styles.bin", styles.concat()),
    ]
}

fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

type Read = (Vec<String>, Option<&'static str>, Vec<Problem>);

fn read(bytes: Vec<u8>, limits: &Limits) -> Read {
    let mut lines = Vec::new();
    let mut sheet = match open(memory_source(bytes), limits).and_then(|mut workbook| workbook.open_sheet(0)) {
        Ok(sheet) => sheet,
        Err(problem) => return (lines, Some(problem.code()), Vec::new()),
    };
    let mut row = Row::default();
    loop {
        match sheet.rows.next(&mut row) {
            Ok(true) => {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| match cell {
                        Cell::Empty => "-".to_owned(),
                        Cell::Text(text) => format!("'{text}"),
                        Cell::Number { shown, .. } => shown.to_owned(),
                        Cell::Date(date) => format!("D{date}"),
                        other => format!("{other:?}"),
                    })
                    .collect();
                lines.push(format!("{}: {}", row.line(), cells.join(" ")));
            }
            Ok(false) => return (lines, None, sheet.rows.take_notes()),
            Err(problem) => return (lines, Some(problem.code()), Vec::new()),
        }
    }
}

fn read_records(records: &[Vec<u8>]) -> Read {
    read(archive(&parts(records)), &Limits::default())
}

#[test]
fn every_kind_of_cell_is_read_as_displayed() {
    let packed = ((1067_u32 << 2) | 2).to_le_bytes();
    let short = |kind: u32, style: u32, value: &[u8]| record(kind, &[&style.to_le_bytes()[..], value].concat());
    let rich = [&[1][..], &text("rich"), &[0; 8]].concat();
    let records = [
        row(0, false),
        cell(7, 0, 0, &0_u32.to_le_bytes()),
        number(1, 1, 42.0),
        number(2, 2, 45_351.0),
        cell(2, 3, 1, &packed),
        cell(4, 4, 0, &[1]),
        cell(3, 5, 0, &[0x2A]),
        cell(6, 6, 0, &text("inline")),
        cell(62, 7, 0, &rich),
        cell(7, 8, 3, &0_u32.to_le_bytes()),
        cell(6, 9, 3, &text("7")),
        row(1, false),
        cell(1, 0, 0, &[]),
        row(4, false),
        cell(8, 1, 0, &[&text("formula")[..], &[0; 10]].concat()),
        cell(9, 2, 0, &[&2.5_f64.to_le_bytes()[..], &[0; 6]].concat()),
        cell(10, 3, 0, &[0, 0, 0]),
        cell(11, 4, 0, &[7, 0, 0]),
        short(18, 0, &1_u32.to_le_bytes()),
        short(12, 0, &[]),
        short(13, 1, &packed),
    ];
    let expected = [
        "1: 'Müller 00042 D2024-02-29 01067 Flag(true) Error(\"#N/A\") 'inline 'rich 'ID Müller 'ID 7",
        "5: - 'formula 2.5 Flag(false) Error(\"#DIV/0!\") '李 - 01067",
    ];
    let (lines, problem, _) = read_records(&records);
    assert_eq!(problem, None);
    assert_eq!(lines, expected);
}

#[test]
fn sheets_are_listed_with_charts_left_out() {
    let workbook = open(memory_source(archive(&parts(&[]))), &Limits::default()).unwrap();
    let sheets: Vec<_> = workbook.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("Users", false), ("Hidden", true)]);
}

#[test]
fn days_count_from_1904_where_the_workbook_says_so() {
    let mut parts = parts(&[row(0, false), number(0, 2, 45_351.0 - 1462.0)]);
    parts[1].1.extend(record(153, &[1, 0, 0, 0, 0, 0, 0, 0]));
    assert_eq!(read(archive(&parts), &Limits::default()).0, ["1: D2024-02-29"]);
}

#[test]
fn hidden_rows_are_counted_where_they_hold_something() {
    let (lines, _, notes) =
        read_records(&[row(0, false), number(0, 0, 1.0), row(1, true), number(0, 0, 2.0), row(2, true)]);
    assert_eq!(lines.len(), 2);
    assert_eq!(notes[0].arguments, [("count", "1".to_owned())]);
}

#[test]
fn damage_is_told_after_the_rows_before_it() {
    let good = [row(0, false), number(0, 0, 1.0), row(1, false)];
    let with = |records: &[Vec<u8>]| {
        let (lines, problem, _) = read_records(&[&good[..], records].concat());
        assert_eq!(lines, ["1: 1"]);
        problem
    };
    assert_eq!(with(&[cell(7, 0, 0, &9_u32.to_le_bytes())]), Some("damaged-workbook"));
    assert_eq!(with(&[number(3, 0, 1.0), number(2, 0, 1.0)]), Some("damaged-workbook"));
    assert_eq!(with(&[cell(6, 0, 0, &[0xFF, 0xFF, 0xFF, 0x7F, 0])]), Some("damaged-workbook"));
    assert_eq!(with(&[number(0, 0, 2.0), row(0, false)]).map(|_| ()), Some(()));
    assert_eq!(with(&[number(5000, 0, 2.0)]), Some("too-many-columns"));
    assert_eq!(read_records(&[row(0, false), row(2_000_000, false)]).1, Some("row-out-of-range"));
    let mut cut = parts(&good);
    let length = cut[3].1.len();
    cut[3].1.truncate(length - 10);
    assert_eq!(read(archive(&cut), &Limits::default()).1, Some("damaged-workbook"));
}

#[test]
fn cells_merged_over_rows_are_told_before_the_rows() {
    let merged = |range: [u32; 4]| record(176, &range.map(u32::to_le_bytes).concat());
    let records = [
        row(0, false),
        number(0, 0, 1.0),
        record(146, &[]),
        merged([1, 4, 2, 3]),
        merged([6, 6, 0, 5]),
        merged([7, u32::MAX, 0, 0]),
        record(176, &[1]),
    ];
    let open = |limits: &Limits| {
        let bytes = archive(&parts(&records));
        let mut sheet = open(memory_source(bytes), limits).unwrap().open_sheet(0).unwrap();
        sheet.rows.take_merges().iter().map(|merge| (merge.first, merge.last, merge.column)).collect::<Vec<_>>()
    };
    assert_eq!(open(&Limits::default()), [(2, 5, 2)]);
    assert_eq!(open(&Limits { merges_bytes: 9, ..Limits::default() }), []);
}

proptest! {
    #[test]
    fn a_changed_part_gets_an_answer(part in 1_usize..6, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut parts = parts(&[row(0, false), cell(7, 0, 0, &0_u32.to_le_bytes()), number(1, 2, 42.5), cell(6, 2, 0, &text("x")), row(7, true), number(0, 1, 1.0)]);
        let bytes = &mut parts[part].1;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(archive(&parts), &Limits::default());
    }
}

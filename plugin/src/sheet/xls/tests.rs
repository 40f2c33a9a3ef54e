#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::ole::sample::compound_file;
use super::super::{Cell, Row, memory_source};
use super::*;

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat()
}

/// A text of one byte a letter, with its length in as many bytes as `L` has.
fn narrow(text: &str, length: &[u8]) -> Vec<u8> {
    [length, &[0], text.as_bytes()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    [&(units.len() as u16).to_le_bytes(), &[1][..]].concat().into_iter().chain(bytes).collect()
}

fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    let place = [row, column, style].map(u16::to_le_bytes).concat();
    record(kind, &[&place, value].concat())
}

fn formula(row: u16, column: u16, result: [u8; 8], options: u16) -> Vec<u8> {
    cell(0x0006, row, column, 0, &[&result[..], &options.to_le_bytes(), &[0; 6]].concat())
}

/// The stream of a workbook: its globals between begin and end, then its sheets (name, state, records).
fn stream(version: u16, globals: &[Vec<u8>], sheets: &[(&str, u16, Vec<Vec<u8>>)]) -> Vec<u8> {
    let begin = |kind: u16| record(BOF, &[version.to_le_bytes(), kind.to_le_bytes(), [0; 2], [0; 2]].concat());
    let bound = |position: u32, name: &str, state: u16| {
        let length = [name.len() as u8];
        let name = if version == 0x0600 { narrow(name, &length) } else { [&length, name.as_bytes()].concat() };
        record(BOUND_SHEET, &[&position.to_le_bytes()[..], &state.to_le_bytes(), &name].concat())
    };
    let globals = globals.concat();
    let names: usize = sheets.iter().map(|(name, ..)| bound(0, name, 0).len()).sum();
    let mut position = begin(5).len() + names + globals.len() + 4;
    let (mut head, mut tail) = (begin(5), Vec::new());
    for (name, state, records) in sheets {
        head.extend(bound(position as u32, name, *state));
        let sheet = [begin(16), records.concat(), record(EOF, &[])].concat();
        position += sheet.len();
        tail.extend(sheet);
    }
    [head, globals, record(EOF, &[]), tail].concat()
}

fn excel_97(globals: &[Vec<u8>], records: Vec<Vec<u8>>) -> Vec<u8> {
    stream(0x0600, globals, &[("Users", 0, records)])
}

fn open_bytes(bytes: Vec<u8>) -> Result<Box<dyn Workbook>, Problem> {
    open(memory_source(bytes), &Limits::default())
}

/// Each row as its line and its cells, and the code of the problem that ended the reading.
fn read(bytes: Vec<u8>, limits: &Limits) -> (Vec<String>, Option<&'static str>) {
    let mut lines = Vec::new();
    let mut workbook = match open(memory_source(bytes), limits) {
        Ok(workbook) => workbook,
        Err(problem) => return (lines, Some(problem.code())),
    };
    let mut sheet = match workbook.open_sheet(0) {
        Ok(sheet) => sheet,
        Err(problem) => return (lines, Some(problem.code())),
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
            Ok(false) => return (lines, None),
            Err(problem) => return (lines, Some(problem.code())),
        }
    }
}

fn rows(bytes: Vec<u8>) -> Vec<String> {
    let (lines, problem) = read(bytes, &Limits::default());
    assert_eq!(problem, None);
    lines
}

fn styles() -> Vec<Vec<u8>> {
    let format = |number: u16, code: &str| {
        record(FORMAT, &[&number.to_le_bytes()[..], &narrow(code, &(code.len() as u16).to_le_bytes())].concat())
    };
    let style = |format: u16| record(EXTENDED_FORMAT, &[[0; 2], format.to_le_bytes()].concat());
    let formats = vec![format(164, "00000"), format(165, "dd/mm/yyyy"), format(166, "\"ID \"@")];
    [formats, vec![style(0), style(164), style(165), style(14), style(166)]].concat()
}

#[test]
fn every_kind_of_cell_is_read_as_displayed() {
    let rk = |number: i32| ((number << 2) | 2).cast_unsigned().to_le_bytes();
    let numbers = [&[4, 0, 1, 0, 1, 0][..], &rk(1067), &[0, 0], &rk(7), &[2, 0]].concat();
    let texts = [&[0; 8][..], &wide("Müller 李"), &wide("x")].concat();
    let globals = [styles(), vec![record(SHARED_TEXTS, &texts)]].concat();
    let cells = vec![
        cell(0x00FD, 0, 0, 0, &0_u32.to_le_bytes()),
        cell(0x0203, 0, 1, 1, &42_f64.to_le_bytes()),
        cell(0x027E, 0, 2, 0, &rk(100_000)),
        cell(0x0203, 0, 3, 2, &45_351_f64.to_le_bytes()),
        cell(0x0205, 0, 4, 0, &[1, 0]),
        cell(0x0205, 0, 5, 0, &[0x2A, 1]),
        record(0x00BD, &numbers),
        cell(0x0201, 4, 4, 0, &[]),
        formula(6, 0, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
        record(0x04BC, &[0; 8]),
        record(0x0207, &wide("Anna")),
        formula(6, 1, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(6, 2, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(6, 3, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(6, 4, 2.5_f64.to_le_bytes(), 0),
        formula(6, 5, 0_f64.to_le_bytes(), 3),
        formula(6, 6, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF], 3),
        formula(7, 0, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
        cell(0x0204, 7, 1, 0, &wide("Kurz")),
        cell(0x00FD, 7, 2, 4, &1_u32.to_le_bytes()),
        cell(0x0204, 7, 3, 4, &wide("7")),
    ];
    let expected = [
        "1: 'Müller 李 00042 100000 D2024-02-29 Flag(true) Error(\"#N/A\")",
        "5: - 01067 7",
        "7: 'Anna Flag(true) Error(\"#DIV/0!\") - 2.5 Uncalculated Uncalculated",
        "8: Uncalculated 'Kurz 'ID x 'ID 7",
    ];
    let workbook = excel_97(&globals, cells);
    assert_eq!(rows(compound_file(&[("Workbook", &workbook)])), expected);
    assert_eq!(rows(workbook), expected, "without a shell");
}

#[test]
fn dates_of_both_epochs_are_the_same_days() {
    let day = |serial: f64| vec![cell(0x0203, 0, 0, 3, &serial.to_le_bytes())];
    assert_eq!(rows(excel_97(&styles(), day(45_351.0))), ["1: D2024-02-29"]);
    let globals = [vec![record(DATE_MODE, &[1, 0])], styles()].concat();
    assert_eq!(rows(excel_97(&globals, day(45_351.0 - 1462.0))), ["1: D2024-02-29"]);
}

#[test]
fn shared_texts_run_over_into_the_next_record_anywhere() {
    let long = "Jürgen 李小龙 ".repeat(20);
    let whole = [&[0; 8][..], &wide("a"), &wide(&long), &wide("z")].concat();
    for cut in 9..whole.len() {
        let letters = 8 + 5..8 + 5;
        let start = 8 + 5 + 3;
        let end = start + long.encode_utf16().count() * 2;
        let mut rest = whole[cut..].to_vec();
        // Letters that go on in another record say anew how wide they are, and are never cut in half.
        if (start..end).contains(&cut) && !letters.contains(&cut) {
            if (cut - start) % 2 == 1 {
                continue;
            }
            rest.insert(0, 1);
        } else if cut < start || cut >= end + 3 {
            // Lengths and flags are kept together by spreadsheet programs.
            continue;
        }
        let globals = vec![record(SHARED_TEXTS, &whole[..cut]), record(0x003C, &rest)];
        let cells = (0..3_u32).map(|index| cell(0x00FD, 0, index as u16, 0, &index.to_le_bytes())).collect();
        assert_eq!(rows(excel_97(&globals, cells)), [format!("1: 'a '{long} 'z")], "cut at {cut}");
    }
}

#[test]
fn rich_and_phonetic_texts_leave_only_their_letters() {
    let rich =
        [&3_u16.to_le_bytes()[..], &[8 | 4], &1_u16.to_le_bytes(), &2_u32.to_le_bytes(), b"abc", &[0; 4], &[9; 2]]
            .concat();
    let globals = vec![record(SHARED_TEXTS, &[&[0; 8][..], &rich, &wide("next")].concat())];
    let cells = vec![cell(0x00FD, 0, 0, 0, &0_u32.to_le_bytes()), cell(0x00FD, 0, 1, 0, &1_u32.to_le_bytes())];
    assert_eq!(rows(excel_97(&globals, cells)), ["1: 'abc 'next"]);
}

#[test]
fn excel_5_texts_are_of_the_code_page() {
    let label = |text: &[u8]| cell(0x0204, 0, 0, 0, &[&(text.len() as u16).to_le_bytes()[..], text].concat());
    let code_page = |number: u16| vec![record(CODE_PAGE, &number.to_le_bytes())];
    let workbook = |globals: &[Vec<u8>], text: &[u8]| stream(0x0500, globals, &[("Users", 0, vec![label(text)])]);
    assert_eq!(rows(workbook(&code_page(1252), b"M\xfcller")), ["1: 'Müller"]);
    assert_eq!(rows(workbook(&code_page(1250), b"\xa3ukasz")), ["1: 'Łukasz"]);
    assert_eq!(rows(workbook(&code_page(850), b"M\x81ller")), ["1: 'Müller"]);
    assert_eq!(rows(workbook(&code_page(10_000), b"M\x9fller")), ["1: 'Müller"]);
    assert_eq!(rows(compound_file(&[("Book", &workbook(&[], b"\x80"))])), ["1: '€"]);
}

#[test]
fn hidden_sheets_are_marked_and_charts_left_out() {
    let bytes = stream(0x0600, &[], &[("A", 0, vec![]), ("Chart", 0x0200, vec![]), ("B", 1, vec![]), ("C", 2, vec![])]);
    let workbook = open_bytes(bytes).unwrap();
    let sheets: Vec<_> = workbook.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("A", false), ("B", true), ("C", true)]);
}

#[test]
fn hidden_rows_are_counted_where_they_hold_something() {
    let row =
        |number: u16, options: u8| record(0x0208, &[&number.to_le_bytes()[..], &[0; 10], &[options, 0, 0, 0]].concat());
    let number = |row| cell(0x0203, row, 0, 0, &1_f64.to_le_bytes());
    let cells = vec![row(0, 0), row(1, 0x20), row(2, 0x20), row(9, 0x20), number(0), number(1), number(2)];
    let sheet = open_bytes(excel_97(&[], cells)).unwrap().open_sheet(0).unwrap();
    let notes: Vec<_> = sheet.notes.iter().map(|note| (note.code(), note.arguments[0].1.as_str())).collect();
    assert_eq!(notes, [("hidden-rows", "2")]);
}

#[test]
fn cells_out_of_order_are_put_in_order_and_the_last_of_two_counts() {
    let number = |row, column, value: f64| cell(0x0203, row, column, 0, &value.to_le_bytes());
    let cells = vec![number(2, 0, 5.0), number(0, 1, 2.0), number(0, 0, 1.0), number(2, 0, 6.0), number(1, 0, 3.0)];
    assert_eq!(rows(excel_97(&[], cells)), ["1: 1 2", "2: 3", "3: 6"]);
}

#[test]
fn a_chart_on_the_sheet_is_no_part_of_its_rows() {
    let number = |row, value: f64| cell(0x0203, row, 0, 0, &value.to_le_bytes());
    let chart = [record(BOF, &[0, 6, 0x20, 0]), number(0, 99.0), record(EOF, &[])].concat();
    assert_eq!(rows(excel_97(&[], vec![number(0, 1.0), chart, number(1, 2.0)])), ["1: 1", "2: 2"]);
}

#[test]
fn damage_is_told_after_the_rows_before_it() {
    let number = |row, value: f64| cell(0x0203, row, 0, 0, &value.to_le_bytes());
    let whole = excel_97(&[], vec![number(0, 1.0), number(1, 2.0), number(2, 3.0)]);
    // The row that the damage is in may lack cells, so it is not handed out.
    let cut = whole[..whole.len() - 6].to_vec();
    assert_eq!(read(cut, &Limits::default()), (vec!["1: 1".to_owned()], Some("damaged-sheet")));
    let missing = excel_97(&[], vec![cell(0x00FD, 0, 0, 0, &7_u32.to_le_bytes())]);
    assert_eq!(read(missing, &Limits::default()), (vec![], Some("damaged-sheet")));
    let nowhere = whole[..30].to_vec();
    assert_eq!(read(nowhere, &Limits::default()).1, Some("damaged-workbook"));
    let locked = excel_97(&[record(FILE_PASS, &[1, 0])], vec![]);
    assert_eq!(read(locked, &Limits::default()).1, Some("password-protected"));
}

#[test]
fn limits_end_the_reading_with_a_message() {
    let number = |row, column| cell(0x0203, row, column, 0, &1_f64.to_le_bytes());
    let sheet = || excel_97(&[], vec![number(0, 0), number(1, 3), number(2, 0)]);
    let limits = Limits { cells: 2, ..Limits::default() };
    assert_eq!(read(sheet(), &limits).1, Some("too-many-cells"));
    let limits = Limits { columns: 3, ..Limits::default() };
    assert_eq!(read(sheet(), &limits), (vec!["1: 1".to_owned()], Some("too-many-columns")));
    let globals = vec![record(SHARED_TEXTS, &[&[0; 8][..], &wide("long text")].concat())];
    let limits = Limits { shared_text_bytes: 5, ..Limits::default() };
    assert_eq!(read(excel_97(&globals, vec![]), &limits).1, Some("shared-texts-too-large"));
    let limits = Limits { text_bytes: 5, ..Limits::default() };
    let label = excel_97(&[], vec![cell(0x0204, 0, 0, 0, &wide("long text"))]);
    assert_eq!(read(label, &limits).1, Some("cell-text-too-long"));
}

#[test]
fn cells_merged_over_rows_are_told_before_the_rows() {
    let merged = |ranges: &[[u16; 4]]| {
        let bytes = ranges.iter().flatten().flat_map(|part| part.to_le_bytes()).collect::<Vec<_>>();
        record(0x00E5, &[&(ranges.len() as u16).to_le_bytes()[..], &bytes].concat())
    };
    let number = |row| cell(0x0203, row, 0, 0, &1_f64.to_le_bytes());
    // Over rows, over columns, and cut off.
    let ranges = merged(&[[1, 4, 2, 3], [6, 6, 0, 5], [7, 9, 0, 0]]);
    let cells = vec![number(0), number(1), ranges, record(0x00E5, &[9, 0, 1])];
    let mut sheet = open_bytes(excel_97(&[], cells)).unwrap().open_sheet(0).unwrap();
    let found: Vec<_> = sheet.rows.take_merges().iter().map(|merge| (merge.first, merge.last, merge.column)).collect();
    assert_eq!(found, [(2, 5, 2), (8, 10, 0)]);
    assert_eq!(sheet.rows.take_merges(), []);
}

proptest! {
    #[test]
    fn any_records_get_an_answer(records in prop::collection::vec((0_usize..16, prop::collection::vec(any::<u8>(), 0..40)), 0..30)) {
        const KINDS: [u16; 16] = [0x208, 0x203, 0x204, 0x205, 0x207, 0x27E, 0xBD, 0xD6, 0xFD, 6, 0x206, 0x3C, 0x809, 0x0A, 0x4BC, 0xFC];
        let records: Vec<Vec<u8>> = records.iter().map(|(kind, body)| record(KINDS[*kind], body)).collect();
        let globals = [styles(), records.clone()].concat();
        let _ = read(excel_97(&globals, records.clone()), &Limits::default());
        let _ = read(stream(0x0500, &[], &[("A", 0, records)]), &Limits::default());
    }

    #[test]
    fn a_changed_workbook_gets_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let texts = record(SHARED_TEXTS, &[&[0; 8][..], &wide("Müller"), &wide("x")].concat());
        let cells = vec![
            cell(0x00FD, 0, 0, 0, &0_u32.to_le_bytes()),
            cell(0x0203, 0, 1, 1, &42_f64.to_le_bytes()),
            formula(1, 0, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
            record(0x0207, &wide("Anna")),
        ];
        let mut bytes = excel_97(&[styles(), vec![texts]].concat(), cells);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(bytes.clone(), &Limits::default());
        let _ = read(compound_file(&[("Workbook", &bytes)]), &Limits::default());
    }
}

#![allow(clippy::unwrap_used)]

use super::*;

struct Sheet(std::vec::IntoIter<(u32, Vec<&'static str>)>);

impl Rows for Sheet {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        let Some((line, cells)) = self.0.next() else { return Ok(false) };
        row.begin(LineNumber(line));
        cells.iter().for_each(|cell| row.push(if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) }));
        Ok(true)
    }
    fn position(&self) -> u64 {
        0
    }
    fn take_notes(&mut self) -> Vec<Problem> {
        Vec::new()
    }
    fn damaged(&self) -> bool {
        false
    }
}

struct Labels;

impl Hints for Labels {
    fn is_label(&self, text: &str) -> bool {
        ["Vorname", "PLZ", "Ort", "Ort:"].contains(&text)
    }
}

fn table(rows: Vec<(u32, Vec<&'static str>)>, tables: &[TableRange]) -> Table {
    let rows = Box::new(Sheet(rows.into_iter()));
    let tables = tables.to_vec();
    let sheet = RawSheet { kind: Kind::Xlsx, sheets: Vec::new(), sheet: None, rows, tables, notes: Vec::new() };
    find(sheet, TextLayout::default(), &ReadOptions::default(), &Labels).unwrap()
}

fn texts(table: &mut Table) -> Vec<(u32, Vec<String>)> {
    let mut row = Row::default();
    let mut rows = Vec::new();
    while table.rows.next(&mut row).unwrap() {
        rows.push((row.line().0, row.iter().map(|cell| cell.text().to_owned()).collect()));
    }
    rows
}

/// A table object with a header, in these lines and columns.
fn object((first, last): (u32, u32), (first_column, last_column): (usize, usize), totals: u32) -> TableRange {
    TableRange {
        header_row: Some(first),
        first_data_row: first + 1,
        last_data_row: last - totals,
        last_row: last,
        first_column,
        last_column,
    }
}

/// A header and so many users, in the columns A and B from this line on.
fn users(first: u32, count: u32) -> Vec<(u32, Vec<&'static str>)> {
    let users = (1..=count).map(|number| (first + number, vec!["Anna", "Bonn"]));
    std::iter::once((first, vec!["Vorname", "Ort"])).chain(users).collect()
}

/// The lines that come out as data, and the codes of what is said at the end with the counts in it.
fn read(rows: Vec<(u32, Vec<&'static str>)>, tables: &[TableRange]) -> (Vec<u32>, Vec<String>) {
    let mut table = table(rows, tables);
    let lines = texts(&mut table).iter().map(|(line, _)| *line).collect();
    let about = |note: &Problem| {
        let told = note.arguments.iter().find(|(name, _)| matches!(*name, "count" | "tables"));
        format!("{} {}", note.code(), told.map_or("", |(_, value)| value))
    };
    (lines, table.rows.take_notes().iter().map(about).collect())
}

#[test]
fn a_table_object_says_where_the_rows_are() {
    let rows = vec![
        (1, vec!["Notiz"]),
        (3, vec!["x", "Vorname", "Ort", "y"]),
        (4, vec!["x", "Anna", "Bonn", "y"]),
        (5, vec!["", "Bernd", "Ulm"]),
        (6, vec!["", "2"]),
    ];
    let mut table = table(rows, &[object((3, 6), (1, 2), 1)]);
    assert_eq!(table.layout.header, [None, Some("Vorname".to_owned()), Some("Ort".to_owned())]);
    let expected = [(4, ["", "Anna", "Bonn"]), (5, ["", "Bernd", "Ulm"])];
    assert_eq!(texts(&mut table), expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec())));
    let told: Vec<_> = table.rows.take_notes().iter().map(Problem::code).collect();
    assert_eq!(told, ["footer-left-out", "cells-beside-table"]);
}

#[test]
fn users_outside_of_a_table_object_are_read_or_told() {
    let with = |mut rows: Vec<(u32, Vec<&'static str>)>, more: &[(u32, &[&'static str])]| {
        rows.extend(more.iter().map(|(line, cells)| (*line, cells.to_vec())));
        rows
    };
    let below: &[(u32, &[&str])] = &[(6, &["Bernd", "Ulm"]), (7, &["Carla", "Graz"])];
    let apart: &[(u32, &[&str])] = &[(9, &["Bernd", "Ulm"])];
    let cases = [
        (with(users(1, 4), below), object((1, 5), (0, 1), 0), vec![2, 3, 4, 5, 6, 7], vec!["table-goes-on 2"]),
        (
            with(users(1, 4), &[(6, &["Bernd", "Ulm"]), (7, &["Summe", "5"])]),
            object((1, 5), (0, 1), 0),
            vec![2, 3, 4, 5, 6],
            vec!["table-goes-on 1", "footer-left-out 1"],
        ),
        (with(users(1, 4), apart), object((1, 5), (0, 1), 0), vec![2, 3, 4, 5], vec!["rows-below-table 1"]),
        (
            with(users(1, 4), below),
            object((1, 5), (0, 1), 1),
            vec![2, 3, 4],
            vec!["footer-left-out 1", "rows-below-table 2"],
        ),
        (users(1, 4), object((1, 5), (0, 0), 0), vec![2, 3, 4, 5], vec![]),
        (users(1, 4), object((2, 5), (0, 1), 0), vec![2, 3, 4, 5], vec![]),
    ];
    for (rows, object, lines, told) in cases {
        let told = told.into_iter().map(str::to_owned).collect();
        assert_eq!(read(rows, &[object]), (lines, told), "{object:?}");
    }
}

#[test]
fn a_table_object_that_is_not_the_list_takes_nothing_away_from_it() {
    let mut below = users(1, 4);
    below.extend([(9, vec!["Kürzel", "Land"]), (10, vec!["DE", "Deutschland"]), (11, vec!["AT", "Österreich"])]);
    assert_eq!(
        read(below.clone(), &[object((9, 11), (0, 1), 0)]),
        (vec![2, 3, 4, 5], vec!["other-tables A9:B11".to_owned()])
    );

    let mut beside = users(1, 4);
    for ((_, cells), more) in beside.iter_mut().zip(["Ort", "Nord", "Süd"]) {
        cells.extend(["", more]);
    }
    beside.push((6, vec!["", "", "", "West"]));
    let side = object((1, 6), (3, 3), 0);
    let mut read_beside = table(beside.clone(), &[side]);
    assert_eq!(read_beside.layout.header.len(), 2);
    assert_eq!(read(beside.clone(), &[side]), (vec![2, 3, 4, 5], vec!["other-tables D1:D6".to_owned()]));
    let both = [side, object((1, 5), (0, 1), 0)];
    assert_eq!(read(beside, &both), (vec![2, 3, 4, 5], vec!["other-tables D1:D6".to_owned()]));
    assert_eq!(texts(&mut read_beside)[0].1, ["Anna", "Bonn"]);

    let mut joined = users(1, 2);
    joined.extend(users(7, 2));
    assert_eq!(read(joined, &[object((7, 9), (0, 1), 0)]).0, [2, 3, 8, 9]);
    assert_eq!(read(users(1, 6), &[object((4, 7), (0, 1), 0)]).0, [2, 3, 4, 5, 6, 7]);
    let mut adjacent = users(1, 2);
    adjacent.extend([(4, vec!["Kürzel", "Land"]), (5, vec!["DE", "Deutschland"])]);
    assert_eq!(read(adjacent, &[object((1, 3), (0, 1), 0), object((4, 5), (0, 1), 0)]).0, [2, 3]);
}

#[test]
fn a_table_object_far_below_or_without_known_labels_is_found_where_it_is_the_list() {
    let mut far: Vec<_> = (1..=80).map(|line| (line, vec!["Bitte beachten"])).collect();
    far.extend(users(90, 2));
    assert_eq!(read(far, &[object((90, 92), (0, 1), 0)]).0, [91, 92]);

    let foreign =
        vec![(1, vec!["Seznam"]), (2, vec!["jméno", "obec"]), (3, vec!["Anna", "Brno"]), (4, vec!["Jan", "Zlín"])];
    let mut main = table(foreign, &[object((2, 4), (0, 1), 0)]);
    assert_eq!((main.layout.header_row, texts(&mut main).len()), (Some(LineNumber(2)), 2));

    let mut small: Vec<_> = (2..=9).map(|line| (line, vec!["Anna", "Brno", "x"])).collect();
    small.insert(0, (1, vec!["jméno", "obec", "y"]));
    small.push((12, vec!["", "", "列1"]));
    let mut small = table(small, &[object((12, 14), (2, 2), 0)]);
    assert_eq!((small.layout.header_row, texts(&mut small).len()), (Some(LineNumber(1)), 8));
}

#[test]
fn a_list_without_a_header_is_read_beside_a_table_object() {
    let mut rows: Vec<_> = (1..=4).map(|line| (line, vec!["a@example.com", "Anna", "Kurz"])).collect();
    rows.extend([(8, vec!["Kürzel", "Land"]), (9, vec!["DE", "Deutschland"])]);
    assert_eq!(read(rows, &[object((8, 9), (0, 1), 0)]), (vec![1, 2, 3, 4], vec!["other-tables A8:B9".to_owned()]));
}

#[test]
fn columns_that_a_program_put_beside_a_table_object_belong_to_it() {
    let rows = vec![(1, vec!["Vorname", "PLZ", "Ort", "y"]), (2, vec!["Anna", "53111", "Bonn", "x"])];
    let table = table(rows, &[object((1, 2), (0, 1), 0)]);
    assert_eq!(table.layout.header, ["Vorname", "PLZ", "Ort"].map(|text| Some(text.to_owned())));
}

#[test]
fn one_label_does_not_make_a_header_of_a_row_that_is_no_header() {
    let wide = vec!["a@example.com", "1993", "2000", "2005", "2006", "2007"];
    let years = vec!["", "1985", "1993", "2000", "2005", "2006"];
    let counts = vec!["Chirurgie", "379", "575", "686", "704", "723"];
    let cases = [
        (vec![(1, vec!["Ort", "Bonn"]), (2, wide.clone()), (3, wide.clone()), (4, wide)], None),
        (
            vec![
                (1, vec!["Ort:", "Bonn"]),
                (2, vec!["Land:", "Deutschland"]),
                (3, years),
                (4, counts),
                (5, vec!["x"]),
                (6, vec!["y", "z"]),
            ],
            Some(3),
        ),
        (
            vec![(1, vec!["a", "b", "Ort"]), (2, vec!["1", "x"]), (3, vec!["y", "Ort"]), (4, vec!["2", "b", "Ort"])],
            Some(1),
        ),
        (vec![(1, vec!["a", "b", "Ort"]), (2, vec!["a"]), (3, vec!["", "", "Ort"])], Some(1)),
        (
            vec![(1, vec!["Vorname", "Nachname"]), (2, vec!["Ort", "ort", "Ort", "Ort"]), (3, vec!["Anna", "Kurz"])],
            Some(1),
        ),
        (vec![(1, vec!["Liste"]), (2, vec!["Ort"]), (3, vec!["Bonn"])], Some(2)),
    ];
    for (rows, header) in cases {
        assert_eq!(table(rows.clone(), &[]).layout.header_row.map(|line| line.0), header, "{rows:?}");
    }
}

#[test]
fn titles_above_a_table_without_a_header_are_no_values() {
    let user = vec!["b@example.com", "Bernd", "Lang"];
    let with = |first: Vec<&'static str>| vec![(1, first), (2, user.clone()), (3, user.clone()), (4, user.clone())];
    let cases =
        [(vec!["a@example.com", "", ""], 4), (vec!["Anna", "", ""], 4), (vec!["Liste der Benutzer", "", ""], 3)];
    for (first, rows) in cases {
        assert_eq!(read(with(first.clone()), &[]).0.len(), rows, "{first:?}");
    }
}

#[test]
fn a_footer_does_not_begin_below_the_header() {
    let rows =
        vec![(1, vec!["Vorname", "x", "Ort"]), (2, vec!["Kundenteam Nord am 1.1.2025"]), (3, vec!["Vertrieb Süd: 2"])];
    assert_eq!(read(rows, &[]).0, [2]);
    let rows = vec![(1, vec!["Vorname", "x", "Ort"]), (2, vec!["Anna", "", "Ulm"]), (3, vec!["Kundenteam Nord 1"])];
    assert_eq!(read(rows, &[]).0, [2, 3]);
}

#[test]
fn cells_beside_a_table_on_a_sheet_are_noted_and_no_error() {
    let rows = vec![
        (2, vec!["Vorname", "Ort"]),
        (3, vec!["Anna", "Bonn", "", "siehe oben"]),
        (9, vec!["Bernd"]),
        (10, vec!["", "", "x"]),
    ];
    let mut table = table(rows, &[]);
    assert_eq!(texts(&mut table).len(), 2);
    assert_eq!(table.rows.take_notes().first().unwrap().message, text_file::CELLS_BESIDE_TABLE);
}

#[test]
fn rows_below_a_header_in_another_order_are_errors_until_the_first_header_comes_again() {
    let head = vec!["Vorname", "PLZ", "Ort", "E"];
    let codes = |second: Vec<&'static str>| {
        let rows = vec![
            (1, head.clone()),
            (2, vec!["Anna", "1", "Bonn", "a@example.com"]),
            (3, second),
            (4, vec!["Ulm", "Bernd", "2", "b@example.com"]),
            (5, head.clone()),
            (6, vec!["Carla", "3", "Graz", "c@example.com"]),
        ];
        let mut table = table(rows, &[]);
        let mut row = Row::default();
        let mut lines = Vec::new();
        while table.rows.next(&mut row).unwrap() {
            lines.push((row.line().0, row.problems().iter().any(|one| one.code() == "below-other-header")));
        }
        lines
    };
    let refused = vec![(2, false), (4, true), (6, false)];
    assert_eq!(codes(vec!["Ort", "Vorname", "PLZ", "E"]), refused);
    assert_eq!(codes(vec!["ORT", "vorname", "plz", "e"]), refused);
    assert_eq!(codes(vec!["Ort", "Vorname", "", ""]), refused);
    assert_eq!(codes(vec!["Ort", "Vorname", "PLZ", "Mail"]), refused);
    let read = vec![(2, false), (3, false), (4, false), (6, false)];
    assert_eq!(codes(vec!["Ort", "Vorname", "x", "d@example.com"]), read);
    assert_eq!(codes(vec!["Vorname", "", "Ort", "d@example.com"]), read);
}

#[test]
fn page_titles_before_a_repeated_header_are_left_out() {
    let head = vec!["Vorname", "PLZ", "Ort"];
    let rows = vec![
        (1, head.clone()),
        (2, vec!["Anna", "1", "Bonn"]),
        (3, vec!["Seite 1 von 2"]),
        (5, vec!["Mitarbeiterliste"]),
        (6, head.clone()),
        (7, vec!["Bernd", "2", "Ulm"]),
        (8, vec!["12.03.2024 08:15:22"]),
    ];
    let told = vec!["footer-left-out 3".to_owned(), "repeated-header 1".to_owned()];
    assert_eq!(read(rows, &[]), (vec![2, 7], told));
}

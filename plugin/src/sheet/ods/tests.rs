#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::super::{Row, memory_source};
use super::*;
use crate::cell::Cell;

const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn content(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

fn archive(content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", SPREADSHEET.as_bytes()), ("content.xml", content)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

type Read = (Vec<String>, Option<Problem>, Vec<Problem>);

/// Each row as its line and its cells, the problem that ended the reading, and the notes.
fn read(bytes: Vec<u8>, limits: &Limits) -> Read {
    let mut lines = Vec::new();
    let mut sheet = match open(memory_source(bytes), limits).and_then(|mut workbook| workbook.open_sheet(0)) {
        Ok(sheet) => sheet,
        Err(problem) => return (lines, Some(problem), Vec::new()),
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
                lines.push(format!("{}: {}", row.line(), cells.join("|")));
            }
            Ok(false) => return (lines, None, sheet.rows.take_notes()),
            Err(problem) => {
                assert!(sheet.rows.damaged());
                assert_eq!(sheet.rows.next(&mut row), Ok(false), "an error ends the reading");
                return (lines, Some(problem), Vec::new());
            }
        }
    }
}

fn rows(table: &str) -> Vec<String> {
    let (lines, problem, _) =
        read(archive(content("", &format!("<table:table>{table}</table:table>")).as_bytes()), &Limits::default());
    assert_eq!(problem, None);
    lines
}

fn code(table: &str, limits: &Limits) -> Option<&'static str> {
    read(archive(content("", &format!("<table:table>{table}</table:table>")).as_bytes()), limits)
        .1
        .map(|problem| problem.code())
}

/// One row of one cell, with these attributes and this content.
fn one(attributes: &str, inside: &str) -> String {
    rows(&format!("<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"))
        .first()
        .map_or("nothing", |line| line.strip_prefix("1: ").unwrap())
        .to_owned()
}

#[test]
fn cells_hold_what_is_displayed() {
    let cases = [
        ("office:value-type='string'", "<text:p>Müller</text:p>", "'Müller"),
        ("", "<text:p>no type</text:p>", "'no type"),
        ("office:value-type='float' office:value='42'", "<text:p>00042</text:p>", "00042"),
        ("office:value-type='float' office:value='42'", "", "42"),
        ("office:value-type='float' office:value='42.0'", "<text:p>42.0</text:p>", "42"),
        ("office:value-type='float' office:value='4935147110000'", "<text:p>###</text:p>", "4935147110000"),
        ("office:value-type='currency' office:value='1234.5'", "<text:p>1.234,50 €</text:p>", "1.234,50 €"),
        ("office:value-type='percentage' office:value='0.5'", "<text:p>50 %</text:p>", "50 %"),
        ("office:value-type='date' office:date-value='2024-02-29'", "<text:p>29.02.24</text:p>", "D2024-02-29"),
        ("office:value-type='date' office:date-value='2024-02-29T00:00:00'", "<text:p>x</text:p>", "D2024-02-29"),
        ("office:value-type='date' office:date-value='2024-02-29T08:30:00.000'", "", "D2024-02-29T08:30:00"),
        ("office:value-type='date' office:date-value='1899-12-30T08:30:00'", "", "D08:30:00"),
        ("office:value-type='date' office:date-value='tomorrow'", "<text:p>tomorrow</text:p>", "'tomorrow"),
        ("office:value-type='time' office:time-value='PT08H30M05S'", "<text:p>8:30</text:p>", "D08:30:05"),
        ("office:value-type='time' office:time-value='PT36H00M00S'", "<text:p>36:00</text:p>", "36:00"),
        ("office:value-type='boolean' office:boolean-value='true'", "<text:p>WAHR</text:p>", "Flag(true)"),
        (
            "table:formula='of:=TRUE()' office:value-type='float' office:value='1'",
            "<text:p>WAHR</text:p>",
            "Flag(true)",
        ),
        (
            "table:formula='of:=NA()' office:value-type='string' office:string-value='' calcext:value-type='error'",
            "<text:p>#N/A</text:p>",
            "Error(\"#N/A\")",
        ),
        (
            "table:formula='of:=1/0' office:value-type='float' office:value='0'",
            "<text:p>#DIV/0!</text:p>",
            "Error(\"#DIV/0!\")",
        ),
        (
            "table:formula='of:=1/0' office:value-type='float' office:value='0'",
            "<text:p>Err:502</text:p>",
            "Error(\"Err:502\")",
        ),
        ("office:value-type='string'", "<text:p>#N/A</text:p>", "'#N/A"),
        ("table:formula='of:=A1'", "", "Uncalculated"),
        ("table:formula='of:=A1' office:value-type='float'", "", "Uncalculated"),
        ("table:formula='of:=A1' office:value-type='string' office:string-value='Anna'", "", "'Anna"),
        ("office:value-type='string'", "<text:p/>", "nothing"),
        ("table:formula='of:=&quot;&quot;'", "<text:p/>", "nothing"),
        ("table:formula='of:=A1'", "<text:p>Anna</text:p>", "'Anna"),
    ];
    for (attributes, inside, expected) in cases {
        assert_eq!(one(attributes, inside), expected, "{attributes} {inside}");
    }
}

#[test]
fn text_is_put_together_from_its_parts() {
    let cases = [
        ("<text:p>Zeile 1</text:p><text:p>Zeile 2</text:p>", "'Zeile 1\nZeile 2"),
        ("<text:p>a<text:s text:c='3'/>b<text:s/>c</text:p>", "'a   b c"),
        ("<text:p>\n   a\n   b  <text:span>c </text:span>\n</text:p>", "'a b c"),
        ("<text:p>x<text:tab/>y<text:line-break/>z</text:p>", "'x\ty\nz"),
        ("<text:p>a <text:tab/></text:p><text:p> b <text:s/>c </text:p>", "'a \t\nb  c"),
        ("<text:p>a&#9;b &#32;\tc&#10;&#9;</text:p><text:p>d</text:p>", "'a\tb   c\n\t\nd"),
        ("<text:p>M<text:span>ü</text:span>ller &amp; <text:a>S&#246;hne</text:a></text:p>", "'Müller & Söhne"),
        ("<text:p><![CDATA[a<b]]></text:p>", "'a<b"),
        ("<office:annotation><text:p>comment</text:p></office:annotation><text:p>text</text:p>", "'text"),
        ("<text:p>text<office:annotation><text:p>comment</text:p></office:annotation></text:p>", "'text"),
        (
            "<draw:frame><draw:text-box><text:p>shape</text:p></draw:text-box></draw:frame><text:p>text</text:p>",
            "'text",
        ),
        (
            "<text:p><text:ruby><text:ruby-base>李</text:ruby-base><text:ruby-text>Li</text:ruby-text></text:ruby></text:p>",
            "'李",
        ),
    ];
    for (inside, expected) in cases {
        assert_eq!(one("office:value-type='string'", inside), expected, "{inside}");
    }
}

#[test]
fn repeated_rows_and_columns_stand_where_they_are_displayed() {
    let cell = |repeated: u32, text: &str| {
        format!(
            "<table:table-cell table:number-columns-repeated='{repeated}'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let empty =
        |repeated: u32| format!("<table:table-cell table:number-columns-repeated='{repeated}' table:style-name='x'/>");
    let table = [
        "<table:table-columns><table:table-column table:number-columns-repeated='16384'/></table:table-columns>",
        "<table:shapes><table:table><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table></table:shapes>",
        &format!(
            "<table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows>",
            cell(2, "h"),
            cell(1, "i"),
            empty(16_381)
        ),
        &format!("<table:table-row table:number-rows-repeated='3'>{}</table:table-row>", empty(16_384)),
        &format!(
            "<table:table-row-group><table:table-row-group><table:table-row table:number-rows-repeated='2'>{}{}</table:table-row></table:table-row-group></table:table-row-group>",
            empty(1),
            cell(1, "x")
        ),
        "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>merged</text:p></table:table-cell><table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row>",
        &format!("<table:table-row table:number-rows-repeated='1048568'>{}</table:table-row>", empty(16_384)),
    ];
    assert_eq!(rows(&table.concat()), ["1: 'h|'h|'i", "5: -|'x", "6: -|'x", "7: 'merged|-|'z"]);
}

#[test]
fn counts_beyond_all_measure_are_refused_with_their_number() {
    let filled = |rows: &str, columns: &str| {
        format!(
            "<table:table-row table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated='{columns}'><text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let limits = Limits::default();
    for (rows, columns) in [
        ("1048576", "16384"),
        ("100001", "1"),
        ("1001", "100"),
        ("99999999999999999999999", "1"),
        ("1", "99999999999999999999999"),
    ] {
        assert_eq!(code(&filled(rows, columns), &limits), Some("repeated-too-often"), "{rows} {columns}");
    }
    let problem = read(
        archive(content("", &format!("<table:table>{}</table:table>", filled("1048576", "16384"))).as_bytes()),
        &limits,
    )
    .1
    .unwrap();
    assert!(problem.arguments.contains(&("measured", "17179869184".to_owned())));
    assert_eq!(code(&filled("1", "5000"), &limits), Some("too-many-columns"));
    let far = "<table:table-row table:number-rows-repeated='99999999999'/>".to_owned() + &filled("1", "1");
    assert_eq!(code(&far, &limits), Some("row-out-of-range"));
    for count in ["2147483647", "99999999999999999999999"] {
        let spaces = format!(
            "<table:table-row><table:table-cell><text:p>a<text:s text:c='{count}'/></text:p></table:table-cell></table:table-row>"
        );
        assert_eq!(code(&spaces, &limits), Some("cell-text-too-long"));
    }
    let long = format!(
        "<table:table-row><table:table-cell table:number-columns-repeated='900'><text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(20_000)
    );
    assert_eq!(code(&long, &limits), Some("row-too-large"));
    let few = Limits { cells: 10, ..Limits::default() };
    assert_eq!(code(&filled("6", "1").repeat(2), &few), Some("too-many-cells"));
}

#[test]
fn hidden_sheets_and_rows_are_told() {
    let styles = "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='true'/></style:style>\
                  <style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style>";
    let row = |visibility: &str, count: u8| {
        format!(
            "<table:table-row table:visibility='{visibility}' table:number-rows-repeated='{count}'><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let table = [row("visible", 1), row("filter", 1), row("collapse", 2)].concat();
    let tables = format!(
        "<table:table table:name='A &amp; B' table:style-name='ta1'>{table}<table:table-row table:visibility='collapse'/></table:table>\
         <table:table table:name='B' table:style-name='ta2'/>"
    );
    let bytes = archive(content(styles, &tables).as_bytes());
    let mut workbook = open(memory_source(bytes.clone()), &Limits::default()).unwrap();
    let sheets: Vec<_> = workbook.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("A & B", false), ("B", true)]);
    assert!(workbook.open_sheet(2).is_err());
    let (lines, problem, notes) = read(bytes, &Limits::default());
    assert_eq!((lines.len(), problem), (4, None));
    assert_eq!(notes[0].code(), "hidden-rows");
    assert_eq!(notes[0].arguments, [("count", "3".to_owned())]);
}

#[test]
fn the_second_sheet_can_be_read_and_read_again() {
    let table = |name: &str, text: &str| {
        format!(
            "<table:table table:name='{name}'><table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let bytes = archive(content("", &[table("A", "a"), table("B", "b")].concat()).as_bytes());
    let mut workbook = open(memory_source(bytes), &Limits::default()).unwrap();
    for (index, expected) in [(1, "b"), (0, "a"), (1, "b")] {
        let mut sheet = workbook.open_sheet(index).unwrap();
        let mut row = Row::default();
        assert!(sheet.rows.next(&mut row).unwrap());
        assert_eq!(row.cell(0), Cell::Text(expected));
        assert!(!sheet.rows.next(&mut row).unwrap());
    }
}

#[test]
fn a_flat_file_is_read_like_an_archive() {
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"{SPREADSHEET}\"><office:body><office:spreadsheet>\
         <table:table table:name='A'><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document>"
    );
    assert_eq!(read(flat.into_bytes(), &Limits::default()).0, ["1: 'x"]);
}

#[test]
fn damage_and_document_types_are_refused() {
    let whole = content("", "<table:table><table:table-row/></table:table>");
    let refused = |xml: &str| read(archive(xml.as_bytes()), &Limits::default()).1.unwrap().code();
    assert_eq!(refused(&whole.replacen("?>", "?><!DOCTYPE x [<!ENTITY a \"b\">]>", 1)), "doctype-refused");
    assert_eq!(refused(&whole[..whole.len() - 9]), "damaged-workbook");
    assert_eq!(refused(""), "damaged-workbook");
    assert_eq!(refused(&content("", "")), "sheet-missing");
}

#[test]
fn cells_merged_over_rows_are_told_with_their_row() {
    let cell = |attributes: &str| format!("<table:table-cell {attributes}><text:p>x</text:p></table:table-cell>");
    let over = |rows: &str| cell(&format!("table:number-rows-spanned='{rows}' table:number-columns-spanned='1'"));
    let table = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row>{}{}{}</table:table-row>\
         <table:table-row><table:covered-table-cell/>{}</table:table-row>",
        cell(""),
        over("1"),
        over("3"),
        cell("table:number-columns-repeated='2'"),
        over("99999999999999999999"),
        cell("")
    );
    let table = format!("<table:table table:name='T'>{table}</table:table>");
    let workbook = open(memory_source(archive(content("", &table).as_bytes())), &Limits::default());
    let mut sheet = workbook.unwrap().open_sheet(0).unwrap();
    let mut found = Vec::new();
    let mut row = Row::default();
    while sheet.rows.next(&mut row).unwrap() {
        let merges = sheet.rows.take_merges();
        found.extend(merges.iter().map(|merge| (row.line().0, merge.first, merge.last, merge.column)));
    }
    assert_eq!(found, [(2, 2, 4, 0), (2, 2, u32::MAX, 3)]);
}

proptest! {
    #[test]
    fn a_changed_sheet_gets_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let table = "<table:table table:name='A'><table:table-row table:number-rows-repeated='2'><table:table-cell \
            office:value-type='time' office:time-value='PT1H' table:number-columns-repeated='2'><text:p>a<text:s text:c='2'/>&amp;</text:p>\
            </table:table-cell><table:table-cell office:value-type='date' office:date-value='2024-02-29T08:00:00'/></table:table-row></table:table>";
        let mut xml = content("", table).into_bytes();
        for (at, byte) in changes {
            let at = at.index(xml.len());
            xml[at] = byte;
        }
        let limits = Limits { cells: 1000, ..Limits::default() };
        let _ = read(archive(&xml), &limits);
    }
}

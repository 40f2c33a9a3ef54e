#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter as writer;
use zip::write::SimpleFileOptions;

use super::super::{Cell, Row, memory_source};
use super::*;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook by hand: what a library would never write.
struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// One sheet with that markup inside of its `sheetData`, and those shared strings.
    fn new(rows: &str, strings: &[&str]) -> Self {
        let items: String = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
        let mut package = Self { parts: Vec::new() };
        package
            .set("_rels/.rels", &relations(&[("rId1", "officeDocument", "xl/workbook.xml")]))
            .set(
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            )
            .set(
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "sharedStrings", "sharedStrings.xml"),
                ]),
            )
            .set("xl/sharedStrings.xml", &format!("<sst>{items}</sst>"))
            .set("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"));
        package
    }

    fn set(&mut self, name: &str, content: &str) -> &mut Self {
        self.set_bytes(name, content.as_bytes().to_vec())
    }

    fn set_bytes(&mut self, name: &str, content: Vec<u8>) -> &mut Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn relations(entries: &[(&str, &str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"/>"#))
        .collect();
    format!("<Relationships>{entries}</Relationships>")
}

fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Text(text) => text.to_owned(),
        Cell::Number { shown, .. } => format!("#{shown}"),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Date(date) => format!("@{date}"),
        Cell::Error(error) => format!("!{error}"),
        Cell::Uncalculated => "uncalculated".to_owned(),
    }
}

/// What came out of a sheet: its rows as `line: cells`, codes of problems, and how it ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    rows: Vec<String>,
    problems: Vec<String>,
    notes: Vec<Problem>,
    end: Option<Problem>,
    damaged: bool,
}

fn read_under(bytes: Vec<u8>, index: usize, limits: &Limits) -> Result<Outcome, Problem> {
    let mut sheet = open(memory_source(bytes), limits)?.open_sheet(index)?;
    let mut outcome = Outcome::default();
    let mut row = Row::default();
    let mut position = 0;
    outcome.end = loop {
        match sheet.rows.next(&mut row) {
            Ok(true) => {}
            Ok(false) => break None,
            Err(problem) => break Some(problem),
        }
        let cells: Vec<String> = row.iter().map(shown).collect();
        outcome.rows.push(format!("{}: {}", row.line(), cells.join(" | ")));
        let cell = |problem: &Problem| format!("{} {}", problem.cell().unwrap_or_default(), problem.code());
        outcome.problems.extend(row.problems().iter().map(cell));
        assert!(sheet.rows.position() >= position);
        position = sheet.rows.position();
    };
    outcome.notes = sheet.rows.take_notes();
    outcome.damaged = sheet.rows.damaged();
    Ok(outcome)
}

fn read(bytes: Vec<u8>) -> Outcome {
    read_under(bytes, 0, &Limits::default()).unwrap()
}

fn rows(markup: &str, strings: &[&str]) -> Vec<String> {
    let outcome = read(Package::new(markup, strings).bytes());
    assert_eq!(outcome.end, None);
    outcome.rows
}

fn error(package: &Package) -> Problem {
    read_under(package.bytes(), 0, &Limits::default())
        .map(|outcome| outcome.end.unwrap())
        .unwrap_or_else(|problem| problem)
}

#[test]
fn what_a_library_writes_is_read_as_displayed() {
    let mut book = writer::Workbook::new();
    let sheet = book.add_worksheet();
    let format = |code| writer::Format::new().set_num_format(code);
    sheet.write(0, 0, "Vorname").unwrap();
    sheet.write(0, 2, "Zoë & <Co>\n\u{1}").unwrap();
    sheet.write_with_format(2, 0, 1067, &format("00000")).unwrap();
    sheet.write_with_format(2, 1, 45_351, &format("dd.mm.yyyy")).unwrap();
    sheet.write_with_format(2, 2, 0.125, &format("0.0%")).unwrap();
    sheet.write(2, 3, 4_935_147_110_000_f64).unwrap();
    sheet.write(2, 4, 48.208_174).unwrap();
    sheet.write(2, 5, true).unwrap();
    sheet.write(3, 0, writer::Formula::new("=A1&B1").set_result("Anna")).unwrap();
    sheet.write(3, 1, writer::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_with_format(3, 2, "7", &format("\"ID \"@")).unwrap();
    let text = writer::Formula::new("=A1").set_result("Zoë");
    sheet.write_with_format(3, 3, text, &format("0;-0;0;@\" (x)\"")).unwrap();
    sheet.write_with_format(3, 4, 1.5, &format("# ?/?")).unwrap();
    sheet.write_blank(4, 0, &format("0.00")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(
        read(bytes).rows,
        [
            "1: Vorname | - | Zoë & <Co>\n\u{1}",
            "3: #01067 | @2024-02-29 | #12.5% | #4935147110000 | #48.208174 | true",
            "4: Anna | !#DIV/0! | ID 7 | Zoë (x) | #1 1/2",
        ]
    );
}

#[test]
fn every_type_of_cell_is_read() {
    for (cell, found) in [
        (r#"<c r="A1" t="s"><v>1</v></c>"#, "Müller"),
        (r#"<c r="A1" t="s"><v> 0 </v></c>"#, "Anna"),
        (r#"<c r="A1" t="str"><f>A2</f><v>a&amp;b</v></c>"#, "a&b"),
        (r#"<c r="A1" t="str"><v><![CDATA[a&b]]></v></c>"#, "a&b"),
        (r#"<c r="A1" t="str"><v>a<!-- c -->b<?pi x?>c</v></c>"#, "abc"),
        (r#"<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>"#, " x "),
        (
            r#"<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>An</t></r><r><t>na</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>"#,
            "Anna",
        ),
        (r#"<c r="A1" t="inlineStr"><is><t>a_x000D_&#10;b&#x1F600;</t></is></c>"#, "a\r\nb😀"),
        (r#"<c r="A1"><v>42</v></c>"#, "#42"),
        (r#"<c r='A1' t='n'><v>-1.5E-2</v></c>"#, "#-0.015"),
        (r#"<c r="A1"><v>12345678901234567</v></c>"#, "#12345678901234567"),
        (r#"<c r="A1"><v>1.0000000000000001</v></c>"#, "#1"),
        (r#"<c r="A1"><v>&#52;2</v></c>"#, "#42"),
        (r#"<c r="A1" t="b"><v>1</v></c>"#, "true"),
        (r#"<c r="A1" t="b"><v>false</v></c>"#, "false"),
        (r#"<c r="A1" t="e"><v>#N/A</v></c>"#, "!#N/A"),
        (r#"<c r="A1" t="str"><v>#N/A</v></c>"#, "#N/A"),
        (r#"<c r="A1" t="d"><v>2024-02-29T00:00:00</v></c>"#, "@2024-02-29"),
        (r#"<c r="A1"><f>1+1</f></c>"#, "uncalculated"),
        (r#"<c r="A1"><f>1+1</f><v></v></c>"#, "uncalculated"),
        (r#"<c r="A1"><f>1+1</f><v/></c>"#, "uncalculated"),
        (r#"<c r="A1"><f t="shared" si="0"/><v>2</v></c>"#, "#2"),
        (r#"<x:c r="A1" ><x:v>7</x:v ></x:c>"#, "#7"),
        (r#"<c a="&gt;>" r="A1"><v>7</v><extLst><ext><v>8</v></ext></extLst></c>"#, "#7"),
    ] {
        assert_eq!(rows(&format!("<row r=\"1\">{cell}</row>"), &["Anna", "Müller"]), [format!("1: {found}")], "{cell}");
    }
}

#[test]
fn cells_without_content_leave_no_row() {
    for markup in [
        "",
        r#"<row r="1"/>"#,
        r#"<row r="1" s="3"><c r="A1" s="1"/><c r="XFD1" s="1"></c></row>"#,
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="str"><f>B1</f><v></v></c></row>"#,
        r#"<row r="1"><c r="A1"><v/></c></row>"#,
        r#"<row r="1"><c r="A1" t="inlineStr"><is/></c><c t="inlineStr"><is><t/></is></c></row>"#,
    ] {
        assert_eq!(rows(markup, &[""]), [""; 0], "{markup}");
    }
}

#[test]
fn places_are_counted_where_they_are_not_written() {
    for (markup, found) in [
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", vec!["1: #1 | #2", "2: #3"]),
        (
            r#"<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"#,
            vec!["3: - | #1 | #2", "4: #3"],
        ),
        (r#"<row><c r="A5"><v>1</v></c></row><row><c r="A7"><v>2</v></c></row>"#, vec!["5: #1", "7: #2"]),
        (r#"<row r="2"><c/><c/><c><v>1</v></c></row>"#, vec!["2: - | - | #1"]),
    ] {
        assert_eq!(rows(markup, &[]), found);
    }
}

#[test]
fn a_cell_that_cannot_be_is_an_error_that_names_it() {
    for (markup, code, named) in [
        (r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, "cell-out-of-range", "XFE1"),
        (
            r#"<row r="1"><c r="ZZZZZZZZ99999999999999999999"/></row>"#,
            "cell-out-of-range",
            "ZZZZZZZZ99999999999999999999",
        ),
        (r#"<row r="1"><c r="A99999999999"/></row>"#, "cell-out-of-range", "A99999999999"),
        (r#"<row r="4294967297"/>"#, "row-out-of-range", "4294967297"),
        (r#"<row r="4294967297"><c r="ZZZ9"><v>1</v></c></row>"#, "cell-out-of-range", "ZZZ9"),
        (r#"<row r="0"/>"#, "row-out-of-range", "0"),
        (r#"<row r="-5"/>"#, "row-out-of-range", "-5"),
        (r#"<row r="1048576"/><row/>"#, "row-out-of-range", "1048577"),
        (r#"<row r="2"/><row r="2"/>"#, "rows-out-of-order", "2"),
        (r#"<row r="2"/><row r="1"/>"#, "rows-out-of-order", "1"),
        (r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#, "cell-out-of-place", "A1"),
        (r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#, "cell-out-of-place", "A1"),
        (r#"<row r="1"><c r="A7"><v>1</v></c></row>"#, "cell-out-of-place", "A7"),
        (r#"<row r="1"><c r="AML1"><v>1</v></c></row>"#, "too-many-columns", "AML"),
    ] {
        let problem = error(&Package::new(markup, &[]));
        assert_eq!(problem.code(), code, "{markup}");
        assert!(problem.arguments.iter().any(|(_, value)| value == named), "{problem:?}");
    }
}

#[test]
fn an_unusable_value_is_its_rows_error_and_the_reading_goes_on() {
    let markup = r#"<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1"><v>abc</v></c><c r="C1"><v>1</v></c></row>
        <row r="2"><c r="A2" t="b"><v>2</v></c><c r="B2"><v>1e999</v></c><c r="C2"><v>NaN</v></c></row>"#;
    let outcome = read(Package::new(markup, &["Anna"]).bytes());
    assert_eq!(outcome.rows, ["1: - | - | #1", "2: - | - | -"]);
    assert_eq!(
        outcome.problems,
        [
            "A1 shared-text-missing",
            "B1 cell-value-unreadable",
            "A2 cell-value-unreadable",
            "B2 cell-value-unreadable",
            "C2 cell-value-unreadable",
        ]
    );
    assert!(outcome.damaged && outcome.end.is_none());
}

#[test]
fn hidden_rows_are_read_and_counted() {
    let markup = r#"<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>
        <row r="3" hidden="true"><c><v>3</v></c></row><row r="4" hidden="1"/><row r="5" hidden="0"><c><v>5</v></c></row>"#;
    let outcome = read(Package::new(markup, &[]).bytes());
    assert_eq!(outcome.rows, ["1: #1", "2: #2", "3: #3", "5: #5"]);
    assert_eq!(outcome.notes, [Problem::new(message::HIDDEN_ROWS).with("count", 2)]);
}

#[test]
fn sheets_are_listed_with_what_is_hidden_and_without_what_holds_no_cells() {
    let mut package = Package::new("", &[]);
    package
        .set(
            "xl/workbook.xml",
            r#"<workbook xmlns:q="x"><sheets><sheet name="A &amp; B" q:id="c1"/><sheet name="Chart" q:id="c2"/>
            <sheet name="Gone" q:id="c9"/><sheet name="Out" q:id="c5"/>
            <sheet state="hidden" name="H" q:id="c3"/><sheet state="veryHidden" name="V" q:id="c4"/></sheets></workbook>"#,
        )
        .set(
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("c1", "worksheet", "/xl/worksheets/SHEET1.xml"),
                ("c2", "chartsheet", "chartsheets/sheet1.xml"),
                ("c3", "worksheet", "worksheets/none.xml"),
                ("c4", "worksheet", "..\\xl\\worksheets\\sheet1.xml"),
                ("c5", "worksheet\" TargetMode=\"External", "http://127.0.0.1/sheet1.xml"),
            ]),
        );
    let mut book = open(memory_source(package.bytes()), &Limits::default()).unwrap();
    let sheets: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("A & B", false), ("H", true), ("V", true)]);
    assert!(book.open_sheet(0).is_ok() && book.open_sheet(2).is_ok());
    assert_eq!(book.open_sheet(1).err().unwrap().code(), "sheet-missing");
    assert_eq!(book.open_sheet(3).err().unwrap().code(), "sheet-missing");
}

#[test]
fn a_workbook_whose_only_sheet_cannot_be_reached_is_damaged_and_not_empty() {
    let whole = || Package::new("<row><c><v>1</v></c></row>", &[]);
    for rels in [relations(&[]), relations(&[("rIdX", "worksheet", "worksheets/sheet1.xml")])] {
        let problem = error(whole().set("xl/_rels/workbook.xml.rels", &rels));
        assert_eq!(problem, Problem::new(message::SHEET_MISSING).with("sheet", "S"), "{rels}");
    }
    for part in ["<html><body>404 Not Found</body></html>", "<?xml version=\"1.0\"?>", ""] {
        let code = error(whole().set("xl/worksheets/sheet1.xml", part)).code();
        assert!(matches!(code, "damaged-sheet" | "damaged-workbook"), "{part}: {code}");
    }
}

#[test]
fn a_table_object_gives_its_range_and_what_of_it_is_data() {
    let table = |attributes: &str| {
        let mut package = Package::new("", &[]);
        package
            .set("xl/worksheets/_rels/sheet1.xml.rels", &relations(&[("rId1", "table", "../tables/table1.xml")]))
            .set("xl/tables/table1.xml", &format!("<table {attributes}><autoFilter ref=\"A1:B2\"/></table>"));
        open(memory_source(package.bytes()), &Limits::default()).unwrap().open_sheet(0).unwrap().tables
    };
    let range = super::super::TableRange {
        header_row: Some(4),
        first_data_row: 5,
        last_data_row: 6,
        last_row: 7,
        first_column: 1,
        last_column: 4,
    };
    assert_eq!(table(r#"ref="B4:E7" totalsRowCount="1""#), [range]);
    let plain = super::super::TableRange { last_row: 6, ..range };
    assert_eq!(table(r#"ref="B4:E6""#), [plain]);
    let headless = super::super::TableRange { header_row: None, first_data_row: 4, ..plain };
    assert_eq!(table(r#"ref="B4:E6" headerRowCount="0""#), [headless]);
    assert_eq!(table(r#"ref="nonsense""#), []);
}

#[test]
fn dates_count_from_the_epoch_that_the_workbook_says() {
    let mut package =
        Package::new(r#"<row r="1"><c r="A1" s="1"><v>43889</v></c><c r="B1"><v>43889</v></c></row>"#, &[]);
    package
        .set(
            "xl/workbook.xml",
            r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets>
            <extLst><ext><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>"#,
        )
        .set(
            "xl/styles.xml",
            r#"<styleSheet><cellXfs count="9"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        )
        .set(
            "xl/_rels/workbook.xml.rels",
            &relations(&[("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "styles", "styles.xml")]),
        );
    assert_eq!(read(package.bytes()).rows, ["1: @2024-02-29 | #43889"]);
}

#[test]
fn parts_in_other_encodings_are_read() {
    let text = r#"<?xml version="1.0" encoding="ENC"?><worksheet><sheetData><row><c t="str"><v>Zoë 😀</v></c></row></sheetData></worksheet>"#;
    let units = |swap: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let latin: Vec<u8> = text
        .replace(" 😀", "")
        .replace("ENC", "iso-8859-1")
        .chars()
        .map(|letter| u8::try_from(letter).unwrap())
        .collect();
    for (bytes, found) in [
        (units(true), "1: Zoë 😀"),
        (units(false), "1: Zoë 😀"),
        ([vec![0xfe, 0xff], units(true)].concat(), "1: Zoë 😀"),
        ([vec![0xff, 0xfe], units(false)].concat(), "1: Zoë 😀"),
        ([b"\xef\xbb\xbf".to_vec(), text.replace("ENC", "UTF-8").into_bytes()].concat(), "1: Zoë 😀"),
        (latin, "1: Zoë"),
    ] {
        assert_eq!(read(Package::new("", &[]).set_bytes("xl/worksheets/sheet1.xml", bytes).bytes()).rows, [found]);
    }
    assert_eq!(error(Package::new("", &[]).set("xl/worksheets/sheet1.xml", text)).code(), "part-encoding");
}

#[test]
fn a_document_type_is_refused_wherever_it_stands() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa">]>"#;
    for part in [
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        let mut package = Package::new("<row/>", &["Anna"]);
        let content = package.parts.iter().find(|(name, _)| name == part).unwrap().1.clone();
        package.set_bytes(part, [bomb.as_bytes(), &content].concat());
        assert_eq!(error(&package).code(), "doctype-refused", "{part}");
    }
    let entity = Package::new(r#"<row><c t="str"><v>&a;</v></c></row>"#, &[]);
    assert_eq!(error(&entity).code(), "damaged-workbook");
}

#[test]
fn what_was_read_before_the_damage_is_handed_out() {
    let cells: String =
        (0..60_000).map(|number| format!("<row><c><v>{}</v></c></row>", number * 7919 % 10_007)).collect();
    let mut bytes = Package::new(&cells, &[]).bytes();
    let sheet = bytes.windows(10).position(|window| window == b"sheet1.xml").unwrap();
    bytes[sheet + 100_000] ^= 0x55;
    let outcome = read(bytes);
    assert!(outcome.damaged && outcome.rows.len() > 1000, "{}", outcome.rows.len());
    assert!(matches!(outcome.end.unwrap().code(), "damaged-archive" | "damaged-workbook"));
}

#[test]
fn a_sheet_that_ends_in_the_middle_is_damaged() {
    for end in
        ["<", "<!", "<?", "", "<row r=\"2\"", "<row r=\"2\"><c><v>2</v>", "</row>", "<![CDATA[", "<!-- ", "<c></v>"]
    {
        let markup = format!("<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row>{end}");
        let outcome = read(Package::new("", &[]).set("xl/worksheets/sheet1.xml", &markup).bytes());
        assert_eq!(outcome.rows, ["1: #1"], "{end}");
        assert!(outcome.end.is_some() && outcome.damaged, "{end}");
    }
}

#[test]
fn an_archive_without_a_workbook_says_so() {
    let mut package = Package { parts: Vec::new() };
    package.set("word/document.xml", "<document/>");
    assert_eq!(error(&package).code(), "no-workbook");
}

#[test]
fn limits_are_reached_with_the_measured_number() {
    let limits = Limits { cells: 3, shared_text_bytes: 100, text_bytes: 50, record_bytes: 90, ..Limits::default() };
    let code = |package: &Package| {
        let outcome = read_under(package.bytes(), 0, &limits);
        outcome.map(|outcome| outcome.end.unwrap()).unwrap_or_else(|problem| problem)
    };
    let long = "x".repeat(51);
    for (package, expected, measured) in [
        (
            Package::new("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>", &[]),
            "too-many-cells",
            "4",
        ),
        (Package::new("<row/>", &[&long]), "cell-text-too-long", "51"),
        (Package::new(&format!(r#"<row><c t="str"><v>{long}</v></c></row>"#), &[]), "cell-text-too-long", "51"),
        (
            Package::new(&format!(r#"<row><c t="inlineStr"><is><t>{long}</t></is></c></row>"#), &[]),
            "cell-text-too-long",
            "51",
        ),
        (
            Package::new(&format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(3)), &[&long[..40]]),
            "row-too-large",
            "120",
        ),
        (Package::new("<row/>", &["12345678901234567890"; 5]), "shared-texts-too-large", "120"),
        (Package::new("<row/>", &[""; 26]), "shared-texts-too-large", "104"),
    ] {
        let problem = code(&package);
        assert_eq!(problem.code(), expected);
        assert!(problem.arguments.contains(&("measured", measured.to_owned())), "{problem:?}");
    }
}

#[test]
fn a_text_longer_than_the_buffer_comes_in_one_piece() {
    let limits = Limits { text_bytes: 4 << 20, ..Limits::default() };
    let text = "Ärger &amp; Zoë\r\n😀".repeat(30_000);
    let markup = format!(r#"<row><c t="str"><f>1</f><v>{text}</v></c></row>"#);
    let outcome = read_under(Package::new(&markup, &[&text]).bytes(), 0, &limits).unwrap();
    let found = text.replace("&amp;", "&").replace("\r\n", "\n");
    assert_eq!(outcome.end, None);
    assert!(outcome.rows == [format!("1: {found}")]);
}

#[test]
fn many_shared_strings_are_found_again() {
    let texts: Vec<String> = (0..200_000).map(|number| format!("Text {number}")).collect();
    let markup: String =
        [0, 1, 99_999, 199_999].map(|number| format!(r#"<row><c t="s"><v>{number}</v></c></row>"#)).concat();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(rows(&markup, &texts), ["1: Text 0", "2: Text 1", "3: Text 99999", "4: Text 199999"]);
}

/// Reads every sheet as far as it goes.
fn read_anything(bytes: Vec<u8>) {
    let Ok(mut book) = open(memory_source(bytes), &Limits::default()) else { return };
    for index in 0..book.sheets().len().min(3) {
        let Ok(mut sheet) = book.open_sheet(index) else { continue };
        let mut row = Row::default();
        while let Ok(true) = sheet.rows.next(&mut row) {}
    }
}

#[test]
fn cells_merged_over_rows_are_told_before_the_rows() {
    let sheet = |merged: &str| {
        let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
        let mut package = Package::new("", &[]);
        package
            .set("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData>{merged}</worksheet>"));
        package.bytes()
    };
    let open = |merged: &str, limits: &Limits| {
        let mut sheet = open(memory_source(sheet(merged)), limits).unwrap().open_sheet(0).unwrap();
        let found = sheet.rows.take_merges();
        while sheet.rows.next(&mut Row::default()).unwrap() {}
        let notes: Vec<_> = sheet.rows.take_notes().iter().map(Problem::code).collect();
        (found.iter().map(|merge| (merge.first, merge.last, merge.column)).collect::<Vec<_>>(), notes)
    };
    let far = format!("<conditionalFormatting>{}</conditionalFormatting>", "<cfRule/>".repeat(20_000));
    let ranges = "<mergeCells count=\"3\"><mergeCell ref=\"C2:D5\"/><mergeCell ref='A8:A9' /><mergeCell ref=\"A7:F7\"/></mergeCells>";
    let prefixed = ranges.replace("mergeCell", "x:mergeCell");
    for (merged, expected) in [
        (ranges.to_owned(), vec![(2, 5, 2), (8, 9, 0)]),
        (prefixed, vec![(2, 5, 2), (8, 9, 0)]),
        (format!("{far}{ranges}"), vec![(2, 5, 2), (8, 9, 0)]),
        (format!("{ranges}<hyperlinks><hyperlink ref=\"A1:A9\"/></hyperlinks>"), vec![(2, 5, 2), (8, 9, 0)]),
        ("<mergeCells><mergeCell ref=\"A1\"/><mergeCell ref=\"A0:A9\"/><mergeCell/></mergeCells>".to_owned(), vec![]),
        ("<mergeCells/>".to_owned(), vec![]),
        (String::new(), vec![]),
    ] {
        assert_eq!(open(&merged, &Limits::default()), (expected.clone(), vec![]), "{merged:.60}");
        // A sheet that is too large is only asked behind its rows.
        let notes = if expected.is_empty() { vec![] } else { vec!["merged-not-filled"] };
        let small = Limits { merges_bytes: 9, ..Limits::default() };
        assert_eq!(open(&merged, &small), (vec![], notes), "{merged:.60}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_anything(bytes);
    }

    #[test]
    fn any_change_to_a_workbook_is_survived(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = Package::new(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>42</v></c></row>"#, &["Anna"]).bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        read_anything(bytes);
    }

    #[test]
    fn any_change_to_the_xml_is_survived(
        part in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&;\"'!?c v-]{0,3}|\\PC{0,3}"), 1..6),
    ) {
        let mut package = Package::new(
            r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>x</t></r></is></c><c><f>1</f><v>1.5</v></c></row>"#,
            &["Anna", "&lt;_x0041_"],
        );
        let mut text = String::from_utf8(package.parts[part].1.clone()).unwrap();
        for (index, insert) in changes {
            let at = index.index(text.len() + 1);
            if text.is_char_boundary(at) {
                let keep = text.len().min(at + 3);
                let tail = if text.is_char_boundary(keep) { keep } else { at };
                text.replace_range(at..tail, &insert);
            }
        }
        package.parts[part].1 = text.into_bytes();
        read_anything(package.bytes());
    }
}

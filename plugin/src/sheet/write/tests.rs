//! What is written, read back by libraries that know nothing of the writer.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Read};

use calamine::{Data, Ods, Reader, Xlsx};
use proptest::prelude::*;

use super::*;
use crate::host::memory::MemorySink;
use crate::message::LineNumber;

/// Texts that spreadsheets, XML or delimiters might spoil.
const HARD: [&str; 24] = [
    "Zoë",
    "=1+1",
    "+43 664 123",
    "-5",
    "@me",
    "'=1",
    "00042",
    "01067",
    "1e5",
    "TRUE",
    "12.03.2024",
    " outer blanks ",
    "two  inner   blanks",
    "a\nb",
    "\nfirst line empty",
    "a;b,c|d",
    "say \"hello\"",
    "<b>&amp;</b>",
    "_x000D_",
    "_x005F_x000D_ \u{fc}",
    "😀",
    "tab\tin it",
    "]]>",
    "{curly}",
];

fn column(header: &str) -> Column {
    Column { header: header.to_owned(), ..Column::default() }
}

fn plan() -> SheetPlan {
    SheetPlan { name: "Benutzer".to_owned(), columns: vec![column("Name"), column("Ort")], ..SheetPlan::default() }
}

fn write(format: Format, plan: &SheetPlan, rows: &[Vec<OutCell<'_>>]) -> Result<Vec<u8>, Problem> {
    let sink = MemorySink::default();
    let mut writer = create(format, plan, Box::new(sink.clone()))?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()?;
    Ok(sink.bytes())
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The data rows of the first sheet.
fn read(format: Format, file: &[u8]) -> Vec<Vec<Data>> {
    let range = match format {
        Format::Xlsx | Format::XlsxTable => {
            Xlsx::new(Cursor::new(file.to_vec())).unwrap().worksheet_range_at(0).unwrap().unwrap()
        }
        Format::Ods => Ods::new(Cursor::new(file.to_vec())).unwrap().worksheet_range_at(0).unwrap().unwrap(),
        Format::Csv | Format::CsvPlain => {
            let text = std::str::from_utf8(file).unwrap().trim_start_matches('\u{feff}');
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            let cell = |text: &str| Data::String(text.to_owned());
            return reader.records().map(|record| record.unwrap().iter().map(cell).collect()).collect();
        }
    };
    range.rows().skip(1).map(<[Data]>::to_vec).collect()
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::String(text) => injection::unguard(text).to_owned(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is not text"),
    }
}

#[test]
fn every_format_gives_back_every_text() {
    for format in Format::ALL {
        let rows: Vec<_> = HARD.iter().map(|text| vec![OutCell::Text("x"), OutCell::Text(text)]).collect();
        let back = read(format, &write(format, &plan(), &rows).unwrap());
        let back: Vec<_> = back.iter().map(|row| text_of(&row[1])).collect();
        assert_eq!(&back[..HARD.len()], HARD, "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_format_gives_back_any_text(text in "\\PC{0,6}[_x0-9A-F\\r\\n\\t '=+\"&<]{0,8}\\PC{0,6}") {
        for format in Format::ALL {
            // A sheet of ODS has one kind of line break.
            if format == Format::Ods && text.contains('\r') {
                continue;
            }
            let file = write(format, &plan(), &[vec![OutCell::Text("x"), OutCell::Text(&text)]]).unwrap();
            prop_assert_eq!(&text_of(&read(format, &file)[0][1]), &text, "{:?}", format);
        }
    }
}

#[test]
fn numbers_are_numbers_in_a_sheet_and_shown_in_text() {
    let cells = vec![OutCell::Number { value: 48.2, shown: "48,2" }, OutCell::Number { value: 42.0, shown: "00042" }];
    for format in Format::ALL {
        let back = read(format, &write(format, &plan(), std::slice::from_ref(&cells)).unwrap());
        let first = match format {
            Format::Csv | Format::CsvPlain => Data::String("48,2".to_owned()),
            _ => Data::Float(48.2),
        };
        assert_eq!(back[0], [first, Data::String("00042".to_owned())], "{format:?}");
    }
}

#[test]
fn a_workbook_has_its_frame_around_the_rows() {
    let mut plan = plan();
    plan.columns[0] = Column { locked: true, help: "Hands off".to_owned(), ..column("User ID") };
    plan.columns[1].choices = vec!["Ja".to_owned(), "Nein".to_owned()];
    plan.hidden = Some(HiddenSheet { name: "roster-mapping".to_owned(), rows: vec![vec!["a".to_owned()]] });
    let rows = vec![vec![OutCell::Text("1"), OutCell::Text("Ja")]; 3];

    let file = write(Format::Xlsx, &plan, &rows).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for expected in [
        "state=\"frozen\"",
        "<sheetProtection sheet=\"1\"",
        "<autoFilter ref=\"A1:B4\"/>",
        "sqref=\"A2:A1048576\"><formula1>FALSE</formula1>",
        "sqref=\"B2:B1048576\"><formula1>\"Ja,Nein\"</formula1>",
        "<row r=\"4\"><c r=\"A4\"",
        "<col min=\"3\" max=\"16384\"",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    assert!(!sheet.contains("<dimension"));
    assert!(part(&file, "xl/comments1.xml").contains("Hands off"));
    let workbook = part(&file, "xl/workbook.xml");
    assert!(workbook.contains("Benutzer!$A$1:$B$4<"), "{workbook}");
    assert!(workbook.contains("<sheet name=\"roster-mapping\" sheetId=\"2\" state=\"hidden\""), "{workbook}");

    let file = write(Format::XlsxTable, &plan, &rows).unwrap();
    let table = part(&file, "xl/tables/table1.xml");
    assert_eq!(table.matches("ref=\"A1:B4\"").count(), 2, "{table}");
    assert!(!part(&file, "xl/worksheets/sheet1.xml").contains("sheetProtection"));
}

#[test]
fn a_table_without_data_has_one_empty_row() {
    let file = write(Format::XlsxTable, &plan(), &[]).unwrap();
    assert!(part(&file, "xl/tables/table1.xml").contains("ref=\"A1:B2\""));
}

#[test]
fn a_long_list_stands_on_a_hidden_sheet() {
    let mut plan = plan();
    plan.columns[1].choices = (0..100).map(|number| format!("Choice {number}")).collect();
    let file = write(Format::Xlsx, &plan, &[]).unwrap();
    assert!(part(&file, "xl/worksheets/sheet1.xml").contains("<formula1>'roster-lists'!$A$1:$A$100</formula1>"));
    assert!(part(&file, "xl/workbook.xml").contains("<sheet name=\"roster-lists\" sheetId=\"2\" state=\"hidden\""));
}

#[test]
fn an_ods_begins_with_its_media_type() {
    let file = write(Format::Ods, &plan(), &[]).unwrap();
    assert_eq!(&file[30..84], b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
    assert_eq!(file[8..10], [0, 0], "stored");
}

#[test]
fn an_ods_hides_its_mapping_and_offers_its_lists() {
    let mut plan = plan();
    plan.columns[1].choices = vec!["a \"b\"".to_owned(), "c;d".to_owned()];
    plan.hidden = Some(HiddenSheet { name: "roster-mapping".to_owned(), rows: vec![vec!["a".to_owned()]] });
    let content = part(&write(Format::Ods, &plan, &[]).unwrap(), "content.xml");
    for expected in [
        "table:name=\"roster-mapping\" table:style-name=\"ta-hidden\"",
        "of:cell-content-is-in-list(&quot;a &quot;&quot;b&quot;&quot;&quot;;&quot;c;d&quot;)",
        "table:content-validation-name=\"val1\"",
    ] {
        assert!(content.contains(expected), "{expected} in {content}");
    }
}

#[test]
fn what_a_cell_cannot_hold_is_refused_with_its_place() {
    let long = "ä".repeat(32_768);
    let fits = "ä".repeat(32_767);
    let german = SheetPlan { encoding: Some("windows-1252".to_owned()), ..plan() };
    let cases: [(Format, &SheetPlan, &str, &str); 4] = [
        (Format::Xlsx, &plan(), &long, "export-text-too-long"),
        (Format::XlsxTable, &plan(), &long, "export-text-too-long"),
        (Format::Ods, &plan(), "bell\u{7}", "export-not-in-ods"),
        (Format::Csv, &german, "Işık", "export-not-in-encoding"),
    ];
    for (format, plan, text, code) in cases {
        let rows = [vec![OutCell::Text("a"), OutCell::Text("b")], vec![OutCell::Text("c"), OutCell::Text(text)]];
        let problem = write(format, plan, &rows).unwrap_err();
        assert_eq!((problem.code(), problem.cell().as_deref()), (code, Some("B3")), "{format:?}");
    }
    assert!(write(Format::Xlsx, &plan(), &[vec![OutCell::Text(&fits)]]).is_ok());
}

#[test]
fn the_line_of_a_problem_is_the_line_an_editor_shows() {
    let plan = SheetPlan { encoding: Some("cp850".to_owned()), ..plan() };
    let rows = [vec![OutCell::Text("two\nlines")], vec![OutCell::Text("€")]];
    let problem = write(Format::Csv, &plan, &rows).unwrap_err();
    assert_eq!(problem.line, Some(LineNumber(4)));
    assert!(problem.text(Language::English).contains("U+20AC"), "{}", problem.text(Language::English));
}

#[test]
fn a_sheet_ends_at_its_last_row() {
    let mut rows = RowCounter { data_rows: MAX_SHEET_ROWS - 1 };
    assert_eq!(rows.next().unwrap(), 1_048_576);
    assert_eq!(rows.next().unwrap_err().code(), "export-too-many-rows");
}

#[test]
fn delimited_text_follows_its_language_and_its_options() {
    let german = SheetPlan { language: Language::German, ..plan() };
    let tabbed = SheetPlan { delimiter: Some('\t'), ..plan() };
    let wide = SheetPlan { encoding: Some("utf-16le".to_owned()), columns: vec![column("ä")], ..plan() };
    let cases: [(Format, &SheetPlan, &[u8]); 5] = [
        (Format::Csv, &plan(), "\u{feff}Name,Ort\r\n'=1,\"a\"\"b\"\r\n".as_bytes()),
        (Format::Csv, &german, "\u{feff}Name;Ort\r\n'=1;\"a\"\"b\"\r\n".as_bytes()),
        (Format::CsvPlain, &german, b"Name,Ort\r\n=1,\"a\"\"b\"\r\n"),
        (Format::CsvPlain, &tabbed, b"Name\tOrt\r\n=1\t\"a\"\"b\"\r\n"),
        (Format::CsvPlain, &wide, b"\xff\xfe\xe4\0\r\0\n\0=\x001\0,\0\"\0a\0\"\0\"\0b\0\"\0\r\0\n\0"),
    ];
    for (format, plan, bytes) in cases {
        let file = write(format, plan, &[vec![OutCell::Text("=1"), OutCell::Text("a\"b")]]).unwrap();
        assert_eq!(file, bytes, "{:?}", String::from_utf8_lossy(&file));
    }
}

#[test]
fn a_delimiter_that_cannot_separate_is_refused() {
    for delimiter in ['"', '\n', 'a', '7', '=', '\''] {
        let plan = SheetPlan { delimiter: Some(delimiter), ..plan() };
        assert_eq!(write(Format::Csv, &plan, &[]).unwrap_err().code(), "export-unsuitable-delimiter");
    }
}

#[test]
fn rows_leave_the_writer_as_they_come() {
    for format in Format::ALL {
        let sink = MemorySink::default();
        let mut writer = create(format, &plan(), Box::new(sink.clone())).unwrap();
        let before = sink.bytes().len();
        for number in 0..50_000u64 {
            let text = format!("{:x}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            writer.row(&[OutCell::Text(&text), OutCell::Text("x")]).unwrap();
        }
        let streamed = sink.bytes().len() - before;
        writer.finish().unwrap();
        let held = sink.bytes().len() - before - streamed;
        assert!(held < 2 * CHUNK, "{format:?} held {held} bytes of {streamed}");
    }
}

#[test]
fn formats_are_known_by_their_names() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.as_str()), Ok(format));
    }
    assert_eq!(Format::from_name("pdf").unwrap_err().code(), "export-unknown-format");
}

#[test]
fn texts_that_a_spreadsheet_would_change_are_quoted_and_numbers_are_not() {
    let shown = |text| OutCell::Number { value: 1.5, shown: text };
    let row = ["00042", "1e5", "3/4", "12.03.2024", "1234567890123456", "0", "42", "Wien"].map(OutCell::Text);
    let row: Vec<_> = row.into_iter().chain([shown("1.5")]).collect();
    let plan = SheetPlan { columns: (0..9).map(|at| column(&format!("C{at}"))).collect(), ..plan() };
    for (format, expected) in [
        (Format::Csv, r#""00042","1e5","3/4","12.03.2024","1234567890123456",0,42,Wien,1.5"#),
        (Format::CsvPlain, "00042,1e5,3/4,12.03.2024,1234567890123456,0,42,Wien,1.5"),
    ] {
        let plan = SheetPlan { delimiter: Some(','), ..plan.clone() };
        let text = String::from_utf8(write(format, &plan, std::slice::from_ref(&row)).unwrap()).unwrap();
        assert_eq!(text.lines().nth(1), Some(expected), "{format:?}");
    }
}

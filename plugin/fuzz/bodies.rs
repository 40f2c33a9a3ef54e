//! What fuzzing does with an input, shared with the test that runs the inputs that once broke something.
//!
//! The promise under test: any bytes at all end in rows or in a problem, never in a panic, and rows add up.

use roster_plugin::field::Catalogue;
use roster_plugin::mapping::inspect::Inspector;
use roster_plugin::mapping::settings::ImportSettings;
use roster_plugin::mapping::suggest::LabelHints;
use roster_plugin::message::LineNumber;
use roster_plugin::sheet::limits::Limits;
use roster_plugin::sheet::{self, ReadOptions, Row, memory_source};

/// Limits so small that reaching them is part of every run.
fn limits() -> Limits {
    Limits {
        rows: 5_000,
        columns: 200,
        cells: 50_000,
        inflated_bytes: 4 << 20,
        text_bytes: 16 << 10,
        shared_text_bytes: 1 << 20,
        ..Limits::default()
    }
}

fn read(bytes: &[u8]) {
    let catalogue = Catalogue::new(Vec::new());
    let options = ReadOptions { limits: limits(), ..ReadOptions::default() };
    let Ok(mut table) = sheet::open(memory_source(bytes.to_vec()), &options, &LabelHints::new(&catalogue)) else {
        return;
    };
    let width = table.layout.header.len();
    let (mut row, mut last) = (Row::default(), LineNumber(0));
    while let Ok(true) = table.rows.next(&mut row) {
        assert!(row.line() > last, "lines go forward");
        assert_eq!(row.len(), width, "every row is as wide as the header");
        last = row.line();
    }
    let _ = (table.rows.take_notes(), table.rows.damaged(), table.rows.position());
}

/// Delimited text of any encoding and dialect. Bytes that are another kind of file are left to [`workbook`].
pub fn delimited(bytes: &[u8]) {
    if !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xD0\xCF") {
        read(bytes);
    }
}

/// A workbook of any kind; whatever else the bytes are is looked at as a person would see it.
pub fn workbook(bytes: &[u8]) {
    read(bytes);
    let catalogue = Catalogue::new(Vec::new());
    if let Ok(mut inspector) =
        Inspector::start(memory_source(bytes.to_vec()), &ImportSettings::default(), &catalogue, None)
    {
        while !inspector.step(500) {}
        let _ = inspector.finish();
    }
}

/// A settings document: what is read is written so that reading it again gives the same.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(settings) = ImportSettings::parse(text) {
        assert_eq!(ImportSettings::parse(&settings.to_json()).as_ref(), Ok(&settings));
    }
}

//! Lists of any size, made on the spot.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

pub const COLUMNS: usize = 20;

const HEADER: [&str; COLUMNS] = [
    "Employee number",
    "First name",
    "Last name",
    "Email address",
    "Mobile",
    "Language",
    "Authorization level",
    "Has own schedule",
    "User groups",
    "Active",
    "Note",
    "Street",
    "Postal code",
    "City",
    "State",
    "Country",
    "Latitude",
    "Longitude",
    "Microsoft object ID",
    "Working hours",
];

fn row(at: usize, note: &str) -> [String; COLUMNS] {
    [
        format!("{at:07}"),
        format!("Jürgen{}", at % 977),
        format!("Müller-{}", at % 4_391),
        format!("juergen.mueller.{at}@example.com"),
        format!("+49 151 {:07}", at % 9_999_999),
        "de-AT".into(),
        if at % 50 == 7 { "Supervisor".into() } else { "User".into() },
        "yes".into(),
        format!("North; Team {}", at % 40),
        "yes".into(),
        note.into(),
        format!("Große Straße {}", at % 200),
        format!("{:05}", at % 99_999),
        "Dresden".into(),
        "Sachsen".into(),
        "DE".into(),
        format!("{:.4}", 47.0 + (at % 70_000) as f64 / 10_000.0),
        format!("{:.4}", 6.0 + (at % 80_000) as f64 / 10_000.0),
        format!("{at:08x}-2fa1-11d2-883f-0016d3cca427"),
        "08:00-17:00".into(),
    ]
}

/// A list as text; every `changed`th row has another note, none where that is 0.
pub fn csv(path: &Path, rows: usize, changed: usize) -> PathBuf {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "{}", HEADER.join(";")).unwrap();
    for at in 0..rows {
        let note = if changed > 0 && at % changed == 3 { "moved" } else { "speaks French" };
        let cells = row(at, note).map(|cell| if cell.contains(';') { format!("\"{cell}\"") } else { cell });
        writeln!(out, "{}", cells.join(";")).unwrap();
    }
    out.into_inner().unwrap();
    path.to_owned()
}

/// The same list as a workbook with shared strings.
pub fn xlsx(path: &Path, rows: usize) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0u16..).zip(HEADER) {
        sheet.write_string(0, column, header).unwrap();
    }
    for at in 0..rows {
        for (column, cell) in (0u16..).zip(row(at, "speaks French")) {
            sheet.write_string(u32::try_from(at + 1).unwrap(), column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
    path.to_owned()
}

/// A list of what a new user needs and nothing more.
pub fn narrow_csv(path: &Path, rows: usize) -> PathBuf {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "First name;Last name;Email address").unwrap();
    for at in 0..rows {
        writeln!(out, "First{at};Last{at};user{at}@example.com").unwrap();
    }
    out.into_inner().unwrap();
    path.to_owned()
}

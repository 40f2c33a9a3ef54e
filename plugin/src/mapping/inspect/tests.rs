//! Inspections of tables that exist in memory alone.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::mapping::resolve::tests::layout;
use crate::message::LineNumber;
use crate::sheet::Table;

struct Memory {
    rows: Vec<Vec<&'static str>>,
    next: usize,
    fails_after: Option<usize>,
}

impl Rows for Memory {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if self.fails_after == Some(self.next) {
            return Err(Problem::new(field_text::UNCALCULATED));
        }
        let Some(cells) = self.rows.get(self.next) else { return Ok(false) };
        self.next += 1;
        row.begin(LineNumber(u32::try_from(self.next).unwrap() + 1));
        for cell in cells {
            row.push(match *cell {
                "" => Cell::Empty,
                "#N/A" => Cell::Error("#N/A"),
                "=" => Cell::Uncalculated,
                text => Cell::Text(text),
            });
        }
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

fn inspector(table: Table, settings: &ImportSettings, mapping_sheet: &[Vec<String>]) -> Inspector {
    let catalogue = Catalogue::new(Vec::new());
    Inspector::of_sampled(Sampled::of_table(table, mapping_sheet, &catalogue), settings, &catalogue)
}

fn inspected_in_steps(header: &[&str], rows: Vec<Vec<&'static str>>, settings: &str, max_rows: u32) -> Inspection {
    let rows = Box::new(Memory { rows, next: 0, fails_after: None });
    let settings = ImportSettings::parse(settings).unwrap();
    let mut inspector = inspector(Table { layout: layout(header), rows }, &settings, &[]);
    while !inspector.step(max_rows) {}
    inspector.finish()
}

fn inspected(header: &[&str], rows: Vec<Vec<&'static str>>) -> Inspection {
    inspected_in_steps(header, rows, "{}", 1000)
}

#[test]
fn columns_come_with_samples_and_what_they_are_taken_for() {
    let rows = vec![vec!["Anna", "a@b.de", "x"], vec!["Anna", "c@d.de", ""], vec!["Bernd", "", "y"]];
    let seen = inspected(&["Vorname", "E-Mail", "Passwort"], rows);
    assert_eq!(seen.rows, 3);
    assert_eq!(seen.columns[0].samples, ["Anna", "Bernd"]);
    assert_eq!(seen.columns[0].suggestion.field, Some(id::FIRST_NAME));
    assert_eq!(seen.columns[1].suggestion.field, Some(id::EMAIL));
    assert_eq!(seen.warnings, []);
    // A password is seen by nobody.
    assert!(seen.columns[2].samples.is_empty());
    assert_eq!(seen.first_rows[0], ["Anna", "a@b.de", "***"]);
    assert_eq!(seen.first_rows[1], ["Anna", "c@d.de", ""]);
}

#[test]
fn steps_of_any_size_see_the_same() {
    let rows: Vec<Vec<&'static str>> =
        (0..500).map(|row| vec!["a@b.de", if row == 300 { "4,91512E+12" } else { "00042" }]).collect();
    let at_once = inspected_in_steps(&["E-Mail", "Personalnummer"], rows.clone(), "{}", u32::MAX);
    let in_steps = inspected_in_steps(&["E-Mail", "Personalnummer"], rows, "{}", 7);
    assert_eq!(at_once, in_steps);
    assert_eq!(at_once.warnings.len(), 1);
    assert_eq!(at_once.warnings[0].cell().as_deref(), Some("B302"));
}

#[test]
fn damage_is_told_with_its_cell_and_once_in_columns_without_a_field() {
    let rows = vec![vec!["a@b.de", "4,91512E+12", "4,91512E+12"], vec!["#N/A", "=", "#N/A"], vec!["#N/A", "=", "="]];
    let found: Vec<String> = inspected(&["E-Mail", "Mobil", "Firlefanz"], rows)
        .warnings
        .iter()
        .map(|problem| format!("{} {}", problem.cell().unwrap(), problem.code()))
        .collect();
    let in_fields = ["B2 scientific-notation", "A3 error-cell", "B3 uncalculated"];
    assert_eq!(found[..3], in_fields);
    assert_eq!(found[3..], ["C3 error-cell", "A4 error-cell", "B4 uncalculated"]);
}

#[test]
fn lost_zeros_of_a_column_are_told_at_the_end() {
    let rows = vec![vec!["a@b.de", "00042"], vec!["c@d.de", "43"], vec!["e@f.de", "00044"], vec!["g@h.de", "00045"]];
    let seen = inspected(&["E-Mail", "Personalnummer"], rows);
    assert_eq!(seen.warnings.len(), 1);
    assert_eq!(seen.warnings[0].field, Some(id::EMPLOYEE_NUMBER));
}

#[test]
fn short_postal_codes_are_told_where_other_codes_lost_digits() {
    for (mobile, expected) in [("+43 1 1", None), ("4,31512E+12", Some("short-postal-codes"))] {
        let rows = Box::new(Memory { rows: vec![vec!["1067", mobile]], next: 0, fails_after: None });
        let table = Table { layout: layout(&["PLZ", "Mobil"]), rows };
        let mut inspector = inspector(table, &ImportSettings::default(), &[]).in_company_of(Some("AT"));
        assert!(inspector.step(u32::MAX));
        let warnings = inspector.finish().warnings;
        let told = warnings.iter().map(Problem::code).find(|code| *code == "short-postal-codes");
        assert_eq!(told, expected, "{mobile}");
    }
}

#[test]
fn warnings_are_counted_beyond_those_kept() {
    let rows: Vec<Vec<&'static str>> = (0..1000).map(|_| vec!["#N/A"]).collect();
    let seen = inspected(&["E-Mail"], rows);
    assert_eq!((seen.rows, seen.warnings.len()), (1000, WARNINGS + 1));
    let last = seen.warnings.last().unwrap();
    assert_eq!((last.code(), last.arguments[0].1.as_str()), ("more-warnings", "800"));
}

#[test]
fn what_the_settings_say_goes_before_suggestions_and_drift_is_told() {
    let settings = r#"{"Mappings": [{"SourceFieldID": "Vorname", "TargetFieldID": "note"}, {"SourceFieldID": "Weg", "TargetFieldID": "email"}]}"#;
    let seen = inspected_in_steps(&["Vorname", "E-Mail"], vec![vec!["Anna", "a@b.de"]], settings, 10);
    assert_eq!(seen.columns[0].suggestion.field, Some(id::NOTE));
    assert_eq!(seen.columns[0].suggestion.why.code(), "mapped-by-settings");
    assert_eq!(seen.columns[1].suggestion.field, None);
    let codes: Vec<&str> = seen.warnings.iter().map(Problem::code).collect();
    assert_eq!(codes[..2], ["column-gone", "column-new"]);
}

#[test]
fn an_error_ends_the_reading_and_keeps_what_was_seen() {
    let rows = Box::new(Memory { rows: vec![vec!["a@b.de"], vec!["c@d.de"]], next: 0, fails_after: Some(1) });
    let table = Table { layout: layout(&["E-Mail"]), rows };
    let mut inspector = inspector(table, &ImportSettings::default(), &[]);
    while !inspector.step(10) {}
    let seen = inspector.finish();
    assert_eq!((seen.rows, seen.warnings.len()), (1, 1));
    assert_eq!(seen.columns[0].suggestion.field, Some(id::EMAIL));
}

#[test]
fn a_mapping_sheet_decides() {
    let rows = Box::new(Memory { rows: vec![vec!["x", "a@b.de", "1", "a@b.de"]], next: 0, fails_after: None });
    let table = Table { layout: layout(&["Etwas", "Email", "Personalnummer", "Work email"]), rows };
    let sheet = [["Roster field mapping", "1"], ["Column", "Field"], ["Etwas", "note"], ["Email", "email"]];
    let sheet = sheet.map(|row| row.map(str::to_owned).to_vec());
    let mut inspector = inspector(table, &ImportSettings::default(), &sheet);
    while !inspector.step(10) {}
    let fields = inspector.finish().columns.into_iter().map(|column| column.suggestion.field);
    // A column that was added since is looked at like any other.
    assert_eq!(fields.collect::<Vec<_>>(), [Some(id::NOTE), Some(id::EMAIL), Some(id::EMPLOYEE_NUMBER), None]);
}

#[test]
fn codes_that_an_import_refuses_are_reported_here_too() {
    let found = inspected_in_steps(&["Email address", "Employee number"], vec![vec!["a@x.example", "17.0"]], "{}", 9);
    assert!(found.warnings.iter().any(|problem| problem.code() == "ends-in-point-zero"), "{:?}", found.warnings);
}

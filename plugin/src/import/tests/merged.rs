//! Cells of a workbook that are merged over several rows.

use super::*;
use crate::message::LineNumber;
use RowOutcome::*;
use rust_xlsxwriter::{Format, Workbook};

const ROWS: [[&str; 5]; 4] = [
    ["Email address", "First name", "Last name", "User groups", "Employee number"],
    ["a@example.com", "A", "A", "North", "1"],
    ["b@example.com", "B", "B", "", ""],
    ["c@example.com", "C", "C", "", "3"],
];

/// The list with cells of a column merged: the column, and the rows from where to where.
fn workbook(merged: (u16, u32, u32)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (column, first, last) = merged;
    sheet.merge_range(first, column, last, column, "", &Format::new()).unwrap();
    for (row, cells) in (0_u32..).zip(ROWS) {
        for (at, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, at, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn planned(world: &World, bytes: Vec<u8>) -> (PlanOutcome, Vec<RowInfo>) {
    let options = ImportOptions { settings: world.settings.clone(), with_changes: true, ..ImportOptions::default() };
    let mut plan = Plan::start(memory_source(bytes), &world.ports(), options).unwrap();
    let mut rows = Vec::new();
    loop {
        let step = plan.step(7).unwrap();
        rows.extend(step.rows);
        if step.progress.done {
            return (plan.outcome().unwrap().clone(), rows);
        }
    }
}

#[test]
fn a_group_over_several_rows_is_the_group_of_each() {
    let (plan, rows) = planned(&World::new(), workbook((3, 1, 3)));
    assert_eq!(counted(&plan.counts), [(Created, 3)]);
    let groups =
        |row: &RowInfo| row.changes.iter().find(|change| change.field == id::GROUPS).map(|one| one.after.clone());
    let north = || Some(Some(Value::List(vec!["North".to_owned()])));
    assert_eq!(rows.iter().map(groups).collect::<Vec<_>>(), [north(), north(), north()]);
    let note = plan.notes.iter().find(|note| note.code() == "merged-cells").unwrap();
    let text = note.text(Language::English);
    assert!(text.contains("2, first D2:D4 (“North”)"), "{text}");
}

#[test]
fn a_number_over_several_rows_is_nobodys() {
    let (plan, rows) = planned(&World::new(), workbook((4, 1, 2)));
    assert_eq!(counted(&plan.counts), [(Created, 2), (Failed, 1)]);
    let failed: Vec<_> = rows.iter().filter(|row| row.outcome == Failed).collect();
    assert_eq!((failed[0].line, failed[0].problems[0].code()), (Some(LineNumber(3)), "merged-cell"));
}

#[test]
fn cells_merged_within_the_header_change_nothing() {
    let (plan, _) = planned(&World::new(), workbook((3, 0, 1)));
    assert_eq!(counted(&plan.counts), [(Created, 3)]);
    assert!(plan.notes.iter().all(|note| note.code() != "merged-cells"), "{:?}", plan.notes);
}

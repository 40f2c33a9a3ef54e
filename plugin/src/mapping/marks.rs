//! Columns in which yes is a cross and no is nothing: what their blank cells mean.

use super::Mapping;
use crate::field::{Catalogue, Kind, Value, id, print};
use crate::message::{Language, Problem, mapping as text};

/// What people tick a box with and a flag is read from, in lower case.
const MARKS: [&str; 4] = ["x", "✓", "✔", "☑"];

/// Settles for every yes-or-no column that has nothing but crosses that a blank cell says no, unless the settings translate its
/// values. Whether accounts are active is too much to be read from nothing: there it is only reported.
pub(super) fn settle(mapping: &mut Mapping, samples: &[Vec<String>], catalogue: &Catalogue) -> Vec<Problem> {
    let mut notes = Vec::new();
    for column in &mut mapping.columns {
        let Some(field) = catalogue.get(&column.field).filter(|field| field.kind == Kind::Flag) else { continue };
        let values = samples.get(column.column).map_or(&[] as &[String], Vec::as_slice);
        if !column.values.is_empty() || values.is_empty() || !values.iter().all(|value| is_mark(value)) {
            continue;
        }
        let message = if field.id == id::ACTIVE { text::BLANK_STATUS } else { text::BLANK_IS_NO };
        if field.id != id::ACTIVE {
            let no = print(field, &Value::Flag(false), Language::English);
            column.values.insert(String::new(), no);
        }
        let note = Problem::new(message).with("header", &column.header);
        notes.push(note.at_column(column.column).of_field(column.field.clone()));
    }
    notes
}

fn is_mark(value: &str) -> bool {
    MARKS.contains(&value.trim().to_lowercase().as_str())
}

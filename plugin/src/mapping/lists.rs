//! What separates the entries of lists in the columns of a file: what the settings say, else what their values show.

use super::Mapping;
use crate::field::{Catalogue, Kind, ListSeparator, Separation, separator_of_column};
use crate::message::{Problem, mapping as text};

/// Settles the separator of every column of lists for which the settings name none, by some of its values. Notes the ones that
/// few people write.
pub(super) fn settle(mapping: &mut Mapping, samples: &[Vec<String>], catalogue: &Catalogue) -> Vec<Problem> {
    let mut notes = Vec::new();
    for column in &mut mapping.columns {
        let is_list = catalogue.get(&column.field).is_some_and(|field| field.kind == Kind::List);
        if !is_list || column.list_separator.is_some() {
            continue;
        }
        let values = samples.get(column.column).into_iter().flatten().map(String::as_str);
        let Some(found) = separator_of_column(values) else { continue };
        column.list_separator = Some(Separation::Found(found));
        if !matches!(found, ListSeparator::Comma | ListSeparator::Semicolon) {
            let note =
                Problem::new(text::LIST_SEPARATOR).with("separator", found.sign()).with("header", &column.header);
            notes.push(note.at_column(column.column).of_field(column.field.clone()));
        }
    }
    notes
}

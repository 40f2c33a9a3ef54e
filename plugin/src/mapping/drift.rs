//! What has changed between the file that settings were made for and the file at hand.

use super::normal::{distance, key};
use super::resolve::columns_named;
use super::settings::{ColumnMapping, ImportSettings};
use super::suggest::names_same_field;
use crate::message::{Problem, settings as text};
use crate::sheet::Layout;

/// Columns that are gone, new, or renamed: a similar name in the same place. Nothing where the settings name no columns; no
/// column is new where settings have those that they do not name looked at afresh.
pub fn drift(settings: &ImportSettings, layout: &Layout) -> Vec<Problem> {
    let Some(mappings) = &settings.mappings else { return Vec::new() };
    let mut known = vec![false; layout.header.len()];
    let mut gone: Vec<(usize, &ColumnMapping)> = Vec::new();
    for (place, mapping) in mappings.iter().enumerate() {
        let found = columns_named(layout, &mapping.source_field_id);
        if found.is_empty() && mapping.target().is_some() {
            gone.push((place, mapping));
        }
        for column in found {
            known[column] = true;
        }
    }
    let mut problems = Vec::new();
    for (place, mapping) in gone {
        match renamed_to(place, mapping, mappings, layout, &known) {
            Some((column, header)) => {
                known[column] = true;
                let problem =
                    Problem::new(text::COLUMN_RENAMED).with("old", &mapping.source_field_id).with("new", header);
                problems.push(problem.at_column(column));
            }
            None => problems.push(gone_problem(mapping)),
        }
    }
    if settings.suggests_other_columns() {
        return problems;
    }
    for (column, header) in layout.header.iter().enumerate().filter(|(column, _)| !known[*column]) {
        if let Some(header) = header {
            problems.push(Problem::new(text::COLUMN_NEW).with("header", header.trim()).at_column(column));
        }
    }
    problems
}

fn gone_problem(mapping: &ColumnMapping) -> Problem {
    let target = mapping.target().unwrap_or_default();
    Problem::new(text::COLUMN_GONE_NOTE).with("header", &mapping.source_field_id).with("field", target)
}

/// The unknown column that stands where the gone one would (at its place in the list, or beside the column before or
/// after it) and has a similar name.
fn renamed_to<'a>(
    place: usize,
    mapping: &ColumnMapping,
    mappings: &[ColumnMapping],
    layout: &'a Layout,
    known: &[bool],
) -> Option<(usize, &'a str)> {
    let neighbour = |place: Option<usize>| -> Option<usize> {
        columns_named(layout, &mappings.get(place?)?.source_field_id).first().copied()
    };
    let before = neighbour(place.checked_sub(1)).map(|column| column + 1);
    let after = neighbour(place.checked_add(1)).and_then(|column| column.checked_sub(1));
    let candidates = [before, after, Some(place)].into_iter().flatten();
    candidates.filter(|column| known.get(*column) == Some(&false)).find_map(|column| {
        let header = layout.header.get(column)?.as_deref()?.trim();
        is_similar(&mapping.source_field_id, header).then_some((column, header))
    })
}

fn is_similar(old: &str, new: &str) -> bool {
    let (a, b) = (key(old), key(new));
    let most = (a.chars().count().max(b.chars().count()) / 3).max(1);
    distance(&a, &b, most) <= most || names_same_field(old, new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::mapping::resolve::tests::layout;
    use crate::mapping::settings::OtherColumns;

    fn settings(columns: &[&str]) -> ImportSettings {
        let mappings = columns.iter().map(|name| ColumnMapping {
            source_field_id: (*name).to_owned(),
            target_field_id: Some("note".to_owned()),
            ..Default::default()
        });
        ImportSettings { mappings: Some(mappings.collect()), ..ImportSettings::default() }
    }

    #[test]
    fn columns_gone_new_and_renamed_are_told_apart() {
        for (known, file, expected) in [
            (&["Vorname", "Nachname"][..], &["Vorname", "Nachname"][..], &[][..]),
            (&["Vorname", "Nachname"], &["vorname ", "NACHNAME"], &[]),
            (&["Vorname", "Nachname"], &["Vorname"], &["column-gone-optional Nachname"]),
            (&["Vorname"], &["Vorname", "Telefon"], &["column-new Telefon"]),
            (&["Vorname", "Nachname"], &["Vorname", "Nachnahme"], &["column-renamed Nachname"]),
            (&["Vorname", "Nachname"], &["Vorname", "Familienname"], &["column-renamed Nachname"]),
            (
                &["Vorname", "E-Mail"],
                &["Vorname", "Kostenstelle"],
                &["column-gone-optional E-Mail", "column-new Kostenstelle"],
            ),
            // A similar name somewhere else is another column.
            (
                &["Mobil", "A", "B", "C"],
                &["A", "B", "C", "Mobile"],
                &["column-gone-optional Mobil", "column-new Mobile"],
            ),
        ] {
            let found: Vec<String> = drift(&settings(known), &layout(file))
                .iter()
                .map(|problem| format!("{} {}", problem.code(), problem.arguments.first().unwrap().1))
                .collect();
            assert_eq!(found, expected, "{known:?} against {file:?}");
        }
    }

    #[test]
    fn columns_left_alone_may_go_and_others_may_come_where_they_are_looked_at_afresh() {
        let mut settings = settings(&["Vorname", "Mobil"]);
        settings.mappings.as_mut().unwrap()[1].target_field_id = None;
        assert_eq!(drift(&settings, &layout(&["Vorname"])), []);
        settings.other_columns = Some(OtherColumns::Suggest);
        assert_eq!(drift(&settings, &layout(&["Vorname", "Neu"])), []);
    }

    #[test]
    fn settings_without_mappings_do_not_drift() {
        assert_eq!(drift(&ImportSettings::default(), &layout(&["Vorname"])), []);
    }
}

//! What a person is shown of a file: its columns with a few values and what they are taken for, and its first rows. Secrets
//! are not shown, nor is the empty margin that many people leave beside a list.

use super::sample::cut;
use super::suggest::{Confidence, Suggestion, is_secret};
use super::{MappedColumn, Mapping};
use crate::field::{Catalogue, Field};
use crate::message::{Problem, mapping as text, settings as settings_text};
use crate::sheet::{Layout, Row};

/// Different values per column that are shown, and rows.
const SHOWN: usize = 5;
/// What is shown instead of a secret.
const HIDDEN: &str = "***";

/// A column and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectedColumn {
    /// Its number, counted from 0.
    pub index: usize,
    /// Its header as it stands in the file.
    pub header: Option<String>,
    /// A few different values; none of columns that look like passwords, nor of sensitive fields.
    pub samples: Vec<String>,
    /// The field it is taken for, and why.
    pub suggestion: Suggestion,
}

/// What is shown of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its columns in order.
    pub columns: Vec<InspectedColumn>,
    /// Its first data rows, one text per column as displayed; secrets as `***`.
    pub first_rows: Vec<Vec<String>>,
}

impl Shown {
    /// Columns as a mapping has them, with the reasons of the suggestions where the two agree, and of the notes on the mapping
    /// where one is about the column.
    pub fn new(
        layout: &Layout,
        first: &[Row],
        samples: &[Vec<String>],
        suggestions: &[Suggestion],
        mapping: &Mapping,
        notes: &[Problem],
        catalogue: &Catalogue,
    ) -> Self {
        let column = |(index, header): (usize, &Option<String>)| {
            let suggestion = effective(suggestions, index, mapping, notes);
            let field = suggestion.field.as_ref().and_then(|field| catalogue.get(field));
            let samples = match samples.get(index) {
                Some(samples) if !is_sensitive(header.as_deref(), field) => some_of(samples),
                _ => Vec::new(),
            };
            InspectedColumn { index, header: header.clone(), samples, suggestion }
        };
        let columns: Vec<_> = layout.header.iter().enumerate().map(column).collect();
        let texts = |row: &Row| {
            let cells = columns.iter().map(|column| (column, row.cell(column.index)));
            let text = |(column, cell): (&InspectedColumn, crate::cell::Cell<'_>)| {
                let field = column.suggestion.field.as_ref().and_then(|field| catalogue.get(field));
                match is_sensitive(column.header.as_deref(), field) && !cell.is_blank() {
                    true => HIDDEN.to_owned(),
                    false => cut(cell.text()),
                }
            };
            cells.map(text).collect()
        };
        let first_rows = first.iter().take(SHOWN).map(texts).collect();
        let mut shown = Self { columns, first_rows };
        shown.drop_margin(first);
        shown
    }

    fn drop_margin(&mut self, first: &[Row]) {
        let margin = margin(&self.columns, first);
        self.columns.drain(..margin);
        for row in &mut self.first_rows {
            row.drain(..margin.min(row.len()));
        }
    }
}

fn margin(columns: &[InspectedColumn], first: &[Row]) -> usize {
    let is_empty =
        |column: &InspectedColumn| column.header.is_none() && first.iter().all(|row| row.cell(column.index).is_blank());
    columns.iter().take_while(|column| is_empty(column)).count()
}

/// Whether the values of a column are nobody's business.
pub(super) fn is_sensitive(header: Option<&str>, field: Option<&Field>) -> bool {
    field.is_some_and(|field| field.sensitive) || header.is_some_and(is_secret)
}

/// What a column was taken for: as the mapping has it, with the reason of the suggestion where the two agree.
fn effective(suggestions: &[Suggestion], column: usize, mapping: &Mapping, notes: &[Problem]) -> Suggestion {
    let suggested = suggestions.get(column);
    let mapped: Vec<&MappedColumn> = mapping.columns.iter().filter(|mapped| mapped.column == column).collect();
    match mapped.first() {
        Some(first) if mapped.len() > 1 => {
            let fields: Vec<&str> = mapped.iter().map(|mapped| mapped.field.as_str()).collect();
            let why = Problem::new(text::SPLIT_BY_SETTINGS).with("header", first.header.trim());
            Suggestion::of(first.field.clone(), Confidence::Certain, why.with("fields", fields.join(", ")))
        }
        Some(mapped) => match suggested.filter(|suggestion| suggestion.field.as_ref() == Some(&mapped.field)) {
            Some(suggestion) => Suggestion { inverted: mapped.inverted, ..suggestion.clone() },
            None => Suggestion {
                inverted: mapped.inverted,
                ..Suggestion::of(mapped.field.clone(), Confidence::Certain, Problem::new(text::MAPPED_BY_SETTINGS))
            },
        },
        None => match suggested.filter(|suggestion| suggestion.field.is_none()) {
            Some(suggestion) => suggestion.clone(),
            None => Suggestion::none(left_out(column, notes)),
        },
    }
}

/// Why a column for which a field was suggested has none.
fn left_out(column: usize, notes: &[Problem]) -> Problem {
    let is_about =
        |note: &&Problem| note.column == u32::try_from(column).ok() && note.message != settings_text::COLUMN_NEW;
    notes.iter().find(is_about).cloned().unwrap_or_else(|| Problem::new(text::NOT_IN_SETTINGS))
}

fn some_of(samples: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::with_capacity(SHOWN);
    for sample in samples {
        if shown.len() == SHOWN {
            break;
        }
        if !shown.contains(sample) {
            shown.push(sample.clone());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::field::id;
    use crate::mapping::resolve::resolve;
    use crate::mapping::resolve::tests::layout;
    use crate::mapping::settings::ImportSettings;
    use crate::message::Language;

    #[test]
    fn a_column_is_what_the_mapping_made_of_it() {
        let suggestions = vec![
            Suggestion::of(id::EMAIL, Confidence::High, Problem::new(text::SYNONYM)),
            Suggestion::none(Problem::new(text::NOT_RECOGNISED)),
        ];
        let mut mapping = Mapping::default();
        assert_eq!(effective(&suggestions, 0, &mapping, &[]).why.code(), "column-not-in-settings");
        assert_eq!(effective(&suggestions, 1, &mapping, &[]).why.code(), "column-not-recognised");
        let settings = r#"{"Mappings": [{"SourceFieldID": "A", "TargetFieldID": "email", "UpdateBehavior": 2},
                                        {"SourceFieldID": "B", "TargetFieldID": "note"}]}"#;
        let settings = ImportSettings::parse(settings).unwrap();
        let catalogue = Catalogue::new(Vec::new());
        mapping = resolve(&settings, &layout(&["A", "B"]), &suggestions, &catalogue).unwrap().mapping;
        assert_eq!(effective(&suggestions, 0, &mapping, &[]), suggestions[0]);
        assert_eq!(effective(&suggestions, 1, &mapping, &[]).field, Some(id::NOTE));
        assert_eq!(effective(&suggestions, 1, &mapping, &[]).why.code(), "mapped-by-settings");
    }

    #[test]
    fn a_column_that_is_split_says_into_what() {
        let settings = r#"{"Mappings": [
            {"SourceFieldID": "Name", "TargetFieldID": "first-name", "Part": "first-name"},
            {"SourceFieldID": "Name", "TargetFieldID": "last-name", "Part": "last-name"},
            {"SourceFieldID": "E-Mail", "TargetFieldID": "email", "UpdateBehavior": 2}]}"#;
        let (settings, catalogue) = (ImportSettings::parse(settings).unwrap(), Catalogue::new(Vec::new()));
        let mapping = resolve(&settings, &layout(&["Name", "E-Mail"]), &[], &catalogue).unwrap().mapping;
        let why = effective(&[], 0, &mapping, &[]).why;
        assert_eq!(why.text(Language::English), "The import settings split “Name”: first-name, last-name.");
    }
}

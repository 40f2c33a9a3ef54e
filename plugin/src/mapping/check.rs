//! Whether settings would do: everything that an import would refuse, said beforehand and all at once.
//!
//! The settings are resolved as an import resolves them; where there is no file to resolve them against, against one that
//! has just the columns that they name.

use super::resolve::{Attempt, attempt, lists_key};
use super::sample::Sampled;
use super::settings::{ColumnMapping, ImportSettings, read_options};
use super::suggest::{Confidence, Suggestion};
use crate::field::{Catalogue, Field};
use crate::host::Tenant;
use crate::message::{Problem, mapping as text};
use crate::sheet::{Kind, Layout, SharedSource};

/// What does not fit between settings and the fields, and, where a file is given, between them and the file: errors first,
/// then columns that are gone, new or renamed, and what else is worth knowing. Nothing where all of it fits.
///
/// # Errors
/// The file cannot be read.
pub fn check(
    settings: &ImportSettings,
    file: Option<SharedSource>,
    catalogue: &Catalogue,
    company: Option<&Tenant>,
) -> Result<Vec<Problem>, Problem> {
    let Attempt { errors, notes, .. } = match file {
        Some(file) => {
            let sampled = Sampled::open(file, &read_options(settings), catalogue, company)?;
            attempt(settings, &sampled.layout, &sampled.suggestions, catalogue)
        }
        None => {
            let (layout, suggestions) = file_as_named(settings, catalogue);
            attempt(settings, &layout, &suggestions, catalogue)
        }
    };
    Ok(errors.into_iter().chain(notes).collect())
}

/// A file with the columns that the settings name, and a column for each field that may come from elsewhere.
fn file_as_named(settings: &ImportSettings, catalogue: &Catalogue) -> (Layout, Vec<Suggestion>) {
    let mut header: Vec<Option<String>> = Vec::new();
    let mut suggestions = Vec::new();
    let named = settings.mappings.iter().flatten().map(|mapping: &ColumnMapping| &mapping.source_field_id);
    for name in named {
        if !header.contains(&Some(name.clone())) {
            header.push(Some(name.clone()));
            suggestions.push(Suggestion::none(Problem::new(text::NOT_RECOGNISED).with("header", name)));
        }
    }
    if settings.suggests_other_columns() {
        let targets: Vec<&str> = settings.mappings.iter().flatten().filter_map(ColumnMapping::target).collect();
        let may_come = |field: &&Field| !field.read_only || lists_key(settings, field);
        for field in catalogue.iter().filter(may_come).filter(|field| !targets.contains(&field.id.as_str())) {
            header.push(Some(field.id.to_string()));
            suggestions.push(Suggestion::of(field.id.clone(), Confidence::Certain, Problem::new(text::FIELD_ID)));
        }
    }
    let layout = Layout {
        kind: Kind::Csv,
        sheets: Vec::new(),
        sheet: None,
        encoding: None,
        delimiter: None,
        quote: None,
        header_row: None,
        header,
        notes: Vec::new(),
    };
    (layout, suggestions)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::sheet::memory_source;

    fn codes(settings: &str, file: Option<&str>) -> Vec<&'static str> {
        let settings = ImportSettings::parse(settings).unwrap();
        let file = file.map(|text| memory_source(text.as_bytes()));
        let found = check(&settings, file, &Catalogue::new(Vec::new()), None).unwrap();
        found.iter().map(Problem::code).collect()
    }

    const EMAIL: &str = r#"{"SourceFieldID": "E-Mail", "TargetFieldID": "email", "UpdateBehavior": 2}"#;

    #[test]
    fn what_an_import_would_refuse_is_found_without_a_file() {
        for (settings, expected) in [
            ("{}".to_owned(), vec![]),
            (r#"{"Keys": ["email", "employee-number"]}"#.to_owned(), vec![]),
            (r#"{"Keys": ["note"]}"#.to_owned(), vec!["not-a-key-field"]),
            (r#"{"Keys": ["emial"]}"#.to_owned(), vec!["unknown-field-near"]),
            (format!(r#"{{"Mode": "Update", "Mappings": [{EMAIL}]}}"#), vec![]),
            (
                format!(
                    r#"{{"Mode": "Update", "Mappings": [{EMAIL}, {{"SourceFieldID": "A", "TargetFieldID": "quark"}}]}}"#
                ),
                vec!["unknown-field"],
            ),
            (
                format!(r#"{{"Mode": "Update", "Mappings": [{EMAIL}], "Keys": ["employee-number"]}}"#),
                vec!["key-not-mapped"],
            ),
            (
                r#"{"Mode": "Update", "Mappings": [{"SourceFieldID": "A", "TargetFieldID": "note"}]}"#.to_owned(),
                vec!["no-key-mapped"],
            ),
            (
                format!(
                    r#"{{"Mode": "Update", "Mappings": [{EMAIL}, {{"SourceFieldID": "A", "TargetFieldID": "quark"}},
                        {{"SourceFieldID": "B", "TargetFieldID": "email"}}], "Keys": ["note"]}}"#
                ),
                vec!["unknown-field", "field-mapped-twice", "not-a-key-field"],
            ),
            (format!(r#"{{"Mappings": [{EMAIL}]}}"#), vec!["required-not-mapped", "required-not-mapped"]),
            (format!(r#"{{"OtherColumns": "suggest", "Mappings": [{EMAIL}]}}"#), vec![]),
        ] {
            assert_eq!(codes(&settings, None), expected, "{settings}");
        }
    }

    #[test]
    fn against_a_file_the_check_says_what_the_import_says() {
        let file = Some("E-Mail;Vorname;Nachname;Abteilung\na@b.de;Anna;Kurz;IT\n");
        let name =
            |source: &str, field: &str| format!(r#"{{"SourceFieldID": "{source}", "TargetFieldID": "{field}"}}"#);
        let (first, last) = (name("Vorname", "first-name"), name("Nachname", "last-name"));
        for (settings, expected) in [
            ("{}".to_owned(), vec![]),
            (r#"{"Keys": ["employee-number"]}"#.to_owned(), vec!["key-not-mapped"]),
            (r#"{"Keys": ["note"]}"#.to_owned(), vec!["not-a-key-field"]),
            (format!(r#"{{"Mappings": [{EMAIL}, {first}, {last}]}}"#), vec!["column-new"]),
            (
                format!(r#"{{"Mappings": [{EMAIL}, {first}, {}]}}"#, name("Zuname", "last-name")),
                vec!["column-gone", "column-renamed", "column-new", "required-not-mapped"],
            ),
            (
                format!(r#"{{"Mappings": [{EMAIL}, {first}, {last}, {}]}}"#, name("Mobil", "mobile")),
                vec!["column-gone-optional", "column-new"],
            ),
            (format!(r#"{{"OtherColumns": "suggest", "Mappings": [{EMAIL}]}}"#), vec![]),
        ] {
            assert_eq!(codes(&settings, file), expected, "{settings}");
        }
    }
}

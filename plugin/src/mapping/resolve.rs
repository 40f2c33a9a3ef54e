//! One mapping for a file, of what the settings say and what its headers suggest.
//!
//! Everything that could not work is refused here, before a row is read: unknown fields, fields mapped twice, no way to find
//! an account. Values are not looked at.

use std::collections::HashSet;

use super::drift::drift;
use super::normal::{key, nearest, squeeze};
use super::settings::{ColumnMapping, ImportSettings};
use super::suggest::Suggestion;
use super::{MappedColumn, Mapping, Mode, UpdateBehavior, WhenBlank};
use crate::field::{Catalogue, Field, FieldId, Kind, Separation, id};
use crate::message::{MORE, Problem, column_letters, settings as text};
use crate::sheet::Layout;

/// A mapping and what is worth knowing about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The mapping.
    pub mapping: Mapping,
    /// Notes and warnings: optional columns that are gone, required fields that nothing fills.
    pub notes: Vec<Problem>,
}

/// The order in which keys are tried where the settings do not say.
const KEY_ORDER: [FieldId; 5] = [id::ID, id::EMAIL, id::EMPLOYEE_NUMBER, id::USER_NAME, id::MICROSOFT_OBJECT_ID];

/// How many headers a message lists before it says how many more there are.
const LISTED: usize = 12;

/// Maps the columns of a file: as the settings say, else as suggested.
///
/// # Errors
/// A mapping that cannot work: its code says why, its text what to change.
pub fn resolve(
    settings: &ImportSettings,
    layout: &Layout,
    suggestions: &[Suggestion],
    catalogue: &Catalogue,
) -> Result<Resolved, Problem> {
    let Attempt { mapping, notes, errors } = attempt(settings, layout, suggestions, catalogue);
    match errors.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(Resolved { mapping, notes }),
    }
}

/// A mapping as far as it goes, and everything that is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempt {
    /// The mapping; of no use to an import where there are errors.
    pub mapping: Mapping,
    /// Notes and warnings, as [`Resolved::notes`].
    pub notes: Vec<Problem>,
    /// Why the mapping cannot work, in the order of the settings.
    pub errors: Vec<Problem>,
}

/// The same as [`resolve`], without stopping at the first error.
pub fn attempt(
    settings: &ImportSettings,
    layout: &Layout,
    suggestions: &[Suggestion],
    catalogue: &Catalogue,
) -> Attempt {
    let mode = settings.mode.unwrap_or_default();
    let mut found = Attempt { notes: drift(settings, layout), ..Attempt::default() };
    let mut columns = Vec::new();
    for told in settings.mappings.iter().flatten() {
        match told_column(told, &columns, settings, layout, catalogue) {
            Ok(column) => columns.extend(column),
            Err(error) => {
                found.notes.retain(|note| !is_gone_too(note, &error));
                found.errors.push(error);
            }
        }
    }
    if settings.suggests_other_columns() {
        suggested(settings, layout, suggestions, catalogue, &mut columns, &mut found.notes);
    }
    columns.sort_by_key(|column| column.column);
    if columns.is_empty() && found.errors.is_empty() {
        found.errors.push(Problem::new(text::NO_COLUMN_RECOGNISED).with_quoted("headers", listed_headers(layout)));
        return found;
    }
    let (keys, errors) = keys(settings, &columns, catalogue);
    found.errors.extend(errors);
    if keys.is_empty() && found.errors.is_empty() && mode != Mode::Insert {
        found.errors.push(Problem::new(text::NO_KEY_MAPPED).with("keys", key_fields(catalogue)));
    }
    for column in &mut columns {
        if keys.contains(&column.field) {
            column.behavior = UpdateBehavior::Key;
        }
    }
    if mode.creates() {
        found.notes.extend(required_but_unmapped(&columns, catalogue));
    }
    found.mapping = Mapping { mode, columns, keys, guards: settings.guards() };
    found
}

/// The name under which settings find a column again: its header where no other column has the same, else its letters.
pub(crate) fn column_name(layout: &Layout, column: usize) -> String {
    let header = layout.header.get(column).and_then(Option::as_deref).unwrap_or_default();
    let name = squeeze(header);
    let same = layout.header.iter().flatten().filter(|other| squeeze(other) == name).count();
    if name.is_empty() || same != 1 { letters(column) } else { header.to_owned() }
}

/// The columns that go by a name: by their header as it reads, else by its letters and digits alone, else by letters or
/// number as a spreadsheet counts columns.
pub(crate) fn columns_named(layout: &Layout, name: &str) -> Vec<usize> {
    let having = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let headers = layout.header.iter().enumerate();
        headers.filter(|(_, header)| header.as_deref().is_some_and(same)).map(|(column, _)| column).collect()
    };
    let squeezed = squeeze(name);
    let mut found = if squeezed.is_empty() { Vec::new() } else { having(&|header| squeeze(header) == squeezed) };
    if found.is_empty() {
        let wanted = key(name);
        found = if wanted.is_empty() { Vec::new() } else { having(&|header| key(header) == wanted) };
    }
    if found.is_empty() {
        found.extend(position(name).filter(|column| *column < layout.header.len()));
    }
    found
}

/// A column by letters (`AB`) or number (`28`).
fn position(name: &str) -> Option<usize> {
    let name = name.trim();
    if let Ok(number) = name.parse::<usize>() {
        return number.checked_sub(1);
    }
    let is_letters = (1..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_letters.then(|| {
        let digits = name.bytes().map(|byte| usize::from(byte.to_ascii_uppercase() - b'A') + 1);
        digits.fold(0, |number, digit| number * 26 + digit) - 1
    })
}

fn letters(column: usize) -> String {
    column_letters(u32::try_from(column).unwrap_or(u32::MAX))
}

/// Whether a note says no more than that a column is gone that an error says is gone.
fn is_gone_too(note: &Problem, error: &Problem) -> bool {
    let header = |problem: &Problem| problem.arguments.iter().find(|(name, _)| *name == "header").cloned();
    note.message == text::COLUMN_GONE_NOTE && error.message == text::COLUMN_GONE && header(note) == header(error)
}

/// What the settings say of a column; none where it is left alone, or is not in the file and can be done without.
fn told_column(
    told: &ColumnMapping,
    columns: &[MappedColumn],
    settings: &ImportSettings,
    layout: &Layout,
    catalogue: &Catalogue,
) -> Result<Option<MappedColumn>, Problem> {
    let header = &told.source_field_id;
    let Some(target) = told.target() else { return Ok(None) };
    let field = catalogue.find(target).ok_or_else(|| unknown_field(target, header, catalogue))?;
    let is_key = is_key(told, field, settings);
    check_use(told, field, is_key || is_key_by_default(field, settings), catalogue)?;
    let found = columns_named(layout, header);
    let Some(&column) = found.first() else {
        let is_required = field.required_on_create && settings.mode.unwrap_or_default().creates();
        if !is_key && !is_required {
            return Ok(None);
        }
        let problem = Problem::new(text::COLUMN_GONE).with("header", header).with("field", &field.id);
        return Err(problem.of_field(field.id.clone()));
    };
    if found.len() > 1 {
        let places: Vec<String> = found.iter().map(|column| letters(*column)).collect();
        return Err(Problem::new(text::COLUMN_TWICE).with("header", header).with("columns", places.join(", ")));
    }
    if let Some(first) = columns.iter().find(|mapped| mapped.field == field.id) {
        return Err(Problem::new(text::FIELD_TWICE)
            .with("field", &field.id)
            .with("first", &first.header)
            .with("second", header)
            .at_column(column)
            .of_field(field.id.clone()));
    }
    Ok(Some(MappedColumn {
        column,
        header: layout.header.get(column).cloned().flatten().unwrap_or_default(),
        field: field.id.clone(),
        behavior: told.update_behavior,
        when_blank: told.when_blank,
        inverted: told.inverted,
        values: told.value_map.clone(),
        part: told.part,
        list_separator: told.list_separator.map(Separation::Told),
    }))
}

fn is_key(told: &ColumnMapping, field: &Field, settings: &ImportSettings) -> bool {
    lists_key(settings, field) || told.update_behavior == UpdateBehavior::Key
}

pub(super) fn lists_key(settings: &ImportSettings, field: &Field) -> bool {
    settings.keys.iter().flatten().any(|key| key.trim() == field.id.as_str())
}

/// Whether accounts are found by a field without anybody saying so: nothing else is said to be a key.
fn is_key_by_default(field: &Field, settings: &ImportSettings) -> bool {
    field.key && settings.keys.is_none() && !settings.marks_keys()
}

fn check_use(told: &ColumnMapping, field: &Field, is_key: bool, catalogue: &Catalogue) -> Result<(), Problem> {
    let message = if told.update_behavior == UpdateBehavior::Key && !field.key {
        text::NOT_A_KEY_FIELD
    } else if field.read_only && !is_key {
        text::READ_ONLY_FIELD
    } else if told.part.is_some() && field.id != id::FIRST_NAME && field.id != id::LAST_NAME {
        text::PART_OF_OTHER_FIELD
    } else if told.list_separator.is_some() && field.kind != Kind::List {
        text::SEPARATOR_OF_OTHER_FIELD
    } else {
        return Ok(());
    };
    Err(Problem::new(message)
        .with("field", &field.id)
        .with("header", &told.source_field_id)
        .with("keys", key_fields(catalogue))
        .of_field(field.id.clone()))
}

/// Adds the columns that the settings do not name, as they are suggested.
fn suggested(
    settings: &ImportSettings,
    layout: &Layout,
    suggestions: &[Suggestion],
    catalogue: &Catalogue,
    columns: &mut Vec<MappedColumn>,
    notes: &mut Vec<Problem>,
) {
    let named: Vec<usize> =
        settings.mappings.iter().flatten().flat_map(|told| columns_named(layout, &told.source_field_id)).collect();
    for (column, suggestion) in suggestions.iter().enumerate().filter(|(column, _)| !named.contains(column)) {
        let Some(field) = suggestion.field.as_ref().and_then(|field| catalogue.get(field)) else { continue };
        let header = layout.header.get(column).cloned().flatten().unwrap_or_default();
        if let Some(other) = columns.iter().find(|mapped| mapped.field == field.id) {
            let note = Problem::new(text::FIELD_TAKEN).with("header", &header).with("field", &field.id);
            notes.push(note.with("other", &other.header).at_column(column).of_field(field.id.clone()));
            continue;
        }
        if field.read_only && !lists_key(settings, field) && !is_key_by_default(field, settings) {
            let note = Problem::new(text::READ_ONLY_LEFT_OUT).with("header", &header).with("field", &field.id);
            notes.push(note.at_column(column).of_field(field.id.clone()));
            continue;
        }
        columns.push(MappedColumn {
            column,
            header,
            field: field.id.clone(),
            behavior: UpdateBehavior::default(),
            when_blank: WhenBlank::default(),
            inverted: suggestion.inverted,
            values: suggestion.values.clone(),
            part: None,
            list_separator: None,
        });
    }
}

/// The keys in the order they are tried: as the settings say, else the columns marked as keys, else those that can be one;
/// and what is wrong with those that the settings list.
fn keys(settings: &ImportSettings, columns: &[MappedColumn], catalogue: &Catalogue) -> (Vec<FieldId>, Vec<Problem>) {
    let mapped = |field: &FieldId| columns.iter().any(|column| column.field == *field);
    let (mut keys, mut errors) = (Vec::new(), Vec::new());
    for name in settings.keys.iter().flatten().map(|name| name.trim()) {
        let by_header = || columns.iter().find(|column| column.header.trim().to_lowercase() == name.to_lowercase());
        let by_name = || catalogue.called(name).or_else(|| catalogue.get(&by_header()?.field));
        match catalogue.find(name).or_else(by_name) {
            None => errors.push(unknown_field(name, "Keys", catalogue)),
            Some(field) if field.key && mapped(&field.id) => keys.push(field.id.clone()),
            Some(field) => {
                let message = if field.key { text::KEY_NOT_MAPPED } else { text::NOT_A_KEY_FIELD };
                let problem = Problem::new(message).with("field", name).with("keys", key_fields(catalogue));
                errors.push(problem.of_field(field.id.clone()));
            }
        }
    }
    keys.extend(marked_in_order(settings, columns));
    if keys.is_empty() && settings.keys.is_none() {
        let own =
            catalogue.iter().filter(|field| field.key && !KEY_ORDER.contains(&field.id)).map(|field| field.id.clone());
        let is_key = |field: &FieldId| catalogue.get(field).is_some_and(|field| field.key);
        keys.extend(KEY_ORDER.into_iter().chain(own).filter(|field| mapped(field) && is_key(field)));
    }
    let mut seen = HashSet::new();
    keys.retain(|field| seen.insert(field.clone()));
    (keys, errors)
}

/// The fields of the mapped columns marked as keys, in the order of the settings.
fn marked_in_order(settings: &ImportSettings, columns: &[MappedColumn]) -> Vec<FieldId> {
    let marked = settings.mappings.iter().flatten().filter(|told| told.update_behavior == UpdateBehavior::Key);
    marked
        .filter_map(ColumnMapping::target)
        .filter_map(|target| columns.iter().find(|column| column.field.as_str() == target))
        .map(|column| column.field.clone())
        .collect()
}

fn required_but_unmapped(columns: &[MappedColumn], catalogue: &Catalogue) -> Vec<Problem> {
    let missing = catalogue
        .iter()
        .filter(|field| field.required_on_create && !columns.iter().any(|column| column.field == field.id));
    missing
        .map(|field| Problem::new(text::REQUIRED_NOT_MAPPED).with("field", &field.id).of_field(field.id.clone()))
        .collect()
}

fn unknown_field(name: &str, header: &str, catalogue: &Catalogue) -> Problem {
    match nearest(name, catalogue.iter().map(|field| field.id.as_str())) {
        Some(near) => Problem::new(text::UNKNOWN_FIELD_NEAR).with("nearest", near),
        None => {
            let known: Vec<&str> = catalogue.iter().map(|field| field.id.as_str()).collect();
            Problem::new(text::UNKNOWN_FIELD).with("known", known.join(", "))
        }
    }
    .with("name", name)
    .with("header", header)
}

fn key_fields(catalogue: &Catalogue) -> String {
    let keys: Vec<&str> = catalogue.iter().filter(|field| field.key).map(|field| field.id.as_str()).collect();
    keys.join(", ")
}

fn listed_headers(layout: &Layout) -> Vec<String> {
    let mut headers: Vec<String> = layout.header.iter().flatten().map(|header| header.trim().to_owned()).collect();
    if headers.is_empty() {
        headers = (0..layout.header.len()).map(letters).collect();
    }
    if headers.len() > LISTED {
        headers.truncate(LISTED);
        headers.push(MORE.to_owned());
    }
    headers
}

#[cfg(test)]
pub(crate) mod tests;

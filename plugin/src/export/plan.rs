//! What stands around the users: which fields, under which headers, with which help, drop-down lists and mapping sheet.

use std::collections::HashSet;

use super::ExportOptions;
use crate::field::{Catalogue, Field, FieldId, Kind, choices};
use crate::mapping::own_export;
use crate::message::{Language, Problem, export as message};
use crate::sheet::write::{Column, HiddenSheet, SheetPlan};

/// The fields asked for, in their order, each once.
pub(super) fn fields(catalogue: &Catalogue, asked: Option<&[FieldId]>) -> Result<Vec<Field>, Problem> {
    let Some(asked) = asked else { return Ok(catalogue.iter().cloned().collect()) };
    let known = || catalogue.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join(", ");
    let unknown: Vec<_> = asked.iter().filter(|id| catalogue.get(id).is_none()).collect();
    if !unknown.is_empty() {
        return Err(Problem::new(message::UNKNOWN_FIELDS).with_quoted("unknown", unknown).with("known", known()));
    }
    let mut seen = HashSet::new();
    let fields: Vec<_> = asked.iter().filter(|id| seen.insert(*id)).filter_map(|id| catalogue.get(id)).collect();
    if fields.is_empty() {
        return Err(Problem::new(message::NO_FIELDS).with("known", known()));
    }
    Ok(fields.into_iter().cloned().collect())
}

/// The sheet for these fields.
pub(super) fn sheet(fields: &[Field], options: &ExportOptions) -> SheetPlan {
    let language = options.language;
    let headers = headers(fields, language);
    let names = headers.iter().map(String::as_str).zip(fields.iter().map(|field| &field.id));
    // A template has no users, and may be filled in by any company.
    let stamp = options.stamp.as_ref().filter(|_| !options.template);
    let mapping = options
        .mapping_sheet
        .then(|| HiddenSheet { name: own_export::SHEET.to_owned(), rows: own_export::mapping_sheet(names, stamp) });
    let columns = fields.iter().zip(headers).map(|(field, header)| column(field, header, language)).collect();
    SheetPlan {
        name: Problem::new(message::SHEET_NAME).text(language),
        language,
        columns,
        hidden: mapping,
        delimiter: options.delimiter,
        encoding: options.encoding.clone(),
    }
}

/// The headers: labels on one line. A label that stands there already, or is empty, gives way to the field's id, which
/// import knows as well.
fn headers(fields: &[Field], language: Language) -> Vec<String> {
    let mut seen = HashSet::new();
    let one_line = |label: &str| label.split_whitespace().collect::<Vec<_>>().join(" ");
    let header = |field: &Field| {
        let label = one_line(field.label(language));
        if !label.is_empty() && seen.insert(label.to_lowercase()) {
            return label;
        }
        let mut id = field.id.as_str().to_owned();
        while !seen.insert(id.to_lowercase()) {
            id.push('_');
        }
        id
    };
    fields.iter().map(header).collect()
}

fn column(field: &Field, header: String, language: Language) -> Column {
    Column {
        header,
        width: width(&field.kind),
        help: field.help(language).to_owned(),
        choices: choices(field, language).unwrap_or_default(),
        locked: field.read_only,
        number: matches!(field.kind, Kind::Integer { .. } | Kind::Decimal { .. }),
    }
}

/// A width in characters that shows most values of a kind; never less than the header needs.
fn width(kind: &Kind) -> u16 {
    match kind {
        Kind::Email => 32,
        Kind::LongText => 40,
        Kind::List => 28,
        Kind::Text | Kind::Choice(_) | Kind::Phone => 20,
        Kind::Language | Kind::Country | Kind::Level | Kind::TimeRange | Kind::Date => 14,
        Kind::Flag | Kind::Integer { .. } | Kind::Decimal { .. } => 10,
    }
}

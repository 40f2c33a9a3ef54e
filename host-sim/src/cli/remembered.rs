//! What is remembered of imports that went well, and whether it is of use to the next file.
//!
//! Remembered is which column goes to which field, and nothing else: the next file may be written otherwise, and a sync or
//! an allowance must be asked for each time. A column that nobody mapped is looked at afresh in the next file, unless
//! somebody left it alone on purpose. Lists that come in turn are each remembered, the latest first.

use serde_json::{Map, Value, json};

use crate::import_run::ImportResult;
use crate::plugin::{Instance, Problem, ReadAt, Severity};
use crate::store::{StoreError, TenantStore};

/// The name that the store remembers the settings under, the latest first.
const NAME: &str = "import-settings";

/// Kinds of lists that are remembered; who has more of them writes settings files.
const MOST: usize = 8;

/// What the problems of a check are called that say that a file has other columns.
const OTHER_COLUMNS: [&str; 4] = ["column-gone", "column-gone-optional", "column-renamed", "field-taken-by-settings"];

/// The settings remembered from imports that went well, one for each kind of list, the latest first.
///
/// # Errors
/// The store cannot be read.
pub fn settings(store: &TenantStore) -> Result<Vec<Map<String, Value>>, StoreError> {
    let kept = store.setting(NAME)?.and_then(|text| serde_json::from_str(&text).ok());
    Ok(match kept {
        Some(Value::Array(all)) => all.into_iter().filter_map(object).collect(),
        Some(one) => object(one).into_iter().collect(),
        None => Vec::new(),
    })
}

fn object(value: Value) -> Option<Map<String, Value>> {
    if let Value::Object(document) = value { Some(document) } else { None }
}

/// Forgets them.
///
/// # Errors
/// The store cannot be written.
pub fn forget(store: &TenantStore) -> Result<(), StoreError> {
    store.set_setting(NAME, None)
}

/// Remembers the mapping of an import that went well. `asked` is the document that it was given. A mapping that names columns
/// by their place only says nothing about another file and is not remembered.
pub fn remember(store: &TenantStore, asked: &Map<String, Value>, result: &ImportResult) {
    let (Some(Value::Object(used)), Some(file)) = (&result.settings, &result.file) else { return };
    let headers: Vec<&str> = file.columns.iter().filter_map(|column| column.header.as_deref()).collect();
    let Some(document) = document(asked, used, &headers) else { return };
    let kept = settings(store).and_then(|before| {
        let text = serde_json::to_string_pretty(&with_latest(before, document)).unwrap_or_default();
        store.set_setting(NAME, Some(&text))
    });
    if let Err(error) = kept {
        tracing::warn!(%error, "the settings of this import are not remembered");
    }
}

/// The documents that are remembered after another one: in place of the one that maps the same columns, and not too many.
fn with_latest(mut all: Vec<Map<String, Value>>, latest: Map<String, Value>) -> Vec<Map<String, Value>> {
    all.retain(|one| columns(one) != columns(&latest));
    all.insert(0, latest);
    all.truncate(MOST);
    all
}

/// The columns that a document maps to fields, in the order of the alphabet.
fn columns(document: &Map<String, Value>) -> Vec<&str> {
    let mappings = document.get("Mappings").and_then(Value::as_array).into_iter().flatten();
    let mapped = mappings.filter(|one| one["TargetFieldID"].is_string());
    let mut columns: Vec<&str> = mapped.filter_map(|one| one["SourceFieldID"].as_str()).collect();
    columns.sort_unstable();
    columns
}

/// What is remembered of the settings that a run went by, given what it was asked to go by.
fn document(asked: &Map<String, Value>, used: &Map<String, Value>, headers: &[&str]) -> Option<Map<String, Value>> {
    let mut document = Map::new();
    for property in ["Version", "Mappings", "OtherColumns", "Keys"] {
        if let Some(value) = used.get(property) {
            document.insert(property.to_owned(), value.clone());
        }
    }
    let mappings = document.get_mut("Mappings")?.as_array_mut()?;
    let is_header = |one: &Value| headers.contains(&one["SourceFieldID"].as_str().unwrap_or_default());
    if !mappings.iter().filter(|one| one["TargetFieldID"].is_string()).all(is_header) {
        return None;
    }
    // Keys that follow from the columns follow anew from those of the next file.
    if !says_keys(asked) {
        for mapping in mappings.iter_mut().filter(|one| one["UpdateBehavior"] == 2) {
            mapping["UpdateBehavior"] = json!(0);
        }
        document.remove("Keys");
    }
    Some(document)
}

/// Whether a document says which fields accounts are found by.
fn says_keys(document: &Map<String, Value>) -> bool {
    let mappings = document.get("Mappings").and_then(Value::as_array);
    let marked = mappings.is_some_and(|all| all.iter().any(|one| one["UpdateBehavior"] == 2));
    marked || document.get("Keys").is_some_and(|keys| !keys.is_null())
}

/// Whether a remembered document is of use to a file.
#[derive(Debug)]
pub enum Fit {
    /// It is.
    Fits,
    /// Nearly: these are the columns that make the difference.
    OtherColumns(Vec<String>),
    /// It is not: the file is another one altogether, what the document says cannot be done any more, or the file cannot be
    /// read, and the plan will say why.
    Useless,
}

/// Whether a remembered document is of use to a file: the file must have all columns that it maps, in any order, and none
/// that seems to be the better one for a field of theirs. Further columns do no harm.
pub fn fit(instance: &mut Instance, document: &Map<String, Value>, file: Box<dyn ReadAt>) -> Fit {
    let Some(text) = super::reading::text_of(document) else { return Fit::Useless };
    let Ok(problems) = instance.check_settings(&text, Some(file)) else { return Fit::Useless };
    let column = |problem: &Problem| {
        let argument = |wanted: &str| problem.arguments.iter().find(|(name, _)| name == wanted);
        argument("header").or_else(|| argument("old")).map(|(_, value)| value.clone())
    };
    let mut differ: Vec<String> = Vec::new();
    for column in problems.iter().filter(|one| OTHER_COLUMNS.contains(&one.code.as_str())).filter_map(column) {
        if !differ.contains(&column) {
            differ.push(column);
        }
    }
    if differ.len() * 2 > columns(document).len() {
        return Fit::Useless;
    }
    if !differ.is_empty() {
        return Fit::OtherColumns(differ);
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) { Fit::Useless } else { Fit::Fits }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        super::object(value).unwrap()
    }

    fn mapping(source: &str, target: &str, behavior: u8) -> Value {
        json!({ "SourceFieldID": source, "TargetFieldID": target, "UpdateBehavior": behavior })
    }

    #[test]
    fn how_a_file_was_read_and_what_it_was_allowed_is_not_remembered() {
        let used = json!({ "Version": 1, "Mode": "UpdateOrInsertOrDelete", "Encoding": "cp850", "Keys": ["email"],
            "GuardLimits": { "Purges": 9 }, "Mappings": [mapping("Mail", "email", 2)] });
        let found = document(&Map::new(), &object(used), &["Mail"]).unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), ["Version", "Mappings"]);
    }

    #[test]
    fn keys_are_remembered_where_somebody_said_them() {
        let used = object(json!({ "Keys": ["email"], "Mappings": [mapping("Mail", "email", 2)] }));
        for (asked, keys, behavior) in [
            (json!({}), None, 0),
            (json!({ "Mode": "insert" }), None, 0),
            (json!({ "Keys": ["email"] }), Some(json!(["email"])), 2),
            (json!({ "Mappings": [mapping("Mail", "email", 2)] }), Some(json!(["email"])), 2),
        ] {
            let found = document(&object(asked.clone()), &used, &["Mail"]).unwrap();
            assert_eq!(found.get("Keys"), keys.as_ref(), "{asked}");
            assert_eq!(found["Mappings"][0]["UpdateBehavior"], behavior, "{asked}");
        }
    }

    #[test]
    fn a_column_known_by_its_place_alone_is_not_remembered() {
        let used = object(json!({ "Mappings": [mapping("Mail", "email", 2), mapping("C", "note", 0)] }));
        assert_eq!(document(&Map::new(), &used, &["Mail", "Telefon", "Telefon"]), None);
        assert!(document(&Map::new(), &used, &["Mail", "Telefon", "C"]).is_some());
    }

    #[test]
    fn each_kind_of_list_is_remembered_once_and_the_latest_comes_first() {
        let list = |columns: &[&str], field: &str| {
            object(json!({ "Mappings": columns.iter().map(|one| mapping(one, field, 0)).collect::<Vec<_>>() }))
        };
        let mut all = Vec::new();
        for (columns, field) in [(["A", "B"], "x"), (["C", "D"], "y"), (["B", "A"], "z")] {
            all = with_latest(all, list(&columns, field));
        }
        assert_eq!(all, [list(&["B", "A"], "z"), list(&["C", "D"], "y")]);
        for number in 0..20 {
            all = with_latest(all, list(&[&number.to_string()], "x"));
        }
        assert_eq!(all.len(), MOST);
        assert_eq!(all[0], list(&["19"], "x"));
    }
}

//! The import settings document (`.importcfg`): one JSON document for pages, command line and API.
//!
//! The types are the document: reading, writing and the published JSON Schema come from them. What the document means
//! for a file is [`resolve`](super::resolve)'s business.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::{Deserialize, Serialize};

use super::{GuardLimits, MappedColumn, Mapping, Mode, NamePart, UpdateBehavior, WhenBlank};
use crate::field::{Catalogue, ListSeparator, Separation};
use crate::message::{Language, LineNumber, Problem, settings as text};
use crate::sheet::{Layout, ReadOptions};

use super::normal::nearest;

/// The version of the document that this code reads and writes.
pub const VERSION: u32 = 1;

/// How a file is imported: where its table is, what goes where, and what the run may do. Every property is optional; what
/// is not said is found out or has the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields, default)]
#[schemars(title = "Roster import settings")]
pub struct ImportSettings {
    /// The version of this document; 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "version_schema")]
    pub version: Option<u32>,
    /// What a row may do: create only (`Insert`), update only (`Update`), both (`UpdateOrInsert`), or both and deactivate who
    /// is not in the file (`UpdateOrInsertOrDelete`; nothing is ever deleted). The short names `insert`, `update`,
    /// `update-or-insert` and `sync` mean the same. Default: `UpdateOrInsert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "mode_schema")]
    pub mode: Option<Mode>,
    /// The sheet of a workbook, by name, or by number (from 1) where no sheet has that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The line of the header as a spreadsheet shows it (from 1); 0 says that the file has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// The character encoding of a delimited file, such as `utf-8`, `windows-1252` or `cp850`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The delimiter of a delimited file: one character, or `tab`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// The quote character of a delimited file: one character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Which column goes to which field. Columns that are not named here are left alone, unless `OtherColumns` says otherwise.
    /// Without this property, columns are mapped as suggested for the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mappings: Option<Vec<ColumnMapping>>,
    /// What becomes of columns that `Mappings` does not name: `leave` leaves them alone, `suggest` maps them as suggested for
    /// the file. Default: `leave`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "other_columns_schema")]
    pub other_columns: Option<OtherColumns>,
    /// The ids of the fields that accounts are found by, in the order they are tried. Default: the mappings with
    /// `UpdateBehavior` 2 in their order; where there are none, those mapped of `id`, `email`, `employee-number`, `user-name`
    /// and `microsoft-object-id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<String>>,
    /// Whether numbers that differ only in leading zeros, such as the employee numbers `3` and `00003`, are different numbers.
    /// Otherwise a new one that differs from an account's only in these is an error, and an account keeps the one it has.
    #[serde(skip_serializing_if = "is_default")]
    pub distinct_zeros: bool,
    /// From where on a run needs to be allowed by name and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guard_limits: Option<GuardLimitSettings>,
    /// The language (BCP 47) of reports and messages, such as `de` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// What becomes of columns that the mappings do not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OtherColumns {
    /// They are left alone.
    #[default]
    Leave,
    /// They are mapped as suggested for the file.
    Suggest,
}

/// A column of the file and the field it goes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ColumnMapping {
    /// The name of the column as it stands in the file's header. Columns without a name, or with one that stands several
    /// times, are named by letter (`C`) or number (`3`).
    #[serde(rename = "SourceFieldID")]
    pub source_field_id: String,
    /// The id of the field, such as `first-name`; null or empty leaves the column unmapped on purpose.
    #[serde(rename = "TargetFieldID", default)]
    pub target_field_id: Option<String>,
    /// What the column does with an account that was found: 0 writes the file's value, 1 writes it only where the account has
    /// nothing, 2 finds the account by it. Creation always takes the file's value.
    #[serde(default)]
    #[schemars(schema_with = "behavior_schema")]
    pub update_behavior: UpdateBehavior,
    /// What a blank cell does with an account that was found: `keep` leaves the field as it is, `clear` empties it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(schema_with = "when_blank_schema")]
    pub when_blank: WhenBlank,
    /// Whether yes means no, as in a column "Block sign in" for the field `active`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inverted: bool,
    /// What stands in a cell (compared trimmed and without regard to case) and what is read instead.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub value_map: BTreeMap<String, String>,
    /// Splits a full name: the part that the field takes from each cell. The column may then stand a second time, for the
    /// other part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "part_schema")]
    pub part: Option<NamePart>,
    /// What separates the entries of lists in the column: `;` (and line breaks), `,`, `|`, ` / ` written as `/`, or `:::`. Without
    /// it, the values of the column decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "separator_schema")]
    pub list_separator: Option<ListSeparator>,
}

/// From where on a run needs to be allowed by name and number; what is not said has the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields, default)]
pub struct GuardLimitSettings {
    /// Deactivations in percent of the active accounts. Default: 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deactivations_percent: Option<u32>,
    /// Deactivations as a number. Default: only the share counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deactivations: Option<u64>,
    /// Accounts that lose their own schedule, and with it their customers, appointments and reports. Default: 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purges: Option<u64>,
    /// Changed email addresses in percent of the accounts found. Default: 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_changes_percent: Option<u32>,
    /// Changed email addresses that pass in any case, however few accounts were found. Default: 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_changes: Option<u64>,
    /// Accounts that pass to another person: both names and another key change. Default: 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_changes: Option<u64>,
    /// Accounts created as administrators or raised to administrator. Default: 0; the first of a company that has none passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotions: Option<u64>,
}

const TOP: &[&str] = &[
    "Version",
    "Mode",
    "Sheet",
    "HeaderRow",
    "Encoding",
    "Delimiter",
    "Quote",
    "Mappings",
    "OtherColumns",
    "Keys",
    "DistinctZeros",
    "GuardLimits",
    "Language",
];
const MAPPING: &[&str] =
    &["SourceFieldID", "TargetFieldID", "UpdateBehavior", "WhenBlank", "Inverted", "ValueMap", "Part", "ListSeparator"];
const GUARDS: &[&str] = &[
    "DeactivationsPercent",
    "Deactivations",
    "Purges",
    "KeyChangesPercent",
    "KeyChanges",
    "IdentityChanges",
    "Promotions",
];

impl ImportSettings {
    /// Reads a document. The error names the property at fault, its path and its line.
    pub fn parse(document: &str) -> Result<Self, Problem> {
        let document = document.strip_prefix('\u{feff}').unwrap_or(document);
        let json = &mut serde_json::Deserializer::from_str(document);
        let settings: Self = serde_path_to_error::deserialize(&mut *json).map_err(|error| not_read(&error))?;
        json.end().map_err(|error| not_json(&error))?;
        check_objects(document)?;
        settings.check()?;
        Ok(settings)
    }

    /// The document, indented, its properties always in the same order.
    pub fn to_json(&self) -> String {
        // A struct of texts and numbers with text keys always serialises.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The settings to begin with: the defaults, written out.
    pub fn default_for(language: Language) -> Self {
        let limits = GuardLimits::default();
        Self {
            version: Some(VERSION),
            mode: Some(Mode::default()),
            guard_limits: Some(GuardLimitSettings::from(&limits)),
            language: Some(language.tag().to_owned()),
            ..Self::default()
        }
    }

    /// The settings for a file with our own labels in the header: the defaults, and every field of the catalogue that can be
    /// imported under its label.
    pub fn with_all_fields(catalogue: &Catalogue, language: Language) -> Self {
        let mappings = catalogue
            .iter()
            .filter(|field| field.key || !field.read_only)
            .map(|field| ColumnMapping {
                source_field_id: field.label(language).to_owned(),
                target_field_id: Some(field.id.to_string()),
                update_behavior: if field.key && field.read_only {
                    UpdateBehavior::Key
                } else {
                    UpdateBehavior::default()
                },
                ..ColumnMapping::default()
            })
            .collect();
        Self { mappings: Some(mappings), ..Self::default_for(language) }
    }

    /// Whether columns that no mapping names go where they are suggested to go.
    pub fn suggests_other_columns(&self) -> bool {
        self.mappings.is_none() || self.other_columns == Some(OtherColumns::Suggest)
    }

    /// Whether any mapping says that accounts are found by its column.
    pub(super) fn marks_keys(&self) -> bool {
        self.mappings.iter().flatten().any(|told| told.update_behavior == UpdateBehavior::Key)
    }

    /// The settings that a run went by, to be remembered for the next file of the same kind: these settings with every
    /// mapped column and key written out. A column is written as left alone only where these settings leave it alone.
    #[must_use]
    pub fn repeating(&self, mapping: &Mapping, layout: &Layout) -> Self {
        let name = |column: usize| super::resolve::column_name(layout, column);
        let mappings = mapping.columns.iter().map(|column| ColumnMapping {
            source_field_id: name(column.column),
            target_field_id: Some(column.field.to_string()),
            update_behavior: column.behavior,
            when_blank: column.when_blank,
            inverted: column.inverted,
            value_map: column.values.clone(),
            part: column.part,
            list_separator: remembered_separator(column),
        });
        let left_alone = self.mappings.iter().flatten().filter(|told| told.target().is_none()).cloned();
        Self {
            version: Some(VERSION),
            mode: Some(mapping.mode),
            mappings: Some(mappings.chain(left_alone).collect()),
            other_columns: self.suggests_other_columns().then_some(OtherColumns::Suggest).or(self.other_columns),
            keys: Some(mapping.keys.iter().map(ToString::to_string).collect()),
            guard_limits: Some(GuardLimitSettings::from(&mapping.guards)),
            ..self.clone()
        }
    }

    /// The limits from where on a run needs to be allowed.
    pub fn guards(&self) -> GuardLimits {
        let default = GuardLimits::default();
        let Some(said) = &self.guard_limits else { return default };
        GuardLimits {
            deactivations_percent: said.deactivations_percent.unwrap_or(default.deactivations_percent),
            deactivations: said.deactivations.or(default.deactivations),
            purges: said.purges.unwrap_or(default.purges),
            key_changes_percent: said.key_changes_percent.unwrap_or(default.key_changes_percent),
            key_changes: said.key_changes.unwrap_or(default.key_changes),
            identity_changes: said.identity_changes.unwrap_or(default.identity_changes),
            promotions: said.promotions.unwrap_or(default.promotions),
        }
    }

    fn check(&self) -> Result<(), Problem> {
        if let Some(version) = self.version.filter(|version| *version != VERSION) {
            return Err(Problem::new(text::OTHER_VERSION).with("version", version).with("known", VERSION));
        }
        for (path, value) in [("Delimiter", &self.delimiter), ("Quote", &self.quote)] {
            if let Some(value) = value.as_deref().filter(|value| one_character(value).is_none()) {
                return Err(Problem::new(text::NOT_ONE_CHARACTER).with("path", path).with("value", value));
            }
        }
        Ok(())
    }
}

impl ColumnMapping {
    /// The id of the field; none where the column is left alone on purpose.
    pub fn target(&self) -> Option<&str> {
        self.target_field_id.as_deref().map(str::trim).filter(|target| !target.is_empty())
    }
}

impl From<&GuardLimits> for GuardLimitSettings {
    fn from(limits: &GuardLimits) -> Self {
        Self {
            deactivations_percent: Some(limits.deactivations_percent),
            deactivations: limits.deactivations,
            purges: Some(limits.purges),
            key_changes_percent: Some(limits.key_changes_percent),
            key_changes: Some(limits.key_changes),
            identity_changes: Some(limits.identity_changes),
            promotions: Some(limits.promotions),
        }
    }
}

/// What the settings say about reading the file; limits are the default ones.
pub fn read_options(settings: &ImportSettings) -> ReadOptions {
    ReadOptions {
        encoding: settings.encoding.clone(),
        delimiter: settings.delimiter.as_deref().and_then(one_character),
        quote: settings.quote.as_deref().and_then(one_character),
        header_row: settings.header_row,
        sheet: settings.sheet.clone(),
        columns: settings.mappings.iter().flatten().map(|one| one.source_field_id.clone()).collect(),
        ..ReadOptions::default()
    }
}

/// The JSON Schema of the document (draft 2020-12), as it is published.
pub fn json_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ImportSettings>();
    schema.insert("$id".to_owned(), "urn:roster:import-settings:1".into());
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// A character, or what people write for the one that cannot be seen.
fn one_character(value: &str) -> Option<char> {
    if value.eq_ignore_ascii_case("tab") || value == "\\t" {
        return Some('\t');
    }
    let mut characters = value.chars();
    characters.next().filter(|character| characters.next().is_none() && !character.is_alphanumeric())
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::new(text::NOT_JSON).with("line", error.line()).with("column", error.column()).at_line(line(error))
}

fn not_read(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.inner();
    if !inner.is_data() {
        return not_json(inner);
    }
    let path = error.path().to_string();
    let known = match path.rsplit_once('.').map_or("", |(parent, _)| parent) {
        "" => TOP,
        "GuardLimits" => GUARDS,
        mapping if mapping.starts_with("Mappings[") && mapping.ends_with(']') => MAPPING,
        _ => &[],
    };
    let name = path.rsplit('.').next().unwrap_or_default();
    let problem = if known.is_empty() || known.contains(&name) || path == "." || path.ends_with(']') {
        Problem::new(text::VALUE_DOES_NOT_FIT).with("detail", without_place(inner))
    } else {
        match nearest(name, known.iter().copied()) {
            Some(near) => Problem::new(text::UNKNOWN_PROPERTY_NEAR).with("name", name).with("nearest", near),
            None => Problem::new(text::UNKNOWN_PROPERTY).with("name", name),
        }
        .with("known", known.join(", "))
    };
    problem.with("path", &path).with("line", inner.line()).at_line(line(inner))
}

/// Derived readers take a list for an object, its values in the order of the properties; the schema does not.
fn check_objects(document: &str) -> Result<(), Problem> {
    let document: serde_json::Value = serde_json::from_str(document).map_err(|error| not_json(&error))?;
    let mappings = document.get("Mappings").and_then(serde_json::Value::as_array).into_iter().flatten().zip(0..);
    let found = [(".".to_owned(), Some(&document)), ("GuardLimits".to_owned(), document.get("GuardLimits"))]
        .into_iter()
        .chain(mappings.map(|(mapping, number): (_, usize)| (format!("Mappings[{number}]"), Some(mapping))))
        .find(|(_, value)| value.is_some_and(serde_json::Value::is_array));
    let Some((path, _)) = found else { return Ok(()) };
    Err(Problem::new(text::NOT_AN_OBJECT).with("path", path))
}

fn line(error: &serde_json::Error) -> LineNumber {
    LineNumber(u32::try_from(error.line()).unwrap_or(u32::MAX))
}

/// The library's words without the place, which the message itself gives.
fn without_place(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line ") {
        Some(end) => words[..end].to_owned(),
        None => words,
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn version_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["integer", "null"], "enum": [VERSION, null] })
}

fn mode_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "enum": [
        "Insert", "Update", "UpdateOrInsert", "UpdateOrInsertOrDelete", "insert", "update", "update-or-insert", "sync", null
    ] })
}

fn behavior_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "enum": [0, 1, 2], "default": 0 })
}

fn when_blank_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": ["keep", "clear"], "default": "keep" })
}

fn other_columns_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "enum": ["leave", "suggest", null] })
}

/// What separates lists in the next file of the same kind, or in the report of this one, whose few rows may not show it. A comma
/// that nobody named would keep what is stronger from separating.
fn remembered_separator(column: &MappedColumn) -> Option<ListSeparator> {
    match column.list_separator? {
        Separation::Found(ListSeparator::Comma) => None,
        separation => Some(separation.separator()),
    }
}

fn separator_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "enum": [";", ",", "|", "/", ":::", null] })
}

fn part_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "enum": ["first-name", "last-name", null] })
}

#[cfg(test)]
mod tests;

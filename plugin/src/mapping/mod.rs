//! From columns to fields: suggestions for headers, import settings (the `.importcfg` document) and its drift against a file.
//!
//! What comes out is a [`Mapping`]: everything an import needs to know about the file's columns. Stores are not known here.

use std::collections::BTreeMap;

use crate::field::FieldId;

/// What a row may do. The names of the API stand in parentheses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Only create (`Insert`).
    Insert,
    /// Only update (`Update`).
    Update,
    /// Create or update (`UpdateOrInsert`).
    #[default]
    UpdateOrInsert,
    /// Create, update, and deactivate who is not in the file (`UpdateOrInsertOrDelete`). Never deletes.
    Sync,
}

/// What a column does with an account that was found. Creation always takes the file's value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UpdateBehavior {
    /// Writes the file's value (0).
    #[default]
    Overwrite,
    /// Writes the file's value only where the account has nothing (1).
    Keep,
    /// The account is found by it (2). Where another key decided, it is written like any other.
    Key,
}

/// What a blank cell does with an account that was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WhenBlank {
    /// Nothing.
    #[default]
    Keep,
    /// Empties the field.
    Clear,
}

/// A column of the file and the field it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The column, counted from 0.
    pub column: usize,
    /// Its header as it stands in the file.
    pub header: String,
    /// The field.
    pub field: FieldId,
    /// What it does with an account that was found.
    pub behavior: UpdateBehavior,
    /// What a blank cell does.
    pub when_blank: WhenBlank,
    /// Whether yes means no: a column "Block sign in" for the field `active`.
    pub inverted: bool,
    /// What stands in a cell (compared trimmed and without regard to case) -> what is read instead.
    pub values: BTreeMap<String, String>,
}

/// From where on a run needs to be allowed by name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardLimits {
    /// Deactivations in percent of the active accounts.
    pub deactivations_percent: u32,
    /// Deactivations as a number.
    pub deactivations: u64,
    /// Own-schedule purges.
    pub purges: u64,
    /// Changed email addresses in percent of the accounts found.
    pub key_changes_percent: u32,
    /// Accounts raised to administrator.
    pub promotions: u64,
}

impl Default for GuardLimits {
    fn default() -> Self {
        Self { deactivations_percent: 20, deactivations: 100, purges: 0, key_changes_percent: 20, promotions: 0 }
    }
}

/// Everything an import needs to know about a file's columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// What a row may do.
    pub mode: Mode,
    /// The mapped columns, in the order of the file. No field stands twice.
    pub columns: Vec<MappedColumn>,
    /// The key fields in the order they are tried; all of them are mapped.
    pub keys: Vec<FieldId>,
    /// From where on a run needs to be allowed.
    pub guards: GuardLimits,
}

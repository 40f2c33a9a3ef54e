//! From columns to fields: suggestions for headers, import settings (the `.importcfg` document) and its drift against a file.
//!
//! What comes out is a [`Mapping`]: everything an import needs to know about the file's columns. Stores are not known here.
//! [`suggest`](suggest::suggest) reads headers, [`ImportSettings`](settings::ImportSettings) says what a person decided,
//! [`resolve`](resolve::resolve) makes one mapping of both,
//! [`Inspector`](inspect::Inspector) looks at a file before anything is planned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::{FieldId, Separation};

pub mod by_values;
pub mod check;
pub mod drift;
pub mod inspect;
mod lists;
mod marks;
mod name;
pub(crate) mod normal;
pub mod own_export;
pub mod resolve;
pub mod sample;
pub mod settings;
pub mod shown;
pub mod suggest;
pub mod view;

pub use name::split_name;

/// What a row may do. The names of the API stand in parentheses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// Only create (`Insert`).
    #[serde(alias = "insert")]
    Insert,
    /// Only update (`Update`).
    #[serde(alias = "update")]
    Update,
    /// Create or update (`UpdateOrInsert`).
    #[default]
    #[serde(alias = "update-or-insert")]
    UpdateOrInsert,
    /// Create, update, and deactivate who is not in the file (`UpdateOrInsertOrDelete`). Never deletes.
    #[serde(rename = "UpdateOrInsertOrDelete", alias = "sync")]
    Sync,
}

impl Mode {
    /// Whether rows without an account become one.
    pub fn creates(self) -> bool {
        self != Self::Update
    }

    /// The name of the API: `Insert`, `Update`, `UpdateOrInsert` or `UpdateOrInsertOrDelete`.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Insert => "Insert",
            Self::Update => "Update",
            Self::UpdateOrInsert => "UpdateOrInsert",
            Self::Sync => "UpdateOrInsertOrDelete",
        }
    }

    /// The mode by its name of the API, in any case, or by its short name: `insert`, `update`, `update-or-insert`, `sync`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "insert" => Self::Insert,
            "update" => Self::Update,
            "updateorinsert" | "update-or-insert" => Self::UpdateOrInsert,
            "updateorinsertordelete" | "sync" => Self::Sync,
            _ => return None,
        })
    }
}

/// What a column does with an account that was found. Creation always takes the file's value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum UpdateBehavior {
    /// Writes the file's value (0).
    #[default]
    Overwrite,
    /// Writes the file's value only where the account has nothing (1).
    Keep,
    /// The account is found by it (2). Where another key decided, it is written like any other.
    Key,
}

impl From<UpdateBehavior> for u8 {
    fn from(behavior: UpdateBehavior) -> Self {
        match behavior {
            UpdateBehavior::Overwrite => 0,
            UpdateBehavior::Keep => 1,
            UpdateBehavior::Key => 2,
        }
    }
}

impl TryFrom<u8> for UpdateBehavior {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            0 => Ok(Self::Overwrite),
            1 => Ok(Self::Keep),
            2 => Ok(Self::Key),
            other => Err(format!("{other}, allowed: 0, 1, 2")),
        }
    }
}

/// What a blank cell does with an account that was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// The part of a full name that the field takes from each cell; the other name field may take the other part of the
    /// same column. None takes the whole cell.
    pub part: Option<NamePart>,
    /// What separates the entries of lists in the column; none where each cell goes by itself.
    pub list_separator: Option<Separation>,
}

/// A part of a full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamePart {
    /// The first name, or several.
    FirstName,
    /// The last name, with what belongs to it (`von`, `de la`).
    LastName,
}

/// From where on a run needs to be allowed by name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardLimits {
    /// Deactivations in percent of the active accounts.
    pub deactivations_percent: u32,
    /// Deactivations as a number, where one is set.
    pub deactivations: Option<u64>,
    /// Own-schedule purges.
    pub purges: u64,
    /// Changed email addresses in percent of the accounts found.
    pub key_changes_percent: u32,
    /// Changed email addresses that pass in any case, however few accounts were found.
    pub key_changes: u64,
    /// Accounts of which nothing but the key that found them stays the same: both names and another key change.
    pub identity_changes: u64,
    /// Accounts created as administrators or raised to administrator.
    pub promotions: u64,
}

impl Default for GuardLimits {
    fn default() -> Self {
        Self {
            deactivations_percent: 20,
            deactivations: None,
            purges: 0,
            key_changes_percent: 20,
            key_changes: 3,
            identity_changes: 0,
            promotions: 0,
        }
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

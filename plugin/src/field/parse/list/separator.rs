//! What stands between the texts of a list: one sign for a whole column, found in its values or said by a person.

use std::collections::{BTreeSet, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What separates the texts of a list in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum ListSeparator {
    /// A comma. Not in brackets, and not before the legal form of a company (`Müller, Inc.`).
    #[serde(rename = ",")]
    Comma,
    /// A slash with blanks around it. Names of groups have it too, so it separates only where values show it.
    #[serde(rename = "/")]
    Slash,
    /// A vertical bar.
    #[serde(rename = "|")]
    Bar,
    /// Three colons, as Google Contacts writes them.
    #[serde(rename = ":::")]
    Colons,
    /// A semicolon or a line break.
    #[serde(rename = ";")]
    Semicolon,
}

impl ListSeparator {
    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Slash => "/",
            Self::Bar => "|",
            Self::Colons => ":::",
            Self::Semicolon => ";",
        }
    }

    /// The separator that a text begins with, and its length in bytes.
    pub(super) fn at(text: &str) -> Option<(Self, usize)> {
        Some(match text.as_bytes() {
            [b';' | b'\n' | b'\r', ..] => (Self::Semicolon, 1),
            [b',', ..] => (Self::Comma, 1),
            [b'|', ..] => (Self::Bar, 1),
            [b':', b':', b':', ..] => (Self::Colons, 3),
            [b' ', b'/', b' ', ..] => (Self::Slash, 3),
            _ => return None,
        })
    }
}

/// The separator of a column, and how far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separation {
    /// The settings name it: nothing else separates.
    Told(ListSeparator),
    /// The first values show it: a cell with a stronger one is split there.
    Found(ListSeparator),
}

impl Separation {
    /// The separator.
    pub fn separator(self) -> ListSeparator {
        match self {
            Self::Told(separator) | Self::Found(separator) => separator,
        }
    }
}

/// The separator of a column by some of its values: the strongest that any of them has. None where no value has one; then each
/// cell goes by what stands in it.
pub(crate) fn of_column<'t>(values: impl Iterator<Item = &'t str> + Clone) -> Option<ListSeparator> {
    let plain = values.filter(|value| super::structured::read(value).is_none());
    let found: BTreeSet<ListSeparator> = plain.clone().flat_map(all_of).collect();
    found.into_iter().rev().find(|one| *one != ListSeparator::Slash || shares_parts(plain.clone()))
}

/// All separators in a cell, outside of quotation marks.
pub(super) fn all_of(cell: &str) -> impl Iterator<Item = ListSeparator> {
    super::scan(cell).into_iter().filter_map(|part| part.end)
}

/// Whether what stands between slashes stands elsewhere in the column too, by itself or beside something else: then it is a
/// group, and not half of one's name.
fn shares_parts<'t>(values: impl Iterator<Item = &'t str>) -> bool {
    let mut cells = HashSet::new();
    let mut parts = HashSet::new();
    for value in values.filter(|value| cells.insert(*value)) {
        if !super::split(value, Some(Separation::Told(ListSeparator::Slash)))
            .iter()
            .all(|part| parts.insert(part.trim().to_owned()))
        {
            return true;
        }
    }
    false
}

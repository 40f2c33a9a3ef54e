//! What a row may do, by the names that people and programs give it.

use clap::ValueEnum;

/// What a row may do. Every door takes both names of a mode, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Create accounts; one that exists is an error
    #[value(name = "insert")]
    Insert,
    /// Update accounts; an unknown one is skipped
    #[value(name = "update")]
    Update,
    /// Create or update accounts
    #[value(name = "update-or-insert", alias = "UpdateOrInsert")]
    UpdateOrInsert,
    /// Create or update accounts, and deactivate who is not in the file
    #[value(name = "sync", alias = "UpdateOrInsertOrDelete")]
    Sync,
}

impl Mode {
    /// Reads a name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }

    /// The name in the settings document and the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Insert => "Insert",
            Self::Update => "Update",
            Self::UpdateOrInsert => "UpdateOrInsert",
            Self::Sync => "UpdateOrInsertOrDelete",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_names_are_known_in_any_case() {
        for mode in Mode::value_variants() {
            assert_eq!(Mode::from_name(mode.name()), Some(*mode));
            assert_eq!(Mode::from_name(&mode.name().to_uppercase()), Some(*mode));
        }
        assert_eq!(Mode::from_name("SYNC"), Some(Mode::Sync));
        assert_eq!(Mode::from_name("Update-Or-Insert"), Some(Mode::UpdateOrInsert));
        assert_eq!(Mode::from_name("upsert"), None);
    }
}

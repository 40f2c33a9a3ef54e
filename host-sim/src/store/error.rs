//! Why the store did not answer, in the four cases of the contract.

use rusqlite::ErrorCode;

use crate::message::{self, Said};

/// Why the store did not answer. Whatever the case, nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else writes. The same call may be tried again.
    #[error("{}", self.said())]
    Busy,
    /// Out of space.
    #[error("{}", self.said())]
    Full,
    /// Not allowed.
    #[error("{0}")]
    Refused(Said),
    /// Anything else.
    #[error("{0}")]
    Other(Said),
}

impl StoreError {
    /// What is said about it.
    pub fn said(&self) -> Said {
        match self {
            Self::Busy => (&message::BUSY).into(),
            Self::Full => (&message::FULL).into(),
            Self::Refused(said) | Self::Other(said) => said.clone(),
        }
    }

    pub(super) fn refused(said: impl Into<Said>) -> Self {
        Self::Refused(said.into())
    }

    pub(super) fn other(said: impl Into<Said>) -> Self {
        Self::Other(said.into())
    }
}

/// `SQLITE_IOERR_*` codes that a full disk causes where SQLite does not say `SQLITE_FULL` itself: writing, truncating, growing
/// the shared-memory index of the write-ahead log.
const FULL_DISK: [i32; 4] = [778, 1546, 4874, 5386];

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, _) = &error else {
            tracing::error!(%error, "the database answered something unexpected");
            return Self::other(&message::DATABASE_ODD);
        };
        match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure if FULL_DISK.contains(&code.extended_code) => Self::Full,
            ErrorCode::SystemIoFailure => Self::other(&message::DISK),
            ErrorCode::ReadOnly => Self::other(&message::DATABASE_READ_ONLY),
            ErrorCode::CannotOpen => Self::other(&message::DATABASE_UNOPENED),
            ErrorCode::NotADatabase => Self::other(&message::NO_DATABASE),
            ErrorCode::DatabaseCorrupt => Self::other(&message::DATABASE_DAMAGED),
            _ => {
                // The message of a constraint names columns, never values.
                tracing::error!(code = code.extended_code, "the database refused a statement");
                Self::other(format!(
                    "The database refused a statement (SQLite {}). This is a fault of the simulator.",
                    code.extended_code
                ))
            }
        }
    }
}

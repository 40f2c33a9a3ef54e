//! Why the store did not answer, in the four cases of the contract.

use rusqlite::ErrorCode;

/// Why the store did not answer. Whatever the case, nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else writes. The same call may be tried again.
    #[error("The database is in use by another run. Try again when that run has ended.")]
    Busy,
    /// Out of space.
    #[error("The database has no space left. Make room on the disk and run the same again: what was applied stays.")]
    Full,
    /// Not allowed. The text is for people.
    #[error("{0}")]
    Refused(String),
    /// Anything else. The text is for people.
    #[error("{0}")]
    Other(String),
}

/// `SQLITE_IOERR_*` codes that a full disk causes where SQLite does not say `SQLITE_FULL` itself: writing, truncating, growing
/// the shared-memory index of the write-ahead log.
const FULL_DISK: [i32; 4] = [778, 1546, 4874, 5386];

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, _) = &error else {
            tracing::error!(%error, "the database answered something unexpected");
            return Self::Other("The database answered something unexpected. Its log tells more.".to_owned());
        };
        match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure if FULL_DISK.contains(&code.extended_code) => Self::Full,
            ErrorCode::SystemIoFailure => {
                Self::Other("The disk could not be read or written. Check the disk and run the same again.".to_owned())
            }
            ErrorCode::ReadOnly => {
                Self::Other("The database is read-only. Make the file and its folder writable.".to_owned())
            }
            ErrorCode::CannotOpen => Self::Other(
                "The database cannot be opened. Check the path, and that its folder exists and is writable.".to_owned(),
            ),
            ErrorCode::NotADatabase => {
                Self::Other("The file is not a database of the simulator. Give another one with --db.".to_owned())
            }
            ErrorCode::DatabaseCorrupt => Self::Other("The database is damaged. Put a copy of it back.".to_owned()),
            _ => {
                // The message of a constraint names columns, never values.
                tracing::error!(code = code.extended_code, "the database refused a statement");
                Self::Other(format!(
                    "The database refused a statement (SQLite {}). This is a fault of the simulator.",
                    code.extended_code
                ))
            }
        }
    }
}

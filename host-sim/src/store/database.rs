//! The file, its connections, its clock, and the door to one tenant.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::error::StoreError;
use super::faults::Faults;
use super::passwords::Verified;
use super::schema;
use super::users::Counts;
use crate::message;
use crate::private;

/// How long a connection waits for another writer. A batch of 1,000 changes takes some tens of milliseconds, and the handler of
/// SQLite is not fair: a few seconds are many turns.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Statements kept ready per connection: there are about sixty in all.
const STATEMENTS: usize = 96;

/// The database file. Cheap to clone; opening it makes the tables.
#[derive(Clone, Debug)]
pub struct Database {
    pub(super) path: Arc<Path>,
    pub(super) faults: Faults,
    pub(super) verified: Verified,
}

impl Database {
    /// Opens or makes the file.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        Self::open_with(path, Faults::from_environment())
    }

    pub(super) fn open_with(path: impl Into<PathBuf>, faults: Faults) -> Result<Self, StoreError> {
        let path: PathBuf = path.into();
        let database = Self { path: path.into(), faults, verified: Verified::default() };
        database.make_private();
        schema::migrate(&database, &mut database.connect()?)?;
        Ok(database)
    }

    /// Makes a new file for its owner alone; SQLite gives its log the same permissions.
    fn make_private(&self) {
        // What cannot be done is told by the first connection.
        let _ = private::options().write(true).create_new(true).open(&self.path);
    }

    /// Takes from others what an older version, or another program, let them do with the file.
    pub(super) fn close_to_others(&self) {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.path.as_os_str().to_owned();
            path.push(ending);
            let _ = private::close_to_others(Path::new(&path));
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the door to one tenant. An unknown one is `refused`.
    pub fn tenant(&self, name: &str) -> Result<TenantStore, StoreError> {
        let connection = self.connect()?;
        let id = connection
            .query_row("SELECT id FROM tenant WHERE name = ?1", [name], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::refused(message::UNKNOWN_TENANT.with("name", name)))?;
        Ok(TenantStore {
            inner: Arc::new(Inner {
                connection: Mutex::new(connection),
                id,
                counts: Mutex::new(None),
                database: self.clone(),
            }),
        })
    }

    /// A connection of its own, set up as all are.
    pub(super) fn connect(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // In WAL mode a killed process loses nothing with this; a power cut may lose the last batches, never a part of one.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        // 32 MiB of log before it is written back: an import touches the same pages of the indexes batch after batch.
        connection.pragma_update(None, "wal_autocheckpoint", 8_192)?;
        // A log that grew while somebody read is cut back when it begins anew.
        connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // 32 MiB of pages: the indexes of 100,000 users stay in memory.
        connection.pragma_update(None, "cache_size", -32_768)?;
        if let Some(pages) = self.faults.max_pages {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        Ok(connection)
    }

    /// Seconds since 1970.
    pub(super) fn now(&self) -> i64 {
        jiff::Timestamp::now().as_second() + self.faults.clock_offset
    }
}

/// One tenant's rows, and no other's. Cheap to clone; clones share a connection.
#[derive(Clone)]
pub struct TenantStore {
    pub(super) inner: Arc<Inner>,
}

impl TenantStore {
    /// Seconds since 1970, by the store's clock.
    pub(crate) fn now(&self) -> i64 {
        self.inner.now()
    }
}

pub(super) struct Inner {
    connection: Mutex<Connection>,
    pub(super) id: i64,
    pub(super) counts: Mutex<Option<Counts>>,
    pub(super) database: Database,
}

impl std::fmt::Debug for TenantStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantStore").field("tenant", &self.inner.id).finish_non_exhaustive()
    }
}

impl Inner {
    pub(super) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` in one transaction that may write; nothing of it stays if it fails.
    pub(super) fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.connection();
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let answer = work(&transaction)?;
        transaction.commit()?;
        Ok(answer)
    }

    pub(super) fn now(&self) -> i64 {
        self.database.now()
    }

    /// Writes the log back into the database and empties it, unless somebody reads or writes just now.
    pub(super) fn empty_log(&self) {
        let connection = self.connection();
        let emptied = connection
            .busy_timeout(Duration::from_millis(50))
            .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
        if let Err(error) = connection.busy_timeout(BUSY_TIMEOUT).and(emptied) {
            tracing::debug!(%error, "the write-ahead log was not emptied");
        }
    }

    /// Takes the lock that a run of writes holds: one per tenant, across processes. The system lets go of it when the process
    /// ends, however it ends; its file is there for as long as somebody holds the lock.
    pub(super) fn lock_run(&self) -> Result<RunLock, StoreError> {
        let mut path = self.database.path.as_os_str().to_owned();
        path.push(format!("-tenant-{}.lock", self.id));
        RunLock::take(path.into())
    }

    /// Takes the lock that sending access links holds, as [`Inner::lock_run`] does.
    pub(super) fn lock_sending(&self) -> Result<RunLock, StoreError> {
        let mut path = self.database.path.as_os_str().to_owned();
        path.push(format!("-tenant-{}-sending.lock", self.id));
        RunLock::take(path.into()).map_err(|error| match error {
            StoreError::Busy => StoreError::other(&message::SENDING),
            error => error,
        })
    }
}

/// A lock on a file that is deleted when the lock is released.
#[derive(Debug)]
pub(super) struct RunLock {
    path: PathBuf,
    file: File,
}

/// How often a lock is tried whose file another holder deletes meanwhile.
const LOCK_TRIES: u32 = 100;

impl RunLock {
    fn take(path: PathBuf) -> Result<Self, StoreError> {
        let cannot = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => StoreError::other(&message::DATABASE_READ_ONLY),
            _ => StoreError::other(&message::LOCK_UNOPENED),
        };
        for _ in 0..LOCK_TRIES {
            let file = private::options().create(true).truncate(false).write(true).open(&path).map_err(cannot)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
                Err(TryLockError::Error(error)) => return Err(cannot(error)),
            }
            // The holder before may have deleted the file between opening and locking it.
            if is_at(&file, &path) {
                return Ok(Self { path, file });
            }
        }
        Err(StoreError::Busy)
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        // Deleted while it is locked, so that it is nobody else's. Where that fails, the file stays and does no harm.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(opened), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (opened.dev(), opened.ino()) == (there.dev(), there.ino())
}

/// Elsewhere an open file cannot be deleted.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

//! Text messages that wait for a gateway. Their texts hold live access links, so they are files beside the database, for the
//! account that runs the program alone, as mail is; the database knows which there are and whose, and nothing of what they say.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::database::{Database, TenantStore};
use super::error::StoreError;
use super::users::parse_id;
use crate::message;
use crate::private;

/// A message as its file has it.
#[derive(Debug, Serialize, Deserialize)]
struct Text {
    to: String,
    text: String,
}

impl Database {
    fn text_path(&self, id: i64) -> PathBuf {
        self.path().with_file_name("outbox").join(format!("sms-{id}.json"))
    }

    /// Writes a message that the database knows by `id`.
    pub(super) fn write_text(&self, id: i64, number: &str, text: &str) -> Result<(), StoreError> {
        let path = self.text_path(id);
        let (folder, name) = (path.parent().unwrap_or(Path::new(".")), format!("sms-{id}.json"));
        let content = serde_json::to_vec(&Text { to: number.to_owned(), text: text.to_owned() }).unwrap_or_default();
        private::write_whole(folder, &name, &content).map_err(|error| {
            tracing::warn!(%error, "a text message was not written");
            let full = matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded);
            if full { StoreError::Full } else { StoreError::other(&message::OUTBOX_UNWRITABLE) }
        })
    }

    /// Removes messages that the database has forgotten.
    pub(super) fn remove_texts(&self, ids: &[i64]) {
        for id in ids {
            let path = self.text_path(*id);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    tracing::warn!(%error, "a text message was not removed");
                }
                Ok(()) | Err(_) => {}
            }
        }
    }
}

/// Forgets the messages to an account; their files are to be removed once that is committed.
pub(super) fn forget(connection: &Connection, tenant: i64, user: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        connection.prepare_cached("DELETE FROM sms WHERE tenant_id = ?1 AND user_id = ?2 RETURNING id")?;
    let ids = statement.query_map([tenant, user], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

impl TenantStore {
    /// Puts a text message where a gateway would fetch it.
    pub fn queue_sms(&self, id: &str, number: &str, body: &str) -> Result<(), StoreError> {
        let Some(id) = parse_id(id) else { return Ok(()) };
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| {
            connection
                .execute("INSERT INTO sms (tenant_id, user_id, queued_at) VALUES (?1, ?2, ?3)", (tenant, id, now))?;
            // Within the transaction: a message that could not be written is not known.
            self.inner.database.write_text(connection.last_insert_rowid(), number, body)
        })
    }

    /// The text messages in the outbox: number and text, the oldest first. One that a gateway has fetched is not among them.
    pub fn queued_sms(&self) -> Result<Vec<(String, String)>, StoreError> {
        let ids: Vec<i64> = {
            let connection = self.inner.connection();
            let mut statement = connection.prepare_cached("SELECT id FROM sms WHERE tenant_id = ?1 ORDER BY id")?;
            let ids = statement.query_map([self.inner.id], |row| row.get(0))?;
            ids.collect::<Result<_, _>>()?
        };
        let read = |id| {
            let text: Text = serde_json::from_slice(&fs::read(self.inner.database.text_path(id)).ok()?).ok()?;
            Some((text.to, text.text))
        };
        Ok(ids.into_iter().filter_map(read).collect())
    }
}

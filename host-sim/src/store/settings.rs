//! What is remembered for a tenant by name: import settings, as a document.

use rusqlite::OptionalExtension;

use super::database::TenantStore;
use super::error::StoreError;

impl TenantStore {
    /// What is remembered under a name.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let connection = self.inner.connection();
        let value = connection
            .prepare_cached("SELECT value FROM setting WHERE tenant_id = ?1 AND name = ?2")?
            .query_row((self.inner.id, name), |row| row.get(0))
            .optional()?;
        Ok(value)
    }

    /// Remembers a text under a name, or forgets it.
    pub fn set_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.inner.write(|connection| {
            match value {
                Some(value) => connection.execute(
                    "INSERT INTO setting (tenant_id, name, value) VALUES (?1, ?2, ?3)
                     ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value",
                    (self.inner.id, name, value),
                )?,
                None => connection
                    .execute("DELETE FROM setting WHERE tenant_id = ?1 AND name = ?2", (self.inner.id, name))?,
            };
            Ok(())
        })
    }
}

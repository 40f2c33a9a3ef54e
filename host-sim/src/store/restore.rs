//! Restore points: a tenant's accounts, customers, appointments and reports as they were.
//!
//! Making a point writes one row. What it needs to bring back is kept by the triggers in `schema`, row by row, the first time a
//! row is written after the point: an import of 100,000 rows keeps what those rows were, and nothing of the rest.

use rusqlite::Connection;

use super::error::StoreError;

/// How long points are kept.
pub(super) const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Makes a point and lets go of those that are too old. Only the oldest ever go, so that what a younger one needs stays.
pub(super) fn make(connection: &Connection, tenant: i64, now: i64, reason: &str) -> Result<i64, StoreError> {
    connection
        .prepare_cached("INSERT INTO restore_point (tenant_id, made_at, reason) VALUES (?1, ?2, ?3)")?
        .execute((tenant, now, reason))?;
    let point = connection.last_insert_rowid();
    connection.prepare_cached("UPDATE tenant SET current_point = ?2 WHERE id = ?1")?.execute([tenant, point])?;
    let gone = connection
        .prepare_cached("DELETE FROM restore_point WHERE tenant_id = ?1 AND made_at < ?2")?
        .execute([tenant, now - KEPT_SECONDS])?;
    if gone > 0 {
        connection
            .prepare_cached(
                "DELETE FROM restore_row WHERE tenant_id = ?1
                 AND point_id < (SELECT min(id) FROM restore_point WHERE tenant_id = ?1)",
            )?
            .execute([tenant])?;
    }
    Ok(point)
}

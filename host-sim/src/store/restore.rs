//! Restore points: a tenant's accounts, customers, appointments and reports as they were.
//!
//! Making a point writes one row. What it needs to bring back is kept by the triggers in `schema`, row by row, the first time a
//! row is written after the point: an import of 100,000 rows keeps what those rows were, and nothing of the rest.

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::Serialize;

use super::accounts::{ByHand, for_each_key};
use super::database::TenantStore;
use super::error::StoreError;
use super::links::NEEDS_LINK;
use super::schema::{Kept, kept};
use super::texts::Refusal;
use super::users::count;

/// How long points are kept.
pub(super) const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Points at which the clock must agree that another one is too old.
const AGREEING: i64 = 3;

/// Makes a point and lets go of those that are too old. Only the oldest ever go, so that what a younger one needs stays. A clock
/// that steps forward takes nothing away: the last [`AGREEING`] points must all have been made when the old one was too old. One
/// that steps back leaves no point in the future, which would never become old.
pub(super) fn make(connection: &Connection, tenant: i64, now: i64, reason: &str) -> Result<i64, StoreError> {
    let point = next_number(connection)?;
    make_numbered(connection, tenant, point, now, reason)
}

/// The next number of an import or restore point. They share one sequence, so that an import and its point have one number.
pub(super) fn next_number(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT 1 + coalesce(max(seq), 0) FROM sqlite_sequence WHERE name IN ('import_run', 'restore_point')";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Makes the point of an import, with the import's number unless a newer point was made since.
pub(super) fn make_for_import(connection: &Connection, tenant: i64, run: i64, now: i64) -> Result<i64, StoreError> {
    let newest: i64 = connection
        .prepare_cached("SELECT current_point FROM tenant WHERE id = ?1")?
        .query_row([tenant], |row| row.get(0))?;
    if newest >= run {
        return make(connection, tenant, now, "import");
    }
    make_numbered(connection, tenant, run, now, "import")
}

/// Takes a point back that nothing was written after.
pub(super) fn unmake(connection: &Connection, tenant: i64, point: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM restore_point WHERE tenant_id = ?1 AND id = ?2", [tenant, point])?;
    connection.execute(
        "UPDATE tenant SET current_point = coalesce((SELECT max(id) FROM restore_point WHERE tenant_id = ?1), 0) WHERE id = ?1",
        [tenant],
    )?;
    Ok(())
}

fn make_numbered(connection: &Connection, tenant: i64, point: i64, now: i64, reason: &str) -> Result<i64, StoreError> {
    connection
        .prepare_cached("INSERT INTO restore_point (id, tenant_id, made_at, reason) VALUES (?1, ?2, ?3, ?4)")?
        .execute((point, tenant, now, reason))?;
    connection.prepare_cached("UPDATE tenant SET current_point = ?2 WHERE id = ?1")?.execute([tenant, point])?;
    connection
        .prepare_cached("DELETE FROM deleted_login WHERE tenant_id = ?1 AND deleted_at < ?2")?
        .execute([tenant, now - KEPT_SECONDS])?;
    connection
        .prepare_cached("UPDATE restore_point SET made_at = ?2 WHERE tenant_id = ?1 AND made_at > ?2")?
        .execute([tenant, now])?;
    let gone = connection
        .prepare_cached(
            "DELETE FROM restore_point WHERE tenant_id = ?1 AND made_at < ?2 AND made_at + ?3 < (
                 SELECT min(made_at) FROM (
                     SELECT made_at FROM restore_point WHERE tenant_id = ?1 ORDER BY id DESC LIMIT ?4))",
        )?
        .execute([tenant, now - KEPT_SECONDS, KEPT_SECONDS, AGREEING])?;
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

/// A point that can be restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RestorePoint {
    /// Its number.
    pub id: i64,
    /// When it was made, in seconds since 1970.
    pub made_at: i64,
    /// Until when it is kept.
    pub kept_until: i64,
    /// `import`, `delete`, `transfer`, `by hand`, or `before restoring` and a number.
    pub reason: String,
    /// Rows that were written between this point and the next.
    pub rows: u64,
}

/// What a restore did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Restored {
    /// The point that was made of the state before: restoring it undoes the restore.
    pub backup: i64,
    /// Accounts that were gone and are there again.
    pub accounts_brought_back: u64,
    /// Accounts that were written since, and are as they were.
    pub accounts_changed_back: u64,
    /// Accounts that were made since, and are gone.
    pub accounts_taken_away: u64,
    /// Customers that are there again or as they were.
    pub customers: u64,
    /// Appointments that are there again or as they were.
    pub appointments: u64,
    /// Reports that are there again or as they were.
    pub reports: u64,
    /// Customers, appointments and reports that were made since, and are gone.
    pub data_taken_away: u64,
    /// Active accounts among these that cannot log in and need an access link: `access-link send --new` counts them.
    pub accounts_without_access: u64,
}

/// What a restore would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Preview {
    /// How much. There is no backup yet.
    #[serde(flatten)]
    pub counts: Restored,
    /// Accounts that would go, the first [`Preview::SHOWN`].
    pub to_go: Vec<Named>,
    /// Accounts that would be there again, the first [`Preview::SHOWN`].
    pub to_come_back: Vec<Named>,
}

impl Preview {
    /// Accounts that are named one by one.
    pub const SHOWN: usize = 20;
}

/// An account by the names that people know it under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// The email address.
    pub email: String,
}

impl TenantStore {
    /// Makes a point by hand and answers its number.
    pub fn make_restore_point(&self) -> Result<i64, StoreError> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| make(connection, tenant, now, "by hand"))
    }

    /// The points that are kept, the newest first.
    pub fn restore_points(&self) -> Result<Vec<RestorePoint>, StoreError> {
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, made_at, reason, (SELECT count(*) FROM restore_row WHERE tenant_id = ?1 AND point_id = restore_point.id)
             FROM restore_point WHERE tenant_id = ?1 AND made_at >= ?2 ORDER BY id DESC",
        )?;
        let points = statement.query_map([self.inner.id, self.inner.now() - KEPT_SECONDS], |row| {
            let made_at: i64 = row.get(1)?;
            Ok(RestorePoint {
                id: row.get(0)?,
                made_at,
                kept_until: made_at + KEPT_SECONDS,
                reason: row.get(2)?,
                rows: count(row, 3)?,
            })
        })?;
        Ok(points.collect::<Result<_, _>>()?)
    }

    /// What [`restore`](Self::restore) would do; changes nothing.
    pub fn preview_restore(&self, point: i64) -> Result<Preview, ByHand> {
        let connection = self.inner.connection();
        // Taken back where it is dropped, and the tables of the look with it.
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        check_point(&transaction, self.inner.id, point, self.inner.now())?;
        let restoring = Restoring { connection: &transaction, tenant: self.inner.id, point, backup: i64::MAX };
        restoring.gather()?;
        let mut preview = Preview { counts: restoring.counts()?, ..Preview::default() };
        preview.counts.backup = 0;
        preview.to_go = restoring.named(
            "SELECT user.id, first_name || ' ' || last_name, email FROM temp.back AS back
             JOIN user ON user.tenant_id = ?1 AND user.id = row_id WHERE kind = 'user' AND image IS NULL",
        )?;
        preview.to_come_back = restoring.named(
            "SELECT row_id, json_extract(image, '$.first_name') || ' ' || json_extract(image, '$.last_name'),
             json_extract(image, '$.email') FROM temp.back WHERE kind = 'user' AND image IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM user WHERE tenant_id = ?1 AND id = row_id)",
        )?;
        // Who has a password then is known only then; this transaction never commits.
        preview.counts.accounts_without_access = restoring.run()?.accounts_without_access;
        Ok(preview)
    }

    /// Makes the tenant's accounts, customers, appointments and reports what they were at a point: what was deleted is there
    /// again, what was changed is changed back, what was made since is gone. Makes a point of the state before. No run of writes
    /// goes on meanwhile (`busy`). Revisions are new, so that no older plan fits.
    pub fn restore(&self, point: i64) -> Result<Restored, ByHand> {
        let _lock = self.inner.lock_run()?;
        let (tenant, now) = (self.inner.id, self.inner.now());
        let restored = self.inner.write(|connection| {
            check_point(connection, tenant, point, now)?;
            let backup = make(connection, tenant, now, &format!("before restoring {point}"))?;
            Ok::<_, ByHand>(Restoring { connection, tenant, point, backup }.run()?)
        })?;
        tracing::info!(tenant, point, "a restore point was applied");
        Ok(restored)
    }
}

fn check_point(connection: &Connection, tenant: i64, point: i64, now: i64) -> Result<(), ByHand> {
    let known: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM restore_point WHERE tenant_id = ?1 AND id = ?2 AND made_at >= ?3)",
        [tenant, point, now - KEPT_SECONDS],
        |row| row.get(0),
    )?;
    if known { Ok(()) } else { Err(Refusal::UnknownPoint(point).into()) }
}

struct Restoring<'c> {
    connection: &'c Connection,
    tenant: i64,
    point: i64,
    backup: i64,
}

/// The tables of a restore, which live as long as it takes.
const FORGET: &str = "DROP TABLE IF EXISTS temp.back; DROP TABLE IF EXISTS temp.back_access_link;";

impl Restoring<'_> {
    fn run(&self) -> Result<Restored, StoreError> {
        // Rows come back table by table; all is whole again at the end.
        self.connection.pragma_update(None, "defer_foreign_keys", true)?;
        self.gather()?;
        let mut restored = self.counts()?;
        restored.backup = self.backup;
        // What hangs on an account and belongs to no point in time goes with it and comes back to it.
        self.connection.execute(
            "CREATE TEMP TABLE back_access_link AS SELECT * FROM access_link WHERE tenant_id = ?1
             AND user_id IN (SELECT row_id FROM back WHERE kind = 'user')",
            [self.tenant],
        )?;
        self.connection.execute(
            "DELETE FROM user_key WHERE tenant_id = ?1 AND user_id IN (SELECT row_id FROM back WHERE kind = 'user')",
            [self.tenant],
        )?;
        for table in kept().iter().rev() {
            self.take_away(table)?;
        }
        for table in &kept() {
            self.bring_back(table)?;
        }
        self.renew_revisions()?;
        self.bring_back_keys()?;
        self.connection.execute(
            "INSERT INTO access_link SELECT link.* FROM temp.back_access_link AS link JOIN user
             ON user.tenant_id = link.tenant_id AND user.id = link.user_id",
            [],
        )?;
        // Deleting an account put its password there, also the deletion a moment ago.
        let back =
            "tenant_id = ?1 AND user_id IN (SELECT row_id FROM temp.back WHERE kind = 'user' AND image IS NOT NULL)";
        self.connection.execute(
            &format!(
                "INSERT OR IGNORE INTO login (tenant_id, user_id, password_hash, set_at)
                 SELECT tenant_id, user_id, password_hash, set_at FROM deleted_login WHERE {back}"
            ),
            [self.tenant],
        )?;
        self.connection.execute(&format!("DELETE FROM deleted_login WHERE {back}"), [self.tenant])?;
        restored.accounts_without_access = self.connection.query_row(
            &format!(
                "SELECT count(*) FROM temp.back JOIN user ON user.tenant_id = ?1 AND user.id = row_id
                 WHERE kind = 'user' AND {NEEDS_LINK}"
            ),
            [self.tenant],
            |row| count(row, 0),
        )?;
        self.connection.execute_batch(FORGET)?;
        Ok(restored)
    }

    /// What each row written since the point was at the point: the image of the first point that has one.
    fn gather(&self) -> Result<(), StoreError> {
        self.connection.execute_batch(FORGET)?;
        self.connection.execute(
            "CREATE TEMP TABLE back AS SELECT kind, row_id, image, min(point_id) AS since FROM restore_row
             WHERE tenant_id = ?1 AND point_id >= ?2 AND point_id < ?3 GROUP BY kind, row_id",
            [self.tenant, self.point, self.backup],
        )?;
        Ok(())
    }

    fn counts(&self) -> Result<Restored, StoreError> {
        let mut counts = self.connection.query_row(
            "SELECT count(*) FILTER (WHERE kind = 'user' AND image IS NOT NULL AND user.id IS NULL),
                    count(*) FILTER (WHERE kind = 'user' AND image IS NOT NULL AND user.id IS NOT NULL),
                    count(*) FILTER (WHERE kind = 'user' AND image IS NULL AND user.id IS NOT NULL),
                    count(*) FILTER (WHERE kind = 'customer' AND image IS NOT NULL),
                    count(*) FILTER (WHERE kind = 'appointment' AND image IS NOT NULL),
                    count(*) FILTER (WHERE kind = 'report' AND image IS NOT NULL)
             FROM temp.back LEFT JOIN user ON user.tenant_id = ?1 AND user.id = row_id AND kind = 'user'",
            [self.tenant],
            |row| {
                Ok(Restored {
                    backup: 0,
                    accounts_brought_back: count(row, 0)?,
                    accounts_changed_back: count(row, 1)?,
                    accounts_taken_away: count(row, 2)?,
                    customers: count(row, 3)?,
                    appointments: count(row, 4)?,
                    reports: count(row, 5)?,
                    data_taken_away: 0,
                    accounts_without_access: 0,
                })
            },
        )?;
        for table in ["customer", "appointment", "report"] {
            let sql = format!(
                "SELECT count(*) FROM temp.back AS back JOIN {table} ON {table}.tenant_id = ?1 AND {table}.id = row_id
                 WHERE kind = '{table}' AND image IS NULL"
            );
            counts.data_taken_away += self.connection.query_row(&sql, [self.tenant], |row| count(row, 0))?;
        }
        Ok(counts)
    }

    /// The first accounts that a query finds.
    fn named(&self, sql: &str) -> Result<Vec<Named>, StoreError> {
        let mut statement = self.connection.prepare(&format!("{sql} ORDER BY 1 LIMIT {}", Preview::SHOWN))?;
        let accounts = statement.query_map([self.tenant], |row| {
            Ok(Named { id: row.get::<_, i64>(0)?.to_string(), name: row.get(1)?, email: row.get(2)? })
        })?;
        Ok(accounts.collect::<Result<_, _>>()?)
    }

    fn take_away(&self, Kept { table, .. }: &Kept) -> Result<(), StoreError> {
        let sql = format!(
            "DELETE FROM {table} WHERE tenant_id = ?1 AND id IN (SELECT row_id FROM temp.back WHERE kind = '{table}')"
        );
        self.connection.execute(&sql, [self.tenant])?;
        Ok(())
    }

    fn bring_back(&self, Kept { table, columns }: &Kept) -> Result<(), StoreError> {
        let cells =
            columns.iter().map(|column| format!("json_extract(image, '$.{column}')")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT {cells} FROM temp.back
             WHERE kind = '{table}' AND image IS NOT NULL AND json_extract(image, '$.tenant_id') = ?1",
            columns.join(", ")
        );
        self.connection.execute(&sql, [self.tenant])?;
        Ok(())
    }

    fn renew_revisions(&self) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE user SET revision = (SELECT next_revision FROM tenant WHERE tenant.id = ?1) + back.rowid
             FROM temp.back AS back WHERE back.kind = 'user' AND user.tenant_id = ?1 AND user.id = back.row_id",
            [self.tenant],
        )?;
        self.connection.execute(
            "UPDATE tenant SET next_revision = next_revision + 1 + (SELECT coalesce(max(rowid), 0) FROM temp.back) WHERE id = ?1",
            [self.tenant],
        )?;
        Ok(())
    }

    fn bring_back_keys(&self) -> Result<(), StoreError> {
        let mut users =
            self.connection.prepare("SELECT row_id FROM temp.back WHERE kind = 'user' AND image IS NOT NULL")?;
        let users = users.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for user in users {
            for_each_key(self.connection, self.tenant, user, |field, value| {
                self.connection
                    .prepare_cached("INSERT INTO user_key (tenant_id, field, value, user_id) VALUES (?1, ?2, ?3, ?4)")?
                    .execute((self.tenant, field, value, user))?;
                Ok(())
            })?;
        }
        Ok(())
    }
}

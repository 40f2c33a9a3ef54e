//! The tables, and the triggers that keep prior images for restore points.
//!
//! Every table that holds a tenant's rows has the tenant in its primary key or in the index that finds it. Times are seconds
//! since 1970, UTC.
//!
//! Restore points cost nothing when they are made: the first time after a point that a row is written, a trigger keeps the row as
//! it was (or that it was not there). A door into the tables that forgets about restore points cannot exist, since the database
//! itself keeps the images.

use rusqlite::Connection;

use super::columns::COLUMNS;
use super::database::Database;
use super::error::StoreError;
use crate::message;

/// Counted up with every change of the tables: one step each.
const VERSION: i64 = 4;

const TABLES: &str = "
CREATE TABLE tenant (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    licences_bought INTEGER NOT NULL,
    connected_to TEXT,
    default_language TEXT NOT NULL,
    country TEXT,
    created_at INTEGER NOT NULL,
    -- Ids are short because people read them, and never used again because the number only grows.
    next_user INTEGER NOT NULL DEFAULT 1001,
    -- One for every write in the tenant, so that no account ever returns to an old revision, not even by a restore.
    next_revision INTEGER NOT NULL DEFAULT 1,
    -- The newest restore point, 0 for none.
    current_point INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE setting (
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE administrator (
    name TEXT PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    user_id INTEGER,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX administrator_tenant ON administrator(tenant_id);

CREATE TABLE user (
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    data_kept_at INTEGER,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    employee_number TEXT,
    user_name TEXT NOT NULL,
    mobile TEXT,
    language TEXT NOT NULL,
    level INTEGER NOT NULL,
    has_own_schedule INTEGER NOT NULL,
    user_groups TEXT,
    active INTEGER NOT NULL,
    note TEXT,
    microsoft_object_id TEXT,
    home_street TEXT,
    home_postal_code TEXT,
    home_city TEXT,
    home_state TEXT,
    home_country TEXT,
    home_latitude TEXT,
    home_longitude TEXT,
    working_hours TEXT,
    work_break INTEGER,
    driving_speed TEXT,
    PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
-- Counts of licences, active accounts and administrators come from this index alone.
CREATE INDEX user_counts ON user(tenant_id, has_own_schedule, active, level);

CREATE TABLE user_key (
    tenant_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, field, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_link (
    tenant_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    sent_at INTEGER,
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user(tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    city TEXT,
    FOREIGN KEY (tenant_id, user_id) REFERENCES user(tenant_id, id)
) STRICT;
CREATE INDEX customer_user ON customer(tenant_id, user_id);

CREATE TABLE appointment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    customer_id INTEGER,
    starts_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    FOREIGN KEY (tenant_id, user_id) REFERENCES user(tenant_id, id)
) STRICT;
CREATE INDEX appointment_user ON appointment(tenant_id, user_id);

CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    customer_id INTEGER,
    written_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    FOREIGN KEY (tenant_id, user_id) REFERENCES user(tenant_id, id)
) STRICT;
CREATE INDEX report_user ON report(tenant_id, user_id);

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted', 'cancelled')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    process INTEGER NOT NULL,
    actor_id TEXT,
    actor_name TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    to_create INTEGER NOT NULL,
    to_update INTEGER NOT NULL,
    to_deactivate INTEGER NOT NULL,
    to_reactivate INTEGER NOT NULL,
    to_purge INTEGER NOT NULL,
    restore_point INTEGER NOT NULL,
    receipt TEXT
) STRICT;
CREATE INDEX import_run_tenant ON import_run(tenant_id, id);

CREATE TABLE import_row (
    import_id INTEGER NOT NULL REFERENCES import_run(id),
    seq INTEGER NOT NULL,
    user_id INTEGER,
    action TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE restore_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    made_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX restore_point_tenant ON restore_point(tenant_id, id);

-- Rows as they were at a point; without an image: a row that was not there.
CREATE TABLE restore_row (
    tenant_id INTEGER NOT NULL,
    point_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    image TEXT,
    PRIMARY KEY (tenant_id, point_id, kind, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    user_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    body TEXT NOT NULL,
    queued_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sms_tenant ON sms(tenant_id, id);

INSERT INTO tenant (name, licences_bought, default_language, country, created_at)
VALUES ('demo', 10, 'de', 'AT', unixepoch());
";

/// What version 2 brought: the name of an imported file, and passwords that users set by their access link.
const SINCE_VERSION_1: &str = "
ALTER TABLE import_run ADD COLUMN file_name TEXT;

CREATE TABLE login (
    tenant_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user(tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
";

/// What version 3 brought: passwords of accounts that a restore point can bring back, and why a run was stopped.
///
/// A password belongs to no point in time: a restore never brings an older one back. It comes back with its account.
const SINCE_VERSION_2: &str = "
ALTER TABLE import_run ADD COLUMN stopped_by TEXT;

CREATE TABLE deleted_login (
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    user_id INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    deleted_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER keep_login_delete BEFORE DELETE ON login BEGIN
    INSERT OR REPLACE INTO deleted_login (tenant_id, user_id, password_hash, set_at, deleted_at)
    VALUES (OLD.tenant_id, OLD.user_id, OLD.password_hash, OLD.set_at, unixepoch());
END;
";

/// What version 4 brought: the texts of messages, which hold live links, are files.
const SINCE_VERSION_3: &str = "
CREATE TABLE sms_3 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id INTEGER NOT NULL REFERENCES tenant(id),
    user_id INTEGER NOT NULL,
    queued_at INTEGER NOT NULL
) STRICT;
INSERT INTO sms_3 SELECT id, tenant_id, user_id, queued_at FROM sms;
DROP TABLE sms;
ALTER TABLE sms_3 RENAME TO sms;
CREATE INDEX sms_tenant ON sms(tenant_id, id);
";

/// A table whose rows restore points bring back, with its columns.
pub(super) struct Kept {
    /// The table's name.
    pub(super) table: &'static str,
    /// Its columns.
    pub(super) columns: Vec<&'static str>,
}

/// Every table whose rows restore points bring back, parents first.
pub(super) fn kept() -> [Kept; 4] {
    let user = ["tenant_id", "id", "revision", "created_at", "data_kept_at"]
        .into_iter()
        .chain(COLUMNS.iter().map(|c| c.name))
        .collect();
    [
        Kept { table: "user", columns: user },
        Kept { table: "customer", columns: vec!["id", "tenant_id", "user_id", "name", "city"] },
        Kept {
            table: "appointment",
            columns: vec!["id", "tenant_id", "user_id", "customer_id", "starts_at", "subject"],
        },
        Kept { table: "report", columns: vec!["id", "tenant_id", "user_id", "customer_id", "written_at", "body"] },
    ]
}

fn triggers() -> String {
    let mut sql = String::new();
    for Kept { table, columns } in kept() {
        let image = columns.iter().map(|c| format!("'{c}', OLD.{c}")).collect::<Vec<_>>().join(", ");
        for (event, row, image) in [
            ("BEFORE UPDATE", "OLD", format!("json_object({image})")),
            ("BEFORE DELETE", "OLD", format!("json_object({image})")),
            // Only afterwards has a new row its number.
            ("AFTER INSERT", "NEW", "NULL".to_owned()),
        ] {
            let name = event.split(' ').next_back().unwrap_or_default().to_lowercase();
            sql.push_str(&format!(
                "CREATE TRIGGER keep_{table}_{name} {event} ON {table} BEGIN
                    INSERT INTO restore_row (tenant_id, point_id, kind, row_id, image)
                    SELECT tenant.id, tenant.current_point, '{table}', {row}.id, {image} FROM tenant
                    WHERE tenant.id = {row}.tenant_id AND tenant.current_point > 0 AND NOT EXISTS (
                        SELECT 1 FROM restore_row AS kept WHERE kept.tenant_id = {row}.tenant_id
                        AND kept.point_id = tenant.current_point AND kept.kind = '{table}' AND kept.row_id = {row}.id);
                END;\n"
            ));
        }
    }
    sql
}

/// Makes the tables in a new database, and brings an older one up to date. Fails on a database of a later version.
pub(super) fn migrate(database: &Database, connection: &mut Connection) -> Result<(), StoreError> {
    let version =
        |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    if version(connection)? == VERSION {
        return Ok(());
    }
    // What a step drops is overwritten: nothing of it is left in a page that is free.
    connection.pragma_update(None, "secure_delete", true)?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    // Another process may have made the tables in the meantime.
    if !(0..=VERSION).contains(&found) {
        return Err(StoreError::other(&message::DATABASE_NEWER));
    }
    if found < 1 {
        transaction.execute_batch(TABLES)?;
        transaction.execute_batch(&triggers())?;
    }
    if found < 2 {
        transaction.execute_batch(SINCE_VERSION_1)?;
    }
    if found < 3 {
        transaction.execute_batch(SINCE_VERSION_2)?;
    }
    if found < 4 {
        move_texts(database, &transaction)?;
        transaction.execute_batch(SINCE_VERSION_3)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    database.close_to_others();
    Ok(())
}

/// Older versions kept the texts of messages in the database.
fn move_texts(database: &Database, connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT id, number, body FROM sms")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, text): (String, String) = (row.get(1)?, row.get(2)?);
        database.write_text(row.get(0)?, &number, &text)?;
    }
    Ok(())
}

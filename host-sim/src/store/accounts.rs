//! The life of an account, by hand and one at a time: disable, enable, download, transfer, delete. Importing has no part in it;
//! this is the only place that deletes an account.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value as Json, json};

use super::changes::{Action, Change, Outcome, Writer, purge};
use super::columns::{UNIQUE_AT, Value, all_fields};
use super::database::TenantStore;
use super::error::StoreError;
use super::keys::{UNIQUE, normalise};
use super::tenants::Actor;
use super::texts::Refusal;
use super::users::{Account, parse_id};
use super::{outbox, restore};
use crate::message::Said;

/// Why something was not done by hand. Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ByHand {
    /// A rule stands in the way.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ByHand {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl TenantStore {
    /// The id of the account that has an id, user name, email address or employee number.
    pub fn user_id(&self, user: &str) -> Result<String, ByHand> {
        match self.resolve(user) {
            Ok(id) => Ok(id.to_string()),
            Err(StoreError::Refused(_)) => Err(Refusal::UnknownUser(user.to_owned()).into()),
            Err(error) => Err(error.into()),
        }
    }

    /// One account with all fields.
    pub fn account(&self, id: &str) -> Result<Account, ByHand> {
        let mut found = self.find("id", &[id.to_owned()], &all_fields())?;
        found.pop().and_then(|mut accounts| accounts.pop()).ok_or_else(|| Refusal::UnknownUser(id.to_owned()).into())
    }

    /// Disables the log-in and keeps all data, the password too; the access link stops working. False where it is disabled already.
    pub fn disable(&self, id: &str, actor: &Actor) -> Result<bool, ByHand> {
        self.switch(id, Action::Deactivate, actor)
    }

    /// Enables the log-in again; an account without a password gets a new access link, which is sent to nobody. False where it is enabled already.
    pub fn enable(&self, id: &str, actor: &Actor) -> Result<bool, ByHand> {
        self.switch(id, Action::Reactivate, actor)
    }

    fn switch(&self, id: &str, action: Action, actor: &Actor) -> Result<bool, ByHand> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        let acting = actor.id.as_deref().and_then(parse_id);
        self.inner.write(|connection| {
            let account = Life::of(connection, tenant, id)?;
            if account.active == (action == Action::Reactivate) {
                return Ok(false);
            }
            if action == Action::Reactivate {
                forget_kept(connection, tenant, account.id)?;
            }
            let mut writer = Writer::begin(connection, tenant, now, acting)?;
            let version = Some((account.id.to_string(), account.revision.to_string()));
            let change = Change { action, account: version, purges: false, cells: Vec::new() };
            match writer.change(&[], &change)? {
                Outcome::Applied { .. } => {
                    writer.end()?;
                    Ok(true)
                }
                Outcome::Rejected(refusal) => Err(refusal.into()),
                Outcome::Stale => Err(Refusal::UnknownUser(id.to_owned()).into()),
            }
        })
    }

    /// Hands everything that is stored about an account to `keep` and remembers that it was kept, unless `keep` fails.
    pub fn download(&self, id: &str, keep: impl FnOnce(&Json) -> Result<(), Said>) -> Result<(), ByHand> {
        let account = self.account(id)?;
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| {
            let life = Life::of(connection, tenant, id)?;
            let document = json!({
                "account": account_json(&account, &all_fields()),
                "customers": rows(connection, tenant, life.id, "customer", &["id", "name", "city"])?,
                "appointments": rows(connection, tenant, life.id, "appointment", &["id", "customer_id", "starts_at", "subject"])?,
                "reports": rows(connection, tenant, life.id, "report", &["id", "customer_id", "written_at", "body"])?,
            });
            keep(&document).map_err(StoreError::Other)?;
            Ok(remember_kept(connection, tenant, life.id, now)?)
        })
    }

    /// Gives an account's customers, appointments and reports to another one. Makes a restore point first.
    pub fn transfer(&self, id: &str, to: &str) -> Result<(), ByHand> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| {
            let (from, receiver) = (Life::of(connection, tenant, id)?, Life::of(connection, tenant, to)?);
            if from.id == receiver.id || !receiver.active || !receiver.has_own_schedule {
                return Err(Refusal::NoReceiver.into());
            }
            restore::make(connection, tenant, now, "transfer")?;
            for table in ["customer", "appointment", "report"] {
                connection.execute(
                    &format!("UPDATE {table} SET user_id = ?3 WHERE tenant_id = ?1 AND user_id = ?2"),
                    [tenant, from.id, receiver.id],
                )?;
            }
            remember_kept(connection, tenant, from.id, now)?;
            Ok(forget_kept(connection, tenant, receiver.id)?)
        })
    }

    /// Deletes one disabled account for good, after its data was downloaded or transferred, or with `waive_data`. Makes a restore
    /// point first and answers its number. The licence is free again; the id is never used again.
    pub fn delete(&self, id: &str, waive_data: bool) -> Result<i64, ByHand> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        let mut texts = Vec::new();
        let point = self.inner.write(|connection| {
            let account = Life::of(connection, tenant, id)?;
            if account.active {
                return Err(Refusal::StillActive.into());
            }
            if !account.data_kept && !waive_data && has_data(connection, tenant, account.id)? {
                return Err(Refusal::DataNotKept.into());
            }
            let point = restore::make(connection, tenant, now, "delete")?;
            purge(connection, tenant, account.id)?;
            drop_keys(connection, tenant, account.id)?;
            texts = outbox::forget(connection, tenant, account.id)?;
            connection
                .execute("DELETE FROM administrator WHERE tenant_id = ?1 AND user_id = ?2", [tenant, account.id])?;
            connection.execute("DELETE FROM user WHERE tenant_id = ?1 AND id = ?2", [tenant, account.id])?;
            tracing::info!(tenant, user = account.id, "an account was deleted");
            Ok::<_, ByHand>(point)
        })?;
        self.inner.database.remove_texts(&texts);
        Ok(point)
    }
}

/// What decides about an account's life.
struct Life {
    id: i64,
    revision: i64,
    active: bool,
    has_own_schedule: bool,
    data_kept: bool,
}

impl Life {
    fn of(connection: &Connection, tenant: i64, id: &str) -> Result<Self, ByHand> {
        let unknown = || Refusal::UnknownUser(id.to_owned());
        connection
            .query_row(
                "SELECT id, revision, active, has_own_schedule, data_kept_at IS NOT NULL FROM user WHERE tenant_id = ?1 AND id = ?2",
                [tenant, parse_id(id).ok_or_else(unknown)?],
                |row| {
                    Ok(Self {
                        id: row.get(0)?,
                        revision: row.get(1)?,
                        active: row.get(2)?,
                        has_own_schedule: row.get(3)?,
                        data_kept: row.get(4)?,
                    })
                },
            )
            .optional()?
            .ok_or_else(|| unknown().into())
    }
}

fn has_data(connection: &Connection, tenant: i64, user: i64) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM customer WHERE tenant_id = ?1 AND user_id = ?2)
        OR EXISTS (SELECT 1 FROM appointment WHERE tenant_id = ?1 AND user_id = ?2)
        OR EXISTS (SELECT 1 FROM report WHERE tenant_id = ?1 AND user_id = ?2)";
    Ok(connection.query_row(sql, [tenant, user], |row| row.get(0))?)
}

fn remember_kept(connection: &Connection, tenant: i64, user: i64, now: i64) -> Result<(), StoreError> {
    connection.execute("UPDATE user SET data_kept_at = ?3 WHERE tenant_id = ?1 AND id = ?2", [tenant, user, now])?;
    Ok(())
}

/// What was downloaded is not all any more.
pub(super) fn forget_kept(connection: &Connection, tenant: i64, user: i64) -> Result<(), StoreError> {
    connection.execute("UPDATE user SET data_kept_at = NULL WHERE tenant_id = ?1 AND id = ?2", [tenant, user])?;
    Ok(())
}

fn drop_keys(connection: &Connection, tenant: i64, user: i64) -> Result<(), StoreError> {
    for_each_key(connection, tenant, user, |field, value| {
        connection
            .prepare_cached("DELETE FROM user_key WHERE tenant_id = ?1 AND field = ?2 AND value = ?3 AND user_id = ?4")?
            .execute((tenant, field, value, user))?;
        Ok(())
    })
}

/// Calls `each` with every key of an account, normalised.
pub(super) fn for_each_key(
    connection: &Connection,
    tenant: i64,
    user: i64,
    mut each: impl FnMut(&str, &str) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let columns = UNIQUE_AT.iter().filter_map(|&place| super::columns::COLUMNS.get(place)).map(|column| column.name);
    let sql = format!("SELECT {} FROM user WHERE tenant_id = ?1 AND id = ?2", columns.collect::<Vec<_>>().join(", "));
    let keys: Vec<Option<String>> = connection
        .prepare_cached(&sql)?
        .query_row([tenant, user], |row| (0..UNIQUE.len()).map(|place| row.get(place)).collect())?;
    for (field, value) in UNIQUE.iter().zip(keys) {
        if let Some(value) = value {
            let value = normalise(field, &value);
            if !value.is_empty() {
                each(field, &value)?;
            }
        }
    }
    Ok(())
}

fn rows(
    connection: &Connection,
    tenant: i64,
    user: i64,
    table: &str,
    columns: &[&str],
) -> Result<Vec<Json>, StoreError> {
    let sql = format!("SELECT {} FROM {table} WHERE tenant_id = ?1 AND user_id = ?2 ORDER BY id", columns.join(", "));
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([tenant, user], |row| {
        let mut object = Map::new();
        for (place, column) in columns.iter().enumerate() {
            let value = match row.get::<_, rusqlite::types::Value>(place)? {
                rusqlite::types::Value::Integer(number) => json!(number),
                rusqlite::types::Value::Text(text) => json!(text),
                _ => Json::Null,
            };
            object.insert(column.replace('_', "-"), value);
        }
        Ok(Json::Object(object))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An account as a JSON object: field ids as keys, null for nothing.
pub(crate) fn account_json(account: &Account, fields: &[String]) -> Json {
    let value = |value: &Option<Value>| match value {
        None => Json::Null,
        Some(Value::Text(text) | Value::Decimal(text)) => json!(text),
        Some(Value::Flag(flag)) => json!(flag),
        Some(Value::Integer(number)) => json!(number),
        Some(Value::List(texts)) => json!(texts),
    };
    fields.iter().zip(&account.values).map(|(field, cell)| (field.clone(), value(cell))).collect::<Map<_, _>>().into()
}

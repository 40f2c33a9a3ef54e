//! Finding, paging and counting one tenant's accounts.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};

use super::MAX_PER_CALL;
use super::columns::{COLUMNS, OwnField, Target, Value, own_fields, target};
use super::database::TenantStore;
use super::error::StoreError;
use super::keys::{UNIQUE, normalise};

/// Entries of lists that are told at most: the contract's number.
const MOST_ENTRIES: usize = 10_000;

/// An account with the values that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Changes with every write to the account.
    pub revision: String,
    /// Whether the person can log in.
    pub active: bool,
    /// One entry per field asked for.
    pub values: Vec<Option<Value>>,
}

/// How many accounts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All, active or not.
    pub accounts: u64,
    /// The active ones.
    pub active: u64,
    /// The active ones of level 2.
    pub active_administrators: u64,
}

/// What a purge of one account would delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PurgeSize {
    /// Customers.
    pub customers: u64,
    /// Appointments.
    pub appointments: u64,
    /// Reports.
    pub reports: u64,
}

/// Counts, and the state of the database that they were taken at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    state: (i64, u64),
    pub(super) totals: Totals,
    pub(super) licences: u64,
}

impl TenantStore {
    /// The host's own fields, in the order of export.
    pub fn own_fields(&self) -> Result<Vec<OwnField>, StoreError> {
        Ok(own_fields().to_vec())
    }

    /// For each of `values`, in order, the accounts that have it in the field `key`.
    pub fn find(&self, key: &str, values: &[String], fields: &[String]) -> Result<Vec<Vec<Account>>, StoreError> {
        at_most(values.len())?;
        if key != "id" && !UNIQUE.contains(&key) {
            return Err(StoreError::refused(format!("Accounts cannot be found by the field {key:?}.")));
        }
        let selection = Selection::of(fields)?;
        let connection = self.inner.connection();
        // One transaction, so that all answers are of the same moment.
        let snapshot = connection.unchecked_transaction()?;
        let mut statement = snapshot.prepare_cached(&selection.sql("id = ?2"))?;
        let mut lookup = Lookup::new(&snapshot, self.inner.id, key)?;
        let mut found = Vec::with_capacity(values.len());
        for value in values {
            let account = match lookup.find(value)? {
                Some(id) => statement.query_row([self.inner.id, id], |row| selection.account(row)).optional()?,
                None => None,
            };
            found.push(account.into_iter().collect());
        }
        Ok(found)
    }

    /// The accounts after `cursor`, at most `limit`, and where the next page begins.
    pub fn page(
        &self,
        cursor: Option<&str>,
        limit: u32,
        fields: &[String],
    ) -> Result<(Vec<Account>, Option<String>), StoreError> {
        let selection = Selection::of(fields)?;
        // The cursor is the last id that was answered: whoever sends another gets accounts of the same tenant, and no more.
        let after = match cursor {
            None => 0,
            Some(text) => text
                .parse::<i64>()
                .map_err(|_| StoreError::refused("The cursor is not one that this store gave out."))?,
        };
        let limit = usize::try_from(limit).unwrap_or(MAX_PER_CALL).clamp(1, MAX_PER_CALL);
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(&selection.sql("id > ?2 ORDER BY id LIMIT ?3"))?;
        // One more than asked for tells whether there is a next page.
        let ask = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut accounts = statement
            .query_map([self.inner.id, after, ask], |row| selection.account(row))?
            .collect::<Result<Vec<_>, _>>()?;
        let more = accounts.len() > limit;
        accounts.truncate(limit);
        let next = accounts.last().filter(|_| more).map(|account| account.id.clone());
        Ok((accounts, next))
    }

    /// Counts the accounts.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        Ok(self.counts()?.totals)
    }

    /// What a purge would delete, per account id; zeros for an unknown one.
    pub fn purge_sizes(&self, ids: &[String]) -> Result<Vec<PurgeSize>, StoreError> {
        at_most(ids.len())?;
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(
            "SELECT (SELECT count(*) FROM customer WHERE tenant_id = ?1 AND user_id = ?2),
                    (SELECT count(*) FROM appointment WHERE tenant_id = ?1 AND user_id = ?2),
                    (SELECT count(*) FROM report WHERE tenant_id = ?1 AND user_id = ?2)",
        )?;
        let mut sizes = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(id) = parse_id(id) else {
                sizes.push(PurgeSize::default());
                continue;
            };
            sizes.push(statement.query_row([self.inner.id, id], |row| {
                Ok(PurgeSize { customers: count(row, 0)?, appointments: count(row, 1)?, reports: count(row, 2)? })
            })?);
        }
        Ok(sizes)
    }

    /// The entries of lists of a field in all accounts, each once; none for other fields, and where there are more than
    /// [`MOST_ENTRIES`].
    pub fn list_entries(&self, field: &str) -> Result<Option<Vec<String>>, StoreError> {
        if field != "groups" {
            return Ok(None);
        }
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT entry.value FROM user, json_each(user.user_groups) AS entry WHERE tenant_id = ?1 LIMIT ?2",
        )?;
        let entries = statement.query_map((self.inner.id, MOST_ENTRIES as i64 + 1), |row| row.get(0))?;
        let entries: Vec<String> = entries.collect::<Result<_, _>>()?;
        Ok((entries.len() <= MOST_ENTRIES).then_some(entries))
    }

    pub(super) fn counts(&self) -> Result<Counts, StoreError> {
        let connection = self.inner.connection();
        // Changes when others commit; the second number changes when this connection writes.
        let version = connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        let state = (version, connection.total_changes());
        let mut kept = self.inner.counts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(counts) = kept.filter(|counts| counts.state == state) {
            return Ok(counts);
        }
        let counts = connection
            .prepare_cached(
                "SELECT count(*), count(*) FILTER (WHERE active), count(*) FILTER (WHERE active AND level = 2),
                        count(*) FILTER (WHERE has_own_schedule)
                 FROM user INDEXED BY user_counts WHERE tenant_id = ?1",
            )?
            .query_row([self.inner.id], |row| {
                Ok(Counts {
                    state,
                    totals: Totals {
                        accounts: count(row, 0)?,
                        active: count(row, 1)?,
                        active_administrators: count(row, 2)?,
                    },
                    licences: count(row, 3)?,
                })
            })?;
        *kept = Some(counts);
        Ok(counts)
    }
}

fn at_most(number: usize) -> Result<(), StoreError> {
    if number <= MAX_PER_CALL {
        return Ok(());
    }
    Err(StoreError::refused(format!("At most {MAX_PER_CALL} a call, not {number}.")))
}

pub(super) fn count(row: &Row<'_>, column: usize) -> Result<u64, rusqlite::Error> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

/// Ids are numbers in the one notation that was given out: `1001`, not `01001`.
pub(super) fn parse_id(text: &str) -> Option<i64> {
    let id: i64 = text.parse().ok()?;
    (id > 0 && id.to_string() == text).then_some(id)
}

/// The account that has a key.
pub(super) fn find_id(connection: &Connection, tenant: i64, key: &str, value: &str) -> Result<Option<i64>, StoreError> {
    Lookup::new(connection, tenant, key)?.find(value)
}

/// Looks accounts up by one key: prepared once, for a call asks for many values.
struct Lookup<'a> {
    statement: CachedStatement<'a>,
    tenant: i64,
    key: &'a str,
}

impl<'a> Lookup<'a> {
    fn new(connection: &'a Connection, tenant: i64, key: &'a str) -> Result<Self, StoreError> {
        let statement = connection.prepare_cached(if key == "id" {
            "SELECT id FROM user WHERE tenant_id = ?1 AND id = ?2"
        } else {
            "SELECT user_id FROM user_key WHERE tenant_id = ?1 AND field = ?2 AND value = ?3"
        })?;
        Ok(Self { statement, tenant, key })
    }

    /// The id of the account that has `value`.
    fn find(&mut self, value: &str) -> Result<Option<i64>, StoreError> {
        let found = if self.key == "id" {
            let Some(id) = parse_id(value.trim()) else { return Ok(None) };
            self.statement.query_row([self.tenant, id], |row| row.get(0))
        } else {
            self.statement.query_row((self.tenant, self.key, normalise(self.key, value)), |row| row.get(0))
        };
        Ok(found.optional()?)
    }
}

/// The fields that a call asked for, as columns of a statement.
struct Selection {
    targets: Vec<Target>,
}

impl Selection {
    fn of(fields: &[String]) -> Result<Self, StoreError> {
        Ok(Self { targets: targets(fields)? })
    }

    fn sql(&self, condition: &str) -> String {
        let mut sql = String::from("SELECT id, revision, active");
        for target in &self.targets {
            sql.push_str(", ");
            sql.push_str(match target {
                Target::Id => "id",
                Target::Column(place) => COLUMNS.get(*place).map_or("NULL", |column| column.name),
            });
        }
        sql.push_str(" FROM user WHERE tenant_id = ?1 AND ");
        sql.push_str(condition);
        sql
    }

    fn account(&self, row: &Row<'_>) -> Result<Account, rusqlite::Error> {
        let id = row.get::<_, i64>(0)?.to_string();
        let mut values = Vec::with_capacity(self.targets.len());
        for (place, target) in self.targets.iter().enumerate() {
            values.push(match target {
                Target::Id => Some(Value::Text(id.clone())),
                Target::Column(column) => match COLUMNS.get(*column) {
                    Some(column) => column.kind.read(row.get_ref(place + 3)?),
                    None => None,
                },
            });
        }
        Ok(Account { id, revision: row.get::<_, i64>(1)?.to_string(), active: row.get(2)?, values })
    }
}

/// What the fields of a call stand for. An unknown one refuses the call.
pub(super) fn targets(fields: &[String]) -> Result<Vec<Target>, StoreError> {
    fields
        .iter()
        .map(|field| target(field).ok_or_else(|| StoreError::refused(format!("This host has no field {field:?}."))))
        .collect()
}

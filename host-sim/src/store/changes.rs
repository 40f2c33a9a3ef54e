//! What one change may do, and doing it. Every check comes before the first write of a change, so that a rejected change leaves
//! nothing behind and needs no savepoint.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension};

use super::columns::{COLUMNS, NAMES, Target, UNIQUE_AT, Value, at};
use super::error::StoreError;
use super::keys::{UNIQUE, normalise};
use super::texts::Refusal;
use super::users::{find_id, parse_id};
use super::{links, names};

/// What is done with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A new account.
    Create,
    /// Writes the cells.
    Update,
    /// Disables the log-in and keeps all data. Writes the cells too.
    Deactivate,
    /// Enables the log-in again. Writes the cells too.
    Reactivate,
}

impl Action {
    /// Its name in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Deactivate => "deactivate",
            Self::Reactivate => "reactivate",
        }
    }
}

/// What a change does to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellChange {
    /// Leaves it; on create, the host's default.
    Keep,
    /// Empties it; a field that is never empty gets the host's default.
    Clear,
    /// Sets it.
    Set(Value),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is done.
    pub action: Action,
    /// The account's id and the revision that the change was planned against; none on create.
    pub account: Option<(String, String)>,
    /// Whether customers, appointments and reports may be deleted by it.
    pub purges: bool,
    /// One cell per field of the batch.
    pub cells: Vec<CellChange>,
}

/// What became of one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeResult {
    /// Written.
    Applied {
        /// The account.
        id: String,
        /// Its revision now.
        revision: String,
    },
    /// The account is at another revision by now, or gone.
    Stale,
    /// The change itself is at fault.
    Rejected {
        /// A stable code.
        code: String,
        /// The field at fault.
        field: Option<String>,
        /// For people.
        text: String,
    },
}

/// What became of one change, before it is put into words.
#[derive(Debug)]
pub(super) enum Outcome {
    Applied { id: i64, revision: i64 },
    Stale,
    Rejected(Refusal),
}

/// An account's row.
#[derive(Clone, Debug)]
struct Record {
    id: i64,
    revision: i64,
    values: Vec<Sql>,
}

impl Record {
    fn text(&self, place: usize) -> Option<&str> {
        match self.values.get(place) {
            Some(Sql::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn number(&self, place: usize) -> i64 {
        match self.values.get(place) {
            Some(Sql::Integer(number)) => *number,
            _ => 0,
        }
    }

    fn is(&self, place: usize) -> bool {
        self.number(place) != 0
    }

    fn set(&mut self, place: usize, value: Sql) {
        if let Some(slot) = self.values.get_mut(place) {
            *slot = value;
        }
    }

    fn is_active_administrator(&self) -> bool {
        self.is(at::ACTIVE) && self.number(at::LEVEL) == 2
    }
}

/// Writes changes of one tenant within one transaction.
pub(super) struct Writer<'c> {
    connection: &'c Connection,
    tenant: i64,
    default_language: String,
    next_user: i64,
    next_revision: i64,
    now: i64,
    acting: Option<i64>,
}

impl<'c> Writer<'c> {
    /// Takes up the tenant's counters. `acting` is the account that must not be disabled or demoted.
    pub(super) fn begin(
        connection: &'c Connection,
        tenant: i64,
        now: i64,
        acting: Option<i64>,
    ) -> Result<Self, StoreError> {
        let (default_language, next_user, next_revision) = connection
            .prepare_cached("SELECT default_language, next_user, next_revision FROM tenant WHERE id = ?1")?
            .query_row([tenant], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Self { connection, tenant, default_language, next_user, next_revision, now, acting })
    }

    /// Writes the counters back. Without it the transaction must not be committed.
    pub(super) fn end(self) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE tenant SET next_user = ?2, next_revision = ?3 WHERE id = ?1")?
            .execute([self.tenant, self.next_user, self.next_revision])?;
        Ok(())
    }

    /// Tries one change. `targets` says which field each cell is for.
    pub(super) fn change(&mut self, targets: &[Target], change: &Change) -> Result<Outcome, StoreError> {
        if change.cells.len() != targets.len() {
            return Err(StoreError::refused("A change has another number of cells than the batch has fields."));
        }
        let before = match (&change.account, change.action) {
            (None, Action::Create) => None,
            (Some((id, revision)), Action::Update | Action::Deactivate | Action::Reactivate) => match self.load(id)? {
                Some(record) if record.revision.to_string() == *revision => Some(record),
                _ => return Ok(Outcome::Stale),
            },
            _ => {
                return Err(StoreError::refused(
                    "A change that creates names no account, and every other change names one.",
                ));
            }
        };
        let after = match self.changed(before.as_ref(), targets, change) {
            Ok(after) => after,
            Err(refusal) => return Ok(Outcome::Rejected(refusal)),
        };
        if let Some(refusal) = self.objection(before.as_ref(), &after, change.purges)? {
            return Ok(Outcome::Rejected(refusal));
        }
        self.write(before, after)
    }

    /// Tries the changes of a batch, for which the uniqueness of values is checked as a whole: a value that one change takes away
    /// is free for another, in whatever order they stand. Hands out what became of each, in the order in which it was settled.
    pub(super) fn changes(
        &mut self,
        targets: &[Target],
        changes: &[Change],
        mut settled: impl FnMut(usize, Outcome) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut waiting = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            match self.change(targets, change)? {
                Outcome::Rejected(Refusal::Duplicate { .. }) => waiting.push(at),
                outcome => settled(at, outcome)?,
            }
        }
        // Those that waited for a later change.
        loop {
            let mut still = Vec::new();
            for at in &waiting {
                match self.change(targets, &changes[*at])? {
                    Outcome::Rejected(Refusal::Duplicate { .. }) => still.push(*at),
                    outcome => settled(*at, outcome)?,
                }
            }
            if still.len() == waiting.len() {
                break;
            }
            waiting = still;
        }
        for (at, outcome) in self.rings(targets, changes, waiting)? {
            settled(at, outcome)?;
        }
        Ok(())
    }

    /// Tries changes that wait for each other: their accounts let go of the values that they lose, and if one of them is refused
    /// all the same, the others are tried again without it.
    fn rings(
        &mut self,
        targets: &[Target],
        changes: &[Change],
        mut waiting: Vec<usize>,
    ) -> Result<Vec<(usize, Outcome)>, StoreError> {
        let mut outcomes = Vec::new();
        while !waiting.is_empty() {
            let counters = (self.next_user, self.next_revision);
            self.connection.execute_batch("SAVEPOINT ring")?;
            for at in &waiting {
                self.let_go(targets, &changes[*at])?;
            }
            let mut tried = Vec::with_capacity(waiting.len());
            for at in &waiting {
                tried.push((*at, self.change(targets, &changes[*at])?));
            }
            if tried.iter().all(|(_, outcome)| matches!(outcome, Outcome::Applied { .. })) {
                self.connection.execute_batch("RELEASE ring")?;
                outcomes.append(&mut tried);
                break;
            }
            self.connection.execute_batch("ROLLBACK TO ring; RELEASE ring")?;
            (self.next_user, self.next_revision) = counters;
            let (good, bad): (Vec<_>, Vec<_>) =
                tried.into_iter().partition(|(_, outcome)| matches!(outcome, Outcome::Applied { .. }));
            outcomes.extend(bad);
            waiting = good.into_iter().map(|(at, _)| at).collect();
        }
        Ok(outcomes)
    }

    /// Frees the unique values that a change takes away from its account.
    fn let_go(&self, targets: &[Target], change: &Change) -> Result<(), StoreError> {
        let Some((id, _)) = &change.account else { return Ok(()) };
        let Some(record) = self.load(id)? else { return Ok(()) };
        let changed = targets.iter().zip(&change.cells).filter(|(_, cell)| **cell != CellChange::Keep);
        for (target, _) in changed {
            let Some((field, place)) = UNIQUE.iter().zip(UNIQUE_AT).find(|(_, at)| *target == Target::Column(*at))
            else {
                continue;
            };
            if let Some(old) = record.text(place) {
                self.connection
                    .prepare_cached(
                        "DELETE FROM user_key WHERE tenant_id = ?1 AND field = ?2 AND value = ?3 AND user_id = ?4",
                    )?
                    .execute((self.tenant, field, normalise(field, old), record.id))?;
            }
        }
        Ok(())
    }

    /// The id as a call names it, found in this tenant.
    fn load(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let Some(id) = parse_id(id) else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(&SELECT)?;
        Ok(statement
            .query_row([self.tenant, id], |row| {
                let values = (1..=COLUMNS.len()).map(|place| row.get(place)).collect::<Result<_, _>>()?;
                Ok(Record { id, revision: row.get(0)?, values })
            })
            .optional()?)
    }

    /// The row that a change leads to.
    fn changed(&self, before: Option<&Record>, targets: &[Target], change: &Change) -> Result<Record, Refusal> {
        let mut after = before.cloned().unwrap_or_else(|| self.blank());
        for (target, cell) in targets.iter().zip(&change.cells) {
            match target {
                Target::Id => match cell {
                    CellChange::Keep => {}
                    CellChange::Set(Value::Text(id)) if before.is_some_and(|record| record.id.to_string() == *id) => {}
                    _ => return Err(Refusal::ReadOnly("id")),
                },
                Target::Column(place) => {
                    let Some(column) = COLUMNS.get(*place) else { continue };
                    match cell {
                        CellChange::Keep => {}
                        CellChange::Clear => after.set(*place, self.default_of(*place)),
                        CellChange::Set(value) => {
                            let value = column.kind.to_sql(value).map_err(|_| Refusal::Invalid(column.field))?;
                            let value = if value == Sql::Null { self.default_of(*place) } else { value };
                            after.set(*place, value);
                        }
                    }
                }
            }
        }
        match change.action {
            Action::Deactivate => after.set(at::ACTIVE, Sql::Integer(0)),
            Action::Reactivate => after.set(at::ACTIVE, Sql::Integer(1)),
            Action::Create | Action::Update => {}
        }
        Ok(after)
    }

    fn blank(&self) -> Record {
        Record { id: 0, revision: 0, values: (0..COLUMNS.len()).map(|place| self.default_of(place)).collect() }
    }

    /// What a field has when nothing was given.
    fn default_of(&self, place: usize) -> Sql {
        match place {
            at::LANGUAGE => Sql::Text(self.default_language.clone()),
            at::LEVEL => Sql::Integer(0),
            at::HAS_OWN_SCHEDULE | at::ACTIVE => Sql::Integer(1),
            _ => Sql::Null,
        }
    }

    /// What stands in the way of a change.
    fn objection(&self, before: Option<&Record>, after: &Record, purges: bool) -> Result<Option<Refusal>, StoreError> {
        for (place, field) in [(at::FIRST_NAME, "first-name"), (at::LAST_NAME, "last-name"), (at::EMAIL, "email")] {
            if after.text(place).is_none_or(|text| normalise(field, text).is_empty()) {
                return Ok(Some(Refusal::Required(field)));
            }
        }
        if let Some(before) = before {
            if before.text(at::USER_NAME) != after.text(at::USER_NAME) {
                return Ok(Some(Refusal::UserNameFixed));
            }
            if takes_schedule(before, after) && !purges {
                return Ok(Some(Refusal::UnmarkedPurge));
            }
            if before.is_active_administrator() && !after.is_active_administrator() && self.administrators()? <= 1 {
                return Ok(Some(Refusal::LastAdministrator));
            }
            let less =
                after.number(at::LEVEL) < before.number(at::LEVEL) || (before.is(at::ACTIVE) && !after.is(at::ACTIVE));
            if self.acting == Some(before.id) && less {
                return Ok(Some(Refusal::ActingPerson));
            }
        }
        for (field, place) in UNIQUE.iter().zip(UNIQUE_AT) {
            let Some(value) = after.text(place) else { continue };
            if before.is_some_and(|before| before.text(place) == Some(value)) {
                continue;
            }
            if let Some(other) = find_id(self.connection, self.tenant, field, value)?.filter(|other| *other != after.id)
            {
                return Ok(Some(Refusal::Duplicate { field, other }));
            }
        }
        Ok(None)
    }

    fn administrators(&self) -> Result<i64, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM user WHERE tenant_id = ?1 AND has_own_schedule IN (0, 1) AND active = 1 AND level = 2")?
            .query_row([self.tenant], |row| row.get(0))?)
    }

    fn write(&mut self, before: Option<Record>, mut after: Record) -> Result<Outcome, StoreError> {
        after.revision = self.next_revision;
        self.next_revision += 1;
        match &before {
            None => {
                after.id = self.next_user;
                self.next_user += 1;
                if after.text(at::USER_NAME).is_none() {
                    let name = self.new_user_name(&after)?;
                    after.set(at::USER_NAME, Sql::Text(name));
                }
                self.store(true, &after)?;
            }
            Some(before) => {
                if takes_schedule(before, &after) {
                    purge(self.connection, self.tenant, after.id)?;
                }
                self.store(false, &after)?;
            }
        }
        self.write_keys(before.as_ref(), &after)?;
        // Deactivating deletes neither link nor password: an inactive account cannot use them, and a restore needs them.
        if !before.is_some_and(|before| before.is(at::ACTIVE)) && after.is(at::ACTIVE) {
            links::renew_without_password(self.connection, self.tenant, after.id, self.now)?;
        }
        Ok(Outcome::Applied { id: after.id, revision: after.revision })
    }

    fn store(&self, new: bool, record: &Record) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(if new { &INSERT } else { &UPDATE })?;
        statement.raw_bind_parameter(1, self.tenant)?;
        statement.raw_bind_parameter(2, record.id)?;
        statement.raw_bind_parameter(3, record.revision)?;
        statement.raw_bind_parameter(4, self.now)?;
        for (place, value) in record.values.iter().enumerate() {
            statement.raw_bind_parameter(place + 5, value)?;
        }
        statement.raw_execute()?;
        Ok(())
    }

    fn write_keys(&self, before: Option<&Record>, after: &Record) -> Result<(), StoreError> {
        for (field, place) in UNIQUE.iter().zip(UNIQUE_AT) {
            let (old, new) = (before.and_then(|before| before.text(place)), after.text(place));
            let (old, new) = (old.map(|text| normalise(field, text)), new.map(|text| normalise(field, text)));
            if old == new {
                continue;
            }
            if let Some(old) = old {
                self.connection
                    .prepare_cached(
                        "DELETE FROM user_key WHERE tenant_id = ?1 AND field = ?2 AND value = ?3 AND user_id = ?4",
                    )?
                    .execute((self.tenant, field, old, after.id))?;
            }
            if let Some(new) = new.filter(|new| !new.is_empty()) {
                self.connection
                    .prepare_cached("INSERT INTO user_key (tenant_id, field, value, user_id) VALUES (?1, ?2, ?3, ?4)")?
                    .execute((self.tenant, field, new, after.id))?;
            }
        }
        Ok(())
    }

    fn new_user_name(&self, record: &Record) -> Result<String, StoreError> {
        let part = |place| record.text(place).unwrap_or_default();
        let base = names::base(part(at::EMAIL), part(at::FIRST_NAME), part(at::LAST_NAME));
        names::first_free(&base, |name| Ok(find_id(self.connection, self.tenant, "user-name", name)?.is_some()))
    }
}

fn takes_schedule(before: &Record, after: &Record) -> bool {
    before.is(at::HAS_OWN_SCHEDULE) && !after.is(at::HAS_OWN_SCHEDULE)
}

/// Deletes an account's customers, appointments and reports.
pub(super) fn purge(connection: &Connection, tenant: i64, user: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM report WHERE tenant_id = ?1 AND user_id = ?2",
        "DELETE FROM appointment WHERE tenant_id = ?1 AND user_id = ?2",
        "DELETE FROM customer WHERE tenant_id = ?1 AND user_id = ?2",
    ] {
        connection.prepare_cached(sql)?.execute([tenant, user])?;
    }
    Ok(())
}

static SELECT: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| format!("SELECT revision, {} FROM user WHERE tenant_id = ?1 AND id = ?2", *NAMES));

static INSERT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    let places = (5..5 + COLUMNS.len()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO user (tenant_id, id, revision, created_at, {}) VALUES (?1, ?2, ?3, ?4, {places})", *NAMES)
});

/// `?4` is bound for both statements and has no say here.
static UPDATE: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    let cells = COLUMNS
        .iter()
        .enumerate()
        .map(|(place, column)| format!("{} = ?{}", column.name, place + 5))
        .collect::<Vec<_>>()
        .join(", ");
    format!("UPDATE user SET revision = ?3, {cells} WHERE tenant_id = ?1 AND id = ?2 AND ?4 > 0")
});

//! Runs of writes. A run holds its tenant's lock, begins with a restore point, and writes down what it applied in the same
//! transaction that applies it: after a crash the journal says exactly what was written.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Connection;
use serde::Serialize;

use super::changes::{Action, Change, ChangeResult, Outcome, Writer};
use super::database::{Inner, RunLock, TenantStore};
use super::error::StoreError;
use super::tenants::Actor;
use super::users::{count, parse_id, targets};
use super::{MAX_PER_CALL, restore};
use crate::language::Language;
use crate::message;

/// What a run is about to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// Accounts to create.
    pub create: u64,
    /// Accounts to update.
    pub update: u64,
    /// Accounts to deactivate.
    pub deactivate: u64,
    /// Accounts to reactivate.
    pub reactivate: u64,
    /// Accounts whose customers, appointments and reports will be deleted.
    pub purge: u64,
    /// The SHA-256 of the file, in lower-case hex.
    pub source_hash: String,
    /// The name of the file, for people alone. Of a path, the last part is kept.
    pub file_name: Option<String>,
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunState {
    /// A process is at it.
    Running,
    /// It came to its end in good order.
    Finished,
    /// Somebody stopped it in good order. What was applied stays.
    Stopped,
    /// It was out of time and stopped in good order. What was applied stays.
    TimeLimit,
    /// Its process ended in the middle. What was applied stays.
    Interrupted,
    /// It was cancelled, or the plugin trapped. What was applied stays.
    Cancelled,
}

/// A run in the journal.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct JournalEntry {
    /// Its number.
    pub id: i64,
    /// How it stands.
    pub state: RunState,
    /// When it began, in seconds since 1970.
    pub started_at: i64,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// Who ran it.
    pub actor: String,
    /// The SHA-256 of the file.
    pub source_hash: String,
    /// The name of the file, where one is known.
    pub file_name: Option<String>,
    /// Accounts it was about to create.
    pub to_create: u64,
    /// Accounts it was about to update.
    pub to_update: u64,
    /// Accounts it was about to deactivate.
    pub to_deactivate: u64,
    /// Accounts it was about to reactivate.
    pub to_reactivate: u64,
    /// Accounts whose data it was about to delete.
    pub to_purge: u64,
    /// Changes that were written.
    pub applied: u64,
    /// Changes that were stale or rejected.
    pub not_applied: u64,
    /// The point from before it, which has the run's number; none where nothing was written.
    pub restore_point: Option<i64>,
    /// What the rows of the file ended as, by outcome, of a run that came to its end.
    pub counts: Option<BTreeMap<String, u64>>,
    /// The receipt, of a finished run.
    pub receipt: Option<serde_json::Value>,
}

/// A change in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct JournalRow {
    /// Its place in the run, from 1.
    pub seq: i64,
    /// The account, where there is one.
    pub user: Option<String>,
    /// `create`, `update`, `deactivate` or `reactivate`.
    pub action: String,
    /// `applied`, `stale`, or `rejected:` and the code.
    pub result: String,
}

/// Why a run was stopped whose time was over.
pub const TIME_LIMIT: &str = "time-limit";

impl TenantStore {
    /// Begins a run: takes the tenant's lock (`busy` where somebody has it) and opens the journal. A restore point is made when
    /// the first change is written.
    pub fn begin(&self, intent: &Intent, actor: &Actor) -> Result<Session, StoreError> {
        if let Some(system) = self.facts()?.connected_to {
            return Err(StoreError::refused(message::CONNECTED.with("system", system.name())));
        }
        let lock = self.inner.lock_run()?;
        let (tenant, now) = (self.inner.id, self.inner.now());
        let run = self.inner.write(|connection| {
            end_orphans(connection, tenant, now)?;
            let run = restore::next_number(connection)?;
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            connection.execute(
                "INSERT INTO import_run (id, tenant_id, state, started_at, process, actor_id, actor_name, source_hash, to_create,
                     to_update, to_deactivate, to_reactivate, to_purge, restore_point, file_name)
                 VALUES (?12, ?1, 'running', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?13)",
                rusqlite::params![
                    tenant,
                    now,
                    std::process::id(),
                    actor.id,
                    actor.name,
                    intent.source_hash,
                    number(intent.create),
                    number(intent.update),
                    number(intent.deactivate),
                    number(intent.reactivate),
                    number(intent.purge),
                    run,
                    intent.file_name.as_deref().map(label),
                ],
            )?;
            Ok::<_, StoreError>(run)
        })?;
        tracing::info!(tenant, run, "a run of writes begins");
        let acting = actor.id.as_deref().and_then(parse_id);
        Ok(Session {
            inner: Arc::clone(&self.inner),
            run,
            acting,
            language: Language::from_tag(&actor.language),
            seq: 0,
            ended: false,
            point: None,
            _lock: lock,
        })
    }

    /// The runs of this tenant, the newest first.
    pub fn imports(&self, limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        self.look_for_orphans()?;
        self.entries("tenant_id = ?1 ORDER BY id DESC LIMIT ?2", i64::from(limit))
    }

    /// One run.
    pub fn import(&self, id: i64) -> Result<Option<JournalEntry>, StoreError> {
        self.look_for_orphans()?;
        Ok(self.entries("tenant_id = ?1 AND id = ?2", id)?.pop())
    }

    /// The changes of a run, in order, beginning behind `after`.
    pub fn import_rows(&self, id: i64, after: i64, limit: u32) -> Result<Vec<JournalRow>, StoreError> {
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(
            "SELECT seq, user_id, action, result FROM import_row
             WHERE import_id = (SELECT id FROM import_run WHERE tenant_id = ?1 AND id = ?2) AND seq > ?3 ORDER BY seq LIMIT ?4",
        )?;
        let rows = statement.query_map([self.inner.id, id, after, i64::from(limit)], |row| {
            Ok(JournalRow {
                seq: row.get(0)?,
                user: row.get::<_, Option<i64>>(1)?.map(|id| id.to_string()),
                action: row.get(2)?,
                result: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes why a run ended before its end, though in good order: [`TIME_LIMIT`], or another word.
    pub fn run_was_stopped(&self, run: i64, why: &str) -> Result<(), StoreError> {
        let tenant = self.inner.id;
        self.inner.write(|connection| {
            connection.execute(
                "UPDATE import_run SET stopped_by = ?3 WHERE tenant_id = ?1 AND id = ?2",
                (tenant, run, why),
            )?;
            Ok(())
        })
    }

    /// A run that says it is running while nobody holds the lock was interrupted.
    fn look_for_orphans(&self) -> Result<(), StoreError> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        let running: bool = self.inner.connection().query_row(
            "SELECT EXISTS (SELECT 1 FROM import_run WHERE tenant_id = ?1 AND state = 'running')",
            [tenant],
            |row| row.get(0),
        )?;
        if !running {
            return Ok(());
        }
        match self.inner.lock_run() {
            Ok(_lock) => self.inner.write(|connection| end_orphans(connection, tenant, now)),
            Err(StoreError::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn entries(&self, condition: &str, argument: i64) -> Result<Vec<JournalEntry>, StoreError> {
        let connection = self.inner.connection();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT id, state, started_at, ended_at, actor_name, source_hash, to_create, to_update, to_deactivate, to_reactivate,
                    to_purge, restore_point, receipt,
                    (SELECT count(*) FROM import_row WHERE import_id = import_run.id AND result = 'applied'),
                    (SELECT count(*) FROM import_row WHERE import_id = import_run.id AND result <> 'applied'),
                    file_name, stopped_by
             FROM import_run WHERE {condition}"
        ))?;
        let entries = statement.query_map([self.inner.id, argument], |row| {
            let receipt: Option<serde_json::Value> =
                row.get::<_, Option<String>>(12)?.and_then(|text| serde_json::from_str(&text).ok());
            Ok(JournalEntry {
                counts: receipt.as_ref().map(counts),
                id: row.get(0)?,
                state: match row.get_ref(1)?.as_str()? {
                    "running" => RunState::Running,
                    "finished" => match row.get_ref(16)?.as_str_or_null()? {
                        None => RunState::Finished,
                        Some(TIME_LIMIT) => RunState::TimeLimit,
                        Some(_) => RunState::Stopped,
                    },
                    "cancelled" => RunState::Cancelled,
                    _ => RunState::Interrupted,
                },
                started_at: row.get(2)?,
                ended_at: row.get(3)?,
                actor: row.get(4)?,
                source_hash: row.get(5)?,
                to_create: count(row, 6)?,
                to_update: count(row, 7)?,
                to_deactivate: count(row, 8)?,
                to_reactivate: count(row, 9)?,
                to_purge: count(row, 10)?,
                restore_point: Some(row.get(11)?).filter(|point| *point > 0),
                receipt,
                applied: count(row, 13)?,
                not_applied: count(row, 14)?,
                file_name: row.get(15)?,
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }
}

/// What a file is called in a list: no folder, nothing that steers a terminal, no more than a line of it.
fn label(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// The outcomes in a receipt, rows and absent accounts together.
fn counts(receipt: &serde_json::Value) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for part in ["counts", "absent"] {
        let numbers = receipt.get(part).and_then(|part| part.as_object()).into_iter().flatten();
        for (outcome, number) in numbers {
            *counts.entry(outcome.clone()).or_insert(0) += number.as_u64().unwrap_or(0);
        }
    }
    counts
}

/// The caller holds the lock, so whoever wrote `running` is gone.
fn end_orphans(connection: &Connection, tenant: i64, now: i64) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE import_run SET state = 'interrupted', ended_at = ?2 WHERE tenant_id = ?1 AND state = 'running'",
        [tenant, now],
    )?;
    Ok(())
}

/// A run of writes. Dropping it without [`Session::finish`] is a run that was cancelled or trapped: what was applied stays.
pub struct Session {
    inner: Arc<Inner>,
    run: i64,
    acting: Option<i64>,
    language: Language,
    seq: i64,
    ended: bool,
    /// The point from before the run, once something is written.
    point: Option<i64>,
    _lock: RunLock,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("run", &self.run).field("seq", &self.seq).finish_non_exhaustive()
    }
}

impl Session {
    /// Applies a batch in one transaction and answers per change, in order. After an error none of it was written.
    pub fn apply(&mut self, fields: &[String], changes: &[Change]) -> Result<Vec<ChangeResult>, StoreError> {
        if changes.len() > MAX_PER_CALL {
            return Err(StoreError::refused(format!("At most {MAX_PER_CALL} changes a call, not {}.", changes.len())));
        }
        let targets = targets(fields)?;
        let (inner, now, mut seq) = (&self.inner, self.inner.now(), self.seq);
        let (results, point) = inner.write(|connection| {
            let new_point = match self.point {
                None if !changes.is_empty() => Some(restore::make_for_import(connection, inner.id, self.run, now)?),
                _ => None,
            };
            let mut written = false;
            let mut writer = Writer::begin(connection, inner.id, now, self.acting)?;
            let mut journal = connection.prepare_cached(
                "INSERT INTO import_row (import_id, seq, user_id, action, result) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            let mut results: Vec<Option<ChangeResult>> = changes.iter().map(|_| None).collect();
            writer.changes(&targets, changes, |at, outcome| {
                self.fail_for_a_test(seq)?;
                seq += 1;
                written |= matches!(outcome, Outcome::Applied { .. });
                let Some(change) = changes.get(at) else { return Ok(()) };
                let (user, result) = entry(change, &outcome);
                journal.execute((self.run, seq, user, change.action.name(), result.as_ref()))?;
                results[at] = Some(self.in_words(outcome));
                Ok(())
            })?;
            let results: Vec<ChangeResult> = results.into_iter().flatten().collect();
            writer.end()?;
            let point = match new_point {
                Some(point) if !written => {
                    restore::unmake(connection, inner.id, point)?;
                    None
                }
                Some(point) => {
                    connection
                        .prepare_cached("UPDATE import_run SET restore_point = ?2 WHERE id = ?1")?
                        .execute([self.run, point])?;
                    Some(point)
                }
                None => self.point,
            };
            Ok::<_, StoreError>((results, point))
        })?;
        (self.seq, self.point) = (seq, point);
        Ok(results)
    }

    /// Ends the run in good order.
    pub fn finish(mut self, receipt: &str) -> Result<(), StoreError> {
        self.end("finished", Some(receipt))
    }

    /// The run's number in the journal.
    pub fn journal_id(&self) -> i64 {
        self.run
    }

    fn end(&mut self, state: &str, receipt: Option<&str>) -> Result<(), StoreError> {
        let (run, now) = (self.run, self.inner.now());
        self.inner.write(|connection| {
            connection.execute(
                "UPDATE import_run SET state = ?2, ended_at = ?3, receipt = ?4 WHERE id = ?1",
                (run, state, now, receipt),
            )?;
            Ok::<_, StoreError>(())
        })?;
        self.ended = true;
        self.inner.empty_log();
        tracing::info!(run, state, changes = self.seq, "a run of writes ends");
        Ok(())
    }

    fn in_words(&self, outcome: Outcome) -> ChangeResult {
        match outcome {
            Outcome::Applied { id, revision } => {
                ChangeResult::Applied { id: id.to_string(), revision: revision.to_string() }
            }
            Outcome::Stale => ChangeResult::Stale,
            Outcome::Rejected(refusal) => ChangeResult::Rejected {
                code: refusal.code().to_owned(),
                field: refusal.field().map(str::to_owned),
                text: refusal.said().text(self.language),
            },
        }
    }

    fn fail_for_a_test(&self, done: i64) -> Result<(), StoreError> {
        let faults = &self.inner.database.faults;
        if let Some(delay) = faults.row_delay {
            std::thread::sleep(delay);
        }
        match faults.fail_after_rows {
            Some(rows) if i64::try_from(rows).is_ok_and(|rows| done >= rows) => {
                Err(StoreError::other(format!("The store was told to fail after {rows} changes.")))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.ended {
            // Where even this cannot be written, the next look at the journal finds the run interrupted.
            let _ = self.end("cancelled", None);
        }
    }
}

/// The account and the result of a change, for the journal.
fn entry(change: &Change, outcome: &Outcome) -> (Option<i64>, std::borrow::Cow<'static, str>) {
    let named = || match change.action {
        Action::Create => None,
        _ => change.account.as_ref().and_then(|(id, _)| parse_id(id)),
    };
    match outcome {
        Outcome::Applied { id, .. } => (Some(*id), "applied".into()),
        Outcome::Stale => (named(), "stale".into()),
        Outcome::Rejected(refusal) => (named(), format!("rejected:{}", refusal.code()).into()),
    }
}

//! `user-store`: finding, walking, writing in a session. The store checks ids, fields and cursors itself.

use wasmtime::component::Resource;
use wasmtime::format_err;

use super::super::bindings::roster::users::user_store as wit;
use super::{State, at_most};
use crate::plugin::limits;
use crate::store::{Account, Action, CellChange, Change, ChangeResult, Intent, OwnField, OwnKind, Session, Value};

/// What stands behind a `session`; none once it is finished.
#[derive(Debug)]
#[allow(unreachable_pub, reason = "the generated bindings re-export it")]
pub struct SessionHandle(Option<Session>);

type Answer<T> = wasmtime::Result<Result<T, wit::StoreError>>;

impl wit::Host for State {
    fn fields(&mut self) -> Answer<Vec<wit::Field>> {
        self.serve(|state| {
            let fields = state.host.store.own_fields().map_err(|error| state.store_error(error));
            Ok(fields.map(|fields| fields.iter().map(field).collect()))
        })
    }

    fn find(&mut self, key: String, values: Vec<String>, fields: Vec<String>) -> Answer<Vec<Vec<wit::Account>>> {
        self.serve(|state| {
            at_most(values.len())?;
            at_most(fields.len())?;
            let found = state.host.store.find(&key, &values, &fields).map_err(|error| state.store_error(error));
            Ok(found.map(|found| found.into_iter().map(accounts).collect()))
        })
    }

    fn page(&mut self, cursor: Option<String>, limit: u32, fields: Vec<String>) -> Answer<wit::AccountPage> {
        self.serve(|state| {
            at_most(fields.len())?;
            // The plugin's number; more than the contract allows is answered with as much as it allows.
            let limit = limit.clamp(1, u32::try_from(limits::ITEMS_PER_CALL).unwrap_or(u32::MAX));
            let page =
                state.host.store.page(cursor.as_deref(), limit, &fields).map_err(|error| state.store_error(error));
            Ok(page.map(|(page, next)| wit::AccountPage { accounts: accounts(page), next }))
        })
    }

    fn totals(&mut self) -> Answer<wit::AccountTotals> {
        self.serve(|state| {
            let totals = state.host.store.totals().map_err(|error| state.store_error(error));
            Ok(totals.map(|totals| wit::AccountTotals {
                accounts: totals.accounts,
                active: totals.active,
                active_administrators: totals.active_administrators,
            }))
        })
    }

    fn purge_sizes(&mut self, accounts: Vec<String>) -> Answer<Vec<wit::PurgeSize>> {
        self.serve(|state| {
            at_most(accounts.len())?;
            let sizes = state.host.store.purge_sizes(&accounts).map_err(|error| state.store_error(error));
            let size = |size: crate::store::PurgeSize| wit::PurgeSize {
                customers: size.customers,
                appointments: size.appointments,
                reports: size.reports,
            };
            Ok(sizes.map(|sizes| sizes.into_iter().map(size).collect()))
        })
    }

    fn list_entries(&mut self, field: String) -> Answer<Option<Vec<String>>> {
        self.serve(|state| Ok(state.host.store.list_entries(&field).map_err(|error| state.store_error(error))))
    }

    fn begin(&mut self, intent: wit::Intent) -> Answer<Resource<SessionHandle>> {
        self.serve(|state| {
            let intent = Intent {
                create: intent.create,
                update: intent.update,
                deactivate: intent.deactivate,
                reactivate: intent.reactivate,
                purge: intent.purge,
                source_hash: intent.source_hash,
                file_name: state.host.file_name.clone(),
            };
            match state.host.store.begin(&intent, &state.host.actor) {
                Ok(session) => {
                    state.journal_id = Some(session.journal_id());
                    Ok(Ok(state.table.push(SessionHandle(Some(session)))?))
                }
                Err(error) => Ok(Err(state.store_error(error))),
            }
        })
    }
}

impl wit::HostSession for State {
    fn apply(&mut self, session: Resource<SessionHandle>, batch: wit::Batch) -> Answer<Vec<wit::ChangeResult>> {
        self.serve(|state| {
            at_most(batch.changes.len())?;
            at_most(batch.fields.len())?;
            let changes: Vec<_> = batch.changes.into_iter().map(change).collect();
            if changes.iter().any(|change| change.cells.len() != batch.fields.len()) {
                return Err(format_err!("a change with another number of cells than the batch has fields"));
            }
            let Some(session) = &mut state.table.get_mut(&session)?.0 else { return Ok(Err(ended())) };
            let results = session.apply(&batch.fields, &changes);
            let results = results.map_err(|error| state.store_error(error));
            Ok(results.map(|results| results.into_iter().map(change_result).collect()))
        })
    }

    fn finish(&mut self, session: Resource<SessionHandle>, receipt: String) -> Answer<()> {
        self.serve(|state| match state.table.get_mut(&session)?.0.take() {
            Some(session) => Ok(session.finish(&receipt).map_err(|error| state.store_error(error))),
            None => Ok(Err(ended())),
        })
    }

    fn drop(&mut self, session: Resource<SessionHandle>) -> wasmtime::Result<()> {
        self.table.delete(session)?;
        Ok(())
    }
}

fn ended() -> wit::StoreError {
    wit::StoreError::Refused("This run has ended.".to_owned())
}

fn field(field: &OwnField) -> wit::Field {
    let both = |de: &str, en: &str| vec![("de".to_owned(), de.to_owned()), ("en".to_owned(), en.to_owned())];
    wit::Field {
        id: field.id.to_owned(),
        labels: both(field.de, field.en),
        help: both(field.help_de, field.help_en),
        section: both(field.section_de, field.section_en),
        kind: match &field.kind {
            OwnKind::TimeRange => wit::FieldKind::TimeRange,
            OwnKind::Integer { min, max } => wit::FieldKind::Integer((*min, *max)),
            OwnKind::Choice(choices) => wit::FieldKind::Choice(
                choices
                    .iter()
                    .map(|choice| wit::Choice { value: choice.value.to_owned(), labels: both(choice.de, choice.en) })
                    .collect(),
            ),
        },
        required_on_create: false,
        key: false,
        read_only: false,
        sensitive: false,
        extra: Vec::new(),
    }
}

fn accounts(accounts: Vec<Account>) -> Vec<wit::Account> {
    let one = |account: Account| wit::Account {
        version: wit::AccountVersion { id: account.id, revision: account.revision },
        active: account.active,
        values: account.values.into_iter().map(|value| value.map(wit_value)).collect(),
    };
    accounts.into_iter().map(one).collect()
}

fn wit_value(value: Value) -> wit::Value {
    match value {
        Value::Text(text) => wit::Value::Text(text),
        Value::Flag(flag) => wit::Value::Flag(flag),
        Value::Integer(number) => wit::Value::Integer(number),
        Value::Decimal(number) => wit::Value::Decimal(number),
        Value::List(texts) => wit::Value::TextList(texts),
    }
}

fn value(value: wit::Value) -> Value {
    match value {
        wit::Value::Text(text) => Value::Text(text),
        wit::Value::Flag(flag) => Value::Flag(flag),
        wit::Value::Integer(number) => Value::Integer(number),
        wit::Value::Decimal(number) => Value::Decimal(number),
        wit::Value::TextList(texts) => Value::List(texts),
    }
}

fn change(change: wit::Change) -> Change {
    Change {
        action: match change.action {
            wit::Action::Create => Action::Create,
            wit::Action::Update => Action::Update,
            wit::Action::Deactivate => Action::Deactivate,
            wit::Action::Reactivate => Action::Reactivate,
        },
        account: change.account.map(|account| (account.id, account.revision)),
        purges: change.purges,
        cells: change
            .cells
            .into_iter()
            .map(|cell| match cell {
                wit::Cell::Keep => CellChange::Keep,
                wit::Cell::Clear => CellChange::Clear,
                wit::Cell::Set(set) => CellChange::Set(value(set)),
            })
            .collect(),
    }
}

fn change_result(result: ChangeResult) -> wit::ChangeResult {
    match result {
        ChangeResult::Applied { id, revision } => wit::ChangeResult::Applied(wit::AccountVersion { id, revision }),
        ChangeResult::Stale => wit::ChangeResult::Stale,
        ChangeResult::Rejected { code, field, text } => {
            wit::ChangeResult::Rejected(wit::Rejection { code, field, text })
        }
    }
}

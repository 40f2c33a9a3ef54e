//! The rules over the same store without a boundary between them: the baseline of what the boundary costs. It also counts
//! what would cross it.

use std::cell::Cell;
use std::rc::Rc;

use host_sim::store;
use roster_plugin::field::{Field, FieldId, Value};
use roster_plugin::host::{
    Account, AccountVersion, Action, Batch, CellChange, ChangeResult, Delivery, Intent, Notice, Notifier, Page,
    PurgeSize, Session, StoreError, Totals, UserStore,
};

/// What would cross the boundary.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traffic {
    pub calls: u64,
    pub changes: u64,
    /// Texts and values, without the room that lists and records take.
    pub bytes: u64,
}

pub struct NativeStore {
    store: store::TenantStore,
    traffic: Rc<Cell<Traffic>>,
}

impl NativeStore {
    pub fn new(store: store::TenantStore, traffic: Rc<Cell<Traffic>>) -> Self {
        Self { store, traffic }
    }

    fn count(&self, changes: usize, bytes: usize) {
        count(&self.traffic, changes, bytes);
    }

    fn accounts(&self, accounts: Vec<store::Account>) -> Vec<Account> {
        let accounts: Vec<Account> = accounts.into_iter().map(account).collect();
        let bytes: usize = accounts
            .iter()
            .map(|one| one.id.len() + one.revision.len() + one.values.iter().flatten().map(weight).sum::<usize>())
            .sum();
        let mut traffic = self.traffic.get();
        traffic.bytes += bytes as u64;
        self.traffic.set(traffic);
        accounts
    }
}

fn count(traffic: &Cell<Traffic>, changes: usize, bytes: usize) {
    let before = traffic.get();
    traffic.set(Traffic {
        calls: before.calls + 1,
        changes: before.changes + changes as u64,
        bytes: before.bytes + bytes as u64,
    });
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Decimal(text) => text.len(),
        Value::Flag(_) => 1,
        Value::Integer(_) => 8,
        Value::List(list) => list.iter().map(String::len).sum(),
    }
}

fn value(value: store::Value) -> Value {
    match value {
        store::Value::Text(text) => Value::Text(text),
        store::Value::Flag(flag) => Value::Flag(flag),
        store::Value::Integer(number) => Value::Integer(number),
        store::Value::Decimal(number) => Value::Decimal(number),
        store::Value::List(list) => Value::List(list),
    }
}

fn value_back(value: &Value) -> store::Value {
    match value.clone() {
        Value::Text(text) => store::Value::Text(text),
        Value::Flag(flag) => store::Value::Flag(flag),
        Value::Integer(number) => store::Value::Integer(number),
        Value::Decimal(number) => store::Value::Decimal(number),
        Value::List(list) => store::Value::List(list),
    }
}

fn account(account: store::Account) -> Account {
    Account {
        id: account.id,
        revision: account.revision,
        active: account.active,
        values: account.values.into_iter().map(|one| one.map(value)).collect(),
    }
}

fn error(error: store::StoreError) -> StoreError {
    StoreError::Other(format!("{error:?}"))
}

fn names(fields: &[FieldId]) -> Vec<String> {
    fields.iter().map(ToString::to_string).collect()
}

impl UserStore for NativeStore {
    fn fields(&self) -> Result<Vec<Field>, StoreError> {
        self.count(0, 0);
        Ok(Vec::new())
    }

    fn find(&self, key: &FieldId, values: &[String], fields: &[FieldId]) -> Result<Vec<Vec<Account>>, StoreError> {
        self.count(0, values.iter().map(String::len).sum());
        let found = self.store.find(key.as_str(), values, &names(fields)).map_err(error)?;
        Ok(found.into_iter().map(|accounts| self.accounts(accounts)).collect())
    }

    fn page(&self, cursor: Option<&str>, limit: u32, fields: &[FieldId]) -> Result<Page, StoreError> {
        self.count(0, 0);
        let (accounts, next) = self.store.page(cursor, limit, &names(fields)).map_err(error)?;
        Ok(Page { accounts: self.accounts(accounts), next })
    }

    fn totals(&self) -> Result<Totals, StoreError> {
        self.count(0, 0);
        let totals = self.store.totals().map_err(error)?;
        Ok(Totals {
            accounts: totals.accounts,
            active: totals.active,
            active_administrators: totals.active_administrators,
        })
    }

    fn list_entries(&self, field: &FieldId) -> Result<Option<Vec<String>>, StoreError> {
        self.count(0, 0);
        self.store.list_entries(field.as_str()).map_err(error)
    }

    fn purge_sizes(&self, accounts: &[String]) -> Result<Vec<PurgeSize>, StoreError> {
        self.count(0, 0);
        Ok(accounts.iter().map(|_| PurgeSize::default()).collect())
    }

    fn begin(&self, intent: &Intent) -> Result<Box<dyn Session>, StoreError> {
        self.count(0, 0);
        let intent = store::Intent {
            create: intent.create,
            update: intent.update,
            deactivate: intent.deactivate,
            reactivate: intent.reactivate,
            purge: intent.purge,
            source_hash: intent.source_hash.clone(),
            file_name: None,
        };
        let session = self.store.begin(&intent, &store::Actor::console("en")).map_err(error)?;
        Ok(Box::new(NativeSession { session, traffic: self.traffic.clone() }))
    }
}

struct NativeSession {
    session: store::Session,
    traffic: Rc<Cell<Traffic>>,
}

impl Session for NativeSession {
    fn apply(&mut self, batch: &Batch) -> Result<Vec<ChangeResult>, StoreError> {
        let mut bytes = 0;
        let changes: Vec<store::Change> = batch
            .changes
            .iter()
            .map(|change| store::Change {
                action: match change.action {
                    Action::Create => store::Action::Create,
                    Action::Update => store::Action::Update,
                    Action::Deactivate => store::Action::Deactivate,
                    Action::Reactivate => store::Action::Reactivate,
                },
                account: change.account.as_ref().map(|one| (one.id.clone(), one.revision.clone())),
                purges: change.purges,
                cells: change
                    .cells
                    .iter()
                    .map(|cell| match cell {
                        CellChange::Keep => store::CellChange::Keep,
                        CellChange::Clear => store::CellChange::Clear,
                        CellChange::Set(one) => {
                            bytes += weight(one);
                            store::CellChange::Set(value_back(one))
                        }
                    })
                    .collect(),
            })
            .collect();
        count(&self.traffic, changes.len(), bytes);
        let results = self.session.apply(&names(&batch.fields), &changes).map_err(error)?;
        Ok(results
            .into_iter()
            .map(|result| match result {
                store::ChangeResult::Applied { id, revision } => ChangeResult::Applied(AccountVersion { id, revision }),
                store::ChangeResult::Stale => ChangeResult::Stale,
                store::ChangeResult::Rejected { code, field, text } => {
                    ChangeResult::Rejected { code, field: field.map(FieldId::new), text }
                }
            })
            .collect())
    }

    fn finish(self: Box<Self>, receipt: &str) -> Result<(), StoreError> {
        count(&self.traffic, 0, receipt.len());
        self.session.finish(receipt).map_err(error)
    }
}

impl Notifier for NativeStore {
    fn send(&self, _: &[Notice]) -> Result<Vec<Delivery>, StoreError> {
        Err(StoreError::Other("a benchmark sends nothing".to_owned()))
    }
}

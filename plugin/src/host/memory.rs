//! A host in memory: for tests and benchmarks, and as the shortest description of what a store must do.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{
    Account, AccountVersion, Action, Batch, CellChange, Change, ChangeResult, FileError, Intent, Page, PurgeSize,
    Session, Sink, StoreError, Tenant, Totals, UserStore,
};
use crate::field::{Catalogue, Field, FieldId, Value, id, normalise_key_id};
use crate::host::{Role, TenantPort};
use crate::message::Language;

/// One account of a [`MemoryStore`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredUser {
    /// Counts the writes.
    pub revision: u64,
    /// Whether the person can log in.
    pub active: bool,
    /// The values by field.
    pub values: HashMap<FieldId, Value>,
}

/// What a test wants a store to do wrong.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Fail the batch that would bring the changes applied over this number.
    pub fail_after_changes: Option<(u64, StoreError)>,
    /// Answer this many calls of `apply` with [`StoreError::Busy`] first.
    pub busy: u32,
    /// Refuse to begin.
    pub refuse_begin: bool,
}

#[derive(Default)]
struct State {
    users: Vec<Option<StoredUser>>,
    by_key: HashMap<(String, String), Vec<usize>>,
    own_fields: Vec<Field>,
    unique: Vec<FieldId>,
    applied: u64,
    faults: Faults,
    receipts: Vec<String>,
    intents: Vec<Intent>,
}

/// Users in memory. Ids count from 1.
#[derive(Clone, Default)]
pub struct MemoryStore {
    state: Rc<RefCell<State>>,
    calls: Rc<Cell<u64>>,
    writes: Rc<Cell<u64>>,
}

impl MemoryStore {
    /// A store without users.
    pub fn new(own_fields: Vec<Field>) -> Self {
        let store = Self::default();
        let catalogue = Catalogue::new(own_fields.clone());
        let mut state = store.state.borrow_mut();
        state.unique =
            catalogue.iter().filter(|field| field.unique || field.key).map(|field| field.id.clone()).collect();
        state.own_fields = own_fields;
        drop(state);
        store
    }

    /// Adds an active user with these values and answers the id.
    pub fn add<const N: usize>(&self, values: [(FieldId, Value); N]) -> String {
        self.add_all(values.into_iter().collect())
    }

    /// Adds an active user with these values and answers the id.
    pub fn add_all(&self, values: HashMap<FieldId, Value>) -> String {
        self.state.borrow_mut().insert(StoredUser { revision: 1, active: true, values })
    }

    /// The user with this id.
    pub fn user(&self, id: &str) -> Option<StoredUser> {
        self.state.borrow().get(id).cloned()
    }

    /// Changes a user behind everybody's back.
    pub fn touch(&self, id: &str, change: impl FnOnce(&mut StoredUser)) {
        let mut state = self.state.borrow_mut();
        if let Some(at) = index_of(id)
            && let Some(mut user) = state.users.get(at).cloned().flatten()
        {
            state.forget_keys(at);
            change(&mut user);
            user.revision += 1;
            state.users[at] = Some(user);
            state.remember_keys(at);
        }
    }

    /// All users with their ids.
    pub fn users(&self) -> Vec<(String, StoredUser)> {
        let state = self.state.borrow();
        state.users.iter().enumerate().filter_map(|(at, user)| Some(((at + 1).to_string(), user.clone()?))).collect()
    }

    /// How many calls of any kind there were.
    pub fn calls(&self) -> u64 {
        self.calls.get()
    }

    /// How many changes were applied.
    pub fn writes(&self) -> u64 {
        self.writes.get()
    }

    /// The receipts that were handed over.
    pub fn receipts(&self) -> Vec<String> {
        self.state.borrow().receipts.clone()
    }

    /// What runs said they were about to do.
    pub fn intents(&self) -> Vec<Intent> {
        self.state.borrow().intents.clone()
    }

    /// What goes wrong from now on.
    pub fn set_faults(&self, faults: Faults) {
        let mut state = self.state.borrow_mut();
        state.applied = 0;
        state.faults = faults;
    }

    fn called(&self) {
        self.calls.set(self.calls.get() + 1);
    }
}

fn index_of(id: &str) -> Option<usize> {
    id.parse::<usize>().ok()?.checked_sub(1)
}

impl State {
    fn get(&self, id: &str) -> Option<&StoredUser> {
        self.users.get(index_of(id)?)?.as_ref()
    }

    fn insert(&mut self, user: StoredUser) -> String {
        self.users.push(Some(user));
        self.remember_keys(self.users.len() - 1);
        self.users.len().to_string()
    }

    fn keys_of(&self, at: usize) -> Vec<(String, String)> {
        let Some(Some(user)) = self.users.get(at) else { return Vec::new() };
        self.unique
            .iter()
            .filter_map(|field| match user.values.get(field)? {
                Value::Text(text) => Some((field.to_string(), normalise_key_id(field, text).into_owned())),
                _ => None,
            })
            .collect()
    }

    fn remember_keys(&mut self, at: usize) {
        for key in self.keys_of(at) {
            self.by_key.entry(key).or_default().push(at);
        }
    }

    fn forget_keys(&mut self, at: usize) {
        for key in self.keys_of(at) {
            if let Some(places) = self.by_key.get_mut(&key) {
                places.retain(|place| *place != at);
            }
        }
    }

    fn account(&self, at: usize, fields: &[FieldId]) -> Option<Account> {
        let user = self.users.get(at)?.as_ref()?;
        let id = (at + 1).to_string();
        let value = |field: &FieldId| match field {
            field if *field == id::ID => Some(Value::Text(id.clone())),
            field if *field == id::ACTIVE => Some(Value::Flag(user.active)),
            field => user.values.get(field).cloned(),
        };
        Some(Account {
            values: fields.iter().map(value).collect(),
            revision: user.revision.to_string(),
            active: user.active,
            id,
        })
    }

    /// For every change, the field whose value another user keeps, looking at the batch as a whole: a value that one of its
    /// changes takes away is free for another one.
    fn taken(&self, batch: &Batch) -> Vec<Option<FieldId>> {
        let at = |change: &Change| change.account.as_ref().and_then(|version| index_of(&version.id));
        let is_current = |change: &Change| match &change.account {
            None => true,
            Some(version) => self.get(&version.id).is_some_and(|user| user.revision.to_string() == version.revision),
        };
        let key = |field: &FieldId, text: &str| (field.to_string(), normalise_key_id(field, text).into_owned());
        let mut taken: Vec<Option<FieldId>> = vec![None; batch.changes.len()];
        loop {
            // What the changes that are left take away, and who writes each value first.
            let (mut freed, mut writers) = (HashSet::new(), HashMap::new());
            let left = |number: &usize| taken[*number].is_none() && is_current(&batch.changes[*number]);
            for number in (0..batch.changes.len()).filter(left) {
                let change = &batch.changes[number];
                for (field, cell) in batch.fields.iter().zip(&change.cells) {
                    if let CellChange::Set(Value::Text(text)) = cell {
                        writers.entry(key(field, text)).or_insert(number);
                    }
                    let old = at(change).and_then(|at| self.users.get(at)?.as_ref()?.values.get(field));
                    if let (Some(Value::Text(old)), Some(at), false) = (old, at(change), *cell == CellChange::Keep) {
                        freed.insert((at, key(field, old)));
                    }
                }
            }
            let refused = (0..batch.changes.len()).filter(left).find_map(|number| {
                let change = &batch.changes[number];
                let field = batch.fields.iter().zip(&change.cells).find_map(|(field, cell)| {
                    let CellChange::Set(Value::Text(text)) = cell else { return None };
                    let key = key(field, text);
                    let mut holders =
                        self.by_key.get(&key).into_iter().flatten().filter(|at_of| Some(**at_of) != at(change));
                    let is_kept = holders.any(|holder| !freed.contains(&(*holder, key.clone())));
                    let is_written = self.unique.contains(field) && writers.get(&key) != Some(&number);
                    (is_kept || is_written).then(|| field.clone())
                })?;
                Some((number, field))
            });
            match refused {
                Some((number, field)) => taken[number] = Some(field),
                None => return taken,
            }
        }
    }

    fn apply(&mut self, fields: &[FieldId], change: &Change, taken: Option<FieldId>) -> ChangeResult {
        let at = match &change.account {
            None => None,
            Some(version) => match self.get(&version.id) {
                Some(user) if user.revision.to_string() == version.revision => index_of(&version.id),
                _ => return ChangeResult::Stale,
            },
        };
        if let Some(field) = taken {
            let text = format!("another user has this {field}");
            return ChangeResult::Rejected { code: format!("duplicate-{field}"), field: Some(field), text };
        }
        let mut user = at.and_then(|at| self.users[at].clone()).unwrap_or_else(|| StoredUser {
            active: true,
            values: HashMap::from([(id::LEVEL, Value::Integer(0)), (id::HAS_OWN_SCHEDULE, Value::Flag(true))]),
            ..StoredUser::default()
        });
        for (field, cell) in fields.iter().zip(&change.cells) {
            match cell {
                CellChange::Keep => {}
                CellChange::Clear => {
                    user.values.remove(field);
                }
                CellChange::Set(Value::Flag(active)) if *field == id::ACTIVE => user.active = *active,
                CellChange::Set(value) => {
                    user.values.insert(field.clone(), value.clone());
                }
            }
        }
        match change.action {
            Action::Deactivate => user.active = false,
            Action::Reactivate => user.active = true,
            Action::Create | Action::Update => {}
        }
        user.revision += 1;
        let revision = user.revision.to_string();
        let id = match at {
            Some(at) => {
                self.forget_keys(at);
                self.users[at] = Some(user);
                self.remember_keys(at);
                (at + 1).to_string()
            }
            None => self.insert(user),
        };
        ChangeResult::Applied(AccountVersion { id, revision })
    }
}

impl UserStore for MemoryStore {
    fn fields(&self) -> Result<Vec<Field>, StoreError> {
        self.called();
        Ok(self.state.borrow().own_fields.clone())
    }

    fn find(&self, key: &FieldId, values: &[String], fields: &[FieldId]) -> Result<Vec<Vec<Account>>, StoreError> {
        self.called();
        let state = self.state.borrow();
        Ok(values
            .iter()
            .map(|value| {
                if *key == id::ID {
                    return index_of(value).and_then(|at| state.account(at, fields)).into_iter().collect();
                }
                let places = state.by_key.get(&(key.to_string(), value.clone()));
                places.into_iter().flatten().filter_map(|at| state.account(*at, fields)).collect()
            })
            .collect())
    }

    fn page(&self, cursor: Option<&str>, limit: u32, fields: &[FieldId]) -> Result<Page, StoreError> {
        self.called();
        let state = self.state.borrow();
        let start = cursor.map_or(0, |cursor| cursor.parse().unwrap_or(usize::MAX));
        let end = start.saturating_add(limit as usize).min(state.users.len());
        Ok(Page {
            accounts: (start..end).filter_map(|at| state.account(at, fields)).collect(),
            next: (end < state.users.len()).then(|| end.to_string()),
        })
    }

    fn totals(&self) -> Result<Totals, StoreError> {
        self.called();
        let state = self.state.borrow();
        let mut totals = Totals::default();
        for user in state.users.iter().flatten() {
            totals.accounts += 1;
            if user.active {
                totals.active += 1;
                totals.active_administrators += u64::from(user.values.get(&id::LEVEL) == Some(&Value::Integer(2)));
            }
        }
        Ok(totals)
    }

    fn list_entries(&self, field: &FieldId) -> Result<Option<Vec<String>>, StoreError> {
        let lists = self.users().into_iter().filter_map(|(_, mut user)| match user.values.remove(field) {
            Some(Value::List(items)) => Some(items),
            _ => None,
        });
        let entries: std::collections::BTreeSet<String> = lists.flatten().collect();
        Ok(Some(entries.into_iter().collect()))
    }

    fn purge_sizes(&self, accounts: &[String]) -> Result<Vec<PurgeSize>, StoreError> {
        self.called();
        Ok(accounts.iter().map(|_| PurgeSize { customers: 10, appointments: 5, reports: 2 }).collect())
    }

    fn begin(&self, intent: &Intent) -> Result<Box<dyn Session>, StoreError> {
        self.called();
        let mut state = self.state.borrow_mut();
        if state.faults.refuse_begin {
            return Err(StoreError::Refused("not now".to_owned()));
        }
        state.intents.push(intent.clone());
        Ok(Box::new(MemorySession(self.clone())))
    }
}

struct MemorySession(MemoryStore);

impl Session for MemorySession {
    fn apply(&mut self, batch: &Batch) -> Result<Vec<ChangeResult>, StoreError> {
        self.0.called();
        let mut state = self.0.state.borrow_mut();
        if state.faults.busy > 0 {
            state.faults.busy -= 1;
            return Err(StoreError::Busy);
        }
        if let Some((limit, error)) = &state.faults.fail_after_changes
            && state.applied + batch.changes.len() as u64 > *limit
        {
            return Err(error.clone());
        }
        state.applied += batch.changes.len() as u64;
        self.0.writes.set(self.0.writes.get() + batch.changes.len() as u64);
        let taken = state.taken(batch);
        Ok(batch.changes.iter().zip(taken).map(|(change, taken)| state.apply(&batch.fields, change, taken)).collect())
    }

    fn finish(self: Box<Self>, receipt: &str) -> Result<(), StoreError> {
        self.0.called();
        self.0.state.borrow_mut().receipts.push(receipt.to_owned());
        Ok(())
    }
}

/// A tenant in memory: 100 licences, not connected, asked by an administrator without an account.
#[derive(Clone, Debug)]
pub struct MemoryTenant(pub Tenant);

impl Default for MemoryTenant {
    fn default() -> Self {
        Self(Tenant {
            id: "test".to_owned(),
            name: "Test".to_owned(),
            licences_bought: 100,
            licences_used: 0,
            connected_to: None,
            actor_id: None,
            actor_name: "tester".to_owned(),
            actor_role: Role::Administrator,
            language: Language::English,
            default_language: "en".to_owned(),
            country: None,
            log_in_name: None,
            max_rows: None,
            max_bytes: None,
            now: None,
        })
    }
}

impl TenantPort for MemoryTenant {
    fn describe(&self) -> Tenant {
        self.0.clone()
    }
}

/// A file in memory to write to; its clones share the content.
#[derive(Clone, Debug, Default)]
pub struct MemorySink(Rc<RefCell<Vec<u8>>>);

impl MemorySink {
    /// What was written so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.borrow().clone()
    }
}

impl Sink for MemorySink {
    fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }
}

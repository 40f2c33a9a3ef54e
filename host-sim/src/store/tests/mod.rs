//! The store from the outside of its modules: one folder per database, thrown away afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::faults::Faults;
use super::*;

mod accounts;
mod changes;
mod journal;
mod reading;
mod tenants;

/// A database in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
    faults: Faults,
}

impl Place {
    fn new() -> Self {
        Self::with(Faults::default())
    }

    fn with(faults: Faults) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), faults }
    }

    fn database(&self) -> Database {
        Database::open_with(self.folder.path().join("roster.db"), self.faults).unwrap()
    }

    fn demo(&self) -> TenantStore {
        self.database().tenant(DEMO).unwrap()
    }
}

fn text(text: &str) -> CellChange {
    CellChange::Set(Value::Text(text.to_owned()))
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn console() -> Actor {
    Actor::console("en")
}

/// Begins a run. The lock of one that has just ended may live on for a moment in a child that another test is starting.
fn begin(store: &TenantStore) -> Session {
    for _ in 0..100 {
        match store.begin(&Intent::default(), &console()) {
            Err(StoreError::Busy) => std::thread::sleep(std::time::Duration::from_millis(10)),
            answer => return answer.unwrap(),
        }
    }
    panic!("the lock is never released")
}

fn create(cells: Vec<CellChange>) -> Change {
    Change { action: Action::Create, account: None, purges: false, cells }
}

fn change(action: Action, account: &Account, cells: Vec<CellChange>) -> Change {
    Change { action, account: Some((account.id.clone(), account.revision.clone())), purges: false, cells }
}

/// Creates accounts with these emails and answers them.
fn accounts(store: &TenantStore, emails: &[&str]) -> Vec<Account> {
    let mut session = begin(store);
    let changes =
        emails.iter().map(|email| create(vec![text("Anna"), text("Berger"), text(email)])).collect::<Vec<_>>();
    let results = session.apply(&strings(&["first-name", "last-name", "email"]), &changes).unwrap();
    assert!(results.iter().all(|result| matches!(result, ChangeResult::Applied { .. })), "{results:?}");
    session.finish("{}").unwrap();
    emails.iter().map(|email| by_email(store, email)).collect()
}

fn by_email(store: &TenantStore, email: &str) -> Account {
    store.find("email", &[email.to_owned()], &all_fields()).unwrap().remove(0).remove(0)
}

/// The value of a field of an account that was read with all fields.
fn value(account: &Account, field: &str) -> Option<Value> {
    let place = all_fields().iter().position(|id| id == field).unwrap();
    account.values[place].clone()
}

/// Applies one change in a run of its own.
fn apply(store: &TenantStore, fields: &[&str], change: Change) -> ChangeResult {
    let mut session = begin(store);
    let result = session.apply(&strings(fields), &[change]).unwrap().remove(0);
    session.finish("{}").unwrap();
    result
}

/// Makes one field one value.
fn set(store: &TenantStore, account: &Account, field: &str, value: Value) -> ChangeResult {
    apply(store, &[field], change(Action::Update, account, vec![CellChange::Set(value)]))
}

fn code(result: &ChangeResult) -> &str {
    match result {
        ChangeResult::Applied { .. } => "applied",
        ChangeResult::Stale => "stale",
        ChangeResult::Rejected { code, .. } => code,
    }
}

/// Another company in the same file.
fn other(place: &Place) -> TenantStore {
    let tenant = NewTenant {
        name: "other".into(),
        licences: 50,
        connected_to: None,
        default_language: "en".into(),
        country: None,
        administrator: None,
    };
    place.database().create_tenant(&tenant).unwrap()
}

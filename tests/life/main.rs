//! Companies, the life of accounts, access links, restore points and the journal, by the program's own commands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod accounts;
mod exits;
mod links;
mod people;
mod restore;
mod tenants;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use host_sim::store::{Action, Actor, CellChange, Change, ChangeResult, Database, Intent, Value};

/// A folder with a database, thrown away afterwards.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_host-sim"));
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .env_remove("ROSTER_DB")
            .env("LC_ALL", "C")
            .env_remove("ROSTER_ADMIN_PASSWORD")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Done {
        Done(self.command(arguments).output().unwrap())
    }

    /// Makes accounts as an import does, and answers their ids.
    fn users(&self, tenant: &str, emails: &[&str]) -> Vec<String> {
        self.users_of_level(tenant, emails, 0)
    }

    /// Makes the account of an administrator, and answers its id.
    fn administrator(&self, tenant: &str, email: &str) -> String {
        self.users_of_level(tenant, &[email], 2).remove(0)
    }

    fn users_of_level(&self, tenant: &str, emails: &[&str], level: i64) -> Vec<String> {
        let store = Database::open(self.path("roster.db")).unwrap().tenant(tenant).unwrap();
        let fields = ["first-name", "last-name", "email", "mobile", "language", "level"].map(str::to_owned);
        let change = |email: &&str| Change {
            action: Action::Create,
            account: None,
            purges: false,
            cells: ["Anna", "Berger", email, "+43 660 1234567", "de"]
                .map(|text| CellChange::Set(Value::Text(text.into())))
                .into_iter()
                .chain([CellChange::Set(Value::Integer(level))])
                .collect(),
        };
        let mut session = store.begin(&Intent::default(), &Actor::console("en")).unwrap();
        let results = session.apply(&fields, &emails.iter().map(change).collect::<Vec<_>>()).unwrap();
        session.finish("{}").unwrap();
        let id = |result| match result {
            ChangeResult::Applied { id, .. } => id,
            other => panic!("{other:?}"),
        };
        results.into_iter().map(id).collect()
    }
}

/// A command that ended.
#[derive(Debug)]
struct Done(Output);

impl Done {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(code), "{}{}", self.text(), String::from_utf8_lossy(&self.0.stderr));
        self
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn complaint(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.0.stdout).unwrap_or_else(|_| panic!("{}", self.text()))
    }
}

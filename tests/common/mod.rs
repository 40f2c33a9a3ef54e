//! Runs the simulator as a person would: the built binary, a database of its own, arguments, and what came out.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A simulator with an empty database in a folder of its own.
pub struct Sim {
    pub folder: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Fails the test unless the exit code is this one.
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// One of the counts of an import, rows and accounts that are not in the file together.
    pub fn count(&self, outcome: &str) -> u64 {
        let json = self.json();
        let number =
            |part: &str| json[part][outcome].as_u64().unwrap_or_else(|| panic!("no {part} {outcome}: {}", self.out));
        number("counts") + number("absent")
    }

    /// The counts that are not zero, rows and accounts that are not in the file together.
    pub fn counts(&self) -> Vec<(String, u64)> {
        let json = self.json();
        let counts = json["counts"].as_object().unwrap_or_else(|| panic!("no counts: {}", self.out));
        let sum: u64 = counts.values().filter_map(Value::as_u64).sum();
        assert_eq!(Some(sum), json["rows_read"].as_u64(), "{}", self.out);
        counts.keys().map(|outcome| (outcome.clone(), self.count(outcome))).filter(|(_, number)| *number > 0).collect()
    }
}

impl Sim {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A path in the simulator's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the simulator's own folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The command with the database set, not yet started.
    pub fn command<I, S>(&self, arguments: I) -> Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<std::ffi::OsStr>,
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_host-sim"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
            .env("ROSTER_DB", self.path("roster.db"))
            .env_remove("RUST_LOG")
            .env("LC_ALL", "C")
            .env("ROSTER_CACHE", cache());
        command
    }

    pub fn run<I, S>(&self, arguments: I) -> Answer
    where
        I: IntoIterator<Item = S>,
        S: AsRef<std::ffi::OsStr>,
    {
        answer(&mut self.command(arguments))
    }

    /// Imports a file with more arguments and `--json`.
    pub fn import(&self, file: &Path, more: &[&str]) -> Answer {
        let mut arguments = vec!["import".into(), file.as_os_str().to_owned(), "--json".into()];
        arguments.extend(more.iter().map(|argument| (*argument).into()));
        self.run(arguments)
    }

    /// All users of a tenant.
    pub fn users(&self, tenant: &str) -> Vec<Value> {
        let answer = self.run(["users", "list", "--all", "--json", "--tenant", tenant]).expect(0);
        answer.json().as_array().unwrap().clone()
    }
}

/// Starts a prepared command and waits for its answer.
pub fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The folder of compiled components, shared by all tests so that one of them pays for compiling.
fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("component-cache")
}

/// A file among the samples.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(name)
}

/// A list of `rows` new users as text.
pub fn list(rows: usize) -> String {
    (0..rows).fold("First name,Last name,Email address,Employee number\n".to_owned(), |mut list, row| {
        use std::fmt::Write;
        writeln!(list, "First{row},Last{row},user{row}@example.com,{row:06}").unwrap();
        list
    })
}

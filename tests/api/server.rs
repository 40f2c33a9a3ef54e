//! The program, serving on a port of its own, with a database of its own.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use host_sim::store::{Database, NewTenant, SourceSystem};
use serde_json::Value;
use tempfile::TempDir;

use crate::client::{Answer, Part, Request, file};

pub const PASSWORD: &str = "correct horse: battery";

/// A server to be started.
pub struct Setup {
    folder: TempDir,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

/// A server that runs. It ends with the test.
pub struct Server {
    pub address: SocketAddr,
    pub folder: TempDir,
    child: Child,
    log: Arc<Mutex<String>>,
    reading: Option<JoinHandle<()>>,
}

impl Setup {
    /// With the tenants `acme` and `other`, whose administrators are called like them.
    pub fn new() -> Self {
        let setup = Self { folder: tempfile::tempdir().unwrap(), arguments: Vec::new(), environment: Vec::new() };
        setup.tenant("acme").tenant("other")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn database(&self) -> Database {
        Database::open(self.path("roster.db")).unwrap()
    }

    pub fn tenant(self, name: &str) -> Self {
        self.tenant_with(name, 500_000, None)
    }

    pub fn tenant_with(self, name: &str, licences: u32, connected_to: Option<SourceSystem>) -> Self {
        let new = NewTenant {
            name: name.to_owned(),
            licences,
            connected_to,
            default_language: "en".to_owned(),
            country: Some("AT".to_owned()),
            administrator: Some((name.to_owned(), PASSWORD.to_owned())),
        };
        self.database().create_tenant(&new).unwrap();
        self
    }

    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Every change that an import writes takes this long.
    pub fn slow_writes(self, each: Duration) -> Self {
        self.environment("ROSTER_TEST_ROW_DELAY_MICROS", &each.as_micros().to_string())
    }

    pub fn command(&self, address: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_host-sim"));
        command
            .args(["serve", "--addr", address])
            .args(&self.arguments)
            .current_dir(self.folder.path())
            .env("ROSTER_DB", self.folder.path().join("roster.db"))
            .env("ROSTER_CACHE", Path::new(env!("CARGO_TARGET_TMPDIR")).join("component-cache"))
            .env("TMPDIR", self.temporary())
            .envs(self.environment.iter().cloned())
            .env_remove("ROSTER_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    fn temporary(&self) -> PathBuf {
        let folder = self.folder.path().join("temporary");
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub fn start(self) -> Server {
        // One at a time: the first one compiles the component for all.
        static STARTING: Mutex<()> = Mutex::new(());
        let starting = STARTING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut child = self.command("127.0.0.1:0").spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut before = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(stderr.read_line(&mut line).unwrap() > 0, "the server did not start: {before}");
            if let Some((_, rest)) = line.split_once("Listening on http://") {
                break rest.split(". ").next().unwrap().trim().parse().unwrap();
            }
            before.push_str(&line);
        };
        drop(starting);
        let log = Arc::new(Mutex::new(before));
        let reading = thread::spawn({
            let log = Arc::clone(&log);
            move || {
                let mut line = String::new();
                while stderr.read_line(&mut line).is_ok_and(|read| read > 0) {
                    log.lock().unwrap().push_str(&line);
                    line.clear();
                }
                let _ = stderr.read_to_string(&mut line);
            }
        });
        Server { address, folder: self.folder, child, log, reading: Some(reading) }
    }
}

impl Server {
    pub fn start() -> Self {
        Setup::new().start()
    }

    /// Sends a request as a tenant's administrator.
    #[track_caller]
    pub fn send(&self, tenant: &str, request: Request) -> Answer {
        request.login(tenant, PASSWORD).send(self.address)
    }

    #[track_caller]
    pub fn get(&self, tenant: &str, target: &str) -> Answer {
        self.send(tenant, Request::get(target))
    }

    #[track_caller]
    pub fn import(&self, tenant: &str, query: &str, content: &[u8]) -> Answer {
        self.import_form(tenant, query, &[file(content)])
    }

    #[track_caller]
    pub fn import_form(&self, tenant: &str, query: &str, parts: &[Part<'_>]) -> Answer {
        self.send(tenant, Request::new("POST", &format!("/a/api/ImportUsers{query}")).form(parts))
    }

    /// The email addresses of a tenant, as an export has them.
    #[track_caller]
    pub fn emails(&self, tenant: &str) -> Vec<String> {
        let export = self.get(tenant, "/a/api/ExportUsers?format=csv-plain&exportFields=email").expect(200);
        let mut emails: Vec<_> = export.text().lines().skip(1).map(str::to_owned).collect();
        emails.sort();
        emails
    }

    /// Begins a job and answers its id.
    #[track_caller]
    pub fn begin(&self, tenant: &str, query: &str, content: &[u8]) -> String {
        let request = Request::new("POST", &format!("/api/imports{query}")).form(&[file(content)]);
        let begun = self.send(tenant, request).expect(202);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(begun.header("location"), Some(format!("/api/imports/{id}").as_str()));
        id
    }

    #[track_caller]
    pub fn job(&self, tenant: &str, id: &str) -> Value {
        self.get(tenant, &format!("/api/imports/{id}")).expect(200).json()
    }

    /// Waits until a job is at a stage that `wanted` says.
    #[track_caller]
    pub fn wait(&self, tenant: &str, id: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let job = self.job(tenant, id);
            if wanted(&job) {
                return job;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{job}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    pub fn wait_for_end(&self, tenant: &str, id: &str) -> Value {
        self.wait(tenant, id, |job| job["stage"] == "done" || job["stage"] == "failed")
    }

    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The log as soon as it has `text`, or after ten seconds without it: a request's line comes after its answer.
    pub fn log_with(&self, text: &str) -> String {
        for _ in 0..200 {
            let log = self.log();
            if log.contains(text) {
                return log;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("no {text} in the log: {}", self.log());
    }

    /// Asks the process to stop, as Ctrl-C or a service manager does.
    #[cfg(unix)]
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
    }

    /// Waits for the process to end.
    pub fn ended(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        status
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(reading) = self.reading.take() {
            let _ = reading.join();
        }
        let log = self.log();
        assert!(thread::panicking() || !log.contains("panicked"), "{log}");
    }
}

/// A list of `rows` new users.
pub fn list(rows: usize) -> Vec<u8> {
    list_of("user", rows)
}

pub fn list_of(name: &str, rows: usize) -> Vec<u8> {
    use std::io::Write;
    let mut list = b"First name,Last name,Email address\n".to_vec();
    for row in 0..rows {
        writeln!(list, "First{row},Last{row},{name}{row}@example.com").unwrap();
    }
    list
}

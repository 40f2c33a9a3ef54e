//! One instance of the plugin: a tenant, a person, and calls that cannot outgrow their bounds.

use std::time::Duration;

use wasmtime::component::{Resource, ResourceAny};
use wasmtime::{Engine, Store, UpdateDeadline};

use super::bindings::exports::roster::users::access_links::Sent;
use super::bindings::exports::roster::users::exporting::ExportOptions;
use super::bindings::exports::roster::users::importing::ImportOptions;
use super::bindings::roster::users::notifier::Channel;
use super::bindings::{Plugin as Exports, PluginPre};
use super::broken::{Broken, Doing};
use super::ports::{CallClock, ReadAt, SinkHandle, SourceHandle, State, Target, TenantHost};
use super::work::{Exporting, Inspecting, Plan, Table, Work};
use super::{Failure, Problem, limits};
use crate::language::Language;

/// An instance of the plugin that works for one tenant and one person. After a failure that says so it is broken for good;
/// make another.
pub struct Instance {
    store: Store<State>,
    exports: Exports,
    language: Option<String>,
    broken: Option<Broken>,
}

impl std::fmt::Debug for Instance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Instance").field("broken", &self.broken).finish_non_exhaustive()
    }
}

impl Instance {
    pub(super) fn new(engine: &Engine, ready: &PluginPre<State>, host: TenantHost) -> Result<Self, Failure> {
        let mut store = Store::new(engine, State::new(host));
        store.limiter(|state| &mut state.memory);
        store.set_hostcall_fuel(limits::BYTES_PER_HOST_CALL);
        store.set_max_component_handles(limits::HANDLES);
        store.epoch_deadline_callback(|store| {
            Ok(match store.data().clock.left() {
                Some(left) => UpdateDeadline::Continue(ticks(left)),
                None => UpdateDeadline::Interrupt,
            })
        });
        begin(&mut store, limits::TIME_PER_CALL);
        match ready.instantiate(&mut store) {
            Ok(exports) => Ok(Self { store, exports, language: None, broken: None }),
            Err(error) => {
                let language = store.data().language();
                Err(Broken::new(&error, store.data()).failure(Doing::Other, language))
            }
        }
    }

    /// Answers in this language (BCP 47) from now on; without it, in the acting person's.
    pub fn set_language(&mut self, language: Option<String>) {
        self.language = language;
    }

    /// The language of the answers.
    pub fn language(&self) -> Language {
        self.language.as_deref().map_or_else(|| self.store.data().language(), Language::from_tag)
    }

    /// The number in the journal of the run that this instance began, once it has.
    pub fn journal_id(&self) -> Option<i64> {
        self.store.data().journal_id()
    }

    /// Linear memory that the plugin takes, in bytes. It never gives any back.
    pub fn memory(&self) -> usize {
        self.store.data().memory.in_use()
    }

    /// Why this company or this person may not import and export; none where they may.
    ///
    /// # Errors
    /// The plugin broke.
    pub fn availability(&mut self) -> Result<Option<Problem>, Failure> {
        let language = self.language.clone();
        self.call(Doing::Other, |exports, store| {
            exports.roster_users_availability().call_check(store, language.as_deref()).map(Ok)
        })
    }

    /// The JSON Schema of import settings.
    ///
    /// # Errors
    /// The plugin broke.
    pub fn settings_schema(&mut self) -> Result<String, Failure> {
        self.call(Doing::Other, |exports, store| exports.roster_users_settings().call_schema(store).map(Ok))
    }

    /// The settings to begin with.
    ///
    /// # Errors
    /// The plugin broke.
    pub fn default_settings(&mut self) -> Result<String, Failure> {
        let language = self.language.clone();
        self.call(Doing::Other, |exports, store| {
            exports.roster_users_settings().call_defaults(store, language.as_deref()).map(Ok)
        })
    }

    /// Checks settings by themselves and against a file. What comes back does not fit.
    ///
    /// # Errors
    /// The document cannot be read, or the file cannot.
    pub fn check_settings(&mut self, settings: &str, file: Option<Box<dyn ReadAt>>) -> Result<Vec<Problem>, Failure> {
        let file = file.map(|file| self.source(file)).transpose()?;
        let language = self.language.clone();
        self.call(Doing::Reading, |exports, store| {
            exports.roster_users_settings().call_check(store, settings, file, language.as_deref())
        })
    }

    /// Sends access links to accounts and answers in order.
    ///
    /// # Errors
    /// Not available, or nothing could be sent at all.
    pub fn send_access_links(&mut self, users: &[String], channel: &Channel) -> Result<Vec<Sent>, Failure> {
        let language = self.language.clone();
        self.call(Doing::Other, |exports, store| {
            exports.roster_users_access_links().call_send(store, users, channel, language.as_deref())
        })
    }

    /// Begins to look at a file.
    ///
    /// # Errors
    /// Not available, or the file cannot be read.
    pub fn inspect(&mut self, file: Box<dyn ReadAt>, options: &ImportOptions) -> Result<Inspecting<'_>, Failure> {
        let size = file.size();
        let file = self.source(file)?;
        Work::begin(self, Doing::Reading, size, |exports, store| {
            exports.roster_users_importing().call_inspect(store, file, options)
        })
        .map(Inspecting)
    }

    /// Opens a file for paging through its rows.
    ///
    /// # Errors
    /// Not available, or the file cannot be read.
    pub fn open_table(&mut self, file: Box<dyn ReadAt>, options: &ImportOptions) -> Result<Table<'_>, Failure> {
        let size = file.size();
        let file = self.source(file)?;
        Work::begin(self, Doing::Reading, size, |exports, store| {
            exports.roster_users_importing().call_open_table(store, file, options)
        })
        .map(Table)
    }

    /// Begins to plan a file.
    ///
    /// # Errors
    /// Not available, settings that do not fit, or the file cannot be read.
    pub fn plan(&mut self, file: Box<dyn ReadAt>, options: &ImportOptions) -> Result<Plan<'_>, Failure> {
        let size = file.size();
        let file = self.source(file)?;
        Work::begin(self, Doing::Reading, size, |exports, store| {
            exports.roster_users_importing().call_make_plan(store, file, options)
        })
        .map(Plan)
    }

    /// Begins to export the user list.
    ///
    /// # Errors
    /// Not available, or options that do not exist.
    pub fn export(&mut self, to: Box<dyn Target>, options: &ExportOptions) -> Result<Exporting<'_>, Failure> {
        let to = self.sink(to, limits::export_bytes(self.accounts()))?;
        Work::begin(self, Doing::Other, 0, |exports, store| {
            exports.roster_users_exporting().call_start(store, to, options)
        })
        .map(Exporting)
    }

    pub(super) fn sink(&mut self, target: Box<dyn Target>, most: u64) -> Result<Resource<SinkHandle>, Failure> {
        let pushed = self.store.data_mut().table().push(SinkHandle::new(target, most));
        pushed.map_err(|error| self.broke(&error.into(), Doing::Other))
    }

    fn source(&mut self, file: Box<dyn ReadAt>) -> Result<Resource<SourceHandle>, Failure> {
        let pushed = self.store.data_mut().table().push(SourceHandle(file));
        pushed.map_err(|error| self.broke(&error.into(), Doing::Other))
    }

    /// Calls the plugin within [`limits::TIME_PER_CALL`].
    pub(super) fn call<T>(
        &mut self,
        doing: Doing,
        call: impl FnOnce(&Exports, &mut Store<State>) -> wasmtime::Result<Result<T, Failure>>,
    ) -> Result<T, Failure> {
        self.call_within(limits::TIME_PER_CALL, doing, call).1
    }

    /// Calls the plugin, which may compute for `allowed`. Answers how long it did, too.
    pub(super) fn call_within<T>(
        &mut self,
        allowed: Duration,
        doing: Doing,
        call: impl FnOnce(&Exports, &mut Store<State>) -> wasmtime::Result<Result<T, Failure>>,
    ) -> (Duration, Result<T, Failure>) {
        if let Some(broken) = &self.broken {
            return (Duration::ZERO, Err(broken.failure(doing, self.language())));
        }
        begin(&mut self.store, allowed);
        let answer = call(&self.exports, &mut self.store);
        let computed = self.store.data().clock.computed();
        (computed, answer.unwrap_or_else(|error| Err(self.broke(&error, doing))))
    }

    /// Bytes of files that the plugin has read.
    pub(super) fn bytes_read(&self) -> u64 {
        self.store.data().bytes_read()
    }

    /// Accounts of the company.
    pub(super) fn accounts(&self) -> u64 {
        self.store.data().accounts()
    }

    /// Work has used up its time between two calls. The instance is as good as one that was interrupted in a call.
    pub(super) fn out_of_time(&mut self, doing: Doing) -> Failure {
        let broken = self.broken.get_or_insert(Broken::Time).clone();
        broken.failure(doing, self.language())
    }

    /// Gives back a resource of the plugin, which cleans up behind it.
    pub(super) fn give_back(&mut self, resource: ResourceAny) {
        begin(&mut self.store, limits::TIME_PER_CALL);
        if let Err(error) = resource.resource_drop(&mut self.store) {
            tracing::debug!(?error, "a resource was not given back");
        }
    }

    fn broke(&mut self, error: &wasmtime::Error, doing: Doing) -> Failure {
        let broken = Broken::new(error, self.store.data());
        let failure = broken.failure(doing, self.language());
        self.broken = Some(broken);
        failure
    }
}

/// A call begins: its clock starts.
fn begin(store: &mut Store<State>, allowed: Duration) {
    store.data_mut().clock = CallClock::new(allowed);
    store.set_epoch_deadline(ticks(allowed));
}

/// The ticks of a span of time, at least one.
fn ticks(time: Duration) -> u64 {
    u64::try_from(time.as_millis() / limits::TICK.as_millis()).unwrap_or(u64::MAX).saturating_add(1)
}

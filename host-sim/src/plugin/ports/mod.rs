//! What this host supplies to a plugin: the contract's imports over the store, the notifier and files.
//!
//! One file per interface of the contract. Nothing that comes from the plugin is believed: lengths, numbers and ids are checked
//! before anything is done with them, and every call is counted and timed.

mod files;
mod notifier;
mod tenant;
mod user_store;

use std::time::{Duration, Instant};

use wasmtime::component::ResourceTable;
use wasmtime::{ResourceLimiter, format_err};
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;
use wasmtime_wasi::random::WasiRandomCtx;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

use super::limits;
use crate::language::Language;
use crate::store::{Actor, StoreError, TenantStore};

pub use files::{FileError, FileSource, FileTarget, ReadAt, Target};
#[allow(unreachable_pub, reason = "the generated bindings re-export them")]
pub use files::{SinkHandle, SourceHandle};
pub use notifier::{Channel, Delivery, Notice, Notify};
#[allow(unreachable_pub, reason = "the generated bindings re-export it")]
pub use user_store::SessionHandle;

/// Whom an instance works for: one tenant and one acting person, for as long as it lives.
pub struct TenantHost {
    /// The tenant's users.
    pub store: TenantStore,
    /// The person on whose behalf the plugin is called.
    pub actor: Actor,
    /// Sends messages; without one, sending is refused.
    pub notifier: Option<Box<dyn Notify>>,
    /// The name of the file that is imported, for the journal; the plugin never sees it.
    pub file_name: Option<String>,
    /// The greatest number of data rows in one file; none leaves it to the plugin.
    pub max_rows: Option<u64>,
    /// The greatest file in bytes; none leaves it to the plugin.
    pub max_bytes: Option<u64>,
}

impl TenantHost {
    /// A tenant and a person, with no way to send messages and no limits beside the plugin's own.
    pub fn new(store: TenantStore, actor: Actor) -> Self {
        Self { store, actor, notifier: None, file_name: None, max_rows: None, max_bytes: None }
    }
}

impl std::fmt::Debug for TenantHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantHost").field("store", &self.store).field("actor", &self.actor).finish_non_exhaustive()
    }
}

/// A fault of this host while it answered the plugin, where the contract leaves no room to answer with it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct HostFault(pub(super) String);

/// Everything behind one instance.
pub(super) struct State {
    host: TenantHost,
    /// The number of the run in the journal, once one has begun.
    journal_id: Option<i64>,
    /// Bytes of files that were read, also more than once.
    bytes_read: u64,
    table: ResourceTable,
    wasi: WasiCtx,
    diagnostics: MemoryOutputPipe,
    pub(super) memory: MemoryLimit,
    pub(super) clock: CallClock,
}

impl State {
    pub(super) fn new(host: TenantHost) -> Self {
        let diagnostics = MemoryOutputPipe::new(limits::DIAGNOSTICS);
        // No arguments, no environment, no folders; standard input is empty, standard output goes nowhere.
        let wasi = WasiCtx::builder().stderr(diagnostics.clone()).build();
        let mut table = ResourceTable::new();
        table.set_max_capacity(limits::HANDLES);
        let (memory, clock) = (MemoryLimit::default(), CallClock::new(limits::TIME_PER_CALL));
        Self { host, journal_id: None, bytes_read: 0, table, wasi, diagnostics, memory, clock }
    }

    /// The language of the acting person, also of what the store says.
    pub(super) fn language(&self) -> Language {
        Language::from_tag(&self.host.actor.language)
    }

    /// What the contract says about a failure of the store.
    fn store_error(&self, error: StoreError) -> super::bindings::roster::users::user_store::StoreError {
        use super::bindings::roster::users::user_store::StoreError as Wit;
        match error {
            StoreError::Busy => Wit::Busy,
            StoreError::Full => Wit::Full,
            StoreError::Refused(said) => Wit::Refused(said.text(self.language())),
            StoreError::Other(said) => Wit::Other(said.text(self.language())),
        }
    }

    pub(super) fn journal_id(&self) -> Option<i64> {
        self.journal_id
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The company's accounts; none where the store does not tell, which every call of the plugin will be told too.
    pub(super) fn accounts(&self) -> u64 {
        self.host.store.totals().map_or(0, |totals| totals.accounts)
    }

    /// What the plugin wrote to standard error: the text of a panic.
    pub(super) fn diagnostics(&self) -> String {
        String::from_utf8_lossy(&self.diagnostics.contents()).into_owned()
    }

    pub(super) fn table(&mut self) -> &mut ResourceTable {
        &mut self.table
    }

    pub(super) fn random(&mut self) -> &mut WasiRandomCtx {
        self.wasi.random()
    }

    /// Answers one call of the plugin, counted and timed.
    fn serve<T>(&mut self, answer: impl FnOnce(&mut Self) -> wasmtime::Result<T>) -> wasmtime::Result<T> {
        self.clock.host_calls += 1;
        if self.clock.host_calls > limits::HOST_CALLS {
            return Err(format_err!("more than {} calls of the host in one call", limits::HOST_CALLS));
        }
        let started = Instant::now();
        let answer = answer(self);
        self.clock.host_time += started.elapsed();
        answer
    }
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

/// How long the current call may go on.
#[derive(Debug)]
pub(super) struct CallClock {
    started: Instant,
    allowed: Duration,
    host_time: Duration,
    host_calls: u64,
}

impl CallClock {
    /// A call begins now and may compute for `allowed`.
    pub(super) fn new(allowed: Duration) -> Self {
        Self { started: Instant::now(), allowed, host_time: Duration::ZERO, host_calls: 0 }
    }

    /// The time that the plugin itself has computed in this call.
    pub(super) fn computed(&self) -> Duration {
        self.started.elapsed().saturating_sub(self.host_time)
    }

    /// The time that is left, or none.
    pub(super) fn left(&self) -> Option<Duration> {
        if self.started.elapsed() > limits::TIME_WITH_HOST {
            return None;
        }
        self.allowed.checked_sub(self.computed()).filter(|left| !left.is_zero())
    }
}

/// Bounds memory and tables, and remembers that it had to.
#[derive(Debug, Default)]
pub(super) struct MemoryLimit {
    /// Linear memory in use, over all memories.
    in_use: usize,
    /// Whether the plugin asked for more than there is.
    pub(super) reached: bool,
}

impl MemoryLimit {
    pub(super) fn in_use(&self) -> usize {
        self.in_use
    }
}

impl ResourceLimiter for MemoryLimit {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        let wanted = self.in_use.saturating_add(desired.saturating_sub(current));
        if wanted > limits::MEMORY || maximum.is_some_and(|maximum| desired > maximum) {
            self.reached = true;
            return Ok(false);
        }
        self.in_use = wanted;
        Ok(true)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= limits::TABLE_ELEMENTS && maximum.is_none_or(|maximum| desired <= maximum))
    }

    fn instances(&self) -> usize {
        limits::PARTS
    }

    fn tables(&self) -> usize {
        limits::PARTS
    }

    fn memories(&self) -> usize {
        limits::PARTS
    }
}

/// Refuses a list from the plugin that is longer than the contract allows.
fn at_most(items: usize) -> wasmtime::Result<()> {
    if items <= limits::ITEMS_PER_CALL {
        return Ok(());
    }
    Err(format_err!("{items} items in one call; the contract allows {}", limits::ITEMS_PER_CALL))
}

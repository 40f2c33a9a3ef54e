//! Work that is done step by step: the contract's resources, each with the time that it may take in all.

use std::time::Duration;

use wasmtime::Store;
use wasmtime::component::ResourceAny;

use super::bindings::Plugin as Exports;
use super::bindings::exports::roster::users::importing::{
    ApplyStep, FileInfo, PlanOutcome, PlanStep, RunOutcome, TableRow,
};
use super::broken::Doing;
use super::instance::Instance;
use super::ports::{State, Target};
use super::{Failure, Progress, limits};

/// A resource of the plugin and the time it has used. Giving it up cancels the work.
#[derive(Debug)]
pub(super) struct Work<'i> {
    instance: &'i mut Instance,
    /// None once the plugin has it back.
    resource: Option<ResourceAny>,
    doing: Doing,
    computed: Duration,
    rows: u64,
    /// The size of the file that is read; 0 for an export.
    size: u64,
    /// Bytes that the plugin had read before.
    read_before: u64,
    accounts: u64,
}

impl<'i> Work<'i> {
    /// Begins work on a file of `size` bytes with the call that makes the resource.
    pub(super) fn begin(
        instance: &'i mut Instance,
        doing: Doing,
        size: u64,
        call: impl FnOnce(&Exports, &mut Store<State>) -> wasmtime::Result<Result<ResourceAny, Failure>>,
    ) -> Result<Self, Failure> {
        let (read_before, accounts) = (instance.bytes_read(), instance.accounts());
        let (computed, resource) = instance.call_within(limits::TIME_FOR_NOTHING, doing, call);
        Ok(Self { resource: Some(resource?), instance, doing, computed, rows: 0, size, read_before, accounts })
    }

    /// Calls the resource. It has as long as one call may take, and in all its calls together no longer than it has earned: a
    /// file that is slow and gives nothing ends soon, a large one may take its time, and nothing goes on for ever.
    fn call<T>(
        &mut self,
        call: impl FnOnce(&Exports, &mut Store<State>, ResourceAny) -> wasmtime::Result<Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let Some(resource) = self.resource else { return Err(gone()) };
        let left = self.earned().saturating_sub(self.computed).min(limits::TIME_PER_CALL);
        if left.is_zero() {
            return Err(self.instance.out_of_time(self.doing));
        }
        let (computed, answer) =
            self.instance.call_within(left, self.doing, |exports, store| call(exports, store, resource));
        self.computed += computed.max(limits::TIME_PER_STEP);
        answer
    }

    /// What the plugin claims counts no more than what the host sees: bytes of the file, each once, and accounts.
    fn earned(&self) -> Duration {
        let times = |time: Duration, number: u64| time.saturating_mul(u32::try_from(number).unwrap_or(u32::MAX));
        let read = self.instance.bytes_read().saturating_sub(self.read_before).min(self.size);
        let by_bytes = times(limits::TIME_PER_BYTE, read);
        let by_file = match self.doing {
            Doing::Reading => times(limits::TIME_PER_ROW, self.rows).min(by_bytes),
            // Rows are claimed again while they are written; the file has been read to its end.
            Doing::Writing | Doing::Other => by_bytes,
        };
        limits::TIME_FOR_NOTHING + by_file + times(limits::TIME_PER_ACCOUNT, self.accounts)
    }

    fn earn(&mut self, progress: &Progress) {
        self.rows = self.rows.max(progress.rows);
    }

    /// Begins work that reads from this one and lasts no longer: a report.
    fn report(
        &mut self,
        to: Box<dyn Target>,
        call: impl FnOnce(
            &Exports,
            &mut Store<State>,
            ResourceAny,
            wasmtime::component::Resource<super::ports::SinkHandle>,
        ) -> wasmtime::Result<Result<ResourceAny, Failure>>,
    ) -> Result<Work<'_>, Failure> {
        let Some(resource) = self.resource else { return Err(gone()) };
        let sink = self.instance.sink(to, limits::report_bytes(self.size))?;
        Work::begin(self.instance, Doing::Other, self.size, |exports, store| call(exports, store, resource, sink))
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if let Some(resource) = self.resource.take() {
            self.instance.give_back(resource);
        }
    }
}

/// Only reached by a fault of this module: a resource is taken where `self` is.
fn gone() -> Failure {
    Failure { reason: super::FailureReason::OutOfOrder, problems: Vec::new() }
}

/// A look at a file.
#[derive(Debug)]
pub struct Inspecting<'i>(pub(super) Work<'i>);

impl Inspecting<'_> {
    /// Reads up to `max_rows` rows.
    ///
    /// # Errors
    /// The file cannot be read any further.
    pub fn step(&mut self, max_rows: u32) -> Result<Progress, Failure> {
        let progress = self.0.call(|exports, store, inspecting| {
            exports.roster_users_importing().inspecting().call_step(store, inspecting, max_rows)
        })?;
        self.0.earn(&progress);
        Ok(progress)
    }

    /// Ends the look before the end of the file: the outcome is what was seen so far.
    ///
    /// # Errors
    /// The plugin broke.
    pub fn stop(&mut self) -> Result<(), Failure> {
        self.0.call(|exports, store, inspecting| {
            exports.roster_users_importing().inspecting().call_stop(store, inspecting).map(Ok)
        })
    }

    /// What was seen, after the last step.
    ///
    /// # Errors
    /// Too early.
    pub fn outcome(&mut self) -> Result<FileInfo, Failure> {
        self.0.call(|exports, store, inspecting| {
            exports.roster_users_importing().inspecting().call_outcome(store, inspecting)
        })
    }
}

/// The table that an import would see.
#[derive(Debug)]
pub struct Table<'i>(pub(super) Work<'i>);

impl Table<'_> {
    /// The header, one text per column.
    ///
    /// # Errors
    /// The plugin broke.
    pub fn header(&mut self) -> Result<Vec<String>, Failure> {
        self.0.call(|exports, store, table| exports.roster_users_importing().table().call_header(store, table).map(Ok))
    }

    /// The next rows; empty after the last.
    ///
    /// # Errors
    /// The file cannot be read any further.
    pub fn next(&mut self, max_rows: u32) -> Result<Vec<TableRow>, Failure> {
        let rows = self
            .0
            .call(|exports, store, table| exports.roster_users_importing().table().call_next(store, table, max_rows))?;
        self.0.rows += rows.len() as u64;
        Ok(rows)
    }
}

/// A plan: what a file would do.
#[derive(Debug)]
pub struct Plan<'i>(pub(super) Work<'i>);

impl<'i> Plan<'i> {
    /// Plans up to `max_rows` rows.
    ///
    /// # Errors
    /// The file cannot be read any further, or the store failed.
    pub fn step(&mut self, max_rows: u32) -> Result<PlanStep, Failure> {
        let step = self
            .0
            .call(|exports, store, plan| exports.roster_users_importing().plan().call_step(store, plan, max_rows))?;
        self.0.earn(&step.progress);
        Ok(step)
    }

    /// The plan as a whole, after the last step.
    ///
    /// # Errors
    /// Too early.
    pub fn outcome(&mut self) -> Result<PlanOutcome, Failure> {
        self.0.call(|exports, store, plan| exports.roster_users_importing().plan().call_outcome(store, plan))
    }

    /// Begins to write the rows that would not go through.
    ///
    /// # Errors
    /// Too early, or the file cannot be written.
    pub fn report(&mut self, to: Box<dyn Target>) -> Result<Reporting<'_>, Failure> {
        let work = self.0.report(to, |exports, store, plan, sink| {
            exports.roster_users_importing().plan().call_report(store, plan, sink)
        })?;
        Ok(Reporting(work))
    }

    /// Begins to apply the plan.
    ///
    /// # Errors
    /// `refused` with every guard that stands in the way; nothing is written then.
    pub fn apply(mut self) -> Result<Applying<'i>, Failure> {
        let Some(plan) = self.0.resource.take() else { return Err(gone()) };
        self.0.doing = Doing::Writing;
        // A clock of its own: planning is over.
        self.0.computed = Duration::ZERO;
        let applying = self
            .0
            .instance
            .call(Doing::Writing, |exports, store| exports.roster_users_importing().call_apply(store, plan))?;
        self.0.resource = Some(applying);
        Ok(Applying(self.0))
    }
}

/// A plan while it is applied. Giving it up stops it at the end of the current batch.
#[derive(Debug)]
pub struct Applying<'i>(Work<'i>);

impl Applying<'_> {
    /// Writes the next batch.
    ///
    /// # Errors
    /// The plugin broke; what was written before stays.
    pub fn step(&mut self) -> Result<ApplyStep, Failure> {
        self.0.call(|exports, store, applying| exports.roster_users_importing().applying().call_step(store, applying))
    }

    /// Ends the run in good order before its end.
    ///
    /// # Errors
    /// The plugin broke; what was written before stays.
    pub fn stop(&mut self) -> Result<ApplyStep, Failure> {
        self.0.call(|exports, store, applying| exports.roster_users_importing().applying().call_stop(store, applying))
    }

    /// How the run ended, after the last step.
    ///
    /// # Errors
    /// Too early.
    pub fn outcome(&mut self) -> Result<RunOutcome, Failure> {
        self.0
            .call(|exports, store, applying| exports.roster_users_importing().applying().call_outcome(store, applying))
    }

    /// Begins to write the rows that did not go through.
    ///
    /// # Errors
    /// Too early, or the file cannot be written.
    pub fn report(&mut self, to: Box<dyn Target>) -> Result<Reporting<'_>, Failure> {
        let work = self.0.report(to, |exports, store, applying, sink| {
            exports.roster_users_importing().applying().call_report(store, applying, sink)
        })?;
        Ok(Reporting(work))
    }

    /// The number of the run in the journal.
    pub fn journal_id(&self) -> Option<i64> {
        self.0.instance.journal_id()
    }
}

/// A report while it is written.
#[derive(Debug)]
pub struct Reporting<'i>(Work<'i>);

impl Reporting<'_> {
    /// Writes up to `max_rows` rows.
    ///
    /// # Errors
    /// The file cannot be read again, or the report cannot be written.
    pub fn step(&mut self, max_rows: u32) -> Result<Progress, Failure> {
        self.0.call(|exports, store, reporting| {
            exports.roster_users_importing().reporting().call_step(store, reporting, max_rows)
        })
    }
}

/// An export while it is written.
#[derive(Debug)]
pub struct Exporting<'i>(pub(super) Work<'i>);

impl Exporting<'_> {
    /// Writes some hundred users.
    ///
    /// # Errors
    /// The store failed, or the file cannot be written.
    pub fn step(&mut self) -> Result<Progress, Failure> {
        self.0.call(|exports, store, run| exports.roster_users_exporting().export_run().call_step(store, run))
    }
}

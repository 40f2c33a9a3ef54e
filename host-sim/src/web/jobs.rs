//! Imports under way and just finished: who runs what, how far it is, what came out.
//!
//! A job belongs to a tenant; for everybody else it does not exist. One job per tenant runs at a time. Finished jobs are kept
//! for a while, so that a client can come back for the result and the report, and only so many of them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::{Notify, watch};

use super::limits;
use super::problem::Problem;
use super::sent::Stored;
use crate::private::Folder;

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    /// It waits for a slot.
    Queued,
    /// The file is read and planned; nothing is written yet.
    Planning,
    /// The plan is written.
    Applying,
    /// The rows that did not go through are written to the report.
    Reporting,
    /// It came to its end, or was cancelled in good order; `result` tells what was done.
    Done,
    /// It did not begin to write, or broke; `problem` tells why.
    Failed,
}

impl Stage {
    /// Whether it will not change any more.
    pub(super) fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// How far a job is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Progress {
    pub(super) stage: Stage,
    /// Rows dealt with in this stage.
    pub(super) rows: u64,
    /// How far the stage has come, of `size`.
    pub(super) position: u64,
    /// 0 where it is not known.
    pub(super) size: u64,
}

/// What came out of a job.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The same object as on the command line.
    Done(Stored),
    /// Why it did not do what was asked.
    Failed(Problem),
}

/// A report to download.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The kind of the imported file, which the report has too.
    pub(super) kind: String,
    /// Its folder, which is gone when nobody needs it any more.
    pub(super) folder: Arc<Folder>,
}

/// One import.
#[derive(Debug)]
pub(super) struct Job {
    id: String,
    tenant: Arc<str>,
    begun: Instant,
    cancelled: Arc<AtomicBool>,
    wake: watch::Sender<bool>,
    progress: watch::Sender<Progress>,
    listeners: AtomicUsize,
    ended: Mutex<Option<Ended>>,
}

#[derive(Debug)]
struct Ended {
    at: Instant,
    outcome: Arc<Outcome>,
    report: Option<Report>,
}

/// What the API answers about a job.
#[derive(Debug, Serialize)]
pub(super) struct View {
    id: String,
    #[serde(flatten)]
    progress: Progress,
    cancelled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Value>,
    report: Option<String>,
}

impl Job {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Set when somebody asks the job to stop.
    pub(super) fn cancel_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.cancelled)
    }

    /// Asks the job to stop at the end of its batch.
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.wake.send_replace(true);
    }

    /// Waits until somebody asks the job to stop.
    pub(super) async fn cancelled(&self) {
        // Cannot fail: the sender lives as long as the job.
        let _ = self.wake.subscribe().wait_for(|cancelled| *cancelled).await;
    }

    pub(super) fn went_on(&self, progress: Progress) {
        self.progress.send_replace(progress);
    }

    /// How far it is, and every change of it.
    pub(super) fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Waits for the end, and tells it.
    pub(super) async fn end(&self) -> Option<Arc<Outcome>> {
        self.watch().wait_for(|progress| progress.stage.is_final()).await.ok()?;
        self.outcome()
    }

    fn ended(&self) -> MutexGuard<'_, Option<Ended>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the job. Only the first end counts.
    pub(super) fn finish(&self, outcome: Outcome, report: Option<Report>) {
        let stage = if matches!(outcome, Outcome::Done(_)) { Stage::Done } else { Stage::Failed };
        {
            let mut ended = self.ended();
            if ended.is_some() {
                return;
            }
            *ended = Some(Ended { at: Instant::now(), outcome: Arc::new(outcome), report });
        }
        self.progress.send_modify(|progress| progress.stage = stage);
    }

    /// The report, if there is one. The outer one is none while the job runs.
    pub(super) fn report(&self) -> Option<Option<Report>> {
        self.ended().as_ref().map(|ended| ended.report.clone())
    }

    /// What the API answers about it, without the result.
    pub(super) fn view(&self) -> View {
        let progress = self.progress.borrow().clone();
        let ended = self.ended();
        let problem = ended.as_ref().and_then(|ended| match &*ended.outcome {
            Outcome::Done(_) => None,
            Outcome::Failed(problem) => Some(problem.to_json()),
        });
        let report = ended.as_ref().and_then(|ended| ended.report.as_ref());
        View {
            id: self.id.clone(),
            progress,
            cancelled: self.cancelled.load(Ordering::Relaxed),
            problem,
            report: report.map(|_| format!("/api/imports/{}/report", self.id)),
        }
    }

    /// What came out, if it has ended.
    pub(super) fn outcome(&self) -> Option<Arc<Outcome>> {
        self.ended().as_ref().map(|ended| Arc::clone(&ended.outcome))
    }

    /// A place among those who listen to events; none where there are too many.
    pub(super) fn listen(self: &Arc<Self>) -> Option<Listening> {
        let before = self.listeners.fetch_add(1, Ordering::Relaxed);
        let listening = Listening(Arc::clone(self));
        (before < limits::LISTENERS).then_some(listening)
    }

    fn is_over(&self, now: Instant) -> bool {
        self.ended().as_ref().is_some_and(|ended| now.duration_since(ended.at) > limits::JOB_LIFE)
    }

    fn ended_at(&self) -> Option<Instant> {
        self.ended().as_ref().map(|ended| ended.at)
    }
}

/// Somebody who listens to events.
#[derive(Debug)]
pub(super) struct Listening(pub(super) Arc<Job>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

/// All jobs.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    inner: Arc<Mutex<Inner>>,
    ended: Arc<Notify>,
}

#[derive(Debug, Default)]
struct Inner {
    jobs: HashMap<String, Arc<Job>>,
    /// The running job of each tenant, by its id.
    running: HashMap<Arc<str>, String>,
    stopping: bool,
}

/// A tenant's right to run one job. Whoever works on the job holds it.
#[derive(Debug)]
pub(super) struct Claim {
    inner: Arc<Mutex<Inner>>,
    ended: Arc<Notify>,
    job: Arc<Job>,
}

/// Why a job cannot begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CannotBegin {
    /// Another one of the tenant runs.
    Running,
    /// The server stops.
    Stopping,
    /// The system gives no random numbers.
    NoId,
}

impl Jobs {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a tenant could begin a job now.
    pub(super) fn check(&self, tenant: &str) -> Result<(), CannotBegin> {
        let inner = self.inner();
        match (inner.stopping, inner.running.contains_key(tenant)) {
            (true, _) => Err(CannotBegin::Stopping),
            (false, true) => Err(CannotBegin::Running),
            (false, false) => Ok(()),
        }
    }

    /// Begins a job.
    pub(super) fn begin(&self, tenant: &Arc<str>) -> Result<Claim, CannotBegin> {
        self.check(tenant)?;
        let job = Arc::new(Job {
            id: new_id().ok_or(CannotBegin::NoId)?,
            tenant: Arc::clone(tenant),
            begun: Instant::now(),
            cancelled: Arc::default(),
            wake: watch::Sender::new(false),
            progress: watch::Sender::new(Progress { stage: Stage::Queued, rows: 0, position: 0, size: 0 }),
            listeners: AtomicUsize::new(0),
            ended: Mutex::new(None),
        });
        let mut inner = self.inner();
        inner.forget_old(tenant);
        // Asked again under the lock that is kept until the answer is written down.
        if inner.stopping {
            return Err(CannotBegin::Stopping);
        }
        if inner.running.contains_key(tenant) {
            return Err(CannotBegin::Running);
        }
        inner.running.insert(Arc::clone(tenant), job.id.clone());
        inner.jobs.insert(job.id.clone(), Arc::clone(&job));
        Ok(Claim { inner: Arc::clone(&self.inner), ended: Arc::clone(&self.ended), job })
    }

    /// Waits until nothing runs.
    pub(super) async fn idle(&self) {
        loop {
            // Asked for before looking, so that an end in between is not missed.
            let ended = self.ended.notified();
            if self.inner().running.is_empty() {
                return;
            }
            ended.await;
        }
    }

    /// A tenant's job.
    pub(super) fn get(&self, tenant: &str, id: &str) -> Option<Arc<Job>> {
        self.inner().jobs.get(id).filter(|job| *job.tenant == *tenant).cloned()
    }

    /// A tenant's jobs, the latest first.
    pub(super) fn of(&self, tenant: &str) -> Vec<Arc<Job>> {
        let mut jobs: Vec<_> = self.inner().jobs.values().filter(|job| *job.tenant == *tenant).cloned().collect();
        jobs.sort_by_key(|job| std::cmp::Reverse(job.begun));
        jobs
    }

    /// Forgets jobs that are too old.
    pub(super) fn forget_old(&self) {
        let now = Instant::now();
        self.inner().jobs.retain(|_, job| !job.is_over(now));
    }

    /// Takes no more jobs, and asks those that run to stop.
    pub(super) fn stop(&self) {
        let mut inner = self.inner();
        inner.stopping = true;
        for job in inner.jobs.values() {
            job.cancel();
        }
    }
}

impl Inner {
    /// Makes room for one more job of a tenant.
    fn forget_old(&mut self, tenant: &str) {
        let mut finished: Vec<(Instant, String)> = self
            .jobs
            .values()
            .filter(|job| *job.tenant == *tenant)
            .filter_map(|job| Some((job.ended_at()?, job.id.clone())))
            .collect();
        finished.sort();
        let too_many = (finished.len() + 1).saturating_sub(limits::JOBS_PER_TENANT);
        for (_, id) in finished.into_iter().take(too_many) {
            self.jobs.remove(&id);
        }
    }
}

impl Claim {
    pub(super) fn job(&self) -> &Arc<Job> {
        &self.job
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.running.remove(&self.job.tenant);
        drop(inner);
        self.ended.notify_waiters();
    }
}

/// 128 random bits: nobody guesses the job of another.
fn new_id() -> Option<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::problem::Code;
    use super::*;
    use crate::language::Language;

    #[test]
    fn one_job_of_a_tenant_runs_at_a_time_and_the_next_after_it() {
        let jobs = Jobs::default();
        let (acme, other): (Arc<str>, Arc<str>) = ("acme".into(), "other".into());
        let claim = jobs.begin(&acme).unwrap();
        assert_eq!(jobs.begin(&acme).unwrap_err(), CannotBegin::Running);
        assert!(jobs.begin(&other).is_ok());
        drop(claim);
        assert!(jobs.begin(&acme).is_ok());
    }

    #[test]
    fn the_job_of_another_tenant_does_not_exist() {
        let jobs = Jobs::default();
        let claim = jobs.begin(&"acme".into()).unwrap();
        let id = claim.job().id().to_owned();
        assert!(jobs.get("acme", &id).is_some());
        assert!(jobs.get("other", &id).is_none());
    }

    #[test]
    fn finished_jobs_are_kept_up_to_a_number_and_running_ones_always() {
        let jobs = Jobs::default();
        let acme: Arc<str> = "acme".into();
        let mut ids = Vec::new();
        for _ in 0..limits::JOBS_PER_TENANT + 5 {
            let claim = jobs.begin(&acme).unwrap();
            claim.job().finish(Outcome::Done(Stored::empty()), None);
            ids.push(claim.job().id().to_owned());
        }
        let kept = ids.iter().filter(|id| jobs.get("acme", id).is_some()).count();
        assert_eq!(kept, limits::JOBS_PER_TENANT);
        assert!(jobs.get("acme", ids.last().unwrap()).is_some());
    }

    #[test]
    fn a_stopping_server_begins_nothing_and_cancels_what_runs() {
        let jobs = Jobs::default();
        let claim = jobs.begin(&"acme".into()).unwrap();
        jobs.stop();
        assert!(claim.job().cancel_flag().load(Ordering::Relaxed));
        assert_eq!(jobs.begin(&"other".into()).unwrap_err(), CannotBegin::Stopping);
    }

    #[test]
    fn the_first_end_counts() {
        let jobs = Jobs::default();
        let claim = jobs.begin(&"acme".into()).unwrap();
        claim.job().finish(Outcome::Done(Stored::empty()), None);
        claim.job().finish(Outcome::Failed(Problem::new(Code::Failed, Language::English)), None);
        assert!(matches!(*claim.job().outcome().unwrap(), Outcome::Done(_)));
    }
}

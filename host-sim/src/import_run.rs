//! An import from file to receipt: plan, guards, apply, report, for whoever shows it.
//!
//! [`run`] walks through the plugin's steps, tells an [`Observer`] how far it is, and answers with an [`ImportResult`], which
//! is the object that `import --json` prints. Whatever happens, that object adds up: where the plugin broke while it wrote, the
//! journal says what was written.

mod counts;
mod guards;
mod mode;
mod parts;
mod result;
mod told;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::files::{NewFile, io_said};
use crate::language::Language;
use crate::message;
use crate::plugin::importing::{self, Allowance, ImportOptions};
use crate::plugin::{Failure, FailureReason, Instance, Plan, Progress, ReadAt, Target};
use crate::store::{TIME_LIMIT, TenantStore};

pub use counts::{Counts, outcome_name};
pub use guards::Permits;
pub use mode::Mode;
pub use parts::{
    CellReport, ChangedRow, ColumnReport, ErrorReport, FileReport, GuardReport, Licences, ProblemReport, Purged,
    SheetReport,
};
pub use result::ImportResult;

/// Rows of one step: some milliseconds of work.
const ROWS_PER_STEP: u32 = 500;

/// What to import and how.
#[derive(Clone, Debug, Default)]
pub struct ImportJob {
    /// The settings document (JSON), if there is one.
    pub settings: Option<String>,
    /// The language of messages; none for the acting person's.
    pub language: Option<String>,
    /// What the guards let pass, by name and number.
    pub allow: Vec<(String, u64)>,
    /// Whether to tell old and new value of every changed cell.
    pub with_changes: bool,
    /// Whether to stop after the plan.
    pub dry_run: bool,
    /// How long it may take in all; a run that takes longer ends in good order after the batch under way.
    pub time_limit: Option<Duration>,
    /// How the texts of guards say to let them pass.
    pub permits: Permits,
}

impl ImportJob {
    /// The options as the contract has them.
    pub fn options(&self) -> ImportOptions {
        let allow = self.allow.iter().map(|(guard, number)| Allowance { guard: guard.clone(), number: *number });
        ImportOptions {
            settings: self.settings.clone(),
            language: self.language.clone(),
            allow: allow.collect(),
            with_changes: self.with_changes,
            extra: Vec::new(),
        }
    }
}

/// Is told how an import goes. Every method does nothing unless it is written.
pub trait Observer {
    /// A step of the plan was done.
    fn planning(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// The plan is finished; its counts, guards and the file's reading stand in `plan`.
    fn planned(&mut self, plan: &ImportResult) {
        let _ = plan;
    }

    /// A batch was written.
    fn applying(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// Whether to stop. Asked between steps; a run that writes ends at its next batch.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl Observer for Unobserved {}

/// Plans a file and, unless it is a dry run, applies the plan. The rows that did not go through are written to `report`, if
/// there are any. A failure stands in the result's `error`.
pub fn run(
    instance: &mut Instance,
    store: &TenantStore,
    file: Box<dyn ReadAt>,
    job: &ImportJob,
    report: Option<&Path>,
    observer: &mut dyn Observer,
) -> ImportResult {
    instance.set_language(job.language.clone());
    let mut result = ImportResult::begin(job.dry_run);
    if let Err(mut failure) = plan_and_apply(instance, store, file, job, report, observer, &mut result) {
        failure.problems.iter_mut().for_each(|problem| job.permits.tell(problem));
        result.fail(&failure);
    }
    result.close(job.with_changes);
    result
}

/// Why a run ends before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// A person asked for it.
    Asked,
    /// Its time is over.
    OutOfTime(Duration),
}

/// Whom to ask between steps whether to go on.
struct Watch<'o> {
    observer: &'o mut dyn Observer,
    began: Instant,
    limit: Option<Duration>,
    language: Language,
}

impl Watch<'_> {
    fn stop(&self) -> Option<Stop> {
        if self.observer.cancelled() {
            return Some(Stop::Asked);
        }
        self.limit.filter(|limit| self.began.elapsed() >= *limit).map(Stop::OutOfTime)
    }

    /// The run ends before anything was written.
    fn nothing_written(&self, stop: Stop) -> Failure {
        let (code, text) = match stop {
            Stop::Asked => ("cancelled", self.language.pick("Abgebrochen.", "Stopped.").to_owned()),
            Stop::OutOfTime(limit) => (TIME_LIMIT, self.out_of_time(limit)),
        };
        let nothing = self.language.pick("Es wurde nichts geändert.", "Nothing was changed.");
        let mut failure = host_failure(code, format!("{text} {nothing}"));
        failure.reason = FailureReason::Other(code.to_owned());
        failure
    }

    /// The report was given up, and nothing of it is left; the run itself is as it was.
    fn report_stopped(&self) -> ProblemReport {
        let text = self.language.pick(
            "Der Bericht wurde abgebrochen und nicht geschrieben. Was importiert wurde, bleibt. Importieren Sie dieselbe Datei noch einmal, um ihn zu erhalten.",
            "The report was stopped and not written. What was imported stays. Import the same file again to get it.",
        );
        host_failure("report-stopped", text.to_owned()).problems.remove(0).into()
    }

    fn out_of_time(&self, limit: Duration) -> String {
        let seconds = limit.as_secs_f64();
        self.language.pick(
            format!("Das Zeitlimit ({seconds} s) ist erreicht."),
            format!("The time limit ({seconds} s) is over."),
        )
    }
}

fn plan_and_apply(
    instance: &mut Instance,
    store: &TenantStore,
    file: Box<dyn ReadAt>,
    job: &ImportJob,
    report: Option<&Path>,
    observer: &mut dyn Observer,
    result: &mut ImportResult,
) -> Result<(), Failure> {
    let mut watch = Watch { observer, began: Instant::now(), limit: job.time_limit, language: instance.language() };
    let mut plan = instance.plan(file, &job.options())?;
    loop {
        if let Some(stop) = watch.stop() {
            return Err(watch.nothing_written(stop));
        }
        let step = plan.step(ROWS_PER_STEP)?;
        result.rows(step.rows);
        watch.observer.planning(&step.progress);
        if step.progress.done {
            break;
        }
    }
    result.planned(plan.outcome()?, job.permits);
    watch.observer.planned(result);
    if job.dry_run {
        return match report {
            Some(path) if result.has_rows_for_report() => {
                write_report(path, &watch, result, |to| drain(plan.report(to)?, &watch, false))
            }
            _ => Ok(()),
        };
    }
    apply(plan, store, report, &mut watch, result)
}

fn apply(
    plan: Plan<'_>,
    store: &TenantStore,
    report: Option<&Path>,
    watch: &mut Watch<'_>,
    result: &mut ImportResult,
) -> Result<(), Failure> {
    let mut applying = match plan.apply() {
        Ok(applying) => applying,
        Err(failure) => {
            result.nothing_started();
            return Err(failure);
        }
    };
    let mut stopping = None;
    loop {
        stopping = stopping.or_else(|| watch.stop());
        let step = if stopping.is_some() { applying.stop() } else { applying.step() };
        result.journal_id = applying.journal_id();
        let step = match step {
            Ok(step) => step,
            Err(failure) => {
                result.applied_from_journal(store);
                return Err(failure);
            }
        };
        result.rows(step.rows);
        watch.observer.applying(&step.progress);
        if step.progress.done || stopping.is_some() {
            break;
        }
    }
    result.applied(applying.outcome()?);
    if let (Some(Stop::OutOfTime(limit)), Some(early)) = (stopping, &mut result.ended_early) {
        early.text = format!("{} {}", watch.out_of_time(limit), early.text);
        TIME_LIMIT.clone_into(&mut early.code);
    }
    if let (Some(early), Some(run)) = (&result.ended_early, result.journal_id)
        && let Err(error) = store.run_was_stopped(run, &early.code)
    {
        tracing::warn!(%error, "the journal does not say that this run was stopped");
    }
    match report {
        Some(path) if result.has_rows_for_report() => {
            let stopped = stopping.is_some();
            write_report(path, watch, result, |to| drain(applying.report(to)?, watch, stopped))
        }
        _ => Ok(()),
    }
}

/// How long a step of a report should take, so that it can be stopped soon.
const REPORT_STEP: Duration = Duration::from_millis(200);

/// How long the report of a run that was stopped may take: it says which rows are still to come.
const REPORT_OF_STOPPED: Duration = Duration::from_secs(5);

/// Writes a report to its end, and answers true; false where it was stopped. Rows may be very wide, so steps are as many of them
/// as time allows.
fn drain(mut report: crate::plugin::Reporting<'_>, watch: &Watch<'_>, stopped: bool) -> Result<bool, Failure> {
    let (began, mut rows) = (Instant::now(), 20);
    loop {
        let over = if stopped { began.elapsed() >= REPORT_OF_STOPPED } else { watch.stop().is_some() };
        if over {
            return Ok(false);
        }
        let step = Instant::now();
        if report.step(rows)?.done {
            return Ok(true);
        }
        rows = if step.elapsed() > REPORT_STEP { (rows / 2).max(1) } else { (rows * 2).min(ROWS_PER_STEP) };
    }
}

fn write_report(
    path: &Path,
    watch: &Watch<'_>,
    result: &mut ImportResult,
    write: impl FnOnce(Box<dyn Target>) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| {
        let said = message::REPORT_UNWRITABLE.with("file", path.display()).with_said("why", &io_said(&error));
        host_failure("report-not-written", said.text(watch.language))
    };
    let file = NewFile::create(path).map_err(cannot)?;
    if !write(file.target().map_err(cannot)?)? {
        result.without_report(watch.report_stopped());
        return Ok(());
    }
    file.finish().map_err(cannot)?;
    result.report = Some(path.display().to_string());
    Ok(())
}

fn host_failure(code: &str, text: String) -> Failure {
    let problem = crate::plugin::Problem {
        code: code.to_owned(),
        severity: crate::plugin::Severity::Error,
        text,
        line: None,
        column: None,
        cell: None,
        field: None,
        arguments: Vec::new(),
    };
    Failure { reason: FailureReason::HostFailed, problems: vec![problem] }
}

/// Looks at a file: to its end, or until `time` is over, which a warning of the outcome then says.
///
/// # Errors
/// Not available, or the file cannot be read.
pub fn inspect(
    instance: &mut Instance,
    file: Box<dyn ReadAt>,
    options: &ImportOptions,
    time: Option<Duration>,
) -> Result<importing::FileInfo, Failure> {
    let start = Instant::now();
    let mut inspecting = instance.inspect(file, options)?;
    while !inspecting.step(ROWS_PER_STEP)?.done {
        if time.is_some_and(|time| start.elapsed() >= time) {
            inspecting.stop()?;
            break;
        }
    }
    inspecting.outcome()
}

//! An import from file to receipt: plan, guards, apply, report, for whoever shows it.
//!
//! [`run`] walks through the plugin's steps, tells an [`Observer`] how far it is, and answers with an [`ImportResult`], which
//! is the object that `import --json` prints. Whatever happens, that object adds up: where the plugin broke while it wrote, the
//! journal says what was written.

mod result;

use std::path::Path;

use crate::files::NewFile;
use crate::plugin::importing::{self, Allowance, ImportOptions};
use crate::plugin::{Failure, FailureReason, Instance, Plan, Progress, ReadAt, Target};
use crate::store::TenantStore;

pub use result::{
    CellReport, ChangedRow, ColumnReport, Counts, ErrorReport, FileReport, GuardReport, ImportResult, Licences,
    ProblemReport, Purged, SheetReport, outcome_name,
};

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
    if let Err(failure) = plan_and_apply(instance, store, file, job, report, observer, &mut result) {
        result.fail(&failure);
    }
    result.close(job.with_changes);
    result
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
    let german = instance.language().pick(true, false);
    let mut plan = instance.plan(file, &job.options())?;
    loop {
        if observer.cancelled() {
            return Err(cancelled(german));
        }
        let step = plan.step(ROWS_PER_STEP)?;
        result.rows(step.rows);
        observer.planning(&step.progress);
        if step.progress.done {
            break;
        }
    }
    result.planned(plan.outcome()?);
    observer.planned(result);
    if job.dry_run {
        return match report {
            Some(path) if result.has_rows_for_report() => write_report(path, result, |to| drain(plan.report(to)?)),
            _ => Ok(()),
        };
    }
    apply(plan, store, report, observer, result)
}

fn apply(
    plan: Plan<'_>,
    store: &TenantStore,
    report: Option<&Path>,
    observer: &mut dyn Observer,
    result: &mut ImportResult,
) -> Result<(), Failure> {
    let mut applying = match plan.apply() {
        Ok(applying) => applying,
        Err(failure) => {
            result.nothing_started();
            return Err(failure);
        }
    };
    loop {
        let stopping = observer.cancelled();
        let step = if stopping { applying.stop() } else { applying.step() };
        result.journal_id = applying.journal_id();
        let step = match step {
            Ok(step) => step,
            Err(failure) => {
                result.applied_from_journal(store);
                return Err(failure);
            }
        };
        result.rows(step.rows);
        observer.applying(&step.progress);
        if step.progress.done || stopping {
            break;
        }
    }
    result.applied(applying.outcome()?);
    match report {
        Some(path) if result.has_rows_for_report() => write_report(path, result, |to| drain(applying.report(to)?)),
        _ => Ok(()),
    }
}

fn drain(mut report: crate::plugin::Reporting<'_>) -> Result<(), Failure> {
    while !report.step(ROWS_PER_STEP)?.done {}
    Ok(())
}

fn write_report(
    path: &Path,
    result: &mut ImportResult,
    write: impl FnOnce(Box<dyn Target>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| {
        host_failure("report-not-written", format!("The report {} cannot be written: {error}.", path.display()))
    };
    let file = NewFile::create(path).map_err(cannot)?;
    write(file.target().map_err(cannot)?)?;
    file.finish().map_err(cannot)?;
    result.report = Some(path.display().to_string());
    Ok(())
}

fn cancelled(german: bool) -> Failure {
    let text = if german { "Abgebrochen. Es wurde nichts geändert." } else { "Stopped. Nothing was changed." };
    let mut failure = host_failure("cancelled", text.to_owned());
    failure.reason = FailureReason::Other("cancelled".to_owned());
    failure
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

/// Looks at a file to the end.
///
/// # Errors
/// Not available, or the file cannot be read.
pub fn inspect(
    instance: &mut Instance,
    file: Box<dyn ReadAt>,
    options: &ImportOptions,
    mut progress: impl FnMut(&Progress),
) -> Result<importing::FileInfo, Failure> {
    let mut inspecting = instance.inspect(file, options)?;
    loop {
        let step = inspecting.step(ROWS_PER_STEP)?;
        progress(&step);
        if step.done {
            return inspecting.outcome();
        }
    }
}

//! What an import says at its end, as plain data: the object of `import --json`, and what pages and the command line show.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use crate::plugin::importing::{FileInfo, GuardFinding, OutcomeCounts, PlanOutcome, RowInfo, RowOutcome, RunOutcome};
use crate::plugin::{Failure, FailureReason, Problem, Severity, Value};
use crate::store::TenantStore;

/// Rows with something to say that a result keeps. Counts are exact beyond it, and the report file has every row.
const MOST_ROWS: usize = 20_000;

/// One number per outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "named after the contract's outcomes")]
pub struct Counts {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub deactivated: u64,
    pub reactivated: u64,
    pub skipped: u64,
    pub failed: u64,
    pub stale: u64,
    pub not_started: u64,
}

impl Counts {
    fn new(counts: &OutcomeCounts) -> Self {
        Self {
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            deactivated: counts.deactivated,
            reactivated: counts.reactivated,
            skipped: counts.skipped,
            failed: counts.failed,
            stale: counts.stale,
            not_started: counts.not_started,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            deactivated: self.deactivated + other.deactivated,
            reactivated: self.reactivated + other.reactivated,
            skipped: self.skipped + other.skipped,
            failed: self.failed + other.failed,
            stale: self.stale + other.stale,
            not_started: self.not_started + other.not_started,
        }
    }

    /// The same rows, where nothing was written: what would have been becomes not started.
    fn nothing_written(self) -> Self {
        let not_started = self.not_started + self.created + self.updated + self.deactivated + self.reactivated;
        Self { created: 0, updated: 0, deactivated: 0, reactivated: 0, not_started, ..self }
    }

    /// All of them together.
    pub fn sum(&self) -> u64 {
        self.created
            + self.updated
            + self.unchanged
            + self.deactivated
            + self.reactivated
            + self.skipped
            + self.failed
            + self.stale
            + self.not_started
    }

    /// Names and numbers, in the order in which they are shown.
    pub fn named(&self) -> [(RowOutcome, u64); 9] {
        [
            (RowOutcome::Created, self.created),
            (RowOutcome::Updated, self.updated),
            (RowOutcome::Unchanged, self.unchanged),
            (RowOutcome::Deactivated, self.deactivated),
            (RowOutcome::Reactivated, self.reactivated),
            (RowOutcome::Skipped, self.skipped),
            (RowOutcome::Failed, self.failed),
            (RowOutcome::Stale, self.stale),
            (RowOutcome::NotStarted, self.not_started),
        ]
    }
}

/// Something to tell, and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemReport {
    /// The line, as a spreadsheet shows it.
    pub line: Option<u32>,
    /// The stable code.
    pub code: String,
    /// For people.
    pub text: String,
    /// `note`, `warning` or `error`.
    pub severity: &'static str,
    /// The cell, as a spreadsheet names it.
    pub cell: Option<String>,
    /// The field it is about.
    pub field: Option<String>,
    /// What the row ends as; none for problems of the file as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// The account, where one was found or made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

impl From<&Problem> for ProblemReport {
    fn from(problem: &Problem) -> Self {
        Self {
            line: problem.line,
            code: problem.code.clone(),
            text: problem.text.clone(),
            severity: match problem.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            cell: problem.cell.clone(),
            field: problem.field.clone(),
            outcome: None,
            account: None,
        }
    }
}

fn problems(problems: &[Problem]) -> Vec<ProblemReport> {
    problems.iter().map(ProblemReport::from).collect()
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Serialize)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// A column of the file.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnReport {
    /// Its number, from 0.
    pub index: u32,
    /// Its header.
    pub header: Option<String>,
    /// A few values.
    pub samples: Vec<String>,
    /// The field it is taken for.
    pub field: Option<String>,
    /// Why.
    pub why: String,
    /// The code of why.
    pub why_code: String,
    /// Whether yes means no.
    pub inverted: bool,
}

/// What a file was taken for: the object of `inspect --json`.
#[derive(Clone, Debug, Serialize)]
pub struct FileReport {
    /// `csv`, `xlsx`, `xlsb`, `xls` or `ods`.
    pub kind: String,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// All sheets.
    pub sheets: Vec<SheetReport>,
    /// The character encoding of delimited text.
    pub encoding: Option<String>,
    /// The delimiter of delimited text.
    pub delimiter: Option<String>,
    /// The line of the header.
    pub header_row: Option<u32>,
    /// The columns.
    pub columns: Vec<ColumnReport>,
    /// Data rows.
    pub rows: u64,
    /// What is worth a look.
    pub warnings: Vec<ProblemReport>,
    /// The first rows, as texts.
    pub first_rows: Vec<Vec<String>>,
}

impl From<FileInfo> for FileReport {
    fn from(file: FileInfo) -> Self {
        let column = |column: crate::plugin::importing::ColumnInfo| ColumnReport {
            index: column.index,
            header: column.header,
            samples: column.samples,
            field: column.field,
            why: column.why.text,
            why_code: column.why.code,
            inverted: column.inverted,
        };
        Self {
            kind: file.kind,
            sheet: file.sheet,
            sheets: file
                .sheets
                .into_iter()
                .map(|sheet| SheetReport { name: sheet.name, hidden: sheet.hidden })
                .collect(),
            encoding: file.encoding,
            delimiter: file.delimiter,
            header_row: file.header_row,
            columns: file.columns.into_iter().map(column).collect(),
            rows: file.rows,
            warnings: problems(&file.warnings),
            first_rows: file.first_rows,
        }
    }
}

/// What a guard found.
#[derive(Clone, Debug, Serialize)]
pub struct GuardReport {
    /// Its name.
    pub guard: String,
    /// How many times.
    pub number: u64,
    /// From how many on it stands in the way.
    pub limit: u64,
    /// Whether it does.
    pub blocks: bool,
    /// For people.
    pub text: String,
}

impl From<GuardFinding> for GuardReport {
    fn from(finding: GuardFinding) -> Self {
        Self {
            guard: finding.guard,
            number: finding.number,
            limit: finding.limit,
            blocks: finding.blocks,
            text: finding.problem.text,
        }
    }
}

/// What purges would delete, or deleted.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "named after what is deleted")]
pub struct Purged {
    pub customers: u64,
    pub appointments: u64,
    pub reports: u64,
}

/// Licences: bought, in use before, in use after.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Licences {
    pub bought: u32,
    pub used: u32,
    pub after: u32,
}

/// A cell that changes.
#[derive(Clone, Debug, Serialize)]
pub struct CellReport {
    /// The field.
    pub field: String,
    /// What the account has.
    pub before: Option<Json>,
    /// What it gets.
    pub after: Option<Json>,
}

/// A row that changes something.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedRow {
    /// Its line; none for an account that is not in the file.
    pub line: Option<u32>,
    /// The account.
    pub account: Option<String>,
    /// What it ends as.
    pub outcome: &'static str,
    /// The cells.
    pub cells: Vec<CellReport>,
}

/// Why a run did not do what was asked.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorReport {
    /// `not-available`, `refused`, `unreadable`, `invalid-settings`, `host-failed`, `out-of-order`, or another word.
    pub reason: String,
    /// The first says the most.
    pub problems: Vec<ProblemReport>,
}

impl From<&Failure> for ErrorReport {
    fn from(failure: &Failure) -> Self {
        let reason = match &failure.reason {
            FailureReason::NotAvailable => "not-available",
            FailureReason::Refused => "refused",
            FailureReason::Unreadable => "unreadable",
            FailureReason::InvalidSettings => "invalid-settings",
            FailureReason::HostFailed => "host-failed",
            FailureReason::OutOfOrder => "out-of-order",
            FailureReason::Other(reason) => reason,
        };
        Self { reason: reason.to_owned(), problems: problems(&failure.problems) }
    }
}

/// How an import ended, or what it would do.
#[derive(Clone, Debug, Serialize)]
pub struct ImportResult {
    /// Whether it was a dry run: then the counts say what would be.
    pub dry_run: bool,
    /// Data rows read. `counts` without `absent` add up to it.
    pub rows_read: u64,
    /// What the rows, and in sync mode the accounts that are not in the file, ended as.
    pub counts: Counts,
    /// What the accounts that are not in the file ended as.
    pub absent: Counts,
    /// What is to be told about rows.
    pub problems: Vec<ProblemReport>,
    /// Rows with something to say that `problems` and `changes` have no room for.
    pub rows_left_out: u64,
    /// What the guards found.
    pub guards: Vec<GuardReport>,
    /// What is to be told about the run as a whole.
    pub notes: Vec<ProblemReport>,
    /// What purges would delete, or deleted.
    pub purged: Purged,
    /// Licences.
    pub licences: Licences,
    /// Why the run ended before its end, if it did.
    pub ended_early: Option<ProblemReport>,
    /// Whether the outcomes do not add up.
    pub faulty: bool,
    /// What changes, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<ChangedRow>>,
    /// What the file was taken for.
    pub file: Option<FileReport>,
    /// The settings that repeat this reading and mapping.
    pub settings: Option<Json>,
    /// The receipt of an applied run.
    pub receipt: Option<Json>,
    /// The number of the run in the journal.
    pub journal_id: Option<i64>,
    /// Where the report of what did not go through was written.
    pub report: Option<String>,
    /// Why the run did not do what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
    #[serde(skip)]
    row_counts: Counts,
    #[serde(skip)]
    told: Rows,
    #[serde(skip)]
    pub(crate) failure: Option<Failure>,
}

/// Rows with something to say. A row that is told again, because it ended otherwise than planned, replaces what it was.
#[derive(Clone, Debug, Default)]
struct Rows {
    by_line: BTreeMap<u32, RowInfo>,
    by_account: BTreeMap<String, RowInfo>,
    others: Vec<RowInfo>,
    left_out: u64,
}

impl Rows {
    fn len(&self) -> usize {
        self.by_line.len() + self.by_account.len() + self.others.len()
    }

    fn tell(&mut self, row: RowInfo) {
        let full = self.len() >= MOST_ROWS;
        let known = match (row.line, &row.account) {
            (Some(line), _) => self.by_line.get_mut(&line),
            (None, Some(account)) => self.by_account.get_mut(account),
            (None, None) => None,
        };
        match known {
            Some(known) => {
                known.outcome = row.outcome;
                known.account = row.account.or(known.account.take());
                for problem in row.problems {
                    let same = |one: &Problem| one.code == problem.code && one.text == problem.text;
                    if !known.problems.iter().any(same) {
                        known.problems.push(problem);
                    }
                }
                if !row.changes.is_empty() {
                    known.changes = row.changes;
                }
            }
            None if full => self.left_out += 1,
            None => match (row.line, &row.account) {
                (Some(line), _) => drop(self.by_line.insert(line, row)),
                (None, Some(account)) => drop(self.by_account.insert(account.clone(), row)),
                (None, None) => self.others.push(row),
            },
        }
    }

    fn iter(&self) -> impl Iterator<Item = &RowInfo> {
        self.by_line.values().chain(self.by_account.values()).chain(&self.others)
    }
}

impl ImportResult {
    pub(super) fn begin(dry_run: bool) -> Self {
        Self {
            dry_run,
            rows_read: 0,
            counts: Counts::default(),
            absent: Counts::default(),
            problems: Vec::new(),
            rows_left_out: 0,
            guards: Vec::new(),
            notes: Vec::new(),
            purged: Purged::default(),
            licences: Licences::default(),
            ended_early: None,
            faulty: false,
            changes: None,
            file: None,
            settings: None,
            receipt: None,
            journal_id: None,
            report: None,
            error: None,
            row_counts: Counts::default(),
            told: Rows::default(),
            failure: None,
        }
    }

    pub(super) fn rows(&mut self, rows: Vec<RowInfo>) {
        for row in rows {
            self.told.tell(row);
        }
    }

    pub(super) fn planned(&mut self, plan: PlanOutcome) {
        self.rows_read = plan.rows_read;
        self.count(Counts::new(&plan.counts), Counts::new(&plan.absent));
        self.guards = plan.guards.into_iter().map(GuardReport::from).collect();
        self.notes = problems(&plan.notes);
        self.purged = Purged {
            customers: plan.purged_customers,
            appointments: plan.purged_appointments,
            reports: plan.purged_reports,
        };
        self.licences = Licences { bought: plan.licences_bought, used: plan.licences_used, after: plan.licences_after };
        self.file = Some(plan.file.into());
        self.settings = serde_json::from_str(&plan.settings).ok();
    }

    pub(super) fn applied(&mut self, run: RunOutcome) {
        self.rows_read = run.rows_read;
        self.count(Counts::new(&run.counts), Counts::new(&run.absent));
        self.notes = problems(&run.notes);
        self.ended_early = run.ended_early.as_ref().map(ProblemReport::from);
        // The plugin says so itself; this host adds it up once more.
        self.faulty = run.faulty || self.row_counts.sum() != run.rows_read;
        self.receipt = serde_json::from_str(&run.receipt).ok();
    }

    fn count(&mut self, rows: Counts, absent: Counts) {
        self.row_counts = rows;
        self.absent = absent;
        self.counts = rows.plus(absent);
    }

    /// The guards or the host stood in the way: no row was begun.
    pub(super) fn nothing_started(&mut self) {
        self.count(self.row_counts.nothing_written(), self.absent.nothing_written());
    }

    /// The plugin broke while it wrote: the journal tells what was written, everything else was not begun. Rows of the file
    /// are written before accounts that are not in it, so the first of a kind are the file's.
    pub(super) fn applied_from_journal(&mut self, store: &TenantStore) {
        let (planned, mut rows, mut absent) =
            (self.row_counts, self.row_counts.nothing_written(), self.absent.nothing_written());
        for (action, result) in self.journal_id.map(|run| journal(store, run)).unwrap_or_default() {
            let (planned, done) = match action.as_str() {
                "create" => (planned.created, rows.created),
                "update" => (planned.updated, rows.updated),
                "deactivate" => (planned.deactivated, rows.deactivated),
                _ => (planned.reactivated, rows.reactivated),
            };
            let counts = if done < planned { &mut rows } else { &mut absent };
            let outcome = match (result.as_str(), action.as_str()) {
                ("applied", "create") => &mut counts.created,
                ("applied", "update") => &mut counts.updated,
                ("applied", "deactivate") => &mut counts.deactivated,
                ("applied", _) => &mut counts.reactivated,
                ("stale", _) => &mut counts.stale,
                _ => &mut counts.failed,
            };
            *outcome += 1;
            counts.not_started = counts.not_started.saturating_sub(1);
        }
        self.count(rows, absent);
    }

    /// Whether a report would have any row.
    pub(super) fn has_rows_for_report(&self) -> bool {
        let rows = &self.row_counts;
        rows.skipped + rows.failed + rows.stale + rows.not_started > 0
    }

    pub(super) fn fail(&mut self, failure: &Failure) {
        self.failure = Some(failure.clone());
        self.error = Some(ErrorReport::from(failure));
    }

    /// Puts what was told about rows into its final form.
    pub(super) fn close(&mut self, with_changes: bool) {
        let told = std::mem::take(&mut self.told);
        self.rows_left_out = told.left_out;
        for row in told.iter() {
            for problem in &row.problems {
                let line = problem.line.or(row.line);
                let (outcome, account) = (Some(outcome_name(row.outcome)), row.account.clone());
                self.problems.push(ProblemReport { line, outcome, account, ..ProblemReport::from(problem) });
            }
        }
        if with_changes {
            self.changes = Some(told.iter().filter(|row| !row.changes.is_empty()).map(changed_row).collect());
        }
    }
}

/// What the journal has of a run: action and result, in order.
fn journal(store: &TenantStore, run: i64) -> Vec<(String, String)> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        match store.import_rows(run, after, 1_000) {
            Ok(rows) if rows.is_empty() => return all,
            Ok(rows) => {
                after = rows.last().map_or(after, |row| row.seq);
                all.extend(rows.into_iter().map(|row| (row.action, row.result)));
            }
            Err(error) => {
                tracing::warn!(%error, run, "the journal cannot be read");
                return all;
            }
        }
    }
}

fn changed_row(row: &RowInfo) -> ChangedRow {
    let cell = |change: &crate::plugin::importing::CellChange| CellReport {
        field: change.field.clone(),
        before: change.before.as_ref().map(json),
        after: change.after.as_ref().map(json),
    };
    ChangedRow {
        line: row.line,
        account: row.account.clone(),
        outcome: outcome_name(row.outcome),
        cells: row.changes.iter().map(cell).collect(),
    }
}

fn json(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Decimal(text) => Json::from(text.as_str()),
        Value::Flag(flag) => Json::from(*flag),
        Value::Integer(number) => Json::from(*number),
        Value::TextList(texts) => Json::from(texts.as_slice()),
    }
}

/// The stable name of an outcome, as the counts have it.
pub fn outcome_name(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Created => "created",
        RowOutcome::Updated => "updated",
        RowOutcome::Unchanged => "unchanged",
        RowOutcome::Deactivated => "deactivated",
        RowOutcome::Reactivated => "reactivated",
        RowOutcome::Skipped => "skipped",
        RowOutcome::Failed => "failed",
        RowOutcome::Stale => "stale",
        RowOutcome::NotStarted => "not_started",
    }
}

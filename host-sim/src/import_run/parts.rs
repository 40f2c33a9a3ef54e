//! The parts of a result: what is told of the file, of guards, of rows and of failures, as plain data.

use serde::Serialize;
use serde_json::Value as Json;

use super::guards::Permits;
use crate::plugin::importing::{CellChange, FileInfo, GuardFinding};
use crate::plugin::{Failure, FailureReason, Problem, Severity, Value};

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

impl From<Problem> for ProblemReport {
    fn from(problem: Problem) -> Self {
        Self {
            line: problem.line,
            code: problem.code,
            text: problem.text,
            severity: match problem.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            cell: problem.cell,
            field: problem.field,
            outcome: None,
            account: None,
        }
    }
}

impl From<&Problem> for ProblemReport {
    fn from(problem: &Problem) -> Self {
        problem.clone().into()
    }
}

pub(super) fn problems(problems: &[Problem]) -> Vec<ProblemReport> {
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

impl GuardReport {
    pub(super) fn new(finding: GuardFinding, permits: Permits) -> Self {
        // What does not block needs no leave.
        let text = match finding.blocks {
            true => permits.text(&finding.problem.text, &finding.guard, finding.number),
            false => finding.problem.text,
        };
        Self { guard: finding.guard, number: finding.number, limit: finding.limit, blocks: finding.blocks, text }
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
    /// Its label in the reader's language.
    pub label: String,
    /// What the account has.
    pub before: Option<Json>,
    /// What it gets.
    pub after: Option<Json>,
    /// What the account has, as people read it.
    pub before_text: Option<String>,
    /// What it gets, as people read it.
    pub after_text: Option<String>,
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

impl From<CellChange> for CellReport {
    fn from(change: CellChange) -> Self {
        Self {
            field: change.field,
            label: change.label,
            before: change.before.map(json),
            after: change.after.map(json),
            before_text: change.before_text,
            after_text: change.after_text,
        }
    }
}

fn json(value: Value) -> Json {
    match value {
        Value::Text(text) | Value::Decimal(text) => Json::from(text),
        Value::Flag(flag) => Json::from(flag),
        Value::Integer(number) => Json::from(number),
        Value::TextList(texts) => Json::from(texts),
    }
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

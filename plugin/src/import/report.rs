//! The report: the rows that did not go through, in the format of the input, with their original cells, followed by status,
//! code, reason and line. Corrected, it can be imported as it is: the four columns belong to no field.
//!
//! A cell that the format cannot hold (too long, a control character) is cut or shown with signs, its row says so, and such a
//! row does not pass before the cell is corrected.

use std::borrow::Cow;

use super::hash::of_text;
use super::outcome::Progress;
use super::plan::{Job, reopen};
use super::row::ReportColumns;
use super::settled::Settled;
use crate::cell::Cell;
use crate::failure::{Failure, FailureReason};
use crate::host::Sink;
use crate::message::field as field_message;
use crate::message::{
    Code, Language, Problem, Severity, apply as message, column_letters, plan as plan_message, text_file,
};
use crate::sheet::write::injection::unguard;
use crate::sheet::write::{
    Column, Format, OutCell, SheetPlan, SheetWriter, create, create_returned_text, holdable, is_changed,
};
use crate::sheet::{Kind, Layout, Row, Rows};

/// Bytes of rows that one step reads: a step must not take long, whatever the rows hold.
const STEP_BYTES: usize = 1 << 20;
/// Characters of a reason: a row with hundreds of faults does not need all of them to be corrected.
const REASON: usize = 8_000;

/// The headers of the four columns that a report adds. An input that has them already gets new ones in their place.
const ADDED_DE: [&str; 4] = ["Roster-Status", "Roster-Code", "Roster-Grund", "Roster-Zeile"];
const ADDED_EN: [&str; 4] = ["Roster-Status", "Roster-Code", "Roster-Reason", "Roster-Line"];

/// What is told of a row.
struct Told {
    row: u32,
    status: &'static str,
    code: &'static str,
    reason: String,
    /// Whether what is wrong does not show in the cells that are written: bytes that were left out, formulas without a result.
    vanishes: bool,
}

/// What the cells of a report do not show.
const VANISHING: [Code; 4] =
    [text_file::UNDECODABLE, field_message::UNCALCULATED, field_message::ERROR_CELL, plan_message::STILL_AS_REPORTED];

/// A mark of a row's own cells, which stands behind the reason: the row that still has it was not mended.
pub(super) fn mark<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let text = cells.map(|cell| unguard(cell).trim()).collect::<Vec<_>>().join("\u{1F}");
    format!("[#{}]", of_text(&text).get(..8).unwrap_or_default())
}

/// A report while it is written.
pub struct Reporting {
    told: std::iter::Peekable<std::vec::IntoIter<Told>>,
    first: std::vec::IntoIter<Row>,
    rows: Box<dyn Rows>,
    row: Row,
    next: u32,
    /// The columns of the input that are written again.
    columns: Vec<usize>,
    writer: Option<Box<dyn SheetWriter>>,
    format: Format,
    language: Language,
    progress: Progress,
}

impl std::fmt::Debug for Reporting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reporting").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl Reporting {
    pub(super) fn start(job: &Job, settled: &Settled, sink: Box<dyn Sink>) -> Result<Self, Failure> {
        let prepared = reopen(job)?;
        let language = job.options.language;
        let columns = own_columns(&prepared.layout);
        let format = match prepared.layout.kind {
            Kind::Csv => Format::Csv,
            Kind::Ods => Format::Ods,
            Kind::Xlsx | Kind::Xlsb | Kind::Xls => Format::Xlsx,
        };
        let plan = sheet_plan(&prepared.layout, &columns, format, language);
        let writer = match format {
            Format::Csv => create_returned_text(&plan, sink),
            format => create(format, &plan, sink),
        };
        Ok(Self {
            told: told(settled, language).into_iter().peekable(),
            first: prepared.first.into_iter(),
            rows: prepared.rows,
            row: Row::default(),
            next: 0,
            columns,
            writer: Some(writer.map_err(|problem| not_written(problem, language))?),
            format,
            language,
            progress: Progress { size: job.source.size(), ..Progress::default() },
        })
    }

    /// Writes up to `max_rows` rows.
    ///
    /// # Errors
    /// The file cannot be read on, or the sink takes no more. The report is then incomplete.
    pub fn step(&mut self, max_rows: u32) -> Result<Progress, Failure> {
        let Some(mut writer) = self.writer.take() else { return Ok(self.progress) };
        let mut bytes = 0;
        for _ in 0..max_rows.max(1) {
            if bytes > STEP_BYTES {
                break;
            }
            if self.told.peek().is_none() || !self.read()? {
                writer.finish().map_err(|problem| not_written(problem, self.language))?;
                self.progress.done = true;
                self.progress.position = self.progress.size;
                return Ok(self.progress);
            }
            let at = self.next;
            self.next += 1;
            bytes += self.row.text_bytes();
            if let Some(told) = self.told.next_if(|told| told.row == at) {
                self.write(&mut *writer, &told)?;
                self.progress.rows += 1;
            }
        }
        self.progress.position = self.rows.position().min(self.progress.size);
        self.writer = Some(writer);
        Ok(self.progress)
    }

    fn read(&mut self) -> Result<bool, Failure> {
        if let Some(row) = self.first.next() {
            self.row = row;
            return Ok(true);
        }
        self.rows.next(&mut self.row).map_err(Failure::unreadable)
    }

    fn write(&self, writer: &mut dyn SheetWriter, told: &Told) -> Result<(), Failure> {
        let line = self.row.line().to_string();
        let read: Vec<_> = self.columns.iter().map(|column| self.row.cell(*column)).collect();
        let mut written: Vec<_> = read.iter().map(|cell| as_displayed(*cell)).collect();
        let mut changed = Vec::new();
        for ((text, cell), column) in written.iter_mut().zip(&read).zip(&self.columns) {
            if let Cow::Owned(short) = holdable(self.format, text.as_deref().unwrap_or_else(|| cell.text())) {
                *text = Some(short);
                changed.push(*column);
            }
        }
        let cells = read.iter().zip(&written);
        let cells = cells.map(|(cell, text)| text.as_deref().map_or_else(|| (*cell).into(), OutCell::Text));
        let mut cells: Vec<OutCell<'_>> = cells.collect();
        let mut reason = told.reason.clone();
        if reason.chars().nth(REASON).is_some() {
            reason = reason.chars().take(REASON).chain(" […]".chars()).collect();
        }
        if !changed.is_empty() {
            let name = |column: &usize| format!("{}{line}", column_letters(u32::try_from(*column).unwrap_or(u32::MAX)));
            let names: Vec<String> = changed.iter().take(10).map(name).collect();
            let note = Problem::new(message::REPORT_CELL_CHANGED).with("cells", names.join(", "));
            reason = format!("{reason} {}", note.text(self.language));
        }
        if told.vanishes || !changed.is_empty() {
            let texts = read.iter().zip(&written).map(|(cell, text)| text.as_deref().unwrap_or_else(|| cell.text()));
            reason = format!("{reason} {}", mark(texts));
        }
        let reason = holdable(self.format, &reason);
        cells.extend([told.status, told.code, &*reason, &line].map(OutCell::Text));
        // Cells beyond the header stay beyond it: a row that does not line up must not pass by being reported.
        let surplus: Vec<_> = self.row.surplus().iter().map(|text| holdable(self.format, text)).collect();
        cells.extend(surplus.iter().map(|text| OutCell::Text(text)));
        writer.row(&cells).map_err(|problem| not_written(problem, self.language))
    }
}

/// Whether a cell of a report was cut or shows signs for what its format cannot hold.
pub(super) fn is_not_whole(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if is_changed(text))
}

/// How spreadsheets show a number that has more digits than they keep. Written with all its digits it would look whole, and
/// pass when the report is imported.
fn as_displayed(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Number { value, .. } if value.abs() >= 1e15 => Some(format!("{value:.14e}").replace('e', "E+")),
        _ => None,
    }
}

fn not_written(problem: Problem, language: Language) -> Failure {
    let (message, reason) = match problem.arguments.iter().find(|(name, _)| *name == "reason") {
        Some((_, reason)) => (message::REPORT_NOT_WRITTEN, reason.clone()),
        None => {
            let cell = problem.cell().map(|cell| format!("{cell}: ")).unwrap_or_default();
            (message::REPORT_NOT_POSSIBLE, format!("{cell}{}", problem.text(language)))
        }
    };
    let problem = Problem::new(message).with("reason", reason.trim_end_matches('.'));
    Failure::new(FailureReason::HostFailed, problem)
}

/// The columns with code and reason, where the file is the report of an earlier run.
pub(super) fn earlier_report(layout: &Layout) -> Option<ReportColumns> {
    let place = |names: [&str; 2]| {
        let is_named = |header: &Option<String>| header.as_deref().is_some_and(|header| names.contains(&header.trim()));
        layout.header.iter().position(is_named)
    };
    let [code, reason] = [1, 2].map(|at| place([ADDED_DE[at], ADDED_EN[at]]));
    Some(ReportColumns { code: code?, reason: reason?, own: own_columns(layout) })
}

/// The columns of the input that no earlier report added.
fn own_columns(layout: &Layout) -> Vec<usize> {
    let added = |header: &Option<String>| {
        header.as_deref().is_some_and(|header| ADDED_DE.contains(&header.trim()) || ADDED_EN.contains(&header.trim()))
    };
    layout.header.iter().enumerate().filter(|(_, header)| !added(header)).map(|(column, _)| column).collect()
}

fn sheet_plan(layout: &Layout, columns: &[usize], format: Format, language: Language) -> SheetPlan {
    let added = if language == Language::German { ADDED_DE } else { ADDED_EN };
    let own = columns.iter().map(|column| layout.header.get(*column).cloned().flatten().unwrap_or_default());
    let own = own.map(|header| holdable(format, &header).into_owned());
    SheetPlan {
        name: sheet_name(layout),
        language,
        columns: own.chain(added.map(str::to_owned)).map(|header| Column { header, ..Column::default() }).collect(),
        delimiter: layout.delimiter,
        ..SheetPlan::default()
    }
}

/// The name of the sheet as far as every program takes it.
fn sheet_name(layout: &Layout) -> String {
    const LONGEST: usize = 31;
    let name = layout.sheet.as_deref().unwrap_or_default();
    let allowed = |c: &char| !c.is_control() && !"[]:*?/\\\u{fffe}\u{ffff}".contains(*c);
    let mut left = LONGEST;
    let fits = |c: &char| {
        let length = c.len_utf16();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    };
    let name: String = name.chars().filter(allowed).take_while(fits).collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "Roster".to_owned() } else { name.to_owned() }
}

/// What is told of the rows that did not go through, in their order.
fn told(settled: &Settled, language: Language) -> Vec<Told> {
    settled
        .not_gone_through()
        .map(|(row, outcome)| {
            let reasons = settled.reasons(row);
            // A double above all: an import of the report looks for it.
            let double = reasons.iter().find(|problem| ReportColumns::is_double(problem.code()));
            let worst = reasons.iter().rev().max_by_key(|problem| problem.severity());
            let main = double.or(worst).map(Problem::code);
            let texts: Vec<String> = reasons
                .iter()
                .filter(|problem| problem.severity() == Severity::Error || reasons.len() == 1)
                .map(|problem| match problem.cell() {
                    Some(cell) => format!("{cell}: {}", problem.text(language)),
                    None => problem.text(language),
                })
                .collect();
            let unknown = match outcome {
                super::RowOutcome::NotStarted => message::NOT_STARTED,
                _ => message::REASON_NOT_KEPT,
            };
            Told {
                row,
                status: outcome.as_str(),
                code: main.unwrap_or(unknown.code),
                vanishes: reasons.iter().any(|problem| VANISHING.contains(&problem.message)),
                reason: if texts.is_empty() { Problem::new(unknown).text(language) } else { texts.join(" ") },
            }
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::field::Kind;
    use crate::field::damage::of_cell;

    #[test]
    fn a_number_that_lost_digits_shows_its_damage_in_the_report_too() {
        for value in [4.9e19, -1e15, 1.5e17] {
            let text = as_displayed(Cell::Number { value, shown: "" }).unwrap();
            let found = of_cell(Cell::Text(&text), &Kind::Text, true).map(|problem| problem.code());
            assert_eq!(found, Some("scientific-notation"), "{text}");
        }
        assert_eq!(as_displayed(Cell::Number { value: 42.0, shown: "42" }), None);
        assert_eq!(as_displayed(Cell::Text("4900000000000000000")), None);
    }
}

//! Sentences and tables for people, in German and English: what a file was taken for, what a run does and did.

use std::collections::HashMap;
use std::fmt::Write;

use super::visible;
use crate::import_run::{Counts, FileReport, ProblemReport};
use crate::language::Language;
use crate::plugin::importing::RowOutcome;

/// One line: kind, sheet, encoding, delimiter, header line.
pub fn taken_for(file: &FileReport, language: Language) -> String {
    let mut text = match file.kind.as_str() {
        "csv" => language.pick("Textdatei (CSV)", "Delimited text (CSV)").to_owned(),
        kind => format!("{} ({kind})", language.pick("Arbeitsmappe", "Workbook")),
    };
    if let Some(sheet) = &file.sheet {
        let _ = write!(text, ", {}", language.pick(format!("Blatt „{sheet}“"), format!("sheet “{sheet}”")));
    }
    if let Some(encoding) = &file.encoding {
        let _ = write!(text, ", {encoding}");
    }
    if let Some(delimiter) = &file.delimiter {
        let delimiter = if delimiter == "\t" { "Tab" } else { delimiter };
        let _ = write!(text, ", {} {delimiter}", language.pick("Trennzeichen", "delimiter"));
    }
    match file.header_row {
        Some(line) => {
            let _ = write!(text, ", {} {line}", language.pick("Überschriften in Zeile", "header in line"));
        }
        None => text.push_str(language.pick(", ohne Überschriften", ", no header")),
    }
    text.push('.');
    text
}

/// Columns and the fields they are taken for, one a line.
pub fn columns(file: &FileReport, language: Language, with_reasons: bool) -> String {
    let header = |column: &crate::import_run::ColumnReport| {
        column.header.clone().unwrap_or_else(|| format!("({})", column.index + 1)).replace(['\n', '\r'], " ")
    };
    let width = file.columns.iter().map(|column| header(column).chars().count()).max().unwrap_or_default().min(40);
    let mut text = String::new();
    for column in &file.columns {
        let field = match (&column.field, column.inverted) {
            (Some(field), false) => field.clone(),
            (Some(field), true) => format!("{field} ({})", language.pick("umgekehrt", "inverted")),
            (None, _) => "\u{2013}".to_owned(),
        };
        let _ = write!(text, "  {:width$}  \u{2192} {}", visible::line(&header(column)), visible::line(&field));
        if with_reasons {
            let _ = write!(text, "  [{}]", visible::line(&column.why));
        }
        text.push('\n');
    }
    text
}

/// Numbers that are not nought, in one line.
pub fn counts(counts: &Counts, language: Language) -> String {
    let parts: Vec<_> = counts
        .named()
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(outcome, number)| format!("{number} {}", outcome_text(outcome, language)))
        .collect();
    if parts.is_empty() { language.pick("nichts", "nothing").to_owned() } else { parts.join(", ") }
}

/// An outcome as people read it.
pub fn outcome_text(outcome: RowOutcome, language: Language) -> &'static str {
    match outcome {
        RowOutcome::Created => language.pick("neu angelegt", "created"),
        RowOutcome::Updated => language.pick("geändert", "updated"),
        RowOutcome::Unchanged => language.pick("unverändert", "unchanged"),
        RowOutcome::Deactivated => language.pick("deaktiviert", "deactivated"),
        RowOutcome::Reactivated => language.pick("reaktiviert", "reactivated"),
        RowOutcome::Skipped => language.pick("ausgelassen", "skipped"),
        RowOutcome::Failed => language.pick("fehlgeschlagen", "failed"),
        RowOutcome::Stale => language.pick("inzwischen geändert", "changed meanwhile"),
        RowOutcome::NotStarted => language.pick("nicht begonnen", "not started"),
    }
}

/// From how many rows on an error that is the same in each of them is said once.
const MANY: usize = 4;

/// Problems of rows, one a line. What is the same in many rows and names no cell is said once, with the first of their lines.
pub fn grouped<'p>(problems: impl Iterator<Item = &'p ProblemReport>, language: Language) -> Vec<String> {
    let problems: Vec<_> = problems.collect();
    let key = |one: &'p ProblemReport| {
        let groups = one.line.is_some() && one.cell.is_none();
        groups.then_some((one.code.as_str(), one.severity, one.text.as_str()))
    };
    let mut numbers = HashMap::new();
    for key in problems.iter().filter_map(|one| key(one)) {
        *numbers.entry(key).or_insert(0_usize) += 1;
    }
    let mut lines = Vec::new();
    for one in problems {
        match key(one).and_then(|key| numbers.get_mut(&key)) {
            // Said at the first of them.
            Some(0) => {}
            Some(number) if *number >= MANY => {
                let first = problem(&ProblemReport { line: None, account: None, ..one.clone() }, language);
                let (rows, line) = (std::mem::take(number), one.line.unwrap_or_default());
                lines.push(language.pick(
                    format!("{rows} Zeilen, zuerst Zeile {line}: {first}"),
                    format!("{rows} rows, first line {line}: {first}"),
                ));
            }
            _ => lines.push(problem(one, language)),
        }
    }
    lines
}

/// A problem and its place.
pub fn problem(problem: &ProblemReport, language: Language) -> String {
    let weight = match problem.severity {
        "error" => language.pick("Fehler", "Error"),
        "warning" => language.pick("Warnung", "Warning"),
        _ => language.pick("Hinweis", "Note"),
    };
    let place = match (problem.line, &problem.cell, &problem.account) {
        (Some(line), Some(cell), _) => format!("{} {line} ({cell}): ", language.pick("Zeile", "Line")),
        (Some(line), None, _) => format!("{} {line}: ", language.pick("Zeile", "Line")),
        (None, _, Some(account)) => format!("{} {account}: ", language.pick("Benutzer", "User")),
        (None, _, None) => String::new(),
    };
    format!("{place}{weight}: {} [{}]", problem.text, problem.code)
}

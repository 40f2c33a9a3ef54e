//! Looking at a file before anything is planned: its columns with samples and what they are taken for, how many rows there
//! are, and what is worth a look. Nothing is parsed and nobody's account is known.
//!
//! An [`Inspector`] reads in steps, so that the host paces the work; [`inspect`] does all of it at once.

use std::collections::VecDeque;

use super::Mapping;
use super::drift::drift;
use super::own_export;
use super::resolve::columns_named;
use super::settings::{ImportSettings, read_options};
use super::suggest::{ColumnSample, Confidence, LabelHints, Suggestion, is_secret, suggest};
use crate::cell::Cell;
use crate::field::damage::{self, CodeColumn, ColumnDamage};
use crate::field::{Catalogue, FieldId, Kind, id};
use crate::message::{Problem, field as field_text, mapping as text};
use crate::sheet::{self, Layout, Row, Rows, SharedSource};

/// Rows that are read for samples before anything is suggested.
const SAMPLE_ROWS: usize = 200;
/// Values per column that suggestions look at.
const SAMPLES: usize = 50;
/// Different values per column that are shown.
const SHOWN: usize = 5;
/// Warnings that are kept; of the others only the number.
const WARNINGS: usize = 200;
/// Characters of a value that are kept.
const CHARACTERS: usize = 200;
/// What is shown instead of a secret.
const HIDDEN: &str = "***";

/// What was seen of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// How it is laid out.
    pub layout: Layout,
    /// Its columns in order.
    pub columns: Vec<InspectedColumn>,
    /// Its data rows.
    pub rows: u64,
    /// Damage, drift and notes; the last may say how many more there are. An error is what ended the reading early.
    pub warnings: Vec<Problem>,
    /// Its first data rows, one text per column as displayed; secrets as `***`.
    pub first_rows: Vec<Vec<String>>,
}

/// A column and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectedColumn {
    /// Its number, counted from 0.
    pub index: usize,
    /// Its header as it stands in the file.
    pub header: Option<String>,
    /// A few different values; none of columns that look like passwords, nor of sensitive fields.
    pub samples: Vec<String>,
    /// The field it is taken for, and why.
    pub suggestion: Suggestion,
}

/// How many columns before the first one stand empty, header and first rows alike: the margin that many people leave on a
/// sheet. Nothing of it is shown.
pub fn margin<'a>(layout: &Layout, rows: impl Iterator<Item = &'a Row> + Clone) -> usize {
    let is_empty = |column: usize| rows.clone().all(|row| row.cell(column).is_blank());
    (0..layout.header.len()).take_while(|column| layout.header[*column].is_none() && is_empty(*column)).count()
}

/// Looks at a file from beginning to end.
///
/// # Errors
/// The file cannot be opened. What ends the reading later is a warning.
pub fn inspect(source: SharedSource, settings: &ImportSettings, catalogue: &Catalogue) -> Result<Inspection, Problem> {
    let mut inspector = Inspector::start(source, settings, catalogue)?;
    while !inspector.step(u32::MAX) {}
    Ok(inspector.finish())
}

/// What a column was taken for: as the mapping has it, with the reason of the suggestion where the two agree.
pub fn effective(suggestions: &[Suggestion], column: usize, mapping: &Mapping) -> Suggestion {
    let suggested = suggestions.get(column);
    match mapping.columns.iter().find(|mapped| mapped.column == column) {
        Some(mapped) => match suggested.filter(|suggestion| suggestion.field.as_ref() == Some(&mapped.field)) {
            Some(suggestion) => Suggestion { inverted: mapped.inverted, ..suggestion.clone() },
            None => Suggestion { inverted: mapped.inverted, ..by_settings(mapped.field.clone()) },
        },
        None => match suggested.filter(|suggestion| suggestion.field.is_none()) {
            Some(suggestion) => suggestion.clone(),
            None => Suggestion::none(Problem::new(text::NOT_IN_SETTINGS)),
        },
    }
}

fn by_settings(field: FieldId) -> Suggestion {
    Suggestion::of(field, Confidence::Certain, Problem::new(text::MAPPED_BY_SETTINGS))
}

/// Leaves out the columns before the first that holds anything: the margin that many people leave beside a list.
pub(crate) fn drop_margin(columns: &mut Vec<InspectedColumn>, first_rows: &mut [Vec<String>]) {
    let margin = columns.iter().take_while(|one| one.header.is_none() && one.samples.is_empty()).count();
    columns.drain(..margin);
    for row in first_rows {
        row.drain(..margin.min(row.len()));
    }
}

/// The inspection of one file, under way.
pub struct Inspector {
    catalogue: Catalogue,
    settings: ImportSettings,
    layout: Layout,
    rows: Box<dyn Rows>,
    /// What the mapping sheet of one of our own exports decides.
    own: Option<Vec<Suggestion>>,
    row: Row,
    /// The first rows, until suggestions are made.
    first: VecDeque<Row>,
    columns: Option<Vec<Watched>>,
    first_rows: Vec<Vec<String>>,
    count: u64,
    warnings: Vec<Problem>,
    more_warnings: u64,
    done: bool,
}

/// A column being watched.
struct Watched {
    column: InspectedColumn,
    kind: Option<Kind>,
    sensitive: bool,
    is_code: bool,
    damage: Option<ColumnDamage>,
}

impl std::fmt::Debug for Inspector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inspector").field("rows", &self.count).field("done", &self.done).finish_non_exhaustive()
    }
}

impl Inspector {
    /// Opens a file. Settings' mappings go before the mapping sheet of one of our own exports, and that before suggestions.
    ///
    /// # Errors
    /// The file is none that can be read, or the settings' sheet or header row is not in it.
    pub fn start(source: SharedSource, settings: &ImportSettings, catalogue: &Catalogue) -> Result<Self, Problem> {
        let options = read_options(settings);
        let table = sheet::open(source.clone(), &options, &LabelHints::new(catalogue))?;
        let mut inspector = Self::of_table(table, settings, catalogue);
        if inspector.layout.sheets.iter().any(|sheet| sheet.name == own_export::SHEET) {
            match sheet::read_small_sheet(source, &options.limits, own_export::SHEET) {
                Ok(rows) => inspector.use_mapping_sheet(&rows.unwrap_or_default()),
                Err(problem) => inspector.warn(problem),
            }
        }
        Ok(inspector)
    }

    /// Begins with a table that is open already, before its first row was read.
    pub fn of_table(table: sheet::Table, settings: &ImportSettings, catalogue: &Catalogue) -> Self {
        let sheet::Table { layout, rows } = table;
        let mut inspector = Self {
            catalogue: catalogue.clone(),
            settings: settings.clone(),
            rows,
            own: None,
            row: Row::default(),
            first: VecDeque::with_capacity(SAMPLE_ROWS),
            columns: None,
            first_rows: Vec::new(),
            count: 0,
            warnings: Vec::new(),
            more_warnings: 0,
            done: false,
            layout,
        };
        for problem in inspector.layout.notes.clone().into_iter().chain(drift(settings, &inspector.layout)) {
            inspector.warn(problem);
        }
        inspector
    }

    /// Takes the rows of the file's mapping sheet, if it has one, before the first step.
    pub fn use_mapping_sheet(&mut self, rows: &[Vec<String>]) {
        self.own = own_export::from_mapping_sheet(rows, &self.layout, &self.catalogue);
    }

    /// How the file is laid out.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many rows have been read.
    pub fn rows_read(&self) -> u64 {
        self.count
    }

    /// How far the reading has come in the file, roughly, in bytes.
    pub fn position(&self) -> u64 {
        self.rows.position()
    }

    /// Reads up to `max_rows` rows; whether the file is at its end.
    pub fn step(&mut self, max_rows: u32) -> bool {
        let mut left = max_rows;
        while !self.done && left > 0 {
            left -= 1;
            self.read_row();
        }
        for note in self.rows.take_notes() {
            self.warn(note);
        }
        self.done
    }

    /// What was seen so far; all of it after the last step.
    pub fn finish(mut self) -> Inspection {
        if self.columns.is_none() {
            self.begin_watching();
        }
        let columns = self.columns.take().unwrap_or_default();
        let mut inspected = Vec::with_capacity(columns.len());
        for watched in columns {
            if let Some(problem) = watched.damage.and_then(ColumnDamage::finish) {
                let problem = problem.at_column(watched.column.index);
                self.warn(match watched.column.suggestion.field.clone() {
                    Some(field) => problem.of_field(field),
                    None => problem,
                });
            }
            inspected.push(watched.column);
        }
        if self.more_warnings > 0 {
            self.warnings.push(Problem::new(text::MORE_WARNINGS).with("count", self.more_warnings));
        }
        drop_margin(&mut inspected, &mut self.first_rows);
        Inspection {
            layout: self.layout,
            columns: inspected,
            rows: self.count,
            warnings: self.warnings,
            first_rows: self.first_rows,
        }
    }

    fn read_row(&mut self) {
        match self.rows.next(&mut self.row) {
            Ok(true) => self.count += 1,
            Ok(false) => self.done = true,
            Err(problem) => {
                self.done = true;
                self.warn(problem);
            }
        }
        if self.columns.is_some() {
            if !self.done {
                self.watch_row();
            }
            return;
        }
        if !self.done {
            self.first.push_back(self.row.clone());
        }
        if self.done || self.first.len() == SAMPLE_ROWS {
            self.begin_watching();
        }
    }

    /// Makes the suggestions from the first rows, then looks at these rows as at all that follow.
    fn begin_watching(&mut self) {
        let samples: Vec<Vec<String>> = (0..self.layout.header.len()).map(|column| self.samples(column)).collect();
        let suggestions = self.suggestions(&samples);
        let columns: Vec<Watched> = suggestions
            .into_iter()
            .zip(samples)
            .enumerate()
            .map(|(index, (suggestion, samples))| self.watched(index, suggestion, samples))
            .collect();
        for row in self.first.iter().take(SHOWN) {
            let texts = columns.iter().enumerate().map(|(column, watched)| match row.cell(column) {
                cell if watched.sensitive && !cell.is_blank() => HIDDEN.to_owned(),
                cell => cut(cell.text()),
            });
            self.first_rows.push(texts.collect());
        }
        self.columns = Some(columns);
        while let Some(row) = self.first.pop_front() {
            self.row = row;
            self.watch_row();
        }
    }

    fn samples(&self, column: usize) -> Vec<String> {
        let cells = self.first.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank());
        cells.map(Cell::text).filter(|text| !text.is_empty()).take(SAMPLES).map(cut).collect()
    }

    fn suggestions(&self, samples: &[Vec<String>]) -> Vec<Suggestion> {
        if let Some(mappings) = &self.settings.mappings {
            let mut told: Vec<Suggestion> =
                samples.iter().map(|_| Suggestion::none(Problem::new(text::NOT_IN_SETTINGS))).collect();
            for mapping in mappings {
                let target = mapping.target_field_id.as_deref().map(str::trim).unwrap_or_default();
                let Some(field) = self.catalogue.find(target) else { continue };
                let [column] = columns_named(&self.layout, &mapping.source_field_id)[..] else { continue };
                if let Some(slot) = told.get_mut(column) {
                    *slot = Suggestion { inverted: mapping.inverted, ..by_settings(field.id.clone()) };
                }
            }
            return told;
        }
        if let Some(own) = &self.own {
            return own.clone();
        }
        let columns: Vec<ColumnSample<'_>> = self
            .layout
            .header
            .iter()
            .zip(samples)
            .map(|(header, samples)| ColumnSample { header: header.as_deref(), samples })
            .collect();
        suggest(&columns, &self.catalogue)
    }

    fn watched(&self, index: usize, suggestion: Suggestion, samples: Vec<String>) -> Watched {
        let header = self.layout.header.get(index).cloned().flatten();
        let field = suggestion.field.as_ref().and_then(|field| self.catalogue.get(field));
        let code = field.and_then(|field| match field.id {
            ref number if *number == id::EMPLOYEE_NUMBER => Some(CodeColumn::Code),
            ref postal if *postal == id::HOME_POSTAL_CODE => Some(CodeColumn::PostalCode),
            _ => None,
        });
        let sensitive = field.is_some_and(|field| field.sensitive) || header.as_deref().is_some_and(is_secret);
        Watched {
            kind: field.map(|field| field.kind.clone()),
            sensitive,
            is_code: code.is_some() || field.is_some_and(|field| field.key),
            damage: code.map(ColumnDamage::new),
            column: InspectedColumn {
                index,
                header,
                samples: if sensitive { Vec::new() } else { shown(samples) },
                suggestion,
            },
        }
    }

    fn watch_row(&mut self) {
        let Some(mut columns) = self.columns.take() else { return };
        let row = std::mem::take(&mut self.row);
        for problem in row.problems() {
            self.warn(problem.clone());
        }
        for watched in &mut columns {
            let Some(kind) = &watched.kind else { continue };
            let cell = row.cell(watched.column.index);
            if let Some(damage) = &mut watched.damage {
                damage.observe(row.line(), cell.text());
            }
            let problem = match cell {
                Cell::Uncalculated => Some(Problem::new(field_text::UNCALCULATED)),
                cell => damage::of_cell(cell, kind, watched.is_code),
            };
            if let Some(problem) = problem {
                let mut problem = problem.at_line(row.line()).at_column(watched.column.index);
                problem.field = watched.column.suggestion.field.clone();
                for (_, value) in problem.arguments.iter_mut().filter(|(name, _)| *name == "value") {
                    *value = if watched.sensitive { HIDDEN.to_owned() } else { cut(value) };
                }
                self.warn(problem);
            }
        }
        self.row = row;
        self.columns = Some(columns);
    }

    fn warn(&mut self, problem: Problem) {
        if self.warnings.len() < WARNINGS {
            self.warnings.push(problem);
        } else {
            self.more_warnings += 1;
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn shown(samples: Vec<String>) -> Vec<String> {
    let mut shown: Vec<String> = Vec::with_capacity(SHOWN);
    for sample in samples {
        if shown.len() == SHOWN {
            break;
        }
        if !shown.contains(&sample) {
            shown.push(sample);
        }
    }
    shown
}

#[cfg(test)]
mod tests;

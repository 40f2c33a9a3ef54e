//! Looking at a file before anything is planned: its columns with samples and what they are taken for, how many rows there
//! are, and what is worth a look. Nothing is parsed and nobody's account is known.
//!
//! An [`Inspector`] reads in steps, so that the host paces the work; [`inspect`] does all of it at once.

use std::collections::VecDeque;

use super::by_values;
use super::resolve::attempt;
use super::sample::{Sampled, cut};
use super::settings::{ImportSettings, read_options};
use super::shown::{InspectedColumn, Shown, is_sensitive};
use crate::cell::Cell;
use crate::field::damage::{self, CodeColumn, ColumnDamage};
use crate::field::{Catalogue, Field, Kind, id};
use crate::host::Tenant;
use crate::message::{Problem, field as field_text, mapping as text};
use crate::sheet::{Layout, Row, Rows, SharedSource};

/// Warnings that are kept; of the others only the number.
const WARNINGS: usize = 200;

/// What was seen of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// How it is laid out.
    pub layout: Layout,
    /// Its columns in order.
    pub columns: Vec<InspectedColumn>,
    /// Its data rows; those that were read, where the look was stopped.
    pub rows: u64,
    /// Damage, drift and notes; the last may say how many more there are. An error is what ended the reading early.
    pub warnings: Vec<Problem>,
    /// Its first data rows, one text per column as displayed; secrets as `***`.
    pub first_rows: Vec<Vec<String>>,
}

/// Looks at a file from beginning to end.
///
/// # Errors
/// The file cannot be opened. What ends the reading later is a warning.
pub fn inspect(source: SharedSource, settings: &ImportSettings, catalogue: &Catalogue) -> Result<Inspection, Problem> {
    let mut inspector = Inspector::start(source, settings, catalogue, None)?;
    while !inspector.step(u32::MAX) {}
    Ok(inspector.finish())
}

/// The inspection of one file, under way.
pub struct Inspector {
    layout: Layout,
    rows: Box<dyn Rows>,
    row: Row,
    /// Rows that were read already.
    first: VecDeque<Row>,
    /// What ends the reading after them.
    ended: Option<Problem>,
    watched: Vec<Watched>,
    /// Whether any code lost digits.
    digits_lost: bool,
    shown: Shown,
    count: u64,
    warnings: Vec<Problem>,
    more_warnings: u64,
    done: bool,
}

/// A column being watched for damage. Also one that goes to no field, of which the first damage is told: whoever looks may
/// still give it one.
struct Watched {
    column: usize,
    field: Option<Field>,
    sensitive: bool,
    damage: Option<ColumnDamage>,
    /// Whether damage was told already.
    told: bool,
}

impl Watched {
    fn new(column: &InspectedColumn, field: Option<&Field>) -> Self {
        let code = field.and_then(CodeColumn::of);
        Self {
            column: column.index,
            field: field.cloned(),
            sensitive: is_sensitive(column.header.as_deref(), field),
            damage: code.map(ColumnDamage::new),
            told: false,
        }
    }

    /// What is wrong with the column's cell in a row.
    fn look(&mut self, row: &Row) -> Option<Problem> {
        if self.told && self.field.is_none() {
            return None;
        }
        let cell = row.cell(self.column);
        if let Some(damage) = &mut self.damage {
            damage.observe(row.line(), cell.text());
        }
        let problem = match cell {
            Cell::Uncalculated => Problem::new(field_text::UNCALCULATED),
            cell => match &self.field {
                Some(field) => damage::of_field_cell(cell, field)?,
                None => damage::of_cell(cell, &Kind::LongText, false)?,
            },
        };
        self.told = true;
        let mut problem = self.about(problem).at_line(row.line());
        for (_, value) in problem.arguments.iter_mut().filter(|(name, _)| *name == "value") {
            *value = cut(value);
        }
        Some(problem)
    }

    fn about(&self, problem: Problem) -> Problem {
        let problem = if self.sensitive { damage::without_texts(problem) } else { problem };
        let problem = problem.at_column(self.column);
        match &self.field {
            Some(field) => problem.of_field(field.id.clone()),
            None => problem,
        }
    }
}

impl std::fmt::Debug for Inspector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inspector").field("rows", &self.count).field("done", &self.done).finish_non_exhaustive()
    }
}

impl Inspector {
    /// Opens a file. Settings' mappings go before the mapping sheet of one of our own exports, and that before suggestions.
    /// `company` is whose users the file would change, where that is known.
    ///
    /// # Errors
    /// The file is none that can be read, or the settings' sheet or header row is not in it.
    pub fn start(
        source: SharedSource,
        settings: &ImportSettings,
        catalogue: &Catalogue,
        company: Option<&Tenant>,
    ) -> Result<Self, Problem> {
        let sampled = Sampled::open(source, &read_options(settings), catalogue, company)?;
        let inspector = Self::of_sampled(sampled, settings, catalogue);
        Ok(match company {
            Some(company) => inspector.in_company_of(company.country.as_deref()),
            None => inspector,
        })
    }

    fn of_sampled(sampled: Sampled, settings: &ImportSettings, catalogue: &Catalogue) -> Self {
        let Sampled { layout, first, ended, rows, samples, suggestions, notes } = sampled;
        let mut found = attempt(settings, &layout, &suggestions, catalogue);
        let by_values = by_values::settle(&mut found.mapping, &samples, catalogue);
        let shown = Shown::new(&layout, &first, &samples, &suggestions, &found.mapping, &found.notes, catalogue);
        let field = |column: &InspectedColumn| catalogue.get(column.suggestion.field.as_ref()?);
        let watched = shown.columns.iter().map(|column| Watched::new(column, field(column))).collect();
        let mut inspector = Self {
            rows,
            row: Row::default(),
            first: first.into(),
            ended,
            watched,
            digits_lost: false,
            shown,
            count: 0,
            warnings: Vec::new(),
            more_warnings: 0,
            done: false,
            layout,
        };
        // Without settings it is for the import to say what it misses.
        let is_told = settings.mappings.is_some() || settings.keys.is_some();
        let about_settings = found.errors.into_iter().chain(found.notes).filter(|_| is_told);
        for problem in inspector.layout.notes.clone().into_iter().chain(notes).chain(about_settings).chain(by_values) {
            inspector.warn(problem);
        }
        inspector
    }

    /// The same, knowing the country of the company (ISO 3166-1 alpha-2), or that it is not known. Where a column says in which
    /// country people live, that counts.
    fn in_company_of(mut self, country: Option<&str>) -> Self {
        if self.watched.iter().all(|watched| watched.field.as_ref().is_none_or(|field| field.id != id::HOME_COUNTRY)) {
            for watched in &mut self.watched {
                watched.damage = watched.damage.take().map(|damage| damage.in_company_of(country));
            }
        }
        self
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

    /// Ends the look before the end of the file, and says so.
    pub fn stop(&mut self) {
        if !std::mem::replace(&mut self.done, true) {
            self.warn(Problem::new(text::REST_NOT_LOOKED_AT).with("rows", self.count));
        }
    }

    /// What was seen so far; all of it after the last step.
    pub fn finish(mut self) -> Inspection {
        for mut watched in std::mem::take(&mut self.watched) {
            let damage = watched.damage.take().map(|one| if self.digits_lost { one.in_damaged_file() } else { one });
            if let Some(problem) = damage.and_then(ColumnDamage::finish) {
                self.warn(watched.about(problem));
            }
        }
        if self.more_warnings > 0 {
            self.warnings.push(Problem::new(text::MORE_WARNINGS).with("count", self.more_warnings));
        }
        let Shown { columns, first_rows } = self.shown;
        Inspection { layout: self.layout, columns, rows: self.count, warnings: self.warnings, first_rows }
    }

    fn read_row(&mut self) {
        let read = match (self.first.pop_front(), self.ended.take()) {
            (Some(row), ended) => {
                self.row = row;
                self.ended = ended;
                Ok(true)
            }
            (None, Some(problem)) => Err(problem),
            (None, None) => self.rows.next(&mut self.row),
        };
        match read {
            Ok(true) => {
                self.count += 1;
                self.watch_row();
            }
            Ok(false) => self.done = true,
            Err(problem) => {
                self.done = true;
                self.warn(problem);
            }
        }
    }

    fn watch_row(&mut self) {
        let mut all = std::mem::take(&mut self.watched);
        let row = std::mem::take(&mut self.row);
        for problem in row.problems() {
            self.warn(problem.clone());
        }
        for watched in &mut all {
            if let Some(problem) = watched.look(&row) {
                self.digits_lost |= damage::was_taken_for_a_number(&problem);
                self.warn(problem);
            }
        }
        self.row = row;
        self.watched = all;
    }

    fn warn(&mut self, problem: Problem) {
        if self.warnings.len() < WARNINGS || problem.message == text::REST_NOT_LOOKED_AT {
            self.warnings.push(problem);
        } else {
            self.more_warnings += 1;
        }
    }
}

#[cfg(test)]
mod tests;

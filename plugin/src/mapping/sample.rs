//! A file opened and looked at once: its first rows, and what its columns are suggested to be. Inspecting a file, checking
//! settings against it and planning its import all begin here, so that they cannot differ.

use super::own_export::{self, Stamp};
use super::suggest::{ColumnSample, LabelHints, Suggestion, suggest};
use crate::cell::Cell;
use crate::field::{Catalogue, FieldId};
use crate::host::Tenant;
use crate::message::Problem;
use crate::sheet::{self, Layout, ReadOptions, Row, Rows, SharedSource, Table};

/// Rows that are read before anything is suggested.
const SAMPLE_ROWS: usize = 200;
/// Values per column that suggestions look at.
const SAMPLES: usize = 50;
/// Characters of a value that are kept.
const CHARACTERS: usize = 200;

/// A file of which the first rows are known.
pub struct Sampled {
    /// How it is laid out.
    pub layout: Layout,
    /// The rows that were read, to be taken before those of `rows`.
    pub first: Vec<Row>,
    /// What ended the reading among the first rows.
    pub ended: Option<Problem>,
    /// All further rows.
    pub rows: Box<dyn Rows>,
    /// Some texts of each column.
    pub samples: Vec<Vec<String>>,
    /// What each column is suggested to be: by the mapping sheet of our own exports, else by headers and values.
    pub suggestions: Vec<Suggestion>,
    /// What is worth knowing about how that was found out.
    pub notes: Vec<Problem>,
}

impl std::fmt::Debug for Sampled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sampled").field("layout", &self.layout).finish_non_exhaustive()
    }
}

impl Sampled {
    /// Opens a file and reads its first rows. With the company that will have its users, an export of our own that is another
    /// company's, or old, is noticed.
    ///
    /// # Errors
    /// The file is none that can be read, or a sheet or header row that is asked for is not in it.
    pub fn open(
        source: SharedSource,
        options: &ReadOptions,
        catalogue: &Catalogue,
        company: Option<&Tenant>,
    ) -> Result<Self, Problem> {
        let table = sheet::open(source.clone(), options, &LabelHints::new(catalogue))?;
        let has_mapping_sheet = table.layout.sheets.iter().any(|sheet| sheet.name == own_export::SHEET);
        let mapping_sheet = match has_mapping_sheet {
            true => sheet::read_small_sheet(source, &options.limits, own_export::SHEET),
            false => Ok(None),
        };
        let (rows, note) = match mapping_sheet {
            Ok(rows) => (rows.unwrap_or_default(), None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let mut sampled = Self::of_table(table, &rows, catalogue);
        sampled.notes.extend(note);
        if let (Some(stamp), Some(company)) = (Stamp::read(&rows), company) {
            sampled.notes.extend(stamp.note(company));
            if stamp.is_foreign(company) {
                own_export::without_ids(&mut sampled.suggestions, &stamp);
            }
        }
        Ok(sampled)
    }

    /// The same for a table that is open already, with the rows of the file's mapping sheet where it has one.
    pub fn of_table(table: Table, mapping_sheet: &[Vec<String>], catalogue: &Catalogue) -> Self {
        let Table { layout, mut rows } = table;
        let (first, ended) = first_rows(&mut *rows);
        let samples: Vec<Vec<String>> = (0..layout.header.len()).map(|column| samples(&first, column)).collect();
        let mut suggestions = suggested(&layout, &samples, catalogue);
        if let Some(own) = own_export::from_mapping_sheet(mapping_sheet, &layout, catalogue) {
            suggestions = completed(own, suggestions);
        }
        Self { layout, first, ended, rows, samples, suggestions, notes: Vec::new() }
    }
}

fn first_rows(rows: &mut dyn Rows) -> (Vec<Row>, Option<Problem>) {
    let mut first = Vec::new();
    while first.len() < SAMPLE_ROWS {
        let mut row = Row::default();
        match rows.next(&mut row) {
            Ok(true) => first.push(row),
            Ok(false) => break,
            Err(problem) => return (first, Some(problem)),
        }
    }
    (first, None)
}

fn samples(rows: &[Row], column: usize) -> Vec<String> {
    let cells = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank());
    cells.map(Cell::text).filter(|text| !text.is_empty()).take(SAMPLES).map(cut).collect()
}

fn suggested(layout: &Layout, samples: &[Vec<String>], catalogue: &Catalogue) -> Vec<Suggestion> {
    let columns: Vec<ColumnSample<'_>> = layout
        .header
        .iter()
        .zip(samples)
        .map(|(header, samples)| ColumnSample { header: header.as_deref(), samples })
        .collect();
    suggest(&columns, catalogue)
}

/// What the mapping sheet of one of our own exports decides, and for columns that were added since, what is suggested.
fn completed(own: Vec<Suggestion>, suggested: Vec<Suggestion>) -> Vec<Suggestion> {
    let taken: Vec<FieldId> = own.iter().filter_map(|one| one.field.clone()).collect();
    let is_free = |one: &Suggestion| one.field.as_ref().is_none_or(|field| !taken.contains(field));
    let better =
        |(own, other): (Suggestion, Suggestion)| if own.field.is_none() && is_free(&other) { other } else { own };
    own.into_iter().zip(suggested).map(better).collect()
}

/// A text, cut where it is longer than anybody needs to see.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

//! From a file to a mapped table: open it, look at its first rows, and settle which column goes to which field.
//!
//! The rows looked at are handed on, so that nothing is read twice.

use crate::cell::Cell;
use crate::failure::Failure;
use crate::field::Catalogue;
use crate::host::{Source, Tenant};
use crate::mapping::own_export;
use crate::mapping::resolve::{Resolved, resolve};
use crate::mapping::settings::{ImportSettings, read_options};
use crate::mapping::suggest::{ColumnSample, LabelHints, Suggestion, suggest};
use crate::message::{Problem, spreadsheet as message};
use crate::sheet::{self, Layout, Row, Rows, SharedSource};

/// Rows that suggestions may look at.
const SAMPLE_ROWS: usize = 200;

/// Values per column that suggestions look at.
const SAMPLES: usize = 50;

/// A file whose columns are mapped.
pub(super) struct Prepared {
    pub layout: Layout,
    pub suggestions: Vec<Suggestion>,
    pub resolved: Resolved,
    /// The rows that were looked at, to be taken before those of `rows`.
    pub first: Vec<Row>,
    pub rows: Box<dyn Rows>,
}

/// Opens a file and maps its columns.
pub(super) fn prepare(
    source: &SharedSource,
    settings: &ImportSettings,
    catalogue: &Catalogue,
    tenant: &Tenant,
) -> Result<Prepared, Failure> {
    let mut options = read_options(settings);
    if let Some(limit) = tenant.max_bytes {
        check_size(&**source, limit)?;
    }
    if let Some(limit) = tenant.max_rows {
        options.limits.rows = options.limits.rows.min(limit);
    }
    let table = sheet::open(source.clone(), &options, &LabelHints::new(catalogue)).map_err(Failure::unreadable)?;
    let (layout, mut rows) = (table.layout, table.rows);
    let mut first = Vec::new();
    while first.len() < SAMPLE_ROWS {
        let mut row = Row::default();
        if !rows.next(&mut row).map_err(Failure::unreadable)? {
            break;
        }
        first.push(row);
    }
    let suggestions = match own_mapping(source, &options, &layout, catalogue)? {
        Some(suggestions) => suggestions,
        None => suggest(&samples_of(&layout, &samples(&layout, &first)), catalogue),
    };
    // Where nobody said what goes where, it is the file that does not fit.
    let is_told = settings.mappings.is_some() || settings.keys.is_some();
    let failure = if is_told { Failure::settings } else { Failure::unreadable };
    let resolved = resolve(settings, &layout, &suggestions, catalogue).map_err(failure)?;
    Ok(Prepared { layout, suggestions, resolved, first, rows })
}

fn check_size(source: &dyn Source, limit: u64) -> Result<(), Failure> {
    if source.size() <= limit {
        return Ok(());
    }
    let problem = Problem::new(message::FILE_TOO_LARGE).with("measured", source.size()).with("limit", limit);
    Err(Failure::unreadable(problem))
}

/// The mapping that one of our own exports brings along.
fn own_mapping(
    source: &SharedSource,
    options: &sheet::ReadOptions,
    layout: &Layout,
    catalogue: &Catalogue,
) -> Result<Option<Vec<Suggestion>>, Failure> {
    if !layout.sheets.iter().any(|sheet| sheet.name == own_export::SHEET) {
        return Ok(None);
    }
    let rows: Option<Vec<Vec<String>>> = {
        let _ = (source, options);
        None
    };
    Ok(rows.and_then(|rows| own_export::from_mapping_sheet(&rows, layout, catalogue)))
}

/// The first values of every column.
pub(super) fn samples(layout: &Layout, rows: &[Row]) -> Vec<Vec<String>> {
    let values = |column: usize| {
        let cells = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank());
        cells.map(Cell::text).map(str::to_owned).take(SAMPLES).collect()
    };
    (0..layout.header.len()).map(values).collect()
}

fn samples_of<'a>(layout: &'a Layout, samples: &'a [Vec<String>]) -> Vec<ColumnSample<'a>> {
    layout
        .header
        .iter()
        .zip(samples)
        .map(|(header, samples)| ColumnSample { header: header.as_deref(), samples })
        .collect()
}

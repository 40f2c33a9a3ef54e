//! From a file to a mapped table: open it, look at its first rows, and settle which column goes to which field.
//!
//! The rows looked at are handed on, so that nothing is read twice.

use crate::failure::Failure;
use crate::field::Catalogue;
use crate::host::{Source, Tenant};
use crate::mapping::by_values;
use crate::mapping::resolve::{Resolved, resolve};
use crate::mapping::sample::Sampled;
use crate::mapping::settings::{ImportSettings, read_options};
use crate::mapping::shown::Shown;
use crate::mapping::suggest::Suggestion;
use crate::message::{Problem, settings as settings_message, spreadsheet as message};
use crate::sheet::{Layout, Row, Rows, SharedSource};

/// A file whose columns are mapped.
pub(super) struct Prepared {
    pub layout: Layout,
    pub suggestions: Vec<Suggestion>,
    /// Some texts of each column.
    pub samples: Vec<Vec<String>>,
    pub resolved: Resolved,
    /// The rows that were looked at, to be taken before those of `rows`.
    pub first: Vec<Row>,
    pub rows: Box<dyn Rows>,
}

impl Prepared {
    /// What a person is shown of it.
    pub(super) fn shown(&self, notes: &[Problem], catalogue: &Catalogue) -> Shown {
        let Self { layout, first, samples, suggestions, resolved, .. } = self;
        Shown::new(layout, first, samples, suggestions, &resolved.mapping, notes, catalogue)
    }
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
    let sampled = Sampled::open(source.clone(), &options, catalogue, Some(tenant)).map_err(Failure::unreadable)?;
    if let Some(problem) = sampled.ended {
        return Err(Failure::unreadable(problem));
    }
    let Sampled { layout, first, rows, samples, suggestions, notes, .. } = sampled;
    // Where nobody said what goes where, it is the file that does not fit.
    let is_told = settings.mappings.is_some() || settings.keys.is_some();
    let failure = if is_told { Failure::settings } else { Failure::unreadable };
    let mut resolved = resolve(settings, &layout, &suggestions, catalogue).map_err(|problem| {
        let mut failure = failure(problem);
        // What kind of file it is may be the reason.
        failure.problems.extend(notes.iter().cloned());
        failure
    })?;
    // The list of columns shows which are left alone.
    resolved.notes.retain(|note| note.message != settings_message::COLUMN_NEW);
    resolved.notes.extend(notes);
    resolved.notes.extend(by_values::settle(&mut resolved.mapping, &samples, catalogue));
    Ok(Prepared { layout, suggestions, samples, resolved, first, rows })
}

fn check_size(source: &dyn Source, limit: u64) -> Result<(), Failure> {
    if source.size() <= limit {
        return Ok(());
    }
    let problem = Problem::new(message::FILE_TOO_LARGE).with("measured", source.size()).with("limit", limit);
    Err(Failure::unreadable(problem))
}

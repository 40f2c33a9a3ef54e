//! Opening a file: its kind, its sheet, its table. Each of these is a room of its own; this is the way through them.

use super::delimited::{DelimitedRows, NestedRows, find_nested};
use super::dialect::{Dialect, detect, shown};
use super::limits::Limits;
use super::table::{self, TextLayout};
use super::text::{Encoding, Filter, Guess, Reason, TextStream, guess};
use super::{
    Hints, Kind, RawSheet, ReadOptions, Rows, SharedSource, Table, Workbook, choose, ods, recognise, xls, xlsb, xlsx,
};
use crate::host::FileError;
use crate::message::{LineNumber, Problem, spreadsheet, text_file};

/// Opens a file of any kind at its first data row.
pub fn open(source: SharedSource, options: &ReadOptions, hints: &dyn Hints) -> Result<Table, Problem> {
    let hints: &dyn Hints = &Known { columns: &options.columns, hints };
    let size = source.size();
    if size == 0 {
        return Err(Problem::new(spreadsheet::EMPTY_FILE));
    }
    if size > options.limits.file_bytes {
        let problem = Problem::new(spreadsheet::FILE_TOO_LARGE).with("measured", size);
        return Err(problem.with("limit", options.limits.file_bytes));
    }
    match recognise::recognise(&*source)? {
        Kind::Csv => open_text(source, options, hints),
        kind => {
            let mut workbook = open_workbook(source, kind, &options.limits)?;
            let sheet = choose::choose(&mut *workbook, options, hints)?;
            table::find(sheet, TextLayout::default(), options, hints)
        }
    }
}

/// Hints of the caller, and the names that the reading was told.
struct Known<'a> {
    columns: &'a [String],
    hints: &'a dyn Hints,
}

impl Hints for Known<'_> {
    fn is_label(&self, text: &str) -> bool {
        self.columns.iter().any(|column| column.trim() == text.trim()) || self.hints.is_label(text)
    }
}

/// Opens a workbook of a kind that [`recognise::recognise`] told.
pub fn open_workbook(source: SharedSource, kind: Kind, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    match kind {
        Kind::Xlsx => xlsx::open(source, limits),
        Kind::Xls => xls::open(source, limits),
        Kind::Ods => ods::open(source, limits),
        Kind::Xlsb => xlsb::open(source, limits),
        Kind::Csv => Err(Problem::new(text_file::KIND_NOT_READ).with("kind", kind.as_str())),
    }
}

/// Opens delimited text: encoding, dialect, table.
fn open_text(source: SharedSource, options: &ReadOptions, hints: &dyn Hints) -> Result<Table, Problem> {
    let told = match &options.encoding {
        Some(label) => Some(
            Encoding::from_label(label)
                .ok_or_else(|| Problem::new(text_file::UNKNOWN_ENCODING).with("encoding", label))?,
        ),
        None => None,
    };
    let unreadable = |FileError(text)| Problem::new(spreadsheet::FILE_UNREADABLE).with("reason", text);
    let guess = guess(&*source, told).map_err(unreadable)?;
    if let Reason::Unsettled { other } = guess.reason {
        let problem = Problem::new(text_file::ENCODING_UNSETTLED).with("encoding", guess.encoding.name());
        return Err(problem.with("other", other));
    }
    let raw = Filter { raw: true, ..Filter::default() };
    let mut beginning = TextStream::new(source.clone(), guess.encoding, guess.mark, raw);
    beginning.fill(LineNumber(1))?;
    let nested = find_nested(beginning.text(), beginning.ended(), options, hints);
    let outer = nested.as_ref().map(|nested| nested.outer);
    let found = match &nested {
        Some(nested) => nested.inner.clone(),
        None => detect(beginning.text(), beginning.ended(), options, hints),
    };
    drop(beginning);
    let dialect = outer.unwrap_or(found.dialect);
    let mut rows = DelimitedRows::new(source, guess.encoding, guess.mark, dialect, &options.limits);
    if found.sep_line {
        rows.skip_line()?;
    }
    let rows: Box<dyn Rows> = match &nested {
        Some(nested) => Box::new(NestedRows::new(rows, nested, &options.limits)),
        None => Box::new(rows),
    };
    let mut notes = vec![encoding_note(&guess)];
    notes.extend(found.notes);
    match outer.map(|outer| outer.delimiter) {
        Some(Some(outer)) => notes.push(Problem::new(text_file::NESTED_LINES).with("delimiter", shown(outer))),
        Some(None) => notes.push(Problem::new(text_file::QUOTED_LINES)),
        None => {}
    }
    if let Some(sheet) = &options.sheet {
        notes.push(Problem::new(text_file::NO_SHEETS).with("sheet", sheet));
    }
    let layout = TextLayout {
        encoding: Some(guess.encoding.name()),
        delimiter: found.dialect.delimiter,
        quote: quote_shown(found.dialect, found.quoted, options),
    };
    let sheet = RawSheet { kind: Kind::Csv, sheets: Vec::new(), sheet: None, rows, tables: Vec::new(), notes };
    table::find(sheet, layout, options, hints)
}

fn quote_shown(dialect: Dialect, quoted: bool, options: &ReadOptions) -> Option<char> {
    dialect.quote.filter(|_| quoted || options.quote.is_some())
}

fn encoding_note(guess: &Guess) -> Problem {
    let (message, other) = match &guess.reason {
        Reason::Told => (text_file::ENCODING_TOLD, None),
        Reason::Mark => (text_file::ENCODING_MARK, None),
        Reason::Pattern => (text_file::ENCODING_PATTERN, None),
        Reason::Broken => (text_file::ENCODING_BROKEN, None),
        Reason::Unknown => (text_file::ENCODING_UNKNOWN, None),
        Reason::Plausible => (text_file::ENCODING_PLAUSIBLE, None),
        Reason::Unsettled { other } => (text_file::ENCODING_DOUBTFUL, Some(other.as_str())),
        Reason::Doubtful { other } => (text_file::ENCODING_DOUBTFUL, Some(*other)),
    };
    let note = Problem::new(message).with("encoding", guess.encoding.name());
    match other {
        Some(other) => note.with("other", other),
        None => note,
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

//! Finding the table in a sheet of any kind: its header, its data rows, what stands above and below them.
//!
//! The first rows are held back and looked at; everything behind them streams. What a label is, the caller knows
//! ([`Hints`]); without any label the shape of the rows has to do.

mod footer;
mod header;
mod region;
mod rows;
mod two_lines;

use std::collections::{HashMap, VecDeque};

use header::Header;
use region::Region;
use rows::DataRows;

use super::{Cell, Hints, Kind, Layout, RawSheet, ReadOptions, Row, Rows, Table, TableRange};
use crate::message::{LineNumber, Problem, column_letters, spreadsheet, text_file};

/// How many rows from the beginning of a sheet the header is looked for in.
pub(super) const HEAD_ROWS: usize = 60;
/// How many rows are held back where a table object begins far below.
const MOST_ROWS: usize = 2000;
/// How much text these rows may hold before fewer of them have to do.
const HEAD_BYTES: usize = 2 << 20;

/// What an opener knows about a delimited file, to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextLayout {
    pub(super) encoding: Option<&'static str>,
    pub(super) delimiter: Option<char>,
    pub(super) quote: Option<char>,
}

/// The first rows of a sheet that are not blank.
pub(super) fn head(rows: &mut dyn Rows, at_most: usize) -> Result<Vec<Row>, Problem> {
    head_through(rows, at_most, 0)
}

/// The first rows that are not blank, and where the line `through` is not among them all rows to there.
fn head_through(rows: &mut dyn Rows, enough: usize, through: u32) -> Result<Vec<Row>, Problem> {
    let mut head: Vec<Row> = Vec::new();
    let mut bytes = 0;
    let wanted = |head: &[Row]| {
        let line = head.last().map_or(0, |row| row.line().0);
        head.len() < enough || line < through && head.len() < MOST_ROWS
    };
    while bytes < HEAD_BYTES && wanted(&head) {
        let mut row = Row::default();
        if !rows.next(&mut row)? {
            break;
        }
        if !row.is_blank() {
            bytes += row.text.len();
            head.push(row);
        }
    }
    Ok(head)
}

/// How much the first rows look like a list of users: the most labels in one row.
pub(super) fn labels_in(head: &[Row], hints: &dyn Hints) -> usize {
    head.iter().map(|row| header::labels(row, hints)).max().unwrap_or(0)
}

/// Finds the table in a sheet.
pub(super) fn find(
    mut sheet: RawSheet,
    text: TextLayout,
    options: &ReadOptions,
    hints: &dyn Hints,
) -> Result<Table, Problem> {
    let tables = std::mem::take(&mut sheet.tables);
    let mut head = match options.header_row {
        Some(line @ 1..) => from_line(&mut *sheet.rows, line)?,
        _ => Vec::new(),
    };
    let last_header = tables.iter().map(TableRange::first_row).max().filter(|_| options.header_row.is_none());
    head.extend(head_through(&mut *sheet.rows, HEAD_ROWS, last_header.unwrap_or(0))?);
    if head.is_empty() {
        return Err(Problem::new(spreadsheet::EMPTY_FILE));
    }
    let (header, region) = match options.header_row {
        Some(0) => (Header::none(), Region::default()),
        Some(line) => (Header::at_line(&head, line)?, Region::default()),
        None => Header::find(&head, &tables, hints),
    };
    if let Some(problem) = too_wide(&head, &header, options.limits.columns) {
        return Err(problem);
    }
    Ok(assemble(sheet, text, head, header, region, options))
}

/// Passes over the rows above `line` and gives the row that stands there.
fn from_line(rows: &mut dyn Rows, line: u32) -> Result<Vec<Row>, Problem> {
    let mut row = Row::default();
    while rows.next(&mut row)? {
        if row.line().0 >= line {
            return Ok(vec![row]);
        }
    }
    Err(Problem::new(text_file::HEADER_ROW_MISSING).with("header", line))
}

/// A header, or where there is none any first row, with more columns than allowed.
fn too_wide(head: &[Row], header: &Header, limit: usize) -> Option<Problem> {
    let row = head.get(header.rows.saturating_sub(1)).or(head.first())?;
    if let Some(problem) = row.problems().iter().find(|problem| problem.message == text_file::TOO_WIDE) {
        return Some(problem.clone());
    }
    let width = filled_width(row);
    (width > limit)
        .then(|| Problem::new(text_file::TOO_WIDE).at_line(row.line()).with("columns", width).with("limit", limit))
}

/// How wide a row is without blank cells at its end.
fn filled_width(row: &Row) -> usize {
    row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column + 1).last().unwrap_or(0)
}

fn assemble(
    mut sheet: RawSheet,
    text: TextLayout,
    mut head: Vec<Row>,
    header: Header,
    region: Region,
    options: &ReadOptions,
) -> Table {
    let delimited = sheet.kind == Kind::Csv;
    let data = head.split_off(header.rows.min(head.len()));
    let mut texts = header.texts;
    if header.line.is_none() {
        let width = if delimited { usual_length(&data) } else { data.iter().map(filled_width).max().unwrap_or(0) };
        texts = vec![None; width.min(options.limits.columns)];
    } else if delimited {
        // Blank cells at the end of a header are columns too: rows may have something there.
        let width = head.last().map_or(0, Row::len);
        texts.resize(width.max(texts.len()).min(options.limits.columns), None);
    }
    if !region.is_whole() {
        region.fit_header(&mut texts, options.limits.columns);
    }
    let mut notes = std::mem::take(&mut sheet.notes);
    notes.extend(sheet.rows.take_notes());
    notes.extend(header.notes);
    notes.extend(header_problems(&head, header.rows_of_header));
    notes.extend(about_columns(&texts, &data, &region));
    let mut rows = DataRows::new(sheet.rows, data.into(), texts.clone(), delimited, region, &options.limits);
    if !rows.has_any() {
        notes.push(Problem::new(text_file::NO_ROWS));
    }
    let layout = Layout {
        kind: sheet.kind,
        sheets: sheet.sheets,
        sheet: sheet.sheet,
        encoding: text.encoding,
        delimiter: text.delimiter,
        quote: text.quote,
        header_row: header.line,
        header: texts,
        notes,
    };
    Table { layout, rows: Box::new(rows) }
}

/// The most common number of cells, the greater of two equals.
fn usual_length(data: &[Row]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    data.iter().for_each(|row| *counts.entry(row.len()).or_default() += 1);
    counts.into_iter().max_by_key(|(length, count)| (*count, *length)).map_or(0, |(length, _)| length)
}

/// What was reported about the rows of the header itself.
fn header_problems(above: &[Row], rows_of_header: usize) -> Vec<Problem> {
    above.iter().rev().take(rows_of_header).flat_map(|row| row.problems().iter().cloned()).collect()
}

/// Labels that stand twice, and columns without one.
fn about_columns(texts: &[Option<String>], data: &[Row], region: &Region) -> Vec<Problem> {
    let mut notes = Vec::new();
    let has_labels = texts.iter().any(Option::is_some);
    let has_content =
        |column: usize| data.iter().any(|row| !row.cell(column).is_blank() && region.holds(row.line().0, column));
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    for (column, text) in texts.iter().enumerate() {
        match text {
            Some(text) => seen.entry(text.trim().to_lowercase()).or_insert((column, 0)).1 += 1,
            None if has_labels && has_content(column) => {
                let letters = column_letters(u32::try_from(column).unwrap_or(u32::MAX));
                let note = Problem::new(text_file::UNLABELLED_COLUMN).at_column(column);
                notes.push(note.with("column", letters));
            }
            None => {}
        }
    }
    let mut twice: Vec<(usize, usize)> = seen.into_values().filter(|(_, times)| *times > 1).collect();
    twice.sort_unstable();
    for (column, times) in twice {
        let text = texts.get(column).cloned().flatten().unwrap_or_default();
        let note = Problem::new(text_file::DUPLICATE_HEADER).at_column(column);
        notes.push(note.with("header", text.trim()).with("count", times));
    }
    notes
}

/// Rows that are handed out again in front of a stream.
pub(super) type Held = VecDeque<Row>;

/// The text of a cell, where there is any.
fn text_of(cell: Cell<'_>) -> Option<String> {
    let text = cell.text();
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A line as the type that messages use.
fn line_of(row: &Row) -> LineNumber {
    row.line()
}

#[cfg(test)]
mod tests;

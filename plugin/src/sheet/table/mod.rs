//! Finding the table in a sheet of any kind: its header, its data rows, what stands above and below them.
//!
//! The first rows are held back and looked at; everything behind them streams. What a label is, the caller knows
//! ([`Hints`]); without any label the shape of the rows has to do.

mod footer;
mod header;
mod rows;

use std::collections::{HashMap, VecDeque};

use header::Header;
use rows::DataRows;

use super::{Cell, Hints, Kind, Layout, RawSheet, ReadOptions, Row, Rows, Table, TableRange};
use crate::message::{LineNumber, Problem, column_letters, spreadsheet, text_file};

/// How many rows from the beginning of a sheet the header is looked for in.
pub(super) const HEAD_ROWS: usize = 60;
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
    let mut head = Vec::new();
    let mut bytes = 0;
    while head.len() < at_most && bytes < HEAD_BYTES {
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
    let mut head = match (options.header_row, sheet.table) {
        (Some(line @ 1..), _) => from_line(&mut *sheet.rows, line)?,
        (None, Some(TableRange { first_data_row, header_row, .. })) => {
            from_line(&mut *sheet.rows, header_row.unwrap_or(first_data_row)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let more = self::head(&mut *sheet.rows, HEAD_ROWS)?;
    head.extend(more);
    if head.is_empty() {
        return Err(Problem::new(spreadsheet::EMPTY_FILE));
    }
    let range = sheet.table.filter(|_| options.header_row.is_none());
    let header = match (options.header_row, range) {
        (Some(0), _) => Header::none(),
        (Some(line), _) => Header::at_line(&head, line)?,
        (None, Some(range)) => Header::of_range(&head, &range),
        (None, None) => Header::find(&head, hints),
    };
    if let Some(problem) = too_wide(&head, &header, options.limits.columns) {
        return Err(problem);
    }
    Ok(assemble(sheet, text, head, header, range, options))
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
    range: Option<TableRange>,
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
    if let Some(range) = range {
        texts.resize((range.last_column + 1).min(options.limits.columns), None);
    }
    let mut notes = std::mem::take(&mut sheet.notes);
    notes.extend(sheet.rows.take_notes());
    notes.extend(header.notes);
    notes.extend(header_problems(&head, header.rows_of_header));
    notes.extend(about_columns(&texts, &data));
    let mut rows = DataRows::new(sheet.rows, data.into(), texts.clone(), delimited, range, &options.limits);
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
fn about_columns(texts: &[Option<String>], data: &[Row]) -> Vec<Problem> {
    let mut notes = Vec::new();
    let has_labels = texts.iter().any(Option::is_some);
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    for (column, text) in texts.iter().enumerate() {
        match text {
            Some(text) => seen.entry(text.trim().to_lowercase()).or_insert((column, 0)).1 += 1,
            None if has_labels && data.iter().any(|row| !row.cell(column).is_blank()) => {
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    struct Sheet(std::vec::IntoIter<(u32, Vec<&'static str>)>);

    impl Rows for Sheet {
        fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
            let Some((line, cells)) = self.0.next() else { return Ok(false) };
            row.begin(LineNumber(line));
            cells.iter().for_each(|cell| row.push(if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) }));
            Ok(true)
        }
        fn position(&self) -> u64 {
            0
        }
        fn take_notes(&mut self) -> Vec<Problem> {
            Vec::new()
        }
        fn damaged(&self) -> bool {
            false
        }
    }

    struct Labels;

    impl Hints for Labels {
        fn is_label(&self, text: &str) -> bool {
            ["Vorname", "Ort"].contains(&text)
        }
    }

    fn table(rows: Vec<(u32, Vec<&'static str>)>, range: Option<TableRange>) -> Table {
        let rows = Box::new(Sheet(rows.into_iter()));
        let sheet =
            RawSheet { kind: Kind::Xlsx, sheets: Vec::new(), sheet: None, rows, table: range, notes: Vec::new() };
        find(sheet, TextLayout::default(), &ReadOptions::default(), &Labels).unwrap()
    }

    fn texts(table: &mut Table) -> Vec<(u32, Vec<String>)> {
        let mut row = Row::default();
        let mut rows = Vec::new();
        while table.rows.next(&mut row).unwrap() {
            rows.push((row.line().0, row.iter().map(|cell| cell.text().to_owned()).collect()));
        }
        rows
    }

    #[test]
    fn a_table_object_says_where_the_rows_are() {
        let rows = vec![
            (1, vec!["Notiz"]),
            (3, vec!["x", "Vorname", "Ort", "y"]),
            (4, vec!["x", "Anna", "Bonn", "y"]),
            (5, vec!["", "Bernd", "Ulm"]),
            (6, vec!["", "2"]),
        ];
        let range =
            TableRange { header_row: Some(3), first_data_row: 4, last_data_row: 5, first_column: 1, last_column: 2 };
        let mut table = table(rows, Some(range));
        assert_eq!(table.layout.header, [None, Some("Vorname".to_owned()), Some("Ort".to_owned())]);
        let expected = [(4, ["", "Anna", "Bonn"]), (5, ["", "Bernd", "Ulm"])];
        assert_eq!(texts(&mut table), expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec())));
    }

    #[test]
    fn cells_beside_a_table_on_a_sheet_are_noted_and_no_error() {
        let rows = vec![(2, vec!["Vorname", "Ort"]), (3, vec!["Anna", "Bonn", "", "siehe oben"]), (9, vec!["Bernd"])];
        let mut table = table(rows, None);
        assert_eq!(texts(&mut table).len(), 2);
        assert_eq!(table.rows.take_notes().first().unwrap().message, text_file::CELLS_BESIDE_TABLE);
    }
}

//! Which row is the header: the one with the most known labels; without any, the first that reads like labels.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::region::Region;
use super::two_lines;
use super::{HEAD_ROWS, filled_width, line_of, text_of};
use crate::message::{LineNumber, Problem, text_file};
use crate::sheet::shape::{Shape, shape};
use crate::sheet::{Cell, Hints, Row, TableRange};

/// Labels are not longer than this.
const LABEL_BYTES: usize = 120;
/// How many cells of a row are looked at.
const CELLS: usize = 256;

/// A header that was found, or that there is none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    /// Its line; of a two-line header the second.
    pub(super) line: Option<LineNumber>,
    /// Its texts.
    pub(super) texts: Vec<Option<String>>,
    /// How many of the rows held back lie above the first data row.
    pub(super) rows: usize,
    /// How many of these are the header itself.
    pub(super) rows_of_header: usize,
    /// Why this one.
    pub(super) notes: Vec<Problem>,
}

/// How many different labels a row has.
pub(super) fn labels(row: &Row, hints: &dyn Hints) -> usize {
    labels_among(row.iter(), hints)
}

fn labels_among<'a>(cells: impl Iterator<Item = Cell<'a>>, hints: &dyn Hints) -> usize {
    let labels = cells.take(CELLS).filter(|cell| is_label(*cell, hints));
    labels.map(|cell| cell.text().trim().to_lowercase()).collect::<HashSet<_>>().len()
}

fn is_label(cell: Cell<'_>, hints: &dyn Hints) -> bool {
    if let Cell::Text(text) = cell { is_label_text(text, hints) } else { false }
}

/// Whether a text is a label.
pub(super) fn is_label_text(text: &str, hints: &dyn Hints) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= LABEL_BYTES && hints.is_label(text)
}

fn filled(row: &Row) -> usize {
    row.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether a cell holds what data looks like and labels do not.
fn is_data(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => shape(text).is_data(),
        _ => true,
    }
}

impl Header {
    /// There is no header: every row is data.
    pub(super) fn none() -> Self {
        let notes = vec![Problem::new(text_file::NO_HEADER)];
        Self { line: None, texts: Vec::new(), rows: 0, rows_of_header: 0, notes }
    }

    /// The header is where somebody says it is.
    pub(super) fn at_line(head: &[Row], line: u32) -> Result<Self, Problem> {
        match head.iter().position(|row| row.line().0 == line) {
            Some(index) => Ok(Self::of_row(head, index)),
            None => Err(Problem::new(text_file::HEADER_ROW_MISSING).with("header", line)),
        }
    }

    /// Finds the header among the first rows, and the part of the sheet below it that is the list. A table object counts
    /// where its header fits best, or where nothing else is known and most of what is there lies inside of it.
    pub(super) fn find(head: &[Row], tables: &[TableRange], hints: &dyn Hints) -> (Self, Region) {
        let near = head.get(..HEAD_ROWS).unwrap_or(head);
        let counts: Vec<usize> = near.iter().map(|row| labels(row, hints)).collect();
        let best = best_labelled(near, &counts);
        let known = best.and_then(|index| counts.get(index)).copied().unwrap_or(0);
        let header = match (best, best_object(head, tables, hints).filter(|(_, labels)| *labels > known.max(1))) {
            (_, Some((index, _))) => Self::of_row(head, index),
            (Some(index), None) => Self::labelled(near, &counts, index, hints),
            (None, None) => match main_object(head, tables) {
                Some(object) => return (Self::of_object(head, object), Region::of(*object, tables)),
                None => Self::unlabelled(near),
            },
        };
        let region = match header.line {
            Some(line) if !tables.is_empty() => Region::below(&header.texts, line.0, tables, hints),
            _ => Region::without(tables),
        };
        (header, region)
    }

    /// The header of a table object, where that has one.
    fn of_object(head: &[Row], object: &TableRange) -> Self {
        let at = object.header_row.and_then(|line| head.iter().position(|row| row.line().0 == line));
        match at {
            Some(index) => Self::of_row(head, index),
            None => Self::none_below(head.iter().take_while(|row| row.line().0 < object.first_data_row).count()),
        }
    }

    /// There is no header, and so many rows stand above the data.
    fn none_below(rows: usize) -> Self {
        let mut none = Self { rows, ..Self::none() };
        if rows > 0 {
            none.notes.push(Problem::new(text_file::ROWS_ABOVE_HEADER).with("count", rows));
        }
        none
    }

    /// The row at `index` has labels; perhaps it shares them with the row above or below.
    fn labelled(head: &[Row], counts: &[usize], index: usize, hints: &dyn Hints) -> Self {
        let count = |index: usize| counts.get(index).copied().unwrap_or(0);
        if index + 1 < head.len() && continues(head, index, hints) && combined_labels(head, index, hints) > count(index)
        {
            return Self::of_two_rows(head, index, hints);
        }
        if let Some(above) = index.checked_sub(1)
            && continues(head, above, hints)
            && combined_labels(head, above, hints) > count(index)
        {
            return Self::of_two_rows(head, above, hints);
        }
        Self::of_row(head, index)
    }

    /// No row has labels: the first row as wide as most that reads like labels.
    fn unlabelled(head: &[Row]) -> Self {
        let usual = usual_width(head);
        for (index, row) in head.iter().enumerate().take(15) {
            let full = filled(row) * 3 >= usual * 2 && filled(row) * 2 >= filled_width(row);
            if !full || is_entry(row) {
                continue;
            }
            if !reads_like_labels(row) || head.len() == 1 && usual < 2 && index == 0 && !row_is_words(row) {
                break;
            }
            let mut header = Self::of_row(head, index);
            header.notes.push(Problem::new(text_file::HEADER_UNSURE).with("header", line_of(row)));
            return header;
        }
        let titles = head.iter().take(15).take_while(|row| is_title(row)).count();
        Self::none_below(if usual >= 3 { titles } else { 0 })
    }

    /// The header is the row at `index`.
    fn of_row(head: &[Row], index: usize) -> Self {
        let texts = head.get(index).map(|row| row.iter().map(text_of).collect()).unwrap_or_default();
        let line = head.get(index).map(line_of);
        let note = line.map(|line| Problem::new(text_file::HEADER_FOUND).with("header", line));
        Self::made_of(texts, line, index, 1, note)
    }

    /// The header is the row at `index` with the one below it.
    fn of_two_rows(head: &[Row], index: usize, hints: &dyn Hints) -> Self {
        let (Some(first), Some(second)) = (head.get(index), head.get(index + 1)) else {
            return Self::of_row(head, index);
        };
        let note = Problem::new(text_file::HEADER_COMBINED).with("first", line_of(first));
        let note = note.with("header", line_of(second));
        Self::made_of(two_lines::texts(first, second, hints), Some(line_of(second)), index, 2, Some(note))
    }

    fn made_of(
        mut texts: Vec<Option<String>>,
        line: Option<LineNumber>,
        top: usize,
        rows_of_header: usize,
        note: Option<Problem>,
    ) -> Self {
        while texts.last().is_some_and(Option::is_none) {
            texts.pop();
        }
        let mut notes: Vec<Problem> = note.into_iter().collect();
        if top > 0 {
            notes.push(Problem::new(text_file::ROWS_ABOVE_HEADER).with("count", top));
        }
        Self { line, texts, rows: top + rows_of_header, rows_of_header, notes }
    }
}

/// The first row with the most labels. One label alone must be most of what the row has, and the row about as wide as the
/// others: it may be the words before a value in a preamble, or a value that is a label elsewhere.
fn best_labelled(head: &[Row], counts: &[usize]) -> Option<usize> {
    let usual = usual_width(head);
    let below_wider =
        |index: usize, width: usize| head.iter().take(index).any(|row| filled(row) > width && reads_like_labels(row));
    let enough = |(index, count): &(usize, &usize)| {
        let width = head.get(*index).map_or(0, filled);
        let alone = || {
            let entry = head.get(*index).is_some_and(is_entry);
            width <= 2 && width * 2 >= usual && !entry && !below_wider(*index, width)
        };
        **count >= 2 && **count * 4 >= width || **count == 1 && alone()
    };
    let most = counts.iter().enumerate().filter(enough).map(|(_, count)| *count).max()?;
    counts.iter().enumerate().filter(enough).find(|(_, count)| **count == most).map(|(index, _)| index)
}

/// The table object whose header has the most labels: where that row stands among the first ones, and how many they are.
fn best_object(head: &[Row], tables: &[TableRange], hints: &dyn Hints) -> Option<(usize, usize)> {
    let fit = |object: &TableRange| {
        let line = object.header_row?;
        let index = head.iter().position(|row| row.line().0 == line)?;
        Some((
            index,
            labels_among(head.get(index)?.iter().skip(object.first_column).take(object.columns().len()), hints),
        ))
    };
    tables.iter().filter_map(fit).min_by_key(|(_, labels)| Reverse(*labels))
}

/// The table object that holds at least half of what stands in the first rows.
fn main_object<'a>(head: &[Row], tables: &'a [TableRange]) -> Option<&'a TableRange> {
    let all: usize = head.iter().map(filled).sum();
    let inside = |object: &TableRange| -> usize {
        let rows = head.iter().filter(|row| object.lines().contains(&row.line().0));
        rows.map(|row| object.columns().filter(|column| !row.cell(*column).is_blank()).count()).sum()
    };
    let (object, most) = tables.iter().map(|object| (object, inside(object))).max_by_key(|(_, inside)| *inside)?;
    (most * 2 >= all).then_some(object)
}

/// Whether the row below `index` goes on with its header: on the very next line, without data, filling gaps.
fn continues(head: &[Row], index: usize, hints: &dyn Hints) -> bool {
    let (Some(first), Some(second)) = (head.get(index), head.get(index + 1)) else { return false };
    let adjacent = second.line().0 == first.line().0 + 1 || first.text.contains(['\n', '\r']);
    let width = filled_width(first).max(filled_width(second));
    let fills_gaps = (0..width).any(|column| first.cell(column).is_blank() && !second.cell(column).is_blank());
    let no_data = !first.iter().any(is_data) && !second.iter().any(is_data);
    adjacent && fills_gaps && no_data && (labels(second, hints) > 0 || two_lines::is_header(first, second, hints))
}

/// How many columns of a header on two rows have a label, each counted once.
fn combined_labels(head: &[Row], index: usize, hints: &dyn Hints) -> usize {
    let (Some(first), Some(second)) = (head.get(index), head.get(index + 1)) else { return 0 };
    let texts = two_lines::texts(first, second, hints);
    let is_header = two_lines::is_header(first, second, hints);
    let is_known = |(column, text): &(usize, &Option<String>)| {
        text.as_ref().is_some_and(|text| is_label_text(text, hints))
            || is_label(second.cell(*column), hints)
            || is_header && is_label(first.cell(*column), hints)
    };
    let known = texts.iter().enumerate().take(CELLS).filter(is_known).filter_map(|(_, text)| text.as_ref());
    known.map(|text| text.trim().to_lowercase()).collect::<HashSet<_>>().len()
}

/// The most common number of filled cells.
fn usual_width(head: &[Row]) -> usize {
    let mut widths: Vec<usize> = head.iter().map(filled).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// Whether a row could be labels: short texts, none like another, nothing that data looks like but years in their order.
fn reads_like_labels(row: &Row) -> bool {
    let mut seen = Vec::new();
    let years = counts_years(row);
    for cell in row.iter().filter(|cell| !cell.is_blank()).take(CELLS) {
        if years && year(cell).is_some() {
            continue;
        }
        let Cell::Text(text) = cell else { return false };
        if is_data(cell) || text.len() > LABEL_BYTES || seen.contains(&text) {
            return false;
        }
        seen.push(text);
    }
    years || !seen.is_empty()
}

fn year(cell: Cell<'_>) -> Option<u16> {
    cell.text().trim().parse().ok().filter(|year| (1900..2100).contains(year))
}

/// Whether a row has several years, each later than the one before: the labels of statistics.
fn counts_years(row: &Row) -> bool {
    let years: Vec<u16> = row.iter().take(CELLS).filter_map(year).collect();
    years.len() > 2 && years.is_sorted_by(|before, after| before < after)
}

/// Whether a row is an entry of a preamble, `Region: | Deutschland`.
fn is_entry(row: &Row) -> bool {
    let mut cells = row.iter().filter(|cell| !cell.is_blank());
    matches!((cells.next(), cells.next(), cells.next()), (Some(Cell::Text(key)), Some(_), None) if key.trim().ends_with(':'))
}

/// Whether a row is the title of a table without a header: a single text that is no data, of several words or on a line
/// of its own.
fn is_title(row: &Row) -> bool {
    let mut cells = row.iter().filter(|cell| !cell.is_blank());
    let (Some(Cell::Text(text)), None) = (cells.next(), cells.next()) else { return false };
    let shape = shape(text);
    !shape.is_data() && (shape == Shape::Words || row.len() == 1)
}

fn row_is_words(row: &Row) -> bool {
    row.iter().all(|cell| matches!(shape(cell.text()), Shape::Word | Shape::Words | Shape::Blank))
}

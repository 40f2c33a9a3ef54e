//! How good a table a dialect makes of a sample: how regular its rows are, how sensible its cells, how alike the cells of
//! a column, how clean its quotes; and above all, whether known labels stand in one row.

use std::collections::HashMap;

use super::Dialect;
use super::torn::Torn;
use crate::sheet::delimited::{Facts, Outcome, RecordParser};
use crate::sheet::limits::Limits;
use crate::sheet::shape::{Shape, shape};
use crate::sheet::{Hints, Row};

/// Rows of a sample that are looked at.
const ROWS: usize = 300;
/// Rows from the beginning in which labels are looked for, and cells per row.
const LABEL_ROWS: usize = 12;
/// Cells per row that are looked at.
const CELLS: usize = 64;
/// What a single column is worth: less than the worst real table of two.
const SINGLE: f32 = 0.33;

/// How good a table a dialect makes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::sheet) struct Score {
    /// The greater, the better.
    pub(in crate::sheet) value: f32,
    /// The usual width of a row.
    pub(in crate::sheet) width: usize,
    /// Cells in proper quotes.
    pub(in crate::sheet) enclosed: u32,
    /// Rows with quotes that close nothing, or are never closed.
    pub(in crate::sheet) stray: u32,
    /// Rows with a cell whose quote is never closed.
    pub(in crate::sheet) unclosed: u32,
    /// Whether a blank follows every delimiter.
    pub(in crate::sheet) spaced: bool,
}

/// Scores dialects against one sample.
pub(super) struct Scorer<'a> {
    pub(super) sample: &'a str,
    pub(super) whole: bool,
    pub(super) limits: &'a Limits,
    pub(super) hints: &'a dyn Hints,
    pub(super) labels: &'a mut HashMap<String, bool>,
}

/// What the rows of a sample look like in one dialect.
#[derive(Default)]
struct Rows {
    /// Per row: its width, and its width without blank cells at the end.
    widths: Vec<(usize, usize)>,
    shapes: Vec<[u32; Shape::COUNT]>,
    enclosed: u32,
    stray: u32,
    unclosed: u32,
    /// The most labels in one row.
    labels: usize,
    /// Whether the first row is one cell, and a label: the header of a single column.
    single_label: bool,
    torn: Torn,
    /// Delimiters, and those of them with a blank behind.
    delimiters: usize,
    spaced: usize,
    /// Whether a cell begins with a zero: a code or a piece of a phone number rather than a number.
    zeros_first: bool,
    /// Whether the first row is split into words: a header.
    words_first: bool,
}

impl Scorer<'_> {
    /// How good a table the dialect makes of the sample.
    pub(super) fn score(mut self, dialect: Dialect) -> Score {
        let rows = self.rows(dialect);
        let count = rows.widths.len();
        if count == 0 {
            // Nothing but delimiters and line ends: an empty table, and the right delimiter.
            let value = if dialect.delimiter.is_some() { SINGLE * 2.0 } else { 0.0 };
            return Score { value, ..Score::default() };
        }
        let width = usual_width(&rows.widths);
        let quotes = 1.0 - 0.6 * share(rows.stray as usize, (rows.stray + rows.enclosed) as usize + count);
        let sense = sense(&rows.shapes);
        if width < 2 || dialect.delimiter.is_none() {
            let value = if dialect.delimiter.is_none() { SINGLE * (0.4 + 0.6 * sense) * quotes } else { 0.0 };
            return Score { value, width: 1, spaced: false, ..rows.quotes() };
        }
        let (torn_joints, torn_rows) = rows.torn.shares();
        let torn = if rows.words_first { 0.0 } else { torn_rows };
        let mut value = regularity(&rows.widths, width).powf(1.5)
            * (0.4 + 0.6 * sense)
            * (0.75 + 0.25 * likeness(&rows.shapes))
            * (1.0 - 0.5 / width as f32)
            * dialect.delimiter.map_or(1.0, |delimiter| rows.prior(delimiter, width))
            * quotes
            * (1.0 - 0.85 * torn)
            * (1.0 - 0.7 * torn_joints);
        if rows.single_label && rows.labels < 2 {
            value *= 0.3;
        }
        if rows.labels >= 2 {
            value += 0.12 * rows.labels.min(8) as f32 * regularity(&rows.widths, width);
        }
        let spaced = rows.spaced > 0 && rows.spaced == rows.delimiters;
        if spaced && !rows.all_have(width, 90) {
            // So do commas in sentences.
            value *= 0.5;
        }
        Score { value, width, spaced, ..rows.quotes() }
    }

    /// Splits the sample.
    fn rows(&mut self, dialect: Dialect) -> Rows {
        let parser = RecordParser::new(dialect, self.limits.columns, self.limits.text_bytes);
        let mut rows = Rows::default();
        let mut row = Row::default();
        let mut at = 0;
        while rows.widths.len() < ROWS {
            let rest = self.sample.get(at..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
            at += blank;
            let rest = rest.get(blank..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let Some((length, facts, unclosed)) = self.record(&parser, rest, !rows.widths.is_empty(), &mut row) else {
                break;
            };
            at += length;
            if !row.is_blank() {
                rows.stray += 3 * u32::from(unclosed);
                rows.unclosed += u32::from(unclosed || facts.open_quote > 0);
                self.take(&mut rows, &row, &facts, dialect);
            }
        }
        rows
    }

    /// The next record; none where the sample cuts it off.
    fn record(&self, parser: &RecordParser, rest: &str, others: bool, row: &mut Row) -> Option<(usize, Facts, bool)> {
        row.begin(row.line());
        let mut parsed = parser.parse(rest, self.whole, usize::MAX, row);
        let mut unclosed = false;
        if let (Outcome::Unclosed { cell, .. }, _) = parsed {
            unclosed = true;
            row.begin(row.line());
            parsed = parser.parse(rest, self.whole, cell, row);
        }
        match parsed {
            (Outcome::Record(length), facts) => Some((length, facts, unclosed)),
            // The last record of a cut sample; without any other it has to do.
            _ if others => None,
            _ => {
                row.begin(row.line());
                let (_, facts) = parser.parse(rest, true, 0, row);
                Some((rest.len(), facts, unclosed))
            }
        }
    }

    fn take(&mut self, rows: &mut Rows, row: &Row, facts: &Facts, dialect: Dialect) {
        let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column + 1).last();
        rows.widths.push((facts.cells, filled.unwrap_or(0)));
        rows.enclosed += facts.enclosed;
        rows.stray += u32::from(facts.behind_quote > 0)
            + u32::from((facts.inner_quote > 0 || facts.open_quote > 0) && dialect.quote == Some('"'));
        rows.torn.look(row, dialect.delimiter);
        rows.delimiters += facts.cells.saturating_sub(1);
        rows.spaced += facts.spaced as usize;
        let mut labels = 0;
        for (column, cell) in row.iter().take(CELLS).enumerate() {
            let text = cell.text();
            let shape = shape(text);
            rows.zeros_first |= matches!(text.as_bytes(), [b'0', b'0'..=b'9', ..]);
            if rows.shapes.len() <= column {
                rows.shapes.push([0; Shape::COUNT]);
            }
            if let Some(count) = rows.shapes.get_mut(column).and_then(|shapes| shapes.get_mut(shape as usize)) {
                *count += 1;
            }
            let looks_like_label = matches!(shape, Shape::Word | Shape::Words) && text.len() <= 80;
            labels += usize::from(rows.widths.len() <= LABEL_ROWS && looks_like_label && self.is_label(text));
        }
        rows.labels = rows.labels.max(labels);
        rows.single_label |= rows.widths.len() == 1 && facts.cells == 1 && labels == 1;
        rows.words_first |= rows.widths.len() == 1 && facts.cells > 1 && row.iter().all(|cell| is_words(cell.text()));
    }

    fn is_label(&mut self, text: &str) -> bool {
        if let Some(known) = self.labels.get(text) {
            return *known;
        }
        let known = self.hints.is_label(text);
        self.labels.insert(text.to_owned(), known);
        known
    }
}

fn is_words(text: &str) -> bool {
    matches!(shape(text), Shape::Word | Shape::Words) && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

impl Rows {
    /// A score that only says what was seen of quotes.
    fn quotes(&self) -> Score {
        Score { enclosed: self.enclosed, stray: self.stray, unclosed: self.unclosed, ..Score::default() }
    }

    /// Whether at least so many of a hundred rows have exactly this width.
    fn all_have(&self, width: usize, percent: usize) -> bool {
        let exact = self.widths.iter().filter(|(cells, _)| *cells == width).count();
        exact * 100 >= self.widths.len() * percent
    }

    /// How likely a delimiter is before anything else is seen. Rare ones are likelier where not one row goes without.
    fn prior(&self, delimiter: char, width: usize) -> f32 {
        let always = self.widths.len() > 1 && self.all_have(width, 100);
        match delimiter {
            ',' | ';' | '\t' => 1.0,
            '|' => 0.98,
            '^' | '~' | '¦' | '§' | '¬' | '│' => 0.9,
            control if control.is_control() => 0.95,
            ' ' if always && self.are_numbers() => 0.6,
            ' ' => 0.4,
            ':' => 0.5,
            _ if always => 0.85,
            _ => 0.45,
        }
    }

    fn are_numbers(&self) -> bool {
        let numbers = |shapes: &[u32; Shape::COUNT]| {
            let others = shapes.iter().enumerate().filter(|(shape, _)| *shape != Shape::Number as usize);
            others.map(|(_, times)| times).sum::<u32>() == 0
        };
        !self.zeros_first && self.shapes.iter().all(numbers)
    }
}

/// The most common width above one, the greater of two equals; one where hardly a row has more.
fn usual_width(widths: &[(usize, usize)]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (width, _) in widths {
        *counts.entry(*width).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(width, _)| *width > 1)
        .max_by_key(|(width, count)| (*count, *width))
        .map_or(1, |(width, _)| width)
}

/// The share of rows that have the usual width. Titles above and a footer below are no fault of the split.
fn regularity(widths: &[(usize, usize)], usual: usize) -> f32 {
    let fits = |(width, filled): &(usize, usize)| *width == usual || (*width > usual && *filled <= usual);
    let above = widths.iter().take(15).take_while(|row| !fits(row)).count();
    let below = widths.iter().rev().take(3).take_while(|row| !fits(row)).count();
    let forgiven = if (above + below) * 2 <= widths.len() { above + below } else { 0 };
    let body = widths.iter().skip(if forgiven > 0 { above } else { 0 }).take(widths.len() - forgiven);
    let sum: f32 = body
        .map(|row| match row {
            row if fits(row) => 1.0,
            (width, _) if *width > 1 => 0.35,
            _ => 0.0,
        })
        .sum();
    (sum + 0.7 * forgiven as f32) / widths.len() as f32
}

/// The average sense of the cells.
fn sense(shapes: &[[u32; Shape::COUNT]]) -> f32 {
    let worth = |shape: usize| match shape {
        s if s == Shape::Odd as usize => 0.1,
        s if s == Shape::Blank as usize => 0.75,
        s if s == Shape::Words as usize => 0.8,
        s if s == Shape::Word as usize => 0.9,
        _ => 1.0,
    };
    let (mut sum, mut count) = (0.0, 0.0);
    for column in shapes {
        for (shape, times) in column.iter().enumerate() {
            sum += worth(shape) * *times as f32;
            count += *times as f32;
        }
    }
    if count == 0.0 { 0.0 } else { sum / count }
}

/// How alike the cells of a column are, on average.
fn likeness(shapes: &[[u32; Shape::COUNT]]) -> f32 {
    let mut sum = 0.0;
    let mut columns = 0.0;
    for column in shapes {
        let filled = column.iter().enumerate().filter(|(shape, _)| *shape != Shape::Blank as usize);
        let (most, all) = filled.fold((0, 0), |(most, all), (_, times)| (most.max(*times), all + times));
        if all > 0 {
            sum += most as f32 / all as f32;
            columns += 1.0;
        }
    }
    if columns == 0.0 { 0.0 } else { sum / columns }
}

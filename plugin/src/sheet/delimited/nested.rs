//! Lists inside of lists: a program that splits at one character opened a list that is split at another and saved it again. Each
//! line is then a single cell, in quotes where the program saw a need, and every line may end in the same run of delimiters
//! (`Berg;Anna;a@example.com,,,`). Read here is the list inside: the cells of a line are put together again and split anew.

use super::{DelimitedRows, Outcome, RecordParser};
use crate::message::{Problem, text_file};
use crate::sheet::dialect::{Dialect, Escape, Found, Joint, detect};
use crate::sheet::limits::Limits;
use crate::sheet::{Hints, ReadOptions, Row, Rows};

/// Rows of the sample that are looked at.
const ROWS: usize = 300;
/// Rows from the beginning in which labels are looked for.
const LABEL_ROWS: usize = 12;

/// A list inside of another.
pub(in crate::sheet) struct Nested {
    /// How the lines around are written.
    pub(in crate::sheet) outer: Dialect,
    /// How the list inside is written.
    pub(in crate::sheet) inner: Found,
}

/// Looks for a list inside of the lines of a sample: in the first row and in most others the first cell alone holds something, and split anew
/// these cells have known labels in one row.
pub(in crate::sheet) fn find(sample: &str, whole: bool, options: &ReadOptions, hints: &dyn Hints) -> Option<Nested> {
    let first = sample.trim_start_matches(['\n', '\r']).split(['\n', '\r']).next()?.trim_end_matches(' ');
    for delimiter in [Some(','), Some(';'), Some('\t'), None] {
        let may_be = match delimiter {
            Some(delimiter) => first.ends_with(delimiter),
            None => first.len() > 2 && first.starts_with('"') && first.ends_with('"'),
        };
        let outer = Dialect { delimiter, joint: Joint::Plain, quote: Some('"'), escape: Escape::Doubled };
        let Some(text) =
            Some(()).filter(|()| may_be).and_then(|()| lines_inside(sample, whole, outer, &options.limits))
        else {
            continue;
        };
        let inner = detect(&text, true, options, hints);
        let Some(split) = inner.dialect.delimiter.filter(char::is_ascii) else { continue };
        let fits = Some(split) != delimiter && inner.dialect.joint != Joint::Doubled && !inner.sep_line;
        let (labels, width) = labels(&text, inner.dialect, &options.limits, hints);
        // `"Berg, Anna"` is one cell.
        let one_cell = delimiter.is_none() && split == ',' && width < 3;
        if fits && labels >= 2 && !one_cell {
            return Some(Nested { outer, inner });
        }
    }
    None
}

/// The lines inside of a sample; none where the rows are no such lines.
fn lines_inside(sample: &str, whole: bool, outer: Dialect, limits: &Limits) -> Option<String> {
    let parser = RecordParser::new(outer, limits.columns, limits.text_bytes);
    let (mut text, mut row, mut at) = (String::new(), Row::default(), 0);
    let (mut rows, mut others, mut width) = (0_usize, 0_usize, None);
    while rows < ROWS {
        let rest = sample.get(at..)?;
        at += rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let rest = sample.get(at..)?;
        if rest.is_empty() {
            break;
        }
        row.begin(crate::message::LineNumber(1));
        let (Outcome::Record(length), facts) = parser.parse(rest, whole, usize::MAX, &mut row) else { break };
        at += length;
        rows += 1;
        let is_line = row.iter().skip(1).all(|cell| cell.is_blank());
        others += usize::from(!is_line);
        let in_quotes = facts.enclosed == 1 && facts.behind_quote == 0 && facts.inner_quote == 0;
        if *width.get_or_insert(facts.cells) != facts.cells || rows == 1 && !is_line {
            return None;
        }
        if outer.delimiter.is_none() && !in_quotes || outer.delimiter.is_some() && facts.cells < 2 {
            return None;
        }
        join(&row, outer.delimiter, &mut text);
        text.push('\n');
    }
    (rows >= 2 && others * 2 <= rows).then_some(text)
}

/// Appends the cells of a line as they were before they were split, without blank ones at the end.
fn join(row: &Row, delimiter: Option<char>, text: &mut String) {
    let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column + 1).last();
    for column in 0..filled.unwrap_or(0) {
        if column > 0 {
            text.extend(delimiter);
        }
        text.push_str(row.cell(column).text());
    }
}

/// The most labels in one of the first rows, and how many cells that has.
fn labels(text: &str, dialect: Dialect, limits: &Limits, hints: &dyn Hints) -> (usize, usize) {
    let parser = RecordParser::new(dialect, limits.columns, limits.text_bytes);
    let mut row = Row::default();
    let (mut best, mut at) = ((0, 0), 0);
    for _ in 0..LABEL_ROWS {
        let rest = text.get(at..).unwrap_or_default();
        row.begin(crate::message::LineNumber(1));
        let (Outcome::Record(length @ 1..), _) = parser.parse(rest, true, usize::MAX, &mut row) else { break };
        at += length;
        best = best.max((row.iter().filter(|cell| hints.is_label(cell.text())).count(), row.len()));
    }
    best
}

/// The rows of a list inside of the lines of another.
pub(in crate::sheet) struct NestedRows {
    outer: DelimitedRows,
    delimiter: Option<char>,
    inner: RecordParser,
    around: Row,
    line: String,
}

impl NestedRows {
    /// Of the rows around.
    pub(in crate::sheet) fn new(outer: DelimitedRows, nested: &Nested, limits: &Limits) -> Self {
        Self {
            outer,
            delimiter: nested.outer.delimiter,
            inner: RecordParser::new(nested.inner.dialect, limits.columns, limits.text_bytes),
            around: Row::default(),
            line: String::new(),
        }
    }
}

impl Rows for NestedRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if !self.outer.next(&mut self.around)? {
            return Ok(false);
        }
        self.line.clear();
        join(&self.around, self.delimiter, &mut self.line);
        row.begin(self.around.line());
        let (outcome, _) = self.inner.parse(&self.line, true, usize::MAX, row);
        let good = match outcome {
            Outcome::Record(length) => self.line.get(length..).is_none_or(|rest| rest.trim().is_empty()),
            Outcome::More | Outcome::Unclosed { .. } => false,
        };
        if !good {
            row.report(Problem::new(text_file::NESTED_LINE_MALFORMED));
        }
        // Quotes inside of a line are those of its cells.
        let around = self.around.problems().iter().filter(|problem| problem.message != text_file::QUOTE_INSIDE);
        row.problems.extend(around.cloned());
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.outer.position()
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        self.outer.take_notes()
    }

    fn damaged(&self) -> bool {
        self.outer.damaged()
    }
}

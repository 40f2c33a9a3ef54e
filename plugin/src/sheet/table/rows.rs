//! The data rows of a table: as wide as its header, without blank rows, repeated headers and the footer.

use super::footer::{self, Above, Kind};
use super::region::{Place, Region};
use super::{Held, filled_width};
use crate::message::{LineNumber, Problem, text_file};
use crate::sheet::limits::Limits;
use crate::sheet::merge::Filler;
use crate::sheet::shape::{Shape, shape};
use crate::sheet::{Cell, Row, Rows, TableRange};

/// How many rows that may be a footer are held back: a longer one is no footer.
const FOOTER_ROWS: usize = 40;

/// Rows left out, and the first of them.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    count: u64,
    from: u32,
}

impl Left {
    fn add(&mut self, row: &Row) {
        if self.count == 0 {
            self.from = row.line().0;
        }
        self.count += 1;
    }

    fn join(&mut self, other: Self) {
        if other.count > 0 {
            self.from = if self.count == 0 { other.from } else { self.from.min(other.from) };
            self.count += other.count;
        }
    }
}

/// The data rows of a table.
pub(super) struct DataRows {
    inner: Box<dyn Rows>,
    /// Rows that were read to find the header.
    head: Held,
    /// Rows that may be the footer, until it is known.
    held: Held,
    /// Rules behind the last data row.
    rules: Left,
    /// Rows that are to be handed out before anything else is read.
    ready: Held,
    header: Vec<Option<String>>,
    /// Columns with a label.
    labelled: usize,
    /// Whether surplus cells are an error: in delimited text they are a shift, on a sheet they are beside the table.
    delimited: bool,
    region: Region,
    /// To be filled again and again.
    scratch: Row,
    limit: u64,
    count: u64,
    /// The line of the row before, blank ones not counted.
    last_line: u32,
    /// Whether there was a data row.
    begun: bool,
    /// The line of the last row that was taken for the list; 0 before the first.
    edge: u32,
    beside: Left,
    repeated: Left,
    /// The line of a second header with other columns, or with the columns in another order: what is below it is not read.
    other_header: Option<LineNumber>,
    footer: Left,
    /// Rows below the table object that go on with it, and those that do not.
    continued: Left,
    below: Left,
    notes: Vec<Problem>,
    ended: bool,
    /// Whether a row was handed out that breaks off where the file ends.
    cut_off: bool,
    short: Short,
    filler: Filler,
}

/// What is remembered of rows with too few cells, to know one that was broken in two.
#[derive(Clone, Debug, Default)]
struct Short {
    /// What the cells of the first whole row look like.
    whole: Vec<Shape>,
    /// How many there were.
    count: u32,
    /// Line and cells of the row before, where that was too short and the one before it was not.
    before: Option<(u32, usize)>,
}

/// A file with more rows that are too short than this leaves blank cells at the end of rows out.
const BROKEN_ROWS: u32 = 8;

impl DataRows {
    pub(super) fn new(
        inner: Box<dyn Rows>,
        head: Held,
        header: Vec<Option<String>>,
        delimited: bool,
        region: Region,
        limits: &Limits,
    ) -> Self {
        let labelled = header.iter().flatten().count();
        let labelled = if labelled == 0 { header.len() } else { labelled };
        let last_line = head.front().map_or(0, |row| row.line().0.saturating_sub(1));
        Self {
            inner,
            head,
            held: Held::new(),
            rules: Left::default(),
            ready: Held::new(),
            header,
            labelled,
            delimited,
            region,
            scratch: Row::default(),
            limit: limits.rows,
            count: 0,
            last_line,
            begun: false,
            edge: 0,
            beside: Left::default(),
            repeated: Left::default(),
            other_header: None,
            footer: Left::default(),
            continued: Left::default(),
            below: Left::default(),
            notes: Vec::new(),
            ended: false,
            cut_off: false,
            short: Short::default(),
            filler: Filler::new(limits),
        }
    }

    /// Whether there is at least one data row among the first ones or behind them.
    pub(super) fn has_any(&mut self) -> bool {
        if self.ready.is_empty() {
            let mut row = Row::default();
            match self.pull(&mut row) {
                Ok(true) => self.ready.push_front(row),
                Ok(false) => return false,
                // It comes up again when the rows are read.
                Err(_) => return true,
            }
        }
        true
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, Problem> {
        match self.head.pop_front() {
            Some(mut first) => {
                std::mem::swap(row, &mut first);
                Ok(true)
            }
            None => self.inner.next(row),
        }
    }

    /// The next data row, as it stands in the file.
    fn pull(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if let Some(mut first) = self.ready.pop_front() {
            std::mem::swap(row, &mut first);
            return Ok(true);
        }
        while !self.ended && self.read(row)? {
            let Some(place) = self.place(row) else { continue };
            let gap = row.line().0 > self.last_line + 1 && self.last_line > 0;
            self.last_line = row.line().0 + line_ends(row);
            if self.repeats_header(row) {
                self.repeated.add(row);
                self.other_header = None;
                // What was held back between data and a header is the foot of one page and the title of the next.
                for held in self.held.drain(..) {
                    self.footer.add(&held);
                }
                continue;
            }
            if self.is_other_header(row) {
                self.repeated.add(row);
                self.other_header = Some(row.line());
                continue;
            }
            if let Some(at) = self.other_header {
                row.report(Problem::new(text_file::BELOW_OTHER_HEADER).with("at", at));
            }
            let kind = match place {
                Place::Object => Kind::Data,
                _ => footer::kind(row, self.labelled, self.above(gap)),
            };
            if kind == Kind::Data {
                self.rules = Left::default();
            }
            match kind {
                Kind::Rule => self.rules.add(row),
                Kind::Footer if self.held.len() < FOOTER_ROWS => self.held.push_back(std::mem::take(row)),
                _ if self.held.is_empty() => {
                    self.begun = true;
                    return Ok(true);
                }
                // Data goes on below: what was held back is data too.
                _ => {
                    self.ready.append(&mut self.held);
                    self.ready.push_back(std::mem::take(row));
                    return self.pull(row);
                }
            }
        }
        self.end();
        Ok(false)
    }

    /// Where a row stands that holds something of the list.
    fn place(&mut self, row: &mut Row) -> Option<Place> {
        let line = row.line().0;
        if !self.region.is_whole() {
            let repeats = self.repeats_header(row);
            let adjacent = self.region.own().is_none() && self.edge > 0 && line == self.edge + 1;
            let labelled =
                |other: &TableRange| other.columns().any(|column| matches!(self.header.get(column), Some(Some(_))));
            self.region.join(line, |other| repeats || adjacent && labelled(other));
            if self.region.clip(row, &mut self.scratch) {
                self.beside.add(row);
            }
        }
        if row.is_blank() {
            return None;
        }
        let place = self.region.place(line, self.edge);
        match place {
            Place::Totals => self.footer.add(row),
            Place::Below if footer::kind(row, self.labelled, Above::Gap) == Kind::Data => self.below.add(row),
            Place::Below => self.footer.add(row),
            Place::List if self.is_beside(row) => {
                self.beside.add(row);
                return None;
            }
            Place::List if self.region.own().is_some() => self.continued.add(row),
            Place::List | Place::Object => {}
        }
        let taken = matches!(place, Place::List | Place::Object);
        if taken {
            self.edge = line;
        }
        taken.then_some(place)
    }

    /// What stands above the next row of the list. `gap` says that blank lines do.
    fn above(&self, gap: bool) -> Above {
        match self.held.is_empty() {
            true if !self.begun => Above::Header,
            true if !gap => Above::Data,
            _ => Above::Gap,
        }
    }

    /// Whether all that a row of a sheet holds stands to the right of the header.
    fn is_beside(&self, row: &Row) -> bool {
        !self.delimited && row.len() > self.header.len() && row.iter().take(self.header.len()).all(Cell::is_blank)
    }

    /// Whether the row says what the header says: pages that were put together.
    fn repeats_header(&self, row: &Row) -> bool {
        let mut labels = 0;
        for (column, text) in self.header.iter().enumerate() {
            match (text, row.cell(column)) {
                (Some(text), Cell::Text(cell)) if cell.trim() == text.trim() => labels += 1,
                (None, _) => {}
                _ => return false,
            }
        }
        labels >= 2 || labels == 1 && self.header.len() == 1
    }

    /// Whether the row is a header with the same labels in another order, or with some others among them: two lists below each
    /// other. A row of nothing but labels in their places and blanks is none.
    fn is_other_header(&self, row: &Row) -> bool {
        let place = |cell: Cell<'_>| {
            let Cell::Text(text) = cell else { return None };
            let text = text.trim();
            let same = |label: &Option<String>| label.as_deref().is_some_and(|label| same_label(label.trim(), text));
            self.header.iter().position(same)
        };
        let mut cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).peekable();
        if cells.peek().is_none_or(|(_, first)| place(*first).is_none() && self.labelled < 4) {
            return false;
        }
        let (mut found, mut moved, mut others) = (vec![false; self.header.len()], false, 0_usize);
        for (column, cell) in cells {
            match place(cell).and_then(|at| Some((at, found.get_mut(at)?))) {
                Some((at, known)) if !*known => {
                    *known = true;
                    moved |= at != column;
                }
                _ => others += 1,
            }
            // Most of a row of data is no label.
            if others > 2 {
                return false;
            }
        }
        let labels = found.iter().filter(|known| **known).count();
        moved && labels >= 2 && others == 0 || labels >= 3 && others > 0 && labels > others * 2
    }

    fn end(&mut self) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        self.continued.count -= (self.held.len() as u64).min(self.continued.count);
        for row in self.held.drain(..) {
            self.footer.add(&row);
        }
        self.footer.join(self.rules);
        for (left, message) in [
            (self.continued, text_file::TABLE_GOES_ON),
            (self.footer, text_file::FOOTER_LEFT_OUT),
            (self.below, text_file::ROWS_BELOW_TABLE),
            (self.repeated, text_file::REPEATED_HEADER),
            (self.beside, text_file::CELLS_BESIDE_TABLE),
        ] {
            if left.count > 0 {
                let note = Problem::new(message).at_line(LineNumber(left.from)).with("from", left.from);
                let note = note.with("count", left.count);
                self.notes.push(match self.region.own() {
                    Some(own) if [text_file::TABLE_GOES_ON, text_file::ROWS_BELOW_TABLE].contains(&message) => {
                        note.with("end", own.last_row)
                    }
                    _ => note,
                });
            }
        }
        self.notes.extend(self.filler.notes());
        if let Some(others) = self.region.others() {
            self.notes.push(Problem::new(text_file::OTHER_TABLES).with("tables", others));
        }
    }

    /// Makes the row as wide as the header and says what that costs.
    fn fit(&mut self, row: &mut Row) {
        let columns = self.header.len();
        let width = row.len();
        if width > columns {
            let filled = filled_width(row);
            if filled > columns && self.delimited {
                row.report(Problem::new(text_file::SURPLUS_CELLS).with("cells", filled).with("columns", columns));
                row.truncate(filled);
                row.tear_off(columns);
            } else if filled > columns {
                self.beside.add(row);
            }
            row.truncate(columns);
        } else if width < columns {
            if self.delimited && self.labelled_after(width) {
                row.report(Problem::new(text_file::MISSING_CELLS).with("cells", width).with("columns", columns));
            }
            if self.delimited {
                self.look_for_other_half(row, width);
            }
            row.pad(columns);
        }
        if width >= columns {
            self.short.before = None;
            if self.delimited && self.short.whole.is_empty() {
                self.short.whole = row.iter().map(|cell| shape(cell.text())).collect();
            }
        }
        if looks_like_sample(row) {
            row.report(Problem::new(text_file::SAMPLE_ROW));
        }
    }

    /// Whether this row and the one above are one, broken in two by a line break inside a cell: together they have as many
    /// cells as the header, and this one looks more like the end of a whole row than like its beginning.
    fn look_for_other_half(&mut self, row: &mut Row, width: usize) {
        self.short.count += 1;
        match self.short.before.take() {
            Some((line, above)) if line + 1 == row.line().0 && above + width == self.header.len() + 1 => {
                let like = |from: usize| {
                    let whole = self.short.whole.iter().skip(from);
                    let same = |(cell, known): &(Cell<'_>, &Shape)| shape(cell.text()) == **known && !cell.is_blank();
                    row.iter().zip(whole).filter(same).count()
                };
                if self.short.count <= BROKEN_ROWS && like(above - 1) > like(0) {
                    row.report(Problem::new(text_file::BROKEN_IN_TWO).with("above", line));
                }
            }
            Some(_) => {}
            None => self.short.before = Some((row.line().0, width)),
        }
    }

    fn labelled_after(&self, width: usize) -> bool {
        self.header.iter().skip(width).any(Option::is_some)
    }
}

fn same_label(label: &str, text: &str) -> bool {
    label == text || label.len() == text.len() && label.to_lowercase() == text.to_lowercase()
}

/// Line ends inside a row's cells.
fn line_ends(row: &Row) -> u32 {
    let count = row.text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether the row is the example of a template.
fn looks_like_sample(row: &Row) -> bool {
    let Some(Cell::Text(text)) = row.iter().find(|cell| !cell.is_blank()) else { return false };
    let text = text.trim_start();
    ["Example:", "Beispiel:", "Muster:", "Sample:"].iter().any(|opening| text.starts_with(opening))
}

impl Rows for DataRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if !self.pull(row)? {
            return Ok(false);
        }
        self.count += 1;
        if self.count > self.limit {
            return Err(Problem::new(text_file::TOO_MANY_ROWS).at_line(row.line()).with("limit", self.limit));
        }
        self.cut_off |= row.problems().iter().any(|problem| problem.message == text_file::CUT_OFF);
        self.filler.add(self.inner.take_merges());
        self.filler.fill(row)?;
        self.fit(row);
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.inner.position()
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        let mut notes = self.inner.take_notes();
        notes.append(&mut self.notes);
        notes
    }

    fn damaged(&self) -> bool {
        self.cut_off || self.inner.damaged()
    }
}

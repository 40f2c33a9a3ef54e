//! The rows of a sheet, out of its records.

use std::rc::Rc;

use super::super::bytes::{f64_at, u16_at, u32_at};
use super::super::grid::{Placer, RowSource, error_text, packed_number};
use super::super::limits::Limits;
use super::super::merge::{Merge, Merges};
use super::super::{Cell, Row};
use super::Globals;
use super::record::{Records, push_text};
use crate::message::{LineNumber, Problem, spreadsheet as message};

/// The last row that a sheet can have, counted from 0.
const LAST_ROW: u32 = 1_048_575;

const ROW: u32 = 0;
const CELL_BLANK: u32 = 1;
const CELL_FORMULA_ERROR: u32 = 11;
/// From here on, cells without their column: it is the one after the cell before.
const SHORT_BLANK: u32 = 12;
const SHORT_SHARED: u32 = 18;
const CELL_RICH: u32 = 62;
const DATA_END: u32 = 146;

const MERGED: u32 = 176;

/// The cells of a sheet that are merged over several rows, which are written behind its rows. What is wrong with the part is told
/// when its rows are read.
pub(super) fn merged(mut records: Records, limits: &Limits) -> Merges {
    let mut merges = Merges::default();
    while let Ok(true) = records.advance() {
        if records.kind() == MERGED
            && let [Some(first), Some(last), Some(column)] = [0, 4, 8].map(|at| u32_at(records.body(), at))
            && last <= LAST_ROW
        {
            merges.add(first.saturating_add(1), last + 1, usize::try_from(column).unwrap_or(usize::MAX), limits);
        }
    }
    merges
}

/// The rows of a sheet.
pub(super) struct XlsbRows {
    records: Records,
    globals: Rc<Globals>,
    file_size: u64,
    placer: Placer,
    /// The row that was begun last, and whether it is hidden.
    row: Option<(u32, bool)>,
    /// The column of the next short cell.
    column: u32,
    hidden: u64,
    merges: Merges,
    notes: Vec<Problem>,
    finished: bool,
    scratch: String,
}

impl XlsbRows {
    /// Before the first row.
    pub(super) fn new(records: Records, globals: Rc<Globals>, merges: Merges, file_size: u64, limits: Limits) -> Self {
        Self {
            records,
            globals,
            file_size,
            placer: Placer::new(limits),
            row: None,
            column: 0,
            hidden: 0,
            merges,
            notes: Vec::new(),
            finished: false,
            scratch: String::new(),
        }
    }

    /// Whether the row holds anything; counts it if it is hidden.
    fn finish_row(&mut self, row: &Row) -> bool {
        let done = !row.is_empty();
        self.hidden += u64::from(done && self.row.is_some_and(|(_, hidden)| hidden));
        done
    }

    fn begin_row(&mut self) -> Result<(), Problem> {
        let body = self.records.body();
        let number = u32_at(body, 0).ok_or_else(|| self.records.damaged())?;
        if number > LAST_ROW {
            return Err(Problem::new(message::ROW_OUT_OF_RANGE).with("row", u64::from(number) + 1));
        }
        if let Some((before, _)) = self.row.filter(|(before, _)| *before >= number) {
            return Err(Problem::new(message::ROWS_OUT_OF_ORDER).with("row", number + 1).with("before", before + 1));
        }
        let hidden = u16_at(body, 10).is_some_and(|flags| flags & 0x1000 != 0);
        self.row = Some((number, hidden));
        self.column = 0;
        Ok(())
    }

    /// Puts a cell into its row; none where its body is too short, `false` where its column is behind the row's end.
    fn take_cell(&mut self, row: &mut Row, kind: u32) -> Result<Option<bool>, Problem> {
        let is_short = (SHORT_BLANK..=SHORT_SHARED).contains(&kind);
        let body = self.records.body();
        let (column, at) = if is_short { (Some(self.column), 0) } else { (u32_at(body, 0), 4) };
        let (Some(column), Some(style)) = (column, u32_at(body, at)) else { return Ok(None) };
        self.column = column.saturating_add(1);
        let format = self.globals.styles.format((style & 0x00FF_FFFF) as usize);
        let body = body.get(at + 4..).unwrap_or_default();
        let column = column as usize;
        let byte = body.first().copied();
        let number = match if is_short { kind - SHORT_BLANK + CELL_BLANK } else { kind } {
            CELL_BLANK => return Ok(Some(true)),
            2 => u32_at(body, 0).map(packed_number),
            5 | 9 => f64_at(body, 0),
            3 | CELL_FORMULA_ERROR => {
                let Some(byte) = byte else { return Ok(None) };
                return self.placer.put(row, column, Cell::Error(error_text(byte))).map(Some);
            }
            4 | 10 => {
                let Some(byte) = byte else { return Ok(None) };
                return self.placer.put(row, column, Cell::Flag(byte != 0)).map(Some);
            }
            7 => {
                let text = u32_at(body, 0).and_then(|index| self.globals.texts.get(index as usize));
                let Some(text) = text else { return Ok(None) };
                return self.placer.put_text(row, column, text, format).map(Some);
            }
            text_kind => {
                self.scratch.clear();
                let start = usize::from(text_kind == CELL_RICH);
                if push_text(body, start, &mut self.scratch).is_none() {
                    return Ok(None);
                }
                return self.placer.put_text(row, column, &self.scratch, format).map(Some);
            }
        };
        let Some(number) = number else { return Ok(None) };
        self.placer.put_number(row, column, number, format, self.globals.date1904).map(Some)
    }
}

fn line(row: Option<(u32, bool)>) -> LineNumber {
    LineNumber(row.map_or(1, |(number, _)| number + 1))
}

impl RowSource for XlsbRows {
    fn fill(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if self.finished {
            return Ok(false);
        }
        row.begin(line(self.row));
        loop {
            if !self.records.advance()? {
                return Err(self.records.damaged());
            }
            let kind = self.records.kind();
            match kind {
                ROW => {
                    let done = self.finish_row(row);
                    self.begin_row()?;
                    if done {
                        return Ok(true);
                    }
                    row.begin(line(self.row));
                }
                DATA_END => {
                    self.finished = true;
                    let done = self.finish_row(row);
                    if self.hidden > 0 {
                        self.notes.push(Problem::new(message::HIDDEN_ROWS).with("count", self.hidden));
                    }
                    self.records.drain()?;
                    return Ok(done);
                }
                CELL_BLANK..=SHORT_SHARED | CELL_RICH if self.row.is_some() => {
                    let put = self.take_cell(row, kind)?;
                    if put != Some(true) {
                        return Err(self.records.damaged().at_line(row.line()));
                    }
                }
                _ => {}
            }
        }
    }

    fn take_merges(&mut self) -> Vec<Merge> {
        self.merges.take()
    }

    fn position(&self) -> u64 {
        self.records.part().progress(self.file_size)
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notes)
    }
}

//! The rows of a sheet, out of its records.
//!
//! Records come by row and column from every spreadsheet program, and then rows are streamed. Files of some libraries have
//! them in any order: a first look at the sheet tells, and keeps where each record lies so that they are read in order.

use std::rc::Rc;

use super::super::bytes::{array_at, f64_at, u16_at, u32_at};
use super::super::grid::{Placer, RowSource, error_text, packed_number};
use super::super::limits::Limits;
use super::super::merge::{Merge, Merges};
use super::super::{Cell, Row};
use super::Globals;
use super::record::{BOF, EOF, Records};
use super::text::Bodies;
use crate::message::{LineNumber, Problem, spreadsheet as message};

/// Bytes of a sheet whose records are in no order: it is held in memory, for reading here and there asks the source for every cell.
pub(super) const MAX_SCATTERED_BYTES: u64 = 48 << 20;

/// Records out of order that are kept in mind: a sheet of 65,536 rows by 32 columns, in 32 MB.
const MAX_SCATTERED: usize = 2 << 20;

const MERGED: u16 = 0x00E5;
const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const MUL_RK: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const SHARED_LABEL: u16 = 0x00FD;
const FORMULA: [u16; 3] = [0x0006, 0x0206, 0x0406];
/// What may stand between a formula and its result: arrays, shared formulas, tables.
const FORMULA_PARTS: [u16; 4] = [0x0221, 0x0021, 0x04BC, 0x0236];

fn is_cell(kind: u16) -> bool {
    matches!(kind, NUMBER | LABEL | BOOL_OR_ERROR | RK | MUL_RK | RICH_LABEL | SHARED_LABEL) || FORMULA.contains(&kind)
}

/// A record's row and column, and where it lies.
type Place = (u16, u16, u64);

/// What a first look at a sheet tells.
pub(super) struct Survey {
    /// The records by row and column; none where they lie in that order.
    pub(super) order: Option<Vec<Place>>,
    /// How many bytes of the stream the sheet takes.
    pub(super) length: u64,
    /// How many rows with cells are hidden.
    pub(super) hidden: u64,
    /// Cells merged over several rows.
    pub(super) merges: Merges,
}

/// Looks through a sheet once.
pub(super) fn survey(records: &mut Records, limits: &Limits) -> Result<Survey, Problem> {
    let begin = records.position();
    let mut hidden = Bits::default();
    let mut filled = Bits::default();
    let mut last = None;
    let mut ordered = true;
    let mut merges = Merges::default();
    walk(records, |kind, body, _| {
        if kind == MERGED {
            take_merged(body, &mut merges, limits);
            return true;
        }
        let Some(row) = u16_at(body, 0) else { return true };
        if kind == ROW {
            if u16_at(body, 12).is_some_and(|options| options & 0x20 != 0) {
                hidden.set(row);
            }
        } else if is_cell(kind) {
            let place = Some((row, u16_at(body, 2).unwrap_or_default()));
            ordered &= place > last;
            last = place;
            filled.set(row);
        }
        true
    })?;
    let length = records.position().saturating_sub(begin);
    let order = if ordered { None } else { Some(order(records, begin)?) };
    Ok(Survey { order, length, hidden: hidden.shared_with(&filled), merges })
}

/// Ranges of merged cells: first and last row, first and last column of each.
fn take_merged(body: &[u8], merges: &mut Merges, limits: &Limits) {
    let count = usize::from(u16_at(body, 0).unwrap_or_default());
    for range in (0..count).map(|at| 2 + at * 8) {
        let [Some(first), Some(last), Some(column)] = [0, 2, 4].map(|part| u16_at(body, range + part)) else { return };
        merges.add(u32::from(first) + 1, u32::from(last) + 1, usize::from(column), limits);
    }
}

fn order(records: &mut Records, begin: u64) -> Result<Vec<Place>, Problem> {
    let mut places = Vec::new();
    records.seek(begin);
    walk(records, |kind, body, position| {
        if let (true, Some(row), Some(column)) = (is_cell(kind), u16_at(body, 0), u16_at(body, 2)) {
            places.push((row, column, position));
        }
        places.len() <= MAX_SCATTERED
    })?;
    if places.len() > MAX_SCATTERED {
        return Err(Problem::new(message::TOO_MANY_CELLS).with("measured", places.len()).with("limit", MAX_SCATTERED));
    }
    places.sort_unstable();
    // Of a cell that was written twice, the last counts.
    places.dedup_by(|later, earlier| {
        let same = (later.0, later.1) == (earlier.0, earlier.1);
        if same {
            earlier.2 = later.2;
        }
        same
    });
    Ok(places)
}

/// Hands each record of the sheet itself to `take`, with its position, until that says no.
fn walk(records: &mut Records, mut take: impl FnMut(u16, &[u8], u64) -> bool) -> Result<(), Problem> {
    let mut depth = 0_u64;
    let mut position = records.position();
    while records.advance()? {
        match records.kind() {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            kind if depth == 1 && !take(kind, records.body(), position) => break,
            _ => {}
        }
        position = records.position();
    }
    Ok(())
}

/// One bit per row.
struct Bits(Box<[u64; 1024]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; 1024]))
    }
}

impl Bits {
    fn set(&mut self, row: u16) {
        if let Some(word) = self.0.get_mut(usize::from(row / 64)) {
            *word |= 1 << (row % 64);
        }
    }

    fn shared_with(&self, other: &Self) -> u64 {
        self.0.iter().zip(other.0.iter()).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }
}

/// The rows of a sheet.
pub(super) struct XlsRows {
    records: Records,
    globals: Rc<Globals>,
    sheet: String,
    placer: Placer,
    order: Option<std::vec::IntoIter<Place>>,
    /// Parts begun and not ended: 1 in the sheet itself, more in a chart on it.
    depth: u64,
    /// Whether the current record is still to be taken.
    held: bool,
    finished: bool,
    merges: Merges,
    scratch: String,
}

impl XlsRows {
    /// Before the first row.
    pub(super) fn new(records: Records, survey: Survey, globals: Rc<Globals>, sheet: String, limits: Limits) -> Self {
        Self {
            records,
            globals,
            sheet,
            placer: Placer::new(limits),
            order: survey.order.map(Vec::into_iter),
            merges: survey.merges,
            depth: 0,
            held: false,
            finished: false,
            scratch: String::new(),
        }
    }

    fn damage(&self) -> Problem {
        Problem::new(message::DAMAGED_SHEET).with("sheet", &self.sheet)
    }

    /// Moves to the next record with a cell; `false` after the last.
    fn advance(&mut self) -> Result<bool, Problem> {
        if let Some(order) = &mut self.order {
            if std::mem::take(&mut self.held) {
                return Ok(true);
            }
            let Some((_, _, position)) = order.next() else { return Ok(false) };
            self.records.seek(position);
            return if self.records.advance()? { Ok(true) } else { Err(self.damage()) };
        }
        loop {
            if !std::mem::take(&mut self.held) && !self.records.advance()? {
                return Err(self.damage());
            }
            match self.records.kind() {
                BOF => self.depth += 1,
                EOF if self.depth <= 1 => return Ok(false),
                EOF => self.depth -= 1,
                kind if self.depth == 1 && is_cell(kind) => return Ok(true),
                // Where a sheet should begin, something else stands.
                _ if self.depth == 0 => return Err(self.damage()),
                _ => {}
            }
        }
    }

    fn take_cell(&mut self, row: &mut Row) -> Result<(), Problem> {
        let body = self.records.body();
        let damage = || Problem::new(message::DAMAGED_SHEET).with("sheet", &self.sheet);
        let column = usize::from(u16_at(body, 2).ok_or_else(damage)?);
        let style = u16_at(body, 4).unwrap_or_default();
        let format = self.globals.styles.format(usize::from(style));
        let date1904 = self.globals.date1904;
        let put = match self.records.kind() {
            NUMBER => {
                let value = f64_at(body, 6).ok_or_else(damage)?;
                self.placer.put_number(row, column, value, format, date1904)?
            }
            RK => {
                let value = packed_number(u32_at(body, 6).ok_or_else(damage)?);
                self.placer.put_number(row, column, value, format, date1904)?
            }
            MUL_RK => return self.take_numbers(row, column),
            SHARED_LABEL => {
                let index = u32_at(body, 6).ok_or_else(damage)? as usize;
                let text = self.globals.texts.get(index).ok_or_else(damage)?;
                self.placer.put_text(row, column, text, format)?
            }
            LABEL | RICH_LABEL => return self.take_text(row, column, 6, style),
            BOOL_OR_ERROR => {
                let [value, is_error] = array_at(body, 6).ok_or_else(damage)?;
                let cell = if is_error == 0 { Cell::Flag(value != 0) } else { Cell::Error(error_text(value)) };
                self.placer.put(row, column, cell)?
            }
            _ => return self.take_formula(row, column),
        };
        if put { Ok(()) } else { Err(self.damage()) }
    }

    /// A run of numbers in neighbouring columns.
    fn take_numbers(&mut self, row: &mut Row, first: usize) -> Result<(), Problem> {
        let numbers = self.records.body().get(4..).unwrap_or_default();
        for (column, number) in (first..).zip(numbers.chunks_exact(6)) {
            let format = self.globals.styles.format(usize::from(u16_at(number, 0).unwrap_or_default()));
            let value = packed_number(u32_at(number, 2).unwrap_or_default());
            if !self.placer.put_number(row, column, value, format, self.globals.date1904)? {
                return Err(self.damage());
            }
        }
        Ok(())
    }

    /// The text from byte `at` of the current record on, in a cell of that style.
    fn take_text(&mut self, row: &mut Row, column: usize, at: usize, style: u16) -> Result<(), Problem> {
        self.scratch.clear();
        let read = Bodies::new(&mut self.records, at).long(self.globals.text_format, &mut self.scratch)?;
        let format = self.globals.styles.format(usize::from(style));
        if read.is_some() && self.placer.put_text(row, column, &self.scratch, format)? {
            Ok(())
        } else {
            Err(self.damage())
        }
    }

    fn take_formula(&mut self, row: &mut Row, column: usize) -> Result<(), Problem> {
        let body = self.records.body();
        let damage = || Problem::new(message::DAMAGED_SHEET).with("sheet", &self.sheet);
        let result: [u8; 8] = array_at(body, 6).ok_or_else(damage)?;
        let style = u16_at(body, 4).unwrap_or_default();
        // Libraries that cannot calculate write zero or no text, and ask for it to be done on loading.
        let on_load = u16_at(body, 14).is_some_and(|options| options & 2 != 0);
        let [kind, _, value, _, _, _, 0xFF, 0xFF] = result else {
            let value = f64::from_le_bytes(result);
            let format = self.globals.styles.format(usize::from(style));
            let put = if on_load && value == 0.0 {
                self.placer.put(row, column, Cell::Uncalculated)?
            } else {
                self.placer.put_number(row, column, value, format, self.globals.date1904)?
            };
            return if put { Ok(()) } else { Err(self.damage()) };
        };
        let cell = match kind {
            0 => return self.take_formula_text(row, column, style),
            1 => Cell::Flag(value != 0),
            2 => Cell::Error(error_text(value)),
            _ if on_load => Cell::Uncalculated,
            _ => Cell::Empty,
        };
        if self.placer.put(row, column, cell)? { Ok(()) } else { Err(self.damage()) }
    }

    /// The text result of a formula stands in a record of its own, behind the formula's other parts.
    fn take_formula_text(&mut self, row: &mut Row, column: usize, style: u16) -> Result<(), Problem> {
        while self.records.advance()? {
            match self.records.kind() {
                STRING => return self.take_text(row, column, 0, style),
                kind if FORMULA_PARTS.contains(&kind) => {}
                _ => {
                    self.held = self.order.is_none();
                    break;
                }
            }
        }
        if self.placer.put(row, column, Cell::Uncalculated)? { Ok(()) } else { Err(self.damage()) }
    }
}

impl RowSource for XlsRows {
    fn fill(&mut self, row: &mut Row) -> Result<bool, Problem> {
        let mut number = None;
        while !self.finished && self.advance()? {
            let line = u16_at(self.records.body(), 0).ok_or_else(|| self.damage())?;
            match number {
                None => row.begin(LineNumber(u32::from(line) + 1)),
                Some(number) if number != line => {
                    self.held = true;
                    return Ok(true);
                }
                Some(_) => {}
            }
            number = Some(line);
            self.take_cell(row).map_err(|problem| match problem.line {
                None => problem.at_line(row.line()),
                Some(_) => problem,
            })?;
        }
        self.finished = true;
        Ok(number.is_some())
    }

    fn take_merges(&mut self) -> Vec<Merge> {
        self.merges.take()
    }

    fn position(&self) -> u64 {
        self.records.position()
    }
}

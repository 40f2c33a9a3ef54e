//! The rows of a sheet: physical rows out of rows and cells that are written with a count.

use super::super::Row;
use super::super::grid::{Placer, RowSource};
use super::super::limits::Limits;
use super::super::merge::{Merge, Merges};
use super::super::number_format::NumberFormat;
use super::super::xml::{Token, XmlReader};
use super::cell::{CellReader, Content, attribute_count};
use crate::cell::Cell;
use crate::message::{LineNumber, Problem, spreadsheet as message};

/// The rows of a sheet.
pub(super) struct OdsRows {
    xml: XmlReader,
    /// How many elements are open outside of the sheet.
    outside: u32,
    file_size: u64,
    limits: Limits,
    placer: Placer,
    cell: CellReader,
    /// The line of the next row.
    line: u64,
    /// A row that is written once and stands several times: how often still.
    repeated: Row,
    repeats: u64,
    /// Cells with content that are written in the file, and those that are repetitions of these.
    written_cells: u64,
    repeated_cells: u64,
    hidden: u64,
    merges: Merges,
    notes: Vec<Problem>,
}

impl OdsRows {
    /// Of the sheet that was just opened.
    pub(super) fn new(xml: XmlReader, file_size: u64, limits: Limits) -> Self {
        Self {
            outside: xml.depth().saturating_sub(1),
            xml,
            file_size,
            placer: Placer::new(limits.clone()),
            limits,
            cell: CellReader::default(),
            line: 1,
            repeated: Row::default(),
            repeats: 0,
            written_cells: 0,
            repeated_cells: 0,
            hidden: 0,
            merges: Merges::default(),
            notes: Vec::new(),
        }
    }

    /// The line of the next row, which is taken.
    fn take_lines(&mut self, count: u64) -> Result<LineNumber, Problem> {
        let line =
            u32::try_from(self.line).map_err(|_| Problem::new(message::ROW_OUT_OF_RANGE).with("row", self.line))?;
        self.line += count;
        Ok(LineNumber(line))
    }

    /// Keeps a row that stands several times.
    fn repeat(&mut self, row: &Row, repeats: u64) -> Result<(), Problem> {
        if repeats > 1 {
            let cells = row.iter().filter(|cell| *cell != Cell::Empty).count() as u64;
            self.placer.count(cells * (repeats - 1)).map_err(|problem| problem.at_line(row.line()))?;
            self.repeated.clone_from(row);
            self.repeats = repeats - 1;
        }
        Ok(())
    }

    /// Counts a cell that stands for so many.
    fn count_repeats(&mut self, cells: u64, row: &Row) -> Result<(), Problem> {
        self.written_cells += 1;
        self.repeated_cells = self.repeated_cells.saturating_add(cells - 1);
        let allowed = self.limits.repeated_cells.max(self.written_cells.saturating_mul(self.limits.repeats_per_cell));
        for (measured, limit) in [(cells, self.limits.repeated_cells), (self.repeated_cells, allowed)] {
            if measured > limit {
                return Err(Problem::new(message::REPEATED_TOO_OFTEN)
                    .with("measured", measured)
                    .with("limit", limit)
                    .at_line(row.line()));
            }
        }
        Ok(())
    }

    fn read_row(&mut self, row: &mut Row, row_repeats: u64) -> Result<(), Problem> {
        let outside = self.xml.depth().saturating_sub(1);
        let mut column = 0_u64;
        while self.xml.depth() > outside {
            let Token::Open(tag) = self.xml.next()? else { continue };
            let empty = tag.empty;
            match tag.name {
                b"table-cell" => {
                    let (repeats, spanned) = self.cell.begin(&tag);
                    if spanned > 1 && row_repeats == 1 {
                        self.merge(row.line().0, spanned, column);
                    }
                    if !empty {
                        self.cell
                            .read_text(&mut self.xml, &self.limits)
                            .map_err(|problem| problem.at_line(row.line()))?;
                    }
                    self.put(row, column, repeats, row_repeats)?;
                    column = column.saturating_add(repeats);
                }
                // Covered by a cell that is merged with it.
                b"covered-table-cell" => {
                    column = column.saturating_add(attribute_count(&tag, b"number-columns-repeated"));
                    if !empty {
                        self.xml.skip_element()?;
                    }
                }
                _ if empty => {}
                _ => self.xml.skip_element()?,
            }
        }
        Ok(())
    }

    fn merge(&mut self, line: u32, rows: u64, column: u64) {
        let last = u32::try_from(u64::from(line).saturating_add(rows - 1)).unwrap_or(u32::MAX);
        self.merges.add(line, last, usize::try_from(column).unwrap_or(usize::MAX), &self.limits);
    }

    /// Puts the cell that was read into its columns.
    fn put(&mut self, row: &mut Row, column: u64, repeats: u64, row_repeats: u64) -> Result<(), Problem> {
        if self.cell.content() == Content::Cell(Cell::Empty) {
            return Ok(());
        }
        self.count_repeats(repeats.saturating_mul(row_repeats), row)?;
        // The limit on columns ends this soon enough.
        for column in column..column.saturating_add(repeats) {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            match self.cell.content() {
                Content::Cell(cell) => self.placer.put(row, column, cell)?,
                Content::General(value) => {
                    self.placer.put_number(row, column, value, &NumberFormat::general(), false)?
                }
            };
        }
        Ok(())
    }
}

impl RowSource for OdsRows {
    fn fill(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if self.repeats > 0 {
            self.repeats -= 1;
            row.clone_from(&self.repeated);
            row.line = self.take_lines(1)?;
            return Ok(true);
        }
        while self.xml.depth() > self.outside {
            let Token::Open(tag) = self.xml.next()? else { continue };
            let empty = tag.empty;
            match tag.name {
                b"table-row" => {
                    let repeats = attribute_count(&tag, b"number-rows-repeated");
                    let hidden = matches!(tag.value("visibility").as_deref(), Some("collapse" | "filter"));
                    row.begin(LineNumber(u32::try_from(self.line).unwrap_or(u32::MAX)));
                    if !empty {
                        self.read_row(row, repeats)?;
                    }
                    if row.is_empty() {
                        self.line = self.line.saturating_add(repeats);
                        continue;
                    }
                    self.hidden += if hidden { repeats } else { 0 };
                    row.line = self.take_lines(1)?;
                    self.repeat(row, repeats)?;
                    return Ok(true);
                }
                b"table-row-group" | b"table-header-rows" | b"table-rows" => {}
                _ if empty => {}
                _ => self.xml.skip_element()?,
            }
        }
        if self.hidden > 0 {
            self.notes.push(Problem::new(message::HIDDEN_ROWS).with("count", self.hidden));
        }
        Ok(false)
    }

    fn take_merges(&mut self) -> Vec<Merge> {
        self.merges.take()
    }

    fn position(&self) -> u64 {
        self.xml.part().progress(self.file_size)
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notes)
    }
}

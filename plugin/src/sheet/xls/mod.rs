//! Excel 5 to 2003 (`.xls`, BIFF5 and BIFF8): the workbook and its sheets.
//!
//! A reader of our own, because this room's duties are not in the library's: numbers as displayed, hidden rows, code pages,
//! and rows one by one, where the library holds every sheet as a full rectangle and follows chains without end. Records
//! are streamed from the compound file, and only the shared texts are held. After [MS-XLS]; the shell is
//! [`super::ole`], what is encrypted or too old is told by [`super::recognise`].

mod record;
mod rows;
mod text;

use std::rc::Rc;

use super::bytes::{self, u16_at, u32_at};
use super::grid::{SharedTexts, SheetRows, Styles, TextBudget};
use super::limits::Limits;
use super::ole::{self, Compound, Extent};
use super::text::Encoding;
use super::{Kind, RawSheet, SharedSource, SheetInfo, Workbook};
use crate::message::{Problem, spreadsheet as message};
use record::{BOF, EOF, Records};
use rows::XlsRows;
use text::{Bodies, TextFormat, damaged};

/// Sheets that are listed.
const MOST: usize = 16_384;

/// Bytes asked of the source at a time.
const BLOCK: usize = 64 << 10;

const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;
const EXTENDED_FORMAT: u16 = 0x00E0;

/// What all sheets of a workbook share.
struct Globals {
    text_format: TextFormat,
    date1904: bool,
    styles: Styles,
    texts: SharedTexts,
}

/// A workbook with its list of sheets read.
struct Xls {
    source: SharedSource,
    extent: Rc<Extent>,
    globals: Rc<Globals>,
    sheets: Vec<SheetInfo>,
    /// Where each sheet begins in the stream.
    positions: Vec<u64>,
    limits: Limits,
}

/// Opens a workbook and reads what its sheets share.
pub(super) fn open(source: SharedSource, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    if source.size() > limits.file_bytes {
        return Err(Problem::new(message::FILE_TOO_LARGE)
            .with("measured", source.size())
            .with("limit", limits.file_bytes));
    }
    let extent = Rc::new(workbook_stream(&source)?);
    let mut records = Records::new(source.clone(), extent.clone(), 0, BLOCK);
    if !records.advance()? || records.kind() != BOF {
        return Err(Problem::new(message::DAMAGED_COMPOUND_FILE));
    }
    let unicode = u16_at(records.body(), 0) == Some(0x0600);
    let mut reading = Reading {
        globals: Globals {
            text_format: TextFormat { unicode, encoding: Encoding::Windows1252 },
            date1904: false,
            styles: Styles::default(),
            texts: SharedTexts::default(),
        },
        sheets: Vec::new(),
        positions: Vec::new(),
    };
    // A single sheet without a workbook around it.
    if u16_at(records.body(), 2) == Some(0x0010) {
        reading.sheets.push(SheetInfo { name: "Sheet1".to_owned(), hidden: false });
        reading.positions.push(0);
    } else {
        reading.globals(&mut records, limits)?;
    }
    Ok(Box::new(Xls {
        source,
        extent,
        globals: Rc::new(reading.globals),
        sheets: reading.sheets,
        positions: reading.positions,
        limits: limits.clone(),
    }))
}

/// The stream of records: in a compound file, or bare.
fn workbook_stream(source: &SharedSource) -> Result<Extent, Problem> {
    if bytes::read(&**source, 0, 8)? != ole::MAGIC {
        return Ok(Extent::whole(source.size()));
    }
    let file = Compound::open(&**source)?;
    let stream = ["Workbook", "Book"].iter().find_map(|name| file.stream(name));
    stream.unwrap_or_else(|| Err(Problem::new(message::DAMAGED_COMPOUND_FILE)))
}

struct Reading {
    globals: Globals,
    sheets: Vec<SheetInfo>,
    positions: Vec<u64>,
}

impl Reading {
    fn globals(&mut self, records: &mut Records, limits: &Limits) -> Result<(), Problem> {
        while records.advance()? {
            let number = |at| u16_at(records.body(), at).unwrap_or_default();
            match records.kind() {
                EOF => return Ok(()),
                FILE_PASS => return Err(Problem::new(message::PASSWORD_PROTECTED)),
                CODE_PAGE => self.globals.text_format.encoding = Encoding::of_code_page(number(0)),
                DATE_MODE => self.globals.date1904 = number(0) == 1,
                EXTENDED_FORMAT => self.globals.styles.add_style(number(2)),
                FORMAT => self.format(records)?,
                BOUND_SHEET => self.sheet(records)?,
                SHARED_TEXTS => {
                    self.globals.texts = text::shared_texts(records, self.globals.text_format, limits)?;
                }
                _ => {}
            }
        }
        Err(damaged("Workbook"))
    }

    fn format(&mut self, records: &mut Records) -> Result<(), Problem> {
        let Some(number) = u16_at(records.body(), 0) else { return Ok(()) };
        let mut code = String::new();
        let mut bodies = Bodies::new(records, 2);
        let format = self.globals.text_format;
        let read = if format.unicode { bodies.long(format, &mut code)? } else { bodies.short(format, &mut code)? };
        if read.is_some() {
            self.globals.styles.add_format(number, &code);
        }
        Ok(())
    }

    fn sheet(&mut self, records: &mut Records) -> Result<(), Problem> {
        let position = u32_at(records.body(), 0).ok_or_else(|| damaged("BoundSheet"))?;
        let state = u16_at(records.body(), 4).ok_or_else(|| damaged("BoundSheet"))?;
        let mut name = String::new();
        Bodies::new(records, 6).short(self.globals.text_format, &mut name)?;
        // Charts, macros and modules have no cells.
        if state >> 8 == 0 && self.sheets.len() < MOST {
            self.sheets.push(SheetInfo { name, hidden: state & 3 != 0 });
            self.positions.push(u64::from(position));
        }
        Ok(())
    }
}

impl Workbook for Xls {
    fn kind(&self) -> Kind {
        Kind::Xls
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem> {
        let (Some(sheet), Some(position)) = (self.sheets.get(index), self.positions.get(index)) else {
            return Err(damaged("BoundSheet"));
        };
        let records = |block| Records::new(self.source.clone(), self.extent.clone(), *position, block);
        let survey = rows::survey(&mut records(BLOCK), &self.limits)?;
        let notes = match survey.hidden {
            0 => Vec::new(),
            hidden => vec![Problem::new(message::HIDDEN_ROWS).with("count", hidden)],
        };
        let mut records = records(BLOCK);
        if survey.order.is_some() {
            if survey.length > rows::MAX_SCATTERED_BYTES {
                return Err(Problem::new(message::CELLS_SCATTERED)
                    .with("sheet", &sheet.name)
                    .with("measured", survey.length)
                    .with("limit", rows::MAX_SCATTERED_BYTES));
            }
            records.hold(survey.length)?;
        }
        let rows = XlsRows::new(records, survey, self.globals.clone(), sheet.name.clone(), self.limits.clone());
        Ok(RawSheet {
            kind: Kind::Xls,
            sheets: self.sheets.clone(),
            sheet: Some(sheet.name.clone()),
            rows: Box::new(SheetRows::new(rows, TextBudget::new(&self.limits, self.source.size()))),
            tables: Vec::new(),
            notes,
        })
    }
}

#[cfg(test)]
mod tests;

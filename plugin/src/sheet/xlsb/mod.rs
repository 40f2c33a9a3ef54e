//! Excel binary workbooks (`.xlsb`): parts of an archive like those of XLSX, written as records.
//!
//! A reader of our own over [`super::archive`], for the same reasons as with XLSX: numbers as displayed, hidden rows, counts
//! that are not believed, one row in memory at a time besides the shared texts. After [MS-XLSB].

mod record;
mod rows;

use std::rc::Rc;

use super::archive::Archive;
use super::bytes::{u16_at, u32_at};
use super::grid::{SharedTexts, SheetRows, Styles, TextBudget, short_name};
use super::limits::Limits;
use super::merge::Merges;
use super::xlsx::package::{Relation, relations};
use super::{Kind, RawSheet, SharedSource, SheetInfo, Workbook};
use crate::message::{Problem, spreadsheet as message};
use record::{Records, push_text};
use rows::XlsbRows;

/// Sheets that are listed.
const MOST: usize = 16_384;

const WORKBOOK_PROPERTIES: u32 = 153;
const SHEET: u32 = 156;
const SHARED_TEXT: u32 = 19;
const FORMAT: u32 = 44;
const STYLE: u32 = 47;
const CELL_STYLES_BEGIN: u32 = 617;
const CELL_STYLES_END: u32 = 618;

/// What all sheets of a workbook share.
struct Globals {
    date1904: bool,
    styles: Styles,
    texts: SharedTexts,
}

struct Xlsb {
    source: SharedSource,
    archive: Archive,
    sheets: Vec<SheetInfo>,
    /// The part of each sheet.
    parts: Vec<String>,
    related: Vec<Relation>,
    date1904: bool,
    /// Read once, for the first sheet.
    globals: Option<Rc<Globals>>,
    limits: Limits,
}

/// Opens a workbook and lists its sheets.
pub(super) fn open(source: SharedSource, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    let archive = Archive::open(source.clone(), limits)?;
    let main = relations(&archive, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map(|relation| relation.part).filter(|part| archive.contains(part));
    let named = || archive.names().find(|name| name.to_ascii_lowercase().ends_with("workbook.bin")).map(str::to_owned);
    let main = main.or_else(named).ok_or_else(|| Problem::new(message::NO_WORKBOOK))?;
    let related = relations(&archive, &main)?;
    let mut workbook = Xlsb {
        source,
        sheets: Vec::new(),
        parts: Vec::new(),
        related,
        date1904: false,
        globals: None,
        limits: limits.clone(),
        archive,
    };
    workbook.read_contents(&main)?;
    Ok(Box::new(workbook))
}

impl Xlsb {
    fn read_contents(&mut self, main: &str) -> Result<(), Problem> {
        let Some(part) = self.archive.part(main)? else { return Err(Problem::new(message::NO_WORKBOOK)) };
        let mut records = Records::new(part);
        while records.advance()? {
            match records.kind() {
                WORKBOOK_PROPERTIES => {
                    self.date1904 = u32_at(records.body(), 0).is_some_and(|flags| flags & 1 != 0);
                }
                SHEET if self.sheets.len() < MOST => {
                    self.add_sheet(records.body()).ok_or_else(|| records.damaged())?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes in a sheet; charts, dialogs and macros have no list and are left out.
    fn add_sheet(&mut self, body: &[u8]) -> Option<()> {
        let state = u32_at(body, 0)?;
        // A beta of Excel 2007 wrote four bytes more before the names.
        let readings: Vec<_> = [8, 12].into_iter().filter_map(|at| names(body, at)).collect();
        readings.first()?;
        let sheet = readings.into_iter().find_map(|(id, name)| {
            let relation = self.related.iter().find(|relation| relation.id == id && relation.kind == "worksheet")?;
            Some((name, relation.part.clone()))
        });
        if let Some((name, part)) = sheet {
            self.sheets.push(SheetInfo { name: short_name(&name), hidden: state != 0 });
            self.parts.push(part);
        }
        Some(())
    }

    fn related_records(&self, kind: &str) -> Result<Option<Records>, Problem> {
        let Some(relation) = self.related.iter().find(|relation| relation.kind == kind) else { return Ok(None) };
        Ok(self.archive.part(&relation.part)?.map(Records::new))
    }

    fn globals(&mut self) -> Result<Rc<Globals>, Problem> {
        if let Some(globals) = &self.globals {
            return Ok(globals.clone());
        }
        let styles = self.related_records("styles")?.map(read_styles).transpose()?.unwrap_or_default();
        let texts = self.related_records("sharedStrings")?;
        let texts = texts.map(|records| read_texts(records, &self.limits)).transpose()?.unwrap_or_default();
        let globals = Rc::new(Globals { date1904: self.date1904, styles, texts });
        self.globals = Some(globals.clone());
        Ok(globals)
    }
}

/// The relation and the name of a sheet.
fn names(body: &[u8], at: usize) -> Option<(String, String)> {
    let (mut id, mut name) = (String::new(), String::new());
    let after = push_text(body, at, &mut id)?;
    push_text(body, after, &mut name)?;
    Some((id, name))
}

fn read_styles(mut records: Records) -> Result<Styles, Problem> {
    let mut styles = Styles::default();
    let mut in_cell_styles = false;
    let mut code = String::new();
    while records.advance()? {
        let body = records.body();
        match records.kind() {
            FORMAT => {
                code.clear();
                if let (Some(number), Some(_)) = (u16_at(body, 0), push_text(body, 2, &mut code)) {
                    styles.add_format(number, &code);
                }
            }
            CELL_STYLES_BEGIN => in_cell_styles = true,
            CELL_STYLES_END => in_cell_styles = false,
            STYLE if in_cell_styles => styles.add_style(u16_at(body, 2).unwrap_or_default()),
            _ => {}
        }
    }
    Ok(styles)
}

fn read_texts(mut records: Records, limits: &Limits) -> Result<SharedTexts, Problem> {
    let mut texts = SharedTexts::default();
    while records.advance()? {
        if records.kind() == SHARED_TEXT {
            push_text(records.body(), 1, texts.buffer()).ok_or_else(|| records.damaged())?;
            texts.end(limits)?;
        }
    }
    Ok(texts)
}

impl Workbook for Xlsb {
    fn kind(&self) -> Kind {
        Kind::Xlsb
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem> {
        let missing = |name: String| Problem::new(message::SHEET_MISSING).with("sheet", name);
        let (Some(sheet), Some(part)) = (self.sheets.get(index), self.parts.get(index)) else {
            return Err(missing((index + 1).to_string()));
        };
        let name = sheet.name.clone();
        let Some(first) = self.archive.part(part)? else { return Err(missing(name)) };
        let merges = match first.declared_bytes() <= self.limits.merges_bytes {
            true => rows::merged(Records::new(first), &self.limits),
            false => Merges::default(),
        };
        let Some(part) = self.archive.part(part)? else { return Err(missing(name)) };
        let globals = self.globals()?;
        let rows = XlsbRows::new(Records::new(part), globals, merges, self.source.size(), self.limits.clone());
        Ok(RawSheet {
            kind: Kind::Xlsb,
            sheets: self.sheets.clone(),
            sheet: Some(name),
            rows: Box::new(SheetRows::new(rows, TextBudget::new(&self.limits, self.source.size()))),
            tables: Vec::new(),
            notes: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests;

//! XLSX and XLSM: Office Open XML workbooks, streamed.
//!
//! The project reads this kind with a reader of its own, over `zip` and [`super::xml`], while the other kinds go through a
//! library: nine of ten lists come as XLSX, and for them a library's answer is not enough. A text field takes a number as
//! it is *displayed* (`00042`), which needs the cell's format beside its value; rows hidden by a filter are counted; what a
//! file claims about its size (`dimension`, counts of shared strings) is never believed, so a lie costs nothing; and a
//! hundred thousand rows pass through in constant memory besides the shared strings, without an allocation per cell.
//!
//! Opening reads the workbook part and the styles; the shared strings are read when the first sheet is opened.

mod merged;
pub(super) mod package;
mod plain_cell;
mod reference;
mod rows;
mod shared_strings;
mod styles;
mod table;
mod text;
mod values;
mod workbook;

use std::rc::Rc;

use super::archive::Archive;
use super::limits::Limits;
use super::xml::{Token, XmlReader};
use super::{Kind, RawSheet, SharedSource, SheetInfo, Workbook};
use crate::message::{Problem, spreadsheet as message};
use rows::SheetRows;
use shared_strings::SharedStrings;
use styles::Styles;
use values::Values;

/// Opens a workbook. Reads what says which sheets there are, and no cells.
pub fn open(source: SharedSource, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    let archive = Archive::open(source.clone(), limits)?;
    let contents = workbook::read(&archive)?;
    let styles = Styles::read(&archive, contents.styles.as_deref())?;
    let sheets =
        contents.sheets.iter().map(|sheet| SheetInfo { name: sheet.name.clone(), hidden: sheet.hidden }).collect();
    let limits = Rc::new(limits.clone());
    Ok(Box::new(Xlsx { source, archive, limits, contents, sheets, styles: Rc::new(styles), shared: None }))
}

struct Xlsx {
    source: SharedSource,
    archive: Archive,
    limits: Rc<Limits>,
    contents: workbook::Contents,
    sheets: Vec<SheetInfo>,
    styles: Rc<Styles>,
    /// Read once, for the first sheet.
    shared: Option<Rc<SharedStrings>>,
}

impl Xlsx {
    fn shared_strings(&mut self) -> Result<Rc<SharedStrings>, Problem> {
        if let Some(shared) = &self.shared {
            return Ok(shared.clone());
        }
        let part = self.contents.shared_strings.as_deref();
        let shared = Rc::new(SharedStrings::read(&self.archive, part, &self.limits)?);
        self.shared = Some(shared.clone());
        Ok(shared)
    }
}

impl Workbook for Xlsx {
    fn kind(&self) -> Kind {
        Kind::Xlsx
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem> {
        let missing = |sheet: String| Problem::new(message::SHEET_MISSING).with("sheet", sheet);
        let Some(sheet) = self.contents.sheets.get(index) else { return Err(missing((index + 1).to_string())) };
        let name = sheet.name.clone();
        let Some(first) = self.archive.part(&sheet.part)? else { return Err(missing(name)) };
        let merges = match first.declared_bytes() <= self.limits.merges_bytes {
            true => Some(merged::merged(first, &self.limits)),
            false => None,
        };
        let Some(part) = self.archive.part(&sheet.part)? else { return Err(missing(name)) };
        let tables = table::tables(&self.archive, &sheet.part)?;
        let shared = self.shared_strings()?;
        let values = Values::new(shared, self.styles.clone(), self.contents.date1904, self.limits.clone());
        let mut xml = XmlReader::new(part)?;
        enter(&mut xml, &name)?;
        let rows = SheetRows::new(xml, values, merges, self.source.size());
        Ok(RawSheet {
            kind: Kind::Xlsx,
            sheets: self.sheets.clone(),
            sheet: Some(name),
            rows: Box::new(rows),
            tables,
            notes: Vec::new(),
        })
    }
}

/// Goes inside of a sheet's part: an error where that is no sheet but, say, the page of a server that did not have it.
fn enter(xml: &mut XmlReader, sheet: &str) -> Result<(), Problem> {
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name == b"worksheet" => return Ok(()),
            Token::Open(_) | Token::End => return Err(Problem::new(message::DAMAGED_SHEET).with("sheet", sheet)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

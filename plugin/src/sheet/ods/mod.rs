//! OpenDocument spreadsheets (`.ods`, and flat ones in a single XML file): the workbook and its sheets.
//!
//! A reader of our own, streaming: a few hundred bytes of OpenDocument can stand for billions of cells, because rows,
//! columns and spaces are written with a count. Here a count is a number that is checked, and nothing is unrolled that
//! nobody reads. Encryption is told by [`super::recognise`]; the XML is read by [`super::xml`]. After OpenDocument 1.3.

mod cell;
mod rows;

use std::collections::HashSet;

use super::archive::{Archive, PartReader};
use super::bytes;
use super::grid::{SheetRows, TextBudget, short_name};
use super::limits::Limits;
use super::xml::{Token, XmlReader};
use super::{Kind, RawSheet, SharedSource, SheetInfo, Workbook};
use crate::message::{Problem, spreadsheet as message};
use rows::OdsRows;

/// Sheets that are listed.
const MOST: usize = 16_384;

/// Where the content stands.
enum Content {
    Archive(Archive),
    /// The file itself.
    Flat,
}

struct Ods {
    source: SharedSource,
    content: Content,
    sheets: Vec<SheetInfo>,
    limits: Limits,
}

/// Opens a workbook and lists its sheets.
pub(super) fn open(source: SharedSource, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    let content = if bytes::read(&*source, 0, 2)? == b"PK" {
        Content::Archive(Archive::open(source.clone(), limits)?)
    } else if source.size() > limits.file_bytes {
        return Err(Problem::new(message::FILE_TOO_LARGE)
            .with("measured", source.size())
            .with("limit", limits.file_bytes));
    } else {
        Content::Flat
    };
    let mut workbook = Ods { source, content, sheets: Vec::new(), limits: limits.clone() };
    workbook.sheets = list_sheets(&mut workbook.reader()?)?;
    Ok(Box::new(workbook))
}

impl Ods {
    fn reader(&self) -> Result<XmlReader, Problem> {
        let part = match &self.content {
            Content::Archive(archive) => archive.part("content.xml")?,
            Content::Flat => Some(PartReader::whole(self.source.clone(), "XML", &self.limits)),
        };
        XmlReader::new(part.ok_or_else(|| Problem::new(message::NO_WORKBOOK))?)
    }
}

impl Workbook for Ods {
    fn kind(&self) -> Kind {
        Kind::Ods
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem> {
        let missing = || Problem::new(message::SHEET_MISSING).with("sheet", index + 1);
        let sheet = self.sheets.get(index).ok_or_else(missing)?;
        let mut xml = self.reader()?;
        if !find_table(&mut xml, index)? {
            return Err(missing());
        }
        Ok(RawSheet {
            kind: Kind::Ods,
            sheets: self.sheets.clone(),
            sheet: Some(sheet.name.clone()),
            rows: Box::new(SheetRows::new(
                OdsRows::new(xml, self.source.size(), self.limits.clone()),
                TextBudget::new(&self.limits, self.source.size()),
            )),
            tables: Vec::new(),
            notes: Vec::new(),
        })
    }
}

/// Reads the whole content once: styles that hide a sheet stand before the sheets.
fn list_sheets(xml: &mut XmlReader) -> Result<Vec<SheetInfo>, Problem> {
    let mut hiding = HashSet::new();
    let mut style = None;
    let mut sheets = Vec::new();
    let mut inside = None;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name {
                b"spreadsheet" if !tag.empty => inside = Some(xml.depth()),
                b"style" => style = tag.value("name").map(|name| short_name(&name)),
                b"table-properties" if hiding.len() < MOST && tag.value("display").as_deref() == Some("false") => {
                    hiding.extend(style.take());
                }
                b"table" => {
                    let empty = tag.empty;
                    let name = short_name(&tag.value("name").unwrap_or_default());
                    let hidden = tag.value("style-name").is_some_and(|style| hiding.contains(&short_name(&style)));
                    if inside.is_some_and(|depth| xml.depth() == depth + u32::from(!empty)) && sheets.len() < MOST {
                        sheets.push(SheetInfo { name, hidden });
                    }
                    if !empty {
                        xml.skip_element()?;
                    }
                }
                _ => {}
            },
            Token::End => return Ok(sheets),
            _ => {}
        }
    }
}

/// Goes inside of the sheet at `index`; `false` where it has no content.
fn find_table(xml: &mut XmlReader, index: usize) -> Result<bool, Problem> {
    let mut inside = None;
    let mut seen = 0;
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name == b"spreadsheet" && !tag.empty => inside = Some(xml.depth()),
            Token::Open(tag) if tag.name == b"table" => {
                let empty = tag.empty;
                let is_sheet = inside.is_some_and(|depth| xml.depth() == depth + u32::from(!empty));
                if is_sheet && seen == index {
                    return Ok(!empty);
                }
                seen += usize::from(is_sheet);
                if !empty {
                    xml.skip_element()?;
                }
            }
            Token::End => return Ok(false),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

//! The workbook part: its sheets, and the epoch of its dates.

use std::borrow::Cow;

use super::super::archive::Archive;
use super::super::xml::{Tag, Token, XmlReader};
use super::package::{Relation, relations, short_value};
use crate::message::{Problem, spreadsheet as message};

/// Sheets that are listed.
const MOST: usize = 4096;

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) sheets: Vec<Sheet>,
    pub(super) date1904: bool,
    /// The part that holds the shared strings, where there is one.
    pub(super) shared_strings: Option<String>,
    /// The part that holds the styles, where there is one.
    pub(super) styles: Option<String>,
}

/// A sheet of cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// The part that holds its cells.
    pub(super) part: String,
}

/// Reads the workbook part of an archive. Chart sheets, dialog sheets and macro sheets hold no list and are left out.
pub(super) fn read(archive: &Archive) -> Result<Contents, Problem> {
    let part = main_part(archive)?;
    let related = relations(archive, &part)?;
    let by_kind =
        |kind: &str| related.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.clone());
    let mut contents =
        Contents { shared_strings: by_kind("sharedStrings"), styles: by_kind("styles"), ..Contents::default() };
    let Some(bytes) = archive.part(&part)? else { return Err(Problem::new(message::NO_WORKBOOK)) };
    let mut xml = XmlReader::new(bytes)?;
    let mut unlinked = None;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name {
                b"workbookPr" => contents.date1904 |= tag.flag("date1904"),
                b"sheet" if contents.sheets.len() < MOST => match relation_of(&tag, &related) {
                    Some(relation) => contents.sheets.extend(sheet(&tag, relation)),
                    None => unlinked = unlinked.or_else(|| short_value(&tag, "name").map(Cow::into_owned)),
                },
                b"Fallback" if !tag.empty => xml.skip_element()?,
                _ => {}
            },
            Token::End => break,
            _ => {}
        }
    }
    match unlinked {
        // Without any other sheet, the broken link is not to be passed over.
        Some(name) if contents.sheets.is_empty() => Err(Problem::new(message::SHEET_MISSING).with("sheet", name)),
        _ => Ok(contents),
    }
}

/// The part that the package names as its document; the usual name where it names none.
fn main_part(archive: &Archive) -> Result<String, Problem> {
    let named = relations(archive, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let part = named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
    if archive.contains(&part) { Ok(part) } else { Err(Problem::new(message::NO_WORKBOOK)) }
}

/// The relation to a sheet's part; none where the link is broken.
fn relation_of<'a>(tag: &Tag<'_>, related: &'a [Relation]) -> Option<&'a Relation> {
    let id = tag.value("id")?;
    related.iter().find(|relation| relation.id == id)
}

fn sheet(tag: &Tag<'_>, relation: &Relation) -> Option<Sheet> {
    let hidden = tag.value("state").is_some_and(|state| state.to_ascii_lowercase().ends_with("hidden"));
    let name = short_value(tag, "name")?.into_owned();
    (relation.kind == "worksheet").then(|| Sheet { name, hidden, part: relation.part.clone() })
}

//! Table objects: the rectangles that somebody declared to be tables.

use super::super::TableRange;
use super::super::archive::Archive;
use super::super::xml::{Tag, Token, XmlReader};
use super::package::relations;
use super::reference::Reference;
use crate::message::Problem;

/// Table objects of one sheet that are looked at.
const MOST: usize = 64;

/// The table objects of a sheet.
pub(super) fn tables(archive: &Archive, sheet_part: &str) -> Result<Vec<TableRange>, Problem> {
    let related = relations(archive, sheet_part)?;
    let mut tables = Vec::new();
    for relation in related.iter().filter(|relation| relation.kind == "table").take(MOST) {
        tables.extend(table(archive, &relation.part)?);
    }
    Ok(tables)
}

fn table(archive: &Archive, part: &str) -> Result<Option<TableRange>, Problem> {
    let Some(part) = archive.part(part)? else { return Ok(None) };
    let mut xml = XmlReader::new(part)?;
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name == b"table" => return Ok(range(&tag)),
            Token::End => return Ok(None),
            _ => {}
        }
    }
}

fn range(tag: &Tag<'_>) -> Option<TableRange> {
    let reference = tag.value("ref")?;
    let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
    let (first, last) = (Reference::parse(first.as_bytes())?, Reference::parse(last.as_bytes())?);
    let headers = tag.number("headerRowCount").unwrap_or(1);
    let totals = tag.number("totalsRowCount").unwrap_or(0);
    let range = TableRange {
        header_row: (headers > 0).then_some(first.row),
        first_data_row: first.row.checked_add(headers)?,
        last_data_row: last.row.checked_sub(totals)?,
        last_row: last.row,
        first_column: first.column,
        last_column: last.column,
    };
    (first.row <= last.row && first.column <= last.column).then_some(range)
}

//! Table objects: the rectangle that somebody declared to be a table.

use super::super::TableRange;
use super::super::archive::Archive;
use super::super::xml::{Tag, Token, XmlReader};
use super::package::relations;
use super::reference::Reference;
use crate::message::Problem;

/// The table object of a sheet, where it has exactly one.
pub(super) fn only_table(archive: &Archive, sheet_part: &str) -> Result<Option<TableRange>, Problem> {
    let related = relations(archive, sheet_part)?;
    let mut parts = related.iter().filter(|relation| relation.kind == "table");
    let (Some(table), None) = (parts.next(), parts.next()) else { return Ok(None) };
    let Some(part) = archive.part(&table.part)? else { return Ok(None) };
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
    Some(TableRange {
        header_row: (headers > 0).then_some(first.row),
        first_data_row: first.row.checked_add(headers)?,
        last_data_row: last.row.checked_sub(totals)?,
        first_column: first.column,
        last_column: last.column,
    })
}

//! One small sheet in whole: for what a workbook says about itself on a sheet of its own, hidden or not.

use super::limits::Limits;
use super::{Cell, Kind, Row, SharedSource, open_workbook, recognise};
use crate::message::Problem;

/// Rows that are read; a larger sheet is none of those meant here, and is cut off.
const MOST_ROWS: usize = 4096;

/// The texts of the sheet of that name, row by row as far as they hold something, at most 4096 rows; `None` where the file
/// is no workbook or has no such sheet. Names are compared exactly.
pub fn read_small_sheet(
    source: SharedSource,
    limits: &Limits,
    name: &str,
) -> Result<Option<Vec<Vec<String>>>, Problem> {
    let kind = recognise::recognise(&*source)?;
    if kind == Kind::Csv {
        return Ok(None);
    }
    let mut book = open_workbook(source, kind, limits)?;
    let Some(index) = book.sheets().iter().position(|sheet| sheet.name == name) else { return Ok(None) };
    let mut sheet = book.open_sheet(index)?;
    let mut texts = Vec::new();
    let mut row = Row::default();
    while texts.len() < MOST_ROWS && sheet.rows.next(&mut row)? {
        texts.push(row.iter().map(|cell: Cell<'_>| cell.text().to_owned()).collect());
    }
    Ok(Some(texts))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rust_xlsxwriter::Workbook;

    use super::super::memory_source;
    use super::*;

    #[test]
    fn a_hidden_sheet_is_read_by_name() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Vorname").unwrap();
        let hidden = book.add_worksheet().set_name("_map").unwrap().set_hidden(true);
        for line in 0..5000 {
            hidden.write(line, 0, "a").unwrap().write(line, 2, 7).unwrap();
        }
        let source = memory_source(book.save_to_buffer().unwrap());
        let read = |name| read_small_sheet(source.clone(), &Limits::default(), name).unwrap();
        let rows = read("_map").unwrap();
        assert_eq!(rows.len(), 4096);
        assert_eq!(rows.first().unwrap(), &["a", "", "7"]);
        assert_eq!(read("_MAP"), None);
        assert_eq!(read_small_sheet(memory_source("a;b\n"), &Limits::default(), "_map").unwrap(), None);
    }
}

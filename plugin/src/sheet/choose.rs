//! Which sheet of a workbook is read: the one that is asked for, else the visible one that looks most like a list of users.

use std::cmp::Reverse;

use super::table::{head, labels_in};
use super::{Hints, RawSheet, ReadOptions, SheetInfo, Workbook};
use crate::message::{Problem, spreadsheet, text_file};

/// The sheet that an export stores its mapping on; it is never a list of users.
pub(super) const MAPPING_SHEET: &str = "roster-mapping";
/// How many sheets are looked into, and how many rows of each.
const SHEETS: usize = 40;
const ROWS: usize = 30;

/// Opens the sheet to read at its first row.
pub(super) fn choose(
    workbook: &mut dyn Workbook,
    options: &ReadOptions,
    hints: &dyn Hints,
) -> Result<RawSheet, Problem> {
    if let Some(wanted) = &options.sheet {
        let index = named(workbook.sheets(), wanted).ok_or_else(|| unknown(workbook.sheets(), wanted))?;
        return workbook.open_sheet(index);
    }
    let visible: Vec<usize> = candidates(workbook.sheets());
    match visible.as_slice() {
        [] if workbook.sheets().is_empty() => Err(Problem::new(spreadsheet::EMPTY_FILE)),
        [] => Err(Problem::new(text_file::ONLY_HIDDEN_SHEETS).with("sheets", list(workbook.sheets(), |_| true))),
        [only] => workbook.open_sheet(*only),
        several => best(workbook, several, hints),
    }
}

/// The sheets that may be proposed.
fn candidates(sheets: &[SheetInfo]) -> Vec<usize> {
    let fits = |sheet: &SheetInfo| !sheet.hidden && !sheet.name.eq_ignore_ascii_case(MAPPING_SHEET);
    sheets.iter().enumerate().filter(|(_, sheet)| fits(sheet)).map(|(index, _)| index).collect()
}

/// The sheet of that name; without any, the one of that number.
fn named(sheets: &[SheetInfo], wanted: &str) -> Option<usize> {
    let same = |sheet: &SheetInfo| sheet.name.trim().to_lowercase() == wanted.trim().to_lowercase();
    sheets
        .iter()
        .position(|sheet| sheet.name == wanted)
        .or_else(|| sheets.iter().position(same))
        .or_else(|| wanted.trim().parse::<usize>().ok()?.checked_sub(1).filter(|index| *index < sheets.len()))
}

fn unknown(sheets: &[SheetInfo], wanted: &str) -> Problem {
    let visible = list(sheets, |sheet| !sheet.hidden);
    Problem::new(text_file::SHEET_UNKNOWN).with("sheet", wanted).with("sheets", visible)
}

/// Sheets with the numbers by which they can be asked for.
fn list(sheets: &[SheetInfo], shown: impl Fn(&SheetInfo) -> bool) -> String {
    let numbered = sheets.iter().enumerate().filter(|(_, sheet)| shown(sheet)).take(SHEETS);
    numbered.map(|(index, sheet)| format!("{}: {}", index + 1, sheet.name)).collect::<Vec<_>>().join(", ")
}

/// A sheet with so many labels in one row looks like a list.
const LABELS_OF_LIST: usize = 2;

/// The sheet with the most labels in one row; among equals the one with more rows, then the first.
fn best(workbook: &mut dyn Workbook, visible: &[usize], hints: &dyn Hints) -> Result<RawSheet, Problem> {
    let mut fits: Vec<(usize, (usize, usize))> = Vec::new();
    let mut failure = None;
    for index in visible.iter().take(SHEETS).copied() {
        let looked = workbook.open_sheet(index).and_then(|mut sheet| head(&mut *sheet.rows, ROWS));
        match looked {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => fits.push((index, (labels_in(&rows, hints), rows.len()))),
            Err(problem) => failure = failure.or(Some(problem)),
        }
    }
    let Some((index, (labels, _))) = fits.iter().copied().min_by_key(|(_, fit)| Reverse(*fit)) else {
        return Err(failure.unwrap_or_else(|| Problem::new(spreadsheet::EMPTY_FILE)));
    };
    // A header alone is a template.
    let is_alike = |(other, (its, rows)): &(usize, (usize, usize))| {
        *other != index && *its >= LABELS_OF_LIST && *its * 4 >= labels * 3 && *rows > 1
    };
    let alike: Vec<&str> = fits
        .iter()
        .filter(|one| is_alike(one))
        .filter_map(|(at, _)| workbook.sheets().get(*at))
        .map(|one| one.name.as_str())
        .collect();
    let alike = alike.join(", ");
    let mut sheet = workbook.open_sheet(index)?;
    let name = sheet.sheet.clone().unwrap_or_default();
    sheet.notes.push(Problem::new(text_file::SHEET_CHOSEN).with("sheet", &name).with("count", visible.len()));
    if !alike.is_empty() {
        sheet.notes.push(Problem::new(text_file::SHEETS_ALIKE).with("sheet", name).with("sheets", alike));
    }
    Ok(sheet)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::message::LineNumber;
    use crate::sheet::{Cell, Kind, Row, Rows};

    struct Book(Vec<SheetInfo>, Vec<Vec<Vec<&'static str>>>);

    struct BookRows(std::vec::IntoIter<Vec<&'static str>>, u32);

    impl Rows for BookRows {
        fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
            let Some(cells) = self.0.next() else { return Ok(false) };
            self.1 += 1;
            row.begin(LineNumber(self.1));
            cells.iter().for_each(|cell| row.push(Cell::Text(cell)));
            Ok(true)
        }
        fn position(&self) -> u64 {
            0
        }
        fn take_notes(&mut self) -> Vec<Problem> {
            Vec::new()
        }
        fn damaged(&self) -> bool {
            false
        }
    }

    impl Workbook for Book {
        fn kind(&self) -> Kind {
            Kind::Xlsx
        }
        fn sheets(&self) -> &[SheetInfo] {
            &self.0
        }
        fn open_sheet(&mut self, index: usize) -> Result<RawSheet, Problem> {
            Ok(RawSheet {
                kind: Kind::Xlsx,
                sheets: self.0.clone(),
                sheet: Some(self.0[index].name.clone()),
                rows: Box::new(BookRows(self.1[index].clone().into_iter(), 0)),
                tables: Vec::new(),
                notes: Vec::new(),
            })
        }
    }

    struct Labels;

    impl Hints for Labels {
        fn is_label(&self, text: &str) -> bool {
            ["Vorname", "Nachname", "E-Mail"].contains(&text)
        }
    }

    fn book(sheets: &[(&str, bool, &[&[&'static str]])]) -> Book {
        let info =
            |(name, hidden, _): &(&str, bool, &[&[&'static str]])| SheetInfo { name: (*name).into(), hidden: *hidden };
        let rows = |(_, _, rows): &(&str, bool, &[&[&'static str]])| rows.iter().map(|row| row.to_vec()).collect();
        Book(sheets.iter().map(info).collect(), sheets.iter().map(rows).collect())
    }

    const USERS: &[&[&str]] = &[&["Vorname", "Nachname", "E-Mail"], &["Anna", "Kurz", "a@example.com"]];
    const NOTES: &[&[&str]] = &[&["Hinweise"], &["Bitte ausfüllen"], &["Danke"]];

    fn chosen(book: &mut Book, sheet: Option<&str>) -> Result<String, &'static str> {
        let options = ReadOptions { sheet: sheet.map(str::to_owned), ..ReadOptions::default() };
        choose(book, &options, &Labels).map(|sheet| sheet.sheet.unwrap()).map_err(|problem| problem.code())
    }

    #[test]
    fn the_visible_sheet_that_looks_like_users_is_proposed() {
        let mut book = book(&[
            ("Anleitung", false, NOTES),
            ("Alt", true, USERS),
            ("Team", false, USERS),
            ("roster-mapping", false, USERS),
            ("Leer", false, &[]),
        ]);
        assert_eq!(chosen(&mut book, None).as_deref(), Ok("Team"));
        for (wanted, got) in
            [("Alt", Ok("Alt")), ("team ", Ok("Team")), ("1", Ok("Anleitung")), ("9", Err("sheet-unknown"))]
        {
            assert_eq!(chosen(&mut book, Some(wanted)).as_deref().map_err(|code| *code), got, "{wanted}");
        }
    }

    #[test]
    fn other_sheets_that_look_like_lists_are_named_unless_one_was_asked_for() {
        let mut book = book(&[
            ("Nord", false, USERS),
            ("Hinweise", false, NOTES),
            ("Süd", false, USERS),
            ("Vorlage", false, &USERS[..1]),
            ("Alt", true, USERS),
            ("Orte", false, &[&["Vorname", "Ort"], &["Anna", "Bonn"]]),
        ]);
        let mut told = |sheet: Option<&str>| {
            let options = ReadOptions { sheet: sheet.map(str::to_owned), ..ReadOptions::default() };
            let notes = choose(&mut book, &options, &Labels).unwrap().notes;
            let alike = notes.into_iter().find(|note| note.message == text_file::SHEETS_ALIKE);
            alike.map(|note| note.arguments.into_iter().map(|(_, value)| value).collect::<Vec<_>>())
        };
        assert_eq!(told(None), Some(vec!["Nord".to_owned(), "Süd".to_owned()]));
        assert_eq!(told(Some("Nord")), None);
    }

    #[test]
    fn a_workbook_without_a_visible_sheet_says_so() {
        assert_eq!(chosen(&mut book(&[("Alt", true, USERS)]), None), Err("only-hidden-sheets"));
        assert_eq!(chosen(&mut book(&[]), None), Err("empty-file"));
        assert_eq!(chosen(&mut book(&[("a", false, &[]), ("b", false, &[])]), None), Err("empty-file"));
    }
}

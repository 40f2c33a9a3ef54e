//! Our own exports: a hidden sheet in the workbook says which column is which field.
//!
//! Only the rows of that sheet are known here, how they are written and how they are read; the file is the business of
//! whoever writes or opens it.

use super::normal::squeeze;
use super::suggest::{Confidence, Suggestion};
use crate::field::{Catalogue, FieldId};
use crate::message::{Problem, mapping as text};
use crate::sheet::Layout;

/// The name of the hidden sheet.
pub const SHEET: &str = "roster-mapping";
/// What stands in its first cell, before the version.
const TITLE: &str = "Roster field mapping";
/// The version that stands beside the title.
const VERSION: &str = "1";
/// The header of its two columns: a column's header, the id of its field.
const HEADER: [&str; 2] = ["Column", "Field"];

/// The rows of the hidden sheet for columns with these headers and fields.
pub fn mapping_sheet<'a>(columns: impl IntoIterator<Item = (&'a str, &'a FieldId)>) -> Vec<Vec<String>> {
    let first = [[TITLE, VERSION], HEADER];
    let columns = columns.into_iter().map(|(header, field)| [header, field.as_str()]);
    first.into_iter().chain(columns).map(|row| row.map(str::to_owned).to_vec()).collect()
}

/// The mapping that the rows of the hidden sheet decide, one suggestion per column of the file; none where they are not
/// such a sheet, or none of its columns is in the file. A column that the sheet does not know has no field.
pub fn from_mapping_sheet(rows: &[Vec<String>], layout: &Layout, catalogue: &Catalogue) -> Option<Vec<Suggestion>> {
    let cell = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text.trim());
    let is_ours = cell(0, 0) == TITLE && cell(0, 1) == VERSION && [cell(1, 0), cell(1, 1)] == HEADER;
    if !is_ours {
        return None;
    }
    let pairs: Vec<(String, &str)> =
        rows.iter().skip(2).filter_map(|row| Some((squeeze(row.first()?), row.get(1)?.trim()))).collect();
    let mut taken = vec![false; pairs.len()];
    let suggestions: Vec<Suggestion> = layout
        .header
        .iter()
        .map(|header| {
            let name = squeeze(header.as_deref().unwrap_or_default());
            let at = (0..pairs.len()).find(|at| !taken[*at] && !name.is_empty() && pairs[*at].0 == name);
            let field = at.and_then(|at| {
                taken[at] = true;
                catalogue.find(pairs[at].1)
            });
            match field {
                Some(field) => {
                    Suggestion::of(field.id.clone(), Confidence::Certain, Problem::new(text::OWN_MAPPING_SHEET))
                }
                None => Suggestion::none(Problem::new(text::NOT_IN_MAPPING_SHEET)),
            }
        })
        .collect();
    suggestions.iter().any(|suggestion| suggestion.field.is_some()).then_some(suggestions)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::mapping::resolve::tests::layout;

    fn sheet(pairs: &[[&str; 2]]) -> Vec<Vec<String>> {
        let columns: Vec<(&str, FieldId)> =
            pairs.iter().map(|[header, field]| (*header, FieldId::new(*field))).collect();
        mapping_sheet(columns.iter().map(|(header, field)| (*header, field)))
    }

    #[test]
    fn the_hidden_sheet_decides_in_any_order_and_for_any_label() {
        let rows = sheet(&[["Identifiant maison", "employee-number"], ["Email address", "email"]]);
        let found = from_mapping_sheet(
            &rows,
            &layout(&["email address ", "Extra", "Identifiant maison"]),
            &Catalogue::new(vec![]),
        );
        let fields: Vec<Option<String>> =
            found.unwrap().iter().map(|suggestion| suggestion.field.as_ref().map(ToString::to_string)).collect();
        assert_eq!(fields, [Some("email".to_owned()), None, Some("employee-number".to_owned())]);
    }

    #[test]
    fn a_sheet_that_is_not_ours_decides_nothing() {
        let catalogue = Catalogue::new(vec![]);
        let mut other_version = sheet(&[["Email address", "email"]]);
        other_version[0][1] = "2".to_owned();
        for rows in [vec![], vec![vec!["Roster field mapping".to_owned()]], other_version, sheet(&[["Gone", "email"]])]
        {
            assert_eq!(from_mapping_sheet(&rows, &layout(&["Email address"]), &catalogue), None);
        }
    }
}

//! Our own exports: a hidden sheet in the workbook says which column is which field, whose users they are and when they were
//! written down.
//!
//! Only the rows of that sheet are known here, how they are written and how they are read; the file is the business of
//! whoever writes or opens it.

use super::normal::squeeze;
use super::suggest::{Confidence, Suggestion};
use crate::field::{Catalogue, FieldId, id};
use crate::host::Tenant;
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

/// Seconds after which an export is old: others have worked since.
const OLD: u64 = DAY;
const DAY: u64 = 24 * 60 * 60;

/// Whose users an export holds, and from when they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The company's id ([`Tenant::id`]).
    pub company: String,
    /// Its name, for messages.
    pub name: String,
    /// Seconds since 1970, where the host had told the time.
    pub time: Option<u64>,
}

impl Stamp {
    /// Of an export that is written now.
    pub fn of(tenant: &Tenant) -> Self {
        Self { company: tenant.id.clone(), name: tenant.name.clone(), time: tenant.now }
    }

    /// Of a file with this hidden sheet; none where the sheet has none, as that of a template.
    pub fn read(rows: &[Vec<String>]) -> Option<Self> {
        let cell = |column: usize| rows.first()?.get(column).map(|text| text.trim().to_owned());
        let company = cell(2).filter(|id| is_ours(rows) && !id.is_empty())?;
        Some(Self { company, name: cell(3).unwrap_or_default(), time: cell(4).and_then(|time| time.parse().ok()) })
    }

    /// Whether the ids of the export mean accounts of another company.
    pub fn is_foreign(&self, tenant: &Tenant) -> bool {
        self.company != tenant.id
    }

    /// What is worth knowing about the export before it is imported again.
    pub fn note(&self, tenant: &Tenant) -> Option<Problem> {
        if self.is_foreign(tenant) {
            return Some(Problem::new(text::FOREIGN_EXPORT).with("company", &self.name).with("own", &tenant.name));
        }
        let age = tenant.now?.checked_sub(self.time?)?;
        (age >= OLD).then(|| Problem::new(text::OLD_EXPORT).with("days", age / DAY))
    }
}

/// The rows of the hidden sheet for columns with these headers and fields, and for users of this company and time; none for a
/// file without users.
pub fn mapping_sheet<'a>(
    columns: impl IntoIterator<Item = (&'a str, &'a FieldId)>,
    stamp: Option<&Stamp>,
) -> Vec<Vec<String>> {
    let mut title = vec![TITLE.to_owned(), VERSION.to_owned()];
    if let Some(stamp) = stamp {
        title.extend([stamp.company.clone(), stamp.name.clone()]);
        title.extend(stamp.time.map(|time| time.to_string()));
    }
    let header = HEADER.map(str::to_owned).to_vec();
    let columns = columns.into_iter().map(|(header, field)| vec![header.to_owned(), field.to_string()]);
    [title, header].into_iter().chain(columns).collect()
}

/// Whether these are the rows of such a sheet.
fn is_ours(rows: &[Vec<String>]) -> bool {
    let cell = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text.trim());
    cell(0, 0) == TITLE && cell(0, 1) == VERSION && [cell(1, 0), cell(1, 1)] == HEADER
}

/// Leaves the column of ids to nobody: in the export of another company they mean other people.
pub fn without_ids(suggestions: &mut [Suggestion], stamp: &Stamp) {
    for suggestion in suggestions.iter_mut().filter(|one| one.field.as_ref() == Some(&id::ID)) {
        *suggestion = Suggestion::none(Problem::new(text::FOREIGN_IDS).with("company", &stamp.name));
    }
}

/// The mapping that the rows of the hidden sheet decide, one suggestion per column of the file; none where they are not
/// such a sheet, or none of its columns is in the file. A column that the sheet does not know has no field.
pub fn from_mapping_sheet(rows: &[Vec<String>], layout: &Layout, catalogue: &Catalogue) -> Option<Vec<Suggestion>> {
    if !is_ours(rows) {
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
    use crate::host::memory::MemoryTenant;
    use crate::mapping::resolve::tests::layout;

    fn sheet(pairs: &[[&str; 2]]) -> Vec<Vec<String>> {
        let columns: Vec<(&str, FieldId)> =
            pairs.iter().map(|[header, field]| (*header, FieldId::new(*field))).collect();
        mapping_sheet(columns.iter().map(|(header, field)| (*header, field)), None)
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

    #[test]
    fn an_export_says_whose_it_is_and_how_old() {
        let now = 1_800_000_000;
        let at =
            |id: &str, now| Tenant { id: id.to_owned(), name: format!("{id} Ltd"), now, ..MemoryTenant::default().0 };
        let email = FieldId::new("email");
        let cases = [
            // Written by, at, read by, at, what is told.
            ("a", Some(now), "a", Some(now), None),
            ("a", Some(now), "a", Some(now + DAY - 1), None),
            ("a", Some(now), "a", Some(now + 9 * DAY), Some("export-old")),
            // A host without a clock, on either side, or with one that goes back.
            ("a", None, "a", Some(now), None),
            ("a", Some(now), "a", None, None),
            ("a", Some(now), "a", Some(now - 9 * DAY), None),
            ("b", Some(now), "a", Some(now), Some("export-of-another-company")),
            ("b", None, "a", None, Some("export-of-another-company")),
        ];
        for (writer, written, reader, read, expected) in cases {
            let rows = mapping_sheet([("E-Mail", &email)], Some(&Stamp::of(&at(writer, written))));
            let stamp = Stamp::read(&rows).unwrap();
            assert_eq!((stamp.company.as_str(), stamp.time), (writer, written));
            let note = stamp.note(&at(reader, read));
            assert_eq!(note.as_ref().map(|note| note.message.code), expected, "{writer} {written:?} {reader} {read:?}");
        }
        assert_eq!(Stamp::read(&mapping_sheet([("E-Mail", &email)], None)), None);
        assert_eq!(Stamp::read(&[]), None);
    }
}

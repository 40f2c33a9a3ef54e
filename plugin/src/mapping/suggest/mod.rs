//! Which column is which field: by header first, by what the values look like where a header allows doubt.
//!
//! A wrong suggestion is worse than none. A header is taken for a field where all of it is a name of that field: an id, a
//! label, or what another product calls it ([`names`]). A header that merely contains such a name is something else. Names
//! of things that look like a field and are not (a second address, somebody else's email) are known too, so that nobody
//! wonders why they were left alone.

use std::collections::{BTreeMap, HashMap};

use super::normal::squeeze;
use crate::field::{Catalogue, FieldId, id};
use crate::message::{Problem, mapping as text};

mod claim;
mod header;
mod hints;
mod names;
mod shape;
mod table;

use claim::{Claim, Labels};
use header::Reading;
use names::{Meaning, Why};
use table::{Table, fit_values};

pub use hints::LabelHints;

/// A column as far as suggestions look at it.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSample<'a> {
    /// Its header as it stands in the file.
    pub header: Option<&'a str>,
    /// Texts of some of its cells that are not blank, as displayed; fifty are plenty.
    pub samples: &'a [String],
}

/// How sure a suggestion is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Nothing is suggested.
    #[default]
    None,
    /// Taken from a similar name, or from the values alone.
    Low,
    /// A name that others use for the field.
    High,
    /// Our own: the field's id, its label, the mapping sheet of an export.
    Certain,
}

/// What is suggested for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The field; none where the column is better left alone.
    pub field: Option<FieldId>,
    /// Whether yes means no, as in "Block sign in" for the field `active`.
    pub inverted: bool,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why this field, or why none: a note.
    pub why: Problem,
    /// What stands in the cells of a status column (in lower case) and what is read instead; empty for all others.
    pub values: BTreeMap<String, String>,
}

impl Suggestion {
    /// No field, and why.
    pub(crate) fn none(why: Problem) -> Self {
        Self { field: None, inverted: false, confidence: Confidence::None, why, values: BTreeMap::new() }
    }

    /// A field without further ado.
    pub(crate) fn of(field: FieldId, confidence: Confidence, why: Problem) -> Self {
        Self {
            field: Some(field.clone()),
            inverted: false,
            confidence,
            why: why.of_field(field),
            values: BTreeMap::new(),
        }
    }
}

/// Suggests a field for each column, in order. No field is suggested twice: the better column has it, the other says so.
pub fn suggest(columns: &[ColumnSample<'_>], catalogue: &Catalogue) -> Vec<Suggestion> {
    if columns.iter().all(|column| column.header.is_none_or(|header| squeeze(header).is_empty())) {
        return by_values(columns, catalogue);
    }
    let plain = without_numbers(columns);
    let columns = &plain[..];
    let labels = Labels::new(catalogue);
    let mut claims: Vec<Claim> = columns.iter().map(|column| labels.claim(column)).collect();
    let table = Table::new(columns, &claims);
    for (column, claim) in claims.iter_mut().enumerate() {
        table.settle(column, claim, columns[column]);
        fit_values(claim, columns[column], catalogue);
    }
    give_each_field_to_one(&mut claims, columns);
    claims.into_iter().map(|claim| claim.suggestion).collect()
}

/// The columns with the header text only, where nearly all headers count the columns: "1. Vorname", "2. Nachname". A number
/// in front of a single header means something else, as in "2. Vorname".
fn without_numbers<'a>(columns: &[ColumnSample<'a>]) -> Vec<ColumnSample<'a>> {
    const FEWEST: usize = 3;
    let mut columns = columns.to_vec();
    let named = columns.iter().filter(|column| column.header.is_some_and(|header| !squeeze(header).is_empty())).count();
    let numbers: Vec<(u16, &str)> =
        columns.iter().filter_map(|column| header::sequence_number(column.header?)).collect();
    let ascending = numbers.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
    if numbers.len() >= FEWEST && numbers.len() * 5 >= named * 4 && ascending {
        for column in &mut columns {
            column.header =
                column.header.map(|header| header::sequence_number(header).map_or(header, |(_, rest)| rest));
        }
    }
    columns
}

/// Whether two headers are names of the same field.
pub(crate) fn names_same_field(a: &str, b: &str) -> bool {
    let field = |name: &str| match header::read(name) {
        Some(Reading { meaning: Meaning::Field { field, inverted, .. }, .. }) => Some((field, inverted)),
        _ => None,
    };
    field(a).is_some_and(|meant| field(b) == Some(meant))
}

/// Whether the values under a header are nobody's business: passwords and what else opens a door.
pub(crate) fn is_secret(header: &str) -> bool {
    matches!(header::read(header), Some(Reading { meaning: Meaning::LeftAlone(Why::Secret), .. }))
        || header::speaks_of_secrets(header)
}

/// Leaves each field to the column with the best claim; of equals, the first.
fn give_each_field_to_one(claims: &mut [Claim], columns: &[ColumnSample<'_>]) {
    let mut best: HashMap<FieldId, usize> = HashMap::new();
    for (column, claim) in claims.iter().enumerate() {
        let Some(field) = &claim.suggestion.field else { continue };
        let filled = |column: usize| columns.get(column).is_some_and(|column| !column.samples.is_empty());
        let holder = best.entry(field.clone()).or_insert(column);
        let held = &claims[*holder];
        if (claim.rank, filled(column)) > (held.rank, filled(*holder)) {
            *holder = column;
        }
    }
    for (field, holder) in best {
        let header = columns.get(holder).and_then(|column| column.header).unwrap_or_default().trim();
        for (column, claim) in claims.iter_mut().enumerate() {
            if column != holder && claim.is_for(&field) {
                let own = columns.get(column).and_then(|column| column.header).unwrap_or_default().trim();
                let why = Problem::new(text::BETTER_COLUMN).with("header", own).with("other", header);
                claim.withdraw(why.of_field(field.clone()));
            }
        }
    }
}

/// Without headers, only addresses speak for themselves, and only where a single column holds them.
fn by_values(columns: &[ColumnSample<'_>], catalogue: &Catalogue) -> Vec<Suggestion> {
    let addresses: Vec<bool> = columns.iter().map(|column| shape::are_addresses(column.samples)).collect();
    let unambiguous = addresses.iter().filter(|is| **is).count() == 1 && catalogue.get(&id::EMAIL).is_some();
    let suggestion = |is_email| {
        if is_email && unambiguous {
            Suggestion::of(id::EMAIL, Confidence::Low, Problem::new(text::VALUES_ARE_ADDRESSES))
        } else {
            Suggestion::none(Problem::new(text::NO_HEADER))
        }
    };
    addresses.into_iter().map(suggestion).collect()
}

#[cfg(test)]
mod labelled;
#[cfg(test)]
mod tests;

//! Which column is which field: by header first, by what the values look like where a header allows doubt.
//!
//! A wrong suggestion is worse than none. A header is taken for a field where all of it is a name of that field: an id, a
//! label, or what another product calls it ([`names`]). A header that merely contains such a name is something else. Names
//! of things that look like a field and are not (a second address, somebody else's email) are known too, so that nobody
//! wonders why they were left alone.

use std::collections::{BTreeMap, HashMap};

use super::normal::{distance, key, squeeze};
use crate::field::{Catalogue, Field, FieldId, id};
use crate::message::{Problem, mapping as text};
use crate::sheet::Hints;

mod header;
mod names;
mod shape;

use header::Reading;
use names::{Meaning, Need, Why};
use shape::Fit;

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

/// What a column lays claim to.
struct Claim {
    suggestion: Suggestion,
    /// The greater, the better; decides between columns that claim the same field.
    rank: u8,
    need: Need,
}

impl Claim {
    fn none(why: Problem) -> Self {
        Self { suggestion: Suggestion::none(why), rank: 0, need: Need::Nothing }
    }

    fn is_for(&self, field: &FieldId) -> bool {
        self.suggestion.field.as_ref() == Some(field)
    }

    fn withdraw(&mut self, why: Problem) {
        *self = Self::none(why);
    }
}

/// The ids and labels of a catalogue, by key.
struct Labels<'a> {
    catalogue: &'a Catalogue,
    by_key: HashMap<String, &'a Field>,
}

const RANK_VERBATIM: u8 = 100;
const RANK_LABEL: u8 = 95;
const RANK_SIMILAR: u8 = 20;

/// Fewer values than this do not speak against a label.
const FEW: usize = 2;

impl<'a> Labels<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let mut by_key = HashMap::new();
        for field in catalogue.iter() {
            for name in [field.id.as_str(), &*field.de, &*field.en] {
                for key in names::spellings(name) {
                    by_key.entry(key).or_insert(field);
                }
            }
        }
        by_key.remove("");
        Self { catalogue, by_key }
    }

    fn claim(&self, column: &ColumnSample<'_>) -> Claim {
        let Some(header) = column.header.filter(|header| !squeeze(header).is_empty()) else {
            return Claim::none(Problem::new(text::NO_HEADER));
        };
        self.by_label(header)
            .or_else(|| self.by_name(header))
            .unwrap_or_else(|| self.by_similarity(header, column.samples))
    }

    fn by_label(&self, header: &str) -> Option<Claim> {
        let plain = header::without_markers(header);
        let field = self.by_key.get(&plain.concat())?;
        let squeezed = squeeze(header);
        let is_id = squeezed == field.id.as_str();
        let verbatim = is_id || squeezed == squeeze(&field.de) || squeezed == squeeze(&field.en);
        // "userid" is what half the world calls a log-in name, a number, or an id of its own.
        if field.id == id::ID && !verbatim {
            return None;
        }
        let why = Problem::new(if is_id { text::FIELD_ID } else { text::FIELD_LABEL }).with("header", header.trim());
        let rank = if verbatim { RANK_VERBATIM } else { RANK_LABEL };
        let need = match field.id.as_str() {
            "id" => Need::OwnNames,
            // A state of the account or a state of the country: the values tell.
            "home-state" if squeezed == "state" => Need::PlaceNames,
            _ => Need::Nothing,
        };
        Some(Claim { suggestion: Suggestion::of(field.id.clone(), Confidence::Certain, why), rank, need })
    }

    fn by_name(&self, header: &str) -> Option<Claim> {
        let shown = header.trim();
        let Some(Reading { meaning, product, rank }) = header::read(header) else {
            let why = header::why_left_alone(header)?;
            return Some(Claim::none(Problem::new(why.message()).with("header", shown)));
        };
        let (field, inverted, need) = match meaning {
            Meaning::Field { field, inverted, need } => (field, inverted, need),
            Meaning::FullName => {
                return Some(Claim {
                    rank,
                    need: Need::FirstName,
                    ..Claim::none(Problem::new(text::FULL_NAME).with("header", shown))
                });
            }
            Meaning::LeftAlone(why) => return Some(Claim::none(Problem::new(why.message()).with("header", shown))),
        };
        let field = self.catalogue.find(field)?;
        let why = match (inverted, product) {
            (true, _) => Problem::new(text::SYNONYM_INVERTED),
            (false, Some(product)) => Problem::new(text::SYNONYM_OF_PRODUCT).with("product", product),
            (false, None) => Problem::new(text::SYNONYM),
        };
        let mut suggestion = Suggestion::of(field.id.clone(), Confidence::High, why.with("header", shown));
        suggestion.inverted = inverted;
        Some(Claim { suggestion, rank, need })
    }

    /// A header one slip of the pen away from a name, where no other field has a name as near.
    fn by_similarity(&self, header: &str, samples: &[String]) -> Claim {
        let none = || Claim::none(Problem::new(text::NOT_RECOGNISED).with("header", header.trim()));
        let wanted = header::without_markers(header).concat();
        let length = wanted.chars().count();
        let addresses = shape::are_addresses(samples);
        // Short words have too many neighbours; addresses in the cells make up for two letters.
        if length < if addresses { 4 } else { 6 } || wanted.contains(|character: char| character.is_ascii_digit()) {
            return none();
        }
        let is_near = |name: &str| {
            // A changed beginning is another word (Zuname, Vorname's neighbours), a changed end often another form of it.
            name.chars().next() == wanted.chars().next() && distance(&wanted, name, 1) == 1
        };
        let own = self.by_key.iter().filter(|(name, _)| is_near(name)).map(|(name, field)| (name.as_str(), &field.id));
        let others = names::all().filter(|(name, known)| is_near(name) && known.need() == Need::Nothing);
        let mut near: Vec<(&str, Option<(FieldId, bool)>)> =
            own.map(|(name, field)| (name, Some((field.clone(), false)))).collect();
        near.extend(others.map(|(name, known)| {
            let field = match known.meaning {
                Meaning::Field { field, inverted, .. } => {
                    self.catalogue.find(field).map(|field| (field.id.clone(), inverted))
                }
                _ => None,
            };
            (name, field)
        }));
        near.sort();
        let Some((name, Some((field, inverted)))) = near.first().cloned() else { return none() };
        if near.iter().any(|(_, other)| *other != Some((field.clone(), inverted)))
            || (addresses && field != id::EMAIL && field != id::USER_NAME)
        {
            return none();
        }
        if field == id::ID || (length < 6 && field != id::EMAIL) {
            return none();
        }
        let why = Problem::new(text::SIMILAR).with("header", header.trim()).with("name", name);
        let mut suggestion = Suggestion::of(field, Confidence::Low, why);
        suggestion.inverted = inverted;
        Claim { suggestion, rank: RANK_SIMILAR, need: Need::Nothing }
    }
}

/// Family names that are no field of ours, as there are two of them, but show that a column beside holds the first name.
const LAST_NAMES: &[&str] = &[
    "cognome",
    "apellido",
    "apellidos",
    "primerapellido",
    "apellido1",
    "apellidopaterno",
    "1erapellido",
    "segundoapellido",
];

/// What the columns together say about each of them.
struct Table {
    fields: Vec<Option<FieldId>>,
    keys: Vec<String>,
    foreign_names: bool,
}

impl Table {
    fn new(columns: &[ColumnSample<'_>], claims: &[Claim]) -> Self {
        Self {
            fields: claims
                .iter()
                .map(|claim| {
                    claim.suggestion.field.clone().filter(|_| !matches!(claim.need, Need::Address | Need::Beside))
                })
                .collect(),
            keys: columns.iter().map(|column| key(column.header.unwrap_or_default())).collect(),
            foreign_names: claims.iter().any(|claim| claim.suggestion.confidence == Confidence::High),
        }
    }

    fn has(&self, field: &FieldId) -> bool {
        self.fields.iter().flatten().any(|other| other == field)
    }

    fn has_key(&self, keys: &[&str]) -> bool {
        self.keys.iter().any(|key| keys.contains(&key.as_str()))
    }

    /// Whether the file comes from a directory service, where `l` is a city and `id` an object id.
    fn is_directory(&self) -> bool {
        self.has_key(&["samaccountname", "userprincipalname", "distinguishedname", "sn", "givenname"])
    }

    fn is_home(field: Option<&Option<FieldId>>) -> bool {
        field.and_then(Option::as_ref).is_some_and(|field| field.as_str().starts_with("home-"))
    }

    /// Takes back a claim whose need the other columns do not meet.
    fn settle(&self, column: usize, claim: &mut Claim, sample: ColumnSample<'_>) {
        let header = sample.header.unwrap_or_default().trim();
        let met = match claim.need {
            Need::Nothing | Need::Values | Need::Status | Need::PlaceNames | Need::LogIn => true,
            Need::PlaceOrStatus => self.settle_state(column, claim, sample),
            Need::OneWord => !header.contains(char::is_whitespace) && !header.contains(['-', '_']),
            Need::OwnNames => self.settle_id(claim, sample),
            Need::Address => self.has(&id::HOME_CITY) || self.has(&id::HOME_POSTAL_CODE),
            Need::Beside => self.is_beside_home(column),
            Need::Directory => self.is_directory(),
            Need::LastName => self.has(&id::LAST_NAME) || self.has_key(LAST_NAMES),
            Need::FirstName => return self.settle_full_name(claim, sample),
        };
        if !met {
            let full_name = claim.need == Need::LastName;
            claim.withdraw(
                Problem::new(if full_name { text::FULL_NAME } else { text::IN_DOUBT }).with("header", header),
            );
        }
    }

    fn is_beside_home(&self, column: usize) -> bool {
        let before = column.checked_sub(1).and_then(|before| self.fields.get(before));
        Self::is_home(before) || Self::is_home(self.fields.get(column + 1))
    }

    /// A state of the account where the values say so, else a place among places.
    fn settle_state(&self, column: usize, claim: &mut Claim, sample: ColumnSample<'_>) -> bool {
        claim.need = Need::PlaceNames;
        shape::status(sample.samples) == Fit::Yes || (self.is_beside_home(column) && !sample.samples.is_empty())
    }

    /// `id` is ours among our own names; an object id where a directory service's export says so by its form.
    fn settle_id(&self, claim: &mut Claim, sample: ColumnSample<'_>) -> bool {
        if shape::are_uuids(sample.samples) && self.is_directory() && !self.has(&id::MICROSOFT_OBJECT_ID) {
            let why = Problem::new(text::SYNONYM_OF_PRODUCT).with("product", "Microsoft Entra ID");
            let why = why.with("header", sample.header.unwrap_or_default().trim());
            claim.suggestion = Suggestion::of(id::MICROSOFT_OBJECT_ID, Confidence::High, why);
            claim.need = Need::Nothing;
            return true;
        }
        !self.foreign_names
    }

    /// "Name" beside a column of first names is the last name; alone it is both, and offered to be split.
    fn settle_full_name(&self, claim: &mut Claim, sample: ColumnSample<'_>) {
        let header = sample.header.unwrap_or_default();
        let words = header::without_markers(header);
        let Some((first, rest)) = words.split_first() else { return };
        let whose_only = rest.iter().all(|word| header::PERSON_AFTER.contains(&word.as_str()));
        if !whose_only || !shape::are_single_names(sample.samples) {
            return;
        }
        let (field, other) = match first.as_str() {
            "name" | "nom" => (id::LAST_NAME, id::FIRST_NAME),
            "nome" | "nombre" => (id::FIRST_NAME, id::LAST_NAME),
            _ => return,
        };
        if self.has(&other) && !self.has(&field) {
            let why = Problem::new(text::NAME_BESIDE_FIRST_NAME).with("header", header.trim());
            claim.suggestion = Suggestion::of(field, Confidence::High, why);
        }
    }
}

/// Takes back a claim that the values contradict.
fn fit_values(claim: &mut Claim, column: ColumnSample<'_>, catalogue: &Catalogue) {
    let Some(field) = claim.suggestion.field.as_ref().and_then(|field| catalogue.get(field)) else { return };
    let header = column.header.unwrap_or_default().trim();
    let fit = match claim.need {
        Need::Status => shape::status(column.samples),
        Need::PlaceNames if shape::status(column.samples) == Fit::Yes => {
            let why = Problem::new(text::STATUS_VALUES).with("header", header);
            claim.suggestion = Suggestion::of(id::ACTIVE, Confidence::High, why);
            claim.need = Need::Status;
            Fit::Yes
        }
        Need::LogIn if shape::are_addresses(column.samples) => {
            claim.suggestion.field = Some(id::EMAIL);
            Fit::Yes
        }
        Need::Values if field.id == id::USER_NAME => shape::log_ins(column.samples),
        _ => shape::fit(field, column.samples),
    };
    // One wrong value under our own label is a wrong value, which its row must say, not another column.
    let fit = if fit == Fit::No && claim.rank >= RANK_LABEL && column.samples.len() < FEW { Fit::Unknown } else { fit };
    let sure = matches!(claim.need, Need::Values | Need::Status) || claim.rank == RANK_SIMILAR && needs_proof(field);
    if fit == Fit::No || (fit == Fit::Unknown && sure) {
        let field = field.id.clone();
        let message = if fit == Fit::No { text::VALUES_CONTRADICT } else { text::IN_DOUBT };
        claim.withdraw(Problem::new(message).with("header", header).of_field(field));
    } else if claim.need == Need::Status {
        claim.suggestion.values = shape::status_words(column.samples);
    }
}

/// Whether a similar name alone does not do: the values must have the form of the field.
fn needs_proof(field: &Field) -> bool {
    use crate::field::Kind;
    matches!(field.kind, Kind::Email | Kind::Flag | Kind::Level | Kind::Language | Kind::Country | Kind::Decimal { .. })
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

/// What looks like a header, for finding the header row: ids, labels and all names that other products use, also of what
/// is no field here. Built once, asked often.
pub struct LabelHints<'a> {
    labels: Labels<'a>,
}

/// No header is longer, in bytes.
const LONGEST_HEADER: usize = 200;

impl<'a> LabelHints<'a> {
    /// The names of the fields of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { labels: Labels::new(catalogue) }
    }
}

impl std::fmt::Debug for LabelHints<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LabelHints").field("names", &self.labels.by_key.len()).finish_non_exhaustive()
    }
}

impl Hints for LabelHints<'_> {
    fn is_label(&self, text: &str) -> bool {
        if text.len() > LONGEST_HEADER || !text.chars().any(char::is_alphabetic) {
            return false;
        }
        self.labels.by_key.contains_key(&header::without_markers(text).concat()) || header::read(text).is_some()
    }
}

#[cfg(test)]
mod labelled;
#[cfg(test)]
mod tests;

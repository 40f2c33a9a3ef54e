//! What the other columns and the values say of a column's claim: whether its needs are met, whether its values contradict.

use super::claim::{Claim, RANK_LABEL, RANK_SIMILAR};
use super::names::Need;
use super::shape::Fit;
use super::{ColumnSample, Confidence, Suggestion, header, shape};
use crate::field::{Catalogue, Field, FieldId, Kind, id};
use crate::mapping::normal::key;
use crate::message::{Problem, mapping as text};

/// Fewer values than this do not speak against a label.
const FEW: usize = 2;

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
pub(super) struct Table {
    fields: Vec<Option<FieldId>>,
    keys: Vec<String>,
    foreign_names: bool,
}

impl Table {
    pub(super) fn new(columns: &[ColumnSample<'_>], claims: &[Claim]) -> Self {
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
    pub(super) fn settle(&self, column: usize, claim: &mut Claim, sample: ColumnSample<'_>) {
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
pub(super) fn fit_values(claim: &mut Claim, column: ColumnSample<'_>, catalogue: &Catalogue) {
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
        claim.withdraw(Problem::new(message).with("header", header).with("field", &field).of_field(field));
    } else if claim.need == Need::Status {
        claim.suggestion.values = shape::status_words(column.samples);
    }
}

/// Whether a similar name alone does not do: the values must have the form of the field.
fn needs_proof(field: &Field) -> bool {
    matches!(field.kind, Kind::Email | Kind::Flag | Kind::Level | Kind::Language | Kind::Country | Kind::Decimal { .. })
}

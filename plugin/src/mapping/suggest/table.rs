//! What the other columns and the values say of a column's claim: whether its needs are met, whether its values contradict.

use super::claim::{Claim, RANK_LABEL, RANK_SIMILAR, RANK_VERBATIM};
use super::names::Need;
use super::shape::Fit;
use super::{ColumnSample, Confidence, Suggestion, header, shape};
use crate::field::{Catalogue, Field, FieldId, Kind, id};
use crate::mapping::normal::key;
use crate::message::{Problem, mapping as text};

/// Fewer values than this do not speak against a label.
const FEW: usize = 2;

/// The rank of a column that is a field although its values do not fit: any other column of the same field goes before it.
const RANK_CONTRADICTED: u8 = 1;

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
pub(super) struct Table<'a> {
    columns: &'a [ColumnSample<'a>],
    fields: Vec<Option<FieldId>>,
    keys: Vec<String>,
    foreign_names: bool,
}

impl<'a> Table<'a> {
    pub(super) fn new(columns: &'a [ColumnSample<'a>], claims: &[Claim]) -> Self {
        Self {
            columns,
            fields: claims
                .iter()
                .map(|claim| {
                    claim
                        .suggestion
                        .field
                        .clone()
                        .filter(|_| !matches!(claim.need, Need::Address | Need::Beside | Need::State))
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
            Need::State => self.is_beside_home(column) && shape::are_states(sample.samples),
            Need::Directory => self.is_directory(),
            Need::LastName => self.has(&id::LAST_NAME) || self.has_key(LAST_NAMES),
            Need::FirstName => return self.settle_full_name(claim, sample),
        };
        if !met {
            let why = match claim.need {
                Need::LastName if is_one_word(sample) => text::ONE_WORD_NAMES,
                Need::LastName => text::FULL_NAME,
                _ => text::IN_DOUBT,
            };
            claim.withdraw(Problem::new(why).with("header", header));
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

    /// "Name" beside a column of first names is the last name, beside one of last names the first; alone it is both, and
    /// offered to be split.
    fn settle_full_name(&self, claim: &mut Claim, sample: ColumnSample<'_>) {
        let header = sample.header.unwrap_or_default();
        let words = header::without_markers(header);
        let is_plain = |word: &String| NAME.contains(&word.as_str()) || GIVEN.contains(&word.as_str());
        let plain = words.iter().take_while(|word| is_plain(word)).count();
        let whose_only = words.iter().skip(plain).all(|word| header::PERSON_AFTER.contains(&word.as_str()));
        if plain == 0 || !whose_only || !shape::are_single_names(sample.samples) {
            return;
        }
        let is_given = words.first().is_some_and(|word| GIVEN.contains(&word.as_str()));
        let (first, last) = (self.has(&id::FIRST_NAME), self.has(&id::LAST_NAME));
        let sure = is_given || (!sample.samples.is_empty() && !self.repeats(&id::LAST_NAME, sample));
        let field = match (first, last) {
            (true, false) if !is_given => id::LAST_NAME,
            (false, true) if sure => id::FIRST_NAME,
            _ => {
                if is_one_word(sample) {
                    claim.withdraw(Problem::new(text::ONE_WORD_NAMES).with("header", header.trim()));
                }
                return;
            }
        };
        let why = Problem::new(text::NAME_BESIDE_OTHER).with("header", header.trim());
        claim.suggestion = Suggestion::of(field, Confidence::High, why);
    }

    /// Whether a column has mostly the values of the one that is a field, as far as samples show.
    fn repeats(&self, field: &FieldId, sample: ColumnSample<'_>) -> bool {
        let other = self.fields.iter().position(|other| other.as_ref() == Some(field));
        let Some(other) = other.and_then(|column| self.columns.get(column)) else { return false };
        sample.samples.iter().filter(|value| other.samples.contains(value)).count() * 2 > sample.samples.len()
    }
}

/// Words that alone say no more than name.
const NAME: &[&str] = &["name", "nom", "naam", "navn", "namn", "nimi", "nev", "nume", "nazwa"];

/// Words for a name that, beside one for the family name, mean the first name.
const GIVEN: &[&str] = &["nome", "nombre"];

/// Whether every value is one word, and there are values.
fn is_one_word(sample: ColumnSample<'_>) -> bool {
    !sample.samples.is_empty() && sample.samples.iter().all(|value| value.split_whitespace().count() == 1)
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
    let sure = matches!(claim.need, Need::Values | Need::Status) || claim.rank == RANK_SIMILAR && needs_proof(field);
    if fit == Fit::No && is_meant_all_the_same(claim, field, column.samples) {
        // A column whose values fit goes before it.
        claim.rank = RANK_CONTRADICTED;
        if field.id == id::ACTIVE && !claim.suggestion.inverted {
            claim.suggestion.values = shape::all_status_words();
        }
    } else if fit == Fit::No || (fit == Fit::Unknown && sure) {
        let field = field.id.clone();
        let message = if fit == Fit::No { text::VALUES_CONTRADICT } else { text::IN_DOUBT };
        let why = Problem::new(message).with("header", header).with("field", &field).of_field(field);
        claim.withdraw(why.with_quoted("values", some_values(column.samples)));
    } else if claim.need == Need::Status {
        claim.suggestion.values = shape::status_words(column.samples);
    }
}

/// Whether a column is a field although most of its values do not fit: then each of them is an error of its row, and nobody is
/// imported without what the column says of them. So it is where the header is the field's own name, or a plain name of it and
/// some value fits; and where at least half of a status column says whether accounts are active.
fn is_meant_all_the_same(claim: &Claim, field: &Field, samples: &[String]) -> bool {
    match claim.need {
        _ if claim.rank >= RANK_VERBATIM || (claim.rank >= RANK_LABEL && samples.len() < FEW) => true,
        Need::Status => shape::is_half_status(samples),
        Need::Nothing if claim.rank > RANK_SIMILAR => {
            samples.iter().any(|one| shape::fit(field, std::slice::from_ref(one)) == Fit::Yes)
        }
        _ => false,
    }
}

/// A few of the values, for people.
fn some_values(samples: &[String]) -> Vec<&str> {
    const SHOWN: usize = 3;
    let mut shown: Vec<&str> = Vec::new();
    for sample in samples.iter().map(|sample| sample.trim()) {
        if !shown.contains(&sample) && shown.len() < SHOWN {
            shown.push(sample);
        }
    }
    shown
}

/// Whether a similar name alone does not do: the values must have the form of the field.
fn needs_proof(field: &Field) -> bool {
    matches!(field.kind, Kind::Email | Kind::Flag | Kind::Level | Kind::Language | Kind::Country | Kind::Decimal { .. })
}

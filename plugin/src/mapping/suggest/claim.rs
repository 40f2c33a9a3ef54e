//! What a single column lays claim to, by its header: an id or label of ours, a name that is known, a similar one.

use std::collections::HashMap;

use super::header::{self, Reading};
use super::names::{self, Meaning, Need};
use super::{ColumnSample, Confidence, Suggestion, shape};
use crate::field::{Catalogue, Field, FieldId, id};
use crate::mapping::normal::{distance, squeeze};
use crate::message::{Problem, mapping as text};

/// What a column lays claim to.
pub(super) struct Claim {
    pub(super) suggestion: Suggestion,
    /// The greater, the better; decides between columns that claim the same field.
    pub(super) rank: u8,
    pub(super) need: Need,
}

impl Claim {
    pub(super) fn none(why: Problem) -> Self {
        Self { suggestion: Suggestion::none(why), rank: 0, need: Need::Nothing }
    }

    pub(super) fn is_for(&self, field: &FieldId) -> bool {
        self.suggestion.field.as_ref() == Some(field)
    }

    pub(super) fn withdraw(&mut self, why: Problem) {
        *self = Self::none(why);
    }
}

/// The ids and labels of a catalogue, by key.
pub(super) struct Labels<'a> {
    catalogue: &'a Catalogue,
    pub(super) by_key: HashMap<String, &'a Field>,
}

pub(super) const RANK_VERBATIM: u8 = 100;
pub(super) const RANK_LABEL: u8 = 95;
pub(super) const RANK_SIMILAR: u8 = 20;

impl<'a> Labels<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
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

    pub(super) fn claim(&self, column: &ColumnSample<'_>) -> Claim {
        let Some(header) = column.header.filter(|header| !squeeze(header).is_empty()) else {
            return Claim::none(Problem::new(text::NO_HEADER));
        };
        self.by_label(header)
            .or_else(|| self.by_name(header))
            .unwrap_or_else(|| self.by_similarity(header, column.samples))
    }

    fn by_label(&self, header: &str) -> Option<Claim> {
        let plain = header::without_markers(header);
        let field = match self.by_key.get(&plain.concat()) {
            Some(field) => field,
            None => self.by_key.get(&header::without_notation(header)?.concat())?,
        };
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

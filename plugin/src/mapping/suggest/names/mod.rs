//! What other products and other languages call the fields, and what they call things that are no field here.
//!
//! Tables only: one per language, one for products. A name is compared by its letters and digits, so that spaces, case,
//! accents and `snake_case` need no entries of their own.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::mapping::normal::key;
use crate::message::{Code, mapping as text};

mod dutch;
mod eastern;
mod english;
mod french;
mod german;
mod italian;
mod left_alone;
mod nordic;
mod portuguese;
mod products;
mod scripts;
mod slavic;
mod spanish;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field.
    Field {
        /// Its id.
        field: &'static str,
        /// Whether yes means no.
        inverted: bool,
        /// What else must be so.
        need: Need,
    },
    /// First and last name in one.
    FullName,
    /// Nothing that we take.
    LeftAlone(Why),
}

/// What must be so before a name is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing; the values must only not contradict.
    Nothing,
    /// The values must have the form of the field.
    Values,
    /// The values must all say active or not active.
    Status,
    /// The values decide between a place and a status.
    PlaceNames,
    /// The same, and a place must stand beside another column of an address.
    PlaceOrStatus,
    /// Other columns must make up an address.
    Address,
    /// A column beside it must be of an address.
    Beside,
    /// The same, and the values must be states or provinces: a region may also be one of sales.
    State,
    /// The file must come from a directory service.
    Directory,
    /// There must be a column of last names.
    LastName,
    /// A column of first names makes it the last name.
    FirstName,
    /// The header must be one word: `idnumber` is a number in the company, "ID number" may be that of a passport.
    OneWord,
    /// Addresses make it the email, anything else a log-in name.
    LogIn,
    /// The other columns must have our own names.
    OwnNames,
}

/// Why something is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A phone number, but not the mobile one.
    Phone,
    /// A second, other or private one.
    Second,
    /// About another person.
    OtherPerson,
    /// About the company or the place of work.
    WorkPlace,
    /// A password or the like.
    Secret,
    /// Several things in one column.
    Several,
    /// Anything else.
    Other,
}

impl Why {
    /// The note that says so.
    pub(super) fn message(self) -> Code {
        match self {
            Self::Phone => text::LEFT_ALONE_PHONE,
            Self::Second => text::LEFT_ALONE_SECOND,
            Self::OtherPerson => text::LEFT_ALONE_OTHER_PERSON,
            Self::WorkPlace => text::LEFT_ALONE_WORK_PLACE,
            Self::Secret => text::LEFT_ALONE_SECRET,
            Self::Several => text::LEFT_ALONE_SEVERAL,
            Self::Other => text::LEFT_ALONE_OTHER,
        }
    }
}

/// One entry, found by key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) meaning: Meaning,
    pub(super) product: Option<&'static str>,
    pub(super) rank: u8,
}

impl Known {
    /// What must be so before it is believed.
    pub(super) fn need(&self) -> Need {
        match self.meaning {
            Meaning::Field { need, .. } => need,
            Meaning::FullName | Meaning::LeftAlone(_) => Need::Nothing,
        }
    }
}

/// Names of one meaning with `|` between them. The higher the rank, the sooner a column gets the field.
#[derive(Clone, Copy)]
struct Names {
    meaning: Meaning,
    rank: u8,
    names: &'static str,
}

/// The names to be expected.
const USUAL: u8 = 80;
/// Names that give way where there is a better column.
const LESSER: u8 = 60;

const fn usual(field: &'static str, names: &'static str) -> Names {
    Names { meaning: Meaning::Field { field, inverted: false, need: Need::Nothing }, rank: USUAL, names }
}

const fn lesser(field: &'static str, names: &'static str) -> Names {
    Names { rank: LESSER, ..usual(field, names) }
}

const fn needing(need: Need, field: &'static str, names: &'static str) -> Names {
    Names { meaning: Meaning::Field { field, inverted: false, need }, rank: LESSER, names }
}

const fn not_active(names: &'static str) -> Names {
    Names { meaning: Meaning::Field { field: "active", inverted: true, need: Need::Nothing }, rank: USUAL, names }
}

/// Yes means not active, but other columns say it better.
const fn lesser_not_active(names: &'static str) -> Names {
    Names { rank: LESSER, ..not_active(names) }
}

const fn full_name(names: &'static str) -> Names {
    Names { meaning: Meaning::FullName, rank: USUAL, names }
}

const fn left_alone(why: Why, names: &'static str) -> Names {
    Names { meaning: Meaning::LeftAlone(why), rank: USUAL, names }
}

fn tables() -> impl Iterator<Item = (Option<&'static str>, &'static [Names])> {
    let products = products::TABLES.iter().map(|(product, names)| (Some(*product), *names));
    let languages = [
        german::NAMES,
        english::NAMES,
        french::NAMES,
        italian::NAMES,
        spanish::NAMES,
        left_alone::NAMES,
        portuguese::NAMES,
        dutch::NAMES,
        nordic::NAMES,
        slavic::NAMES,
        eastern::NAMES,
        scripts::NAMES,
    ];
    languages.into_iter().map(|names| (None, names)).chain(products)
}

fn index() -> &'static HashMap<String, Known> {
    static INDEX: OnceLock<HashMap<String, Known>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = HashMap::new();
        for (product, names) in tables() {
            for Names { meaning, rank, names } in names {
                for key in names.split('|').flat_map(spellings) {
                    index.entry(key).or_insert(Known { meaning: *meaning, product, rank: *rank });
                }
            }
        }
        index
    })
}

/// The keys of a name: as it is, and with `ae`, `oe`, `ue` where it has `ä`, `ö`, `ü`.
pub(super) fn spellings(name: &str) -> impl Iterator<Item = String> + use<> {
    let spelled: String = name
        .chars()
        .flat_map(|character| {
            let (plain, e) = match character {
                'ä' => ('a', Some('e')),
                'ö' => ('o', Some('e')),
                'ü' => ('u', Some('e')),
                'Ä' => ('A', Some('e')),
                'Ö' => ('O', Some('e')),
                'Ü' => ('U', Some('e')),
                other => (other, None),
            };
            std::iter::once(plain).chain(e)
        })
        .collect();
    let (plain, spelled) = (key(name), key(&spelled));
    let second = (spelled != plain).then_some(spelled);
    std::iter::once(plain).chain(second)
}

/// The entry of a key.
pub(super) fn lookup(key: &str) -> Option<&'static Known> {
    index().get(key)
}

/// All entries with their keys.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static Known)> {
    index().iter().map(|(key, known)| (key.as_str(), known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Catalogue;

    #[test]
    fn no_name_has_two_meanings_and_every_field_exists() {
        let catalogue = Catalogue::new(Vec::new());
        let mut seen: HashMap<String, (Meaning, String)> = HashMap::new();
        let mut conflicts = Vec::new();
        for (_, names) in tables() {
            for Names { meaning, names, .. } in names {
                if let Meaning::Field { field, .. } = meaning {
                    assert!(catalogue.find(field).is_some(), "{field}");
                }
                for name in names.split('|') {
                    assert!(!key(name).is_empty(), "{names}");
                    for key in spellings(name) {
                        let (other, first) = seen.entry(key).or_insert((*meaning, name.to_owned()));
                        if other != meaning {
                            conflicts.push(format!("{name} is {meaning:?}, {first} is {other:?}"));
                        }
                    }
                }
            }
        }
        assert!(conflicts.is_empty(), "{conflicts:#?}");
    }
}

//! The catalogue of fields: ids, labels in German and English, help, kinds of value; parsing and printing of values.
//!
//! Sheets and stores are not known here. A field reads one [`crate::cell::Cell`] into a [`Value`] and prints a value
//! back so that reading it again gives the same value.

mod catalogue;
mod cell_type;
pub mod damage;
mod escape;
mod key;
mod parse;
pub mod placeholder;
mod plain;
mod print;
#[cfg(test)]
mod properties;
mod same;
#[cfg(test)]
mod test_fields;
mod tidy;

use std::borrow::Cow;
use std::fmt;

use crate::message::Language;

pub use catalogue::Catalogue;
pub use key::{normalise_key, normalise_key_id};
pub(crate) use parse::list::other_separator;
pub(crate) use parse::list::separator::of_column as separator_of_column;
pub use parse::list::separator::{ListSeparator, Separation};
pub use parse::{ParseContext, parse, parse_list};
pub use print::{choices, print};
pub use same::same;

/// A field's id in kebab case: `first-name`, `home-postal-code`, or one of the host's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(Cow<'static, str>);

impl FieldId {
    /// The id of a standard field.
    pub const fn standard(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The id of any field.
    pub fn new(id: impl Into<String>) -> Self {
        Self(Cow::Owned(id.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value of a field. Texts are never empty: nothing is `None`, not an empty value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, also for choices (the choice's value), times (`08:00-17:00`), dates (ISO 8601), countries and languages.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number. The authorization level is one: 0 user, 1 supervisor, 2 administrator.
    Integer(i64),
    /// A decimal number in canonical notation: `-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?`.
    Decimal(String),
    /// Texts in order, none empty, none twice.
    List(Vec<String>),
}

/// One of the values that a choice allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value that is stored.
    pub value: String,
    /// Its label in German.
    pub de: String,
    /// Its label in English.
    pub en: String,
}

/// What kind of value a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A language, stored as its BCP 47 tag.
    Language,
    /// A country, stored as its ISO 3166-1 alpha-2 code.
    Country,
    /// Yes or no.
    Flag,
    /// The authorization level: 0, 1 or 2.
    Level,
    /// A whole number within bounds.
    Integer {
        /// The least, if there is one.
        min: Option<i64>,
        /// The greatest, if there is one.
        max: Option<i64>,
    },
    /// A decimal number within bounds.
    Decimal {
        /// The least, if there is one.
        min: Option<f64>,
        /// The greatest, if there is one.
        max: Option<f64>,
    },
    /// One of a few values.
    Choice(Vec<Choice>),
    /// Texts, written with `;` or `,` or line breaks between them.
    List,
    /// A span of a day, stored as `08:00-17:00`.
    TimeRange,
    /// A calendar date, stored as `2024-02-29`.
    Date,
}

/// The part of the list a field belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// The account itself.
    Account,
    /// Where the person lives: where a working day begins and ends.
    Home,
    /// The host's own, by the label of the section in German and English.
    Host {
        /// In German.
        de: String,
        /// In English.
        en: String,
    },
}

/// One field of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// Its label in German.
    pub de: Cow<'static, str>,
    /// Its label in English.
    pub en: Cow<'static, str>,
    /// One or two sentences of help in German.
    pub help_de: Cow<'static, str>,
    /// One or two sentences of help in English.
    pub help_en: Cow<'static, str>,
    /// What kind of value it takes.
    pub kind: Kind,
    /// The part of the list it belongs to.
    pub section: Section,
    /// The greatest length of a text, or of each text of a list, in characters; 0 where the kind alone limits it.
    pub max_length: usize,
    /// Whether an account can be found by it.
    pub key: bool,
    /// Whether two accounts may not have the same value.
    pub unique: bool,
    /// Whether it must be given when an account is created.
    pub required_on_create: bool,
    /// Whether the host alone sets it.
    pub read_only: bool,
    /// Whether it can be set when an account is created and never after.
    pub set_once: bool,
    /// Whether its values must stay out of logs and samples.
    pub sensitive: bool,
}

impl Field {
    /// The label in a language.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::German => &self.de,
            Language::English => &self.en,
        }
    }

    /// The help text in a language.
    pub fn help(&self, language: Language) -> &str {
        match language {
            Language::German => &self.help_de,
            Language::English => &self.help_en,
        }
    }

    /// Whether its values are codes, in which spreadsheets lose digits and zeros: keys, values that no two accounts share,
    /// postal codes; not email addresses.
    pub fn is_code(&self) -> bool {
        (self.key || self.unique) && self.kind != Kind::Email || self.id == id::HOME_POSTAL_CODE
    }

    /// Whether two people never have the same value, or only by chance: keys, names, phone numbers.
    pub fn is_of_one_person(&self) -> bool {
        self.key || self.unique || [id::FIRST_NAME, id::LAST_NAME].contains(&self.id) || self.kind == Kind::Phone
    }
}

/// Ids of the fields that rules speak of by name.
pub mod id {
    use super::FieldId;

    /// The host's id of an account.
    pub const ID: FieldId = FieldId::standard("id");
    /// First name.
    pub const FIRST_NAME: FieldId = FieldId::standard("first-name");
    /// Last name.
    pub const LAST_NAME: FieldId = FieldId::standard("last-name");
    /// Email address.
    pub const EMAIL: FieldId = FieldId::standard("email");
    /// Employee number.
    pub const EMPLOYEE_NUMBER: FieldId = FieldId::standard("employee-number");
    /// User name.
    pub const USER_NAME: FieldId = FieldId::standard("user-name");
    /// Mobile phone.
    pub const MOBILE: FieldId = FieldId::standard("mobile");
    /// Language.
    pub const LANGUAGE: FieldId = FieldId::standard("language");
    /// Authorization level.
    pub const LEVEL: FieldId = FieldId::standard("level");
    /// Whether the account has its own schedule.
    pub const HAS_OWN_SCHEDULE: FieldId = FieldId::standard("has-own-schedule");
    /// User groups.
    pub const GROUPS: FieldId = FieldId::standard("groups");
    /// Whether the account is active.
    pub const ACTIVE: FieldId = FieldId::standard("active");
    /// Note.
    pub const NOTE: FieldId = FieldId::standard("note");
    /// Microsoft object id, for single sign-on.
    pub const MICROSOFT_OBJECT_ID: FieldId = FieldId::standard("microsoft-object-id");
    /// Street of the home location.
    pub const HOME_STREET: FieldId = FieldId::standard("home-street");
    /// Postal code of the home location.
    pub const HOME_POSTAL_CODE: FieldId = FieldId::standard("home-postal-code");
    /// City of the home location.
    pub const HOME_CITY: FieldId = FieldId::standard("home-city");
    /// State of the home location.
    pub const HOME_STATE: FieldId = FieldId::standard("home-state");
    /// Country of the home location.
    pub const HOME_COUNTRY: FieldId = FieldId::standard("home-country");
    /// Latitude of the home location.
    pub const HOME_LATITUDE: FieldId = FieldId::standard("home-latitude");
    /// Longitude of the home location.
    pub const HOME_LONGITUDE: FieldId = FieldId::standard("home-longitude");
}

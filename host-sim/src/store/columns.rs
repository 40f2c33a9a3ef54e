//! Which field is which column of the table `user`, and how values become SQL and back.
//!
//! The three fields of the host's own (working hours, work break, driving speed) are columns like the others; what makes them
//! the host's own is that [`own_fields`] describes them to the plugin.

use std::sync::LazyLock;

use rusqlite::types::{Value as Sql, ValueRef};

/// A value of a field. Nothing is a missing value, never an empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text; also languages, countries, choices, spans of a day, dates.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number in canonical notation.
    Decimal(String),
    /// Texts in order.
    List(Vec<String>),
}

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Flag,
    Integer { min: i64, max: i64 },
    Decimal { min: i32, max: i32 },
    List,
    Choice(&'static [&'static str]),
    TimeRange,
}

/// A column of the table `user` that holds a field.
#[derive(Debug)]
pub(super) struct Column {
    /// The field's id.
    pub(super) field: &'static str,
    /// The column's name.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) kind: Kind,
}

const fn column(field: &'static str, name: &'static str, kind: Kind) -> Column {
    Column { field, name, kind }
}

const SPEEDS: &[&str] = &["slow", "normal", "fast"];

/// Every column that holds a field. `id` is not among them: it is part of the primary key.
pub(super) static COLUMNS: [Column; 23] = [
    column("first-name", "first_name", Kind::Text),
    column("last-name", "last_name", Kind::Text),
    column("email", "email", Kind::Text),
    column("employee-number", "employee_number", Kind::Text),
    column("user-name", "user_name", Kind::Text),
    column("mobile", "mobile", Kind::Text),
    column("language", "language", Kind::Text),
    column("level", "level", Kind::Integer { min: 0, max: 2 }),
    column("has-own-schedule", "has_own_schedule", Kind::Flag),
    column("groups", "user_groups", Kind::List),
    column("active", "active", Kind::Flag),
    column("note", "note", Kind::Text),
    column("microsoft-object-id", "microsoft_object_id", Kind::Text),
    column("home-street", "home_street", Kind::Text),
    column("home-postal-code", "home_postal_code", Kind::Text),
    column("home-city", "home_city", Kind::Text),
    column("home-state", "home_state", Kind::Text),
    column("home-country", "home_country", Kind::Text),
    column("home-latitude", "home_latitude", Kind::Decimal { min: -90, max: 90 }),
    column("home-longitude", "home_longitude", Kind::Decimal { min: -180, max: 180 }),
    column("working-hours", "working_hours", Kind::TimeRange),
    column("work-break", "work_break", Kind::Integer { min: 0, max: 480 }),
    column("driving-speed", "driving_speed", Kind::Choice(SPEEDS)),
];

/// Places of the columns that rules speak of, in [`COLUMNS`].
pub(super) mod at {
    pub(in crate::store) const FIRST_NAME: usize = 0;
    pub(in crate::store) const LAST_NAME: usize = 1;
    pub(in crate::store) const EMAIL: usize = 2;
    pub(in crate::store) const EMPLOYEE_NUMBER: usize = 3;
    pub(in crate::store) const USER_NAME: usize = 4;
    pub(in crate::store) const LANGUAGE: usize = 6;
    pub(in crate::store) const LEVEL: usize = 7;
    pub(in crate::store) const HAS_OWN_SCHEDULE: usize = 8;
    pub(in crate::store) const ACTIVE: usize = 10;
    pub(in crate::store) const MICROSOFT_OBJECT_ID: usize = 12;
}

/// The key columns, in the order of [`super::keys::UNIQUE`].
pub(super) const UNIQUE_AT: [usize; 4] = [at::EMAIL, at::EMPLOYEE_NUMBER, at::USER_NAME, at::MICROSOFT_OBJECT_ID];

/// What a call's field stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The account's id.
    Id,
    /// A column, by its place.
    Column(usize),
}

/// Finds a field.
pub(super) fn target(field: &str) -> Option<Target> {
    if field == "id" {
        return Some(Target::Id);
    }
    COLUMNS.iter().position(|c| c.field == field).map(Target::Column)
}

/// The names of all columns, for statements over the whole row.
pub(super) static NAMES: LazyLock<String> =
    LazyLock::new(|| COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>().join(", "));

/// Why a value cannot be stored in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unfit;

/// Texts beyond this length (in bytes) are no user's data.
const MAX_TEXT: usize = 64 * 1024;

impl Kind {
    /// A value as SQL.
    pub(super) fn to_sql(self, value: &Value) -> Result<Sql, Unfit> {
        match (self, value) {
            (_, Value::Text(text)) if text.is_empty() => Ok(Sql::Null),
            (Self::Text, Value::Text(text)) if text.len() <= MAX_TEXT => Ok(Sql::Text(text.clone())),
            (Self::Choice(choices), Value::Text(text)) if choices.contains(&text.as_str()) => {
                Ok(Sql::Text(text.clone()))
            }
            (Self::TimeRange, Value::Text(text)) if is_time_range(text) => Ok(Sql::Text(text.clone())),
            (Self::Flag, Value::Flag(flag)) => Ok(Sql::Integer(i64::from(*flag))),
            (Self::Integer { min, max }, Value::Integer(number)) if (min..=max).contains(number) => {
                Ok(Sql::Integer(*number))
            }
            (Self::Decimal { min, max }, Value::Decimal(text)) if is_decimal_within(text, min, max) => {
                Ok(Sql::Text(text.clone()))
            }
            (Self::List, Value::List(texts)) if texts.is_empty() => Ok(Sql::Null),
            (Self::List, Value::List(texts)) if texts.iter().map(String::len).sum::<usize>() <= MAX_TEXT => {
                serde_json::to_string(texts).map(Sql::Text).map_err(|_| Unfit)
            }
            _ => Err(Unfit),
        }
    }

    /// A value as it was stored; none where the account has nothing.
    pub(super) fn read(self, stored: ValueRef<'_>) -> Option<Value> {
        match (self, stored) {
            (Self::Flag, ValueRef::Integer(number)) => Some(Value::Flag(number != 0)),
            (Self::Integer { .. }, ValueRef::Integer(number)) => Some(Value::Integer(number)),
            (Self::Text | Self::Choice(_) | Self::TimeRange, ValueRef::Text(bytes)) => {
                Some(Value::Text(String::from_utf8_lossy(bytes).into_owned()))
            }
            (Self::Decimal { .. }, ValueRef::Text(bytes)) => {
                Some(Value::Decimal(String::from_utf8_lossy(bytes).into_owned()))
            }
            (Self::List, ValueRef::Text(bytes)) => serde_json::from_slice(bytes).ok().map(Value::List),
            _ => None,
        }
    }
}

fn is_time_range(text: &str) -> bool {
    let time = |part: &str| -> Option<u32> {
        let (hours, minutes) = part.split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 || !part.bytes().all(|b| b.is_ascii_digit() || b == b':') {
            return None;
        }
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        (hours <= 24 && minutes <= 59 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
    };
    text.split_once('-').is_some_and(|(from, to)| matches!((time(from), time(to)), (Some(from), Some(to)) if from < to))
}

fn is_decimal_within(text: &str, min: i32, max: i32) -> bool {
    text.len() <= 32
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'))
        && text.parse::<f64>().is_ok_and(|number| number >= f64::from(min) && number <= f64::from(max))
}

/// A value of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChoice {
    /// What is stored.
    pub value: &'static str,
    /// What people read in German.
    pub de: &'static str,
    /// What people read in English.
    pub en: &'static str,
}

/// The kind of a field of the host's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnKind {
    /// A span of a day.
    TimeRange,
    /// A whole number between two bounds, both inclusive.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// One of these.
    Choice(&'static [OwnChoice]),
}

/// A field of the host's own, beside the standard ones. None is a key, required, read-only or sensitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnField {
    /// Its id.
    pub id: &'static str,
    /// Its label in German.
    pub de: &'static str,
    /// Its label in English.
    pub en: &'static str,
    /// Help in German.
    pub help_de: &'static str,
    /// Help in English.
    pub help_en: &'static str,
    /// The heading that it stands under, in German.
    pub section_de: &'static str,
    /// The heading that it stands under, in English.
    pub section_en: &'static str,
    /// The kind of its values.
    pub kind: OwnKind,
}

static OWN: [OwnField; 3] = [
    OwnField {
        id: "working-hours",
        de: "Arbeitszeit",
        en: "Working hours",
        help_de: "Beginn und Ende eines Arbeitstags, zum Beispiel 08:00-17:00. Leer: die Arbeitszeit des Unternehmens.",
        help_en: "Start and end of a working day, for example 08:00-17:00. Blank: the company's working hours.",
        section_de: "Besuchsplanung",
        section_en: "Scheduling",
        kind: OwnKind::TimeRange,
    },
    OwnField {
        id: "work-break",
        de: "Arbeitspause (Minuten)",
        en: "Work break (minutes)",
        help_de: "Länge der Mittagspause in Minuten, 0 bis 480. Leer: die Pause des Unternehmens.",
        help_en: "Length of the lunch break in minutes, 0 to 480. Blank: the company's break.",
        section_de: "Besuchsplanung",
        section_en: "Scheduling",
        kind: OwnKind::Integer { min: 0, max: 480 },
    },
    OwnField {
        id: "driving-speed",
        de: "Fahrgeschwindigkeit",
        en: "Driving speed",
        help_de: "Wie schnell die Person fährt. Leer: die Einstellung des Unternehmens.",
        help_en: "How fast the person drives. Blank: the company's setting.",
        section_de: "Besuchsplanung",
        section_en: "Scheduling",
        kind: OwnKind::Choice(&[
            OwnChoice { value: "slow", de: "Langsam", en: "Slow" },
            OwnChoice { value: "normal", de: "Normal", en: "Normal" },
            OwnChoice { value: "fast", de: "Schnell", en: "Fast" },
        ]),
    },
];

/// The fields of the host's own, in the order of export.
pub fn own_fields() -> &'static [OwnField] {
    &OWN
}

/// The ids of all fields, beginning with `id`.
pub fn all_fields() -> Vec<String> {
    std::iter::once("id").chain(COLUMNS.iter().map(|c| c.field)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_columns_are_right() {
        for (place, field) in [
            (at::FIRST_NAME, "first-name"),
            (at::LAST_NAME, "last-name"),
            (at::EMAIL, "email"),
            (at::EMPLOYEE_NUMBER, "employee-number"),
            (at::USER_NAME, "user-name"),
            (at::LANGUAGE, "language"),
            (at::LEVEL, "level"),
            (at::HAS_OWN_SCHEDULE, "has-own-schedule"),
            (at::ACTIVE, "active"),
            (at::MICROSOFT_OBJECT_ID, "microsoft-object-id"),
        ] {
            assert_eq!(target(field), Some(Target::Column(place)), "{field}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_or_out_of_bounds_does_not_fit() {
        for (field, value) in [
            ("email", Value::Integer(1)),
            ("level", Value::Integer(3)),
            ("level", Value::Text("2".into())),
            ("active", Value::Text("yes".into())),
            ("work-break", Value::Integer(481)),
            ("driving-speed", Value::Text("warp".into())),
            ("working-hours", Value::Text("17:00-08:00".into())),
            ("working-hours", Value::Text("8-17".into())),
            ("home-latitude", Value::Decimal("90.1".into())),
            ("home-latitude", Value::Decimal("NaN".into())),
            ("groups", Value::Text("North".into())),
        ] {
            let Some(Target::Column(place)) = target(field) else { continue };
            assert_eq!(COLUMNS[place].kind.to_sql(&value), Err(Unfit), "{field} {value:?}");
        }
    }

    #[test]
    fn every_own_field_is_a_column() {
        for field in own_fields() {
            assert!(matches!(target(field.id), Some(Target::Column(_))), "{}", field.id);
        }
    }
}

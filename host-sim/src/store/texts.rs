//! What the store does not do by a rule of its own.

use crate::message::{self, Said};

/// Why the store does not do something. Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum Refusal {
    /// Another account has the value of a key.
    Duplicate {
        /// The key field.
        field: &'static str,
        /// The other account.
        other: i64,
    },
    /// A change would delete customers, appointments and reports and does not say so.
    UnmarkedPurge,
    /// The last active administrator would be disabled or demoted.
    LastAdministrator,
    /// The acting person would be disabled or demoted.
    ActingPerson,
    /// A field that every account has would be empty.
    Required(&'static str),
    /// The host alone sets this field.
    ReadOnly(&'static str),
    /// The user name never changes.
    UserNameFixed,
    /// The value is of another kind or out of bounds.
    Invalid(&'static str),
    /// No account has this id.
    UnknownUser(String),
    /// Only disabled accounts are deleted.
    StillActive,
    /// The data was neither downloaded nor transferred nor waived.
    DataNotKept,
    /// Only accounts with their own schedule have customers, appointments and reports.
    NoOwnSchedule,
    /// Data goes to another, active account with its own schedule.
    NoReceiver,
    /// There is no such restore point, or it is too old.
    UnknownPoint(i64),
}

impl Refusal {
    /// What is said about it.
    pub fn said(&self) -> Said {
        match self {
            Self::Duplicate { field, other } => match *field {
                "email" => message::DUPLICATE_EMAIL.with("other", other),
                "employee-number" => message::DUPLICATE_EMPLOYEE_NUMBER.with("other", other),
                "user-name" => message::DUPLICATE_USER_NAME.with("other", other),
                _ => message::DUPLICATE_MICROSOFT_OBJECT_ID.with("other", other),
            },
            Self::UnmarkedPurge => (&message::UNMARKED_PURGE).into(),
            Self::LastAdministrator => (&message::LAST_ADMINISTRATOR).into(),
            Self::ActingPerson => (&message::ACTING_PERSON).into(),
            Self::Required(field) => message::REQUIRED.with("field", field),
            Self::ReadOnly(field) => message::READ_ONLY.with("field", field),
            Self::UserNameFixed => (&message::USER_NAME_FIXED).into(),
            Self::Invalid(field) => message::INVALID.with("field", field),
            Self::UnknownUser(user) => message::UNKNOWN_USER.with("user", user),
            Self::StillActive => (&message::STILL_ACTIVE).into(),
            Self::DataNotKept => (&message::DATA_NOT_KEPT).into(),
            Self::NoOwnSchedule => (&message::NO_OWN_SCHEDULE).into(),
            Self::NoReceiver => (&message::NO_RECEIVER).into(),
            Self::UnknownPoint(id) => message::UNKNOWN_POINT.with("id", id),
        }
    }

    /// The code, in kebab case.
    pub fn code(&self) -> &'static str {
        self.said().code().unwrap_or_default()
    }

    /// The field at fault.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Duplicate { field, .. } | Self::Required(field) | Self::ReadOnly(field) | Self::Invalid(field) => {
                Some(field)
            }
            Self::UserNameFixed => Some("user-name"),
            Self::UnmarkedPurge => Some("has-own-schedule"),
            _ => None,
        }
    }
}

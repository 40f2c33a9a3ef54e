//! What the store does not do, and how it says so: a code for machines, a text in German or English for people.

/// Why the store does not do something. Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text("en"))]
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
    /// The code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Duplicate { field: "email", .. } => "duplicate-email",
            Self::Duplicate { field: "employee-number", .. } => "duplicate-employee-number",
            Self::Duplicate { field: "user-name", .. } => "duplicate-user-name",
            Self::Duplicate { .. } => "duplicate-microsoft-object-id",
            Self::UnmarkedPurge => "unmarked-purge",
            Self::LastAdministrator => "last-administrator",
            Self::ActingPerson => "acting-person",
            Self::Required(_) => "required-field",
            Self::ReadOnly(_) => "read-only-field",
            Self::UserNameFixed => "user-name-fixed",
            Self::Invalid(_) => "invalid-value",
            Self::UnknownUser(_) => "unknown-user",
            Self::StillActive => "still-active",
            Self::DataNotKept => "data-not-kept",
            Self::NoOwnSchedule => "no-own-schedule",
            Self::NoReceiver => "no-receiver",
            Self::UnknownPoint(_) => "unknown-restore-point",
        }
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

    /// The text, in the language of a BCP 47 tag.
    pub fn text(&self, language: &str) -> String {
        if is_german(language) { self.german() } else { self.english() }
    }

    fn english(&self) -> String {
        match self {
            Self::Duplicate { field, other } => {
                format!("Account {other} already has this value in the field {field:?}. Give another value, or change account {other} first.")
            }
            Self::UnmarkedPurge => "Taking away the own schedule deletes the account's customers, appointments and reports. Confirm the deletion.".into(),
            Self::LastAdministrator => "This is the last active administrator. Make somebody else an administrator first.".into(),
            Self::ActingPerson => "Nobody can disable or demote themselves. Let another administrator do it.".into(),
            Self::Required(field) => format!("The field {field:?} cannot be empty. Fill it in."),
            Self::ReadOnly(field) => format!("The field {field:?} is assigned by the system. Leave it out."),
            Self::UserNameFixed => "The user name was assigned when the account was created and never changes. Leave it as it is.".into(),
            Self::Invalid(field) => format!("The value does not fit the field {field:?}. Correct it."),
            Self::UnknownUser(id) => format!("There is no account {id:?}. `users list --all` shows the accounts."),
            Self::StillActive => "Only a disabled account can be deleted. Disable it first.".into(),
            Self::DataNotKept => {
                "The account still has data that was neither downloaded nor transferred. Use `users download` or `users transfer` first, or waive it with --waive-data.".into()
            }
            Self::NoOwnSchedule => "Only an account with its own schedule has customers, appointments and reports. Choose another one.".into(),
            Self::NoReceiver => "Data can only be transferred to another active account with its own schedule. Choose another one.".into(),
            Self::UnknownPoint(id) => format!("There is no restore point {id}, or it is older than 30 days. `restore list` shows them."),
        }
    }

    fn german(&self) -> String {
        match self {
            Self::Duplicate { field, other } => {
                format!("Das Konto {other} hat diesen Wert im Feld {field:?} bereits. Geben Sie einen anderen an, oder ändern Sie zuerst Konto {other}.")
            }
            Self::UnmarkedPurge => "Ohne eigenen Besuchsplan werden Kunden, Termine und Berichte des Kontos gelöscht. Bestätigen Sie die Löschung.".into(),
            Self::LastAdministrator => "Das ist der letzte aktive Administrator. Machen Sie zuerst jemand anderen zum Administrator.".into(),
            Self::ActingPerson => "Niemand kann sich selbst deaktivieren oder herabstufen. Lassen Sie es einen anderen Administrator tun.".into(),
            Self::Required(field) => format!("Das Feld {field:?} darf nicht leer sein. Füllen Sie es aus."),
            Self::ReadOnly(field) => format!("Das Feld {field:?} wird vom System vergeben. Lassen Sie es weg."),
            Self::UserNameFixed => "Der Benutzername wird beim Anlegen vergeben und ändert sich nie. Lassen Sie ihn, wie er ist.".into(),
            Self::Invalid(field) => format!("Der Wert passt nicht in das Feld {field:?}. Korrigieren Sie ihn."),
            Self::UnknownUser(id) => format!("Es gibt kein Konto {id:?}. `users list --all` zeigt die Konten."),
            Self::StillActive => "Nur ein deaktiviertes Konto kann gelöscht werden. Deaktivieren Sie es zuerst.".into(),
            Self::DataNotKept => {
                "Das Konto hat noch Daten, die weder heruntergeladen noch übertragen wurden. Verwenden Sie zuerst `users download` oder `users transfer`, oder verzichten Sie mit --waive-data darauf.".into()
            }
            Self::NoOwnSchedule => "Nur ein Konto mit eigenem Besuchsplan hat Kunden, Termine und Berichte. Wählen Sie ein anderes.".into(),
            Self::NoReceiver => "Daten können nur an ein anderes aktives Konto mit eigenem Besuchsplan übertragen werden. Wählen Sie ein anderes.".into(),
            Self::UnknownPoint(id) => format!("Es gibt keinen Wiederherstellungspunkt {id}, oder er ist älter als 30 Tage. `restore list` zeigt sie."),
        }
    }
}

/// Whether messages in this language are German.
pub(crate) fn is_german(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("de")
}

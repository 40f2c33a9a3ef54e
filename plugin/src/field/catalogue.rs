//! The standard fields, with their labels, help texts and rules, and the catalogue of these and the host's own.
//!
//! What a field's kind means for its values stands in [`super::parse`] and [`super::print`].

use std::borrow::Cow;

use super::{Field, FieldId, Kind, Section, id};

/// Every field that a tenant has: the standard ones in their order, then the host's own in theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    fields: Vec<Field>,
}

impl Catalogue {
    /// The standard fields and the host's own. A host field with the id of a field that is already there is ignored:
    /// the rules know the standard fields by their id, and no host may bend them.
    pub fn new(host_fields: Vec<Field>) -> Self {
        let mut fields = standard_fields();
        for field in host_fields {
            if !fields.iter().any(|known| known.id == field.id) {
                fields.push(field);
            }
        }
        Self { fields }
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// The field with an id.
    pub fn get(&self, id: &FieldId) -> Option<&Field> {
        self.find(id.as_str())
    }

    /// The field that people call so, in one of their languages.
    pub fn called(&self, label: &str) -> Option<&Field> {
        let label = label.to_lowercase();
        self.fields.iter().find(|field| [&field.de, &field.en].into_iter().any(|own| own.to_lowercase() == label))
    }

    /// The field with an id, by the id's text.
    pub fn find(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }
}

/// The standard fields in the order in which people see them.
fn standard_fields() -> Vec<Field> {
    let mut fields = account_fields();
    fields.extend(home_fields());
    fields
}

/// Room for a name.
const NAME: usize = 100;

fn account_fields() -> Vec<Field> {
    vec![
        Field {
            key: true,
            unique: true,
            read_only: true,
            max_length: 100,
            ..field(
                id::ID,
                ["Benutzer-ID", "User ID"],
                [
                    "Wird vom System vergeben und kann nicht geändert werden. Damit lässt sich ein Konto beim Import \
                     sicher wiederfinden.",
                    "Assigned by the system and cannot be changed. An import can find an account by it safely.",
                ],
            )
        },
        Field {
            required_on_create: true,
            max_length: NAME,
            ..field(
                id::FIRST_NAME,
                ["Vorname", "First name"],
                ["Der Vorname. Pflicht bei neuen Konten.", "The first name. Required for new accounts."],
            )
        },
        Field {
            required_on_create: true,
            max_length: NAME,
            ..field(
                id::LAST_NAME,
                ["Nachname", "Last name"],
                ["Der Nachname. Pflicht bei neuen Konten.", "The last name. Required for new accounts."],
            )
        },
        Field {
            kind: Kind::Email,
            key: true,
            unique: true,
            required_on_create: true,
            max_length: 254,
            ..field(
                id::EMAIL,
                ["E-Mail-Adresse", "Email address"],
                [
                    "Eine Adresse, die nur zu diesem Konto gehört. Pflicht bei neuen Konten. Beispiel: anna@example.com",
                    "An address that belongs to this account alone. Required for new accounts. Example: anna@example.com",
                ],
            )
        },
        Field {
            key: true,
            unique: true,
            max_length: 50,
            ..field(
                id::EMPLOYEE_NUMBER,
                ["Mitarbeiternummer", "Employee number"],
                [
                    "Die Nummer im Unternehmen, je Konto eine andere. Führende Nullen bleiben erhalten.",
                    "The number within the company, a different one for each account. Leading zeros are kept.",
                ],
            )
        },
        Field {
            key: true,
            unique: true,
            set_once: true,
            max_length: 100,
            ..field(
                id::USER_NAME,
                ["Benutzername", "User name"],
                [
                    "Der Name zum Anmelden. Wird beim Anlegen des Kontos vergeben und ändert sich danach nie.",
                    "The name to log in with. Assigned when the account is created and never changed after.",
                ],
            )
        },
        Field {
            kind: Kind::Phone,
            max_length: 40,
            ..field(
                id::MOBILE,
                ["Mobiltelefon", "Mobile"],
                [
                    "Die Nummer des Mobiltelefons, am besten mit Landesvorwahl. Beispiel: +43 664 1234567",
                    "The number of the mobile phone, best with its country code. Example: +43 664 1234567",
                ],
            )
        },
        Field {
            kind: Kind::Language,
            max_length: 35,
            ..field(
                id::LANGUAGE,
                ["Sprache", "Language"],
                [
                    "Die Sprache, als Kürzel (de, en-GB) oder als Name (Deutsch). Ohne Angabe die des Unternehmens.",
                    "The language, as a tag (de, en-GB) or by name (German). Without one, the company's.",
                ],
            )
        },
        Field {
            kind: Kind::Level,
            ..field(
                id::LEVEL,
                ["Berechtigungsstufe", "Authorization level"],
                [
                    "Benutzer (0), Supervisor (1) oder Administrator (2). Ohne Angabe wird ein neues Konto Benutzer.",
                    "User (0), Supervisor (1) or Administrator (2). Without one, a new account becomes a user.",
                ],
            )
        },
        Field {
            kind: Kind::Flag,
            ..field(
                id::HAS_OWN_SCHEDULE,
                ["Hat eigenen Besuchsplan", "Has own schedule"],
                [
                    "Ja oder Nein; ohne Angabe Ja. Der Wechsel von Ja auf Nein löscht Kunden, Termine und Berichte des \
                     Kontos.",
                    "Yes or No; without one, Yes. Changing Yes to No deletes the account's customers, appointments and \
                     reports.",
                ],
            )
        },
        Field {
            kind: Kind::List,
            max_length: 100,
            ..field(
                id::GROUPS,
                ["Benutzergruppen", "User groups"],
                [
                    "Die Gruppen, mit Strichpunkt getrennt. Beispiel: Vertrieb Nord; Innendienst",
                    "The groups, with semicolons between them. Example: Sales North; Back office",
                ],
            )
        },
        Field {
            kind: Kind::Flag,
            ..field(
                id::ACTIVE,
                ["Aktiv", "Active"],
                [
                    "Ja oder Nein. Mit Nein kann sich die Person nicht anmelden; ihre Daten bleiben erhalten.",
                    "Yes or No. With No the person cannot log in; their data is kept.",
                ],
            )
        },
        Field {
            kind: Kind::LongText,
            max_length: 4000,
            ..field(id::NOTE, ["Notiz", "Note"], ["Freier Text, auch mehrzeilig.", "Free text, also of several lines."])
        },
        Field {
            unique: true,
            max_length: 64,
            ..field(
                id::MICROSOFT_OBJECT_ID,
                ["Microsoft-Objekt-ID", "Microsoft object ID"],
                [
                    "Für die Anmeldung mit Microsoft: die Objekt-ID der Person in Entra ID. Beispiel: \
                     1b4e28ba-2fa1-11d2-883f-0016d3cca427",
                    "For signing in with Microsoft: the person's object ID in Entra ID. Example: \
                     1b4e28ba-2fa1-11d2-883f-0016d3cca427",
                ],
            )
        },
    ]
}

fn home_fields() -> Vec<Field> {
    vec![
        Field {
            max_length: 200,
            ..home(
                id::HOME_STREET,
                ["Straße", "Street"],
                [
                    "Straße und Hausnummer des Heimatorts, wo ein Arbeitstag beginnt und endet.",
                    "Street and number of the home location, where a working day begins and ends.",
                ],
            )
        },
        Field {
            max_length: 20,
            ..home(
                id::HOME_POSTAL_CODE,
                ["PLZ", "Postal code"],
                [
                    "Postleitzahl des Heimatorts. Führende Nullen bleiben erhalten.",
                    "Postal code of the home location. Leading zeros are kept.",
                ],
            )
        },
        Field {
            max_length: NAME,
            ..home(id::HOME_CITY, ["Ort", "City"], ["Ort des Heimatorts.", "City of the home location."])
        },
        Field {
            max_length: NAME,
            ..home(
                id::HOME_STATE,
                ["Bundesland", "State"],
                ["Bundesland, Kanton oder Provinz des Heimatorts.", "State, province or canton of the home location."],
            )
        },
        Field {
            kind: Kind::Country,
            ..home(
                id::HOME_COUNTRY,
                ["Land", "Country"],
                [
                    "Land des Heimatorts, als Kürzel (AT) oder als Name (Österreich).",
                    "Country of the home location, as a code (AT) or by name (Austria).",
                ],
            )
        },
        Field {
            kind: Kind::Decimal { min: Some(-90.0), max: Some(90.0) },
            ..home(
                id::HOME_LATITUDE,
                ["Breitengrad", "Latitude"],
                [
                    "Geografische Breite des Heimatorts, von -90 bis 90. Beispiel: 48,2082",
                    "Latitude of the home location, from -90 to 90. Example: 48.2082",
                ],
            )
        },
        Field {
            kind: Kind::Decimal { min: Some(-180.0), max: Some(180.0) },
            ..home(
                id::HOME_LONGITUDE,
                ["Längengrad", "Longitude"],
                [
                    "Geografische Länge des Heimatorts, von -180 bis 180. Beispiel: 16,3738",
                    "Longitude of the home location, from -180 to 180. Example: 16.3738",
                ],
            )
        },
    ]
}

/// An optional text of the account, to be refined. Labels and help: German, then English.
fn field(id: FieldId, [de, en]: [&'static str; 2], [help_de, help_en]: [&'static str; 2]) -> Field {
    Field {
        id,
        de: Cow::Borrowed(de),
        en: Cow::Borrowed(en),
        help_de: Cow::Borrowed(help_de),
        help_en: Cow::Borrowed(help_en),
        kind: Kind::Text,
        section: Section::Account,
        max_length: 0,
        key: false,
        unique: false,
        required_on_create: false,
        read_only: false,
        set_once: false,
        sensitive: false,
    }
}

fn home(id: FieldId, labels: [&'static str; 2], help: [&'static str; 2]) -> Field {
    Field { section: Section::Home, ..field(id, labels, help) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::message::Language;
    use std::collections::HashSet;

    fn flags(field: &Field) -> [bool; 5] {
        [field.key, field.unique, field.required_on_create, field.read_only, field.set_once]
    }

    #[test]
    fn standard_fields_stand_in_their_order_with_their_rules() {
        const X: bool = true;
        const O: bool = false;
        // key, unique, required on create, read-only, set once
        let expected: [(&str, [bool; 5]); 21] = [
            ("id", [X, X, O, X, O]),
            ("first-name", [O, O, X, O, O]),
            ("last-name", [O, O, X, O, O]),
            ("email", [X, X, X, O, O]),
            ("employee-number", [X, X, O, O, O]),
            ("user-name", [X, X, O, O, X]),
            ("mobile", [O; 5]),
            ("language", [O; 5]),
            ("level", [O; 5]),
            ("has-own-schedule", [O; 5]),
            ("groups", [O; 5]),
            ("active", [O; 5]),
            ("note", [O; 5]),
            ("microsoft-object-id", [O, X, O, O, O]),
            ("home-street", [O; 5]),
            ("home-postal-code", [O; 5]),
            ("home-city", [O; 5]),
            ("home-state", [O; 5]),
            ("home-country", [O; 5]),
            ("home-latitude", [O; 5]),
            ("home-longitude", [O; 5]),
        ];
        let catalogue = Catalogue::new(Vec::new());
        let actual: Vec<_> = catalogue.iter().map(|field| (field.id.as_str(), flags(field))).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn every_label_stands_alone_and_every_field_has_help() {
        let catalogue = Catalogue::new(Vec::new());
        for language in [Language::German, Language::English] {
            let mut seen = HashSet::new();
            for field in catalogue.iter() {
                assert!(!field.label(language).is_empty() && !field.help(language).is_empty(), "{}", field.id);
                assert!(!field.help(language).contains("  "), "{}", field.id);
                assert!(seen.insert(field.label(language).to_lowercase()), "{} has another's label", field.id);
            }
        }
    }

    #[test]
    fn host_fields_follow_and_cannot_replace_a_standard_field() {
        let own = field(FieldId::new("working-hours"), ["Arbeitszeit", "Working hours"], ["", ""]);
        let bent = Field { key: false, ..field(FieldId::new("email"), ["Mail", "Mail"], ["", ""]) };
        let catalogue = Catalogue::new(vec![bent, own.clone(), own.clone()]);
        assert_eq!(catalogue.iter().count(), 22);
        assert_eq!(catalogue.iter().last(), Some(&own));
        assert!(catalogue.get(&id::EMAIL).unwrap().key);
        assert_eq!(catalogue.find("working-hours"), Some(&own));
        assert_eq!(catalogue.find("no-such-field"), None);
    }
}

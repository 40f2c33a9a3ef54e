//! One rule each; how good suggestions are as a whole is measured on labelled headers.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::mapping::normal::key;
use crate::sheet::Hints;

fn suggested(columns: &[(&str, &[&str])]) -> Vec<Suggestion> {
    let samples: Vec<Vec<String>> =
        columns.iter().map(|(_, values)| values.iter().map(|value| (*value).to_owned()).collect()).collect();
    let columns: Vec<ColumnSample<'_>> = columns
        .iter()
        .zip(&samples)
        .map(|((header, _), samples)| ColumnSample {
            header: Some(header).copied().filter(|header| !header.is_empty()),
            samples,
        })
        .collect();
    suggest(&columns, &Catalogue::new(Vec::new()))
}

/// The field and the code of the reason of a single column.
fn alone(header: &str, values: &[&str]) -> (Option<String>, &'static str) {
    let suggestion = suggested(&[(header, values)]).remove(0);
    (suggestion.field.map(|field| field.to_string()), suggestion.why.code())
}

#[test]
fn ids_and_labels_are_certain_in_both_languages_however_they_are_written() {
    let catalogue = Catalogue::new(Vec::new());
    for field in catalogue.iter() {
        for name in [field.id.as_str(), &*field.de, &*field.en] {
            for written in
                [name.to_owned(), name.to_uppercase(), format!(" {name}\u{a0}*"), format!("\"{name}\" (Pflichtfeld)")]
            {
                let suggestion = suggested(&[(&written, &[])]).remove(0);
                let is_bare_id = field.id == id::ID && written != name && key(&written) != key(name);
                if !is_bare_id && field.id != id::ID {
                    assert_eq!(suggestion.field.as_ref(), Some(&field.id), "{written:?}");
                    assert_eq!(suggestion.confidence, Confidence::Certain, "{written:?}");
                }
            }
        }
    }
    assert_eq!(alone("User ID", &[]).0.as_deref(), Some("id"));
    assert_eq!(alone("Benutzer-ID", &[]).0.as_deref(), Some("id"));
}

#[test]
fn a_header_that_only_contains_a_name_is_left_alone() {
    for header in [
        "Other phone",
        "Email 2",
        "Manager email",
        "Company street",
        "Geburtsort",
        "Emergency contact email",
        "Firmenstraße",
        "Office city",
        "Telefon",
        "Passwort",
        "Initial password",
        "Private E-Mail",
        "E-Mail (privat)",
        "Email (Vorgesetzter)",
        "Country of birth",
        "First name of spouse",
        "Vorname des Kindes",
        "City of birth",
        "Email opt-out",
        "Mobile device",
        "PLZ|Ort",
        "Telefon/Mobil",
        "Active since",
        "User ID of manager",
        "County",
    ] {
        assert_eq!(alone(header, &[]).0, None, "{header}");
    }
}

#[test]
fn names_of_other_products_are_known() {
    for (header, values, field) in [
        ("profile.firstName", &[][..], "first-name"),
        ("u_last_name", &[], "last-name"),
        ("user.login", &[], "user-name"),
        ("First name [givenName] Required", &[], "first-name"),
        ("Email Address [Required]", &[], "email"),
        ("ZIP or postal code [postalCode]", &[], "home-postal-code"),
        ("PERNR", &[], "employee-number"),
        ("USRID_LONG", &["a@b.de"], "email"),
        ("Telefon (mobil)", &[], "mobile"),
        ("Prénom", &[], "first-name"),
        ("Numéro d'employé", &[], "employee-number"),
        ("Correo electrónico", &[], "email"),
        ("Teléfono móvil", &[], "mobile"),
        ("Cognome", &[], "last-name"),
        ("Vor-\nname *", &[], "first-name"),
        ("Laengengrad", &["13.7"], "home-longitude"),
        ("first_name_en", &[], "first-name"),
        ("Rolle", &["Benutzer", "Administrator"], "level"),
        ("Status", &["Active", "Suspended"], "active"),
        ("State", &["active", "suspended"], "active"),
        ("Object ID", &["1b4e28ba-2fa1-11d2-883f-0016d3cca427"], "microsoft-object-id"),
    ] {
        assert_eq!(alone(header, values).0.as_deref(), Some(field), "{header}");
    }
}

#[test]
fn values_can_contradict_a_name() {
    for (header, values) in [
        ("E-Mail", &["ja", "nein"][..]),
        ("Rolle", &["Entwickler", "Vertrieb"]),
        ("Status", &["verheiratet", "ledig"]),
        ("Mobil", &["ja", "nein"]),
        ("Lat", &["512", "1024"]),
    ] {
        assert_eq!(alone(header, values), (None, "values-contradict-header"), "{header}");
    }
}

#[test]
fn a_fields_own_name_is_mapped_whatever_its_values_and_a_usual_one_where_some_of_them_fit() {
    for (header, values, field) in [
        ("Land", &["12", "13"][..], Some("home-country")),
        ("Active", &["yes", "no", "terminated", "left"], Some("active")),
        ("Aktiv", &["beschäftigt", "ausgetreten"], Some("active")),
        ("Active", &["A", "I", "A"], Some("active")),
        ("Active", &["да", "нет"], Some("active")),
        ("Mobile", &["0151 234567", "n/a", "n/a", "n/a"], Some("mobile")),
        ("Mobil", &["0151 234567", "n/a", "n/a", "n/a"], Some("mobile")),
        ("PLZ", &["01067", "?", "?"], Some("home-postal-code")),
        ("Status", &["aktiv", "inaktiv", "unklar"], Some("active")),
        ("Status", &["aktiv", "unklar", "ledig"], None),
        ("Status", &["left", "married"], None),
    ] {
        assert_eq!(alone(header, values).0.as_deref(), field, "{header} {values:?}");
    }
    let words = suggested(&[("Active", &["yes", "no", "terminated", "left"])]).remove(0).values;
    assert_eq!(words.get("terminated").map(String::as_str), Some("no"));
    // A column whose values fit goes first.
    let found = suggested(&[("Email address", &["ja", "nein"]), ("E-Mail", &["a@b.de", "c@d.de"])]);
    assert_eq!((found[0].field.clone(), found[1].field.clone()), (None, Some(id::EMAIL)));
    let why = suggested(&[("Status", &["verheiratet", "ledig"])]).remove(0).why;
    assert_eq!(why.severity(), crate::message::Severity::Warning);
    assert!(why.text(crate::message::Language::English).contains("“verheiratet”, “ledig”"));
}

#[test]
fn inverted_flags_are_recognised_as_such() {
    for header in [
        "Block sign in",
        "Inaktiv",
        "Gesperrt",
        "Suspended",
        "Disabled",
        "Deleted",
        "isBlocked",
        "Désactivé",
        "Bloccato",
        "Bloqueado",
        "Block sign in (Yes/No) [accountEnabled] Required",
        "is_disabled",
        "user.suspended",
    ] {
        let suggestion = suggested(&[(header, &["No", "Yes"])]).remove(0);
        assert_eq!(suggestion.field, Some(id::ACTIVE), "{header}");
        assert!(suggestion.inverted, "{header}");
    }
    assert!(!suggested(&[("accountEnabled", &["True"])]).remove(0).inverted);
}

#[test]
fn a_full_name_is_offered_to_split() {
    for header in [
        "Name",
        "Display name",
        "Vor- und Nachname",
        "displayName",
        "Name [displayName] Required",
        "Nom et prénom",
        "Nombre completo",
    ] {
        assert_eq!(alone(header, &["Anna Kurz"]), (None, "full-name-offer-split"), "{header}");
    }
}

#[test]
fn name_beside_first_name_is_the_last_name() {
    let found = suggested(&[("Name", &["Kurz"]), ("Vorname", &["Anna"]), ("E-Mail", &["a@b.de"])]);
    assert_eq!(found[0].field, Some(id::LAST_NAME));
    let found = suggested(&[("Name", &["Anna Kurz"]), ("Vorname", &["Anna"]), ("Nachname", &["Kurz"])]);
    assert_eq!(found[0].field, None);
}

#[test]
fn name_beside_last_name_is_the_first_name_where_the_values_are_single_words() {
    for (name, last) in [("name", "lastname"), ("name", "surname"), ("Name", "Nachname"), ("nome", "cognome")] {
        let found = suggested(&[(name, &["Anna", "Jean-Luc"]), (last, &["Kurz", "Berg"]), ("E-Mail", &["a@b.de"])]);
        assert_eq!(found[0].field, Some(id::FIRST_NAME), "{name} {last}");
        assert_eq!(found[1].field, Some(id::LAST_NAME), "{name} {last}");
    }
    let code = |columns: &[(&str, &[&str])]| suggested(columns)[0].why.code();
    let full: (&str, &[&str]) = ("name", &["Anna Kurz", "Bernd Berg"]);
    let same: (&str, &[&str]) = ("name", &["Kurz", "Berg"]);
    let last: (&str, &[&str]) = ("surname", &["Kurz", "Berg"]);
    assert_eq!(code(&[full, last]), "full-name-offer-split");
    assert_eq!(code(&[same, last]), "name-is-one-word");
    assert_eq!(code(&[same]), "name-is-one-word");
    assert_eq!(code(&[("Nome", &["Anna"])]), "name-is-one-word");
}

#[test]
fn a_region_is_a_state_only_where_its_values_are_states() {
    let region = |header, values: &[&str]| {
        let columns = [("PLZ", &["01067"][..]), ("Ort", &["Dresden"]), (header, values), ("Land", &["DE"])];
        suggested(&columns).remove(2).field.map(|field| field.to_string())
    };
    for header in ["Region", "Région", "Regione", "Región"] {
        assert_eq!(region(header, &["Nord", "Süd", "West"]), None, "{header}");
        assert_eq!(region(header, &[]), None, "{header}");
        assert_eq!(region(header, &["Sachsen", "Bayern"]).as_deref(), Some("home-state"), "{header}");
    }
    assert_eq!(region("Kanton", &["ZH", "BE"]).as_deref(), Some("home-state"));
    assert_eq!(alone("Region", &["Sachsen", "Bayern"]).0, None);
}

#[test]
fn numbers_that_count_the_columns_are_not_part_of_their_names() {
    let fields = |columns: &[&str]| -> Vec<Option<String>> {
        let columns: Vec<(&str, &[&str])> = columns.iter().map(|header| (*header, &[][..])).collect();
        suggested(&columns).into_iter().map(|one| one.field.map(|field| field.to_string())).collect()
    };
    let some = |ids: &[&str]| ids.iter().map(|id| Some((*id).to_owned())).collect::<Vec<_>>();
    assert_eq!(fields(&["1. Vorname", "2. Nachname", "3. E-Mail"]), some(&["first-name", "last-name", "email"]));
    assert_eq!(fields(&["1) Vorname", "2) Nachname", "3) Ort"]), some(&["first-name", "last-name", "home-city"]));
    let second = fields(&["Vorname", "2. Vorname", "Nachname", "E-Mail"]);
    assert_eq!(second, [Some("first-name".to_owned()), None, Some("last-name".to_owned()), Some("email".to_owned())]);
}

#[test]
fn hints_on_values_do_not_hide_a_label() {
    assert_eq!(alone("Sprache (de/en/fr)", &["de"]).0.as_deref(), Some("language"));
    assert_eq!(alone("E-Mail (privat/dienstlich)", &["a@b.de"]).0, None);
}

#[test]
fn no_field_is_suggested_twice() {
    let found = suggested(&[("Work email", &["a@b.de"]), ("Email address", &["a@b.de"]), ("Mail", &["a@b.de"])]);
    let fields: Vec<bool> = found.iter().map(|suggestion| suggestion.field.is_some()).collect();
    assert_eq!(fields, [false, true, false]);
    assert_eq!(found[0].why.code(), "field-has-better-column");
}

#[test]
fn a_slip_of_the_pen_is_forgiven_in_long_names_only() {
    for (header, values, field) in [
        ("Nacname", &["Kurz"][..], Some("last-name")),
        ("Personalnumer", &["42"], Some("employee-number")),
        ("Emial", &["a@b.de"], Some("email")),
        ("Emial", &["x"], None),
        ("Ord", &["Dresden"], None),
        ("Stadl", &["Dresden"], None),
        ("Email3", &["a@b.de"], None),
    ] {
        assert_eq!(alone(header, values).0.as_deref(), field, "{header}");
    }
}

#[test]
fn without_headers_only_a_single_column_of_addresses_is_told() {
    let found = suggested(&[("", &["Anna"]), ("", &["a@b.de", "c@d.de"])]);
    assert_eq!(found[1].field, Some(id::EMAIL));
    let found = suggested(&[("", &["e@f.de"]), ("", &["a@b.de"])]);
    assert!(found.iter().all(|suggestion| suggestion.field.is_none()));
}

#[test]
fn words_of_a_status_come_with_their_meaning() {
    let found = suggested(&[("Status", &["ACTIVE", "DEPROVISIONED"])]).remove(0);
    assert_eq!(found.values.get("deprovisioned").map(String::as_str), Some("no"));
    assert_eq!(found.values.get("active").map(String::as_str), Some("yes"));
}

#[test]
fn hints_tell_headers_from_data() {
    let catalogue = Catalogue::new(Vec::new());
    let hints = LabelHints::new(&catalogue);
    for text in ["Vorname", "E-MAIL *", "Personalnummer", "Telefon", "home-postal-code", "First Name [Required]"] {
        assert!(hints.is_label(text), "{text}");
    }
    for text in ["", "4711", "Anna", "anna@example.com", "Benutzerliste Stand 2024", "Prager Straße 7"] {
        assert!(!hints.is_label(text), "{text}");
    }
}

#[test]
fn secrets_are_known_by_their_header() {
    for header in
        ["Wachtwoord", "Hasło początkowe", "Heslo", "Lösenord", "Jelszó", "Şifre", "Senha inicial", "Пароль", "密码"]
    {
        assert!(is_secret(header), "{header}");
    }
    assert!(is_secret("Initial password [passwordProfile] Required") && is_secret("user_pwd") && !is_secret("Vorname"));
}

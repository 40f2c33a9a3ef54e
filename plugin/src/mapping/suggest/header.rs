//! Reading a header: the whole of it must be a name, apart from what is known not to count (required markers, language
//! tags, a prefix such as `user.`, a technical name in brackets that says the same).

use super::names::{self, Meaning, Why};
use crate::mapping::normal::words;

/// No header is longer, in bytes.
const LONGEST: usize = 200;

/// What a header was read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) meaning: Meaning,
    pub(super) product: Option<&'static str>,
    pub(super) rank: u8,
}

/// Words that say whether a column must be filled; they stand at the end.
const MARKERS: &[&str] = &[
    "required",
    "pflichtfeld",
    "pflicht",
    "pflichtangabe",
    "erforderlich",
    "obligatorisch",
    "notwendig",
    "muss",
    "necessario",
    "necesario",
    "mandatory",
    "obligatoire",
    "requis",
    "obbligatorio",
    "richiesto",
    "obligatorio",
    "requerido",
    "optional",
    "optionnel",
    "facultatif",
    "facoltativo",
    "opzionale",
    "opcional",
];

/// Words in brackets that say how a value is written, not what it is.
const NOTATION: &[&str] = &[
    "yes",
    "no",
    "ja",
    "nein",
    "oui",
    "non",
    "si",
    "true",
    "false",
    "wahr",
    "falsch",
    "y",
    "n",
    "j",
    "o",
    "x",
    "0",
    "1",
    "2",
    "or",
    "oder",
    "read",
    "only",
    "upload",
    "unique",
    "eindeutig",
    "iso",
    "3166",
    "639",
    "bcp",
    "47",
    "code",
    "kurzel",
    "format",
    "e164",
    "must",
    "be",
    "in",
    "the",
    "e",
    "164",
    "wgs84",
    "wgs",
    "84",
    "gps",
    "dezimal",
    "decimal",
    "dd",
    "text",
    "string",
    "key",
    "schlussel",
    "de",
    "en",
    "fr",
    "it",
    "es",
    "at",
    "ch",
    "us",
    "gb",
    "uk",
    "deutsch",
    "englisch",
    "english",
    "german",
    "active",
    "inactive",
    "aktiv",
    "inaktiv",
    "international",
    "incl",
    "inkl",
    "mit",
    "with",
    "country",
    "landervorwahl",
    "vorwahl",
    "landesvorwahl",
    "string50",
    "varchar",
];

/// First words of an example or a length in brackets.
const EXAMPLES: &[&str] =
    &["zb", "eg", "ex", "example", "beispiel", "bsp", "max", "maximal", "format", "esempio", "ejemplo", "exemple"];

/// The words of a header without required markers at its end.
pub(super) fn without_markers(name: &str) -> Vec<String> {
    let mut words = words(name);
    while words.len() > 1 && words.last().is_some_and(|last| MARKERS.contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// What a header means, where all of it is a name that is known.
pub(super) fn read(name: &str) -> Option<Reading> {
    if name.len() > LONGEST {
        return None;
    }
    let whole = without_markers(name);
    if let Some(reading) = read_words(&whole) {
        return Some(if is_any_phone(name, reading) { left_alone(Why::Several) } else { reading });
    }
    let (outside, brackets) = split_brackets(name);
    if brackets.is_empty() {
        return read_words(without_language(name, &whole));
    }
    read_with_brackets(&without_markers(&outside), &brackets)
}

fn left_alone(why: Why) -> Reading {
    Reading { meaning: Meaning::LeftAlone(why), product: None, rank: 0 }
}

/// "Telefon/Mobil" holds whatever number there is, "Telefon mobil" the mobile one.
fn is_any_phone(name: &str, reading: Reading) -> bool {
    let is_mobile = matches!(reading.meaning, Meaning::Field { field: "mobile", .. });
    let is_phone = |part: &str| matches!(names::lookup(&words(part).concat()), Some(known) if known.meaning == Meaning::LeftAlone(Why::Phone));
    is_mobile && name.contains(['/', '|']) && name.split(['/', '|']).any(is_phone)
}

fn read_with_brackets(outside: &[String], brackets: &[(bool, Vec<String>)]) -> Option<Reading> {
    let mut reading = read_words(outside);
    for (square, inside) in brackets.iter().filter(|(_, inside)| !is_notation(inside)) {
        let inside = read_words(inside)?;
        reading = match reading {
            None if *square
                && !outside.is_empty()
                && says_field(&inside)
                && why_left_alone(&outside.join(" ")).is_none() =>
            {
                Some(inside)
            }
            None => return None,
            Some(outside) => Some(agreed(outside, inside)?),
        };
    }
    reading
}

/// A field other than `active`, of which a technical name cannot tell whether the words outside turn it round.
fn says_field(reading: &Reading) -> bool {
    matches!(reading.meaning, Meaning::Field { field, .. } if field != "active")
}

/// One reading of the words outside and inside brackets; none where they say different things.
fn agreed(outside: Reading, inside: Reading) -> Option<Reading> {
    let log_in = ["email", "user-name"];
    match (outside.meaning, inside.meaning) {
        (Meaning::Field { field: a, .. }, Meaning::Field { field: b, .. }) if a == b => Some(outside),
        (Meaning::Field { field: a, .. }, Meaning::Field { field: b, .. })
            if log_in.contains(&a) && log_in.contains(&b) =>
        {
            Some(outside)
        }
        (Meaning::FullName, Meaning::Field { field, .. }) if field == "first-name" || field == "last-name" => {
            Some(inside)
        }
        (Meaning::FullName, Meaning::FullName) | (Meaning::LeftAlone(_), Meaning::LeftAlone(_)) => Some(outside),
        _ => None,
    }
}

fn is_notation(inside: &[String]) -> bool {
    let all =
        |words: &[&str]| inside.iter().all(|word| words.contains(&word.as_str()) || MARKERS.contains(&word.as_str()));
    let begins = |count: usize| inside.get(..count).is_some_and(|words| EXAMPLES.contains(&words.concat().as_str()));
    inside.is_empty() || all(NOTATION) || begins(1) || begins(2)
}

/// What stands outside of brackets, and the words of each pair with whether it is a square one.
fn split_brackets(name: &str) -> (String, Vec<(bool, Vec<String>)>) {
    let (mut outside, mut inside, mut found, mut open) = (String::new(), String::new(), Vec::new(), None);
    for character in name.chars() {
        match (open, character) {
            (None, '(' | '[' | '{' | '<') => open = Some(character),
            (Some(opening), ')' | ']' | '}' | '>') => {
                found.push((opening == '[', without_markers(&std::mem::take(&mut inside))));
                outside.push(' ');
                open = None;
            }
            (None, character) => outside.push(character),
            (Some(_), character) => inside.push(character),
        }
    }
    if open.is_some() {
        found.push((false, without_markers(&inside)));
    }
    (outside, found)
}

/// The words without a language tag that hangs on by something other than a space: `first_name_en`, `Vorname@de`.
fn without_language<'a>(name: &str, words: &'a [String]) -> &'a [String] {
    let tagged = name.trim_end().rsplit_once(['_', '@', ':', '.', '-', '/']).is_some_and(|(before, tag)| {
        !before.trim().is_empty()
            && matches!(tag.trim().to_ascii_lowercase().as_str(), "de" | "en" | "fr" | "it" | "es")
    });
    match words {
        [rest @ .., _] if tagged && !rest.is_empty() => rest,
        words => words,
    }
}

/// A name of all the words, or of all but those around it that do not change what it means.
fn read_words(words: &[String]) -> Option<Reading> {
    const MOST: usize = 12;
    let count = words.len();
    if count == 0 || count > MOST {
        return None;
    }
    (1..=count).rev().find_map(|length| {
        (0..=count - length).find_map(|start| {
            let (before, rest) = words.split_at(start);
            let (middle, after) = rest.split_at(length);
            let known = names::lookup(&middle.concat())?;
            let fits = before.iter().all(|word| may_stand_before(word, known.meaning))
                && after.iter().all(|word| may_stand_after(word, known.meaning));
            // "Home" and the like make a plain name explicit, which beats a plain one.
            let explicit = before.iter().chain(after).any(|word| EXPLICIT_HOME.contains(&word.as_str()));
            let rank = known.rank + 4 * u8::from(explicit);
            fits.then_some(Reading { meaning: known.meaning, product: known.product, rank })
        })
    })
}

/// Whose it is: the person in the row.
const PERSON: &[&str] = &[
    "user",
    "users",
    "usr",
    "u",
    "employee",
    "employees",
    "emp",
    "staff",
    "worker",
    "mitarbeiter",
    "mitarbeiters",
    "benutzer",
    "benutzers",
    "nutzer",
    "profile",
    "profil",
    "person",
    "attributes",
    "attribute",
    "utilisateur",
    "employe",
    "utente",
    "dipendente",
    "usuario",
    "empleado",
    "hr",
];
pub(super) const PERSON_AFTER: &[&str] = &[
    "mitarbeiterin",
    "mitarbeitende",
    "mitarbeitenden",
    "mitarbeitender",
    "nutzers",
    "anwenders",
    "person",
    "utilisateur",
    "salarie",
    "collaborateur",
    "utente",
    "collaboratore",
    "trabajador",
    "des",
    "der",
    "de",
    "del",
    "di",
    "dell",
    "du",
    "l",
    "d",
    "mitarbeiter",
    "mitarbeiters",
    "benutzer",
    "benutzers",
    "employee",
    "user",
    "employe",
    "dipendente",
    "empleado",
    "usuario",
];
const EXPLICIT_HOME: &[&str] =
    &["home", "private", "privat", "wohn", "wohnadresse", "privatadresse", "privatanschrift", "wohnsitz", "heimatort"];
/// That it is part of an address where the person lives.
const ADDRESS: &[&str] = &[
    "home",
    "private",
    "privat",
    "privates",
    "privater",
    "privee",
    "prive",
    "address1",
    "privata",
    "privato",
    "personal",
    "heim",
    "wohn",
    "mailing",
    "address",
    "adresse",
    "addresses",
    "anschrift",
    "residence",
    "residential",
    "wohnsitz",
    "wohnadresse",
    "privatadresse",
    "privatanschrift",
    "heimatadresse",
    "heimatanschrift",
    "heimatort",
    "permanent",
    "domicile",
    "domicilio",
    "residenza",
    "direccion",
    "indirizzo",
    "geo",
    "gps",
    "primary",
    "main",
    "location",
    "1",
    "name",
    "iso",
];
/// That it is the one used at work.
const WORK: &[&str] = &[
    "work",
    "business",
    "official",
    "corporate",
    "primary",
    "main",
    "geschaftlich",
    "geschaftliche",
    "geschaeftlich",
    "geschaeftliche",
    "geschaft",
    "geschaeft",
    "firma",
    "buro",
    "buero",
    "dienstlich",
    "dienstliche",
    "beruflich",
    "berufliche",
    "arbeit",
    "pro",
    "professional",
    "professionnel",
    "professionnelle",
    "aziendale",
    "lavoro",
    "corporativo",
    "corporativa",
    "laboral",
    "trabajo",
    "principal",
    "principale",
    "haupt",
    "1",
];
/// That it is a phone number, of which the name then says which.
const PHONE: &[&str] = &[
    "phone",
    "phones",
    "telefon",
    "telephone",
    "tel",
    "telefono",
    "rufnummer",
    "phonenumber",
    "phonenumbers",
    "number",
    "nummer",
    "nr",
    "no",
];

fn may_stand_before(word: &str, meaning: Meaning) -> bool {
    let is = |words: &[&str]| words.contains(&word);
    match meaning {
        Meaning::Field { field, .. } => {
            is(PERSON) || is_qualifier(word, field) || (word == "name" && field.ends_with("-name"))
        }
        Meaning::FullName => is(PERSON),
        Meaning::LeftAlone(_) => false,
    }
}

fn may_stand_after(word: &str, meaning: Meaning) -> bool {
    match meaning {
        Meaning::Field { field, .. } => PERSON_AFTER.contains(&word) || word == "value" || is_qualifier(word, field),
        Meaning::FullName => PERSON_AFTER.contains(&word),
        Meaning::LeftAlone(_) => false,
    }
}

fn is_qualifier(word: &str, field: &str) -> bool {
    match field {
        "email" => WORK.contains(&word) || word == "0",
        "mobile" => WORK.contains(&word) || PHONE.contains(&word),
        field if field.starts_with("home-") => ADDRESS.contains(&word) || word == "0",
        _ => false,
    }
}

const SECRETS: &[&str] = &[
    "password",
    "passwort",
    "kennwort",
    "motdepasse",
    "contrasena",
    "passwd",
    "passphrase",
    "passcode",
    "parolachiave",
];
const SECRET_WORDS: &[&str] =
    &["pwd", "pin", "puk", "secret", "token", "hash", "otp", "totp", "apikey", "credential", "credentials"];
const OTHER_PERSON: &[&str] = &[
    "manager",
    "managers",
    "supervisor",
    "vorgesetzter",
    "vorgesetzte",
    "vorgesetzten",
    "fuhrungskraft",
    "teamleiter",
    "chef",
    "boss",
    "emergency",
    "notfall",
    "notfallkontakt",
    "urgence",
    "emergenza",
    "emergencia",
    "spouse",
    "ehepartner",
    "partner",
    "assistant",
    "assistent",
    "assistenz",
    "sekretariat",
    "coach",
    "mentor",
    "responsable",
    "responsabile",
    "superieur",
    "superior",
    "jefe",
    "owner",
    "kontaktperson",
    "ansprechpartner",
    "parent",
    "mother",
    "father",
    "child",
    "kind",
    "contact",
    "kontakt",
    "approver",
    "sponsor",
];
const SECOND: &[&str] = &[
    "other",
    "second",
    "secondary",
    "secondaire",
    "secondario",
    "secundario",
    "alternate",
    "alternative",
    "alternativ",
    "zweite",
    "zweit",
    "weitere",
    "andere",
    "sonstige",
    "private",
    "privat",
    "privates",
    "prive",
    "privee",
    "privato",
    "privata",
    "personal",
    "personnel",
    "recovery",
    "backup",
    "old",
    "alte",
    "previous",
    "former",
    "ancien",
    "autre",
    "altro",
    "altra",
    "otro",
    "otra",
    "new",
    "neu",
    "neue",
    "home",
    "particular",
    "2",
    "3",
    "4",
];
const WORK_PLACE: &[&str] = &[
    "company",
    "firma",
    "office",
    "buro",
    "work",
    "business",
    "arbeitsort",
    "standort",
    "branch",
    "site",
    "headquarters",
    "billing",
    "shipping",
    "customer",
    "kunde",
    "kunden",
    "entreprise",
    "bureau",
    "azienda",
    "ufficio",
    "sede",
    "empresa",
    "oficina",
    "account",
    "arbeitgeber",
    "employer",
    "organisation",
    "organization",
    "delivery",
    "lieferadresse",
    "rechnung",
    "dienst",
    "geschaftlich",
];
const WORK_PLACE_PREFIXES: &[&str] =
    &["firmen", "buro", "buero", "arbeits", "dienst", "geschafts", "standort", "office", "company"];
const BIRTH: &[&str] = &["birth", "geburt", "naissance", "nascita", "nacimiento", "born"];

/// Whether a header speaks of passwords and the like, whatever else it says.
pub(super) fn speaks_of_secrets(name: &str) -> bool {
    let words = words(name);
    let whole = words.concat();
    SECRETS.iter().any(|secret| whole.contains(secret))
        || words.iter().any(|word| SECRET_WORDS.contains(&word.as_str()))
}

/// Why a header that is not known is surely something else than what it may look like.
pub(super) fn why_left_alone(name: &str) -> Option<Why> {
    if speaks_of_secrets(name) {
        return Some(Why::Secret);
    }
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let whole = words.concat();
    if has(OTHER_PERSON) {
        Some(Why::OtherPerson)
    } else if has(BIRTH) || whole.starts_with("geburts") {
        Some(Why::Other)
    } else if has(SECOND) || (words.len() == 1 && (whole.starts_with("privat") || whole.starts_with("zweit"))) {
        Some(Why::Second)
    } else if has(WORK_PLACE) || WORK_PLACE_PREFIXES.iter().any(|prefix| whole.starts_with(prefix)) {
        Some(Why::WorkPlace)
    } else {
        None
    }
}

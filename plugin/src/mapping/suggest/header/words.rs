//! Words that do not change what a header means, and words that show that it means something else than it may look like.

use crate::mapping::normal::words;
use crate::mapping::suggest::names::{Meaning, Why};

/// Words that say whether a column must be filled; they stand at the end.
pub(super) const MARKERS: &[&str] = &[
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

pub(super) fn is_notation(inside: &[String]) -> bool {
    let all =
        |words: &[&str]| inside.iter().all(|word| words.contains(&word.as_str()) || MARKERS.contains(&word.as_str()));
    let begins = |count: usize| inside.get(..count).is_some_and(|words| EXAMPLES.contains(&words.concat().as_str()));
    inside.is_empty() || all(NOTATION) || begins(1) || begins(2)
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
pub(in crate::mapping::suggest) const PERSON_AFTER: &[&str] = &[
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
pub(super) const EXPLICIT_HOME: &[&str] =
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
pub(super) const WORK: &[&str] = &[
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

pub(super) fn may_stand_before(word: &str, meaning: Meaning) -> bool {
    let is = |words: &[&str]| words.contains(&word);
    match meaning {
        Meaning::Field { field, .. } => {
            is(PERSON) || is_qualifier(word, field) || (word == "name" && field.ends_with("-name"))
        }
        Meaning::FullName => is(PERSON),
        Meaning::LeftAlone(_) => false,
    }
}

pub(super) fn may_stand_after(word: &str, meaning: Meaning) -> bool {
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
pub(in crate::mapping::suggest) fn speaks_of_secrets(name: &str) -> bool {
    let words = words(name);
    let whole = words.concat();
    SECRETS.iter().any(|secret| whole.contains(secret))
        || words.iter().any(|word| SECRET_WORDS.contains(&word.as_str()))
}

/// Why a header that is not known is surely something else than what it may look like.
pub(in crate::mapping::suggest) fn why_left_alone(name: &str) -> Option<Why> {
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

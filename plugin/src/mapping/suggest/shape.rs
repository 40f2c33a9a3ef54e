//! What the values of a column look like, as far as it can tell a field from another.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::names::spellings;
use crate::cell::Cell;
use crate::field::placeholder::{Placeholder, placeholder};
use crate::field::{Field, Kind, ParseContext, parse};
use crate::mapping::normal::{key, squeeze};

/// Whether values go with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// They have its form.
    Yes,
    /// There are none, or they could be anything.
    Unknown,
    /// They are something else.
    No,
}

/// How many of the values, in percent, must do for the column to do: people mistype, and one cell is no reason to leave a
/// column alone.
const MOST: usize = 60;

fn share(samples: &[String], is: impl Fn(&str) -> bool) -> usize {
    samples.iter().filter(|sample| is(sample.trim())).count() * 100 / samples.len().max(1)
}

/// Whether the values go with a field.
pub(super) fn fit(field: &Field, samples: &[String]) -> Fit {
    let with_value: Vec<String>;
    let samples = if samples.iter().any(|sample| placeholder(sample) == Some(Placeholder::Certain)) {
        with_value =
            samples.iter().filter(|sample| placeholder(sample) != Some(Placeholder::Certain)).cloned().collect();
        &with_value
    } else {
        samples
    };
    if samples.is_empty() {
        return Fit::Unknown;
    }
    let most = |is: &dyn Fn(&str) -> bool| if share(samples, is) >= MOST { Fit::Yes } else { Fit::No };
    let unless_most = |is: &dyn Fn(&str) -> bool| if share(samples, is) >= MOST { Fit::No } else { Fit::Unknown };
    match &field.kind {
        Kind::Email => {
            if share(samples, is_address) >= 40 {
                Fit::Yes
            } else {
                Fit::No
            }
        }
        Kind::Phone => most(&is_phone),
        Kind::Flag
        | Kind::Level
        | Kind::Language
        | Kind::Country
        | Kind::Integer { .. }
        | Kind::Choice(_)
        | Kind::TimeRange => reads(field, samples),
        Kind::Decimal { min, max } => most(&|value| is_decimal(value, *min, *max)),
        Kind::Date => unless_most(&|value| !value.contains(|character: char| character.is_ascii_digit())),
        Kind::List | Kind::LongText => unless_most(&is_address),
        Kind::Text => match field.id.as_str() {
            "first-name" | "last-name" => {
                unless_most(&|value| value.contains('@') || !has_letter(value) || is_uuid(value))
            }
            "employee-number" => {
                unless_most(&|value| value.contains('@') || value.split_whitespace().count() > 2 || is_uuid(value))
            }
            "user-name" => match unless_most(&|value| value.split_whitespace().count() > 1 || !has_letter(value)) {
                Fit::Unknown => Fit::Yes,
                no => no,
            },
            "microsoft-object-id" => most(&is_uuid),
            "home-postal-code" => {
                most(&|value| value.chars().count() <= 12 && has_digit(value) && value.split_whitespace().count() <= 2)
            }
            "home-city" | "home-state" => {
                unless_most(&|value| !has_letter(value) || value.contains('@') || is_uuid(value))
            }
            "home-street" => unless_most(&|value| {
                !has_letter(value) || value.contains('@') || is_uuid(value) || is_whole_address(value)
            }),
            _ => Fit::Unknown,
        },
    }
}

/// Whether most of the values can be read as the field's kind.
fn reads(field: &Field, samples: &[String]) -> Fit {
    let context = ParseContext::default();
    let is_read = |value: &str| {
        // A number is read as a country or a language by its ISO number, but nobody means one.
        let words = !matches!(field.kind, Kind::Country | Kind::Language) || has_letter(value);
        words
            && value.chars().count() <= 40
            && !value.contains(['@', ';'])
            && matches!(parse(field, Cell::Text(value), &context), Ok(Some(_)))
    };
    if share(samples, is_read) >= MOST { Fit::Yes } else { Fit::No }
}

/// Words that say whether an account is active, besides plain yes and no.
const ACTIVE: &[&str] = &[
    "active",
    "aktiv",
    "actif",
    "active",
    "attivo",
    "activo",
    "attiva",
    "activa",
    "enabled",
    "aktiviert",
    "provisioned",
    "activé",
    "abilitato",
    "habilitado",
    "freigeschaltet",
    "ok",
    "current",
    "onboarding",
    "leave",
    "on leave",
    "working",
    "angestellt",
    "beschäftigt",
    "employed",
    "freigegeben",
    "en activité",
    "in forza",
    "alta",
    "de alta",
    "in servizio",
    "aktive",
    "aktiver",
    "aktiver mitarbeiter",
    "confirmed",
    "recovery",
    "a",
    "да",
    "активен",
    "ativo",
    "ativa",
    "actief",
    "aktywny",
    "aktywna",
    "aktivní",
    "aktívny",
    "aktív",
    "activ",
    "aktiivinen",
    "aktif",
    "ενεργός",
    "активный",
    "активна",
    "активний",
    "aktivan",
];
const NOT_ACTIVE: &[&str] = &[
    "inactive",
    "inaktiv",
    "inactif",
    "inactive",
    "inattivo",
    "inactivo",
    "inattiva",
    "inactiva",
    "disabled",
    "deaktiviert",
    "deprovisioned",
    "suspended",
    "suspendiert",
    "gesperrt",
    "blocked",
    "locked",
    "locked_out",
    "désactivé",
    "suspendu",
    "bloqué",
    "disattivato",
    "disabilitato",
    "sospeso",
    "bloccato",
    "desactivado",
    "deshabilitado",
    "suspendido",
    "bloqueado",
    "terminated",
    "ausgeschieden",
    "deleted",
    "gelöscht",
    "archived",
    "archiviert",
    "left",
    "ausgetreten",
    "retired",
    "gekündigt",
    "baja",
    "de baja",
    "cessato",
    "sorti",
    "deactivated",
    "closed",
    "stillgelegt",
    "resigned",
    "parti",
    "i",
    "нет",
    "неактивен",
    "inativo",
    "inativa",
    "inactief",
    "geblokkeerd",
    "nieaktywny",
    "nieaktywna",
    "zablokowany",
    "neaktivní",
    "neaktívny",
    "blokovaný",
    "inaktív",
    "inactiv",
    "spärrad",
    "spærret",
    "passiivinen",
    "pasif",
    "ανενεργός",
    "неактивный",
    "неактивний",
    "заблокирован",
    "заблоковано",
    "neaktivan",
    "entlassen",
    "beendet",
    "nicht aktiv",
    "not active",
    "locked out",
];

fn says_active(value: &str) -> Option<bool> {
    let word = squeeze(value);
    if ACTIVE.contains(&word.as_str()) {
        Some(true)
    } else if NOT_ACTIVE.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Words that say it only beside others that do.
const WEAK: &[&str] = &[
    "ok",
    "current",
    "leave",
    "on leave",
    "onboarding",
    "working",
    "confirmed",
    "recovery",
    "left",
    "closed",
    "a",
    "i",
];

/// Whether a status column is about accounts being active: nearly all of its values must say so.
pub(super) fn status(samples: &[String]) -> Fit {
    const NEARLY_ALL: usize = 90;
    if samples.is_empty() {
        return Fit::Unknown;
    }
    let firmly = samples.iter().any(|value| says_active(value).is_some() && !WEAK.contains(&squeeze(value).as_str()));
    if firmly && share(samples, |value| says_active(value).is_some()) >= NEARLY_ALL { Fit::Yes } else { Fit::No }
}

/// What the words of a status column are to be read as: yes or no.
pub(super) fn status_words(samples: &[String]) -> BTreeMap<String, String> {
    if status(samples) == Fit::Yes { all_status_words() } else { BTreeMap::new() }
}

/// Whether at least half of the values say whether an account is active, and one of them beyond doubt.
pub(super) fn is_half_status(samples: &[String]) -> bool {
    const HALF: usize = 50;
    let firmly = samples.iter().any(|value| says_active(value).is_some() && !WEAK.contains(&squeeze(value).as_str()));
    firmly && share(samples, |value| says_active(value).is_some()) >= HALF
}

/// Everything that is known to say whether an account is active, and what it is read as.
pub(super) fn all_status_words() -> BTreeMap<String, String> {
    let word = |word: &&str, is: &str| ((*word).to_owned(), is.to_owned());
    let active = ACTIVE.iter().map(|active| word(active, "yes"));
    active.chain(NOT_ACTIVE.iter().map(|not| word(not, "no"))).collect()
}

/// Whether the values are email addresses.
pub(super) fn are_addresses(samples: &[String]) -> bool {
    const NEARLY_ALL: usize = 80;
    !samples.is_empty() && share(samples, is_address) >= NEARLY_ALL
}

/// Whether the values look like log-in names and not like names of anything else.
pub(super) fn log_ins(samples: &[String]) -> Fit {
    let is_log_in = |value: &str| {
        let kept = |character: char| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || "._-@\\".contains(character)
        };
        has_letter(value) && value.chars().all(kept)
    };
    match samples {
        [] => Fit::Unknown,
        samples if share(samples, is_log_in) >= MOST => Fit::Yes,
        _ => Fit::No,
    }
}

/// States and provinces, and the codes of some, in the languages of their lists; by key.
const STATES: &str = "\
    Baden-Württemberg|Bayern|Bavaria|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Hesse|Mecklenburg-Vorpommern|Niedersachsen|\
    Nordrhein-Westfalen|NRW|Rheinland-Pfalz|Saarland|Sachsen|Saxony|Sachsen-Anhalt|Schleswig-Holstein|Thüringen|\
    BW|BY|BE|BB|HB|HH|HE|MV|NI|NW|RP|SL|SN|ST|SH|TH|\
    Burgenland|Kärnten|Niederösterreich|Oberösterreich|Salzburg|Steiermark|Tirol|Vorarlberg|Wien|\
    Aargau|Appenzell Ausserrhoden|Appenzell Innerrhoden|Basel-Landschaft|Basel-Stadt|Bern|Berne|Freiburg|Fribourg|Genf|Genève|\
    Glarus|Graubünden|Grisons|Jura|Luzern|Neuenburg|Neuchâtel|Nidwalden|Obwalden|Schaffhausen|Schwyz|Solothurn|St. Gallen|\
    Sankt Gallen|Tessin|Ticino|Thurgau|Uri|Waadt|Vaud|Wallis|Valais|Zug|Zürich|Zurich|\
    AG|AR|AI|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SZ|SO|TG|TI|UR|VD|VS|ZG|ZH|\
    Auvergne-Rhône-Alpes|Bourgogne-Franche-Comté|Bretagne|Centre-Val de Loire|Corse|Grand Est|Hauts-de-France|Île-de-France|\
    Normandie|Nouvelle-Aquitaine|Occitanie|Pays de la Loire|Provence-Alpes-Côte d'Azur|\
    Abruzzo|Basilicata|Calabria|Campania|Emilia-Romagna|Friuli-Venezia Giulia|Lazio|Liguria|Lombardia|Marche|Molise|Piemonte|\
    Puglia|Sardegna|Sicilia|Toscana|Trentino-Alto Adige|Umbria|Valle d'Aosta|Veneto|\
    Andalucía|Aragón|Asturias|Canarias|Cantabria|Castilla y León|Castilla-La Mancha|Cataluña|Comunidad de Madrid|\
    Comunidad Valenciana|Extremadura|Galicia|Islas Baleares|La Rioja|Madrid|Murcia|Navarra|País Vasco|\
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|\
    Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|\
    New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|\
    South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|\
    AL|AK|AZ|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|\
    TN|TX|UT|VT|VA|WA|WV|WI|WY|England|Scotland|Wales|Northern Ireland";

/// Whether the values are states or provinces.
pub(super) fn are_states(samples: &[String]) -> bool {
    static KEYS: OnceLock<HashSet<String>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| STATES.split('|').flat_map(spellings).collect());
    !samples.is_empty() && share(samples, |value| keys.contains(&key(value))) >= MOST
}

/// Whether the values are ids of the form that Microsoft uses.
pub(super) fn are_uuids(samples: &[String]) -> bool {
    !samples.is_empty() && share(samples, is_uuid) >= MOST
}

/// Whether the values can be names of one part: no comma, mostly one word. True where there are none.
pub(super) fn are_single_names(samples: &[String]) -> bool {
    share(samples, |value| value.contains(',') || value.contains('@') || value.split_whitespace().count() > 2) < 30
        && (samples.is_empty() || share(samples, |value| value.split_whitespace().count() == 1) >= MOST)
}

fn is_address(value: &str) -> bool {
    let value = value.strip_prefix("mailto:").unwrap_or(value).trim_end_matches('>');
    let Some((before, domain)) = value.rsplit_once('@') else { return false };
    !before.is_empty() && domain.contains('.') && !domain.ends_with('.') && !domain.contains(char::is_whitespace)
}

fn is_phone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.chars().filter(|character| character.is_alphabetic()).count();
    digits >= 3 && letters <= 4 && !value.contains('@')
}

fn is_uuid(value: &str) -> bool {
    let value = value.trim_matches(['{', '}']);
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && value.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn has_letter(value: &str) -> bool {
    value.contains(char::is_alphabetic)
}

fn has_digit(value: &str) -> bool {
    value.contains(|character: char| character.is_ascii_digit())
}

/// Street, postal code and city in one: a comma or line break before a part with four or five digits in a row.
fn is_whole_address(value: &str) -> bool {
    value.split([',', '\n', ';']).skip(1).any(|part| {
        part.split_whitespace()
            .any(|word| (4..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// A number with point or comma within bounds; degrees and minutes are left to whoever reads them.
fn is_decimal(value: &str, min: Option<f64>, max: Option<f64>) -> bool {
    if value.contains(['°', '\'', '′']) && has_digit(value) {
        return true;
    }
    let plain = value.trim_end_matches(['N', 'S', 'E', 'W', 'O', ' ']).replace(',', ".");
    plain.parse::<f64>().is_ok_and(|number| min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Catalogue, FieldId, id};

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn values_speak_for_or_against_a_field() {
        let catalogue = Catalogue::new(Vec::new());
        let fits = |field: &FieldId, values: &[&str]| catalogue.get(field).map(|field| fit(field, &texts(values)));
        for (field, values, expected) in [
            (id::EMAIL, &["a@example.com", "b@example.com"][..], Fit::Yes),
            (id::EMAIL, &["ja", "nein"], Fit::No),
            (id::EMAIL, &[], Fit::Unknown),
            (id::MOBILE, &["+49 151 234567"], Fit::Yes),
            (id::MOBILE, &["iPhone 12", "Pixel"], Fit::No),
            (id::LEVEL, &["Benutzer", "Administrator"], Fit::Yes),
            (id::LEVEL, &["Entwickler", "Vertrieb"], Fit::No),
            (id::HOME_LATITUDE, &["48,2082", "51.05"], Fit::Yes),
            (id::HOME_LATITUDE, &["148.2", "5120000"], Fit::No),
            (id::FIRST_NAME, &["Anna", "Zoë"], Fit::Unknown),
            (id::FIRST_NAME, &["anna@example.com"], Fit::No),
            (id::MICROSOFT_OBJECT_ID, &["1b4e28ba-2fa1-11d2-883f-0016d3cca427"], Fit::Yes),
            (id::HOME_POSTAL_CODE, &["01067", "SW1A 1AA"], Fit::Yes),
            (id::HOME_POSTAL_CODE, &["Dresden"], Fit::No),
            (id::HOME_STREET, &["Prager Straße 7, 01067 Dresden"], Fit::No),
            (id::HOME_STREET, &["12, rue de l'Église"], Fit::Unknown),
        ] {
            assert_eq!(fits(&field, values), Some(expected), "{field} {values:?}");
        }
    }

    #[test]
    fn states_are_told_from_other_regions() {
        assert!(are_states(&texts(&["Sachsen", "Bayern", "NRW"])));
        assert!(are_states(&texts(&["ZH", "BE", "St. Gallen"])));
        assert!(are_states(&texts(&["Île-de-France", "Bretagne"])));
        for regions in [&["Nord", "Süd", "West"][..], &["N", "NW", "S", "W"], &["EMEA", "APAC"], &["DACH", "UK"], &[]]
        {
            assert!(!are_states(&texts(regions)), "{regions:?}");
        }
    }

    #[test]
    fn a_status_is_about_accounts_where_nearly_all_values_say_so() {
        assert_eq!(status(&texts(&["Active", "SUSPENDED", "active"])), Fit::Yes);
        assert_eq!(status(&texts(&["Married", "Single", "active"])), Fit::No);
        assert_eq!(status(&texts(&["left", "ok"])), Fit::No);
        assert_eq!(status(&[]), Fit::Unknown);
    }
}

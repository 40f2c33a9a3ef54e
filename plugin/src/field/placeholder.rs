//! Texts that people and programs write where there is no value: `NULL`, `n/a`, `-`, `(leer)`, `k. A.`.
//!
//! A placeholder is never a code, a key or a group: two people with `-` for a number have no number, and not the same one.
//! In names and free text it is kept, since there are people called Null; the row then has a warning. What a placeholder
//! means for a kind of field is decided in [`super::parse`].

/// How sure it is that a text stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// By its form: only signs, a word in brackets, an abbreviation with dots or a slash, or what programs write.
    Certain,
    /// A word that may also be a name.
    Word,
}

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 24;

/// What programs write, in lower case.
const OF_PROGRAMS: &[&str] = &["null", "nil", "nan", "none", "undefined"];

/// Words in lower case: English, German, French, Italian, Spanish, Dutch and others.
const WORDS: &[&str] = &[
    "na",
    "tbd",
    "tba",
    "kein",
    "keine",
    "keiner",
    "leer",
    "fehlt",
    "unbekannt",
    "keine angabe",
    "keine daten",
    "nicht bekannt",
    "nicht vorhanden",
    "blank",
    "empty",
    "unknown",
    "missing",
    "no data",
    "not set",
    "not available",
    "not applicable",
    "aucun",
    "aucune",
    "inconnu",
    "inconnue",
    "néant",
    "vide",
    "sans objet",
    "non renseigné",
    "nessuno",
    "nessuna",
    "sconosciuto",
    "vuoto",
    "ninguno",
    "ninguna",
    "desconocido",
    "vacío",
    "geen",
    "onbekend",
    "brak",
    "ukendt",
    "okänd",
];

/// Abbreviations that are written with dots or a slash, by their letters: not available, keine Angabe, nicht vorhanden,
/// nicht bekannt, siehe oben, non disponibile, non communiqué, non renseigné.
const ABBREVIATIONS: &[&str] = &["na", "ka", "nv", "nb", "so", "nd", "nc", "nr", "tbd", "tba"];

/// Signs of which a placeholder may consist.
const SIGNS: &str = "-‐‑–—−_.…·/\\?*~=+";

/// Whether a text stands for nothing, without regard to case and outer spaces.
pub fn placeholder(text: &str) -> Option<Placeholder> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if is_one_of(text, OF_PROGRAMS) || text == "\\N" || text.chars().all(|c| SIGNS.contains(c) || c == ' ') {
        return Some(Placeholder::Certain);
    }
    if is_one_of(text, WORDS) {
        return Some(Placeholder::Word);
    }
    if !text.contains(['.', '/', '(', '<', '[', '{', '-']) {
        return None;
    }
    let inner = without_brackets(text);
    let in_brackets = inner.len() < text.len() && (is_one_of(inner, OF_PROGRAMS) || is_one_of(inner, WORDS));
    (in_brackets || is_abbreviation(inner)).then_some(Placeholder::Certain)
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    let is = |word: &&str| {
        word.len() == text.len()
            && (word.eq_ignore_ascii_case(text) || !text.is_ascii() && text.to_lowercase() == **word)
    };
    words.iter().any(is)
}

/// The text within a pair of brackets around all of it, or between two hyphens.
fn without_brackets(text: &str) -> &str {
    let pairs = [('(', ')'), ('<', '>'), ('[', ']'), ('{', '}'), ('-', '-')];
    let inner = |(open, close)| Some(text.strip_prefix(open)?.strip_suffix(close)?.trim());
    pairs.into_iter().find_map(inner).unwrap_or(text)
}

/// `n/a`, `N.A.`, `k. A.`, and the same in brackets, which were taken off.
fn is_abbreviation(text: &str) -> bool {
    let is_written_so = text.contains(['.', '/']) && text.chars().all(|c| c.is_ascii_alphabetic() || "./ ".contains(c));
    let letters = || text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect::<String>();
    is_written_so && ABBREVIATIONS.contains(&letters().as_str())
}

/// Words for errors in cells, as spreadsheet programs display them in their languages, in upper case.
const ERROR_WORDS: &[&str] = &[
    // English; most languages of the north and east use these too.
    "#N/A",
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#SPILL!",
    "#FIELD!",
    "#CALC!",
    "#CONNECT!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#BUSY!",
    "#PYTHON!",
    "#GETTING_DATA",
    "#ERROR!",
    // German.
    "#NV",
    "#WERT!",
    "#BEZUG!",
    "#ZAHL!",
    "#ÜBERLAUF!",
    "#FELD!",
    "#KALK!",
    "#BLOCKIERT!",
    "#UNBEKANNT!",
    // French.
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#PROPAGATION!",
    "#CHAMP!",
    "#CALCUL!",
    // Italian.
    "#N/D",
    "#VALORE!",
    "#RIF!",
    "#NOME?",
    "#NULLO!",
    "#ESPANSIONE!",
    "#CAMPO!",
    // Spanish and Portuguese.
    "#¡VALOR!",
    "#¡REF!",
    "#¿NOMBRE?",
    "#¡NUM!",
    "#¡DIV/0!",
    "#¡NULO!",
    "#¡DESBORDAMIENTO!",
    "#¡CAMPO!",
    "#¡CALC!",
    "#VALOR!",
    "#NÚM!",
    "#NULO!",
    "#DESPEJAR!",
    // Dutch, Nordic, Finnish.
    "#N/B",
    "#WAARDE!",
    "#VERW!",
    "#NAAM?",
    "#GETAL!",
    "#DEEL/0!",
    "#LEEG!",
    "#OVERLOOP!",
    "#SAKNAS!",
    "#VÄRDEFEL!",
    "#REFERENS!",
    "#NAMN?",
    "#OGILTIGT!",
    "#DIVISION/0!",
    "#SKÄRNING!",
    "#I/T",
    "#VÆRDI!",
    "#REFERENCE!",
    "#NAVN?",
    "#I/R",
    "#VERDI!",
    "#PUUTTUU!",
    "#ARVO!",
    "#VIITTAUS!",
    "#NIMI?",
    "#LUKU!",
    "#JAKO/0!",
    // Polish, Czech, Hungarian, Turkish, Russian.
    "#N/D!",
    "#ARG!",
    "#ADR!",
    "#NAZWA?",
    "#LICZBA!",
    "#DZIEL/0!",
    "#ZERO!",
    "#NENÍ_K_DISPOZICI",
    "#HODNOTA!",
    "#ODKAZ!",
    "#NÁZEV?",
    "#ČÍSLO!",
    "#DĚLENÍ_NULOU!",
    "#HIÁNYZIK",
    "#ÉRTÉK!",
    "#HIV!",
    "#NÉV?",
    "#SZÁM!",
    "#ZÉRÓOSZTÓ!",
    "#YOK",
    "#DEĞER!",
    "#BAŞV!",
    "#AD?",
    "#SAYI!",
    "#SAYI/0!",
    "#BOŞ!",
    "#Н/Д",
    "#ЗНАЧ!",
    "#ССЫЛКА!",
    "#ИМЯ?",
    "#ЧИСЛО!",
    "#ДЕЛ/0!",
    "#ПУСТО!",
];

/// Whether a text is the display of an error in a spreadsheet, or of a column that was too narrow (`####`), saved as text.
pub fn is_error_word(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with('#') {
        return false;
    }
    let is_narrow = text.len() >= 3 && text.bytes().all(|byte| byte == b'#');
    is_narrow || ERROR_WORDS.contains(&text.to_uppercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_nothing_is_known_by_its_form_or_its_word() {
        use Placeholder::{Certain, Word};
        for (text, expected) in [
            ("NULL", Some(Certain)),
            ("null", Some(Certain)),
            ("None", Some(Certain)),
            ("NaN", Some(Certain)),
            ("n/a", Some(Certain)),
            ("N.A.", Some(Certain)),
            ("n. a.", Some(Certain)),
            ("-n/a-", Some(Certain)),
            ("(NA)", Some(Certain)),
            ("-", Some(Certain)),
            ("--", Some(Certain)),
            ("–", Some(Certain)),
            (".", Some(Certain)),
            ("?", Some(Certain)),
            ("\\N", Some(Certain)),
            ("<null>", Some(Certain)),
            ("(leer)", Some(Certain)),
            ("(Blank)", Some(Certain)),
            ("k. A.", Some(Certain)),
            ("k.A.", Some(Certain)),
            ("s. o.", Some(Certain)),
            ("NA", Some(Word)),
            ("keine Angabe", Some(Word)),
            ("Unbekannt", Some(Word)),
            ("NÉANT", Some(Word)),
            ("", None),
            ("0", None),
            ("N1", None),
            ("K-7", None),
            ("A.", None),
            ("Nan-Xi", None),
            ("Kein & Co.", None),
            ("Nadia", None),
            ("S.O.S", None),
            ("(Müller)", None),
            ("a@b.example", None),
        ] {
            assert_eq!(placeholder(text), expected, "{text:?}");
        }
    }

    #[test]
    fn errors_of_spreadsheets_are_known_in_their_languages() {
        for text in ["#N/A", "#n/a", "#NV", "#WERT!", " #BEZUG! ", "#VALEUR!", "#¿NOMBRE?", "#ЗНАЧ!", "###", "#######"]
        {
            assert!(is_error_word(text), "{text}");
        }
        for text in ["#12", "#Sales", "#", "##", "N/A", "#1 Team!", "C#"] {
            assert!(!is_error_word(text), "{text}");
        }
    }
}

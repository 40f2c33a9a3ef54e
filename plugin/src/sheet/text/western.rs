//! How plausible text is in each of the code pages of Western and Central Europe, by the company its letters keep.
//!
//! A name list has few special characters, so nothing can be counted on but their places: a letter stands among
//! letters of its case, a currency sign beside a number, and nobody draws boxes in an address.

use std::collections::HashMap;

use super::{Encoding, UpperHalf};

/// The candidates, the likelier first where their scores are the same.
pub(super) const CANDIDATES: [Encoding; 5] =
    [Encoding::Windows1252, Encoding::Windows1250, Encoding::Iso8859_15, Encoding::Macintosh, Encoding::Cp850];

/// At how many special characters of a sample is looked: more say nothing new.
const LOOKS: usize = 20_000;

/// The letters beside ASCII that languages write, in small letters. A list in German has names of one other language, seldom
/// of two.
pub(super) const GERMAN: &str = "äöüßé";
const OTHERS: [(&[Encoding], &str); 11] = [
    (WEST, "àâæçéèêëîïôœùûüÿ"),
    (WEST, "áéíóúñü"),
    (WEST, "ãõáéíóúâêôàç"),
    (WEST, "àèéìòù"),
    (WEST, "åäöøæé"),
    (&[Encoding::Windows1252, Encoding::Iso8859_15], "šžáéíóúýôä"),
    (CENTRAL, "ąćęłńóśźż"),
    (CENTRAL, "áčďéěíňóřšťúůýžľĺŕäô"),
    (CENTRAL, "áéíóöőúüű"),
    (CENTRAL, "ăâîşţ"),
    (CENTRAL, "čćđšž"),
];
const WEST: &[Encoding] = &[Encoding::Windows1252, Encoding::Iso8859_15, Encoding::Macintosh, Encoding::Cp850];
const CENTRAL: &[Encoding] = &[Encoding::Windows1250];

/// How plausible a sample is in an encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    /// The average over the special characters: 10 is a German umlaut in its place, below 0 is nonsense.
    pub(super) average: f32,
    /// Bytes that mean nothing in this encoding.
    pub(super) impossible: usize,
    /// Special characters looked at.
    pub(super) looks: usize,
    /// The share of special letters that German and one other language have in common.
    pub(super) coherence: f32,
    /// Whether any character stands where none is expected, or is a letter of none of the encoding's languages.
    pub(super) strange: bool,
}

/// The share of special letters that belong to German and to one other language of the encoding.
fn coherence(encoding: Encoding, letters: &HashMap<char, usize>) -> f32 {
    let all: usize = letters.values().sum();
    let covered = |language: &str| -> usize {
        let known = |letter: &char| GERMAN.contains(*letter) || language.contains(*letter);
        letters.iter().filter(|(letter, _)| known(letter)).map(|(_, count)| count).sum()
    };
    let best = OTHERS.iter().filter(|(encodings, _)| encodings.contains(&encoding)).map(|(_, l)| covered(l)).max();
    if all == 0 { 1.0 } else { best.unwrap_or(0) as f32 / all as f32 }
}

/// Whether a letter belongs to German or to any other language of the encoding.
fn is_usual(encoding: Encoding, letter: char) -> bool {
    let languages = OTHERS.iter().filter(|(encodings, _)| encodings.contains(&encoding));
    GERMAN.contains(letter) || languages.into_iter().any(|(_, language)| language.contains(letter))
}

/// Scores a sample in an encoding of one byte a character.
pub(super) fn score(sample: &[u8], encoding: Encoding, upper: &UpperHalf) -> Score {
    let mut letters: HashMap<char, usize> = HashMap::new();
    let decode = |byte: u8| -> Option<char> {
        match byte.checked_sub(0x80) {
            None => Some(char::from(byte)),
            Some(index) => upper.get(usize::from(index)).copied().flatten(),
        }
    };
    let around = |at: Option<usize>| at.and_then(|at| sample.get(at)).and_then(|byte| decode(*byte)).unwrap_or(' ');
    let mut sum = 0.0;
    let mut looks = 0;
    let mut impossible = 0;
    let mut misplaced = false;
    let special = sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80).take(LOOKS);
    for (at, byte) in special {
        looks += 1;
        match decode(*byte) {
            None => impossible += 1,
            Some(character) => {
                if is_letter(character) {
                    *letters.entry(character.to_lowercase().next().unwrap_or(character)).or_default() += 1;
                }
                let before = [around(at.checked_sub(2)), around(at.checked_sub(1))];
                let value = place(before, character, [around(Some(at + 1)), around(Some(at + 2))]);
                // `Dvoý k`: a letter of DOS is the blank that does not break in Windows.
                misplaced |= value < 0.0 || character == '\u{a0}' && value < 5.0;
                sum += value;
            }
        }
    }
    let seen = looks - impossible;
    Score {
        average: if seen == 0 { -10.0 } else { sum / seen as f32 },
        impossible,
        looks,
        coherence: coherence(encoding, &letters),
        strange: impossible > 0 || misplaced || letters.keys().any(|letter| !is_usual(encoding, *letter)),
    }
}

/// Whether a sign stands where people type it.
pub(super) fn sign_fits(before: [char; 2], character: char, after: [char; 2]) -> bool {
    sign(before, character, after) >= 0.0
}

/// Whether words are made of it. The raised letters of `1º` and `Mª` are signs.
pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !matches!(character, 'ª' | 'º')
}

/// How well a special character fits the place where it stands, between the two characters before and after it.
fn place(before: [char; 2], character: char, after: [char; 2]) -> f32 {
    let [two_before, one_before] = before;
    if is_letter(character) {
        letter(two_before, one_before, character, after[0])
    } else {
        sign(before, character, after)
    }
}

fn letter(two_before: char, before: char, character: char, after: char) -> f32 {
    let known = commonness(character);
    if known < 0.0 {
        return known;
    }
    let joined_before = before.is_alphabetic();
    let joined_after = after.is_alphabetic();
    if !joined_before && !joined_after {
        // `à`, `é` or `ó` alone is a word of its own in some languages; other letters are not.
        return if matches!(character, 'à' | 'À' | 'ó' | 'é' | 'è' | 'ú' | 'í' | 'Ö' | 'ö') {
            0.0
        } else {
            -3.0
        };
    }
    if character.is_uppercase() {
        // A capital after a small letter is out of place, but `McÉwan` exists and `DÖ` shouts.
        if before.is_lowercase() {
            return -6.0;
        }
        if joined_before && before.is_uppercase() && after.is_lowercase() {
            return -3.0;
        }
    } else if joined_before && before.is_uppercase() && two_before.is_uppercase() && character != 'ß' {
        return -4.0;
    }
    if character == 'ß' && !is_vowel(before) {
        return if joined_before { 0.0 } else { -6.0 };
    }
    if character.is_lowercase() && after.is_uppercase() {
        // `OíBrien` and `äZum` were quotation marks.
        return known * 0.3;
    }
    if character.is_lowercase() && !joined_before {
        // Names begin with capitals: `äimek` was `Šimek`.
        return known * 0.7;
    }
    if matches!(character, 'ä' | 'ö' | 'ü') && is_vowel(before) && before != 'e' {
        return known * 0.5;
    }
    let crowded = [before, after].into_iter().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    // `Größe` has two side by side; a word made of nothing else belongs to another alphabet.
    match crowded {
        0 => known,
        1 => known * 0.4,
        _ => -4.0,
    }
}

fn is_vowel(character: char) -> bool {
    matches!(character.to_lowercase().next(), Some('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü'))
}

/// How common a letter is in names and addresses of the languages that these code pages were made for.
fn commonness(character: char) -> f32 {
    match character {
        'ä' | 'ö' | 'ü' | 'ß' | 'Ä' | 'Ö' | 'Ü' => 10.0,
        'é' | 'è' | 'à' | 'ç' | 'á' | 'í' | 'ó' | 'É' => 8.5,
        'ê' | 'ô' | 'î' | 'ï' | 'ë' | 'û' | 'ù' | 'â' | 'ú' | 'ñ' | 'ò' | 'ì' | 'å' | 'ø' | 'æ' | 'ã' | 'õ' | 'Å'
        | 'Ø' | 'Ç' | 'È' | 'À' | 'Á' | 'Ó' | 'Í' | 'Ú' | 'Ñ' => 7.5,
        'š' | 'č' | 'ž' | 'ć' | 'đ' | 'ř' | 'ě' | 'ů' | 'ý' | 'ł' | 'ą' | 'ę' | 'ś' | 'ż' | 'ń' | 'ź' | 'ő' | 'ű'
        | 'Š' | 'Č' | 'Ž' | 'Ł' | 'Ś' | 'Ż' | 'Ř' | 'Đ' | 'Ć' | 'ň' | 'ť' | 'ď' => 7.0,
        'œ' | 'Œ' | 'Æ' | 'Ê' | 'Ô' | 'Î' | 'Â' | 'Ë' | 'Ï' | 'Û' | 'Ù' | 'Ò' | 'Ì' | 'Ã' | 'Õ' | 'ÿ' | 'Ý' | 'Ő'
        | 'Ű' | 'ş' | 'Ş' | 'ţ' | 'ă' | 'Ě' | 'Ů' | 'Ń' | 'Ź' | 'ľ' | 'ĺ' | 'ŕ' | 'Ť' | 'Ď' | 'Ň' | 'Ľ' => {
            5.0
        }
        'Ÿ' | 'ð' | 'þ' | 'Ð' | 'Þ' | 'ı' | 'Ĺ' | 'Ŕ' | 'Ţ' | 'Ă' | 'Ą' | 'Ę' => 2.0,
        _ => -6.0,
    }
}

/// Signs that people type, or that programs put in their place: curved apostrophes and quotation marks, dashes, blanks that
/// do not break. A list may have no other special character, so in their places they are worth as much as letters.
fn sign([two_before, before]: [char; 2], character: char, [after, two_after]: [char; 2]) -> f32 {
    let in_word = before.is_alphabetic() && after.is_alphabetic();
    let opens = !before.is_alphanumeric() && after.is_alphanumeric();
    let closes = !before.is_whitespace() && !after.is_alphanumeric();
    match character {
        // `O’Brien`, `d’Arc`, `Sant’Angelo`, `Bob’s`; any other may be a letter of another code page.
        '’' if in_word => {
            let first = !two_before.is_alphabetic();
            let genitive = after == 's' && !two_after.is_alphabetic();
            if first || genitive || after.is_uppercase() { 9.0 } else { 5.0 }
        }
        '„' | '“' | '‘' | '«' | '»' if opens => 8.0,
        '‚' if opens => 4.0,
        '”' | '«' | '»' if closes => 7.0,
        '“' if closes => 6.0,
        '’' if closes => 4.0,
        '€' if before.is_ascii_digit() || after.is_ascii_digit() || before == ' ' || after == ' ' => 6.0,
        '€' if !in_word => 2.0,
        '°' if before.is_ascii_digit() || after == 'C' => 4.0,
        '–' | '—' if !before.is_alphabetic() && !after.is_alphabetic() => 8.0,
        '–' | '—' if after.is_uppercase() => 6.0,
        '–' | '—' if before == ' ' || before.is_ascii_digit() => 3.0,
        '‘' if !in_word => 2.0,
        '\u{a0}' if in_word && after.is_lowercase() => 4.0,
        '\u{a0}' => 8.5,
        '…' | '™' if before.is_alphanumeric() && !after.is_alphanumeric() => 8.5,
        'º' | 'ª' if before.is_alphanumeric() && !after.is_alphanumeric() => 5.0,
        '§' | '²' | '³' | '½' | '¼' | 'º' | 'ª' | '·' | '•' | '…' if !in_word => 1.0,
        '®' | '™' | '©' | '£' | 'µ' | '×' | '±' if !after.is_alphabetic() => 1.0,
        '\u{ad}' if in_word || before.is_ascii_digit() && after.is_ascii_digit() => 3.0,
        '\u{ad}' => 0.0,
        '´' if in_word => 1.0,
        _ if in_word => -8.0,
        '¤' => -3.0,
        '\u{2500}'..='\u{259F}' | '\u{2200}'..='\u{22FF}' | '\u{F8FF}' | '◊' => -8.0,
        _ => -2.0,
    }
}

//! Headers of several parts: the same name in two languages ("Vorname / First name"), a section and a name
//! ("Legal name - First name"), a number of the column in front, hints on the values behind.

use super::{Meaning, Need, Reading, left_alone, read_words, split_brackets, without_markers};
use crate::mapping::suggest::names::Why;

/// More parts than this are no header.
const MOST: usize = 4;

/// What the parts of a header mean together, where each of them is a name that is known.
pub(super) fn read(name: &str) -> Option<Reading> {
    let same = |character| matches!(character, '/' | '|' | '\\' | '\n' | ';');
    if name.contains(same) {
        return together(name.split(same), translated);
    }
    let separator = [" - ", " – ", " — ", ": "].into_iter().find(|separator| name.contains(separator))?;
    together(name.split(separator), in_section)
}

fn together<'a>(parts: impl Iterator<Item = &'a str>, both: fn(Reading, Reading) -> Reading) -> Option<Reading> {
    let parts: Vec<Vec<String>> = parts.map(without_markers).filter(|words| !words.is_empty()).collect();
    if !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let mut readings = parts.iter().map(|words| read_words(words));
    let first = readings.next()??;
    readings.try_fold(first, |before, next| Some(both(before, next?)))
}

/// One name in two languages, or two things in a column.
fn translated(a: Reading, b: Reading) -> Reading {
    match (a.meaning, b.meaning) {
        (Meaning::FullName, Meaning::Field { field: "first-name", .. })
        | (Meaning::Field { field: "first-name", .. }, Meaning::FullName) => full_name(a),
        _ => both(a, b),
    }
}

/// A section of the file and a name in it.
fn in_section(a: Reading, b: Reading) -> Reading {
    match (a.meaning, b.meaning) {
        (Meaning::FullName, Meaning::Field { field: "first-name", .. }) => b,
        _ => both(a, b),
    }
}

fn both(a: Reading, b: Reading) -> Reading {
    let surer = if b.rank > a.rank { b } else { a };
    match (a.meaning, b.meaning) {
        (Meaning::FullName, Meaning::FullName) | (Meaning::LeftAlone(_), Meaning::LeftAlone(_)) => a,
        (Meaning::FullName, Meaning::Field { field: "last-name", .. }) => b,
        (Meaning::Field { field: "last-name", .. }, Meaning::FullName) => a,
        (
            Meaning::Field { field: one, inverted, .. },
            Meaning::Field { field: other, inverted: other_inverted, .. },
        ) => match (one, other) {
            _ if one == other && inverted == other_inverted => surer,
            ("first-name", "last-name") | ("last-name", "first-name") => full_name(a),
            ("email", "user-name") | ("user-name", "email") => Reading {
                meaning: Meaning::Field { field: "user-name", inverted: false, need: Need::LogIn },
                rank: a.rank.min(b.rank),
                ..a
            },
            _ => left_alone(Why::Several),
        },
        _ => left_alone(Why::Several),
    }
}

fn full_name(like: Reading) -> Reading {
    Reading { meaning: Meaning::FullName, ..like }
}

/// The number in front of a header, "2. Nachname" or "(2) Nachname", and what follows it.
pub(in crate::mapping::suggest) fn sequence_number(name: &str) -> Option<(u16, &str)> {
    let name = name.trim_start();
    let name = name.strip_prefix('(').unwrap_or(name);
    let end = name.find(|character: char| !character.is_ascii_digit())?;
    let number = name.get(..end)?.parse().ok()?;
    let rest = name.get(end..)?.strip_prefix(['.', ')'])?.trim_start();
    rest.starts_with(char::is_alphabetic).then_some((number, rest))
}

/// The words of a header without hints in brackets on how its values are written or which there are; none where there are
/// no such hints, or others too.
pub(in crate::mapping::suggest) fn without_notation(name: &str) -> Option<Vec<String>> {
    let (outside, brackets) = split_brackets(name);
    let is_hint = |bracket: &super::Bracket| {
        bracket.is_notation() || (bracket.lists_values() && super::why_left_alone(&bracket.text).is_none())
    };
    (!brackets.is_empty() && brackets.iter().all(is_hint)).then(|| without_markers(&outside))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn field(name: &str) -> Option<&'static str> {
        match super::super::read(name)?.meaning {
            Meaning::Field { field, .. } => Some(field),
            Meaning::FullName => Some("full name"),
            Meaning::LeftAlone(_) => None,
        }
    }

    #[test]
    fn parts_must_agree() {
        for (name, expected) in [
            ("Vorname / First name", Some("first-name")),
            ("Prénom | Vorname | Nome", Some("first-name")),
            ("Nom\nNachname", Some("last-name")),
            ("Name/Surname", Some("last-name")),
            ("E-Mail / Courriel *", Some("email")),
            ("E-Mail / Login", Some("user-name")),
            ("Username/E-mail (Required)", Some("user-name")),
            ("Nachname/First name", Some("full name")),
            ("Legal Name - First Name", Some("first-name")),
            ("Manager - First name", None),
            ("Ort / Bundesland", None),
            ("Handy / Festnetz", None),
            ("Vorname / Kürzel", None),
            ("Aktiv / Gesperrt", None),
            ("E-Mail / Xyz", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
    }

    #[test]
    fn hints_in_brackets_do_not_count_where_they_are_of_values() {
        for (name, expected) in [
            ("Statut (Actif/Inactif)", Some("active")),
            ("Gesperrt (ja/nein)", Some("active")),
            ("Langue (FR/NL)", Some("language")),
            ("Rolle (Benutzer/Supervisor/Administrator)", Some("level")),
            ("Imię (wymagane)", Some("first-name")),
            ("(Pflicht) Vorname", Some("first-name")),
            ("Bemerkung (max. 200 Zeichen)", Some("note")),
            ("Note (u.note_public)", Some("note")),
            ("E-Mail (IT0105)", Some("email")),
            ("E-Mail (privat/dienstlich)", None),
            ("E-Mail (Ehepartner)", None),
            ("Mobil (privat)", None),
            ("Vorname (Notfallkontakt)", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
        assert_eq!(without_notation("Eintritt (TT.MM.JJJJ)").unwrap(), ["eintritt"]);
        assert_eq!(without_notation("Größe (S/M/L) *").unwrap(), ["grosse"]);
        assert_eq!(without_notation("E-Mail (privat/dienstlich)"), None);
    }

    #[test]
    fn a_number_in_front_is_of_the_column() {
        assert_eq!(sequence_number("2. Nachname"), Some((2, "Nachname")));
        assert_eq!(sequence_number("(12) E-Mail"), Some((12, "E-Mail")));
        assert_eq!(sequence_number("2 Nachname"), None);
        assert_eq!(sequence_number("1.5"), None);
    }
}

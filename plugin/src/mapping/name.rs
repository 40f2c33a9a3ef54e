//! Full names: which part is the first name, which the last.

use super::NamePart;

/// Words that begin a last name of several words, in lower case as they are written.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "zu", "zum", "zur", "de", "del", "della", "delle", "di", "da", "das", "dal", "dos", "do",
    "du", "des", "la", "le", "der", "den", "dem", "ter", "ten", "af", "av", "al", "el", "bin", "ben", "ibn", "y", "e",
    "i",
];

/// A part of a full name: what stands before and after a comma (`Kurz, Anna`), else the last word with the particles
/// before it (`Anna Maria von der Heide`). A single word is a last name. Two family names without a particle cannot be told
/// from a second first name; the last word alone is taken then.
pub fn split_name(full_name: &str, part: NamePart) -> &str {
    let full_name = full_name.trim();
    let (first, last) = match full_name.split_once(',') {
        Some((last, first)) => (first, last),
        None => full_name.split_at(last_name_begins(full_name)),
    };
    match part {
        NamePart::FirstName => first.trim(),
        NamePart::LastName => last.trim(),
    }
}

/// Where the last name begins, in bytes.
fn last_name_begins(full_name: &str) -> usize {
    let mut begins = full_name.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    // Moves over the space, which may be of several bytes.
    while !full_name.is_char_boundary(begins) {
        begins += 1;
    }
    loop {
        let before = full_name[..begins].trim_end();
        let word = before
            .rfind(char::is_whitespace)
            .map_or(0, |space| before[space..].chars().next().map_or(space, |blank| space + blank.len_utf8()));
        // The first word is a first name, whatever it is.
        if word == 0 || !PARTICLES.contains(&&before[word..]) {
            return begins;
        }
        begins = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_are_split_where_the_last_name_begins() {
        for (full, first, last) in [
            ("Anna Kurz", "Anna", "Kurz"),
            (" Anna  Maria Kurz ", "Anna  Maria", "Kurz"),
            ("Kurz, Anna", "Anna", "Kurz"),
            ("von der Heide, Anna Maria", "Anna Maria", "von der Heide"),
            ("Anna von der Heide", "Anna", "von der Heide"),
            ("Juan de la Cruz", "Juan", "de la Cruz"),
            ("Zoë O'Brien", "Zoë", "O'Brien"),
            ("Jürgen Müller-Lüdenscheidt", "Jürgen", "Müller-Lüdenscheidt"),
            ("Anna\u{a0}Kurz", "Anna", "Kurz"),
            ("Madonna", "", "Madonna"),
            ("", "", ""),
            ("van Damme", "van", "Damme"),
        ] {
            assert_eq!(
                (split_name(full, NamePart::FirstName), split_name(full, NamePart::LastName)),
                (first, last),
                "{full:?}"
            );
        }
    }
}

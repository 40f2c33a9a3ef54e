//! Names without what does not count in them: case, kinds of spaces and dashes, accents, punctuation; and how far two
//! names are apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters that nobody sees: zero-width ones, direction marks, the soft hyphen, byte-order marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`' | '´' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»')
}

/// A name as a person compares it: composed, in lower case, spaces as one, nothing invisible, no quotes around it.
pub(crate) fn squeeze(name: &str) -> String {
    let mut squeezed = String::with_capacity(name.len());
    for character in name.nfc().filter(|character| !is_invisible(*character)) {
        if character.is_whitespace() {
            if !squeezed.ends_with(' ') {
                squeezed.push(' ');
            }
        } else {
            squeezed.extend(character.to_lowercase());
        }
    }
    squeezed.trim_matches(|character: char| character == ' ' || is_quote(character)).to_owned()
}

/// The words of a name, in lower case and without accents. A word ends at anything that is neither letter nor digit and
/// before a capital that follows a small letter; `#` is the word `no`. A word hyphenated at a line break is one word.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Words::default();
    let mut characters = name.chars().filter(|character| !is_invisible(*character)).peekable();
    while let Some(character) = characters.next() {
        match character {
            '-' | '\u{2010}' | '\u{2011}' if characters.peek().is_some_and(|next| matches!(next, '\n' | '\r')) => {
                while characters.next_if(|next| next.is_whitespace()).is_some() {}
                words.after_small = false;
                if characters.peek().is_some_and(|next| next.is_uppercase()) {
                    words.end();
                }
            }
            '#' => {
                words.end();
                words.current.push_str("no");
                words.end();
            }
            letter if letter.is_alphanumeric() || is_combining_mark(letter) => words.push(letter),
            _ => words.end(),
        }
    }
    words.end();
    words.done
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    current: String,
    after_small: bool,
}

impl Words {
    fn push(&mut self, letter: char) {
        if letter.is_uppercase() && self.after_small {
            self.end();
        }
        self.after_small = letter.is_lowercase() && letter.is_alphabetic();
        match letter {
            'ß' | 'ẞ' => self.current.push_str("ss"),
            'æ' | 'Æ' => self.current.push_str("ae"),
            'œ' | 'Œ' => self.current.push_str("oe"),
            'ø' | 'Ø' => self.current.push('o'),
            'ł' | 'Ł' => self.current.push('l'),
            'đ' | 'Đ' => self.current.push('d'),
            // The Turkish letter without a dot, which the ASCII capital of most keyboards stands for.
            'ı' => self.current.push('i'),
            letter if letter.is_ascii() => self.current.push(letter.to_ascii_lowercase()),
            letter => {
                let plain = letter.nfkd().filter(|part| part.is_alphanumeric());
                self.current.extend(plain.flat_map(char::to_lowercase));
            }
        }
    }

    fn end(&mut self) {
        self.after_small = false;
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
    }
}

/// A name as one word: its words without anything between them. Names with the same key are the same name.
pub(crate) fn key(name: &str) -> String {
    words(name).concat()
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one text of the other
/// (optimal string alignment), or more than `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = last[j] + usize::from(from != to);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *to && *from == b[j - 1] {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(most + 1)
}

/// The name nearest to one that is not known, where one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = key(name);
    let most = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&wanted, &key(candidate), most), candidate))
        .filter(|(far, _)| *far <= most)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_count_in_a_name_is_not_in_its_key() {
        for (name, expected) in [
            ("Vor-\nname *", "vorname"),
            (" Nachname\u{a0}", "nachname"),
            ("E\u{2011}Mail", "email"),
            ("TELEFON\u{200b}", "telefon"),
            ("\"Mobil\"", "mobil"),
            ("Straße / Nr.", "strassenr"),
            ("Prénom", "prenom"),
            ("Pre\u{301}nom", "prenom"),
            ("homePostalCode", "homepostalcode"),
            ("HOME_POSTAL_CODE", "homepostalcode"),
            ("Employee #", "employeeno"),
            ("Nº empleado", "noempleado"),
            ("Länge\u{ad}ngrad", "langengrad"),
            ("Kullanıcı adı", "kullaniciadi"),
            ("KULLANICI ADI", "kullaniciadi"),
            ("SİCİL NO", "sicilno"),
            ("Datum rođenja", "datumrodenja"),
        ] {
            assert_eq!(key(name), expected, "{name:?}");
        }
    }

    #[test]
    fn words_end_where_a_reader_sees_them_end() {
        for (name, expected) in [
            ("user.givenName", vec!["user", "given", "name"]),
            ("u_first_name", vec!["u", "first", "name"]),
            ("ORT01", vec!["ort01"]),
            ("Block sign in (Yes/No)", vec!["block", "sign", "in", "yes", "no"]),
            ("E-\nMail", vec!["e", "mail"]),
        ] {
            assert_eq!(words(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_swap_of_neighbours_is_one_step() {
        for (a, b, steps) in [
            ("frist", "first", 1),
            ("nacname", "nachname", 1),
            ("same", "same", 0),
            ("", "ab", 2),
            ("vorname", "nachname", 4),
        ] {
            assert_eq!(distance(a, b, 9), steps, "{a} {b}");
        }
        assert!(distance("a", "abcdef", 2) > 2);
    }

    #[test]
    fn the_nearest_name_is_near_or_none() {
        assert_eq!(nearest("Mapings", ["Mode", "Mappings"]), Some("Mappings"));
        assert_eq!(nearest("firstname", ["first-name", "last-name"]), Some("first-name"));
        assert_eq!(nearest("Wasserball", ["Mode", "Mappings"]), None);
    }
}

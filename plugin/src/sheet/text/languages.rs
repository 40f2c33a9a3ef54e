//! Whether a sample is text of one language in a code page, letter by letter: asked where the code pages of Western and Central
//! Europe read badly, or give letters that hardly occur there.

use std::collections::HashSet;

use super::western::{GERMAN, is_letter, sign_fits};
use super::{Encoding, UpperHalf};

/// How many special characters of a sample are looked at: more say nothing new.
const LOOKS: usize = 20_000;

const ICELANDIC: &str = "áéíóúýæöðþ";
/// The small form of the dotted capital is taken letter by letter, and begins with a plain one.
const TURKISH: &str = "çğıöşüâîûi";
const LATVIAN: &str = "āčēģīķļņšūž";
const LITHUANIAN: &str = "ąčęėįšųūž";
const ESTONIAN: &str = "äöüõšž";
const POLISH: &str = "ąćęłńóśźż";
const CZECH_AND_SLOVAK: &str = "áčďéěíňóřšťúůýžľĺŕäô";
const HUNGARIAN: &str = "áéíóöőúüű";
const ROMANIAN: &str = "ăâîşţ";
const CROATIAN: &str = "čćđšž";

/// The code pages that are asked, the likelier first, with the languages that are written in them.
fn candidates() -> [(Encoding, &'static [&'static str]); 5] {
    const CENTRAL: &[&str] = &[POLISH, CZECH_AND_SLOVAK, HUNGARIAN, ROMANIAN, CROATIAN];
    [
        (Encoding::Windows1252, &[ICELANDIC]),
        (Encoding::Other(encoding_rs::WINDOWS_1254), &[TURKISH]),
        (Encoding::Other(encoding_rs::WINDOWS_1257), &[LATVIAN, LITHUANIAN, ESTONIAN]),
        (Encoding::Other(encoding_rs::ISO_8859_2), CENTRAL),
        (Encoding::of_code_page(852), CENTRAL),
    ]
}

/// The code pages in which a sample is text of one language, with German names in between.
pub(super) fn fitting(sample: &[u8]) -> Vec<Encoding> {
    let fits = |(encoding, languages): &(Encoding, &[&str])| {
        encoding
            .upper_half()
            .is_some_and(|upper| letters(sample, &upper).is_some_and(|found| in_one(&found, languages)))
    };
    candidates().into_iter().filter(fits).map(|(encoding, _)| encoding).collect()
}

fn in_one(letters: &HashSet<char>, languages: &[&str]) -> bool {
    let known = |language: &str| letters.iter().all(|letter| language.contains(*letter) || GERMAN.contains(*letter));
    !letters.is_empty() && languages.iter().any(|language| known(language))
}

/// The special letters of a sample in small form; none where any character stands where it cannot.
fn letters(sample: &[u8], upper: &UpperHalf) -> Option<HashSet<char>> {
    let decode = |byte: &u8| match byte.checked_sub(0x80) {
        None => Some(char::from(*byte)),
        Some(at) => upper.get(usize::from(at)).copied().flatten(),
    };
    let around = |at: Option<usize>| at.and_then(|at| sample.get(at)).and_then(decode).unwrap_or(' ');
    let mut found = HashSet::new();
    let special = sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80).take(LOOKS);
    for (at, byte) in special {
        let character = decode(byte)?;
        let before = [around(at.checked_sub(2)), around(at.checked_sub(1))];
        let after = [around(Some(at + 1)), around(Some(at + 2))];
        if !is_letter(character) {
            if !sign_fits(before, character, after) {
                return None;
            }
        } else if stands_well(before, character, after) {
            found.extend(character.to_lowercase().next());
        } else {
            return None;
        }
    }
    Some(found)
}

/// Whether a letter stands in a word, in the company of letters of its case.
fn stands_well([two_before, before]: [char; 2], character: char, [after, two_after]: [char; 2]) -> bool {
    let joined = before.is_alphabetic() || after.is_alphabetic();
    let case = if character.is_uppercase() {
        let begins = !before.is_alphabetic();
        !(before.is_lowercase() || begins && after.is_uppercase() && two_after.is_lowercase())
    } else {
        let shouts = before.is_uppercase() && two_before.is_uppercase();
        !after.is_uppercase() && !shouts && before.is_alphabetic()
    };
    joined && case
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::encoded;
    use super::super::guess::{Reason, guess};
    use super::*;
    use crate::host::MemorySource;

    const W1254: Encoding = Encoding::Other(encoding_rs::WINDOWS_1254);
    const W1257: Encoding = Encoding::Other(encoding_rs::WINDOWS_1257);
    const LATIN2: Encoding = Encoding::Other(encoding_rs::ISO_8859_2);
    const W1251: Encoding = Encoding::Other(encoding_rs::WINDOWS_1251);
    const W1253: Encoding = Encoding::Other(encoding_rs::WINDOWS_1253);

    fn decoded(label: &str, bytes: &[u8]) -> String {
        let mut text = String::new();
        Encoding::from_label(label).unwrap().decode(bytes, &mut text);
        text
    }

    #[test]
    fn names_are_read_as_they_are_written_or_asked_about() {
        use Encoding::{Cp850, Windows1250, Windows1252};
        let dos2 = Encoding::of_code_page(852);
        let lists: [(&[Encoding], &[&str]); 26] = [
            (
                &[Windows1252, Cp850],
                &["Jürgen Müller", "Käthe Groß", "Jörg Weiß", "Änne Übler", "Günther Schäfer", "Löhr"],
            ),
            (
                &[Windows1252, Cp850],
                &["François Lefèvre", "Hélène Noël", "Jérôme Bœuf".split('œ').next().unwrap_or_default()],
            ),
            (&[Windows1252], &["José García", "María Muñoz", "Íñigo Núñez", "Ángel Yáñez"]),
            (&[Windows1252], &["João Gonçalves", "Conceição Simões", "Antônio Araújo"]),
            (&[Windows1252], &["Niccolò Forlì", "Nicolò Cantù", "Mosè Garrè"]),
            (&[Windows1252], &["Søren Kjær", "Åse Rasmussen", "Jørgen Nygård", "Bjørn Ødegård", "Håkan Öberg"]),
            (&[Windows1252], &["Väinö Mäkelä", "Päivi Hämäläinen", "Töölö"]),
            (&[Windows1252], &["Guðrún Sigurðardóttir", "Þór Jónsson", "Björk Guðmundsdóttir", "Sævar Þórðarson"]),
            (&[Windows1252], &["Bjørn Dæhlie", "Zoë Brontë", "Muñoz"]),
            (&[Windows1250, LATIN2, dos2], &["Łukasz Żółć", "Dąbrowski", "Wałęsa", "Gdańsk", "Małgorzata Śliwińska"]),
            (&[Windows1250, LATIN2, dos2], &["Dvořák", "Jiří Černý", "Tomáš Šťastný", "Věra Žižková", "Přemysl Kůrka"]),
            (&[Windows1250], &["Ľubomír Ďurica", "Štefan Kováč", "Žofia Šťastná"]),
            (&[Windows1250, dos2], &["Győző Őry", "Erzsébet Szűcs", "László Kertész"]),
            (&[Windows1250, dos2], &["Đorđe Šarić", "Željko Kovačević", "Ivan Čačić"]),
            (&[W1254], &["İpek Şahin", "Ayşe Yılmaz", "Doğan Kızılırmak", "Çağla Öztürk", "Işıl Gürbüz"]),
            (&[W1257], &["Jānis Bērziņš", "Līga Kļaviņa", "Ģirts Ķēniņš", "Anna Ozoliņa"]),
            (&[W1257], &["Rūta Žemaitė", "Jonas Žukauskas", "Ąžuolas Šimkus", "Eglė Petrauskienė"]),
            (&[W1257, Windows1252], &["Jüri Mägi", "Õie Tõnisson", "Käbi Lään"]),
            (&[W1251], &["Иван Петров", "Ольга Смирнова", "Дмитрий Кузнецов"]),
            (&[W1251], &["Олександр Шевченко", "Наталія Коваленко", "Ганна Бондаренко"]),
            (&[W1251], &["Георги Иванов", "Мария Димитрова"]),
            (&[W1253], &["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Γεωργίου"]),
            (&[Windows1252], &["Renée Müller-Lüdenscheidt", "André Köhler", "Zoë Šimek"]),
            (&[Windows1252], &["O’Brien", "d’Angelo", "Bob’s Laden"]),
            (&[Windows1252], &["Straße 5 – Hof", "Größenweg 7", "„Zum Bären“"]),
            (&[Windows1252], &["Hauptstraße 5 · Büro", "3.000 € für Jürgen", "§ 5 Abs. 2 für Käthe"]),
        ];
        let (mut all, mut asked, mut wrong) = (0, 0, Vec::new());
        for (encodings, names) in lists {
            for encoding in encodings {
                let singles = names.iter().map(|name| vec![*name]);
                for list in singles.chain([names.to_vec()]) {
                    let text = format!("Name;Ort\r\n{};Ulm\r\n", list.join(";Ulm\r\n"));
                    let bytes = encoded(&text, *encoding);
                    let found = guess(&MemorySource(bytes.clone()), None).unwrap();
                    let mut read = String::new();
                    found.encoding.decode(&bytes, &mut read);
                    let is_question = matches!(found.reason, Reason::Unsettled { .. });
                    // A single name may be a name in two of them; then the warning names the right one.
                    let is_named = list.len() < 3
                        && matches!(found.reason, Reason::Doubtful { other } if decoded(other, &bytes) == text);
                    // A list of several names is long enough to tell.
                    if !(read == text || is_question || is_named) || (is_question && list.len() > 2) {
                        wrong.push(format!("{encoding:?} {list:?}: {found:?} {read}"));
                    }
                    all += 1;
                    asked += usize::from(is_question);
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(asked * 10 <= all, "{asked} questions of {all}");
    }
}

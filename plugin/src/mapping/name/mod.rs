//! Full names: which part is the first name, which the last, and what is none of them.

mod words;

use super::NamePart;
use words::{is_between, is_degree, is_generation, is_particle, is_title};

/// A full name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitName {
    /// The first name, or several; empty where there is none.
    pub first: String,
    /// The last name, with what belongs to it (`von`, `de la`, `Jr.`).
    pub last: String,
    /// Titles, degrees and remarks, as they stand in the text: they are no part of the name.
    pub left_out: Vec<String>,
}

impl SplitName {
    /// The part that a field takes.
    pub fn part(&self, part: NamePart) -> &str {
        match part {
            NamePart::FirstName => &self.first,
            NamePart::LastName => &self.last,
        }
    }
}

/// Splits a full name: what stands before and after a comma (`Kurz, Anna`), else the last word with the particles before it
/// (`Anna Maria von der Heide`). A single word is a last name. Two family names without a particle cannot be told from a second
/// first name; the last word alone is taken then. Titles, degrees and remarks in brackets are left out, wherever they stand.
pub fn split_name(full_name: &str) -> SplitName {
    let mut split = SplitName::default();
    let name = without_remark(full_name.trim(), &mut split.left_out);
    let mut generation = None;
    // What stands behind a comma may be a degree, and is then no first name.
    let mut parts: Vec<Vec<&str>> = name.split(',').map(|part| part.split_whitespace().collect()).collect();
    // Of a first and a last name without a comma, neither tells a son from his father: `Maria Senior`.
    let needed = if parts.len() > 1 { 1 } else { 2 };
    for (at, words) in parts.iter_mut().enumerate() {
        strip(words, if at > 0 { 0 } else { needed }, &mut generation, &mut split.left_out);
    }
    parts.retain(|words| !words.is_empty());
    let (first, mut last) = match parts.split_first() {
        Some((only, [])) => {
            let (first, last) = only.split_at(last_name_begins(only));
            (first.to_vec(), last.to_vec())
        }
        Some((last, first)) => (first.concat(), last.clone()),
        None => (Vec::new(), Vec::new()),
    };
    last.extend(generation);
    split.first = first.join(" ");
    split.last = last.join(" ");
    split
}

/// A name without what stands in brackets or behind a slash at its end: a name at birth, a department.
fn without_remark<'t>(name: &'t str, left_out: &mut Vec<String>) -> &'t str {
    let begins = match name.strip_suffix(')') {
        Some(before) => before.rfind('('),
        None => name.rfind(" / ").map(|at| at + 1),
    };
    let Some((kept, remark)) = begins.and_then(|at| name.split_at_checked(at)) else { return name };
    if kept.trim().is_empty() || is_degree(remark) {
        return name;
    }
    left_out.push(remark.trim().to_owned());
    kept.trim_end()
}

/// Takes titles, degrees and what tells people of one name apart off a part of a name, of which `needed` words stay names. A part
/// behind a comma may be made of
/// nothing else (`, Jr.`); otherwise a name must be left (`Frau Mag` is called so), unless points show that none is there.
fn strip<'t>(words: &mut Vec<&'t str>, needed: usize, generation: &mut Option<&'t str>, left_out: &mut Vec<String>) {
    let mut titles = 0;
    while words.get(titles).is_some_and(|word| is_title(word, titles > 0)) {
        titles += 1;
    }
    if titles > 0 && (titles < words.len() || words.iter().all(|word| word.contains('.'))) {
        left_out.push(words.drain(..titles).collect::<Vec<_>>().join(" "));
    }
    let mut behind = Vec::new();
    while let Some(word) = words.last().copied() {
        let is_spare = words.len() > needed.min(1);
        if words.len() > needed && is_generation(word) && generation.is_none() {
            *generation = Some(word);
        } else if is_spare && (is_degree(word) || (word.contains('.') && is_title(word, false))) {
            behind.push(word);
        } else {
            break;
        }
        words.pop();
    }
    if !behind.is_empty() {
        behind.reverse();
        left_out.push(behind.join(" "));
    }
}

/// The place of the word that begins the last name.
fn last_name_begins(words: &[&str]) -> usize {
    let mut begins = words.len().saturating_sub(1);
    let mut particles = false;
    // The first word is a first name, whatever it is.
    while begins > 1 {
        let before = words.get(begins - 1).copied().unwrap_or_default();
        if is_particle(before, particles) {
            particles = true;
            begins -= 1;
        } else if is_between(before) && begins > 2 {
            particles = false;
            begins -= 2;
        } else {
            break;
        }
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_are_split_where_the_last_name_begins() {
        for (full, first, last) in [
            ("Anna Kurz", "Anna", "Kurz"),
            (" Anna  Maria Kurz ", "Anna Maria", "Kurz"),
            ("Kurz, Anna", "Anna", "Kurz"),
            ("Kurz,Anna", "Anna", "Kurz"),
            ("von der Heide, Anna Maria", "Anna Maria", "von der Heide"),
            ("Anna von der Heide", "Anna", "von der Heide"),
            ("Anna Von Der Heide", "Anna", "Von Der Heide"),
            ("ANNA VON DER HEIDE", "ANNA", "VON DER HEIDE"),
            ("Karl-Theodor von und zu Guttenberg", "Karl-Theodor", "von und zu Guttenberg"),
            ("Ursula auf der Heide", "Ursula", "auf der Heide"),
            ("Hans in der Au", "Hans", "in der Au"),
            ("Jan van 't Hoff", "Jan", "van 't Hoff"),
            ("Pieter van den Berg", "Pieter", "van den Berg"),
            ("Juan de la Cruz", "Juan", "de la Cruz"),
            ("Maria De Los Santos", "Maria", "De Los Santos"),
            ("José Ortega y Gasset", "José", "Ortega y Gasset"),
            ("Dick Van Dyke", "Dick", "Van Dyke"),
            ("Osama bin Saad", "Osama", "bin Saad"),
            ("Zoë O'Brien", "Zoë", "O'Brien"),
            ("Jürgen Müller-Lüdenscheidt", "Jürgen", "Müller-Lüdenscheidt"),
            ("Anna\u{a0}Kurz", "Anna", "Kurz"),
            ("Madonna", "", "Madonna"),
            ("", "", ""),
            ("van Damme", "van", "Damme"),
            // First names and initials that look like particles.
            ("John Ben Smith", "John Ben", "Smith"),
            ("Maria E Lopez", "Maria E", "Lopez"),
            ("Van Morrison", "Van", "Morrison"),
            ("Yo-Yo Ma", "Yo-Yo", "Ma"),
            ("M. Night Shyamalan", "M. Night", "Shyamalan"),
            ("Junior, Davy", "Davy", "Junior"),
            ("Frau Mag", "Frau", "Mag"),
            ("Maria Senior", "Maria", "Senior"),
            ("Robert IV", "Robert", "IV"),
            ("Ing Tan", "Ing", "Tan"),
            ("Miss Universe", "Miss", "Universe"),
        ] {
            let split = split_name(full);
            assert_eq!((split.first.as_str(), split.last.as_str(), split.left_out.len()), (first, last, 0), "{full:?}");
        }
    }

    #[test]
    fn titles_degrees_and_remarks_are_left_out_and_generations_stay() {
        for (full, first, last, left_out) in [
            ("Dr. Eva Schulz", "Eva", "Schulz", &["Dr."] as &[&str]),
            ("Prof. Dr. med. Eva Schulz", "Eva", "Schulz", &["Prof. Dr. med."]),
            ("Dr. Schulz, Eva", "Eva", "Schulz", &["Dr."]),
            ("Schulz, Dr. Eva", "Eva", "Schulz", &["Dr."]),
            ("Schulz, Eva, Dr.", "Eva", "Schulz", &["Dr."]),
            ("Schulz Dr., Eva", "Eva", "Schulz", &["Dr."]),
            ("Frau Eva Schulz", "Eva", "Schulz", &["Frau"]),
            ("Mr John Smith", "John", "Smith", &["Mr"]),
            ("Dipl.-Ing. Max Huber", "Max", "Huber", &["Dipl.-Ing."]),
            ("Mag. (FH) Max Huber", "Max", "Huber", &["Mag. (FH)"]),
            ("Huber, Mag. Max", "Max", "Huber", &["Mag."]),
            ("Max Huber, MSc", "Max", "Huber", &["MSc"]),
            ("Max Huber MBA", "Max", "Huber", &["MBA"]),
            ("Max Huber, M.A.", "Max", "Huber", &["M.A."]),
            ("John Smith, PhD, MBA", "John", "Smith", &["PhD", "MBA"]),
            ("Smith, John, PhD", "John", "Smith", &["PhD"]),
            ("John Smith MD", "John", "Smith", &["MD"]),
            ("John Smith Jr.", "John", "Smith Jr.", &[]),
            ("John Smith, Jr.", "John", "Smith Jr.", &[]),
            ("Smith Jr., John", "John", "Smith Jr.", &[]),
            ("Smith, John, III", "John", "Smith III", &[]),
            ("John Smith III", "John", "Smith III", &[]),
            ("Hans Maier jun.", "Hans", "Maier jun.", &[]),
            ("John van der Berg III, PhD", "John", "van der Berg III", &["PhD"]),
            ("Eva Schulz (geb. Maier)", "Eva", "Schulz", &["(geb. Maier)"]),
            ("Schulz, Eva / Vertrieb", "Eva", "Schulz", &["/ Vertrieb"]),
        ] {
            let split = split_name(full);
            assert_eq!((split.first.as_str(), split.last.as_str()), (first, last), "{full:?}");
            assert_eq!(split.left_out, left_out, "{full:?}");
        }
    }
}

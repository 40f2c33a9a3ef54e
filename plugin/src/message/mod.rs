//! Every text a person reads, by code, in German and English. No logic lives here.
//!
//! A [`Message`] is one entry of the catalogue: a stable code for machines and a template per language.
//! A [`Problem`] is a message with its place (line, column, field) and its arguments filled in. Tests check codes,
//! people read texts. Each room of the house has its own part of the catalogue; [`all`] lists every entry.

pub mod access;
pub mod apply;
pub mod export;
pub mod field;
pub mod guard;
pub mod mapping;
pub mod plan;
pub mod settings;
pub mod spreadsheet;
pub mod text_file;

use std::fmt;

use crate::field::FieldId;

/// A language that messages and labels exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// German (`de`).
    German,
    /// English (`en`), also the language for everybody whose own is not among these.
    #[default]
    English,
}

impl Language {
    /// The language for a BCP 47 tag: German for `de` and every `de-*`, English for all else.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }

    /// The BCP 47 tag: `de` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }
}

/// How much a message weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something to look at; the row or the file goes on.
    Warning,
    /// The cell, the row or the whole run does not go through.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One entry of the catalogue. Templates hold arguments as `{name}`, and words that follow a number as `{name?word|words}`: the
/// first where the argument is 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The stable code, in kebab case. Never reused for another meaning.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The German template.
    pub de: &'static str,
    /// The English template.
    pub en: &'static str,
}

/// A reference to an entry of the catalogue.
pub type Code = &'static Message;

/// Declares a part of the catalogue: constants, and `ALL` with every one of them.
macro_rules! messages {
    ($($name:ident = $code:literal, $severity:ident, de: $de:literal, en: $en:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $en)]
            pub const $name: $crate::message::Code = &$crate::message::Message {
                code: $code,
                severity: $crate::message::Severity::$severity,
                de: $de,
                en: $en,
            };
        )*
        /// Every message of this part of the catalogue.
        pub const ALL: &[$crate::message::Code] = &[$($name),*];
    };
}
pub(crate) use messages;

/// Every message of the catalogue.
pub fn all() -> impl Iterator<Item = Code> {
    [
        access::ALL,
        apply::ALL,
        export::ALL,
        field::ALL,
        guard::ALL,
        mapping::ALL,
        plan::ALL,
        settings::ALL,
        spreadsheet::ALL,
        text_file::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// A line as a spreadsheet shows it: the first is 1, an empty line of a text file counts, and a record whose quotes hold line
/// breaks is one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNumber(pub u32);

impl fmt::Display for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Stands in a list of texts for those that are left out.
pub const MORE: &str = "…";

/// A message with its place and its arguments: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The entry of the catalogue.
    pub message: Code,
    /// The line in the file, where there is one.
    pub line: Option<LineNumber>,
    /// The column in the file, counted from 0, where there is one.
    pub column: Option<u32>,
    /// The field it is about, where there is one.
    pub field: Option<FieldId>,
    /// The arguments of the template, by name.
    pub arguments: Vec<(&'static str, String)>,
    /// An argument that is a list of texts, each in the quotation marks of the language; [`MORE`] stands for the rest of them.
    pub quoted: Option<Box<(&'static str, Vec<String>)>>,
}

impl Problem {
    /// A problem without place or arguments.
    pub fn new(message: Code) -> Self {
        Self { message, line: None, column: None, field: None, arguments: Vec::new(), quoted: None }
    }

    /// Sets the line (1-based, as a spreadsheet shows it).
    #[must_use]
    pub fn at_line(mut self, line: LineNumber) -> Self {
        self.line = Some(line);
        self
    }

    /// Sets the column (0-based).
    #[must_use]
    pub fn at_column(mut self, column: usize) -> Self {
        self.column = u32::try_from(column).ok();
        self
    }

    /// Sets the field.
    #[must_use]
    pub fn of_field(mut self, field: FieldId) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds an argument of the template.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Adds an argument that is a list of texts, each of which is quoted.
    #[must_use]
    pub fn with_quoted(mut self, name: &'static str, texts: impl IntoIterator<Item = impl fmt::Display>) -> Self {
        self.quoted = Some(Box::new((name, texts.into_iter().map(|text| text.to_string()).collect())));
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.message.code
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.message.severity
    }

    /// The cell as a spreadsheet names it (`C3`), where line and column are known.
    pub fn cell(&self) -> Option<String> {
        Some(format!("{}{}", column_letters(self.column?), self.line?))
    }

    /// The text a person reads, without its place.
    pub fn text(&self, language: Language) -> String {
        let (template, [open, close]) = match language {
            Language::German => (self.message.de, ["„", "“"]),
            Language::English => (self.message.en, ["“", "”"]),
        };
        let Some((name, texts)) = self.quoted.as_deref() else { return fill(template, &self.arguments) };
        let quote = |text: &String| if text == MORE { text.clone() } else { format!("{open}{text}{close}") };
        let list = texts.iter().map(quote).collect::<Vec<_>>().join(", ");
        fill(template, &[self.arguments.as_slice(), &[(*name, list)]].concat())
    }
}

/// Replaces every `{name}` and `{name?word|words}` in one pass, so that an argument's own braces stay as they are.
fn fill(template: &str, arguments: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
        text.push_str(&rest[..open]);
        let (name, forms) = parts(&rest[open + 1..close]);
        match (arguments.iter().find(|(known, _)| *known == name), forms) {
            (Some((_, value)), None) => text.push_str(value),
            (Some((_, value)), Some((one, other))) => text.push_str(if value == "1" { one } else { other }),
            (None, _) => text.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    text
}

/// The name of the argument that stands between braces, and the words for one and for any other number.
fn parts(placeholder: &str) -> (&str, Option<(&str, &str)>) {
    match placeholder.split_once('?') {
        Some((name, forms)) => (name, forms.split_once('|')),
        None => (placeholder, None),
    }
}

/// A column's letters as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeSet, HashSet};

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(inside, _)| parts(inside).0).collect()
    }

    #[test]
    fn every_code_is_unique_and_says_the_same_in_both_languages() {
        let mut seen = HashSet::new();
        for message in all() {
            assert!(seen.insert(message.code), "{} stands twice", message.code);
            assert!(!message.de.is_empty() && !message.en.is_empty(), "{} has no text", message.code);
            assert_eq!(placeholders(message.de), placeholders(message.en), "{}", message.code);
        }
    }

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn an_argument_that_looks_like_a_placeholder_is_not_filled_in_again() {
        let arguments = [("a", "{b}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(fill("{a} {b} {c}", &arguments), "{b} x {c}");
    }

    #[test]
    fn texts_of_a_list_are_quoted_as_the_language_does() {
        let problem = Problem::new(export::UNKNOWN_FIELDS).with_quoted("unknown", ["a", "b", MORE]).with("known", "c");
        for (language, quoted) in [(Language::German, "„a“, „b“, …."), (Language::English, "“a”, “b”, ….")]
        {
            let text = problem.text(language);
            assert!(text.contains(quoted), "{text}");
        }
    }

    #[test]
    fn words_follow_their_number() {
        for (count, expected) in
            [("0", "0 rows fail"), ("1", "1 row fails"), ("2", "2 rows fail"), ("21", "21 rows fail")]
        {
            assert_eq!(fill("{n} {n?row fails|rows fail}", &[("n", count.to_owned())]), expected);
        }
    }

    #[test]
    fn every_pair_of_words_has_both_and_its_number() {
        let inside = |template: &'static str| template.split('{').skip(1).filter_map(|part| part.split_once('}'));
        for (message, template) in all().flat_map(|message| [(message, message.de), (message, message.en)]) {
            for (placeholder, _) in inside(template).filter(|(placeholder, _)| placeholder.contains(['?', '|'])) {
                let (name, forms) = parts(placeholder);
                assert!(forms.is_some_and(|(one, other)| one != other && !other.contains('|')), "{template}");
                assert!(!name.is_empty() && placeholders(message.en).contains(name), "{template}");
            }
        }
    }
}

//! Query parameters, read strictly: an unknown or doubled name is refused, for a misspelt `dryRun` would be an import.

use std::collections::HashMap;

use axum::http::Uri;

use super::problem::{Code, Problem};
use crate::language::Language;

/// The parameters of a request, by their names as documented.
#[derive(Debug)]
pub(super) struct Query {
    values: HashMap<&'static str, String>,
    language: Language,
}

impl Query {
    /// Reads the query of a request, of which `known` are the names. Names ignore case; a value that is empty is as good as
    /// not given.
    pub(super) fn of(uri: &Uri, known: &[&'static str], language: Language) -> Result<Self, Problem> {
        let mut values = HashMap::new();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            let Some(name) = known.iter().find(|known| known.eq_ignore_ascii_case(&name)) else {
                let names = known.join(", ");
                return Err(Problem::new(Code::BadQuery, language).detail(language.pick(
                    format!("Es gibt einen unbekannten Abfrageparameter. Bekannt sind: {names}."),
                    format!("There is an unknown query parameter. Known are: {names}."),
                )));
            };
            if values.contains_key(name) {
                return Err(bad(name, language, language.pick("kommt zweimal vor", "comes twice")));
            }
            values.insert(*name, value.into_owned());
        }
        values.retain(|_, value| !value.is_empty());
        Ok(Self { values, language })
    }

    /// Answers in this language from now on.
    pub(super) fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// A parameter's value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A parameter's value, read by `read`; `expected` says what it may be.
    pub(super) fn read<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let wrong = || {
            let text = self.language.pick(format!("darf sein: {expected}"), format!("may be: {expected}"));
            bad(name, self.language, &text)
        };
        read(value).map(Some).ok_or_else(wrong)
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Problem> {
        let flag = self.read(name, "true, false", |value| match value.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => Some(true),
            "false" | "0" | "no" => Some(false),
            _ => None,
        })?;
        Ok(flag.unwrap_or_default())
    }

    /// A number from 0.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Problem> {
        self.read(name, "0, 1, 2 …", |value| value.parse().ok())
    }

    /// The tag of a language.
    pub(super) fn language_tag(&self) -> Result<Option<String>, Problem> {
        self.read("language", "de, en, de-AT …", |tag| {
            let parts = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
            let starts = tag.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
            (starts && tag.len() <= 35 && tag.split(['-', '_']).all(parts)).then(|| tag.replace('_', "-"))
        })
    }

    /// One character, or `tab`.
    pub(super) fn delimiter(&self) -> Result<Option<String>, Problem> {
        self.read("delimiter", "; , | tab", |value| {
            if value.eq_ignore_ascii_case("tab") || value == "\\t" {
                return Some("\t".to_owned());
            }
            (value.chars().count() == 1).then(|| value.to_owned())
        })
    }
}

fn bad(name: &str, language: Language, text: &str) -> Problem {
    Problem::new(Code::BadQuery, language).detail(
        language.pick(format!("Der Abfrageparameter {name} {text}."), format!("The query parameter {name} {text}.")),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn query(text: &str) -> Result<Query, Problem> {
        let uri: Uri = format!("/x?{text}").parse().unwrap();
        Query::of(&uri, &["mode", "dryRun", "delimiter", "language"], Language::English)
    }

    #[test]
    fn unknown_and_doubled_names_are_refused() {
        for text in ["dry-run=true", "mode=a&mode=b", "mode=a&MODE=b", "x"] {
            assert!(query(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_ignore_case_and_empty_values_are_not_given() {
        let query = query("DRYRUN=True&mode=&").unwrap();
        assert!(query.flag("dryRun").unwrap());
        assert_eq!(query.get("mode"), None);
    }

    #[test]
    fn delimiters_are_one_character() {
        for (text, expected) in [("%3B", ";"), ("tab", "\t"), ("%09", "\t"), (",", ",")] {
            assert_eq!(query(&format!("delimiter={text}")).unwrap().delimiter().unwrap().as_deref(), Some(expected));
        }
        assert!(query("delimiter=ab").unwrap().delimiter().is_err());
    }

    #[test]
    fn languages_look_like_languages() {
        for (text, expected) in [("de-AT", Some("de-AT")), ("en_US", Some("en-US")), ("", None)] {
            assert_eq!(query(&format!("language={text}")).unwrap().language_tag().unwrap().as_deref(), expected);
        }
        for text in ["../etc", "d%20e", "-de", "%00"] {
            assert!(query(&format!("language={text}")).unwrap().language_tag().is_err(), "{text}");
        }
    }
}

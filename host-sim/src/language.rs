//! The languages that this host speaks: one type for the command line, the HTTP API, the store and messages to users.

use std::str::FromStr;

/// A language that this host speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German.
    German,
    /// English, also the language for everybody whose own is not among these.
    #[default]
    English,
}

impl Language {
    /// The language for a BCP 47 tag: German for `de` and every `de-*`, English for all else.
    pub fn from_tag(tag: &str) -> Self {
        tag.parse().unwrap_or_default()
    }

    /// The language of the terminal by the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, as POSIX has it; none where
    /// it is `C` or `POSIX`, which name no language.
    pub fn of_terminal() -> Option<Self> {
        Self::of_locale(|name| std::env::var(name).ok())
    }

    fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)?;
        let tag = locale.split(['.', '@']).next().unwrap_or_default();
        if matches!(tag, "C" | "POSIX") { None } else { Some(Self::from_tag(tag)) }
    }

    /// `de` or `en`.
    pub fn tag(self) -> &'static str {
        self.pick("de", "en")
    }

    /// One of two texts that say the same.
    pub fn pick<T>(self, german: T, english: T) -> T {
        match self {
            Self::German => german,
            Self::English => english,
        }
    }

    /// A number with the noun that it counts, given for one and for any other number: `1 row`, `0 Zeilen`.
    pub fn count(self, number: impl Into<u64>, german: [&str; 2], english: [&str; 2]) -> String {
        let number = number.into();
        let [one, other] = self.pick(german, english);
        format!("{number} {}", if number == 1 { one } else { other })
    }
}

impl FromStr for Language {
    type Err = &'static str;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "de" => Ok(Self::German),
            "en" => Ok(Self::English),
            _ => Err("possible values are de and en, also with a region, such as de-AT"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_variable_that_is_set_names_the_language() {
        let (german, english) = (Some(Language::German), Some(Language::English));
        for (all, messages, lang, expected) in [
            ("", "", "", None),
            ("", "", "de_DE.UTF-8", german),
            ("", "de_AT", "en_US.UTF-8", german),
            ("en_GB.UTF-8", "de_DE", "de_DE", english),
            ("C", "de_DE", "de_DE", None),
            ("C.UTF-8", "", "de_DE", None),
            ("POSIX", "", "", None),
            ("", "", "de@euro", german),
            ("", "", "fr_FR.UTF-8", english),
        ] {
            let variable = |name: &str| {
                let value = match name {
                    "LC_ALL" => all,
                    "LC_MESSAGES" => messages,
                    _ => lang,
                };
                Some(value.to_owned())
            };
            assert_eq!(Language::of_locale(variable), expected, "{all} {messages} {lang}");
        }
    }

    #[test]
    fn regions_are_understood_and_other_languages_are_told_in_english() {
        for (tag, read) in
            [("de", Ok(Language::German)), ("DE-at", Ok(Language::German)), ("en_US", Ok(Language::English))]
        {
            assert_eq!(tag.parse::<Language>(), read, "{tag}");
        }
        for tag in ["", "fr", "deu", "german"] {
            assert!(tag.parse::<Language>().is_err(), "{tag}");
            assert_eq!(Language::from_tag(tag), Language::English, "{tag}");
        }
    }
}

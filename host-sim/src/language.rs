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

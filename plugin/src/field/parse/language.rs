//! Languages, by BCP 47 tag or by name: `de`, `de_at`, `German`, `Deutsch (Österreich)`.

use std::sync::LazyLock;

use oxilangtag::LanguageTag;

use super::names::Names;
use super::{Reading, country};
use crate::message::Problem;
use crate::message::field as message;

static LANGUAGES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("tables/languages.txt")));

pub(super) fn parse(reading: &Reading<'_>, text: &str) -> Result<String, Problem> {
    let tag = read(text).ok_or_else(|| reading.problem(message::NOT_A_LANGUAGE, text))?;
    super::text::check_length(reading, &tag)?;
    Ok(tag)
}

/// The tag in its canonical case. Names come first where there is no hyphen, because `German` is a well-formed tag too.
fn read(text: &str) -> Option<String> {
    if text.contains(['-', '_'])
        && let Some(tag) = from_tag(text)
    {
        return Some(tag);
    }
    LANGUAGES.find(text).map(str::to_owned).or_else(|| from_name_with_region(text))
}

/// A tag whose language and region exist; whatever else it holds is only well formed.
fn from_tag(text: &str) -> Option<String> {
    let tag = LanguageTag::parse_and_normalize(&text.replace('_', "-")).ok()?;
    let primary = tag.primary_language();
    // Extended languages (`zh-yue`) are the old way to write what has a code of its own (`yue`).
    if !(2..=3).contains(&primary.len()) || tag.extended_language().is_some() {
        return None;
    }
    let language = LANGUAGES.find(primary)?;
    let mut canonical = tag.as_str().replacen(primary, language, 1);
    if let Some(region) = tag.region() {
        let numeric = region.bytes().all(|b| b.is_ascii_digit());
        let known = if numeric { region } else { country::find(region)? };
        if known != region {
            canonical = canonical.replacen(&format!("-{region}"), &format!("-{known}"), 1);
        }
    }
    Some(canonical)
}

/// `English (United Kingdom)`, `Deutsch - Österreich`, `Chinese (Simplified)`.
fn from_name_with_region(text: &str) -> Option<String> {
    let (name, place) = match text.strip_suffix(')') {
        Some(open) => open.split_once('(')?,
        None => text.split_once(" - ").or_else(|| text.split_once(", "))?,
    };
    let language = LANGUAGES.find(name)?;
    let place = place.trim();
    let subtag = match place.to_lowercase().as_str() {
        "simplified" | "vereinfacht" => "Hans",
        "traditional" | "traditionell" => "Hant",
        "latin" | "lateinisch" => "Latn",
        "cyrillic" | "kyrillisch" => "Cyrl",
        _ => country::find(place)?,
    };
    Some(format!("{language}-{subtag}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_languages() {
        assert_eq!(LANGUAGES.clashes(), Vec::<&str>::new());
    }

    #[test]
    fn every_language_of_two_letters_has_a_three_letter_code_and_names() {
        let table = include_str!("tables/languages.txt");
        assert!(table.lines().count() > 200);
        for line in table.lines() {
            let columns: Vec<_> = line.splitn(3, ' ').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert_eq!(columns[0].len() == 2, columns[1] != "-", "{line}");
        }
    }

    #[test]
    fn languages_are_read_as_tags_and_as_names() {
        for (text, tag) in [
            ("de", "de"),
            ("DE", "de"),
            ("de-AT", "de-AT"),
            ("de_at", "de-AT"),
            ("DE-at", "de-AT"),
            ("deu", "de"),
            ("ger", "de"),
            ("Deutsch", "de"),
            ("deutsch", "de"),
            ("German", "de"),
            ("allemand", "de"),
            ("tedesco", "de"),
            ("alemán", "de"),
            ("Englisch", "en"),
            ("English", "en"),
            ("en-GB", "en-GB"),
            ("en-UK", "en-GB"),
            ("English (United Kingdom)", "en-GB"),
            ("English (US)", "en-US"),
            ("Deutsch (Österreich)", "de-AT"),
            ("Deutsch - Schweiz", "de-CH"),
            ("German, Austria", "de-AT"),
            ("français", "fr"),
            ("Französisch", "fr"),
            ("Franzoesisch", "fr"),
            ("Italiano", "it"),
            ("español", "es"),
            ("Castellano", "es"),
            ("čeština", "cs"),
            ("Tschechisch", "cs"),
            ("polski", "pl"),
            ("magyar", "hu"),
            ("slovenščina", "sl"),
            ("Ελληνικά", "el"),
            ("русский", "ru"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("Chinese (Simplified)", "zh-Hans"),
            ("sr-latn", "sr-Latn"),
            ("pt-br", "pt-BR"),
            ("Portuguese (Brazil)", "pt-BR"),
            ("es-419", "es-419"),
            ("de-CH-1901", "de-CH-1901"),
            ("ca-valencia", "ca-valencia"),
            ("gsw", "gsw"),
            ("gsw-CH", "gsw-CH"),
        ] {
            assert_eq!(read(text).unwrap_or_default(), tag, "{text}");
        }
    }

    #[test]
    fn what_is_no_language_is_none() {
        for text in
            ["", "xx", "de-XX", "Klingonisch", "abcde", "x-private", "1031", "de_DE.UTF-8", "German (Bavaria)", "-"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

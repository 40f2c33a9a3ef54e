//! What a text loses before anything else is read from it: outer spaces and characters that nobody sees.
//!
//! Values, keys and comparisons share these rules, so that what reads the same is the same.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::plain::is_plain;

/// Unicode NFC, without invisible characters and without outer spaces of any kind. Inner spaces and line breaks stay.
/// Applying it twice changes nothing more. Borrows wherever nothing but outer spaces goes.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(trim(text));
    }
    let mut tidied = pass(text);
    // Dropping a character can let its neighbours compose, and composing can make a joiner superfluous.
    loop {
        let next = pass(&tidied);
        if next == tidied {
            return Cow::Owned(tidied);
        }
        tidied = next;
    }
}

/// Like [`tidy`], but without joiners too: the form in which keys are compared.
pub(super) fn tidy_key(text: &str) -> Cow<'_, str> {
    match tidy(text) {
        tidied if is_plain(&tidied) || !tidied.chars().any(is_joiner) => tidied,
        tidied => {
            let bare: String = tidied.chars().filter(|c| !is_joiner(*c)).collect();
            Cow::Owned(tidy(&bare).into_owned())
        }
    }
}

/// [`str::trim`] for texts that nearly always begin and end with a letter or digit.
pub(super) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

fn is_clean(text: &str) -> bool {
    is_plain(text)
        || (!text.chars().any(|c| is_invisible(c) || is_joiner(c)) && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

fn pass(text: &str) -> String {
    let composed: String = text.chars().filter(|c| !is_invisible(*c)).nfc().collect();
    let mut kept = String::with_capacity(composed.len());
    let mut rest = composed.chars().peekable();
    while let Some(c) = rest.next() {
        let belongs = !is_joiner(c)
            || (kept.chars().next_back().is_some_and(takes_joiners) && rest.peek().copied().is_some_and(takes_joiners));
        if belongs {
            kept.push(c);
        }
    }
    kept.trim().nfc().collect()
}

/// Characters without width that say nothing: zero-width spaces, byte order marks, soft hyphens, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The zero-width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a joiner beside this character belongs to the spelling: in Arabic and Indic scripts and in emoji, which all
/// stand from U+0600 on. Beside a Latin, Greek or Cyrillic letter it is debris of a copied web page.
fn takes_joiners(c: char) -> bool {
    c >= '\u{600}' && !c.is_whitespace() && !is_joiner(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn outer_spaces_of_all_kinds_and_invisible_characters_go() {
        for (text, expected) in [
            ("Anna", "Anna"),
            (" \t\r\nAnna\n ", "Anna"),
            ("\u{A0}Anna\u{202F}", "Anna"),
            ("\u{2009}\u{3000}Anna\u{2003}\u{2028}", "Anna"),
            ("\u{FEFF}Anna", "Anna"),
            ("\u{200B} Anna \u{200B}", "Anna"),
            ("An\u{200B}na\u{2060}", "Anna"),
            ("\u{202A}+43 664 1\u{202C}", "+43 664 1"),
            ("Anna\u{A0}Maria", "Anna\u{A0}Maria"),
            ("Anna  Maria", "Anna  Maria"),
            ("Ju\u{308}rgen", "J\u{FC}rgen"),
            ("a\u{200D}b", "ab"),
            ("\u{200B}\u{A0}\u{FEFF}", ""),
            ("", ""),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }

    #[test]
    fn joiners_stay_where_they_belong_to_the_spelling_and_never_in_keys() {
        let persian = "می\u{200C}خواهم";
        let emoji = "👩\u{200D}🔧";
        assert_eq!(tidy(persian), persian);
        assert_eq!(tidy(emoji), emoji);
        assert_eq!(tidy_key(persian), persian.replace('\u{200C}', ""));
        assert_eq!(tidy("\u{200D}👩\u{200D}"), "👩");
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing_more(text in any::<String>(), dirt in "[a-zA-Z\u{AD}\u{200B}-\u{200F}\u{300}-\u{303}\u{212A}\u{600}-\u{605}\u{FEFF} ]{0,12}") {
            let text = format!("{text}{dirt}");
            let once = tidy(&text).into_owned();
            prop_assert_eq!(tidy(&once), once.as_str());
            let key = tidy_key(&text).into_owned();
            prop_assert_eq!(tidy_key(&key), key.as_str());
        }
    }
}

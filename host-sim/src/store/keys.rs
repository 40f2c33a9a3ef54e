//! How keys are compared: the normalisation that the contract asks of `find`, applied to stored values in the same way.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The key fields, each unique within a tenant.
pub(super) const UNIQUE: [&str; 4] = ["email", "employee-number", "user-name", "microsoft-object-id"];

/// A value of a key field as it is compared: zero-width characters dropped, Unicode NFC, spaces of all kinds trimmed, and
/// lower-cased where the field ignores case. The domain of an email address is compared in letters.
pub fn normalise<'a>(field: &str, value: &'a str) -> Cow<'a, str> {
    let plain = without_case(field, value);
    if field != "email" || !plain.contains("xn--") {
        return plain;
    }
    let Some((before, domain)) = plain.rsplit_once('@') else { return plain };
    let labels: Vec<String> =
        domain.split('.').map(|label| in_letters(label).unwrap_or_else(|| label.to_owned())).collect();
    Cow::Owned(format!("{before}@{}", labels.join(".")))
}

/// A label of a domain that is in Punycode, in letters; none for others.
fn in_letters(label: &str) -> Option<String> {
    let encoded = label.strip_prefix("xn--").filter(|_| label.len() <= 63)?;
    let decoded = idna::punycode::decode_to_string(encoded)?;
    let is_name = !decoded.is_ascii() && decoded.chars().all(|c| c.is_alphanumeric() || c == '-');
    let folded = without_case("email", &decoded).into_owned();
    (is_name && without_case("email", &folded) == folded).then_some(folded)
}

fn without_case<'a>(field: &str, value: &'a str) -> Cow<'a, str> {
    let fold = matches!(field, "email" | "user-name" | "microsoft-object-id");
    if value.is_ascii() {
        let trimmed = value.trim();
        return if fold && trimmed.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(trimmed.to_ascii_lowercase())
        } else {
            Cow::Borrowed(trimmed)
        };
    }
    let visible: String = value.chars().filter(|c| !is_invisible(*c)).collect();
    let composed: String = if is_nfc(&visible) { visible } else { visible.nfc().collect() };
    let trimmed = composed.trim();
    if !fold {
        return Cow::Owned(trimmed.to_owned());
    }
    // A sigma is a sigma, at a word's end too: otherwise a name would not match its own capitals.
    Cow::Owned(trimmed.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect())
}

/// Characters without width. Beside those that the contract names: soft hyphens and marks of direction, which nobody sees either.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_normalised() {
        for (field, value, expected) in [
            ("email", " Anna.Berger@Example.COM\t", "anna.berger@example.com"),
            ("email", "\u{a0}JO\u{308}RG@example.com\u{3000}", "jörg@example.com"),
            ("email", "\u{feff}a\u{200b}@b.example\u{2060} ", "a@b.example"),
            ("email", "Anna@xn--mller-kva.example", "anna@müller.example"),
            ("email", "a@xn--.example", "a@xn--.example"),
            ("employee-number", " aB-7 ", "aB-7"),
            ("employee-number", "\u{200b}00A\u{a0}", "00A"),
            ("user-name", "ANNA", "anna"),
            ("user-name", "ΝΙΚΟΣ", "νικοσ"),
            ("user-name", "νικος", "νικοσ"),
            ("email", "an\u{ad}na@example.com\u{200e}", "anna@example.com"),
            ("email", "İ@example.com", "i\u{307}@example.com"),
            ("microsoft-object-id", "8F-AB", "8f-ab"),
        ] {
            assert_eq!(normalise(field, value), expected, "{field} {value:?}");
        }
    }

    #[test]
    fn the_plugin_and_this_host_compare_keys_alike() {
        for field in UNIQUE {
            for value in [
                " Anna@X.example ",
                "anna@XN--MLLER-KVA.example",
                "anna@mail.xn--strae-oqa.xn--a",
                "ΝΙΚΟΣ",
                "νικος",
                "JU\u{308}RGEN",
                "İ",
                "STRASSE",
                "straße",
                "a\u{200b}b",
                "\u{ad}a\u{3000}",
                "É\u{2060}",
            ] {
                let theirs = roster_plugin::field::normalise_key_id(&roster_plugin::field::FieldId::new(field), value);
                assert_eq!(normalise(field, value), theirs, "{field} {value:?}");
                assert_eq!(normalise(field, &theirs), theirs, "{field} {value:?}");
            }
        }
    }
}

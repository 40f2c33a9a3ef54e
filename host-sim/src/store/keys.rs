//! How keys are compared: the normalisation that the contract asks of `find`, applied to stored values in the same way.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The key fields, each unique within a tenant.
pub(super) const UNIQUE: [&str; 4] = ["email", "employee-number", "user-name", "microsoft-object-id"];

/// A value of a key field as it is compared: zero-width characters dropped, Unicode NFC, spaces of all kinds trimmed, and
/// lower-cased where the field ignores case.
pub fn normalise<'a>(field: &str, value: &'a str) -> Cow<'a, str> {
    let fold = matches!(field, "email" | "user-name" | "microsoft-object-id");
    if value.is_ascii() {
        let trimmed = value.trim();
        return if fold && trimmed.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(trimmed.to_ascii_lowercase())
        } else {
            Cow::Borrowed(trimmed)
        };
    }
    let visible: String = value.chars().filter(|c| !is_zero_width(*c)).collect();
    let composed: String = if is_nfc(&visible) { visible } else { visible.nfc().collect() };
    let trimmed = composed.trim();
    Cow::Owned(if fold { trimmed.to_lowercase() } else { trimmed.to_owned() })
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
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
            ("employee-number", " aB-7 ", "aB-7"),
            ("employee-number", "\u{200b}00A\u{a0}", "00A"),
            ("user-name", "ANNA", "anna"),
            ("microsoft-object-id", "8F-AB", "8f-ab"),
        ] {
            assert_eq!(normalise(field, value), expected, "{field} {value:?}");
        }
    }
}

//! The form in which keys are compared: by the plugin, and by every host that looks an account up.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::plain::is_plain_small;
use super::tidy::{tidy_key, trim};
use super::{Field, FieldId, id};

/// The form of a text in which it is compared as a value of a field: Unicode NFC, outer spaces of all kinds trimmed,
/// zero-width characters dropped; for email addresses, user names and Microsoft object ids also without regard to case; the
/// labels of an address's domain in letters where they are in Punycode (`xn--mller-kva` is `müller`).
/// Normalising twice changes nothing more. Borrows where nothing but outer spaces goes.
pub fn normalise_key<'t>(field: &Field, text: &'t str) -> Cow<'t, str> {
    normalise_key_id(&field.id, text)
}

/// [`normalise_key`] by the field's id.
pub fn normalise_key_id<'t>(field: &FieldId, text: &'t str) -> Cow<'t, str> {
    if is_plain_small(text) {
        let text = trim(text);
        return if *field == id::EMAIL { domain_in_letters(text) } else { Cow::Borrowed(text) };
    }
    let tidied = tidy_key(text);
    if !ignores_case(field) {
        return tidied;
    }
    let folded = fold(&tidied);
    if *field == id::EMAIL { Cow::Owned(domain_in_letters(&folded).into_owned()) } else { Cow::Owned(folded) }
}

/// What the labels of a domain in Punycode begin with.
const PUNYCODE: &str = "xn--";

/// The longest label of a domain.
const LONGEST_LABEL: usize = 63;

/// An address in lower case with the labels of its domain in letters; labels that are no Punycode stay.
fn domain_in_letters(address: &str) -> Cow<'_, str> {
    let Some((before, domain)) = address.rsplit_once('@').filter(|(_, domain)| domain.contains(PUNYCODE)) else {
        return Cow::Borrowed(address);
    };
    let labels: Vec<_> =
        domain.split('.').map(|label| in_letters(label).map_or(Cow::Borrowed(label), Cow::Owned)).collect();
    Cow::Owned(format!("{before}@{}", labels.join(".")))
}

fn in_letters(label: &str) -> Option<String> {
    let encoded = label.strip_prefix(PUNYCODE).filter(|_| label.len() <= LONGEST_LABEL)?;
    let decoded = fold(&idna::punycode::decode_to_string(encoded)?);
    let is_name = !decoded.is_ascii() && decoded.chars().all(|c| c.is_alphanumeric() || c == '-');
    (is_name && tidy_key(&decoded) == decoded).then_some(decoded)
}

/// Whether keys of this field are the same in upper and lower case. Employee numbers and ids are not: they are the
/// other system's, and `a1` may be another person than `A1`.
pub(super) fn ignores_case(field: &FieldId) -> bool {
    [id::EMAIL, id::USER_NAME, id::MICROSOFT_OBJECT_ID].contains(field)
}

/// Lower case by the full rules of Unicode, the same in every locale. A sigma is a sigma, at a word's end too.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_compared_without_what_nobody_sees() {
        for (field, text, expected) in [
            (id::EMAIL, " Anna@Example.COM\u{A0}", "anna@example.com"),
            (id::EMAIL, "JU\u{308}RGEN@example.com", "jürgen@example.com"),
            (id::EMAIL, "an\u{200B}na@example.com\u{FEFF}", "anna@example.com"),
            (id::EMAIL, "anna@xn--mller-kva.example", "anna@müller.example"),
            (id::EMAIL, "Anna@XN--MLLER-KVA.Example", "anna@müller.example"),
            (id::EMAIL, "ole@mail.xn--strae-oqa.example", "ole@mail.straße.example"),
            (id::EMAIL, "xn--mller-kva@a.example", "xn--mller-kva@a.example"),
            (id::EMAIL, "a@xn--.example", "a@xn--.example"),
            (id::EMAIL, "a@xn--a.example", "a@xn--a.example"),
            (id::EMAIL, "a@xn--99999999999.example", "a@xn--99999999999.example"),
            (id::USER_NAME, "a@xn--mller-kva.example", "a@xn--mller-kva.example"),
            (id::USER_NAME, "AMüller", "amüller"),
            (id::USER_NAME, "ΝΙΚΟΣ", "νικοσ"),
            (id::USER_NAME, "νικος", "νικοσ"),
            (id::USER_NAME, "STRASSE", "strasse"),
            (id::USER_NAME, "straße", "straße"),
            (id::MICROSOFT_OBJECT_ID, "1B4E28BA-2FA1-11D2-883F-0016D3CCA427", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"),
            (id::EMPLOYEE_NUMBER, "\u{2009}00042a ", "00042a"),
            (id::EMPLOYEE_NUMBER, "A1", "A1"),
            (id::ID, " Ab1 ", "Ab1"),
        ] {
            assert_eq!(normalise_key_id(&field, text), expected, "{field} {text:?}");
        }
    }

    proptest! {
        #[test]
        fn normalising_a_domain_twice_changes_nothing_more(label in "[a-z0-9-]{0,12}", other in "\\PC{0,4}") {
            let once = normalise_key_id(&id::EMAIL, &format!("a@xn--{label}.{other}")).into_owned();
            prop_assert_eq!(normalise_key_id(&id::EMAIL, &once), once.as_str());
        }

        #[test]
        fn normalising_twice_changes_nothing_more(text in any::<String>()) {
            for field in [id::EMAIL, id::EMPLOYEE_NUMBER] {
                let once = normalise_key_id(&field, &text);
                prop_assert_eq!(normalise_key_id(&field, &once), once.as_ref());
            }
        }
    }
}

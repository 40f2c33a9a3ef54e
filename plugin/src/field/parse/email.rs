//! Email addresses: one per cell, the bare address.

use email_address::{EmailAddress, Options};

use super::{Reading, text};
use crate::message::Problem;
use crate::message::field as message;

/// The address as written, without a `mailto:` that a spreadsheet's hyperlink left. A name around the address
/// (`Anna Huber <anna@example.com>`) and several addresses are problems: what would be dropped is somebody's data.
pub(super) fn parse(reading: &Reading<'_>, text: &str) -> Result<String, Problem> {
    let address = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text.get(7..).unwrap_or_default(),
        _ => text,
    };
    if is_address(address) {
        text::check_length(reading, address)?;
        return Ok(address.to_owned());
    }
    Err(reading.problem(
        match address.matches('@').count() {
            2.. if address.contains([';', ',', ' ', '/', '|']) => message::SEVERAL_EMAILS,
            1 if address.contains(['<', '>']) => message::EMAIL_WITH_NAME,
            _ => message::NOT_AN_EMAIL,
        },
        text,
    ))
}

fn is_address(address: &str) -> bool {
    is_common(address) || is_allowed(address)
}

/// The shape that nearly every address has, told in one walk over its bytes: names of letters, digits and the signs that
/// nobody wonders about, with single dots between them. Whatever else an address may be is for [`is_allowed`].
fn is_common(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let dotted = |text: &str, fits: fn(u8) -> bool| {
        let mut before = b'.';
        text.bytes().all(|byte| {
            let fits = if byte == b'.' { before != b'.' } else { fits(byte) };
            before = byte;
            fits
        }) && before != b'.'
    };
    let top = domain.len() - domain.rfind('.').map_or(domain.len(), |dot| dot + 1);
    (1..=64).contains(&local.len())
        && (2..=24).contains(&top)
        && domain.len() <= 63
        && domain.as_bytes().last().is_some_and(u8::is_ascii_alphabetic)
        && dotted(local, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'))
        && dotted(domain, |byte| byte.is_ascii_alphanumeric())
}

fn is_allowed(address: &str) -> bool {
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    !address.contains(char::is_whitespace)
        && EmailAddress::parse_with_options(address, options).is_ok()
        && address.rsplit_once('@').is_some_and(|(_, domain)| is_domain(domain))
}

/// Stricter than the mail standards: the names that the domain name system gives out, in any script.
fn is_domain(domain: &str) -> bool {
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.') || !c.is_ascii())
        && top.chars().count() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_addresses_need_no_second_look() {
        for address in ["anna@example.com", "A.Huber_2+crm@mail.example.co.at", "x-y@a.de"] {
            assert!(is_common(address), "{address}");
        }
    }

    proptest! {
        #[test]
        fn what_is_common_is_allowed(address in "[a-zA-Z0-9._+@-]{1,12}@[a-z0-9.@-]{0,9}\\.[a-z0-9]{0,3}") {
            prop_assert!(!is_common(&address) || is_allowed(&address), "{}", address);
        }
    }
}

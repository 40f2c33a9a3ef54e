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

//! User names: assigned when an account is created, and never changed.

use unicode_normalization::UnicodeNormalization;

use super::error::StoreError;

/// Longer names are cut before a number is put behind them.
const MAX_BASE: usize = 40;

/// The name that a person would get if nobody had it: the local part of the email address, otherwise first and last name, in
/// lower-case ASCII.
pub(super) fn base(email: &str, first_name: &str, last_name: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    [fold(local), fold(&format!("{first_name}.{last_name}"))]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "user".to_owned())
}

/// The base, or the base with a number from 2 up, that is not taken. Where thousands share a base, the number is found in a few
/// questions: doubled until it is free, then halved back.
pub(super) fn first_free(base: &str, taken: impl Fn(&str) -> Result<bool, StoreError>) -> Result<String, StoreError> {
    if !taken(base)? {
        return Ok(base.to_owned());
    }
    let with = |number: u64| format!("{base}{number}");
    let (mut low, mut high) = (1_u64, 2_u64);
    while taken(&with(high))? {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if taken(&with(middle))? {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(with(high))
}

fn fold(text: &str) -> String {
    let mut name = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'ä' | 'æ' => name.push_str("ae"),
            'ö' | 'œ' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            'ø' => name.push('o'),
            'ł' => name.push('l'),
            'đ' => name.push('d'),
            _ => name.extend(c.nfkd().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))),
        }
    }
    name.truncate(MAX_BASE);
    name.trim_matches(['.', '-', '_']).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn user_names_come_from_the_email_or_the_name() {
        for (email, first, last, expected) in [
            ("Anna.Berger@example.com", "A", "B", "anna.berger"),
            ("jörg+crm@example.com", "J", "B", "joergcrm"),
            ("é.dvořák@example.com", "E", "D", "e.dvorak"),
            ("李@example.com", "Jürgen", "Groß", "juergen.gross"),
            ("李@example.com", "小", "龙", "user"),
        ] {
            assert_eq!(base(email, first, last), expected, "{email}");
        }
    }

    #[test]
    fn people_who_share_a_name_get_numbers() {
        let mut taken: HashSet<String> = HashSet::new();
        for expected in ["info", "info2", "info3", "info4", "info5"] {
            let Ok(name) = first_free("info", |name| Ok(taken.contains(name))) else { unreachable!() };
            assert_eq!(name, expected);
            taken.insert(name);
        }
    }
}

//! Finding codes by the names that people write for them: without regard to case, accents, spaces and punctuation.
//!
//! The tables name each code's alpha-3 codes and names. Codes are those of ISO 639 and ISO 3166-1, most names those of the
//! Unicode CLDR (© Unicode, Inc., Unicode License v3), with what else stands in people's address lists.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Codes by folded name.
pub(super) struct Names {
    /// Sorted by the folded name.
    entries: Vec<(String, &'static str)>,
}

impl Names {
    /// Reads a table. A line holds the code, the alpha-3 codes with `,` between them, and the names with `|` between them.
    pub(super) fn read(table: &'static str) -> Self {
        let mut entries = Vec::new();
        for line in table.lines() {
            let mut columns = line.splitn(3, ' ');
            let (Some(code), Some(alpha_3), Some(names)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            for name in alpha_3.split(',').chain(names.split('|')).chain([code]) {
                entries.push((fold(name), code));
                entries.extend(with_umlauts_written_out(name).map(|name| (fold(&name), code)));
            }
        }
        entries.retain(|(name, _)| !name.is_empty());
        entries.sort_unstable();
        entries.dedup();
        Self { entries }
    }

    /// The code for a code or name.
    pub(super) fn find(&self, name: &str) -> Option<&'static str> {
        let folded = fold(name);
        if folded.len() <= LONGEST_CODE && !is_written_as_code(name, folded.len()) {
            return None;
        }
        let at = self.entries.binary_search_by(|(known, _)| known.as_str().cmp(&folded)).ok()?;
        self.entries.get(at).map(|(_, code)| *code)
    }
}

/// The letters of the longest ISO code.
const LONGEST_CODE: usize = 3;

/// Abbreviations with dots that people write for a country.
const DOTTED: &[&str] = &["U.S.A.", "U.S.A", "U.S.", "U.S", "U.K.", "U.K", "G.B.", "G.B", "U.A.E.", "U.A.E", "F.L."];

/// Whether a short name is a code and not another abbreviation that has its letters: `n/a` is not Namibia, `u.a.` is not
/// Ukraine, `c/o` not Colombia.
fn is_written_as_code(name: &str, letters: usize) -> bool {
    let name = name.trim();
    !name.is_ascii() || name.len() == letters || DOTTED.contains(&name.to_uppercase().as_str()) && is_upper(name)
}

fn is_upper(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The letters and digits of a name, in lower case and without accents.
fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c if c.is_alphanumeric() && !is_combining_mark(c) => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// `Oesterreich` for `Österreich`; none for a name without umlauts.
fn with_umlauts_written_out(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    lower.contains(['ä', 'ö', 'ü']).then(|| lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"))
}

#[cfg(test)]
impl Names {
    /// Folded names that stand for more than one code.
    pub(super) fn clashes(&self) -> Vec<&str> {
        self.entries.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0.as_str()).collect()
    }
}

//! Lists and names that say themselves what they are: JSON arrays, and distinguished names of a directory.

/// What a cell holds.
pub(super) enum Structured {
    /// The texts of an array, or the name of one directory entry.
    Items(Vec<String>),
    /// It begins as an array and is none.
    Broken,
}

/// Reads a cell that is an array of texts (JSON, or with single quotation marks as Python prints it) or one distinguished name
/// (RFC 4514), or several; none for every other.
pub(super) fn read(cell: &str) -> Option<Structured> {
    let cell = cell.trim();
    if let Some(inside) = cell.strip_prefix('[') {
        let inside = inside.trim_start();
        let is_array = inside.starts_with(['"', '\'', ']']);
        return is_array.then(|| array(cell).map_or(Structured::Broken, Structured::Items));
    }
    names(cell).map(Structured::Items)
}

fn array(cell: &str) -> Option<Vec<String>> {
    if let Ok(items) = serde_json::from_str::<Vec<Option<String>>>(cell) {
        return Some(items.into_iter().flatten().collect());
    }
    let mut rest = cell.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while !rest.is_empty() {
        let (item, after) = rest.strip_prefix('\'')?.split_once('\'')?;
        // An escaped quotation mark, or one within a word: not a list that can be read for certain.
        if item.contains('\\') {
            return None;
        }
        items.push(item.to_owned());
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(items)
}

/// Attributes of entries, and of the places that they are in.
const ENTRIES: [&str; 3] = ["cn", "ou", "uid"];
const PLACES: [&str; 8] = ["ou", "dc", "o", "cn", "c", "l", "st", "street"];

/// Whether a text begins as a distinguished name does.
pub(super) fn begins_as_entry(text: &str) -> bool {
    let kind = text.trim_start().split_once('=').map(|(kind, _)| kind);
    kind.is_some_and(|kind| ENTRIES.iter().any(|entry| kind.eq_ignore_ascii_case(entry)))
}

/// Whether a text is a part of a distinguished name that names no entry.
pub(super) fn is_place(text: &str) -> bool {
    let kind = text.trim().split_once('=').map_or("", |(kind, _)| kind);
    ["dc", "ou", "o"].iter().any(|place| kind.eq_ignore_ascii_case(place))
}

/// The name of the entry that a distinguished name means: `Sales` of `CN=Sales,OU=Groups,DC=example,DC=com`.
pub(super) fn common_name(text: &str) -> Option<String> {
    match names(text)?.as_mut_slice() {
        [name] => Some(std::mem::take(name)),
        _ => None,
    }
}

/// The names of the entries that one distinguished name means, or several with commas between them: a new one begins where an
/// entry follows its domain.
fn names(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    // Places of the entry before; none before the first.
    let mut places = 0;
    let mut in_domain = true;
    for attribute in Attributes(Some(text.trim())) {
        let (kind, value) = attribute?;
        if in_domain && ["cn", "uid"].contains(&kind.as_str()) || names.is_empty() {
            let follows_on = names.is_empty() || places > 0;
            if !follows_on || !ENTRIES.contains(&kind.as_str()) || value.is_empty() {
                return None;
            }
            names.push(value);
            (places, in_domain) = (0, false);
        } else if PLACES.contains(&kind.as_str()) {
            places += 1;
            in_domain = kind == "dc";
        } else {
            return None;
        }
    }
    (places > 0).then_some(names)
}

/// The attributes of a distinguished name between its commas, each with its value, escapes undone; none for what is no attribute.
struct Attributes<'t>(Option<&'t str>);

impl Iterator for Attributes<'_> {
    type Item = Option<(String, String)>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.take()?;
        let Some((kind, text)) = text.split_once('=') else { return Some(None) };
        let kind = kind.trim().to_ascii_lowercase();
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let Some((value, rest)) = value(text).filter(|_| is_kind) else { return Some(None) };
        self.0 = rest.map(str::trim_start);
        Some(Some((kind, value)))
    }
}

/// The value that a text begins with, and what follows behind a comma, if one does. None where it holds what a directory escapes.
fn value(text: &str) -> Option<(String, Option<&str>)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (value, rest) = quoted.split_once('"')?;
        let rest = rest.trim_start();
        return match rest.strip_prefix(',') {
            Some(next) => Some((value.to_owned(), Some(next))),
            None => rest.is_empty().then(|| (value.to_owned(), None)),
        };
    }
    let mut value = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'\\', Some(high), Some(low)) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                value.push(digit(high).unwrap_or_default() << 4 | digit(low).unwrap_or_default());
                at += 3;
            }
            (b'\\', Some(next), _) => {
                value.push(*next);
                at += 2;
            }
            (b',', ..) => break,
            (b';' | b'"' | b'|' | b'\n' | b'\r', ..) => return None,
            (byte, ..) => {
                value.push(*byte);
                at += 1;
            }
        }
    }
    let value = String::from_utf8_lossy(&value).trim().to_owned();
    Some((value, text.get(at + 1..)))
}

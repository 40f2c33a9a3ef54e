//! Lists and names that say themselves what they are: JSON arrays, and distinguished names of a directory.

/// What a cell holds.
pub(super) enum Structured {
    /// The texts of an array, or the name of one directory entry.
    Items(Vec<String>),
    /// It begins as an array and is none.
    Broken,
}

/// Reads a cell that is an array of texts (JSON, or with single quotation marks as Python prints it) or one distinguished name
/// (RFC 4514); none for every other.
pub(super) fn read(cell: &str) -> Option<Structured> {
    let cell = cell.trim();
    if let Some(inside) = cell.strip_prefix('[') {
        let inside = inside.trim_start();
        let is_array = inside.starts_with(['"', '\'', ']']);
        return is_array.then(|| array(cell).map_or(Structured::Broken, Structured::Items));
    }
    common_name(cell).map(|name| Structured::Items(vec![name]))
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

/// Attributes of entries and of the places that they are in.
const ENTRIES: [&str; 3] = ["cn", "ou", "uid"];
const PLACES: [&str; 5] = ["ou", "dc", "o", "cn", "c"];

/// The name of the entry that a distinguished name means: `Sales` of `CN=Sales,OU=Groups,DC=example,DC=com`.
pub(super) fn common_name(text: &str) -> Option<String> {
    let mut attributes = attributes(text.trim());
    let (first, name) = attributes.next()?.into_pair()?;
    let mut places = 0;
    for attribute in attributes {
        let (kind, _) = attribute.into_pair()?;
        if !PLACES.contains(&kind.as_str()) {
            return None;
        }
        places += 1;
    }
    (places > 0 && ENTRIES.contains(&first.as_str()) && !name.is_empty()).then_some(name)
}

/// An attribute with its value, escapes undone.
struct Attribute(String);

impl Attribute {
    fn into_pair(self) -> Option<(String, String)> {
        let (kind, value) = self.0.split_once('=')?;
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_kind.then(|| (kind.to_ascii_lowercase(), value.trim().to_owned()))
    }
}

/// The parts of a distinguished name between its commas.
fn attributes(text: &str) -> impl Iterator<Item = Attribute> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
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
                // What a directory escapes: this is something else.
                (b';' | b'"' | b'|' | b'\n' | b'\r', ..) => {
                    rest = None;
                    return Some(Attribute(String::new()));
                }
                (byte, ..) => {
                    value.push(*byte);
                    at += 1;
                }
            }
        }
        rest = text.get(at + 1..).map(str::trim_start);
        Some(Attribute(String::from_utf8_lossy(&value).into_owned()))
    })
}

//! Lists in one cell: texts with `;`, line breaks or `,` between them, in quotation marks where they need them.

use super::{Reading, text};
use crate::field::Value;
use crate::field::tidy::tidy;
use crate::message::Problem;
use crate::message::field as message;

/// The most texts of one list. Nobody belongs to more groups, and a cell made of separators must not cost more than others.
const LONGEST: usize = 1000;

/// The texts of a list, none empty, none twice; nothing where there are none.
pub(super) fn parse(reading: &Reading<'_>, cell: &str) -> Result<Option<Value>, Problem> {
    let mut items: Vec<String> = Vec::new();
    for item in split(cell) {
        let item = tidy(&item);
        text::check_one_line(reading, &item)?;
        text::check_length(reading, &item)?;
        if items.len() == LONGEST && !item.is_empty() {
            return Err(reading.problem(message::TOO_MANY_ITEMS, cell).with("allowed", LONGEST));
        }
        if !item.is_empty() && !items.iter().any(|known| *known == item) {
            items.push(item.into_owned());
        }
    }
    Ok((!items.is_empty()).then_some(Value::List(items)))
}

/// The list in one cell, so that [`parse`] reads the same texts again.
pub(in crate::field) fn print(items: &[String]) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push_str("; ");
        }
        let in_quotes = item.contains(['"', ';', '\n', '\r']) || (items.len() == 1 && item.contains(','));
        if in_quotes {
            text.push('"');
            text.push_str(&item.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(item);
        }
    }
    text
}

/// The parts of a cell, their quotation marks taken off.
///
/// Names of groups hold commas now and then, so a comma separates only where nothing stronger (`;` or a line break) does.
fn split(cell: &str) -> Vec<String> {
    let parts = scan(cell);
    let strong = parts.iter().any(|part| matches!(part.end, Some(';' | '\n' | '\r')));
    let mut items = Vec::new();
    let mut start = 0;
    let mut alone = true;
    for part in &parts {
        let weak = part.end == Some(',') && strong;
        if weak {
            alone = false;
            continue;
        }
        let whole = cell.get(start..part.to).unwrap_or_default();
        items.push(match &part.quoted {
            Some(quoted) if alone => quoted.clone(),
            _ => whole.to_owned(),
        });
        start = part.to + 1;
        alone = true;
    }
    items
}

/// A part of a cell up to a separator of any kind.
struct Part {
    /// The byte after its last.
    to: usize,
    /// The separator that ended it; none at the end of the cell. All are one byte long.
    end: Option<char>,
    /// What stands in quotation marks, if that is the whole part.
    quoted: Option<String>,
}

fn scan(cell: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start <= cell.len() {
        let rest = cell.get(start..).unwrap_or_default();
        let part = match quoted_part(rest) {
            Some((quoted, length)) => {
                Part { to: start + length, end: rest[length..].chars().next(), quoted: Some(quoted) }
            }
            None => {
                let length = rest.find(is_separator).unwrap_or(rest.len());
                Part { to: start + length, end: rest[length..].chars().next(), quoted: None }
            }
        };
        start = part.to + 1;
        parts.push(part);
    }
    parts
}

/// A part in quotation marks at the beginning of `rest`: its text, and its length with marks and spaces. None where the
/// marks do not close or something else follows; then they are characters like any other.
fn quoted_part(rest: &str) -> Option<(String, usize)> {
    let body = rest.trim_start_matches(' ').strip_prefix('"')?;
    let mut text = String::new();
    let mut characters = body.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c != '"' {
            text.push(c);
        } else if characters.next_if(|(_, next)| *next == '"').is_some() {
            text.push('"');
        } else {
            let after = body[at + 1..].trim_start_matches(' ');
            let ends = after.is_empty() || after.starts_with(is_separator);
            return ends.then(|| (text, rest.len() - after.len()));
        }
    }
    None
}

fn is_separator(c: char) -> bool {
    matches!(c, ';' | ',' | '\n' | '\r')
}

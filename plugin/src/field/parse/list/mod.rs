//! Lists in one cell: texts with a separator between them, in quotation marks where they need them.
//!
//! A column has one separator ([`separator`]). Arrays and distinguished names say themselves what they are ([`structured`]).

pub(crate) mod separator;
mod structured;
#[cfg(test)]
mod tests;

use super::{Reading, text};
use crate::field::Value;
use crate::field::tidy::tidy;
use crate::message::Problem;
use crate::message::field as message;
use separator::{ListSeparator, Separation};
use structured::Structured;

/// The most texts of one list. Nobody belongs to more groups, and a cell made of separators must not cost more than others.
const LONGEST: usize = 1000;

/// The texts of a list, none empty, none twice; nothing where there are none.
pub(super) fn parse(reading: &Reading<'_>, cell: &str) -> Result<Option<Value>, Problem> {
    let parts = match structured::read(cell) {
        Some(Structured::Items(items)) => items,
        Some(Structured::Broken) => return Err(reading.problem(message::BROKEN_ARRAY, cell)),
        None => split(cell, reading.separation),
    };
    // Half of a distinguished name is nobody's group.
    if structured::begins_as_entry(cell) && parts.iter().any(|part| structured::is_place(part)) {
        return Err(reading.problem(message::BROKEN_NAME, cell));
    }
    let mut items: Vec<String> = Vec::new();
    for item in parts {
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

/// The list in one cell, so that [`parse`] reads the same texts again, whatever the other cells of the column hold.
pub(in crate::field) fn print(items: &[String]) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push_str("; ");
        }
        if needs_quotes(item, items.len() == 1) {
            text.push('"');
            text.push_str(&item.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(item);
        }
    }
    text
}

/// A comma or a slash counts only where nothing stronger separates.
fn needs_quotes(item: &str, alone: bool) -> bool {
    let is_weak = |separator| matches!(separator, ListSeparator::Comma | ListSeparator::Slash);
    item.contains('"')
        || separator::all_of(item).any(|found| alone || !is_weak(found))
        || structured::begins_as_entry(item)
        || structured::read(item).is_some()
}

/// A separator in a cell that is not its column's, and no comma or slash, which names have too.
pub(crate) fn other_separator(cell: &str, column: ListSeparator) -> Option<ListSeparator> {
    let strong = |found: &ListSeparator| *found > ListSeparator::Slash && *found != column;
    if is_one(cell) || structured::read(cell).is_some() { None } else { separator::all_of(cell).find(strong) }
}

/// Whether a cell holds nothing but one text, without a closer look.
fn is_one(cell: &str) -> bool {
    !cell.contains(['"', ';', '\n', '\r', ',', '|', ':', '/', '[', '='])
}

/// The separator at which a cell is split: the one that settings name, else that of its column, unless the cell holds a stronger
/// one. A slash counts only where it is the column's.
fn in_force(parts: &[Part], column: Option<Separation>) -> Option<ListSeparator> {
    if let Some(Separation::Told(separator)) = column {
        return Some(separator);
    }
    let column = column.map(Separation::separator);
    let found = parts.iter().filter_map(|part| part.end).filter(|end| *end != ListSeparator::Slash).max();
    found.max(column)
}

/// The parts of a cell, their quotation marks taken off.
fn split(cell: &str, column: Option<Separation>) -> Vec<String> {
    if is_one(cell) {
        return vec![cell.to_owned()];
    }
    let parts = scan(cell);
    let separator = in_force(&parts, column);
    let last_bracket = cell.rfind(BRACKETS[1]).unwrap_or(0);
    let mut items = Vec::new();
    // Where the item and the part begin, and brackets that are open in the item.
    let (mut start, mut from, mut open) = (0, 0, 0_usize);
    let mut alone = true;
    for part in &parts {
        let count = |brackets: [char; 2]| cell.get(from..part.to).unwrap_or_default().matches(brackets).count();
        open = (open + count(BRACKETS[0])).saturating_sub(count(BRACKETS[1]));
        let end = part.to + part.length;
        from = end;
        let is_name = || (open > 0 && last_bracket > part.to) || is_legal_form(cell.get(end..).unwrap_or_default());
        let separates = part.end.is_none() || part.end == separator;
        if !separates || (part.end == Some(ListSeparator::Comma) && is_name()) {
            alone = false;
            continue;
        }
        let whole = cell.get(start..part.to).unwrap_or_default();
        items.push(match &part.quoted {
            Some(quoted) if alone => quoted.clone(),
            _ => structured::common_name(whole).unwrap_or_else(|| whole.to_owned()),
        });
        (start, open, alone) = (end, 0, true);
    }
    items
}

/// Brackets that open and close: a comma within them belongs to the name.
const BRACKETS: [[char; 2]; 2] = [['(', '['], [')', ']']];

/// Legal forms that stand behind a comma in the names of companies.
const LEGAL_FORMS: [&str; 25] = [
    "kg",
    "ohg",
    "kgaa",
    "mbh",
    "co. ltd.",
    "pty ltd",
    "co. kg",
    "co kg",
    "gmbh",
    "gmbh & co. kg",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "l.l.c.",
    "llp",
    "plc",
    "corp",
    "corp.",
    "s.a.",
    "s.r.l.",
    "s.p.a.",
    "b.v.",
    "n.v.",
];

/// Whether a text begins with the legal form of a company, up to the next separator.
fn is_legal_form(text: &str) -> bool {
    let next = text.split([',', ';', '\n', '|']).next().unwrap_or_default().trim();
    LEGAL_FORMS.iter().any(|form| form.eq_ignore_ascii_case(next))
}

/// A part of a cell up to a separator of any kind.
struct Part {
    /// The byte after its last.
    to: usize,
    /// The separator that ended it; none at the end of the cell.
    end: Option<ListSeparator>,
    /// The length of that separator in bytes; 1 at the end of the cell, so that nothing follows.
    length: usize,
    /// What stands in quotation marks, if that is the whole part.
    quoted: Option<String>,
}

fn scan(cell: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let escapes = structured::begins_as_entry(cell);
    let mut start = 0;
    while start <= cell.len() {
        let rest = cell.get(start..).unwrap_or_default();
        let (quoted, to) = match quoted_part(rest) {
            Some((quoted, length)) => (Some(quoted), start + length),
            None => (None, start + plain_length(rest, escapes)),
        };
        let found = ListSeparator::at(cell.get(to..).unwrap_or_default());
        let length = found.map_or(1, |(_, length)| length);
        parts.push(Part { to, end: found.map(|(separator, _)| separator), length, quoted });
        start = to + length;
    }
    parts
}

/// How far the next separator of any kind is. Distinguished names escape those that belong to a name.
fn plain_length(rest: &str, escapes: bool) -> usize {
    let mut at = 0;
    while let Some(next) = rest[at..].find([';', ',', '\n', '\r', '|', ':', ' ']) {
        let is_escaped = escapes && rest[..at + next].ends_with('\\');
        if !is_escaped && ListSeparator::at(&rest[at + next..]).is_some() {
            return at + next;
        }
        at += next + 1;
    }
    rest.len()
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
            let behind = &body[at + 1..];
            let after = if ListSeparator::at(behind).is_some() { behind } else { behind.trim_start_matches(' ') };
            let ends = after.is_empty() || ListSeparator::at(after).is_some();
            return ends.then(|| (text, rest.len() - after.len()));
        }
    }
    None
}

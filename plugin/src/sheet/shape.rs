//! What a text looks like: number, date, email address, name. Enough to tell a header from data and a good split of a line
//! from a bad one; what a value means is for fields to say.

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// Nothing, or spaces.
    Blank,
    /// A number, with either decimal sign, thousands, sign, percent or currency.
    Number,
    /// A date, a time, or both.
    Date,
    /// An email address.
    Email,
    /// A web address.
    Url,
    /// A phone number.
    Phone,
    /// One word, or a code of letters, digits and dashes.
    Word,
    /// Several words.
    Words,
    /// Text that looks like a piece of something, or like several things.
    Odd,
}

impl Shape {
    /// How many shapes there are.
    pub(super) const COUNT: usize = 9;

    /// Whether data looks like this and labels do not.
    pub(super) fn is_data(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Email | Self::Url | Self::Phone)
    }
}

/// The shape of a text.
pub(super) fn shape(text: &str) -> Shape {
    let text = text.trim();
    let Some(first) = text.chars().next() else { return Shape::Blank };
    if text.len() > 400 {
        return Shape::Words;
    }
    if first.is_ascii_digit() || matches!(first, '+' | '-' | '(' | '.' | ',' | '€' | '$' | '£' | '<') {
        if is_number(text) {
            return Shape::Number;
        }
        if is_date(text) {
            return Shape::Date;
        }
        if is_phone(text) {
            return Shape::Phone;
        }
    }
    if is_email(text) {
        return Shape::Email;
    }
    if text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.") {
        return Shape::Url;
    }
    words(text, first)
}

fn words(text: &str, first: char) -> Shape {
    let last = text.chars().next_back().unwrap_or(first);
    let torn = matches!(first, ';' | ',' | '|' | '\t' | ')' | '}' | ']' | ':' | '^' | '~')
        || matches!(last, ';' | ',' | '|' | '^' | '~' | '(' | '{' | '[')
        || last == '\\' && !text.contains(":\\")
        || [('(', ')'), ('[', ']'), ('{', '}')].into_iter().any(|pair| unbalanced(text, pair))
        || text.contains([';', '\t', '|', '\u{1F}', '^', '~']);
    let quoted = matches!(first, '"' | '\'') || (matches!(last, '"' | '\'') && text.matches(last).count() == 1);
    if torn || quoted {
        return Shape::Odd;
    }
    if text.chars().any(char::is_whitespace) {
        return Shape::Words;
    }
    let (mut letters, mut others) = (0, 0);
    for character in text.chars() {
        if character.is_alphanumeric() {
            letters += 1;
        } else {
            others += 1;
        }
    }
    if others > letters && text.len() > 1 { Shape::Odd } else { Shape::Word }
}

/// Whether brackets open that do not close, or the other way round: a piece of something longer.
fn unbalanced(text: &str, (open, close): (char, char)) -> bool {
    text.matches(open).count() != text.matches(close).count()
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(['€', '$', '£', '%', ' ', '\u{a0}']);
    let bare = bare.strip_prefix(['+', '-']).unwrap_or(bare);
    let (mantissa, exponent) = bare.split_once(['e', 'E']).map_or((bare, None), |(m, e)| (m, Some(e)));
    if exponent.is_some_and(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        e.is_empty() || e.len() > 3 || !e.bytes().all(|b| b.is_ascii_digit())
    }) {
        return false;
    }
    let (mut digits, mut commas, mut dots) = (0, 0, 0);
    let mut previous = ' ';
    for character in mantissa.chars() {
        match character {
            '0'..='9' => digits += 1,
            ',' if previous != ',' => commas += 1,
            '.' if previous != '.' => dots += 1,
            '\'' | '\u{a0}' => {}
            _ => return false,
        }
        previous = character;
    }
    // `1.234.567,89` and `1,234,567.89`, but not the dots of a date or a version in two kinds.
    digits > 0 && (commas <= 1 || dots <= 1) && !ungrouped(mantissa, ',', commas) && !ungrouped(mantissa, '.', dots)
}

/// Whether a separator that stands several times does not part groups of three digits.
fn ungrouped(mantissa: &str, separator: char, times: usize) -> bool {
    let mut groups = mantissa.split(separator);
    let first = groups.next().unwrap_or_default();
    times > 1 && (first.len() > 3 || groups.any(|group| group.len() != 3 && !group.contains(['.', ','])))
}

fn is_date(text: &str) -> bool {
    if text.len() > 32 {
        return false;
    }
    let (mut digits, mut separators) = (0, 0);
    for character in text.chars() {
        match character {
            '0'..='9' => digits += 1,
            '.' | '-' | '/' | ':' => separators += 1,
            ' ' | 'T' | 'Z' | '+' | 'A' | 'P' | 'M' => {}
            _ => return false,
        }
    }
    if !(3..=21).contains(&digits) || separators == 0 || text.starts_with(['+', '(', '.']) {
        return false;
    }
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['.', '-', '/']).collect();
    let number = |part: &&str| part.parse::<u32>().ok();
    if let [a, b, c] = parts.as_slice()
        && let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c))
    {
        let plausible =
            |day: u32, month: u32, year: u32| (1..=31).contains(&day) && (1..=31).contains(&month) && year < 2200;
        return plausible(a, b, c) || plausible(c, b, a);
    }
    let clock: Vec<&str> = date.split(':').collect();
    (2..=3).contains(&clock.len())
        && clock.iter().zip([24, 60, 60]).all(|(part, limit)| {
            let whole = part.split('.').next().unwrap_or_default();
            !whole.is_empty() && whole.len() <= 2 && whole.parse::<u32>().is_ok_and(|value| value < limit)
        })
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (4..=17).contains(&digits)
        && text.len() <= 30
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '/' | ' ' | '.' | '\u{a0}'))
        && text.chars().any(|c| !c.is_ascii_digit())
        && !unbalanced(text, ('(', ')'))
}

/// Whether a text is an email address.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '\'' | '#' | '&' | '=' | '!');
    !local.is_empty()
        && local.chars().all(fits)
        && domain.len() >= 3
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_their_shape() {
        let cases = [
            ("", Shape::Blank),
            ("42", Shape::Number),
            ("4,2E+01", Shape::Number),
            ("1.234,56", Shape::Number),
            ("-0.5", Shape::Number),
            ("31.12.2025", Shape::Date),
            ("2024-02-29T08:30:00", Shape::Date),
            ("08:30", Shape::Date),
            ("anna@example.com", Shape::Email),
            ("https://example.com/?a=1;b", Shape::Url),
            ("+49 351 4711", Shape::Phone),
            ("(0)30/123-456", Shape::Phone),
            ("Müller-Lüdenscheidt", Shape::Word),
            ("Prager Straße 7", Shape::Words),
            ("a;b", Shape::Odd),
            ("\"a", Shape::Odd),
            ("POLYGON((1 2", Shape::Odd),
            ("45.45 86.50))", Shape::Odd),
            ("48\\", Shape::Odd),
            ("Halle (Saale)", Shape::Words),
            ("1,2,3", Shape::Word),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}

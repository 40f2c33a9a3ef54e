//! Reading a format code: its sections, and what each of them displays.

use super::date::DateParts;
use super::fraction::{Denominator, Fraction};

/// One of the sections between `;`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) body: Body,
}

/// A condition such as `[<=100]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) comparison: Comparison,
    pub(super) than: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// What a section displays.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    /// The number as it is, between texts.
    General {
        before: String,
        after: String,
    },
    Pattern(Pattern),
    Fraction(Fraction),
    Date(DateParts),
}

/// Digits and texts in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    pub(super) items: Vec<Item>,
    /// Digits before the point.
    pub(super) whole: usize,
    /// Digits after it.
    pub(super) decimals: usize,
    /// Digits of the exponent; 0 where there is none.
    pub(super) exponent: usize,
    pub(super) grouped: bool,
    /// The power of ten the number is multiplied by: 2 per `%`, -3 per comma at the end.
    pub(super) scale: i32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Text(String),
    /// `0`, `#` or `?`, before the point.
    Whole(char),
    Point,
    /// The same, after it.
    Decimal(char),
    /// `E`, whether a plus is displayed; followed by as many digits as the pattern says.
    Exponent {
        plus: bool,
    },
}

/// One thing that stands in a section.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Text(String),
    Digit(char),
    Point,
    Comma,
    Percent,
    Slash,
    Exponent {
        plus: bool,
    },
    General,
    /// A run of the same date letter, in lower case.
    Letter(char),
    /// `[h]`, `[mm]`, `[ss]`.
    Elapsed(char),
    Condition(Condition),
    /// `@`.
    Value,
}

/// The sections for numbers, and what the section for texts displays before and behind a text.
pub(super) fn sections(code: &str) -> (Vec<Section>, Option<(String, String)>) {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if first == ';' {
            if sections.len() == 4 {
                break;
            }
            sections.push(Vec::new());
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (token, length) = next_token(rest, first, sections.last().and_then(|tokens: &Vec<Token>| tokens.last()));
        rest = rest.get(length..).unwrap_or_default();
        if let (Some(tokens), Some(token)) = (sections.last_mut(), token) {
            tokens.push(token);
        }
    }
    let around_text = sections.last().and_then(|tokens| around_text(tokens));
    // A fourth section is for texts, and so is a last one that displays them.
    if sections.len() == 4 || sections.len() > 1 && sections.last().is_some_and(|last| last.contains(&Token::Value)) {
        sections.pop();
    }
    (sections.iter().map(|tokens| section(tokens)).collect(), around_text)
}

/// What a section displays before and behind a text; none where it displays no text, or the text alone.
fn around_text(tokens: &[Token]) -> Option<(String, String)> {
    let place = tokens.iter().position(|token| *token == Token::Value)?;
    let (before, behind) = tokens.split_at(place);
    // Spaces at both ends align columns and are no part of the text.
    let around = (texts(before).trim_start().to_owned(), texts(behind).trim_end().to_owned());
    (around != Default::default()).then_some(around)
}

/// The texts among tokens.
fn texts(tokens: &[Token]) -> String {
    let text = |token: &Token| match token {
        Token::Text(text) => Some(text.clone()),
        _ => None,
    };
    tokens.iter().filter_map(text).collect()
}

/// The token at the start of `rest`, and how many bytes it takes.
fn next_token(rest: &str, first: char, before: Option<&Token>) -> (Option<Token>, usize) {
    let width = first.len_utf8();
    let second = rest.get(width..).and_then(|rest| rest.chars().next());
    let pair = width + second.map_or(0, char::len_utf8);
    let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match first {
        '"' => {
            let quoted = rest.get(1..).unwrap_or_default();
            let end = quoted.find('"').unwrap_or(quoted.len());
            (quoted.get(..end).map(|text| Token::Text(text.to_owned())), (end + 2).min(rest.len()))
        }
        '\\' | '!' => (second.map(|second| Token::Text(second.to_string())), pair),
        // The width of a character, and a character repeated to fill the cell: neither is text.
        '_' | '*' => (None, pair),
        '[' => {
            let end = rest.find(']').unwrap_or(rest.len());
            (bracketed(rest.get(1..end).unwrap_or_default()), (end + 1).min(rest.len()))
        }
        '0' | '#' | '?' => (Some(Token::Digit(first)), 1),
        '.' => (Some(Token::Point), 1),
        ',' => (Some(Token::Comma), 1),
        '%' => (Some(Token::Percent), 1),
        '/' => (Some(Token::Slash), 1),
        '@' => (Some(Token::Value), 1),
        'E' | 'e' if matches!(second, Some('+' | '-')) && matches!(before, Some(Token::Digit(_) | Token::Point)) => {
            (Some(Token::Exponent { plus: second == Some('+') }), 2)
        }
        'G' | 'g' if starts("general") => (Some(Token::General), 7),
        'S' | 's' if starts("standard") => (Some(Token::General), 8),
        'A' | 'a' if starts("am/pm") => (Some(Token::Letter('h')), 5),
        'A' | 'a' if starts("a/p") => (Some(Token::Letter('h')), 3),
        'A' | 'a' if starts("aaa") => (Some(Token::Letter('d')), run(rest, first)),
        'B' | 'b' if matches!(second, Some('b' | 'B')) => (Some(Token::Letter('y')), run(rest, first)),
        'E' | 'e' | 'G' | 'g' => (Some(Token::Letter('y')), run(rest, first)),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
            (Some(Token::Letter(first.to_ascii_lowercase())), run(rest, first))
        }
        other => (Some(Token::Text(other.to_string())), width),
    }
}

/// How many bytes the same ASCII letter takes up, in either case.
fn run(rest: &str, letter: char) -> usize {
    rest.chars().take_while(|other| other.eq_ignore_ascii_case(&letter)).count().max(1)
}

/// What stands in brackets: a currency, a condition, a duration; or a colour or a calendar, which display nothing.
fn bracketed(inside: &str) -> Option<Token> {
    if let Some(currency) = inside.strip_prefix('$') {
        let symbol = currency.split('-').next().unwrap_or_default();
        return (!symbol.is_empty()).then(|| Token::Text(symbol.to_owned()));
    }
    let letter = inside.chars().next()?.to_ascii_lowercase();
    if matches!(letter, 'h' | 'm' | 's') && inside.chars().all(|other| other.to_ascii_lowercase() == letter) {
        return Some(Token::Elapsed(letter));
    }
    let comparisons = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::NotEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    let (than, comparison) = comparisons
        .into_iter()
        .find_map(|(sign, comparison)| inside.strip_prefix(sign).map(|than| (than, comparison)))?;
    Some(Token::Condition(Condition { comparison, than: than.trim().parse().ok()? }))
}

fn section(tokens: &[Token]) -> Section {
    let condition = tokens.iter().find_map(|token| match token {
        Token::Condition(condition) => Some(*condition),
        _ => None,
    });
    let body = date_parts(tokens)
        .map(Body::Date)
        .or_else(|| fraction(tokens).map(Body::Fraction))
        .or_else(|| general(tokens))
        .unwrap_or_else(|| Body::Pattern(pattern(tokens)));
    Section { condition, body }
}

/// Whether the section displays a date, a time or both. An `m` is a minute after an hour and before a second.
fn date_parts(tokens: &[Token]) -> Option<DateParts> {
    let letters: Vec<(char, bool)> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Letter(letter) => Some((*letter, false)),
            Token::Elapsed(letter) => Some((*letter, true)),
            _ => None,
        })
        .collect();
    let mut parts = DateParts::default();
    for (index, (letter, elapsed)) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before)).map(|(letter, _)| *letter);
        let after = letters.get(index + 1).map(|(letter, _)| *letter);
        parts.elapsed |= elapsed;
        match letter {
            'h' => parts.time = true,
            's' => (parts.time, parts.seconds) = (true, true),
            'm' if *elapsed || before == Some('h') || after == Some('s') => parts.time = true,
            _ => parts.date = true,
        }
    }
    (!letters.is_empty()).then_some(parts)
}

/// A section that displays the number as it is: General and `@`.
fn general(tokens: &[Token]) -> Option<Body> {
    let place = tokens.iter().position(|token| matches!(token, Token::General | Token::Value))?;
    let (before, after) = tokens.split_at(place);
    Some(Body::General { before: texts(before), after: texts(after) })
}

/// `# ?/?`, `?/8`: digits before a slash, and digits or a number behind it.
fn fraction(tokens: &[Token]) -> Option<Fraction> {
    let slash = tokens.iter().position(|token| *token == Token::Slash)?;
    let (before, behind) = (tokens.get(..slash)?, tokens.get(slash + 1..)?);
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let numerator = before.iter().rposition(|token| !is_digit(token)).map_or(0, |place| place + 1);
    let (before, numerator) = before.split_at(numerator);
    let (first, last) = (before.iter().position(is_digit), before.iter().rposition(is_digit));
    let digits: String = behind.iter().map_while(denominator_digit).collect();
    let denominator = match digits.parse() {
        Ok(0) | Err(_) => Denominator::Digits(digits.len().min(3)),
        Ok(fixed) => Denominator::Fixed(fixed),
    };
    (!numerator.is_empty() && !digits.is_empty()).then(|| Fraction {
        before: texts(before.get(..first.unwrap_or(before.len())).unwrap_or_default()),
        with_whole: first.is_some(),
        between: last.and_then(|last| before.get(last + 1..)).map(texts).unwrap_or_default(),
        denominator,
        behind: texts(behind.get(digits.len()..).unwrap_or_default()),
    })
}

/// A digit of a denominator: a place for one, or one that always stands there.
fn denominator_digit(token: &Token) -> Option<char> {
    match token {
        Token::Digit(digit) => Some(*digit),
        Token::Text(text) => text.chars().next().filter(|digit| text.len() == 1 && digit.is_ascii_digit()),
        _ => None,
    }
}

fn pattern(tokens: &[Token]) -> Pattern {
    let mut pattern = Pattern::default();
    let mut point_seen = false;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => pattern.items.push(Item::Text(text.clone())),
            Token::Digit(_) if pattern.has_exponent() => pattern.exponent += 1,
            Token::Digit(digit) if point_seen => {
                pattern.decimals += 1;
                pattern.items.push(Item::Decimal(*digit));
            }
            Token::Digit(digit) => {
                pattern.whole += 1;
                pattern.items.push(Item::Whole(*digit));
            }
            Token::Point if !point_seen => {
                point_seen = true;
                pattern.items.push(Item::Point);
            }
            Token::Point => pattern.items.push(Item::Text(".".to_owned())),
            Token::Comma => pattern.comma(tokens.get(index + 1..).unwrap_or_default()),
            Token::Percent => {
                pattern.scale += 2;
                pattern.items.push(Item::Text("%".to_owned()));
            }
            Token::Slash => pattern.items.push(Item::Text("/".to_owned())),
            Token::Exponent { plus } => pattern.items.push(Item::Exponent { plus: *plus }),
            Token::General | Token::Letter(_) | Token::Elapsed(_) | Token::Condition(_) | Token::Value => {}
        }
    }
    pattern
}

impl Pattern {
    fn has_exponent(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Exponent { .. }))
    }

    /// A comma groups thousands where digits follow it before the point, and divides by a thousand where none do.
    fn comma(&mut self, rest: &[Token]) {
        let before_point = rest.iter().take_while(|token| **token != Token::Point);
        if self.whole == 0 {
            self.items.push(Item::Text(",".to_owned()));
        } else if self.decimals == 0 && before_point.clone().any(|token| matches!(token, Token::Digit(_))) {
            self.grouped = true;
        } else {
            self.scale -= 3;
        }
    }
}

//! Signs that a value was damaged before it came here: by a spreadsheet that took a code for a number, or by text that was
//! read in the wrong encoding. Damage is reported, never repaired, and a damaged value finds no account.
//!
//! [`of_cell`] looks at one cell, [`ColumnDamage`] at what only a whole column shows. Whether a value fits its field is
//! left to `parse`.

use memchr::memchr2;

use super::cell_type::unsuitable;
use super::escape;
use super::placeholder::is_error_word;
use super::{Field, Kind, id};
use crate::cell::Cell;
use crate::message::{Code, LineNumber, Problem, field as message};

/// Digits that a spreadsheet keeps of a number; the others become zeros.
const KEPT_DIGITS: usize = 15;

/// What is wrong with a cell for a field, if anything: damage, or a type that the field's values do not have. The text of a
/// sensitive field is not in it.
pub fn of_field_cell(cell: Cell<'_>, field: &Field) -> Option<Problem> {
    let is_code = field.is_code();
    let found = of_cell(cell, &field.kind, is_code).or_else(|| unsuitable(cell, field, is_code))?;
    Some(if field.sensitive { without_texts(found) } else { found })
}

/// What stands for a text that must not be shown.
const HIDDEN: &str = "***";

/// A problem without the texts of its cell.
#[must_use]
pub fn without_texts(mut problem: Problem) -> Problem {
    for (_, text) in problem.arguments.iter_mut().filter(|(name, _)| matches!(*name, "value" | "escape")) {
        HIDDEN.clone_into(text);
    }
    problem
}

/// The damage a cell shows, if any. `is_code` says that the field holds a code made of digits or letters (an employee
/// number, a postal code, a key); phones are known by their kind.
pub fn of_cell(cell: Cell<'_>, kind: &Kind, is_code: bool) -> Option<Problem> {
    if let Cell::Error(shown) = cell {
        return Some(Problem::new(message::ERROR_CELL).with("value", shown));
    }
    let text = cell.text();
    if is_error_word(text) && *kind != Kind::LongText {
        return Some(Problem::new(message::ERROR_CELL).with("value", text.trim()));
    }
    if !text.is_ascii()
        && let Some(sign) = wrongly_decoded(text)
    {
        return Some(Problem::new(sign).with("value", text));
    }
    if let Some(escape) = escape::left_over(text) {
        let is_torn = *kind == Kind::List && escape.contains(';');
        let message = if is_code || is_torn { message::ESCAPE_IN_CODE } else { message::LEFT_OVER_ESCAPE };
        return Some(Problem::new(message).with("value", text).with("escape", escape));
    }
    if !is_code && *kind != Kind::Phone {
        return None;
    }
    if is_scientific(text) {
        return Some(Problem::new(message::SCIENTIFIC_NOTATION).with("value", text));
    }
    let lost = match cell {
        Cell::Number { value, .. } => value.abs() >= 1e15,
        // As text, only zeros in the place of the lost digits tell; a long code may be right.
        Cell::Text(text) => has_zeros_for_digits(text),
        _ => false,
    };
    lost.then(|| Problem::new(message::DIGITS_LOST).with("value", text).with("kept", KEPT_DIGITS))
}

/// Whether a problem shows that a spreadsheet took a code for a number.
pub fn was_taken_for_a_number(problem: &Problem) -> bool {
    [message::SCIENTIFIC_NOTATION, message::DIGITS_LOST].contains(&problem.message)
}

/// `4,91512E+12`: how spreadsheets write a large number. `1E5` is a code like any other: they write the sign and two digits.
fn is_scientific(text: &str) -> bool {
    let Some(at) = memchr2(b'E', b'e', text.as_bytes()) else { return false };
    let (mantissa, exponent) = (text[..at].trim_start().trim_start_matches(['+', '-']), text[at + 1..].trim_end());
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or_default();
    whole.len() == 1 && is_number(whole) && is_number(fraction) && exponent.len() >= 2 && is_number(exponent)
}

/// More digits than a spreadsheet keeps, and nothing but zeros after those.
fn has_zeros_for_digits(text: &str) -> bool {
    if text.len() <= KEPT_DIGITS {
        return false;
    }
    let digits = text.trim().trim_start_matches('+');
    digits.len() > KEPT_DIGITS
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.bytes().skip(KEPT_DIGITS).all(|byte| byte == b'0')
}

/// The letters that Windows-1252 has where Latin-1 has control characters, from 0x80 on; gaps are themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252_byte(letter: char) -> Option<u8> {
    u8::try_from(u32::from(letter)).ok().or_else(|| {
        let at = WINDOWS_1252.iter().position(|known| *known == letter)?;
        Some(0x80 + u8::try_from(at).ok()?)
    })
}

/// The sign that text was read as another encoding than it is written in: letters that were lost, or UTF-8 taken for another
/// encoding: `MÃ¼ller` (Windows-1252), `M√ºller` (Macintosh), `M├╝ller` (a DOS code page).
fn wrongly_decoded(text: &str) -> Option<Code> {
    let mut is_double_encoded = false;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter.is_ascii() {
            continue;
        }
        if letter == char::REPLACEMENT_CHARACTER {
            return Some(message::LOST_CHARACTER);
        }
        let next = letters.clone().next().unwrap_or(' ');
        is_double_encoded |=
            matches!(letter, '√' | '├' | '┬') && !next.is_ascii() || is_spelled_in_bytes(letter, letters.clone());
    }
    is_double_encoded.then_some(message::DOUBLE_ENCODED)
}

/// Whether a letter and those after it, as bytes of Windows-1252, spell one letter in UTF-8 that people write.
fn is_spelled_in_bytes(first: char, rest: impl Iterator<Item = char>) -> bool {
    let Some(lead) = windows_1252_byte(first) else { return false };
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return false,
    };
    let mut bytes = [lead, 0, 0, 0];
    let Some(spelled) = bytes.get_mut(..length) else { return false };
    for (place, letter) in spelled.iter_mut().skip(1).zip(rest) {
        match windows_1252_byte(letter) {
            Some(byte @ 0x80..=0xBF) => *place = byte,
            _ => return false,
        }
    }
    // `Spaß“` and `CAFÉ”` spell letters of scripts that nobody has in a list of users.
    std::str::from_utf8(spelled).ok().and_then(|text| text.chars().next()).is_some_and(|letter| {
        matches!(letter, '\u{a0}'..='\u{17f}' | '\u{391}'..='\u{3c9}' | '\u{410}'..='\u{44f}' | '\u{2010}'..='\u{20bf}' | '\u{2122}')
            || matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{1f300}'..)
    })
}

/// What the codes of a column are, as far as it matters for their leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeColumn {
    /// Numbers that a company gives: employee numbers and the like.
    Code,
    /// Postal codes.
    PostalCode,
    /// Phone numbers, which begin with a zero or a plus sign in many countries.
    Phone,
}

impl CodeColumn {
    /// What the codes of a field are; none for fields whose values have no fixed width.
    pub fn of(field: &Field) -> Option<Self> {
        if field.id == id::EMPLOYEE_NUMBER {
            Some(Self::Code)
        } else if field.id == id::HOME_POSTAL_CODE {
            Some(Self::PostalCode)
        } else if field.kind == Kind::Phone {
            Some(Self::Phone)
        } else {
            None
        }
    }
}

/// Countries whose postal codes have five digits, the first of which may be zero.
const FIVE_DIGIT_COUNTRIES: &[&str] = &["DE", "FR", "IT", "ES", "US", "FI", "EE", "HR", "UA", "TR", "MX"];

/// Countries in which a national phone number is dialled with a leading zero.
const TRUNK_ZERO_COUNTRIES: &[&str] = &[
    "AT", "AU", "BE", "BG", "CH", "DE", "FI", "FR", "GB", "HR", "IE", "IL", "JP", "KR", "NL", "NZ", "RO", "RS", "SE",
    "SI", "SK", "TR", "UA", "ZA",
];

/// Watches a column of codes for leading zeros that a spreadsheet took away.
///
/// A column of codes that differ in length by nature shows no damage, nor do the four digits of Austria, Switzerland and
/// others beside the five of Germany while some code still has its zero.
#[derive(Clone, Debug)]
pub struct ColumnDamage {
    column: CodeColumn,
    /// How many codes of digits only there are, by length, and the first of each.
    lengths: [Tally; LONGEST + 1],
    /// The length of the codes that begin with a zero; `Some(None)` where they differ.
    padded: Option<Option<usize>>,
    /// Postal codes of four digits in a country of five.
    short_of_country: Tally,
    /// Phone numbers that begin with neither a zero nor a plus sign.
    bare_phones: Tally,
    /// Whether phone numbers are known to begin with one of them: others of the column do, or those of the company's country.
    phones_begin_with_zero: bool,
    home: Home,
}

/// Where the people of a column live, as far as its postal codes matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// Rows say it, or nobody asks.
    Told,
    /// In their company's country, whose codes have five digits.
    FiveDigits,
    /// In their company's country, whose codes are of another kind.
    Other,
    /// Nothing says it.
    Unknown,
}

const LONGEST: usize = 20;

#[derive(Clone, Debug, Default)]
struct Tally {
    count: u64,
    first: Option<(LineNumber, String)>,
}

impl Tally {
    fn add(&mut self, line: LineNumber, text: &str) {
        self.count += 1;
        self.first.get_or_insert_with(|| (line, text.to_owned()));
    }
}

impl ColumnDamage {
    /// Begins to watch a column.
    pub fn new(column: CodeColumn) -> Self {
        Self {
            column,
            lengths: Default::default(),
            padded: None,
            short_of_country: Tally::default(),
            bare_phones: Tally::default(),
            phones_begin_with_zero: false,
            home: Home::Told,
        }
    }

    /// Where no column says in which country people live, they are taken to live in that of their company, if that is known.
    #[must_use]
    pub fn in_company_of(mut self, country: Option<&str>) -> Self {
        self.home = match country {
            Some(country) if has_five_digits(country) => Home::FiveDigits,
            Some(_) => Home::Other,
            None => Home::Unknown,
        };
        self
    }

    /// Phone numbers without a country are of the company's country, if that is known.
    #[must_use]
    pub fn with_phones_of(mut self, country: Option<&str>) -> Self {
        self.phones_begin_with_zero = country.is_some_and(|country| TRUNK_ZERO_COUNTRIES.contains(&country));
        self
    }

    /// Where other codes of the file show that a spreadsheet took them for numbers, nothing makes short postal codes certain.
    #[must_use]
    pub fn in_damaged_file(mut self) -> Self {
        if self.home == Home::Other {
            self.home = Home::Unknown;
        }
        self
    }

    /// Takes in the text of the column's cell on `line`.
    pub fn observe(&mut self, line: LineNumber, text: &str) {
        self.observe_in_country(line, text, None);
    }

    /// The same, where the row says what country (ISO 3166-1 alpha-2) its postal code is of: certain where `observe` must
    /// guess.
    pub fn observe_in_country(&mut self, line: LineNumber, text: &str, country: Option<&str>) {
        let text = text.trim();
        if self.column == CodeColumn::Phone {
            self.observe_phone(line, text);
            return;
        }
        if text.is_empty() || text.len() > LONGEST || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        if self.column == CodeColumn::PostalCode
            && let Some(country) = country
        {
            if text.len() == 4 && has_five_digits(country) {
                self.short_of_country.add(line, text);
            }
            return;
        }
        if text.starts_with('0') && text.len() > 1 {
            let same = self.padded.is_none_or(|length| length == Some(text.len()));
            self.padded = Some(same.then_some(text.len()));
        }
        if let Some(tally) = self.lengths.get_mut(text.len()) {
            tally.add(line, text);
        }
    }

    fn observe_phone(&mut self, line: LineNumber, text: &str) {
        if text.starts_with(['0', '+']) {
            self.phones_begin_with_zero = true;
        } else if (8..=13).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.bare_phones.add(line, text);
        }
    }

    /// What the column shows, once all of it was taken in. The line is that of the first code that lost its zeros.
    pub fn finish(self) -> Option<Problem> {
        if self.short_of_country.count > 0 {
            return Some(lost_zeros(&self.short_of_country, self.short_of_country.count, 5));
        }
        if let Some(short) = self.short_of_unknown_country() {
            return Some(short);
        }
        let width = match self.column {
            CodeColumn::Phone => return self.bare_phones_reported(),
            CodeColumn::Code => self.padded_width()?,
            CodeColumn::PostalCode => self.postal_width()?,
        };
        let shorter = self.lengths.iter().take(width);
        let count = shorter.clone().map(|tally| tally.count).sum();
        let first = shorter
            .filter(|tally| tally.first.is_some())
            .min_by_key(|tally| tally.first.as_ref().map(|(line, _)| *line))?;
        Some(lost_zeros(first, count, width))
    }

    fn bare_phones_reported(&self) -> Option<Problem> {
        let Tally { count, first: Some((line, text)) } = &self.bare_phones else { return None };
        let problem = Problem::new(message::PHONES_WITHOUT_ZERO).with("count", count).with("value", text);
        self.phones_begin_with_zero.then(|| problem.at_line(*line))
    }

    /// The one width that all codes with a leading zero have; none where codes are wider, or differ by nature, or are too few
    /// to tell.
    fn padded_width(&self) -> Option<usize> {
        let width = self.padded.flatten()?;
        let count = |lengths: &[Tally]| lengths.iter().map(|tally| tally.count).sum::<u64>();
        let (shorter, rest) = self.lengths.split_at_checked(width)?;
        let (full, wider) = rest.split_at_checked(1)?;
        (count(wider) == 0 && count(full) >= 3 && count(shorter) < count(full)).then_some(width)
    }

    /// Postal codes that all have four digits are right in some countries and damaged in others: only where nobody knows the
    /// country is that worth a word.
    fn short_of_unknown_country(&self) -> Option<Problem> {
        let regular = self.column == CodeColumn::PostalCode && self.home == Home::Unknown && self.padded.is_none();
        let [short] = self.lengths.iter().enumerate().filter(|(_, tally)| tally.count > 0).collect::<Vec<_>>()[..]
        else {
            return None;
        };
        let (4, Tally { count, first: Some((line, text)) }) = short else { return None };
        let note = Problem::new(message::SHORT_POSTAL_CODES).with("count", count).with("value", text);
        regular.then(|| note.at_line(*line))
    }

    /// Five, where most codes have five digits (or the company's country has), the others four, and not one begins with a zero.
    fn postal_width(&self) -> Option<usize> {
        let count = |length: usize| self.lengths.get(length).map_or(0, |tally| tally.count);
        let others: u64 = self.lengths.iter().map(|tally| tally.count).sum::<u64>() - count(4) - count(5);
        let regular = self.padded.is_none() && others == 0 && count(4) > 0;
        let most = count(5) >= 3 && count(5) > count(4).saturating_mul(2);
        (regular && (most || self.home == Home::FiveDigits)).then_some(5)
    }
}

fn has_five_digits(country: &str) -> bool {
    FIVE_DIGIT_COUNTRIES.iter().any(|known| known.eq_ignore_ascii_case(country))
}

fn lost_zeros(first: &Tally, count: u64, width: usize) -> Problem {
    let problem = Problem::new(message::LOST_ZEROS).with("count", count).with("width", width);
    match &first.first {
        Some((line, text)) => problem.with("value", text).at_line(*line),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;
    use crate::field::test_fields::own;
    use crate::message::Language;

    fn code_of(cell: Cell<'_>, kind: &Kind, is_code: bool) -> Option<&'static str> {
        of_cell(cell, kind, is_code).map(|problem| problem.code())
    }

    #[test]
    fn damaged_codes_and_phones_are_told_from_sound_ones() {
        let number = |value, shown| Cell::Number { value, shown };
        let cases = [
            (Cell::Text("4,91512E+12"), Some("scientific-notation")),
            (Cell::Text("4.9E+12"), Some("scientific-notation")),
            (Cell::Text("1E+05"), Some("scientific-notation")),
            (number(4.915e12, "4,92E+12"), Some("scientific-notation")),
            (number(1.234_567_890_123_456_7e17, "123456789012345670"), Some("digits-lost")),
            (Cell::Text("1234567890123450000"), Some("digits-lost")),
            (Cell::Error("#N/A"), Some("error-cell")),
            (Cell::Text("1E5"), None),
            (Cell::Text("E12"), None),
            (Cell::Text("#N/A"), Some("error-cell")),
            (Cell::Text("#WERT!"), Some("error-cell")),
            (Cell::Text("M&uuml;ller"), Some("escape-in-code")),
            (Cell::Text("123456789012345678"), None),
            (Cell::Text("000000000000000000"), None),
            (Cell::Text("+49 351 4711"), None),
            (number(999_999_999_999_999.0, "999999999999999"), None),
            (number(42.0, "00042"), None),
            (Cell::Empty, None),
        ];
        for (cell, expected) in cases {
            assert_eq!(code_of(cell, &Kind::Text, true), expected, "{cell:?}");
            let of_phone = if expected == Some("escape-in-code") { Some("left-over-escape") } else { expected };
            assert_eq!(code_of(cell, &Kind::Phone, false), of_phone, "{cell:?}");
        }
        assert_eq!(code_of(Cell::Text("#N/A"), &Kind::LongText, false), None, "a note may say so");
        assert_eq!(code_of(Cell::Text("4,9E+12"), &Kind::LongText, false), None, "a note may say so");
    }

    #[test]
    fn text_that_was_decoded_wrongly_is_told_from_sound_text() {
        for text in [
            "MÃ¼ller",
            "StraÃŸe",
            "FranÃ§ois",
            "Ã„nne",
            "3.000 â‚¬",
            "rue de l'Ã‰glise",
            "Å ukrÃ¼",
            "M├╝ller",
            "M√ºller",
            "Ð\u{98}Ð²Ð°Ð½",
        ] {
            assert_eq!(code_of(Cell::Text(text), &Kind::Text, false), Some("double-encoded"), "{text}");
        }
        for text in [
            "Müller",
            "Straße",
            "François",
            "„Spaß“",
            "Lukáš",
            "SÃO PAULO",
            "São Paulo",
            "“CAFÉ”",
            "Łukasz",
            "Şükrü Yılmaz",
            "Åse",
            "ESPAÑA",
            "小龙",
            "Иванов",
            "naïve",
            "10 °C",
            "Größe – groß",
            "Tomáš Žižka",
            "5 €",
            "Ägäis",
            "«Maß»",
        ] {
            assert_eq!(code_of(Cell::Text(text), &Kind::Text, false), None, "{text}");
        }
        assert_eq!(code_of(Cell::Text("M\u{fffd}ller"), &Kind::Text, false), Some("lost-character"));
    }

    #[test]
    fn the_text_of_a_sensitive_field_stays_out_of_what_is_wrong_with_its_cell() {
        let code = Field { key: true, ..own(Kind::Text) };
        for (field, cell) in [
            (own(Kind::Text), Cell::Text("geheim&uuml;")),
            (code.clone(), Cell::Text("4711.0")),
            (code, Cell::Date("2025-02-01")),
            (own(Kind::Text), Cell::Text("geheimÃ¼")),
        ] {
            let open = of_field_cell(cell, &field).expect("something is wrong");
            let hidden = of_field_cell(cell, &Field { sensitive: true, ..field }).expect("something is wrong");
            assert!(open.text(Language::English).contains(cell.text()), "{open:?}");
            assert!(hidden.arguments.iter().all(|(_, text)| !cell.text().contains(text.as_str())), "{hidden:?}");
        }
    }

    fn finish(column: CodeColumn, texts: &[&str]) -> Option<(u32, String)> {
        let mut damage = ColumnDamage::new(column);
        for (line, text) in (2..).zip(texts) {
            damage.observe(LineNumber(line), text);
        }
        let problem = damage.finish()?;
        assert_eq!(problem.code(), "lost-zeros");
        let count = problem.arguments.iter().find(|(name, _)| *name == "count").map(|(_, count)| count.clone());
        Some((problem.line.map_or(0, |line| line.0), count.unwrap_or_default()))
    }

    #[test]
    fn lost_zeros_show_in_a_column_of_one_width_and_nowhere_else() {
        use CodeColumn::{Code, PostalCode};
        let cases: &[(CodeColumn, &[&str], Option<u32>)] = &[
            (Code, &["00042", "43", "00044", "00045"], Some(3)),
            (Code, &["00042", "00043", "88"], None),
            (Code, &["12345", "00042", "1043", "99", "00044"], Some(4)),
            (Code, &["42", "43", "100000"], None),
            (Code, &["00042", "00043", "10001"], None),
            (Code, &["007", "88", "0000000001", "1E5"], None),
            (Code, &["0042", "43", "100000"], None),
            (Code, &["0", "1", "2"], None),
            (Code, &[], None),
            (PostalCode, &["10117", "80331", "1067", "50667"], Some(4)),
            (PostalCode, &["10117", "80331", "01067", "50667", "1010"], None),
            (PostalCode, &["1010", "8010", "5020"], None),
            (PostalCode, &["8000", "10117", "3000"], None),
            (PostalCode, &["10117", "80331", "50667", "SW1A 1AA"], None),
        ];
        for (column, texts, expected) in cases {
            assert_eq!(finish(*column, texts).map(|(line, _)| line), *expected, "{texts:?}");
        }
        assert_eq!(finish(Code, &["00042", "43", "9", "00044", "00045"]), Some((3, "2".to_owned())));
    }

    #[test]
    fn the_company_s_country_makes_short_postal_codes_suspect() {
        for (country, expected) in
            [(Some("DE"), Some("lost-zeros")), (Some("AT"), None), (None, Some("short-postal-codes"))]
        {
            let mut damage = ColumnDamage::new(CodeColumn::PostalCode).in_company_of(country);
            for (line, text) in [(2, "1067"), (3, "1067")] {
                damage.observe(LineNumber(line), text);
            }
            let in_damaged_file = damage.clone().in_damaged_file().finish();
            assert_eq!(in_damaged_file.as_ref().map(Problem::code), expected.or(Some("short-postal-codes")));
            let problem = damage.finish();
            assert_eq!(problem.as_ref().map(Problem::code), expected, "{country:?}");
            assert!(problem.is_none_or(|problem| problem.line == Some(LineNumber(2))));
        }
    }

    #[test]
    fn short_postal_codes_of_an_unknown_country_are_noted_only_where_all_have_four_digits() {
        use CodeColumn::{Code, PostalCode};
        let cases: [(CodeColumn, &[&str], Option<&str>); 7] = [
            (PostalCode, &["1067", "1067"], Some("short-postal-codes")),
            (PostalCode, &["1010", "SW1A 1AA", ""], Some("short-postal-codes")),
            (PostalCode, &["1067", "01067"], None),
            (PostalCode, &["8000", "10117"], None),
            (PostalCode, &["8000", "101"], None),
            (PostalCode, &["SW1A 1AA"], None),
            (Code, &["1067", "1068"], None),
        ];
        for (column, texts, expected) in cases {
            let mut damage = ColumnDamage::new(column).in_company_of(None);
            (2..).zip(texts).for_each(|(line, text)| damage.observe(LineNumber(line), text));
            assert_eq!(damage.finish().map(|problem| problem.code()), expected, "{texts:?}");
        }
    }

    #[test]
    fn phone_numbers_that_lost_their_zero_show_beside_others_or_in_a_country_that_dials_it() {
        let cases: [(Option<&str>, &[&str], Option<u32>); 6] = [
            (None, &["0172 1810112", "1711810111", "+43 664 1"], Some(3)),
            (Some("DE"), &["1711810111", "1711810112"], Some(2)),
            (Some("US"), &["2125550123", "2125550124"], None),
            (None, &["2125550123"], None),
            (Some("DE"), &["0171 1810111", "110", "+49171"], None),
            (Some("DE"), &["171/1810111"], None),
        ];
        for (country, texts, expected) in cases {
            let mut damage = ColumnDamage::new(CodeColumn::Phone).with_phones_of(country);
            (2..).zip(texts).for_each(|(line, text)| damage.observe(LineNumber(line), text));
            let found = damage.finish();
            assert_eq!(found.as_ref().and_then(|problem| problem.line), expected.map(LineNumber), "{texts:?}");
            assert!(found.is_none_or(|problem| problem.code() == "phones-without-zero"));
        }
    }

    #[test]
    fn a_country_makes_a_short_postal_code_certain() {
        let mut damage = ColumnDamage::new(CodeColumn::PostalCode);
        for (line, text, country) in [(2, "1010", "AT"), (3, "8000", "CH"), (4, "1067", "de"), (5, "01067", "DE")] {
            damage.observe_in_country(LineNumber(line), text, Some(country));
        }
        assert_eq!(damage.finish().and_then(|problem| problem.line), Some(LineNumber(4)));
    }
}

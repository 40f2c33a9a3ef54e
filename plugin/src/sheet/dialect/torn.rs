//! Whether a split tears apart what belongs together: `3,5` and `48,2082;16,3738` at the comma, `08:30` at the colon, the
//! query of a web address.

use crate::sheet::Row;

/// From how many pairs of numbers on it says something that none of the second ones ends in a zero, or begins with one.
const TELLING: usize = 20;

/// What was seen of the places where a split parts digits.
#[derive(Debug, Default)]
pub(super) struct Torn {
    /// Places where the delimiter stands, and those of them where it parts a web address, or a number among other words.
    joints: usize,
    torn_joints: usize,
    /// Rows, and those that are a time of day when they are put together again.
    rows: usize,
    times: usize,
    /// Rows of two whole numbers.
    pairs: Vec<Pair>,
    /// Whether the first row is not split.
    single_first: bool,
}

#[derive(Debug, PartialEq)]
struct Pair {
    left: u64,
    left_length: usize,
    right_length: usize,
    right_starts_with_zero: bool,
    right_ends_with_zero: bool,
}

impl Torn {
    /// Looks at the next row of the sample.
    pub(super) fn look(&mut self, row: &Row, delimiter: Option<char>) {
        self.rows += 1;
        self.single_first |= self.rows == 1 && row.len() == 1;
        self.joints += row.len().saturating_sub(1);
        // Delimiters that stand in web addresses too tear everything up to the next blank.
        let of_address = !matches!(delimiter, Some(',' | ';' | '\t' | '|'));
        let mut in_address = false;
        for (left, right) in row.iter().zip(row.iter().skip(1)) {
            let (left, right) = (left.text(), right.text());
            let begins = left.rsplit(' ').next().is_some_and(|word| word.contains("://"));
            in_address = of_address && (begins || in_address && !left.contains(' '));
            let torn = in_address || parts_query(left, right) || delimiter == Some(',') && parts_number(left, right);
            self.torn_joints += usize::from(torn);
        }
        match delimiter {
            Some(',') => self.pairs.extend(pair(row)),
            Some(':') => self.times += usize::from(is_time(row)),
            _ => {}
        }
    }

    /// How much of the sample the split tears, 0 to 1: places where the delimiter stands, and whole rows.
    pub(super) fn shares(&self) -> (f32, f32) {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f32 / whole as f32 };
        let decimals = if self.are_decimals() { self.pairs.len() } else { 0 };
        (share(self.torn_joints, self.joints), share(decimals.max(self.times), self.rows))
    }

    /// Whether pairs of whole numbers are numbers with a decimal comma, or a comma between thousands.
    fn are_decimals(&self) -> bool {
        let pairs = &self.pairs;
        let all = |holds: fn(&Pair) -> bool| pairs.iter().all(holds);
        let none = |holds: fn(&Pair) -> bool| !pairs.iter().any(holds);
        let Some(first) = pairs.first() else { return false };
        if self.single_first {
            return true;
        }
        let counts_up = pairs.len() > 2 && pairs.windows(2).all(|two| matches!(two, [a, b] if b.left == a.left + 1));
        if counts_up || all(|pair| pair.left_length > 4) {
            return false;
        }
        // No whole number begins with a zero, but codes do, all of them.
        if !none(|pair| pair.right_starts_with_zero) {
            return !all(|pair| pair.right_starts_with_zero);
        }
        if all(|pair| pair.right_length == 3 && pair.left_length <= 3) {
            return true;
        }
        let same_length = pairs.iter().all(|pair| pair.right_length == first.right_length);
        !same_length && pairs.len() > TELLING && none(|pair| pair.right_ends_with_zero)
    }
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Whether two cells end and begin with a number, and one of them holds more than it.
fn parts_number(left: &str, right: &str) -> bool {
    let apart = [' ', ';', '|', '\t'];
    let (before, after) = (left.rsplit(apart).next(), right.split(apart).next());
    let numbers = before.and_then(digits).is_some() && after.and_then(digits).is_some();
    numbers && (left.contains(apart) || right.contains(apart))
}

/// Whether two cells are parts of a web address: `/list?a=1` and `b=2`.
fn parts_query(left: &str, right: &str) -> bool {
    let name = right.split('=').next().unwrap_or_default();
    let named = name.len() < right.len() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    named && left.split_once('?').is_some_and(|(_, query)| query.contains('='))
}

fn pair(row: &Row) -> Option<Pair> {
    let (left, right) = (row.cell(0).text(), row.cell(1).text());
    let (left, right) = (digits(left.strip_prefix(['-', '+']).unwrap_or(left))?, digits(right)?);
    let zero = |byte: Option<u8>| byte == Some(b'0') && right.len() > 1;
    (row.len() == 2).then(|| Pair {
        left: left.parse().unwrap_or(u64::MAX - 1),
        left_length: left.len(),
        right_length: right.len(),
        right_starts_with_zero: zero(right.bytes().next()),
        right_ends_with_zero: zero(right.bytes().last()),
    })
}

/// `08`, `30` and perhaps `15`.
fn is_time(row: &Row) -> bool {
    let part = |column: usize, limit: u32| {
        let number = digits(row.cell(column).text()).filter(|text| text.len() == 2 || column == 0 && text.len() == 1);
        number.and_then(|text| text.parse::<u32>().ok()).is_some_and(|number| number < limit)
    };
    part(0, 24) && part(1, 60) && (row.len() == 2 || row.len() == 3 && part(2, 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::LineNumber;
    use crate::sheet::Cell;

    fn torn(rows: &[&str], delimiter: char) -> bool {
        let mut torn = Torn::default();
        for text in rows {
            let mut row = Row::default();
            row.begin(LineNumber(1));
            text.split(delimiter).for_each(|cell| row.push(Cell::Text(cell)));
            torn.look(&row, Some(delimiter));
        }
        let (joints, rows) = torn.shares();
        joints > 0.5 || rows > 0.5
    }

    #[test]
    fn numbers_that_a_split_tears_are_told_from_numbers_side_by_side() {
        let cases: [(&[&str], char, bool); 15] = [
            (&["Wert", "3,5", "4,25", "10,1"], ',', true),
            (&["3,05", "4,25", "10,1"], ',', true),
            (&["1,200", "12,345", "3,000"], ',', true),
            (&["1,2", "3,4"], ',', false),
            (&["1,20", "2,35", "3,400"], ',', false),
            (&["10001,20002", "10007,20100"], ',', false),
            (&["1,007", "2,008", "9,012"], ',', false),
            (&["48,2082;16,3738", "48,2;16,3"], ',', true),
            (&["2011-05-01 17:00:00,10.1.1.1,5", "2011-05-02 18:00:00,10.1.1.2,7"], ',', false),
            (&["/a?x=1;y=2", "/b?x=3;y=4"], ';', true),
            (&["http://x.example/a?x=1&y=2", "http://x.example/b?x=3&y=1"], '=', true),
            (&["08:30", "09:45"], ':', true),
            (&["1:2", "3:4"], ':', false),
            (&["root:x:0:0", "bin:x:1:1"], ':', false),
            (&["8:30:15", "12:00:00"], ':', true),
        ];
        for (rows, delimiter, expected) in cases {
            assert_eq!(torn(rows, delimiter), expected, "{rows:?}");
        }
    }
}

//! Calendar dates. A date whose day and month could be the other way round is a problem, not a guess.

use super::Reading;
use crate::cell::Cell;
use crate::message::field as message;
use crate::message::{Code, Problem};

/// The names of the months in lower case, German and English, long and short.
const MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "january", "jan", "jän"],
    &["februar", "feber", "february", "feb"],
    &["märz", "maerz", "march", "mär", "mrz", "mar"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["dezember", "december", "dez", "dec"],
];

/// Beyond this many bytes it is no date that anybody wrote.
const LONGEST: usize = 60;

/// The date as `2024-02-29`.
pub(super) fn parse(reading: &Reading<'_>, cell: Cell<'_>, text: &str) -> Result<String, Problem> {
    let read = match cell {
        Cell::Number { .. } | Cell::Flag(_) => Err(message::NOT_A_DATE),
        _ => read(text),
    };
    match read {
        Ok(Date { year, month, day }) => Ok(format!("{year:04}-{month:02}-{day:02}")),
        Err(code) => Err(reading.problem(code, text)),
    }
}

#[derive(Debug, PartialEq)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

fn read(text: &str) -> Result<Date, Code> {
    if text.len() > LONGEST {
        return Err(message::NOT_A_DATE);
    }
    let date = without_midnight(text)?;
    let parts: Vec<&str> = date.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return Err(message::NOT_A_DATE) };
    if let Some(month) = month_named(second) {
        return checked(year(third)?, month, number(first)?);
    }
    if let Some(month) = month_named(first) {
        return checked(year(third)?, month, number(second)?);
    }
    if first.len() == 4 && date.contains(['-', '/']) {
        return checked(year(first)?, number(second)?, number(third)?);
    }
    let (first, second, year) = (number(first)?, number(second)?, year(third)?);
    let day_first = date.contains('.') || first == second || first > 12;
    if day_first {
        checked(year, second, first)
    } else if second > 12 {
        checked(year, first, second)
    } else {
        Err(message::AMBIGUOUS_DATE)
    }
}

/// A date that a spreadsheet stored with a time loses it where it is midnight; any other time is somebody's data.
fn without_midnight(text: &str) -> Result<&str, Code> {
    let Some((date, time)) = text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')) else {
        return Ok(text);
    };
    let time = time.trim_end_matches('Z');
    if time.chars().all(|c| matches!(c, '0' | ':' | '.')) { Ok(date) } else { Err(message::DATE_WITH_TIME) }
}

fn month_named(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&text.as_str())).map(|(_, month)| month)
}

fn number(text: &str) -> Result<u32, Code> {
    if text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(message::NOT_A_DATE);
    }
    text.parse().map_err(|_| message::NOT_A_DATE)
}

fn year(text: &str) -> Result<u32, Code> {
    match text.len() {
        _ if !text.bytes().all(|b| b.is_ascii_digit()) => Err(message::NOT_A_DATE),
        4 => text.parse().map_err(|_| message::NOT_A_DATE),
        2 => Err(message::SHORT_YEAR),
        _ => Err(message::NOT_A_DATE),
    }
}

fn checked(year: u32, month: u32, day: u32) -> Result<Date, Code> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return Err(message::NOT_A_DATE),
    };
    if year > 0 && (1..=days).contains(&day) { Ok(Date { year, month, day }) } else { Err(message::NO_SUCH_DATE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2024-02-29",
            "2024/02/29",
            "2024-02-29T00:00:00",
            "2024-02-29 00:00:00",
            "29.02.2024",
            "29.2.2024",
            "29. 2. 2024",
            "29/02/2024",
            "02/29/2024",
            "2/29/2024",
            "29-02-2024",
            "29. Februar 2024",
            "29 Feb 2024",
            "29-Feb-2024",
            "February 29, 2024",
            "Feb 29 2024",
            "29. FEBER 2024",
            "29. Feb. 2024",
        ] {
            assert_eq!(read(text), Ok(Date { year: 2024, month: 2, day: 29 }), "{text}");
        }
        assert_eq!(read("04/04/2024"), Ok(Date { year: 2024, month: 4, day: 4 }));
        assert_eq!(read("03.04.2024"), Ok(Date { year: 2024, month: 4, day: 3 }));
        assert_eq!(read("1. März 2024"), Ok(Date { year: 2024, month: 3, day: 1 }));
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, code) in [
            ("03/04/2024", message::AMBIGUOUS_DATE),
            ("3-4-2024", message::AMBIGUOUS_DATE),
            ("29.02.2023", message::NO_SUCH_DATE),
            ("2024-02-30", message::NO_SUCH_DATE),
            ("1900-02-29", message::NO_SUCH_DATE),
            ("31.04.2024", message::NO_SUCH_DATE),
            ("0000-01-01", message::NO_SUCH_DATE),
            ("29.02.24", message::SHORT_YEAR),
            ("2024-02-29T08:30:00", message::DATE_WITH_TIME),
            ("08:30:00", message::NOT_A_DATE),
            ("13/13/2024", message::NOT_A_DATE),
            ("20240229", message::NOT_A_DATE),
            ("45351", message::NOT_A_DATE),
            ("gestern", message::NOT_A_DATE),
            ("1.2", message::NOT_A_DATE),
            ("+1.02.2024", message::NOT_A_DATE),
        ] {
            assert_eq!(read(text), Err(code), "{text}");
        }
    }
}

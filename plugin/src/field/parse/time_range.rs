//! Spans of a day: `08:00-17:00`, and how else people write them.

use super::Reading;
use crate::cell::Cell;
use crate::message::Problem;
use crate::message::field as message;

/// The span as `08:00-17:00`. It begins before it ends, at 24:00 at the latest.
pub(super) fn parse(reading: &Reading<'_>, cell: Cell<'_>, text: &str) -> Result<String, Problem> {
    if matches!(cell, Cell::Date(_)) {
        return Err(reading.problem(message::TIME_RANGE_IS_A_DATE, text));
    }
    let (from, to) = read(text).ok_or_else(|| reading.problem(message::NOT_A_TIME_RANGE, text))?;
    if from >= to {
        return Err(reading.problem(message::TIME_RANGE_ORDER, text));
    }
    Ok(format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60))
}

/// Minutes since midnight.
fn read(text: &str) -> Option<(u32, u32)> {
    let text = text.to_lowercase();
    let text = ["von ", "from "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let (from, to) = split(text)?;
    let ((from, from_half), (to, to_half)) = (time(from)?, time(to)?);
    // `8 - 5 pm` says half of what it means.
    (from_half == to_half).then_some((from, to))
}

fn split(text: &str) -> Option<(&str, &str)> {
    let words = ["bis", "until", "till", "to"];
    if let Some(sides) = words.iter().find_map(|word| text.split_once(word)) {
        return Some(sides);
    }
    let (from, to) = text.split_once(is_dash)?;
    (!to.contains(is_dash)).then_some((from, to))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// A time of day in minutes, and whether it was written with `am` or `pm`.
fn time(text: &str) -> Option<(u32, bool)> {
    let text = ["uhr", "o'clock"].iter().find_map(|word| text.trim().strip_suffix(word)).unwrap_or(text).trim();
    for (words, noon) in [(["am", "a.m."], 0), (["pm", "p.m."], 12 * 60)] {
        if let Some(rest) = words.iter().find_map(|word| text.strip_suffix(word)) {
            let minutes = clock(rest.trim_end())?;
            return (60..13 * 60).contains(&minutes).then_some((minutes % (12 * 60) + noon, true));
        }
    }
    clock(text).map(|minutes| (minutes, false))
}

/// `8`, `08`, `8:30`, `8.30`, `8h30`, `8 h`, `0830`, `08:30:00`.
fn clock(text: &str) -> Option<u32> {
    let text = text.strip_suffix('h').unwrap_or(text).trim_end();
    let mut parts = text.split([':', '.', 'h']);
    let (hour, minute, second) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || !matches!(second, None | Some("00")) {
        return None;
    }
    let (hour, minute) = match minute {
        None if hour.len() == 4 => (hour.get(..2)?, hour.get(2..)?),
        None => (hour, "00"),
        Some(minute) => (hour, minute),
    };
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !all_digits(hour) || !all_digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_write_them() {
        for text in [
            "08:00-17:00",
            "8-17",
            "08:00 – 17:00",
            "8.00-17.00 Uhr",
            "8:00-17:00 Uhr",
            "8 Uhr bis 17 Uhr",
            "8 bis 17 Uhr",
            "von 8 bis 17 Uhr",
            "0800-1700",
            "8h-17h",
            "8h00 - 17h00",
            "08:00:00-17:00:00",
            "8am-5pm",
            "8:00 AM - 5:00 PM",
            "8 a.m. to 5 p.m.",
            "from 8:00 to 17:00",
            "08:00—17:00",
            "8:00\u{2212}17:00",
        ] {
            assert_eq!(read(text), Some((8 * 60, 17 * 60)), "{text}");
        }
        for (text, span) in [
            ("00:00-24:00", (0, 1440)),
            ("12am-12pm", (0, 720)),
            ("8:15-8:45", (495, 525)),
            ("22:00-06:00", (1320, 360)),
        ] {
            assert_eq!(read(text), Some(span), "{text}");
        }
    }

    #[test]
    fn what_is_no_span_or_says_half_of_it_is_none() {
        for text in [
            "",
            "8",
            "08:00",
            "8-17-18",
            "8:60-17:00",
            "25-26",
            "24:01-24:30",
            "8-5pm",
            "13pm-14pm",
            "0am-1am",
            "8:0-17:0",
            "8:00:30-17:00",
            "800-1700",
            "morgens bis abends",
            "-",
            "+8-17",
            "８-17",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

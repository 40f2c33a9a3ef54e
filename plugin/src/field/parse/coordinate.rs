//! Latitude and longitude: decimal degrees, or degrees, minutes and seconds as maps and watches show them.

use super::Reading;
use super::number::{Written, check_bounds, from_float};
use crate::cell::Cell;
use crate::field::{FieldId, id};
use crate::message::field as message;
use crate::message::{Code, Problem};

/// Which of the two coordinates a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Latitude,
    Longitude,
}

impl Axis {
    /// The axis of a field; none for fields that hold no coordinate.
    pub(super) fn of(field: &FieldId) -> Option<Self> {
        if *field == id::HOME_LATITUDE {
            Some(Self::Latitude)
        } else if *field == id::HOME_LONGITUDE {
            Some(Self::Longitude)
        } else {
            None
        }
    }

    /// The greatest number of degrees.
    fn limit(self) -> f64 {
        match self {
            Self::Latitude => 90.0,
            Self::Longitude => 180.0,
        }
    }
}

/// Decimal degrees in canonical notation.
pub(super) fn parse(reading: &Reading<'_>, cell: Cell<'_>, text: &str, axis: Axis) -> Result<String, Problem> {
    let canonical = match cell {
        Cell::Number { value, .. } => from_float(value).ok_or(message::NOT_A_COORDINATE),
        _ if Written::is_canonical(text) => Ok(text.to_owned()),
        _ => read(text, axis),
    }
    .map_err(|code| reading.problem(code, text))?;
    let value: f64 = canonical.parse().map_err(|_| reading.problem(message::NOT_A_COORDINATE, text))?;
    // Nobody means degree 482082: a whole number out of range was 48.2082 before a program took the point away.
    if value.abs() > axis.limit() && !canonical.contains('.') && canonical.len() > 3 {
        return Err(reading.problem(message::DECIMAL_POINT_LOST, text));
    }
    check_bounds(reading, text, value, Some(-axis.limit()), Some(axis.limit()), |bound| bound.to_string())?;
    Ok(canonical)
}

fn read(text: &str, axis: Axis) -> Result<String, Code> {
    if let Some(written) = Written::read(text) {
        return if written.grouped { Err(message::DECIMAL_POINT_LOST) } else { Ok(written.canonical()) };
    }
    if is_pair(text) {
        return Err(message::COORDINATE_PAIR);
    }
    let (hemisphere, degrees) = take_hemisphere(text)?;
    if hemisphere.is_some_and(|hemisphere| hemisphere.axis != axis) {
        return Err(message::OTHER_COORDINATE);
    }
    if hemisphere.is_none() && !degrees.contains(DEGREE) {
        return Err(message::NOT_A_COORDINATE);
    }
    let (negative, degrees) = match degrees.strip_prefix(['-', '\u{2212}']) {
        Some(_) if hemisphere.is_some() => return Err(message::NOT_A_COORDINATE),
        Some(rest) => (true, rest),
        None => (hemisphere.is_some_and(|hemisphere| hemisphere.negative), degrees),
    };
    let canonical = degrees_minutes_seconds(degrees).ok_or(message::NOT_A_COORDINATE)?;
    Ok(if negative && canonical != "0" { format!("-{canonical}") } else { canonical })
}

#[derive(Clone, Copy)]
struct Hemisphere {
    axis: Axis,
    negative: bool,
}

/// In German and English. `O` is the East of German speakers; the West of others (Ouest, Oeste) is refused by its word.
fn hemisphere(word: &str) -> Option<Hemisphere> {
    let (axis, negative) = match word.to_lowercase().as_str() {
        "n" | "nord" | "north" => (Axis::Latitude, false),
        "s" | "süd" | "sued" | "south" => (Axis::Latitude, true),
        "e" | "o" | "ost" | "east" => (Axis::Longitude, false),
        "w" | "west" => (Axis::Longitude, true),
        _ => return None,
    };
    Some(Hemisphere { axis, negative })
}

/// The hemisphere before or after the degrees, and the degrees without it.
fn take_hemisphere(text: &str) -> Result<(Option<Hemisphere>, &str), Code> {
    let after_front = text.trim_start_matches(char::is_alphabetic);
    let front = &text[..text.len() - after_front.len()];
    let degrees = after_front.trim_end_matches(char::is_alphabetic);
    let back = &after_front[degrees.len()..];
    let word = match (front, back) {
        ("", "") => return Ok((None, text)),
        (word, "") | ("", word) => word,
        _ => return Err(message::NOT_A_COORDINATE),
    };
    match hemisphere(word) {
        Some(hemisphere) => Ok((Some(hemisphere), degrees.trim())),
        None => Err(message::NOT_A_COORDINATE),
    }
}

const DEGREE: [char; 3] = ['°', 'º', '˚'];
const MINUTE: [char; 6] = ['\'', '′', '’', '‘', '´', '`'];
const SECOND: [char; 4] = ['"', '″', '”', '“'];

/// Unsigned decimal degrees from up to three numbers, of which only the last has a fraction.
fn degrees_minutes_seconds(text: &str) -> Option<String> {
    let parts = parts(text)?;
    let [degrees, smaller @ ..] = &parts[..] else { return None };
    if smaller.is_empty() {
        return Written::read(degrees).filter(|written| !written.grouped).map(|written| written.canonical());
    }
    let mut sum: f64 = 0.0;
    for (place, part) in parts.iter().enumerate() {
        let last = place + 1 == parts.len();
        if !last && !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: f64 = part.replace(',', ".").parse().ok()?;
        if place > 0 && number >= 60.0 {
            return None;
        }
        sum += number / [1.0, 60.0, 3600.0].get(place)?;
    }
    // Six decimals are a tenth of a metre, finer than any second was measured.
    Written::read(&format!("{sum:.6}")).map(|written| written.canonical())
}

/// The numbers between the marks, each mark in its place.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_digit() || (inside && matches!(c, '.' | ',')) {
            if !inside {
                parts.push(String::new());
                inside = true;
            }
            parts.last_mut()?.push(c);
            continue;
        }
        inside = false;
        let fits = match parts.len() {
            1 => DEGREE.contains(&c),
            2 => MINUTE.contains(&c),
            // Two apostrophes make a second too.
            3 => SECOND.contains(&c) || MINUTE.contains(&c),
            _ => false,
        };
        if !fits && !c.is_whitespace() {
            return None;
        }
    }
    (parts.len() <= 3).then_some(parts)
}

/// Whether both coordinates stand in one cell: `48.2082, 16.3738`.
fn is_pair(text: &str) -> bool {
    [", ", ";", " ", ","].iter().filter_map(|separator| text.split_once(separator)).any(|(first, second)| {
        let is_degrees = |part: &str| part.contains(['.', ',']) && Written::read(part.trim()).is_some();
        is_degrees(first) && is_degrees(second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_as_people_write_them() {
        for (text, axis, expected) in [
            ("48,2082", Axis::Latitude, "48.2082"),
            ("48.2082", Axis::Latitude, "48.2082"),
            ("-33.8688", Axis::Latitude, "-33.8688"),
            ("\u{2212}33,8688", Axis::Latitude, "-33.8688"),
            ("16.3738000", Axis::Longitude, "16.3738"),
            ("48", Axis::Latitude, "48"),
            ("48.208", Axis::Latitude, "48.208"),
            ("48,208", Axis::Latitude, "48.208"),
            ("48.2082°", Axis::Latitude, "48.2082"),
            ("48.2082° N", Axis::Latitude, "48.2082"),
            ("N 48.2082", Axis::Latitude, "48.2082"),
            ("N48.2082°", Axis::Latitude, "48.2082"),
            ("48,2082 Nord", Axis::Latitude, "48.2082"),
            ("33.8688 S", Axis::Latitude, "-33.8688"),
            ("16,3738 O", Axis::Longitude, "16.3738"),
            ("16.3738 E", Axis::Longitude, "16.3738"),
            ("74.006 W", Axis::Longitude, "-74.006"),
            ("48° 12' 29.5\" N", Axis::Latitude, "48.208194"),
            ("48°12'29.5\"N", Axis::Latitude, "48.208194"),
            ("48°12′29,5″ N", Axis::Latitude, "48.208194"),
            ("48º12’29.5” N", Axis::Latitude, "48.208194"),
            ("48° 12' 29.5'' N", Axis::Latitude, "48.208194"),
            ("N 48° 12.4917'", Axis::Latitude, "48.208195"),
            ("48 12 29.5 N", Axis::Latitude, "48.208194"),
            ("16° 22' 25.7\" O", Axis::Longitude, "16.373806"),
            ("-33° 52' 7.7\"", Axis::Latitude, "-33.868806"),
            ("0° 0' 0\" S", Axis::Latitude, "0"),
        ] {
            assert_eq!(read(text, axis), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_coordinate_says_why() {
        for (text, code) in [
            ("48.208.200", message::DECIMAL_POINT_LOST),
            ("48 208 200", message::DECIMAL_POINT_LOST),
            ("48.2082, 16.3738", message::COORDINATE_PAIR),
            ("48.2082,16.3738", message::COORDINATE_PAIR),
            ("48,2082; 16,3738", message::COORDINATE_PAIR),
            ("16° 22' 25.7\" O", message::OTHER_COORDINATE),
            ("16.3738 E", message::OTHER_COORDINATE),
            ("-48.2 N", message::NOT_A_COORDINATE),
            ("48° 72' N", message::NOT_A_COORDINATE),
            ("48.5° 12' N", message::NOT_A_COORDINATE),
            ("48' 12° N", message::NOT_A_COORDINATE),
            ("48° 12' 29\" 3 N", message::NOT_A_COORDINATE),
            ("16 Ouest", message::NOT_A_COORDINATE),
            ("Wien", message::NOT_A_COORDINATE),
            ("N", message::NOT_A_COORDINATE),
            ("°", message::NOT_A_COORDINATE),
            ("-", message::NOT_A_COORDINATE),
        ] {
            assert_eq!(read(text, Axis::Latitude), Err(code), "{text}");
        }
    }
}

//! Dates: days since an epoch as ISO 8601.

use std::fmt::Write;

use super::Shown;

/// Which parts of a date a format displays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateParts {
    pub(super) date: bool,
    pub(super) time: bool,
    pub(super) seconds: bool,
    /// Hours, minutes or seconds are counted on beyond a day: `[h]:mm`.
    pub(super) elapsed: bool,
}

/// Days from 1 January 1900 to 1 January 1904 as both epochs count them.
const EPOCHS_APART: i64 = 1462;
/// The day that the 1900 epoch believes in and that never was: 29 February 1900.
const PHANTOM: i64 = 60;
/// 31 December 9999, the last day that can be displayed.
const LAST: i64 = 2_958_465;
const SECONDS: i64 = 86_400;

/// Appends a date, a time or a duration; `None`, and nothing appended, where the number is none.
pub(super) fn write(value: f64, parts: DateParts, date1904: bool, text: &mut String) -> Option<Shown> {
    let seconds = (value * 86_400.0).round();
    if !(0.0..=3e11).contains(&seconds) {
        return None;
    }
    // In range as checked above; what stands behind the point was rounded away.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = seconds as i64;
    if parts.elapsed && seconds >= SECONDS {
        write_duration(seconds, parts.seconds, text);
        return Some(Shown::Number);
    }
    let mut day = seconds / SECONDS;
    if date1904 {
        day += EPOCHS_APART;
    }
    if day > LAST {
        return None;
    }
    let with_time = parts.time || parts.elapsed;
    // Day zero of the 1900 epoch is no day: what has it is a time.
    let with_date = parts.date && !(with_time && day == 0);
    if with_date {
        write_day(day, text);
    }
    if with_date && with_time {
        text.push('T');
    }
    if with_time {
        write_time(seconds % SECONDS, text);
    }
    Some(Shown::Date)
}

fn write_day(day: i64, text: &mut String) {
    let (year, month, day) = match day {
        0 => (1900, 1, 0),
        PHANTOM => (1900, 2, 29),
        before if before < PHANTOM => civil(before + 1),
        after => civil(after),
    };
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
}

/// Year, month and day for a count of days since 30 December 1899, in the proleptic Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 1 March of year 0, so that the leap day is the last of its year; an era is 400 years.
    let days = days + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

fn write_time(seconds: i64, text: &mut String) {
    let _ = write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

fn write_duration(seconds: i64, with_seconds: bool, text: &mut String) {
    let _ = write!(text, "{}:{:02}", seconds / 3600, seconds / 60 % 60);
    if with_seconds {
        let _ = write!(text, ":{:02}", seconds % 60);
    }
}

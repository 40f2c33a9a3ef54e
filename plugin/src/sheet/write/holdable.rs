//! What a cell of a format can hold, for texts that came out of a file of another kind or are longer than any program writes.

use std::borrow::Cow;

use super::{Format, injection, ods, xlsx};

/// What a text ends in that was cut off.
const CUT: &str = " […]";

/// Signs that stand for control characters: U+2400 for NUL and so on.
const SIGNS: u32 = 0x2400;

/// The text as a cell of the format can hold it: cut where it is too long, with a mark at its end, and with visible signs for
/// control characters that the format has no way to write.
pub fn holdable(format: Format, text: &str) -> Cow<'_, str> {
    match format {
        Format::Csv | Format::CsvPlain => Cow::Borrowed(text),
        Format::Ods if text.contains(ods::is_forbidden) => {
            Cow::Owned(text.chars().map(|c| if ods::is_forbidden(c) { sign(c) } else { c }).collect())
        }
        Format::Ods => Cow::Borrowed(text),
        Format::Xlsx | Format::XlsxTable => cut(text, xlsx::MAX_TEXT),
    }
}

/// Whether [`holdable`] has changed the text.
pub fn is_changed(text: &str) -> bool {
    text.ends_with(CUT) || text.contains(|c| matches!(c, '\u{2400}'..='\u{241F}'))
}

fn sign(character: char) -> char {
    char::from_u32(SIGNS + u32::from(character)).filter(|_| character < ' ').unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// At most `limit` UTF-16 units, the guard that a writer may add among them.
fn cut(text: &str, limit: usize) -> Cow<'_, str> {
    let guard = usize::from(injection::unguard_changes(text));
    if text.len() + guard <= limit || text.encode_utf16().count() + guard <= limit {
        return Cow::Borrowed(text);
    }
    let mut left = limit.saturating_sub(guard + CUT.chars().count());
    let fits = |character: &char| match left.checked_sub(character.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push_str(CUT);
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_a_cell_cannot_hold_are_cut_or_shown_and_marked() {
        let exact = "é".repeat(32_767);
        assert_eq!(holdable(Format::Xlsx, &exact), exact);
        for (text, kept) in [("a".repeat(32_768), 32_763), ("𝄞".repeat(20_000), 16_381), (format!("'={exact}"), 32_762)]
        {
            let short = holdable(Format::Xlsx, &text);
            assert_eq!(short.chars().count(), kept + 4);
            assert!(is_changed(&short) && text.starts_with(short.trim_end_matches(CUT)));
            assert!(injection::keep(&short).encode_utf16().count() <= 32_767);
        }
        for (text, shown) in
            [("x\u{1}y", "x␁y"), ("\u{1f}", "␟"), ("\u{ffff}", "\u{fffd}"), ("a\nb\tc\u{b}", "a\nb\tc\u{b}")]
        {
            assert_eq!(holdable(Format::Ods, text), shown);
            assert_eq!(is_changed(shown), shown.contains(['␁', '␟']), "{shown:?}");
            assert_eq!(holdable(Format::Csv, text), text);
        }
    }
}

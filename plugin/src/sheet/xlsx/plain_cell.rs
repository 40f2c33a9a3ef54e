//! Cells of the shape that nearly all have, read letter by letter: a list has millions of them, and the general reader of
//! markup costs several times as much. What looks different in the least is left to that reader.

use super::super::xml::rest_after;
use super::reference::{COLUMNS, LAST_ROW};
use super::values::{CellType, Head};

/// A cell's start tag.
pub(super) struct CellTag {
    pub(super) head: Head,
    /// The row that the cell says it stands in.
    pub(super) line: Option<u32>,
    pub(super) empty: bool,
}

/// Reads what stands in a cell whose text is shared, letter by letter: `<v>17</v></c>`. Also says how long that is.
#[inline]
pub(super) fn plain_number_of_text(ahead: &[u8]) -> Option<(u32, usize)> {
    let (number, rest) = digits(rest_after(ahead, b"<v>")?)?;
    let rest = rest_after(rest, b"</v></c>")?;
    Some((number, ahead.len() - rest.len()))
}

/// Reads a cell's start tag of the shape that nearly all have, letter by letter: `<c r="B7" s="3" t="s">`, style and type
/// where there are any. Nothing where it looks different in the least; also says how long it is.
#[inline]
pub(super) fn plain_cell_tag(ahead: &[u8]) -> Option<(CellTag, usize)> {
    let mut column = 0_usize;
    let mut rest = rest_after(ahead, b"<c r=\"")?;
    while let [letter @ b'A'..=b'Z', after @ ..] = rest {
        column = column * 26 + usize::from(letter - b'A') + 1;
        if column > COLUMNS {
            return None;
        }
        rest = after;
    }
    let (line, after) = digits(rest)?;
    rest = rest_after(after, b"\"")?;
    let mut head = Head { kind: CellType::Number, style: 0, column: column.checked_sub(1)? };
    if let Some(style) = rest_after(rest, b" s=\"") {
        let (style, after) = digits(style)?;
        head.style = style;
        rest = rest_after(after, b"\"")?;
    }
    if let Some(after) = rest_after(rest, b" t=\"s\"") {
        head.kind = CellType::Shared;
        rest = after;
    } else if let Some(kind) = rest_after(rest, b" t=\"") {
        let length = kind.iter().take(10).position(|byte| *byte == b'"')?;
        head.kind = CellType::named(kind.get(..length)?);
        rest = kind.get(length + 1..)?;
    }
    let (empty, rest) = match rest {
        [b'>', rest @ ..] => (false, rest),
        [b'/', b'>', rest @ ..] => (true, rest),
        _ => return None,
    };
    (1..=LAST_ROW).contains(&line).then_some((CellTag { head, line: Some(line), empty }, ahead.len() - rest.len()))
}

/// The number of at most nine digits that `text` begins with, and what follows it.
#[inline]
pub(super) fn digits(text: &[u8]) -> Option<(u32, &[u8])> {
    if let Some(word) = text.first_chunk()
        && let Some((number, length)) = digits_of_word(u64::from_le_bytes(*word))
    {
        return Some((number, text.get(length..)?)).filter(|_| length > 0);
    }
    let mut number = 0_u32;
    let mut rest = text;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        if number >= 100_000_000 {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
        rest = after;
    }
    (rest.len() < text.len()).then_some((number, rest))
}

/// The number of the digits at the beginning of eight bytes, and how many there are; none where all eight are digits. A list
/// has millions of such numbers, and this reads all digits of one at once.
#[inline]
fn digits_of_word(word: u64) -> Option<(u32, usize)> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let values = word ^ 0x3030_3030_3030_3030;
    // A byte above 9 gets its highest bit. Those after the first such byte do not matter.
    let foreign = (values | values.wrapping_add(0x7676_7676_7676_7676)) & HIGH;
    if foreign == 0 {
        return None;
    }
    let bits = foreign.trailing_zeros() & !7;
    if bits == 0 {
        return Some((0, 0));
    }
    // As if zeros stood before them: eight digits, then four pairs, then two fours, then one number.
    let eight = values << (64 - bits);
    let pairs = (eight.wrapping_mul(10) + (eight >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let number = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xFFFF_FFFF;
    Some((number as u32, bits as usize / 8))
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_are_read_wherever_they_end() {
        for number in [0, 1, 9, 10, 42, 999, 1_000, 65_535, 123_456, 1_048_576, 9_999_999, 12_345_678, 999_999_999] {
            for rest in ["", "\"", "</v></c>", ":", "/", "\u{b0}\u{ff}", "x1"] {
                let text = format!("{number}{rest}");
                assert_eq!(digits(text.as_bytes()), Some((number, rest.as_bytes())), "{text}");
            }
        }
        for text in ["", "<", "-1234567", "</v></c>", "1234567890", "12345678901<"] {
            assert_eq!(digits(text.as_bytes()), None, "{text}");
        }
        assert_eq!(digits(b"0000012<"), Some((12, &b"<"[..])));
    }
}

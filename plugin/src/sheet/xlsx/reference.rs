//! Cell references: `C3`.

/// The last row of a sheet.
pub(super) const LAST_ROW: u32 = 1 << 20;
/// How many columns a sheet has.
pub(super) const COLUMNS: usize = 1 << 14;

/// A cell's place inside of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Counted from 0.
    pub(super) column: usize,
    /// Counted from 1, as written.
    pub(super) row: u32,
}

impl Reference {
    /// Reads `C3` or `$C$3`; nothing where it is no reference or lies outside of what a sheet can hold.
    #[inline]
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut bytes = text.iter().copied().peekable();
        bytes.next_if_eq(&b'$');
        let mut column = 0_usize;
        while let Some(letter) = bytes.next_if(u8::is_ascii_alphabetic) {
            column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
            if column > COLUMNS {
                return None;
            }
        }
        bytes.next_if_eq(&b'$');
        let mut row = 0_u32;
        for digit in bytes {
            if !digit.is_ascii_digit() {
                return None;
            }
            row = row * 10 + u32::from(digit - b'0');
            if row > LAST_ROW {
                return None;
            }
        }
        Some(Self { column: column.checked_sub(1)?, row: (row > 0).then_some(row)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_those_outside_of_a_sheet_are_not() {
        for (text, place) in [
            ("A1", Some((0, 1))),
            ("c30", Some((2, 30))),
            ("$AA$7", Some((26, 7))),
            ("XFD1048576", Some((16_383, 1_048_576))),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("A-5", None),
            ("1A", None),
            ("A", None),
            ("7", None),
            ("", None),
            ("ZZZZZZZZ99999999999999999999", None),
            ("A99999999999999999999", None),
            ("A1:B2", None),
        ] {
            let found = Reference::parse(text.as_bytes()).map(|reference| (reference.column, reference.row));
            assert_eq!(found, place, "{text}");
        }
    }
}

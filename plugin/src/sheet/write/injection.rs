//! The guard against spreadsheet injection, and its exact undoing.
//!
//! A spreadsheet takes a delimited value that begins with `=`, `+`, `-` or `@` for a formula, some take the full-width forms
//! of these too (`＝`, `＋`, `－`, `＠`), and some strip a leading tab or CR first. Such a value is written behind an apostrophe, and so is a value that already consists of
//! apostrophes before one of these characters. So taking one apostrophe away on import gives back what was there.
//!
//! Import takes it away in every kind of file, for people open delimited text with a spreadsheet program and save it as
//! a workbook. So every format writes one apostrophe more before a value that this would change, guarded or not.

use std::borrow::Cow;

/// What a formula may begin with.
const OPENINGS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether a value is apostrophes, perhaps none, before a character that a spreadsheet may take for a formula.
fn is_dangerous(value: &str) -> bool {
    value.trim_start_matches('\'').starts_with(OPENINGS)
}

/// The value with an apostrophe before it, where a spreadsheet might take it for a formula.
pub fn guard(value: &str) -> Cow<'_, str> {
    if is_dangerous(value) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// The value without the apostrophe that [`guard`] put before it.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(value) if is_dangerous(value) => value,
        _ => cell,
    }
}

/// Whether a value that nobody guards must be written with one apostrophe more all the same, because [`unguard`] would
/// change it.
pub(super) fn unguard_changes(value: &str) -> bool {
    value.starts_with('\'') && is_dangerous(value)
}

/// The value as a format writes it that guards nothing.
pub(super) fn keep(value: &str) -> Cow<'_, str> {
    if unguard_changes(value) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// Whether a cell that came out of a file must be written with an apostrophe: it has none that [`unguard`] takes away again.
pub(super) fn is_unguarded(cell: &str) -> bool {
    cell.starts_with(OPENINGS)
}

/// Whether [`guard`] changes it.
pub(super) fn guard_changes(cell: &str) -> bool {
    is_dangerous(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text_and_everything_else_stays() {
        for (value, written) in [
            ("=1+1", "'=1+1"),
            ("+43 664 123", "'+43 664 123"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("＝1+1", "'＝1+1"),
            ("＋43", "'＋43"),
            ("－5", "'－5"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("'＝1", "''＝1"),
            ("'s Gravenhage", "'s Gravenhage"),
            ("O'Neill", "O'Neill"),
            ("'", "'"),
            ("", ""),
            ("1=1", "1=1"),
        ] {
            assert_eq!(guard(value), written, "{value:?}");
            assert_eq!(unguard(written), value, "{written:?}");
        }
    }

    #[test]
    fn a_cell_of_a_file_is_guarded_once() {
        for (cell, written) in [("=1", "'=1"), ("'=1", "'=1"), ("''=1", "''=1"), ("＋43", "'＋43"), ("a", "a")] {
            let again = if is_unguarded(cell) { format!("'{cell}") } else { cell.to_owned() };
            assert_eq!((again.as_str(), unguard(&again)), (written, unguard(cell)), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn undoing_gives_back_every_value(value in "['=+@＝＋－＠\t\r-]{0,4}.*") {
            let written = guard(&value);
            prop_assert_eq!(unguard(&written), value.as_str());
            prop_assert!(!written.starts_with(OPENINGS));
        }

        #[test]
        fn a_file_without_guards_is_undone_exactly_too(value in "['=+@＝＋－＠\t\r-]{0,4}.*") {
            let written = keep(&value);
            prop_assert_eq!(unguard(&written), value.as_str());
        }
    }
}

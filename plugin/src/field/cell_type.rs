//! Cells whose type does not suit a code, a name or a group: a spreadsheet program took what was typed for a date, a share, an
//! amount or a truth value, and what it displays is no longer what was typed.
//!
//! Numbers are right where they are displayed by their digits alone (`42`, `00042`): everything else about the display of a
//! code is the work of a number format.

use super::{Field, Kind, id};
use crate::cell::Cell;
use crate::message::{Code, Problem, field as message};

/// What is wrong with the type of a cell for a field, if anything. `is_code` says that the field holds a code.
pub(super) fn unsuitable(cell: Cell<'_>, field: &Field, is_code: bool) -> Option<Problem> {
    let is_standard_text = [id::FIRST_NAME, id::LAST_NAME].contains(&field.id);
    let is_code = is_code || field.kind == Kind::Phone;
    if !is_code && !is_standard_text && field.kind != Kind::List {
        return None;
    }
    let found: Code = match cell {
        Cell::Date(_) => message::CELL_IS_A_DATE,
        Cell::Flag(_) => message::CELL_IS_A_FLAG,
        Cell::Number { value, shown } if is_calculated(value, shown, is_code) => message::CELL_IS_A_QUANTITY,
        Cell::Text(text) if is_code && ends_in_point_zero(text) => message::ENDS_IN_POINT_ZERO,
        _ => return None,
    };
    Some(Problem::new(found).with("value", cell.text()))
}

/// Whether a number is displayed as a quantity: with decimals, separators of thousands, a percent or currency sign, or as a
/// fraction.
fn is_calculated(value: f64, shown: &str, is_code: bool) -> bool {
    const OF_QUANTITIES: [char; 14] =
        [',', '.', '%', '‰', '€', '$', '£', '¥', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}', '¤'];
    let has_sign = shown.contains(OF_QUANTITIES);
    let is_exponent = value.abs() >= 1e15 || shown.contains(['E', 'e']);
    // Exponents and lost digits have sentences of their own.
    !is_exponent && (has_sign || is_code && value.fract() != 0.0)
}

/// `17.0`: a number as data-frame libraries and scripts write it; the code was `17`, or `00017`.
fn ends_in_point_zero(text: &str) -> bool {
    let text = text.trim();
    let Some(whole) = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")) else { return false };
    let digits = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;
    use crate::field::Catalogue;

    fn found(cell: Cell<'_>, field: &str) -> Option<&'static str> {
        let catalogue = Catalogue::new(Vec::new());
        let field = catalogue.find(field).unwrap_or_else(|| panic!("no field {field}"));
        unsuitable(cell, field, field.is_code()).map(|problem| problem.code())
    }

    #[test]
    fn cells_that_a_spreadsheet_made_of_codes_are_told_from_codes() {
        let number = |value, shown| Cell::Number { value, shown };
        for (cell, expected) in [
            (Cell::Date("2025-02-01"), Some("cell-is-a-date")),
            (Cell::Date("12:00:00"), Some("cell-is-a-date")),
            (Cell::Flag(true), Some("cell-is-a-flag")),
            (number(0.12, "12%"), Some("cell-is-a-quantity")),
            (number(12345.0, "12,345"), Some("cell-is-a-quantity")),
            (number(12345.0, "12\u{202f}345"), Some("cell-is-a-quantity")),
            (number(12346.0, "12346.00"), Some("cell-is-a-quantity")),
            (number(12347.0, "12.347 €"), Some("cell-is-a-quantity")),
            (number(0.5, "1/2"), Some("cell-is-a-quantity")),
            (Cell::Text("17.0"), Some("ends-in-point-zero")),
            (Cell::Text("1067,0"), Some("ends-in-point-zero")),
            (number(42.0, "42"), None),
            (number(42.0, "00042"), None),
            (number(42.0, "P-042"), None),
            (Cell::Text("1.10"), None),
            (Cell::Text("A.0"), None),
            (Cell::Text("2025-02-01"), None),
            (Cell::Empty, None),
        ] {
            for field in ["employee-number", "home-postal-code", "user-name"] {
                assert_eq!(found(cell, field), expected, "{field} {cell:?}");
            }
        }
        assert_eq!(found(Cell::Text("4915112345678.0"), "mobile"), Some("ends-in-point-zero"));
        assert_eq!(found(number(43664.0, "+43 664"), "mobile"), None);
        assert_eq!(found(Cell::Date("2025-03-01"), "first-name"), Some("cell-is-a-date"));
        assert_eq!(found(number(0.5, "50%"), "groups"), Some("cell-is-a-quantity"));
        assert_eq!(found(Cell::Date("2025-03-01"), "note"), None);
        assert_eq!(found(Cell::Flag(true), "active"), None);
    }
}

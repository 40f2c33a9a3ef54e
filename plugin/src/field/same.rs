//! When a value counts as unchanged.

use super::key::ignores_case;
use super::parse::number::significant;
use super::tidy::tidy;
use super::{Field, Kind, Value, normalise_key};

/// Whether writing `b` where `a` stands would change nothing a person could see: texts are compared without outer spaces
/// and invisible characters, email addresses and other case-blind keys without regard to case, decimals as numbers of 15
/// significant digits (what a spreadsheet keeps), lists without regard to order.
pub fn same(field: &Field, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => same_text(field, a, b),
        (Value::Decimal(a), Value::Decimal(b)) => a == b || significant(a) == significant(b),
        (Value::List(a), Value::List(b)) => is_within(a, b) && is_within(b, a),
        _ => a == b,
    }
}

fn same_text(field: &Field, a: &str, b: &str) -> bool {
    if a == b {
        true
    } else if ignores_case(&field.id) || field.kind == Kind::Email {
        normalise_key(field, a).to_lowercase() == normalise_key(field, b).to_lowercase()
    } else if field.kind == Kind::LongText {
        super::parse::text::one_kind_of_line_break(&tidy(a)) == super::parse::text::one_kind_of_line_break(&tidy(b))
    } else {
        tidy(a) == tidy(b)
    }
}

/// Whether every text of one list stands in the other.
fn is_within(a: &[String], b: &[String]) -> bool {
    a.iter().all(|item| b.iter().any(|other| item == other || tidy(item) == tidy(other)))
}

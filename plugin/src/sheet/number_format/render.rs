//! Displaying a number under a pattern of digits and texts.

use super::code::{Item, Pattern};
use super::decimal::Decimal;

/// Appends `value` under `pattern`; `sign` says that a minus is displayed where the number is below zero.
pub(super) fn pattern(pattern: &Pattern, value: f64, sign: bool, text: &mut String) {
    let start = text.len();
    let number = Decimal::new(value).scaled(pattern.scale);
    let (number, power) = if pattern.exponent > 0 { mantissa(number, pattern) } else { (number, 0) };
    let number = number.rounded(pattern.decimals);
    if sign && value < 0.0 && !number.is_zero() {
        text.push('-');
    }
    let mut left = i32::try_from(pattern.whole).unwrap_or(i32::MAX);
    let mut place = 0;
    let most = number.point();
    for item in &pattern.items {
        match item {
            Item::Text(literal) => text.push_str(literal),
            Item::Whole(digit) => {
                // The first digit of the pattern takes all that the others leave over.
                let from = if left == i32::try_from(pattern.whole).unwrap_or(i32::MAX) { most.max(left) } else { left };
                left -= 1;
                for power in (left..from).rev() {
                    if power < most || *digit == '0' {
                        text.push(number.digit(power));
                        if pattern.grouped && power > 0 && power % 3 == 0 {
                            text.push(',');
                        }
                    }
                }
            }
            Item::Point => {
                if pattern.whole == 0 {
                    text.extend((0..most).rev().map(|power| number.digit(power)));
                }
                if number.decimals() > 0 || pattern.items.contains(&Item::Decimal('0')) {
                    text.push('.');
                }
            }
            Item::Decimal(digit) => {
                place += 1;
                if *digit == '0' || place <= number.decimals() {
                    text.push(number.digit(-place));
                }
            }
            Item::Exponent { plus } => exponent(power, *plus, pattern.exponent, text),
        }
    }
    trim(text, start);
}

/// The number with its point moved to where the pattern wants it, and the power of ten that makes up for it.
fn mantissa(number: Decimal, pattern: &Pattern) -> (Decimal, i32) {
    let step = i32::try_from(pattern.whole.max(1)).unwrap_or(1);
    let power_of = |number: &Decimal| if number.is_zero() { 0 } else { (number.point() - 1).div_euclid(step) * step };
    let power = power_of(&number);
    let shifted = number.scaled(-power).rounded(pattern.decimals);
    // Rounding may have added a digit: 9.99 becomes 10.0.
    let more = power_of(&shifted);
    (shifted.scaled(-more), power + more)
}

fn exponent(power: i32, plus: bool, width: usize, text: &mut String) {
    text.push('E');
    if power < 0 {
        text.push('-');
    } else if plus {
        text.push('+');
    }
    Decimal::new(f64::from(power)).write_padded(false, width, text);
}

/// Drops the spaces at both ends of what was appended since `start`: they align columns and are no part of the text.
fn trim(text: &mut String, start: usize) {
    text.truncate(text.trim_end().len().max(start));
    let appended = text.get(start..).unwrap_or_default();
    let spaces = appended.len() - appended.trim_start().len();
    if spaces > 0 {
        text.replace_range(start..start + spaces, "");
    }
}

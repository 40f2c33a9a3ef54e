//! Displaying a number as a fraction: `1 1/2`.

use super::decimal::Decimal;

/// A format such as `# ?/?`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fraction {
    pub(super) before: String,
    /// Whether the whole part stands apart; without it, all of the number goes into the fraction.
    pub(super) with_whole: bool,
    /// What stands between the whole part and the fraction.
    pub(super) between: String,
    pub(super) denominator: Denominator,
    pub(super) behind: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denominator {
    /// Of this many digits at most.
    Digits(usize),
    Fixed(u32),
}

impl Fraction {
    /// Appends `value`; `sign` says that a minus is displayed where the number is below zero.
    pub(super) fn write(&self, value: f64, sign: bool, text: &mut String) {
        let (mut whole, part) = (value.abs().trunc(), value.abs().fract());
        let (mut numerator, denominator) = match self.denominator {
            Denominator::Digits(digits) => nearest(part, [9.0, 99.0, 999.0].get(digits - 1).copied().unwrap_or(9.0)),
            Denominator::Fixed(fixed) => ((part * f64::from(fixed)).round(), f64::from(fixed)),
        };
        if !self.with_whole {
            (whole, numerator) = (0.0, whole * denominator + numerator);
        } else if numerator >= denominator {
            (whole, numerator) = (whole + 1.0, 0.0);
        }
        if sign && value < 0.0 && whole + numerator > 0.0 {
            text.push('-');
        }
        text.push_str(&self.before);
        if whole > 0.0 || self.with_whole && numerator == 0.0 {
            Decimal::new(whole).write(false, text);
        }
        if whole > 0.0 && numerator > 0.0 {
            text.push_str(&self.between);
        }
        if numerator > 0.0 || !self.with_whole {
            Decimal::new(numerator).write(false, text);
            text.push('/');
            Decimal::new(denominator).write(false, text);
        }
        text.push_str(&self.behind);
    }
}

/// The fraction nearest to a number between 0 and 1, with a denominator up to `most`: a walk down its continued fraction.
fn nearest(part: f64, most: f64) -> (f64, f64) {
    let (mut last, mut this) = ((0.0, 1.0), (1.0, 0.0));
    let mut rest = part;
    loop {
        let step = rest.trunc();
        let next = (step * this.0 + last.0, step * this.1 + last.1);
        if next.1 > most {
            // A step that is too long may still be useful in part.
            let step = ((most - last.1) / this.1).trunc();
            let between = (step * this.0 + last.0, step * this.1 + last.1);
            let off = |(numerator, denominator): (f64, f64)| (part - numerator / denominator).abs();
            return if off(between) < off(this) { between } else { this };
        }
        let left = rest - step;
        if left < 1e-9 {
            return next;
        }
        (last, this, rest) = (this, next, 1.0 / left);
    }
}

//! A number as decimal digits, as many as a spreadsheet keeps, with the rounding that people expect.

use std::fmt::Write;

/// The longest finite number has 309 digits before the point.
const LONGEST: usize = 330;

/// The significant digits that a spreadsheet keeps and displays.
const KEPT_DIGITS: usize = 15;

/// Digits and where the point stands: `digits` x 10^(`point` - number of digits). No leading or trailing zeros.
#[derive(Clone)]
pub(super) struct Decimal {
    digits: Ascii,
    point: i32,
}

impl Decimal {
    /// The amount of a number: whole numbers in full, all else to 15 significant digits.
    pub(super) fn new(value: f64) -> Self {
        let value = value.abs();
        let mut digits = Ascii::default();
        if !value.is_finite() || value == 0.0 {
            return Self { digits, point: 0 };
        }
        if value >= 1e15 {
            // Shortest digits that give the same number, zeros in full.
            let _ = write!(digits, "{}", value.trunc());
            let point = i32::try_from(digits.len).unwrap_or(i32::MAX);
            return Self { digits, point }.trimmed();
        }
        let mut notation = Ascii::default();
        // The shortest digits that give the same number are found much faster than exactly fifteen.
        let _ = write!(notation, "{value:e}");
        let mut parts = notation.as_bytes().split(|byte| *byte == b'e');
        for digit in parts.next().unwrap_or_default().iter().filter(|byte| byte.is_ascii_digit()) {
            digits.push(*digit);
        }
        let exponent = parts.next().and_then(|exponent| std::str::from_utf8(exponent).ok()?.parse::<i32>().ok());
        Self { digits, point: exponent.unwrap_or_default() + 1 }.limited(KEPT_DIGITS)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.len == 0
    }

    /// How many digits stand before the point; zero or less where the number is below 1.
    pub(super) fn point(&self) -> i32 {
        self.point
    }

    /// Times 10^`exponent`.
    pub(super) fn scaled(mut self, exponent: i32) -> Self {
        if !self.is_zero() {
            self.point = self.point.saturating_add(exponent);
        }
        self
    }

    /// Rounded to that many decimals, halves away from zero.
    pub(super) fn rounded(self, decimals: usize) -> Self {
        let keep = i64::from(self.point) + i64::try_from(decimals).unwrap_or(i64::MAX >> 1);
        match usize::try_from(keep) {
            Ok(keep) => self.limited(keep),
            Err(_) => Self { digits: Ascii::default(), point: 0 },
        }
    }

    /// Rounded to that many digits in all.
    fn limited(mut self, keep: usize) -> Self {
        let Some(&next) = self.digits.as_bytes().get(keep) else { return self };
        self.digits.len = keep;
        if next >= b'5' {
            self.round_up();
        }
        self.trimmed()
    }

    fn round_up(&mut self) {
        while self.digits.len > 0 {
            let last = self.digits.len - 1;
            if let Some(digit) = self.digits.bytes.get_mut(last)
                && *digit < b'9'
            {
                *digit += 1;
                return;
            }
            self.digits.len = last;
        }
        self.digits.push(b'1');
        self.point = self.point.saturating_add(1);
    }

    fn trimmed(mut self) -> Self {
        while self.digits.as_bytes().last() == Some(&b'0') {
            self.digits.len -= 1;
        }
        if self.is_zero() {
            self.point = 0;
        }
        self
    }

    /// The digit that stands for 10^`power`.
    pub(super) fn digit(&self, power: i32) -> char {
        let index = i64::from(self.point) - 1 - i64::from(power);
        let digit = usize::try_from(index).ok().and_then(|index| self.digits.as_bytes().get(index));
        digit.copied().map_or('0', char::from)
    }

    /// How many decimals it has.
    pub(super) fn decimals(&self) -> i32 {
        i32::try_from(self.digits.len).unwrap_or(i32::MAX).saturating_sub(self.point).max(0)
    }

    /// Appends it in positional notation.
    pub(super) fn write(&self, negative: bool, text: &mut String) {
        self.write_padded(negative, 1, text);
        if self.decimals() > 0 {
            text.push('.');
            text.extend((1..=self.decimals()).map(|place| self.digit(-place)));
        }
    }

    /// Appends what stands before the point, with zeros in front up to `width` digits.
    pub(super) fn write_padded(&self, negative: bool, width: usize, text: &mut String) {
        if negative && !self.is_zero() {
            text.push('-');
        }
        let width = i32::try_from(width).unwrap_or(i32::MAX);
        text.extend((0..self.point.max(width)).rev().map(|power| self.digit(power)));
    }
}

/// A short text on the stack: numbers are displayed by the million.
#[derive(Clone)]
struct Ascii {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Default for Ascii {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], len: 0 }
    }
}

impl Ascii {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl Write for Ascii {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        text.bytes().for_each(|byte| self.push(byte));
        Ok(())
    }
}

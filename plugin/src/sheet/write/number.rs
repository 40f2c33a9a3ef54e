//! Which numbers a spreadsheet may hold as numbers, so that they come back digit for digit.

use std::fmt::Write;

/// The digits that every spreadsheet program keeps and shows.
const MAX_DIGITS: usize = 15;

/// Writes numbers the shortest way, reusing its buffer.
#[derive(Debug, Default)]
pub(super) struct NumberText {
    text: String,
}

impl NumberText {
    /// The number as a spreadsheet file stores it, where reading it gives `shown` again (with a decimal comma or point);
    /// none where it must stay text, such as `00042`, `1.50` or twenty digits.
    pub(super) fn exact(&mut self, value: f64, shown: &str) -> Option<&str> {
        self.text.clear();
        write!(self.text, "{value}").ok()?;
        let digits = self.text.bytes().filter(u8::is_ascii_digit).count();
        let same = self.text.len() == shown.len()
            && self
                .text
                .bytes()
                .zip(shown.bytes())
                .all(|(ours, theirs)| ours == theirs || (ours == b'.' && theirs == b','));
        (value.is_finite() && digits <= MAX_DIGITS && same).then_some(self.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_show_the_same_digits_again_stay_numbers() {
        for (value, shown, stored) in [
            (42.0, "42", Some("42")),
            (48.2, "48,2", Some("48.2")),
            (-12.5, "-12.5", Some("-12.5")),
            (42.0, "00042", None),
            (1.5, "1.50", None),
            (0.1 + 0.2, "0.30000000000000004", None),
            (1e21, "1000000000000000000000", None),
            (f64::NAN, "NaN", None),
            (-0.0, "0", None),
        ] {
            assert_eq!(NumberText::default().exact(value, shown), stored, "{shown}");
        }
    }
}

//! One cell of a sheet: what readers hand out and fields take in. The word that both rooms share.

/// One cell. Texts are borrowed from the reader's buffer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or only formatting.
    Empty,
    /// Text. Every cell of a delimited file is text or empty.
    Text(&'a str),
    /// A number: its value, and the text that the spreadsheet displays for it (`00042`, `01067`; never `42.0`, and an
    /// exponent only where the cell's own format asks for one).
    Number {
        /// The stored value.
        value: f64,
        /// As displayed.
        shown: &'a str,
    },
    /// A truth value.
    Flag(bool),
    /// A date, a time, or both, in ISO 8601 without zone: `2024-02-29`, `2024-02-29T08:30:00`, `08:30:00`.
    Date(&'a str),
    /// An error cell, as displayed: `#N/A`.
    Error(&'a str),
    /// A formula whose result is not stored in the file.
    Uncalculated,
}

impl<'a> Cell<'a> {
    /// The text that a text field takes and a person sees: as displayed; truth values as `true` and `false`; nothing for
    /// empty cells, errors and uncalculated formulas.
    pub fn text(self) -> &'a str {
        match self {
            Cell::Text(text) | Cell::Number { shown: text, .. } | Cell::Date(text) => text,
            Cell::Flag(true) => "true",
            Cell::Flag(false) => "false",
            Cell::Empty | Cell::Error(_) | Cell::Uncalculated => "",
        }
    }

    /// Whether there is nothing in it: empty, or text of spaces only.
    pub fn is_blank(self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }
}

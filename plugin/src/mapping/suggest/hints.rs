//! What looks like a header, for finding the header row.

use super::claim::Labels;
use super::header;
use crate::field::Catalogue;
use crate::sheet::Hints;

/// What looks like a header, for finding the header row: ids, labels and all names that other products use, also of what
/// is no field here. Built once, asked often.
pub struct LabelHints<'a> {
    labels: Labels<'a>,
}

/// No header is longer, in bytes.
const LONGEST_HEADER: usize = 200;

impl<'a> LabelHints<'a> {
    /// The names of the fields of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { labels: Labels::new(catalogue) }
    }
}

impl std::fmt::Debug for LabelHints<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LabelHints").field("names", &self.labels.by_key.len()).finish_non_exhaustive()
    }
}

impl Hints for LabelHints<'_> {
    fn is_label(&self, text: &str) -> bool {
        if text.len() > LONGEST_HEADER || !text.chars().any(char::is_alphabetic) {
            return false;
        }
        let text = header::sequence_number(text).map_or(text, |(_, rest)| rest);
        self.labels.by_key.contains_key(&header::without_markers(text).concat()) || header::read(text).is_some()
    }
}

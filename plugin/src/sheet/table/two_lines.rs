//! A header of two lines: the texts that each column has from both of them.

use std::collections::HashSet;

use super::header::is_label_text;
use super::{filled_width, text_of};
use crate::sheet::{Hints, Row};

/// The texts of a header on two rows. The lower one counts, and a blank in it is taken from the upper. Where the lower text stands
/// several times, or is no label by itself, what stands above it (or to the left of that, over the columns that it spans) joins it:
/// `Private` over `Email`, `Name` over `First`.
pub(super) fn texts(upper: &Row, lower: &Row, hints: &dyn Hints) -> Vec<Option<String>> {
    let width = filled_width(upper).max(filled_width(lower));
    let mut above: Option<String> = None;
    let mut columns = Vec::with_capacity(width);
    for column in 0..width {
        let own = text_of(upper.cell(column));
        above = own.clone().or(above);
        columns.push((own, above.clone(), text_of(lower.cell(column))));
    }
    let twice = repeated(columns.iter().filter_map(|(.., text)| text.as_deref()));
    let join = |(own, above, text): &(Option<String>, Option<String>, Option<String>)| match (own, above, text) {
        (own, _, None) => own.clone(),
        (_, None, Some(text)) => Some(text.clone()),
        (_, Some(above), Some(text)) if twice.contains(&text.trim().to_lowercase()) => {
            Some(format!("{} {}", text.trim(), above.trim()))
        }
        (_, Some(above), Some(text)) => Some(joined(above, text, hints)),
    };
    columns.iter().map(join).collect()
}

/// The texts that stand several times, in lower case; none where there is but one text.
fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
    let mut seen = HashSet::new();
    let repeated = texts.map(|text| text.trim().to_lowercase()).filter(|text| !seen.insert(text.clone())).collect();
    if seen.len() > 1 { repeated } else { HashSet::new() }
}

/// What a text means below another: itself where it is a label, else both together where they are one or the upper one is, else
/// itself.
fn joined(above: &str, text: &str, hints: &dyn Hints) -> String {
    let (above, text) = (above.trim(), text.trim());
    let stem = text.trim_end_matches(['.', '-']);
    let candidates = [
        text.to_owned(),
        format!("{above} {text}"),
        format!("{text} {above}"),
        format!("{stem}{}", above.to_lowercase()),
    ];
    let label = candidates.into_iter().find(|candidate| is_label_text(candidate, hints));
    label.unwrap_or_else(|| if is_label_text(above, hints) { format!("{above} {text}") } else { text.to_owned() })
}

/// Whether most of what the lower row holds is a label, by itself or with what stands above.
pub(super) fn is_header(upper: &Row, lower: &Row, hints: &dyn Hints) -> bool {
    let texts = texts(upper, lower, hints);
    let below: Vec<&String> = texts
        .iter()
        .enumerate()
        .filter(|(column, _)| !lower.cell(*column).is_blank())
        .filter_map(|(_, text)| text.as_ref())
        .collect();
    let labels = below.iter().filter(|text| is_label_text(text, hints)).count();
    labels >= 2 && labels * 2 > below.len()
}

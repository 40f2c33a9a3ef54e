//! What the values of mapped columns decide, where the settings leave it open.

use super::{Mapping, lists, marks};
use crate::field::Catalogue;
use crate::message::Problem;

/// Settles it by some texts of each column, and gives what a person should know of it. Looking at a file and planning its import
/// both come here, so that they cannot differ.
pub fn settle(mapping: &mut Mapping, samples: &[Vec<String>], catalogue: &Catalogue) -> Vec<Problem> {
    let mut notes = lists::settle(mapping, samples, catalogue);
    notes.extend(marks::settle(mapping, samples, catalogue));
    notes
}

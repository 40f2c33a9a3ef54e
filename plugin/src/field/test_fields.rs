//! Fields for tests.

use super::{Catalogue, Field, FieldId, Kind, id};

/// A standard field.
pub(super) fn field(id: &FieldId) -> Field {
    match Catalogue::new(Vec::new()).get(id) {
        Some(field) => field.clone(),
        None => unreachable!("{id} is no standard field"),
    }
}

/// A field of the host's own.
pub(super) fn own(kind: Kind) -> Field {
    Field { id: FieldId::new("own"), kind, max_length: 0, ..field(&id::NOTE) }
}

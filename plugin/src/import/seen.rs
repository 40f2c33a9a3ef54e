//! Which row named an account, or claimed or gave up a key, first.
//!
//! A file of a million rows must fit into some tens of bytes a row, so only a 64-bit hash of what was named is kept, beside
//! the row. The chance that two of a million different keys share a hash is below one in ten million; such a row would be
//! reported as a duplicate, never written to a wrong account.
//!
//! The table is split into segments that grow one at a time, so that growing never needs twice the memory at once.

use std::hash::{BuildHasher, Hasher, RandomState};

const SEGMENTS: usize = 64;
const SEGMENT_BITS: u32 = SEGMENTS.trailing_zeros();
/// The bits of a hash that choose the slot; the highest choose the segment.
const LOW: u64 = u32::MAX as u64;

/// A hash in its two halves and the row, side by side in 12 bytes: whoever looks for the one reads the other at once. No
/// hash is 0, which marks a free slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: [u32; 2],
    row: u32,
}

#[derive(Default)]
struct Segment {
    slots: Vec<Slot>,
    used: usize,
}

/// What was seen so far.
pub(super) struct Seen {
    hasher: RandomState,
    segments: Vec<Segment>,
}

/// What a row can name: an account, or a value of a field that no two accounts share, by the column's place among the mapped
/// ones.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    /// An account that a row means.
    Account(&'a str),
    /// An account that some field of a row names, while the row as a whole fails: it is not absent.
    Mentioned(&'a str),
    /// A value that a row writes.
    Value { column: usize, normalised: &'a str },
    /// A value that a row takes away from the account that has it.
    Released { column: usize, normalised: &'a str },
    /// A number that a row writes with leading zeros, without these.
    Padded { column: usize, digits: &'a str },
    /// An account that a row names by one key while another of its keys contradicts it.
    Contested(&'a str),
}

impl Thing<'_> {
    /// What kind of thing it is, in four bytes, and its name: together they tell it from all others.
    fn parts(&self) -> (u32, &str) {
        let of = |kind: u32, column: usize| kind << 16 | u32::try_from(column).unwrap_or_default();
        match self {
            Self::Account(id) => (of(1, 0), id),
            Self::Mentioned(id) => (of(2, 0), id),
            Self::Value { column, normalised } => (of(3, *column), normalised),
            Self::Released { column, normalised } => (of(4, *column), normalised),
            Self::Contested(id) => (of(5, 0), id),
            Self::Padded { column, digits } => (of(6, *column), digits),
        }
    }
}

impl Seen {
    pub(super) fn new() -> Self {
        Self { hasher: RandomState::new(), segments: (0..SEGMENTS).map(|_| Segment::default()).collect() }
    }

    /// Remembers that `row` names `thing`, unless an earlier row did: then answers that row.
    pub(super) fn claim(&mut self, thing: Thing<'_>, row: u32) -> Option<u32> {
        let (segment, hash) = self.place(thing);
        self.segments[segment].claim(hash, row)
    }

    /// The row that named `thing`, if any did.
    pub(super) fn row_of(&self, thing: Thing<'_>) -> Option<u32> {
        let (segment, hash) = self.place(thing);
        self.segments[segment].row_of(hash)
    }

    /// A thing in eight bytes, for [`Self::row_of_mark`].
    pub(super) fn mark(&self, thing: Thing<'_>) -> u64 {
        self.place(thing).1
    }

    /// The row that named the thing of this mark, if any did.
    pub(super) fn row_of_mark(&self, mark: u64) -> Option<u32> {
        self.segments[segment_of(mark)].row_of(mark)
    }

    fn place(&self, thing: Thing<'_>) -> (usize, u64) {
        let (kind, name) = thing.parts();
        let mut hasher = self.hasher.build_hasher();
        hasher.write_u32(kind);
        hasher.write(name.as_bytes());
        let hash = hasher.finish().max(1); // 0 marks a free slot
        (segment_of(hash), hash)
    }
}

fn segment_of(hash: u64) -> usize {
    usize::try_from(hash >> (64 - SEGMENT_BITS)).unwrap_or_default()
}

fn halves(hash: u64) -> [u32; 2] {
    [(hash >> 32) as u32, (hash & LOW) as u32]
}

impl Segment {
    /// The place of the slot that holds `hash`, or of the free one where it belongs; none while the segment is empty.
    fn place(&self, hash: u64) -> Option<usize> {
        let length = self.slots.len();
        if length == 0 {
            return None;
        }
        let hash = halves(hash);
        let mut place = usize::try_from((u64::from(hash[1]) * length as u64) >> 32).unwrap_or_default();
        while self.slots[place].hash != [0, 0] && self.slots[place].hash != hash {
            place = if place + 1 == length { 0 } else { place + 1 };
        }
        Some(place)
    }

    fn row_of(&self, hash: u64) -> Option<u32> {
        let slot = self.slots[self.place(hash)?];
        (slot.hash == halves(hash)).then_some(slot.row)
    }

    fn claim(&mut self, hash: u64, row: u32) -> Option<u32> {
        // At most four fifths full: probing stays short and 12 bytes a slot come to 15 to 22 bytes an entry.
        if self.used * 5 >= self.slots.len() * 4 {
            self.grow();
        }
        let place = self.place(hash)?;
        let slot = &mut self.slots[place];
        if slot.hash == halves(hash) {
            return Some(slot.row);
        }
        *slot = Slot { hash: halves(hash), row };
        self.used += 1;
        None
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 3 / 2).max(16);
        for slot in std::mem::replace(&mut self.slots, vec![Slot::default(); length]) {
            let hash = u64::from(slot.hash[0]) << 32 | u64::from(slot.hash[1]);
            if hash != 0
                && let Some(place) = self.place(hash)
            {
                self.slots[place] = slot;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_that_claims_something_is_remembered_among_many() {
        let mut seen = Seen::new();
        for row in 1..=20_000 {
            assert_eq!(seen.claim(Thing::Account(&row.to_string()), row), None);
        }
        for row in 1..=20_000 {
            let id = row.to_string();
            assert_eq!(seen.row_of(Thing::Account(&id)), Some(row));
            assert_eq!(seen.row_of_mark(seen.mark(Thing::Account(&id))), Some(row));
            assert_eq!(seen.claim(Thing::Account(&id), 99_999), Some(row));
            assert_eq!(seen.row_of(Thing::Value { column: 0, normalised: &id }), None);
        }
    }

    #[test]
    fn a_million_entries_take_at_most_24_bytes_each() {
        let mut seen = Seen::new();
        for row in 0..1_000_000u32 {
            seen.claim(Thing::Account(&row.to_string()), row);
        }
        let bytes: usize = seen.segments.iter().map(|segment| segment.slots.capacity() * size_of::<Slot>()).sum();
        assert!(bytes <= 24_000_000, "{bytes}");
    }
}

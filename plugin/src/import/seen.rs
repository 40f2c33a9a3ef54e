//! Which line spoke of an account, or claimed a key, first.
//!
//! A file of a million rows must fit into some tens of bytes a row, so only a 64-bit hash of what was seen is kept, beside
//! the line. The chance that two of a million different keys share a hash is below one in ten million; such a row would be
//! reported as a duplicate, never written to a wrong account.
//!
//! The table is split into segments that grow one at a time, so that growing never needs twice the memory at once.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::message::LineNumber;

const SEGMENTS: usize = 64;
const SEGMENT_BITS: u32 = SEGMENTS.trailing_zeros();
/// The bits of a hash that choose the slot; the highest choose the segment.
const LOW: u64 = u32::MAX as u64;

/// A hash in its two halves and the line, side by side in 12 bytes: whoever looks for the one reads the other at once. No
/// hash is 0, which marks a free slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: [u32; 2],
    line: u32,
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

/// What can be seen: an account, or a value of a field that no two accounts share.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Account(&'a str),
    /// An account that some field of a row names, while the row as a whole fails: it is not absent.
    Mentioned(&'a str),
    Value {
        /// The column's place among the mapped ones.
        column: usize,
        normalised: &'a str,
    },
}

impl Thing<'_> {
    /// What kind of thing it is, in four bytes, and its name: together they tell it from all others.
    fn parts(&self) -> (u32, &str) {
        match self {
            Self::Account(id) => (u32::MAX, id),
            Self::Mentioned(id) => (u32::MAX - 1, id),
            Self::Value { column, normalised } => (u32::try_from(*column).unwrap_or_default(), normalised),
        }
    }
}

impl Seen {
    pub(super) fn new() -> Self {
        Self { hasher: RandomState::new(), segments: (0..SEGMENTS).map(|_| Segment::default()).collect() }
    }

    /// Remembers that `line` speaks of `thing`, unless an earlier line did: then answers that line.
    pub(super) fn claim(&mut self, thing: Thing<'_>, line: LineNumber) -> Option<LineNumber> {
        let (segment, hash) = self.place(thing);
        self.segments[segment].claim(hash, line.0).map(LineNumber)
    }

    /// The line that spoke of `thing`, if any did.
    pub(super) fn line_of(&self, thing: Thing<'_>) -> Option<LineNumber> {
        let (segment, hash) = self.place(thing);
        let segment = &self.segments[segment];
        let slot = segment.slots[segment.place(hash)?];
        (slot.hash == halves(hash)).then_some(LineNumber(slot.line))
    }

    fn place(&self, thing: Thing<'_>) -> (usize, u64) {
        let (kind, name) = thing.parts();
        let mut hasher = self.hasher.build_hasher();
        hasher.write_u32(kind);
        hasher.write(name.as_bytes());
        let hash = hasher.finish().max(1); // 0 marks a free slot
        (usize::try_from(hash >> (64 - SEGMENT_BITS)).unwrap_or_default(), hash)
    }
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

    fn claim(&mut self, hash: u64, line: u32) -> Option<u32> {
        // At most four fifths full: probing stays short and 12 bytes a slot come to 15 to 22 bytes an entry.
        if self.used * 5 >= self.slots.len() * 4 {
            self.grow();
        }
        let place = self.place(hash)?;
        let slot = &mut self.slots[place];
        if slot.hash == halves(hash) {
            return Some(slot.line);
        }
        *slot = Slot { hash: halves(hash), line };
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
    fn the_first_line_that_claims_something_is_remembered_among_many() {
        let mut seen = Seen::new();
        for line in 1..=20_000 {
            assert_eq!(seen.claim(Thing::Account(&line.to_string()), LineNumber(line)), None);
        }
        for line in 1..=20_000 {
            let id = line.to_string();
            assert_eq!(seen.line_of(Thing::Account(&id)), Some(LineNumber(line)));
            assert_eq!(seen.claim(Thing::Account(&id), LineNumber(99_999)), Some(LineNumber(line)));
            assert_eq!(seen.line_of(Thing::Value { column: 0, normalised: &id }), None);
        }
    }

    #[test]
    fn a_million_entries_take_at_most_24_bytes_each() {
        let mut seen = Seen::new();
        for line in 0..1_000_000u32 {
            seen.claim(Thing::Account(&line.to_string()), LineNumber(line));
        }
        let bytes: usize = seen.segments.iter().map(|segment| segment.slots.capacity() * size_of::<Slot>()).sum();
        assert!(bytes <= 24_000_000, "{bytes}");
    }
}

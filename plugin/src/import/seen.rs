//! Which line spoke of an account, or claimed a key, first.
//!
//! A file of a million rows must fit into some tens of bytes a row, so only a 64-bit hash of what was seen is kept, beside
//! the line. The chance that two of a million different keys share a hash is below one in ten million; such a row would be
//! reported as a duplicate, never written to a wrong account.
//!
//! The table is split into segments that grow one at a time, so that growing never needs twice the memory at once.

use std::hash::{BuildHasher, RandomState};

use crate::message::LineNumber;

const SEGMENTS: usize = 64;
const SEGMENT_BITS: u32 = SEGMENTS.trailing_zeros();
/// The bits of a hash that choose the slot; the highest choose the segment.
const LOW: u64 = u32::MAX as u64;

/// Hash -> line, 12 bytes a slot.
#[derive(Default)]
struct Segment {
    hashes: Vec<u64>,
    lines: Vec<u32>,
    used: usize,
}

/// What was seen so far.
pub(super) struct Seen {
    hasher: RandomState,
    segments: Vec<Segment>,
}

/// What can be seen: an account, or a value of a field that no two accounts share.
#[derive(Clone, Copy, std::hash::Hash)]
pub(super) enum Thing<'a> {
    Account(&'a str),
    /// An account that some field of a row names, while the row as a whole fails: it is not absent.
    Mentioned(&'a str),
    Value {
        field: &'a str,
        normalised: &'a str,
    },
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
        segment.slot(hash).and_then(|slot| (segment.hashes[slot] == hash).then(|| LineNumber(segment.lines[slot])))
    }

    fn place(&self, thing: Thing<'_>) -> (usize, u64) {
        let hash = self.hasher.hash_one(thing).max(1); // 0 marks a free slot
        (usize::try_from(hash >> (64 - SEGMENT_BITS)).unwrap_or_default(), hash)
    }
}

impl Segment {
    /// The slot that holds `hash`, or the free one where it belongs; none while the segment is empty.
    fn slot(&self, hash: u64) -> Option<usize> {
        let length = self.hashes.len();
        if length == 0 {
            return None;
        }
        let mut slot = usize::try_from(((hash & LOW) * length as u64) >> 32).unwrap_or_default();
        while self.hashes[slot] != 0 && self.hashes[slot] != hash {
            slot = if slot + 1 == length { 0 } else { slot + 1 };
        }
        Some(slot)
    }

    fn claim(&mut self, hash: u64, line: u32) -> Option<u32> {
        // At most four fifths full: probing stays short and 12 bytes a slot come to 15 to 22 bytes an entry.
        if self.used * 5 >= self.hashes.len() * 4 {
            self.grow();
        }
        let slot = self.slot(hash)?;
        if self.hashes[slot] == hash {
            return Some(self.lines[slot]);
        }
        self.hashes[slot] = hash;
        self.lines[slot] = line;
        self.used += 1;
        None
    }

    fn grow(&mut self) {
        let length = (self.hashes.len() * 3 / 2).max(16);
        let hashes = std::mem::replace(&mut self.hashes, vec![0; length]);
        let lines = std::mem::replace(&mut self.lines, vec![0; length]);
        for (hash, line) in hashes.into_iter().zip(lines) {
            if hash != 0
                && let Some(slot) = self.slot(hash)
            {
                self.hashes[slot] = hash;
                self.lines[slot] = line;
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
            assert_eq!(seen.line_of(Thing::Value { field: "email", normalised: &id }), None);
        }
    }

    #[test]
    fn a_million_entries_take_at_most_24_bytes_each() {
        let mut seen = Seen::new();
        for line in 0..1_000_000u32 {
            seen.claim(Thing::Account(&line.to_string()), LineNumber(line));
        }
        let bytes: usize = seen.segments.iter().map(|segment| segment.hashes.capacity() * 12).sum();
        assert!(bytes <= 24_000_000, "{bytes}");
    }
}

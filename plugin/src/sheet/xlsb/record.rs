//! The record stream of a part: one record after the other, each with a number, a length and a body.

use super::super::archive::PartReader;
use super::super::bytes::u32_at;
use super::super::grid::push_utf16;
use crate::message::{Problem, spreadsheet as message};

/// Bytes asked of the part at a time.
const BLOCK: usize = 64 << 10;

/// Bytes of a body that are kept; the longest text of a cell takes an eighth. Longer bodies are passed over.
const LONGEST: usize = 512 << 10;

/// Reads records through a buffer that is filled again and again.
pub(super) struct Records {
    part: PartReader,
    buffer: Vec<u8>,
    /// Where the next record begins in the buffer.
    next: usize,
    kind: u32,
    body: (usize, usize),
}

impl Records {
    /// Before the first record.
    pub(super) fn new(part: PartReader) -> Self {
        Self { part, buffer: Vec::new(), next: 0, kind: 0, body: (0, 0) }
    }

    /// The part that is read.
    pub(super) fn part(&self) -> &PartReader {
        &self.part
    }

    /// Moves to the next record; `false` at the end of the part.
    pub(super) fn advance(&mut self) -> Result<bool, Problem> {
        self.body = (0, 0);
        if !self.fill(1)? {
            return Ok(false);
        }
        let kind = self.number(2)?;
        let length = self.number(4)? as usize;
        self.kind = kind;
        if length > LONGEST {
            return self.skip(length).map(|()| true);
        }
        if !self.fill(length)? {
            return Err(self.damaged());
        }
        self.body = (self.next, self.next + length);
        self.next += length;
        Ok(true)
    }

    /// What the current record is.
    pub(super) fn kind(&self) -> u32 {
        self.kind
    }

    /// The body of the current record.
    pub(super) fn body(&self) -> &[u8] {
        self.buffer.get(self.body.0..self.body.1).unwrap_or_default()
    }

    /// Passes over the rest: the part checks its length and checksum at its end.
    pub(super) fn drain(&mut self) -> Result<(), Problem> {
        self.buffer.resize(BLOCK, 0);
        while self.part.read_some(&mut self.buffer)? > 0 {}
        (self.next, self.body) = (0, (0, 0));
        self.buffer.clear();
        Ok(())
    }

    /// The problem that this part ends in the middle of a record, or of what it should hold.
    pub(super) fn damaged(&self) -> Problem {
        Problem::new(message::DAMAGED_WORKBOOK).with("part", self.part.name())
    }

    /// A number of so many bytes at most, seven bits in each.
    fn number(&mut self, longest: u32) -> Result<u32, Problem> {
        let mut number = 0;
        for place in 0..longest {
            if !self.fill(1)? {
                return Err(self.damaged());
            }
            let byte = self.buffer.get(self.next).copied().unwrap_or_default();
            self.next += 1;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }

    fn skip(&mut self, mut length: usize) -> Result<(), Problem> {
        while length > 0 {
            if !self.fill(1)? {
                return Err(self.damaged());
            }
            let here = length.min(self.buffer.len() - self.next);
            self.next += here;
            length -= here;
        }
        Ok(())
    }

    /// Sees to it that so many bytes are at hand.
    fn fill(&mut self, length: usize) -> Result<bool, Problem> {
        if self.buffer.len() - self.next < length {
            self.buffer.drain(..self.next);
            self.next = 0;
            while self.buffer.len() < length {
                let kept = self.buffer.len();
                self.buffer.resize(kept + BLOCK, 0);
                let read = self.part.read_some(self.buffer.get_mut(kept..).unwrap_or_default())?;
                self.buffer.truncate(kept + read);
                if read == 0 {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// Appends the text at `at` (its length in four bytes, then UTF-16) and tells where it ends.
pub(super) fn push_text(body: &[u8], at: usize, text: &mut String) -> Option<usize> {
    let length = u32_at(body, at)?;
    // A name that is not there.
    if length == u32::MAX {
        return Some(at + 4);
    }
    let end = (at + 4).checked_add(usize::try_from(length).ok()?.checked_mul(2)?)?;
    let units = body.get(at + 4..end)?.chunks_exact(2);
    push_utf16(text, units.filter_map(|pair| pair.try_into().ok()).map(u16::from_le_bytes));
    Some(end)
}

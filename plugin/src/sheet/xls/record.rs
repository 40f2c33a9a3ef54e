//! The record stream of a workbook: one record after the other, each with a number, a length and a body.

use std::rc::Rc;

use super::super::SharedSource;
use super::super::bytes::u16_at;
use super::super::ole::Extent;
use crate::message::Problem;

/// Begins a part of the stream.
pub(super) const BOF: u16 = 0x0809;
/// Ends a part of the stream.
pub(super) const EOF: u16 = 0x000A;
/// Carries on the body of the record before.
pub(super) const CONTINUE: u16 = 0x003C;

/// Reads records through a buffer that is filled again and again.
pub(super) struct Records {
    source: SharedSource,
    extent: Rc<Extent>,
    buffer: Vec<u8>,
    /// Where the buffer begins in the stream.
    start: u64,
    /// Where the next record begins in the buffer.
    next: usize,
    kind: u16,
    body: (usize, usize),
    /// Bytes asked of the source at a time.
    block: usize,
}

impl Records {
    /// Before the record at `position`.
    pub(super) fn new(source: SharedSource, extent: Rc<Extent>, position: u64, block: usize) -> Self {
        Self { source, extent, buffer: Vec::new(), start: position, next: 0, kind: 0, body: (0, 0), block }
    }

    /// Where the next record begins in the stream.
    pub(super) fn position(&self) -> u64 {
        self.start + self.next as u64
    }

    /// Goes before the record at `position`.
    pub(super) fn seek(&mut self, position: u64) {
        self.body = (0, 0);
        match position.checked_sub(self.start).and_then(|inside| usize::try_from(inside).ok()) {
            Some(inside) if inside <= self.buffer.len() => self.next = inside,
            _ => {
                self.buffer.clear();
                (self.start, self.next) = (position, 0);
            }
        }
    }

    /// Reads the next `length` bytes of the stream at once and holds them as long as nothing behind them is asked for.
    pub(super) fn hold(&mut self, length: u64) -> Result<(), Problem> {
        const PIECE: u64 = 1 << 20;
        let start = self.position();
        let mut buffer = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        while let rest @ 1.. = length.saturating_sub(buffer.len() as u64) {
            let wanted = usize::try_from(rest.min(PIECE)).unwrap_or(usize::MAX);
            let piece = self.extent.read(&*self.source, start + buffer.len() as u64, wanted)?;
            if piece.is_empty() {
                break;
            }
            buffer.extend_from_slice(&piece);
        }
        self.buffer = buffer;
        (self.start, self.next, self.body) = (start, 0, (0, 0));
        Ok(())
    }

    /// Moves to the next record; `false` where the stream ends, be it in the middle of a record.
    pub(super) fn advance(&mut self) -> Result<bool, Problem> {
        let Some((kind, length)) = self.peek()? else { return Ok(false) };
        if !self.fill(4 + length)? {
            return Ok(false);
        }
        self.kind = kind;
        self.body = (self.next + 4, self.next + 4 + length);
        self.next += 4 + length;
        Ok(true)
    }

    /// Moves to the next record if it is of that kind; otherwise the current record has no body any more.
    pub(super) fn advance_if(&mut self, kind: u16) -> Result<bool, Problem> {
        if self.peek()?.is_some_and(|(next, _)| next == kind) {
            return self.advance();
        }
        self.body = (0, 0);
        Ok(false)
    }

    /// What the current record is.
    pub(super) fn kind(&self) -> u16 {
        self.kind
    }

    /// The body of the current record.
    pub(super) fn body(&self) -> &[u8] {
        self.buffer.get(self.body.0..self.body.1).unwrap_or_default()
    }

    fn peek(&mut self) -> Result<Option<(u16, usize)>, Problem> {
        if !self.fill(4)? {
            return Ok(None);
        }
        let header = |at| u16_at(&self.buffer, self.next + at);
        Ok(header(0).zip(header(2)).map(|(kind, length)| (kind, usize::from(length))))
    }

    /// Sees to it that so many bytes of the stream are at hand.
    fn fill(&mut self, length: usize) -> Result<bool, Problem> {
        if self.buffer.len().saturating_sub(self.next) < length {
            let position = self.position();
            self.buffer = self.extent.read(&*self.source, position, self.block.max(length))?;
            (self.start, self.next, self.body) = (position, 0, (0, 0));
        }
        Ok(self.buffer.len().saturating_sub(self.next) >= length)
    }
}

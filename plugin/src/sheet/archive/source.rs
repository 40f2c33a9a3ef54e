//! A source as a stream, for the parser of tables of contents.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::super::SharedSource;
use super::BLOCK;
use crate::host::FileError;

/// A source as [`Read`] and [`Seek`], for libraries that want both. Reads through one cached block.
pub(super) struct SourceReader {
    source: SharedSource,
    position: u64,
    block: Vec<u8>,
    block_start: u64,
    /// Bytes that may still be fetched.
    pub(super) budget: Rc<Cell<u64>>,
}

impl SourceReader {
    /// A reader at the first byte.
    pub(super) fn new(source: SharedSource) -> Self {
        Self { source, position: 0, block: Vec::new(), block_start: 0, budget: Rc::new(Cell::new(u64::MAX)) }
    }

    /// The cached bytes from the position on; empty outside of the block.
    fn cached(&self) -> &[u8] {
        let skip = self.position.checked_sub(self.block_start).and_then(|skip| usize::try_from(skip).ok());
        skip.and_then(|skip| self.block.get(skip..)).unwrap_or_default()
    }

    fn fetch(&mut self) -> io::Result<()> {
        // Libraries walk headers backwards too, so blocks are aligned.
        let start = self.position - self.position % u64::from(BLOCK);
        let block = self.source.read_at(start, BLOCK).map_err(|FileError(reason)| io::Error::other(reason))?;
        let rest = self.budget.get().checked_sub(block.len() as u64);
        self.budget.set(rest.unwrap_or_default());
        rest.ok_or(io::ErrorKind::QuotaExceeded)?;
        self.block = block;
        self.block_start = start;
        Ok(())
    }
}

impl Read for SourceReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() || self.position >= self.source.size() {
            return Ok(0);
        }
        if self.cached().is_empty() {
            self.fetch()?;
        }
        let length = self.cached().read(out)?;
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for SourceReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.source.size().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

//! One part of an archive, inflated as it is read, its real bytes counted against the limits.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::super::SharedSource;
use super::super::limits::Limits;
use super::BLOCK;
use crate::host::FileError;
use crate::message::{Problem, spreadsheet as message};

/// What has been inflated so far, over all parts; reading a part a second time does not count again.
pub(super) struct Tally {
    pub(super) total: Cell<u64>,
    pub(super) parts: Vec<Cell<u64>>,
}

/// One part of an archive, inflated as it is read. Checks its length and checksum at its end.
pub struct PartReader {
    pub(super) source: SharedSource,
    pub(super) name: Rc<str>,
    /// Where the next bytes stand in the source.
    pub(super) offset: u64,
    pub(super) packed: u64,
    pub(super) declared: u64,
    /// None for a file that is no archive.
    pub(super) checksum: Option<u32>,
    /// None for a part that is stored as it is.
    pub(super) inflater: Option<Decompress>,
    pub(super) input: Vec<u8>,
    pub(super) input_at: usize,
    /// Packed bytes fetched so far, those in `input` included.
    pub(super) fetched: u64,
    pub(super) inflated: u64,
    pub(super) crc: Crc,
    pub(super) finished: bool,
    pub(super) index: usize,
    pub(super) tally: Rc<Tally>,
    pub(super) limits: Rc<Limits>,
}

impl PartReader {
    /// A file that is no archive, as if it were the only part of one.
    pub fn whole(source: SharedSource, name: &str, limits: &Limits) -> Self {
        let size = source.size();
        Self {
            source,
            offset: 0,
            packed: size,
            declared: size,
            checksum: None,
            name: Rc::from(name),
            inflater: None,
            input: Vec::new(),
            input_at: 0,
            fetched: 0,
            inflated: 0,
            crc: Crc::new(),
            finished: false,
            index: 0,
            tally: Rc::new(Tally { total: Cell::new(0), parts: vec![Cell::new(0)] }),
            limits: Rc::new(limits.clone()),
        }
    }

    /// The part's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has by what the archive says of it.
    pub fn declared_bytes(&self) -> u64 {
        self.declared
    }

    /// How far the reading has come, as a share of `whole`; never going back.
    pub fn progress(&self, whole: u64) -> u64 {
        let share = u128::from(self.consumed()) * u128::from(whole) / u128::from(self.packed.max(1));
        u64::try_from(share).unwrap_or(whole).min(whole)
    }

    /// Reads some bytes into `out`; 0 at the end, which is reached only where length and checksum are right.
    pub fn read_some(&mut self, out: &mut [u8]) -> Result<usize, Problem> {
        while !self.finished && !out.is_empty() {
            if self.input_at >= self.input.len() && self.fetched < self.packed {
                self.fetch()?;
            }
            let length = self.inflate(out)?;
            if length > 0 {
                self.crc.update(out.get(..length).unwrap_or_default());
                self.count(length as u64)?;
                return Ok(length);
            }
        }
        Ok(0)
    }

    fn consumed(&self) -> u64 {
        self.fetched - (self.input.len() - self.input_at) as u64
    }

    fn fetch(&mut self) -> Result<(), Problem> {
        let wanted = u32::try_from(self.packed - self.fetched).unwrap_or(BLOCK).min(BLOCK);
        self.input = self
            .source
            .read_at(self.offset, wanted)
            .map_err(|FileError(reason)| Problem::new(message::FILE_UNREADABLE).with("reason", reason))?;
        if self.input.is_empty() {
            return Err(self.damaged());
        }
        self.input_at = 0;
        self.offset += self.input.len() as u64;
        self.fetched += self.input.len() as u64;
        Ok(())
    }

    /// Moves bytes from `input` to `out`; marks the end.
    fn inflate(&mut self, out: &mut [u8]) -> Result<usize, Problem> {
        let mut input = self.input.get(self.input_at..).unwrap_or_default();
        let Some(inflater) = &mut self.inflater else {
            let length = input.read(out).unwrap_or_default();
            self.input_at += length;
            if length == 0 {
                self.finish()?;
            }
            return Ok(length);
        };
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(input, out, FlushDecompress::None);
        let taken = usize::try_from(inflater.total_in() - before.0).unwrap_or(usize::MAX);
        let given = usize::try_from(inflater.total_out() - before.1).unwrap_or(usize::MAX);
        self.input_at = self.input_at.saturating_add(taken);
        match status {
            Ok(Status::StreamEnd) if given == 0 => self.finish()?,
            Ok(_) if taken == 0 && given == 0 => return Err(self.damaged()),
            Ok(_) => {}
            Err(_) => return Err(self.damaged()),
        }
        Ok(given)
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.finished = true;
        let right = self.checksum.is_none_or(|checksum| checksum == self.crc.sum());
        if right && self.inflated == self.declared { Ok(()) } else { Err(self.damaged()) }
    }

    fn count(&mut self, length: u64) -> Result<(), Problem> {
        self.inflated += length;
        let ratio = self.inflated / self.consumed().max(1);
        if self.inflated > self.limits.ratio_from && ratio > self.limits.ratio {
            return Err(Problem::new(message::INFLATES_TOO_MUCH)
                .with("part", &self.name)
                .with("measured", ratio)
                .with("limit", self.limits.ratio));
        }
        if self.inflated > self.declared {
            return Err(Problem::new(message::ARCHIVE_SIZE_LIES)
                .with("part", &self.name)
                .with("declared", self.declared)
                .with("measured", self.inflated));
        }
        let Some(seen) = self.tally.parts.get(self.index) else { return Ok(()) };
        if self.inflated > seen.get() {
            self.tally.total.set(self.tally.total.get() + self.inflated - seen.get());
            seen.set(self.inflated);
        }
        let limit = self.limits.inflated_bytes_of(self.source.size());
        if self.tally.total.get() > limit {
            return Err(self.too_large(limit));
        }
        Ok(())
    }

    fn damaged(&self) -> Problem {
        Problem::new(message::DAMAGED_ARCHIVE).with("part", &self.name)
    }

    pub(super) fn too_large(&self, limit: u64) -> Problem {
        Problem::new(message::INFLATES_TOO_LARGE)
            .with("part", &self.name)
            .with("measured", self.inflated.max(self.tally.total.get()))
            .with("limit", limit)
    }
}

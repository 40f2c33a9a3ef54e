//! Archives: opening a zip over a [`SharedSource`] and inflating its parts under limits.
//!
//! Every workbook that is an archive (XLSX, XLSB, ODS) is read through this. The table of contents is parsed by the `zip`
//! crate; inflating is done here, because a part must own its reading (rows outlive the call that opened them) and because
//! nothing a header declares is trusted: real bytes are counted while they come out. What the parts mean is left to others.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::{Crc, Decompress, FlushDecompress, Status};
use zip::{CompressionMethod, ZipArchive};

use super::SharedSource;
use super::limits::Limits;
use crate::host::FileError;
use crate::message::{Problem, spreadsheet as message};

/// Bytes asked of the source at a time: large enough that calls into the host do not count, small beside the budget.
const BLOCK: u32 = 64 << 10;

/// Bytes read while looking for and parsing a table of contents. A workbook's takes a few kilobytes; a table made to
/// exhaust memory is refused before it does.
const CONTENTS_BYTES: u64 = 4 << 20;

/// Inflated bytes of a part before its ratio is looked at: small parts of repeated text compress well beyond any limit.
const RATIO_FROM: u64 = 1 << 20;

/// A source as [`Read`] and [`Seek`], for libraries that want both. Reads through one cached block.
pub struct SourceReader {
    source: SharedSource,
    position: u64,
    block: Vec<u8>,
    block_start: u64,
    /// Bytes that may still be fetched.
    budget: Rc<Cell<u64>>,
}

impl SourceReader {
    /// A reader at the first byte.
    pub fn new(source: SharedSource) -> Self {
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

/// A [`Problem`] on its way through an interface that knows [`io::Error`] only.
#[derive(Debug)]
pub struct ReadFailure(pub Problem);

impl fmt::Display for ReadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl std::error::Error for ReadFailure {}

/// The problem that hides in an I/O error, where one of our readers put it there.
pub fn problem_in(error: &io::Error) -> Option<&Problem> {
    error.get_ref()?.downcast_ref::<ReadFailure>().map(|failure| &failure.0)
}

/// What has been inflated so far, over all parts; reading a part a second time does not count again.
struct Tally {
    total: Cell<u64>,
    parts: Vec<Cell<u64>>,
}

/// An open archive. Cheap to clone.
#[derive(Clone)]
pub struct Archive {
    source: SharedSource,
    zip: Rc<RefCell<ZipArchive<SourceReader>>>,
    /// Names with forward slashes and without a leading one, in the order of the archive.
    names: Rc<[String]>,
    tally: Rc<Tally>,
    limits: Rc<Limits>,
}

impl Archive {
    /// Opens the archive and reads its table of contents, nothing more.
    pub fn open(source: SharedSource, limits: &Limits) -> Result<Self, Problem> {
        if source.size() > limits.file_bytes {
            return Err(Problem::new(message::FILE_TOO_LARGE)
                .with("measured", source.size())
                .with("limit", limits.file_bytes));
        }
        let reader = SourceReader::new(source.clone());
        let budget = reader.budget.clone();
        budget.set(CONTENTS_BYTES);
        let zip = ZipArchive::new(reader).map_err(|_| match budget.get() {
            0 => Problem::new(message::ARCHIVE_TOO_MANY_PARTS).with("limit", CONTENTS_BYTES),
            _ => Problem::new(message::ARCHIVE_CUT_OFF),
        })?;
        budget.set(u64::MAX);
        if zip.has_duplicate_names() {
            return Err(Problem::new(message::ARCHIVE_DUPLICATE_PART));
        }
        let names: Rc<[String]> = zip.file_names_raw().map(normalised).collect();
        let parts = names.iter().map(|_| Cell::new(0)).collect();
        let tally = Rc::new(Tally { total: Cell::new(0), parts });
        Ok(Self { source, zip: Rc::new(RefCell::new(zip)), names, tally, limits: Rc::new(limits.clone()) })
    }

    /// The names of the parts in the order of the archive, with forward slashes and without a leading one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is a part of that name; see [`Archive::part`].
    pub fn contains(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Of several names that differ in case only, the exact one wins, then the first.
    fn index(&self, name: &str) -> Option<usize> {
        let name = normalised(name.as_bytes());
        let exact = self.names.iter().position(|known| *known == name);
        exact.or_else(|| self.names.iter().position(|known| known.eq_ignore_ascii_case(&name)))
    }

    /// Opens a part by name for reading from its first byte. Case, a leading slash and the direction of slashes do not
    /// matter. `None` where there is no such part.
    pub fn part(&self, name: &str) -> Result<Option<PartReader>, Problem> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let name: Rc<str> = Rc::from(self.names.get(index).map_or(name, String::as_str));
        let damaged = || Problem::new(message::DAMAGED_ARCHIVE).with("part", &name);
        let mut zip = self.zip.borrow_mut();
        let entry = zip.by_index_raw(index).map_err(|_| damaged())?;
        if entry.encrypted() {
            return Err(Problem::new(message::ARCHIVE_ENCRYPTED).with("part", &name));
        }
        let inflater = match entry.compression() {
            CompressionMethod::Stored => None,
            CompressionMethod::Deflated => Some(Decompress::new(false)),
            method => {
                return Err(Problem::new(message::ARCHIVE_METHOD).with("part", &name).with("method", method));
            }
        };
        Ok(Some(PartReader {
            source: self.source.clone(),
            offset: entry.data_start().ok_or_else(damaged)?,
            packed: entry.compressed_size(),
            declared: entry.size(),
            checksum: Some(entry.crc32()),
            name: name.clone(),
            inflater,
            input: Vec::new(),
            input_at: 0,
            fetched: 0,
            inflated: 0,
            crc: Crc::new(),
            finished: false,
            index,
            tally: self.tally.clone(),
            limits: self.limits.clone(),
        }))
    }

    /// Reads a small part in whole; `None` where there is no such part. A part of more than `at_most` bytes is refused.
    pub fn read_part(&self, name: &str, at_most: usize) -> Result<Option<Vec<u8>>, Problem> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let mut block = vec![0; 16 << 10];
        loop {
            let length = part.read_some(&mut block)?;
            if length == 0 {
                return Ok(Some(bytes));
            }
            if bytes.len() + length > at_most {
                return Err(part.too_large(at_most as u64));
            }
            bytes.extend(block.iter().take(length));
        }
    }
}

/// One part of an archive, inflated as it is read. Checks its length and checksum at its end.
pub struct PartReader {
    source: SharedSource,
    name: Rc<str>,
    /// Where the next bytes stand in the source.
    offset: u64,
    packed: u64,
    declared: u64,
    /// None for a file that is no archive.
    checksum: Option<u32>,
    /// None for a part that is stored as it is.
    inflater: Option<Decompress>,
    input: Vec<u8>,
    input_at: usize,
    /// Packed bytes fetched so far, those in `input` included.
    fetched: u64,
    inflated: u64,
    crc: Crc,
    finished: bool,
    index: usize,
    tally: Rc<Tally>,
    limits: Rc<Limits>,
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
        if self.inflated > RATIO_FROM && ratio > self.limits.ratio {
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
        if self.tally.total.get() > self.limits.inflated_bytes {
            return Err(self.too_large(self.limits.inflated_bytes));
        }
        Ok(())
    }

    fn damaged(&self) -> Problem {
        Problem::new(message::DAMAGED_ARCHIVE).with("part", &self.name)
    }

    fn too_large(&self, limit: u64) -> Problem {
        Problem::new(message::INFLATES_TOO_LARGE)
            .with("part", &self.name)
            .with("measured", self.inflated.max(self.tally.total.get()))
            .with("limit", limit)
    }
}

impl Read for PartReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.read_some(out).map_err(|problem| io::Error::other(ReadFailure(problem)))
    }
}

/// A name as parts are compared by: forward slashes, none in front.
fn normalised(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_owned()
}

/// The part that a relationship's target names, seen from the part `from`: `../media/a.png`, `/xl/a.xml`, `.\a.xml`.
/// Steps above the root stay at the root.
pub fn resolve(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let base = if target.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::super::memory_source;
    use super::*;

    fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> Result<Archive, Problem> {
        Archive::open(memory_source(bytes), &Limits::default())
    }

    fn code<T>(result: Result<T, Problem>) -> &'static str {
        result.map(|_| "fine").unwrap_or_else(|problem| problem.code())
    }

    /// Text that compresses to about a third.
    fn prose(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b"abcdefgh"[(state >> 24) as usize % 8]
        };
        std::iter::repeat_with(&mut next).take(length).collect()
    }

    #[test]
    fn a_part_comes_out_as_it_went_in() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            for length in [0, 1, 70_000, 3_000_000] {
                let content = prose(length);
                let archive = open(packed(&[("a/b.xml", &content), ("c", b"x")], method)).unwrap();
                assert_eq!(archive.read_part("a/b.xml", usize::MAX).unwrap().unwrap(), content, "{method} {length}");
            }
        }
    }

    #[test]
    fn a_part_is_found_whatever_way_its_name_is_written() {
        let archive =
            open(packed(&[("XL\\Workbook.xml", b"1"), ("xl/b", b"2"), ("xl/B", b"3")], CompressionMethod::Stored));
        let archive = archive.unwrap();
        for (name, content) in [("xl/workbook.xml", "1"), ("/xl/WORKBOOK.xml", "1"), ("xl\\B", "3"), ("XL/b", "2")] {
            assert_eq!(archive.read_part(name, 9).unwrap().unwrap(), content.as_bytes(), "{name}");
        }
        assert!(archive.part("xl/none").unwrap().is_none());
    }

    #[test]
    fn targets_are_resolved_inside_of_the_archive() {
        for (from, target, part) in [
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets/sheet1.xml", "../tables/table1.xml", "xl/tables/table1.xml"),
            ("xl/worksheets/sheet1.xml", "..\\tables\\.\\table1.xml", "xl/tables/table1.xml"),
            ("workbook.xml", "../../../etc/passwd", "etc/passwd"),
            ("xl/workbook.xml", "sheet1.xml#A1", "xl/sheet1.xml"),
        ] {
            assert_eq!(resolve(from, target), part);
        }
    }

    #[test]
    fn an_archive_cut_off_says_so() {
        let whole = packed(&[("a", &prose(9_000))], CompressionMethod::Deflated);
        for length in [0, 1, 30, whole.len() / 2, whole.len() - 10] {
            assert_eq!(code(open(whole[..length].to_vec())), "archive-cut-off", "{length}");
        }
    }

    #[test]
    fn a_table_of_contents_without_end_is_refused_for_its_size() {
        let names: Vec<String> = (0..60_000).map(|number| format!("xl/media/{number:050}")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &[][..])).collect();
        assert_eq!(code(open(packed(&parts, CompressionMethod::Stored))), "archive-too-many-parts");
    }

    #[test]
    fn a_flipped_bit_in_a_part_is_damage() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let mut bytes = packed(&[("a", &prose(9_000))], method);
            bytes[2_000] ^= 0x10;
            assert_eq!(code(open(bytes).unwrap().read_part("a", usize::MAX)), "damaged-archive", "{method}");
        }
    }

    #[test]
    fn a_part_named_twice_is_refused() {
        let mut bytes = packed(&[("sheet1", b"Anna"), ("sheet2", b"Eve")], CompressionMethod::Stored);
        let names: Vec<usize> = (0..bytes.len() - 6).filter(|at| &bytes[*at..at + 6] == b"sheet2").collect();
        names.into_iter().for_each(|at| bytes[at + 5] = b'1');
        assert_eq!(code(open(bytes)), "archive-duplicate-part");
    }

    #[test]
    fn real_bytes_are_counted_and_not_those_declared() {
        let mut bytes = packed(&[("a", &prose(500_000))], CompressionMethod::Deflated);
        let directory = (0..bytes.len()).rfind(|at| bytes[*at..].starts_with(b"PK\x01\x02")).unwrap();
        bytes[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
        let problem = open(bytes).unwrap().read_part("a", usize::MAX).unwrap_err();
        assert_eq!(problem.code(), "archive-size-lies");
    }

    #[test]
    fn a_part_that_inflates_beyond_measure_is_stopped_with_the_measured_number() {
        let archive = open(packed(&[("a", &vec![b' '; 20 << 20])], CompressionMethod::Deflated)).unwrap();
        let problem = archive.read_part("a", usize::MAX).unwrap_err();
        assert_eq!(problem.code(), "inflates-too-much");
        let measured: u64 = problem.arguments.iter().find(|(name, _)| *name == "measured").unwrap().1.parse().unwrap();
        assert!(measured > 200, "{measured}");
    }

    #[test]
    fn all_parts_together_have_one_limit_and_reading_twice_counts_once() {
        let limits = Limits { inflated_bytes: 100_000, ..Limits::default() };
        let bytes = packed(&[("a", &prose(60_000)), ("b", &prose(60_000))], CompressionMethod::Deflated);
        let archive = Archive::open(memory_source(bytes), &limits).unwrap();
        for _ in 0..5 {
            assert_eq!(code(archive.read_part("a", usize::MAX)), "fine");
        }
        assert_eq!(code(archive.read_part("b", usize::MAX)), "inflates-too-large");
    }
}

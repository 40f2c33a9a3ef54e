//! Compound files (OLE2), the outer shell of `.xls` and of encrypted workbooks: finds a stream and says where its bytes lie.
//!
//! A compound file is a small file system whose chains may loop, cross and point anywhere. Library readers follow them
//! without end or reserve memory that the file merely claims, so this reader walks every chain itself, no further than
//! the file has sectors, and believes no size that exceeds the file. What the streams mean is left to [`super::xls`] and
//! [`super::recognise`]. After [MS-CFB].

use super::bytes::{self, u16_at, u32_at};
use crate::host::Source;
use crate::message::{Problem, spreadsheet};

/// What every compound file begins with.
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const HEADER: u64 = 512;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const HIGHEST_SECTOR: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: u64 = 64;
/// Streams of a document number in the dozens; a directory beyond this is not a workbook's.
const MAX_DIRECTORY_ENTRIES: usize = 65_536;

/// A piece of a stream that lies in one piece in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the stream.
    start: u64,
    /// Where it lies in the file.
    offset: u64,
    length: u64,
}

/// Where the bytes of a stream lie in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    runs: Vec<Run>,
    size: u64,
}

impl Extent {
    /// A stream that is a whole file, or a stretch of it.
    pub(super) fn whole(size: u64) -> Self {
        let mut extent = Self::default();
        extent.append(0, size);
        extent
    }

    /// The stream's size in bytes.
    #[cfg(test)]
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Where the byte at `position` of the stream lies in the file, and how many bytes follow it in one piece.
    pub(super) fn locate(&self, position: u64) -> Option<(u64, u64)> {
        let index = self.runs.partition_point(|run| run.start <= position).checked_sub(1)?;
        let run = self.runs.get(index)?;
        let inside = position - run.start;
        (inside < run.length).then(|| (run.offset + inside, run.length - inside))
    }

    /// Reads up to `length` bytes at `position` of the stream; fewer only at its end.
    pub(super) fn read(&self, source: &dyn Source, position: u64, length: usize) -> Result<Vec<u8>, Problem> {
        let mut read = Vec::new();
        while read.len() < length {
            let Some((offset, available)) = self.locate(position + read.len() as u64) else { break };
            let wanted = available.min((length - read.len()) as u64).min(u64::from(u32::MAX)) as u32;
            let part = bytes::read(source, offset, wanted)?;
            if part.is_empty() {
                break;
            }
            if read.is_empty() { read = part } else { read.extend_from_slice(&part) }
        }
        Ok(read)
    }

    fn append(&mut self, offset: u64, length: u64) {
        match self.runs.last_mut() {
            Some(last) if last.offset + last.length == offset => last.length += length,
            _ => self.runs.push(Run { start: self.size, offset, length }),
        }
        self.size += length;
    }
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    size: u64,
}

/// A compound file with its chains checked as far as they are needed.
#[derive(Debug)]
pub(super) struct Compound {
    entries: Vec<Entry>,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Extent,
    mini_cutoff: u64,
    sectors: Sectors,
}

#[derive(Clone, Copy, Debug)]
struct Sectors {
    size: u64,
    file_size: u64,
}

impl Sectors {
    fn count(self) -> usize {
        usize::try_from(self.file_size.saturating_sub(self.size).div_ceil(self.size)).unwrap_or(usize::MAX)
    }

    /// Where a sector lies; `None` outside of the file. The last one may be cut short: some writers do not pad it.
    fn extent(self, sector: u32) -> Option<(u64, u64)> {
        let offset = (u64::from(sector) + 1) * self.size;
        let length = self.file_size.checked_sub(offset)?.min(self.size);
        (length > 0).then_some((offset, length))
    }
}

fn damaged() -> Problem {
    Problem::new(spreadsheet::DAMAGED_COMPOUND_FILE)
}

impl Compound {
    /// Reads the tables and the directory.
    pub(super) fn open(source: &dyn Source) -> Result<Self, Problem> {
        let header = bytes::read(source, 0, HEADER as u32)?;
        if header.len() < HEADER as usize || !header.starts_with(&MAGIC) {
            return Err(damaged());
        }
        let shift = u16_at(&header, 30).filter(|shift| matches!(shift, 9 | 12)).ok_or_else(damaged)?;
        let sectors = Sectors { size: 1 << shift, file_size: source.size() };
        let fat = read_fat(source, &header, sectors)?;
        let field = |at| u32_at(&header, at).ok_or_else(damaged);

        let directory = walk(&fat, field(48)?, sectors, None)?;
        let entries = read_directory(source, &directory, shift == 9)?;
        let root = entries.first().ok_or_else(damaged)?;
        let (mini_stream, mini_fat) = if root.size == 0 {
            (Extent::default(), Vec::new())
        } else {
            let table = walk(&fat, field(60)?, sectors, None)?;
            let mini_stream = walk(&fat, root.start, sectors, Some(root.size))?;
            (mini_stream, read_table(source, &table, root.size.div_ceil(MINI_SECTOR))?)
        };
        let mini_cutoff = u64::from(field(56)?);
        Ok(Self { entries, fat, mini_fat, mini_stream, mini_cutoff, sectors })
    }

    /// Whether there is a stream or a folder of this name (without regard to case).
    pub(super) fn contains(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Where the stream of this name (without regard to case) lies; none where there is no such stream.
    pub(super) fn stream(&self, name: &str) -> Option<Result<Extent, Problem>> {
        let entry = self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))?;
        Some(if entry.size < self.mini_cutoff {
            self.walk_mini(entry)
        } else {
            walk(&self.fat, entry.start, self.sectors, Some(entry.size))
        })
    }

    fn walk_mini(&self, entry: &Entry) -> Result<Extent, Problem> {
        let mut extent = Extent::default();
        let mut sector = entry.start;
        // The size bounds the walk, so a loop in the table cannot.
        while extent.size < entry.size {
            let position = u64::from(sector) * MINI_SECTOR;
            let (offset, available) = self.mini_stream.locate(position).ok_or_else(damaged)?;
            let length = available.min(MINI_SECTOR).min(entry.size - extent.size);
            extent.append(offset, length);
            if extent.size < entry.size {
                sector = *self.mini_fat.get(sector as usize).ok_or_else(damaged)?;
            }
        }
        Ok(extent)
    }
}

/// Follows a chain: to the end of `size` where it is known, else to the end of the chain.
fn walk(fat: &[u32], start: u32, sectors: Sectors, size: Option<u64>) -> Result<Extent, Problem> {
    if size.is_some_and(|size| size > sectors.file_size) {
        return Err(damaged());
    }
    let mut extent = Extent::default();
    let mut sector = start;
    let mut cut = false;
    for _ in 0..=sectors.count() {
        let rest = size.map(|size| size - extent.size);
        if rest == Some(0) || (rest.is_none() && sector == END_OF_CHAIN) {
            return Ok(extent);
        }
        // Some writers do not fill up the last sector of the file, and say the size of a stream in whole sectors all the same.
        if cut && sector == END_OF_CHAIN {
            return Ok(extent);
        }
        let (offset, length) = sectors.extent(sector).ok_or_else(damaged)?;
        cut = length < sectors.size;
        extent.append(offset, rest.unwrap_or(length).min(length));
        if rest.is_none_or(|rest| rest > length) {
            sector = *fat.get(sector as usize).ok_or_else(damaged)?;
        }
    }
    // More steps than the file has sectors: the chain runs in a circle.
    Err(damaged())
}

/// The sector numbers of the allocation table: 109 in the header, the rest in a chain of sectors of its own.
fn read_fat(source: &dyn Source, header: &[u8], sectors: Sectors) -> Result<Vec<u32>, Problem> {
    let mut table = Extent::default();
    // No more of the table is read than the file has sectors to describe.
    let enough = (sectors.count() as u64).saturating_mul(4);
    let mut take = |numbers: &[u8]| -> Result<bool, Problem> {
        for number in numbers.chunks_exact(4).filter_map(|number| u32_at(number, 0)) {
            if table.size >= enough {
                return Ok(false);
            }
            if number < HIGHEST_SECTOR {
                let (offset, length) = sectors.extent(number).ok_or_else(damaged)?;
                table.append(offset, length);
            }
        }
        Ok(true)
    };
    let mut more = take(header.get(76..).unwrap_or_default())?;
    let mut next = u32_at(header, 68).ok_or_else(damaged)?;
    for _ in 0..sectors.count() {
        if !more || next >= HIGHEST_SECTOR {
            break;
        }
        let (offset, length) = sectors.extent(next).ok_or_else(damaged)?;
        let sector = bytes::read(source, offset, length as u32)?;
        let (numbers, link) = sector.split_at_checked(sectors.size as usize - 4).ok_or_else(damaged)?;
        more = take(numbers)?;
        next = u32_at(link, 0).ok_or_else(damaged)?;
    }
    read_table(source, &table, sectors.count() as u64)
}

/// The numbers of a table, as many as there is something to describe.
fn read_table(source: &dyn Source, table: &Extent, at_most: u64) -> Result<Vec<u32>, Problem> {
    let mut numbers = Vec::new();
    let mut position = 0;
    let end = table.size.min(at_most.saturating_mul(4));
    while position < end {
        let part = table.read(source, position, (end - position).min(64 << 10) as usize)?;
        if part.is_empty() {
            break;
        }
        numbers.extend(part.chunks_exact(4).filter_map(|number| u32_at(number, 0)));
        position += part.len() as u64;
    }
    Ok(numbers)
}

fn read_directory(source: &dyn Source, directory: &Extent, narrow_sizes: bool) -> Result<Vec<Entry>, Problem> {
    const ENTRY: usize = 128;
    let length = usize::try_from(directory.size).unwrap_or(usize::MAX).min(MAX_DIRECTORY_ENTRIES * ENTRY);
    let bytes = directory.read(source, 0, length)?;
    let mut entries = Vec::new();
    for entry in bytes.chunks_exact(ENTRY) {
        let kind = entry.get(66).copied().unwrap_or_default();
        if !matches!(kind, 1 | 2 | 5) {
            continue;
        }
        let units = usize::from(u16_at(entry, 64).unwrap_or_default()).saturating_sub(2).min(62) / 2;
        let name = char::decode_utf16((0..units).filter_map(|unit| u16_at(entry, unit * 2)))
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        // In files of 512-byte sectors the upper half of the size may hold anything.
        let upper = if narrow_sizes { 0 } else { u64::from(u32_at(entry, 124).unwrap_or_default()) };
        let size = u64::from(u32_at(entry, 120).unwrap_or_default()) | upper << 32;
        entries.push(Entry { name, is_stream: kind == 2, start: u32_at(entry, 116).unwrap_or_default(), size });
    }
    Ok(entries)
}

#[cfg(test)]
pub(super) mod sample;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::host::MemorySource;
    use proptest::prelude::*;

    fn read_all(bytes: &[u8], name: &str) -> Result<Vec<u8>, Problem> {
        let source = MemorySource(bytes.to_vec());
        let stream = Compound::open(&source)?.stream(name).ok_or_else(damaged)??;
        stream.read(&source, 0, stream.size() as usize)
    }

    #[test]
    fn streams_come_back_byte_by_byte_whether_small_or_large() {
        let large: Vec<u8> = (0..100_000_u32).flat_map(|number| number.to_le_bytes()).collect();
        let file = sample::compound_file(&[("Tiny", b"abc"), ("Workbook", &large), ("Small", &large[..300])]);
        assert_eq!(read_all(&file, "workbook").unwrap(), large);
        assert_eq!(read_all(&file, "Tiny").unwrap(), b"abc");
        assert_eq!(read_all(&file, "Small").unwrap(), &large[..300]);
        assert!(Compound::open(&MemorySource(file)).unwrap().stream("Other").is_none());
    }

    #[test]
    fn a_stream_whose_last_sector_is_not_filled_up_ends_with_the_file() {
        // The stream of short streams lies in the sectors behind the directory; here it is moved to the end of the file.
        let mut file = sample::compound_file(&[("Tiny", b"abc")]);
        let sector = |file: &[u8], entry: usize| u32_at(file, 512 + entry * 128 + 116).unwrap() as usize;
        let from = 512 + sector(&file, 0) * 512;
        let content = file[from..from + 512].to_vec();
        let last = u32::try_from(file.len() / 512 - 1).unwrap();
        file[512 + 116..512 + 120].copy_from_slice(&last.to_le_bytes());
        file[512 + 120..512 + 124].copy_from_slice(&512_u32.to_le_bytes());
        let table = 512 + u32_at(&file, 76).unwrap() as usize * 512 + last as usize * 4;
        file[table..table + 4].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        file.extend(&content[..100]);
        assert_eq!(read_all(&file, "Tiny").unwrap(), b"abc");
        file.truncate(file.len() - 99);
        assert_eq!(read_all(&file, "Tiny").unwrap_err().code(), "damaged-compound-file");
    }

    #[test]
    fn a_chain_that_runs_in_a_circle_is_damage() {
        // The allocation table of the sample is its last sector; sector 0 is the directory.
        let mut file = sample::compound_file(&[("Tiny", b"abc")]);
        let table = file.len() - 512;
        file[table..table + 4].copy_from_slice(&0_u32.to_le_bytes());
        assert_eq!(read_all(&file, "Tiny").unwrap_err().code(), "damaged-compound-file");
    }

    #[test]
    fn a_stream_larger_than_the_file_is_damage_and_reserves_nothing() {
        let mut file = sample::compound_file(&[("Workbook", &[7; 5000])]);
        let entry = 512 + 128;
        file[entry + 120..entry + 124].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
        assert_eq!(read_all(&file, "Workbook").unwrap_err().code(), "damaged-compound-file");
    }

    #[test]
    fn a_file_cut_off_anywhere_is_damage_or_whole() {
        let content = [7; 5000];
        let file = sample::compound_file(&[("Workbook", &content)]);
        for length in 0..file.len() {
            if let Ok(read) = read_all(&file[..length], "Workbook") {
                assert!(content.starts_with(&read), "cut at {length}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_change_to_the_tables_ends_in_an_answer(changes in prop::collection::vec((0_usize..4096, any::<u8>()), 1..20)) {
            let mut file = sample::compound_file(&[("Tiny", b"abc"), ("Workbook", &[7; 5000])]);
            let length = file.len();
            for (at, byte) in changes {
                // The header is at the front, the allocation tables at the back.
                file[if at % 2 == 0 { at / 2 % 1536 } else { length - 1 - at / 2 % 1024 }] = byte;
            }
            let _ = read_all(&file, "Workbook");
            let _ = read_all(&file, "Tiny");
        }
    }
}

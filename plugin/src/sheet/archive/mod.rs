//! Archives: opening a zip over a [`SharedSource`] and inflating its parts under limits.
//!
//! Every workbook that is an archive (XLSX, XLSB, ODS) is read through this. The table of contents is parsed by the `zip`
//! crate; inflating is done here, because a part must own its reading (rows outlive the call that opened them) and because
//! nothing a header declares is trusted: real bytes are counted while they come out. What the parts mean is left to others.

mod part;
mod source;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

use flate2::{Crc, Decompress};
use zip::{CompressionMethod, ZipArchive};

use super::SharedSource;
use super::limits::Limits;
use crate::message::{Problem, spreadsheet as message};
pub use part::PartReader;
use part::Tally;
use source::SourceReader;

/// Bytes asked of the source at a time: large enough that calls into the host do not count, small beside the budget.
const BLOCK: u32 = 64 << 10;

/// Bytes read while looking for and parsing a table of contents. A workbook's takes a few kilobytes; a table made to
/// exhaust memory is refused before it does.
const CONTENTS_BYTES: u64 = 4 << 20;

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
        let mut seen = HashSet::new();
        if !names.iter().all(|name| seen.insert(resolve("", name).to_ascii_lowercase())) {
            return Err(Problem::new(message::ARCHIVE_DUPLICATE_PART));
        }
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

    fn index(&self, name: &str) -> Option<usize> {
        let name = normalised(name.as_bytes());
        self.names.iter().position(|known| known.eq_ignore_ascii_case(&name))
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

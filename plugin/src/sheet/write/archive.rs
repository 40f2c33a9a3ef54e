//! A zip archive written front to back, as the container of XLSX and ODS.
//!
//! Small parts are compressed in memory and written with their sizes; one part at a time can be streamed, its sizes
//! following it. Archives beyond 4 GB (zip64) are refused: no spreadsheet program opens one.

use std::borrow::Cow;
use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::{CHUNK, not_written};
use crate::host::{FileError, Sink};
use crate::message::{Problem, export as message};

/// 1980-01-01, the earliest date an archive knows: there is no clock here.
const DATE: u16 = 0x21;
/// Names are UTF-8.
const FLAG_UTF8: u16 = 1 << 11;
/// Sizes and checksum follow the data.
const FLAG_SIZES_FOLLOW: u16 = 1 << 3;
const VERSION: u16 = 20;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// On a sheet, more effort than this gives a few per cent at twice the time.
const LEVEL: u32 = 4;

/// What the directory at the end says about a part.
struct Entry {
    name: Cow<'static, str>,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    offset: u32,
}

/// The part being streamed.
struct Open {
    name: Cow<'static, str>,
    offset: u32,
    crc: Crc,
    size: u64,
    packed: u64,
    deflate: DeflateEncoder<Vec<u8>>,
}

/// An archive in the making.
pub(super) struct Archive {
    sink: Box<dyn Sink>,
    written: u64,
    entries: Vec<Entry>,
    open: Option<Open>,
}

impl Archive {
    /// An empty archive.
    pub(super) fn new(sink: Box<dyn Sink>) -> Self {
        Self { sink, written: 0, entries: Vec::new(), open: None }
    }

    /// Adds a whole part as it is.
    pub(super) fn store(&mut self, name: impl Into<Cow<'static, str>>, content: &[u8]) -> Result<(), Problem> {
        self.add(name.into(), content, content, STORED)
    }

    /// Adds a whole part, compressed.
    pub(super) fn deflate(&mut self, name: impl Into<Cow<'static, str>>, content: &[u8]) -> Result<(), Problem> {
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(content.len() / 4), Compression::new(LEVEL));
        let packed = encoder.write_all(content).and_then(|()| encoder.finish()).map_err(io_problem)?;
        self.add(name.into(), content, &packed, DEFLATED)
    }

    fn add(&mut self, name: Cow<'static, str>, content: &[u8], packed: &[u8], method: u16) -> Result<(), Problem> {
        let mut crc = Crc::new();
        crc.update(content);
        let entry = Entry {
            name,
            flags: FLAG_UTF8,
            method,
            crc: crc.sum(),
            packed: small(packed.len() as u64)?,
            size: small(content.len() as u64)?,
            offset: small(self.written)?,
        };
        self.put(&entry.local_header())?;
        self.put(packed)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Begins a part that is streamed by [`Archive::write`] until [`Archive::end`].
    pub(super) fn begin(&mut self, name: impl Into<Cow<'static, str>>) -> Result<(), Problem> {
        let offset = small(self.written)?;
        let flags = FLAG_UTF8 | FLAG_SIZES_FOLLOW;
        let entry = Entry { name: name.into(), flags, method: DEFLATED, crc: 0, packed: 0, size: 0, offset };
        self.put(&entry.local_header())?;
        let deflate = DeflateEncoder::new(Vec::with_capacity(CHUNK + CHUNK / 2), Compression::new(LEVEL));
        self.open = Some(Open { name: entry.name, offset, crc: Crc::new(), size: 0, packed: 0, deflate });
        Ok(())
    }

    /// Appends to the part being streamed.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let Some(open) = &mut self.open else { return Ok(()) };
        open.crc.update(bytes);
        open.size += bytes.len() as u64;
        small(open.size)?;
        open.deflate.write_all(bytes).map_err(io_problem)?;
        let packed = open.deflate.get_mut();
        if packed.len() >= CHUNK {
            self.sink.write(packed).map_err(not_written)?;
            self.written += packed.len() as u64;
            open.packed += packed.len() as u64;
            packed.clear();
        }
        Ok(())
    }

    /// Ends the part being streamed.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let rest = open.deflate.finish().map_err(io_problem)?;
        self.put(&rest)?;
        let entry = Entry {
            name: open.name,
            flags: FLAG_UTF8 | FLAG_SIZES_FOLLOW,
            method: DEFLATED,
            crc: open.crc.sum(),
            packed: small(open.packed + rest.len() as u64)?,
            size: small(open.size)?,
            offset: open.offset,
        };
        let mut sizes = Vec::with_capacity(16);
        sizes.extend_from_slice(b"PK\x07\x08");
        entry.put_sizes(&mut sizes);
        self.put(&sizes)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Writes the directory: the archive is whole.
    pub(super) fn finish(mut self) -> Result<(), Problem> {
        self.end()?;
        let offset = small(self.written)?;
        let mut directory = Vec::new();
        for entry in &self.entries {
            entry.put_directory_entry(&mut directory);
        }
        let size = small(directory.len() as u64)?;
        let count = u16::try_from(self.entries.len()).map_err(|_| too_large())?;
        directory.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        directory.extend_from_slice(&count.to_le_bytes());
        directory.extend_from_slice(&count.to_le_bytes());
        directory.extend_from_slice(&size.to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(&[0, 0]);
        self.put(&directory)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.written += bytes.len() as u64;
        for chunk in bytes.chunks(CHUNK) {
            self.sink.write(chunk).map_err(not_written)?;
        }
        Ok(())
    }
}

impl Entry {
    fn local_header(&self) -> Vec<u8> {
        let mut header = Vec::with_capacity(30 + self.name.len());
        header.extend_from_slice(b"PK\x03\x04");
        self.put_common(&mut header);
        header.extend_from_slice(&[0, 0]);
        header.extend_from_slice(self.name.as_bytes());
        header
    }

    fn put_directory_entry(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"PK\x01\x02");
        out.extend_from_slice(&VERSION.to_le_bytes());
        self.put_common(out);
        // No extra field, comment, disk number or attributes.
        out.extend_from_slice(&[0; 12]);
        out.extend_from_slice(&self.offset.to_le_bytes());
        out.extend_from_slice(self.name.as_bytes());
    }

    /// From the version needed to the length of the name.
    fn put_common(&self, out: &mut Vec<u8>) {
        for number in [VERSION, self.flags, self.method, 0, DATE] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        self.put_sizes(out);
        out.extend_from_slice(&u16::try_from(self.name.len()).unwrap_or_default().to_le_bytes());
    }

    fn put_sizes(&self, out: &mut Vec<u8>) {
        for number in [self.crc, self.packed, self.size] {
            out.extend_from_slice(&number.to_le_bytes());
        }
    }
}

fn small(size: u64) -> Result<u32, Problem> {
    u32::try_from(size).map_err(|_| too_large())
}

fn too_large() -> Problem {
    Problem::new(message::FILE_TOO_LARGE)
}

fn io_problem(error: std::io::Error) -> Problem {
    not_written(FileError(error.to_string()))
}

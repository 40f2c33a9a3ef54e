//! `files`: what the plugin reads and writes. It never learns a path.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::time::SystemTime;

use wasmtime::component::Resource;
use wasmtime::format_err;

use super::super::bindings::roster::users::files as wit;
use super::super::limits;
use super::State;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It changed or went away since it was opened.
    Changed,
    /// No space left.
    Full,
    /// Anything else; the text is for people.
    Other(String),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof => Self::Changed,
            _ => Self::Other(format!("{error}.")),
        }
    }
}

/// A file that a plugin may read, at any place.
pub trait ReadAt: Send {
    /// The size in bytes; stays the same.
    fn size(&self) -> u64;

    /// Reads `length` bytes at `offset`, both within the file.
    ///
    /// # Errors
    /// The file changed or went away, or the system says no.
    fn read_at(&mut self, offset: u64, length: usize) -> Result<Vec<u8>, FileError>;
}

impl ReadAt for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&mut self, offset: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        self.get(start..start.saturating_add(length)).map(<[u8]>::to_vec).ok_or(FileError::Changed)
    }
}

/// A file on disk, opened for reading only. Reading it notices when somebody writes to it meanwhile.
#[derive(Debug)]
pub struct FileSource {
    file: File,
    size: u64,
    modified: Option<SystemTime>,
}

impl FileSource {
    /// Takes over an open file.
    ///
    /// # Errors
    /// The system does not tell its size.
    pub fn new(file: File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self { size: metadata.len(), modified: metadata.modified().ok(), file })
    }

    /// The same file once more, to be read before or after this one.
    ///
    /// # Errors
    /// The system gives no second handle.
    pub fn again(&self) -> io::Result<Self> {
        // The handles share a position; every read sets it.
        Ok(Self { file: self.file.try_clone()?, size: self.size, modified: self.modified })
    }
}

impl ReadAt for FileSource {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&mut self, offset: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.read_exact(&mut bytes)?;
        let now = self.file.metadata()?;
        if now.len() != self.size || now.modified().ok() != self.modified {
            return Err(FileError::Changed);
        }
        Ok(bytes)
    }
}

/// Where a plugin may write, front to back.
pub trait Target: Send {
    /// Appends all of `bytes`.
    ///
    /// # Errors
    /// No space is left, or the system says no.
    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError>;
}

/// Anything that bytes can be written to.
#[derive(Debug)]
pub struct FileTarget<W>(pub W);

impl<W: Write + Send> Target for FileTarget<W> {
    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        Ok(self.0.write_all(bytes)?)
    }
}

/// What stands behind a `source`.
pub struct SourceHandle(pub(in super::super) Box<dyn ReadAt>);

/// What stands behind a `sink`.
pub struct SinkHandle {
    target: Box<dyn Target>,
    /// Bytes that may still be written.
    left: u64,
    failed: bool,
}

impl SinkHandle {
    /// Takes up to `most` bytes.
    pub(in super::super) fn new(target: Box<dyn Target>, most: u64) -> Self {
        Self { target, left: most, failed: false }
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        // What is beyond the bound has no space here.
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(FileError::Full)?;
        self.target.append(bytes)
    }
}

impl std::fmt::Debug for SourceHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SourceHandle").field("size", &self.0.size()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SinkHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SinkHandle").field("failed", &self.failed).finish_non_exhaustive()
    }
}

fn file_error(error: FileError) -> wit::FileError {
    match error {
        FileError::Changed => wit::FileError::Changed,
        FileError::Full => wit::FileError::Full,
        FileError::Other(text) => wit::FileError::Other(text),
    }
}

impl wit::Host for State {}

impl wit::HostSource for State {
    fn size(&mut self, source: Resource<SourceHandle>) -> wasmtime::Result<u64> {
        self.serve(|state| Ok(state.table.get(&source)?.0.size()))
    }

    fn read(
        &mut self,
        source: Resource<SourceHandle>,
        offset: u64,
        length: u32,
    ) -> wasmtime::Result<Result<Vec<u8>, wit::FileError>> {
        self.serve(|state| {
            let source = &mut state.table.get_mut(&source)?.0;
            // Both numbers are the plugin's: the answer ends where the file ends, and where the contract's limit does.
            let left = usize::try_from(source.size().saturating_sub(offset)).unwrap_or(usize::MAX);
            let length = (length as usize).min(limits::FILE_BYTES_PER_CALL).min(left);
            if length == 0 {
                return Ok(Ok(Vec::new()));
            }
            let read = source.read_at(offset, length);
            state.bytes_read += read.as_ref().map_or(0, Vec::len) as u64;
            Ok(read.map_err(file_error))
        })
    }

    fn drop(&mut self, source: Resource<SourceHandle>) -> wasmtime::Result<()> {
        self.table.delete(source)?;
        Ok(())
    }
}

impl wit::HostSink for State {
    fn write(&mut self, sink: Resource<SinkHandle>, bytes: Vec<u8>) -> wasmtime::Result<Result<(), wit::FileError>> {
        self.serve(|state| {
            if bytes.len() > limits::FILE_BYTES_PER_CALL {
                return Err(format_err!("{} bytes written in one call", bytes.len()));
            }
            let sink = state.table.get_mut(&sink)?;
            if sink.failed {
                return Err(format_err!("written to a file that has failed"));
            }
            let written = sink.append(&bytes);
            sink.failed = written.is_err();
            Ok(written.map_err(file_error))
        })
    }

    fn drop(&mut self, sink: Resource<SinkHandle>) -> wasmtime::Result<()> {
        self.table.delete(sink)?;
        Ok(())
    }
}

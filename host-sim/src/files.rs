//! Files of the person at the command line: one to read, which is never written; one to write, which appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::message::{self, Said};
use crate::plugin::{FileSource, FileTarget, Target};
use crate::private::{self, TemporaryFile};

/// Opens a file for reading, at any place. `-` is standard input. What cannot be read at any place (a pipe) is kept in a
/// temporary file while it is read.
///
/// # Errors
/// The system does not let it be read, or it is a folder.
pub fn open_source(path: &Path) -> io::Result<FileSource> {
    if path == Path::new("-") {
        return spooled(&mut io::stdin().lock());
    }
    // Asked first: opening a pipe waits for somebody who writes to it, opening a device may do anything.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if is_device(&metadata) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, Device));
    }
    let mut file = File::open(path)?;
    if file.metadata()?.is_file() { FileSource::new(file) } else { spooled(&mut file) }
}

/// The greatest file that the plugin takes. Of a pipe, one byte more is read and no further: the plugin says what is wrong.
const LARGEST: u64 = 512 << 20;

fn spooled(from: &mut impl Read) -> io::Result<FileSource> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut from.take(LARGEST + 1), &mut file)?;
    FileSource::new(file)
}

/// It is a device: nobody knows what reading it does, or when it ends.
#[derive(Debug, thiserror::Error)]
#[error("it is a device")]
struct Device;

#[cfg(unix)]
fn is_device(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_char_device() || metadata.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_device(_: &fs::Metadata) -> bool {
    false
}

/// A file that appears under its name once it is whole. Dropping it before leaves whatever was there. A new one is for the person
/// alone, for users are in it; one that is there keeps its permissions.
#[derive(Debug)]
pub struct NewFile(Kind);

#[derive(Debug)]
enum Kind {
    /// Beside its place, under another name.
    Beside { file: TemporaryFile, place: PathBuf },
    /// Standard output.
    Output,
    /// A device or a pipe, which cannot be replaced.
    Direct(File),
}

impl NewFile {
    /// Begins a file. `-` is standard output.
    ///
    /// # Errors
    /// The folder does not exist or is not writable.
    pub fn create(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self(Kind::Output));
        }
        // A link stays a link: what it points at is replaced.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match fs::metadata(&place) {
            Ok(there) if there.is_dir() => {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
            }
            Ok(there) if !there.is_file() => {
                return Ok(Self(Kind::Direct(File::options().write(true).open(place)?)));
            }
            Ok(_) | Err(_) => {}
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self(Kind::Beside { file: private::temporary_file(folder)?, place }))
    }

    /// Where the content goes.
    ///
    /// # Errors
    /// The system gives no second handle.
    pub fn target(&self) -> io::Result<Box<dyn Target>> {
        Ok(match &self.0 {
            Kind::Beside { file, .. } => Box::new(FileTarget(file.reopen()?)),
            Kind::Output => Box::new(FileTarget(io::stdout())),
            Kind::Direct(file) => Box::new(FileTarget(file.try_clone()?)),
        })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// The system does not let it be put there, or has no room.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::Beside { file, place } => file.persist(&place),
            Kind::Output => io::stdout().flush(),
            Kind::Direct(mut file) => file.flush(),
        }
    }
}

/// What went wrong, without the number of the system's error.
pub fn io_said(error: &io::Error) -> Said {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => (&message::IO_NOT_FOUND).into(),
        ErrorKind::PermissionDenied => (&message::IO_NO_PERMISSION).into(),
        ErrorKind::IsADirectory => (&message::IO_FOLDER).into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (&message::IO_FULL).into(),
        _ if error.get_ref().is_some_and(|inner| inner.is::<Device>()) => (&message::IO_DEVICE).into(),
        // Becomes part of a sentence that has its own full stop.
        _ => error.to_string().trim_end_matches('.').into(),
    }
}

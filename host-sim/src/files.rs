//! Files of the person at the command line: one to read, which is never written; one to write, which appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::message::{self, Said};
use crate::plugin::{FileSource, FileTarget, Target};

/// Opens a file for reading, at any place. `-` is standard input. What cannot be read at any place (a pipe) is kept in a
/// temporary file while it is read.
///
/// # Errors
/// The system does not let it be read, or it is a folder.
pub fn open_source(path: &Path) -> io::Result<FileSource> {
    if path == Path::new("-") {
        return spooled(&mut io::stdin().lock());
    }
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if metadata.is_file() { FileSource::new(file) } else { spooled(&mut file) }
}

fn spooled(from: &mut impl Read) -> io::Result<FileSource> {
    let mut file = tempfile::tempfile()?;
    io::copy(from, &mut file)?;
    FileSource::new(file)
}

/// A file that appears under its name once it is whole. Dropping it before leaves whatever was there.
#[derive(Debug)]
pub struct NewFile(Kind);

#[derive(Debug)]
enum Kind {
    /// Beside its place, under another name.
    Beside { file: NamedTempFile, place: PathBuf },
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
        let mut builder = tempfile::Builder::new();
        builder.prefix(".roster-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any program makes files: the person's umask takes away what others may not.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Ok(Self(Kind::Beside { file: builder.tempfile_in(folder)?, place }))
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
            Kind::Beside { file, place } => {
                file.as_file().sync_data()?;
                file.persist(place).map(drop).map_err(|error| error.error)
            }
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
        _ => error.to_string().into(),
    }
}

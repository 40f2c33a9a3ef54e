//! Files that hold personal data or live access links: for the account that runs the program and nobody else, whatever its
//! umask says. Some of them are temporary, and gone when the process ends, also by a signal.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

/// Options to make a file with.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Makes a file, or empties the one that is there.
///
/// # Errors
/// The system says no.
pub fn create(path: &Path) -> io::Result<File> {
    options().write(true).create(true).truncate(true).open(path)
}

/// Makes a folder, and those above it that there are not.
///
/// # Errors
/// The system says no.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Takes away what others may do with a file that is there.
///
/// # Errors
/// The system says no.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path)?.permissions().mode();
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Writes a file that appears in a folder once it is whole, under a name that nobody guesses. The folder is made with the first.
///
/// # Errors
/// The system says no.
pub fn write_whole(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    create_folder(folder)?;
    let mut file = temporary_file(folder)?;
    file.write_all(content)?;
    file.persist(&folder.join(name))
}

/// What is temporary and there.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something temporary that [`remove_temporary`] knows of, until this is dropped.
#[derive(Debug)]
struct Listed(PathBuf);

impl Listed {
    fn new(path: &Path) -> Self {
        live().insert(path.to_path_buf());
        Self(path.to_path_buf())
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        live().remove(&self.0);
    }
}

/// Removes everything temporary: the process is about to end without coming back to whoever made it.
pub fn remove_temporary() {
    for path in std::mem::take(&mut *live()) {
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if let Err(error) = removed {
            tracing::debug!(%error, "a temporary file was not removed");
        }
    }
}

/// A temporary folder, gone with everything in it when this is dropped.
#[derive(Debug)]
pub struct Folder {
    // In this order: it is listed until it is gone.
    folder: TempDir,
    _listed: Listed,
}

impl Folder {
    /// Makes one in the system's temporary folder.
    ///
    /// # Errors
    /// The system says no.
    pub fn new() -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("roster-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o700));
        }
        let folder = builder.tempdir()?;
        Ok(Self { _listed: Listed::new(folder.path()), folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A file under a temporary name, gone when this is dropped.
#[derive(Debug)]
pub struct TemporaryFile {
    file: tempfile::NamedTempFile,
    _listed: Listed,
}

/// Begins a file in a folder, beside where it belongs in the end.
///
/// # Errors
/// The folder does not exist or is not writable.
pub fn temporary_file(folder: &Path) -> io::Result<TemporaryFile> {
    let file = tempfile::Builder::new().prefix(".roster-").suffix(".part").tempfile_in(folder)?;
    Ok(TemporaryFile { _listed: Listed::new(file.path()), file })
}

impl TemporaryFile {
    /// The same file once more.
    ///
    /// # Errors
    /// The system gives no second handle.
    pub fn reopen(&self) -> io::Result<File> {
        self.file.reopen()
    }

    /// Puts the file in its place, with the permissions of the one that is there.
    ///
    /// # Errors
    /// The system does not let it be put there, or has no space.
    pub fn persist(self, place: &Path) -> io::Result<()> {
        if let Ok(there) = fs::metadata(place) {
            self.file.as_file().set_permissions(there.permissions())?;
        }
        self.file.as_file().sync_data()?;
        self.file.persist(place).map(drop).map_err(|error| error.error)
    }
}

impl Write for TemporaryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_temporary_goes_with_its_owner_or_when_the_process_ends() {
        let folder = Folder::new().unwrap();
        let (path, inner) = (folder.path().to_path_buf(), folder.path().join("x"));
        create(&inner).unwrap();
        assert!(live().contains(&path));
        drop(folder);
        assert!(!path.exists() && !live().contains(&path));
        let place = tempfile::tempdir().unwrap();
        drop(temporary_file(place.path()).unwrap());
        let mut whole = temporary_file(place.path()).unwrap();
        whole.write_all(b"x").unwrap();
        whole.persist(&place.path().join("there")).unwrap();
        let names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["there"]);
    }
}

//! Answers that may be large: kept on disk, sent piece by piece.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::task::spawn_blocking;

use super::limits;
use crate::private::{self, Folder};

/// Results up to this size are kept in memory: some hundred rows with something to say.
const IN_MEMORY: usize = 32 << 10;

/// A JSON text, in memory or on disk.
#[derive(Clone, Debug)]
pub(super) enum Stored {
    Memory(Bytes),
    Disk(PathBuf, Arc<Folder>),
}

impl Stored {
    #[cfg(test)]
    pub(super) fn empty() -> Self {
        Self::Memory(Bytes::new())
    }

    /// Keeps a value, in `folder` where it is large.
    pub(super) fn keep(value: &impl serde::Serialize, folder: &Arc<Folder>) -> io::Result<Self> {
        let path = folder.path().join("result.json");
        let mut file = io::BufWriter::new(private::create(&path)?);
        serde_json::to_writer(&mut file, value)?;
        let length = file.into_inner().map_err(io::IntoInnerError::into_error)?.metadata()?.len();
        if length <= IN_MEMORY as u64 {
            return Ok(Self::Memory(fs::read(path)?.into()));
        }
        Ok(Self::Disk(path, Arc::clone(folder)))
    }

    /// The text between two others, and the length of it all.
    pub(super) async fn body(&self, before: Bytes, after: Bytes) -> io::Result<(Body, u64)> {
        match self {
            Self::Memory(text) => {
                let all = [before, text.clone(), after].concat();
                let length = all.len() as u64;
                Ok((Body::from(all), length))
            }
            Self::Disk(path, folder) => {
                let path = path.clone();
                let file = on_disk(move || File::open(path)).await?;
                send(before, file, after, Some(Arc::clone(folder))).await
            }
        }
    }
}

/// A whole file.
pub(super) async fn send_file(file: File, folder: Option<Arc<Folder>>) -> io::Result<(Body, u64)> {
    send(Bytes::new(), file, Bytes::new(), folder).await
}

/// Does something with a disk where it keeps nobody waiting.
pub(super) async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.unwrap_or_else(|_| Err(io::Error::other("the work on the disk broke")))
}

/// A file between two texts, and the length of it all. The folder stays until everything is sent.
async fn send(before: Bytes, file: File, after: Bytes, folder: Option<Arc<Folder>>) -> io::Result<(Body, u64)> {
    let (file, length) = on_disk(move || file.metadata().map(|metadata| (file, metadata.len()))).await?;
    let all = length + (before.len() + after.len()) as u64;
    let state = Sending { before: Some(before), file: Some(file), after: Some(after), _folder: folder };
    let pieces = stream::unfold(state, |mut state| async move { state.next().await.map(|piece| (piece, state)) });
    Ok((Body::from_stream(pieces), all))
}

struct Sending {
    before: Option<Bytes>,
    file: Option<File>,
    after: Option<Bytes>,
    _folder: Option<Arc<Folder>>,
}

impl Sending {
    async fn next(&mut self) -> Option<io::Result<Bytes>> {
        if let Some(before) = self.before.take().filter(|bytes| !bytes.is_empty()) {
            return Some(Ok(before));
        }
        if let Some(mut file) = self.file.take() {
            let read = on_disk(move || {
                let mut piece = Vec::new();
                Read::by_ref(&mut file).take(limits::SEND_PIECE as u64).read_to_end(&mut piece)?;
                Ok((file, piece))
            });
            match read.await {
                Ok((file, piece)) if !piece.is_empty() => {
                    self.file = Some(file);
                    return Some(Ok(piece.into()));
                }
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        self.after.take().filter(|bytes| !bytes.is_empty()).map(Ok)
    }
}

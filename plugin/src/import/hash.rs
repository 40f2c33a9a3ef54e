//! The SHA-256 of a file, a few megabytes at a time.

use sha2::{Digest, Sha256};

use crate::host::{FileError, Source};

/// What one step reads; the contract's limit for one call is 1 MiB.
const BLOCK: u32 = 1 << 20;
const BLOCKS_PER_STEP: u32 = 8;

/// A hash under way.
#[derive(Default)]
pub(super) struct Hashing {
    hasher: Sha256,
    position: u64,
}

impl Hashing {
    /// Reads some more; the hash in lower-case hex once the file is at its end.
    pub(super) fn step(&mut self, source: &dyn Source) -> Result<Option<String>, FileError> {
        for _ in 0..BLOCKS_PER_STEP {
            if self.position >= source.size() {
                return Ok(Some(hex(&std::mem::take(&mut self.hasher).finalize())));
            }
            let bytes = source.read_at(self.position, BLOCK)?;
            if bytes.is_empty() {
                return Err(FileError("the file is shorter than it was".to_owned()));
            }
            self.position += bytes.len() as u64;
            self.hasher.update(&bytes);
        }
        Ok(None)
    }

    /// How far it has come, in bytes.
    pub(super) fn position(&self) -> u64 {
        self.position
    }
}

/// The SHA-256 of a text in lower-case hex.
pub(super) fn of_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

//! Little-endian numbers out of bytes that nobody vouches for: what lies outside is `None`, never a panic.

use crate::host::Source;
use crate::message::{Problem, spreadsheet};

/// Two bytes at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

/// Four bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

/// A double at `at`.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    array_at(bytes, at).map(f64::from_le_bytes)
}

/// As many bytes at `at` as the array takes.
pub(super) fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// Reads up to `length` bytes at `offset`; fewer at the end of the file.
pub(super) fn read(source: &dyn Source, offset: u64, length: u32) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let end = source.size().min(offset.saturating_add(u64::from(length)));
    while let Some(rest) = end.checked_sub(offset + bytes.len() as u64).filter(|rest| *rest > 0) {
        let part = source
            .read_at(offset + bytes.len() as u64, u32::try_from(rest).unwrap_or(u32::MAX))
            .map_err(|error| Problem::new(spreadsheet::FILE_UNREADABLE).with("reason", error.0))?;
        if part.is_empty() {
            break;
        }
        if bytes.is_empty() { bytes = part } else { bytes.extend_from_slice(&part) }
    }
    Ok(bytes)
}

//! Cells of a sheet that are merged over several rows. They are written behind all rows, and looked for before these are read.

use super::super::archive::PartReader;
use super::super::limits::Limits;
use super::super::merge::Merges;
use super::reference::Reference;

/// The element that holds the ranges, and what begins each range. The name may follow a prefix.
const ELEMENT: &[u8] = b"mergeCells";
const RANGE: &[u8] = b"ref=";

/// Bytes that the element may have: some forty for each of the ranges that are taken.
const MOST_BYTES: usize = 1 << 20;

/// Finds the merged cells of a sheet's part. What is wrong with the part is told when its rows are read.
pub(super) fn merged(mut part: PartReader, limits: &Limits) -> Merges {
    let mut merges = Merges::default();
    let element = element(&mut part);
    let end = memchr::memmem::find(&element, ELEMENT).unwrap_or(element.len());
    let element = element.get(..end).unwrap_or_default();
    for at in memchr::memmem::find_iter(element, RANGE) {
        let Some([quote, rest @ ..]) = element.get(at + RANGE.len()..) else { break };
        let Some(length) = memchr::memchr(*quote, rest) else { break };
        let mut places = rest.get(..length).unwrap_or_default().split(|byte| *byte == b':').map(Reference::parse);
        if let (Some(Some(first)), Some(Some(last))) = (places.next(), places.next()) {
            merges.add(first.row, last.row, first.column, limits);
        }
    }
    merges
}

/// What follows the name of the element that holds the ranges; nothing where there is none.
fn element(part: &mut PartReader) -> Vec<u8> {
    let mut buffer = Vec::new();
    let mut piece = vec![0; 64 << 10];
    let mut found = false;
    while let Ok(length @ 1..) = part.read_some(&mut piece) {
        buffer.extend_from_slice(piece.get(..length).unwrap_or_default());
        if !found {
            let begins = memchr::memmem::find_iter(&buffer, ELEMENT).find(|at| {
                at.checked_sub(1).and_then(|before| buffer.get(before)).is_some_and(|byte| matches!(byte, b'<' | b':'))
            });
            match begins {
                Some(at) => found = buffer.drain(..at + ELEMENT.len()).next().is_some(),
                // The name may be cut in two by the end of the piece.
                None => drop(buffer.drain(..buffer.len().saturating_sub(ELEMENT.len()))),
            }
        }
        if found && buffer.len() > MOST_BYTES {
            break;
        }
    }
    if found { buffer } else { Vec::new() }
}

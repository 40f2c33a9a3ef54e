//! What a file is, told by its content and never by its name.
//!
//! Three shells hold workbooks: archives ([`package`]), compound files ([`compound`]), and bare streams or markup. What
//! is none of the kinds gets a message that says what it really is ([`signature`], [`text`]). Reading is left to the
//! readers of each kind.

mod compound;
mod package;
mod signature;
mod text;

use super::{Kind, bytes, ole};
use crate::host::Source;
use crate::message::{Problem, spreadsheet};

/// Enough to tell text from anything else, and to find markup below a long comment.
const HEAD: u32 = 64 << 10;

/// Tells what a file is. A file that is none of the kinds is a problem that says what it really is; text of any encoding
/// is [`Kind::Csv`].
pub fn recognise(source: &dyn Source) -> Result<Kind, Problem> {
    if source.size() == 0 {
        return Err(Problem::new(spreadsheet::EMPTY_FILE));
    }
    let head = bytes::read(source, 0, HEAD)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK00PK\x03\x04") {
        return package::recognise(source);
    }
    if head.starts_with(&ole::MAGIC) {
        return compound::recognise(source);
    }
    if let Some(kind) = compound::recognise_bare_stream(source, &head) {
        return kind;
    }
    if let Some(problem) = signature::problem(&head) {
        return Err(problem);
    }
    text::recognise(&head, source)
}

#[cfg(test)]
mod tests;

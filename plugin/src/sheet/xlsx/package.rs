//! The package: which part is related to which, by the kind of the relation.

use super::super::archive::{Archive, resolve};
use std::borrow::Cow;

use super::super::xml::{Tag, Token, XmlReader};
use crate::message::Problem;

/// Relations of one part that are kept. The largest workbooks have a few hundred.
const MOST: usize = 4096;

/// Bytes of a name or target that is kept. A sheet's name has 31 characters.
const LONGEST: usize = 1024;

/// A relation of a part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sheet) struct Relation {
    pub(in crate::sheet) id: String,
    /// The last step of the kind's address: `worksheet`, `sharedStrings`. The same in all editions of the standard.
    pub(in crate::sheet) kind: String,
    /// The name of the other part.
    pub(in crate::sheet) part: String,
}

/// The relations of a part to parts inside of the archive, in their order. Those that lead out of it are left out: no link
/// is followed. The archive's own relations are those of the part ``.
pub(in crate::sheet) fn relations(archive: &Archive, part: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let Some(rels) = archive.part(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(Vec::new()) };
    let mut xml = XmlReader::new(rels)?;
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name == b"Relationship" && relations.len() < MOST => {
                let external = tag.value("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                let (Some(id), Some(kind), Some(target)) =
                    (short_value(&tag, "Id"), short_value(&tag, "Type"), short_value(&tag, "Target"))
                else {
                    continue;
                };
                if !external {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { id: id.into_owned(), kind, part: resolve(part, &target) });
                }
            }
            Token::End => return Ok(relations),
            _ => {}
        }
    }
}

/// The value of an attribute that is kept for as long as the workbook is open: nothing where it is longer than it can be.
pub(super) fn short_value<'a>(tag: &Tag<'a>, name: &str) -> Option<Cow<'a, str>> {
    tag.value(name).filter(|value| value.len() <= LONGEST)
}

//! The package: which part is related to which, by the kind of the relation.

use super::super::archive::{Archive, resolve};
use super::super::xml::{Token, XmlReader};
use crate::message::Problem;

/// Relations of one part that are kept. The largest workbooks have a few hundred.
const MOST: usize = 16_384;

/// A relation of a part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last step of the kind's address: `worksheet`, `sharedStrings`. The same in all editions of the standard.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) part: String,
}

/// The relations of a part to parts inside of the archive, in their order. Those that lead out of it are left out: no link
/// is followed. The archive's own relations are those of the part ``.
pub(super) fn relations(archive: &Archive, part: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let Some(rels) = archive.part(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(Vec::new()) };
    let mut xml = XmlReader::new(rels)?;
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name == b"Relationship" && relations.len() < MOST => {
                let external = tag.value("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                let (Some(id), Some(kind), Some(target)) = (tag.value("Id"), tag.value("Type"), tag.value("Target"))
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

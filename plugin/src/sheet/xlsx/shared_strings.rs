//! The table of shared strings: every text of a workbook once, held in memory while its cells point into it.
//!
//! A hundred thousand rows bring a million texts. They lie end to end in blocks of a megabyte with four bytes each to find
//! them, so the table takes little more than its letters and never moves while it grows.

use super::super::archive::Archive;
use super::super::limits::Limits;
use super::super::xml::{Token, XmlReader, unescape};
use super::text::replace_escapes;
use crate::message::{Problem, spreadsheet as message};

/// Bits of a text's place that say where in its block it begins.
const BLOCK_BITS: u32 = 20;
const BLOCK: usize = 1 << BLOCK_BITS;

/// The texts of a workbook by number.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    blocks: Vec<String>,
    /// Where each text begins: the block, then the byte in it. A text ends where the next one begins, or its block ends.
    places: Vec<u32>,
    bytes: usize,
}

impl SharedStrings {
    /// Reads the table, whatever it says about its own size.
    pub(super) fn read(archive: &Archive, part: Option<&str>, limits: &Limits) -> Result<Self, Problem> {
        let mut strings = Self::default();
        let Some(part) = part.map(|part| archive.part(part)).transpose()?.flatten() else { return Ok(strings) };
        let mut xml = XmlReader::new(part)?;
        let mut text = String::new();
        loop {
            text.clear();
            if let Some(raw) = xml.text_between(b"<si><t>", b"</t></si>", 0) {
                let good = unescape(raw, &mut text).is_ok();
                strings.finish(&mut text, good, &xml, limits)?;
                continue;
            }
            match xml.next()? {
                Token::Open(tag) if tag.name == b"si" => {
                    let good = tag.empty || read_rich_text(&mut xml, &mut text, limits.text_bytes)?;
                    strings.finish(&mut text, good, &xml, limits)?;
                }
                Token::End => return Ok(strings),
                _ => {}
            }
        }
    }

    fn finish(&mut self, text: &mut String, good: bool, xml: &XmlReader, limits: &Limits) -> Result<(), Problem> {
        if !good {
            return Err(xml.malformed());
        }
        replace_escapes(text, 0);
        if text.len() > limits.text_bytes {
            return Err(Problem::new(message::CELL_TEXT_TOO_LONG)
                .with("measured", text.len())
                .with("limit", limits.text_bytes));
        }
        // What it takes to find a text counts too: millions of empty ones are no small table.
        self.bytes += text.len() + size_of::<u32>();
        if self.bytes > limits.shared_text_bytes {
            return Err(Problem::new(message::SHARED_TEXTS_TOO_LARGE)
                .with("measured", self.bytes)
                .with("limit", limits.shared_text_bytes));
        }
        self.push(text);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        // A text that begins at the very end of a block has no place there.
        if self.blocks.last().is_none_or(|block| block.len() + text.len() >= BLOCK) {
            // The first block of a small workbook is a small one.
            let size = if self.blocks.is_empty() { 0 } else { BLOCK.max(text.len()) };
            self.blocks.push(String::with_capacity(size));
        }
        let block = u32::try_from(self.blocks.len() - 1).unwrap_or(u32::MAX);
        if let Some(last) = self.blocks.last_mut() {
            let byte = u32::try_from(last.len()).unwrap_or(u32::MAX);
            self.places.push(block << BLOCK_BITS | byte);
            last.push_str(text);
        }
    }

    /// The text of that number, where there is one.
    #[inline]
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let place = *self.places.get(number)?;
        let block = place >> BLOCK_BITS;
        let start = place as usize & (BLOCK - 1);
        let texts = self.blocks.get(block as usize)?;
        match self.places.get(number + 1) {
            Some(next) if next >> BLOCK_BITS == block => texts.get(start..*next as usize & (BLOCK - 1)),
            _ => texts.get(start..),
        }
    }
}

/// Appends the text of the element just opened: all of its runs, none of the hints on pronunciation. Stops appending soon
/// after `limit`. `false` says that the text is not well-formed.
pub(super) fn read_rich_text(xml: &mut XmlReader, text: &mut String, limit: usize) -> Result<bool, Problem> {
    let outside = xml.depth().saturating_sub(1);
    let mut in_text = false;
    let mut good = true;
    while xml.depth() > outside {
        match xml.next()? {
            Token::Open(tag) => match tag.name {
                b"t" => in_text = !tag.empty,
                b"rPh" if !tag.empty => xml.skip_element()?,
                _ => {}
            },
            Token::Close(_) => in_text = false,
            Token::Text(raw) if in_text && text.len() <= limit => good &= unescape(raw, text).is_ok(),
            Token::Data(raw) if in_text && text.len() <= limit => match std::str::from_utf8(raw) {
                Ok(data) => text.push_str(data),
                Err(_) => good = false,
            },
            Token::End => return Ok(false),
            Token::Text(_) | Token::Data(_) => {}
        }
    }
    Ok(good)
}

//! The styles part: which number format a cell style has. Nothing else of a style matters here.

use std::collections::HashMap;

use super::super::archive::Archive;
use super::super::number_format::NumberFormat;
use super::super::xml::{Token, XmlReader};
use crate::message::Problem;

/// Cell styles that are kept; a spreadsheet has at most 65,490.
const MOST_STYLES: usize = 1 << 16;
/// Number formats of its own that are kept; a spreadsheet takes about 250.
const MOST_FORMATS: usize = 1024;

/// The number formats of cell styles.
#[derive(Debug)]
pub(super) struct Styles {
    /// Per cell style the place of its format.
    styles: Vec<u16>,
    formats: Vec<NumberFormat>,
}

static GENERAL: NumberFormat = NumberFormat::general();

impl Styles {
    /// Reads the styles part; without one, every number is General.
    pub(super) fn read(archive: &Archive, part: Option<&str>) -> Result<Self, Problem> {
        let mut styles = Self { styles: Vec::new(), formats: Vec::new() };
        let Some(part) = part.map(|part| archive.part(part)).transpose()?.flatten() else { return Ok(styles) };
        let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
        let mut places: HashMap<u16, u16> = HashMap::new();
        let mut xml = XmlReader::new(part)?;
        let mut in_cell_styles = false;
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.name {
                    b"numFmt" if codes.len() < MOST_FORMATS => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.value("formatCode")) {
                            codes.insert(u16::try_from(id).unwrap_or_default(), NumberFormat::parse(&code));
                        }
                    }
                    b"cellXfs" => in_cell_styles = !tag.empty,
                    b"xf" if in_cell_styles && styles.styles.len() < MOST_STYLES => {
                        let id = tag.number("numFmtId").and_then(|id| u16::try_from(id).ok()).unwrap_or_default();
                        let next = u16::try_from(styles.formats.len()).unwrap_or(u16::MAX);
                        let place = *places.entry(id).or_insert(next);
                        if place == next {
                            styles.formats.push(codes.get(&id).cloned().unwrap_or_else(|| NumberFormat::builtin(id)));
                        }
                        styles.styles.push(place);
                    }
                    _ => {}
                },
                Token::Close(b"cellXfs") => in_cell_styles = false,
                Token::End => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The number format of a cell style; General where there is no such style.
    #[inline]
    pub(super) fn format(&self, style: u32) -> &NumberFormat {
        let place = self.styles.get(style as usize);
        place.and_then(|place| self.formats.get(usize::from(*place))).unwrap_or(&GENERAL)
    }
}

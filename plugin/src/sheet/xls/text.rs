//! Texts in records: bytes of a code page in Excel 5, units of one or two bytes in Excel 97, and running over into
//! `CONTINUE` records wherever a body is full.

use super::super::bytes::u16_at;
use super::super::grid::{SharedTexts, push_utf16};
use super::super::limits::Limits;
use super::super::text::Encoding;
use super::record::{CONTINUE, Records};
use crate::message::{Problem, spreadsheet as message};

/// How a workbook writes its texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextFormat {
    /// Whether it is of Excel 97 or later.
    pub(super) unicode: bool,
    /// The code page of Excel 5.
    pub(super) encoding: Encoding,
}

/// Reads from the body of a record and of those that carry it on. `None` means that they end too early.
pub(super) struct Bodies<'a> {
    records: &'a mut Records,
    at: usize,
    units: Vec<u16>,
}

type Read<T> = Result<Option<T>, Problem>;

impl<'a> Bodies<'a> {
    /// From the current record's byte `at`.
    pub(super) fn new(records: &'a mut Records, at: usize) -> Self {
        Self { records, at, units: Vec::new() }
    }

    /// The bytes at hand; moves on to the next body where there are none.
    fn available(&mut self) -> Result<&[u8], Problem> {
        while self.at >= self.records.body().len() {
            if !self.records.advance_if(CONTINUE)? {
                break;
            }
            self.at = 0;
        }
        Ok(self.records.body().get(self.at..).unwrap_or_default())
    }

    fn byte(&mut self) -> Read<u8> {
        let byte = self.available()?.first().copied();
        self.at += 1;
        Ok(byte)
    }

    fn u16(&mut self) -> Read<u16> {
        let (Some(low), Some(high)) = (self.byte()?, self.byte()?) else { return Ok(None) };
        Ok(Some(u16::from_le_bytes([low, high])))
    }

    fn u32(&mut self) -> Read<u32> {
        let (Some(low), Some(high)) = (self.u16()?, self.u16()?) else { return Ok(None) };
        Ok(Some(u32::from(high) << 16 | u32::from(low)))
    }

    fn skip(&mut self, mut length: u64) -> Read<()> {
        while length > 0 {
            let here = length.min(self.available()?.len() as u64);
            if here == 0 {
                return Ok(None);
            }
            self.at += here as usize;
            length -= here;
        }
        Ok(Some(()))
    }

    /// Appends a text of `count` units of Excel 97, from its flags on.
    fn unicode(&mut self, count: u16, text: &mut String) -> Read<()> {
        let Some(flags) = self.byte()? else { return Ok(None) };
        let runs = if flags & 8 != 0 { self.u16()? } else { Some(0) };
        let phonetic = if flags & 4 != 0 { self.u32()? } else { Some(0) };
        let (Some(runs), Some(phonetic)) = (runs, phonetic) else { return Ok(None) };
        let mut wide = flags & 1 != 0;
        let mut rest = usize::from(count);
        self.units.clear();
        while rest > 0 {
            if self.at >= self.records.body().len() {
                // Every body that carries letters on says anew how wide they are.
                let Some(flags) = self.byte()? else { return Ok(None) };
                wide = flags & 1 != 0;
                continue;
            }
            let mut units = std::mem::take(&mut self.units);
            let before = units.len();
            let bytes = self.available()?;
            if wide {
                let pairs = bytes.chunks_exact(2).take(rest).filter_map(|pair| u16_at(pair, 0));
                units.extend(pairs);
            } else {
                units.extend(bytes.iter().take(rest).map(|byte| u16::from(*byte)));
            }
            let read = units.len() - before;
            self.units = units;
            // A single byte before the end of a body is half a letter.
            self.at += if wide { (read * 2).max(1) } else { read };
            rest -= read;
        }
        push_utf16(text, self.units.iter().copied());
        self.skip(u64::from(runs) * 4 + u64::from(phonetic))
    }

    /// Appends a text with its length in two bytes before it.
    pub(super) fn long(&mut self, format: TextFormat, text: &mut String) -> Read<()> {
        let Some(count) = self.u16()? else { return Ok(None) };
        self.letters(count, format, text)
    }

    /// Appends a text with its length in one byte before it.
    pub(super) fn short(&mut self, format: TextFormat, text: &mut String) -> Read<()> {
        let Some(count) = self.byte()? else { return Ok(None) };
        self.letters(u16::from(count), format, text)
    }

    fn letters(&mut self, count: u16, format: TextFormat, text: &mut String) -> Read<()> {
        if format.unicode {
            return self.unicode(count, text);
        }
        let bytes = self.available()?;
        let Some(bytes) = bytes.get(..usize::from(count)) else { return Ok(None) };
        format.encoding.decode(bytes, text);
        self.at += usize::from(count);
        Ok(Some(()))
    }
}

/// Reads the table of shared texts, whose first record is the current one.
pub(super) fn shared_texts(records: &mut Records, format: TextFormat, limits: &Limits) -> Result<SharedTexts, Problem> {
    let mut texts = SharedTexts::default();
    // Two numbers at the start say how many texts there are. How many there really are, only the records tell.
    let mut bodies = Bodies::new(records, 8);
    while !bodies.available()?.is_empty() && bodies.long(format, texts.buffer())?.is_some() {
        texts.end(limits)?;
    }
    Ok(texts)
}

/// The problem of a workbook whose part cannot be read.
pub(super) fn damaged(part: &str) -> Problem {
    Problem::new(message::DAMAGED_WORKBOOK).with("part", part)
}

//! Decoding a file block by block, in constant memory.
//!
//! What comes out is text without control characters; what had to be left out is remembered by its place as an
//! [`Oddity`], so that the row around it can say so.

use std::collections::VecDeque;

use super::{Encoding, UpperHalf};
use crate::host::FileError;
use crate::message::{LineNumber, Problem, spreadsheet, text_file};
use crate::sheet::SharedSource;

/// How much is read at once: large enough that a call to the host costs nothing beside it.
const BLOCK: u32 = 256 << 10;
/// How many oddities of one block are remembered; a block with more is not text.
const ODDITIES: usize = 64 << 10;

/// Bytes of the longest byte-order mark.
const LONGEST_MARK: u64 = 4;

/// Something that was left out of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sheet) enum Oddity {
    /// A byte that means nothing in the encoding; left out.
    Undecodable(u8),
    /// A control character; left out.
    Control(char),
}

/// What is done to the text apart from decoding it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sheet) struct Filter {
    /// The delimiter: kept where it is a control character, and turned into U+001F where it is not ASCII, so that rows are
    /// split at single bytes.
    pub(in crate::sheet) delimiter: Option<char>,
    /// Whether two of it stand between cells: they are turned into U+001F, one alone is text.
    pub(in crate::sheet) doubled: bool,
    /// Whether control characters are kept: while nobody knows yet what the delimiter is.
    pub(in crate::sheet) raw: bool,
}

enum Decoder {
    Single(Box<UpperHalf>),
    Standard(Box<encoding_rs::Decoder>),
    Utf32 { little: bool, pending: Vec<u8> },
}

/// The text of a file, as a window that moves forward.
pub(in crate::sheet) struct TextStream {
    source: SharedSource,
    encoding: Encoding,
    decoder: Decoder,
    filter: Filter,
    /// Where in the file the next block begins.
    offset: u64,
    ended: bool,
    buffer: String,
    /// What is used up of the buffer.
    start: usize,
    /// The place of the buffer's beginning in the whole text.
    base: u64,
    oddities: VecDeque<(u64, Oddity)>,
    /// Whether the last character was the first half of a doubled delimiter, and is not in the buffer yet.
    half: bool,
}

impl TextStream {
    /// The text of a file from the byte `offset` on, which lies behind any byte-order mark.
    pub(in crate::sheet) fn new(source: SharedSource, encoding: Encoding, offset: u64, filter: Filter) -> Self {
        let decoder = match (encoding, encoding.upper_half(), encoding.standard()) {
            (_, Some(upper), _) => Decoder::Single(Box::new(upper)),
            (_, None, Some(standard)) => Decoder::Standard(Box::new(standard.new_decoder_without_bom_handling())),
            (other, None, None) => Decoder::Utf32 { little: other == Encoding::Utf32Le, pending: Vec::new() },
        };
        Self {
            source,
            encoding,
            decoder,
            filter,
            offset,
            ended: false,
            buffer: String::new(),
            start: 0,
            base: 0,
            oddities: VecDeque::new(),
            half: false,
        }
    }

    /// The text that is decoded and not used up.
    pub(in crate::sheet) fn text(&self) -> &str {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Whether [`TextStream::text`] reaches to the end of the file.
    pub(in crate::sheet) fn ended(&self) -> bool {
        self.ended
    }

    /// Uses up the first `length` bytes of the text.
    pub(in crate::sheet) fn consume(&mut self, length: usize) {
        self.start = (self.start + length).min(self.buffer.len());
    }

    /// The next oddity in what is used up so far. `at_end` says that what is left out right where the text ends counts too:
    /// it belongs to a last row without a line end, and to nothing behind one.
    pub(in crate::sheet) fn take_oddity(&mut self, at_end: bool) -> Option<Oddity> {
        let (at, oddity) = *self.oddities.front()?;
        let used = self.base + self.start as u64;
        let all_used = self.ended && self.start == self.buffer.len();
        if at < used || (at_end && all_used) {
            self.oddities.pop_front();
            return Some(oddity);
        }
        None
    }

    /// How far the file is used up, in bytes of the file.
    pub(in crate::sheet) fn position(&self) -> u64 {
        self.offset.saturating_sub((self.buffer.len() - self.start) as u64)
    }

    /// Decodes another block, at least as long as the text that is there and that begins on `line`. An error where the bytes
    /// are no text in the encoding.
    pub(in crate::sheet) fn fill(&mut self, line: LineNumber) -> Result<(), Problem> {
        self.buffer.drain(..self.start);
        self.base += self.start as u64;
        self.start = 0;
        let wanted = u32::try_from(self.buffer.len()).unwrap_or(BLOCK).clamp(BLOCK, 16 * BLOCK);
        let unreadable = |FileError(text)| Problem::new(spreadsheet::FILE_UNREADABLE).with("reason", text);
        let block = self.source.read_at(self.offset, wanted).map_err(unreadable)?;
        let first = self.offset <= LONGEST_MARK;
        // Whatever the letters are, delimiters, digits and line ends leave zeros in wide encodings.
        if first && self.encoding.is_wide() && !block.is_empty() && !block.contains(&0) {
            return Err(self.misfit(line));
        }
        self.offset += block.len() as u64;
        self.ended = block.is_empty() || self.offset >= self.source.size();
        let from = self.buffer.len();
        let mut oddities = Vec::new();
        self.decoder.decode(&block, self.ended, &mut self.buffer, &mut oddities);
        if self.ended {
            // DOS programs end a text with this character.
            while self.buffer.len() > from && self.buffer.ends_with('\u{1A}') {
                self.buffer.pop();
            }
        }
        if needs_filter(self.buffer.as_bytes().get(from..).unwrap_or_default(), self.filter) {
            let decoded = self.buffer.split_off(from);
            self.filter_into_buffer(&decoded, from, oddities);
        } else {
            self.oddities.extend(oddities.into_iter().map(|(at, oddity)| (self.base + at as u64, oddity)));
        }
        if self.oddities.len() >= ODDITIES {
            return Err(self.misfit(line));
        }
        Ok(())
    }

    /// The problem of a file that is not written in its encoding, at the first place where that shows.
    fn misfit(&self, LineNumber(line): LineNumber) -> Problem {
        let first = self.oddities.front().and_then(|(at, _)| usize::try_from(at - self.base).ok());
        let before = self.buffer.as_bytes().get(..first.unwrap_or_default()).unwrap_or_default();
        let ends = |end: u8| before.iter().filter(|byte| **byte == end).count();
        let line = LineNumber(line.saturating_add(u32::try_from(ends(b'\n').max(ends(b'\r'))).unwrap_or(u32::MAX)));
        let problem = Problem::new(text_file::ENCODING_MISFIT).with("encoding", self.encoding.name());
        problem.with("at", line).at_line(line)
    }

    fn filter_into_buffer(&mut self, decoded: &str, from: usize, undecodable: Vec<(usize, Oddity)>) {
        let mut undecodable = undecodable.into_iter().peekable();
        for (at, character) in decoded.char_indices() {
            while let Some((_, oddity)) = undecodable.next_if(|(place, _)| *place <= from + at) {
                self.remember(oddity);
            }
            if self.filter.doubled && self.take_half(character) {
                continue;
            }
            match character {
                _ if self.filter.delimiter == Some(character) => {
                    self.buffer.push(if character.is_ascii() { character } else { '\u{1F}' });
                }
                '\u{FEFF}' => {}
                '\n' | '\r' | '\t' => self.buffer.push(character),
                _ if character.is_control() => self.remember(Oddity::Control(character)),
                _ => self.buffer.push(character),
            }
        }
        for (_, oddity) in undecodable {
            self.remember(oddity);
        }
        if self.ended && std::mem::take(&mut self.half) {
            self.buffer.extend(self.filter.delimiter);
        }
    }

    /// Takes a character that is half of a doubled delimiter. A half that stays alone goes into the buffer as it is.
    fn take_half(&mut self, character: char) -> bool {
        let is_half = self.filter.delimiter == Some(character);
        match (std::mem::take(&mut self.half), is_half) {
            (true, true) => self.buffer.push('\u{1F}'),
            (true, false) => self.buffer.extend(self.filter.delimiter),
            (false, _) => self.half = is_half,
        }
        is_half
    }

    fn remember(&mut self, oddity: Oddity) {
        if self.oddities.len() < ODDITIES {
            self.oddities.push_back((self.base + self.buffer.len() as u64, oddity));
        }
    }
}

/// Whether there may be something in the text that [`TextStream`] leaves out or turns into something else.
fn needs_filter(text: &[u8], filter: Filter) -> bool {
    if filter.raw {
        return false;
    }
    if filter.doubled || filter.delimiter.is_some_and(|delimiter| !delimiter.is_ascii()) {
        return true;
    }
    // 0xC2 begins the second set of control characters, 0xEF the byte-order mark.
    let special = |byte: u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 0x7F | 0xC2 | 0xEF);
    // Without leaving early inside a chunk, a chunk is a few instructions.
    text.chunks(64).any(|chunk| chunk.iter().fold(false, |found, byte| found | special(*byte)))
}

impl Decoder {
    /// Appends the text of a block, and notes the place in the text of what does not decode.
    fn decode(&mut self, block: &[u8], last: bool, text: &mut String, oddities: &mut Vec<(usize, Oddity)>) {
        match self {
            Self::Single(upper) => single(block, upper, text, oddities),
            Self::Standard(decoder) => standard(decoder, block, last, text, oddities),
            Self::Utf32 { little, pending } => utf32(*little, pending, block, last, text, oddities),
        }
    }
}

fn note(oddities: &mut Vec<(usize, Oddity)>, at: usize, byte: u8) {
    if oddities.len() < ODDITIES {
        oddities.push((at, Oddity::Undecodable(byte)));
    }
}

fn single(block: &[u8], upper: &UpperHalf, text: &mut String, oddities: &mut Vec<(usize, Oddity)>) {
    text.reserve(block.len() + block.len() / 8);
    let mut rest = block;
    while !rest.is_empty() {
        let plain = rest.iter().position(|byte| *byte >= 0x80).unwrap_or(rest.len());
        let (ascii, behind) = rest.split_at(plain);
        text.push_str(std::str::from_utf8(ascii).unwrap_or_default());
        let special = behind.iter().position(|byte| *byte < 0x80).unwrap_or(behind.len());
        for byte in behind.iter().take(special) {
            match upper.get(usize::from(byte & 0x7F)).copied().flatten() {
                Some(character) => text.push(character),
                None => note(oddities, text.len(), *byte),
            }
        }
        rest = behind.get(special..).unwrap_or_default();
    }
}

fn standard(
    decoder: &mut encoding_rs::Decoder,
    block: &[u8],
    last: bool,
    text: &mut String,
    oddities: &mut Vec<(usize, Oddity)>,
) {
    let mut rest = block;
    loop {
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 3));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, text, last);
        let used = rest.get(..read).unwrap_or_default();
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::DecoderResult::InputEmpty => return,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(length, behind) => {
                let back = usize::from(length) + usize::from(behind);
                let byte = used.len().checked_sub(back).and_then(|at| used.get(at)).or(used.last());
                note(oddities, text.len(), byte.copied().unwrap_or_default());
            }
        }
    }
}

fn utf32(
    little: bool,
    pending: &mut Vec<u8>,
    block: &[u8],
    last: bool,
    text: &mut String,
    oddities: &mut Vec<(usize, Oddity)>,
) {
    pending.extend_from_slice(block);
    let whole = pending.len() / 4 * 4;
    for unit in pending.chunks_exact(4) {
        let bytes: [u8; 4] = unit.try_into().unwrap_or_default();
        let code = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        match char::from_u32(code) {
            Some(character) => text.push(character),
            None => note(oddities, text.len(), bytes[0]),
        }
    }
    pending.drain(..whole);
    if last && let Some(byte) = pending.first() {
        note(oddities, text.len(), *byte);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sheet::memory_source;

    fn read(bytes: &[u8], encoding: Encoding, filter: Filter) -> (String, Vec<Oddity>) {
        let mut stream = TextStream::new(memory_source(bytes), encoding, 0, filter);
        while !stream.ended() {
            stream.fill(LineNumber(1)).unwrap();
        }
        let text = stream.text().to_owned();
        stream.consume(text.len());
        (text, std::iter::from_fn(|| stream.take_oddity(true)).collect())
    }

    #[test]
    fn bytes_that_do_not_decode_are_left_out_and_remembered() {
        let plain = Filter::default();
        let cases: [(&[u8], Encoding, &str, &[Oddity]); 6] = [
            (b"a\xFFb", Encoding::Utf8, "ab", &[Oddity::Undecodable(0xFF)]),
            (b"a\x81b", Encoding::Windows1252, "ab", &[Oddity::Undecodable(0x81)]),
            (b"a\0b\x00\xD8", Encoding::Utf16Le, "ab", &[Oddity::Undecodable(0xD8)]),
            (b"a\0\0\0b\0\0\0\0\0\0\xFF", Encoding::Utf32Le, "ab", &[Oddity::Undecodable(0)]),
            (b"a\0b\x1A", Encoding::Utf8, "ab", &[Oddity::Control('\0')]),
            ("a\u{FFFD}\u{FEFF}b".as_bytes(), Encoding::Utf8, "a\u{FFFD}b", &[]),
        ];
        for (bytes, encoding, text, oddities) in cases {
            assert_eq!(read(bytes, encoding, plain), (text.to_owned(), oddities.to_vec()), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_in_an_encoding_end_the_reading_with_its_name_and_the_line() {
        let sound = b"Vorname;Nachname\r\nAnna;Kurz\r\n";
        let broken = [sound.as_slice(), &[0xFF; 70_000]].concat();
        let cases: [(&[u8], Encoding, u32); 4] = [
            (&broken, Encoding::Utf8, 9),
            (sound, Encoding::Utf16Le, 7),
            (sound, Encoding::Utf32Be, 7),
            (b"a", Encoding::Utf16Be, 7),
        ];
        for (bytes, encoding, line) in cases {
            let mut stream = TextStream::new(memory_source(bytes), encoding, 0, Filter::default());
            let problem = stream.fill(LineNumber(7)).unwrap_err();
            let expected = Problem::new(text_file::ENCODING_MISFIT).with("encoding", encoding.name());
            assert_eq!(problem, expected.with("at", LineNumber(line)).at_line(LineNumber(line)));
        }
    }

    #[test]
    fn a_delimiter_is_never_taken_for_a_control_character() {
        let unit = Filter { delimiter: Some('\u{1F}'), ..Filter::default() };
        assert_eq!(
            read(b"a\x1Fb\x1Ec", Encoding::Utf8, unit),
            ("a\u{1F}bc".to_owned(), vec![Oddity::Control('\u{1E}')])
        );
        let section = Filter { delimiter: Some('§'), ..Filter::default() };
        assert_eq!(read("a§b".as_bytes(), Encoding::Utf8, section).0, "a\u{1F}b");
        let doubled = Filter { delimiter: Some('|'), doubled: true, raw: false };
        assert_eq!(read(b"a||b|c|||d|", Encoding::Utf8, doubled).0, "a\u{1F}b|c\u{1F}|d|");
    }

    #[test]
    fn characters_across_blocks_stay_whole() {
        let text = "a".to_owned() + &"ü".repeat(300_000);
        assert_eq!(read(text.as_bytes(), Encoding::Utf8, Filter::default()), (text.clone(), vec![]));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&utf16, Encoding::Utf16Be, Filter::default()).0, text);
    }
}

//! XML as it stands in the parts of an archive, token by token in constant memory.
//!
//! A sheet of a hundred thousand rows is ten million tokens, and what a general reader does for each of them is most of the
//! time an import takes; so this one does nothing that is not asked for. It hands out names without their prefix,
//! attributes and texts as they stand, and leaves decoding to whoever keeps them ([`unescape`]). It knows comments,
//! processing instructions, CDATA, both kinds of quotes, prefixes, and parts in UTF-16 or another declared encoding. A
//! document type is refused wherever it stands: no entity is ever expanded but the five of XML and characters by number.

use std::borrow::Cow;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr2, memmem, memrchr};

use super::archive::PartReader;
use crate::message::{Problem, spreadsheet as message};

/// Bytes held at a time. A tag must fit; a longer text comes in pieces.
const BUFFER: usize = 128 << 10;

/// Bytes that an entity takes at most (`&#x10FFFF;`, with zeros in front).
const LONGEST_ENTITY: usize = 24;

/// Elements inside of each other. Workbooks need about ten.
const DEEPEST: u32 = 256;

/// One token. Borrowed from the reader until the next one is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'a> {
    /// A start tag; also of an element without content, which has no [`Token::Close`].
    Open(Tag<'a>),
    /// An end tag, by its name without prefix.
    Close(&'a [u8]),
    /// Text as it stands, to be given to [`unescape`]. Long texts come in several tokens.
    Text(&'a [u8]),
    /// Text of a CDATA section, which is not escaped.
    Data(&'a [u8]),
    /// The end of the document, all elements closed.
    End,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// The name without its prefix.
    pub(super) name: &'a [u8],
    /// Whether the element has no content.
    pub(super) empty: bool,
    attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The attributes: name without prefix, value as it stands.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// The value of the first attribute of that name, unescaped.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, raw) = self.attributes().find(|(known, _)| *known == name.as_bytes())?;
        if memchr(b'&', raw).is_none() {
            return std::str::from_utf8(raw).ok().map(Cow::Borrowed);
        }
        let mut text = String::new();
        unescape(raw, &mut text).ok()?;
        Some(Cow::Owned(text))
    }

    /// Whether the attribute of that name says yes.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.value(name).as_deref(), Some("1" | "true" | "on"))
    }

    /// The value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.value(name)?.trim().parse().ok()
    }
}

/// Walks the attributes of a tag.
pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let (name, rest) = self.0.split_at_checked(equals)?;
        let opening = rest.iter().position(|byte| matches!(byte, b'"' | b'\''))?;
        let quote = rest.get(opening)?;
        let rest = rest.get(opening + 1..)?;
        let closing = rest.iter().position(|byte| byte == quote)?;
        let value = rest.get(..closing)?;
        self.0 = rest.get(closing + 1..)?;
        Some((local(name.trim_ascii()), value))
    }
}

/// Reads one part.
pub(super) struct XmlReader {
    part: PartReader,
    /// For parts that are not UTF-8.
    decoder: Option<Decoder>,
    /// What the decoder has not taken yet.
    raw: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Whether the part has given all it has.
    exhausted: bool,
    /// Whether there was any element.
    rooted: bool,
    depth: u32,
}

/// What comes after `prefix`, if `bytes` begin with it. The length is known to the compiler: that is one comparison of numbers,
/// and no call of a function that compares byte by byte.
#[inline]
pub(super) fn rest_after<'b, const N: usize>(bytes: &'b [u8], prefix: &[u8; N]) -> Option<&'b [u8]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    (first == prefix).then_some(rest)
}

impl XmlReader {
    /// A reader at the start of the part, whose encoding is told by its first bytes.
    pub(super) fn new(part: PartReader) -> Result<Self, Problem> {
        let mut reader = Self {
            part,
            decoder: None,
            raw: Vec::new(),
            buffer: vec![0; BUFFER],
            start: 0,
            end: 0,
            exhausted: false,
            rooted: false,
            depth: 0,
        };
        while reader.end < 256 && !reader.exhausted {
            reader.fill()?;
        }
        let head = reader.buffer.get(..reader.end.min(256)).unwrap_or_default();
        let (decoder, skip) = match head {
            [0xef, 0xbb, 0xbf, ..] => (None, 3),
            [0xfe, 0xff, ..] => (Some(UTF_16BE.new_decoder_without_bom_handling()), 2),
            [0xff, 0xfe, ..] => (Some(UTF_16LE.new_decoder_without_bom_handling()), 2),
            [0, b'<', ..] => (Some(UTF_16BE.new_decoder_without_bom_handling()), 0),
            [b'<', 0, ..] => (Some(UTF_16LE.new_decoder_without_bom_handling()), 0),
            head => (declared(head).map_err(|label| reader.undecodable(&label))?, 0),
        };
        reader.start = skip;
        if decoder.is_some() {
            reader.raw = reader.buffer.get(skip..reader.end).unwrap_or_default().to_vec();
            (reader.start, reader.end, reader.exhausted) = (0, 0, false);
            reader.decoder = decoder;
        }
        Ok(reader)
    }

    /// The part that is read.
    pub(super) fn part(&self) -> &PartReader {
        &self.part
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// The problem that this part is not the XML it should be.
    pub(super) fn malformed(&self) -> Problem {
        Problem::new(message::DAMAGED_WORKBOOK).with("part", self.part.name())
    }

    fn undecodable(&self, encoding: &str) -> Problem {
        Problem::new(message::PART_ENCODING).with("part", self.part.name()).with("encoding", encoding)
    }

    /// The next token. Comments and processing instructions are passed over.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Token<'_>, Problem> {
        loop {
            if self.end - self.start < 2 && !self.more()? && self.start == self.end {
                return if self.depth == 0 && self.rooted { Ok(Token::End) } else { Err(self.malformed()) };
            }
            match self.ahead() {
                [b'<', b'/', ..] => return self.close(),
                [b'<', b'!', ..] => {
                    if let Some(range) = self.declaration()? {
                        return Ok(Token::Data(self.slice(range)));
                    }
                }
                [b'<', b'?', ..] => self.skip_past(2, b"?>")?,
                [b'<', ..] => return self.open(),
                _ => return self.text(),
            }
        }
    }

    /// Passes over everything up to the end tag that closes the element just opened.
    pub(super) fn skip_element(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::End = self.next()? {
                return Err(self.malformed());
            }
        }
        Ok(())
    }

    /// Passes over the rest of the part without looking at it: its checksum is checked at the end.
    pub(super) fn drain(&mut self) -> Result<(), Problem> {
        while !self.exhausted {
            self.exhausted = self.part.read_some(&mut self.buffer)? == 0;
        }
        Ok(())
    }

    /// A shortcut through what nearly every cell looks like: where `before`, a text without markup and `after` come next,
    /// letter by letter, takes all three and hands out the text. `closed` counts the elements open before that `after`
    /// closes. Takes nothing where something else comes, or where the end of the buffer is near.
    #[inline]
    pub(super) fn text_between<const B: usize, const A: usize>(
        &mut self,
        before: &[u8; B],
        after: &[u8; A],
        closed: u32,
    ) -> Option<&[u8]> {
        let rest = rest_after(self.ahead(), before)?;
        let length = rest.iter().take(32).position(|byte| *byte == b'<').or_else(|| memchr(b'<', rest))?;
        rest_after(rest.get(length..)?, after)?;
        let begin = self.start + B;
        self.start = begin + length + A;
        self.depth = self.depth.saturating_sub(closed);
        self.buffer.get(begin..begin + length)
    }

    /// What is in the buffer and not read yet: for a shortcut that knows what a frequent start tag looks like.
    #[inline]
    pub(super) fn ahead(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Takes the rest of an element that is open, seen by [`XmlReader::ahead`] and that many bytes long.
    #[inline]
    pub(super) fn take_rest(&mut self, length: usize) {
        self.start += length;
        self.depth = self.depth.saturating_sub(1);
    }

    /// Takes one whole start tag, seen by [`XmlReader::ahead`] and that many bytes long.
    #[inline]
    pub(super) fn take_open(&mut self, length: usize, empty: bool) {
        self.start += length;
        self.depth += u32::from(!empty);
    }

    fn slice(&self, (start, end): (usize, usize)) -> &[u8] {
        self.buffer.get(start..end).unwrap_or_default()
    }

    #[inline]
    fn open(&mut self) -> Result<Token<'_>, Problem> {
        let end = self.tag_end()?;
        let begin = self.start + 1;
        self.start = end + 1;
        self.rooted = true;
        let empty = self.buffer.get(end.wrapping_sub(1)) == Some(&b'/');
        if !empty {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.malformed());
            }
        }
        let inside = self.slice((begin, end - usize::from(empty)));
        let length = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(length);
        Ok(Token::Open(Tag { name: local(name), empty, attributes }))
    }

    #[inline]
    fn close(&mut self) -> Result<Token<'_>, Problem> {
        let end = self.tag_end()?;
        let begin = self.start + 2;
        self.start = end + 1;
        let Some(depth) = self.depth.checked_sub(1) else { return Err(self.malformed()) };
        self.depth = depth;
        Ok(Token::Close(local(self.slice((begin, end)).trim_ascii_end())))
    }

    /// Where the `>` of the tag at `start` stands; one inside of quotes does not count.
    #[inline]
    fn tag_end(&mut self) -> Result<usize, Problem> {
        let mut at = 1;
        let mut quote = 0;
        loop {
            for byte in self.buffer.get(self.start + at..self.end).unwrap_or_default() {
                if quote == 0 {
                    match byte {
                        b'>' => return Ok(self.start + at),
                        b'"' | b'\'' => quote = *byte,
                        _ => {}
                    }
                } else if *byte == quote {
                    quote = 0;
                }
                at += 1;
            }
            if !self.more()? {
                return Err(self.malformed());
            }
        }
    }

    fn text(&mut self) -> Result<Token<'_>, Problem> {
        let mut searched = 0;
        loop {
            let rest = self.slice((self.start + searched, self.end));
            if let Some(length) = memchr(b'<', rest) {
                return Ok(self.take_text(searched + length));
            }
            searched = self.end - self.start;
            if !self.more()? {
                break;
            }
        }
        // The buffer is full, or the document is at its end.
        let piece = self.slice((self.start, self.end));
        let length = if self.exhausted { piece.len() } else { whole_characters(piece) };
        Ok(self.take_text(length))
    }

    fn take_text(&mut self, length: usize) -> Token<'_> {
        let begin = self.start;
        self.start += length;
        Token::Text(self.slice((begin, self.start)))
    }

    /// What begins with `<!`: the range of a CDATA section's text, nothing for a comment, a refusal for all else.
    fn declaration(&mut self) -> Result<Option<(usize, usize)>, Problem> {
        const CDATA: &[u8] = b"<![CDATA[";
        while self.end - self.start < CDATA.len() && self.more()? {}
        let rest = self.slice((self.start, self.end));
        if rest.starts_with(b"<!--") {
            self.skip_past(4, b"-->")?;
            return Ok(None);
        }
        if !rest.starts_with(CDATA) {
            return Err(Problem::new(message::DOCTYPE_REFUSED).with("part", self.part.name()));
        }
        loop {
            if let Some(length) = memmem::find(self.slice((self.start + CDATA.len(), self.end)), b"]]>") {
                let begin = self.start + CDATA.len();
                self.start = begin + length + 3;
                return Ok(Some((begin, begin + length)));
            }
            if !self.more()? {
                return Err(self.malformed());
            }
        }
    }

    /// Passes over `skip` bytes and everything up to and including `mark`, however long it is.
    fn skip_past(&mut self, skip: usize, mark: &[u8]) -> Result<(), Problem> {
        self.start += skip;
        loop {
            if let Some(found) = memmem::find(self.slice((self.start, self.end)), mark) {
                self.start += found + mark.len();
                return Ok(());
            }
            self.start = self.start.max(self.end.saturating_sub(mark.len()));
            if !self.more()? {
                return Err(self.malformed());
            }
        }
    }

    /// Makes room and reads more; `false` where there is no more, or no room.
    fn more(&mut self) -> Result<bool, Problem> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end >= self.buffer.len() {
            return Ok(false);
        }
        let before = self.end;
        while self.end == before && !self.exhausted {
            self.fill()?;
        }
        Ok(self.end > before)
    }

    fn fill(&mut self) -> Result<(), Problem> {
        if self.decoder.is_some() {
            return self.fill_decoded();
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let length = self.part.read_some(room)?;
        self.end += length;
        self.exhausted = length == 0;
        Ok(())
    }

    fn fill_decoded(&mut self) -> Result<(), Problem> {
        let last = if self.raw.len() < 1024 {
            let kept = self.raw.len();
            self.raw.resize(kept + (BUFFER >> 2), 0);
            let length = self.part.read_some(self.raw.get_mut(kept..).unwrap_or_default())?;
            self.raw.truncate(kept + length);
            length == 0
        } else {
            false
        };
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let (result, taken, given) = decoder.decode_to_utf8_without_replacement(&self.raw, room, last);
        self.raw.drain(..taken);
        self.end += given;
        self.exhausted = last && result == DecoderResult::InputEmpty;
        match result {
            DecoderResult::Malformed(..) => {
                let name = self.decoder.as_ref().map_or("", |decoder| decoder.encoding().name());
                Err(self.undecodable(name))
            }
            // A buffer with a few bytes of room left may be too small for the next character.
            DecoderResult::OutputFull if given == 0 => Err(self.malformed()),
            _ => Ok(()),
        }
    }
}

/// How much of a text cut off anywhere can be read by itself: no entity, line end or character is torn apart.
fn whole_characters(piece: &[u8]) -> usize {
    let tail = piece.len().saturating_sub(LONGEST_ENTITY);
    if let Some(entity) = memrchr(b'&', piece).filter(|entity| *entity >= tail) {
        return entity;
    }
    match piece.last() {
        Some(b'\r') => piece.len() - 1,
        Some(0x80..) => piece.iter().rposition(|byte| !(0x80..0xc0).contains(byte)).unwrap_or_default(),
        _ => piece.len(),
    }
}

/// The encoding that an XML declaration names; none where it is UTF-8. UTF-16 would have been told by its bytes.
fn declared(head: &[u8]) -> Result<Option<Decoder>, String> {
    let Some(declaration) = head.strip_prefix(b"<?xml") else { return Ok(None) };
    let length = memmem::find(declaration, b"?>").unwrap_or(declaration.len());
    let attributes = Attributes(declaration.get(..length).unwrap_or_default());
    let Some((_, label)) = { attributes }.find(|(name, _)| *name == b"encoding") else { return Ok(None) };
    match Encoding::for_label(label) {
        Some(encoding) if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE => Ok(None),
        Some(encoding) => Ok(Some(encoding.new_decoder_without_bom_handling())),
        None => Err(String::from_utf8_lossy(label).into_owned()),
    }
}

/// A name without its prefix.
#[inline]
fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

/// A text that is not what XML allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Appends a text with its entities replaced and its line ends made `\n`.
#[inline]
pub(super) fn unescape(raw: &[u8], text: &mut String) -> Result<(), Malformed> {
    let plain = std::str::from_utf8(raw).map_err(|_| Malformed)?;
    match memchr2(b'&', b'\r', raw) {
        None => text.push_str(plain),
        Some(_) => unescape_slowly(plain, text)?,
    }
    Ok(())
}

fn unescape_slowly(mut rest: &str, text: &mut String) -> Result<(), Malformed> {
    while let Some(special) = rest.find(['&', '\r']) {
        let (plain, from) = rest.split_at(special);
        text.push_str(plain);
        if let Some(after) = from.strip_prefix('\r') {
            text.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        let (entity, after) = from.get(1..).and_then(|from| from.split_once(';')).ok_or(Malformed)?;
        text.push(character(entity).ok_or(Malformed)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(())
}

fn character(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|character| *character != '\0')?
        }
    })
}

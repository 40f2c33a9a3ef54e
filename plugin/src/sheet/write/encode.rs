//! Character encodings of delimited text. A character that an encoding does not have is an error, never `?`.

use encoding_rs::{Encoder, EncoderResult, Encoding};

use crate::message::{Problem, export as message};
use crate::sheet::text::CP850;

/// Turns text into the bytes of one encoding.
pub(super) enum TextEncoder {
    /// UTF-8.
    Utf8,
    /// UTF-16, little or big end first.
    Utf16 {
        /// Whether the big end comes first.
        big_endian: bool,
    },
    /// Code page 850.
    Cp850,
    /// An encoding of the web.
    Web(Box<Encoder>),
}

impl TextEncoder {
    /// The encoding with that label.
    pub(super) fn for_label(label: &str) -> Result<Self, Problem> {
        let folded = label.trim().to_ascii_lowercase();
        Ok(match folded.as_str() {
            "utf-16" | "utf-16le" | "unicode" => Self::Utf16 { big_endian: false },
            "utf-16be" => Self::Utf16 { big_endian: true },
            "cp850" | "ibm850" | "850" | "cp-850" | "dos" => Self::Cp850,
            other => match Encoding::for_label_no_replacement(other.as_bytes()) {
                Some(encoding) if encoding == encoding_rs::UTF_8 => Self::Utf8,
                // What remains without an encoder of its own: a user-defined pseudo-encoding of the web.
                Some(encoding) if encoding.output_encoding() == encoding => Self::Web(Box::new(encoding.new_encoder())),
                _ => return Err(Problem::new(message::UNKNOWN_ENCODING).with("encoding", label)),
            },
        })
    }

    /// Whether a byte-order mark tells this encoding from others.
    pub(super) fn is_unicode(&self) -> bool {
        matches!(self, Self::Utf8 | Self::Utf16 { .. })
    }

    /// Appends the text's bytes; an error is the first character that the encoding does not have.
    pub(super) fn encode(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), char> {
        match self {
            Self::Utf8 => out.extend_from_slice(text.as_bytes()),
            Self::Utf16 { big_endian } => {
                for unit in text.encode_utf16() {
                    out.extend_from_slice(&if *big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() });
                }
            }
            Self::Cp850 => {
                for character in text.chars() {
                    out.push(cp850(character).ok_or(character)?);
                }
            }
            Self::Web(encoder) => encode_web(encoder, text, out)?,
        }
        Ok(())
    }

    /// The encoding's usual name.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 { big_endian: false } => "UTF-16LE",
            Self::Utf16 { big_endian: true } => "UTF-16BE",
            Self::Cp850 => "cp850",
            Self::Web(encoder) => encoder.encoding().name(),
        }
    }
}

fn cp850(character: char) -> Option<u8> {
    if character.is_ascii() {
        return u8::try_from(character).ok();
    }
    let place = CP850.chars().position(|known| known == character)?;
    u8::try_from(place + 0x80).ok()
}

fn encode_web(encoder: &mut Encoder, mut text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    loop {
        // Enough for any text, so that the encoder never stops for want of space.
        out.reserve(encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(text.len() * 4));
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(text, out, false);
        match result {
            EncoderResult::InputEmpty => return Ok(()),
            EncoderResult::OutputFull => text = text.get(read..).unwrap_or_default(),
            EncoderResult::Unmappable(character) => return Err(character),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_the_bytes_of_their_encoding() {
        for (label, text, bytes) in [
            ("utf-8", "ä€", b"\xc3\xa4\xe2\x82\xac".as_slice()),
            ("UTF-16LE", "ä", b"\xe4\x00"),
            ("utf-16be", "ä", b"\x00\xe4"),
            ("cp850", "äÄß\u{a0}Ç", b"\x84\x8e\xe1\xff\x80"),
            ("windows-1252", "ä€", b"\xe4\x80"),
            ("latin1", "ä", b"\xe4"),
        ] {
            let mut out = Vec::new();
            TextEncoder::for_label(label).unwrap().encode(text, &mut out).unwrap();
            assert_eq!(out, bytes, "{label}");
        }
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_named() {
        for label in ["windows-1252", "cp850"] {
            let answer = TextEncoder::for_label(label).unwrap().encode("aşb", &mut Vec::new());
            assert_eq!(answer, Err('ş'), "{label}");
        }
    }

    #[test]
    fn an_unknown_encoding_is_refused() {
        for label in ["klingon", "x-user-defined-2", "iso-2022-kr", ""] {
            assert_eq!(
                TextEncoder::for_label(label).err().map(|problem| problem.code()),
                Some("export-unknown-encoding")
            );
        }
    }
}

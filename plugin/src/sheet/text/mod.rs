//! From bytes to text: the encodings of delimited files, the guess among them, and decoding block by block.
//!
//! Nothing here ever puts a replacement character where a byte does not decode: such bytes are left out and remembered
//! by their place, so that the row they stand in becomes an error. Delimiters and rows are not known here.

mod doubled;
mod guess;
mod languages;
mod stream;
mod western;

use encoding_rs::Encoding as Standard;

pub(super) use doubled::doubled;
pub(super) use guess::{Guess, Reason, guess};
pub(super) use stream::{Filter, Oddity, TextStream};

/// The upper half of code page 850 (DOS, Western Europe).
pub(super) const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// The upper half of code page 437 (DOS, United States).
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The upper half of code page 852 (DOS, Central Europe).
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// The upper half of a single-byte encoding; `None` where a byte means nothing.
pub(super) type UpperHalf = [Option<char>; 128];

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, least byte first.
    Utf16Le,
    /// UTF-16, greatest byte first.
    Utf16Be,
    /// UTF-32, least byte first.
    Utf32Le,
    /// UTF-32, greatest byte first.
    Utf32Be,
    /// Windows, Western Europe.
    Windows1252,
    /// Windows, Central Europe.
    Windows1250,
    /// Latin-9.
    Iso8859_15,
    /// Mac OS Roman.
    Macintosh,
    /// Another one of the WHATWG encodings.
    Other(&'static Standard),
    /// DOS, Western Europe.
    Cp850,
    /// Another DOS code page: its name and its upper half.
    Dos(&'static str, &'static str),
}

impl Encoding {
    /// The one that the WHATWG calls by this name.
    fn of(standard: &'static Standard) -> Self {
        let named = [
            Self::Utf8,
            Self::Utf16Le,
            Self::Utf16Be,
            Self::Windows1252,
            Self::Windows1250,
            Self::Iso8859_15,
            Self::Macintosh,
        ];
        named.into_iter().find(|encoding| encoding.standard() == Some(standard)).unwrap_or(Self::Other(standard))
    }

    /// The WHATWG encoding, where it is one.
    fn standard(self) -> Option<&'static Standard> {
        Some(match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Iso8859_15 => encoding_rs::ISO_8859_15,
            Self::Macintosh => encoding_rs::MACINTOSH,
            Self::Other(standard) => standard,
            Self::Utf32Le | Self::Utf32Be | Self::Cp850 | Self::Dos(..) => return None,
        })
    }

    /// The encoding that binary workbooks mean by a number; Windows-1252 for those that no spreadsheet of their time wrote.
    pub(super) fn of_code_page(number: u16) -> Self {
        Self::of(match number {
            437 => return Self::Dos("cp437", CP437),
            850 => return Self::Cp850,
            852 => return Self::Dos("cp852", CP852),
            866 => encoding_rs::IBM866,
            874 => encoding_rs::WINDOWS_874,
            932 => encoding_rs::SHIFT_JIS,
            936 => encoding_rs::GBK,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1255 => encoding_rs::WINDOWS_1255,
            1256 => encoding_rs::WINDOWS_1256,
            1257 => encoding_rs::WINDOWS_1257,
            1258 => encoding_rs::WINDOWS_1258,
            10_000 | 32_768 => encoding_rs::MACINTOSH,
            10_007 => encoding_rs::X_MAC_CYRILLIC,
            _ => encoding_rs::WINDOWS_1252,
        })
    }

    /// Appends the text of bytes; what means nothing becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8], text: &mut String) {
        match (self.upper_half(), self.standard()) {
            (Some(upper), _) => text.extend(bytes.iter().map(|byte| match byte.checked_sub(0x80) {
                None => char::from(*byte),
                Some(at) => upper.get(usize::from(at)).copied().flatten().unwrap_or(char::REPLACEMENT_CHARACTER),
            })),
            (None, Some(standard)) => text.push_str(&standard.decode_without_bom_handling(bytes).0),
            (None, None) => {}
        }
    }

    /// The encoding for a label: any that the WHATWG knows, and the names that spreadsheets and scripts use.
    pub(super) fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase().replace(['_', ' '], "-");
        Some(match label.as_str() {
            "ansi" | "1252" | "win1252" | "win-1252" | "windows1252" | "cp-1252" | "latin-1" => Self::Windows1252,
            "1250" | "win1250" | "windows1250" | "cp-1250" => Self::Windows1250,
            "latin9" | "latin-9" | "iso885915" => Self::Iso8859_15,
            "macroman" | "mac-roman" | "apple-roman" => Self::Macintosh,
            "cp850" | "850" | "ibm850" | "ibm-850" | "dos" | "oem" | "oem850" | "cp-850" => Self::Cp850,
            "cp437" | "437" | "ibm437" | "ibm-437" | "oem437" | "cp-437" => Self::Dos("cp437", CP437),
            "cp852" | "852" | "ibm852" | "ibm-852" | "oem852" | "cp-852" => Self::Dos("cp852", CP852),
            "utf-8-sig" | "utf8-sig" | "utf-8-bom" | "utf8-bom" => Self::Utf8,
            "utf16" | "utf16le" | "utf-16-le" => Self::Utf16Le,
            "utf16be" | "utf-16-be" => Self::Utf16Be,
            "utf-32" | "utf32" | "utf32le" | "utf-32le" | "utf-32-le" => Self::Utf32Le,
            "utf32be" | "utf-32be" | "utf-32-be" => Self::Utf32Be,
            other => {
                let known = Standard::for_label_no_replacement(other.as_bytes())
                    .or_else(|| Standard::for_label_no_replacement(other.replace('-', "").as_bytes()))?;
                Self::of(known)
            }
        })
    }

    /// Its WHATWG name in lower case where it has one, else its common name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
            Self::Cp850 => "cp850",
            Self::Dos(name, _) => name,
            _ => self.standard().map_or("", |standard| lower_case(standard.name())),
        }
    }

    /// Whether a character takes two bytes at least.
    fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be)
    }

    /// The bytes that a file in this encoding may begin with to say so.
    fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Utf32Le => b"\xFF\xFE\0\0",
            Self::Utf32Be => b"\0\0\xFE\xFF",
            _ => b"",
        }
    }

    /// Its upper half, where a byte is a character.
    fn upper_half(self) -> Option<UpperHalf> {
        let mut table = [None; 128];
        let dos = match self {
            Self::Cp850 => Some(CP850),
            Self::Dos(_, characters) => Some(characters),
            _ => None,
        };
        if let Some(characters) = dos {
            for (slot, character) in table.iter_mut().zip(characters.chars()) {
                *slot = Some(character);
            }
            return Some(table);
        }
        match self.standard() {
            Some(standard) if standard.is_single_byte() => {
                for (slot, byte) in table.iter_mut().zip(0x80..=0xFFu8) {
                    let bytes = &[byte];
                    let decoded = standard.decode_without_bom_handling_and_without_replacement(bytes);
                    // Bytes that the standard maps to control characters mean nothing in any text.
                    *slot = decoded.and_then(|text| text.chars().next()).filter(|c| !c.is_control());
                }
            }
            _ => return None,
        }
        Some(table)
    }
}

/// The name of a WHATWG encoding in lower case.
fn lower_case(name: &'static str) -> &'static str {
    match name {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-3" => "iso-8859-3",
        "ISO-8859-4" => "iso-8859-4",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-6" => "iso-8859-6",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-8" => "iso-8859-8",
        "ISO-8859-8-I" => "iso-8859-8-i",
        "ISO-8859-10" => "iso-8859-10",
        "ISO-8859-13" => "iso-8859-13",
        "ISO-8859-14" => "iso-8859-14",
        "ISO-8859-15" => "iso-8859-15",
        "ISO-8859-16" => "iso-8859-16",
        "IBM866" => "ibm866",
        "KOI8-R" => "koi8-r",
        "KOI8-U" => "koi8-u",
        "GBK" => "gbk",
        "Big5" => "big5",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "ISO-2022-JP" => "iso-2022-jp",
        "Shift_JIS" => "shift_jis",
        other => other,
    }
}

/// A text in an encoding of one byte a character, which has all of its letters.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let upper = encoding.upper_half().unwrap();
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) if byte < 0x80 => byte,
        _ => 0x80 + u8::try_from(upper.iter().position(|known| *known == Some(c)).unwrap()).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_by_the_names_people_use() {
        let cases = [
            ("cp1252", "windows-1252"),
            ("latin1", "windows-1252"),
            ("ANSI", "windows-1252"),
            ("mac_roman", "macintosh"),
            ("cp850", "cp850"),
            ("utf-16le", "utf-16le"),
            ("UTF8", "utf-8"),
            ("iso8859-15", "iso-8859-15"),
            ("iso_8859_15", "iso-8859-15"),
            ("Windows-1250", "windows-1250"),
            ("shift_jis", "shift_jis"),
        ];
        for (label, name) in cases {
            assert_eq!(Encoding::from_label(label).map(Encoding::name), Some(name), "{label}");
        }
        assert_eq!(Encoding::from_label("klingon"), None);
    }

    #[test]
    fn binary_workbooks_name_their_encoding_by_a_number() {
        let cases = [
            (437, b"M\x81ller \xE1", "Müller ß"),
            (850, b"M\x81ller \xE1", "Müller ß"),
            (852, b"M\x81ller \x9D", "Müller Ł"),
        ];
        for (number, bytes, expected) in cases {
            let mut text = String::new();
            Encoding::of_code_page(number).decode(bytes, &mut text);
            assert_eq!(text, expected, "{number}");
        }
        assert_eq!(Encoding::of_code_page(1200).name(), "windows-1252");
    }

    #[test]
    fn the_code_pages_of_dos_have_a_character_for_every_byte() {
        for page in [CP850, CP437, CP852] {
            assert_eq!(page.chars().count(), 128);
        }
    }
}

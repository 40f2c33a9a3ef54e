//! Texts inside XML, so that they come back character by character.

use std::io::Write;

/// Whether XML 1.0 has no way to write the character.
pub(super) fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Appends a text to XML content or to an attribute. Forbidden characters are the caller's business.
pub(super) fn escape(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => continue,
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(escaped);
        done = at + 1;
    }
    out.extend_from_slice(&bytes[done..]);
}

/// Appends a text the way spreadsheets of Office Open XML do: characters that XML cannot hold, and CR, which it does not
/// keep, as `_x000D_`; a text that already looks like that with its underscore escaped, `_x005F_x000D_`.
pub(super) fn escape_office(out: &mut Vec<u8>, text: &str) {
    let special = |c: char| is_forbidden(c) || c == '\r';
    if !text.contains(special) && !text.contains("_x") {
        return escape(out, text);
    }
    let mut done = 0;
    for (at, character) in text.char_indices() {
        let looks_escaped = character == '_' && is_office_escape(&text.as_bytes()[at..]);
        if !looks_escaped && !special(character) {
            continue;
        }
        escape(out, &text[done..at]);
        // Writing into a Vec does not fail.
        let _ = write!(out, "_x{:04X}_", u32::from(character));
        done = at + character.len_utf8();
    }
    escape(out, &text[done..]);
}

/// Whether the bytes begin with `_xHHHH_`.
fn is_office_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', digits @ .., ] if digits.len() > 4
        && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_and_what_looks_escaped_too() {
        for (text, written) in [
            ("a & b < c > \"d\"", "a &amp; b &lt; c &gt; &quot;d&quot;"),
            ("a\r\nb", "a_x000D_\nb"),
            ("\u{1}", "_x0001_"),
            ("\u{ffff}", "_xFFFF_"),
            ("_x000D_", "_x005F_x000D_"),
            ("_x000d_<", "_x005F_x000d_&lt;"),
            ("_x005F_x000D_", "_x005F_x005F_x005F_x000D_"),
            ("_x00_ _xyz", "_x00_ _xyz"),
            ("_", "_"),
            ("ä_x0041_ß", "ä_x005F_x0041_ß"),
        ] {
            let mut out = Vec::new();
            escape_office(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), written, "{text:?}");
        }
    }
}

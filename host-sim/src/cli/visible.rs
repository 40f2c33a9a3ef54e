//! Text on its way to a terminal: what steers a terminal, turns the direction of text or has no width is shown and not done.
//!
//! Texts come from files, databases and other hosts. [`Output`](super::output::Output) puts everything through here; data for
//! programs stays what it is and is escaped where JSON allows.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};

/// Whether a character does something other than to be seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// A text on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, false)
}

/// A text that may have several lines.
pub fn block(text: &str) -> Cow<'_, str> {
    replaced(text, true)
}

fn replaced(text: &str, lines: bool) -> Cow<'_, str> {
    let hidden = |c: char| is_hidden(c) && !(c == '\n' && lines);
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' if lines => shown.push(c),
            '\t' => shown.push(' '),
            // Control characters have pictures of their own.
            '\0'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => shown.push('\u{2421}'),
            // Writing to a string cannot fail.
            c if is_hidden(c) => drop(write!(shown, "<U+{:04X}>", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// JSON for people and programs: the same data, with everything escaped that is not to be seen.
#[derive(Debug, Default)]
pub struct Json<'f>(PrettyFormatter<'f>);

impl Formatter for Json<'_> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde::Serialize;

    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        for (text, shown) in [
            ("Änne Müller \u{2013} 株式会社 👍", "Änne Müller \u{2013} 株式会社 👍"),
            ("a\u{1b}[2Jb", "a␛[2Jb"),
            ("a\u{1b}]0;t\u{7}b", "a␛]0;t␇b"),
            ("a\u{9b}2Jb", "a<U+009B>2Jb"),
            ("a\rb\nc\td", "a␍b␊c d"),
            ("a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"),
            ("a\u{200b}b\u{2028}c\u{7f}", "a<U+200B>b<U+2028>c␡"),
        ] {
            assert_eq!(line(text), shown);
        }
        assert_eq!(block("a\nb\u{1b}"), "a\nb␛");
    }

    #[test]
    fn json_is_the_same_data() {
        let value = serde_json::json!({ "a\u{9b}": ["x\u{202e}y\u{e0041}", "\u{1b}\n\"ü", 1], "b": {} });
        let mut bytes = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Json::default())).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.chars().any(|c| c != '\n' && is_hidden(c)), "{text}");
        assert!(text.contains("\\u202e") && text.contains('ü'), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}

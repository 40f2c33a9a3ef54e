//! Text or not, and text that is markup rather than a table.

use crate::host::Source;
use crate::message::{Problem, spreadsheet as say};
use crate::sheet::{Kind, bytes};

/// Tells a file that no signature gave away: text of any encoding, markup, or unknown bytes.
pub(super) fn recognise(head: &[u8], source: &dyn Source) -> Result<Kind, Problem> {
    if !is_text(head) {
        return Err(Problem::new(say::NOT_A_SPREADSHEET));
    }
    // A list may begin like text and go on as something else: a file overwritten in part, a disk image.
    let middle = (source.size() / 2) & !3;
    if middle > head.len() as u64 && !is_text(&bytes::read(source, middle, 4096)?) {
        return Err(Problem::new(say::NOT_A_SPREADSHEET));
    }
    // Zero bytes aside, UTF-16 and UTF-32 spell markup like any other encoding.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    markup(strip_mark(&plain))
}

fn strip_mark(text: &[u8]) -> &[u8] {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    marks.iter().find_map(|mark| text.strip_prefix(*mark)).unwrap_or(text).trim_ascii_start()
}

fn markup(text: &[u8]) -> Result<Kind, Problem> {
    let start: Vec<u8> = text.get(..text.len().min(4096)).unwrap_or_default().to_ascii_lowercase();
    let holds = |word: &str| start.windows(word.len()).any(|window| window == word.as_bytes());
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word.as_bytes()));

    let problem = if begins(&["<?xml", "<office:document"]) {
        if holds("opendocument.spreadsheet") {
            return Ok(Kind::Ods);
        }
        if holds("schemas-microsoft-com:office:spreadsheet") {
            Problem::new(say::XML_SPREADSHEET)
        } else if holds("<html") || holds("<!doctype html") {
            Problem::new(say::HTML_FILE)
        } else if holds("schemas.microsoft.com/office/word/2003") || holds("opendocument.text") {
            Problem::new(say::TEXT_DOCUMENT).with("format", "XML")
        } else {
            Problem::new(say::XML_FILE)
        }
    } else if begins(&["<!doctype html", "<html", "<head", "<body", "<meta", "<style", "<table", "<div", "<script"])
        || (begins(&["<!--", "<!doctype"]) && (holds("<html") || holds("<table")))
        || (begins(&["mime-version:"]) && holds("multipart/related"))
    {
        Problem::new(say::HTML_FILE)
    } else if begins(&["<workbook"]) && holds("schemas-microsoft-com:office:spreadsheet") {
        Problem::new(say::XML_SPREADSHEET)
    } else if begins(&["{\\rtf"]) {
        Problem::new(say::TEXT_DOCUMENT).with("format", "RTF")
    } else if is_json(&start) {
        Problem::new(say::JSON_FILE)
    } else if begins(&["begin:vcard", "begin:vcalendar"]) {
        Problem::new(say::CONTACTS_FILE).with("format", "vCard, iCalendar")
    } else if is_ldif(&start) {
        Problem::new(say::CONTACTS_FILE).with("format", "LDIF")
    } else if is_mail(&start) {
        Problem::new(say::MAIL_FILE).with("format", "EML")
    } else if is_sylk(&start) {
        Problem::new(say::OLD_SPREADSHEET).with("program", "Multiplan (SYLK)")
    } else if begins(&["table\r\n0,1\r\n", "table\n0,1\n"]) {
        Problem::new(say::OLD_SPREADSHEET).with("program", "VisiCalc (DIF)")
    } else {
        return Ok(Kind::Csv);
    };
    Err(problem)
}

/// A bracket and what may follow it in JSON. `[Name];[Mail]` and `{id};{name}` are headers of lists.
fn is_json(start: &[u8]) -> bool {
    let mut words = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (words.next(), words.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => start.windows(2).any(|pair| matches!(pair, b"\":" | b"\" " | b"{}")),
        (Some(b'['), Some(b'{' | b'[' | b'"' | b']')) => true,
        _ => false,
    }
}

fn is_ldif(start: &[u8]) -> bool {
    let mut lines = start.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"#") && line.len() > 1);
    let first = lines.next().unwrap_or_default();
    let has_name = |line: &[u8]| line.starts_with(b"dn: ") || line.starts_with(b"dn:: ");
    has_name(first) || (first.starts_with(b"version: ") && lines.next().is_some_and(has_name))
}

fn is_mail(start: &[u8]) -> bool {
    const FIRST: [&str; 6] = ["received: ", "return-path: ", "delivered-to: ", "from: ", "x-", "mime-version: "];
    FIRST.iter().any(|name| start.starts_with(name.as_bytes()))
        && ["\nsubject: ", "\nmessage-id: "]
            .iter()
            .all(|name| start.windows(name.len()).any(|at| at == name.as_bytes()))
}

/// A list may well begin with `ID;`. The exchange format goes on with `P` and has records of one letter below.
fn is_sylk(start: &[u8]) -> bool {
    start.starts_with(b"id;p")
        && start.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty()).skip(1).take(3).all(
            |line| {
                line.get(..2).is_some_and(|pair| matches!(pair, b"b;" | b"c;" | b"f;" | b"p;" | b"o;" | b"nn" | b"nu"))
            },
        )
}

/// Whether bytes are text in any encoding.
fn is_text(bytes: &[u8]) -> bool {
    is_marked(bytes) || is_single_byte_text(bytes) || is_utf16(bytes) || is_utf32(bytes)
}

fn is_marked(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 5] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"+/v8"];
    marks.iter().any(|mark| bytes.starts_with(mark))
}

/// Control characters that texts have: tab, line ends, form feed, end of file, and the four information separators.
fn is_text_control(unit: u32) -> bool {
    matches!(unit, 0x09..=0x0d | 0x1a | 0x1c..=0x1f)
}

/// UTF-8 and every encoding of one byte, ASCII at its base. A stray control character or zero does not make a file binary
/// (in random bytes they are a tenth).
fn is_single_byte_text(bytes: &[u8]) -> bool {
    let strange = bytes.iter().filter(|byte| **byte < 0x20 && !is_text_control(u32::from(**byte))).count();
    strange <= 4.max(bytes.len() / 25) && strange.saturating_mul(4) <= bytes.len()
}

fn is_utf16(bytes: &[u8]) -> bool {
    [u16::from_le_bytes, u16::from_be_bytes].into_iter().any(|join| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(join);
        let (mut strange, mut ascii, mut all) = (0_usize, 0_usize, 0_usize);
        for decoded in char::decode_utf16(units) {
            all += 1;
            match decoded {
                Ok(letter) if letter.is_ascii() && !letter.is_ascii_control() => ascii += 1,
                Ok(letter) if is_text_control(u32::from(letter)) => ascii += 1,
                Ok(letter)
                    if letter.is_control() || matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fffe}' | '\u{ffff}') =>
                {
                    strange += 1;
                }
                Ok(_) => {}
                Err(_) => strange += 1,
            }
        }
        // Whatever the script, a list has delimiters and line ends among its letters.
        all > 1 && strange <= 1 + all / 100 && ascii.saturating_mul(40) >= all
    })
}

fn is_utf32(bytes: &[u8]) -> bool {
    [u32::from_le_bytes, u32::from_be_bytes].into_iter().any(|join| {
        let units = bytes.chunks_exact(4).filter_map(|four| four.try_into().ok()).map(join);
        let (mut all, mut strange) = (0_usize, 0_usize);
        for unit in units {
            all += 1;
            let is_letter = char::from_u32(unit).is_some_and(|letter| !letter.is_control() || is_text_control(unit));
            strange += usize::from(!is_letter);
        }
        all > 1 && strange <= all / 100
    })
}

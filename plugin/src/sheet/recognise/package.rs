//! Archives (ZIP): which of the many formats in this shell it is.
//!
//! Only the table of contents is walked, and at most four small parts are looked into; reading the archive under its
//! limits is left to [`crate::sheet::archive`].

use std::io::Read;

use crate::host::Source;
use crate::message::{Problem, spreadsheet as say};
use crate::sheet::Kind;
use crate::sheet::bytes::{read, u16_at, u32_at};

/// No document has more parts than this; a table of contents beyond it is not walked on.
const MAX_ENTRIES: usize = 20_000;
/// Bytes of the table of contents that are walked.
const MAX_TABLE: u64 = 4 << 20;
/// How much of a part is looked at.
const PEEK: u64 = 256 << 10;

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    encrypted: bool,
    method: u16,
    compressed: u64,
    header: u64,
}

/// Tells what an archive holds.
pub(super) fn recognise(source: &dyn Source) -> Result<Kind, Problem> {
    let entries = table_of_contents(source)?;
    let find = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let ends = |end: &str| entries.iter().find(|entry| entry.name.to_ascii_lowercase().ends_with(end));
    let peek = |name: &str| find(name).map(|entry| peek(source, entry)).unwrap_or_default();

    let encrypted = |names: &[&str]| names.iter().filter_map(|name| find(name)).any(|entry| entry.encrypted);
    if encrypted(&["[Content_Types].xml", "xl/workbook.xml", "content.xml"]) {
        return Err(Problem::new(say::PASSWORD_PROTECTED));
    }
    let mime = peek("mimetype");
    let manifest = peek("META-INF/manifest.xml");
    if holds(&mime, "opendocument") || holds(&manifest, "opendocument") {
        return open_document(if mime.is_empty() { &manifest } else { &mime }, &manifest);
    }
    let types = peek("[Content_Types].xml");
    let document = main_type(&types, &peek("_rels/.rels")).and_then(|main| office(main.as_bytes()));
    if let Some(kind) = document.or_else(|| office(&types)) {
        return kind;
    }
    if ends(".iwa").is_some() || find("Index.zip").is_some() || find("index.apxl").is_some() {
        return Err(Problem::new(say::NUMBERS_FILE));
    }
    // Parts in odd places, or a table of parts that says nothing.
    if ends("workbook.bin").is_some() {
        return Ok(Kind::Xlsb);
    }
    if ends("workbook.xml").is_some() {
        return Ok(Kind::Xlsx);
    }
    if find("content.xml").is_some() && find("META-INF/manifest.xml").is_some() {
        return Ok(Kind::Ods);
    }
    if ends("word/document.xml").is_some() {
        return Err(Problem::new(say::TEXT_DOCUMENT).with("format", "Word"));
    }
    if ends("ppt/presentation.xml").is_some() {
        return Err(Problem::new(say::OTHER_DOCUMENT).with("format", "PowerPoint"));
    }
    let entry = entries.iter().find(|entry| !entry.name.ends_with('/')).map_or("–", |entry| entry.name.as_str());
    let shown: String = entry.chars().filter(|letter| !letter.is_control()).take(80).collect();
    Err(Problem::new(say::ARCHIVE_OF_FILES).with("entry", shown))
}

fn open_document(mime: &[u8], manifest: &[u8]) -> Result<Kind, Problem> {
    if !holds(mime, "opendocument.spreadsheet") {
        let format = ["text", "presentation", "graphics", "database", "formula", "chart"];
        let format = format.iter().find(|format| holds(mime, &format!("opendocument.{format}"))).unwrap_or(&"");
        let message = if *format == "text" { say::TEXT_DOCUMENT } else { say::OTHER_DOCUMENT };
        return Err(Problem::new(message).with("format", format!("OpenDocument {format}").trim_end()));
    }
    if holds(manifest, "encryption-data") {
        return Err(Problem::new(say::PASSWORD_PROTECTED));
    }
    Ok(Kind::Ods)
}

/// The type of the part that the package names as its document. What else the table of parts says is no evidence: a
/// workbook may hold others, and some programs list every type they know.
fn main_type(types: &[u8], relations: &[u8]) -> Option<String> {
    let (types, relations) = (String::from_utf8_lossy(types), String::from_utf8_lossy(relations));
    let relation = tags(&relations, "Relationship")
        .find(|tag| value(tag, "Type").is_some_and(|kind| kind.rsplit('/').next() == Some("officeDocument")))?;
    let part = value(relation, "Target")?.trim_start_matches("./").trim_start_matches('/');
    let is_part =
        |tag: &&str| value(tag, "PartName").is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part));
    let ending = part.rsplit('.').next().unwrap_or_default();
    let has_ending =
        |tag: &&str| value(tag, "Extension").is_some_and(|extension| extension.eq_ignore_ascii_case(ending));
    let own = tags(&types, "Override").find(is_part);
    let usual = || tags(&types, "Default").find(has_ending);
    own.or_else(usual).and_then(|tag| value(tag, "ContentType")).map(str::to_owned)
}

/// The tags of that name, whatever their prefix, without their brackets.
fn tags<'a>(xml: &'a str, name: &'static str) -> impl Iterator<Item = &'a str> {
    xml.split('<').skip(1).filter_map(move |piece| {
        let tag = piece.split('>').next().unwrap_or_default();
        let own = tag.split_whitespace().next().unwrap_or_default();
        (own.rsplit(':').next() == Some(name)).then_some(tag)
    })
}

/// The value of an attribute. Names and types of parts need no entities.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| before.is_whitespace() && matches!(quote, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    })
}

/// What the type of a document says, or where that is not known the table of all types.
fn office(content_types: &[u8]) -> Option<Result<Kind, Problem>> {
    // Binary comes first: its table of parts names the other spreadsheet types too.
    const TYPES: &[(&str, Kind)] = &[
        ("ms-excel.sheet.binary.macroenabled.main", Kind::Xlsb),
        ("spreadsheetml.sheet.main+xml", Kind::Xlsx),
        ("ms-excel.sheet.macroenabled.main+xml", Kind::Xlsx),
        ("spreadsheetml.template.main+xml", Kind::Xlsx),
        ("ms-excel.template.macroenabled.main+xml", Kind::Xlsx),
        ("ms-excel.addin.macroenabled.main+xml", Kind::Xlsx),
    ];
    if let Some((_, kind)) = TYPES.iter().find(|(name, _)| holds(content_types, name)) {
        return Some(Ok(*kind));
    }
    if holds(content_types, "wordprocessingml.") || holds(content_types, "ms-word.") {
        return Some(Err(Problem::new(say::TEXT_DOCUMENT).with("format", "Word")));
    }
    if holds(content_types, "presentationml.") {
        return Some(Err(Problem::new(say::OTHER_DOCUMENT).with("format", "PowerPoint")));
    }
    holds(content_types, "ms-visio.").then(|| Err(Problem::new(say::OTHER_DOCUMENT).with("format", "Visio")))
}

/// Whether a part holds a word, whatever its case, in UTF-8 or (zero bytes aside) UTF-16.
fn holds(part: &[u8], word: &str) -> bool {
    part.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The first kilobytes of a part; nothing where it cannot be read.
fn peek(source: &dyn Source, entry: &Entry) -> Vec<u8> {
    let Ok(header) = read(source, entry.header, 30) else { return Vec::new() };
    let skip = |at| u64::from(u16_at(&header, at).unwrap_or_default());
    let start = entry.header.saturating_add(30 + skip(26) + skip(28));
    let stored = read(source, start, entry.compressed.min(PEEK) as u32).unwrap_or_default();
    let mut part = match entry.method {
        0 => stored,
        8 => {
            let mut inflated = Vec::new();
            // What inflated before an error is still worth a look.
            let _ = flate2::read::DeflateDecoder::new(&*stored).take(PEEK).read_to_end(&mut inflated);
            inflated
        }
        _ => Vec::new(),
    };
    part.retain(|byte| *byte != 0);
    part
}

/// Walks the table of contents at the end of the file.
fn table_of_contents(source: &dyn Source) -> Result<Vec<Entry>, Problem> {
    let cut_off = || Problem::new(say::ARCHIVE_CUT_OFF);
    let (start, end, shift) = locate_table(source)?.ok_or_else(cut_off)?;
    let end = end.min(start.saturating_add(MAX_TABLE));
    let mut entries = Vec::new();
    let (mut at, mut chunk, mut chunk_at) = (start, Vec::new(), 0_u64);
    while at < end && entries.len() < MAX_ENTRIES {
        // Refilled so that a whole entry (46 bytes and three lengths of two bytes) is always at hand.
        let mut inside = (at - chunk_at) as usize;
        let more = chunk_at + (chunk.len() as u64) < end;
        if chunk.is_empty() || (more && chunk.len() < inside + 46 + 3 * 65_535) {
            chunk = read(source, at, 1 << 20)?;
            (chunk_at, inside) = (at, 0);
        }
        let entry = chunk.get(inside..).unwrap_or_default();
        if !entry.starts_with(b"PK\x01\x02") {
            break;
        }
        let length = |at| usize::from(u16_at(entry, at).unwrap_or_default());
        let (name, extra, comment) = (length(28), length(30), length(32));
        let name_bytes = entry.get(46..46 + name).unwrap_or_default();
        let narrow = |at| u64::from(u32_at(entry, at).unwrap_or_default());
        entries.push(Entry {
            name: String::from_utf8_lossy(name_bytes).replace('\\', "/").trim_start_matches('/').to_owned(),
            encrypted: length(8) & 1 == 1,
            method: u16_at(entry, 10).unwrap_or_default(),
            compressed: narrow(20),
            header: narrow(42).saturating_add(shift),
        });
        at += (46 + name + extra + comment) as u64;
    }
    if entries.is_empty() { Err(cut_off()) } else { Ok(entries) }
}

/// Where the table of contents begins and ends, and how far the archive lies behind the start of the file.
fn locate_table(source: &dyn Source) -> Result<Option<(u64, u64, u64)>, Problem> {
    const LONGEST: u64 = 22 + 65_535;
    let from = source.size().saturating_sub(LONGEST);
    let tail = read(source, from, LONGEST as u32)?;
    let Some(at) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else { return Ok(None) };
    let record = tail.get(at..).unwrap_or_default();
    let (Some(size), Some(offset)) = (u32_at(record, 12), u32_at(record, 16)) else { return Ok(None) };
    let end = from + at as u64;
    if offset == u32::MAX || size == u32::MAX {
        return wide_table(source, end);
    }
    // Bytes before the archive shift all its offsets.
    let Some(start) = end.checked_sub(u64::from(size)) else { return Ok(None) };
    Ok(start.checked_sub(u64::from(offset)).map(|shift| (start, end, shift)))
}

/// The same for archives of the 64-bit kind, which streaming writers make of small workbooks too.
fn wide_table(source: &dyn Source, end: u64) -> Result<Option<(u64, u64, u64)>, Problem> {
    let wide = |bytes: &[u8], at| crate::sheet::bytes::array_at(bytes, at).map(u64::from_le_bytes);
    let Some(locator_at) = end.checked_sub(20) else { return Ok(None) };
    let locator = read(source, locator_at, 20)?;
    let Some(record_at) = wide(&locator, 8).filter(|at| locator.starts_with(b"PK\x06\x07") && *at < locator_at) else {
        return Ok(None);
    };
    let record = read(source, record_at, 56)?;
    let (Some(size), Some(start)) = (wide(&record, 40), wide(&record, 48)) else { return Ok(None) };
    Ok(start.checked_add(size).filter(|table_end| *table_end <= record_at).map(|table_end| (start, table_end, 0)))
}

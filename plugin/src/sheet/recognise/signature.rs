//! Files that give themselves away by their first bytes and are not spreadsheets.

use crate::message::{Code, Problem, spreadsheet as say};
use crate::sheet::bytes::{u16_at, u32_at};

/// Where the bytes stand, the bytes, the message and the format's name for it.
type Signature = (usize, &'static [u8], Code, &'static str);

const SIGNATURES: &[Signature] = &[
    (0, b"\x1f\x8b", say::COMPRESSED_FILE, "gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", say::COMPRESSED_FILE, "7-Zip"),
    (0, b"Rar!\x1a\x07", say::COMPRESSED_FILE, "RAR"),
    (0, b"\xfd7zXZ\0", say::COMPRESSED_FILE, "xz"),
    (0, b"\x28\xb5\x2f\xfd", say::COMPRESSED_FILE, "Zstandard"),
    (0, b"\x04\x22\x4d\x18", say::COMPRESSED_FILE, "LZ4"),
    (0, b"LZIP\x01", say::COMPRESSED_FILE, "lzip"),
    (0, b"\x1f\x9d", say::COMPRESSED_FILE, "compress"),
    (0, b"MSCF\0\0\0\0", say::COMPRESSED_FILE, "CAB"),
    (4, b"1AY&SY", say::COMPRESSED_FILE, "bzip2"),
    (257, b"ustar", say::COMPRESSED_FILE, "tar"),
    (0, b"\x89PNG\r\n\x1a\n", say::IMAGE_FILE, "PNG"),
    (0, b"\xff\xd8\xff", say::IMAGE_FILE, "JPEG"),
    (0, b"GIF87a", say::IMAGE_FILE, "GIF"),
    (0, b"GIF89a", say::IMAGE_FILE, "GIF"),
    (0, b"II\x2a\0", say::IMAGE_FILE, "TIFF"),
    (0, b"MM\0\x2a", say::IMAGE_FILE, "TIFF"),
    (8, b"WEBPVP8", say::IMAGE_FILE, "WebP"),
    (4, b"ftypheic", say::IMAGE_FILE, "HEIC"),
    (4, b"ftypmif1", say::IMAGE_FILE, "HEIC"),
    (4, b"ftypavif", say::IMAGE_FILE, "AVIF"),
    (4, b"ftyp", say::OTHER_DOCUMENT, "MP4"),
    (0, b"SQLite format 3\0", say::DATABASE_FILE, "SQLite"),
    (0, b"\0\x01\0\0Standard Jet DB", say::DATABASE_FILE, "Access"),
    (0, b"\0\x01\0\0Standard ACE DB", say::DATABASE_FILE, "Access"),
    (0, b"PAR1", say::DATABASE_FILE, "Parquet"),
    (0, b"!BDN", say::MAIL_FILE, "Outlook PST"),
    (0, b"bplist00", say::OTHER_DOCUMENT, "Apple plist"),
    (0, b"{\\rtf", say::TEXT_DOCUMENT, "RTF"),
    (0, b"%!PS-Adobe", say::OTHER_DOCUMENT, "PostScript"),
    (0, b"\x7fELF", say::PROGRAM_FILE, ""),
    (0, b"\xcf\xfa\xed\xfe", say::PROGRAM_FILE, ""),
    (0, b"\xca\xfe\xba\xbe", say::PROGRAM_FILE, ""),
    (0, b"\0asm", say::PROGRAM_FILE, ""),
    (0, b"\0\0\x02\0\x04\x04", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\0\0\x02\0\x06\x04", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\0\0\x1a\0\0\x10\x04\0", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\0\0\x1a\0\x02\x10\x04\0", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\0\0\x1a\0\x03\x10\x04\0", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\0\0\x1a\0\x05\x10\x04\0", say::OLD_SPREADSHEET, "Lotus 1-2-3"),
    (0, b"\xff\0\x02\0\x04\x04", say::OLD_SPREADSHEET, "Microsoft Works"),
    (0, b"\0\0\x02\0\x01\x10", say::OLD_SPREADSHEET, "Quattro Pro"),
    (0, b"\xffWPC", say::TEXT_DOCUMENT, "WordPerfect"),
];

/// The message for a file that begins like this, when it gives itself away.
pub(super) fn problem(head: &[u8]) -> Option<Problem> {
    for (at, signature, message, format) in SIGNATURES {
        if head.get(*at..).is_some_and(|rest| rest.starts_with(signature)) {
            return Some(Problem::new(message).with("format", format).with("program", format));
        }
    }
    // Readers of PDF accept it anywhere in the first kilobyte.
    let start = head.get(..1024).unwrap_or(head);
    if start.windows(7).any(|window| window.starts_with(b"%PDF-") && window.get(6) == Some(&b'.')) {
        return Some(Problem::new(say::PDF_FILE));
    }
    if is_windows_program(head) {
        return Some(Problem::new(say::PROGRAM_FILE));
    }
    if is_bitmap(head) {
        return Some(Problem::new(say::IMAGE_FILE).with("format", "BMP"));
    }
    is_dbase(head).then(|| Problem::new(say::DATABASE_FILE).with("format", "dBase"))
}

/// `MZ` alone could begin a list.
fn is_windows_program(head: &[u8]) -> bool {
    head.starts_with(b"MZ")
        && u32_at(head, 0x3c).is_some_and(|at| head.get(at as usize..).is_some_and(|rest| rest.starts_with(b"PE\0\0")))
}

/// `BM` alone could begin a list.
fn is_bitmap(head: &[u8]) -> bool {
    head.starts_with(b"BM") && u32_at(head, 6) == Some(0) && matches!(u32_at(head, 14), Some(12 | 40 | 108 | 124))
}

/// A version, the date of the last change, and a header as long as its 32-byte columns make it.
fn is_dbase(head: &[u8]) -> bool {
    let byte = |at: usize| head.get(at).copied().unwrap_or_default();
    let header = u16_at(head, 8).unwrap_or_default();
    matches!(byte(0), 0x02 | 0x03 | 0x30 | 0x31 | 0x32 | 0x43 | 0x63 | 0x83 | 0x8b | 0x8e | 0xcb | 0xf5)
        && (1..=12).contains(&byte(2))
        && (1..=31).contains(&byte(3))
        && header > 32
        && matches!(header % 32, 1 | 8)
        && u16_at(head, 10).is_some_and(|record| record > 1)
}

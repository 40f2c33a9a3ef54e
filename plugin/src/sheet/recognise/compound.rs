//! Compound files and bare record streams: old Excel, encrypted new Excel, and their cousins.

use crate::host::Source;
use crate::message::{Code, Problem, spreadsheet as say};
use crate::sheet::Kind;
use crate::sheet::bytes::{u16_at, u32_at};
use crate::sheet::ole::{Compound, Extent};

/// What is in a compound file that is no workbook: a stream or folder, the message, the format's name.
const OTHERS: &[(&str, Code, &str)] = &[
    ("WordDocument", say::TEXT_DOCUMENT, "Word"),
    ("PowerPoint Document", say::OTHER_DOCUMENT, "PowerPoint"),
    ("PP40", say::OTHER_DOCUMENT, "PowerPoint"),
    ("__properties_version1.0", say::MAIL_FILE, "Outlook MSG"),
    ("__nameid_version1.0", say::MAIL_FILE, "Outlook MSG"),
    ("VisioDocument", say::OTHER_DOCUMENT, "Visio"),
    ("MatOST", say::TEXT_DOCUMENT, "Microsoft Works"),
    ("WksSSWorkBook", say::OLD_SPREADSHEET, "Microsoft Works"),
    ("NativeContent_MAIN", say::OLD_SPREADSHEET, "Quattro Pro"),
    ("FileHeader", say::OTHER_DOCUMENT, "HWP"),
];

/// Tells what a compound file is.
pub(super) fn recognise(source: &dyn Source) -> Result<Kind, Problem> {
    let file = Compound::open(source)?;
    // A file for Excel 5 and 97 alike has both; the newer one comes first.
    for name in ["Workbook", "Book"] {
        if let Some(stream) = file.stream(name) {
            return recognise_stream(source, &stream?);
        }
    }
    // A sensitivity label encrypts with keys that nobody types in.
    if file.contains("EncryptedPackage") && file.contains("DRMEncryptedDataSpace") {
        return Err(Problem::new(say::RIGHTS_PROTECTED));
    }
    if ["EncryptedPackage", "EncryptionInfo"].iter().any(|name| file.contains(name)) {
        return Err(Problem::new(say::PASSWORD_PROTECTED));
    }
    match OTHERS.iter().find(|(name, ..)| file.contains(name)) {
        Some((_, message, format)) => Err(Problem::new(message).with("format", format).with("program", format)),
        None => Err(Problem::new(say::NOT_A_SPREADSHEET)),
    }
}

/// Tells a workbook stream that stands in no shell: Excel 2 to 4, and newer ones from frugal writers.
pub(super) fn recognise_bare_stream(source: &dyn Source, head: &[u8]) -> Option<Result<Kind, Problem>> {
    let length = u16_at(head, 2)?;
    let plausible = match u16_at(head, 0)? {
        0x0009 => length == 4 && matches!(u16_at(head, 6)?, 0x10 | 0x20 | 0x40),
        0x0209 | 0x0409 => length == 6 && matches!(u16_at(head, 6)?, 0x10 | 0x20 | 0x40 | 0x100),
        0x0809 => matches!(length, 8 | 16) && matches!(u16_at(head, 4)?, 0x0500 | 0x0600),
        _ => false,
    };
    plausible.then(|| recognise_stream(source, &Extent::whole(source.size())))
}

/// The version stands in the first record, encryption in one of the next.
fn recognise_stream(source: &dyn Source, stream: &Extent) -> Result<Kind, Problem> {
    let start = stream.read(source, 0, 4096)?;
    let damaged = || Problem::new(say::DAMAGED_COMPOUND_FILE);
    let too_old = |version| Err(Problem::new(say::TOO_OLD).with("version", version));
    match u16_at(&start, 0).ok_or_else(damaged)? {
        0x0009 => return too_old("2"),
        0x0209 => return too_old("3"),
        0x0409 => return too_old("4"),
        0x0809 => {}
        _ => return Err(damaged()),
    }
    match u16_at(&start, 4).ok_or_else(damaged)? {
        0x0500 | 0x0600 => {}
        0x0400 => return too_old("4"),
        0x0300 => return too_old("3"),
        0x0200 | 0x0002 | 0x0007 => return too_old("2"),
        _ => return Err(damaged()),
    }
    const FILE_PASS: u32 = 0x002F;
    let mut at = 0;
    while let Some(header) = u32_at(&start, at) {
        if header & 0xFFFF == FILE_PASS {
            return Err(Problem::new(say::PASSWORD_PROTECTED));
        }
        at += 4 + (header >> 16) as usize;
    }
    Ok(Kind::Xls)
}

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use super::*;
use crate::host::MemorySource;
use crate::sheet::ole::sample::compound_file;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

fn told(bytes: &[u8]) -> String {
    match recognise(&MemorySource(bytes.to_vec())) {
        Ok(kind) => kind.as_str().to_owned(),
        Err(problem) => problem.code().to_owned(),
    }
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn content_types(main: &str) -> String {
    format!(
        r#"<Types><Default ContentType="application/xml"/><Override PartName="/x" ContentType="application/{main}"/></Types>"#
    )
}

fn in_utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

const BOF_8: &[u8] = &[0x09, 0x08, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const EOF: &[u8] = &[0x0A, 0, 0, 0];

#[test]
fn archives_are_told_by_their_parts() {
    type Parts<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(&str, Parts<'_>, &str)] = &[
        (
            "xlsx",
            &[(
                "[Content_Types].xml",
                &content_types("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
            )],
            "xlsx",
        ),
        ("xlsm", &[("[Content_Types].xml", &content_types("vnd.ms-excel.sheet.macroEnabled.main+xml"))], "xlsx"),
        ("xlsb", &[("[Content_Types].xml", &content_types("vnd.ms-excel.sheet.binary.macroEnabled.main"))], "xlsb"),
        ("part names alone", &[("odd/place/Workbook.xml", "")], "xlsx"),
        ("backslashes", &[("xl\\workbook.bin", "")], "xlsb"),
        ("ods", &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], "ods"),
        ("ods without mimetype", &[("content.xml", ""), ("META-INF/manifest.xml", "<manifest/>")], "ods"),
        (
            "encrypted ods",
            &[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
            ],
            "password-protected",
        ),
        ("odt", &[("mimetype", "application/vnd.oasis.opendocument.text")], "text-document"),
        ("odp", &[("mimetype", "application/vnd.oasis.opendocument.presentation")], "other-document"),
        (
            "docx with a sheet inside",
            &[
                (
                    "[Content_Types].xml",
                    &content_types("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
                ),
                ("word/document.xml", ""),
            ],
            "text-document",
        ),
        ("pptx", &[("ppt/presentation.xml", "")], "other-document"),
        ("numbers", &[("Index/Document.iwa", "")], "numbers-file"),
        ("zipped list", &[("users.csv", "a;b")], "archive-of-files"),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(told(&archive(parts)), *expected, "{name}");
    }
}

#[test]
fn the_document_of_a_package_decides_and_not_a_type_that_no_part_has() {
    let package = |main: &str, target: &str| {
        let types = format!(
            r#"<Types><Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
            <Override PartName="/xl/workbook.xml" ContentType="application/{main}"/></Types>"#
        );
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relations = format!(
            r#"<Relationships><Relationship Id="rId2" Type="{kind}/extended-properties" Target="docProps/app.xml"/>
            <Relationship Id='rId1' Type='{kind}/officeDocument' Target='{target}'/></Relationships>"#
        );
        told(&archive(&[("[Content_Types].xml", &types), ("_rels/.rels", &relations)]))
    };
    let plain = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let cases = [
        (plain, "xl/workbook.xml", "xlsx"),
        (plain, "/XL/Workbook.xml", "xlsx"),
        ("vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml", "xlsx"),
        ("vnd.ms-word.document.macroEnabled.main+xml", "xl/workbook.xml", "text-document"),
        (plain, "xl/workbook.bin", "xlsb"),
    ];
    for (main, target, expected) in cases {
        assert_eq!(package(main, target), expected, "{main} {target}");
    }
}

#[test]
fn an_archive_in_utf16_parts_or_behind_other_bytes_is_still_told() {
    let types = content_types("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(&in_utf16(&types)).unwrap();
    assert_eq!(told(&zip.finish().unwrap().into_inner()), "xlsx");

    let mut shifted = b"PK00".to_vec();
    shifted.extend(archive(&[("[Content_Types].xml", &types)]));
    assert_eq!(told(&shifted), "xlsx");
}

#[test]
fn an_archive_cut_in_half_is_damaged() {
    let whole = archive(&[("[Content_Types].xml", &content_types("spreadsheetml.sheet.main+xml")), ("a", "b")]);
    assert_eq!(told(&whole[..whole.len() / 2]), "archive-cut-off");
}

#[test]
fn compound_files_are_told_by_their_streams() {
    let workbook = [BOF_8, EOF].concat();
    let locked = [BOF_8, &[0xE1, 0, 2, 0, 0xB0, 4], &[0x2F, 0, 4, 0, 1, 2, 3, 4], EOF].concat();
    let old = [0x09, 0x04, 6, 0, 0, 0, 0x10, 0, 0, 0];
    type Streams<'a> = &'a [(&'a str, &'a [u8])];
    let cases: &[(Streams<'_>, &str)] = &[
        (&[("Workbook", &workbook)], "xls"),
        (&[("\u{5}SummaryInformation", b"x"), ("BOOK", &workbook)], "xls"),
        (&[("Workbook", &locked)], "password-protected"),
        (&[("Book", &old)], "too-old"),
        (&[("Workbook", b"hello world, this is text")], "damaged-compound-file"),
        (&[("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")], "password-protected"),
        (&[("DRMEncryptedDataSpace", b"x"), ("EncryptedPackage", b"x")], "rights-protected"),
        (&[("WordDocument", b"x")], "text-document"),
        (&[("__properties_version1.0", b"x")], "mail-file"),
        (&[("Anything", b"x")], "not-a-spreadsheet"),
    ];
    for (streams, expected) in cases {
        assert_eq!(told(&compound_file(streams)), *expected, "{:?}", streams[0].0);
    }
    assert_eq!(told(&workbook), "xls", "a bare stream");
}

#[test]
fn other_files_are_called_by_their_name() {
    let mut tar = vec![0; 512];
    tar[..4].copy_from_slice(b"a.cs");
    tar[257..262].copy_from_slice(b"ustar");
    let mut dbase = vec![0; 98];
    dbase[..12].copy_from_slice(&[3, 124, 2, 29, 1, 0, 0, 0, 97, 0, 20, 0]);
    let cases: &[(&[u8], &str)] = &[
        (b"", "empty-file"),
        (b"\x1f\x8b\x08\0\0\0", "compressed-file"),
        (b"BZh91AY&SY....", "compressed-file"),
        (b"7z\xbc\xaf\x27\x1c..", "compressed-file"),
        (b"Rar!\x1a\x07\x01\0", "compressed-file"),
        (b"\xfd7zXZ\0..", "compressed-file"),
        (b"\x28\xb5\x2f\xfd..", "compressed-file"),
        (&tar, "compressed-file"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf-file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image-file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image-file"),
        (b"GIF89a\x01\0", "image-file"),
        (b"SQLite format 3\0..", "database-file"),
        (&dbase, "database-file"),
        (b"\0\0\x02\0\x06\x04\x06\0", "old-spreadsheet"),
        (b"\x09\0\x04\0\x02\0\x10\0", "too-old"),
        (b"\x09\x02\x06\0\0\0\x10\0\0\0", "too-old"),
        (b"\x09\x04\x06\0\0\0\x10\0\0\0", "too-old"),
        (b"\x7fELF\x02\x01", "program-file"),
        (b"{\\rtf1\\ansi", "text-document"),
        (b"<html><table><tr><td>Vorname", "html-file"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>", "html-file"),
        (b"<!-- exported --><TABLE border=1>", "html-file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", "html-file"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "xml-spreadsheet"),
        (b"<?xml version=\"1.0\"?><users/>", "xml-file"),
        (b"[{\"a\": 1}]", "json-file"),
        (b"{\n  \"users\": []\n}", "json-file"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "contacts-file"),
        (b"version: 1\n\ndn: cn=Anna\ncn: Anna\n", "contacts-file"),
        (b"ID;PWXL;N;E\nP;PGeneral\nC;X1;Y1;K\"a\"\n", "old-spreadsheet"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(told(bytes), *expected, "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(told(&in_utf16("\u{feff}<html><body><table>")), "html-file");
    assert_eq!(told(&[0; 4096]), "not-a-spreadsheet");
    let noise: Vec<u8> =
        (0..20_000_u64).map(|at| (at.wrapping_mul(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
    assert_eq!(told(&noise), "not-a-spreadsheet");
}

#[test]
fn text_in_any_encoding_is_a_list() {
    let list = "Vorname;Nachname\r\nJürgen;Müller\r\nZoë;O'Brien\r\n";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let utf32 = |text: &str| text.chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect::<Vec<u8>>();
    let cases: &[Vec<u8>] = &[
        list.into(),
        [b"\xef\xbb\xbf", list.as_bytes()].concat(),
        b"\xef\xbb\xbf".to_vec(),
        b"Vorname;Nachname\r\nJ\xfcrgen;M\xfcller\r\n".to_vec(),
        utf16(list),
        in_utf16(list),
        utf16(&format!("\u{feff}{list}")),
        utf16("Имя\tФамилия\r\nИван\tИванов\r\n"),
        in_utf16("姓\t名\r\n李\t小龙\r\n北京\t上海\r\n"),
        utf32(list),
        utf32(&format!("\u{feff}{list}")),
        b"Vorname;Nachname;E-Mail\r\nAn\0na;Kurz;anna@example.com\r\nBernd;\0;bernd@example.com\r\n".to_vec(),
        b"[Name];[Mail]\nAnna;a@example.com\n".to_vec(),
        b"{id};{name}\n1;Anna\n".to_vec(),
        b"ID;Personalnummer;Name\n1;2;Anna\n".to_vec(),
        b"<Vorname>;<Nachname>\nAnna;Kurz\n".to_vec(),
        b"MZ;BM;From: x\n1;2;3\n".to_vec(),
        b"sep=;\nx-id;name\n1;Anna\n".to_vec(),
        b"a".to_vec(),
    ];
    for bytes in cases {
        assert_eq!(told(bytes), "csv", "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_flat_opendocument_spreadsheet_is_one() {
    let flat =
        r#"<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">"#;
    assert_eq!(told(flat.as_bytes()), "ods");
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600), start in 0_usize..5) {
        let starts: [&[u8]; 5] = [b"", b"PK\x03\x04", &ole::MAGIC, b"\x09\x08\x10\0\0\x06", b"PK\x05\x06"];
        let _ = told(&[starts[start], &bytes].concat());
    }

    #[test]
    fn a_changed_archive_gets_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10)) {
        let mut file = archive(&[("[Content_Types].xml", &content_types("x")), ("mimetype", "y"), ("xl/workbook.xml", "z")]);
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = told(&file);
    }
}

#![allow(clippy::unwrap_used)]

use std::io::{self, Write};

use zip::write::SimpleFileOptions;

use super::super::memory_source;
use super::*;

fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn open(bytes: Vec<u8>) -> Result<Archive, Problem> {
    Archive::open(memory_source(bytes), &Limits::default())
}

fn code<T>(result: Result<T, Problem>) -> &'static str {
    result.map(|_| "fine").unwrap_or_else(|problem| problem.code())
}

/// Text that compresses to about a third.
fn prose(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b"abcdefgh"[(state >> 24) as usize % 8]
    };
    std::iter::repeat_with(&mut next).take(length).collect()
}

#[test]
fn a_part_comes_out_as_it_went_in() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        for length in [0, 1, 70_000, 3_000_000] {
            let content = prose(length);
            let archive = open(packed(&[("a/b.xml", &content), ("c", b"x")], method)).unwrap();
            assert_eq!(archive.read_part("a/b.xml", usize::MAX).unwrap().unwrap(), content, "{method} {length}");
        }
    }
}

#[test]
fn a_part_is_found_whatever_way_its_name_is_written() {
    let archive = open(packed(&[("XL\\Workbook.xml", b"1"), ("xl/b", b"2")], CompressionMethod::Stored));
    let archive = archive.unwrap();
    for (name, content) in [("xl/workbook.xml", "1"), ("/xl/WORKBOOK.xml", "1"), ("xl\\B", "2"), ("XL/b", "2")] {
        assert_eq!(archive.read_part(name, 9).unwrap().unwrap(), content.as_bytes(), "{name}");
    }
    assert!(archive.part("xl/none").unwrap().is_none());
}

#[test]
fn targets_are_resolved_inside_of_the_archive() {
    for (from, target, part) in [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../tables/table1.xml", "xl/tables/table1.xml"),
        ("xl/worksheets/sheet1.xml", "..\\tables\\.\\table1.xml", "xl/tables/table1.xml"),
        ("workbook.xml", "../../../etc/passwd", "etc/passwd"),
        ("xl/workbook.xml", "sheet1.xml#A1", "xl/sheet1.xml"),
    ] {
        assert_eq!(resolve(from, target), part);
    }
}

#[test]
fn an_archive_cut_off_says_so() {
    let whole = packed(&[("a", &prose(9_000))], CompressionMethod::Deflated);
    for length in [0, 1, 30, whole.len() / 2, whole.len() - 10] {
        assert_eq!(code(open(whole[..length].to_vec())), "archive-cut-off", "{length}");
    }
}

#[test]
fn a_table_of_contents_without_end_is_refused_for_its_size() {
    let names: Vec<String> = (0..60_000).map(|number| format!("xl/media/{number:050}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &[][..])).collect();
    assert_eq!(code(open(packed(&parts, CompressionMethod::Stored))), "archive-too-many-parts");
}

#[test]
fn a_flipped_bit_in_a_part_is_damage() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let mut bytes = packed(&[("a", &prose(9_000))], method);
        bytes[2_000] ^= 0x10;
        assert_eq!(code(open(bytes).unwrap().read_part("a", usize::MAX)), "damaged-archive", "{method}");
    }
}

#[test]
fn a_part_named_twice_is_refused() {
    let mut bytes = packed(&[("sheet1", b"Anna"), ("sheet2", b"Eve")], CompressionMethod::Stored);
    let names: Vec<usize> = (0..bytes.len() - 6).filter(|at| &bytes[*at..at + 6] == b"sheet2").collect();
    names.into_iter().for_each(|at| bytes[at + 5] = b'1');
    assert_eq!(code(open(bytes)), "archive-duplicate-part");
}

#[test]
fn names_that_mean_the_same_part_are_refused() {
    for name in ["xl\\a.xml", "/xl/a.xml", "XL/A.xml", "xl/../xl/a.xml", "xl/./a.xml", "xl//a.xml"] {
        let parts: [(&str, &[u8]); 2] = [("xl/a.xml", b"Anna"), (name, b"Eve")];
        assert_eq!(code(open(packed(&parts, CompressionMethod::Stored))), "archive-duplicate-part", "{name}");
    }
    let parts: [(&str, &[u8]); 3] = [("xl/", b""), ("xl/a.xml", b"Anna"), ("a.xml", b"Eve")];
    assert_eq!(code(open(packed(&parts, CompressionMethod::Stored))), "fine");
}

#[test]
fn real_bytes_are_counted_and_not_those_declared() {
    let mut bytes = packed(&[("a", &prose(500_000))], CompressionMethod::Deflated);
    let directory = (0..bytes.len()).rfind(|at| bytes[*at..].starts_with(b"PK\x01\x02")).unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
    let problem = open(bytes).unwrap().read_part("a", usize::MAX).unwrap_err();
    assert_eq!(problem.code(), "archive-size-lies");
}

#[test]
fn a_part_that_inflates_beyond_measure_is_stopped_with_the_measured_number() {
    let archive = open(packed(&[("a", &vec![b' '; 80 << 20])], CompressionMethod::Deflated)).unwrap();
    let problem = archive.read_part("a", usize::MAX).unwrap_err();
    assert_eq!(problem.code(), "inflates-too-much");
    let measured: u64 = problem.arguments.iter().find(|(name, _)| *name == "measured").unwrap().1.parse().unwrap();
    assert!(measured > 200, "{measured}");
}

#[test]
fn a_part_that_grows_beyond_the_ratio_is_read_where_it_is_not_large() {
    let archive = open(packed(&[("a", &vec![b' '; 20 << 20])], CompressionMethod::Deflated)).unwrap();
    assert_eq!(archive.read_part("a", usize::MAX).unwrap().unwrap().len(), 20 << 20);
}

#[test]
fn all_parts_together_have_one_limit_and_reading_twice_counts_once() {
    let limits = Limits { inflated_bytes: 100_000, inflated_per_byte: 0, ..Limits::default() };
    let bytes = packed(&[("a", &prose(60_000)), ("b", &prose(60_000))], CompressionMethod::Deflated);
    let archive = Archive::open(memory_source(bytes), &limits).unwrap();
    for _ in 0..5 {
        assert_eq!(code(archive.read_part("a", usize::MAX)), "fine");
    }
    assert_eq!(code(archive.read_part("b", usize::MAX)), "inflates-too-large");
}

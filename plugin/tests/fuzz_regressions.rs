//! Inputs that once broke something, or nearly: each must end in rows or in a problem. They are kept small; new ones come from
//! `cargo +nightly fuzz run TARGET` in `plugin/`.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

#[path = "../fuzz/bodies.rs"]
mod bodies;

fn run(target: &str, body: fn(&[u8])) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions").join(target);
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        body(&std::fs::read(entry.unwrap().path()).unwrap());
        files += 1;
    }
    assert!(files > 0, "no inputs for {target}");
}

#[test]
fn delimited_text_that_once_broke_something_is_read_or_refused() {
    run("delimited", bodies::delimited);
}

#[test]
fn workbooks_that_once_broke_something_are_read_or_refused() {
    run("workbook", bodies::workbook);
}

#[test]
fn settings_that_once_broke_something_are_read_or_refused() {
    run("settings", bodies::settings);
}

//! Imports and exports that work, also from clients with habits.

use serde_json::json;

use crate::client::{Part, Request, file, settings};
use crate::server::{Server, list};

#[test]
fn what_is_exported_and_imported_again_changes_nothing() {
    let server = Server::start();
    let result = server.import("acme", "?mode=UpdateOrInsert&language=de-AT", &list(25)).expect(200).json();
    assert_eq!(result["rows_read"], 25);
    assert_eq!(result["counts"]["created"], 25);
    for (format, media_type, magic) in [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &b"PK"[..]),
        ("xlsx-table", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", b"PK"),
        ("csv", "text/csv; charset=utf-8; header=present", b"\xef\xbb\xbf"),
        ("csv-plain", "text/csv; charset=utf-8; header=present", b""),
    ] {
        let export = server.get("acme", &format!("/a/api/ExportUsers?format={format}")).expect(200);
        assert_eq!(export.header("content-type"), Some(media_type));
        let extension = format.split('-').next().unwrap();
        let name = format!("attachment; filename=\"users.{extension}\"");
        assert_eq!(export.header("content-disposition"), Some(name.as_str()));
        assert_eq!(export.header("cache-control"), Some("no-store"));
        assert!(export.body.starts_with(magic), "{format}");
        let again = server.import("acme", "?mode=UpdateOrInsert", &export.body).expect(200).json();
        assert_eq!(again["counts"]["unchanged"], 25, "{format}: {again}");
    }
}

#[test]
fn exports_take_fields_delimiter_encoding_and_language() {
    let server = Server::start();
    server.import("acme", "", "Vorname;Nachname;E-Mail\nJörg;Groß;joerg@example.com\n".as_bytes()).expect(200);
    let target = "/a/api/ExportUsers/?format=csv-plain&exportFields=email,last-name&delimiter=%3B&language=de";
    assert_eq!(server.get("acme", target).expect(200).text(), "E-Mail-Adresse;Nachname\r\njoerg@example.com;Groß\r\n");
    let latin = server.get("acme", &format!("{target}&encoding=windows-1252")).expect(200);
    assert!(latin.body.windows(4).any(|bytes| bytes == b"Gro\xdf"), "{latin:?}");
    let template = server.get("acme", &format!("{target}&template=true")).expect(200);
    assert_eq!(template.text().lines().count(), 1);
}

#[test]
fn clients_with_habits_are_understood() {
    let server = Server::start();
    let content = list(1);
    let plain = Request::new("POST", "/a/api/ImportUsers/?mode=updateorinsert");
    let unquoted = Part { disposition: "name=file; filename=users.csv; filename*=utf-8''users.csv", content: &content };
    for (number, request) in [
        // A quoted boundary, a slash before the question mark, an unquoted name: .NET.
        plain.clone().form_with(&[unquoted], "4f6c1f2e-8e3c-4b1a", true),
        plain.clone().form_with(&[file(&content)], "=_a b'()+_,-./:=?", true),
        // No file name at all.
        plain.clone().form(&[Part { disposition: "name=\"file\"", content: &content }]),
        // A form whose second field nobody filled in.
        plain.clone().form(&[file(&content), settings("")]),
        // Settings before the file, with a byte-order mark.
        plain.form(&[settings("\u{feff}{\"Version\":1}"), file(&content)]),
    ]
    .into_iter()
    .enumerate()
    {
        let result = server.send("acme", request).expect(200).json();
        let (outcome, other) = if number == 0 { ("created", "unchanged") } else { ("unchanged", "created") };
        assert_eq!((&result["counts"][outcome], &result["counts"][other]), (&json!(1), &json!(0)), "{number}");
    }
}

#[test]
fn chunked_bodies_work_and_continue_is_answered() {
    use std::io::{BufReader, Write};
    let server = Server::start();
    let form =
        Request::new("POST", "/a/api/ImportUsers").login("acme", crate::server::PASSWORD).form(&[file(&list(2))]);
    let bytes = form.bytes();
    let body = &bytes[form.head().len()..];
    let head = form.header("Transfer-Encoding", "chunked").header("Expect", "100-continue").head();
    let mut stream = crate::client::connect(server.address);
    stream.write_all(head.as_bytes()).unwrap();
    for chunk in body.chunks(7) {
        stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).unwrap();
        stream.write_all(chunk).unwrap();
        stream.write_all(b"\r\n").unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    let answer = crate::client::read_answer(&mut BufReader::new(stream)).unwrap().expect(200);
    assert_eq!(answer.json()["counts"]["created"], 2);
}

#[test]
fn a_dry_run_changes_nothing_and_settings_are_followed() {
    let server = Server::start();
    let file_content = b"A,B,C\nAnna,Berger,anna@example.com\n";
    let mapping = json!({ "Mode": "Update", "Mappings": [
        { "SourceFieldID": "A", "TargetFieldID": "first-name", "UpdateBehavior": 0 },
        { "SourceFieldID": "B", "TargetFieldID": "last-name", "UpdateBehavior": 0 },
        { "SourceFieldID": "C", "TargetFieldID": "email", "UpdateBehavior": 2 },
    ]})
    .to_string();
    let parts = [file(file_content), settings(&mapping)];
    let dry = server.import_form("acme", "?mode=Insert&dryRun=true&withChanges=true", &parts).expect(200).json();
    assert_eq!(dry["dry_run"], true);
    assert_eq!(dry["counts"]["created"], 1);
    assert_eq!(dry["changes"][0]["outcome"], "created");
    assert!(server.emails("acme").is_empty());
    // The document's mode counts where the query has none.
    let skipped = server.import_form("acme", "", &parts).expect(200).json();
    assert_eq!(skipped["counts"]["skipped"], 1);
    assert!(server.emails("acme").is_empty());
    server.import_form("acme", "?mode=Insert", &parts).expect(200);
    assert_eq!(server.emails("acme"), ["anna@example.com"]);
}

#[test]
fn failed_rows_are_told_and_can_be_downloaded() {
    let server = Server::start();
    let content = b"First name,Last name,Email address\nAnna,Berger,anna@example.com\nBerta,Adler,no address\n";
    let answer = server.import("acme", "?mode=Insert", content).expect(200);
    let link = answer.header("link").unwrap().to_owned();
    let result = answer.json();
    assert_eq!((&result["counts"]["created"], &result["counts"]["failed"]), (&json!(1), &json!(1)));
    assert_eq!(result["problems"][0]["line"], 3);
    let report = result["report"].as_str().unwrap();
    assert!(link.contains(report), "{link}");
    let report = server.get("acme", report).expect(200);
    assert_eq!(report.header("content-type"), Some("text/csv"));
    assert!(report.text().contains("Berta") && !report.text().contains("Anna"), "{}", report.text());
}

#[test]
fn the_document_and_health_need_no_password() {
    let server = Server::start();
    let document = Request::get("/openapi.json").send(server.address).expect(200);
    assert_eq!(document.json()["openapi"], "3.1.0");
    assert_eq!(Request::get("/healthz").send(server.address).expect(200).json()["status"], "ok");
}

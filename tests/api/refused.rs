//! What is wrong gets the right status, and nothing is written.

use std::io::{BufReader, Write};
use std::time::{Duration, Instant};

use host_sim::store::SourceSystem;

use crate::client::{Part, Request, connect, file, read_answer, settings};
use crate::server::{PASSWORD, Server, Setup, list, list_of};

#[test]
fn unknown_paths_and_methods_are_problems_too() {
    let server = Server::start();
    Request::get("/a/api/DeleteUsers").send(server.address).expect_problem(404, "not-found");
    let german = Request::get("/nothing").header("Accept-Language", "fr, de-AT;q=0.8").send(server.address);
    assert_eq!(german.expect_problem(404, "not-found")["title"], "Nicht gefunden");
    for (method, target) in [("GET", "/a/api/ImportUsers"), ("POST", "/a/api/ExportUsers"), ("PUT", "/healthz")] {
        let answer = server.send("acme", Request::new(method, target));
        assert!(answer.header("allow").is_some(), "{answer:?}");
        answer.expect_problem(405, "method-not-allowed");
    }
}

#[test]
fn queries_are_read_strictly() {
    let server = Server::start();
    for query in [
        "?mode=Upsert",
        "?mode=Insert&mode=Update",
        "?dry-run=true",
        "?dryRun=maybe",
        "?delimiter=ab",
        "?language=../../etc",
        "?allowDeactivations=-1",
        "?allowDeactivations=many",
    ] {
        let problem = server.import("acme", query, &list(1)).expect_problem(400, "bad-query");
        assert!(problem["detail"].as_str().unwrap().len() > 20, "{problem}");
    }
    for mode in ["sync", "SYNC", "update-or-insert", "updateorinsert", "UpdateOrInsertOrDelete", "insert"] {
        server.import("acme", &format!("?dryRun=true&mode={mode}"), &list(1)).expect(200);
    }
    for query in ["?format=pdf", "?exportFields=email,,", "?mode=Insert", "?template=perhaps"] {
        server.get("acme", &format!("/a/api/ExportUsers{query}")).expect_problem(400, "bad-query");
    }
    let unknown = server.get("acme", "/a/api/ExportUsers?exportFields=email,shoe-size").expect(422);
    assert_eq!(unknown.header("content-type"), Some("application/problem+json"));
    assert!(server.emails("acme").is_empty());
}

#[test]
fn forms_are_read_strictly() {
    let server = Server::start();
    let import = || Request::new("POST", "/a/api/ImportUsers?mode=Insert");
    let content = list(1);
    let part = |disposition| Part { disposition, content: b"x" };
    for form in [
        vec![],
        vec![settings("{}")],
        vec![file(&content), file(&content)],
        vec![file(&content), part("name=\"importConfi\"")],
        vec![file(&content), part("filename=\"x\"")],
    ] {
        server.send("acme", import().form(&form)).expect_problem(400, "bad-form");
    }
    let cut_off = {
        let mut bytes = b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".to_vec();
        bytes.extend(&content);
        import().header("Content-Type", "multipart/form-data; boundary=b").body(bytes)
    };
    server.send("acme", cut_off).expect_problem(400, "bad-form");
    let no_boundary = import().header("Content-Type", "multipart/form-data; boundary=b").body(vec![b'x'; 3 << 20]);
    server.send("acme", no_boundary).expect_problem(400, "bad-form");
    for content_type in ["text/csv", "multipart/form-data", "application/json"] {
        let request = import().header("Content-Type", content_type).body(content.clone());
        server.send("acme", request).expect_problem(415, "not-a-form");
    }
    assert!(server.emails("acme").is_empty());
}

#[test]
fn settings_that_are_no_settings_are_refused() {
    let server = Server::start();
    let content = list(1);
    for (document, query) in [
        ("{\"Mode\": ", ""),
        ("{\"Mode\": ", "?mode=Insert"),
        ("[]", "?mode=Insert"),
        ("{\"Mode\": \"Insert\", \"Mode\": \"Update\"}", ""),
        ("{\"Mode\": \"Insert\", \"Mode\": \"Update\"}", "?mode=Insert"),
        ("{\"GuardLimits\": {\"Purges\": 1, \"Purges\": 2}}", "?delimiter=;"),
        ("{\"Modus\": \"Insert\"}", ""),
        ("{\"Mode\": \"Everything\"}", ""),
        ("{\"Mappings\": [{\"SourceFieldID\": \"Email address\", \"TargetFieldID\": \"shoe-size\"}]}", ""),
    ] {
        let answer = server.import_form("acme", query, &[file(&content), settings(document)]).expect(422);
        let problem = answer.json();
        assert_eq!(problem["type"], "/openapi.json#/x-problems/invalid-settings", "{document}: {problem}");
        assert!(problem["problems"][0]["code"].is_string(), "{problem}");
    }
    let large = format!("{{\"Version\":1{}}}", " ".repeat(1 << 20));
    server.import_form("acme", "", &[file(&content), settings(&large)]).expect_problem(413, "too-large");
    assert!(server.emails("acme").is_empty());
}

#[test]
fn files_that_are_no_lists_are_unreadable() {
    let server = Server::start();
    for content in [&b""[..], b"%PDF-1.7\n1 0 obj\n", b"PK\x03\x04garbage", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
        let problem = server.import("acme", "?mode=Insert", content).expect(422).json();
        assert_eq!(problem["type"], "/openapi.json#/x-problems/unreadable", "{problem}");
    }
}

#[test]
fn file_names_are_no_paths() {
    let server = Server::start();
    let before = listing(server.folder.path());
    for name in
        ["../../../etc/passwd", "/etc/cron.d/x", "..\\..\\x.csv", "C:\\Windows\\x.csv", "a\\\";\\0.xlsx", "~/.ssh/x"]
    {
        let disposition = format!("name=\"file\"; filename=\"{name}\"");
        let content = list(1);
        let part = Part { disposition: &disposition, content: &content };
        server.import_form("acme", "?mode=UpdateOrInsert", &[part]).expect(200);
    }
    assert_eq!(server.emails("acme").len(), 1);
    assert_eq!(listing(server.folder.path()), before);
}

fn listing(folder: &std::path::Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with("roster.db")).collect();
    names.sort();
    names
}

#[test]
fn oversized_bodies_are_refused_before_and_while_they_arrive() {
    let server = Setup::new().argument("--max-bytes=100000").argument("--max-rows=50").start();
    let large = list(10_000);
    // Told by the length alone: the body need not arrive.
    let told = Request::new("POST", "/a/api/ImportUsers").login("acme", PASSWORD).form(&[]);
    let told = told.header("Content-Length", "40000000").header("Expect", "100-continue");
    let mut stream = connect(server.address);
    stream.write_all(told.head().as_bytes()).unwrap();
    read_answer(&mut BufReader::new(stream)).unwrap().expect_problem(413, "too-large");
    // A client that writes everything before it reads still gets its answer.
    let huge = vec![b'x'; 20 << 20];
    server.import("acme", "", &huge).expect_problem(413, "too-large");
    server.import("acme", "", &large).expect_problem(413, "too-large");
    // Rows are counted by the plugin.
    let rows = server.import("acme", "", &list(51));
    assert_eq!(rows.expect(413).json()["type"], "/openapi.json#/x-problems/too-large");
    assert!(server.emails("acme").is_empty());
    server.import("acme", "", &list(50)).expect(200);
}

#[test]
fn slow_bodies_and_slow_headers_are_sent_away() {
    let server = Setup::new().argument("--read-timeout=1").start();
    let form = Request::new("POST", "/a/api/ImportUsers?mode=Insert").login("acme", PASSWORD).form(&[file(&list(9))]);
    let bytes = form.bytes();
    let begun = Instant::now();
    let mut stream = connect(server.address);
    stream.write_all(&bytes[..bytes.len() - 40]).unwrap();
    read_answer(&mut BufReader::new(stream)).unwrap().expect_problem(408, "too-slow");

    let mut stream = connect(server.address);
    stream.write_all(b"POST /a/api/ImportUsers HTTP/1.1\r\nHost: x\r\nX-").unwrap();
    let answer = read_answer(&mut BufReader::new(stream));
    assert!(answer.is_none_or(|answer| answer.status == 408));
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(server.emails("acme").is_empty());
    server.import("acme", "?mode=Insert", &list(9)).expect(200);
}

#[test]
fn too_many_and_too_large_headers_are_sent_away() {
    let server = Server::start();
    let many = (0..200).fold(Request::get("/healthz"), |request, number| request.header(&format!("X-{number}"), "x"));
    assert_eq!(many.send(server.address).status, 431);
    let large = Request::get("/healthz").header("X-Large", &"x".repeat(100_000));
    assert_eq!(large.send(server.address).status, 431);
    Request::get("/healthz").send(server.address).expect(200);
}

#[test]
fn a_connection_cut_during_the_upload_leaves_nothing_and_frees_the_company() {
    let server = Server::start();
    let form = Request::new("POST", "/a/api/ImportUsers?mode=Insert").login("acme", PASSWORD).form(&[file(&list(900))]);
    let bytes = form.bytes();
    for cut in [200, bytes.len() / 2, bytes.len() - 1] {
        let mut stream = connect(server.address);
        stream.write_all(&bytes[..cut]).unwrap();
        drop(stream);
    }
    // The server sees the end of a connection, and ends what was begun for it, a moment after it came.
    let begun = Instant::now();
    let answer = loop {
        let answer = server.import("acme", "?mode=Insert", &list_of("other", 1));
        if ![409, 503].contains(&answer.status) || begun.elapsed() > Duration::from_secs(10) {
            break answer;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(answer.expect(200).json()["counts"]["created"], 1);
    assert_eq!(server.emails("acme"), ["other0@example.com"]);
}

#[test]
fn a_connection_cut_while_it_is_written_stops_the_import_and_frees_the_company() {
    let server = Setup::new().slow_writes(Duration::from_millis(1)).start();
    let form =
        Request::new("POST", "/a/api/ImportUsers?mode=Insert").login("acme", PASSWORD).form(&[file(&list(20_000))]);
    let mut stream = connect(server.address);
    stream.write_all(&form.bytes()).unwrap();
    let begun = Instant::now();
    while server.emails("acme").is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(40));
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(stream);
    while server.import("acme", "?mode=Insert", &list_of("next", 1)).status == 409 {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(server.emails("acme").len() < 20_001);
}

#[test]
fn companies_without_import_are_told_why() {
    let setup = Setup::new().tenant_with("tiny", 1, None);
    let server = setup.tenant_with("connected", 9, Some(SourceSystem::Salesforce)).start();
    for (tenant, code) in [("tiny", "too-few-licences"), ("connected", "connected-tenant")] {
        server.import(tenant, "?mode=Insert", &list(1)).expect_problem(403, code);
        server.get(tenant, "/a/api/ExportUsers").expect_problem(403, code);
    }
}

#[test]
fn guards_stand_in_the_way_and_can_be_allowed_by_their_number() {
    let server = Server::start();
    server.import("acme", "?mode=Insert", &list(20)).expect(200);
    let query = "?mode=UpdateOrInsertOrDelete";
    let refused = server.import("acme", query, &list(5)).expect(409).json();
    assert_eq!(refused["type"], "/openapi.json#/x-problems/refused");
    assert_eq!(
        (&refused["guards"][0]["guard"], &refused["guards"][0]["number"]),
        (&"deactivations".into(), &15.into())
    );
    // It says how, in the words of this door.
    for text in [&refused["detail"], &refused["guards"][0]["text"], &refused["problems"][0]["text"]] {
        let text = text.as_str().unwrap();
        assert!(text.contains("(allowDeactivations=15)") && !text.contains("--allow"), "{text}");
    }
    server.import("acme", &format!("{query}&allowDeactivations=14"), &list(5)).expect(409);
    let allowed = server.import("acme", &format!("{query}&allowDeactivations=15"), &list(5)).expect(200).json();
    assert_eq!((&allowed["counts"]["unchanged"], &allowed["absent"]["deactivated"]), (&5.into(), &15.into()));
}

#[test]
fn a_plugin_that_is_none_is_refused_at_the_start() {
    let setup = Setup::new().argument("--plugin=nothing.wasm");
    assert_eq!(setup.command("127.0.0.1:0").output().unwrap().status.code(), Some(2));
}

#[test]
fn what_goes_wrong_is_told_in_the_language_asked_for() {
    let server = Setup::new().tenant_with("connected", 9, Some(SourceSystem::Salesforce)).start();
    let detail = |tenant: &str, target: &str, accepted: &str| {
        let request = Request::get(target).header("Accept-Language", accepted);
        server.send(tenant, request).json()["detail"].as_str().unwrap().to_owned()
    };
    for (tenant, target, accepted, word) in [
        // The administrator's own language, unless the query or the header says otherwise; the query goes first.
        ("connected", "/a/api/ExportUsers", "", "synchronised"),
        ("connected", "/a/api/ExportUsers?language=de-AT", "", "verbunden"),
        ("connected", "/a/api/ExportUsers", "de-AT, en;q=0.5", "verbunden"),
        ("connected", "/a/api/ExportUsers?language=en", "de", "synchronised"),
        ("acme", "/a/api/ExportUsers?format=pdf", "de", "darf sein"),
        ("acme", "/a/api/ExportUsers?format=pdf&language=de", "en", "darf sein"),
        ("acme", "/api/imports/0123", "de", "Es gibt keinen solchen Import"),
        ("nobody", "/a/api/ExportUsers", "de", "Melden Sie sich"),
    ] {
        let detail = detail(tenant, target, accepted);
        assert!(detail.contains(word), "{tenant} {target} {accepted}: {detail}");
    }
}

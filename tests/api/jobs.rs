//! Imports as jobs: progress, events, cancelling, the report, and stopping the server.

use std::io::{BufReader, Write};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::{Request, connect, file, read_answer, read_chunk, read_head};
use crate::server::{PASSWORD, Server, Setup, list, list_of};

/// Slow enough to meet an import while it writes, quick enough to wait for its batch.
const SLOW: Duration = Duration::from_micros(500);

#[test]
fn a_job_tells_its_progress_its_result_and_its_report() {
    let server = Server::start();
    let mut content = list(600);
    content.extend(b"Berta,Adler,no address\n");
    let id = server.begin("acme", "?mode=Insert&language=de", &content);
    let job = server.wait_for_end("acme", &id);
    assert_eq!(job["stage"], "done");
    assert_eq!(job["result"]["counts"]["created"], 600);
    assert_eq!(job["result"]["counts"]["failed"], 1);
    let report = server.get("acme", job["report"].as_str().unwrap()).expect(200);
    assert_eq!(report.header("content-disposition"), Some("attachment; filename=\"report.csv\""));
    assert!(report.text().contains("Berta"));
    // The same again: nobody's download is in the way of another's.
    assert_eq!(server.get("acme", job["report"].as_str().unwrap()).body, report.body);

    let none = server.begin("acme", "?mode=UpdateOrInsert", &list(1));
    server.wait_for_end("acme", &none);
    server.get("acme", &format!("/api/imports/{none}/report")).expect_problem(404, "no-report");
}

#[test]
fn a_large_result_is_the_same_in_both_forms() {
    let server = Server::start();
    let content: Vec<u8> = list(2_000).into_iter().map(|byte| if byte == b'@' { b' ' } else { byte }).collect();
    let at_once = server.import("acme", "?mode=Insert", &content).expect(200).json();
    assert_eq!(at_once["counts"]["failed"], 2_000);
    let id = server.begin("acme", "?mode=Insert", &content);
    let job = server.wait_for_end("acme", &id);
    assert_eq!(job["result"]["problems"], at_once["problems"]);
}

#[test]
fn a_failed_job_says_why() {
    let server = Server::start();
    let id = server.begin("acme", "?mode=Insert", b"%PDF-1.7");
    let job = server.wait_for_end("acme", &id);
    assert_eq!(job["stage"], "failed");
    assert_eq!(job["problem"]["status"], 422);
}

#[test]
fn events_tell_how_it_goes_until_it_ends() {
    let server = Setup::new().slow_writes(SLOW).start();
    let id = server.begin("acme", "?mode=Insert", &list(3_000));
    let request = Request::get(&format!("/api/imports/{id}/events")).login("acme", PASSWORD);
    let mut stream = connect(server.address);
    stream.write_all(&request.bytes()).unwrap();
    let mut stream = BufReader::new(stream);
    let (status, headers) = read_head(&mut stream).unwrap();
    assert_eq!(status, 200);
    assert!(headers.contains(&("content-type".into(), "text/event-stream".into())), "{headers:?}");
    let mut text = String::new();
    while let Some(chunk) = read_chunk(&mut stream) {
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    let events: Vec<(&str, Value)> = text
        .split("\n\n")
        .filter_map(|event| {
            let (name, data) = event.split_once('\n')?;
            Some((name.strip_prefix("event: ")?, serde_json::from_str(data.strip_prefix("data: ")?).unwrap()))
        })
        .collect();
    assert!(events.len() >= 3, "{text}");
    let (last, before) = events.split_last().unwrap();
    assert!(before.iter().all(|(name, _)| *name == "progress"), "{text}");
    assert_eq!((last.0, &last.1["stage"]), ("end", &"done".into()));
    assert!(before.iter().any(|(_, job)| job["stage"] == "applying"), "{text}");
}

#[test]
fn a_second_import_of_a_company_waits_its_turn_and_other_companies_need_not() {
    let server = Setup::new().slow_writes(SLOW).start();
    let id = server.begin("acme", "?mode=Insert", &list(3_000));
    let problem = server.import("acme", "?mode=Insert", &list(1)).expect_problem(409, "import-running");
    assert!(problem["problems"].is_null());
    let second = Request::new("POST", "/api/imports").form(&[file(&list(1))]);
    server.send("acme", second).expect_problem(409, "import-running");
    server.get("acme", &format!("/api/imports/{id}/report")).expect_problem(409, "not-finished");
    server.import("other", "?mode=Insert&dryRun=true", &list(1)).expect(200);
    assert_eq!(server.wait_for_end("acme", &id)["result"]["counts"]["created"], 3_000);
    server.import("acme", "?mode=Insert", &list_of("next", 1)).expect(200);
}

#[test]
fn a_cancelled_job_stops_after_its_batch_and_tells_what_it_did() {
    for cancel in ["POST cancel", "DELETE "] {
        let server = Setup::new().slow_writes(SLOW).start();
        let id = server.begin("acme", "?mode=Insert", &list(20_000));
        server.wait("acme", &id, |job| job["stage"] == "applying");
        let (method, path) = cancel.split_once(' ').unwrap();
        let target = format!("/api/imports/{id}/{path}");
        let answer = server.send("acme", Request::new(method, target.trim_end_matches('/'))).expect(202);
        assert_eq!(answer.json()["cancelled"], true);
        let result = server.wait_for_end("acme", &id)["result"].clone();
        let (created, left) =
            (result["counts"]["created"].as_u64().unwrap(), result["counts"]["not_started"].as_u64().unwrap());
        assert!(created > 0 && left > 0, "{created} {left}");
        assert_eq!(created + left, 20_000);
        assert_eq!(server.emails("acme").len() as u64, created);
    }
}

#[test]
fn the_jobs_of_a_company_are_listed_and_one_that_has_ended_cannot_be_stopped() {
    let server = Server::start();
    let list_of = |tenant: &str| server.get(tenant, "/api/imports").expect(200).json();
    assert_eq!(list_of("acme"), serde_json::json!([]));
    let ids = [1, 2].map(|rows| {
        let id = server.begin("acme", "?mode=Insert", &list(rows));
        server.wait_for_end("acme", &id);
        id
    });
    let listed = list_of("acme");
    let listed: Vec<_> =
        listed.as_array().unwrap().iter().map(|job| (job["id"].as_str(), job["stage"].as_str())).collect();
    assert_eq!(listed, [(Some(ids[1].as_str()), Some("done")), (Some(ids[0].as_str()), Some("done"))]);
    assert_eq!(list_of("other"), serde_json::json!([]));
    for (method, path) in [("DELETE", ""), ("POST", "/cancel")] {
        let target = format!("/api/imports/{}{path}", ids[0]);
        let job = server.send("acme", Request::new(method, &target)).expect(200).json();
        assert_eq!((&job["stage"], &job["cancelled"]), (&"done".into(), &false.into()), "{job}");
    }
}

#[cfg(unix)]
#[test]
fn a_stopping_server_finishes_its_batch_and_answers() {
    let mut server = Setup::new().slow_writes(SLOW).start();
    let import = Request::new("POST", "/a/api/ImportUsers?mode=Insert").login("acme", PASSWORD);
    let mut stream = connect(server.address);
    stream.write_all(&import.form(&[file(&list(20_000))]).bytes()).unwrap();
    let begun = Instant::now();
    while server.emails("acme").is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(40));
        std::thread::sleep(Duration::from_millis(50));
    }
    server.ask_to_stop();
    let result = read_answer(&mut BufReader::new(stream)).unwrap().expect(200).json();
    let (created, left) =
        (result["counts"]["created"].as_u64().unwrap(), result["counts"]["not_started"].as_u64().unwrap());
    assert!(created > 0 && left > 0 && created + left == 20_000, "{created} {left}");
    assert_eq!(server.ended().code(), Some(0), "{}", server.log());
    let database = host_sim::store::Database::open(server.folder.path().join("roster.db")).unwrap();
    let tenant = database.tenant("acme").unwrap();
    assert_eq!(tenant.totals().unwrap().accounts, created);
    let run = tenant.imports(1).unwrap().remove(0);
    assert_eq!(run.state, host_sim::store::RunState::Stopped);
    assert_eq!(run.applied, created);
}

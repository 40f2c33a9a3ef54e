//! What ends a run in the middle, for real: a store that fails, a full disk, a plugin that traps, runs in
//! circles or eats memory, a time limit, a killed process. In each, what was applied
//! stays and is told, and the same file run again finishes the job.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;
#[path = "common/guest.rs"]
mod guest;

use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Sim, answer, list};
use guest::plugin_that_breaks_behind_batch;

#[test]
fn a_store_that_fails_in_the_middle_keeps_what_was_applied_and_the_same_file_finishes_the_job() {
    let sim = Sim::new();
    let file = sim.file("list.csv", list(2_000));
    let mut command = sim.command(["import", file.to_str().unwrap(), "--json"]);
    let run = answer(command.env("ROSTER_TEST_FAIL_AFTER_ROWS", "700")).expect(5);
    let created = run.count("created");
    assert!(created > 0 && created <= 700, "{}", run.out);
    assert_eq!(run.count("not_started"), 2_000 - created);
    assert!(!run.json()["ended_early"].is_null());
    assert_eq!(sim.users("demo").len() as u64, created);
    let again = sim.import(&file, &[]).expect(0);
    assert_eq!(again.count("unchanged"), created);
    assert_eq!(again.count("created"), 2_000 - created);
}

#[test]
fn a_full_disk_keeps_what_was_applied_and_the_same_file_finishes_the_job() {
    let sim = Sim::new();
    sim.run(["tenant", "show"]).expect(0);
    let file = sim.file("list.csv", list(5_000));
    let mut command = sim.command(["import", file.to_str().unwrap(), "--json"]);
    let run = answer(command.env("ROSTER_TEST_MAX_PAGES", "400")).expect(5);
    let created = run.count("created");
    assert!(created > 0 && created < 5_000, "{}", run.out);
    assert_eq!(run.json()["ended_early"]["code"], "store-full");
    assert_eq!(sim.users("demo").len() as u64, created);
    let again = sim.import(&file, &[]).expect(0);
    assert_eq!((again.count("unchanged"), again.count("created")), (created, 5_000 - created));
}

#[test]
fn a_plugin_that_breaks_in_the_middle_costs_the_rest_of_the_run_and_nothing_else() {
    let cases = [
        ("plugin-stopped", "unreachable"),
        ("plugin-out-of-time", "loop br 0 end"),
        ("plugin-out-of-memory", "loop i32.const 256 memory.grow i32.const -1 i32.ne br_if 0 end unreachable"),
    ];
    for (code, instructions) in cases {
        let sim = Sim::new();
        let file = sim.file("list.csv", list(2_000));
        let broken = sim.file("broken.wasm", plugin_that_breaks_behind_batch(2, instructions));
        let run = sim.import(&file, &["--diff", "--language", "en", "--plugin", broken.to_str().unwrap()]).expect(5);
        let json = run.json();
        assert_eq!(json["error"]["problems"][0]["code"], code, "{}", json["error"]);
        assert_eq!(run.counts(), [("created".to_owned(), 1_000), ("not_started".to_owned(), 1_000)], "{code}");
        for word in ["wasm", "unreachable", "epoch", "trap"] {
            assert!(!json["error"].to_string().contains(word), "{}", json["error"]);
        }
        // Which rows were and which were not: told by line, and by the journal account by account.
        let ends =
            json["changes"].as_array().unwrap().iter().map(|row| (row["line"].as_u64(), row["outcome"].as_str()));
        let end = |line| Some(if line <= 1_001 { "created" } else { "not_started" });
        assert!(ends.eq((2..=2_001).map(|line| (Some(line), end(line)))), "{code}");
        let journal = sim.run(["imports", "show", &json["journal_id"].to_string(), "--json"]).expect(0).json();
        assert_eq!(journal["import"]["state"], "cancelled", "{code}");
        let users = sim.users("demo");
        let applied = journal["rows"].as_array().unwrap().iter().map(|row| (&row["user"], row["result"].as_str()));
        assert!(applied.eq(users.iter().map(|user| (&user["id"], Some("applied")))), "{code}");
        let again = sim.import(&file, &[]).expect(0);
        assert_eq!(again.counts(), [("created".to_owned(), 1_000), ("unchanged".to_owned(), 1_000)], "{code}");
        assert_eq!(sim.users("demo").len(), 2_000, "{code}");
    }
}

#[test]
fn a_run_that_is_out_of_time_stops_in_good_order_and_its_report_finishes_the_job() {
    let sim = Sim::new();
    let rows = 3_000;
    let file = sim.file("list.csv", list(rows));
    let mut command =
        sim.command(["import", file.to_str().unwrap(), "--json", "--time-limit", "3", "--report", "rest.csv"]);
    let run = answer(command.env("ROSTER_TEST_ROW_DELAY_MICROS", "2000")).expect(7);
    let (created, left) = (run.count("created"), run.count("not_started"));
    assert!(created > 0 && left > 0 && created + left == rows as u64, "{}", run.out);
    assert_eq!(run.json()["ended_early"]["code"], "time-limit");
    assert_eq!(sim.users("demo").len() as u64, created);
    let rest = sim.import(&sim.path("rest.csv"), &[]).expect(0);
    assert_eq!(rest.counts(), [("created".to_owned(), left)]);
    assert_eq!(sim.import(&file, &[]).expect(0).counts(), [("unchanged".to_owned(), rows as u64)]);
}

#[test]
fn a_killed_process_leaves_a_journal_of_what_it_applied_and_the_next_run_goes_on() {
    let sim = Sim::new();
    sim.run(["tenant", "show"]).expect(0);
    let rows = 30_000;
    let file = sim.file("list.csv", list(rows));
    let mut child = sim
        .command(["import", file.to_str().unwrap(), "--json"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    while sim.run(["users", "list", "--json", "--limit", "1"]).out.len() < 10 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let applied = sim.users("demo").len();
    assert!(applied > 0 && applied < rows, "killed too early or too late: {applied}");
    let journal = sim.run(["imports", "list", "--json"]).expect(0).json();
    let entry = &journal.as_array().unwrap()[0];
    assert_eq!(entry["state"], "interrupted", "{entry}");
    assert_eq!(entry["applied"], applied, "{entry}");
    let again = sim.import(&file, &[]).expect(0);
    assert_eq!((again.count("unchanged"), again.count("created")), (applied as u64, (rows - applied) as u64));
    assert_eq!(sim.users("demo").len(), rows);
}

//! What ends a run in the middle, for real: a store that fails, a full disk, a killed process. In each, what was applied
//! stays and is told, and the same file run again finishes the job.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Sim, answer, list};

#[test]
fn a_store_that_fails_in_the_middle_keeps_what_was_applied_and_the_same_file_finishes_the_job() {
    let sim = Sim::new();
    let file = sim.file("list.csv", list(2_000));
    let mut command = sim.command(["import", file.to_str().unwrap(), "--json"]);
    let run = answer(command.env("ROSTER_TEST_FAIL_AFTER_ROWS", "700")).expect(1);
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
    sim.users("demo");
    let file = sim.file("list.csv", list(5_000));
    let mut command = sim.command(["import", file.to_str().unwrap(), "--json"]);
    let run = answer(command.env("ROSTER_TEST_MAX_PAGES", "400")).expect(1);
    let created = run.count("created");
    assert!(created > 0 && created < 5_000, "{}", run.out);
    assert_eq!(run.json()["ended_early"]["code"], "store-full");
    assert_eq!(sim.users("demo").len() as u64, created);
    let again = sim.import(&file, &[]).expect(0);
    assert_eq!((again.count("unchanged"), again.count("created")), (created, 5_000 - created));
}

#[test]
fn a_plugin_that_traps_in_the_middle_costs_the_rest_of_the_run_and_nothing_else() {
    let sim = Sim::new();
    let file = sim.file("list.csv", list(2_000));
    let mut command = sim.command(["import", file.to_str().unwrap(), "--json", "--language", "en"]);
    let run = answer(command.env("ROSTER_TEST_TRAP_AFTER_ROWS", "700"));
    assert!(run.code == 1 || run.code == 4, "{run:?}");
    let applied = sim.users("demo").len() as u64;
    assert!((700..2_000).contains(&applied), "{applied}");
    assert_eq!(run.count("created"), applied, "{}", run.out);
    assert_eq!(run.count("not_started"), 2_000 - applied);
    assert!(!run.out.contains("wasm") && !run.out.contains("unreachable"), "{}", run.out);
    let again = sim.import(&file, &[]).expect(0);
    assert_eq!((again.count("unchanged"), again.count("created")), (applied, 2_000 - applied));
}

#[test]
fn a_killed_process_leaves_a_journal_of_what_it_applied_and_the_next_run_goes_on() {
    let sim = Sim::new();
    sim.users("demo");
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

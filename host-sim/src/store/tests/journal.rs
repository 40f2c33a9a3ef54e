//! Runs of writes and what the journal says about them.

use super::*;

#[test]
fn the_journal_tells_what_a_finished_run_applied() {
    let place = Place::new();
    let store = place.demo();
    let intent = Intent { create: 2, source_hash: "ab".into(), ..Intent::default() };
    let mut session = store.begin(&intent, &console()).unwrap();
    let fields = strings(&["first-name", "last-name", "email"]);
    let row = create(vec![text("A"), text("B"), text("a@x.example")]);
    session.apply(&fields, &[row.clone(), row]).unwrap();
    let id = session.journal_id();
    session.finish(r#"{"created":1}"#).unwrap();
    let run = store.import(id).unwrap().unwrap();
    assert_eq!((run.state, run.applied, run.not_applied, run.to_create), (RunState::Finished, 1, 1, 2));
    assert_eq!(run.receipt.unwrap()["created"], 1);
    let rows = store.import_rows(id, 0, 10).unwrap();
    assert_eq!(rows[0].result, "applied");
    assert_eq!(rows[0].user.as_deref(), Some("1001"));
    assert_eq!(rows[1].result, "rejected:duplicate-email");
}

#[test]
fn a_run_that_is_dropped_was_cancelled_and_keeps_what_it_applied() {
    let place = Place::new();
    let store = place.demo();
    let mut session = begin(&store);
    let fields = strings(&["first-name", "last-name", "email"]);
    session.apply(&fields, &[create(vec![text("A"), text("B"), text("a@x.example")])]).unwrap();
    drop(session);
    let run = store.imports(10).unwrap().remove(0);
    assert_eq!((run.state, run.applied), (RunState::Cancelled, 1));
}

#[test]
fn one_run_per_tenant_at_a_time() {
    let place = Place::new();
    let store = place.demo();
    let session = begin(&store);
    assert_eq!(place.demo().begin(&Intent::default(), &console()).unwrap_err(), StoreError::Busy);
    assert_eq!(store.imports(1).unwrap()[0].state, RunState::Running);
    drop(session);
    begin(&store).finish("{}").unwrap();
}

#[test]
fn a_run_whose_process_is_gone_was_interrupted() {
    let place = Place::new();
    let store = place.demo();
    begin(&store).finish("{}").unwrap();
    // What a killed process leaves behind: the row, and no lock.
    store.inner.connection().execute("UPDATE import_run SET state = 'running'", []).unwrap();
    assert_eq!(store.imports(1).unwrap()[0].state, RunState::Interrupted);
}

#[test]
fn a_batch_beyond_the_limit_is_refused() {
    let place = Place::new();
    let store = place.demo();
    let mut session = begin(&store);
    let changes = vec![create(vec![]); MAX_PER_CALL + 1];
    assert!(matches!(session.apply(&[], &changes), Err(StoreError::Refused(_))));
}

/// Names the database of [`a_process_that_writes_until_it_is_killed`]; only the test below sets it.
const KILLED: &str = "ROSTER_TEST_KILLED_DATABASE";

/// Not a test of its own: what the test below starts and kills.
#[test]
#[ignore = "started by the test that kills it"]
fn a_process_that_writes_until_it_is_killed() {
    let Some(path) = std::env::var_os(KILLED) else { return };
    let store = Database::open(path).unwrap().tenant(DEMO).unwrap();
    let mut session = begin(&store);
    let fields = strings(&["first-name", "last-name", "email"]);
    for batch in 0_u64.. {
        let row = |n| create(vec![text("A"), text("B"), text(&format!("u{batch}-{n}@x.example"))]);
        session.apply(&fields, &(0..10).map(row).collect::<Vec<_>>()).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn after_a_kill_the_journal_tells_exactly_what_was_applied_and_the_next_run_begins() {
    let place = Place::new();
    let store = place.demo();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "store::tests::journal::a_process_that_writes_until_it_is_killed"])
        .env(KILLED, place.database().path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while store.totals().unwrap().accounts < 50 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(store.begin(&Intent::default(), &console()).unwrap_err(), StoreError::Busy);
    child.kill().unwrap();
    child.wait().unwrap();
    let run = store.imports(1).unwrap().remove(0);
    assert_eq!(run.state, RunState::Interrupted);
    assert_eq!(run.applied, store.totals().unwrap().accounts);
    assert_eq!(run.applied % 10, 0, "a part of a batch");
    for row in store.import_rows(run.id, 0, 1_000).unwrap() {
        store.account(&row.user.unwrap()).unwrap();
    }
    accounts(&store, &["next@example.com"]);
    store.restore(run.restore_point.unwrap()).unwrap();
    assert_eq!(store.totals().unwrap().accounts, 0);
}

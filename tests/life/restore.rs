//! Restore points and the journal.

use super::Place;

#[test]
fn a_deleted_account_comes_back_with_its_data() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    place.run(&["users", "add-data", "1001", "--customers", "3", "--appointments", "2", "--reports", "1"]).exits(0);
    place.run(&["users", "disable", "1001"]).exits(0);
    place.run(&["users", "delete", "1001", "--waive-data"]).exits(0);
    let points = place.run(&["restore", "list", "--json"]).exits(0).json();
    assert_eq!(points[0]["reason"], "delete");
    let restored = place.run(&["restore", "apply", &points[0]["id"].to_string(), "--json"]).exits(0).json();
    assert_eq!(restored["accounts-brought-back"], 1);
    assert_eq!(restored["customers"], 3);
    place.run(&["users", "show", "a@example.com"]).exits(0);
    // Restoring made a backup first: the delete can be done again by restoring that.
    place.run(&["restore", "apply", &restored["backup"].to_string()]).exits(0);
    place.run(&["users", "show", "a@example.com"]).exits(2);
}

#[test]
fn a_point_made_by_hand_undoes_what_came_after() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    let point = place.run(&["restore", "make", "--json"]).exits(0).json()["id"].to_string();
    place.users("demo", &["b@example.com"]);
    place.run(&["users", "disable", "1001"]).exits(0);
    let text = place.run(&["restore", "apply", &point]).exits(0).text();
    assert!(text.contains("1 changed back, 1 made since taken away"), "{text}");
    let listed = place.run(&["users", "list", "--json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    place.run(&["restore", "apply", "999"]).exits(2);
}

#[test]
fn points_are_gone_after_thirty_days() {
    let place = Place::new();
    let point = place.run(&["restore", "make", "--json"]).exits(0).json()["id"].to_string();
    let month = (31 * 24 * 60 * 60).to_string();
    let mut later = place.command(&["restore", "apply", &point]);
    super::Done(later.env("ROSTER_TEST_CLOCK_OFFSET", month).output().unwrap()).exits(2);
    place.run(&["restore", "apply", &point]).exits(0);
}

#[test]
fn the_journal_lists_and_shows_runs() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    let runs = place.run(&["imports", "list", "--json"]).exits(0).json();
    assert_eq!((runs[0]["state"].as_str(), runs[0]["applied"].as_i64()), (Some("finished"), Some(2)));
    let shown = place.run(&["imports", "show", &runs[0]["id"].to_string(), "--json"]).exits(0).json();
    assert_eq!(shown["rows"][1]["user"], "1002");
    assert_eq!(shown["rows"][1]["result"], "applied");
    let text = place.run(&["imports", "show", "1"]).exits(0).text();
    assert!(text.contains("finished") && text.contains("create"), "{text}");
    place.run(&["imports", "show", "77"]).exits(2);
}

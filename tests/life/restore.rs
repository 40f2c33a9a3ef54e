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
    let restored = place.run(&["restore", "apply", &points[0]["id"].to_string(), "--yes", "--json"]).exits(0).json();
    assert_eq!(restored["accounts-brought-back"], 1);
    assert_eq!(restored["customers"], 3);
    place.run(&["users", "show", "a@example.com"]).exits(0);
    // Restoring made a backup first: the delete can be done again by restoring that.
    place.run(&["restore", "apply", &restored["backup"].to_string(), "--yes"]).exits(0);
    place.run(&["users", "show", "a@example.com"]).exits(2);
}

#[test]
fn a_point_made_by_hand_undoes_what_came_after() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    let point = place.run(&["restore", "make", "--json"]).exits(0).json()["id"].to_string();
    place.users("demo", &["b@example.com"]);
    place.run(&["users", "disable", "1001"]).exits(0);
    let text = place.run(&["restore", "apply", &point, "--yes", "--language", "en"]).exits(0).text();
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
    let mut later = place.command(&["restore", "apply", &point, "--yes"]);
    super::Done(later.env("ROSTER_TEST_CLOCK_OFFSET", month).output().unwrap()).exits(2);
    place.run(&["restore", "apply", &point, "--yes"]).exits(0);
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
    let text = place.run(&["imports", "show", "1", "--language", "en"]).exits(0).text();
    assert!(text.contains("finished") && text.contains("create"), "{text}");
    place.run(&["imports", "show", "77"]).exits(2);
}

#[test]
fn a_restore_says_what_it_means_and_asks_before_it_does_it() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    place.run(&["users", "add-data", "1001", "--customers", "3"]).exits(0);
    place.run(&["users", "disable", "1001"]).exits(0);
    place.run(&["users", "delete", "1001", "--waive-data"]).exits(0);
    place.users("demo", &["new@example.com"]);
    place.run(&["users", "add-data", "1003", "--reports", "2"]).exits(0);
    let points = place.run(&["restore", "list", "--json"]).exits(0).json();
    let deletion = points.as_array().unwrap().iter().find(|point| point["reason"] == "delete").unwrap();
    let id = deletion["id"].to_string();
    let before = place.run(&["users", "list", "--json"]).json();

    let preview = place.run(&["restore", "apply", &id, "--dry-run", "--json"]).exits(0).json();
    assert_eq!((&preview["accounts-taken-away"], &preview["accounts-brought-back"]), (&1.into(), &1.into()));
    assert_eq!((&preview["customers"], &preview["data-taken-away"]), (&3.into(), &2.into()));
    assert_eq!(
        (&preview["to-go"][0]["id"], &preview["to-go"][0]["email"]),
        (&"1003".into(), &"new@example.com".into())
    );
    assert_eq!(preview["to-come-back"][0]["email"], "a@example.com");
    let text = place.run(&["restore", "apply", &id, "--dry-run", "--language", "de"]).exits(0).text();
    assert!(text.contains("new@example.com") && text.contains("nicht mehr gibt"), "{text}");

    // Nobody is there to ask: the same is shown, and nothing is done.
    let unasked = place.run(&["restore", "apply", &id, "--language", "en"]).exits(3);
    assert!(unasked.text().contains("new@example.com") && unasked.complaint().contains("--yes"), "{unasked:?}");
    assert_eq!(place.run(&["restore", "apply", &id, "--json"]).exits(3).json()["error"]["code"], "not-confirmed");
    assert_eq!(place.run(&["users", "list", "--json"]).json(), before);
    assert_eq!(
        place.run(&["restore", "list", "--json"]).json().as_array().unwrap().len(),
        points.as_array().unwrap().len()
    );

    let restored = place.run(&["restore", "apply", &id, "--yes", "--json"]).exits(0).json();
    for count in ["accounts-taken-away", "accounts-brought-back", "customers", "data-taken-away"] {
        assert_eq!(restored[count], preview[count], "{count}");
    }
    assert_eq!(place.run(&["restore", "apply", "999", "--dry-run"]).exits(2).text(), "");
}

#[test]
fn the_journal_names_the_file_and_counts_every_row() {
    let place = Place::new();
    let list = "First name,Last name,Email address\nAnna,Berger,anna@example.com\nBerta,Adler,no address\n";
    std::fs::create_dir(place.path("lists")).unwrap();
    std::fs::write(place.path("lists/new users.csv"), list).unwrap();
    place.run(&["import", "lists/new users.csv"]).exits(1);
    let run = &place.run(&["imports", "list", "--json"]).exits(0).json()[0];
    assert_eq!(run["file-name"], "new users.csv");
    assert_eq!((&run["counts"]["created"], &run["counts"]["failed"]), (&1.into(), &1.into()));
    for command in [&["imports", "list", "--language", "en"] as &[&str], &["imports", "show", "1", "--language", "en"]]
    {
        let text = place.run(command).exits(0).text();
        assert!(text.contains("new users.csv  by console: 1 created, 1 failed"), "{text}");
    }
}

#[test]
fn a_restore_brings_access_back_and_says_who_needs_a_link() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    let send = ["access-link", "send", "--new", "--channel", "sms", "--json"];
    assert_eq!(place.run(&send).exits(0).json()["sent"], 2);
    assert_eq!(place.run(&send).exits(0).json()["sent"], 0);
    let point = place.run(&["restore", "make", "--json"]).exits(0).json()["id"].to_string();
    place.run(&["users", "disable", "1001"]).exits(0);
    // A link that was sent works again with the account.
    let restored = place.run(&["restore", "apply", &point, "--yes", "--json"]).exits(0).json();
    assert_eq!(restored["accounts-without-access"], 0);
    // A deleted account had a link that is gone with it.
    place.run(&["users", "disable", "1001"]).exits(0);
    place.run(&["users", "delete", "1001"]).exits(0);
    let preview = place.run(&["restore", "apply", &point, "--dry-run", "--language", "en"]).exits(0).text();
    assert!(preview.contains("1 person needs a new access link"), "{preview}");
    let text = place.run(&["restore", "apply", &point, "--yes", "--language", "en"]).exits(0).text();
    assert!(text.contains("1 person needs a new access link"), "{text}");
    assert_eq!(place.run(&send).exits(0).json()["sent"], 1);
}

#[test]
fn an_import_and_its_restore_point_have_one_number_and_none_is_made_of_nothing() {
    let place = Place::new();
    let list =
        |rows: &str| std::fs::write(place.path("list.csv"), format!("First name,Last name,Email\n{rows}")).unwrap();
    list("Anna,Berger,anna@example.com\n");
    place.run(&["import", "list.csv"]).exits(0);
    place.run(&["restore", "make"]).exits(0);
    place.run(&["restore", "apply", "1", "--yes"]).exits(0);
    place.run(&["import", "list.csv"]).exits(0);
    let runs = place.run(&["imports", "list", "--json"]).exits(0).json();
    for run in runs.as_array().unwrap() {
        assert_eq!(run["id"], run["restore-point"], "{run}");
    }
    let points = place.run(&["restore", "list", "--json"]).exits(0).json().as_array().unwrap().len();
    place.run(&["import", "list.csv"]).exits(0);
    assert_eq!(place.run(&["imports", "list", "--json"]).json()[0]["restore-point"], serde_json::Value::Null);
    assert_eq!(place.run(&["restore", "list", "--json"]).json().as_array().unwrap().len(), points);
    let left: Vec<_> = std::fs::read_dir(place.folder.path()).unwrap().flatten().map(|file| file.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".lock")), "{left:?}");
}

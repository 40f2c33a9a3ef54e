//! Exit codes and the language of the terminal, of the built program.

use super::{Done, Place};

const LIST: &str = "First name,Last name,Email\nAnna,Berger,anna@example.com\n";

#[test]
fn every_exit_code_means_one_thing() {
    let place = Place::new();
    std::fs::write(place.path("list.csv"), LIST).unwrap();
    std::fs::write(place.path("bad.csv"), "First name,Last name,Email\nAnna,Berger,no address\n").unwrap();
    std::fs::write(place.path("text.db"), "no database at all, but a text that is long enough".repeat(100)).unwrap();
    for (code, command) in [
        (0, &["import", "list.csv"] as &[&str]),
        (1, &["import", "bad.csv"]),
        (2, &["import", "list.csv", "--encoding", "klingon"]),
        (2, &["import", "list.csv", "--header-row", "99"]),
        (2, &["import", "list.csv", "--delimiter", ",,"]),
        (2, &["inspect", "list.csv", "--header-row", "99"]),
        (2, &["import", "list.csv", "--tenant", "nowhere"]),
        (3, &["restore", "apply", "1"]),
        (4, &["import", "missing.csv"]),
        (5, &["users", "list", "--db", "no/such/folder/roster.db"]),
        (5, &["users", "list", "--db", "text.db"]),
        (5, &["import", "list.csv", "--db", "text.db"]),
        (7, &["import", "list.csv", "--time-limit", "0.000001"]),
    ] {
        place.run(command).exits(code);
    }
}

#[test]
fn a_command_that_reads_makes_no_database() {
    let place = Place::new();
    for command in [
        &["users", "list"] as &[&str],
        &["users", "show", "1001"],
        &["users", "disable", "1001"],
        &["imports", "list"],
        &["imports", "show", "1"],
        &["export", "-o", "out.csv"],
    ] {
        let done = place.run(&[command, &["--db", "rooster.db", "--json"]].concat()).exits(5);
        assert_eq!(done.json()["error"]["code"], "database-missing", "{command:?}");
        assert_eq!(std::fs::read_dir(place.path("")).unwrap().count(), 0, "{command:?}");
    }
    std::fs::write(place.path("list.csv"), LIST).unwrap();
    place.run(&["import", "list.csv", "--db", "rooster.db"]).exits(0);
    place.run(&["users", "list", "--db", "rooster.db"]).exits(0);
}

#[test]
fn another_import_of_the_company_is_busy_and_not_a_failed_row() {
    let place = Place::new();
    std::fs::write(place.path("list.csv"), LIST).unwrap();
    let store = host_sim::store::Database::open(place.path("roster.db")).unwrap().tenant("demo").unwrap();
    let running = store.begin(&host_sim::store::Intent::default(), &host_sim::store::Actor::console("en")).unwrap();
    place.run(&["import", "list.csv"]).exits(6);
    drop(running);
    place.run(&["import", "list.csv"]).exits(0);
}

#[test]
fn the_terminal_says_the_language_unless_a_flag_does() {
    let place = Place::new();
    place.run(&["tenant", "show"]).exits(0);
    for (locale, more, word) in [
        ("C", &[] as &[&str], "Es gibt kein Konto"),
        ("en_GB.UTF-8", &[], "There is no account"),
        ("en_GB.UTF-8", &["--language", "de"], "Es gibt kein Konto"),
        ("de_AT.UTF-8", &["--tenant", "nowhere"], "Es gibt kein Unternehmen"),
    ] {
        let mut command = place.command(&[&["users", "show", "nobody"], more].concat());
        let done = Done(command.env("LC_ALL", locale).output().unwrap()).exits(2);
        assert!(done.complaint().contains(word), "{locale}: {}", done.complaint());
    }
}

#[test]
fn what_every_row_lacks_is_said_once() {
    let place = Place::new();
    let rows: String = (1..=30).map(|row| format!("user{row}@example.com\n")).collect();
    std::fs::write(place.path("list.csv"), format!("Email address\n{rows}")).unwrap();
    let text = place.run(&["import", "list.csv", "--language", "en"]).exits(1).text();
    assert_eq!(text.matches("30 rows, first line 2").count(), 1, "{text}");
    assert!(text.lines().count() < 20, "{text}");
}

#[test]
fn a_dry_run_of_a_sync_names_who_would_be_deactivated() {
    let place = Place::new();
    let list = |rows: &str| {
        std::fs::write(place.path("list.csv"), format!("First name,Last name,Email\n{rows}")).unwrap();
    };
    list("Anna,Berger,anna@example.com\nBerta,Adler,berta@example.com\n");
    place.run(&["import", "list.csv"]).exits(0);
    list("Anna,Berger,anna@example.com\n");
    let command =
        ["import", "list.csv", "--mode", "sync", "--dry-run", "--allow-deactivations", "1", "--language", "en"];
    let text = place.run(&command).exits(0).text();
    assert!(text.contains("would be deactivated: 1002 Berta Adler berta@example.com"), "{text}");
    assert!(!text.contains("Anna Berger"), "{text}");
}

#[test]
fn a_column_is_mapped_by_a_flag() {
    let place = Place::new();
    let list = "Wer,Mail,Region\n\"Berger, Anna\",anna@example.com,Nord\n";
    std::fs::write(place.path("list.csv"), list).unwrap();
    let maps = ["--map", "Wer=last-name+first-name", "--map", "Region=groups"];
    place.run(&[&["import", "list.csv"] as &[&str], &maps].concat()).exits(0);
    let user = place.run(&["users", "show", "anna@example.com", "--json"]).exits(0).json();
    assert_eq!((&user["first-name"], &user["last-name"]), (&"Anna".into(), &"Berger".into()));
    assert_eq!(user["groups"], serde_json::json!(["Nord"]));
    for wrong in ["Region", "=groups", "Region="] {
        place.run(&["import", "list.csv", "--map", wrong]).exits(2);
    }
}

//! Who may act, at every command: an administrator of the company, or the host's own service where nobody is named.

use super::Place;

/// Every command that is an administrator's, so that none of them is done on behalf of somebody else.
const COMMANDS: [&[&str]; 33] = [
    &["import", "list.csv"],
    &["import", "list.csv", "--dry-run"],
    &["export", "-o", "out.csv"],
    &["template", "-o", "out.csv"],
    &["inspect", "list.csv"],
    &["inspect", "list.csv", "--rows"],
    &["settings", "show"],
    &["settings", "default"],
    &["settings", "schema"],
    &["settings", "check", "settings.json"],
    &["settings", "forget"],
    &["users", "list"],
    &["users", "show", "1001"],
    &["users", "disable", "1003"],
    &["users", "enable", "1003"],
    &["users", "download", "1003", "-o", "out.json"],
    &["users", "transfer", "1003", "--to", "1001"],
    &["users", "delete", "1003", "--waive-data"],
    &["users", "add-data", "1003", "--customers", "1"],
    &["tenant", "show"],
    &["tenant", "show", "demo"],
    &["tenant", "set", "demo", "--licences", "500"],
    &["tenant", "set", "demo", "--remove-admin", "anna"],
    &["tenant", "connect", "demo", "outlook"],
    &["tenant", "disconnect", "demo"],
    &["access-link", "send", "--new", "--channel", "email"],
    &["access-link", "send", "--user", "1003", "--channel", "sms"],
    &["access-link", "outbox"],
    &["restore", "list"],
    &["restore", "make"],
    &["imports", "list"],
    &["imports", "show", "1"],
    // The last: after it, there is nobody left.
    &["restore", "apply", "1", "--yes"],
];

fn place() -> Place {
    let place = Place::new();
    place.administrator("demo", "boss@example.com");
    place.users_of_level("demo", &["supervisor@example.com"], 1);
    place.users("demo", &["user@example.com", "gone@example.com"]);
    place.run(&["users", "disable", "gone@example.com"]).exits(0);
    std::fs::write(place.path("list.csv"), "First name,Last name,Email address\nA,B,x@example.com\n").unwrap();
    std::fs::write(place.path("settings.json"), "{}").unwrap();
    place
}

fn everything(place: &Place) -> Vec<serde_json::Value> {
    [&["users", "list"] as &[&str], &["tenant", "show"], &["imports", "list"], &["access-link", "outbox"]]
        .map(|command| place.run(&[command, &["--json"]].concat()).exits(0).json())
        .into()
}

#[test]
fn nobody_but_an_administrator_acts_and_what_is_refused_changes_nothing() {
    let place = place();
    let before = everything(&place);
    for command in COMMANDS {
        for (person, exit, code) in [
            ("nobody", 2, "unknown-user"),
            ("gone@example.com", 3, "inactive-user"),
            ("user@example.com", 3, "not-administrator"),
            ("supervisor@example.com", 3, "not-administrator"),
        ] {
            let done = place.run(&[command, &["--as", person, "--json"]].concat()).exits(exit);
            assert_eq!(done.json()["error"]["code"], code, "{command:?} {person}");
        }
    }
    assert_eq!(everything(&place), before);
    assert!(!place.path("out.csv").exists() && !place.path("out.json").exists() && !place.path("outbox").exists());
}

#[test]
fn an_administrator_acts_at_every_one_of_them() {
    let place = place();
    for command in COMMANDS {
        let done = place.run(&[command, &["--as", "boss@example.com", "--json"]].concat());
        // Some end otherwise, for reasons that are not about the person.
        let text = done.text();
        for code in ["not-administrator", "unknown-user", "inactive-user"] {
            let about_another = command.contains(&"1003") && code != "not-administrator";
            assert!(about_another || !text.contains(code), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_person_of_one_company_is_nobody_in_another() {
    let place = place();
    place.run(&["tenant", "create", "acme"]).exits(0);
    let done = place.run(&["tenant", "show", "acme", "--as", "boss@example.com", "--json"]).exits(2);
    assert_eq!(done.json()["error"]["code"], "unknown-user");
    place.run(&["tenant", "disconnect", "acme", "--as", "boss@example.com"]).exits(2);
    place.run(&["users", "list", "--tenant", "acme", "--as", "boss@example.com"]).exits(2);
}

#[test]
fn companies_and_the_server_are_for_whoever_runs_the_host() {
    let place = place();
    for command in [
        &["tenant", "list"] as &[&str],
        &["tenant", "create", "acme"],
        &["serve", "--addr", "127.0.0.1:0"],
        &["component", "imports"],
        &["access-link", "use", "0123"],
    ] {
        let done = place.run(&[command, &["--as", "boss@example.com", "--json"]].concat()).exits(2);
        assert_eq!(done.json()["error"]["code"], "not-for-a-person", "{command:?}");
    }
    place.run(&["tenant", "show", "acme"]).exits(2);
}

#[test]
fn what_is_said_is_in_the_reader_s_language() {
    let place = place();
    // The company is German, the flag says otherwise, an unknown company has no language.
    for (command, word) in [
        (&["users", "show", "nobody"] as &[&str], "Es gibt kein Konto"),
        (&["users", "show", "nobody", "--language", "en"], "There is no account"),
        (&["users", "delete", "1003"], "Nur ein deaktiviertes Konto"),
        (&["users", "list", "--as", "nobody"], "Es gibt kein Konto"),
        (&["users", "list", "--as", "user@example.com"], "nur Administratoren"),
        (&["imports", "show", "99"], "Es gibt keinen Import 99"),
        (&["restore", "apply", "99", "--yes"], "Es gibt keinen Wiederherstellungspunkt 99"),
        (&["restore", "apply", "1"], "Es wurde nichts geändert"),
        (&["import", "nothing.csv"], "Die Datei nothing.csv kann nicht gelesen werden: es gibt sie nicht"),
        (&["import", "list.csv", "--settings", "no.json"], "Die Einstellungen no.json"),
        (&["import", "list.csv", "--settings", "list.csv"], "sind kein JSON"),
        (&["export", "-o", "no/such/x.csv"], "Die Datei no/such/x.csv kann nicht geschrieben werden"),
        (&["export", "-o", "x.pdf"], "sagt nicht, welches Format"),
        (&["tenant", "set", "--country", "Austria"], "ist kein Land"),
        (&["tenant", "set", "--remove-admin", "who"], "keinen Administrator"),
        (&["tenant", "show", "acme", "--language", "de"], "Es gibt kein Unternehmen"),
        (&["tenant", "show", "acme"], "There is no company"),
        (&["access-link", "use", "0123", "--language", "de"], "Der Link gilt nicht"),
        (&["access-link", "send", "--new", "--channel", "email", "--smtp", ":"], "ist kein Server"),
    ] {
        let done = place.run(command);
        assert_ne!(done.0.status.code(), Some(0), "{command:?}");
        assert!(done.complaint().contains(word), "{command:?}: {}", done.complaint());
    }
}

#[test]
fn values_that_there_are_not_are_wrong_usage_and_the_right_ones_are_listed() {
    let place = place();
    for (command, listed) in [
        (&["import", "list.csv", "--mode", "foo"] as &[&str], "insert, update, update-or-insert, sync"),
        (&["export", "-o", "x.csv", "--format", "foo"], "xlsx, xlsx-table, csv, csv-plain, ods"),
        (&["users", "list", "--language", "xx"], "de and en"),
        (&["access-link", "send", "--new", "--channel", "foo"], "email, sms"),
    ] {
        let done = place.run(command).exits(2);
        assert!(done.complaint().contains(listed), "{command:?}: {}", done.complaint());
    }
    for mode in ["Insert", "SYNC", "updateOrInsert", "UpdateOrInsertOrDelete", "update-or-insert"] {
        let done = place.run(&["import", "list.csv", "--dry-run", "--json", "--mode", mode]);
        assert_ne!(done.0.status.code(), Some(2), "{mode}: {}", done.text());
    }
}

//! The life of an account.

use serde_json::Value;

use super::Place;

#[test]
fn users_are_listed_as_an_array_of_objects_with_every_field() {
    let place = Place::new();
    let ids = place.users("demo", &["a@example.com", "b@example.com"]);
    let listed = place.run(&["users", "list", "--json"]).exits(0).json();
    let first = &listed[0];
    assert_eq!(first["id"], ids[0].as_str());
    assert_eq!(first["user-name"], "a");
    assert_eq!(first["level"], 0);
    assert_eq!(first["has-own-schedule"], true);
    assert_eq!(first["active"], true);
    for field in ["employee-number", "groups", "note", "microsoft-object-id", "home-city", "working-hours"] {
        assert_eq!(first.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!(place.run(&["users", "list", "--json", "--limit", "1"]).json().as_array().unwrap().len(), 1);
}

#[test]
fn active_and_disabled_users_are_listed_together_or_apart() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    place.run(&["users", "disable", "b@example.com"]).exits(0);
    let emails = |flags: &[&str]| {
        let arguments = [&["users", "list", "--json"], flags].concat();
        let listed = place.run(&arguments).exits(0).json();
        listed.as_array().unwrap().iter().map(|user| user["email"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(emails(&[]), ["a@example.com", "b@example.com"]);
    assert_eq!(emails(&["--active"]), ["a@example.com"]);
    assert_eq!(emails(&["--inactive"]), ["b@example.com"]);
    assert_eq!(emails(&["--all"]), ["a@example.com", "b@example.com"]);
}

#[test]
fn an_account_is_deleted_only_when_disabled_and_after_its_data_was_kept() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    place.run(&["users", "add-data", "1001", "--customers", "3", "--appointments", "2", "--reports", "1"]).exits(0);
    let code = |arguments: &[&str]| {
        let refused = place.run(&[arguments, &["--json"]].concat()).exits(3).json();
        refused["error"]["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(code(&["users", "delete", "1001"]), "still-active");
    place.run(&["users", "disable", "1001"]).exits(0);
    assert_eq!(code(&["users", "delete", "1001"]), "data-not-kept");
    place.run(&["users", "download", "1001", "-o", "no/such/folder/a.json"]).exits(5);
    assert_eq!(code(&["users", "delete", "1001"]), "data-not-kept");
    place.run(&["users", "download", "1001", "-o", "a.json"]).exits(0);
    let kept: Value = serde_json::from_slice(&std::fs::read(place.path("a.json")).unwrap()).unwrap();
    assert_eq!(kept["customers"].as_array().unwrap().len(), 3);
    assert_eq!(kept["account"]["email"], "a@example.com");
    assert_eq!(place.run(&["tenant", "show", "--json"]).json()["licences-used"], 2);
    place.run(&["users", "delete", "1001"]).exits(0);
    assert_eq!(place.run(&["tenant", "show", "--json"]).json()["licences-used"], 1);
    place.run(&["users", "show", "1001"]).exits(2);
}

#[test]
fn data_can_be_transferred_or_waived_instead() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com", "c@example.com"]);
    place.run(&["users", "add-data", "1001", "--customers", "3"]).exits(0);
    place.run(&["users", "disable", "1001"]).exits(0);
    place.run(&["users", "transfer", "1001", "--to", "1001"]).exits(3);
    place.run(&["users", "transfer", "1001", "--to", "b@example.com"]).exits(0);
    place.run(&["users", "delete", "1001"]).exits(0);
    place.run(&["users", "disable", "1003"]).exits(0);
    place.run(&["users", "delete", "1003", "--waive-data"]).exits(0);
    place.run(&["users", "download", "1002", "-o", "b.json"]).exits(0);
    let kept: Value = serde_json::from_slice(&std::fs::read(place.path("b.json")).unwrap()).unwrap();
    assert_eq!(kept["customers"].as_array().unwrap().len(), 3);
}

#[test]
fn nobody_disables_themselves() {
    let place = Place::new();
    place.users_of_level("demo", &["a@example.com", "b@example.com"], 2);
    let done = place.run(&["users", "disable", "1001", "--as", "a@example.com", "--language", "de"]).exits(3);
    assert!(done.complaint().contains("sich selbst"), "{}", done.complaint());
    place.run(&["users", "disable", "1001", "--as", "nobody"]).exits(2);
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let place = Place::new();
    let emails: Vec<_> = (0..900).map(|n| format!("user{n}@example.com")).collect();
    place.users("demo", &emails.iter().map(String::as_str).collect::<Vec<_>>());
    for flags in [&["users", "list"] as &[&str], &["users", "list", "--json"]] {
        let mut child = place
            .command(flags)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert!(!String::from_utf8_lossy(&done.stderr).contains("panicked"));
    }
}

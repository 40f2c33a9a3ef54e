//! Companies.

use super::Place;

#[test]
fn a_company_is_made_with_licences_and_an_administrator() {
    let place = Place::new();
    let mut create = place.command(&["tenant", "create", "acme", "--licences", "80", "--admin", "anna", "--json"]);
    let made = super::Done(create.env("ROSTER_ADMIN_PASSWORD", "correct horse").output().unwrap()).exits(0).json();
    assert_eq!(made["name"], "acme");
    assert_eq!(made["licences-bought"], 80);
    assert_eq!(made["administrators"][0], "anna");
    let listed = place.run(&["tenant", "list", "--json"]).exits(0).json();
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|tenant| tenant["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["acme", "demo"]);
}

#[test]
fn an_administrator_acts_by_the_name_of_the_log_in_in_that_company_alone() {
    let place = Place::new();
    let with_password = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        super::Done(command.env("ROSTER_ADMIN_PASSWORD", "correct horse").output().unwrap()).exits(0)
    };
    with_password(&["tenant", "create", "acme", "--admin", "anna"]);
    std::fs::write(place.path("list.csv"), "First name,Last name,Email\nUrsel,Adler,ursel@example.com\n").unwrap();
    let in_acme =
        |command: &[&str], person: &str| place.run(&[command, &["--tenant", "acme", "--as", person]].concat());
    for person in ["anna", " ANNA "] {
        in_acme(&["import", "list.csv"], person).exits(0);
    }
    in_acme(&["users", "list"], "anne").exits(2);
    place.run(&["users", "list", "--as", "anna"]).exits(2);
    // With an account behind it, the name does what the account may do.
    with_password(&["tenant", "set", "acme", "--admin", "anna", "--account", "ursel@example.com"]);
    in_acme(&["users", "list"], "anna").exits(3);
    place.run(&["tenant", "set", "acme", "--remove-admin", "anna"]).exits(0);
    in_acme(&["users", "list"], "anna").exits(2);
}

#[test]
fn without_a_terminal_the_password_has_to_come_from_the_environment() {
    let place = Place::new();
    let done = place.run(&["tenant", "create", "acme", "--admin", "anna"]).exits(2);
    assert!(done.complaint().contains("ROSTER_ADMIN_PASSWORD"));
    place.run(&["tenant", "show", "acme"]).exits(2);
}

#[test]
fn no_password_ever_stands_in_an_answer_or_in_the_file() {
    let place = Place::new();
    let mut create = place.command(&["tenant", "create", "acme", "--admin", "anna"]);
    let done =
        super::Done(create.env("ROSTER_ADMIN_PASSWORD", "correct horse").env("ROSTER_LOG", "trace").output().unwrap());
    assert!(!done.text().contains("correct horse") && !done.complaint().contains("correct horse"));
    for file in std::fs::read_dir(place.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(13).any(|window| window == b"correct horse"));
    }
}

#[test]
fn an_administrator_s_name_belongs_to_one_company() {
    let place = Place::new();
    let create = |tenant: &str| {
        let mut command = place.command(&["tenant", "create", tenant, "--admin", "anna"]);
        super::Done(command.env("ROSTER_ADMIN_PASSWORD", "correct horse").output().unwrap())
    };
    create("acme").exits(0);
    assert!(create("globex").exits(2).complaint().contains("anna"));
    place.run(&["tenant", "show", "globex"]).exits(2);
}

#[test]
fn a_company_is_changed_connected_and_disconnected() {
    let place = Place::new();
    place.run(&["tenant", "create", "acme", "--licences", "50", "--connected", "salesforce"]).exits(0);
    let show = || place.run(&["tenant", "show", "acme", "--json"]).exits(0).json();
    assert_eq!(show()["connected-to"], "salesforce");
    place.run(&["tenant", "disconnect", "acme"]).exits(0);
    assert_eq!(show()["connected-to"], serde_json::Value::Null);
    place.run(&["tenant", "connect", "acme", "Sugar"]).exits(0);
    assert_eq!(show()["connected-to"], "Sugar");
    place.run(&["tenant", "set", "acme", "--licences", "60", "--country", "ch", "--default-language", "fr"]).exits(0);
    assert_eq!((show()["licences-bought"].as_i64(), show()["country"].as_str()), (Some(60), Some("CH")));
}

#[test]
fn wrong_names_and_unknown_companies_are_wrong_usage() {
    let place = Place::new();
    for arguments in [
        &["tenant", "create", "Not a name"] as &[&str],
        &["tenant", "create", "../acme"],
        &["tenant", "create", "demo"],
        &["tenant", "set", "demo", "--country", "Austria"],
        &["tenant", "set", "demo", "--remove-admin", "nobody"],
        &["users", "list", "--tenant", "nobody"],
    ] {
        let done = place.run(arguments).exits(2);
        assert!(done.text().is_empty() && !done.complaint().contains("Refused("), "{arguments:?} {}", done.complaint());
    }
}

#[test]
fn one_company_never_sees_another_s_users() {
    let place = Place::new();
    place.run(&["tenant", "create", "acme"]).exits(0);
    place.users("demo", &["a@example.com", "b@example.com"]);
    place.users("acme", &["c@example.com"]);
    let listed = place.run(&["users", "list", "--tenant", "acme", "--json"]).exits(0).json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["email"], "c@example.com");
    for command in ["show", "disable", "enable", "delete"] {
        place.run(&["users", command, "b@example.com", "--tenant", "acme"]).exits(2);
        place.run(&["users", command, "1002", "--tenant", "acme"]).exits(2);
    }
    place.run(&["imports", "show", "1", "--tenant", "acme"]).exits(2);
    place.run(&["restore", "apply", "1", "--tenant", "acme"]).exits(2);
    assert_eq!(place.run(&["users", "list", "--json"]).json().as_array().unwrap().len(), 2);
}

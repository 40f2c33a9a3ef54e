//! Companies, their administrators, and that one never sees another's users.

use super::*;

fn new(name: &str) -> NewTenant {
    NewTenant {
        name: name.into(),
        licences: 50,
        connected_to: None,
        default_language: "en".into(),
        country: Some("de".into()),
        administrator: None,
    }
}

#[test]
fn a_tenant_is_what_it_was_made_and_changed_to() {
    let place = Place::new();
    let database = place.database();
    let store =
        database.create_tenant(&NewTenant { connected_to: Some(SourceSystem::Salesforce), ..new("acme") }).unwrap();
    let facts = store.facts().unwrap();
    assert_eq!((facts.licences_bought, facts.country.as_deref()), (50, Some("DE")));
    assert_eq!(facts.connected_to, Some(SourceSystem::Salesforce));
    let changes = TenantChanges { licences: Some(80), connected_to: Some(None), ..TenantChanges::default() };
    store.change_tenant(&changes).unwrap();
    let facts = store.facts().unwrap();
    assert_eq!((facts.licences_bought, facts.connected_to, facts.default_language.as_str()), (80, None, "en"));
    assert_eq!(database.tenants().unwrap(), ["acme", "demo"]);
}

#[test]
fn names_languages_and_countries_are_checked() {
    let place = Place::new();
    let database = place.database();
    for name in ["", "Acme", "a b", "../x", "-x", "demo", &"x".repeat(41)] {
        assert!(matches!(database.create_tenant(&new(name)), Err(StoreError::Refused(_))), "{name}");
    }
    for (language, country) in [("deutsch", "DE"), ("de", "DEU"), ("", "DE"), ("de", "1X")] {
        let tenant = NewTenant { default_language: language.into(), country: Some(country.into()), ..new("acme") };
        assert!(matches!(database.create_tenant(&tenant), Err(StoreError::Refused(_))), "{language} {country}");
    }
}

#[test]
fn a_connected_tenant_takes_no_import() {
    let place = Place::new();
    let store = place
        .database()
        .create_tenant(&NewTenant { connected_to: Some(SourceSystem::Outlook), ..new("acme") })
        .unwrap();
    assert!(matches!(store.begin(&Intent::default(), &console()), Err(StoreError::Refused(_))));
    assert!(store.imports(1).unwrap().is_empty());
}

#[test]
fn a_name_and_a_password_tell_the_tenant() {
    let place = Place::new();
    let database = place.database();
    let administrator = Some(("Anna".to_owned(), "correct horse".to_owned()));
    database.create_tenant(&NewTenant { administrator, ..new("acme") }).unwrap();
    for (name, password, right) in [
        ("anna", "correct horse", true),
        (" ANNA ", "correct horse", true),
        ("anna", "Correct horse", false),
        ("anna", "", false),
        ("berta", "correct horse", false),
        ("", "", false),
        ("anna", "correct horse", true),
    ] {
        let found = database.authenticate(name, password).unwrap();
        assert_eq!(found.is_some(), right, "{name} {password}");
        if let Some((store, actor)) = found {
            assert_eq!((store.facts().unwrap().name.as_str(), actor.role), ("acme", Role::Administrator));
        }
    }
}

#[test]
fn a_password_is_stored_as_an_argon2_hash_and_a_new_one_ends_the_old() {
    let place = Place::new();
    let database = place.database();
    let store = place.demo();
    store.set_administrator("anna", "first", None).unwrap();
    assert!(database.authenticate("anna", "first").unwrap().is_some());
    store.set_administrator("anna", "second", None).unwrap();
    assert!(database.authenticate("anna", "first").unwrap().is_none());
    assert!(database.authenticate("anna", "second").unwrap().is_some());
    let stored: String =
        store.inner.connection().query_row("SELECT password_hash FROM administrator", [], |row| row.get(0)).unwrap();
    assert!(stored.starts_with("$argon2id$"));
    assert!(store.remove_administrator("anna").unwrap());
    assert!(database.authenticate("anna", "second").unwrap().is_none());
}

#[test]
fn an_administrator_s_name_is_unique_across_tenants() {
    let place = Place::new();
    let (demo, other) = (place.demo(), other(&place));
    demo.set_administrator("anna", "password", None).unwrap();
    assert!(matches!(other.set_administrator("ANNA", "password", None), Err(StoreError::Refused(_))));
    let administrator = Some(("anna".to_owned(), "password".to_owned()));
    assert!(place.database().create_tenant(&NewTenant { administrator, ..new("third") }).is_err());
    assert_eq!(place.database().tenants().unwrap(), ["demo", "other"]);
}

#[test]
fn an_administrator_with_an_account_can_do_what_the_account_can() {
    let place = Place::new();
    let (database, store) = (place.database(), place.demo());
    accounts(&store, &["a@example.com", "b@example.com"]);
    store.set_administrator("anna", "password", Some("a@example.com")).unwrap();
    let role = |database: &Database| database.authenticate("anna", "password").unwrap().map(|(_, actor)| actor.role);
    assert_eq!(role(&database), Some(Role::User));
    set(&store, &by_email(&store, "a@example.com"), "level", Value::Integer(2));
    assert_eq!(role(&database), Some(Role::Administrator));
    set(&store, &by_email(&store, "b@example.com"), "level", Value::Integer(2));
    store.disable("1001", &console()).unwrap();
    assert_eq!(role(&database), None);
}

#[test]
fn one_tenant_never_sees_or_touches_another_s_users() {
    let place = Place::new();
    let (store, other) = (place.demo(), other(&place));
    let mine = accounts(&store, &["a@example.com", "b@example.com", "c@example.com"]);
    let theirs = accounts(&other, &["a@example.com"]);
    assert_eq!(theirs[0].id, "1001");
    // Ids, keys and revisions may be the same; the accounts are not.
    assert_eq!(code(&set(&other, &theirs[0], "note", Value::Text("theirs".into()))), "applied");
    assert_eq!(value(&by_email(&store, "a@example.com"), "note"), None);
    assert!(other.find("id", &strings(&["1002"]), &[]).unwrap()[0].is_empty());
    assert!(other.find("email", &strings(&["b@example.com"]), &[]).unwrap()[0].is_empty());
    assert!(other.page(Some("1001"), 10, &[]).unwrap().0.is_empty());
    assert_eq!(code(&set(&other, &mine[1], "note", Value::Text("x".into()))), "stale");
    store.add_data("1001", NewData { customers: 1, ..NewData::default() }).unwrap();
    assert_eq!(other.purge_sizes(&strings(&["1001"])).unwrap()[0], PurgeSize::default());
    assert!(other.disable("1002", &console()).is_err());
    assert!(other.delete("1002", true).is_err());
    assert!(other.transfer("1001", "1002").is_err());
    assert!(other.issue_link("1002").unwrap().is_none());
    let run = store.imports(1).unwrap()[0].id;
    assert!(other.import(run).unwrap().is_none());
    assert!(other.import_rows(run, 0, 10).unwrap().is_empty());
    assert_eq!(store.totals().unwrap().accounts, 3);
}

#[test]
fn two_tenants_import_at_the_same_time() {
    let place = Place::new();
    let (store, other) = (place.demo(), other(&place));
    let threads = [store.clone(), other.clone()].map(|store| {
        std::thread::spawn(move || {
            let emails: Vec<_> = (0..500).map(|n| format!("u{n}@example.com")).collect();
            for emails in emails.chunks(50) {
                accounts(&store, &emails.iter().map(String::as_str).collect::<Vec<_>>());
            }
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!((store.totals().unwrap().accounts, other.totals().unwrap().accounts), (500, 500));
}

//! What one change may do.

use super::*;

#[test]
fn a_new_account_gets_an_id_a_user_name_and_the_company_s_defaults() {
    let place = Place::new();
    let store = place.demo();
    let made = accounts(&store, &["Anna.Berger@example.com", "anna.berger@example.org"]);
    assert_eq!(made[0].id, "1001");
    assert!(made[0].active);
    for (field, expected) in [
        ("id", Value::Text("1001".into())),
        ("email", Value::Text("Anna.Berger@example.com".into())),
        ("user-name", Value::Text("anna.berger".into())),
        ("language", Value::Text("de".into())),
        ("level", Value::Integer(0)),
        ("has-own-schedule", Value::Flag(true)),
        ("active", Value::Flag(true)),
    ] {
        assert_eq!(value(&made[0], field), Some(expected), "{field}");
    }
    assert_eq!(value(&made[0], "mobile"), None);
    assert_eq!(value(&made[1], "user-name"), Some(Value::Text("anna.berger2".into())));
}

#[test]
fn a_user_name_can_be_given_on_create_and_never_changes() {
    let place = Place::new();
    let store = place.demo();
    let fields = ["first-name", "last-name", "email", "user-name"];
    apply(&store, &fields, create(vec![text("A"), text("B"), text("a@example.com"), text("boss")]));
    let boss = by_email(&store, "a@example.com");
    assert_eq!(value(&boss, "user-name"), Some(Value::Text("boss".into())));
    assert_eq!(code(&set(&store, &boss, "user-name", Value::Text("chief".into()))), "user-name-fixed");
    assert_eq!(code(&set(&store, &boss, "user-name", Value::Text("boss".into()))), "applied");
}

#[test]
fn every_write_gives_a_new_revision_and_an_old_one_is_stale() {
    let place = Place::new();
    let store = place.demo();
    let first = accounts(&store, &["a@example.com"]).remove(0);
    assert_eq!(code(&set(&store, &first, "note", Value::Text("one".into()))), "applied");
    assert_eq!(code(&set(&store, &first, "note", Value::Text("two".into()))), "stale");
    let second = by_email(&store, "a@example.com");
    assert_ne!(first.revision, second.revision);
    assert_eq!(value(&second, "note"), Some(Value::Text("one".into())));
    let gone = Account { id: "9999".into(), ..second };
    assert_eq!(code(&set(&store, &gone, "note", Value::Text("three".into()))), "stale");
}

#[test]
fn keys_are_unique_in_their_normalised_form() {
    let place = Place::new();
    let store = place.demo();
    let made = accounts(&store, &["a@example.com", "b@example.com"]);
    for (field, one, other, expected) in [
        ("email", "A@example.com", " a@EXAMPLE.com ", "duplicate-email"),
        ("employee-number", "7", "\u{a0}7", "duplicate-employee-number"),
        ("microsoft-object-id", "AB-1", "ab-1", "duplicate-microsoft-object-id"),
    ] {
        let first = by_email(&store, "a@example.com");
        assert_eq!(code(&set(&store, &first, field, Value::Text(one.into()))), "applied", "{field}");
        let result = set(&store, &made[1], field, Value::Text(other.into()));
        let ChangeResult::Rejected { code, field: at, text } = result else { panic!("{field}") };
        assert_eq!((code.as_str(), at.as_deref()), (expected, Some(field)));
        assert!(text.contains(&made[0].id), "{text}");
    }
    let fields = ["first-name", "last-name", "email", "user-name"];
    let twin = create(vec![text("A"), text("B"), text("c@example.com"), text("A ")]);
    assert_eq!(code(&apply(&store, &fields, twin)), "duplicate-user-name");
}

#[test]
fn a_key_that_is_given_up_is_free_for_others() {
    let place = Place::new();
    let store = place.demo();
    let made = accounts(&store, &["a@example.com", "b@example.com"]);
    assert_eq!(code(&set(&store, &made[0], "email", Value::Text("c@example.com".into()))), "applied");
    assert_eq!(code(&set(&store, &made[1], "email", Value::Text("a@example.com".into()))), "applied");
    assert_eq!(by_email(&store, "a@example.com").id, made[1].id);
}

#[test]
fn a_change_can_be_refused_without_undoing_its_neighbours() {
    let place = Place::new();
    let store = place.demo();
    let mut session = begin(&store);
    let fields = strings(&["first-name", "last-name", "email"]);
    let row = |email: &str| create(vec![text("A"), text("B"), text(email)]);
    let results = session.apply(&fields, &[row("a@x.example"), row("A@x.example"), row("b@x.example")]).unwrap();
    assert_eq!(results.iter().map(code).collect::<Vec<_>>(), ["applied", "duplicate-email", "applied"]);
    assert_eq!(store.totals().unwrap().accounts, 2);
}

#[test]
fn what_does_not_fit_is_rejected() {
    let place = Place::new();
    let store = place.demo();
    let account = accounts(&store, &["a@example.com"]).remove(0);
    for (field, cell, expected) in [
        ("level", CellChange::Set(Value::Integer(7)), "invalid-value"),
        ("driving-speed", text("warp"), "invalid-value"),
        ("email", CellChange::Clear, "required-field"),
        ("last-name", CellChange::Set(Value::Text(String::new())), "required-field"),
        ("id", text("1"), "read-only-field"),
        ("user-name", CellChange::Clear, "user-name-fixed"),
    ] {
        let result = apply(&store, &[field], change(Action::Update, &account, vec![cell]));
        assert_eq!(code(&result), expected, "{field}");
    }
    assert_eq!(by_email(&store, "a@example.com"), account);
}

#[test]
fn clearing_leaves_nothing_or_the_company_s_default() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    for (field, set_to, cleared) in [
        ("note", Value::Text("x".into()), None),
        ("groups", Value::List(vec!["North".into(), "South".into()]), None),
        ("home-latitude", Value::Decimal("48.2".into()), None),
        ("language", Value::Text("fr".into()), Some(Value::Text("de".into()))),
        ("level", Value::Integer(1), Some(Value::Integer(0))),
    ] {
        assert_eq!(code(&set(&store, &by_email(&store, "a@example.com"), field, set_to.clone())), "applied");
        let account = by_email(&store, "a@example.com");
        assert_eq!(value(&account, field), Some(set_to), "{field}");
        apply(&store, &[field], change(Action::Update, &account, vec![CellChange::Clear]));
        assert_eq!(value(&by_email(&store, "a@example.com"), field), cleared, "{field}");
    }
}

#[test]
fn deactivating_keeps_all_data_and_writes_the_cells() {
    let place = Place::new();
    let store = place.demo();
    let account = accounts(&store, &["a@example.com"]).remove(0);
    let result = apply(&store, &["note"], change(Action::Deactivate, &account, vec![text("left")]));
    assert_eq!(code(&result), "applied");
    let account = by_email(&store, "a@example.com");
    assert!(!account.active);
    assert_eq!(value(&account, "note"), Some(Value::Text("left".into())));
    assert_eq!(store.facts().unwrap().licences_used, 1);
    apply(&store, &[], change(Action::Reactivate, &account, vec![]));
    assert!(by_email(&store, "a@example.com").active);
}

#[test]
fn the_active_cell_deactivates_and_reactivates() {
    let place = Place::new();
    let store = place.demo();
    let account = accounts(&store, &["a@example.com"]).remove(0);
    set(&store, &account, "active", Value::Flag(false));
    let account = by_email(&store, "a@example.com");
    assert!(!account.active);
    set(&store, &account, "active", Value::Flag(true));
    assert!(by_email(&store, "a@example.com").active);
}

#[test]
fn the_last_active_administrator_is_neither_disabled_nor_demoted() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com", "b@example.com"]);
    for email in ["a@example.com", "b@example.com"] {
        set(&store, &by_email(&store, email), "level", Value::Integer(2));
    }
    let demote = |email: &str| set(&store, &by_email(&store, email), "level", Value::Integer(1));
    assert_eq!(code(&demote("a@example.com")), "applied");
    assert_eq!(code(&demote("b@example.com")), "last-administrator");
    let last = by_email(&store, "b@example.com");
    assert_eq!(code(&apply(&store, &[], change(Action::Deactivate, &last, vec![]))), "last-administrator");
    assert_eq!(store.totals().unwrap().active_administrators, 1);
}

#[test]
fn the_acting_person_is_neither_disabled_nor_demoted() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com", "b@example.com"]);
    for email in ["a@example.com", "b@example.com"] {
        set(&store, &by_email(&store, email), "level", Value::Integer(2));
    }
    let actor = store.actor("a@example.com", Some("de")).unwrap();
    assert_eq!(actor.role, Role::Administrator);
    let me = by_email(&store, "a@example.com");
    let mut session = store.begin(&Intent::default(), &actor).unwrap();
    let changes = [
        change(Action::Deactivate, &me, vec![CellChange::Keep]),
        change(Action::Update, &me, vec![CellChange::Set(Value::Integer(0))]),
    ];
    let results = session.apply(&strings(&["level"]), &changes).unwrap();
    assert_eq!(results.iter().map(code).collect::<Vec<_>>(), ["acting-person", "acting-person"]);
    assert!(matches!(&results[0], ChangeResult::Rejected { text, .. } if text.contains("Administrator tun")));
}

#[test]
fn an_error_leaves_nothing_of_its_batch() {
    let place = Place::with(Faults { fail_after_rows: Some(3), ..Faults::default() });
    let store = place.demo();
    let mut session = begin(&store);
    let fields = strings(&["first-name", "last-name", "email"]);
    let row = |email: &str| create(vec![text("A"), text("B"), text(email)]);
    session.apply(&fields, &[row("a@x.example"), row("b@x.example")]).unwrap();
    let error = session.apply(&fields, &[row("c@x.example"), row("d@x.example")]).unwrap_err();
    assert!(matches!(error, StoreError::Other(_)), "{error:?}");
    assert_eq!(store.totals().unwrap().accounts, 2);
    let run = store.import(session.journal_id()).unwrap().unwrap();
    assert_eq!((run.applied, run.state), (2, RunState::Running));
}

#[test]
fn a_full_database_says_so_and_keeps_whole_batches_only() {
    let place = Place::with(Faults { max_pages: Some(150), ..Faults::default() });
    let store = place.demo();
    let mut session = begin(&store);
    let fields = strings(&["first-name", "last-name", "email"]);
    let mut applied = 0;
    let error = loop {
        let changes: Vec<_> = (0..100)
            .map(|n| create(vec![text("A"), text("B"), text(&format!("u{}@x.example", applied + n))]))
            .collect();
        match session.apply(&fields, &changes) {
            Ok(_) => applied += 100,
            Err(error) => break error,
        }
        assert!(applied < 100_000, "it never was full");
    };
    assert_eq!(error, StoreError::Full);
    drop(session);
    // Somebody made room.
    let roomy = Database::open_with(place.database().path(), Faults::default()).unwrap().tenant(DEMO).unwrap();
    assert_eq!(roomy.totals().unwrap().accounts, applied);
    assert_eq!(roomy.imports(1).unwrap()[0].applied, applied);
    let mut session = begin(&roomy);
    session.apply(&fields, &[create(vec![text("A"), text("B"), text("late@x.example")])]).unwrap();
}

#[test]
fn values_pass_between_accounts_within_a_batch_in_any_order() {
    const EMAILS: [&str; 4] = ["a@example.com", "b@example.com", "c@example.com", "d@example.com"];
    /// The account that each change is for, with the address that it sets, and what becomes of each.
    type Case = (&'static [(usize, &'static str)], &'static [&'static str]);
    let cases: [Case; 5] = [
        (&[(0, EMAILS[1]), (1, EMAILS[0])], &["applied", "applied"]),
        (&[(0, EMAILS[1]), (1, EMAILS[2]), (2, EMAILS[0])], &["applied", "applied", "applied"]),
        (&[(0, EMAILS[1]), (1, "new@example.com")], &["applied", "applied"]),
        (&[(0, EMAILS[1]), (1, EMAILS[3])], &["duplicate-email", "duplicate-email"]),
        (&[(0, EMAILS[1]), (1, EMAILS[0]), (2, EMAILS[3])], &["applied", "applied", "duplicate-email"]),
    ];
    for (wanted, expected) in cases {
        for backwards in [false, true] {
            let place = Place::new();
            let store = place.demo();
            let made = accounts(&store, &EMAILS);
            let mut changes: Vec<Change> =
                wanted.iter().map(|(at, email)| change(Action::Update, &made[*at], vec![text(email)])).collect();
            if backwards {
                changes.reverse();
            }
            let mut session = begin(&store);
            let mut results = session.apply(&strings(&["email"]), &changes).unwrap();
            session.finish("{}").unwrap();
            if backwards {
                results.reverse();
            }
            assert_eq!(results.iter().map(code).collect::<Vec<_>>(), expected, "{wanted:?} {backwards}");
            for ((at, email), expected) in wanted.iter().zip(expected) {
                let email = if *expected == "applied" { email } else { &EMAILS[*at] };
                assert_eq!(by_email(&store, email).id, made[*at].id, "{wanted:?} {backwards}");
            }
        }
    }
}

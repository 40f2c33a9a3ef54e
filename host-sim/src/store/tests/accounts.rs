//! Account life by hand, and restore points.

use super::*;

fn sizes(store: &TenantStore, id: &str) -> (u64, u64, u64) {
    let size = store.purge_sizes(&strings(&[id])).unwrap()[0];
    (size.customers, size.appointments, size.reports)
}

const DATA: NewData = NewData { customers: 3, appointments: 2, reports: 1 };

fn refused(result: Result<impl std::fmt::Debug, ByHand>) -> &'static str {
    match result.unwrap_err() {
        ByHand::Refused(refusal) => refusal.code(),
        ByHand::Store(error) => panic!("{error:?}"),
    }
}

#[test]
fn an_unmarked_purge_is_rejected_and_a_marked_one_deletes_the_data() {
    let place = Place::new();
    let store = place.demo();
    let account = accounts(&store, &["a@example.com", "b@example.com"]).remove(0);
    store.add_data("1001", DATA).unwrap();
    store.add_data("1002", DATA).unwrap();
    let no = CellChange::Set(Value::Flag(false));
    let account = Account { revision: by_email(&store, "a@example.com").revision, ..account };
    let mut taking = change(Action::Update, &account, vec![no]);
    assert_eq!(code(&apply(&store, &["has-own-schedule"], taking.clone())), "unmarked-purge");
    assert_eq!(sizes(&store, "1001"), (3, 2, 1));
    taking.purges = true;
    assert_eq!(code(&apply(&store, &["has-own-schedule"], taking)), "applied");
    assert_eq!(sizes(&store, "1001"), (0, 0, 0));
    assert_eq!(sizes(&store, "1002"), (3, 2, 1));
    assert_eq!(store.facts().unwrap().licences_used, 1);
}

#[test]
fn purge_sizes_of_unknown_accounts_are_zeros() {
    let place = Place::new();
    assert_eq!(place.demo().purge_sizes(&strings(&["1", "x"])).unwrap(), [PurgeSize::default(); 2]);
}

#[test]
fn only_a_disabled_account_whose_data_was_kept_is_deleted() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com", "b@example.com"]);
    store.add_data("1001", DATA).unwrap();
    assert_eq!(refused(store.delete("1001", true)), "still-active");
    assert!(store.disable("1001", &console()).unwrap());
    assert!(!store.disable("1001", &console()).unwrap());
    assert_eq!(refused(store.delete("1001", false)), "data-not-kept");
    let failing = store.download("1001", |_| Err("the disk is full".into()));
    assert!(matches!(failing, Err(ByHand::Store(_))));
    assert_eq!(refused(store.delete("1001", false)), "data-not-kept");
    store
        .download("1001", |document| {
            assert_eq!(document["account"]["email"], "a@example.com");
            assert_eq!(document["customers"].as_array().unwrap().len(), 3);
            Ok(())
        })
        .unwrap();
    store.delete("1001", false).unwrap();
    assert_eq!(refused(store.account("1001")), "unknown-user");
    assert_eq!(store.facts().unwrap().licences_used, 1);
    // The id is never used again; the email is free.
    assert_eq!(accounts(&store, &["a@example.com"])[0].id, "1003");
}

#[test]
fn data_that_came_after_the_download_has_to_be_kept_too() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    store.disable("1001", &console()).unwrap();
    store.download("1001", |_| Ok(())).unwrap();
    store.add_data("1001", DATA).unwrap();
    assert_eq!(refused(store.delete("1001", false)), "data-not-kept");
    store.delete("1001", true).unwrap();
}

#[test]
fn data_goes_to_another_active_account_with_its_own_schedule() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com", "b@example.com", "c@example.com"]);
    store.add_data("1001", DATA).unwrap();
    store.disable("1003", &console()).unwrap();
    assert_eq!(refused(store.transfer("1001", "1001")), "no-receiver");
    assert_eq!(refused(store.transfer("1001", "1003")), "no-receiver");
    assert_eq!(refused(store.transfer("1001", "9")), "unknown-user");
    store.transfer("1001", "1002").unwrap();
    assert_eq!((sizes(&store, "1001"), sizes(&store, "1002")), ((0, 0, 0), (3, 2, 1)));
    store.disable("1001", &console()).unwrap();
    store.delete("1001", false).unwrap();
}

#[test]
fn only_accounts_with_their_own_schedule_have_data() {
    let place = Place::new();
    let store = place.demo();
    let account = accounts(&store, &["a@example.com"]).remove(0);
    let mut taking = change(Action::Update, &account, vec![CellChange::Set(Value::Flag(false))]);
    taking.purges = true;
    apply(&store, &["has-own-schedule"], taking);
    assert_eq!(refused(store.add_data("1001", DATA)), "no-own-schedule");
}

#[test]
fn the_last_administrator_and_oneself_are_not_disabled_by_hand() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com", "b@example.com"]);
    set(&store, &by_email(&store, "a@example.com"), "level", Value::Integer(2));
    assert_eq!(refused(store.disable("1001", &console())), "last-administrator");
    set(&store, &by_email(&store, "b@example.com"), "level", Value::Integer(2));
    let me = store.actor("1001", None).unwrap();
    assert_eq!(refused(store.disable("1001", &me)), "acting-person");
    assert!(store.disable("1002", &me).unwrap());
}

#[test]
fn disabling_ends_the_link_and_enabling_makes_a_new_one() {
    let place = Place::new();
    let (database, store) = (place.database(), place.demo());
    accounts(&store, &["a@example.com"]);
    let link = store.issue_link("1001").unwrap().unwrap();
    store.disable("1001", &console()).unwrap();
    assert_eq!(database.use_link(&link, None).unwrap(), LinkUse::Unknown);
    assert_eq!(store.issue_link("1001").unwrap(), None);
    assert!(store.without_sent_link().unwrap().is_empty());
    store.enable("1001", &console()).unwrap();
    assert_eq!(database.use_link(&link, None).unwrap(), LinkUse::Unknown);
    assert_eq!(store.without_sent_link().unwrap(), ["1001"]);
}

#[test]
fn links_are_long_and_random_stored_as_hashes_and_expire() {
    let mut place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    let (first, second) = (store.issue_link("1001").unwrap().unwrap(), store.issue_link("1001").unwrap().unwrap());
    assert_ne!(first, second);
    assert_eq!(second.len(), 40);
    let stored = std::fs::read(place.database().path()).unwrap();
    assert!(!stored.windows(second.len()).any(|bytes| bytes == second.as_bytes()));
    place.faults.clock_offset = 15 * 24 * 60 * 60;
    assert_eq!(place.database().use_link(&second, None).unwrap(), LinkUse::Expired);
    place.faults.clock_offset = 0;
    assert!(matches!(place.database().use_link(&second, None).unwrap(), LinkUse::Accepted { .. }));
}

#[test]
fn restoring_brings_a_purged_and_a_deleted_account_back_with_their_data() {
    let place = Place::new();
    let store = place.demo();
    let made = accounts(&store, &["a@example.com", "b@example.com", "c@example.com"]);
    store.add_data("1001", DATA).unwrap();
    store.add_data("1002", DATA).unwrap();
    let point = store.make_restore_point().unwrap();
    let before: Vec<_> = made.iter().map(|account| store.account(&account.id).unwrap()).collect();
    let mut taking =
        change(Action::Update, &before[0], vec![CellChange::Set(Value::Flag(false)), text("z@example.com")]);
    taking.purges = true;
    assert_eq!(code(&apply(&store, &["has-own-schedule", "email"], taking)), "applied");
    store.disable("1002", &console()).unwrap();
    store.delete("1002", true).unwrap();
    accounts(&store, &["a@example.com"]);

    let restored = store.restore(point).unwrap();
    assert_eq!(
        (restored.accounts_brought_back, restored.accounts_changed_back, restored.accounts_taken_away),
        (1, 1, 1)
    );
    assert_eq!((restored.customers, restored.appointments, restored.reports), (6, 4, 2));
    for account in &before {
        let now = store.account(&account.id).unwrap();
        assert_eq!(now.values, account.values);
        assert_eq!(now.active, account.active);
    }
    assert_eq!((sizes(&store, "1001"), sizes(&store, "1002")), ((3, 2, 1), (3, 2, 1)));
    assert_eq!(by_email(&store, "a@example.com").id, "1001");
    assert!(store.find("email", &strings(&["z@example.com"]), &[]).unwrap()[0].is_empty());
    // An old plan fits nowhere, and the id that was taken away is not used again.
    assert_eq!(code(&set(&store, &before[0], "note", Value::Text("x".into()))), "stale");
    assert_eq!(accounts(&store, &["new@example.com"])[0].id, "1005");
}

#[test]
fn a_restore_can_be_undone() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    let point = store.make_restore_point().unwrap();
    set(&store, &by_email(&store, "a@example.com"), "note", Value::Text("new".into()));
    store.add_data("1001", DATA).unwrap();
    let backup = store.restore(point).unwrap().backup;
    assert_eq!((value(&by_email(&store, "a@example.com"), "note"), sizes(&store, "1001")), (None, (0, 0, 0)));
    store.restore(backup).unwrap();
    assert_eq!(value(&by_email(&store, "a@example.com"), "note"), Some(Value::Text("new".into())));
    assert_eq!(sizes(&store, "1001"), (3, 2, 1));
}

#[test]
fn every_older_point_can_still_be_restored_after_a_younger_one() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    let mut points = Vec::new();
    for note in ["one", "two", "three"] {
        set(&store, &by_email(&store, "a@example.com"), "note", Value::Text(note.into()));
        points.push((store.make_restore_point().unwrap(), note));
    }
    for (point, note) in points.iter().rev().chain(&points) {
        store.restore(*point).unwrap();
        assert_eq!(value(&by_email(&store, "a@example.com"), "note"), Some(Value::Text((*note).into())));
    }
}

#[test]
fn every_import_makes_a_point_and_undoing_it_leaves_other_tenants_alone() {
    let place = Place::new();
    let (store, other) = (place.demo(), other(&place));
    accounts(&other, &["a@example.com"]);
    accounts(&store, &["a@example.com", "b@example.com"]);
    accounts(&other, &["b@example.com"]);
    let point = store.restore_points().unwrap()[0].clone();
    assert_eq!(point.reason, "import");
    assert_eq!(point.rows, 2);
    assert_eq!(refused(other.restore(point.id)), "unknown-restore-point");
    store.restore(point.id).unwrap();
    assert_eq!(store.totals().unwrap().accounts, 0);
    assert_eq!(other.totals().unwrap().accounts, 2);
}

#[test]
fn points_are_kept_for_thirty_days() {
    let mut place = Place::new();
    let store = place.demo();
    let point = store.make_restore_point().unwrap();
    accounts(&store, &["a@example.com"]);
    place.faults.clock_offset = 29 * 24 * 60 * 60;
    assert!(place.demo().restore_points().unwrap().iter().any(|kept| kept.id == point));
    place.faults.clock_offset = 31 * 24 * 60 * 60;
    let later = place.demo();
    assert!(later.restore_points().unwrap().is_empty());
    assert_eq!(refused(later.restore(point)), "unknown-restore-point");
    let rows = || -> i64 {
        later.inner.connection().query_row("SELECT count(*) FROM restore_row", [], |row| row.get(0)).unwrap()
    };
    // Two late points may come of a clock that stepped.
    for _ in 0..2 {
        later.make_restore_point().unwrap();
        assert!(rows() > 0);
    }
    let young = later.make_restore_point().unwrap();
    assert_eq!(rows(), 0);
    set(&later, &by_email(&later, "a@example.com"), "note", Value::Text("x".into()));
    later.restore(young).unwrap();
    assert_eq!(value(&by_email(&later, "a@example.com"), "note"), None);
}

#[test]
fn a_clock_that_steps_takes_no_point_away_and_leaves_none_in_the_future() {
    let mut place = Place::new();
    let point = place.demo().make_restore_point().unwrap();
    accounts(&place.demo(), &["a@example.com"]);
    place.faults.clock_offset = 100 * 365 * 24 * 60 * 60;
    accounts(&place.demo(), &["b@example.com"]);
    place.faults.clock_offset = 0;
    let store = place.demo();
    let last = store.make_restore_point().unwrap();
    let points = store.restore_points().unwrap();
    let newest = points.iter().find(|kept| kept.id == last).unwrap().made_at;
    assert!(points.iter().all(|kept| kept.made_at <= newest), "{points:?}");
    store.restore(point).unwrap();
    assert_eq!(store.totals().unwrap().accounts, 0);
}

#[test]
fn nothing_is_restored_while_an_import_runs() {
    let place = Place::new();
    let store = place.demo();
    let point = store.make_restore_point().unwrap();
    let _session = begin(&store);
    assert_eq!(store.restore(point).unwrap_err(), ByHand::Store(StoreError::Busy));
}

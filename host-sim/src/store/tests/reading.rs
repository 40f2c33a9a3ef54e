//! Finding, paging and counting.

use super::*;

#[test]
fn accounts_are_found_by_every_key_in_the_order_asked() {
    let place = Place::new();
    let store = place.demo();
    let made = accounts(&store, &["a@example.com", "b@example.com"]);
    set(&store, &made[1], "employee-number", Value::Text("B-7".into()));
    for (key, values, expected) in [
        ("email", ["b@example.com", "none@example.com", "a@example.com"], [Some("1002"), None, Some("1001")]),
        ("id", ["1002", "01001", "x"], [Some("1002"), None, None]),
        ("employee-number", ["B-7", "b-7", ""], [Some("1002"), None, None]),
        ("user-name", ["a", "b", "c"], [Some("1001"), Some("1002"), None]),
    ] {
        let found = store.find(key, &strings(&values), &strings(&["email"])).unwrap();
        let ids: Vec<_> = found.iter().map(|accounts| accounts.first().map(|account| account.id.as_str())).collect();
        assert_eq!(ids, expected, "{key}");
    }
}

#[test]
fn an_unknown_key_or_field_refuses_the_call() {
    let place = Place::new();
    let store = place.demo();
    assert!(matches!(store.find("note", &[], &[]), Err(StoreError::Refused(_))));
    assert!(matches!(store.find("email", &[], &strings(&["shoe-size"])), Err(StoreError::Refused(_))));
    let many = vec![String::new(); MAX_PER_CALL + 1];
    assert!(matches!(store.find("email", &many, &[]), Err(StoreError::Refused(_))));
}

#[test]
fn a_walk_meets_every_account_once_while_others_are_made() {
    let place = Place::new();
    let store = place.demo();
    let emails: Vec<_> = (0..7).map(|n| format!("u{n}@example.com")).collect();
    accounts(&store, &emails.iter().map(String::as_str).collect::<Vec<_>>());
    let (mut seen, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let (page, next) = store.page(cursor.as_deref(), 3, &strings(&["email"])).unwrap();
        seen.extend(page.into_iter().map(|account| account.id));
        pages += 1;
        if pages == 1 {
            accounts(&store, &["late@example.com"]);
        }
        let Some(next) = next else { break };
        cursor = Some(next);
    }
    assert_eq!(seen, (1001..=1008).map(|id| id.to_string()).collect::<Vec<_>>());
    assert_eq!(pages, 3);
}

#[test]
fn a_cursor_from_elsewhere_shows_nothing_that_the_tenant_does_not_own() {
    let place = Place::new();
    let store = place.demo();
    accounts(&store, &["a@example.com"]);
    for cursor in ["", "x", "1001 OR 1=1", "99999999999999999999"] {
        assert!(matches!(store.page(Some(cursor), 10, &[]), Err(StoreError::Refused(_))), "{cursor}");
    }
    assert_eq!(store.page(Some("-5"), 0, &[]).unwrap().0.len(), 1);
    assert!(store.page(Some("999999"), u32::MAX, &[]).unwrap().0.is_empty());
}

#[test]
fn counts_follow_the_writes_of_this_and_of_other_connections() {
    let place = Place::new();
    let (store, other) = (place.demo(), place.demo());
    assert_eq!(store.totals().unwrap(), Totals::default());
    accounts(&store, &["a@example.com"]);
    assert_eq!(store.totals().unwrap().accounts, 1);
    accounts(&other, &["b@example.com"]);
    assert_eq!(store.totals().unwrap().accounts, 2);
    assert_eq!(store.facts().unwrap().licences_used, 2);
}

#[test]
fn the_demo_tenant_exists_without_being_made() {
    let facts = Place::new().demo().facts().unwrap();
    assert_eq!((facts.licences_bought, facts.connected_to, facts.default_language.as_str()), (10, None, "de"));
}

#[test]
fn an_unknown_tenant_is_refused() {
    assert!(matches!(Place::new().database().tenant("nobody"), Err(StoreError::Refused(_))));
}

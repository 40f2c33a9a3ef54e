//! Rows that claim one account, and rows that exchange values.

use super::*;
use RowOutcome::*;

const HEAD: &str = "Employee number;First name;Last name;Email address";

/// Three people with number and address.
fn world(settings: &str) -> World {
    let world = World::new().settings(settings).allow("key-changes", 99);
    for (number, first) in [("1", "Anna"), ("2", "Bernd"), ("3", "Carla")] {
        let names = [(id::FIRST_NAME, text(first)), (id::LAST_NAME, text("Kurz"))];
        let more = [names[0].clone(), names[1].clone(), (id::EMPLOYEE_NUMBER, text(number))];
        world.user(&format!("{}@example.com", first.to_lowercase()), more);
    }
    world
}

/// Every order of the rows.
fn orders(rows: &[&str]) -> Vec<Vec<String>> {
    if rows.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in rows.iter().enumerate() {
        let rest: Vec<&str> = rows.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, row)| *row).collect();
        for mut order in orders(&rest) {
            order.insert(0, (*first).to_owned());
            all.push(order);
        }
    }
    all
}

/// First name, number and address of everybody, in the order of the accounts.
fn people(world: &World) -> Vec<String> {
    let value = |user: &StoredUser, field: FieldId| match user.values.get(&field) {
        Some(Value::Text(text)) => text.clone(),
        _ => "-".to_owned(),
    };
    let person = |(_, user): (String, StoredUser)| {
        let parts = [id::FIRST_NAME, id::EMPLOYEE_NUMBER, id::EMAIL].map(|field| value(&user, field));
        parts.join(" ").replace("@example.com", "")
    };
    world.store.users().into_iter().map(person).collect()
}

#[test]
fn values_pass_between_accounts_in_any_order_of_the_rows() {
    let by_number = r#"{"Keys": ["employee-number"]}"#;
    let by_email = r#"{"Keys": ["email"]}"#;
    let cases: [(&str, &[&str], &[&str]); 5] = [
        // Two swap addresses.
        (
            by_number,
            &["1;Anna;Kurz;bernd@example.com", "2;Bernd;Kurz;anna@example.com"],
            &["Anna 1 bernd", "Bernd 2 anna", "Carla 3 carla"],
        ),
        // Three rotate numbers.
        (
            by_email,
            &["2;Anna;Kurz;anna@example.com", "3;Bernd;Kurz;bernd@example.com", "1;Carla;Kurz;carla@example.com"],
            &["Anna 2 anna", "Bernd 3 bernd", "Carla 1 carla"],
        ),
        // One takes what another gives up.
        (
            by_email,
            &["2;Anna;Kurz;anna@example.com", "3;Bernd;Kurz;bernd@example.com", "4;Carla;Kurz;carla@example.com"],
            &["Anna 2 anna", "Bernd 3 bernd", "Carla 4 carla"],
        ),
        // A new account takes an address that its holder gives up.
        (
            by_number,
            &["1;Anna;Kurz;anna.neu@example.com", "9;Neu;Kraft;anna@example.com"],
            &["Anna 1 anna.neu", "Bernd 2 bernd", "Carla 3 carla", "Neu 9 anna"],
        ),
        // The id decides, so that everything else may move.
        (
            "{}",
            &["2;Anna;Kurz;bernd@example.com;1", "1;Bernd;Kurz;anna@example.com;2"],
            &["Anna 2 bernd", "Bernd 1 anna", "Carla 3 carla"],
        ),
    ];
    for (settings, rows, expected) in cases {
        for order in orders(rows) {
            for budget in [super::super::kept::BUDGET, 0] {
                let mut world = world(settings);
                world.budget = budget;
                let id = if rows[0].split(';').count() > 4 { ";User ID" } else { "" };
                let list = format!("{HEAD}{id}\n{}\n", order.join("\n"));
                let (run, told) = world.import(&list);
                assert!(told.is_empty(), "{list}{told:?}");
                assert_eq!(people(&world), expected, "{list}");
                assert!(!run.faulty);
                let writes = world.store.writes();
                let (again, _) = world.import(&list);
                assert_eq!(counted(&again.counts), [(Unchanged, rows.len() as u64)], "{list}");
                assert_eq!(world.store.writes(), writes);
            }
        }
    }
}

#[test]
fn an_account_never_passes_to_another_person_whichever_row_stands_first() {
    let cases: [(&str, &[&str]); 5] = [
        ("{}", &["900;Neu;Kraft;anna@example.com", "1;Anna;Kurz;anna.alt@example.com"]),
        (r#"{"Keys": ["email"]}"#, &["900;Neu;Kraft;anna@example.com", "1;Anna;Kurz;anna.alt@example.com"]),
        (r#"{"Keys": ["employee-number", "email"]}"#, &["1;Neu;Kraft;neu@example.com", "7;Anna;Kurz;anna@example.com"]),
        ("{}", &["900;Neu;Kraft;anna@example.com", "1;Anna;Kurz;anna@example.com"]),
        ("{}", &[";Neu;Kraft;anna@example.com", "1;Anna;Kurz;anna.alt@example.com"]),
    ];
    for mode in [Mode::UpdateOrInsert, Mode::Sync, Mode::Update] {
        for (settings, rows) in cases {
            for order in orders(rows) {
                let world = world(settings).mode(mode).allow("deactivations", 9).allow("identity-changes", 9);
                let before = people(&world);
                let list = format!("{HEAD}\n{}\n", order.join("\n"));
                let (run, told) = world.import(&list);
                let expected = if mode == Mode::Update && run.counts.of(Skipped) == 1 { 1 } else { 2 };
                assert_eq!(run.counts.of(Failed), expected, "{mode:?} {settings} {list}{told:?}");
                assert_eq!(people(&world), before, "{list}");
                assert!(world.by_email("anna@example.com").unwrap().1.active, "{list}");
            }
        }
    }
}

#[test]
fn swapping_by_keys_that_decide_themselves_is_an_error_of_both_rows() {
    let rows = ["1;Anna;Kurz;bernd@example.com", "2;Bernd;Kurz;anna@example.com"];
    for order in orders(&rows) {
        let world = world("{}");
        let (_, told) = world.plan(&format!("{HEAD}\n{}\n", order.join("\n")));
        assert_eq!(news(&told), [(Some(2), Failed, vec!["keys-disagree"]), (Some(3), Failed, vec!["keys-disagree"])]);
    }
}

#[test]
fn whoever_takes_a_value_from_a_row_that_fails_fails_too() {
    let world = world(r#"{"Keys": ["employee-number"]}"#);
    let list = format!(
        "{HEAD};Active\n1;Anna;Kurz;bernd@example.com;\n2;Bernd;Kurz;carla@example.com;\n3;Carla;Kurz;c@example.com;perhaps\n"
    );
    let before = people(&world);
    let (run, _) = world.import(&list);
    assert_eq!(counted(&run.counts), [(Failed, 3)]);
    assert_eq!(people(&world), before);
}

#[test]
fn an_account_of_which_only_the_key_stays_needs_leave() {
    for (list, expected) in [
        ("900;Neu;Kraft;anna@example.com", vec!["guard-identity-changes"]),
        ("900;Anna;Kraft;anna@example.com", vec![]),
        ("900;KURZ;ANNA;anna@example.com", vec![]),
        ("1;Neu;Kraft;anna@example.com", vec![]),
        (";Neu;Kraft;anna@example.com", vec![]),
    ] {
        let world = world(r#"{"Keys": ["email"]}"#);
        let (plan, _) = world.planned(&format!("{HEAD}\n{list}\n"));
        let blocks = plan.guards.iter().filter(|guard| guard.blocks).map(|guard| guard.problem.code());
        assert_eq!(blocks.collect::<Vec<_>>(), expected, "{list}");
    }
    let list = "User ID;First name;Last name\n1;Zoe;Fremd\n2;Yann;Anders\n";
    let world = world("{}");
    assert_eq!(world.refused(list), ["guard-identity-changes"]);
    assert_eq!(world.allow("identity-changes", 2).import(list).0.counts.of(Updated), 2);
}

#[test]
fn a_long_chain_and_a_ring_pass_through_every_batch() {
    for (budget, ring) in [(super::super::kept::BUDGET, false), (0, false), (0, true)] {
        let mut world = World::new().settings(r#"{"Keys": ["email"]}"#);
        world.budget = budget;
        let count = if ring { 400 } else { 1_300 };
        let mut list = "Email address;Employee number\n".to_owned();
        for at in 0..count {
            world.user(&format!("u{at}@example.com"), [(id::EMPLOYEE_NUMBER, text(&format!("N{at}")))]);
            let next = if ring { (at + 1) % count } else { at + 1 };
            list.push_str(&format!("u{at}@example.com;N{next}\n"));
        }
        let (run, told) = world.import(&list);
        assert!(told.is_empty(), "{:?}", told.first());
        assert_eq!(counted(&run.counts), [(Updated, count)]);
    }
}

use super::*;
use RowOutcome::*;

const HEADER: &str = "Employee number;Email address;First name;Last name\n";
const BY_NUMBER: &str = r#"{"Keys": ["employee-number"]}"#;

fn numbered(world: &World, number: &str) -> String {
    world.user(&format!("u{number}@example.com"), [(id::EMPLOYEE_NUMBER, text(number))])
}

#[test]
fn a_number_that_differs_only_in_zeros_from_that_of_an_account_makes_no_second_account_in_any_mode() {
    for (stored, number, is_like) in [
        ("00003", "3", true),
        ("00003", "003", true),
        ("00042", "0042", true),
        ("1004", "00001004", true),
        ("0000000000", "0", true),
        ("123456789012", "0123456789012", true),
        ("1004", "1005", false),
        ("00003", "30", false),
        ("A003", "A3", false),
    ] {
        for mode in [Mode::Insert, Mode::Update, Mode::UpdateOrInsert, Mode::Sync] {
            for settings in ["{}", BY_NUMBER] {
                let world = World::new().settings(settings).mode(mode).allow("deactivations", 1);
                let first = numbered(&world, stored);
                let (_, rows) = world.import(&format!("{HEADER}{number};new@example.com;New;Person\n"));
                let case = format!("{stored} {number} {mode:?} {settings}");
                let expected = if is_like { vec![(Some(2), Failed, vec!["key-zeros-differ"])] } else { vec![] };
                let failed: Vec<News> = rows.into_iter().filter(|(_, outcome, _)| *outcome == Failed).collect();
                assert_eq!(failed, expected, "{case}");
                assert_eq!(world.by_email("new@example.com").is_some(), !is_like && mode != Mode::Update, "{case}");
                assert_eq!(world.store.user(&first).unwrap().active, is_like || mode != Mode::Sync, "{case}");
            }
        }
    }
}

#[test]
fn the_error_names_every_account_that_the_number_may_mean_and_none_of_them_is_absent() {
    let world = World::new().settings(BY_NUMBER).mode(Mode::Sync).allow("deactivations", 3);
    let ids = ["00003", "003", "4"].map(|number| numbered(&world, number));
    let list = format!("{HEADER}3;new@example.com;New;Person\n");
    let (_, rows) = world.plan(&list);
    let said = rows[0].problems[0].text(Language::English);
    for named in ["“3”", &format!("003 (ID {}), 00003 (ID {})", ids[1], ids[0]), "“DistinctZeros”"] {
        assert!(said.contains(named), "{named}: {said}");
    }
    world.import(&list);
    assert_eq!(ids.map(|id| world.store.user(&id).unwrap().active), [true, true, false]);
}

#[test]
fn an_account_is_not_absent_either_where_another_cell_fails_its_row() {
    let world = World::new().settings(BY_NUMBER).mode(Mode::Sync).allow("deactivations", 1);
    let first = numbered(&world, "00003");
    let (_, rows) = world.import(&format!("{HEADER}3;no address;New;Person\n"));
    assert_eq!(rows[0].1, Failed);
    assert!(world.store.user(&first).unwrap().active);
}

#[test]
fn of_two_rows_whose_numbers_differ_only_in_zeros_the_first_is_created() {
    for (first, second, twice) in [("3", "00003", true), ("00003", "3", true), ("003", "03", true), ("3", "30", false)]
    {
        let world = World::new();
        let list = format!("{HEADER}{first};a@example.com;A;A\n{second};b@example.com;B;B\n");
        let (_, rows) = world.import(&list);
        let expected = if twice { vec![(Some(3), Failed, vec!["zeros-twice"])] } else { vec![] };
        assert_eq!(rows, expected, "{first} {second}");
        assert!(world.by_email("a@example.com").is_some(), "{first} {second}");
    }
}

#[test]
fn a_setting_says_that_numbers_with_and_without_zeros_are_different_ones() {
    let world = World::new().settings(r#"{"DistinctZeros": true}"#);
    numbered(&world, "00003");
    let list = format!("{HEADER}3;a@example.com;A;A\n03;b@example.com;B;B\n003;u00003@example.com;Old;Name\n");
    let world = world.settings(r#"{"DistinctZeros": true, "Keys": ["email"]}"#);
    let (run, rows) = world.import(&list);
    assert_eq!(rows, []);
    assert_eq!(counted(&run.counts), [(Created, 2), (Updated, 1)]);
    assert_eq!(world.value("u00003@example.com", id::EMPLOYEE_NUMBER), Some(text("003")));
}

#[test]
fn rows_that_find_their_account_and_companies_without_accounts_cost_no_question() {
    let calls = |world: &World, list: &str| {
        let before = world.store.calls();
        world.plan(list);
        world.store.calls() - before
    };
    let list = format!("{HEADER}3;u3@example.com;Old;Name\n");
    let distinct = r#"{"DistinctZeros": true, "Keys": ["employee-number"]}"#;
    let [with, without] = [BY_NUMBER, distinct].map(|settings| {
        let world = World::new().settings(settings);
        numbered(&world, "3");
        calls(&world, &list)
    });
    assert_eq!(with, without, "an account that is found");
    let [with, without] = [BY_NUMBER, distinct].map(|settings| calls(&World::new().settings(settings), &list));
    assert_eq!(with, without + 1, "an empty company is asked for its totals alone");
}

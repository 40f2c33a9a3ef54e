use super::*;
use proptest::prelude::*;

/// Lists of a few people, with errors, doubles and blanks in them.
fn lists() -> impl Strategy<Value = String> {
    let row = (0..6u8, 0..6u8, any::<bool>(), 0..12u8).prop_map(|(email, name, blank, odd)| {
        let first = if blank { String::new() } else { format!("N{name}") };
        let email = match odd {
            0 => "no address".to_owned(),
            1 => String::new(),
            _ => format!("u{email}@example.com"),
        };
        let active = if odd == 2 {
            "no"
        } else if odd == 3 {
            "maybe"
        } else {
            ""
        };
        format!("{first};L;{email};{active}\n")
    });
    prop::collection::vec(row, 0..25)
        .prop_map(|rows| format!("First name;Last name;Email address;Active\n{}", rows.concat()))
}

/// Told, so that a list of nothing but errors is still read as one of addresses.
const MAPPINGS: &str = r#"{"Mappings": [
    {"SourceFieldID": "First name", "TargetFieldID": "first-name"},
    {"SourceFieldID": "Last name", "TargetFieldID": "last-name"},
    {"SourceFieldID": "Email address", "TargetFieldID": "email", "UpdateBehavior": 2},
    {"SourceFieldID": "Active", "TargetFieldID": "active"}]}"#;

fn world(mode: Mode, budget: usize) -> World {
    let mut world = World::new().settings(MAPPINGS).mode(mode).allow("deactivations", 99);
    world.budget = budget;
    for at in 0..3 {
        world.user(&format!("u{at}@example.com"), []);
    }
    world.user("other@example.com", []);
    world
}

fn modes() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Insert), Just(Mode::Update), Just(Mode::UpdateOrInsert), Just(Mode::Sync)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_is_deterministic(list in lists(), mode in modes()) {
        let world = world(mode, super::super::kept::BUDGET);
        let ((one, rows), (two, again)) = (world.planned(&list), world.planned(&list));
        prop_assert_eq!(rows, again);
        prop_assert_eq!((one.counts, one.absent), (two.counts, two.absent));
    }

    #[test]
    fn applying_a_plan_gives_exactly_its_counts(list in lists(), mode in modes(), kept in any::<bool>()) {
        let world = world(mode, if kept { super::super::kept::BUDGET } else { 0 });
        let (plan, _) = world.planned(&list);
        let (run, _) = world.import(&list);
        prop_assert_eq!((run.counts, run.absent), (plan.counts, plan.absent));
        prop_assert!(!run.faulty);
    }

    #[test]
    fn outcomes_always_add_up_to_the_rows_read(list in lists(), mode in modes(), after in 0..20u64) {
        let world = world(mode, 0);
        let failing = crate::host::memory::Faults {
            fail_after_changes: Some((after, StoreError::Other("fault".to_owned()))),
            ..Default::default()
        };
        world.store.set_faults(failing);
        let (run, _) = world.import(&list);
        prop_assert_eq!(run.counts.total(), run.rows_read);
        prop_assert_eq!(run.rows_read, list.lines().count() as u64 - 1);
    }

    #[test]
    fn importing_twice_writes_nothing_the_second_time(list in lists(), mode in modes()) {
        let world = world(mode, super::super::kept::BUDGET);
        world.import(&list);
        let writes = world.store.writes();
        world.import(&list);
        prop_assert_eq!(world.store.writes(), writes);
    }
}

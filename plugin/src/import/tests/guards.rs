use super::*;
use RowOutcome::*;

/// A company of `number` users, the first an administrator.
fn company(number: usize) -> World {
    let world = World::new().mode(Mode::Sync);
    for at in 0..number {
        let level = Value::Integer(if at == 0 { 2 } else { 0 });
        world.user(&format!("u{at}@example.com"), [(id::LEVEL, level)]);
    }
    world
}

/// A list of the users in a range.
fn list_of(users: std::ops::Range<usize>) -> String {
    users.fold("Email address\n".to_owned(), |list, at| format!("{list}u{at}@example.com\n"))
}

#[test]
fn deactivating_more_than_a_fifth_needs_the_number_repeated() {
    let world = company(10);
    assert_eq!(world.import(&list_of(0..8)).0.absent.of(Deactivated), 2, "a fifth passes");
    let world = company(10);
    assert_eq!(world.refused(&list_of(0..7)), ["guard-deactivations"]);
    assert_eq!(world.store.writes(), 0);
    assert_eq!(world.clone().allow("deactivations", 2).refused(&list_of(0..7)), ["guard-deactivations"]);
    assert_eq!(world.allow("deactivations", 3).import(&list_of(0..7)).0.absent.of(Deactivated), 3);
}

#[test]
fn a_set_number_of_deactivations_counts_beside_the_share() {
    let world = company(10).settings(r#"{"GuardLimits": {"Deactivations": 1}}"#);
    assert_eq!(world.refused(&list_of(0..8)), ["guard-deactivations"]);
    assert_eq!(world.import(&list_of(0..9)).0.absent.of(Deactivated), 1);
}

#[test]
fn losing_the_own_schedule_is_shown_with_what_goes_and_needs_the_number_repeated() {
    let list = "Email address;Has own schedule\nu1@example.com;no\n";
    let world = company(3).mode(Mode::UpdateOrInsert);
    let (plan, rows) = world.plan(list);
    let outcome = plan.outcome().unwrap();
    assert_eq!((outcome.purged.customers, outcome.purged.appointments, outcome.purged.reports), (10, 5, 2));
    assert!(news(&rows)[0].2.contains(&"own-schedule-purge"), "{rows:?}");
    let finding = &outcome.guards[0];
    assert_eq!((finding.guard, finding.number, finding.blocks), ("purges", 1, true));
    assert!(finding.problem.text(Language::English).contains("10 customers"));
    assert_eq!(world.refused(list), ["guard-purges"]);
    let (run, _) = world.clone().allow("purges", 1).import(list);
    assert_eq!(run.counts.of(Updated), 1);
    assert_eq!(world.store.intents()[0].purge, 1);
}

#[test]
fn changing_more_than_a_fifth_and_more_than_three_of_the_addresses_needs_the_number_repeated() {
    let list = |changed: usize, of: usize| {
        let email =
            |at: usize| if at < changed { format!("new{at}@example.com") } else { format!("u{at}@example.com") };
        (0..of).fold("User ID;Email address\n".to_owned(), |list, at| format!("{list}{};{}\n", at + 1, email(at)))
    };
    for (changed, of, passes) in
        [(1, 1, true), (3, 3, true), (4, 4, false), (4, 19, false), (4, 20, true), (5, 20, false)]
    {
        let world = company(of).mode(Mode::UpdateOrInsert);
        let list = list(changed, of);
        if passes {
            assert_eq!(world.import(&list).0.counts.of(Updated), changed as u64);
        } else {
            assert_eq!(world.refused(&list), ["guard-key-changes"], "{changed} of {of}");
            let number = changed as u64;
            assert_eq!(world.allow("key-changes", number).import(&list).0.counts.of(Updated), number);
        }
    }
    // Accounts are counted, not rows.
    let world = company(4).mode(Mode::UpdateOrInsert);
    let (plan, _) = world.planned(&format!("{}4;u3@example.com\n", list(4, 4)));
    assert!(plan.guards[0].problem.text(Language::English).contains("4 of 4 users"), "{:?}", plan.guards);
}

#[test]
fn making_an_administrator_needs_the_number_repeated() {
    let list = "Email address;Authorization level\nu1@example.com;Administrator\n";
    let world = company(3).mode(Mode::UpdateOrInsert);
    assert_eq!(world.refused(list), ["guard-promotions"]);
    assert_eq!(world.allow("promotions", 1).import(list).0.counts.of(Updated), 1);
}

#[test]
fn creating_an_administrator_needs_the_number_repeated() {
    let list = "First name;Last name;Email address;Authorization level\nA;B;a@example.com;2\nC;D;c@example.com;2\n";
    let world = company(3).mode(Mode::UpdateOrInsert);
    assert_eq!(world.refused(list), ["guard-promotions"]);
    assert_eq!(world.store.writes(), 0);
    assert_eq!(world.clone().allow("promotions", 1).refused(list), ["guard-promotions"]);
    assert_eq!(world.allow("promotions", 2).import(list).0.counts.of(Created), 2);
}

#[test]
fn a_company_without_an_administrator_gets_its_first_one_unasked_and_no_second() {
    let head = "First name;Last name;Email address;Authorization level\n";
    let (one, two) =
        (format!("{head}A;B;a@example.com;2\n"), format!("{head}A;B;a@example.com;2\nC;D;c@example.com;2\n"));
    assert_eq!(World::new().import(&one).0.counts.of(Created), 1);
    assert_eq!(World::new().refused(&two), ["guard-promotions"]);
}

#[test]
fn a_guard_that_does_not_stand_in_the_way_says_what_would_happen_and_asks_for_nothing() {
    let list = "User ID;Email address;Active;Authorization level;Has own schedule\n\
        1;u0@example.com;yes;2;yes\n2;u1@example.com;no;0;yes\n3;u2@example.com;yes;2;yes\n4;u3@example.com;yes;0;no\n\
        5;new@example.com;yes;0;yes\n";
    let world = company(5).mode(Mode::UpdateOrInsert);
    let allowed = world.clone().allow("promotions", 1).allow("purges", 1);
    let text = |world: &World| -> Vec<(&'static str, bool, bool)> {
        let (plan, _) = world.planned(list);
        let problems = plan.guards.iter().map(|guard| (guard.guard, guard.blocks, &guard.problem));
        problems
            .map(|(guard, blocks, problem)| {
                assert_eq!(problem.severity() == crate::message::Severity::Error, blocks, "{guard}");
                let texts = [Language::German, Language::English].map(|language| problem.text(language));
                (guard, blocks, texts.iter().any(|text| text.contains("repeat the number")))
            })
            .collect()
    };
    let expected = |blocks| {
        [
            ("deactivations", false, false),
            ("purges", blocks, blocks),
            ("key-changes", false, false),
            ("promotions", blocks, blocks),
        ]
    };
    assert_eq!(text(&world), expected(true));
    assert_eq!(text(&allowed), expected(false));
}

#[test]
fn the_acting_person_is_never_deactivated_or_demoted() {
    for list in
        ["Email address;Active\nu1@example.com;no\n", "Email address;Authorization level\nu1@example.com;User\n"]
    {
        let mut world = company(3).mode(Mode::UpdateOrInsert).allow("deactivations", 9);
        world.store.touch("2", |user| {
            user.values.insert(id::LEVEL, Value::Integer(2));
        });
        world.tenant.0.actor_id = Some("2".to_owned());
        assert_eq!(world.refused(list), ["guard-acting-person"], "{list}");
        assert_eq!(world.store.writes(), 0);
    }
    let mut world = company(3).allow("deactivations", 9);
    world.tenant.0.actor_id = Some("3".to_owned());
    assert_eq!(world.refused(&list_of(0..2)), ["guard-acting-person"], "by absence");
}

#[test]
fn the_last_administrator_is_never_deactivated_or_demoted() {
    for list in
        ["Email address;Active\nu0@example.com;no\n", "Email address;Authorization level\nu0@example.com;Supervisor\n"]
    {
        let world = company(3).mode(Mode::UpdateOrInsert).allow("deactivations", 9);
        assert_eq!(world.refused(list), ["guard-last-administrator"], "{list}");
    }
    assert_eq!(company(3).allow("deactivations", 9).refused(&list_of(1..3)), ["guard-last-administrator"]);
    // Another one in the same list makes room, if it comes first: rows are applied in their order.
    let (old, new) = ("u0@example.com;User\n", "u1@example.com;Administrator\n");
    let world = company(3).mode(Mode::UpdateOrInsert).allow("promotions", 1);
    let too_early = format!("Email address;Authorization level\n{old}{new}");
    assert_eq!(world.refused(&too_early), ["guard-last-administrator-too-early"]);
    let list = format!("Email address;Authorization level\n{new}{old}");
    assert_eq!(world.import(&list).0.counts.of(Updated), 2);
}

#[test]
fn every_guard_that_stands_in_the_way_is_named_at_once() {
    let world = company(4).mode(Mode::UpdateOrInsert);
    let list = "Email address;Authorization level;Has own schedule\nu1@example.com;Administrator;no\n";
    assert_eq!(world.refused(list), ["guard-purges", "guard-promotions"]);
}

#[test]
fn an_allowance_for_a_guard_that_does_not_exist_is_refused() {
    let failure = company(1).allow("deletions", 3).start("Email address\na@example.com\n").unwrap_err();
    assert_eq!(failure.problems[0].code(), "unknown-guard");
}

#[test]
fn a_damaged_file_creates_and_updates_but_deactivates_nobody_by_absence() {
    let world = company(5).allow("deactivations", 9);
    let (run, _) =
        world.import("Email address;First name;Note\nu0@example.com;New;\nu1@example.com;New;\"never closed\n");
    assert_eq!(counted(&run.absent), []);
    assert!(run.notes.iter().any(|note| note.code() == "absence-off-damaged"), "{:?}", run.notes);
    assert_eq!(world.value("u0@example.com", id::FIRST_NAME), Some(text("New")));
    assert!(world.store.users().iter().all(|(_, user)| user.active));
}

#[test]
fn a_row_of_which_nobody_can_tell_whom_it_means_keeps_everybody_active() {
    for (email, tells) in [("u1 at example", false), ("", false), ("u9@example.com", true)] {
        let world = company(5).allow("deactivations", 9);
        let list = format!("Email address;First name\nu0@example.com;New\n{email};New\n");
        let (run, rows) = world.import(&list);
        assert_eq!(rows.len(), 1);
        assert_eq!(counted(&run.absent).is_empty(), !tells, "{email}");
        let told = run.notes.iter().any(|note| note.code() == "absence-off-unidentified");
        assert_eq!(told, !tells, "{email}: {:?}", run.notes);
    }
    let world = company(5).allow("deactivations", 9);
    let (run, _) = world.import("User ID;First name\n1;New\n9999;New\n");
    assert_eq!(counted(&run.absent), []);
    assert!(run.notes.iter().any(|note| note.code() == "absence-off-unidentified"), "{:?}", run.notes);
}

#[test]
fn a_row_with_an_error_still_shows_that_its_user_is_there() {
    let world = company(5).allow("deactivations", 9);
    let (run, _) = world.import("Email address;Active\nu0@example.com;\nu1@example.com;perhaps\n");
    assert_eq!(counted(&run.counts), [(Unchanged, 1), (Failed, 1)]);
    assert_eq!(counted(&run.absent), [(Deactivated, 3)]);
    assert!(world.by_email("u1@example.com").unwrap().1.active);
}

#[test]
fn a_sheet_beside_others_like_it_deactivates_nobody_until_it_is_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, number) in [("North", 1), ("South", 2)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let email = format!("u{number}@example.com");
        for (row, cells) in (0u32..).zip([["Email address", "First name"], [&email, "New"]]) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let absent = |world: &World| {
        let options = ImportOptions { settings: world.settings.clone(), ..ImportOptions::default() };
        let mut plan = Plan::start(memory_source(bytes.clone()), &world.ports(), options).unwrap();
        while !plan.step(7).unwrap().progress.done {}
        let outcome = plan.outcome().unwrap();
        let told = outcome.notes.iter().any(|note| note.code() == "absence-off-sheets");
        (counted(&outcome.absent), told)
    };
    let world = company(5);
    assert_eq!(absent(&world), (vec![], true));
    let named = world.settings(r#"{"Sheet": "North"}"#);
    assert_eq!(absent(&named), (vec![(Deactivated, 4)], false));
}

#[test]
fn a_list_without_users_deactivates_nobody() {
    let world = company(5).allow("deactivations", 9);
    let list = "Email address;First name\n";
    let (plan, _) = world.planned(list);
    let told = plan.file.warnings.iter().chain(&plan.notes).filter(|note| note.code() == "no-rows");
    assert_eq!(told.count(), 1);
    let (run, _) = world.import(list);
    assert_eq!((run.rows_read, counted(&run.absent)), (0, vec![]));
    assert!(world.store.users().iter().all(|(_, user)| user.active));
}

#[test]
fn an_account_that_a_failed_row_names_by_any_field_is_not_absent() {
    let world = company(5).allow("deactivations", 9);
    let (run, rows) = world.import("User ID;Email address\n1;u0@example.com\n99;u1@example.com\n3;u3@example.com\n");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(counted(&run.absent), [(Deactivated, 1)]);
    for (at, active) in [true, true, true, true, false].into_iter().enumerate() {
        assert_eq!(world.by_email(&format!("u{at}@example.com")).unwrap().1.active, active, "u{at}");
    }
}

#[test]
fn a_report_of_rows_that_did_not_go_through_deactivates_nobody_by_absence() {
    for head in
        ["Roster-Status;Roster-Code;Roster-Grund;Roster-Zeile", "Roster-Status;Roster-Code;Roster-Reason;Roster-Line"]
    {
        let world = company(5).allow("deactivations", 9);
        let (run, _) = world.import(&format!("Email address;First name;{head}\nu0@example.com;New;failed;x;y;7\n"));
        assert_eq!((counted(&run.counts), counted(&run.absent)), (vec![(Updated, 1)], vec![]));
        assert!(run.notes.iter().any(|note| note.code() == "absence-off-report"), "{:?}", run.notes);
    }
}

use super::*;
use crate::host::memory::Faults;
use RowOutcome::*;

fn list(rows: usize) -> String {
    (0..rows).fold("First name;Last name;Email address\n".to_owned(), |list, at| {
        format!("{list}F{at};L{at};u{at}@example.com\n")
    })
}

/// Both ways of applying: from memory, and by a second walk through the file.
fn worlds() -> [World; 2] {
    let (kept, mut again) = (World::new(), World::new());
    again.budget = 0;
    [kept, again]
}

#[test]
fn a_store_that_fails_in_the_middle_keeps_what_was_applied_and_the_same_file_finishes_the_job() {
    for world in worlds() {
        let list = list(1_200);
        world.store.set_faults(Faults { fail_after_changes: Some((600, StoreError::Full)), ..Faults::default() });
        let (run, _) = world.import(&list);
        assert_eq!(counted(&run.counts), [(Created, 500), (NotStarted, 700)], "budget {}", world.budget);
        assert_eq!(run.ended_early.unwrap().code(), "store-full");
        assert!(!run.faulty);
        assert_eq!(world.store.users().len(), 500);
        assert_eq!(world.store.receipts().len(), 1, "the host gets the receipt of a run that ended early");
        world.store.set_faults(Faults::default());
        let (run, _) = world.import(&list);
        assert_eq!(counted(&run.counts), [(Created, 700), (Unchanged, 500)]);
        assert_eq!(run.ended_early, None);
    }
}

#[test]
fn a_busy_store_is_asked_again_three_times() {
    let world = World::new();
    world.store.set_faults(Faults { busy: 3, ..Faults::default() });
    assert_eq!(counted(&world.import(&list(2)).0.counts), [(Created, 2)]);
    world.store.set_faults(Faults { busy: 4, ..Faults::default() });
    let (run, _) = world.import(&list(4));
    assert_eq!(counted(&run.counts), [(Unchanged, 2), (NotStarted, 2)]);
    assert_eq!(run.ended_early.unwrap().code(), "store-busy");
}

#[test]
fn a_host_that_refuses_to_begin_is_a_refusal_and_nothing_is_written() {
    let world = World::new();
    world.store.set_faults(Faults { refuse_begin: true, ..Faults::default() });
    let failure = world.apply(&list(2)).unwrap_err();
    assert_eq!(failure.reason, crate::failure::FailureReason::Refused);
    assert!(world.store.users().is_empty());
}

#[test]
fn an_account_that_changed_since_the_plan_is_stale_and_not_overwritten() {
    for world in worlds() {
        let one = world.user("u0@example.com", []);
        let two = world.user("u1@example.com", []);
        let (plan, _) = world.plan(&list(2));
        world.store.touch(&one, |user| {
            user.values.insert(id::FIRST_NAME, text("Meanwhile"));
        });
        let mut applying = plan.apply().unwrap();
        while !applying.step().unwrap().progress.done {}
        let run = applying.outcome().unwrap();
        assert_eq!(counted(&run.counts), [(Updated, 1), (Stale, 1)], "budget {}", world.budget);
        assert_eq!(world.store.user(&one).unwrap().values[&id::FIRST_NAME], text("Meanwhile"));
        assert_eq!(world.store.user(&two).unwrap().values[&id::FIRST_NAME], text("F1"));
    }
}

#[test]
fn an_address_that_somebody_took_since_the_plan_is_not_given_twice() {
    for world in worlds() {
        let (plan, _) = world.plan(&list(2));
        world.user("u0@example.com", []);
        let mut applying = plan.apply().unwrap();
        let mut codes = Vec::new();
        loop {
            let step = applying.step().unwrap();
            codes.extend(step.rows.iter().flat_map(|row| row.problems.iter().map(crate::message::Problem::code)));
            if step.progress.done {
                break;
            }
        }
        let run = applying.outcome().unwrap();
        assert_eq!(run.counts.of(Created), 1);
        assert_eq!(run.counts.of(Failed) + run.counts.of(Stale), 1);
        assert_eq!(codes.len(), 1, "{codes:?}");
        assert_eq!(world.store.users().len(), 2);
    }
}

#[test]
fn stopping_in_the_middle_keeps_what_was_applied() {
    for world in worlds() {
        let (plan, _) = world.plan(&list(1_200));
        let mut applying = plan.apply().unwrap();
        applying.step().unwrap();
        assert!(applying.stop().unwrap().progress.done);
        let run = applying.outcome().unwrap();
        assert_eq!(counted(&run.counts), [(Created, 500), (NotStarted, 700)], "budget {}", world.budget);
        assert_eq!(run.ended_early.as_ref().unwrap().code(), "stopped");
        assert_eq!(world.store.receipts().len(), 1);
    }
}

#[test]
fn dropping_a_run_keeps_what_was_applied_and_hands_over_no_receipt() {
    let world = World::new();
    let (plan, _) = world.plan(&list(1_200));
    let mut applying = plan.apply().unwrap();
    applying.step().unwrap();
    drop(applying);
    assert_eq!(world.store.users().len(), 500);
    assert!(world.store.receipts().is_empty());
}

#[test]
fn an_absent_account_that_changed_since_the_plan_is_stale() {
    let world = World::new().mode(Mode::Sync).allow("deactivations", 1);
    world.user("u0@example.com", [(id::FIRST_NAME, text("F0")), (id::LAST_NAME, text("L0"))]);
    let gone = world.user("gone@example.com", []);
    let (plan, _) = world.plan(&list(1));
    world.store.touch(&gone, |user| {
        user.values.insert(id::NOTE, text("came back"));
    });
    let mut applying = plan.apply().unwrap();
    while !applying.step().unwrap().progress.done {}
    let run = applying.outcome().unwrap();
    assert_eq!(counted(&run.counts), [(Unchanged, 1)]);
    assert_eq!(counted(&run.absent), [(Stale, 1)]);
    assert!(world.store.user(&gone).unwrap().active);
}

#[test]
fn the_receipt_says_what_was_done_to_what_by_whom() {
    let world = World::new();
    let (run, _) = world.import(&list(2));
    let receipt: serde_json::Value = serde_json::from_str(&run.receipt).unwrap();
    assert_eq!(receipt["mode"], "UpdateOrInsert");
    assert_eq!(receipt["actor"]["name"], "tester");
    assert_eq!(receipt["counts"]["created"], 2);
    assert_eq!(receipt["rows_read"], 2);
    assert_eq!(receipt["limits"]["deactivations_percent"], 20);
    let hash = super::super::hash::of_text(&list(2));
    assert_eq!(receipt["source"]["sha256"], hash.as_str());
    assert_eq!(world.store.intents()[0].source_hash, hash);
    assert_eq!(world.store.receipts(), [run.receipt]);
}

#[test]
fn deactivated_accounts_and_their_licences_are_told_after_the_run() {
    let world = World::new().allow("deactivations", 1);
    world.user("u0@example.com", []);
    let (run, _) = world.import("Email address;Active\nu0@example.com;no\n");
    let note = run.notes.iter().find(|note| note.code() == "deactivated-accounts").unwrap();
    assert!(note.text(Language::English).contains("in all: 1."), "{note:?}");
}

/// A file that somebody saves while it is read.
#[derive(Clone, Default)]
struct Saved(Rc<std::cell::RefCell<Vec<u8>>>);

impl crate::host::Source for Saved {
    fn size(&self) -> u64 {
        self.0.borrow().len() as u64
    }

    fn read_at(&self, offset: u64, length: u32) -> Result<Vec<u8>, crate::host::FileError> {
        crate::host::MemorySource(self.0.borrow().clone()).read_at(offset, length)
    }
}

#[test]
fn a_file_that_changed_between_plan_and_apply_is_refused_where_it_is_read_again() {
    let mut world = World::new();
    world.budget = 0;
    let file = Saved::default();
    *file.0.borrow_mut() = list(3).into_bytes();
    let options = ImportOptions { language: Language::English, ..ImportOptions::default() };
    let mut plan = Plan::start_within(Rc::new(file.clone()), &world.ports(), options, world.budget).unwrap();
    while !plan.step(100).unwrap().progress.done {}
    *file.0.borrow_mut() = list(3).replace("u1@", "x1@").into_bytes();
    assert_eq!(plan.apply().unwrap_err().problems[0].code(), "source-changed");
    assert!(world.store.users().is_empty());
}

#[test]
fn a_run_whose_outcomes_do_not_add_up_is_reported_as_faulty() {
    let world = World::new();
    let (plan, _) = world.plan(&list(3));
    let mut applying = plan.apply().unwrap();
    applying.lose_a_row();
    while !applying.step().unwrap().progress.done {}
    let run = applying.outcome().unwrap();
    assert!(run.faulty);
    assert!(run.notes.iter().any(|note| note.code() == "faulty-run"), "{:?}", run.notes);
}

#[test]
fn a_run_that_is_stopped_when_all_is_written_has_come_to_its_end() {
    let world = World::new();
    let (plan, _) = world.plan(&list(500));
    let mut applying = plan.apply().unwrap();
    applying.step().unwrap();
    assert!(applying.stop().unwrap().progress.done);
    let run = applying.outcome().unwrap();
    assert_eq!((counted(&run.counts), &run.ended_early), (vec![(Created, 500)], &None));
}

//! Columns with crosses: what a blank cell says.

use super::*;
use RowOutcome::*;

fn plans(world: &World) -> Vec<Option<Value>> {
    ["a@example.com", "b@example.com"].map(|email| world.value(email, id::HAS_OWN_SCHEDULE)).to_vec()
}

#[test]
fn a_blank_among_crosses_says_no() {
    let yes = || Some(Value::Flag(true));
    let no = || Some(Value::Flag(false));
    let blank_keeps = r#"{"Mappings": [{"SourceFieldID": "Has own schedule", "TargetFieldID": "has-own-schedule",
        "ValueMap": {"": ""}}], "OtherColumns": "suggest"}"#;
    for (settings, marks, expected, noted) in [
        ("{}", ["x", ""], [yes(), no()], true),
        ("{}", [" X ", "\u{a0}"], [yes(), no()], true),
        ("{}", ["✓", ""], [yes(), no()], true),
        // Words say both, or nothing stands there at all: a blank is a blank, and the store has its default.
        ("{}", ["yes", ""], [yes(), yes()], false),
        ("{}", ["", ""], [yes(), yes()], false),
        (blank_keeps, ["x", ""], [yes(), yes()], false),
    ] {
        let world = World::new().settings(settings);
        let file = format!(
            "First name;Last name;Email address;Has own schedule\nA;B;a@example.com;{}\nC;D;b@example.com;{}\n",
            marks[0], marks[1]
        );
        let (plan, _) = world.planned(&file);
        assert_eq!(plan.notes.iter().any(|note| note.code() == "blank-is-no"), noted, "{marks:?} {:?}", plan.notes);
        let (run, _) = world.import(&file);
        assert_eq!(counted(&run.counts), [(Created, 2)]);
        assert_eq!(plans(&world), expected, "{settings} {marks:?}");
        // The same again changes nothing, also by the settings that the first run went by.
        let (again, _) = world.settings(&plan.settings).planned(&file);
        assert_eq!(counted(&again.counts), [(Unchanged, 2)], "{settings} {marks:?}");
    }
}

#[test]
fn a_blank_among_crosses_deactivates_nobody_unless_settings_say_so() {
    let file = "First name;Last name;Email address;Active\nA;B;a@example.com;x\nC;D;b@example.com;\n";
    let active =
        |world: &World| ["a@example.com", "b@example.com"].map(|email| world.by_email(email).unwrap().1.active);
    let world = World::new();
    let (plan, _) = world.planned(file);
    assert!(plan.notes.iter().any(|note| note.code() == "blank-status"), "{:?}", plan.notes);
    world.import(file);
    assert_eq!(active(&world), [true, true]);

    let world = World::new().settings(
        r#"{"Mappings": [{"SourceFieldID": "Active", "TargetFieldID": "active", "ValueMap": {"": "No"}}],
            "OtherColumns": "suggest"}"#,
    );
    world.import(file);
    assert_eq!(active(&world), [true, false]);
}

#[test]
fn a_cross_that_was_taken_away_asks_before_data_is_lost() {
    let world = World::new();
    world.user("a@example.com", [(id::HAS_OWN_SCHEDULE, Value::Flag(true))]);
    let file = "First name;Last name;Email address;Has own schedule\nA;B;a@example.com;\nC;D;b@example.com;x\n";
    assert_eq!(world.refused(file), ["guard-purges"]);
    assert_eq!(plans(&world)[0], Some(Value::Flag(true)));
}

//! Lists in cells: one separator per column, and groups that nobody is in yet.

use super::*;
use RowOutcome::*;

fn list(items: &[&str]) -> Option<Value> {
    Some(Value::List(items.iter().map(|item| (*item).to_owned()).collect()))
}

#[test]
fn the_cells_of_a_column_are_split_at_one_sign() {
    let world = World::new();
    let (run, rows) = world.import(
        "First name,Last name,Email address,User groups\nA,B,a@example.com,\"Sales, EMEA\"\n\
         C,D,c@example.com,\"Sales, EMEA; Support\"\n",
    );
    assert_eq!((counted(&run.counts), rows), (vec![(Created, 2)], vec![]));
    assert_eq!(world.value("a@example.com", id::GROUPS), list(&["Sales, EMEA"]));
    assert_eq!(world.value("c@example.com", id::GROUPS), list(&["Sales, EMEA", "Support"]));
}

#[test]
fn a_sign_that_few_people_write_is_noted_and_settings_name_another() {
    let file = "First name;Last name;Email address;User groups\nA;B;a@example.com;X|Y, Z\nC;D;c@example.com;X\n";
    let world = World::new();
    let (plan, _) = world.planned(file);
    assert!(plan.notes.iter().any(|note| note.code() == "list-separator"), "{:?}", plan.notes);
    let (_, rows) = world.import(file);
    assert_eq!(rows, []);
    assert_eq!(world.value("a@example.com", id::GROUPS), list(&["X", "Y, Z"]));

    let world = World::new().settings(
        r#"{"Mappings": [{"SourceFieldID": "User groups", "TargetFieldID": "groups", "ListSeparator": ","}],
            "OtherColumns": "suggest"}"#,
    );
    let (plan, _) = world.planned(file);
    assert!(plan.notes.iter().all(|note| note.code() != "list-separator"), "{:?}", plan.notes);
    assert!(plan.settings.contains(r#""ListSeparator": ",""#), "{}", plan.settings);
    // The bar separates nothing then, and the row says so.
    let (_, rows) = world.import(file);
    assert_eq!(rows, [(Some(2), Created, vec!["list-separator-differs"])]);
    assert_eq!(world.value("a@example.com", id::GROUPS), list(&["X|Y", "Z"]));
}

#[test]
fn a_row_far_below_that_is_written_otherwise_says_so() {
    let rows: String = (0..300).map(|row| format!("A;B;a{row}@example.com;X, Y\n")).collect();
    let file = format!("First name;Last name;Email address;User groups\n{rows}A;B;b@example.com;X|Y\n");
    let world = World::new();
    let (run, rows) = world.import(&file);
    assert_eq!(counted(&run.counts), [(Created, 301)]);
    assert_eq!(rows, [(Some(302), Created, vec!["list-separator-differs"])]);
    assert_eq!(world.value("b@example.com", id::GROUPS), list(&["X", "Y"]));
}

#[test]
fn what_looks_like_an_array_and_is_none_fails_its_row() {
    let file =
        "First name;Last name;Email address;User groups\nA;B;a@example.com;['X', 'Y']\nC;D;c@example.com;['X', Y]\n";
    let world = World::new();
    let (run, rows) = world.import(file);
    assert_eq!(counted(&run.counts), [(Created, 1), (Failed, 1)]);
    assert_eq!(rows, [(Some(3), Failed, vec!["list-broken"])]);
    assert_eq!(world.value("a@example.com", id::GROUPS), list(&["X", "Y"]));
}

#[test]
fn entries_that_nobody_has_yet_are_named_with_their_rows_and_with_what_may_be_meant() {
    let world = World::new();
    let groups = |items: &[&str]| [(id::GROUPS, list(items).unwrap())];
    world.user("a@example.com", groups(&["Nord", "Region 1"]));
    world.user("b@example.com", groups(&["Außendienst Süd"]));
    let file = "Email address;First name;Last name;User groups\n\
                a@example.com;A;B;Nrod\n\
                b@example.com;C;D;Nord, Region 2\n\
                c@example.com;E;F;Aussendienst Süd, East\n\
                d@example.com;G;H;East, Region 1\n\
                e@example.com;;;West\n";
    let (plan, _) = world.planned(file);
    let told: Vec<_> = plan.notes.iter().map(|note| note.text(Language::English)).collect();
    let about: Vec<&String> = told.iter().filter(|text| text.contains("User groups")).collect();
    assert_eq!(
        about,
        [
            "“User groups” has entries that no user has yet (with the number of rows): East (2); Aussendienst Süd (1); Nrod (1); \
             Region 2 (1).",
            "“Aussendienst Süd” in “User groups” is new (1 row). Is “Außendienst Süd” meant? Then please correct it in the file.",
            "“Nrod” in “User groups” is new (1 row). Is “Nord” meant? Then please correct it in the file.",
        ]
    );
    // Once they are there, nothing is new.
    world.import(file);
    let (plan, _) = world.planned(file);
    assert!(plan.notes.iter().all(|note| !["new-entries", "entry-near"].contains(&note.code())), "{:?}", plan.notes);
}

#[test]
fn what_the_values_show_is_remembered_so_that_a_report_of_a_few_rows_is_read_the_same_way() {
    let file = "First name,Last name,Email address,User groups\nA,B,a@example.com,\"Sales, EMEA; Support\"\n";
    let (plan, _) = World::new().planned(file);
    assert!(plan.settings.contains(r#""ListSeparator": ";""#), "{}", plan.settings);
    let report = "First name,Last name,Email address,User groups\nC,D,c@example.com,\"Sales, EMEA\"\n";
    let world = World::new().settings(&plan.settings);
    world.import(report);
    assert_eq!(world.value("c@example.com", id::GROUPS), list(&["Sales, EMEA"]));
    // A comma that nobody named is none to hold on to.
    let (plan, _) = World::new().planned("First name;Last name;Email address;User groups\nA;B;a@example.com;X, Y\n");
    assert!(!plan.settings.contains("ListSeparator"), "{}", plan.settings);
}

#[test]
fn a_separator_of_a_field_with_one_entry_is_refused() {
    let world = World::new().settings(
        r#"{"Mappings": [{"SourceFieldID": "City", "TargetFieldID": "home-city", "ListSeparator": ","}], "OtherColumns": "suggest"}"#,
    );
    let failure = world.start("First name;Last name;Email address;City\nA;B;a@example.com;X\n").err().unwrap();
    assert_eq!(failure.problems[0].code(), "separator-of-other-field");
}

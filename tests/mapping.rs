//! Which column goes where: settings checked and remembered, through the built component.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Answer, Sim};

const LIST: &str = "Mail;Vorname;Nachname;Telefon\na@example.com;Anna;Kurz;1\nb@example.com;Bernd;Lang;2\n";

fn fields(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let columns = json["file"]["columns"].as_array().unwrap();
    columns.iter().map(|column| column["field"].as_str().unwrap_or("-").to_owned()).collect()
}

fn write(sim: &Sim, name: &str, text: &str) -> std::path::PathBuf {
    let path = sim.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_check_refuses_what_the_import_refuses_and_the_import_what_the_check_refuses() {
    let sim = Sim::new();
    let file = write(&sim, "list.csv", LIST);
    let email = r#"{"SourceFieldID": "Mail", "TargetFieldID": "email", "UpdateBehavior": 2}"#;
    let name = |source: &str, field: &str| format!(r#"{{"SourceFieldID": "{source}", "TargetFieldID": "{field}"}}"#);
    let (first, last) = (name("Vorname", "first-name"), name("Nachname", "last-name"));
    for (settings, code, without_file) in [
        (format!(r#"{{"Mappings": [{email}, {first}, {last}]}}"#), 0, 0),
        (r#"{"Mode": "Update"}"#.to_owned(), 0, 0),
        // A list that updates needs no last name: that is said, and refuses nothing.
        (format!(r#"{{"Mode": "Update", "Mappings": [{email}, {first}]}}"#), 0, 0),
        (format!(r#"{{"Mappings": [{email}, {first}, {last}, {}]}}"#, name("Telefon", "phone")), 2, 2),
        (format!(r#"{{"Mappings": [{email}, {first}, {last}], "Keys": ["employee-number"]}}"#), 2, 2),
        (r#"{"Keys": ["employee-number"]}"#.to_owned(), 2, 0),
        (r#"{"Keys": ["note"]}"#.to_owned(), 2, 2),
        (format!(r#"{{"Mappings": [{email}, {first}, {}]}}"#, name("Familie", "last-name")), 2, 0),
        (r#"{"Mappings": [{"SourceFieldID": "Mail", "TargetFieldID": "email", "Update": 2}]}"#.to_owned(), 2, 2),
        (r#"{"HeaderRow": "one"}"#.to_owned(), 2, 2),
        ("{".to_owned(), 2, 2),
        (r#"{"Mode": "Insert", "Mode": "Update"}"#.to_owned(), 2, 2),
        (r#"{"GuardLimits": {"Purges": 1, "Purges": 2}}"#.to_owned(), 2, 2),
    ] {
        let path = write(&sim, "one.importcfg", &settings);
        let (document, list) = (path.to_str().unwrap(), file.to_str().unwrap());
        let checked = sim.run(["settings", "check", document]);
        assert_eq!(checked.code, without_file, "{settings}: {checked:?}");
        let checked = sim.run(["settings", "check", document, "--file", list]);
        assert_eq!(checked.code, code, "{settings}: {checked:?}");
        let imported = sim.import(&file, &["--dry-run", "--settings", document]);
        assert_eq!(imported.code, code, "{settings}: {imported:?}");
    }
}

#[test]
fn a_wrong_property_is_named_by_its_path_with_what_may_stand_there() {
    let sim = Sim::new();
    for (settings, path) in [
        (r#"{"Mapings": []}"#, "Mapings"),
        (r#"{"Mappings": [{"SourceFieldID": "A", "TargetField": "email"}]}"#, "Mappings[0].TargetField"),
        (r#"{"GuardLimits": {"Purges": "many"}}"#, "GuardLimits.Purges"),
        (r#"{"Mappings": [{"SourceFieldID": "A", "UpdateBehavior": 7}]}"#, "Mappings[0].UpdateBehavior"),
    ] {
        let path_of_file = write(&sim, "one.importcfg", settings);
        for language in ["de", "en"] {
            let told = sim.run(["settings", "check", path_of_file.to_str().unwrap(), "--language", language]).expect(2);
            assert!(told.err.contains(path), "{settings}: {}", told.err);
        }
    }
}

#[test]
fn the_mapping_of_an_import_serves_files_with_more_columns_in_another_order() {
    let sim = Sim::new();
    let file = write(&sim, "list.csv", LIST);
    let settings = r#"{"Mappings": [{"SourceFieldID": "Mail", "TargetFieldID": "email", "UpdateBehavior": 2},
        {"SourceFieldID": "Vorname", "TargetFieldID": "first-name"}, {"SourceFieldID": "Nachname", "TargetFieldID": "last-name"},
        {"SourceFieldID": "Telefon", "TargetFieldID": "employee-number"}], "OtherColumns": "suggest"}"#;
    let settings = write(&sim, "one.importcfg", settings);
    sim.import(&file, &["--settings", settings.to_str().unwrap()]).expect(0);
    let again = "Nachname;Notiz;Telefon;Vorname;Mail;Roster-Status\nKurz;neu;1;Anna;a@example.com;failed\n";
    let again = sim.import(&write(&sim, "again.csv", again), &["--dry-run"]).expect(0);
    assert_eq!(fields(&again), ["last-name", "note", "employee-number", "first-name", "email", "-"]);
}

#[test]
fn the_mapping_of_an_import_is_left_aside_where_the_columns_are_others() {
    let sim = Sim::new();
    sim.import(&write(&sim, "list.csv", "Mail;Vorname;Name\na@example.com;Anna;Kurz\n"), &[]).expect(0);
    // "Name" was the last name beside a first name; here another column is the better one.
    let better = write(&sim, "better.csv", "Mail;Vorname;Name;Nachname\na@example.com;Anna;Anna Kurz;Kurz\n");
    let file = better.to_str().unwrap();
    assert_eq!(fields(&sim.import(&better, &["--dry-run"])), ["email", "first-name", "-", "last-name"]);
    let said = sim.run(["import", file, "--dry-run", "--language", "en"]).expect(0);
    assert!(said.err.contains("its mapping is not used") && said.err.contains("Nachname"), "{}", said.err);
    let gone = write(&sim, "gone.csv", "Mail;Firstname;Name\na@example.com;Anna;Kurz\n");
    assert_eq!(fields(&sim.import(&gone, &["--dry-run"])), ["email", "first-name", "last-name"]);
}

#[test]
fn a_column_that_nobody_left_out_is_looked_at_again_and_one_left_out_on_purpose_is_not() {
    let sim = Sim::new();
    // No value tells that this is a status.
    sim.import(&write(&sim, "list.csv", "Mail;Vorname;Nachname;Status\na@example.com;Anna;Kurz;\n"), &[]).expect(0);
    let next = write(&sim, "next.csv", "Mail;Vorname;Nachname;Status\na@example.com;Anna;Kurz;Active\n");
    assert_eq!(fields(&sim.import(&next, &["--dry-run"])), ["email", "first-name", "last-name", "active"]);
    let settings = r#"{"Mappings": [{"SourceFieldID": "Status", "TargetFieldID": null}], "OtherColumns": "suggest"}"#;
    let settings = write(&sim, "one.importcfg", settings);
    sim.import(&next, &["--settings", settings.to_str().unwrap()]).expect(0);
    assert_eq!(fields(&sim.import(&next, &["--dry-run"])), ["email", "first-name", "last-name", "-"]);
}

#[test]
fn a_report_is_imported_with_the_mapping_of_its_file() {
    let sim = Sim::new();
    let settings =
        r#"{"Mappings": [{"SourceFieldID": "Zelle", "TargetFieldID": "mobile"}], "OtherColumns": "suggest"}"#;
    let settings = write(&sim, "one.importcfg", settings);
    let list = "Mail;Vorname;Nachname;Zelle\na@example.com;Anna;Kurz;+49 151 23456789\nb@example;Bernd;Lang;+49 151 23456780\n";
    let list = write(&sim, "list.csv", list);
    let report = sim.path("report.csv");
    let flags = ["--settings", settings.to_str().unwrap(), "--report", report.to_str().unwrap()];
    sim.import(&list, &flags).expect(1);
    let mended = std::fs::read_to_string(&report).unwrap().replace("b@example;", "b@example.com;");
    let mended = write(&sim, "report.csv", &mended);
    let again = sim.import(&mended, &[]).expect(0);
    assert_eq!(fields(&again)[..4], ["email", "first-name", "last-name", "mobile"]);
    assert_eq!(again.count("created"), 1);
}

#[test]
fn the_mapping_sheet_of_an_export_maps_headers_that_nobody_knows() {
    let sim = Sim::new();
    sim.import(&write(&sim, "list.csv", LIST), &[]).expect(0);
    let path = sim.path("users.xlsx");
    let file = path.to_str().unwrap();
    sim.run(["export", "-o", file, "--fields", "email,first-name,last-name,note", "--language", "en"]).expect(0);
    let answer = sim.run(["inspect", file, "--json"]).expect(0);
    let json = answer.json();
    let why = json["columns"].as_array().unwrap().iter().map(|column| column["why_code"].as_str().unwrap());
    assert!(why.into_iter().all(|why| why == "mapped-by-own-export"), "{}", answer.out);
    let planned = sim.import(&path, &["--dry-run"]).expect(0);
    let json = planned.json();
    let why = json["file"]["columns"].as_array().unwrap().iter().map(|column| column["why_code"].as_str().unwrap());
    assert!(why.into_iter().all(|why| why == "mapped-by-own-export"), "{}", planned.out);
}

#[test]
fn a_place_that_no_export_can_be_written_to_is_named() {
    let sim = Sim::new();
    sim.run(["tenant", "show"]).expect(0);
    let nowhere = sim.path("nowhere").join("users.csv");
    for command in ["export", "template"] {
        let told = sim.run([command, "-o", nowhere.to_str().unwrap(), "--language", "en"]).expect(2);
        assert!(told.err.contains("there is no folder") && told.err.contains("another place"), "{}", told.err);
        let told = sim.run([command, "-o", nowhere.to_str().unwrap(), "--language", "de"]).expect(2);
        assert!(told.err.contains("den Ordner") && told.err.contains("anderen Ort"), "{}", told.err);
    }
}

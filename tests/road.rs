//! The main road: real lists in, through the built component into the database, and out again.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Sim, sample};

fn pairs(counts: &[(&str, u64)]) -> Vec<(String, u64)> {
    counts.iter().map(|(outcome, number)| ((*outcome).to_owned(), *number)).collect()
}

#[test]
fn a_german_excel_list_goes_in_and_the_second_time_changes_nothing() {
    let sim = Sim::new();
    let first = sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    assert_eq!(first.json()["rows_read"], 120);
    assert_eq!(first.counts(), pairs(&[("created", 120)]));
    assert_eq!(first.json()["receipt"]["counts"]["created"], 120);
    let second = sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    assert_eq!(second.counts(), pairs(&[("unchanged", 120)]));
    let users = sim.users("demo");
    assert_eq!(users.len(), 120);
    let user = users.iter().find(|user| user["employee-number"] == "00001").unwrap();
    assert_eq!(user["first-name"], "Noël");
    assert_eq!(user["last-name"], "Jäger");
    assert_eq!(user["home-postal-code"], "20095");
    assert_eq!(user["level"], 2);
    assert!(users.iter().any(|user| user["home-postal-code"] == "01067"), "leading zeros stay");
}

#[test]
fn the_same_list_as_excel_saves_it_in_windows_1252_is_the_same_list() {
    let sim = Sim::new();
    sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    let csv = sim.import(&sample("mitarbeiter-cp1252.csv"), &[]).expect(0);
    assert_eq!(csv.counts(), pairs(&[("unchanged", 120)]));
}

#[test]
fn an_english_list_goes_in() {
    let sim = Sim::new();
    let answer = sim.import(&sample("users-en.csv"), &[]).expect(0);
    assert_eq!(answer.counts(), pairs(&[("created", 60)]));
    let users = sim.users("demo");
    assert_eq!(users.iter().filter(|user| user["active"] == false).count(), 2, "rows that say so start inactive");
}

#[test]
fn every_export_comes_back_without_a_change() {
    let sim = Sim::new();
    sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    for format in ["xlsx", "xlsx-table", "ods", "csv", "csv-plain"] {
        for language in ["de", "en"] {
            let path = sim.path(&format!("out-{language}.{format}"));
            let file = path.to_str().unwrap();
            sim.run(["export", "-o", file, "--format", format, "--language", language]).expect(0);
            let again = sim.import(&path, &[]).expect(0);
            assert_eq!(again.counts(), pairs(&[("unchanged", 120)]), "{format} {language}: {}", again.out);
        }
    }
}

#[test]
fn an_edited_export_changes_what_was_edited_and_nothing_else() {
    let sim = Sim::new();
    sim.import(&sample("users-en.csv"), &[]).expect(0);
    let path = sim.path("users.csv");
    sim.run(["export", "-o", path.to_str().unwrap(), "--language", "en"]).expect(0);
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = text.replacen("London", "Bristol", 1);
    assert_ne!(text, changed);
    std::fs::write(&path, changed).unwrap();
    let dry = sim.import(&path, &["--dry-run", "--diff"]).expect(0);
    assert_eq!(dry.counts(), pairs(&[("updated", 1), ("unchanged", 59)]));
    assert!(dry.out.contains("Bristol") && dry.out.contains("London"), "{}", dry.out);
    assert!(!sim.users("demo").iter().any(|user| user["home-city"] == "Bristol"), "a dry run writes nothing");
    assert_eq!(sim.import(&path, &[]).expect(0).count("updated"), 1);
    assert_eq!(sim.users("demo").iter().filter(|user| user["home-city"] == "Bristol").count(), 1);
}

#[test]
fn rows_with_errors_are_told_by_line_and_the_mended_report_finishes_the_job() {
    let sim = Sim::new();
    let report = sim.path("report.csv");
    let answer = sim.import(&sample("mitarbeiter-mit-fehlern.csv"), &["--report", report.to_str().unwrap()]).expect(1);
    let json = answer.json();
    assert_eq!(json["rows_read"], 44);
    let sum: u64 = answer.counts().iter().map(|(_, number)| number).sum();
    assert_eq!(sum, 44);
    let failed = answer.count("failed");
    assert_eq!(failed, 7, "{}", answer.out);
    let problems = json["problems"].as_array().unwrap();
    let lines: Vec<u64> = problems.iter().filter_map(|problem| problem["line"].as_u64()).collect();
    assert!(lines.contains(&5), "the row without an address, as a spreadsheet counts: {lines:?}");
    assert!(problems.iter().all(|problem| !problem["text"].as_str().unwrap().is_empty()));
    let text = std::fs::read_to_string(&report).unwrap();
    assert_eq!(text.lines().filter(|line| line.contains(";failed;")).count() as u64, failed, "{text}");
    // One row is mended, the double one removed; the others stay wrong.
    let mended = text.replace("keine-mail-adresse", "neu@example.com");
    let mended: Vec<&str> = mended.lines().filter(|line| !line.contains(";value-twice;")).collect();
    std::fs::write(&report, mended.join("\n")).unwrap();
    let again = sim.import(&report, &[]).expect(1);
    assert_eq!(again.counts(), pairs(&[("created", 1), ("failed", failed - 2)]));
}

#[test]
fn a_person_at_a_terminal_reads_counts_lines_and_reasons() {
    let sim = Sim::new();
    let file = sample("mitarbeiter-mit-fehlern.csv");
    let german = sim.run(["import", file.to_str().unwrap(), "--language", "de"]).expect(1);
    assert!(german.out.contains("keine-mail-adresse"), "{}", german.out);
    let sim = Sim::new();
    let english = sim.run(["import", file.to_str().unwrap(), "--language", "en"]).expect(1);
    assert!(english.out.contains("37"), "the number of new users: {}", english.out);
}

#[test]
fn who_may_not_import_may_not_export_either_and_reads_why() {
    let sim = Sim::new();
    for (name, more, word) in [
        ("single", ["--licences", "1"].as_slice(), "licences"),
        ("out", &["--licences", "50", "--connected", "outlook"], "Outlook"),
        ("sales", &["--licences", "50", "--connected", "salesforce"], "Salesforce"),
        ("crm", &["--licences", "50", "--connected", "dynamics-crm"], "Dynamics"),
    ] {
        let mut create = vec!["tenant", "create", name];
        create.extend(more);
        sim.run(create).expect(0);
        let list = sample("users-en.csv");
        let import = sim.run(["import", list.to_str().unwrap(), "--tenant", name, "--language", "en"]).expect(3);
        assert!(import.err.contains(word), "{}", import.err);
        let export = sim.run(["export", "-o", "x.csv", "--tenant", name, "--language", "en"]).expect(3);
        assert!(export.err.contains(word), "{}", export.err);
        assert!(!sim.path("x.csv").exists());
        assert!(sim.users(name).is_empty());
    }
}

#[test]
fn a_file_that_is_no_list_ends_with_a_sentence_and_an_untouched_database() {
    let sim = Sim::new();
    sim.import(&sample("users-en.csv"), &[]).expect(0);
    let before = sim.users("demo");
    let xlsx = std::fs::read(sample("mitarbeiter.xlsx")).unwrap();
    let mut encrypted = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    encrypted.resize(4096, 0);
    let cases: [(&str, &[u8]); 7] = [
        ("empty.csv", b""),
        ("mark.csv", b"\xEF\xBB\xBF"),
        ("photo.csv", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\0"),
        ("letter.xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        ("half.xlsx", &xlsx[..xlsx.len() / 2]),
        ("broken.xls", &encrypted),
        ("packed.csv", b"\x1F\x8B\x08\0\0\0\0\0\0\x03abcdefgh"),
    ];
    for (name, content) in cases {
        let file = sim.file(name, content);
        for command in ["import", "inspect"] {
            let answer = sim.run([command.as_ref(), file.as_os_str()]).expect(4);
            assert!(answer.err.trim().len() > 20, "{name}: {answer:?}");
            for raw in ["Error {", "wasm", "backtrace", "trap"] {
                assert!(!answer.err.contains(raw), "{name}: {}", answer.err);
            }
        }
    }
    assert_eq!(sim.run(["import", "nowhere.xlsx"]).code, 4);
    assert_eq!(sim.users("demo"), before);
}

#[test]
fn inspect_tells_what_it_took_the_file_for() {
    let sim = Sim::new();
    let xlsx =
        sim.run(["inspect".as_ref(), sample("mitarbeiter.xlsx").as_os_str(), "--json".as_ref()]).expect(0).json();
    assert_eq!(
        (&xlsx["kind"], &xlsx["sheet"], &xlsx["header_row"]),
        (&"xlsx".into(), &"Mitarbeiter".into(), &3.into())
    );
    let csv = sim.run(["inspect".as_ref(), sample("mitarbeiter-cp1252.csv").as_os_str(), "--json".as_ref()]);
    let csv = csv.expect(0).json();
    assert_eq!(csv["encoding"], "windows-1252");
    assert_eq!(csv["delimiter"], ";");
    assert_eq!(csv["header_row"], 1);
    let field = |json: &serde_json::Value, header: &str| {
        let columns = json["columns"].as_array().unwrap();
        columns.iter().find(|column| column["header"] == header).unwrap()["field"].clone()
    };
    for json in [&xlsx, &csv] {
        assert_eq!(field(json, "E-Mail-Adresse"), "email");
        assert_eq!(field(json, "PLZ"), "home-postal-code");
        assert!(field(json, "Eintrittsdatum").is_null());
    }
    let rows = |name: &str| sim.run(["inspect".as_ref(), sample(name).as_os_str(), "--rows".as_ref()]).expect(0).out;
    let mut excel = csv::Reader::from_reader(std::io::Cursor::new(rows("mitarbeiter.xlsx")));
    let header = excel.headers().unwrap().clone();
    assert_eq!(header.get(0), Some("Personalnummer"));
    let records: Vec<csv::StringRecord> = excel.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 120);
    assert_eq!(records[0].get(0), Some("00001"));
    assert_eq!(records[0].get(13), Some("2009-12-01"), "a date is a date");
}

#[test]
fn an_import_sends_nothing_to_anybody() {
    let sim = Sim::new();
    sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    let mut names: Vec<String> = std::fs::read_dir(sim.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("roster.db"))
        .collect();
    names.sort();
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn sync_deactivates_who_is_missing_and_never_deletes() {
    let sim = Sim::new();
    let all = sim.file("all.csv", common::list(10));
    sim.import(&all, &[]).expect(0);
    let fewer = sim.file("fewer.csv", common::list(7));
    let refused = sim.import(&fewer, &["--mode", "sync"]).expect(3);
    assert!(refused.out.contains("deactivations"), "{}", refused.out);
    assert!(sim.users("demo").iter().all(|user| user["active"] == true));
    let answer = sim.import(&fewer, &["--mode", "sync", "--allow-deactivations", "3"]).expect(0);
    assert_eq!(answer.count("unchanged"), 7);
    assert_eq!(answer.json()["absent"]["deactivated"], 3);
    let users = sim.users("demo");
    assert_eq!(users.len(), 10);
    assert_eq!(users.iter().filter(|user| user["active"] == false).count(), 3);
}

#[test]
fn a_dry_run_that_would_be_refused_says_so_and_names_what_lets_it_pass() {
    let sim = Sim::new();
    sim.import(&sample("mitarbeiter.xlsx"), &[]).expect(0);
    let list = "Vorname;Nachname;E-Mail-Adresse;Berechtigungsstufe\nA;B;a@example.com;Administrator\n";
    let file = sim.file("list.csv", list);
    let path = file.to_str().unwrap();
    let json = sim.import(&file, &["--dry-run"]).expect(3).json();
    assert_eq!((&json["refused"], &json["guards"][0]["blocks"]), (&true.into(), &true.into()), "{json}");
    let cases = [("de", "Dieser Import würde abgelehnt."), ("en", "This import would be refused.")];
    for (language, sentence) in cases {
        let told = sim.run(["import", path, "--dry-run", "--language", language]).expect(3);
        assert!(told.err.contains(sentence) && told.err.contains("--allow-promotions 1"), "{told:?}");
        let refused = sim.run(["import", path, "--language", language]).expect(3);
        assert!(refused.err.contains("--allow-promotions 1"), "{refused:?}");
    }
    let passes = sim.run(["import", path, "--dry-run", "--allow-promotions", "1"]).expect(0);
    assert!(!format!("{}{}", passes.out, passes.err).contains("--allow"), "{passes:?}");
    assert_eq!(sim.users("demo").len(), 120);
    assert_eq!(sim.import(&file, &["--allow-promotions", "1"]).expect(0).json()["refused"], false);
}

#[test]
fn old_and_new_values_are_shown_by_label_as_the_reader_writes_them() {
    let sim = Sim::new();
    sim.file("one.csv", "Vorname;Nachname;E-Mail-Adresse;Aktiv\nAnna;Kurz;anna@example.com;ja\nB;B;b@example.com;ja\n");
    sim.file("two.csv", "Vorname;E-Mail-Adresse\nAnne;anna@example.com\n");
    sim.run(["import", "one.csv"]).expect(0);
    for (language, lines) in [
        (
            "de",
            [
                "Zeile 2: Vorname: Anna \u{2192} Anne",
                "B B b@example.com: Aktiv: Ja \u{2192} Nein",
                "Nicht in der Datei: 1 deaktiviert",
            ],
        ),
        (
            "en",
            [
                "Line 2: First name: Anna \u{2192} Anne",
                "B B b@example.com: Active: Yes \u{2192} No",
                "Not in the file: 1 deactivated",
            ],
        ),
    ] {
        let told = sim.run(["import", "two.csv", "--mode", "sync", "--dry-run", "--diff", "--language", language]);
        lines.iter().for_each(|line| assert!(told.out.contains(line), "{line}: {}", told.out));
    }
}

#[test]
fn a_report_that_cannot_stand_where_it_is_asked_for_is_refused_before_anything_is_written() {
    let sim = Sim::new();
    let file = sim.file("list.csv", "First name;Last name;Email address\n;B;a@example.com\nC;D;c@example.com\n");
    for (report, word) in [("/nodir/report.csv", "/nodir"), (".", "folder"), ("list.csv", "replace"), ("-", "--report")]
    {
        let told = sim.run(["import", "list.csv", "--language", "en", "--report", report]).expect(2);
        assert!(told.err.contains(word), "{report}: {}", told.err);
    }
    assert!(sim.users("demo").is_empty());
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("First name"));
    sim.import(&file, &["--report", "report.csv"]).expect(1);
    assert!(std::fs::read_to_string(sim.path("report.csv")).unwrap().contains("required-missing"));
}

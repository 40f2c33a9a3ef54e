use super::*;
use crate::sheet::limits::Limits;
use crate::sheet::read_small_sheet;
use crate::sheet::write::{Column, Format, OutCell, SheetPlan, create};
use RowOutcome::*;

const LIST: &str = "First name;Last name;Email address;Colour\r\n\
    Anna;Kurz;anna@example.com; red\r\n\
    Bernd;Lang;not an address;\"a;\"\"b\"\"\"\r\n\
    ;Gut;carla@example.com;\r\n";

#[test]
fn the_report_holds_the_rows_that_did_not_go_through_as_they_were_and_why() {
    let world = World::new();
    let (applied, _) = world.apply(LIST).unwrap();
    let report = report_text(|sink| applied.report(sink));
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(
        lines[0],
        "First name;Last name;Email address;Colour;Roster-Status;Roster-Code;Roster-Reason;Roster-Line"
    );
    assert!(lines[1].starts_with("Bernd;Lang;not an address;\"a;\"\"b\"\"\";failed;"), "{report}");
    assert!(lines[1].ends_with(";3"), "{report}");
    assert!(lines[2].starts_with(";Gut;carla@example.com;;failed;required-missing;"), "{report}");
    assert_eq!(lines.len(), 3);
}

#[test]
fn a_mended_report_imports_without_touching_its_extra_columns_and_reports_again() {
    let world = World::new();
    let (applied, _) = world.apply(LIST).unwrap();
    let report = report_text(|sink| applied.report(sink));
    let mended = report.replace("not an address", "bernd@example.com");
    let (applied, rows) = world.apply(&mended).unwrap();
    let run = applied.outcome().unwrap();
    assert_eq!(counted(&run.counts), [(Created, 1), (Failed, 1)], "{rows:?}");
    assert!(world.by_email("bernd@example.com").is_some());
    let again = report_text(|sink| applied.report(sink));
    assert_eq!(again.lines().next(), report.lines().next(), "the four columns stand once");
    assert_eq!(again.lines().count(), 2);
}

#[test]
fn a_fault_that_the_report_s_cells_do_not_show_stays_a_fault_until_the_row_is_mended() {
    let world = World::new();
    let list = b"First name;Last name;Email address\nJ\xC3\xBCrgen;Hugel;j@example.com\nG\xFCnter;H\xFCgel;g@example.com\n\xC3\x84nne;Gut;a@example.com\n";
    let plan_of = |bytes: &[u8]| {
        let mut plan = Plan::start(memory_source(bytes), &world.ports(), ImportOptions::default()).unwrap();
        let mut codes = Vec::new();
        loop {
            let step = plan.step(7).unwrap();
            codes.extend(step.rows.iter().flat_map(|row| row.problems.iter().map(crate::message::Problem::code)));
            if step.progress.done {
                return (plan, codes);
            }
        }
    };
    let (plan, codes) = plan_of(list);
    assert_eq!(codes, ["undecodable"]);
    let report = report_text(|sink| plan.report(sink));
    let (again, codes) = plan_of(report.as_bytes());
    assert_eq!((codes, counted(&again.outcome().unwrap().counts)), (vec!["still-as-reported"], vec![(Failed, 1)]));
    let second = report_text(|sink| again.report(sink));
    assert_eq!(plan_of(second.as_bytes()).1, ["still-as-reported"], "{second}");
    for mended in [second.replace("Gnter;Hgel", "G\u{fc}nter;H\u{fc}gel"), second.replace(";still-as-reported;", ";;")]
    {
        assert_eq!(counted(&plan_of(mended.as_bytes()).0.outcome().unwrap().counts), [(Created, 1)], "{mended}");
    }
}

#[test]
fn cells_that_look_like_formulas_are_guarded_once() {
    let world = World::new();
    let list =
        "First name;Last name;Email address;Mobile\n;Kurz;a@example.com;+43 664 1\n;Lang;b@example.com;'+43 664 2\n";
    let (plan, _) = world.plan(list);
    let report = report_text(|sink| plan.report(sink));
    assert!(report.contains(";'+43 664 1;failed") && report.contains(";'+43 664 2;failed"), "{report}");
}

#[test]
fn a_report_of_a_run_without_problems_is_a_header_alone() {
    let world = World::new();
    let (applied, _) = world.apply("First name;Last name;Email address\nA;B;a@example.com\n").unwrap();
    assert_eq!(report_text(|sink| applied.report(sink)).lines().count(), 1);
}

#[test]
fn rows_that_were_not_started_are_in_the_report_and_finish_the_job() {
    let world = World::new();
    let list = (0..1_100)
        .fold("First name;Last name;Email address\n".to_owned(), |list, at| format!("{list}F;L;u{at}@example.com\n"));
    let (plan, _) = world.plan(&list);
    let mut applying = plan.apply().unwrap();
    applying.step().unwrap();
    applying.stop().unwrap();
    let report = report_text(|sink| applying.report(sink));
    assert_eq!(report.lines().count(), 601);
    let (run, _) = world.import(&report);
    assert_eq!(counted(&run.counts), [(Created, 600)]);
    assert_eq!(world.store.users().len(), 1_100);
}

#[test]
fn cells_beyond_the_header_stay_in_the_report_and_keep_the_row_from_passing() {
    let world = World::new();
    let list =
        "First name;Last name;Email address\nAnna;Kurz;a@example.com;left;over\nB;C;b@example.com\nD;E;d@example.com\n";
    let (applied, rows) = world.apply(list).unwrap();
    assert_eq!(rows, [(Some(2), Failed, vec!["surplus-cells"])]);
    let report = report_text(|sink| applied.report(sink));
    assert!(report.lines().nth(1).unwrap().ends_with(";2;left;over"), "{report}");
    let (_, rows) = world.apply(&report).unwrap();
    assert_eq!(rows, [(Some(2), Failed, vec!["surplus-cells"])]);
}

#[test]
fn a_quotation_mark_that_nobody_closed_fails_again_until_it_goes() {
    let world = World::new();
    let list = "Email address;First name;Last name\na@example.com;A;B\nb@example.com;\"Cid;D\n";
    let (applied, _) = world.apply(list).unwrap();
    assert_eq!(counted(&applied.outcome().unwrap().counts), [(Created, 1), (Failed, 1)]);
    let report = report_text(|sink| applied.report(sink));
    let (run, _) = world.import(&report);
    assert_eq!(counted(&run.counts), [(Failed, 1)], "{report}");
    let (run, _) = world.import(&report.replace("\"\"\"Cid\"", "Cid").replace("\"\"\"Cid;D\"", "Cid;D"));
    assert_eq!(run.counts.of(Failed), 0, "{report}");
}

#[test]
fn a_double_that_was_not_mended_fails_again_and_a_mended_one_goes_through() {
    let head = "Employee number;First name;Last name;Email address\n";
    // The double of a new user and of a known one; what is mended in its row of the report, and what then comes of it.
    let cases = [
        ("7;A;B;n@example.com\n7;C;D;n@example.com\n", None, Failed),
        ("7;A;B;n@example.com\n7;C;D;n@example.com\n", Some(("7;C;D;n@", "8;C;D;m@")), Created),
        ("7;A;B;n@example.com\n7;C;D;n@example.com\n", Some(("C;D", "A;B")), Unchanged),
        ("7;A;B;n@example.com\n7;C;D;n@example.com\n", Some(("\u{201d}", "?")), Failed),
        ("1;A;B;old1@example.com\n1;C;D;old1@example.com\n", None, Failed),
        ("1;A;B;old1@example.com\n1;C;D;old1@example.com\n", Some(("1;C;D;old1@", "2;C;D;old2@")), Updated),
        ("1;A;B;old1@example.com\n1;C;D;old1@example.com\n", Some((";account-twice;", ";;")), Updated),
    ];
    for (rows, mended, expected) in cases {
        for language in [Language::German, Language::English] {
            let world = World::new();
            world.user("old1@example.com", [(id::EMPLOYEE_NUMBER, text("1"))]);
            world.user("old2@example.com", [(id::EMPLOYEE_NUMBER, text("2"))]);
            let (plan, _) = world.plan_in(&format!("{head}{rows}"), language);
            let mut applying = plan.apply().unwrap();
            while !applying.step().unwrap().progress.done {}
            let mut report = report_text(|sink| applying.report(sink));
            if let Some((from, to)) = mended {
                report = report.replace(from, to);
            }
            for again in 0..2 {
                let (applied, _) = world.apply(&report).unwrap();
                let ended = applied.outcome().unwrap();
                let expected = if again == 0 || expected == Failed { expected } else { Unchanged };
                assert_eq!(counted(&ended.counts), [(expected, 1)], "{report}");
                if expected == Failed {
                    report = report_text(|sink| applied.report(sink));
                    assert!(report.contains(";still-double;"), "{report}");
                }
            }
        }
    }
}

#[test]
fn a_double_with_other_errors_is_reported_as_a_double() {
    let world = World::new();
    let (plan, rows) = world.plan("First name;Last name;Email address\nA;B;a@example.com\n;B;a@example.com\n");
    assert_eq!(rows[1].problems.len(), 2, "{rows:?}");
    let report = report_text(|sink| plan.report(sink));
    assert!(report.contains(";failed;value-twice;"), "{report}");
}

/// A workbook with these rows of texts, as a report of the input would have them.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let header = rows[0].iter().map(|header| Column { header: (*header).to_owned(), ..Column::default() });
    let plan = SheetPlan { name: "List".to_owned(), columns: header.collect(), ..SheetPlan::default() };
    let sink = MemorySink::default();
    let mut writer = create(Format::Xlsx, &plan, Box::new(sink.clone())).unwrap();
    for row in &rows[1..] {
        let cells: Vec<_> = row.iter().map(|text| OutCell::Text(text)).collect();
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap();
    sink.bytes()
}

/// Plans a file to its end: the plan, and per row with problems its codes.
fn planned(world: &World, bytes: &[u8]) -> (Plan, Vec<Vec<&'static str>>) {
    let mut plan = Plan::start(memory_source(bytes), &world.ports(), ImportOptions::default()).unwrap();
    let mut codes = Vec::new();
    loop {
        let step = plan.step(100).unwrap();
        let told = step.rows.iter().filter(|row| !row.problems.is_empty());
        codes.extend(told.map(|row| row.problems.iter().map(crate::message::Problem::code).collect::<Vec<_>>()));
        if step.progress.done {
            return (plan, codes);
        }
    }
}

/// A workbook by hand, with cells longer than any program writes.
fn raw_workbook(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows: String =
        rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect();
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#.into()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A spreadsheet in a single XML file.
fn flat_ods(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row =
        |row: &&[&str]| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet><table:table table:name=\"L\">{rows}</table:table></office:spreadsheet></office:body></office:document>"
    )
    .into_bytes()
}

#[test]
fn a_cell_that_the_report_cannot_hold_is_marked_and_keeps_its_row_from_passing() {
    let long = "x".repeat(40_000);
    let head: &[&str] = &["First name", "Last name", "Email address", "Remark"];
    let added = ["Roster-Status", "Roster-Code", "Roster-Reason", "Roster-Line"];
    let cases: [(Vec<u8>, &str); 2] = [
        (raw_workbook(&[head, &["Anna", "Kurz", "not an address", &long]]), " […]"),
        (flat_ods(&[head, &["Anna", "Kurz", "not an address", "x&#1;y"]]), "x␁y"),
    ];
    for (list, mark) in cases {
        let world = World::new();
        let (plan, codes) = planned(&world, &list);
        assert_eq!(codes.len(), 1, "{codes:?}");
        let sink = MemorySink::default();
        let mut report = plan.report(Box::new(sink.clone())).unwrap();
        while !report.step(3).unwrap().done {}
        let source = memory_source(sink.bytes());
        let rows =
            read_small_sheet(source, &Limits::default(), if mark == "x␁y" { "L" } else { "S" }).unwrap().unwrap();
        assert_eq!(rows[0], [head, &added].concat());
        assert!(rows[1][3].ends_with(mark) && rows[1][6].contains("D2"), "{:?}", &rows[1][4..]);
        // Corrected elsewhere only, the row does not pass; corrected here too, it does.
        for (remark, expected) in [(rows[1][3].as_str(), vec![vec!["still-as-reported"]]), ("y", Vec::new())] {
            let row = ["Anna", "Kurz", "anna@example.com", remark, "failed", "email-invalid", "why", "2"];
            let (_, codes) = planned(&world, &workbook(&[&[head, &added].concat(), &row]));
            assert_eq!(codes, expected, "{remark:.9}");
        }
    }
}

//! Exports of a store in memory.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashMap;

use super::*;
use crate::host::memory::{MemorySink, MemoryStore, MemoryTenant};
use crate::host::{FileError, Intent, Page, PurgeSize, Session, Tenant, Totals};
use crate::mapping::own_export;
use crate::mapping::sample::Sampled;
use crate::sheet::{ReadOptions, memory_source};

fn store() -> MemoryStore {
    let store = MemoryStore::new(Vec::new());
    store.add([
        (id::FIRST_NAME, Value::Text("Zoë".to_owned())),
        (id::LEVEL, Value::Integer(2)),
        (id::MOBILE, Value::Text("+43 664 123".to_owned())),
        (id::GROUPS, Value::List(vec!["Nord".to_owned(), "Süd".to_owned()])),
        (FieldId::new("home-latitude"), Value::Decimal("-48.25".to_owned())),
    ]);
    let second = store.add([(id::FIRST_NAME, Value::Text("Bob".to_owned()))]);
    store.touch(&second, |user| user.active = false);
    store
}

fn export(store: &MemoryStore, options: ExportOptions) -> Result<Vec<u8>, Failure> {
    let sink = MemorySink::default();
    let catalogue = Catalogue::new(store.fields().unwrap());
    let mut export = Export::start(&catalogue, Rc::new(store.clone()), Box::new(sink.clone()), options)?;
    while !export.step()?.done {}
    Ok(sink.bytes())
}

fn csv(store: &MemoryStore, fields: &[&'static str], language: Language) -> Result<String, Failure> {
    let fields = Some(fields.iter().map(|id| FieldId::standard(id)).collect());
    let file = export(store, ExportOptions { fields, ..ExportOptions::new(Format::Csv, language) })?;
    Ok(String::from_utf8(file).unwrap())
}

fn code(failure: &Failure) -> &'static str {
    failure.problems[0].code()
}

#[test]
fn the_fields_asked_for_come_in_their_order_and_language() {
    let fields = ["active", "home-latitude", "first-name", "level", "id", "groups", "mobile", "active"];
    assert_eq!(
        csv(&store(), &fields, Language::German).unwrap(),
        "\u{feff}Aktiv;Breitengrad;Vorname;Berechtigungsstufe;Benutzer-ID;Benutzergruppen;Mobiltelefon\r\n\
         Ja;\"'-48,25\";Zoë;Administrator;1;\"Nord; Süd\";'+43 664 123\r\n\
         Nein;;Bob;;2;;\r\n"
    );
    assert_eq!(
        csv(&store(), &["first-name", "active", "home-latitude"], Language::English).unwrap(),
        "\u{feff}First name,Active,Latitude\r\nZoë,Yes,'-48.25\r\nBob,No,\r\n"
    );
}

#[test]
fn unknown_fields_are_named_beside_those_that_exist() {
    let failure = csv(&store(), &["first-name", "shoe-size", "hat"], Language::English).unwrap_err();
    assert_eq!((failure.reason, code(&failure)), (FailureReason::InvalidSettings, "export-unknown-fields"));
    let text = failure.problems[0].text(Language::English);
    assert!(text.starts_with("There are no such fields: “shoe-size”, “hat”. There are: id, first-name,"), "{text}");
    assert_eq!(code(&csv(&store(), &[], Language::English).unwrap_err()), "export-no-fields");
}

#[test]
fn a_template_is_an_export_of_no_one() {
    for format in Format::ALL {
        let options = ExportOptions { template: true, ..ExportOptions::new(format, Language::English) };
        let template = export(&store(), options).unwrap();
        let empty = export(&MemoryStore::new(Vec::new()), ExportOptions::new(format, Language::English)).unwrap();
        assert_eq!(template.len(), empty.len(), "{format:?}");
    }
}

#[test]
fn every_page_is_written_and_counted() {
    let store = MemoryStore::new(Vec::new());
    let people = u64::from(PAGE) * 2 + 1;
    for number in 0..people {
        store.add_all(HashMap::from([(id::FIRST_NAME, Value::Text(format!("P{number}")))]));
    }
    let sink = MemorySink::default();
    let options = ExportOptions::new(Format::CsvPlain, Language::English);
    let mut export =
        Export::start(&Catalogue::new(Vec::new()), Rc::new(store), Box::new(sink.clone()), options).unwrap();
    let first = export.step().unwrap();
    assert_eq!(first, Progress { done: false, users_written: u64::from(PAGE), total: Some(people) });
    while !export.step().unwrap().done {}
    assert_eq!(export.step().unwrap(), Progress { done: true, users_written: people, total: Some(people) });
    assert_eq!(String::from_utf8(sink.bytes()).unwrap().lines().count() as u64, people + 1);
}

#[test]
fn a_label_that_stands_twice_gives_way_to_the_id() {
    let mut own = Catalogue::new(Vec::new()).get(&id::NOTE).unwrap().clone();
    own.id = FieldId::new("own-note");
    let store = MemoryStore::new(vec![own]);
    let file = csv(&store, &["note", "own-note"], Language::English).unwrap();
    assert_eq!(file, "\u{feff}Note,own-note\r\n");
}

#[test]
fn a_workbook_says_which_column_is_which_field() {
    use calamine::Reader;
    let fields = Some(vec![id::EMAIL, id::ID]);
    for format in [Format::Xlsx, Format::XlsxTable, Format::Ods] {
        let options = ExportOptions { fields: fields.clone(), ..ExportOptions::new(format, Language::German) };
        let file = std::io::Cursor::new(export(&store(), options).unwrap());
        let mut workbook = calamine::open_workbook_auto_from_rs(file).unwrap();
        assert_eq!(workbook.sheet_names(), ["Benutzer", own_export::SHEET]);
        assert_ne!(workbook.sheets_metadata()[1].visible, calamine::SheetVisible::Visible);
        let mapping = workbook.worksheet_range(own_export::SHEET).unwrap();
        let rows: Vec<Vec<String>> = mapping.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        assert_eq!(
            rows,
            [["Roster field mapping", "1"], ["Column", "Field"], ["E-Mail-Adresse", "email"], ["Benutzer-ID", "id"]]
        );
    }
}

#[test]
fn ids_of_another_companys_export_are_left_alone() {
    let tenant = |id: &str, now| Tenant { id: id.to_owned(), now, ..MemoryTenant::default().0 };
    let catalogue = Catalogue::new(vec![]);
    let cases: [(&str, Option<u64>, bool, &[&str]); 3] = [
        ("own", Some(1_000), true, &[]),
        ("own", Some(1_000_000), true, &["export-old"]),
        ("other", Some(1_000), false, &["export-of-another-company"]),
    ];
    for format in [Format::Xlsx, Format::XlsxTable, Format::Ods] {
        for (reader, now, has_id, expected) in cases {
            let stamp = Some(Stamp::of(&tenant("own", Some(1_000))));
            let fields = Some(vec![id::ID, id::EMAIL]);
            let options = ExportOptions { stamp, fields, ..ExportOptions::new(format, Language::German) };
            let file = memory_source(export(&store(), options.clone()).unwrap());
            let read =
                |file| Sampled::open(file, &ReadOptions::default(), &catalogue, Some(&tenant(reader, now))).unwrap();
            let sampled = read(file);
            let fields: Vec<_> = sampled.suggestions.iter().map(|one| one.field.clone()).collect();
            assert_eq!(fields, [has_id.then_some(id::ID), Some(id::EMAIL)], "{format:?} {reader}");
            let codes: Vec<_> = sampled.notes.iter().map(Problem::code).collect();
            assert_eq!(codes, expected, "{format:?} {reader}");
            // A template holds nobody, so it is nobody's.
            let template = export(&store(), ExportOptions { template: true, ..options }).unwrap();
            assert_eq!(read(memory_source(template)).notes, [], "{format:?} {reader}");
        }
    }
}

#[test]
fn without_a_mapping_sheet_there_is_one_sheet() {
    use calamine::Reader;
    let options = ExportOptions { mapping_sheet: false, ..ExportOptions::new(Format::Xlsx, Language::English) };
    let file = std::io::Cursor::new(export(&store(), options).unwrap());
    assert_eq!(calamine::open_workbook_auto_from_rs(file).unwrap().sheet_names(), ["Users"]);
}

/// A store whose pages fail with what stands in the list, the last first, before they come.
struct Failing {
    store: MemoryStore,
    errors: std::cell::RefCell<Vec<StoreError>>,
}

impl UserStore for Failing {
    fn fields(&self) -> Result<Vec<Field>, StoreError> {
        self.store.fields()
    }

    fn find(&self, key: &FieldId, values: &[String], fields: &[FieldId]) -> Result<Vec<Vec<Account>>, StoreError> {
        self.store.find(key, values, fields)
    }

    fn page(&self, cursor: Option<&str>, limit: u32, fields: &[FieldId]) -> Result<Page, StoreError> {
        match self.errors.borrow_mut().pop() {
            Some(error) => Err(error),
            None => self.store.page(cursor, limit, fields),
        }
    }

    fn totals(&self) -> Result<Totals, StoreError> {
        self.store.totals()
    }

    fn list_entries(&self, field: &FieldId) -> Result<Option<Vec<String>>, StoreError> {
        self.store.list_entries(field)
    }
    fn purge_sizes(&self, accounts: &[String]) -> Result<Vec<PurgeSize>, StoreError> {
        self.store.purge_sizes(accounts)
    }

    fn begin(&self, intent: &Intent) -> Result<Box<dyn Session>, StoreError> {
        self.store.begin(intent)
    }
}

#[test]
fn a_busy_store_may_be_asked_again_and_a_failed_one_ends_the_export() {
    let errors = vec![StoreError::Other("disk".to_owned()), StoreError::Busy];
    let failing = Rc::new(Failing { store: store(), errors: errors.into() });
    let options = ExportOptions::new(Format::Csv, Language::English);
    let sink = Box::new(MemorySink::default());
    let mut export = Export::start(&Catalogue::new(Vec::new()), failing, sink, options).unwrap();
    let codes: Vec<_> = (0..3).map(|_| code(&export.step().unwrap_err())).collect();
    assert_eq!(codes, ["export-store-busy", "export-store-failed", "out-of-order"]);
}

/// A sink that is full from the start.
struct Full;

impl Sink for Full {
    fn write(&mut self, _bytes: &[u8]) -> Result<(), FileError> {
        Err(FileError("no space left".to_owned()))
    }
}

#[test]
fn a_sink_that_takes_nothing_is_the_hosts_failure() {
    let store = Rc::new(store());
    let options = ExportOptions::new(Format::Xlsx, Language::English);
    let failure = Export::start(&Catalogue::new(Vec::new()), store, Box::new(Full), options).unwrap_err();
    assert_eq!((failure.reason, code(&failure)), (FailureReason::HostFailed, "export-not-written"));
}

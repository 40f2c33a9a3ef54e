//! The built component and what a host may expect of any: it asks for no more than the contract says, and one that breaks
//! harms nobody.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "common/guest.rs"]
mod guest;

use std::time::Duration;

use host_sim::import_run::inspect;
use host_sim::plugin::importing::{FileInfo, ImportOptions};
use host_sim::plugin::{EMBEDDED, FailureReason, GRANTED, Instance, LoadError, Plugin, TenantHost};
use host_sim::store::{Actor, Database};

use guest::component_that_does;

fn instance_of(plugin: &Plugin, folder: &tempfile::TempDir) -> Instance {
    let store = Database::open(folder.path().join("roster.db")).unwrap().tenant("demo").unwrap();
    plugin.instantiate(TenantHost::new(store, Actor::console("en"))).unwrap()
}

fn load(bytes: &[u8], folder: &tempfile::TempDir) -> Plugin {
    Plugin::from_bytes("test", bytes, Some(&folder.path().join("cache"))).unwrap()
}

fn options() -> ImportOptions {
    ImportOptions { settings: None, language: None, allow: Vec::new(), with_changes: false, extra: Vec::new() }
}

#[test]
fn the_component_asks_for_nothing_but_the_contract_and_what_its_runtime_needs() {
    let folder = tempfile::tempdir().unwrap();
    let imports = load(EMBEDDED, &folder).imports();
    for name in &imports {
        assert!(GRANTED.contains(&name.split('@').next().unwrap()), "{name}");
        for never in ["filesystem", "sockets", "http", "clocks"] {
            assert!(!name.contains(never), "{name}");
        }
    }
    for needed in ["tenant", "user-store", "notifier", "files"] {
        assert!(imports.contains(&format!("roster:users/{needed}@0.1.0")), "{needed}: {imports:?}");
    }
}

#[test]
fn what_is_no_component_or_asks_for_more_is_not_loaded() {
    type Expected = fn(&LoadError) -> bool;
    let cases: [(&[u8], Expected); 3] = [
        (b"not a component", |error| matches!(error, LoadError::NotAComponent(_))),
        (
            br#"(component (import "wasi:filesystem/types@0.2.6" (instance)))"#,
            |error| matches!(error, LoadError::AsksForMore(_, what) if what.contains("filesystem")),
        ),
        (b"(component)", |error| matches!(error, LoadError::OtherContract(_))),
    ];
    for (text, expected) in cases {
        let bytes = wat::parse_bytes(text).map_or_else(|_| text.to_vec(), |bytes| bytes.into_owned());
        let error = Plugin::from_bytes("test", &bytes, None).unwrap_err();
        assert!(expected(&error), "{error:?}");
    }
}

#[test]
fn a_plugin_that_breaks_is_told_in_words_and_harms_nobody() {
    let cases = [
        ("plugin-stopped", "unreachable"),
        ("plugin-out-of-time", "loop br 0 end unreachable"),
        ("plugin-out-of-memory", "loop i32.const 256 memory.grow i32.const -1 i32.ne br_if 0 end unreachable"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let good = load(EMBEDDED, &folder);
    let mut before = instance_of(&good, &folder);
    for (code, instructions) in cases {
        let broken = load(&component_that_does(instructions), &folder);
        let mut instance = instance_of(&broken, &folder);
        let failure = instance.inspect(Box::new(b"a,b\n1,2\n".to_vec()), &options()).unwrap_err();
        assert!(matches!(failure.reason, FailureReason::Unreadable), "{code}: {failure:?}");
        assert_eq!(failure.problems[0].code, code);
        for word in ["wasm", "trap", "unreachable", "epoch"] {
            assert!(!failure.problems[0].text.contains(word), "{}", failure.problems[0].text);
        }
        // It stays broken, and says so at once.
        assert_eq!(instance.availability().unwrap_err().problems[0].code, code);
    }
    assert!(before.availability().unwrap().is_none(), "an instance from before goes on");
    assert!(instance_of(&good, &folder).availability().unwrap().is_none(), "and so does a new one");
}

#[test]
fn a_look_that_takes_too_long_ends_with_what_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = load(EMBEDDED, &folder);
    let rows: String = (0..5_000).map(|row| format!("First{row};Last{row};user{row}@example.com\n")).collect();
    let file = format!("First name;Last name;Email address\n{rows}").into_bytes();
    let look = |time| inspect(&mut instance_of(&plugin, &folder), Box::new(file.clone()), &options(), time).unwrap();
    let (whole, part) = (look(None), look(Some(Duration::ZERO)));
    let told = |seen: &FileInfo| seen.warnings.iter().any(|warning| warning.code == "rest-not-looked-at");
    assert_eq!((whole.rows, told(&whole)), (5_000, false));
    assert!((1..5_000).contains(&part.rows) && told(&part), "{} rows", part.rows);
    assert_eq!(part.columns.len(), whole.columns.len());
}

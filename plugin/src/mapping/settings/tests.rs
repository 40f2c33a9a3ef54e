//! Documents read and written, and what is said about those that cannot be.

#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn every_property_survives_writing_and_reading() {
    let document = r#"{
        "Version": 1, "Mode": "UpdateOrInsertOrDelete", "Sheet": "Benutzer", "HeaderRow": 3, "Encoding": "windows-1252",
        "Delimiter": "tab", "Quote": "'", "Keys": ["email"], "OtherColumns": "suggest", "GuardLimits": {"Deactivations": 5, "Purges": 1}, "Language": "de",
        "Mappings": [{"SourceFieldID": "Sperre", "TargetFieldID": "active", "UpdateBehavior": 1, "WhenBlank": "clear",
                      "Inverted": true, "ValueMap": {"gesperrt": "ja"}, "Part": null}]}"#;
    let settings = ImportSettings::parse(document).unwrap();
    assert_eq!(ImportSettings::parse(&settings.to_json()).unwrap(), settings);
    assert_eq!(settings.mode, Some(Mode::Sync));
    assert_eq!(settings.guards(), GuardLimits { deactivations: Some(5), purges: 1, ..GuardLimits::default() });
    let options = read_options(&settings);
    assert_eq!((options.delimiter, options.quote, options.header_row), (Some('\t'), Some('\''), Some(3)));
    assert_eq!((options.sheet.as_deref(), options.encoding.as_deref()), (Some("Benutzer"), Some("windows-1252")));
}

#[test]
fn modes_are_known_by_both_of_their_names() {
    for (name, mode) in [
        ("Insert", Mode::Insert),
        ("insert", Mode::Insert),
        ("Update", Mode::Update),
        ("update-or-insert", Mode::UpdateOrInsert),
        ("UpdateOrInsert", Mode::UpdateOrInsert),
        ("sync", Mode::Sync),
        ("UpdateOrInsertOrDelete", Mode::Sync),
    ] {
        let read = ImportSettings::parse(&format!(r#"{{"Mode": "{name}"}}"#)).unwrap();
        assert_eq!((read.mode, Mode::from_name(name)), (Some(mode), Some(mode)), "{name}");
    }
}

#[test]
fn an_unknown_property_is_named_with_its_path_its_line_and_the_nearest_one() {
    for (document, path, nearest) in [
        ("{\n\"Mapings\": []}", "Mapings", Some("Mappings")),
        ("{\n\"Zebra\": []}", "Zebra", None),
        (
            "{\"Mappings\": [{\"SourceFieldID\": \"A\"}, {\n\"SourceFieldId\": \"B\"}]}",
            "Mappings[1].SourceFieldId",
            Some("SourceFieldID"),
        ),
        ("{\"GuardLimits\": {\n\"Purge\": 1}}", "GuardLimits.Purge", Some("Purges")),
    ] {
        let problem = ImportSettings::parse(document).unwrap_err();
        let argument =
            |name: &str| problem.arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        assert_eq!(argument("path"), Some(path), "{document}");
        assert_eq!(argument("nearest"), nearest, "{document}");
        assert_eq!(problem.line, Some(LineNumber(2)), "{document}");
        assert!(problem.code().starts_with("settings-unknown-property"), "{document}");
        assert!(!problem.text(Language::English).contains('{'));
    }
}

#[test]
fn a_document_that_cannot_be_read_says_where() {
    for (document, code) in [
        ("", "settings-not-json"),
        ("{", "settings-not-json"),
        ("{\"Mode\": \"Insert\",}", "settings-not-json"),
        ("{} {}", "settings-not-json"),
        ("[]", "settings-not-an-object"),
        ("{\"Mappings\": [[\"A\", \"email\"]]}", "settings-not-an-object"),
        ("{\"Mode\": \"Remove\"}", "settings-value-does-not-fit"),
        ("{\"HeaderRow\": \"three\"}", "settings-value-does-not-fit"),
        ("{\"Mappings\": [{\"SourceFieldID\": \"A\", \"UpdateBehavior\": 3}]}", "settings-value-does-not-fit"),
        ("{\"Mappings\": [{\"TargetFieldID\": \"email\"}]}", "settings-value-does-not-fit"),
        ("{\"Mode\": \"Insert\", \"Mode\": \"Update\"}", "settings-value-does-not-fit"),
        ("{\"Version\": 2}", "settings-other-version"),
        ("{\"Delimiter\": \";;\"}", "settings-not-one-character"),
        ("{\"Quote\": \"x\"}", "settings-not-one-character"),
    ] {
        let problem = ImportSettings::parse(document).unwrap_err();
        assert_eq!(problem.code(), code, "{document}: {}", problem.text(Language::English));
        assert!(!problem.text(Language::German).contains('{'), "{}", problem.text(Language::German));
    }
}

#[test]
fn the_schema_knows_exactly_the_properties_that_are_read() {
    let schema: serde_json::Value = serde_json::from_str(&json_schema()).unwrap();
    let names = |object: &serde_json::Value| {
        assert_eq!(object["additionalProperties"], false);
        let mut names: Vec<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
        assert!(object["properties"].as_object().unwrap().values().all(|property| property["description"].is_string()));
        names.sort();
        names
    };
    let sorted = |known: &[&str]| {
        let mut known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        known.sort();
        known
    };
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(names(&schema), sorted(TOP));
    assert_eq!(names(&schema["$defs"]["ColumnMapping"]), sorted(MAPPING));
    assert_eq!(names(&schema["$defs"]["GuardLimitSettings"]), sorted(GUARDS));
}

#[test]
fn the_settings_to_begin_with_can_be_read_back() {
    let catalogue = Catalogue::new(Vec::new());
    for settings in
        [ImportSettings::default_for(Language::German), ImportSettings::with_all_fields(&catalogue, Language::English)]
    {
        assert_eq!(ImportSettings::parse(&settings.to_json()).unwrap(), settings);
    }
}

#[test]
fn documents_in_the_readme_can_be_read() {
    let readme = include_str!("../../../../README.md");
    let documents: Vec<&str> =
        readme.split("```json\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert!(!documents.is_empty());
    for document in documents {
        let settings = ImportSettings::parse(document).unwrap();
        assert_eq!(crate::mapping::check::check(&settings, None, &Catalogue::new(Vec::new()), None), Ok(Vec::new()));
    }
}

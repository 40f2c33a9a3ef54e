//! Settings documents before something is added to them: a JSON object that names no property twice.
//!
//! `serde_json::Value` takes the last of two equal names, so that a document edited as a `Value` would lose what the plugin
//! refuses in it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Reads a document, with or without a byte order mark.
///
/// # Errors
/// It is not JSON, or an object in it names a property twice.
pub fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map(|Unique(value)| value)
}

/// How [`parse`] begins what it says of a property that is named twice, with the name behind it.
pub const DUPLICATE: &str = "duplicate property ";

struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Unique(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut properties = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if properties.contains_key(&name) {
                return Err(A::Error::custom(format!("{DUPLICATE}{name}")));
            }
            let Unique(value) = object.next_value()?;
            properties.insert(name, value);
        }
        Ok(Value::Object(properties))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_document_is_read_as_it_is() {
        for text in
            ["{}", "[]", "null", r#"{"a": [1, -2, 0.5, true, null, "x", {"a": {"a": 1}, "b": 18446744073709551615}]}"#]
        {
            assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
        }
        assert_eq!(parse("\u{feff}{}").unwrap(), Value::Object(Map::new()));
        assert!(parse("{").is_err() && parse("{} {}").is_err());
    }

    #[test]
    fn a_property_that_is_named_twice_is_refused_at_its_place() {
        for (text, name, line) in [
            (r#"{"Mode": "Insert", "Mode": "Update"}"#, "Mode", 1),
            ("{\"Mode\": 1,\n\"Mode\": 1}", "Mode", 2),
            (r#"{"Mode": 1, "M\u006fde": 2}"#, "Mode", 1),
            (r#"{"Mappings": [{"TargetFieldID": "email", "TargetFieldID": "note"}]}"#, "TargetFieldID", 1),
            (r#"{"GuardLimits": {"Purges": 1, "Purges": 2}}"#, "Purges", 1),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.to_string().starts_with(&format!("{DUPLICATE}{name} at")), "{text}: {error}");
            assert_eq!(error.line(), line, "{text}");
        }
    }
}

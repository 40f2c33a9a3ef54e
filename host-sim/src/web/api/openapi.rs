//! The OpenAPI document, as it stands beside this file.

use axum::http::header;
use axum::response::IntoResponse;

/// OpenAPI 3.1.
const DOCUMENT: &str = include_str!("openapi.json");

pub(super) async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "max-age=300")], DOCUMENT)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::super::problem::Code;
    use super::*;

    #[test]
    fn the_document_explains_every_code_with_its_status() {
        let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
        for code in Code::ALL {
            let entry = &document["x-problems"][code.as_str()];
            assert_eq!(entry["status"], code.status().as_u16(), "{}", code.as_str());
            assert!(entry["description"].is_string(), "{}", code.as_str());
        }
        assert_eq!(document["x-problems"].as_object().unwrap().len(), Code::ALL.len());
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
        let mut left = vec![&document];
        while let Some(value) = left.pop() {
            match value {
                serde_json::Value::Object(object) => {
                    if let Some(reference) = object.get("$ref").and_then(|reference| reference.as_str()) {
                        let pointer = reference.strip_prefix('#').unwrap();
                        assert!(document.pointer(pointer).is_some(), "{reference}");
                    }
                    left.extend(object.values());
                }
                serde_json::Value::Array(array) => left.extend(array),
                _ => {}
            }
        }
    }
}

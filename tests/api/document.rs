//! The OpenAPI document and the server say the same.

use serde_json::{Value, json};

use crate::client::{Answer, Request, file};
use crate::server::{Server, Setup, list};

fn document(server: &Server) -> Value {
    Request::get("/openapi.json").send(server.address).expect(200).json()
}

/// Follows a reference.
fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// What is wrong about a value by a schema; unknown members are wrong, for a document that leaves some out is no use.
fn faults(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let schema = resolved(document, schema);
    let mut found = Vec::new();
    if let Some(choices) = schema.get("anyOf").or(schema.get("oneOf")).and_then(Value::as_array) {
        let fits = choices.iter().any(|one| faults(document, one, value, place).is_empty());
        return if fits { found } else { vec![format!("{place}: none of several: {value}")] };
    }
    if let Some(types) = schema.get("type") {
        let name = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let is = |one: &Value| one == name || (one == "number" && name == "integer");
        if !types.as_array().map_or_else(|| is(types), |types| types.iter().any(is)) {
            found.push(format!("{place}: {types}, not {value}"));
        }
    }
    if let Some(allowed) = schema.get("enum").and_then(Value::as_array)
        && !allowed.contains(value)
    {
        found.push(format!("{place}: one of {allowed:?}, not {value}"));
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        found.extend(values.iter().flat_map(|one| faults(document, items, one, &format!("{place}[]"))));
    }
    if let Some(object) = value.as_object() {
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                found.push(format!("{place}: {name} is missing"));
            }
        }
        if let Some(properties) = schema.get("properties") {
            for (name, value) in object {
                match properties.get(name) {
                    Some(schema) => found.extend(faults(document, schema, value, &format!("{place}.{name}"))),
                    None => found.push(format!("{place}.{name} is not in the document")),
                }
            }
        }
    }
    found
}

/// Fails unless an answer of an operation is one that the document tells of.
#[track_caller]
fn fits(document: &Value, path: &str, method: &str, answer: &Answer) {
    let operation = &document["paths"][path][method];
    let response = resolved(document, &operation["responses"][answer.status.to_string()]);
    assert!(response.is_object(), "{method} {path} {} is not in the document", answer.status);
    let media_type = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
    let content = &response["content"][media_type];
    assert!(content.is_object(), "{method} {path} {}: {media_type} is not in the document", answer.status);
    if media_type.ends_with("json") {
        let found = faults(document, &content["schema"], &answer.json(), "");
        assert!(found.is_empty(), "{method} {path} {}: {found:#?}", answer.status);
    }
}

#[test]
fn every_operation_exists_and_asks_for_a_password_where_the_document_says_so() {
    let server = Server::start();
    let document = document(&server);
    for (path, operations) in document["paths"].as_object().unwrap() {
        let target = path.replace("{id}", "0123").replace("{link}", "0123");
        for method in ["get", "post", "put", "patch", "delete"] {
            let Some(operation) = operations.get(method) else {
                let answer = server.send("acme", Request::new(&method.to_uppercase(), &target));
                answer.expect_problem(405, "method-not-allowed");
                continue;
            };
            let answer = Request::new(&method.to_uppercase(), &target).send(server.address);
            assert_ne!(answer.status, 405, "{method} {path}");
            let open = operation["security"] == json!([]);
            assert_eq!(answer.status == 401, !open, "{method} {path}: {}", answer.status);
            fits(&document, path, method, &answer);
        }
    }
}

#[test]
fn answers_are_what_the_document_says() {
    let server = Setup::new().argument("--max-rows=900").start();
    let document = document(&server);
    let mut content = list(20);
    content.extend(b"Berta,Adler,no address\n");
    let import = |query: &str, content: &[u8]| {
        let answer = server.import("acme", query, content);
        fits(&document, "/a/api/ImportUsers", "post", &answer);
        answer
    };
    import("?mode=Insert&withChanges=true", &content).expect(200);
    import("?mode=Upsert", &content).expect(400);
    import("?mode=sync", &list(5)).expect(409);
    import("", &list(901)).expect(413);
    import("", b"%PDF-1.7").expect(422);
    for (query, status) in [("", 200), ("?format=pdf", 400), ("?exportFields=shoe-size", 422)] {
        let answer = server.get("acme", &format!("/a/api/ExportUsers{query}")).expect(status);
        fits(&document, "/a/api/ExportUsers", "get", &answer);
    }
    for content in [&content[..], b"%PDF-1.7"] {
        let begun = server.send("acme", Request::new("POST", "/api/imports?mode=Insert").form(&[file(content)]));
        fits(&document, "/api/imports", "post", &begun);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        server.wait_for_end("acme", &id);
        for (path, method) in [
            ("/api/imports/{id}", "get"),
            ("/api/imports/{id}/report", "get"),
            ("/api/imports/{id}/cancel", "post"),
            ("/api/imports/{id}", "delete"),
        ] {
            let answer = server.send("acme", Request::new(&method.to_uppercase(), &path.replace("{id}", &id)));
            fits(&document, path, method, &answer);
        }
    }
}

#[test]
fn no_route_takes_from_a_browser_what_another_site_makes_it_send() {
    let server = Server::start();
    let document = document(&server);
    let own = format!("http://{}", server.address);
    let foreign = [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", own.as_str()),
    ];
    for (path, operations) in document["paths"].as_object().unwrap() {
        let target = path.replace("{id}", "0123").replace("{link}", "0123");
        // Methods that a route does not have are none for other sites either.
        for method in ["post", "delete", "put", "patch"] {
            for (name, value) in foreign {
                // The host of these requests is another than the server's address.
                let request = Request::new(&method.to_uppercase(), &target).header(name, value);
                let answer = server.send("acme", request);
                if operations.get(method).is_some() {
                    fits(&document, path, method, &answer);
                }
                answer.expect_problem(403, "cross-site");
            }
            for (name, value) in
                [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none"), ("Origin", "http://roster")]
            {
                let request = Request::new(&method.to_uppercase(), &target).header(name, value);
                assert_ne!(server.send("acme", request).status, 403, "{method} {path} {name}: {value}");
            }
        }
        if operations.get("get").is_some() {
            let read =
                Request::get(&target).header("Sec-Fetch-Site", "cross-site").header("Origin", "https://evil.example");
            assert_ne!(server.send("acme", read).status, 403, "{path}");
        }
    }
    assert_eq!(server.emails("acme"), Vec::<String>::new());
}

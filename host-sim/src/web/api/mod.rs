//! The doors of the API, and what stands before all of them.

mod export;
mod import;
mod imports;
mod openapi;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, middleware};

use super::jobs::CannotBegin;
use super::problem::{Code, Problem, accepted_language};
use super::{Server, access, auth, limits, log, origin};
use crate::language::Language;

/// All doors.
pub(super) fn router(server: &Server) -> Router {
    // Real clients put a slash before the question mark.
    let protected = Router::new()
        .route("/a/api/ImportUsers", post(import::import_users))
        .route("/a/api/ImportUsers/", post(import::import_users))
        .route("/a/api/ExportUsers", get(export::export_users))
        .route("/a/api/ExportUsers/", get(export::export_users))
        .route("/api/imports", get(imports::list).post(imports::begin))
        .route("/api/imports/", get(imports::list).post(imports::begin))
        .route("/api/imports/{id}", get(imports::show).delete(imports::cancel))
        .route("/api/imports/{id}/events", get(imports::events))
        .route("/api/imports/{id}/cancel", post(imports::cancel))
        .route("/api/imports/{id}/report", get(imports::report))
        .method_not_allowed_fallback(method_not_allowed)
        .route_layer(from_fn_with_state(server.clone(), auth::require_login));
    Router::new()
        .merge(protected)
        .merge(access::router())
        .route("/openapi.json", get(openapi::document))
        .route("/healthz", get(health))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(not_found)
        .layer(from_fn_with_state(server.clone(), origin::refuse_cross_site))
        .layer(middleware::map_response(careful))
        .layer(from_fn(log::log))
        .with_state(server.clone())
}

async fn health() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

async fn not_found(headers: HeaderMap) -> Problem {
    Problem::new(Code::NotFound, accepted_language(&headers))
}

async fn method_not_allowed(headers: HeaderMap) -> Problem {
    Problem::new(Code::MethodNotAllowed, accepted_language(&headers))
}

/// Answers hold personal data: no cache keeps them, no browser guesses what they are.
async fn careful(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// What a person who has logged in gets where a job cannot begin.
fn cannot_begin(why: CannotBegin, language: Language) -> Problem {
    match why {
        CannotBegin::Running => Problem::new(Code::ImportRunning, language),
        CannotBegin::Stopping => Problem::new(Code::Stopping, language).retry_after(limits::RETRY_AFTER),
        CannotBegin::NoId => Problem::new(Code::Failed, language),
    }
}

/// A failure of this host that only its log explains.
fn failed(error: &std::io::Error, language: Language) -> Problem {
    tracing::error!(%error, "an answer could not be made");
    Problem::new(Code::Failed, language)
}

/// An answer with a body of known length.
fn answer(body: axum::body::Body, length: u64, headers: &[(HeaderName, &str)]) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name.clone(), value);
        }
    }
    response
}

/// The person that the request comes from; always there behind [`auth::require_login`].
fn login(request: &Request) -> Result<auth::Login, Problem> {
    let login = request.extensions().get::<auth::Login>().cloned();
    login.ok_or_else(|| Problem::new(Code::Unauthorized, accepted_language(request.headers())))
}

//! One line per request: method, path as a template, status, time, tenant. No names of people or files, no queries.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::auth::TenantName;

/// Writes the line when the answer begins.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let path = path.as_ref().map_or("-", MatchedPath::as_str);
    let tenant = response.extensions().get::<TenantName>().map_or("-", |tenant| &tenant.0);
    let (status, milliseconds) = (response.status().as_u16(), started.elapsed().as_millis());
    tracing::info!(%method, path, status, milliseconds, tenant, "request");
    response
}

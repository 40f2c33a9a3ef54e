//! `/api/imports`: imports as jobs, with progress, events, cancelling and the report.

use std::convert::Infallible;
use std::fs::File;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

use super::super::auth::Login;
use super::super::jobs::{Job, Listening, Outcome, Progress};
use super::super::problem::{Code, Problem};
use super::super::sent::{on_disk, send_file};
use super::super::{Server, limits};
use super::{answer, failed, import, login};

/// Begins an import and answers at once.
pub(super) async fn begin(State(server): State<Server>, request: Request) -> Result<Response, Problem> {
    let login = login(&request)?;
    let begun = import::begin(&server, &login, request).await?;
    let place = format!("/api/imports/{}", begun.job.id());
    let mut response = (StatusCode::ACCEPTED, axum::Json(begun.job.view())).into_response();
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// The job of a path, if it is one of the person's company.
fn job(server: &Server, request: &Request, id: &str) -> Result<(Arc<Job>, Login), Problem> {
    let login = login(request)?;
    match server.jobs.get(&login.tenant, id) {
        Some(job) => Ok((job, login)),
        None => Err(Problem::new(Code::NotFound, login.language(None)).detail(login.language(None).pick(
            "Es gibt keinen solchen Import; fertige werden eine Stunde aufbewahrt.",
            "There is no such import; finished ones are kept for an hour.",
        ))),
    }
}

/// How far it is, or what came out.
pub(super) async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (job, login) = job(&server, &request, &id)?;
    let view = serde_json::to_string(&job.view()).unwrap_or_default();
    let json = [(header::CONTENT_TYPE, "application/json")];
    let outcome = job.outcome();
    let Some(Outcome::Done(result)) = outcome.as_deref() else {
        return Ok((json, view).into_response());
    };
    // The result may be large, so the object is put together while it is sent.
    let before = format!("{},\"result\":", view.trim_end_matches('}'));
    let sent = result.body(before.into(), Bytes::from_static(b"}\n")).await;
    let (body, length) = sent.map_err(|error| failed(&error, login.language(None)))?;
    Ok(answer(body, length, &json))
}

/// Those of the person's company, the latest first.
pub(super) async fn list(State(server): State<Server>, request: Request) -> Result<Response, Problem> {
    let login = login(&request)?;
    let views: Vec<_> = server.jobs.of(&login.tenant).iter().map(|job| job.view()).collect();
    Ok(axum::Json(views).into_response())
}

/// Asks it to stop at the end of its batch. Asking again changes nothing, and one that has ended says so.
pub(super) async fn cancel(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (job, _) = job(&server, &request, &id)?;
    if job.outcome().is_some() {
        return Ok(axum::Json(job.view()).into_response());
    }
    job.cancel();
    Ok((StatusCode::ACCEPTED, axum::Json(job.view())).into_response())
}

/// Events: `progress` whenever it went on, then `end`.
pub(super) async fn events(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (job, login) = job(&server, &request, &id)?;
    let overloaded = || Problem::new(Code::Overloaded, login.language(None)).retry_after(limits::RETRY_AFTER);
    let mut watch = job.watch();
    // The first event comes at once.
    watch.mark_changed();
    let events = Events { listening: job.listen().ok_or_else(overloaded)?, watch, ended: false };
    let events = stream::unfold(events, |mut events| async move { events.next().await.map(|event| (event, events)) });
    let keep_alive = KeepAlive::new().interval(limits::KEEP_ALIVE);
    Ok(Sse::new(events).keep_alive(keep_alive).into_response())
}

struct Events {
    listening: Listening,
    watch: watch::Receiver<Progress>,
    ended: bool,
}

impl Events {
    async fn next(&mut self) -> Option<Result<Event, Infallible>> {
        if self.ended {
            return None;
        }
        self.watch.changed().await.ok()?;
        self.ended = self.watch.borrow_and_update().stage.is_final();
        let name = if self.ended { "end" } else { "progress" };
        let data = serde_json::to_string(&self.listening.0.view()).unwrap_or_default();
        Some(Ok(Event::default().event(name).data(data)))
    }
}

/// The rows that did not go through, in the format of the file.
pub(super) async fn report(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (job, login) = job(&server, &request, &id)?;
    let language = login.language(None);
    let report = job.report().ok_or_else(|| Problem::new(Code::NotFinished, language))?;
    let report = report.ok_or_else(|| Problem::new(Code::NoReport, language))?;
    let path = report.path.clone();
    let cannot = |error: std::io::Error| failed(&error, language);
    let file = on_disk(move || File::open(path)).await.map_err(cannot)?;
    let (body, length) = send_file(file, Some(report.folder)).await.map_err(cannot)?;
    let kind = match report.kind.as_str() {
        "csv" => super::export::CSV,
        "ods" => super::export::ODS,
        // Old and binary workbooks come back as new ones.
        _ => super::export::XLSX,
    };
    let disposition = format!("attachment; filename=\"report.{}\"", kind.extension);
    Ok(answer(body, length, &[(header::CONTENT_TYPE, kind.media_type), (header::CONTENT_DISPOSITION, &disposition)]))
}

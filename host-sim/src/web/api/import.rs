//! `POST /a/api/ImportUsers`: an import in one call, and what every import has in common.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use super::super::auth::Login;
use super::super::jobs::{Job, Outcome, Progress, Report, Stage};
use super::super::multipart::{self, Upload};
use super::super::problem::{Code, Problem};
use super::super::query::Query;
use super::super::sent::Stored;
use super::super::{Server, limits};
use super::{answer, cannot_begin, failed, login};
use crate::import_run::{self, ErrorReport, ImportJob, ImportResult, Mode, Observer, Permits};
use crate::language::Language;
use crate::plugin::{self, FileSource};
use crate::private::Folder;

/// The query of an import.
const KNOWN: [&str; 11] = [
    "mode",
    "language",
    "delimiter",
    "encodingName",
    "dryRun",
    "withChanges",
    "allowDeactivations",
    "allowPurges",
    "allowKeyChanges",
    "allowIdentityChanges",
    "allowPromotions",
];

/// The guards that can be allowed, and how.
const GUARDS: [(&str, &str); 5] = [
    ("allowDeactivations", "deactivations"),
    ("allowPurges", "purges"),
    ("allowKeyChanges", "key-changes"),
    ("allowIdentityChanges", "identity-changes"),
    ("allowPromotions", "promotions"),
];

/// What is told about a mode that there is not. The short names of the command line are as good.
const MODES: &str = "Insert, Update, UpdateOrInsert, UpdateOrInsertOrDelete (= sync)";

/// Imports a file and answers when it is done. A client that goes away stops the import at the end of its batch.
pub(super) async fn import_users(State(server): State<Server>, request: Request) -> Result<Response, Problem> {
    let login = login(&request)?;
    let begun = begin(&server, &login, request).await?;
    // Dropped early where the client goes away, and then the job is not at its end.
    let _unless_gone = CancelWhenGone(Arc::clone(&begun.job));
    let outcome = begun.job.end().await;
    match outcome.as_deref() {
        Some(Outcome::Done(result)) => {
            let (body, length) =
                result.body("".into(), "\n".into()).await.map_err(|error| failed(&error, begun.language))?;
            let mut response = answer(body, length, &[(header::CONTENT_TYPE, "application/json")]);
            let links = format!("</api/imports/{0}>; rel=\"self\"", begun.job.id());
            let links = match begun.job.report() {
                Some(Some(_)) => format!("{links}, </api/imports/{}/report>; rel=\"describedby\"", begun.job.id()),
                _ => links,
            };
            if let Ok(links) = HeaderValue::from_str(&links) {
                response.headers_mut().insert(header::LINK, links);
            }
            Ok(response)
        }
        Some(Outcome::Failed(problem)) => Ok(problem.clone().into_response()),
        None => Err(Problem::new(Code::Failed, begun.language)),
    }
}

/// Cancels a job that has not ended when this is dropped.
struct CancelWhenGone(Arc<Job>);

impl Drop for CancelWhenGone {
    fn drop(&mut self) {
        if self.0.outcome().is_none() {
            self.0.cancel();
        }
    }
}

/// An import that was begun.
pub(super) struct Begun {
    pub(super) job: Arc<Job>,
    pub(super) language: Language,
}

/// Reads a request, and begins the import that it asks for.
pub(super) async fn begin(server: &Server, login: &Login, request: Request) -> Result<Begun, Problem> {
    let asked = Asked::of(request.uri(), login)?;
    let language = asked.language;
    // Before the file is sent, too: thirty megabytes for nothing are a nuisance.
    server.jobs.check(&login.tenant).map_err(|why| cannot_begin(why, language))?;
    let upload = multipart::receive(server, &login.tenant, request, language).await?;
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let place = server.imports.queue().ok_or_else(overloaded)?;
    let claim = server.jobs.begin(&login.tenant).map_err(|why| cannot_begin(why, language))?;
    let job = Arc::clone(claim.job());

    let (server, login) = (server.clone(), login.clone());
    tokio::spawn(async move {
        let job = Arc::clone(claim.job());
        let slot = tokio::select! {
            slot = place.slot() => slot,
            () = job.cancelled() => None,
        };
        let Some(slot) = slot else {
            drop(claim);
            return job.finish(Outcome::Failed(cancelled(language)), None);
        };
        let running = tokio::task::spawn_blocking(move || {
            let import = Import { server: &server, login: &login, language, job: claim.job() };
            let (outcome, report) = import.run(upload, asked);
            // The next import may begin as soon as this one is told to have ended.
            let job = Arc::clone(claim.job());
            drop((claim, slot));
            job.finish(outcome, report);
        });
        if running.await.is_err() {
            job.finish(Outcome::Failed(Problem::new(Code::Failed, language)), None);
        }
    });
    Ok(Begun { job, language })
}

fn cancelled(language: Language) -> Problem {
    Problem::new(Code::Stopping, language).code("cancelled").detail(language.pick(
        "Der Import wurde abgebrochen, bevor er etwas geschrieben hat. Importieren Sie die Datei noch einmal.",
        "The import was cancelled before it wrote anything. Import the file again.",
    ))
}

/// What the query of an import asks for.
struct Asked {
    language: Language,
    language_tag: Option<String>,
    mode: Option<Mode>,
    delimiter: Option<String>,
    encoding: Option<String>,
    allow: Vec<(String, u64)>,
    dry_run: bool,
    with_changes: bool,
}

impl Asked {
    fn of(uri: &Uri, login: &Login) -> Result<Self, Problem> {
        let query = Query::of(uri, &KNOWN, login.language(None))?;
        let language_tag = query.language_tag()?;
        let language = login.language(language_tag.as_deref());
        let query = query.in_language(language);
        let mut allow = Vec::new();
        for (name, guard) in GUARDS {
            if let Some(number) = query.number(name)? {
                allow.push((guard.to_owned(), number));
            }
        }
        Ok(Self {
            language,
            mode: query.read("mode", MODES, Mode::from_name)?,
            delimiter: query.delimiter()?,
            encoding: query.get("encodingName").map(str::to_owned),
            allow,
            dry_run: query.flag("dryRun")?,
            with_changes: query.flag("withChanges")?,
            language_tag,
        })
    }

    /// The settings document with what the query says on top. One that is no JSON object, or names a property twice, is handed
    /// on as it is: the plugin says what is wrong with it.
    fn settings(&self, document: Option<String>) -> Option<String> {
        let said = [
            ("Mode", self.mode.map(Mode::name)),
            ("Delimiter", self.delimiter.as_deref()),
            ("Encoding", self.encoding.as_deref()),
        ];
        if said.iter().all(|(_, value)| value.is_none()) {
            return document;
        }
        let mut settings = match document.as_deref().map(crate::document::parse) {
            None => serde_json::Map::new(),
            Some(Ok(serde_json::Value::Object(settings))) => settings,
            Some(_) => return document,
        };
        for (name, value) in said {
            if let Some(value) = value {
                settings.insert(name.to_owned(), value.into());
            }
        }
        serde_json::to_string(&settings).ok().or(document)
    }
}

/// An import that has its slot.
struct Import<'i> {
    server: &'i Server,
    login: &'i Login,
    language: Language,
    job: &'i Arc<Job>,
}

impl Import<'_> {
    fn run(&self, upload: Upload, asked: Asked) -> (Outcome, Option<Report>) {
        self.try_run(upload, asked).unwrap_or_else(|problem| (Outcome::Failed(problem), None))
    }

    fn try_run(&self, upload: Upload, asked: Asked) -> Result<(Outcome, Option<Report>), Problem> {
        let cannot = |error: std::io::Error| failed(&error, self.language);
        let mut host = self.login.host(asked.language_tag.as_deref());
        host.file_name = upload.name;
        host.max_rows = Some(self.server.limits.max_rows);
        host.max_bytes = Some(self.server.limits.max_bytes);
        let mut instance = self.server.plugin.instantiate(host).map_err(|failure| self.plugin_failed(&failure))?;
        let file = FileSource::new(upload.file).map_err(cannot)?;
        let folder = Arc::new(Folder::new().map_err(cannot)?);
        let path = folder.path().join("report");
        let import = ImportJob {
            settings: asked.settings(upload.settings),
            language: asked.language_tag,
            allow: asked.allow,
            with_changes: asked.with_changes,
            dry_run: asked.dry_run,
            time_limit: None,
            permits: Permits::Query,
        };
        let mut watching = Watching { job: self.job, cancelled: self.job.cancel_flag() };
        let mut result =
            import_run::run(&mut instance, &self.login.store, Box::new(file), &import, Some(&path), &mut watching);
        drop(instance);
        let report = result.report.take().map(|_| Report {
            path,
            kind: result.file.as_ref().map_or_else(String::new, |file| file.kind.clone()),
            folder: Arc::clone(&folder),
        });
        if report.is_some() {
            result.report = Some(format!("/api/imports/{}/report", self.job.id()));
        }
        if let Some(error) = &result.error {
            return Ok((Outcome::Failed(self.problem(error, Some(&result))), report));
        }
        Ok((Outcome::Done(Stored::keep(&result, &folder).map_err(cannot)?), report))
    }

    fn plugin_failed(&self, failure: &plugin::Failure) -> Problem {
        self.problem(&ErrorReport::from(failure), None)
    }

    fn problem(&self, error: &ErrorReport, result: Option<&ImportResult>) -> Problem {
        let mut problem = of_failure(error, self.language);
        let Some(result) = result else { return problem };
        let guards = result.guards.iter().filter(|guard| guard.blocks);
        if error.reason == "refused" {
            problem = problem.guards(guards.filter_map(|guard| serde_json::to_value(guard).ok()).collect());
        }
        if result.journal_id.is_some() {
            problem = problem.result(serde_json::json!({
                "rows_read": result.rows_read,
                "counts": result.counts,
                "absent": result.absent,
                "journal_id": result.journal_id,
            }));
        }
        problem
    }
}

/// What a failure of the plugin is for a client.
pub(super) fn of_failure(error: &ErrorReport, language: Language) -> Problem {
    let first = error.problems.first();
    let code = first.map_or(error.reason.as_str(), |first| first.code.as_str());
    if code == "cancelled" {
        return cancelled(language);
    }
    let kind = match (error.reason.as_str(), code) {
        (_, "store-busy" | "export-store-busy") => Code::ImportRunning,
        (_, "file-too-large" | "too-many-rows" | "too-many-data-rows") => Code::TooLarge,
        ("not-available", _) => Code::NotAvailable,
        ("refused", _) => Code::Refused,
        ("unreadable", _) => Code::Unreadable,
        ("invalid-settings", _) => Code::InvalidSettings,
        _ => Code::Failed,
    };
    let problems = error.problems.iter().filter_map(|problem| serde_json::to_value(problem).ok()).collect();
    let problem = Problem::new(kind, language).problems(problems);
    match first {
        Some(first) => problem.detail(first.text.clone()).code(first.code.clone()),
        None => problem,
    }
}

/// Tells a job how its import goes.
struct Watching<'i> {
    job: &'i Arc<Job>,
    cancelled: Arc<AtomicBool>,
}

impl Watching<'_> {
    fn went_on(&self, stage: Stage, progress: &plugin::Progress) {
        let (rows, position, size) = (progress.rows, progress.position, progress.size);
        self.job.went_on(Progress { stage, rows, position, size });
    }
}

impl Observer for Watching<'_> {
    fn planning(&mut self, progress: &plugin::Progress) {
        self.went_on(Stage::Planning, progress);
    }

    fn applying(&mut self, progress: &plugin::Progress) {
        self.went_on(if progress.done { Stage::Reporting } else { Stage::Applying }, progress);
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

//! `GET /a/api/ExportUsers`: the user list as a file.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::response::Response;
use tokio::time::timeout;

use super::super::auth::Login;
use super::super::problem::{Code, Problem};
use super::super::query::Query;
use super::super::sent::send_file;
use super::super::{Server, limits};
use super::{answer, failed, import, login};
use crate::import_run::ErrorReport;
use crate::language::Language;
use crate::plugin::FileTarget;
use crate::plugin::exporting::{ExportOptions, Format};

const KNOWN: [&str; 7] = ["format", "language", "exportFields", "delimiter", "encoding", "encodingName", "template"];

/// A kind of file as HTTP names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) media_type: &'static str,
    pub(super) extension: &'static str,
}

pub(super) const XLSX: Kind =
    Kind { media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", extension: "xlsx" };
pub(super) const ODS: Kind = Kind { media_type: "application/vnd.oasis.opendocument.spreadsheet", extension: "ods" };
pub(super) const CSV: Kind = Kind { media_type: "text/csv", extension: "csv" };

/// Fields of one export: there are some dozens.
const MOST_FIELDS: usize = 500;

/// Exports all users of the person's company.
pub(super) async fn export_users(State(server): State<Server>, request: Request) -> Result<Response, Problem> {
    let login = login(&request)?;
    let asked = Asked::of(request.uri(), &login)?;
    let language = asked.language;
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let _share = server.export_shares.take(Arc::clone(&login.tenant)).ok_or_else(|| {
        overloaded().detail(language.pick(
            "Für Ihr Unternehmen laufen schon mehrere Exporte. Warten Sie, bis einer fertig ist.",
            "Several exports of your company are under way already. Wait until one is done.",
        ))
    })?;
    let place = server.exports.queue().ok_or_else(overloaded)?;
    let slot = timeout(limits::QUEUE_TIME, place.slot()).await.ok().flatten().ok_or_else(overloaded)?;

    let kind = asked.kind;
    let media_type = asked.media_type();
    // A client that goes away ends the export.
    let gone = Gone::default();
    let seen = Arc::clone(&gone.0);
    let exporting = tokio::task::spawn_blocking(move || {
        let _slot = slot;
        export(&server, login, asked, &seen)
    });
    let file = exporting.await.unwrap_or_else(|_| Err(Problem::new(Code::Failed, language)))?;
    let (body, length) = send_file(file, None).await.map_err(|error| failed(&error, language))?;
    let disposition = format!("attachment; filename=\"users.{}\"", kind.extension);
    Ok(answer(body, length, &[(header::CONTENT_TYPE, &media_type), (header::CONTENT_DISPOSITION, &disposition)]))
}

/// Tells when it is dropped.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Asked {
    language: Language,
    kind: Kind,
    options: ExportOptions,
}

impl Asked {
    fn of(uri: &Uri, login: &Login) -> Result<Self, Problem> {
        let query = Query::of(uri, &KNOWN, login.language(None))?;
        let language_tag = query.language_tag()?;
        let language = login.language(language_tag.as_deref());
        let query = query.in_language(language);
        let format = query.read("format", "xlsx, xlsx-table, csv, csv-plain, ods", |value| {
            Some(match value.to_ascii_lowercase().as_str() {
                "xlsx" => (Format::Xlsx, XLSX),
                "xlsx-table" => (Format::XlsxTable, XLSX),
                "csv" => (Format::Csv, CSV),
                "csv-plain" => (Format::CsvPlain, CSV),
                "ods" => (Format::Ods, ODS),
                _ => return None,
            })
        })?;
        let (format, kind) = format.unwrap_or((Format::Xlsx, XLSX));
        let fields = query.read("exportFields", "first-name,last-name,email …", |value| {
            let fields: Vec<String> = value.split(',').map(|field| field.trim().to_owned()).collect();
            (fields.len() <= MOST_FIELDS && !fields.iter().any(String::is_empty)).then_some(fields)
        })?;
        let encoding = query.get("encoding").or(query.get("encodingName")).map(str::to_owned);
        let options = ExportOptions {
            format,
            fields: fields.unwrap_or_default(),
            language: language_tag,
            delimiter: query.delimiter()?,
            encoding,
            template: query.flag("template")?,
            extra: Vec::new(),
        };
        Ok(Self { language, kind, options })
    }

    fn media_type(&self) -> String {
        let charset = self.options.encoding.as_deref().unwrap_or("utf-8");
        let plain = charset.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        match self.kind.extension {
            "csv" if plain => format!("{}; charset={charset}; header=present", self.kind.media_type),
            _ => self.kind.media_type.to_owned(),
        }
    }
}

fn export(server: &Server, login: Login, asked: Asked, gone: &AtomicBool) -> Result<File, Problem> {
    let language = asked.language;
    let cannot = |error: std::io::Error| failed(&error, language);
    let failure = |failure| import::of_failure(&ErrorReport::from(&failure), language);
    let mut file = tempfile::tempfile().map_err(cannot)?;
    let mut instance = server.plugin.instantiate(login.host(asked.options.language.as_deref())).map_err(failure)?;
    instance.set_language(asked.options.language.clone());
    let to = Box::new(FileTarget(file.try_clone().map_err(cannot)?));
    let mut exporting = instance.export(to, &asked.options).map_err(failure)?;
    while !exporting.step().map_err(failure)?.done {
        if gone.load(Ordering::Relaxed) {
            return Err(Problem::new(Code::Failed, language));
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(cannot)?;
    Ok(file)
}

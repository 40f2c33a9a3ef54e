//! Receiving a file and its settings as a form: streamed to a temporary file, with bounds on size and time.
//!
//! A file name that comes with a part is a label for the journal and nothing else: the type of a file is told by its content,
//! and where it lies is this server's business alone. A part by another name is refused, for a misspelt one would be settings that nobody reads.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::header;
use futures_util::Stream;
use multer::{Field, Multipart};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::Server;
use super::limits::{self, Limits};
use super::problem::{Code, Problem};
use crate::language::Language;

/// What a client sent.
#[derive(Debug)]
pub(super) struct Upload {
    /// The file, rewound. It has no name on disk and is gone when it is closed.
    pub(super) file: File,
    /// What the client calls the file.
    pub(super) name: Option<String>,
    /// The import settings document, if one came.
    pub(super) settings: Option<String>,
}

/// Receives the form of a request.
pub(super) async fn receive(
    server: &Server,
    tenant: &Arc<str>,
    request: Request,
    language: Language,
) -> Result<Upload, Problem> {
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let _share = server.upload_shares.take(Arc::clone(tenant)).ok_or_else(|| {
        overloaded().detail(language.pick(
            "Ihr Unternehmen sendet schon mehrere Dateien. Warten Sie, bis eine angekommen ist.",
            "Your company is sending several files already. Wait until one has arrived.",
        ))
    })?;
    let _place = server.uploads.try_acquire().map_err(|_| overloaded())?;
    let receiving = Receiving { limits: &server.limits, language };
    let boundary = receiving.boundary(&request)?;
    if declared_length(&request).is_some_and(|length| length > server.limits.max_body()) {
        return Err(receiving.too_large());
    }
    let all = receiving.parts(Pieces::of(request.into_body(), server.limits.max_body()), boundary);
    timeout(limits::UPLOAD_TIME, all).await.unwrap_or_else(|_| Err(receiving.too_slow()))
}

fn declared_length(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

struct Receiving<'l> {
    limits: &'l Limits,
    language: Language,
}

impl Receiving<'_> {
    fn boundary(&self, request: &Request) -> Result<String, Problem> {
        let not_a_form = || Problem::new(Code::NotAForm, self.language);
        let content_type = request.headers().get(header::CONTENT_TYPE).ok_or_else(not_a_form)?;
        let content_type = content_type.to_str().map_err(|_| not_a_form())?;
        let boundary = multer::parse_boundary(content_type).map_err(|_| not_a_form())?;
        // RFC 2046: 1 to 70 characters.
        if (1..=70).contains(&boundary.len()) { Ok(boundary) } else { Err(not_a_form()) }
    }

    async fn parts(&self, pieces: Pieces, boundary: String) -> Result<Upload, Problem> {
        let buffered = Arc::clone(&pieces.buffered);
        let mut form = Multipart::new(pieces, boundary);
        let (mut file, mut label, mut settings) = (None, None, None);
        while let Some(part) = self.in_time(form.next_field()).await? {
            let name = part.name().unwrap_or_default().to_ascii_lowercase();
            match name.as_str() {
                "file" if file.is_none() => {
                    label = part.file_name().map(str::to_owned);
                    file = Some(self.file(part, &buffered).await?);
                }
                "importconfig" if settings.is_none() => settings = Some(self.settings(part, &buffered).await?),
                "file" | "importconfig" => {
                    return Err(self.bad_form(self.language.pick(
                        "Ein Teil des Formulars kommt zweimal vor. Senden Sie \"file\" und \"importConfig\" je einmal.",
                        "A part of the form comes twice. Send \"file\" and \"importConfig\" once each.",
                    )));
                }
                _ => {
                    return Err(self.bad_form(self.language.pick(
                        "Das Formular hat einen Teil mit unbekanntem Namen. Es gibt \"file\" und \"importConfig\".",
                        "The form has a part with an unknown name. There are \"file\" and \"importConfig\".",
                    )));
                }
            }
        }
        let Some(file) = file else {
            return Err(self.bad_form(self.language.pick(
                "Im Formular fehlt die Datei. Senden Sie sie als Teil \"file\".",
                "The form has no file. Send it as the part \"file\".",
            )));
        };
        // An empty part is a form's field that nobody filled in.
        let settings = settings.filter(|text| !text.trim().is_empty());
        Ok(Upload { file, name: label, settings })
    }

    /// Writes a part to a temporary file.
    async fn file(&self, mut part: Field<'_>, buffered: &AtomicUsize) -> Result<File, Problem> {
        let mut file = self.on_disk(tempfile::tempfile).await?;
        let mut written = 0_u64;
        while let Some(bytes) = self.in_time(part.chunk()).await? {
            buffered.fetch_sub(bytes.len(), Ordering::Relaxed);
            written = written.saturating_add(bytes.len() as u64);
            if written > self.limits.max_bytes {
                return Err(self.too_large());
            }
            file = self.on_disk(move || file.write_all(&bytes).map(|()| file)).await?;
        }
        self.on_disk(move || file.seek(SeekFrom::Start(0)).map(|_| file)).await
    }

    /// Reads a part into memory.
    async fn settings(&self, mut part: Field<'_>, buffered: &AtomicUsize) -> Result<String, Problem> {
        let mut text = Vec::new();
        while let Some(bytes) = self.in_time(part.chunk()).await? {
            buffered.fetch_sub(bytes.len(), Ordering::Relaxed);
            if text.len() + bytes.len() > limits::MAX_SETTINGS {
                return Err(self.too_large_settings());
            }
            text.extend_from_slice(&bytes);
        }
        // Editors on Windows put a mark in front.
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
        String::from_utf8(text.to_vec()).map_err(|_| {
            Problem::new(Code::InvalidSettings, self.language).detail(self.language.pick(
                "Die Einstellungen sind kein UTF-8. Speichern Sie die Datei als UTF-8.",
                "The settings are not UTF-8. Save the file as UTF-8.",
            ))
        })
    }

    /// Waits for the next piece of the form, no longer than a client may take for it.
    async fn in_time<T>(&self, next: impl Future<Output = multer::Result<T>>) -> Result<T, Problem> {
        match timeout(self.limits.read_timeout, next).await {
            Ok(Ok(next)) => Ok(next),
            Ok(Err(error)) => Err(self.broken(&error)),
            Err(_) => Err(self.too_slow()),
        }
    }

    fn broken(&self, error: &multer::Error) -> Problem {
        match error {
            multer::Error::StreamReadFailed(source) if source.downcast_ref::<TooLarge>().is_some() => self.too_large(),
            _ => Problem::new(Code::BadForm, self.language),
        }
    }

    async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        match spawn_blocking(work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                tracing::error!(%error, "a temporary file could not be written");
                Err(Problem::new(Code::Failed, self.language))
            }
            Err(_) => Err(Problem::new(Code::Failed, self.language)),
        }
    }

    fn bad_form(&self, detail: &str) -> Problem {
        Problem::new(Code::BadForm, self.language).detail(detail)
    }

    fn too_slow(&self) -> Problem {
        Problem::new(Code::TooSlow, self.language)
    }

    fn too_large(&self) -> Problem {
        let mebibytes = self.limits.max_bytes >> 20;
        Problem::new(Code::TooLarge, self.language).detail(self.language.pick(
            format!("Die Datei ist größer als {mebibytes} MB. Teilen Sie sie auf."),
            format!("The file is larger than {mebibytes} MB. Split it."),
        ))
    }

    fn too_large_settings(&self) -> Problem {
        Problem::new(Code::TooLarge, self.language).detail(self.language.pick(
            "Die Einstellungen sind größer als 1 MB. Senden Sie ein Dokument mit Einstellungen als \"importConfig\".",
            "The settings are larger than 1 MB. Send a settings document as \"importConfig\".",
        ))
    }
}

/// The body, piece by piece, and no more of it than the reader of the form has room for. That reader takes everything that
/// has arrived into memory, so it is told to come back after every piece; and what it cannot make anything of ends the form.
struct Pieces {
    body: BodyDataStream,
    /// Bytes handed out and not yet come back as content.
    buffered: Arc<AtomicUsize>,
    left: u64,
    pause: bool,
}

impl Pieces {
    fn of(body: Body, most: u64) -> Self {
        Self { body: body.into_data_stream(), buffered: Arc::default(), left: most, pause: false }
    }
}

/// The form is larger than it may be.
#[derive(Debug, thiserror::Error)]
#[error("the form is too large")]
struct TooLarge;

impl Stream for Pieces {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.pause) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let bytes = match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Ok(bytes))) => bytes,
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        self.pause = true;
        self.left = match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => left,
            None => return Poll::Ready(Some(Err(TooLarge.into()))),
        };
        let buffered = self.buffered.fetch_add(bytes.len(), Ordering::Relaxed).saturating_add(bytes.len());
        if buffered > limits::MULTIPART_BUFFER {
            return Poll::Ready(Some(Err("the form has no boundary where one should be".into())));
        }
        Poll::Ready(Some(Ok(bytes)))
    }
}

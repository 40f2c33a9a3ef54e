//! What goes wrong, as JSON problem details (RFC 9457), in German and English.
//!
//! The `type` of a problem leads into the OpenAPI document of this server, where every code is explained.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::language::Language;
use crate::message::Said;

/// A kind of problem that this server itself knows. Failures of the plugin bring their own codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Unauthorized,
    TooManyFailures,
    CrossSite,
    NotFound,
    MethodNotAllowed,
    BadQuery,
    BadForm,
    NotAForm,
    TooLarge,
    TooSlow,
    ImportRunning,
    NotFinished,
    NoReport,
    Overloaded,
    Stopping,
    Refused,
    NotAvailable,
    Unreadable,
    InvalidSettings,
    Failed,
}

impl Code {
    /// Every code, for the document.
    #[cfg(test)]
    pub(super) const ALL: [Self; 20] = [
        Self::Unauthorized,
        Self::TooManyFailures,
        Self::CrossSite,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::BadQuery,
        Self::BadForm,
        Self::NotAForm,
        Self::TooLarge,
        Self::TooSlow,
        Self::ImportRunning,
        Self::NotFinished,
        Self::NoReport,
        Self::Overloaded,
        Self::Stopping,
        Self::Refused,
        Self::NotAvailable,
        Self::Unreadable,
        Self::InvalidSettings,
        Self::Failed,
    ];

    /// In kebab case, for machines.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::TooManyFailures => "too-many-failures",
            Self::CrossSite => "cross-site",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::BadQuery => "bad-query",
            Self::BadForm => "bad-form",
            Self::NotAForm => "not-a-form",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::ImportRunning => "import-running",
            Self::NotFinished => "not-finished",
            Self::NoReport => "no-report",
            Self::Overloaded => "overloaded",
            Self::Stopping => "stopping",
            Self::Refused => "refused",
            Self::NotAvailable => "not-available",
            Self::Unreadable => "unreadable",
            Self::InvalidSettings => "invalid-settings",
            Self::Failed => "failed",
        }
    }

    /// The status that goes with it.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::TooManyFailures => StatusCode::TOO_MANY_REQUESTS,
            Self::NotFound | Self::NoReport => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadQuery | Self::BadForm => StatusCode::BAD_REQUEST,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::ImportRunning | Self::NotFinished | Self::Refused => StatusCode::CONFLICT,
            Self::Overloaded | Self::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotAvailable | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Unreadable | Self::InvalidSettings => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Unauthorized => ("Anmeldung nötig", "Log-in needed"),
            Self::TooManyFailures => ("Zu viele Fehlversuche", "Too many failed log-ins"),
            Self::CrossSite => ("Anfrage einer anderen Website", "Request of another site"),
            Self::NotFound => ("Nicht gefunden", "Not found"),
            Self::MethodNotAllowed => ("Methode nicht erlaubt", "Method not allowed"),
            Self::BadQuery => ("Abfrageparameter ungültig", "Invalid query parameter"),
            Self::BadForm => ("Formular ungültig", "Invalid form"),
            Self::NotAForm => ("Kein Formular", "Not a form"),
            Self::TooLarge => ("Datei zu groß", "File too large"),
            Self::TooSlow => ("Übertragung zu langsam", "Transfer too slow"),
            Self::ImportRunning => ("Es läuft schon ein Import", "An import is running already"),
            Self::NotFinished => ("Noch nicht fertig", "Not finished yet"),
            Self::NoReport => ("Kein Bericht", "No report"),
            Self::Overloaded => ("Gerade ausgelastet", "Busy right now"),
            Self::Stopping => ("Der Server wird beendet", "The server is stopping"),
            Self::Refused => ("Abgelehnt", "Refused"),
            Self::NotAvailable => ("Nicht verfügbar", "Not available"),
            Self::Unreadable => ("Datei nicht lesbar", "File cannot be read"),
            Self::InvalidSettings => ("Einstellungen ungültig", "Invalid settings"),
            Self::Failed => ("Fehlgeschlagen", "Failed"),
        };
        language.pick(german, english)
    }

    fn detail(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Unauthorized => (
                "Melden Sie sich mit Name und Kennwort einer Administratorin oder eines Administrators an (HTTP Basic).",
                "Log in with an administrator's name and password (HTTP Basic).",
            ),
            Self::TooManyFailures => (
                "Es gab zu viele Anmeldungen mit falschem Namen oder Kennwort. Warten Sie, bevor Sie es wieder versuchen.",
                "There were too many log-ins with a wrong name or password. Wait before you try again.",
            ),
            Self::CrossSite => (
                "Der Browser meldet, dass eine andere Website diese Anfrage gesendet hat (Sec-Fetch-Site oder Origin). Es wurde nichts geändert. Wollten Sie das selbst, dann öffnen Sie die Seite dieses Servers, oder senden Sie die Anfrage mit einem Programm.",
                "The browser says that another site sent this request (Sec-Fetch-Site or Origin). Nothing was changed. If you meant it, open this server's own page, or send the request with a program.",
            ),
            Self::NotFound => (
                "Unter dieser Adresse gibt es nichts. /openapi.json beschreibt, was es gibt.",
                "There is nothing at this address. /openapi.json describes what there is.",
            ),
            Self::MethodNotAllowed => (
                "Diese Adresse kennt andere Methoden; sie stehen in der Kopfzeile Allow.",
                "This address knows other methods; the Allow header lists them.",
            ),
            Self::BadQuery => ("Ein Abfrageparameter ist ungültig.", "A query parameter is invalid."),
            Self::BadForm => (
                "Das Formular ist unvollständig oder beschädigt. Senden Sie es noch einmal.",
                "The form is incomplete or damaged. Send it again.",
            ),
            Self::NotAForm => (
                "Senden Sie die Datei als Formular (multipart/form-data) mit dem Teil \"file\".",
                "Send the file as a form (multipart/form-data) with the part \"file\".",
            ),
            Self::TooLarge => {
                ("Die Datei überschreitet die Grenze. Teilen Sie sie auf.", "The file is beyond the limit. Split it.")
            }
            Self::TooSlow => (
                "Es kam zu lange nichts an. Es wurde nichts geändert; senden Sie die Datei noch einmal.",
                "Nothing arrived for too long. Nothing was changed; send the file again.",
            ),
            Self::ImportRunning => (
                "Je Unternehmen läuft ein Import zur gleichen Zeit. Warten Sie, bis der andere zu Ende ist.",
                "One import per company runs at a time. Wait until the other one has ended.",
            ),
            Self::NotFinished => (
                "Der Import läuft noch. Warten Sie auf sein Ende oder brechen Sie ihn ab.",
                "The import is still running. Wait for its end, or cancel it.",
            ),
            Self::NoReport => (
                "Zu diesem Import gibt es keinen Bericht: Alle Zeilen gingen durch, oder er begann nicht.",
                "There is no report on this import: all rows went through, or it did not begin.",
            ),
            Self::Overloaded => (
                "Gerade laufen zu viele Vorgänge. Versuchen Sie es in einigen Sekunden wieder.",
                "Too much is going on right now. Try again in a few seconds.",
            ),
            Self::Stopping => (
                "Der Server wird gerade beendet. Versuchen Sie es wieder, wenn er neu gestartet ist.",
                "The server is stopping. Try again when it has been started anew.",
            ),
            Self::Refused => {
                ("Der Vorgang wurde abgelehnt. Es wurde nichts geändert.", "This was refused. Nothing was changed.")
            }
            Self::NotAvailable => (
                "Import und Export sind für dieses Unternehmen oder diese Person nicht verfügbar.",
                "Import and export are not available to this company or this person.",
            ),
            Self::Unreadable => (
                "Die Datei kann nicht gelesen werden. Es wurde nichts geändert.",
                "The file cannot be read. Nothing was changed.",
            ),
            Self::InvalidSettings => (
                "Die Einstellungen sind ungültig oder passen nicht zur Datei. Es wurde nichts geändert.",
                "The settings are invalid or do not fit the file. Nothing was changed.",
            ),
            Self::Failed => (
                "Der Server konnte das nicht ausführen. Versuchen Sie es noch einmal; sein Protokoll sagt mehr.",
                "The server could not do this. Try again; its log tells more.",
            ),
        };
        language.pick(german, english)
    }
}

/// An answer that says what is wrong.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    body: Box<Body>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Clone, Debug, Serialize)]
struct Body {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    code: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<serde_json::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    guards: Vec<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<serde_json::Value>,
}

impl Problem {
    /// A problem of this server.
    pub(super) fn new(code: Code, language: Language) -> Self {
        Self {
            status: code.status(),
            body: Box::new(Body {
                r#type: format!("/openapi.json#/x-problems/{}", code.as_str()),
                title: code.title(language),
                status: code.status().as_u16(),
                detail: code.detail(language).to_owned(),
                code: code.as_str().to_owned(),
                problems: Vec::new(),
                guards: Vec::new(),
                result: None,
            }),
            headers: Vec::new(),
        }
    }

    /// Says more than the code alone does.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.body.detail = detail.into();
        self
    }

    /// What this host says about it, with its code.
    pub(super) fn said(self, said: &Said, language: Language) -> Self {
        let problem = self.detail(said.text(language));
        match said.code() {
            Some(code) => problem.code(code),
            None => problem,
        }
    }

    /// A finer code, such as the plugin's.
    pub(super) fn code(mut self, code: impl Into<String>) -> Self {
        self.body.code = code.into();
        self
    }

    /// What is wrong, one by one, as an import's result has it.
    pub(super) fn problems(mut self, problems: Vec<serde_json::Value>) -> Self {
        self.body.problems = problems;
        self
    }

    /// What guards found.
    pub(super) fn guards(mut self, guards: Vec<serde_json::Value>) -> Self {
        self.body.guards = guards;
        self
    }

    /// What was done before it went wrong.
    pub(super) fn result(mut self, result: serde_json::Value) -> Self {
        self.body.result = Some(result);
        self
    }

    /// With a header.
    pub(super) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Tells the client how many seconds to wait.
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        self.header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// The same as a value, for a job's result.
    pub(super) fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(&self.body).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.body).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        response
    }
}

/// The language that a client asks for: the first of `Accept-Language` that is spoken here.
pub(super) fn asked_language(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted.split(',').find_map(|entry| entry.split(';').next()?.trim().parse().ok())
}

/// The language of answers where it is not known who asks.
pub(super) fn accepted_language(headers: &HeaderMap) -> Language {
    asked_language(headers).unwrap_or_default()
}

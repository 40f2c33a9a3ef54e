//! The page behind an access link: its owner chooses a password, once, before the link expires.
//!
//! The rules are the store's, the same as for `access-link use`. Looking at the page uses nothing up, for mail programs open
//! links before people do. No script, nothing from elsewhere, and no trace of the link in a log or a referrer.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::problem::{Code, Problem, accepted_language};
use super::{Server, limits};
use crate::language::Language;
use crate::message::{self, Said};
use crate::store::{LinkUse, StoreError};

/// Characters of a password that somebody chooses here.
const LEAST: usize = 8;

/// Nothing is loaded, nothing is sent elsewhere, nobody frames the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn router() -> Router<Server> {
    Router::new().route("/access/{link}", get(show).post(choose))
}

async fn show(State(server): State<Server>, Path(link): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let language = accepted_language(&headers);
    let database = server.database.clone();
    let seen = on_store(language, move || database.look_at_link(&link)).await?;
    Ok(Page::of(&seen, language, None).into_response())
}

async fn choose(State(server): State<Server>, Path(link): Path<String>, request: Request) -> Result<Response, Problem> {
    let language = accepted_language(request.headers());
    let body = axum::body::to_bytes(request.into_body(), limits::MAX_LOGIN_FORM);
    let body = match timeout(server.limits.read_timeout, body).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Err(Problem::new(Code::BadForm, language)),
        Err(_) => return Err(Problem::new(Code::TooSlow, language)),
    };
    let (database, token) = (server.database.clone(), link.clone());
    let seen = on_store(language, move || database.look_at_link(&token)).await?;
    if !matches!(seen, LinkUse::Accepted { .. }) {
        return Ok(Page::of(&seen, language, None).into_response());
    }
    let password = match chosen(&body) {
        Ok(password) => password,
        Err(wrong) => return Ok(Page::of(&seen, language, Some(&wrong)).into_response()),
    };
    // Hashing takes memory and time: as many at once as there are password checks.
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let permit = timeout(limits::PASSWORD_TIME, server.password_checks.acquire()).await;
    let _permit = permit.ok().and_then(Result::ok).ok_or_else(overloaded)?;
    let database = server.database.clone();
    let used = on_store(language, move || database.use_link(&link, Some(&password))).await?;
    Ok(Page::after(&used, language).into_response())
}

/// The password of a form in which it stands twice.
fn chosen(body: &[u8]) -> Result<String, Said> {
    let field = |wanted: &str| {
        form_urlencoded::parse(body).find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    let password = field("password").unwrap_or_default();
    if password.chars().count() < LEAST {
        return Err(message::PASSWORD_SHORT.with("least", LEAST));
    }
    if field("again").as_deref() != Some(&password) {
        return Err((&message::PASSWORDS_DIFFER).into());
    }
    Ok(password)
}

async fn on_store<T: Send + 'static>(
    language: Language,
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    match spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(StoreError::Busy)) => Err(Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER)),
        Ok(Err(StoreError::Refused(said))) => Err(Problem::new(Code::BadForm, language).said(&said, language)),
        Ok(Err(error)) => {
            tracing::error!(%error, "an access link could not be looked at");
            Err(Problem::new(Code::Failed, language))
        }
        Err(_) => Err(Problem::new(Code::Failed, language)),
    }
}

/// A page of plain HTML.
struct Page {
    status: StatusCode,
    language: Language,
    title: &'static str,
    body: String,
}

impl Page {
    /// The form for a link that lets somebody in, or why it does not. A visitor whose name is not known reads `language`.
    fn of(seen: &LinkUse, language: Language, wrong: Option<&Said>) -> Self {
        let LinkUse::Accepted { tenant, user_name, language, .. } = seen else { return Self::closed(seen, language) };
        let language = Language::from_tag(language);
        let say = |german, english| language.pick(german, english);
        let wrong_text = wrong.map_or_else(String::new, |wrong| {
            format!("<p role=\"alert\"><strong>{}</strong></p>\n", escape(&wrong.text(language)))
        });
        let body = format!(
            "<p>{} <strong>{}</strong><br>{} <strong>{}</strong></p>\n{wrong_text}<form method=\"post\">\n\
             <p><label>{}<br><input type=\"password\" name=\"password\" autocomplete=\"new-password\" minlength=\"{LEAST}\" required></label></p>\n\
             <p><label>{}<br><input type=\"password\" name=\"again\" autocomplete=\"new-password\" minlength=\"{LEAST}\" required></label></p>\n\
             <p><button>{}</button></p>\n</form>\n",
            say("Unternehmen:", "Company:"),
            escape(tenant),
            say("Benutzername:", "User name:"),
            escape(user_name),
            language.pick(
                format!("Kennwort (mindestens {LEAST} Zeichen)"),
                format!("Password (at least {LEAST} characters)")
            ),
            say("Noch einmal dasselbe Kennwort", "The same password again"),
            say("Zugang einrichten", "Set up access"),
        );
        let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Self { status, language, title: say("Zugang einrichten", "Set up your access"), body }
    }

    /// What is said after the password was set.
    fn after(used: &LinkUse, language: Language) -> Self {
        let LinkUse::Accepted { tenant, user_name, language, .. } = used else { return Self::closed(used, language) };
        let language = Language::from_tag(language);
        let name = escape(&format!("{tenant}/{user_name}"));
        let body = language.pick(
            format!("<p>Ihr Kennwort ist gesetzt. Sie melden sich damit als <strong>{name}</strong> an. Der Link gilt jetzt nicht mehr.</p>\n"),
            format!("<p>Your password is set. You log in with it as <strong>{name}</strong>. The link is used up now.</p>\n"),
        );
        Self { status: StatusCode::OK, language, title: language.pick("Zugang eingerichtet", "Access set up"), body }
    }

    fn closed(why: &LinkUse, language: Language) -> Self {
        let (status, said) = match why {
            LinkUse::Used => (StatusCode::GONE, &message::LINK_USED),
            LinkUse::Expired => (StatusCode::GONE, &message::LINK_EXPIRED),
            LinkUse::Unknown | LinkUse::Accepted { .. } => (StatusCode::NOT_FOUND, &message::LINK_UNKNOWN),
        };
        let body = format!("<p>{}</p>\n", escape(&Said::from(said).text(language)));
        Self { status, language, title: language.pick("Dieser Link gilt nicht", "This link does not work"), body }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{1}</title>\n\
             <style>body{{font:1.1rem/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}}\
             input,button{{font:inherit;padding:.4rem}}</style>\n<h1>{1}</h1>\n{2}</html>\n",
            self.language.tag(),
            self.title,
            self.body
        );
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
            // The address is the key.
            (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        ];
        (self.status, headers, html).into_response()
    }
}

/// Text as HTML has it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_never_markup() {
        let link = LinkUse::Accepted {
            tenant: "a&b".into(),
            user: "1".into(),
            user_name: "<script>\"'".into(),
            language: "de-AT".into(),
        };
        let page = Page::of(&link, Language::English, None);
        assert!(page.body.contains("a&amp;b") && page.body.contains("&lt;script&gt;&quot;&#39;"), "{}", page.body);
        assert_eq!(page.language, Language::German);
    }

    #[test]
    fn passwords_are_long_enough_and_written_twice() {
        for (form, code) in [
            ("password=correct+horse&again=correct+horse", None),
            ("password=p%C3%A4sswort&again=p%C3%A4sswort", None),
            ("password=short&again=short", Some("short-password")),
            ("password=correct+horse&again=correct", Some("passwords-differ")),
            ("password=correct+horse", Some("passwords-differ")),
            ("", Some("short-password")),
        ] {
            assert_eq!(chosen(form.as_bytes()).err().and_then(|said| said.code()), code, "{form}");
        }
    }
}

//! Who asks: HTTP Basic with an administrator's name and password.
//!
//! The administrator's name tells the tenant. The password is checked by the store, away from the threads that serve
//! requests; a wrong name takes as long as a wrong password, an empty one too. Guessing is [`brake`](super::brake)'s matter.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::peer::Peer;
use super::problem::{Code, Problem, accepted_language, asked_language};
use super::{Server, limits};
use crate::language::Language;
use crate::message;
use crate::plugin::TenantHost;
use crate::store::{Actor, Role, TenantStore};

/// The challenge: names and passwords in UTF-8 (RFC 7617).
const CHALLENGE: &str = "Basic realm=\"Roster\", charset=\"UTF-8\"";

/// A person who has logged in.
#[derive(Clone, Debug)]
pub(super) struct Login {
    /// The person's tenant, and no other.
    pub(super) store: TenantStore,
    /// The person.
    pub(super) actor: Actor,
    /// The tenant's name.
    pub(super) tenant: Arc<str>,
}

impl Login {
    /// What an instance of the plugin works for: this tenant and this person, who reads in the language asked for.
    pub(super) fn host(&self, asked: Option<&str>) -> TenantHost {
        let mut actor = self.actor.clone();
        if let Some(language) = asked {
            language.clone_into(&mut actor.language);
        }
        TenantHost::new(self.store.clone(), actor)
    }

    /// The language of answers: the one asked for in the query, otherwise the header's or the person's own.
    pub(super) fn language(&self, asked: Option<&str>) -> Language {
        Language::from_tag(asked.unwrap_or(&self.actor.language))
    }
}

/// The tenant that a request belongs to, for the log.
#[derive(Clone, Debug)]
pub(super) struct TenantName(pub(super) Arc<str>);

/// Lets requests of administrators through, with a [`Login`].
pub(super) async fn require_login(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let login = match log_in(&server, request.headers().clone(), peer).await {
        Ok(login) => login,
        Err(problem) => return problem.into_response(),
    };
    let tenant = TenantName(Arc::clone(&login.tenant));
    request.extensions_mut().insert(login);
    let mut response = next.run(request).await;
    response.extensions_mut().insert(tenant);
    response
}

async fn log_in(server: &Server, headers: HeaderMap, peer: Option<Peer>) -> Result<Login, Problem> {
    let language = accepted_language(&headers);
    let challenge = || {
        Problem::new(Code::Unauthorized, language).header(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE))
    };
    let Some((name, password)) = credentials(&headers) else { return Err(challenge()) };
    let address = server.proxies.client(peer, &headers);
    let too_many =
        |wait: std::time::Duration| Problem::new(Code::TooManyFailures, language).retry_after(wait.as_secs().max(1));
    let counted = server.brake.begin(address, &name).await.map_err(too_many)?;
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let permit = tokio::time::timeout(limits::PASSWORD_TIME, Arc::clone(&server.password_checks).acquire_owned());
    let permit = permit.await.ok().and_then(Result::ok).ok_or_else(overloaded)?;

    let database = server.database.clone();
    // The try ends here and not with the request, which a client can give up at any time.
    let checked = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let Some((store, actor)) = database.authenticate(&name, &password)? else {
            counted.failed();
            return Ok(None);
        };
        counted.succeeded();
        let tenant = store.facts()?.name.into();
        Ok::<_, crate::store::StoreError>(Some(Login { store, actor, tenant }))
    });
    match checked.await {
        Ok(Ok(Some(mut login))) if login.actor.role == Role::Administrator => {
            if let Some(language) = asked_language(&headers) {
                language.tag().clone_into(&mut login.actor.language);
            }
            Ok(login)
        }
        Ok(Ok(Some(login))) => {
            let language = asked_language(&headers).unwrap_or(Language::from_tag(&login.actor.language));
            let said = message::NOT_ADMINISTRATOR.with("name", &login.actor.name);
            Err(Problem::new(Code::NotAvailable, language).said(&said, language))
        }
        Ok(Ok(None)) => {
            tracing::warn!("a log-in failed");
            Err(challenge())
        }
        Ok(Err(crate::store::StoreError::Busy)) => Err(overloaded()),
        Ok(Err(error)) => {
            tracing::error!(%error, "a log-in could not be checked");
            Err(Problem::new(Code::Failed, language))
        }
        Err(_) => Err(Problem::new(Code::Failed, language)),
    }
}

/// Name and password of an `Authorization` header, if it is one of the kind that is understood here.
fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (name, password) = decoded.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn with(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, value.parse().unwrap());
        headers
    }

    #[test]
    fn passwords_may_hold_colons_and_anything_else() {
        for (name, password) in [("anna", "a:b:c"), ("jürgen", "päß wörd"), ("anna", "")] {
            let value = format!("bAsIc {}", STANDARD.encode(format!("{name}:{password}")));
            assert_eq!(credentials(&with(&value)), Some((name.to_owned(), password.to_owned())));
        }
    }

    #[test]
    fn what_is_not_basic_is_no_log_in() {
        for value in ["Bearer abc", "Basic", "Basic !!!", "Basic YW5uYQ==", "Basic /w=="] {
            assert_eq!(credentials(&with(value)), None, "{value}");
        }
    }
}

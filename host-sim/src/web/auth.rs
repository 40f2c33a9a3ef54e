//! Who asks: HTTP Basic with an administrator's name and password, and a brake on guessing.
//!
//! The administrator's name tells the tenant. The password is checked by the store, away from the threads that serve
//! requests; a wrong name takes as long as a wrong password.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::problem::{Code, Problem, accepted_language, asked_language};
use super::serve::Peer;
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
    let address = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0.ip());
    if let Some(wait) = server.brake.wait(address, &name) {
        return Err(Problem::new(Code::TooManyFailures, language).retry_after(wait.as_secs().max(1)));
    }
    let overloaded = || Problem::new(Code::Overloaded, language).retry_after(limits::RETRY_AFTER);
    let permit = tokio::time::timeout(limits::PASSWORD_TIME, Arc::clone(&server.password_checks).acquire_owned());
    let permit = permit.await.ok().and_then(Result::ok).ok_or_else(overloaded)?;

    let database = server.database.clone();
    let checked = tokio::task::spawn_blocking({
        let name = name.clone();
        move || {
            let _permit = permit;
            let Some((store, actor)) = database.authenticate(&name, &password)? else { return Ok(None) };
            let tenant = store.facts()?.name.into();
            Ok::<_, crate::store::StoreError>(Some(Login { store, actor, tenant }))
        }
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
            server.brake.failed(address, &name);
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

/// Failures that are forgiven, one every this long.
const FORGIVEN: Duration = Duration::from_secs(30);

/// Failures before a person at an address has to wait: some typing errors and a forgotten change of password.
const PER_PERSON: f64 = 10.0;

/// Failures before everybody at an address has to wait: an office behind one address.
const PER_ADDRESS: f64 = 50.0;

/// Failures before a name has to wait wherever it comes from: guessing spread over many addresses.
const PER_NAME: f64 = 200.0;

/// Names and addresses that are remembered; beyond it, those with the fewest failures are forgotten.
const REMEMBERED: usize = 20_000;

/// Counts failed log-ins and makes who fails too often wait. Counts leak away with time.
#[derive(Debug, Default)]
pub(super) struct Brake {
    failures: Mutex<HashMap<Key, (f64, Instant)>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Person(IpAddr, String),
    Address(IpAddr),
    Name(String),
}

impl Brake {
    /// How long this person at this address has to wait before the next try; none where there is nothing to wait for.
    fn wait(&self, address: IpAddr, name: &str) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let wait = keys(address, name)
            .into_iter()
            .filter_map(|(key, allowed)| {
                let left = left_of(*failures.get(&key)?, now) - allowed + 1.0;
                (left > 0.0).then(|| FORGIVEN.mul_f64(left))
            })
            .max()?;
        Some(wait + Duration::from_secs(1))
    }

    fn failed(&self, address: IpAddr, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if failures.len() >= REMEMBERED {
            failures.retain(|_, entry| left_of(*entry, now) > 1.0);
        }
        if failures.len() >= REMEMBERED {
            failures.clear();
        }
        for (key, allowed) in keys(address, name) {
            let entry = failures.entry(key).or_insert((0.0, now));
            *entry = ((left_of(*entry, now) + 1.0).min(allowed), now);
        }
    }
}

fn left_of((count, since): (f64, Instant), now: Instant) -> f64 {
    (count - now.duration_since(since).as_secs_f64() / FORGIVEN.as_secs_f64()).max(0.0)
}

fn keys(address: IpAddr, name: &str) -> [(Key, f64); 3] {
    let address = network(address);
    // A name of any length would be memory for the asking; nobody's name is longer.
    let name: String = name.trim().to_lowercase().chars().take(100).collect();
    [
        (Key::Person(address, name.clone()), PER_PERSON),
        (Key::Address(address), PER_ADDRESS),
        (Key::Name(name), PER_NAME),
    ]
}

/// One customer of a provider has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
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

    #[test]
    fn who_fails_too_often_waits_and_nobody_else_does() {
        let brake = Brake::default();
        let (here, there) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        for _ in 0..9 {
            brake.failed(here, "Anna");
        }
        assert_eq!(brake.wait(here, "anna"), None);
        brake.failed(here, "anna ");
        assert!(brake.wait(here, "anna").is_some());
        assert_eq!(brake.wait(there, "anna"), None);
        assert_eq!(brake.wait(here, "berta"), None);
    }

    #[test]
    fn an_address_that_tries_many_names_waits() {
        let brake = Brake::default();
        let here = IpAddr::from([192, 0, 2, 1]);
        for number in 0..50 {
            brake.failed(here, &format!("name{number}"));
        }
        assert!(brake.wait(here, "anna").is_some());
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let network_of = |text: &str| network(text.parse().unwrap());
        assert_eq!(network_of("2001:db8::1"), network_of("2001:db8::ffff:1"));
        assert_ne!(network_of("2001:db8:0:1::1"), network_of("2001:db8:0:2::1"));
        assert_eq!(network_of("::ffff:192.0.2.1"), network_of("192.0.2.1"));
    }
}

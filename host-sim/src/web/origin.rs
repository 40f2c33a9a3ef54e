//! Requests that a page of another site makes a browser send.
//!
//! A browser that has logged in once adds name and password to every request to this server, whichever page asks for it, and a
//! form post needs nobody's leave. So a request that may change something is refused when the browser says that another site
//! sent it. One layer on the whole router does it: no route can be without.
//!
//! - `Sec-Fetch-Site` decides where it is sent: `same-origin` passes, also with `Origin: null`, which the page behind an access
//!   link sends because of its `Referrer-Policy: no-referrer`. `none` is a person's own doing, and its `Origin` is looked at.
//!   Everything else is refused, values of the future too.
//! - Without it (older browsers, and every browser on plain HTTP beyond this machine), `Origin` must name the host and the
//!   port of `Host`, and the scheme of `X-Forwarded-Proto` where a trusted proxy sends it. `null` is refused.
//! - Without both it is no browser, and passes: scripts and `curl` send a password because somebody told them to.
//!
//! Names that resolve to this machine (DNS rebinding) are not refused by `Host`: a proxy in front passes on the public name, and
//! a browser keeps passwords by origin, so a page under such a name has none to send. What is answered without a password
//! (`/healthz`, `/openapi.json`, a page whose address is a secret) tells nothing.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Server;
use super::peer::Peer;
use super::problem::{Code, Problem, accepted_language};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Refuses what a page of another site sends, unless it only reads.
pub(super) async fn refuse_cross_site(State(server): State<Server>, request: Request, next: Next) -> Response {
    let proxied = request.extensions().get::<Peer>().is_some_and(|peer| server.proxies.trusts(peer.0.ip()));
    if only_reads(request.method()) || is_own(request.headers(), request.uri(), proxied) {
        return next.run(request).await;
    }
    tracing::warn!("a request of another site was refused");
    Problem::new(Code::CrossSite, accepted_language(request.headers())).into_response()
}

fn only_reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

/// Whether a request comes from a page of this server, or from no page at all.
fn is_own(headers: &HeaderMap, uri: &Uri, proxied: bool) -> bool {
    let sites: Vec<&[u8]> = headers.get_all(SEC_FETCH_SITE).iter().map(HeaderValue::as_bytes).collect();
    if !sites.iter().all(|site| matches!(*site, b"same-origin" | b"none")) {
        return false;
    }
    if sites.contains(&&b"same-origin"[..]) {
        return true;
    }
    let by_a_person = !sites.is_empty();
    let scheme = headers.get(FORWARDED_PROTO).filter(|_| proxied).and_then(|scheme| scheme.to_str().ok());
    let host = host(headers, uri);
    headers.get_all(header::ORIGIN).iter().all(|origin| match origin.to_str() {
        Ok("null") => by_a_person,
        Ok(origin) => host.as_ref().is_some_and(|host| names(origin, host, scheme)),
        Err(_) => false,
    })
}

/// The one host that a request is for: of an absolute target, else of `Host`.
fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    if let Some(authority) = uri.authority() {
        return Some(authority.as_str().to_owned());
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?.to_owned();
    hosts.next().is_none().then_some(host)
}

/// Whether an origin is that of a host. Ports that go without saying are the scheme's.
fn names(origin: &str, host: &str, scheme: Option<&str>) -> bool {
    let Some((own, authority)) = origin.split_once("://") else { return false };
    let usual = match own {
        "http" => 80,
        "https" => 443,
        _ => return false,
    };
    scheme.is_none_or(|scheme| scheme.eq_ignore_ascii_case(own))
        && matches!((parts(authority, usual), parts(host, usual)), (Some(one), Some(other)) if one == other)
}

/// Host and port; none of what is neither.
fn parts(authority: &str, usual: u16) -> Option<(String, u16)> {
    let authority: axum::http::uri::Authority = authority.parse().ok()?;
    let rest = authority.as_str().strip_prefix(authority.host())?;
    let port = match rest.strip_prefix(':') {
        Some("") => usual,
        Some(port) => port.parse().ok()?,
        None if rest.is_empty() => usual,
        None => return None,
    };
    Some((authority.host().trim_end_matches('.').to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn headers(of: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in of {
            headers.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn pages_of_other_sites_are_told_from_own_ones_and_from_programs() {
        let site = |site| ("sec-fetch-site", site);
        let origin = |origin| ("origin", origin);
        for (sent, own) in [
            (&[][..], true),
            (&[site("same-origin")], true),
            (&[site("same-origin"), origin("null")], true),
            // A proxy that does not pass on the name that people use.
            (&[site("same-origin"), origin("https://public.example")], true),
            (&[site("none")], true),
            (&[site("none"), origin("null")], true),
            (&[site("none"), origin("https://evil.example")], false),
            (&[site("cross-site")], false),
            (&[site("same-site")], false),
            (&[site("Same-Origin")], false),
            (&[site("something-new")], false),
            (&[site("")], false),
            (&[site("same-origin"), site("cross-site")], false),
            (&[site("cross-site"), origin("http://crm.example:8080")], false),
            (&[origin("http://crm.example:8080")], true),
            (&[origin("http://CRM.example:8080")], true),
            (&[origin("https://crm.example:8080")], true),
            (&[origin("http://crm.example")], false),
            (&[origin("http://crm.example:8081")], false),
            (&[origin("http://crm.example:8080@evil.example")], false),
            (&[origin("http://evil.example/crm.example:8080")], false),
            (&[origin("http://sub.crm.example:8080")], false),
            (&[origin("ftp://crm.example:8080")], false),
            (&[origin("crm.example:8080")], false),
            (&[origin("null")], false),
            (&[origin("")], false),
            (&[origin("http://crm.example:8080"), origin("https://evil.example")], false),
        ] {
            let mut all = vec![("host", "crm.example:8080")];
            all.extend(sent);
            assert_eq!(is_own(&headers(&all), &Uri::from_static("/"), false), own, "{sent:?}");
        }
    }

    #[test]
    fn ports_that_go_without_saying_are_the_schemes() {
        for (host, origin, own) in [
            ("crm.example", "https://crm.example", true),
            ("crm.example:443", "https://crm.example", true),
            ("crm.example:80", "https://crm.example", false),
            ("crm.example", "http://crm.example:80", true),
            ("[::1]:8080", "http://[::1]:8080", true),
            ("127.0.0.1:8080", "http://127.0.0.1:8080", true),
            ("127.0.0.1:8080", "http://localhost:8080", false),
            ("", "http://crm.example", false),
        ] {
            let all = headers(&[("host", host), ("origin", origin)]);
            assert_eq!(is_own(&all, &Uri::from_static("/"), false), own, "{host} {origin}");
        }
        let none = headers(&[("origin", "http://crm.example")]);
        assert!(!is_own(&none, &Uri::from_static("/"), false));
    }

    #[test]
    fn the_scheme_counts_where_a_trusted_proxy_tells_it() {
        let all = |scheme| {
            headers(&[("host", "crm.example"), ("origin", "http://crm.example"), ("x-forwarded-proto", scheme)])
        };
        assert!(!is_own(&all("https"), &Uri::from_static("/"), true));
        assert!(is_own(&all("http"), &Uri::from_static("/"), true));
        assert!(is_own(&all("https"), &Uri::from_static("/"), false));
    }
}

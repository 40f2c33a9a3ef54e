//! Text messages: to the outbox beside the database, or to an HTTP gateway.

use std::time::Duration;

use super::Undelivered;
use crate::store::{StoreError, TenantStore};

/// A gateway that does not answer for so long does not get the message.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Where text messages go.
#[derive(Clone, Debug)]
pub enum Sms {
    /// To files in `outbox` beside the database, for a gateway to fetch. A text is removed when its link is used.
    Outbox,
    /// To a gateway: `POST` of `{"to": number, "text": text}` to this URL (`http`), answered with any 2xx.
    Gateway(String),
}

impl Sms {
    pub(super) fn send(
        &self,
        store: &TenantStore,
        user: &str,
        number: &str,
        text: &str,
    ) -> Result<Result<(), Undelivered>, StoreError> {
        match self {
            Self::Outbox => store.queue_sms(user, number, text).map(Ok),
            Self::Gateway(url) => Ok(post(url, number, text)),
        }
    }
}

fn post(url: &str, number: &str, text: &str) -> Result<(), Undelivered> {
    let body = serde_json::json!({ "to": number, "text": text }).to_string();
    let request = ureq::post(url).config().timeout_global(Some(TIMEOUT)).build().content_type("application/json");
    request.send(body).map(drop).map_err(|error| {
        let status = if let ureq::Error::StatusCode(status) = error { status } else { 0 };
        tracing::warn!(status, "the gateway did not take a text message");
        Undelivered {
            german: "Das SMS-Gateway hat die Nachricht nicht angenommen. Prüfen Sie die Nummer und ob das Gateway läuft.",
            english: "The SMS gateway did not take the message. Check the number, and that the gateway runs.",
        }
    })
}

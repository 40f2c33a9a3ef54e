//! `notifier`: messages to users, handed on to whoever sends them in this host.

use super::super::bindings::roster::users::{notifier as wit, user_store};
use super::{State, at_most};
use crate::store::StoreError;

/// How a message reaches a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By email.
    Email,
    /// By SMS.
    Sms,
    /// A channel of the host's own.
    Other(String),
}

/// One message. The text holds `{access-link}` once, where the link belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The account's id.
    pub user: String,
    /// How it is sent.
    pub channel: Channel,
    /// The subject; unused by SMS.
    pub subject: String,
    /// The text, with the placeholder.
    pub text: String,
}

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Handed over.
    Sent,
    /// Not sent; the text is for people.
    Failed(String),
}

/// Sends messages to users of one tenant.
pub trait Notify: Send {
    /// Sends each notice and answers in order. A failed message does not keep the others from being sent.
    ///
    /// # Errors
    /// Nothing could be sent at all.
    fn send(&mut self, notices: &[Notice]) -> Result<Vec<Delivery>, StoreError>;
}

impl wit::Host for State {
    fn send(
        &mut self,
        notices: Vec<wit::Notice>,
    ) -> wasmtime::Result<Result<Vec<wit::Delivery>, user_store::StoreError>> {
        self.serve(|state| {
            at_most(notices.len())?;
            let Some(notifier) = &mut state.host.notifier else {
                let text = "No way to send messages is set up here.".to_owned();
                return Ok(Err(user_store::StoreError::Refused(text)));
            };
            let notices: Vec<_> = notices.into_iter().map(notice).collect();
            let deliveries = notifier.send(&notices).map_err(|error| state.store_error(error));
            Ok(deliveries.map(|deliveries| deliveries.into_iter().map(delivery).collect()))
        })
    }
}

fn notice(notice: wit::Notice) -> Notice {
    let channel = match notice.channel {
        wit::Channel::Email => Channel::Email,
        wit::Channel::Sms => Channel::Sms,
        wit::Channel::Other(name) => Channel::Other(name),
    };
    Notice { user: notice.user, channel, subject: notice.subject, text: notice.text }
}

fn delivery(delivery: Delivery) -> wit::Delivery {
    match delivery {
        Delivery::Sent => wit::Delivery::Sent,
        Delivery::Failed(text) => wit::Delivery::Failed(text),
    }
}

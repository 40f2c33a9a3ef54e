//! Sending messages to one tenant's users: mail to a folder or a server, text messages to the outbox or a gateway.
//!
//! A message comes with the placeholder `{access-link}` in its text. The link is made here, at the last moment, so that nobody
//! before sees it. Nothing here decides who gets a message or what it says.

mod mail;
mod sms;

use crate::language::Language;
use crate::plugin::{Channel, Delivery, Notice, Notify};
use crate::store::{StoreError, TenantStore};

pub use mail::Mail;
pub use sms::Sms;

/// Where the access link belongs in a text.
pub const PLACEHOLDER: &str = "{access-link}";

/// How a message reaches a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By email.
    Email,
    /// By text message.
    Sms,
}

/// Sends messages to the users of one tenant.
#[derive(Clone, Debug)]
pub struct Notifier {
    store: TenantStore,
    mail: Mail,
    sms: Sms,
    link_base: String,
    language: Language,
}

impl Notifier {
    /// A notifier for a tenant. Links are `link_base` and a token; `language` is that of the reasons why something was not sent.
    pub fn new(store: TenantStore, mail: Mail, sms: Sms, link_base: impl Into<String>, language: Language) -> Self {
        Self { store, mail, sms, link_base: link_base.into(), language }
    }

    /// Sends one message with a new access link in its text; the link before stops working. The inner error says, for people,
    /// why this message was not sent; the link it would have had is told nobody.
    pub fn deliver(&self, user: &str, way: Way, subject: &str, text: &str) -> Result<Result<(), String>, StoreError> {
        let Some(recipient) = self.store.recipient(user)? else {
            return Ok(Err(self.say("Dieses Konto gibt es nicht.", "There is no such account.")));
        };
        if !recipient.active {
            return Ok(Err(self.say(
                "Das Konto ist deaktiviert. Aktivieren Sie es zuerst.",
                "The account is disabled. Enable it first.",
            )));
        }
        if text.matches(PLACEHOLDER).count() != 1 {
            return Ok(Err(self.say(
                "Der Text muss {access-link} genau einmal enthalten.",
                "The text must hold {access-link} exactly once.",
            )));
        }
        let number = recipient.mobile.as_deref().filter(|number| !number.is_empty());
        if way == Way::Sms && number.is_none() {
            return Ok(Err(self.say("Das Konto hat keine Mobilnummer.", "The account has no mobile number.")));
        }
        let Some(token) = self.store.issue_link(user)? else {
            return Ok(Err(self.say(
                "Das Konto ist deaktiviert. Aktivieren Sie es zuerst.",
                "The account is disabled. Enable it first.",
            )));
        };
        let text = text.replace(PLACEHOLDER, &format!("{}{token}", self.link_base));
        let handed_over = match (way, number) {
            (Way::Sms, Some(number)) => self.sms.send(&self.store, user, number, &text)?,
            _ => self.mail.send(&recipient.name, &recipient.email, subject, &text),
        };
        match handed_over {
            Ok(()) => {
                self.store.link_was_sent(user)?;
                tracing::info!(user, ?way, "an access link was sent");
                Ok(Ok(()))
            }
            Err(undelivered) => {
                tracing::warn!(user, ?way, "an access link was not sent");
                Ok(Err(self.say(undelivered.german, undelivered.english)))
            }
        }
    }

    fn say(&self, german: impl Into<String>, english: impl Into<String>) -> String {
        self.language.pick(german.into(), english.into())
    }
}

impl Notify for Notifier {
    fn send(&mut self, notices: &[Notice]) -> Result<Vec<Delivery>, StoreError> {
        let mut deliveries = Vec::with_capacity(notices.len());
        for notice in notices {
            let way = match notice.channel {
                Channel::Email => Way::Email,
                Channel::Sms => Way::Sms,
                Channel::Other(_) => {
                    let text =
                        self.say("Hier wird per E-Mail und SMS gesendet.", "Messages are sent by email and SMS here.");
                    deliveries.push(Delivery::Failed(text));
                    continue;
                }
            };
            deliveries.push(match self.deliver(&notice.user, way, &notice.subject, &notice.text) {
                Ok(Ok(())) => Delivery::Sent,
                Ok(Err(text)) => Delivery::Failed(text),
                // Once something was sent, an error would say that nothing was.
                Err(error) if deliveries.contains(&Delivery::Sent) => {
                    Delivery::Failed(error.said().text(self.language))
                }
                Err(error) => return Err(error),
            });
        }
        Ok(deliveries)
    }
}

/// Why a channel did not take a message.
#[derive(Debug)]
struct Undelivered {
    german: &'static str,
    english: &'static str,
}

#[cfg(test)]
mod tests;

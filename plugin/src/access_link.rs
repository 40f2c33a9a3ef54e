//! Composing and sending access links on demand, to chosen users. Nothing else in the plugin ever notifies anyone.
//!
//! The link itself is the host's: a text holds a placeholder, and the host fills it in.

use std::collections::HashMap;

use crate::availability;
use crate::failure::{Failure, FailureReason};
use crate::field::{FieldId, Value, id};
use crate::host::{Account, Channel, Delivery, LINK_PLACEHOLDER, Notice, Ports, Tenant};
use crate::message::{Language, Problem, access as message};

/// The greatest number of users a call.
pub const MOST_USERS: usize = 1_000;

const FIELDS: [FieldId; 6] = [id::FIRST_NAME, id::LAST_NAME, id::USER_NAME, id::LANGUAGE, id::EMAIL, id::MOBILE];

/// Where the user name belongs in [`Tenant::log_in_name`].
const USER_NAME_PLACEHOLDER: &str = "{user-name}";

/// What became of one user's message; no problem means that it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The account's id.
    pub user: String,
    /// Why it was not sent.
    pub problem: Option<Problem>,
}

/// Sends each user a message in the user's own language, and answers in order. A user that stands twice gets one message.
///
/// # Errors
/// Not available, more than [`MOST_USERS`], or the host failed; then nothing was sent that the host did not take.
pub fn send(ports: &Ports, users: &[String], channel: &Channel) -> Result<Vec<Sent>, Failure> {
    let tenant = ports.tenant.describe();
    availability::require(&tenant)?;
    if users.len() > MOST_USERS {
        let problem = Problem::new(message::TOO_MANY_USERS).with("limit", MOST_USERS).with("number", users.len());
        return Err(Failure::new(FailureReason::InvalidSettings, problem));
    }
    let found = ports.store.find(&id::ID, users, &FIELDS)?;
    let mut answers: Vec<Sent> = Vec::with_capacity(users.len());
    let mut notices: Vec<Notice> = Vec::new();
    let mut notice_of: HashMap<&str, usize> = HashMap::new();
    for (user, accounts) in users.iter().zip(&found) {
        let problem = match accounts.first() {
            _ if notice_of.contains_key(user.as_str()) => None,
            None => Some(Problem::new(message::UNKNOWN_USER).with("id", user)),
            Some(account) => match compose(&tenant, account, channel) {
                Ok(notice) => {
                    notice_of.insert(user, notices.len());
                    notices.push(notice);
                    None
                }
                Err(problem) => Some(problem),
            },
        };
        answers.push(Sent { user: user.clone(), problem });
    }
    if notices.is_empty() {
        return Ok(answers);
    }
    let deliveries = ports.notifier.send(&notices)?;
    for answer in &mut answers {
        if let Some(Delivery::Failed(reason)) = notice_of.get(answer.user.as_str()).and_then(|at| deliveries.get(*at)) {
            answer.problem =
                Some(Problem::new(message::DELIVERY_FAILED).with("id", &answer.user).with("reason", reason));
        }
    }
    Ok(answers)
}

fn compose(tenant: &Tenant, account: &Account, channel: &Channel) -> Result<Notice, Problem> {
    let text_of = |field: &FieldId| {
        let at = FIELDS.iter().position(|one| one == field)?;
        match account.values.get(at)? {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        }
    };
    if !account.active {
        return Err(Problem::new(message::INACTIVE_USER).with("id", &account.id));
    }
    let needed = match channel {
        Channel::Email => Some(id::EMAIL),
        Channel::Sms => Some(id::MOBILE),
        Channel::Other(_) => None,
    };
    if let Some(field) = needed
        && text_of(&field).is_none()
    {
        return Err(Problem::new(message::NO_ADDRESS).with("id", &account.id).with("field", field));
    }
    let language = Language::from_tag(text_of(&id::LANGUAGE).unwrap_or(&tenant.default_language));
    let name = [text_of(&id::FIRST_NAME), text_of(&id::LAST_NAME)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let template = if *channel == Channel::Sms { message::ACCESS_LINK_SMS } else { message::ACCESS_LINK_EMAIL };
    // A name or a company that contains the placeholder would make the host put a second link into the text.
    let plain = |text: &str| text.replace(LINK_PLACEHOLDER, "");
    let user_name = text_of(&id::USER_NAME).unwrap_or_default();
    let log_in_name = match &tenant.log_in_name {
        Some(pattern) => pattern.replace(USER_NAME_PLACEHOLDER, user_name),
        None => user_name.to_owned(),
    };
    let fill = |template| {
        Problem::new(template)
            .with("tenant", plain(&tenant.name))
            .with("name", plain(&name))
            .with("user", plain(&log_in_name))
            .with("link", LINK_PLACEHOLDER)
            .text(language)
    };
    Ok(Notice {
        user_id: account.id.clone(),
        channel: channel.clone(),
        subject: fill(message::ACCESS_LINK_SUBJECT),
        text: fill(template),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::host::memory::{MemoryStore, MemoryTenant};
    use crate::host::{Notifier, StoreError};

    #[derive(Default)]
    struct Outbox(RefCell<Vec<Notice>>);

    impl Notifier for Outbox {
        fn send(&self, notices: &[Notice]) -> Result<Vec<Delivery>, StoreError> {
            self.0.borrow_mut().extend_from_slice(notices);
            Ok(notices
                .iter()
                .map(|notice| if notice.user_id == "3" { Delivery::Failed("full".to_owned()) } else { Delivery::Sent })
                .collect())
        }
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn every_user_gets_one_message_in_their_own_language_or_a_reason() {
        let store = MemoryStore::new(Vec::new());
        store.add([(id::FIRST_NAME, text("Zoë")), (id::EMAIL, text("z@example.com")), (id::LANGUAGE, text("de-AT"))]);
        store.add([(id::FIRST_NAME, text("{access-link}"))]);
        store.add([(id::EMAIL, text("full@example.com"))]);
        store.add([(id::EMAIL, text("gone@example.com"))]);
        store.touch("4", |user| user.active = false);
        let outbox = Rc::new(Outbox::default());
        let tenant = Rc::new(MemoryTenant::default());
        let ports = Ports { tenant, store: Rc::new(store), notifier: outbox.clone() };
        let users = ["1", "2", "3", "4", "5", "1"].map(str::to_owned);
        let sent = send(&ports, &users, &Channel::Email).unwrap();
        let codes: Vec<_> = sent.iter().map(|sent| sent.problem.as_ref().map(Problem::code)).collect();
        let expected =
            [None, Some("no-address"), Some("delivery-failed"), Some("inactive-user"), Some("unknown-user"), None];
        assert_eq!(codes, expected);
        let outbox = outbox.0.borrow();
        assert_eq!(outbox.len(), 2);
        assert!(outbox[0].text.contains("Zoë") && outbox[0].text.contains("Guten Tag"), "{}", outbox[0].text);
        for notice in outbox.iter() {
            assert_eq!(notice.text.matches(LINK_PLACEHOLDER).count(), 1, "{}", notice.text);
        }
    }

    #[test]
    fn the_message_says_under_which_name_its_reader_logs_in() {
        for (pattern, expected) in [
            (None, "log in as anna."),
            (Some("acme/{user-name}"), "log in as acme/anna."),
            (Some("{access-link}/{user-name}"), "log in as /anna."),
        ] {
            let store = MemoryStore::new(Vec::new());
            store.add([(id::EMAIL, text("a@example.com")), (id::USER_NAME, text("anna"))]);
            let tenant = Tenant { log_in_name: pattern.map(str::to_owned), ..MemoryTenant::default().0 };
            let outbox = Rc::new(Outbox::default());
            let ports =
                Ports { tenant: Rc::new(MemoryTenant(tenant)), store: Rc::new(store), notifier: outbox.clone() };
            send(&ports, &["1".to_owned()], &Channel::Email).unwrap();
            let text = &outbox.0.borrow()[0].text;
            assert!(text.contains(expected), "{text}");
            assert_eq!(text.matches(LINK_PLACEHOLDER).count(), 1, "{text}");
        }
    }
}

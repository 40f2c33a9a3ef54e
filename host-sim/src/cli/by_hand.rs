//! What the commands over the store share: opening it, who acts, and how its refusals become exit codes.

use super::Context;
use super::output::{Exit, Failed};
use crate::store::{Actor, ByHand, Database, Refusal, StoreError, TenantStore};

impl Context {
    /// Opens the database of this command.
    pub(super) fn database(&self) -> Result<Database, Failed> {
        Database::open(&self.common.db).map_err(failed)
    }

    /// Opens the company of this command. An unknown one is wrong usage.
    pub(super) fn store(&self) -> Result<TenantStore, Failed> {
        self.database()?.tenant(&self.common.tenant).map_err(usage)
    }

    /// The person on whose behalf this is done: `--as`, otherwise a service of the host that speaks the company's language.
    pub(super) fn acting(&self, store: &TenantStore) -> Result<Actor, Failed> {
        let language = self.common.language.map(|language| language.tag());
        match &self.common.acting {
            Some(user) => store.actor(user, language).map_err(usage),
            None => match language {
                Some(language) => Ok(Actor::console(language)),
                None => Ok(Actor::console(store.facts().map_err(failed)?.default_language)),
            },
        }
    }

    /// What was not done by hand, in the language of this command.
    pub(super) fn refused(&self, why: ByHand) -> Failed {
        match why {
            ByHand::Store(error) => failed(error),
            ByHand::Refused(refusal) => {
                let exit = match refusal {
                    Refusal::UnknownUser(_) | Refusal::UnknownPoint(_) => Exit::Usage,
                    _ => Exit::Refused,
                };
                let text = refusal.text(self.language().tag());
                let json = serde_json::json!({ "error": { "code": refusal.code(), "text": text } });
                Failed { exit, text, json: Some(json) }
            }
        }
    }
}

/// The store did not answer.
pub(super) fn failed(error: StoreError) -> Failed {
    match error {
        StoreError::Refused(text) => Failed::refused(text),
        other => Failed::host(other),
    }
}

/// The store does not know what was named on the command line.
pub(super) fn usage(error: StoreError) -> Failed {
    match error {
        StoreError::Refused(text) => Failed::usage(text),
        other => Failed::host(other),
    }
}

/// A moment as people and programs read it.
pub(super) fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |moment| moment.to_string())
}

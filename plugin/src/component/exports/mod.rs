//! What the plugin offers: the contract's exports over the rooms.
//!
//! A [`Call`] is how every export begins: the host's ports, the facts of the moment, the language of the answers. Whatever
//! touches a company's data begins with [`Call::allowed`].

mod exporting;
mod importing;

use std::rc::Rc;

use super::bindings::exports::roster::users as offered;
use super::bindings::roster::users as wit;
use super::convert;
use super::ports::{self, HostSource};
use crate::failure::Failure;
use crate::field::Catalogue;
use crate::host::{Ports, Tenant};
use crate::mapping::check;
use crate::mapping::settings::{self, ImportSettings};
use crate::message::Language;
use crate::sheet::SharedSource;
use crate::{access_link, availability};

/// The one implementation of all exports. It has no state: what lasts is in resources that the host holds.
pub(super) struct Component;

/// The beginning of every call.
struct Call {
    ports: Ports,
    tenant: Tenant,
    language: Language,
}

impl Call {
    /// Answers in `language`, or without it in the acting person's.
    fn new(language: Option<&str>) -> Self {
        let ports = ports::ports();
        let tenant = ports.tenant.describe();
        let language = language.map_or(tenant.language, Language::from_tag);
        Self { ports, tenant, language }
    }

    /// The same, where this company and this person may use import and export.
    fn allowed(language: Option<&str>) -> Result<Self, wit::types::Failure> {
        let call = Self::new(language);
        match availability::require(&call.tenant) {
            Ok(()) => Ok(call),
            Err(failure) => Err(call.failure(&failure)),
        }
    }

    fn failure(&self, failure: &Failure) -> wit::types::Failure {
        convert::failure(failure, self.language)
    }

    /// The fields of this tenant.
    fn catalogue(&self) -> Result<Catalogue, wit::types::Failure> {
        match self.ports.store.fields() {
            Ok(fields) => Ok(Catalogue::new(fields)),
            Err(error) => Err(self.failure(&error.into())),
        }
    }
}

impl offered::availability::Guest for Component {
    fn check(language: Option<String>) -> Option<wit::types::Problem> {
        let call = Call::new(language.as_deref());
        let problem = availability::check(&call.tenant).err()?;
        Some(convert::problem(&problem, call.language))
    }
}

impl offered::settings::Guest for Component {
    fn schema() -> String {
        settings::json_schema()
    }

    fn defaults(language: Option<String>) -> String {
        ImportSettings::default_for(Call::new(language.as_deref()).language).to_json()
    }

    fn check(
        settings: String,
        file: Option<wit::files::Source>,
        language: Option<String>,
    ) -> Result<Vec<wit::types::Problem>, wit::types::Failure> {
        let call = Call::allowed(language.as_deref())?;
        let settings = ImportSettings::parse(&settings).map_err(|problem| call.failure(&Failure::settings(problem)))?;
        let catalogue = call.catalogue()?;
        let file = file.map(|file| -> SharedSource { Rc::new(HostSource::new(file, call.language)) });
        let found = check::check(&settings, file, &catalogue, Some(&call.tenant))
            .map_err(|problem| call.failure(&Failure::unreadable(problem)))?;
        Ok(convert::problems(&found, call.language))
    }
}

impl offered::access_links::Guest for Component {
    fn send(
        users: Vec<String>,
        channel: wit::notifier::Channel,
        language: Option<String>,
    ) -> Result<Vec<offered::access_links::Sent>, wit::types::Failure> {
        let call = Call::allowed(language.as_deref())?;
        let sent = access_link::send(&call.ports, &users, &convert::channel(channel))
            .map_err(|failure| call.failure(&failure))?;
        let answer = |sent: access_link::Sent| offered::access_links::Sent {
            problem: sent.problem.map(|problem| convert::problem(&problem, call.language)),
            user: sent.user,
        };
        Ok(sent.into_iter().map(answer).collect())
    }
}

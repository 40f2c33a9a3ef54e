//! `tenant`: facts about the company and who asks.

use super::super::bindings::roster::users::{tenant as wit, types};
use super::{HostFault, State};
use crate::store::{Role, SourceSystem};

impl types::Host for State {}

impl wit::Host for State {
    fn describe(&mut self) -> wasmtime::Result<wit::Facts> {
        self.serve(|state| {
            let host = &state.host;
            let facts = host.store.facts().map_err(|error| HostFault(error.said().text(state.language())))?;
            Ok(wit::Facts {
                // A name is a company's for good here.
                id: facts.name.clone(),
                name: facts.name.clone(),
                licences_bought: facts.licences_bought,
                licences_used: facts.licences_used,
                connected_to: facts.connected_to.map(|system| match system {
                    SourceSystem::Outlook => wit::SourceSystem::Outlook,
                    SourceSystem::Salesforce => wit::SourceSystem::Salesforce,
                    SourceSystem::DynamicsCrm => wit::SourceSystem::DynamicsCrm,
                    SourceSystem::Other(name) => wit::SourceSystem::Other(name),
                }),
                actor: wit::Actor {
                    id: host.actor.id.clone(),
                    name: host.actor.name.clone(),
                    role: match host.actor.role {
                        Role::User => wit::Role::User,
                        Role::Supervisor => wit::Role::Supervisor,
                        Role::Administrator => wit::Role::Administrator,
                    },
                    language: host.actor.language.clone(),
                },
                default_language: facts.default_language,
                country: facts.country,
                log_in_name: Some(format!("{}/{{user-name}}", facts.name)),
                max_rows: host.max_rows,
                max_bytes: host.max_bytes,
                now: u64::try_from(host.store.now()).ok(),
                extra: Vec::new(),
            })
        })
    }
}

//! Who may use the plugin at all: administrators of companies with at least two licences that are not connected directly to
//! a data source system.

use crate::failure::{Failure, FailureReason};
use crate::host::{Role, SourceSystem, Tenant};
use crate::message::{Problem, access as message};

/// Below this number of licences there is no import and export.
pub const LEAST_LICENCES: u32 = 2;

/// Answers the first reason why this company or this person may not use import and export.
///
/// # Errors
/// `connected-tenant`, `too-few-licences`, or `not-administrator`.
pub fn check(tenant: &Tenant) -> Result<(), Problem> {
    if let Some(system) = &tenant.connected_to {
        let system = match system {
            SourceSystem::Outlook => "Microsoft Outlook",
            SourceSystem::Salesforce => "Salesforce",
            SourceSystem::DynamicsCrm => "Microsoft Dynamics CRM",
            SourceSystem::Other(name) => name,
        };
        return Err(Problem::new(message::CONNECTED_TENANT).with("tenant", &tenant.name).with("system", system));
    }
    if tenant.licences_bought < LEAST_LICENCES {
        return Err(Problem::new(message::TOO_FEW_LICENCES)
            .with("tenant", &tenant.name)
            .with("licences", tenant.licences_bought));
    }
    if tenant.actor_role != Role::Administrator {
        return Err(Problem::new(message::NOT_ADMINISTRATOR));
    }
    Ok(())
}

/// The same as [`check`], as what an interface of the contract answers.
///
/// # Errors
/// [`FailureReason::NotAvailable`].
pub fn require(tenant: &Tenant) -> Result<(), Failure> {
    check(tenant).map_err(|problem| Failure::new(FailureReason::NotAvailable, problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::memory::MemoryTenant;

    #[test]
    fn only_administrators_of_unconnected_companies_with_two_licences_may() {
        let connected = |system| Tenant { connected_to: Some(system), ..MemoryTenant::default().0 };
        let cases = [
            (MemoryTenant::default().0, None),
            (Tenant { licences_bought: 2, ..MemoryTenant::default().0 }, None),
            (Tenant { licences_bought: 1, ..MemoryTenant::default().0 }, Some("too-few-licences")),
            (Tenant { licences_bought: 0, ..MemoryTenant::default().0 }, Some("too-few-licences")),
            (connected(SourceSystem::Outlook), Some("connected-tenant")),
            (connected(SourceSystem::Salesforce), Some("connected-tenant")),
            (connected(SourceSystem::DynamicsCrm), Some("connected-tenant")),
            (connected(SourceSystem::Other("SAP".to_owned())), Some("connected-tenant")),
            (Tenant { actor_role: Role::Supervisor, ..MemoryTenant::default().0 }, Some("not-administrator")),
            (Tenant { actor_role: Role::User, ..MemoryTenant::default().0 }, Some("not-administrator")),
        ];
        for (tenant, code) in cases {
            assert_eq!(check(&tenant).err().map(|problem| problem.code()), code, "{tenant:?}");
        }
    }
}

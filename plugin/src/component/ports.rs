//! What the host supplies: the ports of [`crate::host`] over the contract's imports.
//!
//! A host is not trusted with lengths: an answer of another length than the question is a fault of the host, told as such.

use std::rc::Rc;

use super::bindings::roster::users as wit;
use super::convert;
use crate::field::{Field, FieldId};
use crate::host::{
    Account, Batch, ChangeResult, Delivery, FileError, Intent, Notice, Notifier, Page, Ports, PurgeSize, Session, Sink,
    Source, StoreError, Tenant, TenantPort, Totals, UserStore,
};
use crate::message::{Language, Problem, apply as message};

/// The greatest number of bytes that the contract allows in one call of `files`.
const MOST_BYTES: u32 = 1 << 20;

/// The ports of this instance's host.
pub(super) fn ports() -> Ports {
    Ports { tenant: Rc::new(Host), store: Rc::new(Host), notifier: Rc::new(Host) }
}

/// The host behind the imports. There is one, so nothing is kept here.
struct Host;

impl TenantPort for Host {
    fn describe(&self) -> Tenant {
        convert::tenant(wit::tenant::describe())
    }
}

impl UserStore for Host {
    fn fields(&self) -> Result<Vec<Field>, StoreError> {
        let fields = wit::user_store::fields().map_err(convert::store_error)?;
        Ok(fields.into_iter().map(convert::field).collect())
    }

    fn find(&self, key: &FieldId, values: &[String], fields: &[FieldId]) -> Result<Vec<Vec<Account>>, StoreError> {
        let found =
            wit::user_store::find(key.as_str(), values, &convert::field_ids(fields)).map_err(convert::store_error)?;
        same_length("find", values.len(), found.len())?;
        found.into_iter().map(|accounts| accounts.into_iter().map(|one| account(one, fields)).collect()).collect()
    }

    fn page(&self, cursor: Option<&str>, limit: u32, fields: &[FieldId]) -> Result<Page, StoreError> {
        let page = wit::user_store::page(cursor, limit, &convert::field_ids(fields)).map_err(convert::store_error)?;
        let accounts = page.accounts.into_iter().map(|one| account(one, fields)).collect::<Result<_, _>>()?;
        Ok(Page { accounts, next: page.next })
    }

    fn totals(&self) -> Result<Totals, StoreError> {
        let totals = wit::user_store::totals().map_err(convert::store_error)?;
        Ok(Totals {
            accounts: totals.accounts,
            active: totals.active,
            active_administrators: totals.active_administrators,
        })
    }

    fn purge_sizes(&self, accounts: &[String]) -> Result<Vec<PurgeSize>, StoreError> {
        let sizes = wit::user_store::purge_sizes(accounts).map_err(convert::store_error)?;
        same_length("purge-sizes", accounts.len(), sizes.len())?;
        Ok(sizes
            .into_iter()
            .map(|size| PurgeSize { customers: size.customers, appointments: size.appointments, reports: size.reports })
            .collect())
    }

    fn list_entries(&self, field: &FieldId) -> Result<Option<Vec<String>>, StoreError> {
        wit::user_store::list_entries(field.as_str()).map_err(convert::store_error)
    }

    fn begin(&self, intent: &Intent) -> Result<Box<dyn Session>, StoreError> {
        let session = wit::user_store::begin(&convert::intent(intent)).map_err(convert::store_error)?;
        Ok(Box::new(HostSession(session)))
    }
}

impl Notifier for Host {
    fn send(&self, notices: &[Notice]) -> Result<Vec<Delivery>, StoreError> {
        let notices: Vec<_> = notices.iter().map(convert::notice).collect();
        let deliveries = wit::notifier::send(&notices).map_err(convert::store_error)?;
        same_length("send", notices.len(), deliveries.len())?;
        Ok(deliveries
            .into_iter()
            .map(|delivery| match delivery {
                wit::notifier::Delivery::Sent => Delivery::Sent,
                wit::notifier::Delivery::Failed(text) => Delivery::Failed(text),
            })
            .collect())
    }
}

fn account(account: wit::user_store::Account, fields: &[FieldId]) -> Result<Account, StoreError> {
    same_length("account.values", fields.len(), account.values.len())?;
    Ok(Account {
        id: account.version.id,
        revision: account.version.revision,
        active: account.active,
        values: account.values.into_iter().map(|value| value.map(convert::value)).collect(),
    })
}

fn same_length(function: &str, asked: usize, answered: usize) -> Result<(), StoreError> {
    if asked == answered {
        return Ok(());
    }
    Err(StoreError::Other(format!("{function}: {answered} != {asked}.")))
}

struct HostSession(wit::user_store::Session);

impl Session for HostSession {
    fn apply(&mut self, batch: &Batch) -> Result<Vec<ChangeResult>, StoreError> {
        let results = self.0.apply(&convert::batch(batch)).map_err(convert::store_error)?;
        same_length("apply", batch.changes.len(), results.len())?;
        Ok(results.into_iter().map(convert::change_result).collect())
    }

    fn finish(self: Box<Self>, receipt: &str) -> Result<(), StoreError> {
        self.0.finish(receipt).map_err(convert::store_error)
    }
}

/// A file of the host to read.
pub(super) struct HostSource {
    source: wit::files::Source,
    size: u64,
    language: Language,
}

impl HostSource {
    /// Takes over a file; faults are told in `language`.
    pub(super) fn new(source: wit::files::Source, language: Language) -> Self {
        let size = source.size();
        Self { source, size, language }
    }
}

impl Source for HostSource {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, length: u32) -> Result<Vec<u8>, FileError> {
        let left = self.size.saturating_sub(offset);
        let wanted = u32::try_from(left).unwrap_or(u32::MAX).min(length);
        let mut bytes = Vec::new();
        while let have = u32::try_from(bytes.len()).unwrap_or(u32::MAX)
            && have < wanted
        {
            let step = (wanted - have).min(MOST_BYTES);
            let mut part = self
                .source
                .read(offset + u64::from(have), step)
                .map_err(|error| convert::file_error(error, self.language))?;
            part.truncate(step as usize);
            if part.is_empty() {
                // Shorter than its size said: it was cut while it was read.
                return Err(FileError(Problem::new(message::FILE_CHANGED).text(self.language)));
            }
            if bytes.is_empty() {
                bytes = part;
            } else {
                bytes.append(&mut part);
            }
        }
        Ok(bytes)
    }
}

/// A file of the host to write.
pub(super) struct HostSink {
    sink: wit::files::Sink,
    language: Language,
}

impl HostSink {
    /// Takes over a file; faults are told in `language`.
    pub(super) fn new(sink: wit::files::Sink, language: Language) -> Self {
        Self { sink, language }
    }
}

impl Sink for HostSink {
    fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        bytes
            .chunks(MOST_BYTES as usize)
            .try_for_each(|part| self.sink.write(part))
            .map_err(|error| convert::file_error(error, self.language))
    }
}

//! The users of every tenant, in one SQLite file: the port behind `user-store`, `tenant` and the journal of imports.
//!
//! [`Database`] is the file. [`TenantStore`] is the only door to a tenant's rows: it is bound to one tenant when it is opened,
//! and every statement behind it names that tenant. Nothing here knows WebAssembly, the command line, or how a message is sent.
//!
//! | file | what stands there |
//! |---|---|
//! | `schema` | the tables, and the triggers that keep prior images for restore points |
//! | `columns` | which field is which column, and how values become SQL and back |
//! | `keys` | how keys are compared |
//! | `users` | finding, paging, counting |
//! | `changes` | what one change may do, and doing it |
//! | `journal` | runs of writes: the lock, what was applied, how it ended |
//! | `restore` | restore points |
//! | `tenants`, `passwords` | companies and their administrators |
//! | `accounts` | disable, enable, transfer, download, delete: by hand, one at a time |
//! | `links`, `outbox` | access links, the passwords that are set with them, and text messages that hold them |
//! | `customers` | customers, appointments and reports |
//! | `faults` | the doors for tests that make a run fail |

mod accounts;
mod changes;
mod columns;
mod customers;
mod database;
mod error;
mod faults;
mod journal;
mod keys;
mod links;
mod names;
mod outbox;
mod passwords;
mod restore;
mod schema;
mod settings;
mod tenants;
mod texts;
mod users;

#[cfg(test)]
mod tests;

pub use accounts::ByHand;
pub(crate) use accounts::account_json;
pub use changes::{Action, CellChange, Change, ChangeResult};
pub use columns::{OwnChoice, OwnField, OwnKind, Value, all_fields, own_fields};
pub use customers::NewData;
pub use database::{Database, TenantStore};
pub use error::StoreError;
pub use journal::{Intent, JournalEntry, JournalRow, RunState, Session, TIME_LIMIT};
pub use keys::normalise;
pub use links::{LinkUse, Recipient, Sending};
pub(crate) use passwords::login_name;
pub use restore::{Named, Preview, RestorePoint, Restored};
pub use tenants::{Actor, DEMO, NewTenant, Role, SourceSystem, TenantChanges, TenantFacts};
pub use texts::Refusal;
pub use users::{Account, PurgeSize, Totals};

/// The greatest number of values, ids, accounts or changes in one call.
pub const MAX_PER_CALL: usize = 1_000;

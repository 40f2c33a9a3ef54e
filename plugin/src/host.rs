//! The ports: what a host supplies to the rules, as small traits in the rules' own words.
//!
//! The component implements them over the WIT contract, tests implement them in memory. Nothing here knows WIT,
//! SQL or HTTP. The contract's reference manual is `wit/`; the traits below say only what Rust adds to it.

pub mod memory;

use std::rc::Rc;

use crate::field::{Field, FieldId, Value};
use crate::message::Language;

/// The source system that a tenant is connected to directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceSystem {
    /// Microsoft Outlook.
    Outlook,
    /// Salesforce.
    Salesforce,
    /// Microsoft Dynamics CRM.
    DynamicsCrm,
    /// Any other, by the name people know it under.
    Other(String),
}

/// The role of the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An ordinary user (level 0).
    User,
    /// A supervisor (level 1).
    Supervisor,
    /// An administrator (level 2).
    Administrator,
}

/// Facts about the company and the person who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// What tells the company from every other of this host; opaque.
    pub id: String,
    /// The company's name, for messages.
    pub name: String,
    /// Licences bought.
    pub licences_bought: u32,
    /// Licences in use: one per account with its own schedule, active or not, until it is deleted.
    pub licences_used: u32,
    /// The connected source system, if any.
    pub connected_to: Option<SourceSystem>,
    /// The account id of the person who asks; none where no account stands behind the call.
    pub actor_id: Option<String>,
    /// The name to put on a receipt for the person who asks.
    pub actor_name: String,
    /// The role of the person who asks.
    pub actor_role: Role,
    /// The language of the person who asks.
    pub language: Language,
    /// The company's default language (BCP 47).
    pub default_language: String,
    /// The company's country (ISO 3166-1 alpha-2), where known.
    pub country: Option<String>,
    /// How people of this company write their user name when they log in, with `{user-name}`; none: as it is.
    pub log_in_name: Option<String>,
    /// The greatest number of data rows that this host takes in one file; none means the plugin's own limit.
    pub max_rows: Option<u64>,
    /// The greatest size in bytes of a file that this host takes; none means the plugin's own limit.
    pub max_bytes: Option<u64>,
    /// The time of the call in seconds since 1970, where the host tells it.
    pub now: Option<u64>,
}

/// One account as the store has it, with the values of the fields that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The account's id: opaque, unique, never reused.
    pub id: String,
    /// Changes with every write to the account; opaque.
    pub revision: String,
    /// Whether the person can log in.
    pub active: bool,
    /// One entry per field asked for, in that order; none where the account has nothing.
    pub values: Vec<Option<Value>>,
}

/// Some accounts of a walk through all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The accounts, in an order that stays the same during the walk.
    pub accounts: Vec<Account>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
}

/// Why the store could not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// For now; the same call may be tried again.
    Busy,
    /// The store is full.
    Full,
    /// The host no longer allows it; the text is for people.
    Refused(String),
    /// Anything else; the text is for people.
    Other(String),
}

/// What a cell of a change does to a field.
#[derive(Clone, Debug, PartialEq)]
pub enum CellChange {
    /// Leaves it as it is; on create: the host's default.
    Keep,
    /// Empties it.
    Clear,
    /// Sets it.
    Set(Value),
}

/// What is done with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A new account; active unless the batch's `active` cell says no.
    Create,
    /// Writes the set cells.
    Update,
    /// Disables the log-in, keeps the data; writes the set cells too.
    Deactivate,
    /// Enables the log-in again; writes the set cells too.
    Reactivate,
}

/// One change of a batch. Its cells are in the order of the batch's fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is done.
    pub action: Action,
    /// The account and the revision the change was planned against; none on create.
    pub account: Option<AccountVersion>,
    /// Whether the change makes the host purge the account's customers, appointments and reports.
    pub purges: bool,
    /// One cell per field of the batch.
    pub cells: Vec<CellChange>,
}

/// An account at one revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountVersion {
    /// The account's id.
    pub id: String,
    /// Its revision.
    pub revision: String,
}

/// A batch of changes as a table: the fields once, then cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// The fields of the cells.
    pub fields: Vec<FieldId>,
    /// The changes, applied in this order.
    pub changes: Vec<Change>,
}

/// What became of one change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeResult {
    /// Written; the account as it is now.
    Applied(AccountVersion),
    /// Not written: the account is at another revision than the change was planned against, or gone.
    Stale,
    /// Not written: the host found a reason in the change itself.
    Rejected {
        /// The host's stable code.
        code: String,
        /// The field at fault, if it is one.
        field: Option<FieldId>,
        /// For people, in the language of the person who asks.
        text: String,
    },
}

/// What an own-schedule purge of one account would delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PurgeSize {
    /// Customers.
    pub customers: u64,
    /// Appointments.
    pub appointments: u64,
    /// Reports.
    pub reports: u64,
}

/// What a plan would do, told to the host before the first write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// Accounts to create.
    pub create: u64,
    /// Accounts to update.
    pub update: u64,
    /// Accounts to deactivate.
    pub deactivate: u64,
    /// Accounts to reactivate.
    pub reactivate: u64,
    /// Accounts whose data will be purged.
    pub purge: u64,
    /// The SHA-256 of the file, in lower-case hex.
    pub source_hash: String,
}

/// The users of one tenant.
pub trait UserStore {
    /// The host's own fields beside the standard ones.
    fn fields(&self) -> Result<Vec<Field>, StoreError>;

    /// For each value, in order, the accounts whose `key` field equals it. Values come normalised (see
    /// `crate::field::normalise_key`) and the host compares normalised. Active and inactive accounts are found.
    fn find(&self, key: &FieldId, values: &[String], fields: &[FieldId]) -> Result<Vec<Vec<Account>>, StoreError>;

    /// Walks through all accounts, at most `limit` a page.
    fn page(&self, cursor: Option<&str>, limit: u32, fields: &[FieldId]) -> Result<Page, StoreError>;

    /// How many accounts are active, and how many of these are administrators.
    fn totals(&self) -> Result<Totals, StoreError>;

    /// What purging each of these accounts would delete, in order.
    fn purge_sizes(&self, accounts: &[String]) -> Result<Vec<PurgeSize>, StoreError>;

    /// The entries that lists of a field have in any account, each once; none where the host cannot tell.
    fn list_entries(&self, field: &FieldId) -> Result<Option<Vec<String>>, StoreError>;

    /// Begins writing. The host may refuse, lock, or make a restore point.
    fn begin(&self, intent: &Intent) -> Result<Box<dyn Session>, StoreError>;
}

/// How many accounts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All accounts.
    pub accounts: u64,
    /// Those that are active.
    pub active: u64,
    /// Active administrators.
    pub active_administrators: u64,
}

/// A run of writes. Dropping it without [`Session::finish`] is a cancelled run: what was applied stays.
pub trait Session {
    /// Applies a batch and answers per change, in order. A change that is not applied does not undo another.
    /// After an error, the whole batch counts as not started.
    fn apply(&mut self, batch: &Batch) -> Result<Vec<ChangeResult>, StoreError>;

    /// Ends the run and hands over the receipt (a JSON document).
    fn finish(self: Box<Self>, receipt: &str) -> Result<(), StoreError>;
}

/// A file to read, at any place.
pub trait Source {
    /// The size in bytes.
    fn size(&self) -> u64;

    /// Reads up to `length` bytes at `offset`; fewer only at the end of the file.
    fn read_at(&self, offset: u64, length: u32) -> Result<Vec<u8>, FileError>;
}

/// A file in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemorySource(pub Vec<u8>);

impl Source for MemorySource {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: u32) -> Result<Vec<u8>, FileError> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        let end = start.saturating_add(length as usize).min(self.0.len());
        Ok(self.0[start..end].to_vec())
    }
}

/// A file to write, front to back.
pub trait Sink {
    /// Appends all of `bytes`.
    fn write(&mut self, bytes: &[u8]) -> Result<(), FileError>;
}

/// Why a file could not be read or written; the text is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError(pub String);

/// How a message reaches a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By email.
    Email,
    /// By SMS to the mobile number.
    Sms,
    /// A channel of the host's own.
    Other(String),
}

/// A message for one user. The text holds [`LINK_PLACEHOLDER`] where the host puts the access link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The account's id.
    pub user_id: String,
    /// How it is sent.
    pub channel: Channel,
    /// The subject; unused by SMS.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// What stands in a notice where the host puts the access link.
pub const LINK_PLACEHOLDER: &str = "{access-link}";

/// What became of one notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Handed over to the channel.
    Sent,
    /// Not sent; the text is for people.
    Failed(String),
}

/// Sends messages on the plugin's behalf.
pub trait Notifier {
    /// Sends each notice and answers in order.
    fn send(&self, notices: &[Notice]) -> Result<Vec<Delivery>, StoreError>;
}

/// Describes the company and who asks.
pub trait TenantPort {
    /// The facts as they are now.
    fn describe(&self) -> Tenant;
}

/// Everything that a host supplies, for one tenant and one acting person.
#[derive(Clone)]
pub struct Ports {
    /// The company and who asks.
    pub tenant: Rc<dyn TenantPort>,
    /// Its users.
    pub store: Rc<dyn UserStore>,
    /// Its way of sending messages.
    pub notifier: Rc<dyn Notifier>,
}

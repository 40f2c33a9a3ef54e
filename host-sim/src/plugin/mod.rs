//! Running the plugin: the part to copy into a host of one's own.
//!
//! [`Plugin`] is a component, compiled and linked to what this host grants. [`Instance`] works for one tenant and one person;
//! its typed wrappers walk through the contract step by step. [`limits`] says what a plugin may use. A plugin that breaks
//! (memory, time, a trap) ends the call with a [`Failure`] in the host's own words, and nothing else.

mod bindings;
mod broken;
mod engine;
mod instance;
pub mod limits;
mod load;
mod ports;
mod work;

pub use bindings::exports::roster::users::{access_links, exporting, importing};
pub use bindings::roster::users::notifier::Channel as AccessLinkChannel;
pub use bindings::roster::users::types::{Failure, FailureReason, Problem, Progress, Severity, Value};
pub use instance::Instance;
pub use load::{EMBEDDED, GRANTED, LoadError, Plugin};
pub use ports::{Channel, Delivery, FileError, FileSource, FileTarget, Notice, Notify, ReadAt, Target, TenantHost};
pub use work::{Applying, Exporting, Inspecting, Plan, Reporting, Table};

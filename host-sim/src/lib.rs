//! A small, real CRM host for the Roster plugin.
//!
//! [`plugin`] loads the component and bounds what it may use: the part to copy into a host of one's own. [`store`] is the
//! port every host writes for its own users, [`notify`] sends what the plugin asks to send, [`import_run`] drives an import
//! from file to receipt for whoever shows it, [`message`] has what this host says to people, [`private`] makes
//! files that are nobody else's, [`document`] reads settings documents, [`cli`] is the command line and
//! [`web`] the HTTP API. The host knows the plugin by its WIT
//! contract alone: no rule of importing stands here.

pub mod cli;
pub mod document;
pub mod files;
pub mod import_run;
pub mod language;
pub mod message;
pub mod notify;
pub mod plugin;
pub mod private;
pub mod store;
pub mod web;

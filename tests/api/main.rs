//! The HTTP API over loopback: the built program, a real database, raw HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

mod access;
mod client;
mod document;
#[path = "../common/guest.rs"]
mod guest;
mod import_export;
mod jobs;
mod login;
mod refused;
mod server;
mod together;

//! The rules of bulk user import and export.
//!
//! One road leads through this crate, a room per step:
//! bytes -> [`sheet`] -> [`mapping`] -> [`field`] values -> [`import`] (match, plan, guards, apply, report),
//! and [`export`] is the same road walked back. What a host supplies stands in [`host`] as small traits,
//! every text a person reads in [`message`].
//!
//! The crate compiles natively, for tests, fuzzing and benchmarks, and to a WASI component. Only the module
//! `component`, which exists in the component alone, knows the WIT contract.

pub mod access_link;
pub mod availability;
pub mod cell;
pub mod export;
pub mod failure;
pub mod field;
pub mod host;
pub mod import;
pub mod mapping;
pub mod message;
pub mod sheet;

#[cfg(target_family = "wasm")]
mod component;

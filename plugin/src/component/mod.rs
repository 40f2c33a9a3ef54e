//! The component: the contract's exports over the rooms of this crate, and the ports over the contract's imports.
//!
//! The only module that knows WIT, and one that knows no rule: [`ports`] gives the rooms what the host supplies, [`exports`]
//! gives the host what the rooms offer, [`convert`] turns types into each other. Every export that touches a company's data
//! asks [`crate::availability`] first.

mod clock;
mod convert;
mod exports;
mod ports;

#[allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    reason = "generated from wit/, which documents it"
)]
mod bindings {
    wit_bindgen::generate!({ path: "../wit", world: "plugin" });

    export!(Component with_types_in self);
    use super::exports::Component;
}

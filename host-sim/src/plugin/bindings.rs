//! The contract in Rust, generated from `wit/`, which documents every item.

#![allow(missing_docs, unused_qualifications, reason = "generated")]

wasmtime::component::bindgen!({
    path: "../wit",
    world: "plugin",
    imports: { default: trappable },
    with: {
        "roster:users/user-store.session": super::ports::SessionHandle,
        "roster:users/files.source": super::ports::SourceHandle,
        "roster:users/files.sink": super::ports::SinkHandle,
    },
});

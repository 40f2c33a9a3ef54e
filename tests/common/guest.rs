//! Components that break on purpose.
#![allow(dead_code, clippy::unwrap_used)]

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, Resolve};

/// A component for the contract whose every function does this, as WebAssembly text.
pub(crate) fn component_that_does(instructions: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../wit")).unwrap();
    let world = resolve.select_world(&[package], Some("plugin")).unwrap();
    let dummy = dummy_module(&resolve, world, ManglingAndAbi::Legacy(LiftLowerAbi::Sync));
    let text = wasmprinter::print_bytes(dummy).unwrap().replace("unreachable", instructions);
    let mut module = wat::parse_str(text).unwrap();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().module(&module).unwrap().encode().unwrap()
}

/// The real plugin, which does this, as WebAssembly text, behind the batch of that number: what it has written until then is
/// written, and it gets no further.
pub(crate) fn plugin_that_breaks_behind_batch(number: u32, instructions: &str) -> Vec<u8> {
    const APPLY: &str = r#"(import "roster:users/user-store@0.1.0" "[method]session.apply" (func (;"#;
    let text = wasmprinter::print_bytes(host_sim::plugin::EMBEDDED).unwrap();
    let import = text.find(APPLY).unwrap();
    let index = text[import + APPLY.len()..].split(';').next().unwrap();
    let begin = text[..import].rfind("(core module").unwrap();
    let end = import + text[import..].find("\n  )\n").unwrap();
    // Every call of the host's function goes through one that counts; added last, it moves no other function's number.
    let module = text[begin..end].replace(&format!("call {index}\n"), "call $breaking\n");
    let breaking = format!(
        "(global $batches (mut i32) (i32.const 0))
        (func $breaking (param i32 i32 i32 i32 i32 i32)
          local.get 0 local.get 1 local.get 2 local.get 3 local.get 4 local.get 5 call {index}
          global.get $batches i32.const 1 i32.add global.set $batches
          global.get $batches i32.const {number} i32.ge_u if {instructions} end)"
    );
    wat::parse_str(format!("{}{module}\n{breaking}{}", &text[..begin], &text[end..])).unwrap()
}

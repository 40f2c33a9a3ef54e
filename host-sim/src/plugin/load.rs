//! Loading a plugin: the embedded component or a file, compiled, linked to what this host grants, ready to be instantiated.

use std::path::{Path, PathBuf};
use std::{fs, io};

use wasmtime::Engine;
use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime_wasi::cli::{WasiCli, WasiCliView};
use wasmtime_wasi::p2::bindings as wasi;
use wasmtime_wasi::random::WasiRandom;

use super::bindings::{PluginPre, roster};
use super::engine;
use super::instance::Instance;
use super::ports::{State, TenantHost};

/// The component that this program was built with.
pub static EMBEDDED: &[u8] = include_bytes!(env!("ROSTER_COMPONENT"));

/// What a plugin may ask for, by the names of its imports without their versions: the contract, and of WASI what the runtime of
/// a language needs to start and to say why it ended. No files, no network, no clocks, no environment with anything in it.
pub const GRANTED: [&str; 20] = [
    "roster:users/types",
    "roster:users/tenant",
    "roster:users/user-store",
    "roster:users/notifier",
    "roster:users/files",
    "wasi:cli/environment",
    "wasi:cli/exit",
    "wasi:cli/stdin",
    "wasi:cli/stdout",
    "wasi:cli/stderr",
    "wasi:cli/terminal-input",
    "wasi:cli/terminal-output",
    "wasi:cli/terminal-stdin",
    "wasi:cli/terminal-stdout",
    "wasi:cli/terminal-stderr",
    "wasi:io/error",
    "wasi:io/poll",
    "wasi:io/streams",
    "wasi:random/random",
    "wasi:random/insecure-seed",
];

/// Why a plugin cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("The component {0} cannot be read: {1}. Check the path given with --plugin.")]
    File(PathBuf, io::Error),
    /// Not a component.
    #[error(
        "{0} is not a WebAssembly component that this host can run. Give a file that was made with `component save`."
    )]
    NotAComponent(String),
    /// It asks for more than the host grants.
    #[error(
        "{0} asks for {1}, which this host does not grant to a plugin. Use a component built for the contract in wit/."
    )]
    AsksForMore(String, String),
    /// It is a component, but not one for this contract.
    #[error("{0} does not offer what the contract roster:users@0.1.0 asks of a plugin. Use a component built for it.")]
    OtherContract(String),
    /// The engine cannot be set up on this system.
    #[error("This system cannot run WebAssembly components: {0}.")]
    Engine(String),
}

/// A plugin, compiled and linked. Costly to make, once per process; every call for a tenant gets an instance of its own.
pub struct Plugin {
    engine: Engine,
    component: Component,
    ready: PluginPre<State>,
}

impl std::fmt::Debug for Plugin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plugin").finish_non_exhaustive()
    }
}

impl Plugin {
    /// Loads a component from `file`, or the embedded one. Compiled code is kept in `cache`, or in a folder of the user's cache.
    pub fn load(file: Option<&Path>, cache: Option<&Path>) -> Result<Self, LoadError> {
        match file {
            None => Self::from_bytes("The built-in component", EMBEDDED, cache),
            Some(path) => {
                let bytes = fs::read(path).map_err(|error| LoadError::File(path.to_path_buf(), error))?;
                Self::from_bytes(&path.display().to_string(), &bytes, cache)
            }
        }
    }

    /// Loads a component from memory; `name` stands for it in errors.
    pub fn from_bytes(name: &str, bytes: &[u8], cache: Option<&Path>) -> Result<Self, LoadError> {
        let engine = engine::engine(cache).map_err(|error| LoadError::Engine(error.to_string()))?;
        let component = Component::new(&engine, bytes).map_err(|error| {
            tracing::debug!(?error, "not compiled");
            LoadError::NotAComponent(name.to_owned())
        })?;
        let beyond = not_granted(&engine, &component);
        if !beyond.is_empty() {
            return Err(LoadError::AsksForMore(name.to_owned(), beyond.join(", ")));
        }
        let linked = linker(&engine).and_then(|linker| PluginPre::new(linker.instantiate_pre(&component)?));
        match linked {
            Ok(ready) => Ok(Self { engine, component, ready }),
            Err(error) => {
                tracing::debug!(?error, "not linked");
                Err(LoadError::OtherContract(name.to_owned()))
            }
        }
    }

    /// The names of everything that the component asks its host for.
    pub fn imports(&self) -> Vec<String> {
        imports(&self.engine, &self.component)
    }

    /// Makes an instance that works for one tenant and one person.
    pub fn instantiate(&self, host: TenantHost) -> Result<Instance, super::Failure> {
        Instance::new(&self.engine, &self.ready, host)
    }
}

fn imports(engine: &Engine, component: &Component) -> Vec<String> {
    component.component_type().imports(engine).map(|(name, _)| name.to_owned()).collect()
}

fn not_granted(engine: &Engine, component: &Component) -> Vec<String> {
    let mut names = imports(engine, component);
    names.retain(|name| !GRANTED.contains(&name.split('@').next().unwrap_or_default()));
    names
}

/// Grants interface by interface, so that this list and [`GRANTED`] are all that a plugin can reach.
fn linker(engine: &Engine) -> wasmtime::Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    let l = &mut linker;

    roster::users::types::add_to_linker::<_, HasSelf<State>>(l, |state| state)?;
    roster::users::tenant::add_to_linker::<_, HasSelf<State>>(l, |state| state)?;
    roster::users::user_store::add_to_linker::<_, HasSelf<State>>(l, |state| state)?;
    roster::users::notifier::add_to_linker::<_, HasSelf<State>>(l, |state| state)?;
    roster::users::files::add_to_linker::<_, HasSelf<State>>(l, |state| state)?;

    wasi::cli::environment::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::exit::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::stdin::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::stdout::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::stderr::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::terminal_input::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::terminal_output::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::terminal_stdin::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::terminal_stdout::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::cli::terminal_stderr::add_to_linker::<State, WasiCli>(l, WasiCliView::cli)?;
    wasi::io::error::add_to_linker::<State, HasTable>(l, State::table)?;
    wasi::sync::io::poll::add_to_linker::<State, HasTable>(l, State::table)?;
    wasi::sync::io::streams::add_to_linker::<State, HasTable>(l, State::table)?;
    wasi::random::random::add_to_linker::<State, WasiRandom>(l, State::random)?;
    wasi::random::insecure_seed::add_to_linker::<State, WasiRandom>(l, State::random)?;
    Ok(linker)
}

struct HasTable;

impl wasmtime::component::HasData for HasTable {
    type Data<'a> = &'a mut wasmtime::component::ResourceTable;
}

//! Builds the plugin to a component with a nested cargo, so that one command is enough. What it makes lies in `OUT_DIR`;
//! the program embeds it. Where the compilation target is missing, rustup is asked to add it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

const TARGET: &str = "wasm32-wasip2";
const PROFILE: &str = "component";
/// Vectors of 128 bits, with which markup and line breaks are found faster. Every engine of components has them.
const SIMD: &str = "-Ctarget-feature=+simd128";

/// What the outer cargo or the person set for the host's own compilation and the component must not inherit: wrappers (clippy
/// is one), flags, another target, another target folder.
const NOT_INHERITED: [&str; 11] = [
    "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER",
    "CARGO_BUILD_RUSTC_WRAPPER",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_TARGET_DIR",
    "CLIPPY_ARGS",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTDOCFLAGS",
    "RUSTFLAGS",
];

fn main() -> ExitCode {
    match build() {
        Ok(component) => {
            println!("cargo::rustc-env=ROSTER_COMPONENT={}", component.display());
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            println!("cargo::error={sentence}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<PathBuf, String> {
    let workspace = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("..");
    let workspace = workspace.canonicalize().map_err(|error| format!("The workspace cannot be found: {error}."))?;
    let target_folder = PathBuf::from(variable("OUT_DIR")?).join("plugin");

    for path in ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "plugin/Cargo.toml", "wit", "host-sim/build.rs"] {
        println!("cargo::rerun-if-changed={}", workspace.join(path).display());
    }
    ensure_target(&workspace)?;

    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .current_dir(&workspace)
        // `rustc --crate-type cdylib` and not `build`: the library is an rlib too, and cargo optimises across crates
        // only where nothing but a final artefact is asked for.
        .args(["rustc", "--locked", "--package", "roster-plugin", "--lib", "--crate-type", "cdylib"])
        .args(["--target", TARGET, "--profile", PROFILE, "--target-dir"])
        .arg(&target_folder)
        .env("CARGO_ENCODED_RUSTFLAGS", [SIMD, &remapped_paths(&workspace)].join("\x1f"));
    for name in NOT_INHERITED {
        cargo.env_remove(name);
    }
    let status = cargo.status().map_err(|error| format!("cargo cannot be started: {error}."))?;
    if !status.success() {
        return Err("The plugin did not compile; the compiler's messages stand above. \
             `cargo build -p roster-plugin` shows them alone."
            .to_owned());
    }

    let artefacts = target_folder.join(TARGET).join(PROFILE);
    watch_sources(&artefacts.join("roster_plugin.d"));
    let component = artefacts.join("roster_plugin.wasm");
    if component.is_file() {
        Ok(component)
    } else {
        Err(format!("cargo made no component at {}.", component.display()))
    }
}

/// The component's bytes do not depend on where the project lies: the same sources give the same entry in the cache of
/// compiled code, and no path of this machine is published.
fn remapped_paths(workspace: &Path) -> String {
    let mut flags = vec![format!("--remap-path-prefix={}=roster", workspace.display())];
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = cargo_home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.join("\x1f")
}

/// Asks cargo to run this script again when a source of the component changes.
fn watch_sources(dependencies: &Path) {
    let Ok(text) = fs::read_to_string(dependencies) else { return };
    for line in text.lines() {
        let Some((_, sources)) = line.split_once(": ") else { continue };
        // A space within a path is written `\ `.
        for source in sources.replace("\\ ", "\0").split_whitespace() {
            println!("cargo::rerun-if-changed={}", source.replace('\0', " "));
        }
    }
}

fn ensure_target(workspace: &Path) -> Result<(), String> {
    if has_target(workspace)? {
        return Ok(());
    }
    println!("cargo::warning=The Rust target {TARGET} is missing; adding it with `rustup target add {TARGET}`.");
    // In the workspace, so that its pinned toolchain is meant.
    let added = Command::new("rustup").current_dir(workspace).args(["target", "add", TARGET]).status();
    if added.is_ok_and(|status| status.success()) && has_target(workspace)? {
        return Ok(());
    }
    Err(format!(
        "The Rust target {TARGET} is missing and could not be added. Run `rustup target add {TARGET}` in {}.",
        workspace.display()
    ))
}

/// Whether the compiler that will be used has a standard library for the target.
fn has_target(workspace: &Path) -> Result<bool, String> {
    let output = Command::new(variable("RUSTC")?)
        .current_dir(workspace)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("rustc cannot be started: {error}."))?;
    let folder = String::from_utf8_lossy(&output.stdout);
    let files = fs::read_dir(folder.trim());
    Ok(files.is_ok_and(|files| {
        files.flatten().any(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    }))
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set; cargo sets it for build scripts."))
}

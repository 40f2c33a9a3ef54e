//! The command line: arguments in, sentences or one JSON object out, an exit code for scripts.
//!
//! [`args`] lists the commands, each command is a module of its own with `Args` and `run`. Results go to standard output,
//! progress and diagnostics to standard error; a failure is a sentence that ends in what to do next.

pub mod access_link;
pub mod args;
pub mod component;
pub mod context;
pub mod export;
pub mod import;
pub mod imports;
pub mod inspect;
pub mod output;
pub mod progress;
pub mod reading;
pub mod remembered;
pub mod restore;
pub mod serve;
pub mod settings;
pub mod show;
pub mod tenant;
pub mod users;
pub mod visible;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use context::Context;
use output::{Failed, Finished};

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let Cli { common, command } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    start_diagnostics(&command);
    let context = Context::new(common);
    match run(&context, &command) {
        Ok(finished) => ExitCode::from(finished as u8),
        Err(failed) => {
            context.output.failure(&failed, context.language());
            ExitCode::from(failed.exit as u8)
        }
    }
}

fn run(context: &Context, command: &Command) -> Result<Finished, Failed> {
    match command {
        Command::Import(args) => import::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::Template(args) => export::run_template(context, args),
        Command::Inspect(args) => inspect::run(context, args),
        Command::Settings(args) => settings::run(context, args),
        Command::Component(args) => component::run(context, args),
        Command::Users(args) => users::run(context, args),
        Command::Tenant(args) => tenant::run(context, args),
        Command::AccessLink(args) => access_link::run(context, args),
        Command::Restore(args) => restore::run(context, args),
        Command::Imports(args) => imports::run(context, args),
        Command::Serve(args) => serve::run(context, args),
    }
}

/// What clap says about wrong arguments; help and version are no failure.
fn usage(error: &clap::Error) -> ExitCode {
    // A closed pipe is nothing to complain about.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { output::Exit::Usage as u8 } else { 0 })
}

/// `ROSTER_LOG=debug` shows what went on; without it, only warnings, and of a server a line per request.
fn start_diagnostics(command: &Command) {
    use tracing_subscriber::EnvFilter;
    let usual = if matches!(command, Command::Serve(_)) { "warn,host_sim=info" } else { "warn" };
    let filter = EnvFilter::try_from_env("ROSTER_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    // Only fails where a subscriber is set already, which is as good.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .without_time()
        .try_init();
}

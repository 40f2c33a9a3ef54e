//! List and show imports.

use super::Context;
use super::output::{Failed, Finished};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let _ = (context, args);
    Err(Failed::usage("This command is not there yet."))
}

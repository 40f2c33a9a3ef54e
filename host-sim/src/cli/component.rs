//! `component`: the plugin that this program carries.

use std::path::PathBuf;

use clap::Subcommand;

use super::context::Context;
use super::output::{Failed, Finished};
use crate::files::{NewFile, io_said};
use crate::message;
use crate::plugin::EMBEDDED;

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub command: Command,
}

/// What to do with it.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the built-in component to a file, for another host
    Save {
        /// The file; `-` for standard output
        file: PathBuf,
    },
    /// List everything that the component asks its host for
    Imports,
}

/// Runs the command.
///
/// # Errors
/// The file cannot be written, or the component cannot be loaded.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    context.host_only()?;
    match &args.command {
        Command::Save { file } => {
            let cannot = |error: std::io::Error| {
                let said = message::FILE_UNWRITABLE.with("file", file.display());
                Failed::host(said.with_said("why", &io_said(&error)))
            };
            let new = NewFile::create(file).map_err(cannot)?;
            let written = new.target().map_err(cannot)?.append(EMBEDDED);
            if let Err(error) = written {
                return Err(Failed::host(format!("The file {} cannot be written: {error:?}.", file.display())));
            }
            new.finish().map_err(cannot)?;
            if file.as_path() != std::path::Path::new("-") {
                let (file, size) = (file.display(), EMBEDDED.len());
                super::users::done(
                    context,
                    format!("Die Komponente steht in {file} ({size} Bytes)."),
                    format!("The component is in {file} ({size} bytes)."),
                );
            }
        }
        Command::Imports => {
            let imports = context.plugin()?.imports();
            if context.output.is_json() {
                context.output.object(&imports);
            } else {
                imports.iter().for_each(|name| context.output.line(name));
            }
        }
    }
    Ok(Finished::Done)
}

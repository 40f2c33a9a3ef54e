//! The commands and the flags that all of them share.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{access_link, component, export, import, imports, inspect, restore, serve, settings, tenant, users};
use crate::language::Language;

/// A small CRM with users, and bulk import and export of them through the Roster plugin.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub common: Common,
    #[command(subcommand)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub command: Command,
}

const AFTER_HELP: &str = "Exit codes: 0 done, 1 done but some rows failed, 2 wrong usage, 3 refused (not available to \
this company, or a guard stands in the way; also of a dry run that would be), 4 the file cannot be read, 5 the host failed (the \
database or a file cannot be opened or written), 6 busy (another import of the company is running), 7 stopped by a signal or the \
time limit (what was written stays).";

/// The flags that all commands share.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The database; an import, `tenant create` and `serve` make it where there is none
    #[arg(long, global = true, value_name = "FILE", env = "ROSTER_DB", default_value = "roster.db")]
    pub db: PathBuf,
    /// The company. `demo` exists without being made
    #[arg(long, global = true, value_name = "NAME", default_value = "demo")]
    pub tenant: String,
    /// The administrator (user name, email address, id, or the NAME of `tenant create --admin`) on whose behalf this is done; without it, a service of the host
    #[arg(long = "as", global = true, value_name = "USER")]
    pub acting: Option<String>,
    /// The language of messages: `de` or `en`; without it, that of the terminal (LC_ALL, LC_MESSAGES, LANG), else the company's
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub language: Option<Language>,
    /// Print one JSON object instead of sentences
    #[arg(long, global = true)]
    pub json: bool,
    /// Another component than the built-in one
    #[arg(long, global = true, value_name = "FILE")]
    pub plugin: Option<PathBuf>,
    /// Where compiled components are kept; without it, a folder of the user's cache
    #[arg(long, global = true, value_name = "DIR", env = "ROSTER_CACHE")]
    pub cache: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import users from a file
    Import(import::Args),
    /// Export the user list to a file
    Export(export::Args),
    /// Write an empty list to fill in and import
    Template(export::Args),
    /// Say what a file would be taken for; changes nothing
    Inspect(inspect::Args),
    /// Print and check import settings
    Settings(settings::Args),
    /// Save or look at the built-in component
    Component(component::Args),
    /// List and look after the users of a company
    Users(users::Args),
    /// Make and show companies
    Tenant(tenant::Args),
    /// Send access links to chosen users
    AccessLink(access_link::Args),
    /// Take back an import: bring the accounts back to the restore point that it made
    Restore(restore::Args),
    /// List and show the imports that were run
    Imports(imports::Args),
    /// Serve the HTTP API
    Serve(serve::Args),
}

//! List and show the imports that were run.

use super::Context;
use super::by_hand::{failed, moment};
use super::output::{Failed, Finished};
use crate::store::{JournalEntry, RunState, TenantStore};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the imports, the newest first
    List {
        /// At most so many
        #[arg(long, value_name = "NUMBER", default_value_t = 20)]
        limit: u32,
    },
    /// Show what an import applied, row by row
    Show {
        /// The import's number
        id: i64,
    },
}

/// Runs the command.
///
/// # Errors
/// An unknown import.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let store = context.store()?;
    match args.command {
        Command::List { limit } => {
            let entries = store.imports(limit).map_err(failed)?;
            if context.output.is_json() {
                context.output.object(&entries);
            } else {
                entries.iter().for_each(|entry| context.output.line(sentence(entry)));
            }
        }
        Command::Show { id } => {
            let entry = store.import(id).map_err(failed)?;
            let entry =
                entry.ok_or_else(|| Failed::usage(format!("There is no import {id}. `imports list` shows them.")))?;
            show(context, &store, &entry)?;
        }
    }
    Ok(Finished::Done)
}

/// Rows read from the journal at once.
const PAGE: u32 = 1_000;

fn show(context: &Context, store: &TenantStore, entry: &JournalEntry) -> Result<(), Failed> {
    let json = context.output.is_json();
    if !json {
        context.output.line(sentence(entry));
    }
    let (mut rows, mut after) = (Vec::new(), 0);
    loop {
        let page = store.import_rows(entry.id, after, PAGE).map_err(failed)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        if json {
            rows.extend(page);
            continue;
        }
        for row in page {
            context.output.line(format!(
                "{:>7}  {:<10} {:<8} {}",
                row.seq,
                row.action,
                row.user.unwrap_or_default(),
                row.result
            ));
        }
    }
    if json {
        context.output.object(&serde_json::json!({ "import": entry, "rows": rows }));
    }
    Ok(())
}

fn sentence(entry: &JournalEntry) -> String {
    let state = match entry.state {
        RunState::Running => "running",
        RunState::Finished => "finished",
        RunState::Interrupted => "interrupted",
        RunState::Cancelled => "cancelled",
    };
    let planned = entry.to_create + entry.to_update + entry.to_deactivate + entry.to_reactivate;
    format!(
        "{:<6} {}  {state:<11} by {}: {} of {planned} changes applied, {} not; restore point {}",
        entry.id,
        moment(entry.started_at),
        entry.actor,
        entry.applied,
        entry.not_applied,
        entry.restore_point
    )
}

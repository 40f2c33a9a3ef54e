//! List and show the imports that were run.

use std::collections::HashMap;

use super::context::{Context, failed, moment};
use super::output::{Failed, Finished};
use super::show;
use crate::import_run::Counts;
use crate::language::Language;
use crate::message;
use crate::store::{Account, JournalEntry, JournalRow, RunState, TenantStore, Value};

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
    context.needs_database()?;
    let store = context.administrator()?.store;
    match args.command {
        Command::List { limit } => {
            let entries = store.imports(limit).map_err(failed)?;
            if context.output.is_json() {
                context.output.object(&entries);
            } else {
                entries.iter().for_each(|entry| context.output.line(sentence(entry, context.language())));
            }
        }
        Command::Show { id } => {
            let entry = store.import(id).map_err(failed)?;
            let entry = entry.ok_or_else(|| Failed::usage(message::UNKNOWN_IMPORT.with("id", id)))?;
            print(context, &store, &entry)?;
        }
    }
    Ok(Finished::Done)
}

/// Rows read from the journal at once.
const PAGE: u32 = 1_000;

fn print(context: &Context, store: &TenantStore, entry: &JournalEntry) -> Result<(), Failed> {
    let json = context.output.is_json();
    if !json {
        context.output.line(sentence(entry, context.language()));
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
        let names = names(store, &page)?;
        let language = context.language();
        for row in page {
            let (action, result) = (action(&row.action, language), result(&row.result, language));
            let user = row.user.unwrap_or_default();
            let name = names.get(&user).map_or("", String::as_str);
            context.output.line(format!("{:>7}  {action:<12} {user:<8} {name:<28} {result}", row.seq).trim_end());
        }
    }
    if json {
        context.output.object(&serde_json::json!({ "import": entry, "rows": rows }));
    }
    Ok(())
}

/// The names of the users of some rows, by id. Those who are gone have none any more.
fn names(store: &TenantStore, rows: &[JournalRow]) -> Result<HashMap<String, String>, Failed> {
    let ids: Vec<String> = rows.iter().filter_map(|row| row.user.clone()).collect();
    let found = store.find("id", &ids, &["first-name".to_owned(), "last-name".to_owned()]).map_err(failed)?;
    let name = |account: Account| {
        let parts = account.values.iter().flatten().filter_map(|part| match part {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        (account.id, parts.collect::<Vec<_>>().join(" "))
    };
    Ok(found.into_iter().flatten().map(name).collect())
}

/// What was done, as people read it; the journal keeps the contract's words.
fn action(action: &str, language: Language) -> &str {
    match action {
        "create" => language.pick("angelegt", "created"),
        "update" => language.pick("geändert", "updated"),
        "deactivate" => language.pick("deaktiviert", "deactivated"),
        "reactivate" => language.pick("reaktiviert", "reactivated"),
        other => other,
    }
}

/// What became of it; nothing where it was written.
fn result(result: &str, language: Language) -> &str {
    match result {
        "applied" => "",
        "stale" => language.pick("nicht geschrieben: inzwischen geändert", "not written: changed meanwhile"),
        other => other,
    }
}

/// One run: when, what file, who, what became of its rows, and the way back.
fn sentence(entry: &JournalEntry, language: Language) -> String {
    let state = match entry.state {
        RunState::Running => language.pick("läuft", "running"),
        RunState::Finished => language.pick("beendet", "finished"),
        RunState::Stopped => language.pick("gestoppt", "stopped"),
        RunState::TimeLimit => language.pick("Zeit um", "out of time"),
        RunState::Interrupted => language.pick("unterbrochen", "interrupted"),
        RunState::Cancelled => language.pick("abgebrochen", "cancelled"),
    };
    let (id, begun, actor) = (entry.id, moment(entry.started_at), &entry.actor);
    let file = entry.file_name.as_deref().unwrap_or("\u{2013}");
    let way_back = match entry.restore_point {
        None => language.pick("nichts geschrieben", "nothing written").to_owned(),
        Some(point) => language
            .pick(format!("zurück mit `restore apply {point}`"), format!("`restore apply {point}` takes it back")),
    };
    let rows = match &entry.counts {
        Some(counts) => show::counts(&Counts::from(counts), language),
        // No receipt: the run did not come to its end.
        None => {
            let planned = entry.to_create + entry.to_update + entry.to_deactivate + entry.to_reactivate;
            let (applied, not) = (entry.applied, entry.not_applied);
            let changes = language.count(planned, ["Änderung", "Änderungen"], ["change", "changes"]);
            language.pick(
                format!("{applied} von {changes} geschrieben, {not} nicht angenommen"),
                format!("{applied} of {changes} applied, {not} not accepted"),
            )
        }
    };
    language.pick(
        format!("{id:<6} {begun}  {state:<12} {file}  von {actor}: {rows}; {way_back}"),
        format!("{id:<6} {begun}  {state:<12} {file}  by {actor}: {rows}; {way_back}"),
    )
}

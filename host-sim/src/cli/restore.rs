//! Bring accounts and their data back to what they were.

use super::Context;
use super::by_hand::{failed, moment};
use super::output::{Failed, Finished};
use super::users::done;

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the restore points of the last 30 days, the newest first
    List,
    /// Make a restore point now
    Make,
    /// Make accounts, customers, appointments and reports what they were at a point; backs up what they are first
    Apply {
        /// The point's number
        id: i64,
    },
}

/// Runs the command.
///
/// # Errors
/// An unknown point, or an import that runs meanwhile.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let store = context.store()?;
    match args.command {
        Command::List => {
            let points = store.restore_points().map_err(failed)?;
            if context.output.is_json() {
                context.output.object(&points);
            } else {
                for point in points {
                    let (made, until) = (moment(point.made_at), moment(point.kept_until));
                    context.output.line(format!(
                        "{:<6} {made}  kept until {until}  {:>7} rows  {}",
                        point.id, point.rows, point.reason
                    ));
                }
            }
        }
        Command::Make => {
            let id = store.make_restore_point().map_err(failed)?;
            if context.output.is_json() {
                context.output.object(&serde_json::json!({ "id": id }));
            } else {
                done(
                    context,
                    format!("Wiederherstellungspunkt {id} ist angelegt."),
                    format!("Restore point {id} is made."),
                );
            }
        }
        Command::Apply { id } => {
            let restored = store.restore(id).map_err(|why| context.refused(why))?;
            if context.output.is_json() {
                context.output.object(&restored);
            } else {
                let text = context.language().pick(
                    format!(
                        "{} Konten zurückgeholt, {} zurückgesetzt, {} seither angelegte entfernt; {} Kunden, {} Termine, {} Berichte. `restore apply {}` macht das rückgängig.",
                        restored.accounts_brought_back, restored.accounts_changed_back, restored.accounts_taken_away,
                        restored.customers, restored.appointments, restored.reports, restored.backup
                    ),
                    format!(
                        "{} accounts brought back, {} changed back, {} made since taken away; {} customers, {} appointments, {} reports. `restore apply {}` undoes this.",
                        restored.accounts_brought_back, restored.accounts_changed_back, restored.accounts_taken_away,
                        restored.customers, restored.appointments, restored.reports, restored.backup
                    ),
                );
                context.output.line(text);
            }
        }
    }
    Ok(Finished::Done)
}

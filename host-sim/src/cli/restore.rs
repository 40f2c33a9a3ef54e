//! Bring accounts and their data back to what they were, after saying what that means.

use std::io::{IsTerminal, Write};

use super::context::{Company, Context, by_hand, failed, moment};
use super::output::{Failed, Finished};
use super::users::done;
use crate::language::Language;
use crate::message;
use crate::store::{Named, Preview, Restored, TenantStore};

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
        /// Only say what would change
        #[arg(long)]
        dry_run: bool,
        /// Do not ask; needed where there is no terminal to ask on
        #[arg(long, short, conflicts_with = "dry_run")]
        yes: bool,
    },
}

/// Runs the command.
///
/// # Errors
/// An unknown point, an import that runs meanwhile, or nobody who says yes.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let Company { store, .. } = context.administrator()?;
    match args.command {
        Command::List => list(context, &store)?,
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
        Command::Apply { id, dry_run, yes } => apply(context, &store, id, dry_run, yes)?,
    }
    Ok(Finished::Done)
}

fn list(context: &Context, store: &TenantStore) -> Result<(), Failed> {
    let points = store.restore_points().map_err(failed)?;
    if context.output.is_json() {
        context.output.object(&points);
        return Ok(());
    }
    let language = context.language();
    for point in points {
        let (id, made, until) = (point.id, moment(point.made_at), moment(point.kept_until));
        let (rows, reason) = (point.rows, reason(&point.reason, language));
        context.output.line(language.pick(
            format!("{id:<6} {made}  bis {until}  {rows:>7} Zeilen  {reason}"),
            format!("{id:<6} {made}  kept until {until}  {rows:>7} rows  {reason}"),
        ));
    }
    Ok(())
}

/// Why a point was made, as the store names it.
fn reason(reason: &str, language: Language) -> String {
    let german = match reason {
        "import" => "Import",
        "delete" => "Löschen",
        "transfer" => "Übertragen",
        "by hand" => "von Hand",
        _ => match reason.strip_prefix("before restoring ") {
            Some(point) => return language.pick(format!("vor dem Wiederherstellen von {point}"), reason.to_owned()),
            None => reason,
        },
    };
    language.pick(german, reason).to_owned()
}

fn apply(context: &Context, store: &TenantStore, id: i64, dry_run: bool, yes: bool) -> Result<(), Failed> {
    let (language, json) = (context.language(), context.output.is_json());
    if !yes {
        let preview = store.preview_restore(id).map_err(by_hand)?;
        match (dry_run, json) {
            (true, true) => context.output.object(&preview),
            (_, false) => show(context, &preview),
            (false, true) => {}
        }
        if dry_run {
            return Ok(());
        }
        if json || !confirmed(language) {
            return Err(Failed::refused(&message::NOT_CONFIRMED));
        }
    }
    let restored = store.restore(id).map_err(by_hand)?;
    if json {
        context.output.object(&restored);
    } else {
        let backup = restored.backup;
        let need = need_links(&restored, language);
        context.output.line(language.pick(
            format!(
                "Wiederhergestellt: {} `restore apply {backup}` macht das rückgängig.",
                counts(&restored, language)
            ),
            format!("Restored: {} `restore apply {backup}` undoes this.", counts(&restored, language)),
        ));
        need.into_iter().for_each(|need| context.output.line(need));
    }
    Ok(())
}

fn show(context: &Context, preview: &Preview) {
    let language = context.language();
    let list = |heading: &str, accounts: &[Named], all: u64| {
        if all > 0 {
            context.output.line(heading);
        }
        for account in accounts {
            context.output.line(format!("  {:<7} {}, {}", account.id, account.name, account.email));
        }
        if let Some(more @ 1..) = all.checked_sub(accounts.len() as u64) {
            context.output.line(language.pick(format!("  … und {more} weitere"), format!("  … and {more} more")));
        }
    };
    context.output.line(language.pick(
        format!("Das Wiederherstellen würde bewirken: {}", counts(&preview.counts, language)),
        format!("Restoring would mean: {}", counts(&preview.counts, language)),
    ));
    need_links(&preview.counts, language).into_iter().for_each(|need| context.output.line(need));
    let (gone, back) = (preview.counts.accounts_taken_away, preview.counts.accounts_brought_back);
    list(language.pick("Konten, die es dann nicht mehr gibt:", "Accounts that would be gone:"), &preview.to_go, gone);
    list(
        language.pick("Konten, die es dann wieder gibt:", "Accounts that would be there again:"),
        &preview.to_come_back,
        back,
    );
}

/// How many people cannot log in afterwards, and how they get a link.
fn need_links(restored: &Restored, language: Language) -> Option<String> {
    let send = "`access-link send --new --channel email`";
    let people = restored.accounts_without_access;
    let who = language.count(
        people,
        ["Person braucht einen neuen Zugangslink", "Personen brauchen einen neuen Zugangslink"],
        ["person needs a new access link", "people need a new access link"],
    );
    (people > 0)
        .then(|| format!("{who}; {}", language.pick(format!("{send} sendet ihn."), format!("{send} sends it."))))
}

fn counts(restored: &Restored, language: Language) -> String {
    let Restored { accounts_brought_back: back, accounts_changed_back: changed, accounts_taken_away: gone, .. } =
        restored;
    let away = restored.data_taken_away;
    let customers = language.count(restored.customers, ["Kunde", "Kunden"], ["customer", "customers"]);
    let appointments = language.count(restored.appointments, ["Termin", "Termine"], ["appointment", "appointments"]);
    let reports = language.count(restored.reports, ["Bericht", "Berichte"], ["report", "reports"]);
    language.pick(
        format!(
            "Benutzer: {back} zurückgeholt, {changed} zurückgesetzt, {gone} seither angelegte entfernt. Daten: {customers}, \
             {appointments} und {reports} zurückgeholt, {away} seither angelegte entfernt."
        ),
        format!(
            "Users: {back} brought back, {changed} changed back, {gone} made since taken away. Data: {customers}, \
             {appointments} and {reports} brought back, {away} made since taken away."
        ),
    )
}

/// Asks whoever sits at the terminal; where there is none, nobody says yes.
fn confirmed(language: Language) -> bool {
    let (input, mut prompt) = (std::io::stdin(), std::io::stderr());
    if !input.is_terminal() {
        return false;
    }
    let asked = write!(prompt, "{}", language.pick("Wiederherstellen? [ja/nein] ", "Restore? [yes/no] "));
    let mut answer = String::new();
    asked.and_then(|()| prompt.flush()).and_then(|()| input.read_line(&mut answer)).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "ja" | "j" | "yes" | "y")
}

//! `import`: a file into the user list. Plan, guards, apply, outcome.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value, json};

use super::open::{plugin_failed, source};
use super::output::{Exit, Failed, Finished, Language, Output};
use super::progress::Bar;
use super::reading::{self, Reading};
use super::{Context, settings, show};
use crate::import_run::{self, ChangedRow, ImportJob, ImportResult, Observer};
use crate::plugin::{Instance, Progress};
use crate::store::TenantStore;

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file: CSV or another delimited text, XLSX, XLSM, XLSB, XLS, ODS; `-` for standard input
    pub file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// What a row may do: insert, update, update-or-insert, or sync (which also deactivates who is not in the file)
    #[arg(long, value_name = "MODE")]
    pub mode: Option<String>,
    /// The fields that accounts are found by, in the order they are tried, such as `employee-number,email`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub keys: Vec<String>,
    /// Write the rows that do not go through to this file, in the format of the input
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Show old and new value of every cell that changes
    #[arg(long)]
    pub diff: bool,
    /// Let up to this many accounts be deactivated
    #[arg(long, value_name = "NUMBER")]
    pub allow_deactivations: Option<u64>,
    /// Let up to this many accounts lose their own schedule, and with it customers, appointments and reports
    #[arg(long, value_name = "NUMBER")]
    pub allow_purges: Option<u64>,
    /// Let up to this many email addresses be changed
    #[arg(long, value_name = "NUMBER")]
    pub allow_key_changes: Option<u64>,
    /// Let up to this many accounts become administrators
    #[arg(long, value_name = "NUMBER")]
    pub allow_promotions: Option<u64>,
    /// Do not use the settings remembered from the last import
    #[arg(long)]
    pub no_remembered: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub reading: Reading,
}

impl Args {
    fn allowances(&self) -> Vec<(String, u64)> {
        [
            ("deactivations", self.allow_deactivations),
            ("purges", self.allow_purges),
            ("key-changes", self.allow_key_changes),
            ("promotions", self.allow_promotions),
        ]
        .into_iter()
        .filter_map(|(guard, number)| Some((guard.to_owned(), number?)))
        .collect()
    }

    fn write_into(&self, document: &mut Map<String, Value>) {
        self.reading.write_into(document);
        if let Some(mode) = &self.mode {
            document.insert("Mode".to_owned(), json!(mode));
        }
        if !self.keys.is_empty() {
            document.insert("Keys".to_owned(), json!(self.keys));
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Not available, a guard in the way, wrong settings, or the file cannot be read.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let stop = stop_on_interrupt();
    let store = context.store()?;
    let given = args.reading.document()?;
    let file = source(&args.file)?;
    let mut instance = context.instance(&store)?;
    instance.set_language(context.common.language.map(|language| language.tag().to_owned()));
    let language = instance.language();

    let (mut document, from_memory) = match given {
        Some(document) => (document, false),
        None if args.no_remembered => (Map::new(), false),
        None => match fitting(&mut instance, &store, &args.reading, &file)? {
            Some(document) => (document, true),
            None => (Map::new(), false),
        },
    };
    if from_memory {
        context.output.note(language.pick(
            "Die Zuordnung der Spalten stammt vom letzten Import (--no-remembered: ohne sie).",
            "The mapping of the columns is that of the last import (--no-remembered goes without it).",
        ));
    }
    args.write_into(&mut document);
    let job = ImportJob {
        settings: reading::text_of(&document),
        language: context.common.language.map(|language| language.tag().to_owned()),
        allow: args.allowances(),
        with_changes: args.diff,
        dry_run: args.dry_run,
    };
    let mut watching = Watching::new(&context.output, language, stop);
    let result = import_run::run(&mut instance, &store, file, &job, args.report.as_deref(), &mut watching);
    drop(watching);
    if !result.dry_run && result.error.is_none() && result.ended_early.is_none() && !result.faulty {
        settings::remember(&store, &result);
    }
    if context.output.is_json() {
        context.output.object(&result);
    } else {
        print(&context.output, &result, language);
    }
    ended(&result, context.output.is_json())
}

/// The remembered settings, where they fit the file to the last column. A file with other columns is looked at afresh.
fn fitting(
    instance: &mut Instance,
    store: &TenantStore,
    reading: &Reading,
    file: &crate::plugin::FileSource,
) -> Result<Option<Map<String, Value>>, Failed> {
    let Some(text) = settings::remembered(store)? else { return Ok(None) };
    let Ok(Value::Object(mut document)) = serde_json::from_str(&text) else { return Ok(None) };
    reading.write_into(&mut document);
    let Some(text) = reading::text_of(&document) else { return Ok(None) };
    let Ok(again) = file.again() else { return Ok(None) };
    // Where the file cannot be read at all, the plan says why.
    let fits = instance.check_settings(&text, Some(Box::new(again))).is_ok_and(|problems| problems.is_empty());
    Ok(fits.then_some(document))
}

/// Set by the first interrupt: the run ends in good order. A second one ends the process at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    let handler = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
    if let Err(error) = handler {
        tracing::debug!(%error, "an interrupt ends the process at once");
    }
    stop
}

/// Shows the plan as soon as it is known, and bars while a person waits.
struct Watching<'c> {
    output: &'c Output,
    language: Language,
    stop: Arc<AtomicBool>,
    bar: Option<Bar>,
    applying: bool,
}

impl<'c> Watching<'c> {
    fn new(output: &'c Output, language: Language, stop: Arc<AtomicBool>) -> Self {
        let bar = Some(Bar::new(output, language.pick("Prüfen", "Checking")));
        Self { output, language, stop, bar, applying: false }
    }
}

impl Observer for Watching<'_> {
    fn planning(&mut self, progress: &Progress) {
        if let Some(bar) = &self.bar {
            bar.show(progress.position, progress.size);
            bar.say(format!("{} {}", progress.rows, self.language.pick("Zeilen", "rows")));
        }
    }

    fn planned(&mut self, plan: &ImportResult) {
        self.bar = None;
        if !self.output.is_json() {
            print_plan(self.output, plan, self.language);
        }
    }

    fn applying(&mut self, progress: &Progress) {
        if !self.applying {
            self.applying = true;
            self.bar = Some(Bar::new(self.output, self.language.pick("Schreiben", "Writing")));
        }
        if let Some(bar) = &self.bar {
            bar.show(progress.position, progress.size);
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

fn print_plan(output: &Output, plan: &ImportResult, language: Language) {
    if let Some(file) = &plan.file {
        output.line(show::taken_for(file, language));
        output.line(show::columns(file, language, false).trim_end_matches('\n'));
        // How it was recognised is for `inspect` to tell.
        for warning in file.warnings.iter().filter(|warning| warning.severity != "note") {
            output.line(show::problem(warning, language));
        }
    }
    let rows = language.pick("Zeilen", "rows");
    let plan_word = language.pick("Plan", "Plan");
    output.line(format!("{plan_word}: {} {rows}: {}", plan.rows_read, show::counts(&plan.counts, language)));
    if plan.absent.sum() > 0 {
        let word = language.pick("davon nicht in der Datei", "of these not in the file");
        output.line(format!("  {word}: {}", show::counts(&plan.absent, language)));
    }
    let licences = &plan.licences;
    if licences.after != licences.used {
        output.line(language.pick(
            format!(
                "Lizenzen: {} gekauft, {} in Verwendung, danach {}",
                licences.bought, licences.used, licences.after
            ),
            format!("Licences: {} bought, {} in use, {} after", licences.bought, licences.used, licences.after),
        ));
    }
    for guard in &plan.guards {
        output.line(format!("{}: {}", if guard.blocks { "!" } else { "i" }, guard.text));
    }
    if plan.dry_run {
        plan.notes.iter().for_each(|note| output.line(show::problem(note, language)));
    }
}

fn print(output: &Output, result: &ImportResult, language: Language) {
    for change in result.changes.iter().flatten() {
        print_change(output, change, language);
    }
    for problem in &result.problems {
        output.line(show::problem(problem, language));
    }
    if result.rows_left_out > 0 {
        let number = result.rows_left_out;
        output.line(language.pick(
            format!("{number} weitere Zeilen mit Meldungen; alle stehen im Bericht (--report)."),
            format!("{number} more rows with messages; all of them are in the report (--report)."),
        ));
    }
    if !result.dry_run && result.file.is_some() && (result.error.is_none() || result.journal_id.is_some()) {
        let done = language.pick("Ergebnis", "Outcome");
        let rows = language.pick("Zeilen", "rows");
        output.line(format!("{done}: {} {rows}: {}", result.rows_read, show::counts(&result.counts, language)));
        result.notes.iter().for_each(|note| output.line(show::problem(note, language)));
    }
    if let Some(early) = &result.ended_early {
        output.line(show::problem(early, language));
    }
    if result.faulty {
        output.line(language.pick(
            "Fehler im Programm: Die Ergebnisse ergeben zusammen nicht die gelesenen Zeilen. Bitte melden.",
            "Fault in the program: the outcomes do not add up to the rows read. Please report it.",
        ));
    }
    if let Some(path) = &result.report {
        output.line(format!("{}: {path}", language.pick("Bericht", "Report")));
    }
    if result.dry_run && result.error.is_none() {
        output.line(language.pick("Nur geprüft; es wurde nichts geändert.", "Only checked; nothing was changed."));
    }
}

fn print_change(output: &Output, change: &ChangedRow, language: Language) {
    let place = match (change.line, &change.account) {
        (Some(line), _) => format!("{} {line}", language.pick("Zeile", "Line")),
        (None, Some(account)) => format!("{} {account}", language.pick("Benutzer", "User")),
        (None, None) => String::new(),
    };
    let text = |value: &Option<Value>| match value {
        None => "\u{2013}".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    for cell in &change.cells {
        output.line(format!("{place}: {}: {} \u{2192} {}", cell.field, text(&cell.before), text(&cell.after)));
    }
}

/// How the command ends. With `--json` the object has said everything already.
fn ended(result: &ImportResult, json: bool) -> Result<Finished, Failed> {
    let Some(failure) = &result.failure else {
        let rows_failed = result.counts.failed + result.counts.stale + result.counts.not_started > 0;
        return Ok(match rows_failed || result.ended_early.is_some() || result.faulty {
            true => Finished::SomeFailed,
            false => Finished::Done,
        });
    };
    let mut failed = plugin_failed(failure);
    // Whatever went wrong after the first write: some of it is done.
    if result.journal_id.is_some() {
        failed.exit = Exit::Failed;
    }
    if json {
        failed.json = None;
        failed.text = String::new();
    }
    Err(failed)
}

//! `import`: a file into the user list. Plan, guards, apply, outcome.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::context::{Context, exit_of, failed as store_failed, plugin_text, source};
use super::export::why_not_written;
use super::output::{Exit, Failed, Finished, Output};
use super::progress::Bar;
use super::reading::{self, Reading};
use super::remembered::{self, Fit};
use super::show;
use crate::files::NewFile;
use crate::import_run::{self, ChangedRow, GuardReport, ImportJob, ImportResult, Mode, Observer, Permits};
use crate::language::Language;
use crate::message;
use crate::plugin::{Instance, Progress, TenantHost};
use crate::store::{TIME_LIMIT, TenantStore};

/// The guards that a number lets pass, in the order of their flags.
const ALLOWABLE: [&str; 5] = ["deactivations", "purges", "key-changes", "identity-changes", "promotions"];

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file: CSV or another delimited text, XLSX, XLSM, XLSB, XLS, ODS; `-` for standard input
    pub file: PathBuf,
    /// Only say what would happen; exit code 3 where a guard would refuse the run
    #[arg(long)]
    pub dry_run: bool,
    /// What a row may do; `sync` also deactivates who is not in the file
    #[arg(long, value_name = "MODE", value_enum, ignore_case = true)]
    pub mode: Option<Mode>,
    /// The fields that accounts are found by, in the order they are tried, such as `employee-number,email`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub keys: Vec<String>,
    /// Import a column into a field, such as `Region=groups`; `Name=last-name+first-name` splits a column of full names. May be
    /// repeated; the other columns are suggested
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapping)]
    pub map: Vec<ColumnMap>,
    /// Write the rows that do not go through to this file, in the format of the input
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Show old and new value of every cell that changes
    #[arg(long)]
    pub diff: bool,
    /// Raise the limit for this run: let up to this many accounts be deactivated
    #[arg(long, value_name = "NUMBER")]
    pub allow_deactivations: Option<u64>,
    /// Raise the limit for this run: let up to this many accounts lose their own schedule, and with it customers,
    /// appointments and reports
    #[arg(long, value_name = "NUMBER")]
    pub allow_purges: Option<u64>,
    /// Raise the limit for this run: let up to this many email addresses be changed
    #[arg(long, value_name = "NUMBER")]
    pub allow_key_changes: Option<u64>,
    /// Raise the limit for this run: let up to this many accounts pass to another person
    #[arg(long, value_name = "NUMBER")]
    pub allow_identity_changes: Option<u64>,
    /// Raise the limit for this run: let up to this many accounts be created as administrators or become administrators
    #[arg(long, value_name = "NUMBER")]
    pub allow_promotions: Option<u64>,
    /// End the run in good order when it has taken this long; what was written stays, and the same file goes on with the rest
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<Duration>,
    /// Do not use the settings remembered from earlier imports
    #[arg(long)]
    pub no_remembered: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub reading: Reading,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|time| !time.is_zero()).ok_or_else(|| "give a number of seconds above 0".to_owned())
}

/// A column, and the field or fields that it is imported into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    column: String,
    fields: Vec<String>,
}

fn mapping(text: &str) -> Result<ColumnMap, String> {
    let wrong = || "give COLUMN=FIELD, such as Region=groups, or Name=last-name+first-name".to_owned();
    // A header may hold the sign, a field cannot.
    let (column, fields) = text.rsplit_once('=').ok_or_else(wrong)?;
    let fields: Vec<_> = fields.split('+').map(|field| field.trim().to_owned()).collect();
    if column.trim().is_empty() || fields.iter().any(String::is_empty) {
        return Err(wrong());
    }
    Ok(ColumnMap { column: column.trim().to_owned(), fields })
}

/// Writes mappings into a document, in place of those that it has of the same columns and fields.
fn write_mappings(document: &mut Map<String, Value>, maps: &[ColumnMap]) {
    if maps.is_empty() {
        return;
    }
    let mut mappings = match document.remove("Mappings") {
        Some(Value::Array(mappings)) => mappings,
        _ => Vec::new(),
    };
    mappings.retain(|one| {
        let is = |property: &str, value: &String| one[property].as_str() == Some(value);
        !maps
            .iter()
            .any(|map| is("SourceFieldID", &map.column) || map.fields.iter().any(|field| is("TargetFieldID", field)))
    });
    for map in maps {
        mappings.extend(map.fields.iter().map(|field| match map.fields.len() {
            1 => json!({ "SourceFieldID": map.column, "TargetFieldID": field }),
            _ => json!({ "SourceFieldID": map.column, "TargetFieldID": field, "Part": field }),
        }));
    }
    document.insert("Mappings".to_owned(), Value::Array(mappings));
    document.entry("OtherColumns").or_insert_with(|| json!("suggest"));
}

impl Args {
    fn allowances(&self) -> Vec<(String, u64)> {
        let numbers = [
            self.allow_deactivations,
            self.allow_purges,
            self.allow_key_changes,
            self.allow_identity_changes,
            self.allow_promotions,
        ];
        ALLOWABLE.iter().zip(numbers).filter_map(|(guard, number)| Some(((*guard).to_owned(), number?))).collect()
    }

    fn write_into(&self, document: &mut Map<String, Value>) {
        self.reading.write_into(document);
        write_mappings(document, &self.map);
        if let Some(mode) = self.mode {
            document.insert("Mode".to_owned(), json!(mode.name()));
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
    let company = context.administrator()?;
    let store = &company.store;
    let given = args.reading.document()?;
    let file = source(&args.file)?;
    let mut host = TenantHost::new(store.clone(), company.actor.clone());
    host.file_name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "-");
    let mut instance = context.instance_for(host)?;
    let language = instance.language();
    if let Some(report) = &args.report {
        check_report(report, &args.file, language)?;
    }

    let mut document = match given {
        Some(document) => document,
        None if args.no_remembered => Map::new(),
        None => fitting(context, &mut instance, store, &args.reading, &file)?.unwrap_or_default(),
    };
    args.write_into(&mut document);
    // Who would be deactivated stands in the changes.
    let sync = document.get("Mode").and_then(Value::as_str).is_some_and(|mode| mode == Mode::Sync.name());
    let names_absent = args.dry_run && !args.diff && sync && !context.output.is_json();
    let job = ImportJob {
        settings: reading::text_of(&document),
        language: context.chosen_language().map(|language| language.tag().to_owned()),
        allow: args.allowances(),
        with_changes: args.diff || names_absent,
        dry_run: args.dry_run,
        time_limit: args.time_limit,
        permits: Permits::Flags,
    };
    let mut watching = Watching::new(&context.output, language, stop);
    let result = import_run::run(&mut instance, store, file, &job, args.report.as_deref(), &mut watching);
    drop(watching);
    if !result.dry_run && result.error.is_none() && result.ended_early.is_none() && !result.faulty {
        remembered::remember(store, &document, &result);
    }
    if context.output.is_json() {
        context.output.object(&result);
    } else {
        if args.diff {
            print_changes(&context.output, store, &result, language);
        } else if names_absent {
            print_absent(&context.output, store, &result, language);
        }
        print(&context.output, &result, language);
        if let Some(report) = args.report.as_deref().filter(|report| result.report.is_none() && report.exists()) {
            let report = report.display();
            context.output.line(language.pick(
                format!("Diesmal gibt es keinen Bericht; {report} ist von früher."),
                format!("There is no report this time; {report} is from before."),
            ));
        }
    }
    ended(&result, context.output.is_json(), language)
}

/// Before anything is planned or written: whether the report can stand where it is asked for.
fn check_report(report: &Path, file: &Path, language: Language) -> Result<(), Failed> {
    let shown = report.display();
    if report == Path::new("-") {
        return Err(Failed::usage(language.pick(
            "Die Standardausgabe zeigt das Ergebnis. Geben Sie mit --report eine Datei an.",
            "Standard output shows the outcome. Give a file with --report.",
        )));
    }
    if let (Ok(one), Ok(other)) = (report.canonicalize(), file.canonicalize())
        && one == other
    {
        return Err(Failed::usage(language.pick(
            format!("Der Bericht {shown} würde die Datei ersetzen, die importiert wird. Geben Sie mit --report einen anderen Pfad an."),
            format!("The report {shown} would replace the file that is imported. Give another path with --report."),
        )));
    }
    NewFile::create(report).map(drop).map_err(|error| {
        let why = why_not_written(report, &error, language);
        Failed::usage(message::REPORT_PLACE.with("file", shown).with("why", why))
    })
}

/// The remembered settings, where they are of use to the file; says whether they are.
fn fitting(
    context: &Context,
    instance: &mut Instance,
    store: &TenantStore,
    reading: &Reading,
    file: &crate::plugin::FileSource,
) -> Result<Option<Map<String, Value>>, Failed> {
    let language = instance.language();
    let mut other_columns = None;
    for mut document in remembered::settings(store).map_err(store_failed)? {
        reading.write_into(&mut document);
        let Ok(again) = file.again() else { return Ok(None) };
        match remembered::fit(instance, &document, Box::new(again)) {
            Fit::Fits => {
                context.output.note(language.pick(
                    "Die Zuordnung der Spalten stammt von einem früheren Import, weitere Spalten werden neu betrachtet (--no-remembered: ohne sie).",
                    "The mapping of the columns is that of an earlier import; further columns are looked at afresh (--no-remembered goes without it).",
                ));
                return Ok(Some(document));
            }
            Fit::OtherColumns(columns) => other_columns = other_columns.or(Some(columns)),
            Fit::Useless => {}
        }
    }
    if let Some(columns) = other_columns {
        let columns = columns.join(", ");
        context.output.note(language.pick(
            format!("Der Datei fehlen Spalten, die die Datei eines früheren Imports hatte ({columns}); dessen Zuordnung wird nicht verwendet."),
            format!("The file lacks columns that the file of an earlier import had ({columns}); its mapping is not used."),
        ));
    }
    Ok(None)
}

/// Set by the first interrupt: the run ends in good order. A second one ends the process at once.
pub(super) fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    let handler = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::SeqCst) {
            crate::private::remove_temporary();
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
        output.block(show::columns(file, language, false).trim_end_matches('\n'));
        // How it was recognised is for `inspect` to tell.
        for warning in file.warnings.iter().filter(|warning| warning.severity != "note") {
            output.line(show::problem(warning, language));
        }
    }
    print_counts(output, "Plan", plan, language);
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
    // Those that stand in the way of a real run are told as the reason why it is refused.
    for guard in plan.guards.iter().filter(|guard| plan.dry_run || !guard.blocks) {
        let weight = match guard.blocks {
            true => language.pick("Sperre", "Blocked"),
            false => language.pick("Hinweis", "Note"),
        };
        output.line(format!("{weight}: {}", guard.text));
    }
    if plan.dry_run {
        plan.notes.iter().for_each(|note| output.line(show::problem(note, language)));
    }
}

/// Rows, and accounts that are not in the file, on a line of their own: they are no rows.
fn print_counts(output: &Output, word: &str, result: &ImportResult, language: Language) {
    let rows = match result.rows_read {
        1 => language.pick("Zeile", "row"),
        _ => language.pick("Zeilen", "rows"),
    };
    output.line(format!("{word}: {} {rows}: {}", result.rows_read, show::counts(&result.counts, language)));
    if result.absent.sum() > 0 {
        let word = language.pick("Nicht in der Datei", "Not in the file");
        output.line(format!("{word}: {}", show::counts(&result.absent, language)));
    }
}

fn print(output: &Output, result: &ImportResult, language: Language) {
    // Rows that were not begun are counted; why is told once.
    let problems = result.problems.iter().filter(|problem| problem.code != "not-started");
    show::grouped(problems, language).iter().for_each(|line| output.line(line));
    if result.rows_left_out > 0 {
        let number = result.rows_left_out;
        output.line(language.pick(
            format!("{number} weitere Zeilen mit Meldungen; alle stehen im Bericht (--report)."),
            format!("{number} more rows with messages; all of them are in the report (--report)."),
        ));
    }
    if !result.dry_run && result.file.is_some() && (result.error.is_none() || result.journal_id.is_some()) {
        print_counts(output, language.pick("Ergebnis", "Outcome"), result, language);
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
        if let Some(ending) = other_ending(path, result) {
            output.line(language.pick(
                format!("Er ist eine {}-Datei; geben Sie ihm diese Endung.", ending.to_uppercase()),
                format!("It is a file of kind {}; give it that ending.", ending.to_uppercase()),
            ));
        }
    }
    if result.dry_run && result.error.is_none() {
        output.line(language.pick("Nur geprüft; es wurde nichts geändert.", "Only checked; nothing was changed."));
    }
}

/// Accounts that a dry run names one by one.
const ABSENT_SHOWN: usize = 20;

/// The accounts that a sync would deactivate, the first of them.
fn print_absent(output: &Output, store: &TenantStore, result: &ImportResult, language: Language) {
    let absent = || result.changes.iter().flatten().filter(|change| change.line.is_none());
    let deactivated = || absent().filter(|change| change.outcome == "deactivated");
    let names = names(store, deactivated().take(ABSENT_SHOWN));
    for account in deactivated().take(ABSENT_SHOWN).filter_map(|change| change.account.as_deref()) {
        let name = names.get(account).map_or("", String::as_str);
        output.line(language.pick(
            format!("  würde deaktiviert: {account} {name}"),
            format!("  would be deactivated: {account} {name}"),
        ));
    }
    if let Some(more @ 1..) = (result.absent.deactivated).checked_sub(ABSENT_SHOWN as u64) {
        output.line(language.pick(
            format!("  … und {more} weitere (--diff zeigt alle)"),
            format!("  … and {more} more (--diff shows all)"),
        ));
    }
}

/// Old and new value per cell, by label, one block per account.
fn print_changes(output: &Output, store: &TenantStore, result: &ImportResult, language: Language) {
    let changes = || result.changes.iter().flatten();
    let names = names(store, changes().filter(|change| change.line.is_none()));
    for change in changes() {
        let place = match (change.line, &change.account) {
            (Some(line), _) => format!("{} {line}", language.pick("Zeile", "Line")),
            (None, Some(account)) => {
                let name = names.get(account).map_or("", String::as_str);
                format!("{} {account} {name}", language.pick("Benutzer", "User")).trim_end().to_owned()
            }
            (None, None) => String::new(),
        };
        for cell in &change.cells {
            let text = |value: &Option<String>| match value {
                Some(text) => text.replace(['\n', '\r'], " "),
                None => "\u{2013}".to_owned(),
            };
            let (before, after) = (text(&cell.before_text), text(&cell.after_text));
            output.line(format!("{place}: {}: {before} \u{2192} {after}", cell.label));
        }
    }
}

/// First name, last name and email address of accounts that no line of the file shows.
fn names<'r>(store: &TenantStore, changes: impl Iterator<Item = &'r ChangedRow>) -> HashMap<String, String> {
    let ids: Vec<String> = changes.filter_map(|change| change.account.clone()).collect();
    let fields = ["first-name", "last-name", "email"].map(str::to_owned);
    let found = ids.chunks(1_000).filter_map(|some| store.find("id", some, &fields).ok());
    found
        .flatten()
        .flatten()
        .map(|account| {
            let texts = account.values.into_iter().flatten().filter_map(|value| match value {
                crate::store::Value::Text(text) => Some(text),
                _ => None,
            });
            (account.id, texts.collect::<Vec<_>>().join(" "))
        })
        .collect()
}

/// The ending that the report should have, where it has that of another kind. What cannot be written (XLS, XLSB) is reported as
/// XLSX.
fn other_ending(path: &str, result: &ImportResult) -> Option<&'static str> {
    let ending = match result.file.as_ref()?.kind.as_str() {
        "csv" => "csv",
        "ods" => "ods",
        _ => "xlsx",
    };
    let given = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    let is_kind = ["csv", "ods", "xls", "xlsx", "xlsm", "xlsb"].contains(&given.as_str());
    (is_kind && given != ending).then_some(ending)
}

/// How the command ends. With `--json` the object has said everything already.
fn ended(result: &ImportResult, json: bool, language: Language) -> Result<Finished, Failed> {
    let (mut exit, mut text) = match &result.failure {
        Some(failure) if result.guards.iter().any(|guard| guard.blocks) => {
            let refused = language.pick(
                "Der Import wurde abgelehnt; es wurde nichts geändert.",
                "The import was refused; nothing was changed.",
            );
            (exit_of(failure), format!("{refused}\n{}", plugin_text(failure)))
        }
        Some(failure) => (exit_of(failure), plugin_text(failure)),
        None if result.refused => (Exit::Refused, would_be_refused(&result.guards, language)),
        None => {
            if let Some(early) = &result.ended_early {
                let exit = match early.code.as_str() {
                    "stopped" | TIME_LIMIT => Exit::Stopped,
                    "store-busy" => Exit::Busy,
                    _ => Exit::Failed,
                };
                return Err(Failed::silent(exit));
            }
            let not_done = |counts: &import_run::Counts| counts.failed + counts.stale + counts.not_started;
            let rows_failed = not_done(&result.counts) + not_done(&result.absent) > 0;
            return Ok(match rows_failed || result.faulty {
                true => Finished::SomeFailed,
                false => Finished::Done,
            });
        }
    };
    // Whatever went wrong after the first write: some of it is done.
    if let Some(run) = result.journal_id {
        exit = Exit::Failed;
        let journal = language.pick("Was geschrieben wurde, zeigt", "What was written is shown by");
        text = format!("{text}\n{journal}: imports show {run}");
    }
    Err(if json { Failed::silent(exit) } else { Failed::new(exit, text) })
}

/// What a dry run says when the guards would refuse the run, and which flags let it pass.
fn would_be_refused(guards: &[GuardReport], language: Language) -> String {
    let blocking = || guards.iter().filter(|guard| guard.blocks);
    let flags = blocking().map(|guard| {
        let flag = ALLOWABLE.contains(&guard.guard.as_str());
        flag.then(|| format!("--allow-{} {}", guard.guard, guard.number))
    });
    match flags.collect::<Option<Vec<_>>>() {
        Some(flags) => language.pick(
            format!("Dieser Import würde abgelehnt. Wenn das so sein soll, dazu angeben: {}", flags.join(" ")),
            format!("This import would be refused. If that is meant, add: {}", flags.join(" ")),
        ),
        None => language.pick(
            "Dieser Import würde abgelehnt, und keine Angabe lässt ihn zu. Bitte die Datei berichtigen.".to_owned(),
            "This import would be refused, and no flag lets it pass. Please correct the file.".to_owned(),
        ),
    }
}

//! `settings`: the import settings document.

use std::fs;
use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Company, Context, failed as store_failed, plugin_failed, source};
use super::output::{Failed, Finished};
use super::show;
use crate::files::io_said;
use crate::import_run::{ColumnReport, FileReport, ImportResult, ProblemReport};
use crate::language::Language;
use crate::message;
use crate::plugin::Severity;
use crate::store::TenantStore;

/// The name that the store remembers the settings of the last import under.
const REMEMBERED: &str = "import-settings";

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub command: Command,
}

/// What to do with them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the settings that the next import uses: those remembered from the last one, else the defaults
    Show,
    /// Print the settings to begin with
    Default,
    /// Print the JSON Schema of the document
    Schema,
    /// Check a document, also against a file that is to be imported with it
    Check {
        /// The document
        settings: PathBuf,
        /// A file to import
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Forget the settings of the last import
    Forget,
}

/// Runs the command.
///
/// # Errors
/// The document or the file cannot be read, or does not fit.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let company = context.administrator()?;
    if matches!(args.command, Command::Forget) {
        return forget(&company);
    }
    let mut instance = context.instance(&company)?;
    let failed = |failure| plugin_failed(&failure);
    let text = match &args.command {
        Command::Show => match remembered(&company.store)? {
            Some(text) => text,
            None => instance.default_settings().map_err(failed)?,
        },
        Command::Default => instance.default_settings().map_err(failed)?,
        Command::Schema => instance.settings_schema().map_err(failed)?,
        Command::Check { settings, file } => {
            let document = fs::read_to_string(settings).map_err(|error| {
                let said = message::SETTINGS_UNREADABLE.with("file", settings.display());
                Failed::usage(said.with_said("why", &io_said(&error)))
            })?;
            let file = file.as_deref().map(source).transpose()?;
            let language = instance.language();
            let problems = instance.check_settings(&document, file.map(|file| file as Box<_>)).map_err(failed)?;
            let wrong = problems.iter().any(|problem| problem.severity != Severity::Note);
            let problems: Vec<_> = problems.iter().map(ProblemReport::from).collect();
            return told(context, &problems, wrong, language);
        }
        Command::Forget => return Ok(Finished::Done),
    };
    context.output.line(text.trim_end());
    Ok(Finished::Done)
}

fn forget(company: &Company) -> Result<Finished, Failed> {
    company.store.set_setting(REMEMBERED, None).map_err(store_failed)?;
    Ok(Finished::Done)
}

fn told(context: &Context, problems: &[ProblemReport], wrong: bool, language: Language) -> Result<Finished, Failed> {
    let json = serde_json::json!({ "problems": problems });
    let texts: Vec<_> = problems.iter().map(|one| show::problem(one, language)).collect();
    if wrong {
        return Err(Failed::usage(texts.join("\n")).with_json(json));
    }
    if context.output.is_json() {
        context.output.object(&json);
    } else {
        texts.iter().for_each(|text| context.output.line(text));
        context.output.line(language.pick("Die Einstellungen passen.", "The settings fit."));
    }
    Ok(Finished::Done)
}

/// The settings that the last successful import of this tenant went by.
///
/// # Errors
/// The store cannot be read.
pub fn remembered(store: &TenantStore) -> Result<Option<String>, Failed> {
    store.setting(REMEMBERED).map_err(store_failed)
}

/// Remembers the mapping of an import that went well, and which columns were left alone. How its file was read and what it was
/// allowed to do is not remembered: the next file may be written otherwise, and a sync must be asked for each time.
pub fn remember(store: &TenantStore, result: &ImportResult) {
    let (Some(Value::Object(used)), Some(file)) = (&result.settings, &result.file) else { return };
    let mut document = serde_json::Map::new();
    for property in ["Version", "Mappings", "Keys"] {
        if let Some(value) = used.get(property) {
            document.insert(property.to_owned(), value.clone());
        }
    }
    if let Some(Value::Array(mappings)) = document.get_mut("Mappings") {
        let named: Vec<_> = mappings.iter().filter_map(|one| one.get("SourceFieldID").cloned()).collect();
        let left_alone = file.columns.iter().filter(|column| column.field.is_none()).map(|column| name(file, column));
        let left_alone = left_alone.map(Value::from).filter(|name| !named.contains(name));
        mappings.extend(left_alone.map(|name| json!({ "SourceFieldID": name, "TargetFieldID": null })));
    }
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    if let Err(error) = store.set_setting(REMEMBERED, Some(&text)) {
        tracing::warn!(%error, "the settings of this import are not remembered");
    }
}

/// The name of a column in the document: its header, or its letters where it has none of its own.
fn name(file: &FileReport, column: &ColumnReport) -> String {
    let same = |header: &str| file.columns.iter().filter(|one| one.header.as_deref() == Some(header)).count();
    match column.header.as_deref().map(str::trim) {
        Some(header) if !header.is_empty() && same(header) == 1 => header.to_owned(),
        _ => letters(column.index),
    }
}

/// A column's letters as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
fn letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(index) + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.into_iter().collect()
}

//! `settings`: the import settings document.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::context::{Company, Context, failed as store_failed, plugin_failed, source};
use super::output::{Failed, Finished};
use super::{remembered, show};
use crate::files::io_said;
use crate::import_run::{self, ImportJob, ProblemReport, Unobserved};
use crate::language::Language;
use crate::message;
use crate::plugin::{Instance, Severity};

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
    /// Print the settings remembered from the last import, else the defaults
    Show,
    /// Print the settings to begin with
    Default,
    /// Print the JSON Schema of the document
    Schema,
    /// Print the settings that a file suggests, to be changed and given to `import --settings`
    Suggest {
        /// The file
        file: PathBuf,
    },
    /// Check a document, also against a file that is to be imported with it
    Check {
        /// The document
        settings: PathBuf,
        /// A file to import
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Forget the settings of earlier imports
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
        Command::Show => match remembered::settings(&company.store).map_err(store_failed)?.into_iter().next() {
            Some(document) => serde_json::to_string_pretty(&document).unwrap_or_default(),
            None => instance.default_settings().map_err(failed)?,
        },
        Command::Suggest { file } => suggested(context, &mut instance, &company, file)?,
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
            let wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
            let problems: Vec<_> = problems.iter().map(ProblemReport::from).collect();
            return told(context, &problems, wrong, language);
        }
        Command::Forget => return Ok(Finished::Done),
    };
    context.output.block(text.trim_end());
    Ok(Finished::Done)
}

/// The settings by which a file would be imported; nothing is written.
fn suggested(context: &Context, instance: &mut Instance, company: &Company, file: &Path) -> Result<String, Failed> {
    let language = context.chosen_language().map(|language| language.tag().to_owned());
    let job = ImportJob { dry_run: true, language, ..ImportJob::default() };
    let planned = import_run::run(instance, &company.store, source(file)?, &job, None, &mut Unobserved);
    match (planned.settings, planned.failure) {
        (Some(settings), _) => Ok(serde_json::to_string_pretty(&settings).unwrap_or_default()),
        (None, Some(failure)) => Err(plugin_failed(&failure)),
        (None, None) => Ok(String::new()),
    }
}

fn forget(company: &Company) -> Result<Finished, Failed> {
    remembered::forget(&company.store).map_err(store_failed)?;
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

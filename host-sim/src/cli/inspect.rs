//! `inspect`: what a file would be taken for. Changes nothing.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::context::{Context, plugin_failed, source};
use super::output::{Failed, Finished};
use super::reading::{self, Reading};
use super::{show, visible};
use crate::import_run::{self, FileReport};
use crate::language::Language;
use crate::plugin::Instance;
use crate::plugin::importing::ImportOptions;

/// How long a person waits for an answer to "what is this?".
const LOOK: Duration = Duration::from_secs(4);

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file; `-` for standard input
    pub file: PathBuf,
    /// Print the table that an import would see, as UTF-8 CSV with commas, header first
    #[arg(long)]
    pub rows: bool,
    /// Look at all of a very large file, however long it takes; else the look ends after four seconds and says so
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take the text for help")]
    pub reading: Reading,
}

/// Runs the command.
///
/// # Errors
/// Not available, wrong settings, or the file cannot be read.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let company = context.administrator()?;
    let mut document = args.reading.document()?.unwrap_or_default();
    args.reading.write_into(&mut document);
    let options = ImportOptions {
        settings: reading::text_of(&document),
        language: context.chosen_language().map(|language| language.tag().to_owned()),
        allow: Vec::new(),
        with_changes: false,
        extra: Vec::new(),
    };
    let file = source(&args.file)?;
    let mut instance = context.instance(&company)?;
    if args.rows {
        return rows(&mut instance, file, &options);
    }
    let language = instance.language();
    let time = (!args.all).then_some(LOOK);
    let seen = import_run::inspect(&mut instance, file, &options, time).map_err(|failure| plugin_failed(&failure))?;
    let seen = FileReport::from(seen);
    if context.output.is_json() {
        context.output.object(&seen);
    } else {
        print(context, &seen, language);
    }
    Ok(Finished::Done)
}

fn rows(
    instance: &mut Instance,
    file: Box<crate::plugin::FileSource>,
    options: &ImportOptions,
) -> Result<Finished, Failed> {
    let failed = |failure: crate::plugin::Failure| plugin_failed(&failure);
    let mut table = instance.open_table(file, options).map_err(failed)?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(io::stdout().lock());
    // Data for a program; a person gets to see it.
    let shown = io::IsTerminal::is_terminal(&io::stdout());
    let cell = |cell: &String| if shown { visible::line(cell).into_owned() } else { cell.clone() };
    let mut write = |cells: &[String]| match writer.write_record(cells.iter().map(cell)) {
        Ok(()) => Ok(true),
        Err(error) => match error.kind() {
            // Whoever read it has seen enough.
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            _ => Err(Failed::host(format!("The rows cannot be written: {error}."))),
        },
    };
    let mut goes_on = write(&table.header().map_err(failed)?)?;
    while goes_on {
        let rows = table.next(500).map_err(failed)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            goes_on = goes_on && write(&row.cells)?;
        }
    }
    let _ = writer.flush();
    Ok(Finished::Done)
}

fn print(context: &Context, seen: &FileReport, language: Language) {
    let out = &context.output;
    out.line(show::taken_for(seen, language));
    out.line(language.pick(format!("Datenzeilen: {}", seen.rows), format!("Data rows: {}", seen.rows)));
    let hidden: Vec<_> = seen.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    if !hidden.is_empty() {
        out.line(format!("{}: {}", language.pick("Ausgeblendete Blätter", "Hidden sheets"), hidden.join(", ")));
    }
    out.line("");
    out.block(show::columns(seen, language, true));
    if !seen.first_rows.is_empty() {
        out.line(language.pick("Erste Zeilen:", "First rows:"));
        for row in &seen.first_rows {
            out.line(format!("  {}", row.join(" | ")));
        }
    }
    for warning in &seen.warnings {
        out.line(show::problem(warning, language));
    }
}

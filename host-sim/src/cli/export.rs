//! `export` and `template`: the user list to a file, and the empty list to fill in.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::context::{Context, plugin_failed};
use super::import::stop_on_interrupt;
use super::output::{Failed, Finished};
use super::progress::Bar;
use crate::files::{NewFile, io_said};
use crate::language::Language;
use crate::message;
use crate::plugin::exporting::{ExportOptions, Format};

/// The format of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FormatName {
    /// Excel workbook
    Xlsx,
    /// Excel workbook with the list as an Excel table
    XlsxTable,
    /// Delimited text for a spreadsheet program
    Csv,
    /// Delimited text for programs: UTF-8, commas, values as they are
    CsvPlain,
    /// OpenDocument spreadsheet
    Ods,
}

impl FormatName {
    fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "ods" => Some(Self::Ods),
            _ => None,
        }
    }

    fn wit(self) -> Format {
        match self {
            Self::Xlsx => Format::Xlsx,
            Self::XlsxTable => Format::XlsxTable,
            Self::Csv => Format::Csv,
            Self::CsvPlain => Format::CsvPlain,
            Self::Ods => Format::Ods,
        }
    }
}

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The format; without it, what the file's ending says
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatName>,
    /// The fields, in this order, such as `id,first-name,email`; without it, all
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// The delimiter of a text file: one character, or `tab`
    #[arg(long, value_name = "CHARACTER", allow_hyphen_values = true)]
    pub delimiter: Option<String>,
    /// The character encoding of a text file
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

/// Exports the user list.
///
/// # Errors
/// Not available, options that do not exist, or the file cannot be written.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    context.needs_database()?;
    export(context, args, false)
}

/// Writes the empty template.
///
/// # Errors
/// As [`run`].
pub fn run_template(context: &Context, args: &Args) -> Result<Finished, Failed> {
    export(context, args, true)
}

fn export(context: &Context, args: &Args, template: bool) -> Result<Finished, Failed> {
    let stop = stop_on_interrupt();
    let company = context.administrator()?;
    let format = args
        .format
        .or_else(|| FormatName::of_ending(&args.output))
        .ok_or_else(|| Failed::usage(&message::NO_FORMAT))?;
    let to_output = args.output == Path::new("-");
    if to_output && context.output.is_json() {
        return Err(Failed::usage(
            "Standard output cannot take the file and JSON. Give a file with -o, or leave out --json.",
        ));
    }
    let options = ExportOptions {
        format: format.wit(),
        fields: args.fields.iter().map(|field| field.trim().to_owned()).filter(|field| !field.is_empty()).collect(),
        language: context.common.language.map(|language| language.tag().to_owned()),
        delimiter: args.delimiter.as_deref().map(|one| if one == "tab" { "\t".to_owned() } else { one.to_owned() }),
        encoding: args.encoding.clone(),
        template,
        extra: Vec::new(),
    };
    let mut instance = context.instance(&company)?;
    let language = instance.language();

    let cannot = |error: std::io::Error| {
        let why = why_not_written(&args.output, &error, language);
        message::FILE_UNWRITABLE.with("file", args.output.display()).with("why", why)
    };
    let file = NewFile::create(&args.output).map_err(|error| Failed::usage(cannot(error)))?;
    let failed = |failure| plugin_failed(&failure);
    let users = {
        let mut exporting =
            instance.export(file.target().map_err(|error| Failed::host(cannot(error)))?, &options).map_err(failed)?;
        let bar = Bar::new(&context.output, language.pick("Exportieren", "Exporting"));
        loop {
            if stop.load(Ordering::SeqCst) {
                return Err(Failed::host(
                    language.pick("Abgebrochen. Es wurde keine Datei geschrieben.", "Stopped. No file was written."),
                ));
            }
            let progress = exporting.step().map_err(failed)?;
            bar.show(progress.rows, progress.size);
            if progress.done {
                break progress.rows;
            }
        }
    };
    // The instance goes first: it holds the file's other handle.
    drop(instance);
    file.finish().map_err(|error| Failed::host(cannot(error)))?;

    if context.output.is_json() {
        context.output.object(&serde_json::json!({ "users": users, "file": args.output.display().to_string() }));
    } else if !to_output {
        let file = args.output.display();
        context.output.line(match template {
            true => language.pick(format!("Vorlage geschrieben: {file}"), format!("Template written: {file}")),
            false => {
                let users = language.count(users, ["Benutzer", "Benutzer"], ["user", "users"]);
                language.pick(format!("{users} exportiert: {file}"), format!("{users} exported: {file}"))
            }
        });
    }
    Ok(Finished::Done)
}

/// Why a file cannot be written at a path: mostly because its folder does not exist.
pub(super) fn why_not_written(path: &Path, error: &std::io::Error, language: Language) -> String {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => {
            let folder = folder.display();
            language.pick(format!("den Ordner {folder} gibt es nicht"), format!("there is no folder {folder}"))
        }
        None => io_said(error).text(language),
    }
}

//! How a file is read: the flags of `import` and `inspect` as one settings document for the plugin.
//!
//! A flag edits the document that `--settings` gives (or the one that is remembered); the plugin alone knows what it means.

use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::output::Failed;
use crate::files::io_said;
use crate::{document, message};

/// How a file is read; what is not said is found out.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Reading {
    /// Import settings (JSON): what `settings show` prints
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The sheet of a workbook, by name or number
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// The line of the header, as a spreadsheet shows it; 0: there is none
    #[arg(long, value_name = "LINE")]
    pub header_row: Option<u32>,
    /// The character encoding of a text file, such as utf-8, windows-1252, cp850
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The delimiter of a text file: one character, or `tab`
    #[arg(long, value_name = "CHARACTER", allow_hyphen_values = true)]
    pub delimiter: Option<String>,
}

impl Reading {
    /// The document in `--settings`, if there is one.
    ///
    /// # Errors
    /// The file cannot be read, or is not a JSON object, or names a property twice.
    pub fn document(&self) -> Result<Option<Map<String, Value>>, Failed> {
        let Some(path) = &self.settings else { return Ok(None) };
        let text = fs::read_to_string(path).map_err(|error| {
            let said = message::SETTINGS_UNREADABLE.with("file", path.display());
            Failed::usage(said.with_said("why", &io_said(&error)))
        })?;
        match document::parse(&text) {
            Ok(Value::Object(document)) => Ok(Some(document)),
            Ok(_) => Err(Failed::usage(message::SETTINGS_NO_OBJECT.with("file", path.display()))),
            Err(error) if error.to_string().starts_with(document::DUPLICATE) => {
                let said = message::SETTINGS_DUPLICATE.with("file", path.display());
                Err(Failed::usage(said.with("line", error.line()).with("column", error.column())))
            }
            Err(error) => {
                let said = message::SETTINGS_NO_JSON.with("file", path.display());
                Err(Failed::usage(said.with("line", error.line()).with("column", error.column())))
            }
        }
    }

    /// Writes the flags into a document.
    pub fn write_into(&self, document: &mut Map<String, Value>) {
        let texts = [("Sheet", &self.sheet), ("Encoding", &self.encoding), ("Delimiter", &self.delimiter)];
        for (property, value) in texts {
            if let Some(value) = value {
                document.insert(property.to_owned(), json!(value));
            }
        }
        if let Some(line) = self.header_row {
            document.insert("HeaderRow".to_owned(), json!(line));
        }
    }

    /// Whether any flag or a document says how the file is read.
    pub fn says_something(&self) -> bool {
        self.settings.is_some()
            || self.sheet.is_some()
            || self.header_row.is_some()
            || self.encoding.is_some()
            || self.delimiter.is_some()
    }
}

/// A document as text; none where it says nothing.
pub fn text_of(document: &Map<String, Value>) -> Option<String> {
    (!document.is_empty()).then(|| Value::Object(document.clone()).to_string())
}

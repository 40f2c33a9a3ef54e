//! What commands over the plugin share: loading it, opening files, and how its failures become exit codes.

use std::path::Path;

use super::Context;
use super::output::{Exit, Failed, Language};
use crate::files;
use crate::plugin::{Failure, FailureReason, FileSource, Instance, Plugin, TenantHost};
use crate::store::TenantStore;

impl Context {
    /// Loads the plugin: the built-in one, or the one that `--plugin` names.
    ///
    /// # Errors
    /// It cannot be loaded.
    pub fn plugin(&self) -> Result<Plugin, Failed> {
        Plugin::load(self.common.plugin.as_deref(), self.common.cache.as_deref())
            .map_err(|error| Failed::usage(error.to_string()))
    }

    /// An instance of the plugin for the tenant and the person, with no way to send messages.
    ///
    /// # Errors
    /// The plugin cannot be loaded, or the person does not exist.
    pub fn instance(&self, store: &TenantStore) -> Result<Instance, Failed> {
        let actor = self.acting(store)?;
        let instance = self.plugin()?.instantiate(TenantHost::new(store.clone(), actor));
        instance.map_err(|failure| plugin_failed(&failure))
    }
}

/// Opens a file that is imported or looked at. `-` is standard input.
///
/// # Errors
/// It does not exist or may not be read (exit code 4).
pub fn source(path: &Path) -> Result<Box<FileSource>, Failed> {
    files::open_source(path).map(Box::new).map_err(|error| {
        let text = format!(
            "The file {} cannot be read: {}. Check the path and the permissions.",
            path.display(),
            io_text(&error)
        );
        Failed::new(Exit::Unreadable, text)
    })
}

/// What went wrong, without the number of the system's error, in English.
pub fn io_text(error: &std::io::Error) -> String {
    io_text_in(error, Language::English)
}

/// What went wrong, without the number of the system's error.
pub fn io_text_in(error: &std::io::Error, language: Language) -> String {
    use std::io::ErrorKind;
    let text = match error.kind() {
        ErrorKind::NotFound => language.pick("es gibt ihn nicht", "it does not exist"),
        ErrorKind::PermissionDenied => language.pick("keine Berechtigung", "no permission"),
        ErrorKind::IsADirectory => language.pick("das ist ein Ordner", "it is a folder"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            language.pick("es ist kein Speicherplatz mehr frei", "there is no space left")
        }
        _ => return error.to_string(),
    };
    text.to_owned()
}

/// Sentences and an exit code for what the plugin answered.
pub fn plugin_failed(failure: &Failure) -> Failed {
    let texts: Vec<_> = failure
        .problems
        .iter()
        .map(|problem| match (&problem.cell, problem.line) {
            (Some(cell), _) => format!("{cell}: {}", problem.text),
            (None, Some(line)) => format!("{line}: {}", problem.text),
            (None, None) => problem.text.clone(),
        })
        .collect();
    let error = crate::import_run::ErrorReport::from(failure);
    Failed { exit: exit_of(failure), text: texts.join("\n"), json: Some(serde_json::json!({ "error": error })) }
}

/// The exit code of a failure.
pub fn exit_of(failure: &Failure) -> Exit {
    match failure.reason {
        FailureReason::NotAvailable | FailureReason::Refused => Exit::Refused,
        FailureReason::Unreadable => Exit::Unreadable,
        FailureReason::InvalidSettings => Exit::Usage,
        FailureReason::HostFailed | FailureReason::OutOfOrder | FailureReason::Other(_) => Exit::Failed,
    }
}

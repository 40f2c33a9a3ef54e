//! A plugin that broke: what is told to people instead of a trap's text.

use wasmtime::Trap;

use super::bindings::roster::users::types::{Failure, FailureReason, Problem, Severity};
use super::limits;
use super::ports::{HostFault, State};
use crate::language::Language;

/// What a call was doing; decides what its end means for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Reading a file: inspect, plan, page through it. Nothing is written.
    Reading,
    /// Applying a plan.
    Writing,
    /// Anything else.
    Other,
}

/// How an instance broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It asked for more memory than it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// This host failed while it answered.
    Host(String),
    /// Anything else: an abort, a stack overflow, a breach of the contract.
    Trap,
}

impl Broken {
    /// Tells from a trap and what the host saw. The details go to the log alone: they name the plugin's insides.
    pub(super) fn new(error: &wasmtime::Error, state: &State) -> Self {
        tracing::debug!(?error, diagnostics = state.diagnostics(), "the plugin broke");
        if let Some(HostFault(text)) = error.downcast_ref() {
            return Self::Host(text.clone());
        }
        if state.memory.reached {
            return Self::Memory;
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => Self::Time,
            _ => Self::Trap,
        }
    }

    /// The failure that the call answers.
    pub(super) fn failure(&self, doing: Doing, language: Language) -> Failure {
        let reason = match (self, doing) {
            (Self::Host(_), _) => FailureReason::HostFailed,
            (_, Doing::Reading) => FailureReason::Unreadable,
            (_, Doing::Writing | Doing::Other) => FailureReason::Other(self.code().to_owned()),
        };
        let problem = Problem {
            code: self.code().to_owned(),
            severity: Severity::Error,
            text: format!("{} {}", self.what(doing, language), what_now(doing, language)).trim_end().to_owned(),
            line: None,
            column: None,
            cell: None,
            field: None,
            arguments: Vec::new(),
        };
        Failure { reason, problems: vec![problem] }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Memory => "plugin-out-of-memory",
            Self::Time => "plugin-out-of-time",
            Self::Host(_) => "host-failed",
            Self::Trap => "plugin-stopped",
        }
    }

    fn what(&self, doing: Doing, language: Language) -> String {
        let mebibytes = limits::MEMORY >> 20;
        match (self, doing) {
            (Self::Host(text), _) => text.clone(),
            (Self::Memory, Doing::Reading) => language.pick(
                format!("Die Datei braucht beim Lesen mehr Speicher, als dafür vorgesehen ist ({mebibytes} MiB)."),
                format!("Reading the file takes more memory than is provided for it ({mebibytes} MiB)."),
            ),
            (Self::Time, Doing::Reading) => language.pick(
                "Die Datei zu lesen dauert länger, als dafür vorgesehen ist.".to_owned(),
                "Reading the file takes longer than is provided for it.".to_owned(),
            ),
            (Self::Trap, Doing::Reading) => language.pick(
                "Die Datei ist so beschaffen, dass sie nicht gelesen werden kann.".to_owned(),
                "The file is made in a way that it cannot be read.".to_owned(),
            ),
            (Self::Memory, _) => language.pick(
                format!("Der Vorgang braucht mehr Speicher, als dafür vorgesehen ist ({mebibytes} MiB)."),
                format!("This takes more memory than is provided for it ({mebibytes} MiB)."),
            ),
            (Self::Time, _) => language.pick(
                "Der Vorgang dauert länger, als dafür vorgesehen ist.".to_owned(),
                "This takes longer than is provided for it.".to_owned(),
            ),
            (Self::Trap, _) => language.pick(
                "Das Import-Modul hat unerwartet aufgehört.".to_owned(),
                "The import module stopped unexpectedly.".to_owned(),
            ),
        }
    }
}

fn what_now(doing: Doing, language: Language) -> &'static str {
    match doing {
        Doing::Reading => language.pick(
            "Es wurde nichts geändert. Öffnen Sie die Datei in einem Tabellenprogramm und speichern Sie sie neu, am einfachsten als CSV.",
            "Nothing was changed. Open the file in a spreadsheet program and save it anew, most simply as CSV.",
        ),
        Doing::Writing => language.pick(
            "Was bis dahin geschrieben wurde, bleibt. Importieren Sie dieselbe Datei noch einmal: Was schon geschrieben ist, bleibt dabei unverändert.",
            "What was written until then stays. Import the same file again: what has been written will be unchanged.",
        ),
        Doing::Other => language.pick("Versuchen Sie es noch einmal.", "Try again."),
    }
}

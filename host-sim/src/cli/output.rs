//! Writing: results to standard output, everything else to standard error, in one place, so that a closed pipe is no panic.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::visible;
use crate::language::Language;
use crate::message::Said;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Finished {
    /// All of it.
    Done = 0,
    /// Some rows failed.
    SomeFailed = 1,
}

/// The exit code of a command that did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Wrong usage: arguments, settings, an unknown company or field.
    Usage = 2,
    /// Refused: not available, or a guard.
    Refused = 3,
    /// The file cannot be read.
    Unreadable = 4,
    /// The host failed: the database or a file cannot be opened or written, or the plugin broke.
    Failed = 5,
    /// Another import of the company is running, or somebody else writes to the database.
    Busy = 6,
    /// A signal or the time limit stopped it; what was written stays.
    Stopped = 7,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failed {
    /// The exit code.
    pub exit: Exit,
    /// Sentences for people; the last says what to do. None where all is said already.
    pub said: Option<Said>,
    /// What `--json` prints instead of `{"error": {"code": ..., "text": ...}}`.
    pub json: Option<serde_json::Value>,
}

impl Failed {
    /// A failure with a sentence.
    pub fn new(exit: Exit, said: impl Into<Said>) -> Self {
        Self { exit, said: Some(said.into()), json: None }
    }

    /// A failure of which everything was said before.
    pub fn silent(exit: Exit) -> Self {
        Self { exit, said: None, json: None }
    }

    /// With an object of its own for `--json`.
    pub fn with_json(self, json: serde_json::Value) -> Self {
        Self { json: Some(json), ..self }
    }

    /// Wrong usage (exit code 2).
    pub fn usage(said: impl Into<Said>) -> Self {
        Self::new(Exit::Usage, said)
    }

    /// Refused (exit code 3).
    pub fn refused(said: impl Into<Said>) -> Self {
        Self::new(Exit::Refused, said)
    }

    /// The host failed (exit code 5).
    pub fn host(said: impl Into<Said>) -> Self {
        Self::new(Exit::Failed, said)
    }
}

/// Where a command writes.
#[derive(Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// Writes sentences, or with `json` one JSON object.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether one JSON object is asked for.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Whether progress can be shown: a person looks at standard error and does not want JSON.
    pub fn shows_progress(&self) -> bool {
        !self.json && io::stderr().is_terminal()
    }

    /// Writes one line of the result; a line break in it is shown and not made. A reader that went away is not an error.
    pub fn line(&self, text: impl fmt::Display) {
        let _ = writeln!(io::stdout().lock(), "{}", visible::line(&text.to_string()));
    }

    /// Writes lines of the result that are put together here, from parts that have no line breaks.
    pub fn block(&self, text: impl fmt::Display) {
        let _ = writeln!(io::stdout().lock(), "{}", visible::block(&text.to_string()));
    }

    /// Writes the result as one JSON object.
    pub fn object(&self, value: &impl Serialize) {
        let mut out = io::stdout().lock();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, visible::Json::default());
        let _ = value.serialize(&mut serializer).map_err(io::Error::from).and_then(|()| writeln!(out));
    }

    /// Writes a line that is not part of the result; nothing with `--json`.
    pub fn note(&self, text: impl fmt::Display) {
        if !self.json {
            let _ = writeln!(io::stderr().lock(), "{}", visible::block(&text.to_string()));
        }
    }

    /// Writes why a command did not do what it was asked; nothing where that is said already.
    pub fn failure(&self, failed: &Failed, language: Language) {
        let text = failed.said.as_ref().map(|said| said.text(language));
        if self.json {
            match (&failed.json, &failed.said) {
                (Some(value), _) => self.object(value),
                (None, Some(said)) => {
                    self.object(&serde_json::json!({ "error": { "code": said.code(), "text": text } }));
                }
                (None, None) => {}
            }
        }
        if let Some(text) = text {
            let _ = writeln!(io::stderr().lock(), "{}", visible::block(&text));
        }
    }
}

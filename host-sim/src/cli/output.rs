//! Writing: results to standard output, everything else to standard error, in one place, so that a closed pipe is no panic.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::str::FromStr;

use serde::Serialize;

/// A language that this program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German.
    German,
    /// English.
    #[default]
    English,
}

impl Language {
    /// The language for a BCP 47 tag: German for `de` and every `de-*`, English for all else.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }

    /// `de` or `en`.
    pub fn tag(self) -> &'static str {
        self.pick("de", "en")
    }

    /// One of two texts that say the same.
    pub fn pick<T>(self, german: T, english: T) -> T {
        match self {
            Self::German => german,
            Self::English => english,
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "de" => Ok(Self::German),
            "en" => Ok(Self::English),
            _ => Err("give de or en".to_owned()),
        }
    }
}

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
    /// It ended early: the host failed, or somebody stopped it.
    Failed = 1,
    /// Wrong usage: arguments, settings, an unknown company or field.
    Usage = 2,
    /// Refused: not available, or a guard.
    Refused = 3,
    /// The file cannot be read.
    Unreadable = 4,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failed {
    /// The exit code.
    pub exit: Exit,
    /// Sentences for people; the last says what to do.
    pub text: String,
    /// What `--json` prints instead of `{"error": {"text": ...}}`.
    pub json: Option<serde_json::Value>,
}

impl Failed {
    /// A failure with a sentence.
    pub fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self { exit, text: text.into(), json: None }
    }

    /// Wrong usage (exit code 2).
    pub fn usage(text: impl Into<String>) -> Self {
        Self::new(Exit::Usage, text)
    }

    /// Refused (exit code 3).
    pub fn refused(text: impl Into<String>) -> Self {
        Self::new(Exit::Refused, text)
    }

    /// The host failed (exit code 1).
    pub fn host(text: impl fmt::Display) -> Self {
        Self::new(Exit::Failed, text.to_string())
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

    /// Writes a line of the result. A reader that went away is not an error.
    pub fn line(&self, text: impl fmt::Display) {
        let _ = writeln!(io::stdout().lock(), "{text}");
    }

    /// Writes the result as one JSON object.
    pub fn object(&self, value: &impl Serialize) {
        let mut out = io::stdout().lock();
        let _ = serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from).and_then(|()| writeln!(out));
    }

    /// Writes a line that is not part of the result; nothing with `--json`.
    pub fn note(&self, text: impl fmt::Display) {
        if !self.json {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Writes why a command did not do what it was asked; nothing where that is said already.
    pub fn failure(&self, failed: &Failed) {
        if self.json {
            match &failed.json {
                Some(value) => self.object(value),
                None if failed.text.is_empty() => {}
                None => self.object(&serde_json::json!({ "error": { "text": failed.text } })),
            }
        }
        if !failed.text.is_empty() {
            let _ = writeln!(io::stderr().lock(), "{}", failed.text);
        }
    }
}

//! What commands share: the database, who may act in which company, the plugin, and how refusals become exit codes.
//!
//! Whoever acts is decided here and nowhere else: [`Context::administrator`] opens a company for an administrator of it,
//! [`Context::host_only`] is for what no person of a company does.

use std::cell::Cell;
use std::path::Path;

use super::args::Common;
use super::output::{Exit, Failed, Output};
use super::visible;
use crate::files::{self, io_said};
use crate::language::Language;
use crate::message;
use crate::plugin::{Failure, FailureReason, FileSource, Instance, Plugin, Problem, TenantHost};
use crate::store::{Actor, ByHand, Database, Refusal, Role, StoreError, TIME_LIMIT, TenantStore};

/// What every command gets: the common flags and where to write.
#[derive(Debug)]
pub struct Context {
    /// The flags that all commands share.
    pub common: Common,
    /// Standard output and standard error.
    pub output: Output,
    /// The language of the acting person, once that person is known.
    acting: Cell<Option<Language>>,
    /// The language of the terminal, where its locale names one.
    terminal: Option<Language>,
}

/// A company, opened for somebody who may look after it.
#[derive(Debug)]
pub struct Company {
    /// Its users, and no other company's.
    pub store: TenantStore,
    /// The person on whose behalf all is done: `--as`, otherwise a service of the host that speaks the company's language.
    pub actor: Actor,
}

impl Context {
    /// The context of this process.
    pub fn new(common: Common) -> Self {
        Self { output: Output::new(common.json), common, acting: Cell::new(None), terminal: Language::of_terminal() }
    }

    /// The language of what this process says: `--language`, else the terminal's, else the acting person's, else English.
    pub fn language(&self) -> Language {
        self.chosen_language().or(self.acting.get()).unwrap_or_default()
    }

    /// The language that the caller asked for: by `--language`, else by the locale of the terminal.
    pub fn chosen_language(&self) -> Option<Language> {
        self.common.language.or(self.terminal)
    }

    /// Opens the database of this command.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn database(&self) -> Result<Database, Failed> {
        Database::open(&self.common.db).map_err(failed)
    }

    /// For commands that only read: a database that does not exist is not made, as its path is likely mistyped.
    ///
    /// # Errors
    /// There is no such file.
    pub fn needs_database(&self) -> Result<(), Failed> {
        match self.common.db.try_exists() {
            Ok(false) => Err(Failed::host(message::DATABASE_MISSING.with("file", self.common.db.display()))),
            _ => Ok(()),
        }
    }

    /// Opens the company of `--tenant` for its administrator.
    ///
    /// # Errors
    /// An unknown company or person is wrong usage; a person that is disabled or no administrator is refused.
    pub fn administrator(&self) -> Result<Company, Failed> {
        self.administrator_of(&self.common.tenant)
    }

    /// Opens a company for its administrator.
    ///
    /// # Errors
    /// As [`Context::administrator`].
    pub fn administrator_of(&self, tenant: &str) -> Result<Company, Failed> {
        let store = self.database()?.tenant(tenant).map_err(usage)?;
        let own = store.facts().map_err(failed)?.default_language;
        self.acting.set(Some(Language::from_tag(&own)));
        let language = self.chosen_language().map(Language::tag);
        let actor = match &self.common.acting {
            None => Actor::console(language.map_or(own, str::to_owned)),
            Some(user) => match store.user_id(user) {
                Ok(id) => store.actor(&id, language).map_err(failed)?,
                Err(unknown @ ByHand::Refused(Refusal::UnknownUser(_))) => {
                    store.administrator(user, language).map_err(failed)?.ok_or_else(|| by_hand(unknown))?
                }
                Err(error) => return Err(by_hand(error)),
            },
        };
        self.acting.set(Some(Language::from_tag(&actor.language)));
        if actor.role != Role::Administrator {
            return Err(Failed::refused(message::NOT_ADMINISTRATOR.with("name", &actor.name)));
        }
        Ok(Company { store, actor })
    }

    /// Lets only whoever runs the host go on: no person of a company makes or lists companies, or starts the server.
    ///
    /// # Errors
    /// Somebody is named by `--as`.
    pub fn host_only(&self) -> Result<(), Failed> {
        match self.common.acting {
            Some(_) => Err(Failed::usage(&message::NOT_FOR_A_PERSON)),
            None => Ok(()),
        }
    }

    /// Loads the plugin: the built-in one, or the one that `--plugin` names.
    ///
    /// # Errors
    /// It cannot be loaded.
    pub fn plugin(&self) -> Result<Plugin, Failed> {
        Plugin::load(self.common.plugin.as_deref(), self.common.cache.as_deref())
            .map_err(|error| Failed::usage(error.to_string()))
    }

    /// An instance of the plugin for the company, with no way to send messages.
    ///
    /// # Errors
    /// The plugin cannot be loaded.
    pub fn instance(&self, company: &Company) -> Result<Instance, Failed> {
        self.instance_for(TenantHost::new(company.store.clone(), company.actor.clone()))
    }

    /// An instance of the plugin that answers in the language of this command.
    ///
    /// # Errors
    /// The plugin cannot be loaded.
    pub fn instance_for(&self, host: TenantHost) -> Result<Instance, Failed> {
        let mut instance = self.plugin()?.instantiate(host).map_err(|failure| plugin_failed(&failure))?;
        instance.set_language(self.chosen_language().map(|language| language.tag().to_owned()));
        Ok(instance)
    }
}

/// The store did not answer, or refused.
pub(super) fn failed(error: StoreError) -> Failed {
    Failed::new(store_exit(&error, Exit::Refused), error.said())
}

fn store_exit(error: &StoreError, refused: Exit) -> Exit {
    match error {
        StoreError::Refused(_) => refused,
        StoreError::Busy => Exit::Busy,
        StoreError::Full | StoreError::Other(_) => Exit::Failed,
    }
}

/// The store does not know, or does not take, what was named on the command line.
pub(super) fn usage(error: StoreError) -> Failed {
    Failed::new(store_exit(&error, Exit::Usage), error.said())
}

/// What was not done by hand.
pub(super) fn by_hand(why: ByHand) -> Failed {
    match why {
        ByHand::Store(error) => failed(error),
        ByHand::Refused(refusal @ (Refusal::UnknownUser(_) | Refusal::UnknownPoint(_))) => {
            Failed::usage(refusal.said())
        }
        ByHand::Refused(refusal) => Failed::refused(refusal.said()),
    }
}

/// A moment as people and programs read it.
pub(super) fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |moment| moment.to_string())
}

/// Opens a file that is imported or looked at. `-` is standard input.
///
/// # Errors
/// It does not exist or may not be read (exit code 4).
pub fn source(path: &Path) -> Result<Box<FileSource>, Failed> {
    files::open_source(path).map(Box::new).map_err(|error| {
        let said = message::FILE_UNREADABLE.with("file", path.display()).with_said("why", &io_said(&error));
        Failed::new(Exit::Unreadable, said)
    })
}

/// Sentences and an exit code for what the plugin answered.
pub fn plugin_failed(failure: &Failure) -> Failed {
    let error = crate::import_run::ErrorReport::from(failure);
    Failed::new(exit_of(failure), plugin_text(failure)).with_json(serde_json::json!({ "error": error }))
}

/// What the plugin answered: a line for each problem, with its place.
pub fn plugin_text(failure: &Failure) -> String {
    let text = |problem: &Problem| match (&problem.cell, problem.line) {
        (Some(cell), _) => format!("{cell}: {}", problem.text),
        // Of a settings document, where the text names the line itself.
        (None, Some(_)) if problem.arguments.iter().any(|(name, _)| name == "line") => problem.text.clone(),
        (None, Some(line)) => format!("{line}: {}", problem.text),
        (None, None) => problem.text.clone(),
    };
    failure.problems.iter().map(text).map(|text| visible::line(&text).into_owned()).collect::<Vec<_>>().join("\n")
}

/// What the plugin says of a flag whose value does not fit the file.
const WRONG_FLAGS: [&str; 4] = ["unknown-encoding", "export-unknown-encoding", "header-row-missing", "sheet-unknown"];

/// The exit code of a failure.
pub fn exit_of(failure: &Failure) -> Exit {
    let code = failure.problems.first().map(|problem| problem.code.as_str()).unwrap_or_default();
    match code {
        _ if WRONG_FLAGS.contains(&code) => return Exit::Usage,
        "store-busy" | "export-store-busy" => return Exit::Busy,
        "cancelled" | TIME_LIMIT => return Exit::Stopped,
        _ => {}
    }
    match failure.reason {
        FailureReason::NotAvailable | FailureReason::Refused => Exit::Refused,
        FailureReason::Unreadable => Exit::Unreadable,
        FailureReason::InvalidSettings => Exit::Usage,
        FailureReason::HostFailed | FailureReason::OutOfOrder | FailureReason::Other(_) => Exit::Failed,
    }
}

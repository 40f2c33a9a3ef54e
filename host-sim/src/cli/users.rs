//! List and look after users.

use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};

use super::context::{Company, Context, by_hand, failed};
use super::output::{Failed, Finished};
use crate::language::Language;
use crate::message::{self, Said};
use crate::store::{Account, MAX_PER_CALL, NewData, StoreError, TenantStore, Value, account_json, all_fields};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the users, active and disabled
    List {
        /// All of them, which is what happens without a flag too
        #[arg(long, conflicts_with_all = ["active", "inactive"])]
        all: bool,
        /// Only the active ones
        #[arg(long, conflicts_with = "inactive")]
        active: bool,
        /// Only the disabled ones
        #[arg(long)]
        inactive: bool,
        /// At most so many
        #[arg(long, value_name = "NUMBER")]
        limit: Option<u64>,
    },
    /// Show all that is known about a user
    Show {
        /// Id, user name, email address or employee number
        user: String,
    },
    /// Disable a log-in; all data stays, and so does the licence
    Disable {
        /// Id, user name, email address or employee number
        user: String,
    },
    /// Enable a log-in again and make a new access link, which is sent by `access-link send`
    Enable {
        /// Id, user name, email address or employee number
        user: String,
    },
    /// Save everything that is stored about a user, so that the account can be deleted
    Download {
        /// Id, user name, email address or employee number
        user: String,
        /// The JSON file to write
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Give a user's customers, appointments and reports to another, so that the account can be deleted
    Transfer {
        /// Id, user name, email address or employee number
        user: String,
        /// Who gets them
        #[arg(long, value_name = "USER")]
        to: String,
    },
    /// Delete one disabled user, after the data was downloaded or transferred; frees the licence
    Delete {
        /// Id, user name, email address or employee number
        user: String,
        /// Delete the data that was neither downloaded nor transferred
        #[arg(long)]
        waive_data: bool,
    },
    /// Make customers, appointments and reports up for a user, to try things out
    AddData {
        /// Id, user name, email address or employee number
        user: String,
        /// How many customers; 3 where no number is given at all
        #[arg(long, value_name = "NUMBER")]
        customers: Option<u32>,
        /// How many appointments; 2 where no number is given at all
        #[arg(long, value_name = "NUMBER")]
        appointments: Option<u32>,
        /// How many reports; 1 where no number is given at all
        #[arg(long, value_name = "NUMBER")]
        reports: Option<u32>,
    },
}

/// Runs the command.
///
/// # Errors
/// An unknown user, or a rule that stands in the way.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    // No command here is of use without accounts.
    context.needs_database()?;
    let Company { store, actor } = context.administrator()?;
    let id = |user: &str| store.user_id(user).map_err(by_hand);
    let say = |german: String, english: String| done(context, german, english);
    match &args.command {
        Command::List { all: _, active, inactive, limit } => {
            let which = if active == inactive { Which::All } else { Which::Active(*active) };
            list(context, &store, which, limit.unwrap_or(u64::MAX))?;
        }
        Command::Show { user } => {
            let account = store.account(&id(user)?).map_err(by_hand)?;
            let document = account_json(&account, &all_fields());
            if context.output.is_json() {
                context.output.object(&document);
            } else {
                for (field, value) in all_fields().iter().zip(&account.values) {
                    let value = value.as_ref().map(|value| text(value, context.language())).unwrap_or_default();
                    context.output.line(format!("{field:<20} {value}").trim_end());
                }
            }
        }
        Command::Disable { user } => {
            let id = id(user)?;
            if store.disable(&id, &actor).map_err(by_hand)? {
                say(
                    format!("Konto {id} ist deaktiviert. Die Daten bleiben."),
                    format!("Account {id} is disabled. Its data stays."),
                );
            } else {
                say(format!("Konto {id} war schon deaktiviert."), format!("Account {id} was disabled already."));
            }
        }
        Command::Enable { user } => {
            let id = id(user)?;
            if store.enable(&id, &actor).map_err(by_hand)? {
                say(
                    format!(
                        "Konto {id} ist aktiv. `access-link send --user {id} --channel email` sendet den neuen Zugang."
                    ),
                    format!(
                        "Account {id} is active. `access-link send --user {id} --channel email` sends the new link."
                    ),
                );
            } else {
                say(format!("Konto {id} war schon aktiv."), format!("Account {id} was active already."));
            }
        }
        Command::Download { user, output } => {
            let id = id(user)?;
            store.download(&id, |document| save(output, document)).map_err(by_hand)?;
            say(
                format!("Die Daten von Konto {id} stehen in {}.", output.display()),
                format!("The data of account {id} is in {}.", output.display()),
            );
        }
        Command::Transfer { user, to } => {
            let (id, to) = (id(user)?, id(to)?);
            store.transfer(&id, &to).map_err(by_hand)?;
            say(
                format!("Konto {to} hat jetzt die Daten von Konto {id}."),
                format!("Account {to} now has the data of account {id}."),
            );
        }
        Command::Delete { user, waive_data } => {
            let id = id(user)?;
            let point = store.delete(&id, *waive_data).map_err(by_hand)?;
            say(
                format!("Konto {id} ist gelöscht. `restore apply {point}` bringt es 30 Tage lang zurück."),
                format!("Account {id} is deleted. `restore apply {point}` brings it back for 30 days."),
            );
        }
        Command::AddData { user, customers, appointments, reports } => {
            let (customers, appointments, reports) = match (customers, appointments, reports) {
                (None, None, None) => (3, 2, 1),
                _ => (customers.unwrap_or(0), appointments.unwrap_or(0), reports.unwrap_or(0)),
            };
            let id = id(user)?;
            store.add_data(&id, NewData { customers, appointments, reports }).map_err(by_hand)?;
            say(
                format!("Konto {id} hat {customers} Kunden, {appointments} Termine und {reports} Berichte mehr."),
                format!(
                    "Account {id} has {customers} customers, {appointments} appointments and {reports} reports more."
                ),
            );
        }
    }
    Ok(Finished::Done)
}

/// Says that something was done.
pub(super) fn done(context: &Context, german: String, english: String) {
    let text = context.language().pick(german, english);
    if context.output.is_json() {
        context.output.object(&serde_json::json!({ "done": true, "text": text }));
    } else {
        context.output.line(text);
    }
}

/// Writes a file whole or not at all.
fn save(path: &Path, document: &serde_json::Value) -> Result<(), Said> {
    let cannot = |_| message::DOWNLOAD_UNWRITABLE.with("file", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    serde_json::to_writer_pretty(&mut file, document).map_err(std::io::Error::from).map_err(cannot)?;
    file.write_all(b"\n").map_err(cannot)?;
    file.as_file().sync_all().map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Which {
    All,
    Active(bool),
}

impl Which {
    fn takes(self, account: &Account) -> bool {
        match self {
            Self::All => true,
            Self::Active(active) => account.active == active,
        }
    }
}

fn list(context: &Context, store: &TenantStore, which: Which, limit: u64) -> Result<(), Failed> {
    if context.output.is_json() {
        let users = Users { store, which, limit, failed: RefCell::new(None) };
        context.output.object(&users);
        return users.failed.into_inner().map_or(Ok(()), |error| Err(failed(error)));
    }
    let fields = ["last-name", "first-name", "email", "user-name", "level", "active"].map(str::to_owned);
    let language = context.language();
    let header = language.pick(
        ["ID", "NACHNAME", "VORNAME", "E-MAIL", "BENUTZERNAME", "STUFE", "AKTIV"],
        ["ID", "LAST NAME", "FIRST NAME", "EMAIL", "USER NAME", "LEVEL", "ACTIVE"],
    );
    let mut table = Table { rows: vec![header.map(str::to_owned).to_vec()], widths: None };
    let print = |lines: Vec<String>| lines.into_iter().for_each(|line| context.output.line(line));
    each(store, which, limit, &fields, |account| {
        let shown = |value: &Option<Value>| value.as_ref().map(|value| text(value, language)).unwrap_or_default();
        print(table.add(std::iter::once(account.id.clone()).chain(account.values.iter().map(shown)).collect()));
        Ok(())
    })
    .map_err(failed)?;
    print(table.lines());
    Ok(())
}

/// A table whose columns are as wide as the first of its rows need them: they are held back until there are enough.
struct Table {
    rows: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl Table {
    /// Rows by which the widths are found.
    const LOOK: usize = 1_000;

    /// Takes a row; gives the lines that can be printed by now.
    fn add(&mut self, row: Vec<String>) -> Vec<String> {
        self.rows.push(row);
        if self.widths.is_some() || self.rows.len() >= Self::LOOK { self.lines() } else { Vec::new() }
    }

    /// The lines of the rows that were held back.
    fn lines(&mut self) -> Vec<String> {
        let rows = std::mem::take(&mut self.rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column| {
            let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(column));
            cells.map(|cell: &String| cell.chars().count()).max().unwrap_or(0)
        };
        let widths = self.widths.get_or_insert_with(|| (0..columns).map(width).collect());
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(widths.iter()).map(|(cell, width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        rows.iter().map(line).collect()
    }
}

/// Calls `take` with each user, page by page.
fn each(
    store: &TenantStore,
    which: Which,
    limit: u64,
    fields: &[String],
    mut take: impl FnMut(&Account) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let (mut cursor, mut left) = (None::<String>, limit);
    let page = u32::try_from(MAX_PER_CALL).unwrap_or(u32::MAX);
    loop {
        let (accounts, next) = store.page(cursor.as_deref(), page, fields)?;
        for account in accounts.iter().filter(|account| which.takes(account)) {
            if left == 0 {
                return Ok(());
            }
            left -= 1;
            take(account)?;
        }
        let Some(next) = next else { return Ok(()) };
        cursor = Some(next);
    }
}

/// The users as a JSON array that is never in memory as a whole.
struct Users<'s> {
    store: &'s TenantStore,
    which: Which,
    limit: u64,
    failed: RefCell<Option<StoreError>>,
}

impl Serialize for Users<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = all_fields();
        let mut array = serializer.serialize_seq(None)?;
        let mut written = Ok(());
        let walked = each(self.store, self.which, self.limit, &fields, |account| {
            written = array.serialize_element(&account_json(account, &fields));
            // Ends the walk; what is wrong with the reader stands in `written`.
            if written.is_err() { Err(StoreError::Busy) } else { Ok(()) }
        });
        written?;
        if let Err(error) = walked {
            let text = error.to_string();
            self.failed.replace(Some(error));
            return Err(S::Error::custom(text));
        }
        array.end()
    }
}

fn text(value: &Value, language: Language) -> String {
    match value {
        Value::Text(text) | Value::Decimal(text) => text.clone(),
        Value::Flag(true) => language.pick("ja", "yes").to_owned(),
        Value::Flag(false) => language.pick("nein", "no").to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::List(texts) => texts.join("; "),
    }
}

//! Companies: facts, and who acts for them.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

use super::database::{Database, TenantStore};
use super::error::StoreError;
use super::passwords::{hash_password, put_administrator};
use super::texts::Refusal;
use super::users::find_id;
use crate::message;

/// The tenant that exists without being made: 10 licences, not connected, German, Austria.
pub const DEMO: &str = "demo";

/// The source system that a company is connected to directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceSystem {
    /// Microsoft Outlook.
    Outlook,
    /// Salesforce.
    Salesforce,
    /// Microsoft Dynamics CRM.
    DynamicsCrm,
    /// Any other, by its name.
    Other(String),
}

impl SourceSystem {
    /// Reads a name as the command line and the database have it.
    pub fn from_name(name: &str) -> Self {
        match name.trim().to_lowercase().as_str() {
            "outlook" => Self::Outlook,
            "salesforce" => Self::Salesforce,
            "dynamics-crm" => Self::DynamicsCrm,
            _ => Self::Other(name.trim().to_owned()),
        }
    }

    /// The name as the command line and the database have it.
    pub fn name(&self) -> &str {
        match self {
            Self::Outlook => "outlook",
            Self::Salesforce => "salesforce",
            Self::DynamicsCrm => "dynamics-crm",
            Self::Other(name) => name,
        }
    }
}

/// The role of the acting person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Level 0.
    User,
    /// Level 1.
    Supervisor,
    /// Level 2.
    Administrator,
}

impl Role {
    /// The role that goes with an authorization level.
    pub fn of_level(level: i64) -> Self {
        match level {
            2 => Self::Administrator,
            1 => Self::Supervisor,
            _ => Self::User,
        }
    }
}

/// The person on whose behalf something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person's account; none where no account stands behind the call.
    pub id: Option<String>,
    /// The name to put on a receipt.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The language of messages (BCP 47).
    pub language: String,
}

impl Actor {
    /// The service person of the command line: an administrator without an account.
    pub fn console(language: impl Into<String>) -> Self {
        Self { id: None, name: "console".to_owned(), role: Role::Administrator, language: language.into() }
    }
}

/// A company to be made.
#[derive(Clone, Debug)]
pub struct NewTenant {
    /// The name: lower-case letters, digits and hyphens, at most 40.
    pub name: String,
    /// Licences bought.
    pub licences: u32,
    /// The directly connected source system.
    pub connected_to: Option<SourceSystem>,
    /// The language that new accounts get (BCP 47).
    pub default_language: String,
    /// The country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The first administrator's log-in name and password.
    pub administrator: Option<(String, String)>,
}

/// What to change about a company; none leaves it.
#[derive(Clone, Debug, Default)]
pub struct TenantChanges {
    /// Licences bought.
    pub licences: Option<u32>,
    /// The directly connected source system; inner none disconnects.
    pub connected_to: Option<Option<SourceSystem>>,
    /// The language that new accounts get.
    pub default_language: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// Facts about a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantFacts {
    /// The name.
    pub name: String,
    /// Licences bought.
    pub licences_bought: u32,
    /// Licences in use: accounts with their own schedule, active or not.
    pub licences_used: u32,
    /// The directly connected source system.
    pub connected_to: Option<SourceSystem>,
    /// The language that new accounts get (BCP 47).
    pub default_language: String,
    /// The country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The log-in names of the administrators.
    pub administrators: Vec<String>,
}

impl Database {
    /// The names of all companies.
    pub fn tenants(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connect()?;
        let mut statement = connection.prepare("SELECT name FROM tenant ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Makes a company. A name that is taken or not a name is refused, and then nothing is made.
    pub fn create_tenant(&self, new: &NewTenant) -> Result<TenantStore, StoreError> {
        check_name(&new.name)?;
        check_language(&new.default_language)?;
        let country = new.country.as_deref().map(check_country).transpose()?;
        let administrator = match &new.administrator {
            Some((name, password)) => Some((name, hash_password(password)?)),
            None => None,
        };
        let (connection, now) = (self.connect()?, self.now());
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let taken =
            transaction
                .query_row("SELECT EXISTS (SELECT 1 FROM tenant WHERE name = ?1)", [&new.name], |row| row.get(0))?;
        if taken {
            return Err(StoreError::refused(message::TENANT_TAKEN.with("name", &new.name)));
        }
        transaction.execute(
            "INSERT INTO tenant (name, licences_bought, connected_to, default_language, country, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                &new.name,
                new.licences,
                new.connected_to.as_ref().map(SourceSystem::name),
                &new.default_language,
                country,
                now,
            ),
        )?;
        let tenant = transaction.last_insert_rowid();
        if let Some((name, hash)) = administrator {
            put_administrator(&transaction, tenant, now, name, &hash, None)?;
        }
        transaction.commit()?;
        tracing::info!(tenant, "a tenant was made");
        self.tenant(&new.name)
    }
}

/// Names stand in paths, flags and logs.
fn check_name(name: &str) -> Result<(), StoreError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if (1..=40).contains(&name.len()) && name.chars().all(allowed) && !name.starts_with('-') {
        return Ok(());
    }
    Err(StoreError::refused(message::NO_TENANT_NAME.with("name", name)))
}

/// The shape of a BCP 47 tag: what it names is for those who use it.
fn check_language(tag: &str) -> Result<(), StoreError> {
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic()));
    if first && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Ok(());
    }
    Err(StoreError::refused(message::NO_LANGUAGE.with("tag", tag)))
}

fn check_country(code: &str) -> Result<String, StoreError> {
    if code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic()) {
        return Ok(code.to_ascii_uppercase());
    }
    Err(StoreError::refused(message::NO_COUNTRY.with("code", code)))
}

impl TenantStore {
    /// Changes facts about the company.
    pub fn change_tenant(&self, changes: &TenantChanges) -> Result<(), StoreError> {
        if let Some(tag) = &changes.default_language {
            check_language(tag)?;
        }
        let country = changes.country.as_deref().map(check_country).transpose()?;
        let tenant = self.inner.id;
        self.inner.write(|connection| {
            connection.execute(
                "UPDATE tenant SET licences_bought = coalesce(?2, licences_bought), default_language = coalesce(?3, default_language),
                 country = coalesce(?4, country) WHERE id = ?1",
                (tenant, changes.licences, &changes.default_language, country),
            )?;
            if let Some(system) = &changes.connected_to {
                connection.execute("UPDATE tenant SET connected_to = ?2 WHERE id = ?1", (tenant, system.as_ref().map(SourceSystem::name)))?;
            }
            Ok(())
        })
    }

    /// Describes the company. Cheap: the counts are kept until somebody writes.
    pub fn facts(&self) -> Result<TenantFacts, StoreError> {
        let licences_used = self.counts()?.licences;
        let connection = self.inner.connection();
        let mut facts = connection
            .prepare_cached(
                "SELECT name, licences_bought, connected_to, default_language, country FROM tenant WHERE id = ?1",
            )?
            .query_row([self.inner.id], |row| {
                Ok(TenantFacts {
                    name: row.get(0)?,
                    licences_bought: row.get(1)?,
                    licences_used: u32::try_from(licences_used).unwrap_or(u32::MAX),
                    connected_to: row.get::<_, Option<String>>(2)?.map(|name| SourceSystem::from_name(&name)),
                    default_language: row.get(3)?,
                    country: row.get(4)?,
                    administrators: Vec::new(),
                })
            })?;
        facts.administrators = connection
            .prepare_cached("SELECT name FROM administrator WHERE tenant_id = ?1 ORDER BY name")?
            .query_map([self.inner.id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(facts)
    }

    /// The person behind an account, found by id, user name or email. `language` answers in another language than the
    /// account's own.
    pub fn actor(&self, user: &str, language: Option<&str>) -> Result<Actor, StoreError> {
        let id = self.resolve(user)?;
        let connection = self.inner.connection();
        let actor = connection
            .prepare_cached("SELECT first_name || ' ' || last_name, level, language, active FROM user WHERE tenant_id = ?1 AND id = ?2")?
            .query_row([self.inner.id, id], |row| {
                let own: String = row.get(2)?;
                Ok((
                    Actor {
                        id: Some(id.to_string()),
                        name: row.get(0)?,
                        role: Role::of_level(row.get(1)?),
                        language: language.map_or(own, str::to_owned),
                    },
                    row.get::<_, bool>(3)?,
                ))
            })
            .optional()?;
        match actor {
            Some((actor, true)) => Ok(actor),
            Some((_, false)) => Err(StoreError::refused(message::DISABLED_PERSON.with("user", user))),
            None => Err(StoreError::refused(Refusal::UnknownUser(user.to_owned()).said())),
        }
    }

    /// The number of the account that has an id, user name, email or employee number.
    pub(crate) fn resolve(&self, user: &str) -> Result<i64, StoreError> {
        let connection = self.inner.connection();
        for field in ["id", "user-name", "email", "employee-number"] {
            if let Some(id) = find_id(&connection, self.inner.id, field, user)? {
                return Ok(id);
            }
        }
        Err(StoreError::refused(Refusal::UnknownUser(user.to_owned()).said()))
    }
}

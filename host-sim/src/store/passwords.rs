//! Administrators: their names are unique across tenants, so that a name and a password tell the tenant at log-in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::database::{Database, TenantStore};
use super::error::StoreError;
use super::tenants::{Actor, Role};
use crate::message;

/// The longest password that is hashed: longer ones only cost time.
const MAX_PASSWORD: usize = 1_024;

/// Names and passwords that were right a moment ago, so that a client that sends them with every request does not cost 20 ms of
/// hashing each. Kept in memory alone, as a hash with a salt of this process, and worth nothing once the stored hash is another.
#[derive(Clone, Default)]
pub(super) struct Verified {
    known: Arc<Mutex<HashMap<String, Known>>>,
    salt: Arc<OnceLock<[u8; 32]>>,
}

/// What is known of a name: the salted hash of the password that was right, and the stored hash that it was right for.
type Known = ([u8; 32], String);

/// More administrators than this do not log in to one process; beyond it the memory begins anew.
const MAX_VERIFIED: usize = 1_000;

impl std::fmt::Debug for Verified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Verified")
    }
}

impl Verified {
    fn digest(&self, name: &str, password: &str) -> Option<[u8; 32]> {
        let salt = match self.salt.get() {
            Some(salt) => salt,
            None => {
                let mut salt = [0_u8; 32];
                getrandom::fill(&mut salt).ok()?;
                self.salt.get_or_init(|| salt)
            }
        };
        let mut digest = Sha256::new();
        digest.update(salt);
        digest.update(u64::try_from(name.len()).unwrap_or_default().to_le_bytes());
        digest.update(name);
        digest.update(password);
        Some(digest.finalize().into())
    }

    fn knows(&self, name: &str, password: &str, stored: &str) -> bool {
        let Some(digest) = self.digest(name, password) else { return false };
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(name).is_some_and(|(right, hash)| *right == digest && hash == stored)
    }

    fn remember(&self, name: &str, password: &str, stored: &str) {
        let Some(digest) = self.digest(name, password) else { return };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_VERIFIED {
            known.clear();
        }
        known.insert(name.to_owned(), (digest, stored.to_owned()));
    }
}

impl Database {
    /// Checks a name and a password. The name is an administrator's, or the company and a user name (`acme/anna.berger`) whose
    /// password was set by an access link; the answer says what role that person has. None: name or password is wrong, or the
    /// account behind the name is disabled. A wrong name takes as long as a wrong password.
    pub fn authenticate(&self, name: &str, password: &str) -> Result<Option<(TenantStore, Actor)>, StoreError> {
        let name = login_name(name);
        // Made before anything is looked up, so that the first name that there is not takes no longer.
        let nobodys_hash = nobodys_hash();
        let found = match name.split_once('/') {
            None => administrator(&self.connect()?, &name)?,
            Some((tenant, user_name)) => user(&self.connect()?, tenant, user_name)?,
        };
        let Some((tenant, hash, user, language)) = found else {
            // The same work as for a name that exists, whatever the password.
            let _ = is_right(password, nobodys_hash);
            return Ok(None);
        };
        if !self.verified.knows(&name, password, &hash) {
            if !is_right(password, &hash) {
                return Ok(None);
            }
            self.verified.remember(&name, password, &hash);
        }
        let store = self.tenant(&tenant)?;
        let actor = match user {
            None => Actor { id: None, name, role: Role::Administrator, language },
            // Disabled or demoted accounts lose what they may do at once; a deleted one has no log-in left.
            Some(user) => match store.actor(&user.to_string(), None) {
                Ok(actor) => actor,
                Err(StoreError::Refused(_)) => return Ok(None),
                Err(error) => return Err(error),
            },
        };
        Ok(Some((store, actor)))
    }

    /// Whether any administrator has a password.
    pub fn has_administrators(&self) -> Result<bool, StoreError> {
        Ok(self.connect()?.query_row("SELECT EXISTS (SELECT 1 FROM administrator)", [], |row| row.get(0))?)
    }
}

impl TenantStore {
    /// Gives an administrator of this tenant a log-in, or a known one a new password. `account` (id, user name or email) is the
    /// person's account in the tenant; an import never disables or demotes it. A name of another tenant is refused.
    pub fn set_administrator(&self, name: &str, password: &str, account: Option<&str>) -> Result<(), StoreError> {
        let account = account.map(|account| self.resolve(account)).transpose()?;
        let (tenant, now) = (self.inner.id, self.inner.now());
        let hash = hash_password(password)?;
        self.inner.write(|connection| put_administrator(connection, tenant, now, name, &hash, account))
    }

    /// The administrator of this company that logs in with a name: the person of the account behind it, or an administrator
    /// without an account. `language` answers in another language than that person's.
    pub fn administrator(&self, name: &str, language: Option<&str>) -> Result<Option<Actor>, StoreError> {
        let name = login_name(name);
        let found = {
            let sql = "SELECT user_id, default_language FROM administrator JOIN tenant ON tenant.id = tenant_id
                WHERE tenant_id = ?1 AND administrator.name = ?2";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, String>(1)?));
            self.inner.connection().query_row(sql, (self.inner.id, &name), row).optional()?
        };
        match found {
            None => Ok(None),
            Some((Some(user), _)) => self.actor(&user.to_string(), language).map(Some),
            Some((None, own)) => {
                let language = language.map_or(own, str::to_owned);
                Ok(Some(Actor { id: None, name, role: Role::Administrator, language }))
            }
        }
    }

    /// Takes an administrator's log-in away.
    pub fn remove_administrator(&self, name: &str) -> Result<bool, StoreError> {
        let (tenant, name) = (self.inner.id, login_name(name));
        self.inner.write(|connection| {
            Ok(connection.execute("DELETE FROM administrator WHERE tenant_id = ?1 AND name = ?2", (tenant, name))? > 0)
        })
    }
}

/// The company, the hashed password, the account and the company's language.
type Found = (String, String, Option<i64>, String);

fn administrator(connection: &Connection, name: &str) -> Result<Option<Found>, StoreError> {
    let sql = "SELECT tenant.name, password_hash, user_id, default_language
        FROM administrator JOIN tenant ON tenant.id = tenant_id WHERE administrator.name = ?1";
    let found = connection.query_row(sql, [name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    Ok(found.optional()?)
}

fn user(connection: &Connection, tenant: &str, user_name: &str) -> Result<Option<Found>, StoreError> {
    let sql = "SELECT tenant.name, password_hash, login.user_id, default_language
        FROM tenant JOIN user_key ON user_key.tenant_id = tenant.id AND field = 'user-name' AND value = ?2
        JOIN login ON login.tenant_id = tenant.id AND login.user_id = user_key.user_id WHERE tenant.name = ?1";
    let found =
        connection.query_row(sql, [tenant, user_name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    Ok(found.optional()?)
}

pub(super) fn put_administrator(
    connection: &Connection,
    tenant: i64,
    now: i64,
    name: &str,
    hash: &str,
    account: Option<i64>,
) -> Result<(), StoreError> {
    let name = login_name(name);
    if name.is_empty()
        || name.len() > 100
        || name.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, ':' | '/'))
    {
        return Err(StoreError::refused(&message::NO_ADMINISTRATOR_NAME));
    }
    let owner: Option<i64> = connection
        .query_row("SELECT tenant_id FROM administrator WHERE name = ?1", [&name], |row| row.get(0))
        .optional()?;
    if owner.is_some_and(|owner| owner != tenant) {
        return Err(StoreError::refused(message::ADMINISTRATOR_TAKEN.with("name", name)));
    }
    connection.execute(
        "INSERT INTO administrator (name, tenant_id, user_id, password_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash, user_id = coalesce(excluded.user_id, user_id)",
        (name, tenant, account, hash, now),
    )?;
    Ok(())
}

/// Log-in names ignore case, the spaces around them and characters that nobody sees.
pub(crate) fn login_name(name: &str) -> String {
    super::keys::normalise("user-name", name).into_owned()
}

/// 19 MiB and two passes: the least that OWASP recommends for Argon2id.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

pub(super) fn hash_password(password: &str) -> Result<String, StoreError> {
    if password.is_empty() || password.len() > MAX_PASSWORD {
        return Err(StoreError::refused(message::PASSWORD_LENGTH.with("limit", MAX_PASSWORD)));
    }
    let cannot = || StoreError::other(&message::NO_RANDOM);
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|_| cannot())?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| cannot())?;
    Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(|_| cannot())?.to_string())
}

/// A hash that no password is right for, made as all are.
fn nobodys_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let mut secret = [0_u8; 16];
        // Where the system gives no random numbers, hashing fails too.
        let _ = getrandom::fill(&mut secret);
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        hash_password(&secret).unwrap_or_default()
    })
}

/// Takes the same time whether the password is right, wrong, empty or too long.
fn is_right(password: &str, hash: &str) -> bool {
    // A longer one is wrong, and hashed no further than that takes.
    let (password, fits) = match password.as_bytes().get(..MAX_PASSWORD + 1) {
        Some(beginning) => (beginning, false),
        None => (password.as_bytes(), true),
    };
    PasswordHash::new(hash).is_ok_and(|hash| argon2().verify_password(password, &hash).is_ok()) && fits
}

//! Access links: random, expiring, used once. Of a link only its hash is stored, so that a copy of the database opens no account;
//! whoever needs a link gets a new one, and the one before stops working.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::database::{Database, RunLock, TenantStore};
use super::error::StoreError;
use super::outbox;
use super::passwords::hash_password;
use super::users::parse_id;
use crate::message;

/// How long a link works: long enough for a holiday, short enough for a forgotten mailbox.
pub(super) const LIFETIME_SECONDS: i64 = 14 * 24 * 60 * 60;

/// 160 random bits: nobody guesses them, and with the usual beginning a link fits on a line of a mail, which is not folded then.
const TOKEN_BYTES: usize = 20;

/// Makes a new link for an account, in place of the one it may have had, and answers its token: random, in hex.
pub(super) fn renew(connection: &Connection, tenant: i64, user: i64, now: i64) -> Result<String, StoreError> {
    let mut bytes = [0_u8; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::other(&message::NO_RANDOM))?;
    let mut token = String::with_capacity(2 * TOKEN_BYTES);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(token, "{byte:02x}");
    }
    connection
        .prepare_cached(
            "INSERT INTO access_link (tenant_id, user_id, hash, expires_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (tenant_id, user_id) DO UPDATE
             SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL, sent_at = NULL",
        )?
        .execute((tenant, user, hash(&token), now + LIFETIME_SECONDS))?;
    Ok(token)
}

/// Gives an account that is enabled again a way to log in: the password it has, else a new link, which nobody was sent yet.
pub(super) fn renew_without_password(
    connection: &Connection,
    tenant: i64,
    user: i64,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM login WHERE tenant_id = ?1 AND user_id = ?2)";
    let has_password: bool = connection.prepare_cached(sql)?.query_row([tenant, user], |row| row.get(0))?;
    if !has_password {
        renew(connection, tenant, user, now)?;
    }
    Ok(())
}

/// The condition on `user` for an active account that cannot log in and was sent no link.
pub(super) const NEEDS_LINK: &str = "user.active = 1
    AND NOT EXISTS (SELECT 1 FROM login WHERE login.tenant_id = user.tenant_id AND login.user_id = user.id)
    AND NOT EXISTS (SELECT 1 FROM administrator WHERE administrator.tenant_id = user.tenant_id AND administrator.user_id = user.id)
    AND NOT EXISTS (SELECT 1 FROM access_link WHERE access_link.tenant_id = user.tenant_id AND access_link.user_id = user.id
                    AND access_link.sent_at IS NOT NULL)";

pub(super) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Whom a message with a link goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// First and last name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The mobile number.
    pub mobile: Option<String>,
    /// Whether the person can log in.
    pub active: bool,
}

/// See [`TenantStore::begin_sending`].
#[derive(Debug)]
pub struct Sending(#[allow(dead_code, reason = "the lock lasts as long as this")] RunLock);

/// What became of an access link that somebody opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkUse {
    /// It lets the person in; once it was used, it lets nobody in again.
    Accepted {
        /// The company.
        tenant: String,
        /// The account's id.
        user: String,
        /// The user name.
        user_name: String,
        /// The person's language (BCP 47).
        language: String,
    },
    /// It was used before.
    Used,
    /// It is too old.
    Expired,
    /// It never was a link, or a newer one took its place, or the account is disabled.
    Unknown,
}

impl Database {
    /// Looks at a link, given whole or as its token, and leaves it as it is: mail programs open links before people do.
    pub fn look_at_link(&self, link: &str) -> Result<LinkUse, StoreError> {
        let owner = owner(&self.connect()?, &hash(token(link)), self.now())?;
        Ok(owner.map_or_else(|why| why, |owner| owner.link))
    }

    /// Uses a link, given whole or as its token, and sets the password of the person's log-in where there is one to set.
    pub fn use_link(&self, link: &str, password: Option<&str>) -> Result<LinkUse, StoreError> {
        let hash = hash(token(link));
        // Hashed before anybody else has to wait for the transaction.
        let password = password.map(hash_password).transpose()?;
        let (connection, now) = (self.connect()?, self.now());
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let Owner { tenant, user, link } = match owner(&transaction, &hash, now)? {
            Ok(owner) => owner,
            Err(why) => return Ok(why),
        };
        transaction.execute("UPDATE access_link SET used_at = ?2 WHERE hash = ?1", (hash, now))?;
        // The outbox need not keep a text whose link is spent.
        let texts = outbox::forget(&transaction, tenant, user)?;
        if let Some(password) = password {
            transaction.execute(
                "INSERT OR REPLACE INTO login (tenant_id, user_id, password_hash, set_at) VALUES (?1, ?2, ?3, ?4)",
                (tenant, user, password, now),
            )?;
        }
        transaction.commit()?;
        self.remove_texts(&texts);
        Ok(link)
    }
}

/// Whose link it is.
struct Owner {
    tenant: i64,
    user: i64,
    link: LinkUse,
}

/// The last part of a link.
fn token(link: &str) -> &str {
    link.trim().rsplit(['/', '=']).next().unwrap_or_default()
}

/// The owner of a link that lets somebody in, or why it does not.
fn owner(connection: &Connection, hash: &[u8; 32], now: i64) -> Result<Result<Owner, LinkUse>, StoreError> {
    let found = connection
        .query_row(
            "SELECT user.tenant_id, user.id, expires_at, used_at, tenant.name, user_name, language FROM access_link
             JOIN user ON user.tenant_id = access_link.tenant_id AND user.id = access_link.user_id
             JOIN tenant ON tenant.id = user.tenant_id WHERE hash = ?1 AND active = 1",
            [hash],
            |row| {
                let user: i64 = row.get(1)?;
                let link = LinkUse::Accepted {
                    tenant: row.get(4)?,
                    user: user.to_string(),
                    user_name: row.get(5)?,
                    language: row.get(6)?,
                };
                let owner = Owner { tenant: row.get(0)?, user, link };
                Ok((owner, row.get::<_, i64>(2)?, row.get::<_, Option<i64>>(3)?))
            },
        )
        .optional()?;
    Ok(match found {
        None => Err(LinkUse::Unknown),
        Some((_, _, Some(_))) => Err(LinkUse::Used),
        Some((_, expires_at, None)) if expires_at <= now => Err(LinkUse::Expired),
        Some((owner, ..)) => Ok(owner),
    })
}

impl TenantStore {
    /// Where messages to an account go; none where there is no such account.
    pub fn recipient(&self, id: &str) -> Result<Option<Recipient>, StoreError> {
        let Some(id) = parse_id(id) else { return Ok(None) };
        let connection = self.inner.connection();
        let recipient = connection
            .prepare_cached("SELECT first_name || ' ' || last_name, email, mobile, active FROM user WHERE tenant_id = ?1 AND id = ?2")?
            .query_row([self.inner.id, id], |row| {
                Ok(Recipient { name: row.get(0)?, email: row.get(1)?, mobile: row.get(2)?, active: row.get(3)? })
            })
            .optional()?;
        Ok(recipient)
    }

    /// Makes a new link for an active account and answers its token; the link before stops working. None: no such account, or
    /// a disabled one.
    pub fn issue_link(&self, id: &str) -> Result<Option<String>, StoreError> {
        let Some(id) = parse_id(id) else { return Ok(None) };
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| {
            let active: Option<bool> = connection
                .prepare_cached("SELECT active FROM user WHERE tenant_id = ?1 AND id = ?2")?
                .query_row([tenant, id], |row| row.get(0))
                .optional()?;
            if active == Some(true) { renew(connection, tenant, id, now).map(Some) } else { Ok(None) }
        })
    }

    /// The right to send links to this tenant's accounts: one process at a time has it, until it drops it or ends. Who lists
    /// accounts without a link and then sends must hold it, or two would send to the same.
    pub fn begin_sending(&self) -> Result<Sending, StoreError> {
        self.inner.lock_sending().map(Sending)
    }

    /// Remembers that an account's link was handed to a channel.
    pub fn link_was_sent(&self, id: &str) -> Result<(), StoreError> {
        let Some(id) = parse_id(id) else { return Ok(()) };
        let (tenant, now) = (self.inner.id, self.inner.now());
        self.inner.write(|connection| {
            connection
                .prepare_cached("UPDATE access_link SET sent_at = ?3 WHERE tenant_id = ?1 AND user_id = ?2")?
                .execute([tenant, id, now])?;
            Ok(())
        })
    }

    /// The active accounts that cannot log in and were sent no link, in the order in which they were made.
    pub fn without_sent_link(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.inner.connection();
        let sql = format!("SELECT id FROM user WHERE tenant_id = ?1 AND {NEEDS_LINK} ORDER BY id");
        let mut statement = connection.prepare_cached(&sql)?;
        let ids = statement.query_map([self.inner.id], |row| Ok(row.get::<_, i64>(0)?.to_string()))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

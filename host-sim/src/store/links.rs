//! Access links: random, expiring, used once. Of a link only its hash is stored, so that a copy of the database opens no account;
//! whoever needs a link gets a new one, and the one before stops working.

use std::fmt::Write as _;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::error::StoreError;

/// How long a link works: long enough for a holiday, short enough for a forgotten mailbox.
pub(super) const LIFETIME_SECONDS: i64 = 14 * 24 * 60 * 60;

/// Makes a new link for an account, in place of the one it may have had, and answers its token: 256 random bits in hex.
pub(super) fn renew(connection: &Connection, tenant: i64, user: i64, now: i64) -> Result<String, StoreError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| StoreError::Other("The system gives no random numbers; no access link can be made.".to_owned()))?;
    let mut token = String::with_capacity(64);
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

/// Makes an account's link stop working.
pub(super) fn revoke(connection: &Connection, tenant: i64, user: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM access_link WHERE tenant_id = ?1 AND user_id = ?2")?
        .execute([tenant, user])?;
    Ok(())
}

pub(super) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

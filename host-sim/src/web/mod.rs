//! The HTTP API: imports and exports for other programs, with an administrator's name and password.
//!
//! [`serve`](serve::serve) listens and stops in good order; `auth` says who asks, `multipart` receives files, `slots`,
//! `shares` and `jobs` bound what runs, `origin` and `brake` refuse other sites and guessers, `problem` is how it says no, `api`
//! has the routes. The rules of importing are the plugin's, and driving it is [`import_run`](crate::import_run)'s. `access` is the one page that there is, for the owners of access links.

mod access;
mod api;
mod auth;
mod brake;
mod jobs;
mod limits;
mod linger;
mod log;
mod multipart;
mod origin;
mod peer;
mod problem;
mod query;
mod sent;
pub mod serve;
mod shares;
mod slots;

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::plugin::Plugin;
use crate::store::{Database, StoreError, TenantStore};
use brake::Brake;
use jobs::Jobs;
pub use limits::Limits;
use peer::Proxies;
use shares::Shares;
use slots::Slots;

/// What every request gets to see. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Server(Arc<Inner>);

/// See [`Server`].
#[derive(Debug)]
pub struct Inner {
    database: Database,
    plugin: Plugin,
    limits: Limits,
    brake: Arc<Brake>,
    proxies: Proxies,
    password_checks: Arc<Semaphore>,
    uploads: Semaphore,
    /// Uploads and exports under way, by company.
    upload_shares: Shares<Arc<str>>,
    export_shares: Shares<Arc<str>>,
    imports: Slots,
    exports: Slots,
    jobs: Jobs,
    /// A connection that is always open: SQLite folds its write-ahead log when the last one closes, which nobody should wait
    /// for on every request.
    _open: Option<TenantStore>,
}

impl Deref for Server {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Server {
    /// Everything that is there before the first request.
    pub fn new(database: Database, plugin: Plugin, limits: Limits) -> Result<Self, StoreError> {
        let tenants = database.tenants()?;
        let open = tenants.first().map(|name| database.tenant(name)).transpose()?;
        Ok(Self(Arc::new(Inner {
            brake: Arc::default(),
            proxies: Proxies::new(&limits.trusted_proxies),
            password_checks: Arc::new(Semaphore::new(limits::PASSWORD_CHECKS)),
            uploads: Semaphore::new(limits::UPLOADS),
            upload_shares: Shares::new(limits::UPLOADS_PER_TENANT),
            export_shares: Shares::new(limits::EXPORTS_PER_TENANT),
            imports: Slots::new(limits.imports),
            exports: Slots::new(limits.exports),
            jobs: Jobs::default(),
            _open: open,
            database,
            plugin,
            limits,
        })))
    }
}

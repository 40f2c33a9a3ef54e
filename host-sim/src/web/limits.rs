//! Every bound on what a client may use, with the reason for the number beside it.

use std::net::IpAddr;
use std::time::Duration;

/// What can be set when the server starts.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The greatest number of data rows in one file. The product's number.
    pub max_rows: u64,
    /// The greatest file in bytes. The product's number.
    pub max_bytes: u64,
    /// How long a client may keep the server waiting for the next piece of a request, or for taking the next piece of an
    /// answer.
    pub read_timeout: Duration,
    /// Imports that run at the same time, each with an instance of the plugin. An instance takes some ten MiB with a large
    /// file and can never take more than `plugin::limits::MEMORY`.
    pub imports: usize,
    /// Exports that run at the same time. Their own slots, so that long imports do not keep readers waiting.
    pub exports: usize,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_rows: 100_000,
            max_bytes: 30 << 20,
            read_timeout: Duration::from_secs(30),
            imports: 8,
            exports: 4,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Limits {
    /// The greatest request body: a file, its settings, and what a multipart form has around them.
    pub(super) fn max_body(&self) -> u64 {
        self.max_bytes.saturating_add(MAX_SETTINGS as u64).saturating_add(MULTIPART_OVERHEAD)
    }
}

/// Bytes of one settings document: a mapping of a thousand columns has some hundred KiB.
pub(super) const MAX_SETTINGS: usize = 1 << 20;

/// Bytes of the form in which somebody chooses a password.
pub(super) const MAX_LOGIN_FORM: usize = 16 << 10;

/// Boundaries and part headers of a form of two parts.
const MULTIPART_OVERHEAD: u64 = 64 << 10;

/// Bytes of a form that are held in memory at the same time: some network reads. A part's header must fit.
pub(super) const MULTIPART_BUFFER: usize = 1 << 20;

/// A whole upload, however steadily it drips.
pub(super) const UPLOAD_TIME: Duration = Duration::from_secs(600);

/// Uploads at the same time. Each takes a file on disk and no more than [`MULTIPART_BUFFER`] of memory.
pub(super) const UPLOADS: usize = 64;

/// Uploads of one company at the same time: it can import one file at a time, so the next ones only take places of others.
pub(super) const UPLOADS_PER_TENANT: usize = 2;

/// Exports of one company at the same time, those that wait for a slot among them: of the queue for the four slots that there
/// are by default, other companies have three quarters.
pub(super) const EXPORTS_PER_TENANT: usize = 8;

/// Requests that wait for a slot, for every slot there is; the next one is sent away.
pub(super) const QUEUE_PER_SLOT: usize = 8;

/// How long a request waits for a slot before it is sent away.
pub(super) const QUEUE_TIME: Duration = Duration::from_secs(20);

/// What a client that was sent away is told to wait, in seconds.
pub(super) const RETRY_AFTER: u64 = 5;

/// Connections at the same time; the next ones wait in the system's queue.
pub(super) const CONNECTIONS: usize = 512;

/// Connections of one address at the same time; the next one is closed at once. A browser opens six to one server, and many
/// people may share an address, but nobody alone may take all of [`CONNECTIONS`]. Proxies that are trusted have no such bound.
pub(super) const CONNECTIONS_PER_ADDRESS: usize = 128;

/// Header lines of one request. Browsers send about twenty.
pub(super) const HEADERS: usize = 64;

/// Bytes of a request line and its headers, and of one network read.
pub(super) const HEADER_BYTES: usize = 32 << 10;

/// What is read and thrown away of a body that nobody wanted, so that a client that reads only after it has written gets
/// its answer and not a reset connection.
pub(super) const LINGER_TIME: Duration = Duration::from_secs(10);

/// How much of it: several times the greatest file. It costs the network and nothing else.
pub(super) const LINGER_BYTES: u64 = 256 << 20;

/// Password checks at the same time: each takes 19 MiB and some ten milliseconds of a core.
pub(super) const PASSWORD_CHECKS: usize = 4;

/// How long a request waits for its password check.
pub(super) const PASSWORD_TIME: Duration = Duration::from_secs(10);

/// Finished imports that are kept for one company; the oldest goes first.
pub(super) const JOBS_PER_TENANT: usize = 20;

/// How long a finished import is kept.
pub(super) const JOB_LIFE: Duration = Duration::from_secs(3_600);

/// A comment on an event stream on which nothing happens, so that proxies keep it open.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Event streams of one import at the same time.
pub(super) const LISTENERS: usize = 16;

/// How long a stopping server waits for what is under way: a batch takes well below a second, a slow client longer.
pub(super) const SHUTDOWN_TIME: Duration = Duration::from_secs(30);

/// Bytes of a file that are read at once to be sent.
pub(super) const SEND_PIECE: usize = 64 << 10;

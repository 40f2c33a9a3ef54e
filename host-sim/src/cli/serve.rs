//! `serve`: the HTTP API.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime;

use super::context::{Context, failed};
use super::output::{Failed, Finished};
use crate::private;
use crate::store::Database;
use crate::web::serve::serve;
use crate::web::{Limits, Server};

/// Threads for work that waits: imports, exports, password checks and disks have their own bounds, all of them together less.
const BLOCKING_THREADS: usize = 128;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen. Port 0 takes a free one; the line on standard error tells which
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// Listen on an address that other machines reach. Names and passwords are sent as they are: put a server that speaks
    /// HTTPS in front
    #[arg(long)]
    allow_remote: bool,
    /// The greatest number of data rows in one file
    #[arg(long, value_name = "ROWS", default_value_t = Limits::default().max_rows)]
    max_rows: u64,
    /// The greatest file in bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().max_bytes)]
    max_bytes: u64,
    /// How many seconds a client may keep the server waiting for the next piece of a request
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().read_timeout.as_secs(), value_parser = clap::value_parser!(u64).range(1..=3_600))]
    read_timeout: u64,
    /// Imports that run at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().imports as u64, value_parser = clap::value_parser!(u64).range(1..=64))]
    imports: u64,
    /// Exports that run at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().exports as u64, value_parser = clap::value_parser!(u64).range(1..=32))]
    exports: u64,
    /// Believe what this proxy writes into X-Forwarded-For and X-Forwarded-Proto; once for each proxy. Without it, whoever comes
    /// through a proxy counts as one address when passwords are guessed
    #[arg(long, value_name = "ADDRESS")]
    trusted_proxy: Vec<IpAddr>,
}

impl Args {
    fn limits(&self) -> Limits {
        let number = |number: u64| usize::try_from(number).unwrap_or(1);
        Limits {
            max_rows: self.max_rows,
            max_bytes: self.max_bytes,
            read_timeout: Duration::from_secs(self.read_timeout),
            imports: number(self.imports),
            exports: number(self.exports),
            trusted_proxies: self.trusted_proxy.clone(),
        }
    }
}

/// Serves until somebody stops it.
///
/// # Errors
/// The address cannot be used, or is one that other machines reach and nobody said so.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    context.host_only()?;
    let database = context.database()?;
    check_address(args, &database)?;
    let server = Server::new(database, context.plugin()?, args.limits()).map_err(failed)?;
    let runtime = runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .map_err(|error| Failed::host(format!("The system gives no threads: {error}.")))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.addr).await.map_err(|error| cannot_listen(args.addr, &error))?;
        let address = listener.local_addr().map_err(|error| cannot_listen(args.addr, &error))?;
        context.output.note(format_args!("Listening on http://{address}. Ctrl-C stops."));
        serve(server, listener, stopped()).await;
        Ok::<_, Failed>(())
    })?;
    runtime.shutdown_timeout(Duration::from_secs(5));
    // Work that did not come to its end in time still has some.
    private::remove_temporary();
    Ok(Finished::Done)
}

/// Every request needs an administrator's password, so a company without administrators cannot be reached at all. What is left
/// to ask is that there is anybody who could log in, and that the person who starts the server means it.
fn check_address(args: &Args, database: &Database) -> Result<(), Failed> {
    if args.addr.ip().is_loopback() {
        return Ok(());
    }
    if !args.allow_remote {
        return Err(Failed::usage(format!(
            "{} can be reached from other machines. Add --allow-remote if that is what you want; names and passwords are sent \
             as they are, so put a server that speaks HTTPS in front.",
            args.addr
        )));
    }
    if !database.has_administrators().map_err(failed)? {
        return Err(Failed::usage(
            "No administrator has a password yet. Set one with `tenant create NAME --admin NAME` or `tenant set --admin NAME`, \
             then start the server.",
        ));
    }
    Ok(())
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Failed {
    let why = match error.kind() {
        std::io::ErrorKind::AddrInUse => "another program listens there".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        std::io::ErrorKind::AddrNotAvailable => "this machine has no such address".to_owned(),
        _ => error.to_string(),
    };
    Failed::usage(format!("Cannot listen on {address}: {why}. Give another address with --addr."))
}

/// Ready when somebody asks the process to stop. Whoever asks a second time does not wait.
async fn stopped() {
    signal().await;
    tokio::spawn(async {
        signal().await;
        private::remove_temporary();
        // As a shell has it for Ctrl-C.
        std::process::exit(130);
    });
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn signal() {
    // Where the system does not tell of Ctrl-C, it ends the process itself.
    drop(tokio::signal::ctrl_c().await);
}

//! Listening, and stopping in good order.
//!
//! A stopping server takes no more connections and imports, lets what is under way come to its end (an import stops after
//! its batch and answers what it did), and waits for that for a bounded time.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{interval, sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

use super::linger::Lingering;
use super::peer::Peer;
use super::shares::{Share, Shares};
use super::{Server, api, limits};

/// Serves until `stop` is ready, then comes to an end.
pub async fn serve(server: Server, listener: TcpListener, stop: impl Future<Output = ()>) {
    let router = api::router(&server);
    let connections = Arc::new(Semaphore::new(limits::CONNECTIONS));
    let shares = Shares::new(limits::CONNECTIONS_PER_ADDRESS);
    let graceful = GracefulShutdown::new();
    let forgetting = tokio::spawn(forget(server.clone()));
    let accepting = async {
        loop {
            let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let address = peer.ip().to_canonical();
                    let share = shares.take(address);
                    if share.is_none() && !server.proxies.trusts(address) {
                        tracing::warn!(%address, "has too many connections; one more was closed");
                        continue;
                    }
                    let connection = Connection { peer: Peer(peer), router: router.clone(), _places: (permit, share) };
                    tokio::spawn(connection.serve(stream, server.limits.read_timeout, graceful.watcher()));
                }
                Err(error) => {
                    // Out of files, or the client went away meanwhile.
                    tracing::warn!(%error, "a connection was not accepted");
                    sleep(Duration::from_millis(50)).await;
                }
            }
        }
    };
    tokio::select! {
        () = accepting => {}
        () = stop => {}
    }
    tracing::info!("stopping");
    drop(listener);
    server.jobs.stop();
    if timeout(limits::SHUTDOWN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not come to their end in time");
    }
    // Jobs that no connection waits for.
    if timeout(limits::SHUTDOWN_TIME, server.jobs.idle()).await.is_err() {
        tracing::warn!("some imports did not come to their end in time; what they wrote stays");
    }
    forgetting.abort();
}

async fn forget(server: Server) {
    let mut minutes = interval(Duration::from_secs(60));
    loop {
        minutes.tick().await;
        server.jobs.forget_old();
    }
}

struct Connection {
    peer: Peer,
    router: axum::Router,
    /// Among all connections and among those of its address.
    _places: (OwnedSemaphorePermit, Option<Share<IpAddr>>),
}

impl Connection {
    async fn serve(self, stream: TcpStream, patience: Duration, watcher: Watcher) {
        // Answers are written whole or in large pieces; nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        // A client that sends requests and takes no answers. Reading has its bounds where it is known what is waited for.
        stream.set_write_timeout(Some(patience));
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let (parts, incoming) = request.into_parts();
            let body = Lingering::new(incoming, &parts.headers);
            let mut request = hyper::Request::from_parts(parts, Body::new(body));
            request.extensions_mut().insert(self.peer);
            let answer = self.router.clone().call(request);
            async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_headers(limits::HEADERS)
            .max_buf_size(limits::HEADER_BYTES)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended");
        }
    }
}

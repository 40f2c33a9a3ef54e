//! Bodies that nobody wanted.
//!
//! A request can be answered before its body has arrived: wrong password, too large. A client that writes all before it
//! reads would then find its connection reset instead of the answer, so what is still to come is read and thrown away, for a
//! bounded time and amount. A client that waits for `100 Continue` is not asked to send anything.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::timeout;

use super::limits;

/// A request's body.
#[derive(Debug)]
pub(super) struct Lingering {
    incoming: Option<Incoming>,
    /// What may still be thrown away.
    left: u64,
    /// Whether the client holds back its body until it is asked for.
    waits: bool,
}

impl Lingering {
    /// Takes over a body.
    pub(super) fn new(incoming: Incoming, headers: &HeaderMap) -> Self {
        Self { incoming: Some(incoming), left: limits::LINGER_BYTES, waits: headers.contains_key(header::EXPECT) }
    }
}

impl Body for Lingering {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        self.waits = false;
        let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
        let frame = Pin::new(incoming).poll_frame(context);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len) as u64;
                self.left = self.left.saturating_sub(length);
            }
            Poll::Ready(None | Some(Err(_))) => self.incoming = None,
            Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let Some(incoming) = self.incoming.take() else { return };
        if self.waits || incoming.is_end_stream() {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let left = self.left;
            runtime.spawn(async move {
                let _ = timeout(limits::LINGER_TIME, throw_away(incoming, left)).await;
            });
        }
    }
}

async fn throw_away(mut incoming: Incoming, mut left: u64) {
    while let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut incoming).poll_frame(context)).await {
        match left.checked_sub(frame.data_ref().map_or(0, Bytes::len) as u64) {
            Some(rest) => left = rest,
            None => break,
        }
    }
}

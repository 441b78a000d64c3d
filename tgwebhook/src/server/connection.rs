//! One connection from its first byte to its end.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;

use super::admission::Admitted;
use super::handshake::Handshakes;
use super::limits::Limits;
use super::newcomers::Stay;
use super::routes::{Router, Routes};
use super::stats::Counters;
use super::wire::{Answered, HeadLimits, Wire, WireLimits};
use crate::secret::Recognition;

/// How long a connection is read from after its last answer, if there is something unread.
const LINGER: Duration = Duration::from_secs(1);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Connections {
    handshakes: Option<Handshakes>,
    routes: Arc<Routes>,
    counters: Arc<Counters>,
    http: http1::Builder,
    wire: WireLimits,
}

impl Connections {
    pub(super) fn new(
        handshakes: Option<Handshakes>,
        routes: Arc<Routes>,
        counters: Arc<Counters>,
        limits: &Limits,
    ) -> Self {
        let mut http = http1::Builder::new();
        // The wire is stricter; these are a second wall. hyper wants at least 8 KiB. Its own head timeout would count
        // the idle time between requests, so the wire does that, and no timer is given here.
        http.max_headers(limits.max_headers + 1).max_buf_size(limits.max_head.max(16 * 1024));
        let wire = WireLimits {
            first_byte: limits.first_byte_timeout,
            idle: limits.idle_timeout,
            head: limits.head_timeout,
            write: limits.write_timeout,
            heads: HeadLimits { bytes: limits.max_head, headers: limits.max_headers, uri: limits.max_uri },
        };
        Self { handshakes, routes, counters, http, wire }
    }

    pub(super) fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Serves until the peer or a limit ends it, the server stops, or somebody else needs its place more.
    pub(super) async fn serve<T>(&self, io: T, peer: SocketAddr, admitted: Admitted, stop: watch::Receiver<bool>)
    where
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        tokio::select! {
            () = self.serve_stream(io, peer, admitted.newcomer.stay(), stop) => {}
            () = admitted.newcomer.has_to_go() => self.counters.displaced.add(),
        }
    }

    async fn serve_stream<T>(&self, io: T, peer: SocketAddr, stay: Arc<Stay>, stop: watch::Receiver<bool>)
    where
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        match &self.handshakes {
            None => self.serve_http(io, peer, stay, stop).await,
            Some(handshakes) => {
                let mut stopped = stop.clone();
                // Somebody who is not through the handshake yet has nothing in flight.
                let stream = tokio::select! {
                    stream = handshakes.shake(io) => stream,
                    _ = stopped.wait_for(|stop| *stop) => None,
                };
                if let Some(stream) = stream {
                    self.serve_http(stream, peer, stay, stop).await;
                }
            }
        }
    }

    async fn serve_http<T>(&self, io: T, peer: SocketAddr, stay: Arc<Stay>, mut stop: watch::Receiver<bool>)
    where
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let answered = Answered::default();
        let router = Router {
            routes: Arc::clone(&self.routes),
            counters: Arc::clone(&self.counters),
            peer,
            recognition: Recognition::new(move || stay.stay()),
            answered: answered.clone(),
        };
        let wire = Wire::new(io, self.wire, answered);
        let mut connection = self.http.serve_connection(TokioIo::new(wire), router);
        let mut stopping = false;
        let ended = loop {
            tokio::select! {
                ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
                _ = stop.wait_for(|stop| *stop), if !stopping => {
                    stopping = true;
                    Pin::new(&mut connection).graceful_shutdown();
                }
            }
        };
        let wire = connection.into_parts().io.into_inner();
        if let Some(refusal) = wire.refusal() {
            self.counters.heads_refused.add();
            tracing::debug!(?refusal, "the head of a request was refused");
        } else if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
        wire.close(LINGER).await;
    }
}

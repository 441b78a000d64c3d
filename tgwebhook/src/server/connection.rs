//! One connection from its first byte to its end.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;

use super::admission::{Admission, Admitted, Entry};
use super::handshake::Handshakes;
use super::limits::Limits;
use super::listen::BoxedIo;
use super::newcomers::Stay;
use super::proxy_protocol;
use super::router::{Host, Router};
use super::routes::Routes;
use super::stats::Counters;
use super::wire::{HeadLimits, SharedWire, Wire, WireLimits};
use crate::secret::Recognition;

/// How long a connection is read from after its last answer, if there is something unread.
const LINGER: Duration = Duration::from_millis(500);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Connections {
    handshakes: Option<Handshakes>,
    admission: Arc<Admission>,
    routes: Arc<Routes>,
    counters: Arc<Counters>,
    http: http1::Builder,
    wire: WireLimits,
    announcement: Duration,
}

/// One of them, as it came in.
pub(super) struct Arrived {
    pub(super) io: BoxedIo,
    pub(super) peer: SocketAddr,
    pub(super) entry: Entry,
}

impl Connections {
    pub(super) fn new(
        handshakes: Option<Handshakes>,
        admission: Arc<Admission>,
        routes: Arc<Routes>,
        counters: Arc<Counters>,
        limits: &Limits,
    ) -> Self {
        let mut http = http1::Builder::new();
        // The wire is stricter; these are a second wall. hyper wants at least 8 KiB. Its own head timeout would count
        // the idle time between requests, so the wire does that, and no timer is given here.
        http.max_headers(limits.max_headers + 1).max_buf_size(limits.max_head.max(16 * 1024));
        // It is looked for here whether the peer is still there.
        http.half_close(true);
        let wire = WireLimits {
            first_byte: limits.first_byte_timeout,
            idle: limits.idle_timeout,
            head: limits.head_timeout,
            write: limits.write_timeout,
            heads: HeadLimits { bytes: limits.max_head, headers: limits.max_headers, uri: limits.max_uri },
        };
        let announcement = limits.handshake_timeout;
        Self { handshakes, admission, routes, counters, http, wire, announcement }
    }

    pub(super) fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Serves until the peer or a limit ends it, the server stops, or somebody else needs its place more.
    pub(super) async fn serve(&self, arrived: Arrived, admitted: Admitted, stop: watch::Receiver<bool>) {
        let newcomer = &admitted.newcomer;
        let mut serving = pin!(self.serve_arrived(arrived, newcomer.stay(), stop));
        let mut leaving = pin!(newcomer.has_to_go());
        poll_fn(|cx| {
            if serving.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            // Asked with each request otherwise, and never told.
            if newcomer.stays() {
                return Poll::Pending;
            }
            leaving.as_mut().poll(cx).map(|()| self.counters.displaced.add())
        })
        .await;
    }

    async fn serve_arrived(&self, arrived: Arrived, stay: Arc<Stay>, stop: watch::Receiver<bool>) {
        let Arrived { mut io, mut peer, entry } = arrived;
        let mut stopped = stop.clone();
        // Somebody who has not said who it is, or is not through the handshake yet, has nothing in flight. Boxed, so
        // that what a handshake needs is given back when it is over, and not kept as long as the connection.
        let begun = Box::pin(async {
            let counted = match entry {
                Entry::Counted(counted) => counted,
                Entry::Announces => {
                    peer = self.announced(&mut io, peer).await?;
                    self.admission.check(peer)?
                }
            };
            match &self.handshakes {
                None => Some((counted, io, Host::InRequest)),
                Some(handshakes) => {
                    let stream = handshakes.shake(io).await?;
                    let name = stream.get_ref().1.server_name().map(Into::into);
                    Some((counted, Box::new(stream) as BoxedIo, Host::Named(name)))
                }
            }
        });
        let begun = tokio::select! {
            begun = begun => begun,
            _ = stopped.wait_for(|stop| *stop) => None,
        };
        // Counted among those of its address until the end.
        if let Some((_counted, io, host)) = begun {
            self.serve_http(io, peer, host, stay, stop).await;
        }
    }

    /// Whom a proxy speaks for: itself, if for nobody else.
    async fn announced(&self, io: &mut BoxedIo, proxy: SocketAddr) -> Option<SocketAddr> {
        match tokio::time::timeout(self.announcement, proxy_protocol::read(io)).await {
            Ok(Ok(client)) => Some(client.unwrap_or(proxy)),
            Ok(Err(())) | Err(_) => {
                self.counters.announcements_refused.add();
                None
            }
        }
    }

    async fn serve_http(
        &self,
        io: BoxedIo,
        peer: SocketAddr,
        host: Host,
        stay: Arc<Stay>,
        mut stop: watch::Receiver<bool>,
    ) {
        let wire = SharedWire::new(Wire::new(io, self.wire));
        let router = Router {
            routes: Arc::clone(&self.routes),
            counters: Arc::clone(&self.counters),
            peer,
            host,
            recognition: Recognition::new(move || stay.stay()),
            wire: wire.clone(),
        };
        let mut connection = self.http.serve_connection(TokioIo::new(wire.clone()), router);
        let news = stop.clone();
        let mut stopped = pin!(stop.wait_for(|stop| *stop));
        // Whom the signal wakes. It is the same lock for all connections, so it is not asked with each request.
        let mut listening: Option<Waker> = None;
        let mut stopping = false;
        let ended = poll_fn(|cx| {
            let is_listening = || listening.as_ref().is_some_and(|waker| waker.will_wake(cx.waker()));
            if !stopping && (!is_listening() || news.has_changed().unwrap_or(true)) {
                listening = Some(cx.waker().clone());
                if stopped.as_mut().poll(cx).is_ready() {
                    stopping = true;
                    Pin::new(&mut connection).graceful_shutdown();
                }
            }
            if let Poll::Ready(ended) = connection.poll_without_shutdown(cx) {
                return Poll::Ready(ended);
            }
            // Whoever is gone is not waited for any more.
            wire.poll_gone(cx).map(Ok)
        })
        .await;
        drop(connection);
        // Nobody else has it any more.
        let Some(wire) = wire.into_inner() else { return };
        if let Some(refusal) = wire.refusal() {
            self.counters.heads_refused.add();
            tracing::debug!(?refusal, "the head of a request was refused");
        } else if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
        // Boxed: its buffer would otherwise be a part of every connection, all the time.
        Box::pin(wire.close(LINGER)).await;
    }
}

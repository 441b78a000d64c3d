//! The server: sockets, TLS and HTTP/1.1 with limits, for a bot that faces the internet itself or stands behind a
//! proxy. Knows paths and connections; what an update is, only the services know.

mod accept;
mod admission;
mod connection;
mod error;
mod handshake;
mod limits;
mod newcomers;
mod routes;
mod stats;
mod wire;

pub use error::ServerError;
pub use limits::Limits;
pub use stats::ServerStats;

use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tower_service::Service;

use crate::certificate::CertificateHandle;
use crate::intake::DrainReport;
use crate::peer::Subnet;
use crate::service::WebhookService;
use accept::Acceptor;
use admission::Admission;
use connection::Connections;
use handshake::Handshakes;
use routes::{Endpoint, Plain, Routes};
use stats::Counters;

/// A server for webhooks: HTTP/1.1 with keep-alive, over TLS or behind a proxy, one or many bots on a port.
///
/// Telegram speaks HTTP/1.1 only, so nothing else is spoken. Requests that could be read in two ways are refused (400),
/// as are bodies of undeclared length (411), and every connection, handshake, head and answer has its [`Limits`]. A
/// connection is kept for the next request only if the last one was not refused (4xx).
///
/// ```no_run
/// use std::future::pending;
/// use tgapi::{BoxError, Reply, Update};
/// use tgwebhook::{Certificate, Server, WebhookService, random_secret};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let bot = tower::service_fn(|update: Update| async move { Ok::<_, BoxError>(Reply::None) });
/// let webhook = WebhookService::builder(bot).secret(random_secret()?).build()?;
///
/// let server = Server::bind("0.0.0.0:8443").await?
///     .tls(Certificate::self_signed_in("certificates", "192.0.2.7")?)
///     .route("/hook", webhook);
/// let report = server.serve_with_shutdown(pending::<()>()).await?;
/// assert_eq!(report.connections_cut, 0);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is served before `serve_with_shutdown`"]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    certificate: Option<CertificateHandle>,
    plain_beyond_loopback: bool,
    allowed: Option<Vec<Subnet>>,
    routes: Routes,
    limits: Limits,
    counters: Arc<Counters>,
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShutdownReport {
    /// Connections that were at work when the time for finishing was over. Telegram sends again what they carried.
    pub connections_cut: usize,
    /// Updates and requests of the webhook services that were still at work then. They go on as long as the process
    /// does.
    pub updates_unfinished: usize,
}

/// Reads the counters of a [`Server`] while it runs.
#[derive(Clone, Debug)]
pub struct ServerMonitor {
    counters: Arc<Counters>,
}

impl ServerMonitor {
    /// What happened so far.
    #[must_use]
    pub fn stats(&self) -> ServerStats {
        self.counters.read()
    }
}

impl Server {
    /// Listens on an address. Port 0 takes any free one: see [`local_addr`](Self::local_addr).
    ///
    /// # Errors
    ///
    /// [`ServerError::Bind`].
    pub async fn bind(address: impl ToSocketAddrs) -> Result<Self, ServerError> {
        Self::with(TcpListener::bind(address).await.map_err(ServerError::Bind)?)
    }

    /// Takes a socket that listens already, as systemd hands over.
    ///
    /// # Errors
    ///
    /// [`ServerError::Listener`].
    pub fn from_listener(listener: std::net::TcpListener) -> Result<Self, ServerError> {
        listener.set_nonblocking(true).map_err(ServerError::Listener)?;
        Self::with(TcpListener::from_std(listener).map_err(ServerError::Listener)?)
    }

    fn with(listener: TcpListener) -> Result<Self, ServerError> {
        let address = listener.local_addr().map_err(ServerError::Listener)?;
        Ok(Self {
            listener,
            address,
            certificate: None,
            plain_beyond_loopback: false,
            allowed: None,
            routes: Routes::default(),
            limits: Limits::default(),
            counters: Arc::default(),
        })
    }

    /// The address it listens on.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Speak TLS 1.2 and 1.3 with this certificate. To exchange it later, keep a
    /// [`CertificateHandle`](crate::CertificateHandle).
    pub fn tls(mut self, certificate: impl Into<CertificateHandle>) -> Self {
        self.certificate = Some(certificate.into());
        self
    }

    /// Speak plain HTTP on an address that other machines can reach: behind a proxy on another machine, or in a
    /// container. Whoever can listen on that network learns the secret and everything users write.
    pub fn plain_http_beyond_loopback(mut self) -> Self {
        self.plain_beyond_loopback = true;
        self
    }

    /// Drop connections from elsewhere at once, before they cost a handshake, as with
    /// [`TELEGRAM_SUBNETS`](crate::TELEGRAM_SUBNETS). Default: all are served. Not behind a proxy: there, the proxy is
    /// the peer; see [`WebhookBuilder::trusted_proxies`](crate::WebhookBuilder::trusted_proxies).
    pub fn allow_peers(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.allowed.get_or_insert_default().extend(subnets);
        self
    }

    /// Other limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Serve a webhook at this path. A query is ignored; any other path is 404. May be given several times: many bots
    /// share one port.
    pub fn route<S>(mut self, path: impl Into<String>, webhook: WebhookService<S>) -> Self
    where
        S: 'static,
    {
        let path = path.into();
        if webhook.path().is_some_and(|own| own != path) {
            self.routes.mistake(ServerError::PathMismatch);
        }
        self.routes.add(path, Box::new(webhook));
        self
    }

    /// Serve anything else at this path: a health check, a page.
    pub fn route_service<S>(mut self, path: impl Into<String>, service: S) -> Self
    where
        S: Service<Request<Incoming>, Response = Response<Full<Bytes>>, Error = Infallible>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        self.routes.add(path.into(), Box::new(Plain(service)));
        self
    }

    /// A reader for the server's counters.
    #[must_use]
    pub fn monitor(&self) -> ServerMonitor {
        ServerMonitor { counters: Arc::clone(&self.counters) }
    }

    /// Serves until `signal` resolves; then accepts nothing more, lets requests and updates at work finish for
    /// [`Limits::shutdown_timeout`], and closes.
    ///
    /// The webhook services stay open for other ways in; [`WebhookService::drain`] closes them.
    ///
    /// # Errors
    ///
    /// [`ServerError`], before anything is served.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes all connections at once. Updates that were accepted are still finished.
    pub async fn serve_with_shutdown(
        mut self,
        signal: impl Future<Output = ()>,
    ) -> Result<ShutdownReport, ServerError> {
        self.routes.check()?;
        if let Some(limit) = self.limits.zero() {
            return Err(ServerError::ZeroLimit(limit));
        }
        self.limits = self.limits.clamped();
        let handshakes = match &self.certificate {
            Some(certificate) => Some(Handshakes::new(certificate, &self.limits, Arc::clone(&self.counters))?),
            None if is_loopback(self.address) || self.plain_beyond_loopback => None,
            None => return Err(ServerError::PlainHttp(self.address)),
        };
        let Self { listener, allowed, routes, limits, counters, .. } = self;
        let connections = Connections::new(handshakes, Arc::new(routes), Arc::clone(&counters), &limits);
        let admission =
            Admission::new(allowed, limits.max_connections, limits.max_connections_per_address, Arc::clone(&counters));
        Ok(run(listener, &admission, Arc::new(connections), &counters, limits.shutdown_timeout, signal).await)
    }
}

/// Whether only this machine can connect. An address of all interfaces is not.
fn is_loopback(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

async fn run(
    listener: TcpListener,
    admission: &Admission,
    connections: Arc<Connections>,
    counters: &Counters,
    patience: Duration,
    signal: impl Future<Output = ()>,
) -> ShutdownReport {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let mut acceptor = Acceptor::new(listener);
    let mut signal = pin!(signal);
    // Kept here while it waits for room: what comes first in the loop must not lose it.
    let mut arrived = None;
    loop {
        let place = async {
            while arrived.is_none() {
                let (io, peer) = acceptor.accept(counters).await;
                arrived = admission.check(peer.ip()).map(|counted| (io, peer, counted));
            }
            admission.place().await
        };
        tokio::select! {
            biased;
            () = &mut signal => break,
            // Finished ones are taken away as they end, or they would pile up.
            Some(_) = tasks.join_next() => {}
            place = place => {
                if let Some((io, peer, counted)) = arrived.take() {
                    let (connections, stopped) = (Arc::clone(&connections), stopped.clone());
                    let admitted = admission.admit(counted, place);
                    tasks.spawn(async move { connections.serve(io, peer, admitted, stopped).await });
                }
            }
        }
    }
    drop(arrived);
    drop(acceptor);
    stop.send_replace(true);
    let until = Instant::now() + patience;
    let finished = async { while tasks.join_next().await.is_some() {} };
    let connections_cut = match tokio::time::timeout_at(until, finished).await {
        Ok(()) => 0,
        Err(_) => tasks.len(),
    };
    tasks.shutdown().await;
    let updates_unfinished = connections.routes().settle(until.saturating_duration_since(Instant::now())).await;
    let report = ShutdownReport { connections_cut, updates_unfinished };
    if connections_cut > 0 || updates_unfinished > 0 {
        tracing::warn!(connections_cut, updates_unfinished, "the server stopped before everything was finished");
    }
    report
}

impl<S: 'static> Endpoint for WebhookService<S> {
    fn serve(&self, request: Request<Incoming>) -> std::pin::Pin<Box<dyn Future<Output = routes::Answer> + Send>> {
        routes::serve(self.clone(), request)
    }

    fn settle(&self, deadline: Duration) -> std::pin::Pin<Box<dyn Future<Output = DrainReport> + Send>> {
        let service = self.clone();
        Box::pin(async move { WebhookService::settle(&service, deadline).await })
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .field("certificate", &self.certificate)
            .field("allowed", &self.allowed)
            .field("routes", &self.routes)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for (address, expected) in [
            ("127.0.0.1:80", true),
            ("127.9.9.9:80", true),
            ("[::1]:80", true),
            ("[::ffff:127.0.0.1]:80", true),
            ("0.0.0.0:80", false),
            ("[::]:80", false),
            ("10.0.0.1:80", false),
            ("[::ffff:10.0.0.1]:80", false),
        ] {
            assert_eq!(is_loopback(address.parse().unwrap()), expected, "{address}");
        }
    }
}

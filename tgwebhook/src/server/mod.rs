//! The server: sockets, TLS and HTTP/1.1 with limits, for a bot that faces the internet itself or stands behind a
//! proxy. Knows paths and connections; what an update is, only the services know.

mod accept;
mod admission;
mod connection;
mod error;
mod handshake;
mod limits;
mod listen;
mod newcomers;
mod proxy_protocol;
mod router;
mod routes;
mod serve;
mod stats;
mod wire;

pub use error::ServerError;
pub use limits::Limits;
pub use listen::Listener;
pub use routes::RoutesHandle;
pub use stats::ServerStats;

use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use tokio::net::{TcpListener, ToSocketAddrs};
use tower_service::Service;

use crate::certificate::{CertificateHandle, CertificatesByName};
use crate::peer::Subnet;
use crate::service::WebhookService;
use admission::Policy;
use listen::AnyListener;
use routes::{Plain, Routes};
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
    listener: Box<dyn AnyListener>,
    address: SocketAddr,
    certificates: CertificatesByName,
    plain_beyond_loopback: bool,
    policy: Policy,
    routes: Arc<Routes>,
    /// Routes may come later.
    changeable: bool,
    mistake: Option<ServerError>,
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
        Self::with(listen::tcp(address).await.map_err(ServerError::Bind)?)
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
        Ok(Self::from_incoming(listener, address))
    }

    /// Listens on a Unix socket, for a proxy on the same machine. Its file gets these rights (`0o660`: the owner and
    /// the group of this process may connect), and goes with the server. A file that a server left which is gone is
    /// replaced.
    ///
    /// A peer has no address there: `127.0.0.1:0` stands for it, wherever addresses are listed.
    ///
    /// # Errors
    ///
    /// [`ServerError::BindUnix`].
    #[cfg(unix)]
    pub fn bind_unix(path: impl AsRef<std::path::Path>, mode: u32) -> Result<Self, ServerError> {
        let path = path.as_ref();
        match listen::UnixSocket::bind(path, mode) {
            Ok(socket) => Ok(Self::from_incoming(socket, listen::NO_ADDRESS)),
            Err(source) => Err(ServerError::BindUnix { path: path.to_owned(), source }),
        }
    }

    /// Serves connections of any kind: from a type of socket of your own, or in memory, for tests whose clock is
    /// paused. Where `address` is not loopback, plain HTTP is refused as on other sockets.
    pub fn from_incoming(listener: impl Listener, address: SocketAddr) -> Self {
        Self {
            listener: Box::new(listener),
            address,
            certificates: CertificatesByName::default(),
            plain_beyond_loopback: false,
            policy: Policy::default(),
            routes: Arc::default(),
            changeable: false,
            mistake: None,
            limits: Limits::default(),
            counters: Arc::default(),
        }
    }

    /// The address it listens on; for a Unix socket, `127.0.0.1:0`.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Speak TLS 1.2 and 1.3 with this certificate. To exchange it later, keep a
    /// [`CertificateHandle`](crate::CertificateHandle).
    ///
    /// It is for every name that a client asks for and that has none of its own ([`tls_host`](Self::tls_host)).
    pub fn tls(self, certificate: impl Into<CertificateHandle>) -> Self {
        self.certificates.set_general(&certificate.into());
        self
    }

    /// Speak TLS with this certificate to those who ask for this name (SNI); `*.example.com` is for every name of one
    /// label more. Without a general certificate ([`tls`](Self::tls)), whoever asks for another name is not served.
    pub fn tls_host(self, host: impl AsRef<str>, certificate: impl Into<CertificateHandle>) -> Self {
        self.certificates.add(host.as_ref(), &certificate.into());
        self
    }

    /// Speak TLS with the certificate that this obtains, and answer the authority. The authority connects from
    /// anywhere: not together with [`allow_peers`](Self::allow_peers).
    ///
    /// Until there is a certificate, nobody but the authority is served.
    #[cfg(feature = "acme")]
    pub fn acme(self, acme: &crate::acme::Acme) -> Self {
        self.certificates.set_acme(acme);
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
        self.policy.allowed.get_or_insert_default().extend(subnets);
        self
    }

    /// Proxies in front of this server. Their connections are many people's, so they may open as many as there are:
    /// [`Limits::max_connections_per_address`] is not for them. Default: none; a Unix socket's peers are always so.
    ///
    /// Whether their `X-Forwarded-For` is believed is said at the service:
    /// [`WebhookBuilder::trusted_proxies`](crate::WebhookBuilder::trusted_proxies).
    pub fn trusted_proxies(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.policy.proxies.extend(subnets);
        self
    }

    /// Proxies that pass bytes on, and begin each connection with a header of the PROXY protocol, version 1 or 2, that
    /// says whom they speak for: that is the peer from then on, for every list and limit. A connection of theirs
    /// without such a header is dropped; anybody else's header is no HTTP and no TLS, and is refused as that.
    ///
    /// For a Unix socket, list `127.0.0.1`. Default: none.
    ///
    /// <https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt>
    pub fn proxy_protocol(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.policy.announcing.extend(subnets);
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
        let added = self.handle().add_webhook(None, &path.into(), webhook);
        self.note(added);
        self
    }

    /// Serve a webhook at this path of one host: bots with names of their own share one port, each with the same path
    /// if they like. A path of a host goes before the same path of all hosts.
    ///
    /// Over TLS the host is the name that the client asked for in the handshake (SNI), and nothing else: without a
    /// name, as for an IP address, only [`route`](Self::route) counts. Without TLS it is the `Host` of the request,
    /// which a proxy has to pass on.
    pub fn route_host<S>(mut self, host: impl AsRef<str>, path: impl Into<String>, webhook: WebhookService<S>) -> Self
    where
        S: 'static,
    {
        let added = self.handle().add_webhook(Some(host.as_ref()), &path.into(), webhook);
        self.note(added);
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
        let added = self.routes.add(None, &path.into(), &(Arc::new(Plain(service)) as _));
        self.note(added);
        self
    }

    /// Adds and removes bots while the server runs. With such a handle, a server may also begin without any.
    #[must_use]
    pub fn routes(&mut self) -> RoutesHandle {
        self.changeable = true;
        self.handle()
    }

    fn handle(&self) -> RoutesHandle {
        RoutesHandle { routes: Arc::clone(&self.routes), certificates: self.certificates.clone() }
    }

    /// A mistake is kept until serving begins: building goes on. The first one counts.
    fn note(&mut self, added: Result<(), ServerError>) {
        if let (Err(mistake), None) = (added, &self.mistake) {
            self.mistake = Some(mistake);
        }
    }

    /// A reader for the server's counters.
    #[must_use]
    pub fn monitor(&self) -> ServerMonitor {
        ServerMonitor { counters: Arc::clone(&self.counters) }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .field("certificates", &self.certificates)
            .field("policy", &self.policy)
            .field("routes", &self.routes)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

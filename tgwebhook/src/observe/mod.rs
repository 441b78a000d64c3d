//! Health and measurements, on an address of their own: whoever watches a bot must not have to knock at the door that
//! Telegram uses. Reads what others count; counts nothing itself.

mod pages;
mod text;

pub use text::MetricsText;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::ToSocketAddrs;

use crate::certificate::CertificateHandle;
use crate::intake::{Readiness, Shared};
use crate::server::{Limits, Server, ServerError, ServerMonitor, ShutdownReport};
use crate::service::WebhookService;
use pages::Pages;

type Check = Arc<dyn Fn() -> bool + Send + Sync>;
type Collector = Arc<dyn Fn(&mut MetricsText) + Send + Sync>;

/// Answers `/metrics` (as Prometheus reads it), `/healthz` (200 as long as the process can answer at all) and
/// `/readyz` (200 if updates are taken, else 503 with the reasons, one a line).
///
/// ```no_run
/// # async fn example<S: 'static>(webhook: tgwebhook::WebhookService<S>) -> Result<(), Box<dyn std::error::Error>> {
/// use std::future::pending;
/// use tgwebhook::{Observer, Server};
///
/// let server = Server::bind("127.0.0.1:8080").await?.route("/hook", webhook.clone());
/// let observer = Observer::new().webhook("support", &webhook).server(&server.monitor()).bind("127.0.0.1:9090").await?;
/// tokio::spawn(observer.serve_with_shutdown(pending::<()>()));
/// server.serve_with_shutdown(pending::<()>()).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "nothing is shown before it is bound"]
pub struct Observer {
    bots: Vec<(String, Arc<Shared>)>,
    servers: Vec<ServerMonitor>,
    certificates: Vec<CertificateHandle>,
    checks: Vec<(String, Check)>,
    collectors: Vec<Collector>,
    stuck_after: Duration,
    beyond_loopback: bool,
}

impl Default for Observer {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer {
    /// With nothing to show yet.
    pub fn new() -> Self {
        Self {
            bots: Vec::new(),
            servers: Vec::new(),
            certificates: Vec::new(),
            checks: Vec::new(),
            collectors: Vec::new(),
            stuck_after: Duration::from_secs(30),
            beyond_loopback: false,
        }
    }

    /// Shows this webhook under this name: what came, what was refused and why, what is at work, how long it takes. Not
    /// ready while it is stuck or closed.
    pub fn webhook<S>(mut self, name: impl Into<String>, webhook: &WebhookService<S>) -> Self {
        self.bots.push((name.into(), Arc::clone(webhook.shared())));
        self
    }

    /// Shows the connections of this server.
    pub fn server(mut self, monitor: &ServerMonitor) -> Self {
        self.servers.push(monitor.clone());
        self
    }

    /// Shows when this certificate ends. Not ready once it has.
    pub fn certificate(mut self, certificate: &CertificateHandle) -> Self {
        self.certificates.push(certificate.clone());
        self
    }

    /// Not ready while this says `false`. It is asked at each request and must not block.
    pub fn check(mut self, name: impl Into<String>, is_ready: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.checks.push((name.into(), Arc::new(is_ready)));
        self
    }

    /// Shows measurements of your own. It is called at each request and must not block.
    pub fn collect(mut self, add: impl Fn(&mut MetricsText) + Send + Sync + 'static) -> Self {
        self.collectors.push(Arc::new(add));
        self
    }

    /// How long nothing may go well until a webhook counts as stuck; default 30 s.
    pub fn stuck_after(mut self, patience: Duration) -> Self {
        self.stuck_after = patience;
        self
    }

    /// Show all this to other machines, too: in a container, whose probes come from elsewhere. It holds no secret, but
    /// tells strangers how much is going on.
    pub fn beyond_loopback(mut self) -> Self {
        self.beyond_loopback = true;
        self
    }

    /// A server for it, on an address of its own. Port 0 takes any free one.
    ///
    /// # Errors
    ///
    /// [`ServerError::Bind`]; [`ServerError::Exposed`], if other machines can reach it and nobody said that they may.
    pub async fn bind(self, address: impl ToSocketAddrs) -> Result<ObserverServer, ServerError> {
        let server = Server::bind(address).await?;
        let address = server.local_addr();
        if !address.ip().to_canonical().is_loopback() && !self.beyond_loopback {
            return Err(ServerError::Exposed(address));
        }
        // Some probes, and a person who looks.
        let limits = Limits { max_connections: 32, shutdown_timeout: Duration::from_secs(1), ..Limits::default() };
        let pages = Pages(Arc::new(self));
        let server = server
            .plain_http_beyond_loopback()
            .limits(limits)
            .route_service("/metrics", pages.clone())
            .route_service("/healthz", pages.clone())
            .route_service("/readyz", pages);
        Ok(ObserverServer { server })
    }

    /// Why it is not ready, if it is not.
    fn reasons(&self) -> Vec<String> {
        let bots = self.bots.iter().filter_map(|(name, shared)| match shared.readiness(self.stuck_after) {
            Readiness::Ready => None,
            Readiness::Stuck(since) => Some(format!("{name}: no update was taken for {} s", since.as_secs())),
            Readiness::Closed => Some(format!("{name}: shutting down")),
        });
        let certificates = self.certificates.iter().filter_map(|certificate| {
            let public = certificate.current().public().clone();
            public.check_time(std::time::SystemTime::now()).err().map(|error| error.to_string())
        });
        let checks = self.checks.iter().filter(|(_, is_ready)| !is_ready()).map(|(name, _)| name.clone());
        bots.chain(certificates).chain(checks).collect()
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |list: &[(String, Check)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        f.debug_struct("Observer")
            .field("bots", &self.bots.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("checks", &names(&self.checks))
            .field("stuck_after", &self.stuck_after)
            .finish_non_exhaustive()
    }
}

/// An [`Observer`] that listens.
#[derive(Debug)]
#[must_use = "nothing is answered before `serve_with_shutdown`"]
pub struct ObserverServer {
    server: Server,
}

impl ObserverServer {
    /// The address it listens on.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.server.local_addr()
    }

    /// Serves until `signal` resolves.
    ///
    /// # Errors
    ///
    /// As [`Server::serve_with_shutdown`].
    ///
    /// # Cancel safety
    ///
    /// As [`Server::serve_with_shutdown`].
    pub async fn serve_with_shutdown(self, signal: impl Future<Output = ()>) -> Result<ShutdownReport, ServerError> {
        self.server.serve_with_shutdown(signal).await
    }
}

//! Settings of the server that takes a webhook's requests, be it one bot's or many bots'.

use std::net::SocketAddr;
#[cfg(unix)]
use std::path::PathBuf;

use tgwebhook::{Limits, Observer, Server, Subnet};

use crate::change::Changes;

/// Settings of the server of a webhook: for [`Bot::server`](crate::Bot::server) and
/// [`Bots::server`](crate::Bots::server).
///
/// What is not set here is taken from the environment, see [`Bot::from_env`](crate::Bot::from_env); what is not there
/// either has the default that is given with each.
///
/// ```
/// use tgbot::ServerConfig;
///
/// // Behind nginx on the same machine, with measurements for Prometheus.
/// let config = ServerConfig::new()
///     .behind_proxy(["127.0.0.1".parse()?])
///     .listen("127.0.0.1:8080".parse()?)
///     .metrics("127.0.0.1:9090".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct ServerConfig {
    pub(crate) listen: Option<ListenOn>,
    pub(crate) proxies: Option<Vec<Subnet>>,
    pub(crate) announcing: Option<Vec<Subnet>>,
    pub(crate) allowed: Option<Vec<Subnet>>,
    pub(crate) metrics: Option<SocketAddr>,
    pub(crate) limits: Option<Limits>,
    pub(crate) server: Changes<Server>,
    pub(crate) observer: Changes<Observer>,
    #[cfg(feature = "acme")]
    pub(crate) acme: Option<tgwebhook::Acme>,
}

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListenOn {
    Tcp(SocketAddr),
    #[cfg(unix)]
    Unix {
        path: PathBuf,
        mode: u32,
    },
}

#[cfg(unix)]
impl ListenOn {
    /// A Unix socket that the owner and the group of this process may connect to.
    pub(crate) fn unix(path: impl Into<PathBuf>) -> Self {
        Self::Unix { path: path.into(), mode: 0o660 }
    }
}

impl ServerConfig {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where to listen; default `0.0.0.0` and the port of the webhook's URL, or `127.0.0.1:8080` behind a proxy that ends
    /// TLS. Port 0 is any that is free.
    ///
    /// Behind such a proxy plain HTTP is spoken on this address, also where other machines can reach it: whoever can
    /// listen on that network learns the secret and everything users write.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = Some(ListenOn::Tcp(address));
        self
    }

    /// Listen on a Unix socket instead, for a proxy on the same machine. Its file gets these rights: with `0o660` the
    /// owner and the group of this process may connect. Plain HTTP, unless a certificate is given.
    #[cfg(unix)]
    pub fn listen_unix(mut self, path: impl Into<PathBuf>, mode: u32) -> Self {
        self.listen = Some(ListenOn::Unix { path: path.into(), mode });
        self
    }

    /// Proxies in front that end TLS: plain HTTP is spoken, and their `X-Forwarded-For` is believed. For a Unix socket,
    /// `127.0.0.1` stands for the proxy. Default: none.
    pub fn behind_proxy(mut self, proxies: impl IntoIterator<Item = Subnet>) -> Self {
        self.proxies = Some(proxies.into_iter().collect());
        self
    }

    /// Proxies in front that pass bytes on, and begin each connection with a header of the PROXY protocol. TLS ends here,
    /// unless they are [`behind_proxy`](Self::behind_proxy), too. Default: none.
    pub fn proxy_protocol(mut self, proxies: impl IntoIterator<Item = Subnet>) -> Self {
        self.announcing = Some(proxies.into_iter().collect());
        self
    }

    /// Who may deliver updates, as [`TELEGRAM_SUBNETS`](tgwebhook::TELEGRAM_SUBNETS): the peer, or whom a proxy says it
    /// speaks for. Default: whoever knows the secret.
    pub fn allow_peers(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.allowed = Some(subnets.into_iter().collect());
        self
    }

    /// Show `/metrics` (as Prometheus reads it), `/healthz` and `/readyz` on this address, also if updates come by
    /// polling. Default: nowhere. An address that other machines can reach is refused unless
    /// [`Observer::beyond_loopback`] is set by [`observe`](Self::observe).
    pub fn metrics(mut self, address: SocketAddr) -> Self {
        self.metrics = Some(address);
        self
    }

    /// Limits of the server.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Certificates from an authority by ACME, for the names that are listed there: those of the bots' URLs. The bots
    /// register once there is one.
    #[cfg(feature = "acme")]
    pub fn acme(mut self, acme: tgwebhook::Acme) -> Self {
        self.acme = Some(acme);
        self
    }

    /// Anything else that can be set on the [`Server`], before it serves.
    pub fn customize(mut self, change: impl FnOnce(Server) -> Server + Send + 'static) -> Self {
        self.server.add(change);
        self
    }

    /// Anything else that is to be shown at [`metrics`](Self::metrics), or decides whether the bot is ready.
    pub fn observe(mut self, change: impl FnOnce(Observer) -> Observer + Send + 'static) -> Self {
        self.observer.add(change);
        self
    }

    /// What `nearer` sets goes over this.
    pub(crate) fn under(self, nearer: Self) -> Self {
        let (mut server, mut observer) = (self.server, self.observer);
        server.append(nearer.server);
        observer.append(nearer.observer);
        Self {
            listen: nearer.listen.or(self.listen),
            proxies: nearer.proxies.or(self.proxies),
            announcing: nearer.announcing.or(self.announcing),
            allowed: nearer.allowed.or(self.allowed),
            metrics: nearer.metrics.or(self.metrics),
            limits: nearer.limits.or(self.limits),
            server,
            observer,
            #[cfg(feature = "acme")]
            acme: nearer.acme.or(self.acme),
        }
    }

    /// Who ends TLS is somebody else.
    pub(crate) fn is_behind_proxy(&self) -> bool {
        self.proxies.as_ref().is_some_and(|proxies| !proxies.is_empty())
    }
}

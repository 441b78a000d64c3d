//! The server that the webhooks of one or many bots share: where it listens, who may connect, and whether TLS ends here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use tgwebhook::{CertificateHandle, RoutesHandle, Server, ServerError, ServerMonitor, ShutdownReport, Subnet};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::address::Address;
use crate::error::Error;
use crate::pipeline::UpdateService;
use crate::server_config::{ListenOn, ServerConfig};

type Builder = tgwebhook::WebhookBuilder<UpdateService>;

/// Who ends TLS, and who is believed: the same for all bots of a server.
#[derive(Clone, Default)]
pub(super) struct Front {
    /// TLS ends somewhere else.
    pub(super) is_plain: bool,
    /// Certificates come from an authority, not from a file of the bot.
    pub(super) has_authority: bool,
    proxies: Vec<Subnet>,
    /// Who may deliver, where only the service can tell.
    allowed: Option<Vec<Subnet>>,
}

impl Front {
    pub(super) fn new(config: &ServerConfig, has_certificate: bool) -> Self {
        #[cfg(feature = "acme")]
        let has_authority = config.acme.is_some();
        #[cfg(not(feature = "acme"))]
        let has_authority = false;
        #[cfg(unix)]
        let on_unix = matches!(config.listen, Some(ListenOn::Unix { .. }));
        #[cfg(not(unix))]
        let on_unix = false;
        let behind = config.is_behind_proxy();
        // The authority connects from anywhere, and a proxy that ends TLS is the peer of all connections.
        let service_tells = behind || has_authority;
        Self {
            is_plain: behind || (on_unix && !has_certificate && !has_authority),
            has_authority,
            proxies: config.proxies.clone().unwrap_or_default(),
            allowed: config.allowed.clone().filter(|_| service_tells),
        }
    }

    /// What a bot's service has to know of it.
    pub(super) fn tell(&self, service: Builder) -> Builder {
        let service = service.trusted_proxies(self.proxies.iter().copied());
        match &self.allowed {
            Some(allowed) => service.allow_peers(allowed.iter().copied()),
            None => service,
        }
    }
}

/// A server that listens, and serves once it is told.
pub(super) struct Site {
    server: Server,
    pub(super) door: Door,
}

/// What a bot needs to come in.
#[derive(Clone)]
pub(super) struct Door {
    pub(super) routes: RoutesHandle,
    /// Where it listens, as people read it.
    pub(super) listening: String,
    /// The port, if it has one.
    pub(super) port: u16,
    /// TLS ends here, with certificates from an authority.
    pub(super) has_authority: bool,
}

impl Site {
    /// Listens. `first` is the address of the first bot, `certificate` what is shown to whoever names no host.
    pub(super) async fn open(
        config: &mut ServerConfig,
        front: &Front,
        first: &Address,
        certificate: Option<CertificateHandle>,
    ) -> Result<Self, Error> {
        let (mut server, listening) = listen(config, front, first).await?;
        let is_elsewhere = !server.local_addr().ip().to_canonical().is_loopback();
        if front.is_plain && is_elsewhere {
            // Whoever names both the proxy and such an address means it.
            server = server.plain_http_beyond_loopback();
        }
        if let Some(certificate) = certificate {
            server = server.tls(certificate);
        }
        if let Some(limits) = &config.limits {
            server = server.limits(limits.clone());
        }
        server = server.trusted_proxies(config.proxies.iter().flatten().copied());
        server = server.proxy_protocol(config.announcing.iter().flatten().copied());
        if let (None, Some(allowed)) = (&front.allowed, &config.allowed) {
            server = server.allow_peers(allowed.iter().copied());
        }
        #[cfg(feature = "acme")]
        if let Some(acme) = &config.acme {
            server = server.acme(acme);
        }
        let mut server = std::mem::take(&mut config.server).make(server);
        let has_authority = front.has_authority && !front.is_plain;
        let door = Door { routes: server.routes(), listening, port: server.local_addr().port(), has_authority };
        Ok(Self { server, door })
    }

    pub(super) fn monitor(&self) -> ServerMonitor {
        self.server.monitor()
    }

    /// Serves in a task of its own until `stop` is cancelled.
    pub(super) fn serve(self, stop: CancellationToken) -> JoinHandle<Result<ShutdownReport, ServerError>> {
        tokio::spawn(self.server.serve_with_shutdown(stop.cancelled_owned()))
    }
}

async fn listen(config: &ServerConfig, front: &Front, first: &Address) -> Result<(Server, String), Error> {
    let address = match &config.listen {
        #[cfg(unix)]
        Some(ListenOn::Unix { path, mode }) => {
            return Ok((Server::bind_unix(path, *mode)?, format!("unix:{}", path.display())));
        }
        Some(ListenOn::Tcp(address)) => *address,
        None if front.is_plain => BEHIND_PROXY,
        None if first.is_loopback() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), first.port),
        None => SocketAddr::new(IpAddr::from(Ipv4Addr::UNSPECIFIED), first.port),
    };
    let server = Server::bind(address).await?;
    let listening = server.local_addr().to_string();
    Ok((server, listening))
}

/// Where a proxy on the same machine is expected to look.
const BEHIND_PROXY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

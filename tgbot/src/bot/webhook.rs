//! Settings of a bot whose updates come by webhook.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use tgapi::SecretToken;
use tgwebhook::{Ack, Limits, Registration, WebhookBuilder};

use super::Bot;
use crate::change::Changes;
use crate::pipeline::UpdateService;
use crate::server_config::ServerConfig;

/// What is set of the webhook besides its address.
#[derive(Debug)]
pub(crate) struct Hooking {
    pub(crate) reply_in_response: bool,
    pub(crate) max_connections: u8,
    pub(crate) ack: Ack,
    pub(crate) certificate_dir: Option<PathBuf>,
    /// The first one is told to Telegram, all are accepted. Empty: one that is derived from the token.
    pub(crate) secrets: Vec<SecretToken>,
    pub(crate) service: Changes<WebhookBuilder<UpdateService>>,
    pub(crate) registration: Changes<Registration>,
}

impl Default for Hooking {
    fn default() -> Self {
        Self {
            reply_in_response: false,
            max_connections: 40,
            ack: Ack::default(),
            certificate_dir: None,
            secrets: Vec::new(),
            service: Changes::default(),
            registration: Changes::default(),
        }
    }
}

/// Updates by webhook.
impl Bot {
    /// Where to listen for the webhook; default `0.0.0.0` and the port of its URL. Short for
    /// [`ServerConfig::listen`].
    pub fn listen(self, address: SocketAddr) -> Self {
        self.server(ServerConfig::new().listen(address))
    }

    /// Limits of the webhook's server. Short for [`ServerConfig::limits`].
    pub fn limits(self, limits: Limits) -> Self {
        self.server(ServerConfig::new().limits(limits))
    }

    /// Settings of the webhook's server: a proxy in front, a Unix socket, who may connect, measurements. May be given
    /// several times: what a later one leaves out stays as it is.
    pub fn server(mut self, config: ServerConfig) -> Self {
        self.settings.server = std::mem::take(&mut self.settings.server).under(config);
        self
    }

    /// Certificate chain and private key of the webhook, PEM files; read again when they change. Default: a self-signed
    /// one, made at the first start, kept in [`certificate_dir`](Self::certificate_dir) and uploaded to Telegram.
    pub fn certificate(mut self, certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        self.settings.certificate = Some(certificate.into());
        self.settings.key = Some(key.into());
        self
    }

    /// Where the self-signed certificate is kept; default `$XDG_STATE_HOME/tgbot` or `~/.local/state/tgbot`. For a
    /// loopback address none is kept.
    pub fn certificate_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.hooking.certificate_dir = Some(dir.into());
        self
    }

    /// Carry a handler's reply in the webhook's answer instead of calling the API: one round trip less, and nobody
    /// learns whether it succeeded. Default false.
    pub fn reply_in_response(mut self, yes: bool) -> Self {
        self.hooking.reply_in_response = yes;
        self
    }

    /// How many connections Telegram may open to the webhook, 1 to 100; default 40. It is also how many updates can be
    /// in progress at once.
    pub fn max_connections(mut self, connections: u8) -> Self {
        self.hooking.max_connections = connections.clamp(1, 100);
        self
    }

    /// When the webhook acknowledges an update; default after handling, with a budget of 25 s.
    pub fn ack(mut self, ack: Ack) -> Self {
        self.hooking.ack = ack;
        self
    }

    /// The address that Telegram is to connect to, instead of asking DNS for the host of the webhook's URL. IPv4 only.
    /// Default: none.
    pub fn ip_address(mut self, address: IpAddr) -> Self {
        self.settings.ip_address = Some(address);
        self
    }

    /// Secrets of the webhook: the first one is told to Telegram, all are accepted. Default: one that is derived from the
    /// token and the URL, the same at every start.
    ///
    /// To change a secret that several instances have, start them with the new one and the old one, one after the
    /// other, and later with the new one alone. To change it while a bot runs, see
    /// [`BotsHandle::rotate_secret`](crate::BotsHandle::rotate_secret).
    pub fn secrets(mut self, secrets: impl IntoIterator<Item = SecretToken>) -> Self {
        self.hooking.secrets = secrets.into_iter().collect();
        self
    }

    /// Anything else that can be set on the webhook's service.
    ///
    /// ```
    /// # fn example(bot: tgbot::Bot) -> tgbot::Bot {
    /// bot.webhook_service(|service| service.max_body(64 * 1024))
    /// # }
    /// ```
    pub fn webhook_service(
        mut self,
        change: impl FnOnce(WebhookBuilder<UpdateService>) -> WebhookBuilder<UpdateService> + Send + 'static,
    ) -> Self {
        self.hooking.service.add(change);
        self
    }

    /// Anything else that Telegram can be told of the webhook, as the certificate of a proxy in front.
    pub fn registration(mut self, change: impl FnOnce(Registration) -> Registration + Send + 'static) -> Self {
        self.hooking.registration.add(change);
        self
    }
}

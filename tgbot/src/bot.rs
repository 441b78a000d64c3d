//! The builder: one place from which every layer can be set.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

use tgapi::{BoxError, Reply, Token, Update};
use tgdispatch::{LanesLayer, Router};
use tgwebhook::{Ack, Limits};
use tokio_util::sync::CancellationToken;
use tower_layer::Layer;
use tower_service::Service;

use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::{Parts, UpdateService};
use crate::settings::{HELP, Settings, SettingsError};
use crate::{run, shutdown};

/// A bot: a token, routes, and a way in for updates.
///
/// What is not set has a default that is safe: updates in order, one at a time in each chat, acknowledged when they are
/// handled. Only an update whose handler takes longer than 25 s is acknowledged before, and lost if the program dies
/// while it runs.
///
/// ```no_run
/// use tgbot::prelude::*;
///
/// async fn echo(message: Message, Text(text): Text) -> SendMessage {
///     message.answer(text)
/// }
///
/// #[tokio::main]
/// async fn main() -> tgbot::Result {
///     Bot::from_env()?.routes(Router::new().on(text(), echo)).run().await
/// }
/// ```
#[derive(Debug)]
#[must_use = "a bot does nothing until it is run"]
pub struct Bot {
    pub(crate) settings: Settings,
    pub(crate) router: Router,
    pub(crate) reply_in_response: bool,
    pub(crate) max_connections: u8,
    pub(crate) ack: Ack,
    pub(crate) limits: Limits,
    pub(crate) poll: Option<tgpoll::Config>,
    pub(crate) certificate_dir: Option<PathBuf>,
    pub(crate) drain: Option<Duration>,
    pub(crate) quiet: bool,
    pub(crate) parts: Parts,
}

impl Bot {
    /// A bot with this token, by polling.
    pub fn new(token: Token) -> Self {
        Self::with(Settings { token: Some(token), ..Settings::default() })
    }

    /// A bot with the settings of the environment: `TELEGRAM_BOT_TOKEN`, `TELEGRAM_WEBHOOK_URL`,
    /// `TELEGRAM_WEBHOOK_LISTEN`, `TELEGRAM_WEBHOOK_CERT`, `TELEGRAM_WEBHOOK_KEY`, `TELEGRAM_API_URL`.
    ///
    /// Without a token it runs against a sandbox on this machine, with a chat in the terminal.
    ///
    /// # Errors
    ///
    /// [`Error::Settings`], which names the variable that is wrong.
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self::with(Settings::read(|name| std::env::var_os(name), [])?))
    }

    /// As [`from_env`](Self::from_env), with the flags of the command line over it, and with a log on standard error
    /// (`RUST_LOG` says what of; warnings by default). For programs that are nothing but a bot: `--help` lists the flags
    /// and ends the process.
    ///
    /// # Errors
    ///
    /// [`Error::Settings`], which names the variable or flag that is wrong.
    pub fn from_args() -> Result<Self, Error> {
        if crate::settings::asks_for_help(std::env::args_os()) {
            run::say(HELP.trim_end());
            std::process::exit(0);
        }
        let settings = Settings::read(|name| std::env::var_os(name), std::env::args_os())?;
        let filter = tracing_subscriber::EnvFilter::builder()
            .with_default_directive(tracing_subscriber::filter::LevelFilter::WARN.into())
            .from_env_lossy();
        // One that is set already is somebody's choice.
        let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
        Ok(Self::with(settings))
    }

    fn with(settings: Settings) -> Self {
        Self {
            settings,
            router: Router::new(),
            reply_in_response: false,
            max_connections: 40,
            ack: Ack::default(),
            limits: Limits::default(),
            poll: None,
            certificate_dir: None,
            drain: None,
            quiet: false,
            parts: Parts {
                reorder: None,
                #[cfg(feature = "durable")]
                durable: None,
                lanes: LanesLayer::new(),
                arrival: Default::default(),
                ordered: Default::default(),
                handling: Default::default(),
            },
        }
    }

    /// What to do with updates. Routes given before are kept, before these.
    pub fn routes(mut self, router: Router) -> Self {
        self.router = self.router.merge(router);
        self
    }

    /// Take updates by long polling. The default with a token. A webhook that is set is removed, because Telegram gives
    /// updates to one of the two only; [`poll`](Self::poll) can keep it.
    pub fn polling(mut self) -> Self {
        self.settings.polling = true;
        self.settings.webhook_url = None;
        self
    }

    /// Have updates sent to this address: `https://host:port/path`, port 443, 80, 88 or 8443. The bot serves it itself,
    /// with TLS. With another Bot API server any port will do, and port 0 is any that is free.
    pub fn webhook(mut self, url: impl Into<String>) -> Self {
        self.settings.webhook_url = Some(url.into());
        self.settings.polling = false;
        self
    }

    /// Where to listen for the webhook; default `0.0.0.0` and the port of its URL.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.settings.listen = Some(address);
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
        self.certificate_dir = Some(dir.into());
        self
    }

    /// Another Bot API server; default `https://api.telegram.org`.
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.settings.api_url = Some(url.into());
        self
    }

    /// Carry a handler's reply in the webhook's answer instead of calling the API: one round trip less, and nobody
    /// learns whether it succeeded. Default false.
    pub fn reply_in_response(mut self, yes: bool) -> Self {
        self.reply_in_response = yes;
        self
    }

    /// How many connections Telegram may open to the webhook, 1 to 100; default 40. It is also how many updates can be
    /// in progress at once.
    pub fn max_connections(mut self, connections: u8) -> Self {
        self.max_connections = connections.clamp(1, 100);
        self
    }

    /// When the webhook acknowledges an update; default after handling, with a budget of 25 s.
    pub fn ack(mut self, ack: Ack) -> Self {
        self.ack = ack;
        self
    }

    /// Limits of the webhook's server.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Settings of the poller, all of them: its own default keeps a webhook that is set, and then says so in the log and
    /// tries again slowly until the webhook is gone. `allowed_updates` are derived from the routes unless they are set here.
    pub fn poll(mut self, config: tgpoll::Config) -> Self {
        self.poll = Some(config);
        self
    }

    /// Settings of the reorder buffer. Default: its own for a webhook; no waiting for polling, where updates come in order
    /// and what is missing never comes.
    pub fn reorder(mut self, config: tgreorder::Config) -> Self {
        self.parts.reorder = Some(config);
        self
    }

    /// Settings of the lanes.
    pub fn lanes(mut self, lanes: LanesLayer) -> Self {
        self.parts.lanes = lanes;
        self
    }

    /// A tower layer before the reorder buffer: it sees updates as they arrive. Of several, the first is outermost.
    pub fn layer_arrival<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.arrival.add(layer);
        self
    }

    /// A tower layer between reorder buffer and lanes: it sees updates in order. Of several, the first is outermost.
    pub fn layer_ordered<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.ordered.add(layer);
        self
    }

    /// A tower layer around the router: it sees each update when its turn in its chat has come. Of several, the first is
    /// outermost.
    pub fn layer_handling<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.handling.add(layer);
        self
    }

    /// How long updates in progress may take to finish when the bot is told to stop; default 20 s.
    pub fn drain(mut self, limit: Duration) -> Self {
        self.drain = Some(limit);
        self
    }

    /// Do not print the line that says what was started. Default false.
    pub fn quiet(mut self, yes: bool) -> Self {
        self.quiet = yes;
        self
    }

    /// Runs until Ctrl-C or SIGTERM, then finishes what is in progress. A second Ctrl-C ends the process at once.
    ///
    /// # Errors
    ///
    /// [`Error`]: what kept the bot from starting or going on, in a sentence for people.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future stops taking updates at once. Handlers at work go on as long as the runtime does; Telegram
    /// delivers again what it was not told to be safe.
    pub async fn run(self) -> Result<Outcome, Error> {
        let mut failure = None;
        let stop = async { failure = shutdown::signals().await.err() };
        let outcome = self.run_until(stop).await?;
        failure.map_or(Ok(outcome), |error| Err(Error::Signals(error)))
    }

    /// As [`run`](Self::run), until `stop` resolves instead of a signal.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    ///
    /// # Cancel safety
    ///
    /// As [`run`](Self::run).
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> Result<Outcome, Error> {
        let token = CancellationToken::new();
        // Whatever ends this future, the parts that run in tasks of their own must hear of it.
        let _stop_on_drop = token.clone().drop_guard();
        let mut running = pin!(run::run(self, token.clone()));
        tokio::select! {
            result = &mut running => return result,
            () = stop => token.cancel(),
        }
        running.await
    }
}

impl Settings {
    /// What only makes sense with a token, and is given without one.
    pub(crate) fn without_token(&self) -> Option<SettingsError> {
        let given = [
            (self.webhook_url.is_some(), "a webhook"),
            (self.api_url.is_some(), "another API server"),
            (self.certificate.is_some(), "a certificate"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, what)| SettingsError::NeedsToken(what))
    }
}

//! The builder: one place from which every layer can be set. Here: where a bot comes from, what it does, and how it is
//! run; `bot/webhook.rs` and `bot/layers.rs` have the settings of the ways in and of the layers.

mod layers;
mod webhook;

use std::pin::pin;
use std::time::Duration;

use tgapi::Token;
use tgapi::client::ClientBuilder;
use tgdispatch::Router;
use tokio_util::sync::CancellationToken;

use crate::change::Changes;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::Parts;
use crate::settings::{Settings, SettingsError};
use crate::{run, shutdown};

pub(crate) use webhook::Hooking;

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
    pub(crate) client: Changes<ClientBuilder>,
    pub(crate) dispatch: Changes<tgdispatch::Settings>,
    pub(crate) hooking: Hooking,
    pub(crate) poll: Option<tgpoll::Config>,
    pub(crate) drop_pending_updates: bool,
    pub(crate) drain: Option<Duration>,
    pub(crate) quiet: bool,
    pub(crate) parts: Parts,
}

impl Bot {
    /// A bot with this token, by polling.
    pub fn new(token: Token) -> Self {
        Self::with(Settings { token: Some(token), ..Settings::default() })
    }

    /// A bot with the settings of the environment. What code sets on the builder goes over them.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `TELEGRAM_BOT_TOKEN` | the token; without one the bot runs against a sandbox on this machine, with a page for the browser to chat with it |
    /// | `TELEGRAM_API_URL` | [`api_url`](Self::api_url) |
    /// | `TELEGRAM_WEBHOOK_URL` | [`webhook`](Self::webhook); without one updates come by polling |
    /// | `TELEGRAM_WEBHOOK_LISTEN` | [`listen`](Self::listen), or `unix:` and a path: [`ServerConfig::listen_unix`] |
    /// | `TELEGRAM_WEBHOOK_CERT`, `TELEGRAM_WEBHOOK_KEY` | [`certificate`](Self::certificate) |
    /// | `TELEGRAM_WEBHOOK_PROXY` | [`ServerConfig::behind_proxy`]: addresses and ranges, with commas |
    /// | `TELEGRAM_WEBHOOK_PROXY_PROTOCOL` | [`ServerConfig::proxy_protocol`]: the same |
    /// | `TELEGRAM_WEBHOOK_ALLOW` | [`ServerConfig::allow_peers`]: the same, or `telegram` |
    /// | `TELEGRAM_WEBHOOK_IP` | [`ip_address`](Self::ip_address) |
    /// | `TELEGRAM_METRICS_LISTEN` | [`ServerConfig::metrics`] |
    ///
    /// [`ServerConfig::listen_unix`]: crate::ServerConfig::listen_unix
    /// [`ServerConfig::behind_proxy`]: crate::ServerConfig::behind_proxy
    /// [`ServerConfig::proxy_protocol`]: crate::ServerConfig::proxy_protocol
    /// [`ServerConfig::allow_peers`]: crate::ServerConfig::allow_peers
    /// [`ServerConfig::metrics`]: crate::ServerConfig::metrics
    ///
    /// # Errors
    ///
    /// [`Error::Settings`], which names the variable that is wrong.
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self::with(Settings::read(|name| std::env::var_os(name))?))
    }

    /// As [`from_env`](Self::from_env), with the flags of the command line over it, and with a log on standard error
    /// (`RUST_LOG` says what of; warnings by default). For programs that are nothing but a bot: `--help` lists the flags
    /// and ends the process.
    ///
    /// # Errors
    ///
    /// [`Error::Settings`], which names the variable or flag that is wrong.
    #[cfg(feature = "cli")]
    pub fn from_args() -> Result<Self, Error> {
        if crate::settings::asks_for_help(std::env::args_os()) {
            run::say(crate::settings::HELP.trim_end());
            std::process::exit(0);
        }
        let settings = Settings::read_with_args(|name| std::env::var_os(name), std::env::args_os())?;
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
            client: Changes::default(),
            dispatch: Changes::default(),
            hooking: Hooking::default(),
            poll: None,
            drop_pending_updates: false,
            drain: None,
            quiet: false,
            parts: Parts {
                reorder: None,
                #[cfg(feature = "durable")]
                durable: Default::default(),
                lanes: None,
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

    /// Another Bot API server; default `https://api.telegram.org`.
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.settings.api_url = Some(url.into());
        self
    }

    /// Forget the updates that wait when the bot starts; default false. Whatever the way in, a webhook that is set is
    /// replaced or removed then.
    pub fn drop_pending_updates(mut self, yes: bool) -> Self {
        self.drop_pending_updates = yes;
        self
    }

    /// How long updates in progress may take to finish when the bot is told to stop; default 20 s. Albums that are being
    /// collected are handed on then, and jobs are stopped: [`Jobs::stop`](tgdispatch::Jobs::stop) gives those that are left,
    /// also after the bot has run.
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

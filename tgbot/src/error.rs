//! Why a bot could not start or go on. `Debug` is the same sentence as `Display`, because that is what a `main` that
//! returns it prints.

use std::fmt;

use tgapi::BoxError;

use crate::settings::SettingsError;

/// Why a bot could not start or go on.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting from the environment or the command line cannot be used.
    #[error("{0}")]
    Settings(#[from] SettingsError),
    /// The client cannot be built.
    #[error("{0}")]
    Client(#[from] tgapi::BuildError),
    /// The Bot API refused the bot, or could not be reached.
    #[error("{0}")]
    Api(#[from] tgapi::Error),
    /// The routes cannot be used.
    #[error("routes: {0}")]
    Routes(#[from] tgdispatch::BuildError),
    /// The settings of the reorder buffer cannot be used.
    #[error("reorder buffer: {0}")]
    Reorder(#[from] tgreorder::ConfigError),
    /// The webhook's URL cannot be used.
    #[error("the webhook's URL cannot be used: {0}; expected https://host:port/path with port 443, 80, 88 or 8443")]
    WebhookUrl(&'static str),
    /// The certificate cannot be used.
    #[error("certificate: {0}")]
    Certificate(#[from] tgwebhook::CertificateError),
    /// Which certificate is meant: a given one, or those of [`ServerConfig::acme`](crate::ServerConfig)?
    #[cfg(feature = "acme")]
    #[error(
        "a certificate is given, and an authority is to give one by ACME as well: leave out Bot::certificate \
         (TELEGRAM_WEBHOOK_CERT) or ServerConfig::acme"
    )]
    TwoCertificates,
    /// The webhook service cannot be built.
    #[error("webhook: {0}")]
    Webhook(#[from] tgwebhook::ConfigError),
    /// The server cannot be started.
    #[error("webhook server: {0}")]
    Server(#[from] tgwebhook::ServerError),
    /// The webhook could not be registered.
    #[error("{0}")]
    Register(#[from] tgwebhook::RegisterError),
    /// No secret can be drawn.
    #[error("{0}")]
    Secret(#[from] tgwebhook::NoRandomness),
    /// Polling ended.
    #[error("{0}")]
    Poll(#[from] tgpoll::PollError),
    /// The sandbox could not be started.
    #[cfg(feature = "sandbox")]
    #[error("sandbox: {0}")]
    Sandbox(#[from] tgsandbox::Error),
    /// A bot with a webhook is to be added to bots that were started without one, and so without a server.
    #[error("there is no server for a webhook: at least one bot has to have one when the bots are started")]
    NoServer,
    /// The same bot is to run twice.
    #[error("bot {0} is there already: each bot can run once")]
    Twice(tgapi::UserId),
    /// One of several bots.
    #[error("bot {bot}: {error}")]
    OneOf {
        /// The number of the bot, which is the first part of its token.
        bot: tgapi::UserId,
        /// What is wrong with it.
        error: Box<Error>,
    },
    /// The bots do not run.
    #[error("{0}")]
    Gone(#[from] crate::bots::Gone),
    /// The file of the queue cannot be opened.
    #[cfg(feature = "durable")]
    #[error("queue: {0}")]
    Queue(#[from] tgqueue::OpenError),
    /// The database of the queue cannot be opened.
    #[cfg(feature = "postgres")]
    #[error("queue: {0}")]
    Database(#[from] tgqueue::PostgresError),
    /// A setting of the worker makes no sense.
    #[cfg(feature = "durable")]
    #[error("worker: {0}")]
    Worker(#[from] tgqueue::WorkerConfigError),
    /// A front end or a worker alone, and nothing between them.
    #[cfg(feature = "durable")]
    #[error(
        "a front end or a worker alone needs a queue that both share: give one by durable_postgres(\"postgres://..\")"
    )]
    NoQueue,
    /// Signals cannot be caught.
    #[error("Ctrl-C and SIGTERM cannot be caught: {0}")]
    Signals(#[source] std::io::Error),
    /// A part of the bot ended by itself.
    #[error("the bot stopped by itself: {0}")]
    Stopped(#[source] BoxError),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

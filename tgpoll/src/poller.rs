//! The face of the crate: a client, a service and settings, run until told to stop.

use std::fmt;

use tgapi::{BoxError, Client, Reply, Update};
use tokio::sync::watch;
use tower_service::Service;

use crate::api::Api;
use crate::config::Config;
use crate::driver;
use crate::error::PollError;
use crate::summary::PollSummary;

/// Fetches updates by long polling and hands them to a service.
///
/// ```no_run
/// use tgapi::{BoxError, Client, Reply, Token, Update};
/// use tgpoll::{Config, Poller};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder(Token::new(&std::env::var("TELEGRAM_BOT_TOKEN")?)?).build()?;
/// let service = tower::service_fn(|update: Update| async move {
///     println!("update {}: {:?}", update.update_id, update.text());
///     Ok::<_, BoxError>(Reply::None)
/// });
/// let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
/// let poller = Poller::new(client, service).config(Config::new().delete_webhook(true));
/// let summary = poller.run_until(async move { stopped.await.unwrap_or(()) }).await?;
/// println!("{summary}");
/// # drop(stop);
/// # Ok(())
/// # }
/// ```
#[must_use = "a poller does nothing until `run_until` is awaited"]
pub struct Poller<S, A = Client> {
    api: A,
    service: S,
    config: Config,
    counters: watch::Sender<PollSummary>,
}

impl<S, A> Poller<S, A>
where
    A: Api,
    S: Service<Update, Response = Reply>,
    S::Error: Into<BoxError> + 'static,
    S::Future: Send + 'static,
{
    /// A poller with the default [`Config`].
    pub fn new(client: A, service: S) -> Self {
        Self { api: client, service, config: Config::new(), counters: watch::Sender::new(PollSummary::default()) }
    }

    /// Sets all settings.
    pub fn config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// The counters as they go up, for a metrics page or a health check. They stay as they were when polling ends.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<PollSummary> {
        self.counters.subscribe()
    }

    /// Polls until `shutdown` resolves. Then nothing more is fetched or handed over; calls that run are waited for, at
    /// most [`Config::drain`]; the offset is confirmed, in at most [`Config::confirm`].
    ///
    /// Has to run inside a Tokio runtime with time and, for [`Client`], I/O.
    ///
    /// # Errors
    ///
    /// [`PollError`], if Telegram does not accept the token (then at once: calls that run go on, as if this future had
    /// been dropped) or the service takes no more updates. Everything else is retried for as long as it takes.
    ///
    /// # Cancel safety
    ///
    /// Calls of the service are tasks of their own, so dropping this future cancels none that was made: each goes on to
    /// its end, and sends its reply. Their updates stay unconfirmed, though, as do those that were not handed over yet:
    /// the next start gets them again. To end without that, let `shutdown` resolve.
    pub async fn run_until(self, shutdown: impl Future<Output = ()>) -> Result<PollSummary, PollError> {
        driver::run(self.api, self.service, self.config, self.counters, shutdown).await
    }
}

impl<S, A: fmt::Debug> fmt::Debug for Poller<S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("api", &self.api).field("config", &self.config).finish_non_exhaustive()
    }
}

//! The way out: takes what waits and hands it to a service, each conversation in its order, until it is done.

mod config;
mod hands;
mod run;
mod suspects;
mod turn;
mod verdicts;

pub use config::{WorkerConfig, WorkerConfigError};
pub use run::WorkerReport;
pub use verdicts::Verdicts;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use tgapi::{BoxError, RawCall, Reply, Update, UserId};
use tower_service::Service;

use crate::engine::Engine;
use crate::error::EngineError;

type Sending = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;
pub(crate) type Sender = Arc<dyn Fn(RawCall) -> Sending + Send + Sync>;

/// Hands what waits in an engine to a service: first what waited at the start, the oldest first, then what comes.
///
/// - The updates of one conversation go one after another, in order; conversations side by side, up to
///   [`WorkerConfig::max_in_flight`].
/// - `Ok` is done. `Err` and a panic are tried again after a pause that doubles, and the conversation waits for it; after
///   [`WorkerConfig::attempts`] the update is a dead letter, and the conversation goes on.
/// - What cannot be parsed is a dead letter at once.
/// - An update that ends the whole process each time (it takes all memory, say) is a dead letter in the end, too: what was at
///   work when a worker died is tried again a few at a time, then alone, and its crashes are counted. The first one is not,
///   since nothing is written before the usual handler; so it takes one crash more than attempts, and three at least.
/// - When the lease of a lane was lost, nothing more of it is begun.
///
/// One process may run several workers of a bot, and several processes as well, if the engine has several lanes.
///
/// ```
/// use tgapi::{BoxError, RawUpdate, Reply, Update, UserId};
/// use tgqueue::{Engine, Intake, Memory, Worker};
/// use tower::ServiceExt;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), BoxError> {
/// let (queue, bot) = (Memory::new(), UserId(42));
/// Intake::new(queue.clone(), bot).oneshot(RawUpdate::new(r#"{"update_id": 7}"#)).await?;
///
/// let (seen, mut sees) = tokio::sync::mpsc::unbounded_channel();
/// let service = tower::service_fn(move |update: Update| {
///     let seen = seen.clone();
///     async move { seen.send(update.update_id).map(|()| Reply::None).map_err(BoxError::from) }
/// });
/// let worker = Worker::new(queue.clone(), bot, service);
/// let report = worker.run_until(async move { assert_eq!(sees.recv().await, Some(7.into())) }).await?;
/// assert_eq!((report.done, queue.stats(bot).await?.pending), (1, 0));
/// # Ok(())
/// # }
/// ```
#[must_use = "a worker does nothing until `run_until` is awaited"]
pub struct Worker<E, S> {
    engine: Arc<E>,
    bot: UserId,
    service: S,
    config: WorkerConfig,
    send: Option<Sender>,
    verdicts: Verdicts,
}

impl<E, S> Worker<E, S>
where
    E: Engine,
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    /// A worker for the updates of this bot, with the default [`WorkerConfig`].
    pub fn new(engine: E, bot: UserId, service: S) -> Self {
        let (config, verdicts) = (WorkerConfig::new(), Verdicts::default());
        Self { engine: Arc::new(engine), bot, service, config, send: None, verdicts }
    }

    /// Sets all settings.
    pub fn config(mut self, config: WorkerConfig) -> Self {
        self.config = config;
        self
    }

    /// How to make the call that a service answers with. Default: none, and such an answer is lost with a warning. An
    /// update counts as done only after its call; if that fails, too, since the service has done its part.
    pub fn send<F, Fut>(mut self, send: F) -> Self
    where
        F: Fn(RawCall) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), BoxError>> + Send + 'static,
    {
        self.send = Some(Arc::new(move |call| Box::pin(send(call))));
        self
    }

    /// By which the service can say that an update is to be a dead letter, although it answers `Ok`.
    #[must_use]
    pub fn verdicts(&self) -> Verdicts {
        self.verdicts.clone()
    }

    /// Works until `stop` resolves. Then nothing more is begun, and what is at work is waited for, at most
    /// [`WorkerConfig::drain`], and then dropped: it is handled again at the next start. What was settled is made durable,
    /// and the lanes are given back.
    ///
    /// As long as the engine cannot be reached, it tries again.
    ///
    /// # Errors
    ///
    /// [`EngineError::Closed`] or [`EngineError::Corrupted`]: what does not pass.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future drops the handlers at work; their updates are handled again at the next start.
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> Result<WorkerReport, EngineError> {
        run::Run::new(self).until(stop).await
    }
}

impl<E, S> fmt::Debug for Worker<E, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").field("bot", &self.bot).field("config", &self.config).finish_non_exhaustive()
    }
}

//! `.durable(path)`: updates are kept in a file until they are handled.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, Client};
use tgqueue::{EngineError, Intake, Redb, Verdicts, Worker, WorkerConfig, WorkerReport};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::bot::Bot;
use crate::error::Error;
use crate::pipeline::UpdateService;

impl Bot {
    /// Keep updates in this file until they are handled, by the feature `durable`. Telegram is told that an update is safe
    /// as soon as it is on disk, so slow handlers hold nothing up; after a crash whatever was not done is handled first, in
    /// order. The file is made if there is none. One process at a time can have it.
    ///
    /// Handlers run at least once: one that a crash cut short runs again. One that asks for [`Retry`](crate::dispatch::Retry) too
    /// often, or panics five times, leaves its update as a dead letter: the program `tgbot-queue` lists them and hands them in
    /// again. Replies go by calls of the API ([`reply_in_response`](Self::reply_in_response) has no effect), and
    /// [`ack`](Self::ack) has none either, nor a hook of your own for dead letters.
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
    ///     Bot::from_env()?.routes(Router::new().on(text(), echo)).durable("bot.redb").run().await
    /// }
    /// ```
    pub fn durable(mut self, path: impl AsRef<Path>) -> Self {
        self.parts.durable = Some(Durability::new(path.as_ref().to_owned()));
        self
    }
}

/// What is known before the bot starts.
#[derive(Clone, Debug)]
pub(crate) struct Durability {
    path: PathBuf,
    client: Option<Client>,
    drain: Option<Duration>,
    /// The worker's, once there is one.
    verdicts: Arc<std::sync::OnceLock<Verdicts>>,
}

impl Durability {
    fn new(path: PathBuf) -> Self {
        Self { path, client: None, drain: None, verdicts: Arc::default() }
    }

    /// Who the bot is, and how long its handlers may take to finish at the end. With these settings what the dispatcher
    /// gives up is kept.
    pub(crate) fn prepare(
        &mut self,
        client: &Client,
        drain: Option<Duration>,
        settings: tgdispatch::Settings,
    ) -> tgdispatch::Settings {
        self.client = Some(client.clone());
        self.drain = drain;
        let verdicts = Arc::clone(&self.verdicts);
        settings.on_dead_letter(move |letter| {
            let verdicts = Arc::clone(&verdicts);
            async move {
                let verdicts = verdicts.get().ok_or("the queue is not running")?;
                let reason = format!("{} gave up after {} attempts: {}", letter.handler, letter.attempts, letter.error);
                verdicts.condemn(letter.update.update_id, reason);
                Ok::<_, BoxError>(())
            }
        })
    }

    /// Opens the file and begins with what waits in it.
    pub(crate) fn start(self, service: UpdateService) -> Result<Queue, Error> {
        let client = self.client.ok_or_else(|| Error::Stopped("the queue was not prepared".into()))?;
        let bot = client.bot_id();
        let queue = Redb::open(&self.path)?;
        let config = WorkerConfig::new();
        let config = match self.drain {
            Some(limit) => config.drain(limit),
            None => config,
        };
        // The dispatcher makes the calls, unless layers answer with some.
        let worker = Worker::new(queue.clone(), bot, service).config(config).send(move |call| {
            let client = client.clone();
            async move { client.call_raw(&call).await.map(drop).map_err(Into::into) }
        });
        // Set once: a queue is started once.
        let _ = self.verdicts.set(worker.verdicts());
        let stop = CancellationToken::new();
        let working = tokio::spawn(worker.run_until(stop.clone().cancelled_owned()));
        Ok(Queue { intake: Intake::new(queue.clone(), bot), queue, stop: stop.drop_guard(), working })
    }
}

/// A queue at work.
pub(crate) struct Queue {
    pub(crate) intake: Intake<Redb>,
    queue: Redb,
    /// Dropped, the worker stops: also if nobody waits for it.
    stop: DropGuard,
    working: JoinHandle<Result<WorkerReport, EngineError>>,
}

impl Queue {
    /// Finishes what is at work, and closes the file; how many updates did not finish. They are handled at the next start.
    pub(crate) async fn finish(self) -> usize {
        drop(self.stop);
        let unfinished = match self.working.await {
            Ok(Ok(report)) => report.unfinished,
            Ok(Err(error)) => {
                tracing::error!(%error, "the queue failed");
                1
            }
            Err(_) => 1,
        };
        self.queue.close().await;
        unfinished
    }
}

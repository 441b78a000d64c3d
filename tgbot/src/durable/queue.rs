//! A queue at work: its way in as services, its worker as a task, and its end.

use std::fmt;
use std::sync::Arc;

use tgapi::{BoxError, Client, RawUpdate, UserId};
use tgqueue::{Engine, EngineError, Intake, Verdicts, Worker, WorkerConfig, WorkerReport};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::util::BoxCloneSyncService;

use super::{Durability, Place, Role, Store};
use crate::error::Error;
use crate::pipeline::UpdateService;

pub(crate) struct Queue {
    /// Stores updates as they came.
    pub(crate) raw: BoxCloneSyncService<RawUpdate, (), BoxError>,
    /// The same for those that are parsed.
    pub(crate) parsed: UpdateService,
    pub(crate) store: Store,
    pub(crate) role: Role,
    /// It was opened for this bot alone.
    ours: bool,
    /// None for a front end.
    working: Option<Working>,
}

struct Working {
    /// Dropped, the worker stops: also if nobody waits for it.
    stop: DropGuard,
    task: JoinHandle<Result<WorkerReport, EngineError>>,
}

impl Durability {
    /// Begins with what waits; with `service`, unless this is a front end. None if updates are not kept.
    pub(crate) fn start(self, service: UpdateService) -> Result<Option<Queue>, Error> {
        let Some(place) = self.place else { return Ok(None) };
        let Place::Opened { store, ours } = place else {
            return Err(Error::Stopped("the queue was not opened".into()));
        };
        let client = self.client.ok_or_else(|| Error::Stopped("the queue was not prepared".into()))?;
        let config = WorkerConfig::new();
        let config = match self.drain {
            Some(limit) => config.drain(limit),
            None => config,
        };
        let config = self.worker.make(config);
        config.check()?;
        let start = Start { client, role: self.role, config, verdicts: self.verdicts, service };
        let (raw, parsed, working) = match &store {
            Store::Redb(queue) => start.on(queue.clone()),
            #[cfg(feature = "postgres")]
            Store::Postgres(queue) => start.on(queue.clone()),
        };
        Ok(Some(Queue { raw, parsed, store, role: self.role, ours, working }))
    }
}

struct Start {
    client: Client,
    role: Role,
    config: WorkerConfig,
    verdicts: Arc<std::sync::OnceLock<Verdicts>>,
    service: UpdateService,
}

impl Start {
    fn on<E: Engine + Clone>(
        self,
        queue: E,
    ) -> (BoxCloneSyncService<RawUpdate, (), BoxError>, UpdateService, Option<Working>) {
        let Self { client, role, config, verdicts, service } = self;
        let bot: UserId = client.bot_id();
        let intake = Intake::new(queue.clone(), bot);
        let working = (role != Role::FrontEnd).then(|| {
            // The dispatcher makes the calls, unless layers answer with some.
            let worker = Worker::new(queue, bot, service).config(config).send(move |call| {
                let client = client.clone();
                async move { client.call_raw(&call).await.map(drop).map_err(Into::into) }
            });
            // Set once: a queue is started once.
            let _ = verdicts.set(worker.verdicts());
            let stop = CancellationToken::new();
            let task = tokio::spawn(worker.run_until(stop.clone().cancelled_owned()));
            Working { stop: stop.drop_guard(), task }
        });
        (BoxCloneSyncService::new(intake.clone()), BoxCloneSyncService::new(intake), working)
    }
}

impl Queue {
    /// Resolves when the worker ended although nobody told it to.
    pub(crate) async fn failed(&mut self) -> Error {
        match &mut self.working {
            Some(working) => match (&mut working.task).await {
                Ok(Ok(_)) => Error::Stopped("the worker ended without being told to".into()),
                Ok(Err(error)) => Error::Stopped(error.into()),
                Err(error) => Error::Stopped(error.into()),
            },
            None => std::future::pending().await,
        }
    }

    /// Finishes what is at work, and closes the queue; how many updates did not finish. They are handled at the next start.
    pub(crate) async fn finish(self) -> usize {
        let mut unfinished = 0;
        if let Some(Working { stop, task }) = self.working {
            drop(stop);
            unfinished = match task.await {
                Ok(Ok(report)) => report.unfinished,
                Ok(Err(error)) => {
                    tracing::error!(%error, "the queue failed");
                    1
                }
                Err(_) => 1,
            };
        }
        match self.store {
            _ if !self.ours => {}
            Store::Redb(queue) => queue.close().await,
            #[cfg(feature = "postgres")]
            Store::Postgres(queue) => queue.close(),
        }
        unfinished
    }
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("store", &self.store).field("role", &self.role).finish_non_exhaustive()
    }
}

//! The path between a way in and the router: reorder, where updates may be out of order, then lanes, then the dispatcher,
//! with the user's own layers at the three places between them.

use std::fmt;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use tgapi::{BoxError, Reply, Update};
use tgdispatch::{Dispatcher, Lanes, LanesHandle, LanesLayer};
use tgreorder::{Config, ReorderLayer, Stats};
use tower::util::BoxCloneSyncService;
use tower_layer::Layer;
use tower_service::Service;

#[cfg(feature = "durable")]
use crate::durable::Role;
use crate::error::Error;

/// A service of updates with its type taken off: what the layers of a [`Bot`](crate::Bot) wrap.
pub type UpdateService = BoxCloneSyncService<Update, Reply, BoxError>;

type Wrap = Box<dyn FnOnce(UpdateService) -> UpdateService + Send>;

/// The user's layers for one place, the first one outermost.
#[derive(Default)]
pub(crate) struct Layers(Vec<Wrap>);

impl Layers {
    pub(crate) fn add<L>(&mut self, layer: L)
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.0.push(Box::new(move |inner| BoxCloneSyncService::new(layer.layer(inner))));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn wrap(self, inner: UpdateService) -> UpdateService {
        self.0.into_iter().rev().fold(inner, |inner, wrap| wrap(inner))
    }
}

impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Layers({})", self.0.len())
    }
}

/// What the path is made of.
#[derive(Debug)]
pub(crate) struct Parts {
    /// Unless set, whatever suits the way in: none where updates come in order.
    pub(crate) reorder: Option<Config>,
    /// Unless set, the defaults; out of a queue with no bound of their own, as the worker has one.
    pub(crate) lanes: Option<LanesLayer>,
    /// Where updates are kept before all this, if they are.
    #[cfg(feature = "durable")]
    pub(crate) durable: crate::durable::Durability,
    /// Before the reorder buffer: updates as they come in.
    pub(crate) arrival: Layers,
    /// Between reorder buffer and lanes: updates in order.
    pub(crate) ordered: Layers,
    /// Around the dispatcher: updates whose turn it is.
    pub(crate) handling: Layers,
}

/// How updates come in: what the reorder buffer has to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Intake {
    /// By so many connections at most, each of which waits for its answer before it brings the next update.
    Webhook { connections: u8 },
    /// One after another in the order of their numbers: what is missing never comes.
    Polling,
}

impl Intake {
    /// `None`: there is nothing to put in order.
    fn layer(self, config: Option<Config>) -> Result<Option<ReorderLayer<Update>>, Error> {
        let number = |update: &Update| update.update_id.0;
        Ok(match (self, config) {
            (Self::Webhook { connections }, config) => {
                let layer = ReorderLayer::new(config.unwrap_or_default(), number)?;
                Some(layer.with_max_callers(connections.into()))
            }
            (Self::Polling, Some(config)) => Some(ReorderLayer::new(config, number)?),
            (Self::Polling, None) => None,
        })
    }
}

/// The path, ready for a way in.
pub(crate) struct Pipeline {
    pub(crate) service: UpdateService,
    pub(crate) lanes: LanesHandle,
    /// Of the reorder buffer, if there is one.
    pub(crate) reorder: Option<Stats>,
    /// Where updates are kept before they get to all this; `service` puts them there then.
    #[cfg(feature = "durable")]
    pub(crate) queue: Option<crate::durable::Queue>,
}

impl Pipeline {
    /// What the start-up line says of delivery.
    pub(crate) fn promise(&self) -> &'static str {
        #[cfg(feature = "durable")]
        if let Some(queue) = &self.queue {
            return match queue.role {
                Role::Both => "updates in order, acknowledged when they are on disk, kept there until they are handled",
                Role::FrontEnd => "updates acknowledged when they are on disk, for workers to handle",
                Role::Worker => "handles in order what front ends put on disk, and takes nothing in",
            };
        }
        "updates in order, acknowledged when handled (after 25 s at the latest), not kept on disk"
    }

    /// Has to be called inside a tokio runtime: the reorder buffer has a task.
    pub(crate) fn new(parts: Parts, dispatcher: Dispatcher, intake: Intake) -> Result<Self, Error> {
        // Out of a queue the updates of a conversation come in order, and what is missing never comes.
        #[cfg(feature = "durable")]
        let intake = if parts.durable.is_set() { Intake::Polling } else { intake };
        let held = dispatcher.clone();
        // Servers and the poller have a task for each update; the queue has one for all.
        #[cfg(feature = "durable")]
        let in_caller = !parts.durable.is_set();
        #[cfg(not(feature = "durable"))]
        let in_caller = true;
        let usual = || {
            let lanes = LanesLayer::new();
            if in_caller { lanes } else { lanes.max_concurrent(NonZeroUsize::MAX) }
        };
        let lanes = parts.lanes.unwrap_or_else(usual).run_in_caller(in_caller).before_drain(move || held.close());
        let (handle, lanes) = if parts.handling.is_empty() {
            // With its type: lanes copy what is inside them for each update, and a box would be a new one each time.
            with_handle(lanes.layer(dispatcher))
        } else {
            with_handle(lanes.layer(parts.handling.wrap(BoxCloneSyncService::new(dispatcher))))
        };
        let ordered = parts.ordered.wrap(lanes);
        let (in_order, stats) = match intake.layer(parts.reorder)? {
            Some(layer) => {
                let reorder = layer.layer(ordered);
                let stats = reorder.stats();
                (BoxCloneSyncService::new(reorder), Some(stats))
            }
            None => (ordered, None),
        };
        let service = parts.arrival.wrap(in_order);
        #[cfg(feature = "durable")]
        let queue = parts.durable.start(service.clone())?;
        #[cfg(feature = "durable")]
        let service = queue.as_ref().map_or(service, |queue| queue.parsed.clone());
        Ok(Self {
            service,
            lanes: handle,
            reorder: stats,
            #[cfg(feature = "durable")]
            queue,
        })
    }

    /// Resolves when what keeps updates fails for good.
    pub(crate) async fn failed(&mut self) -> Error {
        #[cfg(feature = "durable")]
        if let Some(queue) = &mut self.queue {
            return queue.failed().await;
        }
        std::future::pending().await
    }

    /// Lets what was accepted finish, until `limit` is over, which counts from `closing`; how many updates did not.
    pub(crate) async fn drain(self, closing: Closing, limit: Duration) -> usize {
        drop(self.service);
        #[cfg(feature = "durable")]
        let queued = match self.queue {
            Some(queue) => queue.finish().await,
            None => 0,
        };
        #[cfg(not(feature = "durable"))]
        let queued = 0;
        // What nobody waits for any more is in the lanes alone: albums whose members were answered, jobs.
        let report = self.lanes.drain(limit.saturating_sub(closing.begun.elapsed())).await;
        queued.max(report.running.len() + report.refused.len())
    }

    /// Begins the end, while updates are still taken: what is held back goes on, and jobs stop.
    pub(crate) fn close(&self) -> Closing {
        Closing::begin(&self.lanes)
    }
}

fn with_handle<S>(lanes: Lanes<S>) -> (LanesHandle, UpdateService)
where
    S: Service<Update, Response = Reply, Error = BoxError, Future: Send> + Clone + Send + Sync + 'static,
{
    (lanes.handle(), BoxCloneSyncService::new(lanes))
}

/// The end has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closing {
    begun: Instant,
}

impl Closing {
    pub(crate) fn begin(lanes: &LanesHandle) -> Self {
        lanes.prepare_drain();
        Self { begun: Instant::now() }
    }
}

//! The way into lanes.

use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tgapi::{BoxError, Lane, Reply, Update};
use tokio::runtime::Handle;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, SemaphorePermit, TryAcquireError, oneshot};
use tokio::task::JoinHandle;
use tokio::task::coop::cooperative;
use tower_service::Service;
use tracing::Instrument;

use super::hub::{Hub, Outcome, Taken};
use super::worker::{Open, run_opener};
use super::{LaneError, LanesHandle, LanesLayer};

/// What readiness takes of the 128 units that tokio lets a task do at one go. Between two turns of the future that a runtime
/// of one thread blocks on, it runs 61 tasks: so fewer come in one turn than are run in the next, and the queue stays short.
const GIVES_WAY: usize = 3;

type Acquire = Pin<Box<dyn Future<Output = Result<OwnedSemaphorePermit, AcquireError>> + Send + Sync>>;

/// A service around a service of updates: of one lane, a conversation as a rule, updates run strictly one after another
/// in the order of `call`; lanes run side by side.
///
/// - Everything is bounded: see [`LanesLayer`]. When too many updates wait in all, `poll_ready` is pending; its `Ok` is
///   a place reserved, which the next `call` takes. When too many wait in one lane, that update alone is refused.
/// - One whose handler asks for redelivery keeps its turn: its lane waits for it, 10 s at most
///   ([`wait_for_redelivery`](LanesLayer::wait_for_redelivery)). One that is refused has lost its turn: those behind it go on,
///   and it comes after them when it is delivered again.
/// - An accepted update is run to its end, whether or not the future that `call` returned is still there.
/// - A panic in the service inside is caught, and the lane goes on.
/// - A lane is a task while it has something to do (or less: [`run_in_caller`](LanesLayer::run_in_caller)), and nothing at
///   all when it has not.
///
/// Clones share their lanes. It has to be called within a tokio runtime that has its timers on.
pub struct Lanes<S, K = Lane> {
    inner: S,
    hub: Arc<Hub<K>>,
    /// A place is reserved for the next call.
    has_place: bool,
    acquire: Option<Acquire>,
}

impl<S, K: Hash + Eq> Lanes<S, K> {
    /// Lanes around `inner`.
    #[must_use]
    pub fn new(inner: S, settings: LanesLayer<K>) -> Self {
        Self { inner, hub: Arc::new(Hub::new(settings)), has_place: false, acquire: None }
    }

    /// To watch and to drain these lanes by.
    #[must_use]
    pub fn handle(&self) -> LanesHandle<K> {
        LanesHandle::new(Arc::clone(&self.hub))
    }

    #[cfg(test)]
    pub(super) fn hub_for_tests(&self) -> Arc<Hub<K>> {
        Arc::clone(&self.hub)
    }
}

impl<S, K> Service<Update> for Lanes<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Clone + Send + Sync + 'static,
{
    type Response = Reply;
    type Error = BoxError;
    type Future = LaneFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        if !self.has_place && self.acquire.is_none() {
            // A caller that does nothing but push has to let lanes run now and then, as with any of tokio's channels, but
            // sooner: what it pushed is best run while it is still in the cache.
            for _ in 0..GIVES_WAY {
                ready!(pin!(cooperative(std::future::ready(()))).poll(cx));
            }
            // Nobody is passed over: a place that somebody waits for is never free.
            self.has_place = self.hub.places.try_acquire().map(SemaphorePermit::forget).is_ok();
        }
        if !self.has_place {
            let acquire = self.acquire.get_or_insert_with(|| Box::pin(Arc::clone(&self.hub.places).acquire_owned()));
            // Closed: being drained. That is an answer for the update, not the end of the service.
            self.has_place = ready!(acquire.as_mut().poll(cx)).map(OwnedSemaphorePermit::forget).is_ok();
            self.acquire = None;
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, update: Update) -> LaneFuture {
        LaneFuture(self.accept(update).unwrap_or_else(State::Refused))
    }
}

impl<S, K> Lanes<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Clone + Send + Sync + 'static,
{
    fn accept(&mut self, update: Update) -> Result<State, LaneError> {
        let runtime = Handle::try_current().map_err(|_| LaneError::NoRuntime)?;
        let key = (self.hub.layer.key)(&update);
        self.take_place()?;
        let in_caller = self.hub.layer.run_in_caller;
        // What runs in the caller runs in the caller's span.
        let span = if in_caller { tracing::Span::none() } else { tracing::Span::current() };
        let taken = match self.hub.push(key.clone(), update, &span) {
            Ok(taken) => taken,
            Err(error) => {
                self.give_place_back();
                return Err(error);
            }
        };
        // Now the update has it, and the hub gives it back.
        self.has_place = false;
        Ok(match taken {
            Taken::Queued(answer) => State::Queued(answer),
            Taken::Opened(update, at) => {
                let lane = Open::new(Arc::clone(&self.hub), key, at);
                let work = run_opener(self.inner.clone(), lane, update, span);
                if in_caller {
                    State::Here(Work { todo: Some(Box::pin(work)), runtime })
                } else {
                    State::Task(runtime.spawn(work))
                }
            }
        })
    }
}

impl<S, K> Lanes<S, K> {
    /// Takes a place, if none is reserved.
    fn take_place(&mut self) -> Result<(), LaneError> {
        if !self.has_place {
            let place = self.hub.places.try_acquire().map_err(|error| match error {
                TryAcquireError::Closed => LaneError::Draining,
                TryAcquireError::NoPermits => LaneError::NotReady,
            })?;
            // Counted by hand: as a permit that owns its semaphore it would be two more counts of references for each update.
            place.forget();
            self.has_place = true;
        }
        Ok(())
    }

    fn give_place_back(&mut self) {
        if std::mem::take(&mut self.has_place) {
            self.hub.places.add_permits(1);
        }
    }
}

impl<S, K> Drop for Lanes<S, K> {
    fn drop(&mut self) {
        self.give_place_back();
    }
}

impl<S: Clone, K> Clone for Lanes<S, K> {
    /// A clone has no place reserved.
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), hub: Arc::clone(&self.hub), has_place: false, acquire: None }
    }
}

impl<S: fmt::Debug, K> fmt::Debug for Lanes<S, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lanes").field("inner", &self.inner).field("settings", &self.hub.layer).finish_non_exhaustive()
    }
}

/// The outcome of one update.
///
/// # Cancel safety
///
/// Dropping it changes nothing for an update that was accepted.
#[derive(Debug)]
#[must_use = "an update that was refused says so here only"]
pub struct LaneFuture(State);

#[derive(Debug)]
enum State {
    /// The update opened its lane, and has a task.
    Task(JoinHandle<Outcome>),
    /// It opened its lane, and is run here.
    Here(Work),
    /// It waits behind another.
    Queued(oneshot::Receiver<Outcome>),
    Refused(LaneError),
    Done,
}

/// The handler that is run here. Dropped before its end, it goes on in a task.
struct Work {
    todo: Option<Pin<Box<dyn Future<Output = Outcome> + Send>>>,
    runtime: Handle,
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Some(todo) = self.todo.take() {
            drop(self.runtime.spawn(todo.in_current_span()));
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}

impl Future for LaneFuture {
    type Output = Result<Reply, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let interrupted = || Err(LaneError::Interrupted.into());
        let outcome = match &mut self.0 {
            State::Task(task) => ready!(Pin::new(task).poll(cx)).unwrap_or_else(|_| interrupted()),
            State::Here(Work { todo, .. }) => {
                let Some(running) = todo else { return Poll::Ready(interrupted()) };
                let outcome = ready!(running.as_mut().poll(cx));
                *todo = None;
                outcome
            }
            State::Queued(answer) => ready!(Pin::new(answer).poll(cx)).unwrap_or_else(|_| interrupted()),
            State::Refused(error) => Err((*error).into()),
            State::Done => interrupted(),
        };
        self.0 = State::Done;
        Poll::Ready(outcome)
    }
}

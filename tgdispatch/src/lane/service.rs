//! The way into lanes.

use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tgapi::{BoxError, Lane, Reply, Update};
use tokio::runtime::Handle;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, oneshot};
use tokio::task::coop::cooperative;
use tower_service::Service;
use tracing::Instrument;

use super::hub::{Hub, Job, Taken};
use super::{LaneError, LanesHandle, LanesLayer, worker};

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
    place: Option<OwnedSemaphorePermit>,
    acquire: Option<Acquire>,
}

impl<S, K: Hash + Eq> Lanes<S, K> {
    /// Lanes around `inner`.
    #[must_use]
    pub fn new(inner: S, settings: LanesLayer<K>) -> Self {
        Self { inner, hub: Arc::new(Hub::new(settings)), place: None, acquire: None }
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
        if self.place.is_none() && self.acquire.is_none() {
            // A caller that does nothing but push has to let lanes run now and then, as with any of tokio's channels.
            ready!(pin!(cooperative(std::future::ready(()))).poll(cx));
            // Nobody is passed over: a place that somebody waits for is never free.
            self.place = Arc::clone(&self.hub.places).try_acquire_owned().ok();
        }
        if self.place.is_none() {
            let acquire = self.acquire.get_or_insert_with(|| Box::pin(Arc::clone(&self.hub.places).acquire_owned()));
            // Closed: being drained. That is an answer for the update, not the end of the service.
            self.place = ready!(acquire.as_mut().poll(cx)).ok();
            self.acquire = None;
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, update: Update) -> LaneFuture {
        match self.accept(update) {
            Ok((work, answer)) => LaneFuture(State::Waiting(Waiting { work, answer })),
            Err(error) => LaneFuture(State::Refused(Some(error))),
        }
    }
}

impl<S, K> Lanes<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Clone + Send + Sync + 'static,
{
    fn accept(&mut self, update: Update) -> Result<(Option<Work>, Answer), LaneError> {
        let runtime = Handle::try_current().map_err(|_| LaneError::NoRuntime)?;
        let place = match self.place.take() {
            Some(place) => place,
            None => Arc::clone(&self.hub.places).try_acquire_owned().map_err(|error| match error {
                tokio::sync::TryAcquireError::Closed => LaneError::Draining,
                tokio::sync::TryAcquireError::NoPermits => LaneError::NotReady,
            })?,
        };
        let key = (self.hub.layer.key)(&update);
        let (answer, receiver) = oneshot::channel();
        let in_caller = self.hub.layer.run_in_caller;
        // What runs in the caller runs in the caller's span.
        let span = if in_caller { tracing::Span::none() } else { tracing::Span::current() };
        let job = Job { update, answer, place, span };
        let work = match self.hub.push(key.clone(), job)? {
            Taken::Queued => None,
            Taken::Opened if in_caller => {
                let todo = Box::pin(worker::run_first(self.inner.clone(), Arc::clone(&self.hub), key));
                Some(Work { todo: Some(todo), runtime })
            }
            Taken::Opened => {
                runtime.spawn(worker::run(self.inner.clone(), Arc::clone(&self.hub), key));
                None
            }
        };
        Ok((work, receiver))
    }
}

impl<S: Clone, K> Clone for Lanes<S, K> {
    /// A clone has no place reserved.
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), hub: Arc::clone(&self.hub), place: None, acquire: None }
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
    Waiting(Waiting),
    Refused(Option<LaneError>),
}

#[derive(Debug)]
struct Waiting {
    work: Option<Work>,
    answer: Answer,
}

type Answer = oneshot::Receiver<Result<Reply, BoxError>>;

/// The handler that is run here. Dropped before its end, it goes on in a task.
struct Work {
    todo: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
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
        match &mut self.0 {
            State::Waiting(Waiting { work, answer }) => {
                if let Some(Work { todo: Some(todo), .. }) = work
                    && todo.as_mut().poll(cx).is_ready()
                    && let Some(mut done) = work.take()
                {
                    done.todo = None;
                }
                Pin::new(answer).poll(cx).map(|answer| answer.unwrap_or_else(|_| Err(LaneError::Interrupted.into())))
            }
            State::Refused(error) => {
                Poll::Ready(Err(error.take().map_or_else(|| LaneError::Interrupted.into(), Into::into)))
            }
        }
    }
}

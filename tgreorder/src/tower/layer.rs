//! The settings of the service, and putting its parts together.

use std::fmt;

use tokio::sync::watch;
use tower_layer::Layer;
use tower_service::Service;

use super::error::BoxError;
use super::registry::Registry;
use super::service::{Key, Reorder};
use super::turn::{Engine, Shared};
use super::worker::{Worker, run};
use crate::buffer::ReorderBuffer;
use crate::config::{Config, ConfigError};
use crate::sync::PlainArc;

/// Puts a reorder buffer before a service: its `call`s come in the order of the numbers `key` finds in the requests.
///
/// A call resolves when the inner service is done with its request:
///
/// - A duplicate of a request still held or handled joins it: same outcome. The response goes to the last caller still
///   there, the others get `Resp::default()`; an error goes to all ([`CallError`](crate::CallError)).
/// - A duplicate of one already handled with `Ok` resolves at once with `Ok(Resp::default())`.
/// - After an `Err` (or a panic) the number counts as not handled: a resend reaches the inner service again, out of
///   order.
/// - Beyond the window a call waits for room.
///
/// Readiness of the inner service is asked for before there is something to call it with, and kept meanwhile: where it is
/// a reservation, one is always taken.
///
/// What was accepted is handled even if its caller goes away. When all clones of the service are gone the worker
/// finishes what it has and ends; [`Reorder::ended`] tells when.
///
/// ```
/// # use tgreorder::{Config, ReorderLayer};
/// # use tower::{Layer, Service, ServiceExt, service_fn};
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// let double = service_fn(|n: u64| async move { Ok::<u64, std::io::Error>(n * 2) });
/// let layer = ReorderLayer::new(Config::new().with_start_at(20), |n: &u64| *n)?;
/// let mut service = layer.layer(double);
/// let later = service.ready().await?.call(21); // Waits for 20.
/// assert_eq!(service.ready().await?.call(20).await?, 40);
/// assert_eq!(later.await?, 42);
/// # Ok::<(), tgreorder::BoxError>(()) }).unwrap();
/// ```
pub struct ReorderLayer<Req> {
    config: Config,
    key: Key<Req>,
    max_in_flight: usize,
    max_callers: usize,
}

impl<Req: Send + 'static> ReorderLayer<Req> {
    /// `key` finds a request's number.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(config: Config, key: impl Fn(&Req) -> u64 + Send + Sync + 'static) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self { max_in_flight: config.window, max_callers: usize::MAX, config, key: PlainArc::new(key) })
    }

    /// How many calls may be with the inner service at a time, at least 1. Default: the window. A service that says by
    /// `poll_ready` when it has enough needs no lower one.
    #[must_use]
    pub fn with_max_in_flight(mut self, calls: usize) -> Self {
        self.max_in_flight = calls.max(1);
        self
    }

    /// How many requests their sender can have waiting at a time, as one with so many connections: when all of them are
    /// held for a number that is missing, it cannot come, and is not waited for. Default: no limit is known.
    #[must_use]
    pub fn with_max_callers(mut self, callers: usize) -> Self {
        self.max_callers = callers.max(1);
        self
    }

    /// The service, and the worker as a future to be spawned or awaited by the caller.
    ///
    /// # Errors
    /// None for a layer made by [`new`](Self::new), which has checked the settings.
    pub fn pair<S>(&self, inner: S) -> Result<(Reorder<Req, S::Response>, Worker), ConfigError>
    where
        S: Service<Req> + Send + 'static,
        S::Response: Default + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
    {
        let (inserter, drain) = ReorderBuffer::new(self.config.clone())?.split();
        let registry = Registry::new(self.max_in_flight, self.max_callers);
        let engine = PlainArc::new(Engine::new(inner, drain, Shared::new(registry, inserter.core())));
        let (alive, ended) = watch::channel(());
        let worker = Worker::new(run(PlainArc::clone(&engine), alive));
        Ok((Reorder::new(inserter, engine, PlainArc::clone(&self.key), ended), worker))
    }
}

impl<Req, S> Layer<S> for ReorderLayer<Req>
where
    Req: Send + 'static,
    S: Service<Req> + Send + 'static,
    S::Response: Default + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    type Service = Reorder<Req, S::Response>;

    /// Spawns the worker on the current tokio runtime. Outside of one there is nobody to run it: every call of the
    /// service then fails, saying so.
    #[expect(clippy::expect_used, reason = "the settings were checked when the layer was made and cannot change")]
    fn layer(&self, inner: S) -> Self::Service {
        let (service, worker) = self.pair(inner).expect("checked settings");
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(worker);
        }
        service
    }
}

impl<Req> Clone for ReorderLayer<Req> {
    fn clone(&self) -> Self {
        Self { config: self.config.clone(), key: PlainArc::clone(&self.key), ..*self }
    }
}

impl<Req> fmt::Debug for ReorderLayer<Req> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReorderLayer").field("config", &self.config).finish_non_exhaustive()
    }
}

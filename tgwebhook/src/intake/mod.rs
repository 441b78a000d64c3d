//! The way from a parsed update to the inner service and back, without HTTP. Work that was begun is finished, whoever
//! goes away; a repeated update joins it; and all of it is bounded and can be drained.

mod flight;
mod place;
mod progress;
mod raw;
mod run;
mod spares;

pub(crate) use place::{NoPlace, Place};
pub use progress::Readiness;

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tgapi::{BoxError, RawUpdate, Reply, Update, UpdateId};
use tokio::runtime::Handle;
use tokio::time::Instant;
use tower_service::Service;

use crate::ack::Ack;
use crate::histogram::{Durations, Histogram};
use crate::late::{LateReplies, Slip};
use crate::stats::{Counters, WebhookStats};
use flight::{Boarding, Flights, Leave, Waiter};
use place::Places;
use progress::Progress;
use raw::RawRunner;
use run::{Run, Runner, Work};

/// Why an update has to be delivered again. Cheap to clone: everybody who waits gets one.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// The inner service was not ready in time.
    NotReady,
    /// The inner service answered `Err`.
    Failed(Arc<dyn Error + Send + Sync>),
    /// The inner service panicked.
    Panicked,
    /// The runtime ended before the update was done.
    Closed,
}

/// What a waiter learns: nothing to say or a call to carry, or that the update has to come again.
type Outcome = Result<Option<Slip>, Failure>;

/// Settings that do not depend on how updates come in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) ack: Ack,
    pub(crate) ready_timeout: Duration,
    pub(crate) max_in_flight: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { ack: Ack::default(), ready_timeout: Duration::from_secs(5), max_in_flight: 256 }
    }
}

/// How long things took, read at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateDurations {
    /// From the date of a message to its arrival, as the clock of this machine sees it. Telegram's dates are whole
    /// seconds.
    pub lag: Durations,
    /// From the arrival of a request to its answer, of those that had an update.
    pub answer: Durations,
}

/// What was left when a drain ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "it says whether anything was left unfinished"]
pub struct DrainReport {
    /// Updates and requests that were still at work when the deadline came; 0 if everything was finished.
    pub unfinished: usize,
}

/// The intake of one bot. Clones share everything.
///
/// The type of the service is taken off here, once: whoever holds an intake need not repeat what its service has to
/// be, in bounds that the compiler would check again in every future it is part of.
#[derive(Clone)]
pub(crate) struct Intake(Arc<Shared>);

pub(crate) struct Shared {
    settings: Settings,
    runner: Box<dyn Run>,
    flights: Arc<Flights>,
    places: Arc<Places>,
    pub(crate) counters: Counters,
    lag: Histogram,
    answer: Histogram,
    progress: Progress,
    runtime: OnceLock<Handle>,
    pub(crate) late: LateReplies,
}

/// A service of whatever kind, with its type taken off.
pub(crate) struct AnyRunner(Box<dyn Run>);

/// For a service that takes updates parsed.
pub(crate) fn runner<S>(service: S) -> AnyRunner
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    AnyRunner(Box::new(Runner::new(service)))
}

/// For a service that takes updates as they came.
pub(crate) fn raw_runner<S>(service: S) -> AnyRunner
where
    S: Service<RawUpdate, Response = ()> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    AnyRunner(Box::new(RawRunner::new(service)))
}

impl Intake {
    pub(crate) fn new(runner: AnyRunner, settings: Settings, late: LateReplies) -> Self {
        Self(Arc::new(Shared {
            settings,
            runner: runner.0,
            flights: Arc::default(),
            places: Arc::new(Places::new(settings.max_in_flight)),
            counters: Counters::default(),
            lag: Histogram::default(),
            answer: Histogram::default(),
            progress: Progress::default(),
            runtime: OnceLock::new(),
            late,
        }))
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }

    /// Whether updates are stored as they came, and not parsed.
    pub(crate) fn stores(&self) -> bool {
        self.0.runner.stores()
    }
}

impl Shared {
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A place for one more request, or at once why there is none.
    pub(crate) fn try_place(&self) -> Result<Place, NoPlace> {
        self.noted(self.places.try_take())
    }

    /// A place for one more request; waits for it as long as for a service to be ready.
    pub(crate) async fn place(&self) -> Result<Place, NoPlace> {
        self.noted(self.places.take(self.settings.ready_timeout).await)
    }

    fn noted(&self, place: Result<Place, NoPlace>) -> Result<Place, NoPlace> {
        if matches!(place, Err(NoPlace::Full)) {
            self.progress.turned_away();
        }
        place
    }

    /// Whether updates are taken, if it may take `patience` until one is.
    pub(crate) fn readiness(&self, patience: Duration) -> Readiness {
        if self.places.is_closed() {
            return Readiness::Closed;
        }
        self.progress.stuck(patience, self.places.is_full()).map_or(Readiness::Ready, Readiness::Stuck)
    }

    pub(crate) fn durations(&self) -> UpdateDurations {
        UpdateDurations { lag: self.lag.read(), answer: self.answer.read() }
    }

    /// How long ago a message was sent, by the clock of this machine.
    fn note_lag(&self, update: &Update) {
        let Some(message) = update.message() else { return };
        let date = message.edit_date.unwrap_or(message.date).0;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.lag.add(now.saturating_sub(Duration::from_secs(u64::try_from(date).unwrap_or(0))));
    }

    pub(crate) fn stats(&self) -> WebhookStats {
        self.counters.read(self.late.count(), self.flights.lost(), self.places.taken() as u64)
    }

    /// Refuses everything new, and waits until nothing is at work.
    pub(crate) async fn drain(&self, deadline: Duration) -> DrainReport {
        self.places.close();
        self.settle(deadline).await
    }

    /// Waits until nothing is at work.
    pub(crate) async fn settle(&self, deadline: Duration) -> DrainReport {
        let idle = tokio::time::timeout(deadline, self.places.idle()).await.is_ok();
        DrainReport { unfinished: if idle { 0 } else { self.places.taken().max(1) } }
    }
}

impl Intake {
    /// Hands an update to the inner service, or joins it if it is there already, and waits as the settings say.
    ///
    /// The work begins with the call. Dropping the future stops the waiting, never the work.
    pub(crate) fn handle(&self, update: Update, place: Place, since: Instant) -> impl Future<Output = Outcome> {
        self.0.note_lag(&update);
        // Before the future, which would have room for the update to its end, and twice.
        let begun = self.begin(update, place);
        async move {
            let outcome = self.wait(begun, since).await;
            self.0.answer.add(since.elapsed());
            match &outcome {
                Ok(_) => self.0.counters.answered(),
                Err(_) => self.0.counters.failed(),
            }
            outcome
        }
    }

    fn begin(&self, update: Update, place: Place) -> Begun<'_> {
        let id = update.update_id;
        let (waiter, boarding) = self.0.flights.board(id, self.0.settings.ack == Ack::OnReceipt);
        match boarding {
            Boarding::First(ticket) => {
                self.0.counters.accepted();
                let todo = self.0.runner.work(update, ticket, place, &self.0);
                Begun { id, waiter, work: Some(Work::new(todo, &self.0.runtime)), _place: None }
            }
            Boarding::Joined => {
                self.0.counters.joined();
                Begun { id, waiter, work: None, _place: Some(place) }
            }
        }
    }

    async fn wait(&self, begun: Begun<'_>, since: Instant) -> Outcome {
        let Begun { id, waiter, mut work, _place } = begun;
        let ack = self.0.settings.ack;
        let (mut outcome, serial) = match waiter {
            Waiter::Receipt(receipt) => {
                return along(&mut work, receipt).await.unwrap_or(Err(Failure::Closed)).map(|()| None);
            }
            Waiter::Outcome { outcome, serial } => (outcome, serial),
        };
        let Ack::AfterHandling { budget } = ack else {
            return along(&mut work, outcome).await.unwrap_or(Err(Failure::Closed));
        };
        if let Ok(done) = along(&mut work, tokio::time::timeout_at(since + budget, &mut outcome)).await {
            return done.unwrap_or(Err(Failure::Closed));
        }
        // The budget is spent. 200 would be a lie while the service does not even have the update.
        loop {
            match self.0.flights.leave(id, serial) {
                Leave::Acknowledged => return Ok(None),
                Leave::NotHandedOver(receipt) => {
                    along(&mut work, receipt).await.unwrap_or(Err(Failure::Closed))?;
                }
                Leave::Over => return along(&mut work, outcome).await.unwrap_or(Err(Failure::Closed)),
            }
        }
    }
}

/// A request whose update is at work.
struct Begun<'a> {
    id: UpdateId,
    waiter: Waiter,
    /// Of the request that brought the update.
    work: Option<Work<'a>>,
    /// A joined request keeps its own place while it waits; the first one's goes along with the work.
    _place: Option<Place>,
}

/// Waits, and works meanwhile if there is work to do.
async fn along<F: Future>(work: &mut Option<Work<'_>>, what: F) -> F::Output {
    match work {
        Some(work) => work.until(what).await,
        None => what.await,
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake")
            .field("settings", &self.settings)
            .field("late", &self.late)
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}

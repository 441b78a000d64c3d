//! Jobs: things to be done later or again and again, as updates of a lane, so that they never race a handler of that lane.
//!
//! - `spec`: what a job is, and why one is not taken.
//! - `schedule`: when a job is due; `cron` is one way to say it.
//! - `table`: which jobs there are, in the order in which they are due. Pure: the time is an argument.
//! - `driver`: the task that hands due jobs to the service, and what becomes of those that fail.
//! - `update`: how a job looks as an update, and how a handler takes it.

#[cfg(feature = "cron")]
mod cron;
mod driver;
mod schedule;
mod spec;
mod table;
#[cfg(test)]
mod tests;
mod update;

#[cfg(feature = "cron")]
pub use cron::{Cron, CronError};
pub use schedule::Schedule;
pub use spec::{JobError, JobId, JobSpec, PendingJob};
pub use update::{Job, JobRejection, job};
pub(crate) use update::{KIND, is_job};

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tgapi::{BoxError, Lane, Reply, Update};
use tokio::sync::Notify;
use tokio::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

use crate::closing::Closing;
use crate::context::Context;
use crate::extract::{FromRef, FromUpdate};
use table::{Table, Turn};

/// How many jobs there may be by default.
const MAX: usize = 10_000;

/// The jobs of a bot: part of the router's state, taken by handlers as an argument, and started with the service that they
/// go to.
///
/// ```
/// use std::time::Duration;
/// use tgapi::ChatId;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::filter::job;
/// use tgdispatch::{Args, Job, JobError, JobSpec, Jobs, LanesLayer, Message, Rest, Router, Schedule, Settings};
///
/// // /remind 10 the tea
/// async fn remind(msg: Message, Args((minutes, what)): Args<(u32, Rest)>, jobs: Jobs) -> Result<SendMessage, JobError> {
///     let later = Duration::from_secs(60 * u64::from(minutes));
///     jobs.after(later, JobSpec::new("remind").chat(msg.chat.id).data(&what.0)?)?;
///     Ok(msg.answer("I will."))
/// }
///
/// async fn reminded(chat: ChatId, Job(what): Job<String>) -> SendMessage {
///     SendMessage::new(chat, what)
/// }
///
/// async fn clean_up() {
///     // ..
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let jobs = Jobs::new();
/// let router = Router::new()
///     .command("remind", remind)
///     .on(job("remind"), reminded)
///     .on(job("clean up"), clean_up)
///     .with_state(jobs.clone());
/// let service = router.build(Settings::new())?.in_lanes(LanesLayer::new());
/// jobs.every(Duration::from_secs(3_600), JobSpec::new("clean up"))?;
/// jobs.start(service.clone())?;
/// # Ok(())
/// # }
/// ```
///
/// **A job is an update.** When it is due it goes to the service as an update of the [chat](JobSpec::chat) or
/// [user](JobSpec::user) that it is for, behind what waits in that lane already; so `Session`, `Dialogue`, layers, the error
/// handler and bounds work as they do for messages, and no handler of that chat runs at the same time. A job for nobody has
/// a lane of its own. What tells lanes apart by a key of their own ([`LanesLayer::key`](crate::LanesLayer::key)) sees an
/// update of a kind named `tgdispatch.job`, and `Update::lane` works on it. It does not go through what is in front of the
/// service that is given to [`start`](Self::start): give the lanes, not a reorder buffer around them. As a tower layer on the
/// lanes they start by themselves.
///
/// **Failures.** A handler's error goes to the error handler. A job that has to come again ([`Retry`](crate::Retry)), or
/// that its lane had no room for, is tried again after 1, 2, 4 .. 60 s, for at most ten minutes. A job again and again that
/// is still waiting or running when it is due once more leaves that turn out.
///
/// **A restart forgets all jobs.** Those that the program gives itself at its start, such as `clean up` above, are there
/// again; turns that fell into the time between are left out. Those that people asked for are lost, unless the program
/// keeps them: [`stop`](Self::stop) gives what is left, each with its data and the time it is due, and what a crash may not
/// lose has to be stored when it is asked for.
///
/// **Shutting down.** After [`stop`](Self::stop) no more jobs become updates, and none are taken
/// ([`JobError::Stopped`]); those that did are drained with the lanes. A dispatcher whose handlers take `Jobs` stops them by
/// itself before its lanes are drained ([`Dispatcher::close`](crate::Dispatcher::close)). Those that no handler takes end with
/// the first one that draining lanes refuse. `stop` gives what is left also afterwards.
///
/// **Bounds.** At most [`max`](Self::max) jobs, default 10,000, those included that are due and not done with. One task holds
/// one timer, and waits when the service has no place for an update. Clones are the same jobs.
#[derive(Clone)]
pub struct Jobs {
    shared: Arc<Shared>,
}

type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

struct Shared {
    table: Mutex<Table>,
    /// Told when something is due earlier than before, or at the end.
    changed: Notify,
    max: usize,
    clock: Clock,
}

impl Jobs {
    /// No jobs yet.
    #[must_use]
    pub fn new() -> Self {
        Self::with(MAX, Arc::new(SystemTime::now))
    }

    fn with(max: usize, clock: Clock) -> Self {
        let shared = Shared { table: Mutex::new(Table::new(Instant::now())), changed: Notify::new(), max, clock };
        Self { shared: Arc::new(shared) }
    }

    /// How many there may be at once. Default 10,000. To be said before the first one.
    #[must_use]
    pub fn max(self, jobs: usize) -> Self {
        Self::with(jobs, Arc::clone(&self.shared.clock))
    }

    /// What tells the time of day, which cron expressions and [`PendingJob::due`] are by. Default [`SystemTime::now`]; in
    /// tests under tokio's paused time, one that goes with that. To be said before the first job.
    #[must_use]
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self::with(self.shared.max, Arc::new(clock))
    }

    /// Does something once, after a while.
    ///
    /// # Errors
    ///
    /// [`JobError`]: there are too many, or they have been stopped.
    pub fn after(&self, delay: Duration, job: JobSpec) -> Result<JobId, JobError> {
        self.add(Schedule::After(delay), job)
    }

    /// Does something again and again, the first time after `period`, at an even pace.
    ///
    /// # Errors
    ///
    /// [`JobError`]: `period` is zero, there are too many, or they have been stopped.
    pub fn every(&self, period: Duration, job: JobSpec) -> Result<JobId, JobError> {
        self.add(Schedule::Every(period), job)
    }

    /// Does something by a schedule; [`Cron`](crate::jobs::Cron) is one, by the feature `cron`.
    ///
    /// # Errors
    ///
    /// [`JobError`]: the schedule never comes, there are too many jobs, or they have been stopped.
    pub fn add(&self, schedule: impl Into<Schedule>, job: JobSpec) -> Result<JobId, JobError> {
        let schedule = schedule.into();
        let (now, today) = (Instant::now(), (self.shared.clock)());
        let mut table = self.lock();
        if table.is_stopped() {
            return Err(JobError::Stopped);
        }
        let jobs = table.len();
        if jobs >= self.shared.max {
            return Err(JobError::TooMany(jobs));
        }
        let (id, is_first) = table.add(schedule, job, now, today)?;
        drop(table);
        if is_first {
            self.shared.changed.notify_one();
        }
        Ok(id)
    }

    /// Cancels a job. False if there is none any more: it was done, it was cancelled, or it became an update already. Of a
    /// job again and again no further turn comes.
    pub fn cancel(&self, id: JobId) -> bool {
        self.lock().cancel(id)
    }

    /// Cancels all jobs of this name and lane, `None` for nobody's, and says how many they were.
    pub fn cancel_all(&self, name: &str, lane: Option<Lane>) -> usize {
        self.lock().cancel_all(name, lane)
    }

    /// The jobs that are not due yet, the next one first.
    #[must_use]
    pub fn pending(&self) -> Vec<PendingJob> {
        let (now, today) = (Instant::now(), (self.shared.clock)());
        self.lock().pending(now, today)
    }

    /// Starts the task that gives due jobs to a service of updates: to the bot's lanes, which it shares with whatever else
    /// feeds them.
    ///
    /// # Errors
    ///
    /// [`JobError`]: they have been started or stopped before, or there is no runtime.
    pub fn start<S>(&self, service: S) -> Result<(), JobError>
    where
        S: Service<Update, Response = Reply> + Clone + Send + 'static,
        S::Error: Into<BoxError> + Send,
        S::Future: Send + 'static,
    {
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| JobError::NoRuntime)?;
        let mut table = self.lock();
        if table.is_stopped() {
            return Err(JobError::Stopped);
        }
        if !table.start() {
            return Err(JobError::Started);
        }
        drop(table);
        runtime.spawn(driver::run(Arc::clone(&self.shared), service));
        Ok(())
    }

    /// Ends it: nothing becomes an update any more, and nothing is taken. Gives the jobs that are left, the next one first.
    /// Those that are updates already are in their lanes. Called again, it gives the same.
    pub fn stop(&self) -> Vec<PendingJob> {
        self.shared.stop(None);
        self.pending()
    }

    fn lock(&self) -> MutexGuard<'_, Table> {
        self.shared.lock()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends it, with a turn that was due and not taken.
    fn stop(&self, refused: Option<Turn>) {
        let mut table = self.lock();
        table.stop();
        if let Some(turn) = refused {
            table.put_back(turn);
        }
        drop(table);
        self.changed.notify_one();
    }
}

impl<S> Layer<S> for Jobs
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError> + Send,
    S::Future: Send + 'static,
{
    type Service = S;

    /// Starts them with the service that this is put around, which stays as it is: for builders that take layers. If they
    /// cannot be [started](Self::start), that is logged as an error.
    fn layer(&self, inner: S) -> S {
        if let Err(error) = self.start(inner.clone()) {
            tracing::error!(%error, "jobs do not run");
        }
        inner
    }
}

impl Default for Jobs {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs").field("pending", &self.lock().len()).finish_non_exhaustive()
    }
}

impl<S> FromUpdate<S> for Jobs
where
    Jobs: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    fn from_update(_context: &Context, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::from_ref(state))
    }

    fn closing(state: &S) -> Vec<Closing> {
        vec![Closing::new(&Self::from_ref(state).shared, |shared| shared.stop(None))]
    }
}

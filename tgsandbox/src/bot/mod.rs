//! One bot as the server knows it: its queue, its webhook, its poll, its world.
//!
//! The one place where an update's fate is recorded: created, delivered, dropped. Locks are short and never held
//! across an await, and none is taken while another is held, but for one: a person's deed holds the world while it
//! queues its update, so that messages and updates have the same order.

mod handle;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicUsize};

use serde_json::Value;
use tgapi::Token;
use tokio::sync::{Notify, watch};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub use self::handle::{Bot, WebhookInfo};
use crate::{
    api::{ApiError, Pace, PollState, Session},
    builder::Settings,
    clock::Clock,
    delivery::HookState,
    error::NotQueued,
    faults::Dice,
    queue::{Age, Queue, Update},
    stats::{Counters, Stats},
    transcript::{Event, Transcript},
    world::World,
};

/// Everything about one bot that the server and the handles share.
pub(crate) struct BotCore {
    id: i64,
    token: Token,
    pub(crate) clock: Clock,
    pub(crate) settings: Arc<Settings>,
    pub(crate) dice: Dice,
    pub(crate) counters: Counters,
    pub(crate) transcript: Transcript,
    queue: Mutex<Queue>,
    world: Mutex<World>,
    hook: Mutex<HookState>,
    polls: Mutex<PollState>,
    session: Mutex<Session>,
    pace: Mutex<Pace>,
    /// A new update is in the queue.
    pub(crate) queue_grew: Notify,
    /// Something happened that a user of the library may be waiting for.
    pub(crate) changed: Notify,
    /// Where background work of this bot runs, and what ends it.
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
    /// Changes when the server restarts.
    pub(crate) restarts: watch::Sender<()>,
    /// Whether the server is shutting down.
    pub(crate) closing: watch::Receiver<bool>,
    /// How many connections to the webhook to have although there is not enough to send.
    pub(crate) warm: AtomicUsize,
}

impl std::fmt::Debug for BotCore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BotCore").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What a bot is made of.
pub(crate) struct Parts {
    pub(crate) token: Token,
    pub(crate) username: String,
    pub(crate) clock: Clock,
    pub(crate) settings: Arc<Settings>,
    pub(crate) seed: u64,
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
    pub(crate) restarts: watch::Sender<()>,
    pub(crate) closing: watch::Receiver<bool>,
}

impl BotCore {
    pub(crate) fn new(parts: Parts) -> Self {
        let Parts { token, username, clock, settings, seed, tasks, stop, restarts, closing } = parts;
        let id = token.bot_id().0;
        let mut rng = fastrand::Rng::with_seed(seed);
        let dice = Dice::new(settings.faults.clone(), rng.u64(..));
        let queue = Mutex::new(Queue::new(rng.fork(), settings.first_update_id, settings.queue));
        Self {
            id,
            token,
            clock,
            dice,
            counters: Counters::default(),
            transcript: Transcript::new(clock, settings.transcript_limit),
            queue,
            world: Mutex::new(World::new(id, &username, rng.fork())),
            hook: Mutex::default(),
            polls: Mutex::default(),
            session: Mutex::new(Session::new(clock.now(), clock.start())),
            pace: Mutex::default(),
            queue_grew: Notify::new(),
            changed: Notify::new(),
            settings,
            tasks,
            stop,
            restarts,
            closing,
            warm: AtomicUsize::new(0),
        }
    }

    pub(crate) fn id(&self) -> i64 {
        self.id
    }

    pub(crate) fn token(&self) -> String {
        self.token.expose().to_owned()
    }

    pub(crate) fn has_secret(&self, secret: &str) -> bool {
        self.token.expose().split_once(':').is_some_and(|(_, own)| own == secret)
    }

    pub(crate) fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn hook(&self) -> MutexGuard<'_, HookState> {
        self.hook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn polls(&self) -> MutexGuard<'_, PollState> {
        self.polls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues updates in one step, so that nothing is sent before all are there.
    pub(crate) fn push<'a>(
        &self,
        updates: impl IntoIterator<Item = &'a Value>,
        age: Age,
    ) -> Vec<Result<u64, NotQueued>> {
        let now = self.clock.unix();
        let queued: Vec<_> = {
            let mut queue = self.queue();
            updates.into_iter().map(|update| queue.push(update, age, now)).collect()
        };
        let results = queued
            .into_iter()
            .map(|result| match result {
                Ok(queued) => {
                    self.counters.created.add(1);
                    self.transcript.add(Event::Created { update_id: queued.id, kind: queued.kind });
                    Ok(queued.id)
                }
                Err(reason) => {
                    self.counters.not_queued.add(1);
                    Err(reason)
                }
            })
            .collect();
        self.queue_grew.notify_waiters();
        self.changed.notify_waiters();
        results
    }

    /// A person does something: changes the world, and the bot gets an update. That the bot does not want it, or has no
    /// room for it, is not the person's concern.
    pub(crate) fn happen<T>(&self, deed: impl FnOnce(&mut World, i64) -> (T, Value)) -> (T, Option<u64>) {
        let mut world = self.world();
        let (outcome, update) = deed(&mut world, self.clock.unix());
        (outcome, self.push([&update], Age::ByDate).pop().and_then(Result::ok))
    }

    /// As [`happen`](Self::happen), for deeds of which the bot gets several updates, or none; their ids.
    pub(crate) fn happen_all(&self, deed: impl FnOnce(&mut World, i64) -> Vec<Value>) -> Vec<Option<u64>> {
        let mut world = self.world();
        let updates = deed(&mut world, self.clock.unix());
        self.push(&updates, Age::ByDate).into_iter().map(Result::ok).collect()
    }

    /// The bot does something by a method that it gets updates of itself.
    pub(crate) fn act<T>(
        &self,
        deed: impl FnOnce(&mut World, i64) -> Result<(T, Vec<Value>), ApiError>,
    ) -> Result<T, ApiError> {
        let mut world = self.world();
        let (outcome, updates) = deed(&mut world, self.clock.unix())?;
        self.push(&updates, Age::ByDate);
        Ok(outcome)
    }

    /// Waiting updates from an id on; what is found expired is dropped.
    pub(crate) fn waiting(&self, from: u64, limit: usize, max_bytes: usize) -> Vec<Update> {
        let (found, expired) = self.queue().get(from, limit, max_bytes, self.clock.unix());
        self.dropped(&expired, "expired");
        found
    }

    /// The update reached the bot.
    pub(crate) fn deliver(&self, id: u64) {
        if self.queue().remove(id) {
            self.delivered(&[id]);
        }
    }

    /// Everything before this id reached the bot.
    pub(crate) fn confirm_before(&self, id: u64) {
        let gone = self.queue().forget_before(id);
        self.delivered(&gone);
    }

    /// The update will never reach the bot.
    pub(crate) fn drop_update(&self, id: u64, reason: &'static str) {
        if self.queue().remove(id) {
            self.dropped(&[id], reason);
        }
    }

    /// `drop_pending_updates`.
    pub(crate) fn drop_pending(&self) {
        let gone = self.queue().clear();
        self.dropped(&gone, "drop_pending_updates");
    }

    pub(crate) fn stats(&self) -> Stats {
        let pending = self.queue().len();
        self.counters.snapshot(pending)
    }

    /// Nothing waits and nothing is being sent.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue().len() == 0 && self.counters.in_flight.get() == 0
    }

    fn delivered(&self, ids: &[u64]) {
        self.counters.delivered.add(ids.len() as u64);
        self.record(ids, |update_id| Event::Delivered { update_id });
    }

    fn dropped(&self, ids: &[u64], reason: &'static str) {
        self.counters.dropped.add(ids.len() as u64);
        self.record(ids, |update_id| Event::Dropped { update_id, reason });
    }

    fn record(&self, ids: &[u64], event: impl Fn(u64) -> Event) {
        for id in ids {
            self.transcript.add(event(*id));
        }
        if !ids.is_empty() {
            self.changed.notify_waiters();
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A bot without a server, whose first update has the id 1000.
    pub(crate) fn bot() -> Arc<BotCore> {
        bot_with(Settings { first_update_id: Some(1000), ..Settings::default() })
    }

    pub(crate) fn bot_with(settings: Settings) -> Arc<BotCore> {
        let parts = Parts {
            token: Token::new("1:a").unwrap(),
            username: String::new(),
            clock: Clock::new(),
            settings: Arc::new(settings),
            seed: 1,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            restarts: watch::Sender::new(()),
            closing: watch::Sender::new(false).subscribe(),
        };
        Arc::new(BotCore::new(parts))
    }
}

//! Settings of lanes, each with its default, and the layer.

use std::fmt;
use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{Lane, Update, UpdateId};
use tower_layer::Layer;

use super::Lanes;

/// Something that a person should look at: given to [`LanesLayer::on_trouble`], and logged in any case.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Trouble {
    /// A handler panicked. The lane goes on.
    Panicked {
        /// The update it had.
        update_id: UpdateId,
        /// The panic's message, if it had one.
        message: String,
    },
    /// A handler is past [`LanesLayer::handler_timeout`]. It goes on, and so its lane waits.
    Slow {
        /// The update it has.
        update_id: UpdateId,
        /// The timeout that it is past.
        timeout: Duration,
    },
}

pub(super) type KeyFn<K> = Arc<dyn Fn(&Update) -> K + Send + Sync>;
pub(super) type TroubleFn = Arc<dyn Fn(&Trouble) + Send + Sync>;
pub(super) type DrainFn = Arc<dyn Fn() + Send + Sync>;

/// Settings of [`Lanes`], as a tower layer. `K` is what tells lanes apart; by default [`Update::lane`].
///
/// | setting | default |
/// |---|---|
/// | [`max_concurrent`](Self::max_concurrent) | 256 handlers |
/// | [`max_queued`](Self::max_queued) | 4,096 updates |
/// | [`max_queued_per_lane`](Self::max_queued_per_lane) | 128 updates |
/// | [`handler_timeout`](Self::handler_timeout) | off |
/// | [`redeliver_after_panic`](Self::redeliver_after_panic) | no |
/// | [`wait_for_redelivery`](Self::wait_for_redelivery) | 10 s |
/// | [`run_in_caller`](Self::run_in_caller) | no |
pub struct LanesLayer<K = Lane> {
    pub(super) key: KeyFn<K>,
    pub(super) max_concurrent: usize,
    pub(super) max_queued: usize,
    pub(super) max_queued_per_lane: usize,
    pub(super) handler_timeout: Option<Duration>,
    pub(super) redeliver_after_panic: bool,
    pub(super) wait_for_redelivery: Duration,
    pub(super) run_in_caller: bool,
    pub(super) on_trouble: Option<TroubleFn>,
    pub(super) before_drain: Vec<DrainFn>,
}

impl LanesLayer {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self {
            key: Arc::new(Update::lane),
            max_concurrent: 256,
            max_queued: 4_096,
            max_queued_per_lane: 128,
            handler_timeout: None,
            redeliver_after_panic: false,
            wait_for_redelivery: Duration::from_secs(10),
            run_in_caller: false,
            on_trouble: None,
            before_drain: Vec::new(),
        }
    }
}

impl Default for LanesLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> LanesLayer<K> {
    /// What tells lanes apart, instead of [`Update::lane`]: updates with the same key run one after another.
    ///
    /// It is called for every update on its way in, so it should be quick.
    #[must_use]
    pub fn key<K2>(self, key: impl Fn(&Update) -> K2 + Send + Sync + 'static) -> LanesLayer<K2> {
        LanesLayer {
            key: Arc::new(key),
            max_concurrent: self.max_concurrent,
            max_queued: self.max_queued,
            max_queued_per_lane: self.max_queued_per_lane,
            handler_timeout: self.handler_timeout,
            redeliver_after_panic: self.redeliver_after_panic,
            wait_for_redelivery: self.wait_for_redelivery,
            run_in_caller: self.run_in_caller,
            on_trouble: self.on_trouble,
            before_drain: self.before_drain,
        }
    }

    /// How many handlers run at once, over all lanes. Default 256.
    ///
    /// Handlers that hang use it up: with 256 of them, in as many chats, all others wait. A
    /// [`handler_timeout`](Self::handler_timeout) is the remedy, and [`LaneStats`](super::LaneStats) shows it.
    #[must_use]
    pub fn max_concurrent(mut self, handlers: NonZeroUsize) -> Self {
        self.max_concurrent = handlers.get();
        self
    }

    /// How many updates may wait for their handler to start, over all lanes; with so many, `poll_ready` is pending.
    /// Default 4,096.
    #[must_use]
    pub fn max_queued(mut self, updates: NonZeroUsize) -> Self {
        self.max_queued = updates.get();
        self
    }

    /// How many updates may wait in one lane; one more is answered [`LaneFull`](super::LaneError::LaneFull), because a
    /// caller that waited would keep everybody else waiting. Default 128.
    #[must_use]
    pub fn max_queued_per_lane(mut self, updates: NonZeroUsize) -> Self {
        self.max_queued_per_lane = updates.get();
        self
    }

    /// Report a handler that runs longer than this. It is not cancelled: half a handler is worse than a slow one.
    /// Default off.
    ///
    /// Its lane waits for it, but it does not count against [`max_concurrent`](Self::max_concurrent) any more, so that chats
    /// that hang cannot stop the others. Of such handlers there are at most as many as `max_concurrent`; further ones keep
    /// their place.
    #[must_use]
    pub fn handler_timeout(mut self, timeout: Duration) -> Self {
        self.handler_timeout = Some(timeout);
        self
    }

    /// Answer `Err` for an update whose handler panicked, so that it is delivered again. Default false: it counts as
    /// handled, because it would most likely panic again.
    #[must_use]
    pub fn redeliver_after_panic(mut self, yes: bool) -> Self {
        self.redeliver_after_panic = yes;
        self
    }

    /// How long a lane waits for an update that it answered with `Err`, because its handler asked for redelivery
    /// ([`Retry`](crate::Retry)), a dialogue could not be read, or it panicked with
    /// [`redeliver_after_panic`](Self::redeliver_after_panic): until then nothing else of that conversation is begun, and when
    /// it comes it is the first. So the order holds, as it does in Telegram's own delivery of one chat. Default 10 s, zero: not
    /// at all.
    ///
    /// A webhook gets it again after the 5 s that it asks for, a poller after 0.5 s, then 1 s, 2 s and so on. If it has not
    /// come in this time, those behind it go on, and it comes after them. Other conversations are not held up, and there are
    /// at most as many lanes that wait as updates may be [queued](Self::max_queued). A lane that waits is a task with a timer.
    /// [Jobs](crate::Jobs) are not waited for, nor is anything once lanes are drained.
    #[must_use]
    pub fn wait_for_redelivery(mut self, at_most: Duration) -> Self {
        self.wait_for_redelivery = at_most;
        self
    }

    /// Run a handler in the future of the call that brought its update, if nothing else is at work in its lane: that spares
    /// a task and waking it. For callers that have a task for each update, as a server has for each connection; with one
    /// task for all of them handlers would take turns on that task. A future that is dropped goes on as a task. Default
    /// false.
    #[must_use]
    pub fn run_in_caller(mut self, yes: bool) -> Self {
        self.run_in_caller = yes;
        self
    }

    /// Called with every [`Trouble`], from the task of the lane: so it should be quick.
    #[must_use]
    pub fn on_trouble(mut self, hook: impl Fn(&Trouble) + Send + Sync + 'static) -> Self {
        self.on_trouble = Some(Arc::new(hook));
        self
    }

    /// Called before lanes are drained, as long as they still take updates: for what is in front of them to hand on what it
    /// holds back, and for what brings updates by itself to stop. Of several, all are called, in this order. Each should be
    /// quick, and may be called more than once.
    ///
    /// [`Dispatcher::in_lanes`](crate::Dispatcher::in_lanes) sees to what its handlers take: albums and jobs.
    #[must_use]
    pub fn before_drain(mut self, hook: impl Fn() + Send + Sync + 'static) -> Self {
        self.before_drain.push(Arc::new(hook));
        self
    }
}

impl<S, K: Hash + Eq> Layer<S> for LanesLayer<K> {
    type Service = Lanes<S, K>;

    /// Every call makes lanes of their own.
    fn layer(&self, inner: S) -> Lanes<S, K> {
        Lanes::new(inner, self.clone())
    }
}

impl<K> Clone for LanesLayer<K> {
    fn clone(&self) -> Self {
        Self {
            key: Arc::clone(&self.key),
            on_trouble: self.on_trouble.clone(),
            before_drain: self.before_drain.clone(),
            ..*self
        }
    }
}

impl<K> fmt::Debug for LanesLayer<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LanesLayer")
            .field("max_concurrent", &self.max_concurrent)
            .field("max_queued", &self.max_queued)
            .field("max_queued_per_lane", &self.max_queued_per_lane)
            .field("handler_timeout", &self.handler_timeout)
            .field("redeliver_after_panic", &self.redeliver_after_panic)
            .field("wait_for_redelivery", &self.wait_for_redelivery)
            .field("run_in_caller", &self.run_in_caller)
            .finish_non_exhaustive()
    }
}

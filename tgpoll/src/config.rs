//! Settings of a poller, each with its default and why. Values outside the range are clamped when the poller starts.

use std::time::Duration;

use tgapi::UpdateType;

/// Settings of a [`Poller`](crate::Poller).
///
/// ```
/// use std::time::Duration;
/// use tgpoll::Config;
///
/// let config = Config::new().delete_webhook(true).drain(Duration::from_secs(5));
/// assert_eq!(config.timeout, Duration::from_secs(30));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// How long Telegram keeps an idle request open. Whole seconds, 0 to 50; default 30 s. With 0 the poller asks every
    /// few seconds instead.
    ///
    /// <https://core.telegram.org/bots/api#getupdates>
    pub timeout: Duration,
    /// At most how many updates an answer brings, and so how many can be seen behind one that is not confirmed yet.
    /// 1 to 100; default 100.
    pub limit: u8,
    /// At most how many updates may be taken and not finished, those past their budget among them. At least 1; default
    /// 256. At the limit nothing is fetched until one of them is finished.
    pub max_in_flight: usize,
    /// The kinds to subscribe to, sent with every request; absent (the default): as before; empty: Telegram's default
    /// set.
    pub allowed_updates: Option<Vec<UpdateType>>,
    /// How long one call of the service may keep the offset back; default 25 s. Then the offset moves past its update
    /// while the call goes on: a crash from then on loses that one update, and nothing else waits for it.
    pub hold_budget: Duration,
    /// Remove a webhook before the first fetch; default `false`. While one is set, Telegram refuses `getUpdates`.
    pub delete_webhook: bool,
    /// Forget the updates that wait before the first fetch; default `false`. The Bot API does that with
    /// `deleteWebhook`, so a webhook is removed too.
    pub drop_pending_updates: bool,
    /// First pause after a request that failed, and after a call of the service that failed; default 0.5 s. It doubles
    /// with each failure in a row.
    pub backoff_first: Duration,
    /// Longest such pause; default 30 s.
    pub backoff_max: Duration,
    /// How long a shutdown waits for calls that run; default 20 s.
    pub drain: Duration,
    /// How long a shutdown tries to confirm the offset after that; default 5 s.
    pub confirm: Duration,
    /// Seed of the jitter; absent (the default): a random one.
    pub seed: Option<u64>,
}

impl Config {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            limit: MAX_LIMIT,
            max_in_flight: 256,
            allowed_updates: None,
            hold_budget: Duration::from_secs(25),
            delete_webhook: false,
            drop_pending_updates: false,
            backoff_first: Duration::from_millis(500),
            backoff_max: Duration::from_secs(30),
            drain: Duration::from_secs(20),
            confirm: Duration::from_secs(5),
            seed: None,
        }
    }

    /// Sets [`timeout`](Self::timeout).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets [`limit`](Self::limit).
    #[must_use]
    pub fn limit(mut self, limit: u8) -> Self {
        self.limit = limit;
        self
    }

    /// Sets [`max_in_flight`](Self::max_in_flight).
    #[must_use]
    pub fn max_in_flight(mut self, max_in_flight: usize) -> Self {
        self.max_in_flight = max_in_flight;
        self
    }

    /// Sets [`allowed_updates`](Self::allowed_updates).
    #[must_use]
    pub fn allowed_updates(mut self, allowed_updates: impl Into<Vec<UpdateType>>) -> Self {
        self.allowed_updates = Some(allowed_updates.into());
        self
    }

    /// Sets [`hold_budget`](Self::hold_budget).
    #[must_use]
    pub fn hold_budget(mut self, hold_budget: Duration) -> Self {
        self.hold_budget = hold_budget;
        self
    }

    /// Sets [`delete_webhook`](Self::delete_webhook).
    #[must_use]
    pub fn delete_webhook(mut self, delete_webhook: bool) -> Self {
        self.delete_webhook = delete_webhook;
        self
    }

    /// Sets [`drop_pending_updates`](Self::drop_pending_updates).
    #[must_use]
    pub fn drop_pending_updates(mut self, drop_pending_updates: bool) -> Self {
        self.drop_pending_updates = drop_pending_updates;
        self
    }

    /// Sets [`backoff_first`](Self::backoff_first) and [`backoff_max`](Self::backoff_max).
    #[must_use]
    pub fn backoff(mut self, first: Duration, max: Duration) -> Self {
        self.backoff_first = first;
        self.backoff_max = max;
        self
    }

    /// Sets [`drain`](Self::drain).
    #[must_use]
    pub fn drain(mut self, drain: Duration) -> Self {
        self.drain = drain;
        self
    }

    /// Sets [`confirm`](Self::confirm).
    #[must_use]
    pub fn confirm(mut self, confirm: Duration) -> Self {
        self.confirm = confirm;
        self
    }

    /// Sets [`seed`](Self::seed).
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Every value within its range.
    pub(crate) fn clamped(mut self) -> Self {
        self.timeout = Duration::from_secs(self.timeout.as_secs().min(MAX_TIMEOUT.as_secs()));
        self.limit = self.limit.clamp(1, MAX_LIMIT);
        self.max_in_flight = self.max_in_flight.max(1);
        self.backoff_first = self.backoff_first.max(MIN_BACKOFF);
        self.backoff_max = self.backoff_max.clamp(self.backoff_first, MAX_BACKOFF.max(self.backoff_first));
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

/// Telegram clamps `limit` to it. <https://core.telegram.org/bots/api#getupdates>
pub(crate) const MAX_LIMIT: u8 = 100;
/// Telegram clamps `timeout` to it.
const MAX_TIMEOUT: Duration = Duration::from_secs(50);
/// A shorter pause would be a busy loop.
const MIN_BACKOFF: Duration = Duration::from_millis(10);
const MAX_BACKOFF: Duration = Duration::from_secs(24 * 60 * 60);

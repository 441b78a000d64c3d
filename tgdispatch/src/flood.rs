//! A limit for each user: a bucket of tokens, as a layer on routes. Knows what layers see; the time is tokio's.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tgapi::{BoxError, ChatId, Reply, UserId};
use tokio::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

use crate::context::Context;
use crate::dispatcher::Routed;
use crate::dispatcher::routed::send_all_but_last;
use crate::handler::{HandlerFuture, HandlerOutput};

/// From how many users on a look is taken at which can be forgotten.
const LOOK_AT: usize = 1_024;

/// The longest time for a limit: it can be added to any moment.
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A limit on how much one person may ask of the routes it is a layer on: so many at once, and that many again over a
/// time, evenly.
///
/// ```
/// use std::num::NonZeroU32;
/// use std::time::Duration;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Context, FloodLimit, Message, Router, filter::text};
///
/// async fn draw(msg: Message) -> SendMessage {
///     msg.answer("a picture")
/// }
///
/// async fn slow_down(context: Context) -> Option<SendMessage> {
///     Some(SendMessage::new(context.chat()?.id, "Three pictures a minute, please."))
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let limit = FloodLimit::new(NonZeroU32::new(3).unwrap(), Duration::from_secs(60)).on_excess(slow_down);
/// let bot = TestBot::new(Router::new().on(text(), draw).layer(limit)).unwrap();
/// let ann = bot.user("Ann");
/// for _ in 0..3 {
///     assert_eq!(ann.says("draw").await.texts(), ["a picture"]);
/// }
/// assert_eq!(ann.says("draw").await.texts(), ["Three pictures a minute, please."]);
/// // Said once, until she is within the limit again.
/// assert!(ann.says("draw").await.texts().is_empty());
/// tokio::time::sleep(Duration::from_secs(20)).await;
/// assert_eq!(ann.says("draw").await.texts(), ["a picture"]);
/// # }
/// ```
///
/// What is too much counts as handled. Without [`on_excess`](Self::on_excess) nothing else happens.
///
/// Updates without a user, as posts in channels, are not limited. A user who is within the limit again is forgotten. At
/// most [`max_users`](Self::max_users) are remembered, default 100,000; while so many are, new ones are let through
/// without being counted.
///
/// Clones, and the services that it makes as a layer, have one limit together: put on several groups of routes, it is one
/// limit for all of them.
#[derive(Clone)]
pub struct FloodLimit {
    shared: Arc<Shared>,
    on_excess: Option<OnExcess>,
    always: bool,
}

type OnExcess = Arc<dyn Fn(Context) -> HandlerFuture + Send + Sync>;

struct Shared {
    /// In how much time one token comes back.
    interval: Duration,
    /// In how much time all of them do.
    per: Duration,
    per_chat: bool,
    max_users: usize,
    users: Mutex<Users>,
}

#[derive(Default)]
struct Users {
    buckets: HashMap<Key, Bucket>,
    /// At how many buckets the full ones are looked for.
    look_at: usize,
    /// When they are looked for in any case.
    look_after: Option<Instant>,
}

type Key = (UserId, Option<ChatId>);

struct Bucket {
    /// When all its tokens will be back.
    full_at: Instant,
    /// Whether the user was told that it is too much.
    told: bool,
}

/// What is done with an update.
#[derive(Debug, PartialEq)]
enum Verdict {
    Within,
    Excess { first: bool },
}

impl FloodLimit {
    /// At most `times` at once, and `times` again in each `per`: with 3 in 60 s, after three at once one in 20 s. More than
    /// a year counts as a year.
    #[must_use]
    pub fn new(times: NonZeroU32, per: Duration) -> Self {
        let per = per.min(YEAR);
        let shared =
            Shared { interval: per / times.get(), per, per_chat: false, max_users: 100_000, users: Mutex::default() };
        Self { shared: Arc::new(shared), on_excess: None, always: false }
    }

    /// A limit for each person in each chat, instead of one for each person.
    #[must_use]
    pub fn per_chat(self) -> Self {
        self.with(|shared| shared.per_chat = true)
    }

    /// How many users are remembered. Default 100,000, of about 64 bytes each.
    #[must_use]
    pub fn max_users(self, users: usize) -> Self {
        self.with(|shared| shared.max_users = users)
    }

    /// What is done with the first update that is too much, instead of nothing: an async function of the [`Context`], with
    /// a result like that of a handler. It runs again when the person was within the limit in between.
    #[must_use]
    pub fn on_excess<F, Fut, K>(mut self, handler: F) -> Self
    where
        F: Fn(Context) -> Fut + Send + Sync + 'static,
        Fut: Future + Send + 'static,
        Fut::Output: HandlerOutput<K>,
    {
        self.on_excess = Some(Arc::new(move |context| {
            let future = handler(context);
            Box::pin(async move { future.await.into_answer() })
        }));
        self
    }

    /// Does what [`on_excess`](Self::on_excess) says with every update that is too much, not the first alone. An answer to
    /// each makes the bot write as fast as the person does.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// The same with another setting, and nobody remembered yet.
    fn with(self, change: impl FnOnce(&mut Shared)) -> Self {
        let Shared { interval, per, per_chat, max_users, .. } = *self.shared;
        let mut shared = Shared { interval, per, per_chat, max_users, users: Mutex::default() };
        change(&mut shared);
        Self { shared: Arc::new(shared), ..self }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Users> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, key: Key, now: Instant) -> Verdict {
        let mut users = self.lock();
        users.forget(self.max_users, self.per, now);
        if users.buckets.len() >= self.max_users && !users.buckets.contains_key(&key) {
            return Verdict::Within;
        }
        let bucket = users.buckets.entry(key).or_insert(Bucket { full_at: now, told: false });
        let full_at = bucket.full_at.max(now) + self.interval;
        if full_at > now + self.per {
            return Verdict::Excess { first: !std::mem::replace(&mut bucket.told, true) };
        }
        *bucket = Bucket { full_at, told: false };
        Verdict::Within
    }
}

impl Users {
    /// Forgets those whose bucket is full: once in `per` if there are many, and when there are twice as many as then.
    fn forget(&mut self, max: usize, per: Duration, now: Instant) {
        let many = self.buckets.len() >= LOOK_AT.min(max);
        let due = self.look_after.is_none_or(|after| after <= now);
        if !many || !(due || (self.look_at..max).contains(&self.buckets.len())) {
            return;
        }
        self.buckets.retain(|_, bucket| bucket.full_at > now);
        self.look_at = (self.buckets.len() * 2).max(LOOK_AT);
        self.look_after = Some(now + per);
        self.buckets.shrink_to(self.look_at);
    }
}

impl fmt::Debug for FloodLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FloodLimit")
            .field("per", &self.shared.per)
            .field("users", &self.shared.lock().buckets.len())
            .finish_non_exhaustive()
    }
}

impl<S> Layer<S> for FloodLimit {
    type Service = FloodLimitService<S>;

    fn layer(&self, inner: S) -> FloodLimitService<S> {
        FloodLimitService { inner, limit: self.clone() }
    }
}

/// The service that [`FloodLimit`] makes as a layer.
#[derive(Clone, Debug)]
pub struct FloodLimitService<S> {
    inner: S,
    limit: FloodLimit,
}

impl<S> Service<Routed> for FloodLimitService<S>
where
    S: Service<Routed, Response = Reply>,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    type Response = Reply;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, routed: Routed) -> Self::Future {
        let context = routed.context();
        let user = context.from().map(|user| user.id);
        let chat = context.chat().map(|chat| chat.id).filter(|_| self.limit.shared.per_chat);
        let verdict = user.map_or(Verdict::Within, |user| self.limit.shared.take((user, chat), Instant::now()));
        let Verdict::Excess { first } = verdict else {
            let future = self.inner.call(routed);
            return Box::pin(async move { future.await.map_err(Into::into) });
        };
        tracing::debug!(update_id = context.update_id.0, handler = routed.handler(), "too much of one user");
        let handler = self.limit.on_excess.clone().filter(|_| first || self.limit.always);
        let context = context.clone();
        Box::pin(async move {
            match handler {
                Some(handler) => send_all_but_last(context.bot(), handler(context.clone()).await?).await,
                None => Ok(Reply::None),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(times: u32, per: u64) -> FloodLimit {
        FloodLimit::new(NonZeroU32::new(times).unwrap(), Duration::from_secs(per))
    }

    const TOLD: Verdict = Verdict::Excess { first: false };
    const FIRST: Verdict = Verdict::Excess { first: true };

    #[tokio::test(start_paused = true)]
    async fn tokens_come_back_one_by_one() {
        let limit = limit(3, 60);
        let take = |user: i64| limit.shared.take((UserId(user), None), Instant::now());
        for expected in [Verdict::Within, Verdict::Within, Verdict::Within, FIRST, TOLD] {
            assert_eq!(take(1), expected);
        }
        assert_eq!(take(2), Verdict::Within);
        tokio::time::advance(Duration::from_secs(20)).await;
        assert_eq!((take(1), take(1)), (Verdict::Within, FIRST));
        // What was refused cost nothing.
        tokio::time::advance(Duration::from_secs(60)).await;
        for expected in [Verdict::Within, Verdict::Within, Verdict::Within, FIRST] {
            assert_eq!(take(1), expected);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn users_are_forgotten_and_never_too_many() {
        let limit = limit(1, 10).max_users(100);
        let take = |user: i64| limit.shared.take((UserId(user), None), Instant::now());
        for user in 0..1_000 {
            assert_eq!(take(user), Verdict::Within);
        }
        assert_eq!(limit.shared.lock().buckets.len(), 100);
        assert_eq!((take(5), take(500)), (FIRST, Verdict::Within));
        tokio::time::advance(Duration::from_secs(11)).await;
        assert_eq!(take(500), Verdict::Within);
        assert_eq!(limit.shared.lock().buckets.len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_of_users_leaves_nothing_behind() {
        let limit = limit(1, 1);
        for user in 0..50_000 {
            limit.shared.take((UserId(user), None), Instant::now());
        }
        for user in 0..5 {
            tokio::time::advance(Duration::from_secs(1)).await;
            limit.shared.take((UserId(user), None), Instant::now());
        }
        let users = limit.shared.lock();
        assert!(users.buckets.len() <= 5 && users.buckets.capacity() < 8 * LOOK_AT);
    }
}

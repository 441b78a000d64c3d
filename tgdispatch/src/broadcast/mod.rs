//! The same to many chats: paced by Telegram's limits, with progress, and able to go on where it stopped.
//!
//! - `delivery`: one chat, from its call to what came of it.
//! - `progress`: what is counted, and how far everything is done.
//!
//! Knows the client; nothing of updates.

mod delivery;
mod progress;
#[cfg(test)]
mod tests;

pub use delivery::{Delivery, Outcome};
pub use progress::{Progress, Stopped};

use std::fmt;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::stream::FuturesUnordered;
use futures_util::{Stream, StreamExt};
use tgapi::client::{CallService, Limit, RawOutput, Throttle};
use tgapi::{ApiErrorKind, BoxError, ChatId, Client, Error, Method, RawCall};
use tower::ServiceExt;
use tower::util::BoxCloneSyncService;
use tower_layer::Layer;
use tower_service::Service;

use delivery::{Job, Make};
use progress::Tally;

/// How far it goes ahead of a chat that waits: what is done with beyond it is remembered.
const AHEAD: u64 = 10_000;

type InFlight = FuturesUnordered<Pin<Box<dyn Future<Output = Delivery> + Send>>>;

/// Sends something to many chats, a few at a time, as fast as Telegram lets a bot.
///
/// ```no_run
/// use tgapi::methods::SendMessage;
/// use tgapi::{ChatId, Client};
/// use tgdispatch::broadcast::{Broadcast, Outcome};
///
/// # async fn example(client: Client, chats: Vec<ChatId>, stored: u64) {
/// let mut broadcast = Broadcast::new(client, chats, |chat| SendMessage::new(chat, "We have moved."))
///     .resume(stored); // 0 the first time
/// while let Some(delivery) = broadcast.next().await {
///     match delivery.outcome {
///         Outcome::Unreachable(_) => println!("strike {} off the list", delivery.chat),
///         Outcome::Migrated { to } => println!("{} is {to} now", delivery.chat),
///         _ => {}
///     }
///     let progress = broadcast.progress();
///     // Store `progress.cursor` now and then: a broadcast that resumes there leaves nobody out.
///     println!("{} of {:?}", progress.done(), progress.total);
/// }
/// println!("{:?}", broadcast.progress());
/// # }
/// ```
///
/// **Pace.** Calls go through a [`Throttle`] of its own ([`throttle`](Self::throttle)) before they get to the client: by
/// default 25 a second in all, so that something is left for answers, and Telegram's limits for each chat and group. What
/// the client does besides, such as waiting after a 429, it does as well.
///
/// **What cannot be sent.** A chat that blocked the bot, is gone, or was never met is [`Outcome::Unreachable`]. A group
/// that became a supergroup gets it there: [`Outcome::Migrated`]. While Telegram cannot be reached, or asks to wait, a
/// call is made again for up to [`patience`](Self::patience); other failures are [`Outcome::Failed`], among them those of
/// which nobody knows whether the message was sent.
///
/// **When it stops.** At the end of the list; when the token is no good any more; or after
/// [`max_failures`](Self::max_failures) failures in a row, which are most likely the fault of the message:
/// [`Progress::stopped`] says which. [`stop`](Self::stop) ends it by hand.
///
/// **Going on.** [`Progress::cursor`] is how many chats from the start of the list are all done with. A broadcast that
/// [resumes](Self::resume) there, with the same list, leaves nobody out; chats behind it that were done with already get it
/// twice: those that overtook one that waits, at most 10,000.
///
/// It is a [`Stream`] of deliveries as well. Nothing is sent while it is not polled.
///
/// # Cancel safety
///
/// A future of [`next`](Self::next) or [`run`](Self::run) that is dropped loses nothing: go on with the next one. Whether
/// calls that are under way when the broadcast itself is dropped were carried out is unknown; they are behind the cursor.
#[must_use = "nothing is sent before it is polled: `.run(..).await`"]
pub struct Broadcast {
    chats: Box<dyn Iterator<Item = ChatId> + Send>,
    make: Make,
    calls: CallService,
    client: CallService,
    concurrency: usize,
    patience: Duration,
    max_failures: u32,
    /// Where the list begins, if not at its start.
    skip: Option<u64>,
    in_flight: InFlight,
    next_position: u64,
    failures_in_a_row: u32,
    tally: Tally,
}

impl Broadcast {
    /// To these chats, by what `make` makes for each of them.
    pub fn new<I, M>(client: Client, chats: I, make: impl Fn(ChatId) -> M + Send + Sync + 'static) -> Self
    where
        I: IntoIterator<Item = ChatId>,
        I::IntoIter: Send + 'static,
        M: Method,
    {
        let service = tower::service_fn(move |call: RawCall| {
            let client = client.clone();
            async move { client.call_raw(&call).await }
        });
        Self::by(service, chats, make)
    }

    /// The same by any service that makes calls: a stack of your own, or a test.
    pub fn by<C, I, M>(calls: C, chats: I, make: impl Fn(ChatId) -> M + Send + Sync + 'static) -> Self
    where
        C: Service<RawCall, Response = RawOutput, Error = Error> + Clone + Send + Sync + 'static,
        C::Future: Send + 'static,
        I: IntoIterator<Item = ChatId>,
        I::IntoIter: Send + 'static,
        M: Method,
    {
        let chats = chats.into_iter();
        let total = chats.size_hint().1.and_then(|total| u64::try_from(total).ok());
        let client = BoxCloneSyncService::new(calls);
        let pace = Throttle::new().overall(Some(Limit::new(25, Duration::from_secs(1))));
        Self {
            chats: Box::new(chats),
            make: Arc::new(move |chat| RawCall::new(&make(chat)).map_err(BoxError::from)),
            calls: BoxCloneSyncService::new(pace.layer(client.clone())),
            client,
            concurrency: 32,
            patience: Duration::from_secs(600),
            max_failures: 50,
            skip: None,
            in_flight: FuturesUnordered::new(),
            next_position: 0,
            failures_in_a_row: 0,
            tally: Tally::new(total),
        }
    }

    /// Begins with the chat at this place of the list, counted from 0: the [`Progress::cursor`] of the broadcast that
    /// stopped.
    pub fn resume(mut self, cursor: u64) -> Self {
        self.skip = Some(cursor);
        self.next_position = cursor;
        self.tally.begin_at(cursor);
        self
    }

    /// The pace. Default: that of [`Throttle::new`] with 25 in a second in all. With paid broadcasts
    /// (<https://core.telegram.org/bots/faq#how-can-i-message-all-of-my-bot-39s-subscribers-at-once>) Telegram allows 1000.
    pub fn throttle(mut self, throttle: &Throttle) -> Self {
        self.calls = BoxCloneSyncService::new(throttle.layer(self.client.clone()));
        self
    }

    /// To how many chats it sends at once. Default 32; it has to be more than go out in the time of one answer.
    pub fn concurrency(mut self, chats: NonZeroUsize) -> Self {
        self.concurrency = chats.get();
        self
    }

    /// How long a call is made again while Telegram cannot be reached or asks to wait. Default ten minutes.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// After how many failures in a row it stops. Default 50; chats that cannot be reached are no failures.
    pub fn max_failures(mut self, failures: u32) -> Self {
        self.max_failures = failures;
        self
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.tally.progress(self.in_flight.len())
    }

    /// Sends to no further chat. What is under way still comes from [`next`](Self::next).
    pub fn stop(&mut self) {
        self.tally.stop(Stopped::ByHand);
    }

    /// What came of the next chat that is done with, in no order. `None` at the end.
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost if the future is dropped.
    pub async fn next(&mut self) -> Option<Delivery> {
        StreamExt::next(self).await
    }

    /// Sends to all of them, and calls `report` after each.
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost if the future is dropped.
    pub async fn run(&mut self, mut report: impl FnMut(&Delivery, &Progress)) -> Progress {
        while let Some(delivery) = self.next().await {
            report(&delivery, &self.progress());
        }
        self.progress()
    }

    fn fill(&mut self) {
        if let Some(skip) = self.skip.take() {
            let skip = usize::try_from(skip).unwrap_or(usize::MAX);
            // One `nth` and not a loop: a list in memory knows how to do that at once.
            if skip > 0 && self.chats.nth(skip - 1).is_none() {
                self.tally.stop(Stopped::AtTheEnd);
            }
        }
        while self.in_flight.len() < self.concurrency && !self.tally.is_stopped() {
            if self.next_position - self.tally.cursor() >= AHEAD {
                return;
            }
            let Some(chat) = self.chats.next() else {
                self.tally.stop(Stopped::AtTheEnd);
                return;
            };
            let position = self.next_position;
            self.next_position += 1;
            let job = Job { position, chat, make: Arc::clone(&self.make), patience: self.patience };
            self.in_flight.push(Box::pin(job.run(self.calls.clone())));
        }
    }

    fn note(&mut self, delivery: &Delivery) {
        self.tally.count(delivery);
        match &delivery.outcome {
            Outcome::Failed(error) => {
                self.failures_in_a_row += 1;
                let kind = error.downcast_ref::<Error>().and_then(Error::api_kind);
                if matches!(kind, Some(ApiErrorKind::Unauthorized | ApiErrorKind::LoggedOut)) {
                    self.tally.stop(Stopped::Unauthorized);
                } else if self.failures_in_a_row >= self.max_failures {
                    self.tally.stop(Stopped::TooManyFailures);
                }
            }
            _ => self.failures_in_a_row = 0,
        }
    }
}

impl Stream for Broadcast {
    type Item = Delivery;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Delivery>> {
        self.fill();
        let Some(delivery) = ready!(self.in_flight.poll_next_unpin(cx)) else { return Poll::Ready(None) };
        self.note(&delivery);
        Poll::Ready(Some(delivery))
    }
}

impl fmt::Debug for Broadcast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcast").field("progress", &self.progress()).finish_non_exhaustive()
    }
}

/// Makes one call when the service has room for it.
async fn make(calls: &CallService, call: RawCall) -> Result<(), Error> {
    calls.clone().oneshot(call).await.map(drop)
}

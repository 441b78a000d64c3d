//! The same intake without HTTP, for code that owns its server: asynchronous or threaded.

mod builder;
mod error;

pub use builder::FeedBuilder;
pub use error::FeedError;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use bytes::Bytes;
use tgapi::{BoxError, Reply, Update};
use tokio::runtime::Handle;
use tokio::time::Instant;
use tower_service::Service;

use crate::intake::{DrainReport, Intake, NoPlace, Place, Settings};
use crate::late::{LateReplies, Slip};
use crate::stats::{Refusal, WebhookStats};

/// Takes updates that your own server received, with the promises of [`WebhookService`](crate::WebhookService): never
/// cancelled, a repeated one joined, bounded, drained.
///
/// It checks no secret: that is between your server and Telegram. Clones share everything.
///
/// ```
/// use tgapi::{BoxError, Reply, Update};
/// use tgwebhook::Feed;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let service = tower::service_fn(|update: Update| async move {
///     println!("update {}", update.update_id);
///     Ok::<_, BoxError>(Reply::None)
/// });
/// let feed = Feed::new(service);
/// feed.push(br#"{"update_id": 7}"#).await?;
/// # Ok(())
/// # }
/// ```
pub struct Feed<S> {
    intake: Intake,
    max_body: usize,
    /// For the blocking calls.
    runtime: Option<Handle>,
    service: PhantomData<fn() -> S>,
}

impl<S> Feed<S> {
    /// A feed with the defaults of [`FeedBuilder`].
    pub fn new(service: S) -> Self
    where
        S: Service<Update, Response = Reply> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
    {
        Self::from_intake(
            Intake::new(crate::intake::runner(service), Settings::default(), LateReplies::new(None)),
            crate::DEFAULT_MAX_BODY,
        )
    }

    /// A feed with settings.
    pub fn builder(service: S) -> FeedBuilder<S> {
        FeedBuilder::new(service)
    }

    pub(crate) fn from_intake(intake: Intake, max_body: usize) -> Self {
        Self { intake, max_body, runtime: Handle::try_current().ok(), service: PhantomData }
    }

    /// The runtime that [`push_blocking`](Self::push_blocking) works on. Default: the one the feed was made on, if any.
    #[must_use]
    pub fn runtime(mut self, runtime: Handle) -> Self {
        self.runtime = Some(runtime);
        self
    }

    /// What happened so far.
    #[must_use]
    pub fn stats(&self) -> WebhookStats {
        self.intake.shared().stats()
    }

    /// Refuses new updates from now on, for all clones, and waits up to `deadline` for those at work.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the waiting; the feed stays closed.
    pub async fn drain(&self, deadline: Duration) -> DrainReport {
        self.intake.shared().drain(deadline).await
    }
}

impl<S: 'static> Feed<S> {
    /// Takes one update as Telegram sent it, and waits as [`Ack`](crate::Ack) says.
    ///
    /// A [`Reply::Call`] is yours to make, or to put into the answer
    /// ([`RawCall::to_webhook_answer`](tgapi::RawCall::to_webhook_answer)). It is not handed to the hook for late
    /// replies.
    ///
    /// # Errors
    ///
    /// [`FeedError`]. It waits for a place up to the time set by [`FeedBuilder::ready_timeout`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future never cancels an update that was taken; its reply then goes to the hook for late ones.
    pub async fn push(&self, json: impl AsRef<[u8]>) -> Result<Reply, FeedError> {
        let (json, since, shared) = (json.as_ref(), Instant::now(), self.intake.shared());
        shared.counters.received();
        if json.len() > self.max_body {
            shared.counters.refused(Refusal::TooLarge);
            return Err(FeedError::TooLarge { length: json.len(), max: self.max_body });
        }
        if self.intake.stores() {
            let place = self.place().await?;
            self.intake.store(Bytes::copy_from_slice(json), place, since).await?;
            return Ok(Reply::None);
        }
        match Update::from_slice(json) {
            Ok(update) => self.take(update, since).await,
            Err(error) => {
                shared.counters.refused(Refusal::NotAnUpdate);
                Err(FeedError::NotAnUpdate(Arc::new(error)))
            }
        }
    }

    /// Takes one update that was parsed already; else as [`push`](Self::push).
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), except for those about the bytes.
    ///
    /// # Cancel safety
    ///
    /// As [`push`](Self::push).
    pub async fn push_update(&self, update: Update) -> Result<Reply, FeedError> {
        self.intake.shared().counters.received();
        self.take(update, Instant::now()).await
    }

    async fn place(&self) -> Result<Place, FeedError> {
        let shared = self.intake.shared();
        shared.place().await.map_err(|no_place| match no_place {
            NoPlace::Full => {
                shared.counters.refused(Refusal::Overloaded);
                FeedError::Overloaded
            }
            NoPlace::Closed => {
                shared.counters.refused(Refusal::Closed);
                FeedError::Closed
            }
        })
    }

    async fn take(&self, update: Update, since: Instant) -> Result<Reply, FeedError> {
        let place = self.place().await?;
        let slip = self.intake.handle(update, place, since).await?;
        Ok(slip.and_then(Slip::take).map_or(Reply::None, Reply::Call))
    }

    /// As [`push`](Self::push), for threads that know nothing of tokio: the work runs on the feed's runtime, and this
    /// thread waits. Not for asynchronous code: it would block a worker of the runtime.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); [`FeedError::NoRuntime`] if the feed knows no runtime, [`FeedError::Closed`] if the
    /// runtime ends meanwhile.
    ///
    /// ```
    /// # use tgapi::{BoxError, Reply, Update};
    /// # use tgwebhook::Feed;
    /// let runtime = tokio::runtime::Runtime::new()?;
    /// let service = tower::service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    /// let feed = Feed::new(service).runtime(runtime.handle().clone());
    /// let answer = std::thread::spawn(move || feed.push_blocking(br#"{"update_id": 7}"#)).join();
    /// assert!(matches!(answer, Ok(Ok(Reply::None))));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn push_blocking(&self, json: impl AsRef<[u8]>) -> Result<Reply, FeedError> {
        let (feed, json) = (self.clone(), json.as_ref().to_vec());
        self.wait(async move { feed.push(json).await })
    }

    /// As [`push_update`](Self::push_update), blocking this thread; else as [`push_blocking`](Self::push_blocking).
    ///
    /// # Errors
    ///
    /// As [`push_blocking`](Self::push_blocking).
    pub fn push_update_blocking(&self, update: Update) -> Result<Reply, FeedError> {
        let feed = self.clone();
        self.wait(async move { feed.push_update(update).await })
    }

    /// By a channel instead of `block_on`, which panics on threads of a runtime (`spawn_blocking` among them).
    fn wait(&self, push: impl Future<Output = Result<Reply, FeedError>> + Send + 'static) -> Result<Reply, FeedError> {
        let runtime = self.runtime.as_ref().ok_or(FeedError::NoRuntime)?;
        let (sender, receiver) = mpsc::sync_channel(1);
        drop(runtime.spawn(async move {
            // The thread waits until this task is gone.
            let _ = sender.send(push.await);
        }));
        receiver.recv().unwrap_or(Err(FeedError::Closed))
    }
}

impl<S> Clone for Feed<S> {
    fn clone(&self) -> Self {
        let Self { intake, max_body, runtime, service } = self;
        Self { intake: intake.clone(), max_body: *max_body, runtime: runtime.clone(), service: *service }
    }
}

impl<S> fmt::Debug for Feed<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed")
            .field("intake", self.intake.shared())
            .field("max_body", &self.max_body)
            .finish_non_exhaustive()
    }
}

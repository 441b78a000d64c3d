//! The webhook as a `Service<http::Request<B>>`, for any HTTP stack. Knows HTTP and the intake; no sockets, no TLS.

mod answer;
mod body;
mod builder;
mod judge;

pub use builder::WebhookBuilder;
#[cfg(feature = "server")]
pub(crate) use builder::is_path;

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use http::{Request, Response};
use http_body::Body;
use http_body_util::Full;
use tgapi::{SecretToken, Update};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use tower_service::Service;

use crate::config::ConfigError;
use crate::feed::Feed;
use crate::intake::{DrainReport, Intake, NoPlace, Place, Readiness, UpdateDurations};
use crate::peer::Visitor;
use crate::stats::{Refusal, WebhookStats};
use judge::Judge;

/// Takes Telegram's requests, hands their updates to the inner service, and answers.
///
/// In this order: path (404) and method (405), the peer's address (403), the secret (401), content type (415) and
/// length (413), a free place (503), the body (413, 408, 400), the update in it (400), the inner service (200, 503).
/// Nothing of a request is ever in an answer, and nothing is logged for one that is refused.
///
/// - The inner service's `Ok` is 200, with a [`Reply::Call`](tgapi::Reply::Call) in the body; `Err` is 503 with
///   `Retry-After`, so that Telegram sends the update again. When exactly 200 is said is [`Ack`](crate::Ack).
/// - A closed connection ends the waiting, never the work: what was begun goes on in a task of its own.
/// - An update that comes again while it is at work joins that work. A reply goes to the last connection still there.
/// - A panic is caught, counted and answered 503.
///
/// Once done, an update is forgotten: if only the answer got lost, Telegram's repetition is handled again. Recognising
/// those is for a service below that remembers.
///
/// Clones share everything.
///
/// ```
/// use http::{Request, StatusCode};
/// use http_body_util::Full;
/// use tgapi::{BoxError, Reply, SecretToken, Update};
/// use tower::ServiceExt;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bot = tower::service_fn(|update: Update| async move { Ok::<_, BoxError>(Reply::None) });
/// let webhook = tgwebhook::WebhookService::builder(bot)
///     .path("/hook")
///     .secret(SecretToken::new("drawn-at-random")?)
///     .build()?;
///
/// let request = Request::post("/hook")
///     .header("content-type", "application/json")
///     .header("x-telegram-bot-api-secret-token", "drawn-at-random")
///     .body(Full::<bytes::Bytes>::from(r#"{"update_id": 7}"#))?;
/// assert_eq!(webhook.oneshot(request).await?.status(), StatusCode::OK);
/// # Ok(())
/// # }
/// ```
pub struct WebhookService<S> {
    gate: Arc<Gate>,
    service: PhantomData<fn() -> S>,
}

/// A request whose body is to be read.
struct Admitted<B> {
    body: B,
    declared: Option<usize>,
    place: Place,
    /// The room for the body.
    in_memory: OwnedSemaphorePermit,
}

/// What got through to the intake.
enum Passed {
    Update(Update, Place),
    Raw(Bytes, Place),
}

/// The intake, and what stands before it.
struct Gate {
    intake: Intake,
    judge: Judge,
    body_timeout: Duration,
    /// Bytes of bodies that may be in memory at once, unparsed.
    body_budget: Arc<Semaphore>,
    retry_after: Duration,
}

/// The future of a [`WebhookService`].
///
/// # Cancel safety
///
/// Dropping it never cancels an update that was accepted.
pub type WebhookFuture = Pin<Box<dyn Future<Output = Result<Response<Full<Bytes>>, Infallible>> + Send>>;

impl<S> WebhookService<S> {
    /// Settings, with safe defaults. A secret, or an explicit refusal of one, is the only one that has to be given.
    pub fn builder(service: S) -> WebhookBuilder<S> {
        WebhookBuilder::new(service)
    }

    /// The same intake without HTTP: an update pushed there joins one that came here, and the other way round.
    #[must_use]
    pub fn feed(&self) -> Feed<S> {
        Feed::from_intake(self.gate.intake.clone(), self.gate.judge.max_body)
    }

    /// The only path it answers, if it was built with one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.gate.judge.path.as_deref()
    }

    /// What happened so far.
    #[must_use]
    pub fn stats(&self) -> WebhookStats {
        self.gate.intake.shared().stats()
    }

    /// How long things took so far.
    #[must_use]
    pub fn durations(&self) -> UpdateDurations {
        self.gate.intake.shared().durations()
    }

    /// Whether updates are taken: for a health check of your own; [`Observer`](crate::Observer) is one. It is stuck if
    /// updates come, and none was taken for `patience`: 30 s is a good one.
    #[must_use]
    pub fn readiness(&self, patience: Duration) -> Readiness {
        self.gate.intake.shared().readiness(patience)
    }

    #[cfg(feature = "server")]
    pub(crate) fn shared(&self) -> &Arc<crate::intake::Shared> {
        self.gate.intake.shared()
    }

    /// Accepts this secret from now on, and those of before for `overlap` (at most a year) more, so that a secret
    /// changes without a gap: rotate, then call setWebhook with the new one. What Telegram sent before it heard of the
    /// new one comes with the old one; a minute is more than enough.
    pub fn rotate_secret(&self, secret: &SecretToken, overlap: Duration) {
        self.gate.judge.secrets.rotate(secret, Instant::now() + overlap.min(builder::LONGEST));
    }

    /// Accepts these secrets from now on, instead of those before.
    ///
    /// # Errors
    ///
    /// [`ConfigError::NoSecret`], if there is none: the secrets are then as before.
    pub fn replace_secrets(&self, secrets: &[SecretToken]) -> Result<(), ConfigError> {
        if secrets.is_empty() {
            return Err(ConfigError::NoSecret);
        }
        self.gate.judge.secrets.replace(secrets);
        Ok(())
    }

    /// Answers 503 to everything new from now on, for all clones, and waits up to `deadline` for what is at work.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the waiting; the service stays closed.
    pub async fn drain(&self, deadline: Duration) -> DrainReport {
        self.gate.intake.shared().drain(deadline).await
    }

    /// Waits up to `deadline` until nothing is at work. New updates are still accepted.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the waiting.
    pub async fn settle(&self, deadline: Duration) -> DrainReport {
        self.gate.intake.shared().settle(deadline).await
    }
}

impl<S, B> Service<Request<B>> for WebhookService<S>
where
    B: Body + Send + 'static,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = WebhookFuture;

    /// Always ready: who cannot be served is told so, with 503.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> WebhookFuture {
        Box::pin(self.gate.answer(request, None).map(Ok))
    }
}

impl<S> WebhookService<S> {
    /// As `call`, for a server that knows who asks. It is always ready.
    #[cfg(feature = "server")]
    pub(crate) fn answer<B>(
        &self,
        request: Request<B>,
        visitor: Visitor<'_>,
    ) -> Pin<Box<dyn Future<Output = Response<Full<Bytes>>> + Send>>
    where
        B: Body + Send + 'static,
    {
        Box::pin(self.gate.answer(request, Some(visitor)))
    }
}

impl Gate {
    /// The answer to a request, whose head is looked at right here: a future that kept it would be twice as large.
    fn answer<B>(
        self: &Arc<Self>,
        request: Request<B>,
        visitor: Option<Visitor<'_>>,
    ) -> impl Future<Output = Response<Full<Bytes>>> + Send + use<B>
    where
        B: Body + Send + 'static,
    {
        let gate = Arc::clone(self);
        let (since, version) = (Instant::now(), request.version());
        gate.intake.shared().counters.received();
        let admitted = gate.admit(request, visitor);
        async move {
            let (intake, shared) = (&gate.intake, gate.intake.shared());
            let passed = match admitted {
                Ok(admitted) => gate.read(admitted, since).await,
                Err(refusal) => Err(refusal),
            };
            match passed {
                Ok(Passed::Update(update, place)) => match intake.handle(update, place, since).await {
                    Ok(slip) => answer::done(slip, &shared.late),
                    Err(failure) => answer::failed(&failure, gate.retry_after),
                },
                Ok(Passed::Raw(json, place)) => match intake.store(json, place, since).await {
                    Ok(()) => answer::done(None, &shared.late),
                    Err(failure) => answer::failed(&failure, gate.retry_after),
                },
                Err(refusal) => {
                    shared.counters.refused(refusal);
                    tracing::debug!(?refusal, "a webhook request was refused");
                    answer::refused(refusal, version)
                }
            }
        }
    }

    /// Everything up to the body. Who asks may be among the request's extensions.
    fn admit<B>(&self, request: Request<B>, visitor: Option<Visitor<'_>>) -> Result<Admitted<B>, Refusal> {
        let (head, body) = request.into_parts();
        let visitor = visitor.unwrap_or_else(|| Visitor::of(&head.extensions));
        let declared = self.judge.admit(&head, visitor)?;
        let place = self.intake.shared().try_place().map_err(|no_place| match no_place {
            NoPlace::Full => Refusal::Overloaded,
            NoPlace::Closed => Refusal::Closed,
        })?;
        let in_memory = self.reserve(declared)?;
        Ok(Admitted { body, declared, place, in_memory })
    }

    /// The update, or its bytes if those are stored.
    async fn read<B>(&self, admitted: Admitted<B>, since: Instant) -> Result<Passed, Refusal>
    where
        B: Body + Send + 'static,
    {
        let Admitted { body, declared, place, in_memory } = admitted;
        let json = body::read(body, declared, self.judge.max_body, since + self.body_timeout).await?;
        if self.intake.stores() {
            return Ok(Passed::Raw(json, place));
        }
        let update = Update::from_slice(&json).map_err(|error| {
            tracing::debug!(%error, "the body of a webhook request is not an update");
            Refusal::NotAnUpdate
        })?;
        drop((json, in_memory));
        Ok(Passed::Update(update, place))
    }

    /// Memory for a body. One of unknown length counts as the longest allowed.
    fn reserve(&self, declared: Option<usize>) -> Result<OwnedSemaphorePermit, Refusal> {
        let bytes = u32::try_from(declared.unwrap_or(self.judge.max_body)).map_err(|_| Refusal::TooLarge)?;
        Arc::clone(&self.body_budget).try_acquire_many_owned(bytes).map_err(|_| Refusal::Overloaded)
    }
}

impl<S> Clone for WebhookService<S> {
    fn clone(&self) -> Self {
        Self { gate: Arc::clone(&self.gate), service: PhantomData }
    }
}

impl<S> fmt::Debug for WebhookService<S> {
    /// Without the path, which may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookService")
            .field("intake", self.gate.intake.shared())
            .field("secrets", &self.gate.judge.secrets)
            .field("peers", &self.gate.judge.peers)
            .field("max_body", &self.gate.judge.max_body)
            .field("body_timeout", &self.gate.body_timeout)
            .field("retry_after", &self.gate.retry_after)
            .finish_non_exhaustive()
    }
}

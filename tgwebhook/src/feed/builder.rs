//! Settings of a feed, checked once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, RawCall, Reply, Update};
use tower_service::Service;

use super::Feed;
use crate::ack::Ack;
use crate::config::{self, ConfigError};
use crate::intake::{Intake, Settings};
use crate::late::LateReplies;

/// Settings of a [`Feed`].
pub struct FeedBuilder<S> {
    service: S,
    settings: Settings,
    max_body: usize,
    late: Option<Arc<dyn Fn(RawCall) + Send + Sync>>,
}

impl<S> FeedBuilder<S> {
    pub(super) fn new(service: S) -> Self {
        Self { service, settings: Settings::default(), max_body: crate::DEFAULT_MAX_BODY, late: None }
    }

    /// When a push returns; default [`Ack::AfterHandling`] with 25 s.
    #[must_use]
    pub fn ack(mut self, ack: Ack) -> Self {
        self.settings.ack = ack;
        self
    }

    /// How long to wait for a place, and then for the inner service to be ready; default 5 s each, at most 50 s.
    #[must_use]
    pub fn ready_timeout(mut self, timeout: Duration) -> Self {
        self.settings.ready_timeout = timeout;
        self
    }

    /// How many updates may be at work at once; default 256.
    #[must_use]
    pub fn max_in_flight(mut self, updates: usize) -> Self {
        self.settings.max_in_flight = updates;
        self
    }

    /// The longest update in bytes; default 1 MiB.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Where replies go that nobody waits for any more. See
    /// [`WebhookBuilder::late_reply`](crate::WebhookBuilder::late_reply).
    #[must_use]
    pub fn late_reply(mut self, hook: impl Fn(RawCall) + Send + Sync + 'static) -> Self {
        self.late = Some(Arc::new(hook));
        self
    }

    /// The feed.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], if a setting makes no sense.
    pub fn build(self) -> Result<Feed<S>, ConfigError>
    where
        S: Service<Update, Response = Reply> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
    {
        config::check(&self.settings)?;
        if self.max_body == 0 {
            return Err(ConfigError::Zero("max_body"));
        }
        let intake = Intake::new(crate::intake::runner(self.service), self.settings, LateReplies::new(self.late));
        Ok(Feed::from_intake(intake, self.max_body))
    }
}

impl<S> fmt::Debug for FeedBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedBuilder")
            .field("settings", &self.settings)
            .field("max_body", &self.max_body)
            .field("late_reply", &self.late.is_some())
            .finish_non_exhaustive()
    }
}

//! One chat of a broadcast: its call, again while that may help, and in the supergroup that the group became.

use std::sync::Arc;
use std::time::Duration;

use tgapi::client::CallService;
use tgapi::{ApiErrorKind, BoxError, ChatId, Error, RawCall};
use tokio::time::{Instant, sleep};

pub(super) type Make = Arc<dyn Fn(ChatId) -> Result<RawCall, BoxError> + Send + Sync>;

/// What came of one chat.
#[derive(Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// Its place in the list, from 0.
    pub position: u64,
    /// The chat, as it is in the list.
    pub chat: ChatId,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of one chat.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It was sent.
    Sent,
    /// The group is a supergroup now, and it was sent there: store the new number.
    Migrated {
        /// The supergroup.
        to: ChatId,
    },
    /// Nothing can be sent there until somebody does something about it: the bot was blocked or put out, the account or
    /// the group is gone. Strike it off the list.
    Unreachable(ApiErrorKind),
    /// Something else: a [`tgapi::Error`], or why the call could not be built.
    Failed(BoxError),
}

impl Outcome {
    /// Whether it was sent.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Sent | Self::Migrated { .. })
    }
}

/// One chat to send to.
pub(super) struct Job {
    pub(super) position: u64,
    pub(super) chat: ChatId,
    pub(super) make: Make,
    pub(super) patience: Duration,
}

impl Job {
    pub(super) async fn run(self, calls: CallService) -> Delivery {
        let outcome = self.deliver(&calls).await;
        Delivery { position: self.position, chat: self.chat, outcome }
    }

    async fn deliver(&self, calls: &CallService) -> Outcome {
        let error = match self.send(calls, self.chat).await {
            Ok(()) => return Outcome::Sent,
            Err(error) => error,
        };
        let Some(to) = migrated(&error).filter(|to| *to != self.chat) else { return outcome(error) };
        match self.send(calls, to).await {
            Ok(()) => Outcome::Migrated { to },
            Err(error) => outcome(error),
        }
    }

    /// Makes the call, and again as long as it was surely not carried out and may be in a while.
    async fn send(&self, calls: &CallService, chat: ChatId) -> Result<(), BoxError> {
        let call = (self.make)(chat)?;
        let begun = Instant::now();
        let mut pause = Duration::from_secs(1);
        loop {
            let Err(error) = super::make(calls, call.clone()).await else { return Ok(()) };
            let wait = error.retry_after().unwrap_or(pause);
            let helps = error.is_transient() && !error.is_outcome_unknown() && call.uploads().is_empty();
            if !helps || begun.elapsed().saturating_add(wait) > self.patience {
                return Err(error.into());
            }
            tracing::debug!(chat = chat.0, %error, ?wait, "a broadcast waits");
            sleep(wait).await;
            pause = (pause * 2).min(Duration::from_secs(60));
        }
    }
}

fn migrated(error: &BoxError) -> Option<ChatId> {
    error.downcast_ref::<Error>()?.migrate_to()
}

fn outcome(error: BoxError) -> Outcome {
    let kind = error.downcast_ref::<Error>().and_then(Error::api_kind);
    match kind.filter(|kind| kind.is_unreachable()) {
        Some(kind) => Outcome::Unreachable(kind),
        None => Outcome::Failed(error),
    }
}

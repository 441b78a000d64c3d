//! What a job is, for whom and with what; and why one is not taken.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use serde::Serialize;
use serde_json::value::RawValue;
use tgapi::{ChatId, Lane, UserId};

/// The number of a job, to cancel it by. They count from 1, and a restart counts anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a job is: a name, by which [`filter::job`](crate::filter::job) finds its handler, for whom, and with what.
#[derive(Clone, Debug)]
pub struct JobSpec {
    name: Arc<str>,
    lane: Option<Lane>,
    data: Option<Arc<RawValue>>,
}

impl JobSpec {
    /// A job of this name, for nobody, without data.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), lane: None, data: None }
    }

    /// For this chat: it runs in the lane of the chat.
    #[must_use]
    pub fn chat(mut self, chat: ChatId) -> Self {
        self.lane = Some(Lane::Chat(chat));
        self
    }

    /// For this user, outside of chats: it runs in the lane of inline queries and payments of the user. For their private
    /// chat with the bot take [`chat`](Self::chat) with the same number.
    #[must_use]
    pub fn user(mut self, user: UserId) -> Self {
        self.lane = Some(Lane::User(user));
        self
    }

    /// With this data, which the handler takes as [`Job<T>`](super::Job).
    ///
    /// # Errors
    ///
    /// [`JobError::Data`], if it does not go into JSON.
    pub fn data(mut self, data: &impl Serialize) -> Result<Self, JobError> {
        self.data = Some(serde_json::value::to_raw_value(data).map_err(JobError::Data)?.into());
        Ok(self)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The lane it is for; `None` for nobody's.
    #[must_use]
    pub fn lane(&self) -> Option<Lane> {
        self.lane
    }

    /// Its data as JSON, if it has any.
    #[must_use]
    pub fn json(&self) -> Option<&RawValue> {
        self.data.as_deref()
    }
}

/// A job that is not due yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PendingJob {
    /// Its number.
    pub id: JobId,
    /// What it is.
    pub spec: JobSpec,
    /// When it is due, by the clock of [`Jobs::clock`](super::Jobs::clock).
    pub due: SystemTime,
    /// Whether it comes again and again.
    pub repeats: bool,
}

/// Why a job was not taken, or jobs not started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// There are as many as may be.
    #[error("there are {0} jobs already, and no more may be: see `Jobs::max`")]
    TooMany(usize),
    /// [`Jobs::stop`](super::Jobs::stop) was called.
    #[error("jobs have been stopped")]
    Stopped,
    /// A time between two turns that is no time at all.
    #[error("a job cannot be repeated every 0 seconds")]
    NoPeriod,
    /// A time that never comes: a day that no month has, or more than a hundred years from now.
    #[error("a job was given a time that never comes")]
    Never,
    /// [`Jobs::start`](super::Jobs::start) was called before.
    #[error("jobs have been started already")]
    Started,
    /// There is no tokio runtime to run in.
    #[error("jobs need a tokio runtime to run in")]
    NoRuntime,
    /// The data does not go into JSON: a map with keys that are no strings, for one.
    #[error("the data of a job does not go into JSON: {0}")]
    Data(#[source] serde_json::Error),
}

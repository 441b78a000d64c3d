//! What can go wrong for the code that uses the sandbox (not for the bot: that is an answer of the API).

use std::{io, net::SocketAddr, time::Duration};

/// An error of the sandbox's own interface.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The listening socket could not be opened.
    #[error("cannot listen on {address}: {source} (another port, or port 0 for any free one, may help)")]
    Bind {
        /// Where the sandbox tried to listen.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The token given to the builder is not one that Telegram would hand out.
    #[error("`token`: a token is a positive number below 2^54, a colon and at least 24 letters, digits, `-` or `_`")]
    BadToken,
    /// A setting has a value that makes no sense.
    #[error("`{setting}`: {problem}")]
    BadSetting {
        /// The name of the setting.
        setting: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The system's random source did not work.
    #[error("no random numbers from the system: {0}")]
    Random(String),
    /// Nothing happened in time.
    #[error("waited {waited:?} for {what}, in vain; {state}")]
    Timeout {
        /// What was waited for.
        what: String,
        /// How long.
        waited: Duration,
        /// What the sandbox had seen by then.
        state: String,
    },
    /// The bot did something else than expected.
    #[error("expected {expected}, but the bot sent {got}")]
    Unexpected {
        /// What the caller asked for.
        expected: String,
        /// What came instead.
        got: String,
    },
    /// Something the caller named does not exist in the sandbox.
    #[error("{0}")]
    NotFound(String),
    /// The update was not queued.
    #[error(transparent)]
    NotQueued(#[from] NotQueued),
}

/// Why an update did not enter a bot's queue. No id was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotQueued {
    /// The kind is outside the bot's `allowed_updates` (by default `chat_member`, `message_reaction` and
    /// `message_reaction_count` are).
    #[error("the bot's allowed_updates leave this kind of update out")]
    NotAllowed,
    /// 100,000 updates or 128 MiB are waiting: Telegram drops new ones then.
    #[error("the bot's queue is full (100,000 updates or 128 MiB)")]
    Full,
    /// The message is older than 24 hours: Telegram never queues such.
    #[error("the event is too old to be queued")]
    TooOld,
    /// Not a JSON object with a field for the kind.
    #[error("not an update: it must be a JSON object with a field beside update_id, the kind")]
    NotAnUpdate,
}

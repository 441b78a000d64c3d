//! Why a call was not made again.

use std::fmt;
use std::time::Duration;

use super::seconds;

/// Why a client that repeats failed calls did not repeat this one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRepeated {
    /// Telegram may have carried the call out, and doing it twice would show: a second message, say.
    OutcomeUnknown,
    /// A file of the call is a stream that can be read once, and it was read.
    StreamSpent {
        /// Name of the file.
        file: String,
    },
    /// Telegram asks to wait longer than the client is willing to.
    WaitTooLong {
        /// How long the client would have waited at most.
        limit: Duration,
    },
    /// It was repeated, as often as it may be.
    TooOften,
}

impl fmt::Display for NotRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutcomeUnknown => f.write_str("not repeated: it may have been carried out, and twice would show"),
            Self::StreamSpent { file } => write!(
                f,
                "not repeated: the file {file:?} is a stream that can be read once, and it was \
                 (InputFile::stream_with makes one that can be repeated)"
            ),
            Self::WaitTooLong { limit } => {
                write!(f, "not repeated: that is longer than the {} this client waits", seconds(*limit))
            }
            Self::TooOften => f.write_str("not repeated again"),
        }
    }
}

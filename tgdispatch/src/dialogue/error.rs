//! Why one of the ready-made storages failed.

use std::time::Duration;

/// Why a storage of this crate failed: the error in [`DialogueError::Storage`](super::DialogueError::Storage), to be found by
/// `downcast_ref`. No secrets of an address are in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The address is none.
    #[error("that is no address of {store}: expected {expected}")]
    Address {
        /// What it is.
        store: &'static str,
        /// What an address looks like.
        expected: &'static str,
    },
    /// The certificates that were given are none.
    #[error("the root certificates cannot be used: {reason}")]
    Certificates {
        /// What is wrong with them.
        reason: String,
    },
    /// There is no connection to it, and none can be made right now. The next call tries again.
    #[error("{store} cannot be reached: {reason}")]
    Unreachable {
        /// What it is.
        store: &'static str,
        /// What the network or the server said.
        reason: String,
    },
    /// It did not answer in time. Whether it has done what it was asked for is not known. The next call makes a new connection.
    #[error("{store} has not answered within {after:?}")]
    Silent {
        /// What it is.
        store: &'static str,
        /// How long it was waited for.
        after: Duration,
    },
    /// It answered that it will not.
    #[error("{store} refuses: {reason}")]
    Refused {
        /// What it is.
        store: &'static str,
        /// What it said.
        reason: String,
    },
    /// There are as many dialogues in memory as may be.
    #[error("{max} dialogues are kept in memory already, and none of them is over")]
    Full {
        /// How many.
        max: usize,
    },
}

impl StorageError {
    /// Whether it may be gone by itself: nothing that was asked for is wrong. A handler can ask for its update again then:
    /// [`Retry`](crate::Retry).
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Silent { .. })
    }
}

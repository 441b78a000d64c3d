//! Dead letters: updates that nobody could handle, kept until a person decides.

use bytes::Bytes;
use tgapi::{UpdateId, UserId};

use crate::clock::Timestamp;
use crate::conversation::Conversation;

/// The number of a dead letter. They grow in the order in which letters died.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LetterId(pub u64);

/// What a dead letter is, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterHead {
    /// What to name it by.
    pub id: LetterId,
    /// Whose it is.
    pub bot: UserId,
    /// The number and the conversation of the update, if they could be read. One without cannot be replayed.
    pub update: Option<(UpdateId, Conversation)>,
    /// How often it was tried and came back.
    pub attempts: u32,
    /// When it arrived.
    pub arrived: Timestamp,
    /// When it was given up.
    pub died: Timestamp,
    /// Why.
    pub reason: String,
    /// The length of its JSON in bytes.
    pub size: usize,
}

/// A dead letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is.
    pub head: LetterHead,
    /// Its JSON, byte for byte as it came.
    pub raw: Bytes,
}

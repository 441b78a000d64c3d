//! An update on its way through an engine: as it goes in, as it comes out, and what became of it.

use std::time::Duration;

use bytes::Bytes;
use tgapi::{UpdateId, UserId};

use crate::conversation::Conversation;
use crate::lease::Lease;

/// An update to store, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpdate {
    /// Whose it is: the bot's own user id, [`Token::bot_id`](tgapi::Token::bot_id). One engine may serve many bots.
    pub bot: UserId,
    /// What is known of it without reading it through.
    pub key: Key,
    /// Its JSON, byte for byte.
    pub raw: Bytes,
}

/// What is known of an update without reading it through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The usual case.
    Known {
        /// Its number.
        update_id: UpdateId,
        /// Whose turn it has to wait for.
        conversation: Conversation,
    },
    /// Not even its number can be read: it is kept as a dead letter. Nothing tells whether it came before.
    Unreadable {
        /// What is wrong with it. Must not repeat its content.
        reason: String,
    },
}

/// What became of a stored update. Whichever it is, the sender is told that it is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Appended {
    /// It is new, and stored now.
    Fresh,
    /// It was stored before and is not done: it waits, or is a dead letter.
    Duplicate,
    /// It was stored before, and is done or was deleted.
    AlreadyDone,
}

/// One stored update: unique in its engine, and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A stored update, handed out to be handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The lease it was handed out under.
    pub lease: Lease,
    /// What to name it by when it is settled.
    pub ticket: Ticket,
    /// Its number.
    pub update_id: UpdateId,
    /// Whose turn it is.
    pub conversation: Conversation,
    /// Its JSON, byte for byte.
    pub raw: Bytes,
    /// How often it came back by [`Outcome::Retry`]. 0 the first time.
    pub attempts: u32,
    /// How often it was [begun](crate::Engine::begin) under a lease that ended before anything was said of it: its worker
    /// died, or lost the lane.
    pub crashes: u32,
    /// It was there already when a lease of its lane ended without being given back: it may have been at work then, and may
    /// be what ended it. To be [begun](crate::Engine::begin) before it is handled.
    pub suspect: bool,
    /// How long ago it arrived.
    pub waited: Duration,
}

/// What became of an update that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The lease it was handed out under.
    pub lease: Lease,
    /// Which one.
    pub ticket: Ticket,
    /// What became of it.
    pub outcome: Outcome,
}

/// How the handling of an update ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Handled: never hand it out again.
    Done,
    /// Hand it out again, not before `after` has passed; its conversation waits with it. Counts as an attempt.
    Retry {
        /// From now.
        after: Duration,
    },
    /// Never hand it out again, and keep it as a dead letter.
    Dead {
        /// Why, in a sentence.
        reason: String,
    },
}

/// Whether a mark counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settled {
    /// It did.
    Applied,
    /// The lease is not the current one of its lane: the update is in other hands, and the mark changed nothing.
    Fenced,
    /// No such update waits: it was settled before. Nothing was changed.
    Unknown,
}

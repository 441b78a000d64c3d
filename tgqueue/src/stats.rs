//! What an engine holds, for people and for metrics.

use std::time::Duration;

use crate::conversation::Conversation;

/// What an engine holds of one bot, at one moment. Cheap to ask for, however much it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Updates that are not done: those waiting, those handed out, those to be tried again.
    pub pending: u64,
    /// How long the one that arrived first is waiting.
    pub oldest: Option<Duration>,
    /// Dead letters.
    pub letters: u64,
    /// Its lanes, by number.
    pub lanes: Vec<LaneStats>,
}

/// What a lane holds, and who works on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneStats {
    /// Which lane, from 0.
    pub lane: u32,
    /// Updates that are not done.
    pub pending: u64,
    /// Who works on it. None if nobody does, or the one who did let its lease run out.
    pub holder: Option<Holder>,
}

/// The worker that has a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub worker: String,
    /// Of its lease.
    pub epoch: u64,
    /// When its lease ends unless renewed, from now.
    pub expires_in: Duration,
}

/// A conversation that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversationStats {
    /// Which.
    pub conversation: Conversation,
    /// Its updates that are not done.
    pub pending: u64,
    /// How long the one that arrived first is waiting.
    pub oldest: Duration,
    /// How often the next one was tried and came back.
    pub attempts: u32,
    /// When the next one is tried again, from now; `None` if it waits for nothing but its turn.
    pub due_in: Option<Duration>,
}

//! Who may hand out which updates, and until when.

use std::time::Duration;

use tgapi::UserId;

/// The right to hand out the updates of one lane of one bot. It ends by itself unless it is renewed.
///
/// A lane is a share of the conversations: all of them in an engine of one process, one of many where several processes
/// work side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lease {
    /// Whose updates.
    pub bot: UserId,
    /// Which lane, from 0.
    pub lane: u32,
    /// Grows each time the lane changes hands, across restarts too. What is marked under an older one does not count: a
    /// handler can store it with its own effects, to fence those in the same way.
    pub epoch: u64,
}

/// What a worker asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseRequest {
    /// Whose updates.
    pub bot: UserId,
    /// The worker's name, unique among those alive: shown to people, and used to share lanes out evenly.
    pub worker: String,
    /// How many lanes at most, besides those it holds.
    pub want: usize,
    /// When they end unless they are renewed, from now.
    pub ttl: Duration,
}

/// What became of a lease that was renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It goes on.
    Kept,
    /// It goes on, but another worker has less than its share: release it once nothing of it is at work.
    Wanted,
    /// It ended and is another's, or is gone: stop handing out its updates.
    Lost,
}

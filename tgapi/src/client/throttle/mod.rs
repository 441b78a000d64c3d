//! `Throttle`: holds calls back so that Telegram's limits are not hit. [`policy`] decides, the service waits.

mod key;
mod policy;
mod service;
mod window;

pub use service::ThrottleService;
pub use window::Limit;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tower::Layer;

use self::policy::Policy;
use self::service::Shared;

/// The layer that holds calls back so that Telegram's limits are not hit.
///
/// Telegram's limits are not published exactly; <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>
/// names about 30 messages a second in all, one a second in a chat (a few at once are let pass), and 20 a minute in a
/// group. Those are the defaults here, kept exactly: at no moment are there more in the time before it.
///
/// | limit | default | for |
/// |---|---|---|
/// | [`overall`](Self::overall) | 30 in 1 s | all chats together |
/// | [`chat`](Self::chat) | 3 in 3 s | each chat |
/// | [`group`](Self::group) | 20 in 60 s | each group, supergroup and channel, as well |
///
/// **What is held.** Every call that writes to a chat: sending, copying, forwarding, editing, deleting, pinning and the
/// like, and edits of inline messages. An album counts for each of its items. Calls that only ask, answers to queries,
/// and chat actions, which are worth nothing if they are late, pass at once.
///
/// **Order.** The calls to one chat are made in the order in which they were begun, one at a time, so that they arrive
/// in that order. That holds for repeated calls, too: in a client, [`Retry`](super::Retry) is inside. A call that is
/// repeated counts once.
///
/// **Chats do not disturb each other.** When Telegram answers 429 to a call, that chat rests for as long as it was told
/// to, and no other. If that is longer than [`patience`](Self::patience), its calls fail at once with the same 429 until
/// the time is over.
///
/// **Bounds.** At most [`max_waiting`](Self::max_waiting) calls wait, and so many of one chat; further ones fail with
/// [`ErrorKind::QueueFull`](crate::ErrorKind::QueueFull). A chat is forgotten a minute after its last call. There is no
/// task and no timer but those of the waiting calls themselves.
///
/// # Cancel safety
///
/// A call whose future is dropped while it waits is not made, and makes room for the next one. One that is kept and not
/// polled holds up its own chat.
#[derive(Clone, Debug)]
pub struct Throttle {
    overall: Option<Limit>,
    chat: Option<Limit>,
    group: Option<Limit>,
    patience: Duration,
    max_waiting: usize,
    max_waiting_per_chat: usize,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::new()
    }
}

impl Throttle {
    /// With the defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            overall: Some(Limit::new(30, Duration::from_secs(1))),
            chat: Some(Limit::new(3, Duration::from_secs(3))),
            group: Some(Limit::new(20, Duration::from_secs(60))),
            patience: Duration::from_secs(60),
            max_waiting: 10_000,
            max_waiting_per_chat: 300,
        }
    }

    /// The limit of all chats together, or none. Default: 30 in 1 s. With paid broadcasts Telegram allows 1000 in 1 s.
    #[must_use]
    pub const fn overall(mut self, limit: Option<Limit>) -> Self {
        self.overall = limit;
        self
    }

    /// The limit of each chat, or none. Default: 3 in 3 s, which is one a second, with a few at once.
    #[must_use]
    pub const fn chat(mut self, limit: Option<Limit>) -> Self {
        self.chat = limit;
        self
    }

    /// The limit of each group, supergroup and channel besides that of every chat, or none. Default: 20 in 60 s.
    #[must_use]
    pub const fn group(mut self, limit: Option<Limit>) -> Self {
        self.group = limit;
        self
    }

    /// How long calls wait for a chat in which Telegram's flood limit was hit; default 60 s.
    #[must_use]
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// How many calls may wait; defaults 10,000 in all and 300 of one chat, about as many as Telegram itself keeps. 0 counts as 1.
    #[must_use]
    pub const fn max_waiting(mut self, in_all: usize, of_one_chat: usize) -> Self {
        self.max_waiting = if in_all == 0 { 1 } else { in_all };
        self.max_waiting_per_chat = if of_one_chat == 0 { 1 } else { of_one_chat };
        self
    }
}

impl<S> Layer<S> for Throttle {
    type Service = ThrottleService<S>;

    /// Every service that is made has limits of its own; its clones share them.
    fn layer(&self, inner: S) -> ThrottleService<S> {
        let policy = Policy::new(self.clone());
        ThrottleService::new(inner, Arc::new(Mutex::new(Shared::new(policy))))
    }
}

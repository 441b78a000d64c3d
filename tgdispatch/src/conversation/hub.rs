//! Who waits for whose next update. One lock, held for a look-up only.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tgapi::{Lane, Update, UserId};
use tokio::sync::oneshot;

use super::{ConversationError, Turn};
use crate::context::Context;

/// How many conversations may wait at once.
const MAX: usize = 10_000;

/// One person in one chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    lane: Lane,
    user: Option<UserId>,
}

impl Key {
    pub(crate) fn of(update: &Update) -> Self {
        Self { lane: update.lane(), user: update.from().map(|user| user.id) }
    }
}

/// An update for a conversation, and the word it has to give when it is done with it.
pub(crate) struct Delivery {
    pub(super) context: Context,
    pub(super) turn: Turn,
}

#[derive(Default)]
pub(crate) struct Hub {
    waiting: Mutex<HashMap<Key, Waiter>>,
    /// The size of `waiting`, so that a bot without conversations takes no lock. Written under the lock. The one who
    /// waits is there before the update it waits for: they are of one lane, whose hand-over is a stronger barrier.
    len: AtomicUsize,
    /// Tells waiters of one key apart.
    numbers: AtomicUsize,
}

struct Waiter {
    number: usize,
    sender: oneshot::Sender<Delivery>,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Waiter>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next update of `key`; whoever did so before gives way.
    pub(super) fn register(&self, key: Key) -> Result<(usize, oneshot::Receiver<Delivery>), ConversationError> {
        let (sender, receiver) = oneshot::channel();
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let mut waiting = self.lock();
        if waiting.len() >= MAX && !waiting.contains_key(&key) {
            return Err(ConversationError::TooMany);
        }
        let before = waiting.insert(key, Waiter { number, sender });
        self.len.store(waiting.len(), Ordering::Relaxed);
        drop(waiting);
        drop(before);
        Ok((number, receiver))
    }

    /// Waits no more, unless another one does by now.
    pub(super) fn remove(&self, key: &Key, number: usize) {
        let mut waiting = self.lock();
        if waiting.get(key).is_some_and(|waiter| waiter.number == number) {
            waiting.remove(key);
            if waiting.is_empty() {
                waiting.shrink_to(64);
            }
            self.len.store(waiting.len(), Ordering::Relaxed);
        }
    }

    /// Whoever waits for this update.
    pub(crate) fn take(&self, update: &Update) -> Option<oneshot::Sender<Delivery>> {
        if self.len.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut waiting = self.lock();
        let waiter = waiting.remove(&Key::of(update))?;
        self.len.store(waiting.len(), Ordering::Relaxed);
        Some(waiter.sender)
    }
}

impl Delivery {
    pub(crate) fn new(context: Context, turn: Turn) -> Self {
        Self { context, turn }
    }
}

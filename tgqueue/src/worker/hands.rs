//! Which lanes a worker has, and until when it may begin anything in them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::lease::Lease;

/// The leases of one worker. Clones share them: what runs in tasks looks here before it begins an update.
///
/// By the monotonic clock of this machine, and a part of the lease before it ends by the engine's: a worker that was
/// paused finds its time over before it does anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Hands(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    until: HashMap<Lease, Instant>,
    /// The worker stops.
    closed: bool,
}

impl Hands {
    /// `asked` is when it was asked for: from then on it lasts at least so long.
    pub(super) fn take(&self, lease: Lease, asked: Instant, ttl: Duration) {
        // A quarter is for clocks that run unevenly, and for what is on its way.
        self.lock().until.insert(lease, asked + ttl * 3 / 4);
    }

    pub(super) fn drop(&self, lease: Lease) {
        self.lock().until.remove(&lease);
    }

    pub(super) fn holds(&self, lease: Lease) -> bool {
        let state = self.lock();
        !state.closed && state.until.get(&lease).is_some_and(|until| Instant::now() < *until)
    }

    pub(super) fn all(&self) -> Vec<Lease> {
        self.lock().until.keys().copied().collect()
    }

    /// From now on nothing may be begun.
    pub(super) fn close(&self) {
        self.lock().closed = true;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

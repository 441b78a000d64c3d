//! Replies that no answer can carry any more. They are handed to a hook, never dropped in silence.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tgapi::RawCall;

type Hook = dyn Fn(RawCall) + Send + Sync;

/// Where replies go that come too late, or that an answer cannot carry.
#[derive(Clone)]
pub(crate) struct LateReplies {
    hook: Option<Arc<Hook>>,
    count: Arc<AtomicU64>,
}

impl LateReplies {
    pub(crate) fn new(hook: Option<Arc<Hook>>) -> Self {
        Self { hook, count: Arc::default() }
    }

    pub(crate) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    pub(crate) fn push(&self, call: RawCall, why: &'static str) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let Some(hook) = &self.hook else {
            tracing::warn!(
                method = call.method(),
                why,
                "a reply could not be carried in the webhook's answer and is lost: set `late_reply` to have it sent"
            );
            return;
        };
        tracing::debug!(method = call.method(), why, "a reply goes to the hook for late replies");
        // Called while other values are being dropped: a panic must not leave here.
        if catch_unwind(AssertUnwindSafe(|| hook(call))).is_err() {
            tracing::error!("the hook for late replies panicked");
        }
    }
}

impl fmt::Debug for LateReplies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LateReplies").field("hook", &self.hook.is_some()).finish_non_exhaustive()
    }
}

/// A call on its way to a waiter. Dropped before somebody takes it (the connection closed, the budget ended), it goes
/// to the hook: there is no moment at which it can get lost.
pub(crate) struct Slip {
    call: Option<RawCall>,
    late: LateReplies,
}

impl Slip {
    pub(crate) fn new(call: RawCall, late: LateReplies) -> Self {
        Self { call: Some(call), late }
    }

    pub(crate) fn take(mut self) -> Option<RawCall> {
        self.call.take()
    }
}

impl Drop for Slip {
    fn drop(&mut self) {
        if let Some(call) = self.call.take() {
            self.late.push(call, "nobody waits for it any more");
        }
    }
}

impl fmt::Debug for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Slip").field(&self.call).finish()
    }
}

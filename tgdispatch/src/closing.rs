//! What is to be ended when a bot shuts down. It is in the router's state, and the arguments of handlers know where: so a
//! built router knows all of it, and nobody has to remember it.

use std::fmt;
use std::sync::Arc;

/// A part of a bot's state that is ended when the bot shuts down: what it holds back goes on, and it begins nothing anew.
/// An extractor names it in [`FromUpdate::closing`](crate::FromUpdate::closing).
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use tgdispatch::Closing;
///
/// let open = Arc::new(AtomicBool::new(true));
/// let closing = Closing::new(&open, |open| open.store(false, Ordering::Relaxed));
/// # let _ = closing;
/// ```
#[derive(Clone)]
pub struct Closing {
    /// Where it is: the same for all handlers that take it.
    of: usize,
    close: Arc<dyn Fn() + Send + Sync>,
}

impl Closing {
    /// What is shared by all clones of that part, and how it is ended. It is called at least once, within a tokio runtime,
    /// and should be quick.
    #[must_use]
    pub fn new<T: Send + Sync + 'static>(shared: &Arc<T>, close: impl Fn(&Arc<T>) + Send + Sync + 'static) -> Self {
        let of = Arc::as_ptr(shared).addr();
        let shared = Arc::clone(shared);
        Self { of, close: Arc::new(move || close(&shared)) }
    }

    pub(crate) fn close(&self) {
        (self.close)();
    }

    /// Adds those that are not there yet.
    pub(crate) fn add(all: &mut Vec<Self>, more: Vec<Self>) {
        for closing in more {
            if all.iter().all(|known| known.of != closing.of) {
                all.push(closing);
            }
        }
    }
}

impl fmt::Debug for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closing").finish_non_exhaustive()
    }
}

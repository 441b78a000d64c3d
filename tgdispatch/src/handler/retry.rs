//! Asking for the update again.

use std::error::Error;
use std::fmt;

use tgapi::BoxError;

/// The error by which a handler asks for its update to be delivered again: the one way for the dispatcher to answer
/// `Err`.
///
/// The webhook answers 503 then, the poller keeps its offset; the handler runs at most three times for one update
/// ([`attempts`](Self::attempts)), and after the last the error is treated like any other. Attempts are counted in memory: a
/// restart counts anew.
///
/// **The chat waits.** Nothing else of that conversation is handled before the update has come again: Telegram holds back what
/// it has not delivered yet, and [`Lanes`](crate::Lanes) what it has, for 10 s at most
/// ([`LanesLayer::wait_for_redelivery`](crate::LanesLayer::wait_for_redelivery)). Only then, or when lanes are drained meanwhile,
/// is it overtaken. So ask only where waiting a little can help: a database that restarts, not a message that cannot be
/// understood. A [job](crate::Jobs) that has to come again holds nobody up.
///
/// It is found also as the [`source`](Error::source) of another error.
///
/// ```
/// use tgdispatch::{Message, Retry};
///
/// async fn save(msg: Message) -> Result<(), Retry> {
///     store(&msg).await.map_err(Retry::new)
/// }
/// # async fn store(_: &Message) -> std::io::Result<()> { Ok(()) }
/// # let _ = tgdispatch::Router::<()>::new().on(tgdispatch::filter::text(), save);
/// ```
#[derive(Debug)]
pub struct Retry {
    error: BoxError,
    attempts: u32,
}

impl Retry {
    /// Asks for redelivery because of `error`, with at most three attempts in all.
    #[must_use]
    pub fn new(error: impl Into<BoxError>) -> Self {
        Self { error: error.into(), attempts: 3 }
    }

    /// How often the handler may run for one update, the first time included; default 3. With 1 or less it is not
    /// delivered again.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    pub(crate) fn max_attempts(&self) -> u32 {
        self.attempts
    }

    /// The request for redelivery in an error or in what caused it.
    pub(crate) fn find<'a>(error: &'a (dyn Error + Send + Sync + 'static)) -> Option<&'a Self> {
        let mut next: Option<&'a (dyn Error + 'static)> = Some(error);
        while let Some(error) = next {
            if let Some(retry) = error.downcast_ref::<Self>() {
                return Some(retry);
            }
            next = error.source();
        }
        None
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the update is to be delivered again: {}", self.error)
    }
}

impl Error for Retry {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

//! What a call can fail with: one error shared by everyone who waited for the same number.

use std::boxed::Box;
use std::error::Error;
use std::fmt;
use std::string::String;

use crate::sync::PlainArc;

/// Any error, as tower's services pass it on.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Why a call through [`Reorder`](crate::Reorder) failed; its clones are one and the same failure.
///
/// The inner service's own error is the [`source`](Error::source): downcast that.
#[derive(Clone, Debug)]
pub struct CallError(PlainArc<Kind>);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("the service behind the reorder buffer failed: {0}")]
    Service(#[source] BoxError),
    #[error("the service behind the reorder buffer can take no more calls: {0}")]
    NotReady(#[source] BoxError),
    #[error("the service behind the reorder buffer panicked: {0}")]
    Panicked(String),
    #[error("the reorder worker has ended: its future was dropped, or its runtime has shut down")]
    Ended,
}

impl CallError {
    pub(super) fn service(error: BoxError) -> Self {
        Self(PlainArc::new(Kind::Service(error)))
    }

    pub(super) fn not_ready(error: BoxError) -> Self {
        Self(PlainArc::new(Kind::NotReady(error)))
    }

    pub(super) fn panicked(payload: &(dyn std::any::Any + Send)) -> Self {
        let message = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
            (Some(text), _) => String::from(*text),
            (None, Some(text)) => text.clone(),
            (None, None) => String::from("no message"),
        };
        Self(PlainArc::new(Kind::Panicked(message)))
    }

    pub(super) fn ended() -> Self {
        Self(PlainArc::new(Kind::Ended))
    }

    /// The inner service's error, if it gave one.
    #[must_use]
    pub fn get_ref(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        match &*self.0 {
            Kind::Service(error) | Kind::NotReady(error) => Some(&**error),
            Kind::Panicked(_) | Kind::Ended => None,
        }
    }

    /// The inner service panicked on this call.
    #[must_use]
    pub fn is_panic(&self) -> bool {
        matches!(*self.0, Kind::Panicked(_))
    }

    /// No call will succeed any more.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(*self.0, Kind::NotReady(_) | Kind::Ended)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

//! Counters. Whoever refuses or accepts counts here; nobody logs per refused request.

use std::sync::atomic::{AtomicU64, Ordering};

/// What happened so far, read at one moment. All numbers but [`in_flight`](Self::in_flight) only grow.
///
/// They are read one after another, so sums may be off by requests that end meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebhookStats {
    /// Requests and pushes that came.
    pub received: u64,
    /// Refused before the inner service, by reason.
    pub refused: Refusals,
    /// Updates handed to the inner service.
    pub accepted: u64,
    /// Repeated updates that joined one still in progress.
    pub joined: u64,
    /// Acknowledged: answered 200, or `Ok`.
    pub answered: u64,
    /// Asked to be delivered again because of the inner service: it failed, panicked or was not ready in time.
    pub failed: u64,
    /// Failed or panicked after they were acknowledged (after the budget, or with [`Ack::OnReceipt`](crate::Ack)):
    /// they do not come again. They count as answered, too, and not as failed. Each is logged as an error.
    pub lost: u64,
    /// Panics of the inner service; they count as failed or lost, too.
    pub panics: u64,
    /// Replies that no answer could carry.
    pub late: u64,
    /// Places taken at this moment: requests, and work that outlives its request.
    pub in_flight: u64,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $field:ident = $variant:ident,)+) => {
        /// Refused requests by reason.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Refusals {
            $($(#[$doc])* pub $field: u64,)+
        }

        impl Refusals {
            /// All of them together.
            #[must_use]
            pub fn total(&self) -> u64 {
                0 $(+ self.$field)+
            }

            /// Each reason, as its field is called, and how often.
            pub fn by_reason(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((stringify!($field), self.$field),)+].into_iter()
            }
        }

        /// Why a request is refused before the inner service sees it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Refusal {
            $($(#[$doc])* $variant,)+
        }

        #[cfg(test)]
        impl Refusal {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];
        }

        #[derive(Debug, Default)]
        struct RefusalCounters {
            $($field: AtomicU64,)+
        }

        impl RefusalCounters {
            fn count(&self, refusal: Refusal) {
                match refusal {
                    $(Refusal::$variant => add(&self.$field),)+
                }
            }

            fn read(&self) -> Refusals {
                Refusals { $($field: read(&self.$field),)+ }
            }
        }
    };
}

refusals! {
    /// Another path: 404.
    path = Path,
    /// Not `POST`: 405.
    method = Method,
    /// An address that is not on the allow-list: 403.
    peer = Peer,
    /// The secret is missing, wrong or there twice: 401.
    secret = Secret,
    /// Not JSON, or compressed: 415.
    content_type = ContentType,
    /// The body is larger than allowed: 413.
    too_large = TooLarge,
    /// The body did not come in time: 408.
    slow_body = SlowBody,
    /// The body ended early: 400.
    cut_short = CutShort,
    /// The body is not an update: 400.
    not_an_update = NotAnUpdate,
    /// Too much at once: 503.
    overloaded = Overloaded,
    /// Shutting down: 503.
    closed = Closed,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    received: AtomicU64,
    refused: RefusalCounters,
    accepted: AtomicU64,
    joined: AtomicU64,
    answered: AtomicU64,
    failed: AtomicU64,
    panics: AtomicU64,
}

impl Counters {
    pub(crate) fn received(&self) {
        add(&self.received);
    }

    pub(crate) fn refused(&self, refusal: Refusal) {
        self.refused.count(refusal);
    }

    pub(crate) fn accepted(&self) {
        add(&self.accepted);
    }

    pub(crate) fn joined(&self) {
        add(&self.joined);
    }

    pub(crate) fn answered(&self) {
        add(&self.answered);
    }

    pub(crate) fn failed(&self) {
        add(&self.failed);
    }

    pub(crate) fn panicked(&self) {
        add(&self.panics);
    }

    pub(crate) fn read(&self, late: u64, lost: u64, in_flight: u64) -> WebhookStats {
        WebhookStats {
            received: read(&self.received),
            refused: self.refused.read(),
            accepted: read(&self.accepted),
            joined: read(&self.joined),
            answered: read(&self.answered),
            failed: read(&self.failed),
            lost,
            panics: read(&self.panics),
            late,
            in_flight,
        }
    }
}

// Relaxed: the counters order nothing else.
fn add(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

//! Counters of the server itself: connections, handshakes and heads. Updates are counted by their service.

use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! counters {
    ($($(#[$doc:meta])* $field:ident,)+) => {
        /// What happened so far, read at one moment. All numbers but [`open`](Self::open) only grow.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ServerStats {
            $($(#[$doc])* pub $field: u64,)+
        }

        impl ServerStats {
            /// Everything that only grows, as its field is called, and how often.
            pub fn events(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((stringify!($field), self.$field),)+].into_iter().filter(|(name, _)| *name != "open")
            }
        }

        #[derive(Debug, Default)]
        pub(super) struct Counters {
            $(pub(super) $field: Counter,)+
        }

        impl Counters {
            pub(super) fn read(&self) -> ServerStats {
                ServerStats { $($field: self.$field.0.load(Ordering::Relaxed),)+ }
            }
        }
    };
}

counters! {
    /// Connections accepted.
    accepted,
    /// Connections open at this moment.
    open,
    /// Dropped because their address is not allowed.
    foreign,
    /// Dropped because their address has too many already.
    crowded,
    /// Dropped because a proxy that has to say by the PROXY protocol whom it speaks for did not.
    announcements_refused,
    /// Dropped before they showed the secret, because others needed the place.
    displaced,
    /// Dropped with the oldest unfinished handshake, because too many were unfinished.
    handshakes_shed,
    /// TLS handshakes that failed or took too long.
    handshakes_failed,
    /// Requests whose head was refused before any service saw it.
    heads_refused,
    /// Requests for a path without a route.
    unrouted,
    /// Times that accepting failed, for want of file descriptors as a rule.
    accept_errors,
}

#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn sub(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

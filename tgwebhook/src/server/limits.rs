//! Every limit of the server, with a default and the reason for it. Checked once, when serving begins.

use std::time::Duration;

use tokio::sync::Semaphore;

/// Limits of a [`Server`](crate::Server). Any value is allowed that is not zero; the fields say what it means.
///
/// What is too much to be meant is lowered when serving begins: a time to a year ([`Duration::MAX`] is as good as
/// none),
/// [`max_head`](Self::max_head) to 1 MiB, [`max_headers`](Self::max_headers) to 1,024, [`max_uri`](Self::max_uri) to
/// 65,534 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the first byte of a request to the end of its head. Default 5 s.
    pub head_timeout: Duration,
    /// From a fresh connection (after TLS) to its first byte. Default 10 s: Telegram connects when it has an update.
    pub first_byte_timeout: Duration,
    /// Between an answer and the next request. Default 75 s: Telegram closes at 60 s itself, and whoever closes first
    /// races with the other's next request.
    pub idle_timeout: Duration,
    /// For a whole TLS handshake. Default 5 s.
    pub handshake_timeout: Duration,
    /// For the peer to take what is written. Default 10 s.
    pub write_timeout: Duration,
    /// Unfinished TLS handshakes at once. Default 256, half of the connections, so that silent strangers leave room. At
    /// the limit, the oldest one is dropped for a new one.
    pub max_handshakes: usize,
    /// TLS handshakes computed at once; more wait. Default: half of the processors, at least one, so that a flood of
    /// handshakes leaves time for the updates.
    pub handshake_cpus: usize,
    /// Bytes of a head, request line included. Default 16 KiB: Telegram stays below 4 KiB, proxies add some.
    pub max_head: usize,
    /// Header fields of a head. Default 64.
    pub max_headers: usize,
    /// Bytes of the request target. Default 2 KiB.
    pub max_uri: usize,
    /// Connections at once. Default 512. At the limit, the oldest of those that never sent a webhook its secret is
    /// dropped for a new one, whatever else it asked; if all have sent it, new ones wait in the system's backlog.
    pub max_connections: usize,
    /// Connections of one IPv4 address or IPv6 /64 network at once; more are dropped. Default 128: Telegram opens at
    /// most 100 for a bot. Raise it behind a proxy.
    pub max_connections_per_address: usize,
    /// After shutdown began, how long requests and updates may finish. Default 20 s; zero cuts what is at work.
    pub shutdown_timeout: Duration,
}

/// Longer than anybody waits, and short enough that no clock overflows.
const MAX_TIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The parser may hold as much for every connection.
const MAX_HEAD: usize = 1 << 20;

/// The parser makes room for all of them at each head, and its map of headers cannot hold more than 2^15.
const MAX_HEADERS: usize = 1_024;

/// The longest that the parser's type for it holds.
const MAX_URI: usize = 65_534;

impl Default for Limits {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            head_timeout: Duration::from_secs(5),
            first_byte_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            handshake_timeout: Duration::from_secs(5),
            write_timeout: Duration::from_secs(10),
            max_handshakes: 256,
            handshake_cpus: (processors / 2).max(1),
            max_head: 16 * 1024,
            max_headers: 64,
            max_uri: 2 * 1024,
            max_connections: 512,
            max_connections_per_address: 128,
            shutdown_timeout: Duration::from_secs(20),
        }
    }
}

impl Limits {
    /// The same, with everything lowered to what can be computed with.
    pub(super) fn clamped(self) -> Self {
        Self {
            head_timeout: self.head_timeout.min(MAX_TIME),
            first_byte_timeout: self.first_byte_timeout.min(MAX_TIME),
            idle_timeout: self.idle_timeout.min(MAX_TIME),
            handshake_timeout: self.handshake_timeout.min(MAX_TIME),
            write_timeout: self.write_timeout.min(MAX_TIME),
            max_handshakes: self.max_handshakes,
            handshake_cpus: self.handshake_cpus.min(Semaphore::MAX_PERMITS),
            max_head: self.max_head.min(MAX_HEAD),
            max_headers: self.max_headers.min(MAX_HEADERS),
            max_uri: self.max_uri.min(MAX_URI),
            max_connections: self.max_connections.min(Semaphore::MAX_PERMITS),
            max_connections_per_address: self.max_connections_per_address,
            shutdown_timeout: self.shutdown_timeout.min(MAX_TIME),
        }
    }

    /// The first limit that would let nothing through.
    pub(super) fn zero(&self) -> Option<&'static str> {
        let times = [
            (self.head_timeout, "head_timeout"),
            (self.first_byte_timeout, "first_byte_timeout"),
            (self.idle_timeout, "idle_timeout"),
            (self.handshake_timeout, "handshake_timeout"),
            (self.write_timeout, "write_timeout"),
        ];
        let numbers = [
            (self.max_handshakes, "max_handshakes"),
            (self.handshake_cpus, "handshake_cpus"),
            (self.max_head, "max_head"),
            (self.max_headers, "max_headers"),
            (self.max_uri, "max_uri"),
            (self.max_connections, "max_connections"),
            (self.max_connections_per_address, "max_connections_per_address"),
        ];
        let time = times.iter().find(|(time, _)| time.is_zero()).map(|(_, name)| *name);
        time.or_else(|| numbers.iter().find(|(number, _)| *number == 0).map(|(_, name)| *name))
    }
}

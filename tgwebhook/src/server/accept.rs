//! Accepting connections: a loop that does not die. Errors of a single connection are skipped, want of resources is
//! waited out.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::Instant;

use super::listen::{AnyListener, BoxedIo};
use super::stats::Counters;

/// Long enough for a connection to end and give back its file descriptor, too short to be missed by Telegram.
const PAUSE: Duration = Duration::from_millis(50);

/// At most one warning in this time, whatever the errors.
const QUIET: Duration = Duration::from_secs(10);

/// Accepts until there is a connection.
pub(super) struct Acceptor {
    listener: Box<dyn AnyListener>,
    warned: Option<Instant>,
}

impl Acceptor {
    pub(super) fn new(listener: Box<dyn AnyListener>) -> Self {
        Self { listener, warned: None }
    }

    /// # Cancel safety
    ///
    /// As that of the listener: tokio's loses no connection.
    pub(super) async fn accept(&mut self, counters: &Counters) -> (BoxedIo, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok(accepted) => return accepted,
                Err(error) if is_about_the_connection(&error) => {}
                Err(error) => {
                    counters.accept_errors.add();
                    if self.warned.is_none_or(|warned| warned.elapsed() >= QUIET) {
                        self.warned = Some(Instant::now());
                        tracing::warn!(%error, "accepting connections fails; trying on");
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

/// The peer went away between connecting and being accepted.
fn is_about_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidInput, NotConnected,
    };
    // `InvalidInput` is what some systems say when an option is set on a connection that is gone.
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionReset | ConnectionRefused | BrokenPipe | NotConnected | InvalidInput
    )
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::super::listen::Listener;
    use super::*;

    struct Script(VecDeque<io::Result<u16>>);

    impl Listener for Script {
        type Io = tokio::io::DuplexStream;

        async fn accept(&mut self) -> io::Result<(Self::Io, SocketAddr)> {
            match self.0.pop_front() {
                Some(step) => step.map(|port| (tokio::io::duplex(1).0, SocketAddr::from(([127, 0, 0, 1], port)))),
                None => std::future::pending().await,
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn want_of_descriptors_is_waited_out() {
        // EMFILE and ENFILE on Linux and BSD.
        let script = [Err(io::Error::from_raw_os_error(24)), Err(io::Error::from_raw_os_error(23)), Ok(7)];
        let counters = Counters::default();
        let start = Instant::now();
        let (_, peer) = Acceptor::new(Box::new(Script(script.into()))).accept(&counters).await;
        assert_eq!((peer.port(), start.elapsed()), (7, 2 * PAUSE));
        assert_eq!(counters.read().accept_errors, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn lost_connections_are_skipped_without_a_pause() {
        let script = [Err(io::ErrorKind::ConnectionAborted.into()), Err(io::ErrorKind::ConnectionReset.into()), Ok(7)];
        let counters = Counters::default();
        let start = Instant::now();
        let (_, peer) = Acceptor::new(Box::new(Script(script.into()))).accept(&counters).await;
        assert_eq!((peer.port(), start.elapsed()), (7, Duration::ZERO));
        assert_eq!(counters.read().accept_errors, 0);
    }
}

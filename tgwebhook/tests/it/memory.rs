//! A server whose connections are in memory, so that a paused clock runs only when nothing is left to do: limits of
//! seconds are crossed in no time, and to the millisecond.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tgwebhook::{Limits, Listener, Server};
use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::support::*;

/// Bytes that a connection holds on their way, as a socket's buffers do.
const BUFFER: usize = 64 * 1024;

struct Incoming(mpsc::UnboundedReceiver<(DuplexStream, SocketAddr)>);

impl Listener for Incoming {
    type Io = DuplexStream;

    async fn accept(&mut self) -> io::Result<(DuplexStream, SocketAddr)> {
        match self.0.recv().await {
            Some(accepted) => Ok(accepted),
            None => std::future::pending().await,
        }
    }
}

/// A server that runs, and the way to it.
pub(crate) struct Memory {
    pub(crate) running: Running,
    connect: mpsc::UnboundedSender<(DuplexStream, SocketAddr)>,
}

impl Memory {
    pub(crate) fn start(build: impl FnOnce(Server) -> Server) -> Self {
        let (connect, incoming) = mpsc::unbounded_channel();
        let server = Server::from_incoming(Incoming(incoming), "127.0.0.1:80".parse().unwrap());
        Self { running: Running::start(build(server)), connect }
    }

    /// With one bot at `/hook`.
    pub(crate) fn limited(bot: &Bot, change: impl FnOnce(&mut Limits)) -> Self {
        let mut limits = Limits::default();
        change(&mut limits);
        let service = webhook(tgwebhook::WebhookService::builder(bot.service()));
        Self::start(|server| server.limits(limits).route("/hook", service))
    }

    pub(crate) fn connect(&self) -> Talk<DuplexStream> {
        self.connect_from("127.0.0.1:1000")
    }

    pub(crate) fn connect_from(&self, peer: &str) -> Talk<DuplexStream> {
        let (ours, theirs) = tokio::io::duplex(BUFFER);
        self.connect.send((theirs, peer.parse().unwrap())).unwrap();
        Talk::new(ours)
    }
}

/// How long something took by the paused clock.
pub(crate) async fn timed<F: Future>(future: F) -> (F::Output, Duration) {
    let start = Instant::now();
    let output = future.await;
    (output, start.elapsed())
}

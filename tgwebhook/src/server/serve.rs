//! Serving: from the settings to the loop that accepts, and the order in which everything stops.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::accept::Acceptor;
use super::admission::Admission;
use super::connection::{Arrived, Connections};
use super::handshake::Handshakes;
use super::listen::AnyListener;
use super::stats::Counters;
use super::{Server, ServerError, ShutdownReport};

impl Server {
    /// Serves until `signal` resolves; then accepts nothing more, lets requests and updates at work finish for
    /// [`Limits::shutdown_timeout`](super::Limits::shutdown_timeout), and closes.
    ///
    /// The webhook services stay open for other ways in; [`WebhookService::drain`](crate::WebhookService::drain)
    /// closes them.
    ///
    /// # Errors
    ///
    /// [`ServerError`], before anything is served.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes all connections at once. Updates that were accepted are still finished.
    pub async fn serve_with_shutdown(
        mut self,
        signal: impl Future<Output = ()>,
    ) -> Result<ShutdownReport, ServerError> {
        if let Some(mistake) = self.mistake.take() {
            return Err(mistake);
        }
        if self.routes.len() == 0 && !self.changeable {
            return Err(ServerError::NoRoute);
        }
        if let Some(limit) = self.limits.zero() {
            return Err(ServerError::ZeroLimit(limit));
        }
        self.limits = self.limits.clamped();
        let handshakes = if self.certificates.is_empty() {
            if !is_loopback(self.address) && !self.plain_beyond_loopback {
                return Err(ServerError::PlainHttp(self.address));
            }
            None
        } else {
            Some(Handshakes::new(self.certificates, &self.limits, Arc::clone(&self.counters))?)
        };
        let Self { listener, policy, routes, limits, counters, .. } = self;
        let (all, per_address) = (limits.max_connections, limits.max_connections_per_address);
        let admission = Arc::new(Admission::new(policy, all, per_address, Arc::clone(&counters)));
        let connections = Connections::new(handshakes, Arc::clone(&admission), routes, Arc::clone(&counters), &limits);
        Ok(run(listener, &admission, Arc::new(connections), &counters, limits.shutdown_timeout, signal).await)
    }
}

/// Whether only this machine can connect. An address of all interfaces is not.
fn is_loopback(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

async fn run(
    listener: Box<dyn AnyListener>,
    admission: &Admission,
    connections: Arc<Connections>,
    counters: &Counters,
    patience: Duration,
    signal: impl Future<Output = ()>,
) -> ShutdownReport {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let mut acceptor = Acceptor::new(listener);
    let mut signal = pin!(signal);
    // Kept here while it waits for room: what comes first in the loop must not lose it.
    let mut arrived = None;
    loop {
        let place = async {
            while arrived.is_none() {
                let (io, peer) = acceptor.accept(counters).await;
                arrived = admission.enter(peer).map(|entry| Arrived { io, peer, entry });
            }
            admission.place().await
        };
        tokio::select! {
            biased;
            () = &mut signal => break,
            // Finished ones are taken away as they end, or they would pile up.
            Some(_) = tasks.join_next() => {}
            place = place => {
                if let Some(arrived) = arrived.take() {
                    let (connections, stopped) = (Arc::clone(&connections), stopped.clone());
                    let admitted = admission.admit(place);
                    tasks.spawn(async move { connections.serve(arrived, admitted, stopped).await });
                }
            }
        }
    }
    drop(arrived);
    drop(acceptor);
    stop.send_replace(true);
    let until = Instant::now() + patience;
    let finished = async { while tasks.join_next().await.is_some() {} };
    let connections_cut = match tokio::time::timeout_at(until, finished).await {
        Ok(()) => 0,
        Err(_) => tasks.len(),
    };
    tasks.shutdown().await;
    let updates_unfinished = connections.routes().settle(until.saturating_duration_since(Instant::now())).await;
    let report = ShutdownReport { connections_cut, updates_unfinished };
    if connections_cut > 0 || updates_unfinished > 0 {
        tracing::warn!(connections_cut, updates_unfinished, "the server stopped before everything was finished");
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for (address, expected) in [
            ("127.0.0.1:80", true),
            ("127.9.9.9:80", true),
            ("[::1]:80", true),
            ("[::ffff:127.0.0.1]:80", true),
            ("0.0.0.0:80", false),
            ("[::]:80", false),
            ("10.0.0.1:80", false),
            ("[::ffff:10.0.0.1]:80", false),
        ] {
            assert_eq!(is_loopback(address.parse().unwrap()), expected, "{address}");
        }
    }
}

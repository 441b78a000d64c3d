//! The outer face: a service that any number of callers clone.

use std::fmt;
use std::task::{Context, Poll};

use tokio::sync::watch;
use tower_service::Service;

use super::error::BoxError;
use super::future::{Engine, ResponseFuture};
use crate::inserter::Inserter;
use crate::stats::Stats;
use crate::sync::PlainArc;

/// Calls into one inner service, sorted by number. Made by [`ReorderLayer`](crate::ReorderLayer).
///
/// `poll_ready` reserves nothing, because whether there is room depends on the number: a call beyond the window waits
/// in its future. The number waited for always has room, so waiting callers cannot block it.
pub struct Reorder<Req: Send, Resp> {
    inserter: Inserter<Req>,
    engine: Engine<Req, Resp>,
    key: Key<Req>,
    ended: watch::Receiver<()>,
}

pub(super) type Key<Req> = PlainArc<dyn Fn(&Req) -> u64 + Send + Sync>;

impl<Req: Send, Resp> Reorder<Req, Resp> {
    pub(super) fn new(
        inserter: Inserter<Req>,
        engine: Engine<Req, Resp>,
        key: Key<Req>,
        ended: watch::Receiver<()>,
    ) -> Self {
        Self { inserter, engine, key, ended }
    }

    /// Resolves when the worker has ended; does not keep it running.
    #[must_use]
    pub fn ended(&self) -> Ended {
        Ended(self.ended.clone())
    }
}

impl<Req: Send + 'static, Resp> Reorder<Req, Resp> {
    /// A handle to the buffer's counters.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.inserter.stats()
    }
}

impl<Req: Send, Resp: Default> Service<Req> for Reorder<Req, Resp> {
    type Response = Resp;
    type Error = BoxError;
    type Future = ResponseFuture<Req, Resp>;

    /// Ready unless the service has closed.
    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(match self.engine.shared().registry.closed() {
            Some(error) => Err(error.into()),
            None => Ok(()),
        })
    }

    fn call(&mut self, request: Req) -> Self::Future {
        let seq = (self.key)(&request);
        ResponseFuture::new(&self.inserter, &self.engine, seq, request)
    }
}

impl<Req: Send, Resp> Clone for Reorder<Req, Resp> {
    fn clone(&self) -> Self {
        Self {
            inserter: self.inserter.clone(),
            engine: PlainArc::clone(&self.engine),
            key: PlainArc::clone(&self.key),
            ended: self.ended.clone(),
        }
    }
}

impl<Req: Send, Resp> fmt::Debug for Reorder<Req, Resp> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reorder").field("inserter", &self.inserter).finish_non_exhaustive()
    }
}

/// Tells when a worker has ended: everything accepted was handled, or its future was dropped.
#[derive(Clone, Debug)]
pub struct Ended(watch::Receiver<()>);

impl Ended {
    /// Waits for the end.
    ///
    /// # Cancel safety
    /// Safe.
    pub async fn wait(mut self) {
        // Nothing is ever sent: an error means that the worker's half is gone.
        while self.0.changed().await.is_ok() {}
    }
}

//! One handler as it runs in its lane: what panics is caught, and what is past its time is reported.

use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::sync::SemaphorePermit;
use tokio::time::{Sleep, sleep};
use tower::ServiceExt;
use tower::util::Oneshot;
use tower_service::Service;
use tracing::Span;
use tracing::instrument::{Instrument, Instrumented};

use super::LaneError;
use super::hub::{Hub, Outcome};
use super::layer::Trouble;
use crate::panics::message;

pin_project! {
    /// Written by hand because there is one for each update at work: an async function would hold the update and the service
    /// once for every step that they pass through.
    pub(super) struct Handling<'a, 'h, S: Service<Update>, K> {
        #[pin]
        handler: Instrumented<Oneshot<S, Update>>,
        update_id: UpdateId,
        hub: &'h Hub<K>,
        // One of those past their time takes the place of it, if there are not too many.
        slot: &'a mut SemaphorePermit<'h>,
        // Until it is past its time, if there is such a thing.
        watch: Option<Pin<Box<Watch>>>,
    }
}

pin_project! {
    struct Watch {
        #[pin]
        sleep: Sleep,
        timeout: Duration,
    }
}

impl<'a, 'h, S: Service<Update>, K> Handling<'a, 'h, S, K> {
    /// `service` is used up: one that panicked is not called again.
    pub(super) fn new(
        service: S,
        update: Update,
        span: Span,
        hub: &'h Hub<K>,
        slot: &'a mut SemaphorePermit<'h>,
    ) -> Self {
        let update_id = update.update_id;
        let watch = hub.layer.handler_timeout.map(|timeout| Box::pin(Watch { sleep: sleep(timeout), timeout }));
        Self { handler: service.oneshot(update).instrument(span), update_id, hub, slot, watch }
    }
}

impl<S, K> Future for Handling<'_, '_, S, K>
where
    S: Service<Update, Response = Reply>,
    S::Error: Into<BoxError>,
    K: Hash + Eq,
{
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Outcome> {
        let mut this = self.project();
        match catch_unwind(AssertUnwindSafe(|| this.handler.as_mut().poll(cx))) {
            Ok(Poll::Ready(outcome)) => return Poll::Ready(outcome.map_err(Into::into)),
            Ok(Poll::Pending) => {}
            Err(panic) => {
                let trouble = Trouble::Panicked { update_id: *this.update_id, message: message(&*panic) };
                this.handler.span().in_scope(|| report(this.hub, &trouble));
                let again = this.hub.layer.redeliver_after_panic;
                return Poll::Ready(if again { Err(LaneError::Panicked.into()) } else { Ok(Reply::None) });
            }
        }
        if let Some(watch) = this.watch
            && watch.as_mut().project().sleep.poll(cx).is_ready()
        {
            let trouble = Trouble::Slow { update_id: *this.update_id, timeout: watch.timeout };
            this.handler.span().in_scope(|| report(this.hub, &trouble));
            *this.watch = None;
            // It goes on, and as long as there are not too many such, another may run in its place.
            if let Ok(overdue) = this.hub.overdue.try_acquire() {
                **this.slot = overdue;
            }
        }
        Poll::Pending
    }
}

/// A hook that panics must not take the lane with it.
fn report<K: Hash + Eq>(hub: &Hub<K>, trouble: &Trouble) {
    if catch_unwind(AssertUnwindSafe(|| hub.report(trouble))).is_err() {
        tracing::error!("the hook for trouble panicked");
    }
}

//! What a dispatcher does with one update, written by hand: a handler without layers that has nothing to say runs in this
//! future itself, everything else in one that is boxed for it.

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, ready};

use tgapi::{BoxError, Reply, Update};

use super::{Inner, conversation, routed};
use crate::context::Context;
use crate::handler::{Answer, HandlerFuture};
use crate::router::{Found, Route};

type Outcome = Result<Reply, BoxError>;

/// The outcome of one update.
///
/// # Cancel safety
///
/// Dropping it cancels the handler, wherever it is; one that waits in a conversation goes on.
/// [`Lanes`](crate::Lanes) run it to its end.
#[must_use = "nothing is done before it is awaited"]
pub struct DispatchFuture {
    span: tracing::Span,
    state: State,
}

enum State {
    New { inner: Arc<Inner>, update: Update },
    Handler { inner: Arc<Inner>, context: Context, route: Arc<Route<()>>, handler: HandlerFuture },
    Boxed(Pin<Box<dyn Future<Output = Outcome> + Send>>),
    Done,
}

impl DispatchFuture {
    pub(super) fn new(inner: Arc<Inner>, update: Update) -> Self {
        let span = tracing::info_span!("update", id = update.update_id.0, kind = update.kind.name());
        // Nothing is matched yet: a filter or extractor that panics does so where it is caught.
        Self { span, state: State::New { inner, update } }
    }
}

impl Future for DispatchFuture {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Outcome> {
        let Self { span, state } = self.get_mut();
        let _entered = span.enter();
        loop {
            *state = match state {
                State::New { .. } => {
                    let State::New { inner, update } = std::mem::replace(state, State::Done) else { continue };
                    begin(inner, update)
                }
                State::Handler { handler, .. } => {
                    let polled = std::panic::catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(cx)));
                    let handled = match polled {
                        Ok(Poll::Pending) => return Poll::Pending,
                        Ok(Poll::Ready(result)) => Ok(result),
                        Err(panic) => Err(panic),
                    };
                    let State::Handler { inner, context, route, .. } = std::mem::replace(state, State::Done) else {
                        continue;
                    };
                    if let Ok(Ok(answer)) = &handled
                        && answer.calls().is_empty()
                    {
                        inner.attempts.forget(context.update_id);
                        return Poll::Ready(Ok(Reply::None));
                    }
                    State::Boxed(Box::pin(finish(inner, context, route, handled)))
                }
                State::Boxed(future) => {
                    let outcome = ready!(future.as_mut().poll(cx));
                    *state = State::Done;
                    return Poll::Ready(outcome);
                }
                State::Done => return Poll::Ready(Err("polled after it was done".into())),
            };
        }
    }
}

/// Finds out what is to be done.
fn begin(inner: Arc<Inner>, update: Update) -> State {
    let context = Context::of(Arc::new(update), Arc::clone(&inner.bot));
    let waiting = inner.bot.conversations().take(context.update());
    if let Some(waiter) = waiting {
        return State::Boxed(Box::pin(async move {
            if conversation::takes(waiter, &context).await { Ok(Reply::None) } else { route(inner, context).await }
        }));
    }
    if inner.table.needs_fetch(&context) {
        return State::Boxed(Box::pin(route(inner, context)));
    }
    match find(&inner, &context) {
        None => State::Boxed(Box::pin(std::future::ready(Ok(Reply::None)))),
        Some(Found { route, prepared, conversation: None, .. }) if route.layers.is_empty() => {
            State::Handler { inner, context, route, handler: prepared }
        }
        Some(found) => State::Boxed(Box::pin(run(inner, context, found))),
    }
}

fn find(inner: &Inner, context: &Context) -> Option<Found> {
    let found = inner.table.find(context);
    if found.is_none() {
        tracing::debug!(update_id = context.update_id.0, kind = context.kind.name(), "no route fits");
    }
    found
}

async fn route(inner: Arc<Inner>, context: Context) -> Outcome {
    let context = inner.table.fetch(context).await?;
    match find(&inner, &context) {
        None => Ok(Reply::None),
        Some(found) => run(inner, context, found).await,
    }
}

async fn run(inner: Arc<Inner>, context: Context, found: Found) -> Outcome {
    let Found { route, prepared, captures, conversation } = found;
    // A layer may have the arguments taken anew.
    let context = match captures {
        Some(captures) => context.with_captures(captures),
        None => context,
    };
    match conversation {
        None => inner.handle(context, route, prepared, None).await,
        Some(started) => conversation::start(inner, started, context, route, prepared).await,
    }
}

async fn finish(
    inner: Arc<Inner>,
    context: Context,
    route: Arc<Route<()>>,
    handled: std::thread::Result<Result<Answer, BoxError>>,
) -> Outcome {
    let handled = match handled {
        Ok(Ok(answer)) => Ok(routed::send_all_but_last(&inner.bot, answer).await),
        Ok(Err(error)) => Ok(Err(error)),
        Err(panic) => Err(panic),
    };
    inner.finish(context, &route, handled).await
}

impl fmt::Debug for DispatchFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DispatchFuture").finish_non_exhaustive()
    }
}

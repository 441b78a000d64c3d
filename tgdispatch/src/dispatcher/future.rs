//! What a dispatcher does with one update, written by hand: a handler without layers runs in this future itself, and the
//! one reply that it has is sent from here; everything else runs in a future that is boxed for it.

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, ready};

use tgapi::{BoxError, Reply, Update};

use super::{Failure, Inner, conversation, routed};
use crate::bot::{Sending, Unsent, Way};
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

/// The ordinary ones keep the update alone, as a context is larger: one is made anew if something has to be reported.
enum State {
    New { inner: Arc<Inner>, update: Update },
    Handler { inner: Arc<Inner>, update: Arc<Update>, route: Arc<Route<()>>, handler: HandlerFuture },
    Reply { inner: Arc<Inner>, update: Arc<Update>, route: Arc<Route<()>>, sending: Sending },
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
                    match begin(inner, update) {
                        Some(state) => state,
                        None => return Poll::Ready(Ok(Reply::None)),
                    }
                }
                State::Handler { handler, .. } => {
                    let polled = std::panic::catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(cx)));
                    let handled = match polled {
                        Ok(Poll::Pending) => return Poll::Pending,
                        Ok(Poll::Ready(result)) => Ok(result),
                        Err(panic) => Err(panic),
                    };
                    let State::Handler { inner, update, route, .. } = std::mem::replace(state, State::Done) else {
                        continue;
                    };
                    let answer = match handled {
                        Ok(Ok(answer)) => answer.at_most_one().map_err(|several| Ok(Ok(several))),
                        failed => Err(failed),
                    };
                    match answer {
                        Ok(call) => {
                            inner.attempts.forget(update.update_id);
                            match call.map(|call| inner.bot.way(call)) {
                                None => return Poll::Ready(Ok(Reply::None)),
                                Some(Way::Back(call)) => return Poll::Ready(Ok(Reply::Call(call))),
                                Some(Way::Sent(sending)) => State::Reply { inner, update, route, sending },
                            }
                        }
                        Err(handled) => {
                            let context = Context::of(update, Arc::clone(&inner.bot));
                            State::Boxed(Box::pin(finish(inner, context, route, handled)))
                        }
                    }
                }
                State::Reply { sending, .. } => {
                    let sent = ready!(Pin::new(sending).poll(cx));
                    let State::Reply { inner, update, route, .. } = std::mem::replace(state, State::Done) else {
                        continue;
                    };
                    match sent {
                        Ok(()) => return Poll::Ready(Ok(Reply::None)),
                        Err(unsent) => State::Boxed(Box::pin(not_sent(inner, update, route, unsent))),
                    }
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

/// Finds out what is to be done, if anything is.
fn begin(inner: Arc<Inner>, update: Update) -> Option<State> {
    let context = Context::of(Arc::new(update), Arc::clone(&inner.bot));
    if let Some(waiter) = inner.bot.conversations().take(context.update()) {
        return Some(State::Boxed(Box::pin(async move {
            if conversation::takes(waiter, &context).await { Ok(Reply::None) } else { route(inner, context).await }
        })));
    }
    if inner.table.needs_fetch(&context) {
        return Some(State::Boxed(Box::pin(route(inner, context))));
    }
    let found = find(&inner, &context)?;
    if found.conversation.is_some() || !found.route.layers.is_empty() {
        return Some(State::Boxed(Box::pin(run(inner, context, found))));
    }
    let Found { route, prepared, .. } = found;
    Some(State::Handler { inner, update: context.into_update(), route, handler: prepared })
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

async fn not_sent(inner: Arc<Inner>, update: Arc<Update>, route: Arc<Route<()>>, unsent: Unsent) -> Outcome {
    let context = Context::of(update, Arc::clone(&inner.bot));
    let failure = Failure::of_reply(unsent, context, route.name);
    Ok(inner.report(failure, route.on_error.as_ref()).await)
}

impl fmt::Debug for DispatchFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DispatchFuture").finish_non_exhaustive()
    }
}

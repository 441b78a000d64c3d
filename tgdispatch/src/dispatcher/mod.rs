//! The router as a tower service: one update in, at most one reply out.
//! Knows what becomes of replies and failures; which handler it is, the router decides.

mod attempts;
mod conversation;
mod dead_letter;
mod failure;
mod future;
pub(crate) mod routed;

pub use dead_letter::DeadLetter;
pub(crate) use dead_letter::OnDeadLetter;
pub(crate) use failure::OnError;
pub use failure::{Failure, Panic};
pub use future::DispatchFuture;
pub use routed::{Next, Routed};

use std::fmt;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;

use futures_util::FutureExt;
use tgapi::{BoxError, Reply, Update, UpdateType};
use tower_service::Service;

use crate::bot::{Bot, Unsent, Way};
use crate::closing::Closing;
use crate::context::Context;
use crate::conversation::Talk;
use crate::handler::{HandlerFuture, Retry};
use crate::lane::{Lanes, LanesLayer};
use crate::router::{Route, Table};
use attempts::Attempts;

/// A built [`Router`](crate::Router): a tower service of updates. Clones share everything.
///
/// It answers `Ok` for every update, handled or not, because a handler that always fails would otherwise have its
/// update delivered again for a day; only [`Retry`] makes it answer `Err`. The reply is [`Reply::None`] if replies are
/// sent by a client; else it is the handler's own.
///
/// It is always ready, and runs a handler inside the future it returns: dropping that future cancels the handler, and
/// nothing bounds or orders them. [`Lanes`](crate::Lanes) around it do all that: [`in_lanes`](Self::in_lanes) makes them.
#[derive(Clone)]
pub struct Dispatcher {
    shared: Arc<Inner>,
}

struct Inner {
    table: Table,
    bot: Arc<Bot>,
    attempts: Attempts,
    allowed: Vec<UpdateType>,
    closing: Vec<Closing>,
}

impl Dispatcher {
    pub(crate) fn new(table: Table, bot: Bot, allowed: Vec<UpdateType>, closing: Vec<Closing>) -> Self {
        let attempts = Attempts::default();
        Self { shared: Arc::new(Inner { table, bot: Arc::new(bot), attempts, allowed, closing }) }
    }

    /// Lanes around it, which [close](Self::close) it before they are drained.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tgdispatch::{LanesLayer, Message, Router, Settings, filter::text};
    ///
    /// # async fn echo(_: Message) {}
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tgdispatch::BuildError> {
    /// let lanes = Router::new().on(text(), echo).build(Settings::new())?.in_lanes(LanesLayer::new());
    /// // At the end: what was taken is run to its end.
    /// let report = lanes.handle().drain(Duration::from_secs(20)).await;
    /// assert!(report.is_clean());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn in_lanes<K: Hash + Eq>(self, settings: LanesLayer<K>) -> Lanes<Self, K> {
        let closed = self.clone();
        Lanes::new(self, settings.before_drain(move || closed.close()))
    }

    /// Ends what its handlers take of the state, because the bot shuts down: [`Albums`](crate::Albums) that are being
    /// collected are handed on as they are, and [`Jobs`](crate::Jobs) are stopped. So it is to be called while updates are
    /// still taken, and within a tokio runtime. Once is enough, and twice does no harm.
    ///
    /// Lanes that [`in_lanes`](Self::in_lanes) made do so by themselves. With other layers in between, tell it to the lanes:
    /// [`LanesLayer::before_drain`](crate::LanesLayer::before_drain).
    pub fn close(&self) {
        for closing in &self.shared.closing {
            closing.close();
        }
    }

    /// The list for `allowed_updates`; see [`Router::allowed_updates`](crate::Router::allowed_updates).
    #[must_use]
    pub fn allowed_updates(&self) -> &[UpdateType] {
        &self.shared.allowed
    }
}

impl Service<Update> for Dispatcher {
    type Response = Reply;
    type Error = BoxError;
    type Future = DispatchFuture;

    fn poll_ready(&mut self, _cx: &mut std::task::Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, update: Update) -> DispatchFuture {
        DispatchFuture::new(Arc::clone(&self.shared), update)
    }
}

impl fmt::Debug for Dispatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dispatcher").field("allowed_updates", &self.shared.allowed).finish_non_exhaustive()
    }
}

impl Inner {
    /// Runs a handler inside of its layers to its end, and does what is to be done with its result. A layer that calls it
    /// anew goes on with the same `talk`.
    async fn handle(
        &self,
        context: Context,
        route: Arc<Route<()>>,
        prepared: HandlerFuture,
        talk: Option<&Arc<Talk>>,
    ) -> Result<Reply, BoxError> {
        let seen = talk.map_or_else(|| context.clone(), |talk| context.with_talk(Arc::clone(talk)));
        let handler = Next::new().call(Routed::new(seen, Arc::clone(&route), prepared));
        let handled = AssertUnwindSafe(handler).catch_unwind().await;
        self.finish(context, &route, handled).await
    }

    /// Does what is to be done with what came of a handler.
    async fn finish(
        &self,
        context: Context,
        route: &Route<()>,
        handled: std::thread::Result<Result<Reply, BoxError>>,
    ) -> Result<Reply, BoxError> {
        let failed = match handled {
            Ok(Ok(reply)) => {
                self.attempts.forget(context.update_id);
                match self.deliver(reply).await {
                    Ok(reply) => return Ok(reply),
                    Err(unsent) => Failure::of_reply(unsent, context, route.name),
                }
            }
            Ok(Err(error)) if conversation::is_ordinary_end(&*error) => {
                tracing::debug!(update_id = context.update_id.0, handler = route.name, %error, "a conversation ended");
                return Ok(Reply::None);
            }
            Ok(Err(error)) => {
                let error = self.final_error(&context, error, route.name).await?;
                Failure::of_handler(error, context, route.name)
            }
            Err(panic) => {
                let failure = Failure::of_handler(Panic::new(&*panic).into(), context, route.name);
                // The reply that cannot be sent from here is lost: a panic has no answer to go with.
                self.report(failure, route.on_error.as_ref()).await;
                std::panic::resume_unwind(panic)
            }
        };
        Ok(self.report(failed, route.on_error.as_ref()).await)
    }

    /// The error of a handler as one to report, or `Err` with it if the update is to be delivered again.
    async fn final_error(
        &self,
        context: &Context,
        error: BoxError,
        handler: &'static str,
    ) -> Result<BoxError, BoxError> {
        let update_id = context.update_id;
        let Some(retry) = Retry::find(&*error) else { return Ok(error) };
        let attempts = self.attempts.next(update_id);
        if attempts < retry.max_attempts() {
            tracing::info!(update_id = update_id.0, handler, %error, attempts, "to be delivered again");
            return Err(error);
        }
        if let Some(keep) = self.bot.on_dead_letter() {
            let letter = DeadLetter::new(Arc::clone(context.update()), handler, attempts, error.to_string());
            if let Err(problem) = keep(letter).await {
                // Nobody has it then, so Telegram has to keep it.
                tracing::error!(update_id = update_id.0, handler, error = %problem, "a dead letter was not kept");
                return Err(error);
            }
        }
        self.attempts.forget(update_id);
        Ok(error)
    }

    /// Sends a reply, or hands it back if that is what the caller wants.
    async fn deliver(&self, reply: Reply) -> Result<Reply, Unsent> {
        let Reply::Call(call) = reply else { return Ok(reply) };
        match self.bot.way(call) {
            Way::Back(call) => Ok(Reply::Call(call)),
            Way::Sent(sending) => sending.await.map(|()| Reply::None),
        }
    }

    /// A failure goes to the error handler, whose reply is treated like any other; its own failure is only logged.
    async fn report(&self, failure: Failure, on_error: Option<&OnError>) -> Reply {
        let update_id = failure.context().update_id.0;
        let Some(on_error) = on_error else {
            tracing::error!(update_id, handler = failure.handler(), error = %failure, "an update was not handled");
            return Reply::None;
        };
        tracing::debug!(update_id, handler = failure.handler(), error = %failure, "goes to the error handler");
        let reply = match on_error(failure).await {
            Ok(answer) => routed::send_all_but_last(&self.bot, answer).await,
            Err(error) => Err(error),
        };
        let delivered = match reply {
            Ok(reply) => self.deliver(reply).await.map_err(|unsent| unsent.error),
            Err(error) => Err(error),
        };
        delivered.unwrap_or_else(|error| {
            tracing::error!(update_id, %error, "the error handler failed");
            Reply::None
        })
    }
}

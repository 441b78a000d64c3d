//! What tower layers on a router see: an update with the handler that was found for it, and the service that goes on.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use tgapi::{BoxError, Reply};
use tower::ServiceExt;
use tower_service::Service;

use crate::bot::Bot;
use crate::context::Context;
use crate::handler::{Answer, HandlerFuture};
use crate::router::Route;

/// The request of the services that layers on a router make: an update on its way to a handler.
///
/// A clone may be called too, as a retrying layer does: the handler's arguments are then taken anew.
pub struct Routed {
    context: Context,
    route: Arc<Route<()>>,
    /// How many layers it has passed.
    passed: usize,
    /// The handler with its arguments; in a mutex only to make this `Sync`, and never locked by two.
    prepared: Mutex<Option<HandlerFuture>>,
}

impl Routed {
    pub(super) fn new(context: Context, route: Arc<Route<()>>, prepared: HandlerFuture) -> Self {
        Self { context, route, passed: 0, prepared: Mutex::new(Some(prepared)) }
    }

    /// The update.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The path of the handler's function, for logs and metrics.
    #[must_use]
    pub fn handler(&self) -> &'static str {
        self.route.name
    }

    async fn run(self) -> Result<Reply, BoxError> {
        let prepared = self.prepared.into_inner().unwrap_or_else(PoisonError::into_inner);
        let again = || Some(self.route.prepare(&self.context)?.0);
        let Some(handler) = prepared.or_else(again) else {
            return Err(format!("{} does not fit the update any more", self.route.name).into());
        };
        send_all_but_last(self.context.bot(), handler.await?).await
    }
}

/// A service answers with one reply: the calls before the last are made right away.
pub(crate) async fn send_all_but_last(bot: &Bot, answer: Answer) -> Result<Reply, BoxError> {
    let mut calls = answer.into_calls();
    let last = calls.pop();
    for call in calls {
        bot.send(call).await?;
    }
    Ok(last.map_or(Reply::None, Reply::Call))
}

impl Clone for Routed {
    fn clone(&self) -> Self {
        Self {
            context: self.context.clone(),
            route: Arc::clone(&self.route),
            passed: self.passed,
            prepared: Mutex::new(None),
        }
    }
}

impl fmt::Debug for Routed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Routed").field("context", &self.context).field("handler", &self.route.name).finish()
    }
}

/// The service that a layer on a router wraps: whatever is further in, and at last the handler.
#[derive(Clone, Debug)]
pub struct Next(());

impl Next {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl Service<Routed> for Next {
    type Response = Reply;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, BoxError>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut std::task::Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut routed: Routed) -> Self::Future {
        match routed.route.layers.get(routed.passed).cloned() {
            Some(layer) => {
                routed.passed += 1;
                Box::pin(layer.oneshot(routed))
            }
            None => Box::pin(routed.run()),
        }
    }
}

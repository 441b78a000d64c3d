//! Tells the sandbox where an update is inside the bot: when it arrived, was put in order, and was handled. What is seen
//! of it is the timeline of the sandbox's page.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tgapi::{BoxError, Reply, Update};
use tgsandbox::{Bot, Mark};
use tower_layer::Layer;
use tower_service::Service;

use crate::pipeline::Parts;

/// Puts marks at the three places of the path, next to what they are about: the user's own layers are around them.
pub(crate) fn watch(parts: &mut Parts, bot: &Bot) {
    let marks = |before, after| Marks { bot: bot.clone(), before, after };
    parts.arrival.add(marks(Mark::Arrived, None));
    parts.ordered.add(marks(Mark::Released, None));
    parts.handling.add(marks(Mark::Handling, Some(Mark::Handled)));
}

/// One place: what to say when an update comes by, and when the service behind is done with it.
#[derive(Clone, Debug)]
struct Marks {
    bot: Bot,
    before: Mark,
    after: Option<Mark>,
}

impl<S> Layer<S> for Marks {
    type Service = Marked<S>;

    fn layer(&self, inner: S) -> Marked<S> {
        Marked { inner, marks: self.clone() }
    }
}

#[derive(Clone, Debug)]
struct Marked<S> {
    inner: S,
    marks: Marks,
}

impl<S> Service<Update> for Marked<S>
where
    S: Service<Update, Response = Reply, Error = BoxError, Future: Send + 'static>,
{
    type Response = Reply;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, update: Update) -> Self::Future {
        let (number, marks) = (update.update_id.0, self.marks.clone());
        marks.bot.mark(number, marks.before);
        let handled = self.inner.call(update);
        Box::pin(async move {
            let result = handled.await;
            if let Some(after) = marks.after {
                marks.bot.mark(number, after);
            }
            result
        })
    }
}

//! What an error handler is given.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use tgapi::BoxError;

use crate::bot::Unsent;
use crate::context::Context;
use crate::handler::HandlerFuture;
use crate::panics::message;

pub(crate) type OnError = Arc<dyn Fn(Failure) -> HandlerFuture + Send + Sync>;

/// A handler failed or panicked, or its reply could not be sent.
///
/// ```
/// use tgdispatch::{Failure, Router};
/// use tgapi::methods::SendMessage;
///
/// async fn apologise(failure: Failure) -> Option<SendMessage> {
///     eprintln!("{failure}");
///     failure.is_handler().then_some(())?;
///     Some(SendMessage::new(failure.context().chat()?.id, "Sorry, that did not work."))
/// }
/// # let _ = Router::<()>::new().on_error(apologise);
/// ```
#[derive(Debug)]
pub struct Failure {
    error: BoxError,
    context: Context,
    handler: &'static str,
    method: Option<String>,
}

impl Failure {
    pub(super) fn of_handler(error: BoxError, context: Context, handler: &'static str) -> Self {
        Self { error, context, handler, method: None }
    }

    pub(super) fn of_reply(unsent: Unsent, context: Context, handler: &'static str) -> Self {
        Self { error: unsent.error, context, handler, method: Some(unsent.method) }
    }

    /// What went wrong. An error of the Bot API is a [`tgapi::Error`]: `failure.error().downcast_ref()`.
    #[must_use]
    pub fn error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.error
    }

    /// The same, to keep.
    #[must_use]
    pub fn into_error(self) -> BoxError {
        self.error
    }

    /// The update, and the client if there is one.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The path of the handler's function.
    #[must_use]
    pub fn handler(&self) -> &'static str {
        self.handler
    }

    /// Whether the handler itself, or a layer around it, failed.
    #[must_use]
    pub fn is_handler(&self) -> bool {
        self.method.is_none()
    }

    /// Whether the handler panicked. The error is a [`Panic`] then.
    #[must_use]
    pub fn is_panic(&self) -> bool {
        self.error.is::<Panic>()
    }

    /// The method of the reply that could not be sent, if that is what failed.
    #[must_use]
    pub fn reply_method(&self) -> Option<&str> {
        self.method.as_deref()
    }
}

/// The error of a handler that panicked.
///
/// The error handler is told and its reply is sent if there is a client; then the panic goes on to whoever called the
/// dispatcher. [`Lanes`](crate::Lanes) catch it there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it panicked: {message}")]
pub struct Panic {
    message: String,
}

impl Panic {
    pub(super) fn new(panic: &(dyn Any + Send)) -> Self {
        Self { message: message(panic) }
    }

    /// The panic's message; "no message" if it had none.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.method {
            None => write!(f, "{} failed: {}", self.handler, self.error),
            Some(method) => write!(f, "the {method} of {} was not sent: {}", self.handler, self.error),
        }
    }
}

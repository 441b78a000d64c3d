//! A call by name, on its way: `client.send_message(..)` before its `await`.

use std::fmt;

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::output::RawOutput;
use super::{BoxFuture, Client};
use crate::call::{CallOptions, Progress, RawCall, Repeat};
use crate::error::Error;
use crate::methods::Method;

/// A call that is made when it is awaited.
///
/// ```no_run
/// use std::time::Duration;
/// use tgapi::{Client, Token, methods::SendMessage};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder(Token::new("123456:ABC-DEF")?).build()?;
/// let message = client.request(SendMessage::new(5, "hello")).request_timeout(Duration::from_secs(5)).await?;
/// println!("sent as message {}", message.message_id);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until it is awaited"]
pub struct Request<M> {
    client: Client,
    method: M,
    options: CallOptions,
}

impl<M> Request<M> {
    pub(crate) fn new(client: Client, method: M) -> Self {
        Self { client, method, options: CallOptions::default() }
    }

    /// Changes the method: what the setters of parameters are made of.
    #[allow(dead_code, reason = "the setters by name are generated")]
    pub(crate) fn map(mut self, change: impl FnOnce(M) -> M) -> Self {
        self.method = change(self.method);
        self
    }

    /// The method with its parameters.
    #[must_use]
    pub fn method(&self) -> &M {
        &self.method
    }

    /// The method with its parameters, not to be sent from here: to answer a webhook with, say.
    #[must_use]
    pub fn into_method(self) -> M {
        self.method
    }

    /// How long to wait for the whole answer to this call, instead of the client's time. A call with files may take
    /// longer, but not stand still for longer.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Whether this call may be made again by itself when it failed. Default: [`Repeat::IfSafe`].
    pub fn repeat(mut self, repeat: Repeat) -> Self {
        self.options.repeat = repeat;
        self
    }

    /// Reports how much of the files was sent. It is called with each piece, on the task that sends, so it has to be
    /// quick. If the call is repeated, it begins anew.
    pub fn on_progress(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.options.on_progress = Some(std::sync::Arc::new(report));
        self
    }
}

impl<M: Method> Request<M> {
    /// Sends it and gives the JSON of the result, unread.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    ///
    /// # Cancel safety
    ///
    /// As [`Client::call`].
    pub async fn raw(self) -> Result<RawOutput, Error> {
        let call = RawCall::new(&self.method)?.with_options(self.options);
        self.client.call_raw(&call).await
    }
}

impl<M: Method> IntoFuture for Request<M> {
    type Output = Result<M::Output, Error>;
    type IntoFuture = RequestFuture<M::Output>;

    fn into_future(self) -> RequestFuture<M::Output> {
        let Self { client, method, options } = self;
        let inner = match RawCall::new(&method) {
            Ok(call) => client.send(call.with_options(options)),
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        };
        RequestFuture { inner, method: M::NAME, output: PhantomData }
    }
}

impl<M: fmt::Debug> fmt::Debug for Request<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("method", &self.method).field("options", &self.options).finish_non_exhaustive()
    }
}

/// The future of a [`Request`], which reads the result as `T`. Nothing is sent before it is polled; dropping it
/// abandons the call, and whether Telegram carried it out is then unknown.
#[must_use = "futures do nothing unless polled"]
pub struct RequestFuture<T> {
    inner: BoxFuture<Result<RawOutput, Error>>,
    method: &'static str,
    output: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Future for RequestFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let output = ready!(self.inner.as_mut().poll(cx));
        Poll::Ready(output.and_then(|output| output.read(self.method)))
    }
}

impl<T> fmt::Debug for RequestFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestFuture").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The future of [`Client::call_raw`]. Nothing is sent before it is polled; dropping it abandons the call, and whether
/// Telegram carried it out is then unknown.
#[must_use = "futures do nothing unless polled"]
pub struct RawFuture(pub(super) BoxFuture<Result<RawOutput, Error>>);

impl Future for RawFuture {
    type Output = Result<RawOutput, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

impl fmt::Debug for RawFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawFuture").finish_non_exhaustive()
    }
}

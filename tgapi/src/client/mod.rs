//! The HTTP client: settings, calls, downloads, and the layers between a call and the network.
//!
//! Below the typed surface every call is a [`RawCall`] that goes through a tower service. From the outside in:
//!
//! ```text
//! your layers ─► Trace ─► Throttle ─► Retry ─► your attempt layers ─► HTTP ─► Telegram
//! ```
//!
//! # Defaults
//!
//! [`Trace`] is always there: a span that nobody listens to costs next to nothing.
//!
//! [`Retry`] is on, with bounds. What it repeats by default was surely not carried out, or can be carried out twice
//! without anybody seeing it, so that a bot need not write the same loop around each of its calls; and it gives up
//! after 3 repeats or a minute of waiting, so that no handler hangs.
//!
//! [`Throttle`] is off. A bot that answers people rarely comes near the limits, which are not published and differ from
//! chat to chat; holding its answers back by a guess would make it slower for nothing, and Telegram says by itself when
//! it is too much. A bot that sends by itself, to many chats or much into one, should turn it on:
//! [`ClientBuilder::throttle`].

mod builder;
mod direct;
mod disk;
mod download;
mod layers;
mod local;
mod multipart;
mod output;
mod patience;
mod request;
mod retry;
mod throttle;
mod trace;
mod transport;

pub use builder::{BuildError, ClientBuilder};
pub use download::{Download, DownloadError, DownloadStream};
pub use local::LocalFiles;
pub use output::RawOutput;
pub use request::{RawFuture, Request, RequestFuture};
pub use retry::{Retry, RetryService};
pub use throttle::{Limit, Throttle, ThrottleService};
pub use trace::{Trace, TraceService};

use std::fmt;

use std::pin::Pin;
use std::sync::Arc;

use tower::util::BoxCloneSyncService;

use crate::call::RawCall;
use crate::error::Error;
use crate::methods::Method;
use crate::token::Token;

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What every layer of the client is, and the whole of them: calls in, results out.
pub type CallService = BoxCloneSyncService<RawCall, RawOutput, Error>;

/// A client of the Bot API for one bot. Cheap to clone; clones share one connection pool.
///
/// ```no_run
/// use tgapi::{Client, Token, methods::SendMessage};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder(Token::new("123456:ABC-DEF")?).build()?;
/// let message = client.call(SendMessage::new(5, "hello")).await?;
/// println!("sent as message {}", message.message_id);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    stack: layers::Stack,
    http: Arc<transport::Http>,
}

impl Client {
    /// A builder with Telegram's own server and the defaults of [`ClientBuilder`].
    pub fn builder(token: Token) -> ClientBuilder {
        ClientBuilder::new(token)
    }

    /// A call that is made when it is awaited, and that can have settings of its own until then.
    pub fn request<M: Method>(&self, method: M) -> Request<M> {
        Request::new(self.clone(), method)
    }

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// [`Error`]; it says whether Telegram refused or the answer never came.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the request; whether Telegram carried it out is then unknown.
    pub fn call<M: Method>(&self, method: M) -> RequestFuture<M::Output> {
        self.request(method).into_future()
    }

    /// Makes a call whose type was taken off, and gives the JSON of its result.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    ///
    /// # Cancel safety
    ///
    /// As [`call`](Self::call).
    pub fn call_raw(&self, call: &RawCall) -> RawFuture {
        RawFuture(self.send(call.clone()))
    }

    /// Takes waiting updates, each one read by itself: what cannot be read never hides the others.
    ///
    /// The request may take [`GetUpdates::timeout`](crate::methods::GetUpdates::timeout) longer than other calls.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    ///
    /// # Cancel safety
    ///
    /// Nothing is confirmed by a request that is dropped, except by its `offset`.
    pub async fn take_updates(
        &self,
        request: crate::methods::GetUpdates,
    ) -> Result<Vec<Result<crate::Update, crate::UpdateError>>, Error> {
        self.send(RawCall::new(&request)?).await?.updates()
    }

    /// The number of the bot.
    #[must_use]
    pub fn bot_id(&self) -> crate::UserId {
        self.http.token().bot_id()
    }

    fn send(&self, call: RawCall) -> BoxFuture<Result<RawOutput, Error>> {
        self.stack.call(call)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("token", self.http.token())
            .field("api_url", &self.http.api_origin())
            .finish_non_exhaustive()
    }
}

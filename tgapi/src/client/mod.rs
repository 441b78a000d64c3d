//! The HTTP client. Cheap to clone; clones share one connection pool.

mod builder;
mod download;
mod transport;

pub use builder::{BuildError, ClientBuilder};
pub use download::DownloadError;

use std::fmt;
use std::sync::Arc;

use crate::call::RawCall;
use crate::error::Error;
use crate::methods::Method;
use crate::token::Token;

/// A client of the Bot API for one bot.
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
    shared: Arc<transport::Transport>,
}

impl Client {
    /// A builder with Telegram's own server and the defaults of [`ClientBuilder`].
    #[must_use]
    pub fn builder(token: Token) -> ClientBuilder {
        ClientBuilder::new(token)
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
    pub async fn call<M: Method>(&self, method: M) -> Result<M::Output, Error> {
        let call = RawCall::new(&method)?;
        drop(method);
        self.shared.call(&call).await
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
    pub async fn call_raw(&self, call: &RawCall) -> Result<Box<serde_json::value::RawValue>, Error> {
        self.shared.call(call).await
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
    pub async fn get_updates(
        &self,
        request: crate::methods::GetUpdates,
    ) -> Result<Vec<Result<crate::Update, crate::UpdateError>>, Error> {
        let raw = self.call_raw(&RawCall::new(&request)?).await?;
        crate::updates_from_slice(raw.get().as_bytes()).map_err(|error| Error::Decode {
            method: "getUpdates".to_owned(),
            status: 200,
            reason: error.to_string(),
        })
    }

    /// The number of the bot.
    #[must_use]
    pub fn bot_id(&self) -> crate::UserId {
        self.shared.token().bot_id()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("token", self.shared.token())
            .field("api_url", &self.shared.api_url())
            .finish_non_exhaustive()
    }
}

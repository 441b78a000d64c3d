//! What a dispatcher knows about its bot: its name, its client, and how calls are made. The one file that cares whether
//! the client is compiled in.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tgapi::{BoxError, RawCall};

use crate::conversation::Hub;
use crate::dispatcher::{DeadLetter, OnDeadLetter};

/// A call on its way.
pub(crate) enum Sending {
    /// By the client, without a box around its own.
    #[cfg(feature = "client")]
    Client(tgapi::client::RawFuture),
    Other(BoxSending),
}

type BoxSending = Pin<Box<dyn Future<Output = Result<(), Unsent>> + Send>>;
type SendFn = Arc<dyn Fn(RawCall) -> BoxSending + Send + Sync>;

impl Future for Sending {
    type Output = Result<(), Unsent>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            #[cfg(feature = "client")]
            Self::Client(sending) => Pin::new(sending).poll(cx).map(|sent| {
                sent.map(drop).map_err(|error| Unsent { method: error.method().to_owned(), error: error.into() })
            }),
            Self::Other(sending) => sending.as_mut().poll(cx),
        }
    }
}

/// A call that was not made.
#[derive(Debug)]
pub(crate) struct Unsent {
    pub(crate) method: String,
    pub(crate) error: BoxError,
}

/// What becomes of a handler's reply.
pub(crate) enum Way {
    /// It goes back to the caller.
    Back(RawCall),
    /// It is sent from here.
    Sent(Sending),
}

/// Settings of a dispatcher: who the bot is, and what becomes of replies.
///
/// With nothing set, replies are returned to the caller of the service, and commands that name a bot match nothing.
#[derive(Clone, Default)]
pub struct Settings {
    pub(crate) username: Option<Box<str>>,
    #[cfg(feature = "client")]
    client: Option<tgapi::Client>,
    send: Option<SendFn>,
    reply_in_response: bool,
    on_dead_letter: Option<OnDeadLetter>,
}

impl Settings {
    /// Nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The client: handlers can take it, and replies are sent through it.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn client(mut self, client: tgapi::Client) -> Self {
        self.client = Some(client);
        self
    }

    /// The bot's username, with or without `@`, as `getMe` tells it. Without it `/start@any_bot` matches nothing,
    /// because nobody can tell whose command it is.
    #[must_use]
    pub fn username(mut self, username: impl AsRef<str>) -> Self {
        let username = username.as_ref();
        self.username = Some(username.strip_prefix('@').unwrap_or(username).into());
        self
    }

    /// Return a handler's reply as [`Reply::Call`](tgapi::Reply::Call) instead of sending it: a webhook then carries it
    /// in its answer and saves a round trip, at the price that nobody learns whether it succeeded: neither the handler,
    /// whose reply [has no result](crate::IntoReply#it-has-no-result) in any case, nor the error handler. Default false.
    ///
    /// What Telegram would not carry out there is sent: a reply that uploads files, and `get..`, `setWebhook`,
    /// `deleteWebhook`, `close` and `logOut`, which its server leaves out of answers without a word.
    #[must_use]
    pub fn reply_in_response(mut self, yes: bool) -> Self {
        self.reply_in_response = yes;
        self
    }

    /// Send replies by this function instead of the client: a throttled stack, another transport, a test.
    #[must_use]
    pub fn send_with<F, Fut>(mut self, send: F) -> Self
    where
        F: Fn(RawCall) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), BoxError>> + Send + 'static,
    {
        self.send = Some(Arc::new(move |call| {
            let method = call.method().to_owned();
            let sending = send(call);
            Box::pin(async move { sending.await.map_err(|error| Unsent { method, error }) })
        }));
        self
    }

    /// Called with an update whose handler asked for it again ([`Retry`](crate::Retry)) as often as it may: to keep it
    /// somewhere, for a person. Only when that is done the update counts as handled; if keeping it fails, it is asked
    /// for once more. The error handler is told afterwards. Default: it is told, and the update is gone.
    ///
    /// ```
    /// use tgdispatch::{DeadLetter, Settings};
    ///
    /// let settings = Settings::new().on_dead_letter(|letter: DeadLetter| async move {
    ///     eprintln!("update {} failed {} times: {}", letter.update.update_id.0, letter.attempts, letter.error);
    ///     Ok(())
    /// });
    /// ```
    #[must_use]
    pub fn on_dead_letter<F, Fut>(mut self, keep: F) -> Self
    where
        F: Fn(DeadLetter) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), BoxError>> + Send + 'static,
    {
        self.on_dead_letter = Some(Arc::new(move |letter| Box::pin(keep(letter))));
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn has_client(&self) -> bool {
        self.client.is_some()
    }

    #[cfg(not(feature = "client"))]
    #[expect(clippy::unused_self, reason = "the same shape as with the client")]
    pub(crate) fn has_client(&self) -> bool {
        false
    }

    pub(crate) fn can_send(&self) -> bool {
        self.send.is_some() || self.has_client()
    }

    pub(crate) fn into_bot(self) -> Bot {
        Bot {
            username: self.username,
            #[cfg(feature = "client")]
            client: self.client,
            send: self.send,
            reply_in_response: self.reply_in_response,
            on_dead_letter: self.on_dead_letter,
            conversations: Hub::default(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("username", &self.username)
            .field("can_send", &self.can_send())
            .field("reply_in_response", &self.reply_in_response)
            .finish_non_exhaustive()
    }
}

/// The bot of a built dispatcher.
#[derive(Default)]
pub(crate) struct Bot {
    username: Option<Box<str>>,
    #[cfg(feature = "client")]
    client: Option<tgapi::Client>,
    send: Option<SendFn>,
    reply_in_response: bool,
    on_dead_letter: Option<OnDeadLetter>,
    conversations: Hub,
}

impl Bot {
    pub(crate) fn conversations(&self) -> &Hub {
        &self.conversations
    }

    pub(crate) fn on_dead_letter(&self) -> Option<&OnDeadLetter> {
        self.on_dead_letter.as_ref()
    }

    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.username.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    #[cfg(feature = "client")]
    pub(crate) fn client(&self) -> Option<&tgapi::Client> {
        self.client.as_ref()
    }

    /// The way that a reply goes: back to the caller if that is wanted or nothing can send it, else from here.
    pub(crate) fn way(&self, call: RawCall) -> Way {
        // Files could go along there, but our answers are JSON.
        let can_ride = call.uploads().is_empty() && !call.is_ignored_in_webhook_answer();
        if self.reply_in_response && can_ride {
            return Way::Back(call);
        }
        self.sending(call).map_or_else(Way::Back, Way::Sent)
    }

    /// Makes a call. Without a way to, it fails: the build has made sure of one wherever calls have to be sent.
    pub(crate) async fn send(&self, call: RawCall) -> Result<(), BoxError> {
        match self.sending(call) {
            Ok(sending) => sending.await.map_err(|unsent| unsent.error),
            Err(_) => Err("there is no client to send it with".into()),
        }
    }

    /// What sends a call; without a way to, it comes back.
    fn sending(&self, call: RawCall) -> Result<Sending, RawCall> {
        if let Some(send) = &self.send {
            return Ok(Sending::Other(send(call)));
        }
        #[cfg(feature = "client")]
        if let Some(client) = &self.client {
            return Ok(Sending::Client(client.call_raw(&call)));
        }
        Err(call)
    }
}

//! What handlers may return, and the calls it comes to.

use tgapi::{BoxError, Method, RawCall, Reply};

/// The calls that a handler's result comes to, in order.
#[derive(Clone, Debug, Default)]
pub struct Answer(Calls);

/// One, as a rule: that needs no list.
#[derive(Clone, Debug, Default)]
enum Calls {
    #[default]
    None,
    One(RawCall),
    Many(Vec<RawCall>),
}

impl Answer {
    /// Nothing to say.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The calls, in the order they are to be made.
    #[must_use]
    pub fn calls(&self) -> &[RawCall] {
        match &self.0 {
            Calls::None => &[],
            Calls::One(call) => std::slice::from_ref(call),
            Calls::Many(calls) => calls,
        }
    }

    pub(crate) fn into_calls(self) -> Vec<RawCall> {
        match self.0 {
            Calls::None => Vec::new(),
            Calls::One(call) => vec![call],
            Calls::Many(calls) => calls,
        }
    }

    /// The one call that it is, or none; several come back as they are.
    pub(crate) fn at_most_one(self) -> Result<Option<RawCall>, Self> {
        match self.0 {
            Calls::None => Ok(None),
            Calls::One(call) => Ok(Some(call)),
            Calls::Many(mut calls) if calls.len() <= 1 => Ok(calls.pop()),
            Calls::Many(_) => Err(self),
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        *self = match (std::mem::take(&mut self.0), other.0) {
            (Calls::None, calls) | (calls, Calls::None) => Self(calls),
            (first, second) => {
                let mut calls = Self(first).into_calls();
                calls.append(&mut Self(second).into_calls());
                Self(Calls::Many(calls))
            }
        };
    }
}

impl From<RawCall> for Answer {
    fn from(call: RawCall) -> Self {
        Self(Calls::One(call))
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        reply.into_call().map_or_else(Self::none, Self::from)
    }
}

/// A reply: every method of the API is one. Implement it for types of your own that stand for a reply, and write
/// `-> impl IntoReply` where the type does not matter.
///
/// ```
/// use tgdispatch::{Answer, IntoReply, Message};
/// use tgapi::{BoxError, methods::SendMessage};
///
/// struct Shout(SendMessage);
///
/// impl IntoReply for Shout {
///     fn into_reply(mut self) -> Result<Answer, BoxError> {
///         self.0.text = self.0.text.to_uppercase();
///         self.0.into_reply()
///     }
/// }
///
/// async fn shout(msg: Message) -> Shout {
///     Shout(msg.answer("hello"))
/// }
/// # let _ = tgdispatch::Router::<()>::new().command("shout", shout);
/// ```
///
/// # It has no result
///
/// A reply is something to be done, not something to be told. Carried in a webhook's answer, Telegram does it and tells nobody
/// what came of it: there never is a [`Message`](tgapi::types::Message) of a `sendMessage` that went that way. So an
/// [`Answer`] is made of [`RawCall`]s, from which the method's type, and with it [`Method::Output`], was taken off, and it is
/// the same if a client sends it. A reply cannot be awaited:
///
/// ```compile_fail,E0277
/// # use tgdispatch::Message;
/// async fn count(msg: Message) {
///     let sent = msg.answer("3").await; // `SendMessage` is not a future
/// }
/// ```
///
/// What is only asked for its result is no reply: the compiler refuses the methods whose names begin with `get`.
///
/// ```compile_fail,E0080
/// # use tgdispatch::{Chat, Router, filter::text};
/// use tgapi::methods::GetChatMemberCount;
///
/// async fn count(chat: Chat) -> GetChatMemberCount {
///     GetChatMemberCount::new(chat.id) // nobody would be told
/// }
/// # let _ = Router::<()>::new().on(text(), count);
/// ```
///
/// A handler that needs to know what came of a call makes it: by the client, which awaits Telegram's answer to it.
///
/// ```
/// # #[cfg(feature = "client")]
/// # mod example {
/// use tgapi::Client;
/// use tgapi::methods::{EditMessageText, GetChatMemberCount};
/// use tgdispatch::Message;
///
/// async fn count(msg: Message, bot: Client) -> Result<EditMessageText, tgapi::Error> {
///     let sent = bot.call(msg.answer("I am counting.")).await?; // a message that is there
///     let members = bot.call(GetChatMemberCount::new(msg.chat.id)).await?;
///     Ok(sent.edit_text(format!("{members} members")))
/// }
/// # fn routes() -> tgdispatch::Router { tgdispatch::Router::new().command("count", count) }
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a reply",
    label = "not a reply",
    note = "return a method of the API, such as `SendMessage`: `msg.answer(\"text\")` makes one"
)]
pub trait IntoReply {
    /// The calls it comes to.
    ///
    /// # Errors
    ///
    /// What keeps it from being a reply; it is treated like a failure of the handler.
    fn into_reply(self) -> Result<Answer, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<M: Method> IntoReply for M {
    fn into_reply(self) -> Result<Answer, BoxError> {
        const {
            assert!(
                !only_asks(M::NAME),
                "a reply has no result, so a method that only asks (`get..`) is none: take the `Client` as an argument and call it"
            );
        }
        Ok(RawCall::new(&self)?.into())
    }
}

/// Whether a method does nothing but ask. By its name, so it holds for methods of later versions, too.
const fn only_asks(method: &str) -> bool {
    matches!(method.as_bytes(), [b'g', b'e', b't', ..])
}

impl IntoReply for Answer {
    fn into_reply(self) -> Result<Answer, BoxError> {
        Ok(self)
    }
}

/// What a handler may return: a reply ([`IntoReply`]), `()`, [`Reply`], [`RawCall`], and `Option`, `Result`, `Vec` and
/// tuples of what it may return.
///
/// The error of a `Result` is anything that turns into a [`BoxError`]: it goes to the router's error handler, or is
/// logged, and the update counts as handled. [`Retry`](crate::Retry) alone has it delivered again.
///
/// Several calls are made one after another, and the first that fails ends it.
///
/// A reply [has no result](IntoReply#it-has-no-result), whether it is sent or carried in a webhook's answer. A handler that
/// needs the message it sent takes the `Client` and calls by that.
///
/// `K` tells the implementations apart and is never written.
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "not something to return from a handler",
    note = "return `()`, a method such as `SendMessage`, `Reply`, or an `Option`, `Result`, `Vec` or tuple of them",
    note = "the error of a `Result` has to be a `std::error::Error`, or a text"
)]
pub trait HandlerOutput<K> {
    /// It may come to several calls, which need a client to make them.
    const MANY: bool = false;

    /// The calls it comes to.
    ///
    /// # Errors
    ///
    /// The handler's own failure.
    fn into_answer(self) -> Result<Answer, BoxError>;
}

/// Names of the implementations of [`HandlerOutput`]; never written.
pub mod via {
    /// By [`IntoReply`](super::IntoReply).
    #[derive(Debug)]
    pub struct Reply;
    /// `()`, or a reply without a type.
    #[derive(Debug)]
    pub struct Plain;
    /// `Option`.
    #[derive(Debug)]
    pub struct Option<K>(std::marker::PhantomData<K>);
    /// `Result`.
    #[derive(Debug)]
    pub struct Result<K>(std::marker::PhantomData<K>);
    /// `Vec`.
    #[derive(Debug)]
    pub struct Vec<K>(std::marker::PhantomData<K>);
    /// A tuple.
    #[derive(Debug)]
    pub struct Tuple<K>(std::marker::PhantomData<K>);
}

#[diagnostic::do_not_recommend]
impl<R: IntoReply> HandlerOutput<via::Reply> for R {
    fn into_answer(self) -> Result<Answer, BoxError> {
        self.into_reply()
    }
}

impl HandlerOutput<via::Plain> for () {
    fn into_answer(self) -> Result<Answer, BoxError> {
        Ok(Answer::none())
    }
}

impl HandlerOutput<via::Plain> for Reply {
    fn into_answer(self) -> Result<Answer, BoxError> {
        Ok(self.into())
    }
}

impl HandlerOutput<via::Plain> for RawCall {
    fn into_answer(self) -> Result<Answer, BoxError> {
        Ok(self.into())
    }
}

impl<K, R: HandlerOutput<K>> HandlerOutput<via::Option<K>> for Option<R> {
    const MANY: bool = R::MANY;

    fn into_answer(self) -> Result<Answer, BoxError> {
        self.map_or_else(|| Ok(Answer::none()), R::into_answer)
    }
}

impl<K, R: HandlerOutput<K>, E: Into<BoxError>> HandlerOutput<via::Result<K>> for Result<R, E> {
    const MANY: bool = R::MANY;

    fn into_answer(self) -> Result<Answer, BoxError> {
        self.map_err(Into::into)?.into_answer()
    }
}

impl<K, R: HandlerOutput<K>> HandlerOutput<via::Vec<K>> for Vec<R> {
    const MANY: bool = true;

    fn into_answer(self) -> Result<Answer, BoxError> {
        let mut answer = Answer::none();
        for part in self {
            answer.append(part.into_answer()?);
        }
        Ok(answer)
    }
}

macro_rules! tuples {
    ($(($($R:ident $K:ident)+))+) => {$(
        impl<$($K, $R: HandlerOutput<$K>),+> HandlerOutput<via::Tuple<($($K,)+)>> for ($($R,)+) {
            const MANY: bool = true;

            #[expect(non_snake_case, reason = "a part is named by its type")]
            fn into_answer(self) -> Result<Answer, BoxError> {
                let ($($R,)+) = self;
                let mut answer = Answer::none();
                $(answer.append($R.into_answer()?);)+
                Ok(answer)
            }
        }
    )+};
}
tuples! { (R1 K1 R2 K2) (R1 K1 R2 K2 R3 K3) (R1 K1 R2 K2 R3 K3 R4 K4) }

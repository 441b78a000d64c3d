//! Extractors of what is in the update itself.

use std::convert::Infallible;
use std::sync::Arc;

use serde_json::value::RawValue;
use tgapi::{ChatId, Lane, Update, UpdateId, UpdateKind, UpdateType, UserId, types};

use super::FromUpdate;
use crate::context::Context;
use crate::jobs::is_job;
use crate::kinds::Kinds;
use crate::shared::{Payload, Shared};

/// The update has no such part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the update has no {what}")]
pub struct Missing {
    what: &'static str,
}

impl Missing {
    /// Names what is missing: "the update has no `what`".
    #[must_use]
    pub fn new(what: &'static str) -> Self {
        Self { what }
    }
}

impl<S, T: Payload> FromUpdate<S> for Shared<T> {
    type Rejection = Missing;

    fn from_update(context: &Context, _state: &S) -> Result<Self, Missing> {
        Self::of(Arc::clone(context.update())).ok_or(Missing::new(T::WHAT))
    }

    fn kinds() -> Kinds {
        T::kinds()
    }
}

macro_rules! by_value {
    ($($type:ty),+ $(,)?) => {$(
        impl<S> FromUpdate<S> for $type {
            type Rejection = Missing;

            /// A deep copy; the name of the same type in this crate shares it instead.
            fn from_update(context: &Context, _state: &S) -> Result<Self, Missing> {
                <$type as Payload>::find(context).cloned().ok_or(Missing::new(<$type as Payload>::WHAT))
            }

            fn kinds() -> Kinds {
                <$type as Payload>::kinds()
            }
        }
    )+};
}
by_value!(
    types::Message,
    types::CallbackQuery,
    types::InlineQuery,
    types::ChosenInlineResult,
    types::Chat,
    types::User,
);

macro_rules! always {
    ($($type:ty = |$context:ident| $value:expr;)+) => {$(
        impl<S> FromUpdate<S> for $type {
            type Rejection = Infallible;

            fn from_update($context: &Context, _state: &S) -> Result<Self, Infallible> {
                Ok($value)
            }
        }
    )+};
}
always! {
    Context = |context| context.clone();
    Arc<Update> = |context| Arc::clone(context.update());
    Update = |context| Update::clone(context);
    UpdateId = |context| context.update_id;
    UpdateType = |context| context.kind.update_type();
    Lane = |context| context.lane();
}

macro_rules! parts {
    ($($type:ty = $what:literal, |$context:ident| $value:expr, $kinds:expr;)+) => {$(
        impl<S> FromUpdate<S> for $type {
            type Rejection = Missing;

            fn from_update($context: &Context, _state: &S) -> Result<Self, Missing> {
                $value.ok_or(Missing::new($what))
            }

            fn kinds() -> Kinds {
                $kinds
            }
        }
    )+};
}

/// The text of the message, not empty and not a caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

/// The caption of the message's photo, video or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption(pub String);

/// The message that this one replies to, as far as Telegram tells: without the one that that replies to.
#[derive(Clone, Debug)]
pub struct ReplyTo(pub Shared<types::Message>);

/// What a pressed button carries. A client can send anything here, so check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackData(pub String);

/// An update of a kind this version does not know, or with content that it cannot read, as it came.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unknown {
    /// The name of the kind; empty if the update had nothing but a number.
    pub name: String,
    /// Its content: JSON.
    pub raw: Box<RawValue>,
    /// What did not fit, if the kind is known.
    pub error: Option<String>,
}

fn caption(context: &Context) -> Option<Caption> {
    context.message()?.caption.clone().map(Caption)
}

fn reply_to(context: &Context) -> Option<ReplyTo> {
    Shared::by(Arc::clone(context.update()), |update| update.message()?.reply_to_message.as_deref()).map(ReplyTo)
}

fn callback_data(context: &Context) -> Option<CallbackData> {
    let UpdateKind::CallbackQuery(query) = &context.kind else { return None };
    query.data.clone().map(CallbackData)
}

/// Also that of a job, and of what cannot be read but has one.
fn chat_id(context: &Context) -> Option<ChatId> {
    match context.lane() {
        Lane::Chat(chat) => Some(chat),
        _ => None,
    }
}

fn unknown(context: &Context) -> Option<Unknown> {
    let (name, raw, error) = match &context.kind {
        UpdateKind::Unknown { name, raw } if !is_job(context) => (name, raw, None),
        UpdateKind::Malformed { name, raw, error } => (name, raw, Some(String::from(&**error))),
        _ => return None,
    };
    Some(Unknown { name: String::from(&**name), raw: raw.clone(), error })
}

parts! {
    Text = "text", |context| context.text().map(|text| Text(text.to_owned())), <types::Message as Payload>::kinds();
    Caption = "caption", |context| caption(context), <types::Message as Payload>::kinds();
    ReplyTo = "message that it replies to", |context| reply_to(context), <types::Message as Payload>::kinds();
    CallbackData = "callback data", |context| callback_data(context), Kinds::of([UpdateType::CallbackQuery]);
    Unknown = "unknown content", |context| unknown(context), Kinds::any();
    ChatId = "chat", |context| chat_id(context), Kinds::any();
    UserId = "sender", |context| context.from().map(|user| user.id), Kinds::any();
}

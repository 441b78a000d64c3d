//! The ready-made filters.

use std::fmt;

use tgapi::types::ChatType;
use tgapi::{UpdateKind, UpdateType};

use super::Filter;
use crate::context::Context;
use crate::jobs::is_job;
use crate::kinds::Kinds;

/// A test, and the kinds that can pass it.
#[derive(Clone)]
pub(crate) struct Ready<F> {
    pub(super) kinds: Kinds,
    pub(super) test: F,
}

impl<F: Fn(&Context) -> bool + Send + Sync + 'static> Filter for Ready<F> {
    fn matches(&self, context: &Context) -> bool {
        (self.test)(context)
    }

    fn kinds(&self) -> Kinds {
        self.kinds.clone()
    }
}

impl<F> fmt::Debug for Ready<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.kinds).finish()
    }
}

pub(crate) fn of<F: Fn(&Context) -> bool + Clone>(kind: UpdateType, test: F) -> Ready<F> {
    Ready { kinds: Kinds::of([kind]), test }
}

/// Updates of this kind, also one this version does not know. Not those it cannot read: see [`unknown`].
///
/// A kind that Telegram leaves out by default is asked for when a route names it.
#[must_use]
pub fn kind(kind: UpdateType) -> impl Filter + Clone + fmt::Debug {
    let wanted = kind.clone();
    of(kind, move |context| {
        !matches!(context.kind, UpdateKind::Malformed { .. }) && context.kind.update_type() == wanted
    })
}

/// New messages, in private chats and groups. Not edited ones, posts in channels and messages of business accounts,
/// which are kinds of their own.
#[must_use]
pub fn message() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::Message, |context| matches!(context.kind, UpdateKind::Message(_)))
}

/// New messages with a text, commands among them. A caption is no text.
#[must_use]
pub fn text() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::Message, |context| matches!(&context.kind, UpdateKind::Message(message) if message.text.is_some()))
}

/// New messages that belong to an album: see [`Albums`](crate::Albums), which collects them.
#[must_use]
pub fn album() -> impl Filter + Clone + fmt::Debug {
    of(
        UpdateType::Message,
        |context| matches!(&context.kind, UpdateKind::Message(message) if message.media_group_id.is_some()),
    )
}

/// New messages that are a command for this bot, any command: put after the commands, it answers those that do not
/// exist.
#[must_use]
pub fn command() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::Message, |context| context.command().is_some())
}

/// Edited messages.
#[must_use]
pub fn edited_message() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::EditedMessage, |context| matches!(context.kind, UpdateKind::EditedMessage(_)))
}

/// New posts in channels.
#[must_use]
pub fn channel_post() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::ChannelPost, |context| matches!(context.kind, UpdateKind::ChannelPost(_)))
}

/// Button presses.
#[must_use]
pub fn callback_query() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::CallbackQuery, |context| matches!(context.kind, UpdateKind::CallbackQuery(_)))
}

/// Presses on buttons whose data starts with `prefix`.
#[must_use]
pub fn callback_data(prefix: impl Into<String>) -> impl Filter + Clone + fmt::Debug {
    let prefix = prefix.into();
    of(UpdateType::CallbackQuery, move |context| match &context.kind {
        UpdateKind::CallbackQuery(query) => query.data.as_deref().is_some_and(|data| data.starts_with(&prefix)),
        _ => false,
    })
}

/// Inline queries.
#[must_use]
pub fn inline_query() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::InlineQuery, |context| matches!(context.kind, UpdateKind::InlineQuery(_)))
}

/// Inline results that were chosen and sent. BotFather's `/setinlinefeedback` turns these updates on.
#[must_use]
pub fn chosen_inline_result() -> impl Filter + Clone + fmt::Debug {
    of(UpdateType::ChosenInlineResult, |context| matches!(context.kind, UpdateKind::ChosenInlineResult(_)))
}

/// Everything in chats of this type, of whatever kind.
#[must_use]
pub fn chat_type(wanted: ChatType) -> impl Filter + Clone + fmt::Debug {
    Ready { kinds: Kinds::any(), test: move |context: &Context| context.chat().is_some_and(|chat| chat.kind == wanted) }
}

/// Updates of kinds this version does not know, and those it cannot read.
#[must_use]
pub fn unknown() -> impl Filter + Clone + fmt::Debug {
    let test = |context: &Context| match &context.kind {
        UpdateKind::Unknown { .. } => !is_job(context),
        UpdateKind::Malformed { .. } => true,
        _ => false,
    };
    Ready { kinds: Kinds::any(), test }
}

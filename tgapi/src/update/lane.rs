//! Which conversation an update belongs to: what has to be handled one after another.

use serde::Deserialize;

use super::{Update, UpdateKind};
use crate::ids::{ChatId, UpdateId, UserId};

/// A conversation. Updates of one lane are handled strictly in order, lanes side by side.
///
/// These are conversations as people see them, not Telegram's delivery queues: a button press is in the lane of its
/// message's chat, although Telegram delivers it in a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lane {
    /// Everything that happens in a chat.
    Chat(ChatId),
    /// What a user does outside of chats the bot can see: inline queries, payments, subscriptions.
    User(UserId),
    /// One poll.
    Poll(u64),
    /// Nothing tells whose it is, so it has no order to keep.
    Alone(UpdateId),
}

impl Update {
    /// The conversation it belongs to: the chat where there is one, else the user.
    #[must_use]
    pub fn lane(&self) -> Lane {
        if let Some(chat) = self.chat() {
            return Lane::Chat(chat.id);
        }
        if let Some(user) = self.from() {
            return Lane::User(user.id);
        }
        match &self.kind {
            UpdateKind::Poll(poll) => poll_lane(&poll.id),
            UpdateKind::PollAnswer(answer) => poll_lane(&answer.poll_id),
            UpdateKind::Unknown { raw, .. } | UpdateKind::Malformed { raw, .. } => {
                serde_json::from_str::<Peek>(raw.get()).ok().and_then(Peek::lane).unwrap_or(Lane::Alone(self.update_id))
            }
            _ => Lane::Alone(self.update_id),
        }
    }
}

/// Poll identifiers are numbers in strings; should one not be, FNV-1a of its bytes stands for it.
pub(super) fn poll_lane(id: &str) -> Lane {
    Lane::Poll(id.parse().unwrap_or_else(|_| {
        id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }))
}

/// The least that tells whose an unreadable update is.
#[derive(Deserialize)]
struct Peek {
    chat: Option<PeekId>,
    message: Option<Box<Peek>>,
    from: Option<PeekId>,
    user: Option<PeekId>,
}

#[derive(Deserialize)]
struct PeekId {
    id: i64,
}

impl Peek {
    fn lane(self) -> Option<Lane> {
        let message_chat = self.message.and_then(|message| message.chat);
        let chat = self.chat.or(message_chat).map(|chat| Lane::Chat(ChatId(chat.id)));
        chat.or(self.from.or(self.user).map(|user| Lane::User(UserId(user.id))))
    }
}

//! Identifiers as types of their own, so that a chat is never mistaken for a user or a message.
//!
//! All of them are plain integers on the wire. Telegram promises at most 52 significant bits for chats and users. A chat
//! may also be named: [`ChatRef`](crate::ChatRef).

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::chat_ref::ChatRef;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl From<$name> for $inner {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// Number of an update: consecutive for one bot, until a week without updates passes; then the next one is random.
    ///
    /// <https://core.telegram.org/bots/api#update>
    UpdateId(u64)
}
id! {
    /// A chat: positive for private chats (the user's own id), negative for groups and channels.
    ChatId(i64)
}
id! {
    /// A user or bot.
    UserId(i64)
}
id! {
    /// A message within its chat.
    MessageId(i64)
}
id! {
    /// A forum topic or thread within its chat.
    ThreadId(i64)
}
id! {
    /// A moment: seconds since 1970-01-01 00:00:00 UTC.
    UnixTime(i64)
}

impl From<UserId> for ChatId {
    /// The private chat with this user.
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

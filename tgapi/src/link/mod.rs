//! Links that open something in Telegram: a bot, an app, a message, a user.
//!
//! - [`BotLink`] makes the links of a bot; what they carry is a [`StartPayload`].
//! - [`message_link`] and [`user_link`] point to a message and to a user.
//!
//! <https://core.telegram.org/api/links>

mod bot;
mod payload;

pub use bot::{BotLink, InvalidName};
pub use payload::{InvalidPayload, StartPayload};

use crate::ids::{ChatId, MessageId, ThreadId, UserId};

/// How far the numbers of supergroups and channels are from those in links, and the highest of the latter.
/// <https://core.telegram.org/api/bots/ids>
const SHIFT: i64 = -1_000_000_000_000;
const HIGHEST: i64 = 997_852_516_352;

impl ChatId {
    /// The number that links have for this supergroup or channel (`t.me/c/..`); `None` for other chats.
    #[must_use]
    pub fn to_link(self) -> Option<i64> {
        SHIFT.checked_sub(self.0).filter(|id| (1..=HIGHEST).contains(id))
    }

    /// The supergroup or channel that has this number in links; `None` if none can have it.
    #[must_use]
    pub fn of_link(id: i64) -> Option<Self> {
        (1..=HIGHEST).contains(&id).then(|| Self(SHIFT - id))
    }
}

/// A link to a message in a supergroup or channel, for those who are in it: `https://t.me/c/..`. `None` for other chats,
/// whose messages have no links.
///
/// With a forum topic or thread, the link opens the message there. [`Message::link`](crate::types::Message::link) also
/// knows the shorter links of public chats.
///
/// ```
/// use tgapi::link::message_link;
///
/// let link = message_link(-1001234567890, 5, None);
/// assert_eq!(link.as_deref(), Some("https://t.me/c/1234567890/5"));
/// ```
#[must_use]
pub fn message_link(
    chat: impl Into<ChatId>,
    message: impl Into<MessageId>,
    thread: Option<ThreadId>,
) -> Option<String> {
    let (chat, message) = (chat.into().to_link()?, message.into());
    let thread = thread.map(|thread| format!("{thread}/")).unwrap_or_default();
    Some(format!("https://t.me/c/{chat}/{thread}{message}"))
}

/// A link to a user: `tg://user?id=..`. Works behind words of a text and in inline buttons, and only for users whom the
/// bot has met. <https://core.telegram.org/bots/api#formatting-options>
///
/// ```
/// assert_eq!(tgapi::link::user_link(5), "tg://user?id=5");
/// ```
#[must_use]
pub fn user_link(user: impl Into<UserId>) -> String {
    format!("tg://user?id={}", user.into())
}

/// Whether a text can be the username of a user, bot or public chat, without the `@`: letters, digits and `_`, from a
/// letter on, at most 32, no `_` at the end and no two in a row. Old bots and bought names have as few as three.
pub(crate) fn is_username(text: &str) -> bool {
    (3..=32).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.ends_with('_')
        && !text.contains("__")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_links_go_both_ways() {
        assert_eq!(ChatId(-1_001_234_567_890).to_link(), Some(1_234_567_890));
        assert_eq!(ChatId::of_link(1_234_567_890), Some(ChatId(-1_001_234_567_890)));
        for id in [5, 0, -5, -1_000_000_000_000, i64::MIN, i64::MAX, -1_997_852_516_353] {
            assert_eq!(ChatId(id).to_link(), None, "{id}");
        }
        assert_eq!([0, -1, i64::MIN, i64::MAX].map(ChatId::of_link), [None; 4]);
    }

    #[test]
    fn messages_have_links_in_supergroups_and_channels() {
        assert_eq!(message_link(-1_000_000_000_005, 7, Some(ThreadId(3))).as_deref(), Some("https://t.me/c/5/3/7"));
        assert_eq!(message_link(5, 7, None), None);
    }
}

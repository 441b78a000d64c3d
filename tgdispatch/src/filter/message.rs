//! Filters by whose an update is, where it happened, and what a message is besides its content.

use std::collections::HashSet;
use std::fmt;

use tgapi::types::{EntityType, Message};
use tgapi::{ChatId, ThreadId, UpdateKind, UpdateType, UserId};

use super::Filter;
use super::ready::{self, Ready};
use crate::context::Context;
use crate::kinds::Kinds;

/// Everything that these users cause, of whatever kind: administrators of the bot, for one.
///
/// ```
/// use tgapi::UserId;
/// use tgdispatch::filter::{Filter, from_user, text};
///
/// let _by_the_owner = text().and(from_user([UserId(1234)]));
/// ```
#[must_use]
pub fn from_user(users: impl IntoIterator<Item = UserId>) -> impl Filter + Clone + fmt::Debug {
    let users: HashSet<UserId> = users.into_iter().collect();
    any(move |context| context.from().is_some_and(|user| users.contains(&user.id)))
}

/// Everything in these chats, of whatever kind.
#[must_use]
pub fn in_chat(chats: impl IntoIterator<Item = ChatId>) -> impl Filter + Clone + fmt::Debug {
    let chats: HashSet<ChatId> = chats.into_iter().collect();
    any(move |context| context.chat().is_some_and(|chat| chats.contains(&chat.id)))
}

/// Everything in private chats, of whatever kind.
#[must_use]
pub fn private() -> impl Filter + Clone + fmt::Debug {
    any(|context| context.chat().is_some_and(tgapi::types::Chat::is_private))
}

/// Everything in groups and supergroups, of whatever kind.
#[must_use]
pub fn group() -> impl Filter + Clone + fmt::Debug {
    any(|context| context.chat().is_some_and(tgapi::types::Chat::is_group))
}

/// New messages in this topic of a forum.
#[must_use]
pub fn in_topic(topic: ThreadId) -> impl Filter + Clone + fmt::Debug {
    new(move |message| message.message_thread_id == Some(topic))
}

/// New messages that have a caption.
#[must_use]
pub fn caption() -> impl Filter + Clone + fmt::Debug {
    new(|message| message.caption.is_some())
}

/// New messages that reply to another of the same chat. The argument for that one is [`ReplyTo`](crate::ReplyTo).
#[must_use]
pub fn reply() -> impl Filter + Clone + fmt::Debug {
    new(|message| message.reply_to_message.is_some())
}

/// New messages whose text or caption has something of this kind: a link, a hashtag, a mention.
/// <https://core.telegram.org/bots/api#messageentity>
#[must_use]
pub fn has_entity(kind: EntityType) -> impl Filter + Clone + fmt::Debug {
    new(move |message| message.entities.iter().chain(&message.caption_entities).any(|entity| entity.kind == kind))
}

fn any(test: impl Fn(&Context) -> bool + Clone + Send + Sync + 'static) -> impl Filter + Clone + fmt::Debug {
    Ready { kinds: Kinds::any(), test }
}

fn new(test: impl Fn(&Message) -> bool + Clone + Send + Sync + 'static) -> impl Filter + Clone + fmt::Debug {
    ready::of(UpdateType::Message, move |context| match &context.kind {
        UpdateKind::Message(message) => test(message),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use tgapi::Update;
    use tgapi::types::{Chat, ChatType, MessageEntity, MessageOrigin, MessageOriginHiddenUser, User};

    use super::*;

    fn context(chat: ChatType, fill: impl FnOnce(&mut Message)) -> Context {
        let mut message = Message::new(1, 1, Chat::new(-5, chat));
        message.from = Some(Box::new(User::new(7, "Ann")));
        fill(&mut message);
        Context::new(Update::new(1, UpdateKind::Message(Box::new(message))))
    }

    fn says(text: &str) -> Context {
        context(ChatType::Supergroup, |message| message.text = Some(text.to_owned()))
    }

    #[test]
    fn whose_and_where() {
        let update = says("x");
        assert!(from_user([UserId(1), UserId(7)]).matches(&update) && !from_user([UserId(8)]).matches(&update));
        assert!(in_chat([ChatId(-5)]).matches(&update) && !in_chat([]).matches(&update));
        assert!(group().matches(&update) && !private().matches(&update));
        let update = context(ChatType::Private, |_| ());
        assert!(!group().matches(&update) && private().matches(&update));
        let raw = serde_json::value::RawValue::NULL.to_owned();
        let nobody = Context::new(Update::new(1, UpdateKind::Unknown { name: "telepathy".into(), raw }));
        assert!(!from_user([UserId(7)]).matches(&nobody) && !private().matches(&nobody));
    }

    #[test]
    fn what_a_message_is() {
        let plain = says("x");
        let full = context(ChatType::Supergroup, |message| {
            message.caption = Some("see #rust".to_owned());
            message.caption_entities = vec![MessageEntity::new(EntityType::Hashtag, 4, 5)];
            message.message_thread_id = Some(ThreadId(3));
            message.reply_to_message = Some(Box::new(message.clone()));
            let origin = MessageOriginHiddenUser::new(1, "Bo");
            message.forward_origin = Some(MessageOrigin::HiddenUser(Box::new(origin)));
        });
        for filter in [
            Box::new(caption()) as Box<dyn Filter>,
            Box::new(crate::filter::forwarded()),
            Box::new(reply()),
            Box::new(has_entity(EntityType::Hashtag)),
            Box::new(in_topic(ThreadId(3))),
        ] {
            assert!(filter.matches(&full) && !filter.matches(&plain));
            assert!(!filter.kinds().contains(&UpdateType::CallbackQuery));
        }
        assert!(!has_entity(EntityType::Url).matches(&full) && !in_topic(ThreadId(4)).matches(&full));
    }
}

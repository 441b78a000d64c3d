//! Messages: flat, as in the API; what a message does not have is `None`, empty or `false`.

use serde::{Deserialize, Serialize};

use super::{
    Animation, Audio, Chat, Contact, Dice, Document, EntityType, InlineKeyboardMarkup, Location,
    MaybeInaccessibleMessage, PhotoSize, Poll, Sticker, User, Venue, Video, VideoNote, Voice,
};
use crate::de;
use crate::ids::{ChatId, MessageId, ThreadId, UnixTime};

/// A message of any kind.
///
/// <https://core.telegram.org/bots/api#message>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// Identifier of the message within its chat; `0` for a message that is scheduled and not sent yet.
    pub message_id: MessageId,
    /// The forum topic or thread it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Box<User>>,
    /// The chat that sent it, for posts of channels and anonymous admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_chat: Option<Box<Chat>>,
    /// When it happened.
    pub date: UnixTime,
    /// The guest query it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_query_id: Option<String>,
    /// The business connection it came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    /// The chat it happened in.
    pub chat: Chat,
    /// It was sent to a forum topic.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_topic_message: bool,
    /// A channel post, forwarded by itself to the discussion group.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_automatic_forward: bool,
    /// The message it replies to; without a further reply inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to_message: Option<Box<Message>>,
    /// The bot through which it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_bot: Option<Box<User>>,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_date: Option<UnixTime>,
    /// It cannot be forwarded.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub has_protected_content: bool,
    /// It was sent by itself: an away or greeting message, or a scheduled one.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_from_offline: bool,
    /// Albums: the same for all messages of one album.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_group_id: Option<String>,
    /// Signature of the post's author or title of the anonymous admin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_signature: Option<String>,
    /// The text, UTF-8; offsets of entities count UTF-16 units of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<MessageEntity>,
    /// The animation; then `document` is set too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub animation: Option<Box<Animation>>,
    /// The music file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<Box<Audio>>,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Box<Document>>,
    /// The photo in its available sizes.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub photo: Vec<PhotoSize>,
    /// The sticker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sticker: Option<Box<Sticker>>,
    /// The video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<Box<Video>>,
    /// The round video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video_note: Option<Box<VideoNote>>,
    /// The voice note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Box<Voice>>,
    /// The caption of the media.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Links, mentions and formatting of the caption, in order.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub caption_entities: Vec<MessageEntity>,
    /// Its media is covered by a spoiler animation.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub has_media_spoiler: bool,
    /// The contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Box<Contact>>,
    /// The thrown dice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dice: Option<Box<Dice>>,
    /// The poll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<Box<Poll>>,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Box<Venue>>,
    /// Where: sent only if the user agreed, or if the object is a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Box<Location>>,
    /// Who joined.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub new_chat_members: Vec<User>,
    /// Who left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_chat_member: Option<Box<User>>,
    /// The chat's new title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_chat_title: Option<String>,
    /// The chat's new photo.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub new_chat_photo: Vec<PhotoSize>,
    /// The chat's photo was removed.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub delete_chat_photo: bool,
    /// The group was created.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub group_chat_created: bool,
    /// The supergroup was created.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub supergroup_chat_created: bool,
    /// The channel was created.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub channel_chat_created: bool,
    /// The group became a supergroup with this identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrate_to_chat_id: Option<ChatId>,
    /// The supergroup was a group with this identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrate_from_chat_id: Option<ChatId>,
    /// The message that was pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned_message: Option<Box<MaybeInaccessibleMessage>>,
    /// The inline keyboard under the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
}

impl Message {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(message_id: impl Into<MessageId>, date: UnixTime, chat: Chat) -> Self {
        Self {
            message_id: message_id.into(),
            message_thread_id: None,
            from: None,
            sender_chat: None,
            date,
            guest_query_id: None,
            business_connection_id: None,
            chat,
            is_topic_message: false,
            is_automatic_forward: false,
            reply_to_message: None,
            via_bot: None,
            edit_date: None,
            has_protected_content: false,
            is_from_offline: false,
            media_group_id: None,
            author_signature: None,
            text: None,
            entities: Vec::new(),
            animation: None,
            audio: None,
            document: None,
            photo: Vec::new(),
            sticker: None,
            video: None,
            video_note: None,
            voice: None,
            caption: None,
            caption_entities: Vec::new(),
            has_media_spoiler: false,
            contact: None,
            dice: None,
            poll: None,
            venue: None,
            location: None,
            new_chat_members: Vec::new(),
            left_chat_member: None,
            new_chat_title: None,
            new_chat_photo: Vec::new(),
            delete_chat_photo: false,
            group_chat_created: false,
            supergroup_chat_created: false,
            channel_chat_created: false,
            migrate_to_chat_id: None,
            migrate_from_chat_id: None,
            pinned_message: None,
            reply_markup: None,
        }
    }
}

/// A message that the bot can no longer see: deleted, or too old.
///
/// <https://core.telegram.org/bots/api#inaccessiblemessage>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InaccessibleMessage {
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifier of the message within its chat; `0` for a message that is scheduled and not sent yet.
    pub message_id: MessageId,
    /// When it happened.
    pub date: UnixTime,
}

impl InaccessibleMessage {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, message_id: impl Into<MessageId>, date: UnixTime) -> Self {
        Self { chat, message_id: message_id.into(), date }
    }
}

/// One formatted or meaningful part of a text: a mention, a link, a command, bold text.
///
/// <https://core.telegram.org/bots/api#messageentity>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageEntity {
    /// What kind it is. One of `mention`, `hashtag`, `cashtag`, `bot_command`, `url`, `email`, `phone_number`, `bold`, `italic`, `underline`, `strikethrough`, `spoiler`, `blockquote`, `expandable_blockquote`, `code`, `pre`, `text_link`, `text_mention`, `custom_emoji`, `date_time`.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Where the entity starts, in UTF-16 units.
    pub offset: i64,
    /// Length, in UTF-16 units.
    pub length: i64,
    /// Address it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The user it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<User>>,
    /// Programming language of a `pre` entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Identifier of the custom emoji.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
    /// The moment that a `date_time` entity stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unix_time: Option<i64>,
    /// How a `date_time` entity is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_time_format: Option<String>,
}

impl MessageEntity {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(kind: EntityType, offset: i64, length: i64) -> Self {
        Self {
            kind,
            offset,
            length,
            url: None,
            user: None,
            language: None,
            custom_emoji_id: None,
            unix_time: None,
            date_time_format: None,
        }
    }
}

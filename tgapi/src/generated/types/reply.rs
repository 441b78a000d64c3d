//! What a message replies to, and where it came from.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatRef, MessageId, UnixTime};
use crate::types::{
    Animation, Audio, Chat, Checklist, Contact, Dice, Document, Game, Giveaway, GiveawayWinners, Invoice,
    LinkPreviewOptions, LivePhoto, Location, MessageEntity, PaidMediaInfo, ParseMode, PhotoSize, Poll, Sticker, Story,
    User, Venue, Video, VideoNote, Voice,
};
use serde_json::Value;

/// A message replied to that stands in another chat or topic.
///
/// <https://core.telegram.org/bots/api#externalreplyinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExternalReplyInfo {
    /// Where the message came from first. Required.
    pub origin: MessageOrigin,
    /// The chat of that message, if it is a supergroup or channel.
    pub chat: Option<Box<Chat>>,
    /// Identifier of the message within its chat.
    pub message_id: Option<MessageId>,
    /// How the preview of a link looks.
    pub link_preview_options: Option<Box<LinkPreviewOptions>>,
    /// The animation.
    pub animation: Option<Box<Animation>>,
    /// The music file.
    pub audio: Option<Box<Audio>>,
    /// The file.
    pub document: Option<Box<Document>>,
    /// The live photo.
    pub live_photo: Option<Box<LivePhoto>>,
    /// The paid media.
    pub paid_media: Option<Box<PaidMediaInfo>>,
    /// The photo in its available sizes.
    pub photo: Vec<PhotoSize>,
    /// The sticker.
    pub sticker: Option<Box<Sticker>>,
    /// The story.
    pub story: Option<Box<Story>>,
    /// The video.
    pub video: Option<Box<Video>>,
    /// The round video.
    pub video_note: Option<Box<VideoNote>>,
    /// The voice note.
    pub voice: Option<Box<Voice>>,
    /// Its media is covered by a spoiler animation.
    pub has_media_spoiler: bool,
    /// The checklist.
    pub checklist: Option<Box<Checklist>>,
    /// The contact.
    pub contact: Option<Box<Contact>>,
    /// The thrown dice.
    pub dice: Option<Box<Dice>>,
    /// The game.
    pub game: Option<Box<Game>>,
    /// A scheduled giveaway.
    pub giveaway: Option<Box<Giveaway>>,
    /// A giveaway with public winners ended.
    pub giveaway_winners: Option<Box<GiveawayWinners>>,
    /// The invoice.
    pub invoice: Option<Box<Invoice>>,
    /// The location.
    pub location: Option<Box<Location>>,
    /// The poll.
    pub poll: Option<Box<Poll>>,
    /// The place.
    pub venue: Option<Box<Venue>>,
}

impl ExternalReplyInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(origin: impl Into<MessageOrigin>) -> Self {
        Self { origin: origin.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ExternalReplyInfo {
    boxed chat: Chat,
    into message_id: MessageId,
    boxed link_preview_options: LinkPreviewOptions,
    boxed animation: Animation,
    boxed audio: Audio,
    boxed document: Document,
    boxed live_photo: LivePhoto,
    boxed paid_media: PaidMediaInfo,
    items photo: PhotoSize,
    boxed sticker: Sticker,
    boxed story: Story,
    boxed video: Video,
    boxed video_note: VideoNote,
    boxed voice: Voice,
    set has_media_spoiler: bool,
    boxed checklist: Checklist,
    boxed contact: Contact,
    boxed dice: Dice,
    boxed game: Game,
    boxed giveaway: Giveaway,
    boxed giveaway_winners: GiveawayWinners,
    boxed invoice: Invoice,
    boxed location: Location,
    boxed poll: Poll,
    boxed venue: Venue,
});

/// The message to reply to.
///
/// <https://core.telegram.org/bots/api#replyparameters>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplyParameters {
    /// Identifier of the message to reply to.
    pub message_id: Option<MessageId>,
    /// The chat of that message, if it is another one.
    pub chat_id: Option<ChatRef>,
    /// The ephemeral message to reply to.
    pub ephemeral_message_id: Option<i64>,
    /// Send even if the message to reply to is gone.
    pub allow_sending_without_reply: Option<bool>,
    /// The quoted part of the message; must stand in it exactly so. At most 1024 characters after entities are parsed.
    pub quote: Option<String>,
    /// Markup of the quote. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub quote_parse_mode: Option<ParseMode>,
    /// Formatting of the quote, instead of markup.
    pub quote_entities: Vec<MessageEntity>,
    /// Where the quote starts in the message, in UTF-16 units.
    pub quote_position: Option<i64>,
    /// The checklist task to reply to.
    pub checklist_task_id: Option<i64>,
    /// Persistent identifier of the poll option to reply to.
    pub poll_option_id: Option<String>,
}

impl ReplyParameters {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ReplyParameters {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ReplyParameters {
    into message_id: MessageId,
    into chat_id: ChatRef,
    some ephemeral_message_id: i64,
    some allow_sending_without_reply: bool,
    into quote: String,
    some quote_parse_mode: ParseMode,
    items quote_entities: MessageEntity,
    some quote_position: i64,
    some checklist_task_id: i64,
    into poll_option_id: String,
});

/// A message first sent by a known user.
///
/// <https://core.telegram.org/bots/api#messageoriginuser>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageOriginUser {
    /// When it was first sent, in Unix time. Required.
    pub date: UnixTime,
    /// The user who sent it. Required.
    pub sender_user: User,
}

impl MessageOriginUser {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(date: impl Into<UnixTime>, sender_user: User) -> Self {
        Self { date: date.into(), sender_user }
    }
}

/// A message first sent by a user who hides the account in forwards.
///
/// <https://core.telegram.org/bots/api#messageoriginhiddenuser>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageOriginHiddenUser {
    /// When it was first sent, in Unix time. Required.
    pub date: UnixTime,
    /// Name of the user who sent it. Required.
    pub sender_user_name: String,
}

impl MessageOriginHiddenUser {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(date: impl Into<UnixTime>, sender_user_name: impl Into<String>) -> Self {
        Self { date: date.into(), sender_user_name: sender_user_name.into() }
    }
}

/// A message first sent in the name of a chat.
///
/// <https://core.telegram.org/bots/api#messageoriginchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageOriginChat {
    /// When it was first sent, in Unix time. Required.
    pub date: UnixTime,
    /// The chat in whose name it was sent. Required.
    pub sender_chat: Chat,
    /// Title of the anonymous admin.
    pub author_signature: Option<String>,
}

impl MessageOriginChat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(date: impl Into<UnixTime>, sender_chat: Chat) -> Self {
        Self { date: date.into(), sender_chat, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(MessageOriginChat {
    into author_signature: String,
});

/// A message first posted in a channel.
///
/// <https://core.telegram.org/bots/api#messageoriginchannel>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageOriginChannel {
    /// When it was first sent, in Unix time. Required.
    pub date: UnixTime,
    /// The channel it was posted in. Required.
    pub chat: Chat,
    /// Identifier of the post in the channel. Required.
    pub message_id: MessageId,
    /// Signature of the post's author.
    pub author_signature: Option<String>,
}

impl MessageOriginChannel {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(date: impl Into<UnixTime>, chat: Chat, message_id: impl Into<MessageId>) -> Self {
        Self { date: date.into(), chat, message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(MessageOriginChannel {
    into author_signature: String,
});

/// Where a forwarded message came from first.
///
/// <https://core.telegram.org/bots/api#messageorigin>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MessageOrigin {
    /// A message first sent by a known user.
    User(Box<MessageOriginUser>),
    /// A message first sent by a user who hides the account in forwards.
    HiddenUser(Box<MessageOriginHiddenUser>),
    /// A message first sent in the name of a chat.
    Chat(Box<MessageOriginChat>),
    /// A message first posted in a channel.
    Channel(Box<MessageOriginChannel>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

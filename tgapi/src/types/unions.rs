//! The unions of the types: one of several objects, told apart by a field; an unknown one is kept as it came.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    ChatBoostSourceGiftCode, ChatBoostSourceGiveaway, ChatBoostSourcePremium, ChatMemberAdministrator,
    ChatMemberBanned, ChatMemberLeft, ChatMemberMember, ChatMemberOwner, ChatMemberRestricted, ForceReply,
    InaccessibleMessage, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent, Message,
    ReactionTypeCustomEmoji, ReactionTypeEmoji, ReactionTypePaid, ReplyKeyboardMarkup, ReplyKeyboardRemove,
};
use crate::ids::MessageId;

/// Somebody's status in a chat. <https://core.telegram.org/bots/api#chatmember>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status")]
#[non_exhaustive]
pub enum ChatMember {
    /// The owner.
    #[serde(rename = "creator")]
    Owner(ChatMemberOwner),
    /// An administrator.
    #[serde(rename = "administrator")]
    Administrator(ChatMemberAdministrator),
    /// A member.
    #[serde(rename = "member")]
    Member(ChatMemberMember),
    /// A restricted user.
    #[serde(rename = "restricted")]
    Restricted(ChatMemberRestricted),
    /// Not a member.
    #[serde(rename = "left")]
    Left(ChatMemberLeft),
    /// Banned.
    #[serde(rename = "kicked")]
    Banned(ChatMemberBanned),
    /// A status this version does not know, as it came.
    #[serde(untagged)]
    Other(Value),
}

/// One reaction. <https://core.telegram.org/bots/api#reactiontype>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReactionType {
    /// An ordinary emoji.
    Emoji(ReactionTypeEmoji),
    /// A custom emoji.
    CustomEmoji(ReactionTypeCustomEmoji),
    /// A paid reaction.
    Paid(ReactionTypePaid),
    /// A reaction this version does not know, as it came.
    #[serde(untagged)]
    Other(Value),
}

/// Where a boost came from. <https://core.telegram.org/bots/api#chatboostsource>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChatBoostSource {
    /// A Premium subscription.
    Premium(ChatBoostSourcePremium),
    /// A gift code.
    GiftCode(ChatBoostSourceGiftCode),
    /// A giveaway.
    Giveaway(ChatBoostSourceGiveaway),
    /// A source this version does not know, as it came.
    #[serde(untagged)]
    Other(Value),
}

/// A message, or what is left of one that the bot cannot see any more.
///
/// <https://core.telegram.org/bots/api#maybeinaccessiblemessage>
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum MaybeInaccessibleMessage {
    /// A message.
    Message(Box<Message>),
    /// Only chat and number are known.
    Inaccessible(InaccessibleMessage),
}

impl MaybeInaccessibleMessage {
    /// The chat it is in.
    #[must_use]
    pub fn chat(&self) -> &super::Chat {
        match self {
            Self::Message(message) => &message.chat,
            Self::Inaccessible(message) => &message.chat,
        }
    }

    /// Its number in that chat.
    #[must_use]
    pub fn message_id(&self) -> MessageId {
        match self {
            Self::Message(message) => message.message_id,
            Self::Inaccessible(message) => message.message_id,
        }
    }

    /// The message, if it can still be seen.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Message(message) => Some(message),
            Self::Inaccessible(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for MaybeInaccessibleMessage {
    /// A date of 0 marks the inaccessible one; a message is the other, whatever else it has.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let message = Message::deserialize(deserializer)?;
        if message.date.0 == 0 {
            Ok(Self::Inaccessible(InaccessibleMessage::new(message.chat, message.message_id, message.date)))
        } else {
            Ok(Self::Message(Box::new(message)))
        }
    }
}

/// What a message shows under itself or in place of the user's keyboard.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum ReplyMarkup {
    /// Buttons under the message.
    InlineKeyboard(InlineKeyboardMarkup),
    /// A keyboard in place of the user's own.
    Keyboard(ReplyKeyboardMarkup),
    /// Takes that keyboard away.
    Remove(ReplyKeyboardRemove),
    /// Opens a reply.
    ForceReply(ForceReply),
}

macro_rules! into_markup {
    ($($type:ident => $variant:ident),+) => {$(
        impl From<$type> for ReplyMarkup {
            fn from(markup: $type) -> Self {
                Self::$variant(markup)
            }
        }
    )+};
}
into_markup!(InlineKeyboardMarkup => InlineKeyboard, ReplyKeyboardMarkup => Keyboard, ReplyKeyboardRemove => Remove, ForceReply => ForceReply);

/// One result of an inline query. <https://core.telegram.org/bots/api#inlinequeryresult>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum InlineQueryResult {
    /// A link to an article or page.
    Article(Box<InlineQueryResultArticle>),
    /// Any other kind, as JSON with its `type`.
    #[serde(untagged)]
    Other(Value),
}

impl From<InlineQueryResultArticle> for InlineQueryResult {
    fn from(article: InlineQueryResultArticle) -> Self {
        Self::Article(Box::new(article))
    }
}

/// What is sent when an inline result is chosen. <https://core.telegram.org/bots/api#inputmessagecontent>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum InputMessageContent {
    /// A text message.
    Text(InputTextMessageContent),
    /// Any other kind, as JSON.
    Other(Value),
}

impl From<InputTextMessageContent> for InputMessageContent {
    fn from(text: InputTextMessageContent) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for InputMessageContent {
    fn from(text: &str) -> Self {
        Self::Text(InputTextMessageContent::new(text))
    }
}

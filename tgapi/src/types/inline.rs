//! Inline mode: queries, their answers, and what was chosen.

use serde::{Deserialize, Serialize};

use super::{
    ChatType, InlineKeyboardMarkup, InputMessageContent, LinkPreviewOptions, Location, MessageEntity, ParseMode, User,
};
use crate::de;

/// A query typed after the bot's @username in any chat.
///
/// <https://core.telegram.org/bots/api#inlinequery>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InlineQuery {
    /// Identifier, unique among its kind.
    pub id: String,
    /// Who did it.
    pub from: User,
    /// The text of the query. 0 to 256 characters.
    pub query: String,
    /// Where the wanted results start: what the bot gave as `next_offset` before, else empty.
    pub offset: String,
    /// Kind of the chat the query was typed in; `sender` is the private chat with the bot. One of `sender`, `private`, `group`, `supergroup`, `channel`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_type: Option<ChatType>,
    /// Where: sent only if the user agreed, or if the object is a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Box<Location>>,
}

impl InlineQuery {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(id: impl Into<String>, from: User, query: impl Into<String>, offset: impl Into<String>) -> Self {
        Self { id: id.into(), from, query: query.into(), offset: offset.into(), chat_type: None, location: None }
    }
}

/// A result that a user chose and sent.
///
/// <https://core.telegram.org/bots/api#choseninlineresult>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChosenInlineResult {
    /// The result that was chosen.
    pub result_id: String,
    /// Who did it.
    pub from: User,
    /// Where: sent only if the user agreed, or if the object is a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Box<Location>>,
    /// Identifier of the message sent by inline mode, where the bot may edit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    /// The text of the query.
    pub query: String,
}

impl ChosenInlineResult {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(result_id: impl Into<String>, from: User, query: impl Into<String>) -> Self {
        Self { result_id: result_id.into(), from, location: None, inline_message_id: None, query: query.into() }
    }
}

/// A link to an article or page, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultarticle>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InlineQueryResultArticle {
    /// Identifier, unique among its kind. 1 to 64 bytes.
    pub id: String,
    /// Title.
    pub title: String,
    /// What is sent when the result is chosen.
    pub input_message_content: InputMessageContent,
    /// The inline keyboard under the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    /// Address it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Address of a small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultArticle {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        input_message_content: impl Into<InputMessageContent>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            input_message_content: input_message_content.into(),
            reply_markup: None,
            url: None,
            description: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }

    /// Sets [`reply_markup`](Self::reply_markup).
    #[must_use]
    pub fn reply_markup(mut self, reply_markup: InlineKeyboardMarkup) -> Self {
        self.reply_markup = Some(reply_markup);
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets [`thumbnail_url`](Self::thumbnail_url).
    #[must_use]
    pub fn thumbnail_url(mut self, thumbnail_url: impl Into<String>) -> Self {
        self.thumbnail_url = Some(thumbnail_url.into());
        self
    }

    /// Sets [`thumbnail_width`](Self::thumbnail_width).
    #[must_use]
    pub fn thumbnail_width(mut self, thumbnail_width: i64) -> Self {
        self.thumbnail_width = Some(thumbnail_width);
        self
    }

    /// Sets [`thumbnail_height`](Self::thumbnail_height).
    #[must_use]
    pub fn thumbnail_height(mut self, thumbnail_height: i64) -> Self {
        self.thumbnail_height = Some(thumbnail_height);
        self
    }
}

/// The text message to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputtextmessagecontent>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputTextMessageContent {
    /// The text to send. 1 to 4096 characters.
    pub message_text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<ParseMode>,
    /// Links, mentions, commands and formatting of the text, in order.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<MessageEntity>,
    /// How the preview of a link looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
}

impl InputTextMessageContent {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(message_text: impl Into<String>) -> Self {
        Self { message_text: message_text.into(), parse_mode: None, entities: Vec::new(), link_preview_options: None }
    }

    /// Sets [`parse_mode`](Self::parse_mode).
    #[must_use]
    pub fn parse_mode(mut self, parse_mode: ParseMode) -> Self {
        self.parse_mode = Some(parse_mode);
        self
    }

    /// Sets [`entities`](Self::entities).
    #[must_use]
    pub fn entities(mut self, entities: Vec<MessageEntity>) -> Self {
        self.entities = entities;
        self
    }

    /// Sets [`link_preview_options`](Self::link_preview_options).
    #[must_use]
    pub fn link_preview_options(mut self, link_preview_options: LinkPreviewOptions) -> Self {
        self.link_preview_options = Some(link_preview_options);
        self
    }
}

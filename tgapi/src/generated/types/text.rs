//! Parts of a text, quotes and previews of links.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{EntityType, User};

/// One formatted or meaningful part of a text: a mention, a link, a command, bold text.
///
/// <https://core.telegram.org/bots/api#messageentity>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageEntity {
    /// What kind it is. Required.
    pub kind: EntityType,
    /// Where the entity starts, in UTF-16 units. Required.
    pub offset: i64,
    /// Length, in UTF-16 units. Required.
    pub length: i64,
    /// Address that a `text_link` leads to.
    pub url: Option<String>,
    /// User whom a `text_mention` names.
    pub user: Option<Box<User>>,
    /// Programming language of a `pre` entity.
    pub language: Option<String>,
    /// Identifier of the custom emoji of a `custom_emoji` entity.
    pub custom_emoji_id: Option<String>,
    /// The moment that a `date_time` entity stands for, in Unix time.
    pub unix_time: Option<i64>,
    /// How a `date_time` entity is shown.
    pub date_time_format: Option<String>,
}

impl MessageEntity {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: EntityType, offset: i64, length: i64) -> Self {
        Self { kind, offset, length, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(MessageEntity {
    into url: String,
    boxed user: User,
    into language: String,
    into custom_emoji_id: String,
    some unix_time: i64,
    into date_time_format: String,
});

/// The part of a message that a reply quotes.
///
/// <https://core.telegram.org/bots/api#textquote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TextQuote {
    /// The quoted text. Required.
    pub text: String,
    /// Formatting of the quote.
    pub entities: Vec<MessageEntity>,
    /// Where the quote starts in the message, in UTF-16 units. Required.
    pub position: i64,
    /// The sender chose the quote; absent: the server added it.
    pub is_manual: bool,
}

impl TextQuote {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>, position: i64) -> Self {
        Self { text: text.into(), position, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(TextQuote {
    items entities: MessageEntity,
    set is_manual: bool,
});

/// A link to an HTTP address.
///
/// <https://core.telegram.org/bots/api#link>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// HTTP address. Required.
    pub url: String,
}

impl Link {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// How the preview of a link looks.
///
/// <https://core.telegram.org/bots/api#linkpreviewoptions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LinkPreviewOptions {
    /// No preview at all.
    pub is_disabled: Option<bool>,
    /// Address to preview; absent: the first one in the text.
    pub url: Option<String>,
    /// Show a small picture.
    pub prefer_small_media: Option<bool>,
    /// Show a large picture.
    pub prefer_large_media: Option<bool>,
    /// Show the preview above the text.
    pub show_above_text: Option<bool>,
}

impl LinkPreviewOptions {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for LinkPreviewOptions {
    fn default() -> Self {
        Self::new()
    }
}

setters!(LinkPreviewOptions {
    some is_disabled: bool,
    into url: String,
    some prefer_small_media: bool,
    some prefer_large_media: bool,
    some show_above_text: bool,
});

//! Business accounts.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, MessageId, UnixTime};
use crate::types::{Chat, Location, Sticker, User};

/// The start page of a business account.
///
/// <https://core.telegram.org/bots/api#businessintro>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessIntro {
    /// Title of the start page.
    pub title: Option<String>,
    /// Text of the start page.
    pub message: Option<String>,
    /// Sticker of the start page.
    pub sticker: Option<Box<Sticker>>,
}

impl BusinessIntro {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BusinessIntro {
    fn default() -> Self {
        Self::new()
    }
}

setters!(BusinessIntro {
    into title: String,
    into message: String,
    boxed sticker: Sticker,
});

/// The place of a business.
///
/// <https://core.telegram.org/bots/api#businesslocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessLocation {
    /// Address, as the owner wrote it. Required.
    pub address: String,
    /// The location.
    pub location: Option<Box<Location>>,
}

impl BusinessLocation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(BusinessLocation {
    boxed location: Location,
});

/// A span of time in the week in which a business is open.
///
/// <https://core.telegram.org/bots/api#businessopeninghoursinterval>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessOpeningHoursInterval {
    /// Minute of the week at which it opens; the week begins on Monday. Required. 0 to 10080.
    pub opening_minute: i64,
    /// Minute of the week at which it closes; may run into the next week. Required. 0 to 11520.
    pub closing_minute: i64,
}

impl BusinessOpeningHoursInterval {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(opening_minute: i64, closing_minute: i64) -> Self {
        Self { opening_minute, closing_minute }
    }
}

/// The opening hours of a business.
///
/// <https://core.telegram.org/bots/api#businessopeninghours>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessOpeningHours {
    /// Name of the time zone. Required.
    pub time_zone_name: String,
    /// The spans in which it is open. Required.
    pub opening_hours: Vec<BusinessOpeningHoursInterval>,
}

impl BusinessOpeningHours {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        time_zone_name: impl Into<String>,
        opening_hours: impl IntoIterator<Item = BusinessOpeningHoursInterval>,
    ) -> Self {
        Self { time_zone_name: time_zone_name.into(), opening_hours: opening_hours.into_iter().collect() }
    }
}

/// What the bot may do for a business account.
///
/// <https://core.telegram.org/bots/api#businessbotrights>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessBotRights {
    /// May send and edit messages in private chats with a message in the last 24 hours.
    pub can_reply: bool,
    /// May mark messages as read.
    pub can_read_messages: bool,
    /// May delete messages that it sent.
    pub can_delete_sent_messages: bool,
    /// May delete all messages in private chats.
    pub can_delete_all_messages: bool,
    /// May edit first and last name.
    pub can_edit_name: bool,
    /// May edit the bio.
    pub can_edit_bio: bool,
    /// May edit the profile photo.
    pub can_edit_profile_photo: bool,
    /// May edit the username.
    pub can_edit_username: bool,
    /// May change the settings of gifts.
    pub can_change_gift_settings: bool,
    /// May see gifts and the number of Telegram Stars.
    pub can_view_gifts_and_stars: bool,
    /// May change gifts into Telegram Stars.
    pub can_convert_gifts_to_stars: bool,
    /// May move and upgrade gifts.
    pub can_transfer_and_upgrade_gifts: bool,
    /// May move Telegram Stars to itself, or use them for gifts.
    pub can_transfer_stars: bool,
    /// May post, edit and delete stories.
    pub can_manage_stories: bool,
}

impl BusinessBotRights {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BusinessBotRights {
    fn default() -> Self {
        Self::new()
    }
}

setters!(BusinessBotRights {
    set can_reply: bool,
    set can_read_messages: bool,
    set can_delete_sent_messages: bool,
    set can_delete_all_messages: bool,
    set can_edit_name: bool,
    set can_edit_bio: bool,
    set can_edit_profile_photo: bool,
    set can_edit_username: bool,
    set can_change_gift_settings: bool,
    set can_view_gifts_and_stars: bool,
    set can_convert_gifts_to_stars: bool,
    set can_transfer_and_upgrade_gifts: bool,
    set can_transfer_stars: bool,
    set can_manage_stories: bool,
});

/// A connection of the bot with a business account.
///
/// <https://core.telegram.org/bots/api#businessconnection>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessConnection {
    /// Identifier of the business connection. Required.
    pub id: String,
    /// The user of the business account. Required.
    pub user: User,
    /// Private chat with the user; the bot may write there even if the user never started it. Required.
    pub user_chat_id: ChatId,
    /// When the connection was made, in Unix time. Required.
    pub date: UnixTime,
    /// What the bot may do for the account.
    pub rights: Option<Box<BusinessBotRights>>,
    /// Whether the connection is active. Required.
    pub is_enabled: bool,
}

impl BusinessConnection {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, user: User, user_chat_id: impl Into<ChatId>, date: impl Into<UnixTime>) -> Self {
        Self {
            id: id.into(),
            user,
            user_chat_id: user_chat_id.into(),
            date: date.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(BusinessConnection {
    boxed rights: BusinessBotRights,
    set is_enabled: bool,
});

/// Messages of a connected business account were deleted.
///
/// <https://core.telegram.org/bots/api#businessmessagesdeleted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BusinessMessagesDeleted {
    /// The business connection it came through. Required.
    pub business_connection_id: String,
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Identifiers of the messages. Required.
    pub message_ids: Vec<MessageId>,
}

impl BusinessMessagesDeleted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        chat: Chat,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat,
            message_ids: message_ids.into_iter().collect(),
        }
    }
}

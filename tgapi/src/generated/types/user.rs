//! Users and bots, and what belongs to their profile.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UserId;
use crate::types::{Audio, PhotoSize};

/// A Telegram user or bot.
///
/// <https://core.telegram.org/bots/api#user>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct User {
    /// Identifier of the user or bot; up to 52 significant bits. Required.
    pub id: UserId,
    /// Whether it is a bot. Required.
    pub is_bot: bool,
    /// First name. Required.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Username without the leading `@`.
    pub username: Option<String>,
    /// IETF language tag of the user's app.
    pub language_code: Option<String>,
    /// The user has Telegram Premium.
    pub is_premium: bool,
    /// The user added the bot to the attachment menu.
    pub added_to_attachment_menu: bool,
    /// Whether it can be added to groups. Only in `getMe`.
    pub can_join_groups: Option<bool>,
    /// Whether privacy mode is off. Only in `getMe`.
    pub can_read_all_group_messages: Option<bool>,
    /// Whether it takes guest queries. Only in `getMe`.
    pub supports_guest_queries: Option<bool>,
    /// Whether inline mode is on. Only in `getMe`.
    pub supports_inline_queries: Option<bool>,
    /// Whether it can be connected to a business account. Only in `getMe`.
    pub can_connect_to_business: Option<bool>,
    /// Whether it has a main Web App. Only in `getMe`.
    pub has_main_web_app: Option<bool>,
    /// Whether private chats with it have topics. Only in `getMe`.
    pub has_topics_enabled: Option<bool>,
    /// Whether users may create topics in private chats with it. Only in `getMe`.
    pub allows_users_to_create_topics: Option<bool>,
    /// Whether it can manage other bots. Only in `getMe`.
    pub can_manage_bots: Option<bool>,
    /// Whether it answers join request queries. Only in `getMe`.
    pub supports_join_request_queries: Option<bool>,
}

impl User {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<UserId>, first_name: impl Into<String>) -> Self {
        Self { id: id.into(), first_name: first_name.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(User {
    set is_bot: bool,
    into last_name: String,
    into username: String,
    into language_code: String,
    set is_premium: bool,
    set added_to_attachment_menu: bool,
    some can_join_groups: bool,
    some can_read_all_group_messages: bool,
    some supports_guest_queries: bool,
    some supports_inline_queries: bool,
    some can_connect_to_business: bool,
    some has_main_web_app: bool,
    some has_topics_enabled: bool,
    some allows_users_to_create_topics: bool,
    some can_manage_bots: bool,
    some supports_join_request_queries: bool,
});

/// Profile pictures of a user.
///
/// <https://core.telegram.org/bots/api#userprofilephotos>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserProfilePhotos {
    /// How many pictures there are in all. Required.
    pub total_count: i64,
    /// The pictures, each in up to four sizes. Required.
    pub photos: Vec<Vec<PhotoSize>>,
}

impl UserProfilePhotos {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(total_count: i64, photos: impl IntoIterator<Item = Vec<PhotoSize>>) -> Self {
        Self { total_count, photos: photos.into_iter().collect() }
    }
}

/// Music of a user's profile.
///
/// <https://core.telegram.org/bots/api#userprofileaudios>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserProfileAudios {
    /// How many there are in all. Required.
    pub total_count: i64,
    /// The music files. Required.
    pub audios: Vec<Audio>,
}

impl UserProfileAudios {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(total_count: i64, audios: impl IntoIterator<Item = Audio>) -> Self {
        Self { total_count, audios: audios.into_iter().collect() }
    }
}

/// A date of birth.
///
/// <https://core.telegram.org/bots/api#birthdate>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Birthdate {
    /// Day of the month. Required. 1 to 31.
    pub day: i64,
    /// Month. Required. 1 to 12.
    pub month: i64,
    /// Year.
    pub year: Option<i64>,
}

impl Birthdate {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(day: i64, month: i64) -> Self {
        Self { day, month, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Birthdate {
    some year: i64,
});

/// The rating of a user, from what they spent in Telegram Stars.
///
/// <https://core.telegram.org/bots/api#userrating>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserRating {
    /// Level; negative ones are a reason for care. Required.
    pub level: i64,
    /// Rating; the higher, the better. Required.
    pub rating: i64,
    /// Rating at which this level begins. Required.
    pub current_level_rating: i64,
    /// Rating at which the next level begins; absent on the highest.
    pub next_level_rating: Option<i64>,
}

impl UserRating {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(level: i64, rating: i64, current_level_rating: i64) -> Self {
        Self { level, rating, current_level_rating, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(UserRating {
    some next_level_rating: i64,
});

//! Everything about a chat, as `getChat` tells it.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, UnixTime};
use crate::types::{
    AcceptedGiftTypes, Audio, Birthdate, BusinessIntro, BusinessLocation, BusinessOpeningHours, Chat, ChatLocation,
    ChatPermissions, ChatPhoto, ChatType, Community, Message, ReactionType, UniqueGiftColors, User, UserRating,
};

/// All that the bot may know about a chat, from `getChat`.
///
/// <https://core.telegram.org/bots/api#chatfullinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatFullInfo {
    /// Identifier of the chat; up to 52 significant bits. Required.
    pub id: ChatId,
    /// What kind of chat it is. Required. One of `private`, `group`, `supergroup`, `channel`.
    pub kind: ChatType,
    /// Title of a group, supergroup or channel.
    pub title: Option<String>,
    /// Username without the leading `@`.
    pub username: Option<String>,
    /// First name of the user, in a private chat.
    pub first_name: Option<String>,
    /// Last name of the user, in a private chat.
    pub last_name: Option<String>,
    /// The chat has topics.
    pub is_forum: bool,
    /// The chat is the direct messages chat of a channel.
    pub is_direct_messages: bool,
    /// Colour of the name, and behind photo, reply header and link preview. Required.
    pub accent_color_id: i64,
    /// How many reactions a message in the chat may have at most. Required.
    pub max_reaction_count: i64,
    /// The chat's photo.
    pub photo: Option<Box<ChatPhoto>>,
    /// All active usernames.
    pub active_usernames: Vec<String>,
    /// Date of birth.
    pub birthdate: Option<Box<Birthdate>>,
    /// Start page of the business account.
    pub business_intro: Option<Box<BusinessIntro>>,
    /// Place of the business.
    pub business_location: Option<Box<BusinessLocation>>,
    /// Opening hours of the business.
    pub business_opening_hours: Option<Box<BusinessOpeningHours>>,
    /// The channel on the user's profile.
    pub personal_chat: Option<Box<Chat>>,
    /// The channel that the direct messages chat belongs to.
    pub parent_chat: Option<Box<Chat>>,
    /// Reactions allowed in the chat; absent: all emoji.
    pub available_reactions: Vec<ReactionType>,
    /// Custom emoji on the background of reply header and link preview.
    pub background_custom_emoji_id: Option<String>,
    /// Colour of the profile's background.
    pub profile_accent_color_id: Option<i64>,
    /// Custom emoji on the profile's background.
    pub profile_background_custom_emoji_id: Option<String>,
    /// Custom emoji of the emoji status.
    pub emoji_status_custom_emoji_id: Option<String>,
    /// When the emoji status ends, in Unix time.
    pub emoji_status_expiration_date: Option<UnixTime>,
    /// What the user says of themselves, in a private chat.
    pub bio: Option<String>,
    /// The user allows links by identifier only in chats with them.
    pub has_private_forwards: bool,
    /// The user does not take voice notes and round videos.
    pub has_restricted_voice_and_video_messages: bool,
    /// Only members may write.
    pub join_to_send_messages: bool,
    /// Who joins without an invite link has to be approved.
    pub join_by_request: bool,
    /// Description of the group, supergroup or channel.
    pub description: Option<String>,
    /// The chat's primary invite link.
    pub invite_link: Option<String>,
    /// The newest of the pinned messages.
    pub pinned_message: Option<Box<Message>>,
    /// What members without privileges may do.
    pub permissions: Option<Box<ChatPermissions>>,
    /// Kinds of gifts that the chat or user takes. Required.
    pub accepted_gift_types: AcceptedGiftTypes,
    /// Paid media can be sent to the channel.
    pub can_send_paid_media: bool,
    /// Slow mode: seconds a member has to wait between messages.
    pub slow_mode_delay: Option<i64>,
    /// Boosts a member has to give to be free of slow mode and restrictions.
    pub unrestrict_boost_count: Option<i64>,
    /// Time after which messages are deleted, in seconds.
    pub message_auto_delete_time: Option<i64>,
    /// Aggressive checks for spam are on.
    pub has_aggressive_anti_spam_enabled: bool,
    /// Only bots and administrators can be listed by members.
    pub has_hidden_members: bool,
    /// Messages of the chat cannot be forwarded.
    pub has_protected_content: bool,
    /// New members see old messages.
    pub has_visible_history: bool,
    /// Name of the chat's sticker set.
    pub sticker_set_name: Option<String>,
    /// The bot can change the chat's sticker set.
    pub can_set_sticker_set: bool,
    /// Name of the chat's custom emoji set.
    pub custom_emoji_sticker_set_name: Option<String>,
    /// The discussion group of the channel, or the channel of the discussion group.
    pub linked_chat_id: Option<ChatId>,
    /// The place the supergroup is connected to.
    pub location: Option<Box<ChatLocation>>,
    /// Rating of the user.
    pub rating: Option<Box<UserRating>>,
    /// The first music on the user's profile.
    pub first_profile_audio: Option<Box<Audio>>,
    /// Colours that a unique gift lends to name, replies and link previews.
    pub unique_gift_colors: Option<Box<UniqueGiftColors>>,
    /// Telegram Stars that a user pays for a message to the chat.
    pub paid_message_star_count: Option<i64>,
    /// The bot that answers join request queries of the chat.
    pub guard_bot: Option<Box<User>>,
    /// The community the chat belongs to.
    pub community: Option<Box<Community>>,
}

impl ChatFullInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<ChatId>,
        kind: ChatType,
        accent_color_id: i64,
        max_reaction_count: i64,
        accepted_gift_types: AcceptedGiftTypes,
    ) -> Self {
        Self {
            id: id.into(),
            kind,
            accent_color_id,
            max_reaction_count,
            accepted_gift_types,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(ChatFullInfo {
    into title: String,
    into username: String,
    into first_name: String,
    into last_name: String,
    set is_forum: bool,
    set is_direct_messages: bool,
    boxed photo: ChatPhoto,
    texts active_usernames: String,
    boxed birthdate: Birthdate,
    boxed business_intro: BusinessIntro,
    boxed business_location: BusinessLocation,
    boxed business_opening_hours: BusinessOpeningHours,
    boxed personal_chat: Chat,
    boxed parent_chat: Chat,
    items available_reactions: ReactionType,
    into background_custom_emoji_id: String,
    some profile_accent_color_id: i64,
    into profile_background_custom_emoji_id: String,
    into emoji_status_custom_emoji_id: String,
    into emoji_status_expiration_date: UnixTime,
    into bio: String,
    set has_private_forwards: bool,
    set has_restricted_voice_and_video_messages: bool,
    set join_to_send_messages: bool,
    set join_by_request: bool,
    into description: String,
    into invite_link: String,
    boxed pinned_message: Message,
    boxed permissions: ChatPermissions,
    set can_send_paid_media: bool,
    some slow_mode_delay: i64,
    some unrestrict_boost_count: i64,
    some message_auto_delete_time: i64,
    set has_aggressive_anti_spam_enabled: bool,
    set has_hidden_members: bool,
    set has_protected_content: bool,
    set has_visible_history: bool,
    into sticker_set_name: String,
    set can_set_sticker_set: bool,
    into custom_emoji_sticker_set_name: String,
    into linked_chat_id: ChatId,
    boxed location: ChatLocation,
    boxed rating: UserRating,
    boxed first_profile_audio: Audio,
    boxed unique_gift_colors: UniqueGiftColors,
    some paid_message_star_count: i64,
    boxed guard_bot: User,
    boxed community: Community,
});

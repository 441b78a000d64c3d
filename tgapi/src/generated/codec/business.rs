//! Reading and writing what is in `types/business.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    BusinessBotRights, BusinessConnection, BusinessIntro, BusinessLocation, BusinessMessagesDeleted,
    BusinessOpeningHours, BusinessOpeningHoursInterval,
};

object!(BusinessIntro {
    opt "title" title,
    opt "message" message,
    boxed "sticker" sticker,
});

object!(BusinessLocation {
    need "address" address,
    boxed "location" location,
});

object!(BusinessOpeningHoursInterval {
    need "opening_minute" opening_minute,
    need "closing_minute" closing_minute,
});

object!(BusinessOpeningHours {
    need "time_zone_name" time_zone_name,
    array "opening_hours" opening_hours,
});

object!(BusinessBotRights {
    flag "can_reply" can_reply,
    flag "can_read_messages" can_read_messages,
    flag "can_delete_sent_messages" can_delete_sent_messages,
    flag "can_delete_all_messages" can_delete_all_messages,
    flag "can_edit_name" can_edit_name,
    flag "can_edit_bio" can_edit_bio,
    flag "can_edit_profile_photo" can_edit_profile_photo,
    flag "can_edit_username" can_edit_username,
    flag "can_change_gift_settings" can_change_gift_settings,
    flag "can_view_gifts_and_stars" can_view_gifts_and_stars,
    flag "can_convert_gifts_to_stars" can_convert_gifts_to_stars,
    flag "can_transfer_and_upgrade_gifts" can_transfer_and_upgrade_gifts,
    flag "can_transfer_stars" can_transfer_stars,
    flag "can_manage_stories" can_manage_stories,
});

object!(BusinessConnection {
    need "id" id,
    need "user" user,
    need "user_chat_id" user_chat_id,
    need "date" date,
    bool "is_enabled" is_enabled,
    boxed "rights" rights,
});

object!(BusinessMessagesDeleted {
    need "business_connection_id" business_connection_id,
    need "chat" chat,
    array "message_ids" message_ids,
});

//! Reading and writing what is in `types/user.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Birthdate, User, UserProfileAudios, UserProfilePhotos, UserRating};

object!(User {
    need "id" id,
    need "first_name" first_name,
    bool "is_bot" is_bot,
    opt "last_name" last_name,
    opt "username" username,
    opt "language_code" language_code,
    opt "can_join_groups" can_join_groups,
    opt "can_read_all_group_messages" can_read_all_group_messages,
    opt "supports_guest_queries" supports_guest_queries,
    opt "supports_inline_queries" supports_inline_queries,
    opt "can_connect_to_business" can_connect_to_business,
    opt "has_main_web_app" has_main_web_app,
    opt "has_topics_enabled" has_topics_enabled,
    opt "allows_users_to_create_topics" allows_users_to_create_topics,
    opt "can_manage_bots" can_manage_bots,
    opt "supports_join_request_queries" supports_join_request_queries,
    flag "is_premium" is_premium,
    flag "added_to_attachment_menu" added_to_attachment_menu,
});

object!(UserProfilePhotos {
    need "total_count" total_count,
    array "photos" photos,
});

object!(UserProfileAudios {
    need "total_count" total_count,
    array "audios" audios,
});

object!(Birthdate {
    need "day" day,
    need "month" month,
    opt "year" year,
});

object!(UserRating {
    need "level" level,
    need "rating" rating,
    need "current_level_rating" current_level_rating,
    opt "next_level_rating" next_level_rating,
});

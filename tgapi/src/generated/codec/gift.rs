//! Reading and writing what is in `types/gift.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    AcceptedGiftTypes, Gift, GiftBackground, GiftInfo, Gifts, OwnedGift, OwnedGiftRegular, OwnedGiftUnique, OwnedGifts,
};

object!(GiftBackground {
    need "center_color" center_color,
    need "edge_color" edge_color,
    need "text_color" text_color,
});

object!(Gift {
    need "id" id,
    need "sticker" sticker,
    need "star_count" star_count,
    opt "upgrade_star_count" upgrade_star_count,
    opt "total_count" total_count,
    opt "remaining_count" remaining_count,
    opt "personal_total_count" personal_total_count,
    opt "personal_remaining_count" personal_remaining_count,
    opt "unique_gift_variant_count" unique_gift_variant_count,
    boxed "background" background,
    boxed "publisher_chat" publisher_chat,
    flag "is_premium" is_premium,
    flag "has_colors" has_colors,
});

object!(Gifts {
    array "gifts" gifts,
});

object!(GiftInfo {
    need "gift" gift,
    opt "owned_gift_id" owned_gift_id,
    opt "convert_star_count" convert_star_count,
    opt "prepaid_upgrade_star_count" prepaid_upgrade_star_count,
    opt "text" text,
    opt "unique_gift_number" unique_gift_number,
    list "entities" entities,
    flag "is_upgrade_separate" is_upgrade_separate,
    flag "can_be_upgraded" can_be_upgraded,
    flag "is_private" is_private,
});

object!(OwnedGiftRegular tag "type" "regular" {
    need "gift" gift,
    need "send_date" send_date,
    opt "owned_gift_id" owned_gift_id,
    opt "text" text,
    opt "convert_star_count" convert_star_count,
    opt "prepaid_upgrade_star_count" prepaid_upgrade_star_count,
    opt "unique_gift_number" unique_gift_number,
    boxed "sender_user" sender_user,
    list "entities" entities,
    flag "is_private" is_private,
    flag "is_saved" is_saved,
    flag "can_be_upgraded" can_be_upgraded,
    flag "was_refunded" was_refunded,
    flag "is_upgrade_separate" is_upgrade_separate,
});

object!(OwnedGiftUnique tag "type" "unique" {
    need "gift" gift,
    need "send_date" send_date,
    opt "owned_gift_id" owned_gift_id,
    opt "transfer_star_count" transfer_star_count,
    opt "next_transfer_date" next_transfer_date,
    boxed "sender_user" sender_user,
    flag "is_saved" is_saved,
    flag "can_be_transferred" can_be_transferred,
});

object!(OwnedGifts {
    need "total_count" total_count,
    array "gifts" gifts,
    opt "next_offset" next_offset,
});

object!(AcceptedGiftTypes {
    bool "unlimited_gifts" unlimited_gifts,
    bool "limited_gifts" limited_gifts,
    bool "unique_gifts" unique_gifts,
    bool "premium_subscription" premium_subscription,
    bool "gifts_from_channels" gifts_from_channels,
});

union!(OwnedGift by "type" {
    "regular" Regular(OwnedGiftRegular),
    "unique" Unique(OwnedGiftUnique),
});

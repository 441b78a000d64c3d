//! Reading and writing what is in `types/unique_gift.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    UniqueGift, UniqueGiftBackdrop, UniqueGiftBackdropColors, UniqueGiftColors, UniqueGiftInfo, UniqueGiftModel,
    UniqueGiftSymbol,
};

object!(UniqueGiftModel {
    need "name" name,
    need "sticker" sticker,
    need "rarity_per_mille" rarity_per_mille,
    opt "rarity" rarity,
});

object!(UniqueGiftSymbol {
    need "name" name,
    need "sticker" sticker,
    need "rarity_per_mille" rarity_per_mille,
});

object!(UniqueGiftBackdropColors {
    need "center_color" center_color,
    need "edge_color" edge_color,
    need "symbol_color" symbol_color,
    need "text_color" text_color,
});

object!(UniqueGiftBackdrop {
    need "name" name,
    need "colors" colors,
    need "rarity_per_mille" rarity_per_mille,
});

object!(UniqueGiftColors {
    need "model_custom_emoji_id" model_custom_emoji_id,
    need "symbol_custom_emoji_id" symbol_custom_emoji_id,
    need "light_theme_main_color" light_theme_main_color,
    need "dark_theme_main_color" dark_theme_main_color,
    array "light_theme_other_colors" light_theme_other_colors,
    array "dark_theme_other_colors" dark_theme_other_colors,
});

object!(UniqueGift {
    need "gift_id" gift_id,
    need "base_name" base_name,
    need "name" name,
    need "number" number,
    need "model" model,
    need "symbol" symbol,
    need "backdrop" backdrop,
    boxed "colors" colors,
    boxed "publisher_chat" publisher_chat,
    flag "is_premium" is_premium,
    flag "is_burned" is_burned,
    flag "is_from_blockchain" is_from_blockchain,
});

object!(UniqueGiftInfo {
    need "gift" gift,
    need "origin" origin,
    opt "last_resale_currency" last_resale_currency,
    opt "last_resale_amount" last_resale_amount,
    opt "owned_gift_id" owned_gift_id,
    opt "transfer_star_count" transfer_star_count,
    opt "next_transfer_date" next_transfer_date,
    opt "text" text,
    opt "is_private" is_private,
    list "entities" entities,
});

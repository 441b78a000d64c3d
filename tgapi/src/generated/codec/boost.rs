//! Reading and writing what is in `types/boost.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    ChatBoost, ChatBoostRemoved, ChatBoostSource, ChatBoostSourceGiftCode, ChatBoostSourceGiveaway,
    ChatBoostSourcePremium, ChatBoostUpdated, UserChatBoosts,
};

object!(ChatBoostSourcePremium tag "source" "premium" {
    need "user" user,
});

object!(ChatBoostSourceGiftCode tag "source" "gift_code" {
    need "user" user,
});

object!(ChatBoostSourceGiveaway tag "source" "giveaway" {
    need "giveaway_message_id" giveaway_message_id,
    opt "prize_star_count" prize_star_count,
    boxed "user" user,
    flag "is_unclaimed" is_unclaimed,
});

object!(ChatBoost {
    need "boost_id" boost_id,
    need "add_date" add_date,
    need "expiration_date" expiration_date,
    need "source" source,
});

object!(ChatBoostUpdated {
    need "chat" chat,
    need "boost" boost,
});

object!(ChatBoostRemoved {
    need "chat" chat,
    need "boost_id" boost_id,
    need "remove_date" remove_date,
    need "source" source,
});

object!(UserChatBoosts {
    array "boosts" boosts,
});

union!(ChatBoostSource by "source" {
    "premium" Premium(ChatBoostSourcePremium),
    "gift_code" GiftCode(ChatBoostSourceGiftCode),
    "giveaway" Giveaway(ChatBoostSourceGiveaway),
});

//! Reading and writing what is in `types/giveaway.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Giveaway, GiveawayCompleted, GiveawayCreated, GiveawayWinners};

object!(GiveawayCreated {
    opt "prize_star_count" prize_star_count,
});

object!(Giveaway {
    need "winners_selection_date" winners_selection_date,
    need "winner_count" winner_count,
    array "chats" chats,
    opt "prize_description" prize_description,
    opt "prize_star_count" prize_star_count,
    opt "premium_subscription_month_count" premium_subscription_month_count,
    list "country_codes" country_codes,
    flag "only_new_members" only_new_members,
    flag "has_public_winners" has_public_winners,
});

object!(GiveawayWinners {
    need "chat" chat,
    need "giveaway_message_id" giveaway_message_id,
    need "winners_selection_date" winners_selection_date,
    need "winner_count" winner_count,
    array "winners" winners,
    opt "additional_chat_count" additional_chat_count,
    opt "prize_star_count" prize_star_count,
    opt "premium_subscription_month_count" premium_subscription_month_count,
    opt "unclaimed_prize_count" unclaimed_prize_count,
    opt "prize_description" prize_description,
    flag "only_new_members" only_new_members,
    flag "was_refunded" was_refunded,
});

object!(GiveawayCompleted {
    need "winner_count" winner_count,
    opt "unclaimed_prize_count" unclaimed_prize_count,
    boxed "giveaway_message" giveaway_message,
    flag "is_star_giveaway" is_star_giveaway,
});

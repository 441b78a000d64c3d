//! Reading and writing what is in `types/suggested_post.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    SuggestedPostApprovalFailed, SuggestedPostApproved, SuggestedPostDeclined, SuggestedPostInfo, SuggestedPostPaid,
    SuggestedPostParameters, SuggestedPostPrice, SuggestedPostRefunded,
};

object!(SuggestedPostApproved {
    need "send_date" send_date,
    boxed "suggested_post_message" suggested_post_message,
    boxed "price" price,
});

object!(SuggestedPostApprovalFailed {
    need "price" price,
    boxed "suggested_post_message" suggested_post_message,
});

object!(SuggestedPostDeclined {
    opt "comment" comment,
    boxed "suggested_post_message" suggested_post_message,
});

object!(SuggestedPostPaid {
    need "currency" currency,
    opt "amount" amount,
    boxed "suggested_post_message" suggested_post_message,
    boxed "star_amount" star_amount,
});

object!(SuggestedPostRefunded {
    need "reason" reason,
    boxed "suggested_post_message" suggested_post_message,
});

object!(SuggestedPostPrice {
    need "currency" currency,
    need "amount" amount,
});

object!(SuggestedPostInfo {
    need "state" state,
    opt "send_date" send_date,
    boxed "price" price,
});

object!(SuggestedPostParameters {
    opt "send_date" send_date,
    boxed "price" price,
});

//! Reading and writing what is in `types/webhook.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{ResponseParameters, WebhookInfo};

object!(WebhookInfo {
    need "url" url,
    need "pending_update_count" pending_update_count,
    bool "has_custom_certificate" has_custom_certificate,
    opt "ip_address" ip_address,
    opt "last_error_date" last_error_date,
    opt "last_error_message" last_error_message,
    opt "last_synchronization_error_date" last_synchronization_error_date,
    opt "max_connections" max_connections,
    list "allowed_updates" allowed_updates,
});

object!(ResponseParameters {
    opt "migrate_to_chat_id" migrate_to_chat_id,
    opt "retry_after" retry_after,
});

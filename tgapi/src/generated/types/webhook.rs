//! What the Bot API says of itself.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, UnixTime};
use crate::update::UpdateType;

/// The state of the bot's webhook, from `getWebhookInfo`.
///
/// <https://core.telegram.org/bots/api#webhookinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WebhookInfo {
    /// HTTPS address the updates go to; empty if there is no webhook. Required.
    pub url: String,
    /// Whether a certificate was uploaded for the checks of the server. Required.
    pub has_custom_certificate: bool,
    /// How many updates wait for delivery. Required.
    pub pending_update_count: i64,
    /// IP address the updates go to.
    pub ip_address: Option<String>,
    /// When a delivery last failed, in Unix time.
    pub last_error_date: Option<UnixTime>,
    /// Why it failed, for people.
    pub last_error_message: Option<String>,
    /// When the servers last failed to agree about waiting updates, in Unix time.
    pub last_synchronization_error_date: Option<UnixTime>,
    /// How many connections may be open at once for delivery.
    pub max_connections: Option<i64>,
    /// Kinds of updates the bot subscribed to; empty means the default set.
    pub allowed_updates: Vec<UpdateType>,
}

impl WebhookInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>, pending_update_count: i64) -> Self {
        Self { url: url.into(), pending_update_count, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(WebhookInfo {
    set has_custom_certificate: bool,
    into ip_address: String,
    into last_error_date: UnixTime,
    into last_error_message: String,
    into last_synchronization_error_date: UnixTime,
    some max_connections: i64,
    items allowed_updates: UpdateType,
});

/// Why a request failed, in a form a program can act on.
///
/// <https://core.telegram.org/bots/api#responseparameters>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResponseParameters {
    /// The group became a supergroup with this identifier.
    pub migrate_to_chat_id: Option<ChatId>,
    /// Seconds to wait before the request can be repeated.
    pub retry_after: Option<i64>,
}

impl ResponseParameters {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ResponseParameters {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ResponseParameters {
    into migrate_to_chat_id: ChatId,
    some retry_after: i64,
});

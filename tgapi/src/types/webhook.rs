//! The state of a webhook.

use serde::{Deserialize, Serialize};

use crate::de;
use crate::ids::{ChatId, UnixTime};

/// The state of the bot's webhook, from `getWebhookInfo`.
///
/// <https://core.telegram.org/bots/api#webhookinfo>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookInfo {
    /// Address it leads to.
    pub url: String,
    /// Whether a certificate was uploaded for the checks of the server.
    #[serde(default, deserialize_with = "de::flag")]
    pub has_custom_certificate: bool,
    /// How many updates wait for delivery.
    pub pending_update_count: i64,
    /// Address the updates go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// When a delivery last failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error_date: Option<UnixTime>,
    /// Why it failed, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error_message: Option<String>,
    /// When the servers last failed to agree about waiting updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_synchronization_error_date: Option<UnixTime>,
    /// How many connections may be open at once for delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<i64>,
    /// Kinds of updates the bot subscribed to; empty means the default set.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub allowed_updates: Vec<String>,
}

impl WebhookInfo {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(url: impl Into<String>, pending_update_count: i64) -> Self {
        Self {
            url: url.into(),
            has_custom_certificate: false,
            pending_update_count,
            ip_address: None,
            last_error_date: None,
            last_error_message: None,
            last_synchronization_error_date: None,
            max_connections: None,
            allowed_updates: Vec::new(),
        }
    }
}

/// Why a request failed, in a form a program can act on.
///
/// <https://core.telegram.org/bots/api#responseparameters>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResponseParameters {
    /// The group became a supergroup with this identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrate_to_chat_id: Option<ChatId>,
    /// Seconds to wait before the request can be repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<i64>,
}

impl ResponseParameters {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self { migrate_to_chat_id: None, retry_after: None }
    }
}

impl Default for ResponseParameters {
    fn default() -> Self {
        Self::new()
    }
}

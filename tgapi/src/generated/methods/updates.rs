//! Getting updates: long polling and webhooks.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::token::SecretToken;
use crate::types::WebhookInfo;
use crate::update::{Update, UpdateType};

/// Takes waiting updates by long polling.
///
/// <https://core.telegram.org/bots/api#getupdates>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUpdates {
    /// First update to return; all before it are confirmed and forgotten. Negative: from the end.
    pub offset: Option<i64>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
    /// How long to wait for the first one, in seconds; at most 50. Default `0`.
    pub timeout: Option<i64>,
    /// Kinds to subscribe to; absent: as before; empty: the default set.
    pub allowed_updates: Option<Vec<UpdateType>>,
}

impl GetUpdates {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetUpdates {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetUpdates {
    some offset: i64,
    some limit: i64,
    some timeout: i64,
    some_items allowed_updates: UpdateType,
});

impl Method for GetUpdates {
    type Output = Vec<Update>;
    const NAME: &'static str = "getUpdates";
}

object!(GetUpdates {
    opt "offset" offset,
    opt "limit" limit,
    opt "timeout" timeout,
    opt "allowed_updates" allowed_updates,
});

/// Has updates sent to an HTTPS address.
///
/// <https://core.telegram.org/bots/api#setwebhook>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetWebhook {
    /// HTTPS address to send updates to; empty removes the webhook. Required.
    pub url: String,
    /// Public key certificate, PEM, if it is self-signed.
    pub certificate: Option<InputFile>,
    /// Address to connect to instead of asking DNS.
    pub ip_address: Option<String>,
    /// At most how many connections at once. 1 to 100. Default `40`.
    pub max_connections: Option<i64>,
    /// Kinds to subscribe to; absent: as before; empty: the default set.
    pub allowed_updates: Option<Vec<UpdateType>>,
    /// Forget all updates that wait.
    pub drop_pending_updates: Option<bool>,
    /// Sent in the header `X-Telegram-Bot-Api-Secret-Token` of every request. 1 to 256 characters. Characters `A-Za-z0-9_-`.
    pub secret_token: Option<SecretToken>,
}

impl SetWebhook {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetWebhook {
    into certificate: InputFile,
    into ip_address: String,
    some max_connections: i64,
    some_items allowed_updates: UpdateType,
    some drop_pending_updates: bool,
    some secret_token: SecretToken,
});

impl Method for SetWebhook {
    type Output = bool;
    const NAME: &'static str = "setWebhook";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SetWebhook {
    need "url" url,
    opt "certificate" certificate,
    opt "ip_address" ip_address,
    opt "max_connections" max_connections,
    opt "allowed_updates" allowed_updates,
    opt "drop_pending_updates" drop_pending_updates,
    opt "secret_token" secret_token,
});

uploads!(struct SetWebhook { certificate });

/// Removes the webhook, to go back to `getUpdates`.
///
/// <https://core.telegram.org/bots/api#deletewebhook>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteWebhook {
    /// Forget all updates that wait.
    pub drop_pending_updates: Option<bool>,
}

impl DeleteWebhook {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for DeleteWebhook {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method DeleteWebhook {
    some drop_pending_updates: bool,
});

impl Method for DeleteWebhook {
    type Output = bool;
    const NAME: &'static str = "deleteWebhook";
}

object!(DeleteWebhook {
    opt "drop_pending_updates" drop_pending_updates,
});

/// Returns the state of the webhook.
///
/// <https://core.telegram.org/bots/api#getwebhookinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetWebhookInfo {}

impl GetWebhookInfo {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetWebhookInfo {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetWebhookInfo {
    type Output = WebhookInfo;
    const NAME: &'static str = "getWebhookInfo";
}

object!(GetWebhookInfo {});

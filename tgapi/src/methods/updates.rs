//! Getting updates: long polling and webhooks.

use serde::Serialize;

use super::Method;
use crate::input_file::InputFile;
use crate::token::SecretToken;
use crate::types::WebhookInfo;
use crate::update::{Update, UpdateType};

/// Takes waiting updates by long polling.
///
/// <https://core.telegram.org/bots/api#getupdates>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GetUpdates {
    /// First update to return; all before it are confirmed and forgotten. Negative: from the end of the queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// At most how many. 1 to 100; default 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// How long to wait for the first one, in seconds; at most 50. Default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i64>,
    /// Kinds to subscribe to; absent: as before; empty: the default set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_updates: Option<Vec<UpdateType>>,
}

impl GetUpdates {
    /// With the required parameters.
    #[must_use]
    pub fn new() -> Self {
        Self { offset: None, limit: None, timeout: None, allowed_updates: None }
    }

    /// Sets [`offset`](Self::offset).
    #[must_use]
    pub fn offset(mut self, offset: i64) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Sets [`limit`](Self::limit).
    #[must_use]
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Sets [`timeout`](Self::timeout).
    #[must_use]
    pub fn timeout(mut self, timeout: i64) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets [`allowed_updates`](Self::allowed_updates).
    #[must_use]
    pub fn allowed_updates(mut self, allowed_updates: Vec<UpdateType>) -> Self {
        self.allowed_updates = Some(allowed_updates);
        self
    }
}

impl Default for GetUpdates {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetUpdates {
    type Output = Vec<Update>;
    const NAME: &'static str = "getUpdates";
}

/// Has updates sent to an HTTPS address.
///
/// <https://core.telegram.org/bots/api#setwebhook>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SetWebhook {
    /// HTTPS address to send updates to; empty removes the webhook.
    pub url: String,
    /// Public key certificate, PEM, if it is self-signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<InputFile>,
    /// Address to connect to instead of asking DNS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// At most how many connections at once. 1 to 100; default 40.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<i64>,
    /// Kinds to subscribe to; absent: as before; empty: the default set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_updates: Option<Vec<UpdateType>>,
    /// Forget all updates that wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_pending_updates: Option<bool>,
    /// Sent in the header `X-Telegram-Bot-Api-Secret-Token` of every request. 1 to 256 characters; characters `A-Za-z0-9_-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_token: Option<SecretToken>,
}

impl SetWebhook {
    /// With the required parameters.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            certificate: None,
            ip_address: None,
            max_connections: None,
            allowed_updates: None,
            drop_pending_updates: None,
            secret_token: None,
        }
    }

    /// Sets [`certificate`](Self::certificate).
    #[must_use]
    pub fn certificate(mut self, certificate: InputFile) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// Sets [`ip_address`](Self::ip_address).
    #[must_use]
    pub fn ip_address(mut self, ip_address: impl Into<String>) -> Self {
        self.ip_address = Some(ip_address.into());
        self
    }

    /// Sets [`max_connections`](Self::max_connections).
    #[must_use]
    pub fn max_connections(mut self, max_connections: i64) -> Self {
        self.max_connections = Some(max_connections);
        self
    }

    /// Sets [`allowed_updates`](Self::allowed_updates).
    #[must_use]
    pub fn allowed_updates(mut self, allowed_updates: Vec<UpdateType>) -> Self {
        self.allowed_updates = Some(allowed_updates);
        self
    }

    /// Sets [`drop_pending_updates`](Self::drop_pending_updates).
    #[must_use]
    pub fn drop_pending_updates(mut self, drop_pending_updates: bool) -> Self {
        self.drop_pending_updates = Some(drop_pending_updates);
        self
    }

    /// Sets [`secret_token`](Self::secret_token).
    #[must_use]
    pub fn secret_token(mut self, secret_token: SecretToken) -> Self {
        self.secret_token = Some(secret_token);
        self
    }
}

impl Method for SetWebhook {
    type Output = bool;
    const NAME: &'static str = "setWebhook";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        self.certificate.iter().for_each(visit);
    }
}

/// Removes the webhook, to go back to `getUpdates`.
///
/// <https://core.telegram.org/bots/api#deletewebhook>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DeleteWebhook {
    /// Forget all updates that wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_pending_updates: Option<bool>,
}

impl DeleteWebhook {
    /// With the required parameters.
    #[must_use]
    pub fn new() -> Self {
        Self { drop_pending_updates: None }
    }

    /// Sets [`drop_pending_updates`](Self::drop_pending_updates).
    #[must_use]
    pub fn drop_pending_updates(mut self, drop_pending_updates: bool) -> Self {
        self.drop_pending_updates = Some(drop_pending_updates);
        self
    }
}

impl Default for DeleteWebhook {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for DeleteWebhook {
    type Output = bool;
    const NAME: &'static str = "deleteWebhook";
}

/// The state of the webhook.
///
/// <https://core.telegram.org/bots/api#getwebhookinfo>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GetWebhookInfo {}

impl GetWebhookInfo {
    /// With the required parameters.
    #[must_use]
    pub fn new() -> Self {
        Self {}
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

//! By name on the client: getting updates: long polling and webhooks.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::methods::{DeleteWebhook, GetUpdates, GetWebhookInfo, SetWebhook};

impl Client {
    /// Takes waiting updates by long polling. See [`GetUpdates`].
    pub fn get_updates(&self) -> Request<GetUpdates> {
        self.request(GetUpdates::new())
    }

    /// Has updates sent to an HTTPS address. See [`SetWebhook`].
    pub fn set_webhook(&self, url: impl Into<String>) -> Request<SetWebhook> {
        self.request(SetWebhook::new(url))
    }

    /// Removes the webhook, to go back to `getUpdates`. See [`DeleteWebhook`].
    pub fn delete_webhook(&self) -> Request<DeleteWebhook> {
        self.request(DeleteWebhook::new())
    }

    /// Returns the state of the webhook. See [`GetWebhookInfo`].
    pub fn get_webhook_info(&self) -> Request<GetWebhookInfo> {
        self.request(GetWebhookInfo::new())
    }
}

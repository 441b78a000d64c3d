//! `setWebhook`, `deleteWebhook`, `getWebhookInfo`.
//!
//! The order of work is Telegram's: the old webhook is closed and forgotten first, then pending updates are dropped,
//! and only then the new one is checked; so a call that fails has already removed what was there.
//! <https://core.telegram.org/bots/api#setwebhook>

use std::{net::IpAddr, sync::Arc};

use serde_json::json;

use super::{ApiError, Success};
use crate::{
    bot::BotCore,
    delivery::{self, Request, SetError},
    http::Params,
    queue::Allowed,
};

/// The largest certificate file.
const MAX_CERTIFICATE: usize = 3 << 20;
const MAX_SECRET: usize = 256;

pub(super) async fn set_webhook(bot: &Arc<BotCore>, params: &Params) -> Result<Success, ApiError> {
    let url = params.text("url").trim();
    if url.is_empty() {
        return delete_webhook(bot, params).await;
    }
    if bot.hook().is_set_too_often(bot.clock.now()) {
        return Err(ApiError::too_many_requests(1));
    }
    let certificate = params.upload("certificate").map(|file| file.data.clone());
    let max_connections = usize::try_from(params.number("max_connections", 40, 1..=100)).unwrap_or(40);
    let secret = params.text("secret_token").to_owned();
    let ip_text = params.text("ip_address");
    if let Some(allowed) = Allowed::parse(params.text("allowed_updates")) {
        bot.queue().set_allowed(allowed);
    }
    let drop_pending = params.flag("drop_pending_updates");
    let same = !drop_pending
        && certificate.is_none()
        && bot.hook().active().is_some_and(|hook| hook.is_same(url, max_connections, ip_text, &secret));
    if same {
        return Ok(Success::described("Webhook is already set"));
    }

    let ticket = delivery::close(bot).await;
    bot.polls().end_for_webhook();
    if drop_pending {
        bot.drop_pending();
    }
    let target = delivery::Target::parse(url).ok_or_else(|| ApiError::bad_request("invalid webhook URL specified"))?;
    check_secret(&secret)?;
    if let Some(size) = certificate.as_ref().map(bytes::Bytes::len).filter(|size| *size > MAX_CERTIFICATE) {
        return Err(ApiError::bad_request(&format!("certificate size is too big ({size} bytes)")));
    }
    let ip = match ip_text {
        "" => None,
        text => Some(text.parse::<IpAddr>().map_err(|_| bad_webhook("Invalid IP address specified"))?),
    };
    let request = Request { target, certificate, ip, max_connections, secret };
    match delivery::set(bot, request, ticket).await {
        Ok(()) => Ok(Success::described("Webhook was set")),
        Err(SetError::Bad(reason)) => Err(bad_webhook(&reason)),
        Err(SetError::Replaced) => Err(ApiError::conflict("terminated by other setWebhook")),
    }
}

pub(super) async fn delete_webhook(bot: &Arc<BotCore>, params: &Params) -> Result<Success, ApiError> {
    if let Some(allowed) = Allowed::parse(params.text("allowed_updates")) {
        bot.queue().set_allowed(allowed);
    }
    let was_set = bot.hook().is_set_or_pending();
    if was_set {
        drop(delivery::close(bot).await);
    }
    if params.flag("drop_pending_updates") {
        bot.drop_pending();
    }
    Ok(Success::described(if was_set { "Webhook was deleted" } else { "Webhook is already deleted" }))
}

pub(super) fn get_webhook_info(bot: &BotCore) -> Success {
    let (pending, allowed) = {
        let queue = bot.queue();
        (queue.len(), queue.allowed())
    };
    let mut info = json!({"url": "", "has_custom_certificate": false, "pending_update_count": pending});
    if let Some(hook) = bot.hook().active() {
        hook.describe(&mut info);
    }
    if allowed != Allowed::default() {
        info["allowed_updates"] = json!(allowed.names());
    }
    Success::value(&info)
}

fn check_secret(secret: &str) -> Result<(), ApiError> {
    if secret.len() > MAX_SECRET {
        return Err(ApiError::bad_request("secret token is too long"));
    }
    if !secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
        return Err(ApiError::bad_request("secret token contains unallowed characters"));
    }
    Ok(())
}

fn bad_webhook(reason: &str) -> ApiError {
    ApiError::bad_request(&format!("bad webhook: {reason}"))
}

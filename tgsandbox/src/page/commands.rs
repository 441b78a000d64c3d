//! The commands that a chat's menu offers: those of the narrowest scope that has any, as in Telegram's own clients.
//!
//! <https://core.telegram.org/bots/api#determining-list-of-commands>

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::{api, bot::BotCore, http::Params};

/// The commands for a chat; empty when the bot has set none.
pub(super) async fn of_chat(bot: &Arc<BotCore>, chat: i64) -> Value {
    let kind = if chat > 0 { "all_private_chats" } else { "all_group_chats" };
    for scope in [json!({"type": "chat", "chat_id": chat}), json!({"type": kind}), json!({"type": "default"})] {
        let query: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("scope", &scope.to_string()).finish();
        let Ok(params) = Params::read(&query, "", &Bytes::new()) else { continue };
        let commands = api::peek(bot, "getMyCommands", params).await;
        if let Some(commands) = commands.filter(|commands| commands.as_array().is_some_and(|list| !list.is_empty())) {
            return commands;
        }
    }
    json!([])
}

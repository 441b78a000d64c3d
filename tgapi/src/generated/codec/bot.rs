//! Reading and writing what is in `types/bot.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    BotAccessSettings, BotCommand, BotCommandScope, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeChatAdministrators, BotCommandScopeChatMember,
    BotCommandScopeDefault, BotDescription, BotName, BotShortDescription, BotSubscriptionUpdated, ManagedBotUpdated,
    MenuButton, MenuButtonCommands, MenuButtonDefault, MenuButtonWebApp,
};

object!(ManagedBotUpdated {
    need "user" user,
    need "bot" bot,
});

object!(BotSubscriptionUpdated {
    need "user" user,
    need "invoice_payload" invoice_payload,
    need "state" state,
});

object!(BotAccessSettings {
    bool "is_access_restricted" is_access_restricted,
    list "added_users" added_users,
});

object!(BotCommand {
    need "command" command,
    need "description" description,
    opt "is_ephemeral" is_ephemeral,
});

object!(BotCommandScopeDefault tag "type" "default" {
});

object!(BotCommandScopeAllPrivateChats tag "type" "all_private_chats" {
});

object!(BotCommandScopeAllGroupChats tag "type" "all_group_chats" {
});

object!(BotCommandScopeAllChatAdministrators tag "type" "all_chat_administrators" {
});

object!(BotCommandScopeChat tag "type" "chat" {
    need "chat_id" chat_id,
});

object!(BotCommandScopeChatAdministrators tag "type" "chat_administrators" {
    need "chat_id" chat_id,
});

object!(BotCommandScopeChatMember tag "type" "chat_member" {
    need "chat_id" chat_id,
    need "user_id" user_id,
});

object!(BotName {
    need "name" name,
});

object!(BotDescription {
    need "description" description,
});

object!(BotShortDescription {
    need "short_description" short_description,
});

object!(MenuButtonCommands tag "type" "commands" {
});

object!(MenuButtonWebApp tag "type" "web_app" {
    need "text" text,
    need "web_app" web_app,
});

object!(MenuButtonDefault tag "type" "default" {
});

union!(BotCommandScope by "type" {
    "default" Default(BotCommandScopeDefault),
    "all_private_chats" AllPrivateChats(BotCommandScopeAllPrivateChats),
    "all_group_chats" AllGroupChats(BotCommandScopeAllGroupChats),
    "all_chat_administrators" AllChatAdministrators(BotCommandScopeAllChatAdministrators),
    "chat" Chat(BotCommandScopeChat),
    "chat_administrators" ChatAdministrators(BotCommandScopeChatAdministrators),
    "chat_member" ChatMember(BotCommandScopeChatMember),
});

union!(MenuButton by "type" {
    "commands" Commands(MenuButtonCommands),
    "web_app" WebApp(MenuButtonWebApp),
    "default" Default(MenuButtonDefault),
});

//! By name on the client: members of chats, and what they may do.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatId, ChatRef, UserId};
use crate::methods::{
    BanChatMember, BanChatSenderChat, PromoteChatMember, RestrictChatMember, SetChatAdministratorCustomTitle,
    SetChatMemberTag, SetChatPermissions, UnbanChatMember, UnbanChatSenderChat,
};
use crate::types::ChatPermissions;

impl Client {
    /// Bans a user from a group, supergroup or channel. See [`BanChatMember`].
    pub fn ban_chat_member(&self, chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Request<BanChatMember> {
        self.request(BanChatMember::new(chat_id, user_id))
    }

    /// Lifts the ban of a user, who may then join again. See [`UnbanChatMember`].
    pub fn unban_chat_member(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<UnbanChatMember> {
        self.request(UnbanChatMember::new(chat_id, user_id))
    }

    /// Restricts a user in a supergroup, or lifts the restrictions. See [`RestrictChatMember`].
    pub fn restrict_chat_member(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
        permissions: ChatPermissions,
    ) -> Request<RestrictChatMember> {
        self.request(RestrictChatMember::new(chat_id, user_id, permissions))
    }

    /// Makes a user an administrator, changes the privileges, or takes them all away. See [`PromoteChatMember`].
    pub fn promote_chat_member(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<PromoteChatMember> {
        self.request(PromoteChatMember::new(chat_id, user_id))
    }

    /// Sets the title of an administrator whom the bot appointed. See [`SetChatAdministratorCustomTitle`].
    pub fn set_chat_administrator_custom_title(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
        custom_title: impl Into<String>,
    ) -> Request<SetChatAdministratorCustomTitle> {
        self.request(SetChatAdministratorCustomTitle::new(chat_id, user_id, custom_title))
    }

    /// Sets the tag of a member. See [`SetChatMemberTag`].
    pub fn set_chat_member_tag(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<SetChatMemberTag> {
        self.request(SetChatMemberTag::new(chat_id, user_id))
    }

    /// Forbids a channel chat to write in a supergroup or channel. See [`BanChatSenderChat`].
    pub fn ban_chat_sender_chat(
        &self,
        chat_id: impl Into<ChatRef>,
        sender_chat_id: impl Into<ChatId>,
    ) -> Request<BanChatSenderChat> {
        self.request(BanChatSenderChat::new(chat_id, sender_chat_id))
    }

    /// Allows a banned channel chat to write again. See [`UnbanChatSenderChat`].
    pub fn unban_chat_sender_chat(
        &self,
        chat_id: impl Into<ChatRef>,
        sender_chat_id: impl Into<ChatId>,
    ) -> Request<UnbanChatSenderChat> {
        self.request(UnbanChatSenderChat::new(chat_id, sender_chat_id))
    }

    /// Sets what members without privileges may do. See [`SetChatPermissions`].
    pub fn set_chat_permissions(
        &self,
        chat_id: impl Into<ChatRef>,
        permissions: ChatPermissions,
    ) -> Request<SetChatPermissions> {
        self.request(SetChatPermissions::new(chat_id, permissions))
    }
}

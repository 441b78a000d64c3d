//! By name on the client: invitations and requests to join.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::methods::{
    AnswerChatJoinRequestQuery, ApproveChatJoinRequest, CreateChatInviteLink, CreateChatSubscriptionInviteLink,
    DeclineChatJoinRequest, EditChatInviteLink, EditChatSubscriptionInviteLink, ExportChatInviteLink,
    RevokeChatInviteLink, SendChatJoinRequestWebApp,
};
use crate::types::JoinRequestResult;

impl Client {
    /// Makes a new primary invite link; the old one ends. See [`ExportChatInviteLink`].
    pub fn export_chat_invite_link(&self, chat_id: impl Into<ChatRef>) -> Request<ExportChatInviteLink> {
        self.request(ExportChatInviteLink::new(chat_id))
    }

    /// Creates a further invite link. See [`CreateChatInviteLink`].
    pub fn create_chat_invite_link(&self, chat_id: impl Into<ChatRef>) -> Request<CreateChatInviteLink> {
        self.request(CreateChatInviteLink::new(chat_id))
    }

    /// Edits an invite link that the bot created. See [`EditChatInviteLink`].
    pub fn edit_chat_invite_link(
        &self,
        chat_id: impl Into<ChatRef>,
        invite_link: impl Into<String>,
    ) -> Request<EditChatInviteLink> {
        self.request(EditChatInviteLink::new(chat_id, invite_link))
    }

    /// Creates an invite link for a paid subscription to a channel. See [`CreateChatSubscriptionInviteLink`].
    pub fn create_chat_subscription_invite_link(
        &self,
        chat_id: impl Into<ChatRef>,
        subscription_period: i64,
        subscription_price: i64,
    ) -> Request<CreateChatSubscriptionInviteLink> {
        self.request(CreateChatSubscriptionInviteLink::new(chat_id, subscription_period, subscription_price))
    }

    /// Edits a subscription invite link that the bot created. See [`EditChatSubscriptionInviteLink`].
    pub fn edit_chat_subscription_invite_link(
        &self,
        chat_id: impl Into<ChatRef>,
        invite_link: impl Into<String>,
    ) -> Request<EditChatSubscriptionInviteLink> {
        self.request(EditChatSubscriptionInviteLink::new(chat_id, invite_link))
    }

    /// Revokes an invite link; a revoked primary link is replaced by a new one. See [`RevokeChatInviteLink`].
    pub fn revoke_chat_invite_link(
        &self,
        chat_id: impl Into<ChatRef>,
        invite_link: impl Into<String>,
    ) -> Request<RevokeChatInviteLink> {
        self.request(RevokeChatInviteLink::new(chat_id, invite_link))
    }

    /// Lets in a user who asked to join. See [`ApproveChatJoinRequest`].
    pub fn approve_chat_join_request(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<ApproveChatJoinRequest> {
        self.request(ApproveChatJoinRequest::new(chat_id, user_id))
    }

    /// Turns away a user who asked to join. See [`DeclineChatJoinRequest`].
    pub fn decline_chat_join_request(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<DeclineChatJoinRequest> {
        self.request(DeclineChatJoinRequest::new(chat_id, user_id))
    }

    /// Decides about a join request query. See [`AnswerChatJoinRequestQuery`].
    pub fn answer_chat_join_request_query(
        &self,
        chat_join_request_query_id: impl Into<String>,
        result: JoinRequestResult,
    ) -> Request<AnswerChatJoinRequestQuery> {
        self.request(AnswerChatJoinRequestQuery::new(chat_join_request_query_id, result))
    }

    /// Shows a Web App to the user before a join request query is answered. See [`SendChatJoinRequestWebApp`].
    pub fn send_chat_join_request_web_app(
        &self,
        chat_join_request_query_id: impl Into<String>,
        web_app_url: impl Into<String>,
    ) -> Request<SendChatJoinRequestWebApp> {
        self.request(SendChatJoinRequestWebApp::new(chat_join_request_query_id, web_app_url))
    }
}

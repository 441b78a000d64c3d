//! Invitations and requests to join.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, UnixTime, UserId};
use crate::methods::Method;
use crate::types::{ChatInviteLink, JoinRequestResult};

/// Makes a new primary invite link; the old one ends.
///
/// <https://core.telegram.org/bots/api#exportchatinvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExportChatInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl ExportChatInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for ExportChatInviteLink {
    type Output = String;
    const NAME: &'static str = "exportChatInviteLink";
}

object!(ExportChatInviteLink {
    need "chat_id" chat_id,
});

/// Creates a further invite link.
///
/// <https://core.telegram.org/bots/api#createchatinvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateChatInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Name of the link. At most 32 characters.
    pub name: Option<String>,
    /// When the link ends, in Unix time.
    pub expire_date: Option<UnixTime>,
    /// How many may be members by this link at one time; not with approval. 1 to 99999.
    pub member_limit: Option<i64>,
    /// Whether who follows the link has to be approved.
    pub creates_join_request: Option<bool>,
}

impl CreateChatInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method CreateChatInviteLink {
    into name: String,
    into expire_date: UnixTime,
    some member_limit: i64,
    some creates_join_request: bool,
});

impl Method for CreateChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "createChatInviteLink";
}

object!(CreateChatInviteLink {
    need "chat_id" chat_id,
    opt "name" name,
    opt "expire_date" expire_date,
    opt "member_limit" member_limit,
    opt "creates_join_request" creates_join_request,
});

/// Edits an invite link that the bot created.
///
/// <https://core.telegram.org/bots/api#editchatinvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditChatInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The link to edit. Required.
    pub invite_link: String,
    /// Name of the link. At most 32 characters.
    pub name: Option<String>,
    /// When the link ends, in Unix time.
    pub expire_date: Option<UnixTime>,
    /// How many may be members by this link at one time; not with approval. 1 to 99999.
    pub member_limit: Option<i64>,
    /// Whether who follows the link has to be approved.
    pub creates_join_request: Option<bool>,
}

impl EditChatInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, invite_link: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), invite_link: invite_link.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method EditChatInviteLink {
    into name: String,
    into expire_date: UnixTime,
    some member_limit: i64,
    some creates_join_request: bool,
});

impl Method for EditChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "editChatInviteLink";
}

object!(EditChatInviteLink {
    need "chat_id" chat_id,
    need "invite_link" invite_link,
    opt "name" name,
    opt "expire_date" expire_date,
    opt "member_limit" member_limit,
    opt "creates_join_request" creates_join_request,
});

/// Creates an invite link for a paid subscription to a channel.
///
/// <https://core.telegram.org/bots/api#createchatsubscriptioninvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateChatSubscriptionInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Name of the link. At most 32 characters.
    pub name: Option<String>,
    /// Length of the subscription in seconds; must be 2592000, 30 days. Required.
    pub subscription_period: i64,
    /// Price of the subscription in Telegram Stars. Required. 1 to 10000.
    pub subscription_price: i64,
}

impl CreateChatSubscriptionInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, subscription_period: i64, subscription_price: i64) -> Self {
        Self {
            chat_id: chat_id.into(),
            subscription_period,
            subscription_price,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method CreateChatSubscriptionInviteLink {
    into name: String,
});

impl Method for CreateChatSubscriptionInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "createChatSubscriptionInviteLink";
}

object!(CreateChatSubscriptionInviteLink {
    need "chat_id" chat_id,
    need "subscription_period" subscription_period,
    need "subscription_price" subscription_price,
    opt "name" name,
});

/// Edits a subscription invite link that the bot created.
///
/// <https://core.telegram.org/bots/api#editchatsubscriptioninvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditChatSubscriptionInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The link to edit. Required.
    pub invite_link: String,
    /// Name of the link. At most 32 characters.
    pub name: Option<String>,
}

impl EditChatSubscriptionInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, invite_link: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), invite_link: invite_link.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method EditChatSubscriptionInviteLink {
    into name: String,
});

impl Method for EditChatSubscriptionInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "editChatSubscriptionInviteLink";
}

object!(EditChatSubscriptionInviteLink {
    need "chat_id" chat_id,
    need "invite_link" invite_link,
    opt "name" name,
});

/// Revokes an invite link; a revoked primary link is replaced by a new one.
///
/// <https://core.telegram.org/bots/api#revokechatinvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RevokeChatInviteLink {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The link to revoke. Required.
    pub invite_link: String,
}

impl RevokeChatInviteLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, invite_link: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), invite_link: invite_link.into() }
    }
}

impl Method for RevokeChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "revokeChatInviteLink";
}

object!(RevokeChatInviteLink {
    need "chat_id" chat_id,
    need "invite_link" invite_link,
});

/// Lets in a user who asked to join.
///
/// <https://core.telegram.org/bots/api#approvechatjoinrequest>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApproveChatJoinRequest {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl ApproveChatJoinRequest {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into() }
    }
}

impl Method for ApproveChatJoinRequest {
    type Output = bool;
    const NAME: &'static str = "approveChatJoinRequest";
}

object!(ApproveChatJoinRequest {
    need "chat_id" chat_id,
    need "user_id" user_id,
});

/// Turns away a user who asked to join.
///
/// <https://core.telegram.org/bots/api#declinechatjoinrequest>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeclineChatJoinRequest {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl DeclineChatJoinRequest {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into() }
    }
}

impl Method for DeclineChatJoinRequest {
    type Output = bool;
    const NAME: &'static str = "declineChatJoinRequest";
}

object!(DeclineChatJoinRequest {
    need "chat_id" chat_id,
    need "user_id" user_id,
});

/// Decides about a join request query.
///
/// <https://core.telegram.org/bots/api#answerchatjoinrequestquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerChatJoinRequestQuery {
    /// The join request query to answer. Required.
    pub chat_join_request_query_id: String,
    /// The decision. Required. One of `approve`, `decline`, `queue`.
    pub result: JoinRequestResult,
}

impl AnswerChatJoinRequestQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_join_request_query_id: impl Into<String>, result: JoinRequestResult) -> Self {
        Self { chat_join_request_query_id: chat_join_request_query_id.into(), result }
    }
}

impl Method for AnswerChatJoinRequestQuery {
    type Output = bool;
    const NAME: &'static str = "answerChatJoinRequestQuery";
}

object!(AnswerChatJoinRequestQuery {
    need "chat_join_request_query_id" chat_join_request_query_id,
    need "result" result,
});

/// Shows a Web App to the user before a join request query is answered.
///
/// <https://core.telegram.org/bots/api#sendchatjoinrequestwebapp>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendChatJoinRequestWebApp {
    /// The join request query to answer. Required.
    pub chat_join_request_query_id: String,
    /// HTTPS address of the Web App to open. Required.
    pub web_app_url: String,
}

impl SendChatJoinRequestWebApp {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_join_request_query_id: impl Into<String>, web_app_url: impl Into<String>) -> Self {
        Self { chat_join_request_query_id: chat_join_request_query_id.into(), web_app_url: web_app_url.into() }
    }
}

impl Method for SendChatJoinRequestWebApp {
    type Output = bool;
    const NAME: &'static str = "sendChatJoinRequestWebApp";
}

object!(SendChatJoinRequestWebApp {
    need "chat_join_request_query_id" chat_join_request_query_id,
    need "web_app_url" web_app_url,
});

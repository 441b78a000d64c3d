//! What most bots ask an update first: whose, where, and what text.

use super::{Update, UpdateKind};
use crate::types::{Chat, MaybeInaccessibleMessage, Message, User};

impl Update {
    /// The message: new, edited, a channel post, a business or guest message. Not the message under a pressed button.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match &self.kind {
            UpdateKind::Message(message)
            | UpdateKind::EditedMessage(message)
            | UpdateKind::ChannelPost(message)
            | UpdateKind::EditedChannelPost(message)
            | UpdateKind::BusinessMessage(message)
            | UpdateKind::EditedBusinessMessage(message)
            | UpdateKind::GuestMessage(message) => Some(message),
            _ => None,
        }
    }

    /// The chat it happened in; for a button press, the chat of its message.
    #[must_use]
    pub fn chat(&self) -> Option<&Chat> {
        if let Some(message) = self.message() {
            return Some(&message.chat);
        }
        match &self.kind {
            UpdateKind::CallbackQuery(query) => query.message.as_ref().map(MaybeInaccessibleMessage::chat),
            UpdateKind::DeletedBusinessMessages(deleted) => Some(&deleted.chat),
            UpdateKind::MessageReaction(reaction) => Some(&reaction.chat),
            UpdateKind::MessageReactionCount(reaction) => Some(&reaction.chat),
            UpdateKind::MyChatMember(member) | UpdateKind::ChatMember(member) => Some(&member.chat),
            UpdateKind::ChatJoinRequest(request) => Some(&request.chat),
            UpdateKind::ChatBoost(boost) => Some(&boost.chat),
            UpdateKind::RemovedChatBoost(boost) => Some(&boost.chat),
            UpdateKind::StoppedMessageGeneration(stopped) => Some(&stopped.chat),
            _ => None,
        }
    }

    /// The user who caused it, if there is one.
    #[must_use]
    pub fn from(&self) -> Option<&User> {
        if let Some(message) = self.message() {
            return message.from.as_deref();
        }
        match &self.kind {
            UpdateKind::BusinessConnection(connection) => Some(&connection.user),
            UpdateKind::MessageReaction(reaction) => reaction.user.as_deref(),
            UpdateKind::InlineQuery(query) => Some(&query.from),
            UpdateKind::ChosenInlineResult(result) => Some(&result.from),
            UpdateKind::CallbackQuery(query) => Some(&query.from),
            UpdateKind::ShippingQuery(query) => Some(&query.from),
            UpdateKind::PreCheckoutQuery(query) => Some(&query.from),
            UpdateKind::PurchasedPaidMedia(purchase) => Some(&purchase.from),
            UpdateKind::PollAnswer(answer) => answer.user.as_deref(),
            UpdateKind::MyChatMember(member) | UpdateKind::ChatMember(member) => Some(&member.from),
            UpdateKind::ChatJoinRequest(request) => Some(&request.from),
            UpdateKind::ManagedBot(managed) => Some(&managed.user),
            UpdateKind::Subscription(subscription) => Some(&subscription.user),
            _ => None,
        }
    }

    /// The text of its message.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.message()?.text.as_deref()
    }
}

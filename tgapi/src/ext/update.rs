//! What is asked of an update, beyond whose it is and where: its button, its query, its words.

use crate::text::TextRef;
use crate::types::{
    CallbackQuery, ChatJoinRequest, ChatMemberUpdated, ChosenInlineResult, InlineQuery, MaybeInaccessibleMessage,
    Message, PreCheckoutQuery, ShippingQuery,
};
use crate::update::{Update, UpdateKind};

use super::CommandParts;

/// Accessors for updates of one kind.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($type:ty);)+) => {
        impl Update {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> Option<&$type> {
                    match &self.kind {
                        UpdateKind::$variant(payload) => Some(payload),
                        _ => None,
                    }
                }
            )+
        }
    };
}

kinds! {
    /// The button press.
    callback_query: CallbackQuery(CallbackQuery);
    /// The inline query.
    inline_query: InlineQuery(InlineQuery);
    /// The result of an inline query that was chosen.
    chosen_inline_result: ChosenInlineResult(ChosenInlineResult);
    /// The payment that waits for the bot's last word.
    pre_checkout_query: PreCheckoutQuery(PreCheckoutQuery);
    /// The order that waits for its shipping options.
    shipping_query: ShippingQuery(ShippingQuery);
    /// The request to join a chat.
    chat_join_request: ChatJoinRequest(ChatJoinRequest);
}

impl Update {
    /// The message, or else the message under a pressed button, if the bot can still see it.
    #[must_use]
    pub fn any_message(&self) -> Option<&Message> {
        let under = || self.callback_query()?.message.as_ref().and_then(MaybeInaccessibleMessage::message);
        self.message().or_else(under)
    }

    /// Text or caption of its message, with the entities.
    #[must_use]
    pub fn text_or_caption(&self) -> Option<TextRef<'_>> {
        self.message()?.text_or_caption()
    }

    /// The command that its message begins with. An edited message has one, too.
    ///
    /// ```
    /// use tgapi::{Update, UpdateKind, types::{Chat, ChatType, Message}};
    ///
    /// let message = Message::new(1, 1, Chat::new(5, ChatType::Private)).text("/roll 2 20");
    /// let update = Update::new(7, UpdateKind::Message(Box::new(message)));
    /// assert_eq!(update.command().map(|command| (command.name, command.args)), Some(("roll", "2 20")));
    /// ```
    #[must_use]
    pub fn command(&self) -> Option<CommandParts<'_>> {
        self.message()?.command()
    }

    /// What the pressed button carries. A client can send anything here, so check it.
    #[must_use]
    pub fn callback_data(&self) -> Option<&str> {
        self.callback_query()?.data.as_deref()
    }

    /// What changed about somebody's status in a chat, the bot's own or another's.
    #[must_use]
    pub fn member_updated(&self) -> Option<&ChatMemberUpdated> {
        match &self.kind {
            UpdateKind::MyChatMember(change) | UpdateKind::ChatMember(change) => Some(change),
            _ => None,
        }
    }

    /// Whether it is about something that was edited.
    #[must_use]
    pub fn is_edit(&self) -> bool {
        matches!(
            self.kind,
            UpdateKind::EditedMessage(_) | UpdateKind::EditedChannelPost(_) | UpdateKind::EditedBusinessMessage(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, ChatType, User};

    fn message() -> Box<Message> {
        Box::new(Message::new(7, 1, Chat::new(5, ChatType::Private)).caption("/start a"))
    }

    #[test]
    fn each_kind_has_its_accessor() {
        let update = Update::new(1, UpdateKind::Message(message()));
        assert_eq!(update.text_or_caption().unwrap().as_str(), "/start a");
        assert_eq!((update.command().unwrap().args, update.any_message().unwrap().message_id.0), ("a", 7));
        assert!(!update.is_edit() && update.callback_query().is_none() && update.callback_data().is_none());
        assert!(Update::new(1, UpdateKind::EditedMessage(message())).is_edit());
        let query = CallbackQuery::new("q", User::new(1, "Ann"), "c").data("d");
        let query = query.message(MaybeInaccessibleMessage::Message(message()));
        let update = Update::new(1, UpdateKind::CallbackQuery(Box::new(query)));
        assert_eq!((update.callback_data(), update.any_message().unwrap().message_id.0), (Some("d"), 7));
        assert!(update.message().is_none() && update.command().is_none() && update.member_updated().is_none());
        let query = InlineQuery::new("q", User::new(1, "Ann"), "x", "");
        assert_eq!(Update::new(1, UpdateKind::InlineQuery(Box::new(query))).inline_query().unwrap().query, "x");
    }
}

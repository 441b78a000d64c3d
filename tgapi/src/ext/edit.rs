//! What is done to a message: editing, deleting, forwarding, copying, pinning, reacting.

use crate::ids::{ChatId, ChatRef, MessageId};
use crate::keyboard::InlineKeyboard;
use crate::methods::{
    CopyMessage, DeleteMessage, EditMessageCaption, EditMessageLiveLocation, EditMessageMedia, EditMessageReplyMarkup,
    EditMessageText, ForwardMessage, PinChatMessage, SetMessageReaction, StopMessageLiveLocation, StopPoll,
    UnpinChatMessage,
};
use crate::text::IntoText;
use crate::types::{
    CallbackQuery, InlineKeyboardMarkup, InputMedia, MaybeInaccessibleMessage, Message, ReactionType, ReactionTypeEmoji,
};

/// Which message to edit: one of a chat, or one sent by inline mode.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Target<'a> {
    pub(super) message: Option<(ChatId, MessageId)>,
    pub(super) inline: Option<&'a str>,
    pub(super) connection: Option<&'a str>,
}

impl<'a> Target<'a> {
    fn of(message: &'a Message) -> Self {
        let connection = message.business_connection_id.as_deref();
        Self { message: Some((message.chat.id, message.message_id)), connection, inline: None }
    }

    fn under(query: &'a CallbackQuery) -> Self {
        match (&query.inline_message_id, &query.message) {
            (Some(id), _) => Self { inline: Some(id), ..Self::default() },
            (None, Some(MaybeInaccessibleMessage::Message(message))) => Self::of(message),
            (None, Some(gone)) => Self { message: Some((gone.chat().id, gone.message_id())), ..Self::default() },
            (None, None) => Self::default(),
        }
    }
}

macro_rules! aimed {
    ($edit:expr, $target:expr) => {{
        let (mut edit, target) = ($edit, $target);
        edit.chat_id = target.message.map(|(chat, _)| chat.into());
        edit.message_id = target.message.map(|(_, message)| message);
        edit.inline_message_id = target.inline.map(str::to_owned);
        edit.business_connection_id = target.connection.map(str::to_owned);
        edit
    }};
}
pub(super) use aimed;

/// The same edits for a message and for a button press, of whose message they are.
macro_rules! edits {
    ($type:ident, $target:path, $which:literal) => {
        impl $type {
            #[doc = concat!("Edits the text of ", $which, ". Takes anything with a `Display`, and ",
                "[`FormattedText`](crate::text::FormattedText). An inline keyboard that is not given again goes.")]
            #[must_use]
            pub fn edit_text(&self, text: impl IntoText) -> EditMessageText {
                aimed!(EditMessageText::new(), $target(self)).formatted_text(text)
            }

            #[doc = concat!("Edits the caption of ", $which, ". An inline keyboard that is not given again goes.")]
            #[must_use]
            pub fn edit_caption(&self, caption: impl IntoText) -> EditMessageCaption {
                aimed!(EditMessageCaption::new(), $target(self)).formatted_caption(caption)
            }

            #[doc = concat!("Puts other media in place of those of ", $which, ". An inline keyboard that is not given ",
                "again goes.")]
            #[must_use]
            pub fn edit_media(&self, media: impl Into<InputMedia>) -> EditMessageMedia {
                aimed!(EditMessageMedia::new(media), $target(self))
            }

            #[doc = concat!("Puts another inline keyboard under ", $which, ".")]
            #[must_use]
            pub fn edit_reply_markup(&self, keyboard: impl Into<InlineKeyboardMarkup>) -> EditMessageReplyMarkup {
                self.remove_reply_markup().reply_markup(keyboard.into())
            }

            #[doc = concat!("Takes the inline keyboard under ", $which, " away.")]
            #[must_use]
            pub fn remove_reply_markup(&self) -> EditMessageReplyMarkup {
                aimed!(EditMessageReplyMarkup::new(), $target(self))
            }

            #[doc = concat!("Moves the live location of ", $which, ".")]
            #[must_use]
            pub fn edit_live_location(&self, latitude: f64, longitude: f64) -> EditMessageLiveLocation {
                aimed!(EditMessageLiveLocation::new(latitude, longitude), $target(self))
            }

            #[doc = concat!("Ends the live location of ", $which, ".")]
            #[must_use]
            pub fn stop_live_location(&self) -> StopMessageLiveLocation {
                aimed!(StopMessageLiveLocation::new(), $target(self))
            }
        }
    };
}

edits!(Message, Target::of, "this message");
edits!(CallbackQuery, Target::under, "the message of the button, in a chat or sent by inline mode");

impl Message {
    /// Deletes this message. Bots may delete their own of the last 48 hours, and others with the right to. One of a
    /// business account is deleted by [`delete_business`](Self::delete_business).
    #[must_use]
    pub fn delete(&self) -> DeleteMessage {
        DeleteMessage::new(self.chat.id, self.message_id)
    }

    /// Forwards this message to another chat, with the name of its sender.
    #[must_use]
    pub fn forward_to(&self, chat: impl Into<ChatRef>) -> ForwardMessage {
        ForwardMessage::new(chat, self.chat.id, self.message_id)
    }

    /// Sends a copy of this message to another chat, without a link to this one.
    #[must_use]
    pub fn copy_to(&self, chat: impl Into<ChatRef>) -> CopyMessage {
        CopyMessage::new(chat, self.chat.id, self.message_id)
    }

    /// Pins this message. All members are told, except with `.disable_notification(true)`.
    #[must_use]
    pub fn pin(&self) -> PinChatMessage {
        let mut pin = PinChatMessage::new(self.chat.id, self.message_id);
        pin.business_connection_id.clone_from(&self.business_connection_id);
        pin
    }

    /// Unpins this message.
    #[must_use]
    pub fn unpin(&self) -> UnpinChatMessage {
        let mut unpin = UnpinChatMessage::new(self.chat.id).message_id(self.message_id);
        unpin.business_connection_id.clone_from(&self.business_connection_id);
        unpin
    }

    /// Reacts to this message, in place of what the bot reacted with before. An emoji may be given as text.
    ///
    /// ```
    /// # use tgapi::types::{Chat, ChatType, Message};
    /// # let message = Message::new(1, 1, Chat::new(5, ChatType::Private));
    /// let reaction = message.react("👍").is_big(true);
    /// # assert!(serde_json::to_string(&reaction).unwrap().contains(r#"[{"type":"emoji","emoji":"👍"}]"#));
    /// ```
    #[must_use]
    pub fn react(&self, reaction: impl Into<ReactionType>) -> SetMessageReaction {
        self.remove_reaction().reaction([reaction.into()])
    }

    /// Takes the bot's reaction to this message back.
    #[must_use]
    pub fn remove_reaction(&self) -> SetMessageReaction {
        SetMessageReaction::new(self.chat.id, self.message_id)
    }

    /// Ends the poll of this message, which the bot has to have sent.
    #[must_use]
    pub fn stop_poll(&self) -> StopPoll {
        let mut stop = StopPoll::new(self.chat.id, self.message_id);
        stop.business_connection_id.clone_from(&self.business_connection_id);
        stop
    }
}

impl From<&str> for ReactionType {
    /// A reaction with this emoji.
    fn from(emoji: &str) -> Self {
        ReactionTypeEmoji::new(emoji).into()
    }
}

impl From<&InlineKeyboard> for InlineKeyboardMarkup {
    /// As it is, unchecked.
    fn from(keyboard: &InlineKeyboard) -> Self {
        keyboard.clone().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, ChatType, InaccessibleMessage, User};
    use serde_json::{Value, json};

    fn message() -> Message {
        Message::new(7, 1, Chat::new(-5, ChatType::Supergroup))
    }

    fn json(method: &impl crate::Method) -> Value {
        serde_json::to_value(method).unwrap()
    }

    #[test]
    fn edits_aim_at_the_message() {
        let text = json(&message().business_connection_id("b").edit_text("x"));
        let wanted = json!({"chat_id": -5, "message_id": 7, "business_connection_id": "b", "text": "x"});
        assert_eq!(text, wanted);
        assert_eq!(json(&message().edit_caption("x")), json!({"chat_id": -5, "message_id": 7, "caption": "x"}));
        let keyboard = json(&message().edit_reply_markup(InlineKeyboard::new().callback("a", "b")));
        let rows = json!([[{"text": "a", "callback_data": "b"}]]);
        let wanted = json!({"chat_id": -5, "message_id": 7, "reply_markup": {"inline_keyboard": rows}});
        assert_eq!(keyboard, wanted);
        assert_eq!(json(&message().remove_reply_markup()), json!({"chat_id": -5, "message_id": 7}));
        let moved = json!({"chat_id": -5, "message_id": 7, "latitude": 1.0, "longitude": 2.0});
        assert_eq!(json(&message().edit_live_location(1.0, 2.0)), moved);
    }

    #[test]
    fn a_press_edits_whatever_message_its_button_is_under() {
        let query = || CallbackQuery::new("q", User::new(1, "Ann"), "c");
        let inline = json(&query().inline_message_id("i").edit_text("x"));
        assert_eq!(inline, json!({"inline_message_id": "i", "text": "x"}));
        let whole = MaybeInaccessibleMessage::Message(Box::new(message().business_connection_id("b")));
        let edit = json(&query().message(whole).edit_caption("x"));
        assert_eq!(edit, json!({"chat_id": -5, "message_id": 7, "business_connection_id": "b", "caption": "x"}));
        let gone = InaccessibleMessage::new(Chat::new(9, ChatType::Private), 3, 0);
        let gone = MaybeInaccessibleMessage::Inaccessible(Box::new(gone));
        assert_eq!(json(&query().message(gone).remove_reply_markup()), json!({"chat_id": 9, "message_id": 3}));
    }

    #[test]
    fn messages_are_moved_about() {
        assert_eq!(json(&message().delete()), json!({"chat_id": -5, "message_id": 7}));
        let moved = json!({"chat_id": "@news", "from_chat_id": -5, "message_id": 7});
        assert_eq!(json(&message().forward_to("@news")), moved);
        assert_eq!(json(&message().copy_to("news")), moved);
        let pin = json!({"chat_id": -5, "message_id": 7, "business_connection_id": "b"});
        let connected = message().business_connection_id("b");
        assert_eq!(
            (json(&connected.pin()), json(&connected.unpin()), json(&connected.stop_poll())),
            (pin.clone(), pin.clone(), pin)
        );
        assert_eq!(json(&message().remove_reaction()), json!({"chat_id": -5, "message_id": 7}));
    }
}

//! Answers to a message: methods that send to where it is, with or without a reference to it.

use crate::input_file::InputFile;
use crate::methods::{
    AnswerGuestQuery, SendAnimation, SendAudio, SendChatAction, SendContact, SendDice, SendDocument, SendGame,
    SendInvoice, SendLivePhoto, SendLocation, SendMediaGroup, SendMessage, SendPaidMedia, SendPhoto, SendPoll,
    SendRichMessage, SendSticker, SendVenue, SendVideo, SendVideoNote, SendVoice,
};
use crate::text::IntoText;
use crate::types::{
    ChatAction, InlineQueryResult, InputPaidMedia, InputPollOption, InputRichMessage, LabeledPrice, MediaGroupItem,
    Message, ReplyParameters,
};

/// Sets, of the parameters that say where in a chat to send, those that a method has.
macro_rules! place {
    ($message:ident $send:ident connection) => {
        $send.business_connection_id.clone_from(&$message.business_connection_id);
    };
    ($message:ident $send:ident topic) => {
        $send.message_thread_id = $message.topic();
    };
    ($message:ident $send:ident direct) => {
        $send.direct_messages_topic_id = $message.direct_messages_topic.as_ref().map(|topic| topic.topic_id);
    };
}

/// Two shortcuts for each line: what is sent, their names, the parameters required, the method, and what of a place it
/// takes.
macro_rules! shortcuts {
    ($($what:literal $answer:ident $reply:ident ($($name:ident: $type:ty),*) $method:ident { $($place:ident)* })+) => {
        impl Message {
            $(
                #[doc = concat!("Sends ", $what, " to where this message is. See [`answer`](Self::answer).")]
                #[must_use]
                pub fn $answer(&self, $($name: $type),*) -> $method {
                    let mut send = $method::new(self.chat.id, $($name),*);
                    $(place!(self send $place);)*
                    send
                }

                #[doc = concat!("Replies to this message with ", $what, ". See [`reply`](Self::reply).")]
                #[must_use]
                pub fn $reply(&self, $($name: $type),*) -> $method {
                    let mut send = self.$answer($($name),*);
                    send.reply_parameters = Some(self.as_reply());
                    send
                }
            )+
        }
    };
}

impl Message {
    /// Sends text to where this message is: the same chat, forum topic, topic of direct messages and business
    /// connection.
    ///
    /// Takes anything with a `Display`, and [`FormattedText`](crate::text::FormattedText).
    ///
    /// ```
    /// use tgapi::text::FormattedText;
    /// # use tgapi::types::{Chat, ChatType, Message};
    /// # let message = Message::new(7, 1, Chat::new(5, ChatType::Private));
    ///
    /// let plain = message.answer("Hello!").disable_notification(true);
    /// let formatted = message.answer(FormattedText::new().text("Hello, ").bold("you").text("!"));
    /// # assert_eq!((plain.text, formatted.text), ("Hello!".to_owned(), "Hello, you!".to_owned()));
    /// ```
    #[must_use]
    pub fn answer(&self, text: impl IntoText) -> SendMessage {
        let mut send = SendMessage::new(self.chat.id, "").formatted_text(text);
        place!(self send connection);
        place!(self send topic);
        place!(self send direct);
        send
    }

    /// Replies to this message: sends text to where it is, shown as a reply to it. If this message is gone by then, the
    /// reply is sent without the reference.
    #[must_use]
    pub fn reply(&self, text: impl IntoText) -> SendMessage {
        let mut send = self.answer(text);
        send.reply_parameters = Some(self.as_reply());
        send
    }

    /// What makes a method reply to this message, sent without the reference if this message is gone by then. For a part
    /// of it, add `.quote(..)`.
    #[must_use]
    pub fn as_reply(&self) -> ReplyParameters {
        let reply = match self.ephemeral_message_id {
            Some(id) => ReplyParameters::new().ephemeral_message_id(id),
            None => ReplyParameters::new().message_id(self.message_id),
        };
        reply.allow_sending_without_reply(true)
    }

    /// Shows that the bot is doing something, where this message is: `ChatAction::Typing` and so on, for five seconds or
    /// until a message comes.
    #[must_use]
    pub fn answer_action(&self, action: ChatAction) -> SendChatAction {
        let mut send = SendChatAction::new(self.chat.id, action);
        place!(self send connection);
        place!(self send topic);
        send
    }

    /// Answers a message from a chat that the bot is a guest in, with the one message it may send there. `None` for
    /// other messages.
    #[must_use]
    pub fn answer_guest(&self, result: impl Into<InlineQueryResult>) -> Option<AnswerGuestQuery> {
        Some(AnswerGuestQuery::new(self.guest_query_id.as_ref()?, result))
    }
}

shortcuts! {
    "a photo" answer_photo reply_photo (photo: impl Into<InputFile>) SendPhoto { connection topic direct }
    "a live photo (a video and its still)" answer_live_photo reply_live_photo
        (live_photo: impl Into<InputFile>, photo: impl Into<InputFile>) SendLivePhoto { connection topic direct }
    "music" answer_audio reply_audio (audio: impl Into<InputFile>) SendAudio { connection topic direct }
    "a file" answer_document reply_document (document: impl Into<InputFile>) SendDocument { connection topic direct }
    "a video" answer_video reply_video (video: impl Into<InputFile>) SendVideo { connection topic direct }
    "an animation" answer_animation reply_animation
        (animation: impl Into<InputFile>) SendAnimation { connection topic direct }
    "a voice note" answer_voice reply_voice (voice: impl Into<InputFile>) SendVoice { connection topic direct }
    "a round video" answer_video_note reply_video_note
        (video_note: impl Into<InputFile>) SendVideoNote { connection topic direct }
    "a sticker" answer_sticker reply_sticker (sticker: impl Into<InputFile>) SendSticker { connection topic direct }
    "an album of 2 to 10 media" answer_media_group reply_media_group
        (media: impl IntoIterator<Item = MediaGroupItem>) SendMediaGroup { connection topic direct }
    "media for Telegram Stars" answer_paid_media reply_paid_media
        (star_count: i64, media: impl IntoIterator<Item = InputPaidMedia>) SendPaidMedia { connection topic direct }
    "a location" answer_location reply_location
        (latitude: f64, longitude: f64) SendLocation { connection topic direct }
    "a place" answer_venue reply_venue
        (latitude: f64, longitude: f64, title: impl Into<String>, address: impl Into<String>)
        SendVenue { connection topic direct }
    "a contact" answer_contact reply_contact
        (phone_number: impl Into<String>, first_name: impl Into<String>) SendContact { connection topic direct }
    "a poll" answer_poll reply_poll
        (question: impl Into<String>, options: impl IntoIterator<Item = InputPollOption>) SendPoll { connection topic }
    "a die (or another emoji with a random value)" answer_dice reply_dice () SendDice { connection topic direct }
    "a game" answer_game reply_game (game_short_name: impl Into<String>) SendGame { connection topic }
    "a rich message" answer_rich reply_rich
        (rich_message: InputRichMessage) SendRichMessage { connection topic direct }
    "an invoice" answer_invoice reply_invoice
        (
            title: impl Into<String>, description: impl Into<String>, payload: impl Into<String>,
            currency: impl Into<String>, prices: impl IntoIterator<Item = LabeledPrice>
        ) SendInvoice { topic direct }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FormattedText;
    use crate::types::{Chat, ChatType, DirectMessagesTopic, EntityType};
    use crate::{ChatRef, RawCall, ThreadId};
    use serde_json::{Value, json};

    fn message() -> Message {
        Message::new(7, 1, Chat::new(-5, ChatType::Supergroup))
    }

    fn json(method: &impl crate::Method) -> Value {
        serde_json::from_str(RawCall::new(method).unwrap().params()).unwrap()
    }

    #[test]
    fn an_answer_goes_where_the_message_is() {
        let mut message = message();
        message.message_thread_id = Some(ThreadId(3));
        message.business_connection_id = Some("b".to_owned());
        let answer = message.answer("hi");
        assert_eq!((&answer.chat_id, answer.message_thread_id), (&ChatRef::from(-5), None));
        assert_eq!((answer.text.as_str(), answer.entities), ("hi", None));
        message.is_topic_message = true;
        message.direct_messages_topic = Some(Box::new(DirectMessagesTopic::new(9)));
        let place = json!({
            "chat_id": -5, "message_thread_id": 3, "direct_messages_topic_id": 9, "business_connection_id": "b",
            "photo": "f"
        });
        assert_eq!(json(&message.answer_photo(InputFile::file_id("f"))), place);
    }

    #[test]
    fn a_reply_refers_to_the_message_even_if_it_is_gone() {
        let reply = json!({"message_id": 7, "allow_sending_without_reply": true});
        assert_eq!(json(&message().reply(5)), json!({"chat_id": -5, "text": "5", "reply_parameters": reply}));
        assert_eq!(json(&message().reply_dice()), json!({"chat_id": -5, "reply_parameters": reply}));
        let shown = message().ephemeral_message_id(4).as_reply();
        assert_eq!((shown.message_id, shown.ephemeral_message_id), (None, Some(4)));
    }

    #[test]
    fn formatted_text_goes_out_as_entities() {
        let answer = message().answer(FormattedText::new().text("a ").bold("b"));
        let entities = answer.entities.unwrap();
        assert_eq!((answer.text.as_str(), entities.len(), &entities[0].kind), ("a b", 1, &EntityType::Bold));
        assert_eq!(answer.parse_mode, None);
    }

    #[test]
    fn guests_answer_by_query() {
        let result = crate::types::InlineQueryResultArticle::new("1", "t", "hello");
        assert!(message().answer_guest(result.clone()).is_none());
        let query = message().guest_query_id("g").answer_guest(result).unwrap();
        assert_eq!(query.guest_query_id, "g");
    }

    #[test]
    fn every_method_that_replies_has_shortcuts() {
        let table: Value = serde_json::from_str(include_str!("../../api/botapi.json")).unwrap();
        let source = include_str!("answer.rs");
        for (name, method) in table["methods"].as_object().unwrap() {
            let fields: Vec<_> =
                method["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str()).collect();
            // A checklist needs a business connection, so it cannot be sent to every chat.
            let replies =
                name.starts_with("send") && fields.contains(&Some("reply_parameters")) && name != "sendChecklist";
            let listed = format!(" S{} {{ ", &name[1..]);
            let place = source.split_once(&listed).map(|(_, rest)| rest.split('}').next().unwrap_or_default());
            if !replies || name == "sendMessage" {
                continue;
            }
            let place: Vec<_> = place.unwrap_or_else(|| panic!("{name} has none")).split_whitespace().collect();
            for (field, word) in [
                ("business_connection_id", "connection"),
                ("message_thread_id", "topic"),
                ("direct_messages_topic_id", "direct"),
            ] {
                assert_eq!(fields.contains(&Some(field)), place.contains(&word), "{name} {field}");
            }
        }
    }
}

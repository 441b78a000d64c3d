//! Formatted text where methods and objects take a text and its entities.

use crate::methods::{
    CopyMessage, EditEphemeralMessageCaption, EditEphemeralMessageText, EditMessageCaption, EditMessageText,
    SendAnimation, SendAudio, SendDocument, SendLivePhoto, SendMessage, SendMessageDraft, SendPaidMedia, SendPhoto,
    SendVideo, SendVoice,
};
use crate::text::IntoText;
use crate::types::{
    InlineQueryResultAudio, InlineQueryResultCachedAudio, InlineQueryResultCachedDocument, InlineQueryResultCachedGif,
    InlineQueryResultCachedMpeg4Gif, InlineQueryResultCachedPhoto, InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice, InlineQueryResultDocument, InlineQueryResultGif, InlineQueryResultMpeg4Gif,
    InlineQueryResultPhoto, InlineQueryResultVideo, InlineQueryResultVoice, InputMediaAnimation, InputMediaAudio,
    InputMediaDocument, InputMediaLivePhoto, InputMediaPhoto, InputMediaVideo, InputTextMessageContent,
};

/// How a field is set: a text that is required, one that may be absent, entities of a method, and those of an object.
macro_rules! set {
    (text $self:ident.$field:ident $text:ident) => {
        $self.$field = $text
    };
    (maybe_text $self:ident.$field:ident $text:ident) => {
        $self.$field = Some($text)
    };
    (method $self:ident.$field:ident $entities:ident) => {
        $self.$field = Some($entities).filter(|entities| !entities.is_empty())
    };
    (object $self:ident.$field:ident $entities:ident) => {
        $self.$field = $entities
    };
}

/// A setter for the text of each type listed.
macro_rules! formatted {
    ($setter:ident: $how:ident $text:ident, $of:ident $entities:ident; $($type:ident)+) => {
        $(
            impl $type {
                #[doc = concat!("Sets [`", stringify!($text), "`](Self::", stringify!($text), ") and its entities, ",
                    "from anything with a `Display` or from [`FormattedText`](crate::text::FormattedText). Takes a ",
                    "parse mode back: entities are used without.")]
                #[must_use]
                pub fn $setter(mut self, text: impl IntoText) -> Self {
                    let (text, entities) = text.into_text().into_parts();
                    set!($how self.$text text);
                    set!($of self.$entities entities);
                    self.parse_mode = None;
                    self
                }
            }
            formatted!(@$of $type $setter $text);
        )+
    };
    (@object $type:ident $setter:ident $text:ident) => {};
    (@method $type:ident $setter:ident $text:ident) => {
        #[cfg(feature = "client")]
        impl crate::Request<$type> {
            #[doc = concat!("Sets `", stringify!($text), "` and its entities: see [`", stringify!($type), "::",
                stringify!($setter), "`].")]
            pub fn $setter(self, text: impl IntoText) -> Self {
                self.map(|method| method.$setter(text))
            }
        }
    };
}

formatted!(formatted_text: text text, method entities; SendMessage EditEphemeralMessageText);
formatted!(formatted_text: maybe_text text, method entities; EditMessageText SendMessageDraft);
formatted!(formatted_caption: maybe_text caption, method caption_entities;
    CopyMessage EditMessageCaption EditEphemeralMessageCaption SendAnimation SendAudio SendDocument SendLivePhoto
    SendPaidMedia SendPhoto SendVideo SendVoice);
formatted!(formatted_caption: maybe_text caption, object caption_entities;
    InlineQueryResultAudio InlineQueryResultCachedAudio InlineQueryResultCachedDocument InlineQueryResultCachedGif
    InlineQueryResultCachedMpeg4Gif InlineQueryResultCachedPhoto InlineQueryResultCachedVideo
    InlineQueryResultCachedVoice InlineQueryResultDocument InlineQueryResultGif InlineQueryResultMpeg4Gif
    InlineQueryResultPhoto InlineQueryResultVideo InlineQueryResultVoice InputMediaAnimation InputMediaAudio
    InputMediaDocument InputMediaLivePhoto InputMediaPhoto InputMediaVideo);

impl InputTextMessageContent {
    /// With a text and its entities, from anything with a `Display` or from
    /// [`FormattedText`](crate::text::FormattedText).
    #[must_use]
    pub fn formatted(text: impl IntoText) -> Self {
        let (text, entities) = text.into_text().into_parts();
        let content = Self::new(text);
        if entities.is_empty() { content } else { content.entities(entities) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InputFile;
    use crate::text::FormattedText;
    use crate::types::ParseMode;

    #[test]
    fn text_and_entities_are_set_together() {
        let text = FormattedText::new().italic("a");
        let send = SendMessage::new(5, "x").parse_mode(ParseMode::Html).formatted_text(&text);
        assert_eq!((send.text.as_str(), send.entities.unwrap().len(), send.parse_mode), ("a", 1, None));
        let plain = SendMessage::new(5, "x").formatted_text(&text).formatted_text("b");
        assert_eq!((plain.text.as_str(), plain.entities), ("b", None));
        let photo = SendPhoto::new(5, InputFile::file_id("f")).formatted_caption(text.clone());
        assert_eq!((photo.caption.as_deref(), photo.caption_entities.unwrap().len()), (Some("a"), 1));
        assert_eq!(InputTextMessageContent::formatted(text).message_text, "a");
    }
}

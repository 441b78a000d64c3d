//! By name on the client: editing messages.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, MessageId, UserId};
use crate::methods::{
    EditEphemeralMessageCaption, EditEphemeralMessageMedia, EditEphemeralMessageReplyMarkup, EditEphemeralMessageText,
    EditMessageCaption, EditMessageChecklist, EditMessageLiveLocation, EditMessageMedia, EditMessageReplyMarkup,
    EditMessageText, StopMessageLiveLocation,
};
use crate::types::{InputChecklist, InputMedia};

impl Client {
    /// Edits the text of a message. See [`EditMessageText`].
    pub fn edit_message_text(&self) -> Request<EditMessageText> {
        self.request(EditMessageText::new())
    }

    /// Edits the caption of a message. See [`EditMessageCaption`].
    pub fn edit_message_caption(&self) -> Request<EditMessageCaption> {
        self.request(EditMessageCaption::new())
    }

    /// Puts other media into a message. See [`EditMessageMedia`].
    pub fn edit_message_media(&self, media: impl Into<InputMedia>) -> Request<EditMessageMedia> {
        self.request(EditMessageMedia::new(media))
    }

    /// Moves a live location. See [`EditMessageLiveLocation`].
    pub fn edit_message_live_location(&self, latitude: f64, longitude: f64) -> Request<EditMessageLiveLocation> {
        self.request(EditMessageLiveLocation::new(latitude, longitude))
    }

    /// Ends the updates of a live location before its time. See [`StopMessageLiveLocation`].
    pub fn stop_message_live_location(&self) -> Request<StopMessageLiveLocation> {
        self.request(StopMessageLiveLocation::new())
    }

    /// Edits a checklist for a business account. See [`EditMessageChecklist`].
    pub fn edit_message_checklist(
        &self,
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
        checklist: InputChecklist,
    ) -> Request<EditMessageChecklist> {
        self.request(EditMessageChecklist::new(business_connection_id, chat_id, message_id, checklist))
    }

    /// Edits the inline keyboard under a message. See [`EditMessageReplyMarkup`].
    pub fn edit_message_reply_markup(&self) -> Request<EditMessageReplyMarkup> {
        self.request(EditMessageReplyMarkup::new())
    }

    /// Edits the text of an ephemeral message. See [`EditEphemeralMessageText`].
    pub fn edit_ephemeral_message_text(
        &self,
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
        text: impl Into<String>,
    ) -> Request<EditEphemeralMessageText> {
        self.request(EditEphemeralMessageText::new(chat_id, receiver_user_id, ephemeral_message_id, text))
    }

    /// Puts other media into an ephemeral message. See [`EditEphemeralMessageMedia`].
    pub fn edit_ephemeral_message_media(
        &self,
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
        media: impl Into<InputMedia>,
    ) -> Request<EditEphemeralMessageMedia> {
        self.request(EditEphemeralMessageMedia::new(chat_id, receiver_user_id, ephemeral_message_id, media))
    }

    /// Edits the caption of an ephemeral message. See [`EditEphemeralMessageCaption`].
    pub fn edit_ephemeral_message_caption(
        &self,
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
    ) -> Request<EditEphemeralMessageCaption> {
        self.request(EditEphemeralMessageCaption::new(chat_id, receiver_user_id, ephemeral_message_id))
    }

    /// Edits the inline keyboard under an ephemeral message. See [`EditEphemeralMessageReplyMarkup`].
    pub fn edit_ephemeral_message_reply_markup(
        &self,
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
    ) -> Request<EditEphemeralMessageReplyMarkup> {
        self.request(EditEphemeralMessageReplyMarkup::new(chat_id, receiver_user_id, ephemeral_message_id))
    }
}

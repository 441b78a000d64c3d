//! By name on the client: chats: what they are called, show and pin.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, MessageId};
use crate::input_file::InputFile;
use crate::methods::{
    DeleteChatPhoto, DeleteChatStickerSet, LeaveChat, PinChatMessage, SetChatDescription, SetChatPhoto,
    SetChatStickerSet, SetChatTitle, UnpinAllChatMessages, UnpinChatMessage,
};

impl Client {
    /// Sets the photo of a chat. See [`SetChatPhoto`].
    pub fn set_chat_photo(&self, chat_id: impl Into<ChatRef>, photo: impl Into<InputFile>) -> Request<SetChatPhoto> {
        self.request(SetChatPhoto::new(chat_id, photo))
    }

    /// Removes the photo of a chat. See [`DeleteChatPhoto`].
    pub fn delete_chat_photo(&self, chat_id: impl Into<ChatRef>) -> Request<DeleteChatPhoto> {
        self.request(DeleteChatPhoto::new(chat_id))
    }

    /// Sets the title of a chat. See [`SetChatTitle`].
    pub fn set_chat_title(&self, chat_id: impl Into<ChatRef>, title: impl Into<String>) -> Request<SetChatTitle> {
        self.request(SetChatTitle::new(chat_id, title))
    }

    /// Sets the description of a chat. See [`SetChatDescription`].
    pub fn set_chat_description(&self, chat_id: impl Into<ChatRef>) -> Request<SetChatDescription> {
        self.request(SetChatDescription::new(chat_id))
    }

    /// Pins a message. See [`PinChatMessage`].
    pub fn pin_chat_message(
        &self,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<PinChatMessage> {
        self.request(PinChatMessage::new(chat_id, message_id))
    }

    /// Unpins a message. See [`UnpinChatMessage`].
    pub fn unpin_chat_message(&self, chat_id: impl Into<ChatRef>) -> Request<UnpinChatMessage> {
        self.request(UnpinChatMessage::new(chat_id))
    }

    /// Unpins all messages of a chat. See [`UnpinAllChatMessages`].
    pub fn unpin_all_chat_messages(&self, chat_id: impl Into<ChatRef>) -> Request<UnpinAllChatMessages> {
        self.request(UnpinAllChatMessages::new(chat_id))
    }

    /// Makes the bot leave a chat. See [`LeaveChat`].
    pub fn leave_chat(&self, chat_id: impl Into<ChatRef>) -> Request<LeaveChat> {
        self.request(LeaveChat::new(chat_id))
    }

    /// Sets the sticker set of a supergroup. See [`SetChatStickerSet`].
    pub fn set_chat_sticker_set(
        &self,
        chat_id: impl Into<ChatRef>,
        sticker_set_name: impl Into<String>,
    ) -> Request<SetChatStickerSet> {
        self.request(SetChatStickerSet::new(chat_id, sticker_set_name))
    }

    /// Removes the sticker set of a supergroup. See [`DeleteChatStickerSet`].
    pub fn delete_chat_sticker_set(&self, chat_id: impl Into<ChatRef>) -> Request<DeleteChatStickerSet> {
        self.request(DeleteChatStickerSet::new(chat_id))
    }
}

//! By name on the client: stickers and sets of them.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::input_file::InputFile;
use crate::methods::{
    AddStickerToSet, CreateNewStickerSet, DeleteStickerFromSet, DeleteStickerSet, GetCustomEmojiStickers,
    GetStickerSet, ReplaceStickerInSet, SendSticker, SetCustomEmojiStickerSetThumbnail, SetStickerEmojiList,
    SetStickerKeywords, SetStickerMaskPosition, SetStickerPositionInSet, SetStickerSetThumbnail, SetStickerSetTitle,
    UploadStickerFile,
};
use crate::types::{InputSticker, StickerFormat};

impl Client {
    /// Sends a sticker. See [`SendSticker`].
    pub fn send_sticker(&self, chat_id: impl Into<ChatRef>, sticker: impl Into<InputFile>) -> Request<SendSticker> {
        self.request(SendSticker::new(chat_id, sticker))
    }

    /// Returns a sticker set. See [`GetStickerSet`].
    pub fn get_sticker_set(&self, name: impl Into<String>) -> Request<GetStickerSet> {
        self.request(GetStickerSet::new(name))
    }

    /// Returns the stickers of custom emoji. See [`GetCustomEmojiStickers`].
    pub fn get_custom_emoji_stickers(
        &self,
        custom_emoji_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<GetCustomEmojiStickers> {
        self.request(GetCustomEmojiStickers::new(custom_emoji_ids))
    }

    /// Uploads a file for later use in sticker sets. See [`UploadStickerFile`].
    pub fn upload_sticker_file(
        &self,
        user_id: impl Into<UserId>,
        sticker: impl Into<InputFile>,
        sticker_format: StickerFormat,
    ) -> Request<UploadStickerFile> {
        self.request(UploadStickerFile::new(user_id, sticker, sticker_format))
    }

    /// Creates a sticker set that belongs to a user. See [`CreateNewStickerSet`].
    pub fn create_new_sticker_set(
        &self,
        user_id: impl Into<UserId>,
        name: impl Into<String>,
        title: impl Into<String>,
        stickers: impl IntoIterator<Item = InputSticker>,
    ) -> Request<CreateNewStickerSet> {
        self.request(CreateNewStickerSet::new(user_id, name, title, stickers))
    }

    /// Adds a sticker to a set that the bot created. See [`AddStickerToSet`].
    pub fn add_sticker_to_set(
        &self,
        user_id: impl Into<UserId>,
        name: impl Into<String>,
        sticker: InputSticker,
    ) -> Request<AddStickerToSet> {
        self.request(AddStickerToSet::new(user_id, name, sticker))
    }

    /// Moves a sticker within its set. See [`SetStickerPositionInSet`].
    pub fn set_sticker_position_in_set(
        &self,
        sticker: impl Into<String>,
        position: i64,
    ) -> Request<SetStickerPositionInSet> {
        self.request(SetStickerPositionInSet::new(sticker, position))
    }

    /// Deletes a sticker from its set. See [`DeleteStickerFromSet`].
    pub fn delete_sticker_from_set(&self, sticker: impl Into<String>) -> Request<DeleteStickerFromSet> {
        self.request(DeleteStickerFromSet::new(sticker))
    }

    /// Replaces a sticker of a set by another one. See [`ReplaceStickerInSet`].
    pub fn replace_sticker_in_set(
        &self,
        user_id: impl Into<UserId>,
        name: impl Into<String>,
        old_sticker: impl Into<String>,
        sticker: InputSticker,
    ) -> Request<ReplaceStickerInSet> {
        self.request(ReplaceStickerInSet::new(user_id, name, old_sticker, sticker))
    }

    /// Sets the emoji of a sticker. See [`SetStickerEmojiList`].
    pub fn set_sticker_emoji_list(
        &self,
        sticker: impl Into<String>,
        emoji_list: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<SetStickerEmojiList> {
        self.request(SetStickerEmojiList::new(sticker, emoji_list))
    }

    /// Sets the words by which a sticker is found. See [`SetStickerKeywords`].
    pub fn set_sticker_keywords(&self, sticker: impl Into<String>) -> Request<SetStickerKeywords> {
        self.request(SetStickerKeywords::new(sticker))
    }

    /// Sets where a mask sticker is placed on a face. See [`SetStickerMaskPosition`].
    pub fn set_sticker_mask_position(&self, sticker: impl Into<String>) -> Request<SetStickerMaskPosition> {
        self.request(SetStickerMaskPosition::new(sticker))
    }

    /// Sets the title of a sticker set. See [`SetStickerSetTitle`].
    pub fn set_sticker_set_title(
        &self,
        name: impl Into<String>,
        title: impl Into<String>,
    ) -> Request<SetStickerSetTitle> {
        self.request(SetStickerSetTitle::new(name, title))
    }

    /// Sets the thumbnail of a sticker set. See [`SetStickerSetThumbnail`].
    pub fn set_sticker_set_thumbnail(
        &self,
        name: impl Into<String>,
        user_id: impl Into<UserId>,
        format: StickerFormat,
    ) -> Request<SetStickerSetThumbnail> {
        self.request(SetStickerSetThumbnail::new(name, user_id, format))
    }

    /// Sets the thumbnail of a custom emoji set. See [`SetCustomEmojiStickerSetThumbnail`].
    pub fn set_custom_emoji_sticker_set_thumbnail(
        &self,
        name: impl Into<String>,
    ) -> Request<SetCustomEmojiStickerSetThumbnail> {
        self.request(SetCustomEmojiStickerSetThumbnail::new(name))
    }

    /// Deletes a sticker set that the bot created. See [`DeleteStickerSet`].
    pub fn delete_sticker_set(&self, name: impl Into<String>) -> Request<DeleteStickerSet> {
        self.request(DeleteStickerSet::new(name))
    }
}

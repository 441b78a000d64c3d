//! Stickers and sets of them.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, ThreadId, UserId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    EphemeralMessageParameters, File, InputSticker, MaskPosition, Message, ReplyMarkup, ReplyParameters, Sticker,
    StickerFormat, StickerSet, StickerType, SuggestedPostParameters,
};

/// Sends a sticker.
///
/// <https://core.telegram.org/bots/api#sendsticker>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendSticker {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    pub receiver_user_id: Option<UserId>,
    /// The button press that an ephemeral message answers.
    pub callback_query_id: Option<String>,
    /// The sticker: an identifier, an address or an upload. Required.
    pub sticker: InputFile,
    /// Emoji of an uploaded sticker.
    pub emoji: Option<String>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendSticker {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, sticker: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), sticker: sticker.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendSticker {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into emoji: String,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendSticker {
    type Output = Message;
    const NAME: &'static str = "sendSticker";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendSticker {
    need "chat_id" chat_id,
    need "sticker" sticker,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "emoji" emoji,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendSticker { sticker });

/// Returns a sticker set.
///
/// <https://core.telegram.org/bots/api#getstickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetStickerSet {
    /// Name of the set. Required.
    pub name: String,
}

impl GetStickerSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

impl Method for GetStickerSet {
    type Output = StickerSet;
    const NAME: &'static str = "getStickerSet";
}

object!(GetStickerSet {
    need "name" name,
});

/// Returns the stickers of custom emoji.
///
/// <https://core.telegram.org/bots/api#getcustomemojistickers>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetCustomEmojiStickers {
    /// Identifiers of the custom emoji; at most 200. Required.
    pub custom_emoji_ids: Vec<String>,
}

impl GetCustomEmojiStickers {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(custom_emoji_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { custom_emoji_ids: custom_emoji_ids.into_iter().map(Into::into).collect() }
    }
}

impl Method for GetCustomEmojiStickers {
    type Output = Vec<Sticker>;
    const NAME: &'static str = "getCustomEmojiStickers";
}

object!(GetCustomEmojiStickers {
    need "custom_emoji_ids" custom_emoji_ids,
});

/// Uploads a file for later use in sticker sets.
///
/// <https://core.telegram.org/bots/api#uploadstickerfile>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UploadStickerFile {
    /// The owner of the set. Required.
    pub user_id: UserId,
    /// The file, as an upload. Required.
    pub sticker: InputFile,
    /// Format of the sticker. Required. One of `static`, `animated`, `video`.
    pub sticker_format: StickerFormat,
}

impl UploadStickerFile {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, sticker: impl Into<InputFile>, sticker_format: StickerFormat) -> Self {
        Self { user_id: user_id.into(), sticker: sticker.into(), sticker_format }
    }
}

impl Method for UploadStickerFile {
    type Output = File;
    const NAME: &'static str = "uploadStickerFile";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(UploadStickerFile {
    need "user_id" user_id,
    need "sticker" sticker,
    need "sticker_format" sticker_format,
});

uploads!(struct UploadStickerFile { sticker });

/// Creates a sticker set that belongs to a user.
///
/// <https://core.telegram.org/bots/api#createnewstickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateNewStickerSet {
    /// The owner of the set. Required.
    pub user_id: UserId,
    /// Name of the set, for its link; must end in `_by_` and the bot's username. Required. 1 to 64 characters.
    pub name: String,
    /// Title of the set. Required. 1 to 64 characters.
    pub title: String,
    /// The first stickers of the set. Required. 1 to 50 items.
    pub stickers: Vec<InputSticker>,
    /// Kind of the stickers in the set. One of `regular`, `mask`, `custom_emoji`.
    pub sticker_type: Option<StickerType>,
    /// Let the custom emoji take the colour of text or background.
    pub needs_repainting: Option<bool>,
}

impl CreateNewStickerSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        user_id: impl Into<UserId>,
        name: impl Into<String>,
        title: impl Into<String>,
        stickers: impl IntoIterator<Item = InputSticker>,
    ) -> Self {
        Self {
            user_id: user_id.into(),
            name: name.into(),
            title: title.into(),
            stickers: stickers.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method CreateNewStickerSet {
    some sticker_type: StickerType,
    some needs_repainting: bool,
});

impl Method for CreateNewStickerSet {
    type Output = bool;
    const NAME: &'static str = "createNewStickerSet";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(CreateNewStickerSet {
    need "user_id" user_id,
    need "name" name,
    need "title" title,
    need "stickers" stickers,
    opt "sticker_type" sticker_type,
    opt "needs_repainting" needs_repainting,
});

uploads!(struct CreateNewStickerSet { stickers });

/// Adds a sticker to a set that the bot created.
///
/// <https://core.telegram.org/bots/api#addstickertoset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddStickerToSet {
    /// The owner of the set. Required.
    pub user_id: UserId,
    /// Name of the set. Required.
    pub name: String,
    /// The sticker to add. Required.
    pub sticker: InputSticker,
}

impl AddStickerToSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, name: impl Into<String>, sticker: InputSticker) -> Self {
        Self { user_id: user_id.into(), name: name.into(), sticker }
    }
}

impl Method for AddStickerToSet {
    type Output = bool;
    const NAME: &'static str = "addStickerToSet";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(AddStickerToSet {
    need "user_id" user_id,
    need "name" name,
    need "sticker" sticker,
});

uploads!(struct AddStickerToSet { sticker });

/// Moves a sticker within its set.
///
/// <https://core.telegram.org/bots/api#setstickerpositioninset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerPositionInSet {
    /// The sticker, by its file identifier. Required.
    pub sticker: String,
    /// New place in the set, from 0. Required.
    pub position: i64,
}

impl SetStickerPositionInSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(sticker: impl Into<String>, position: i64) -> Self {
        Self { sticker: sticker.into(), position }
    }
}

impl Method for SetStickerPositionInSet {
    type Output = bool;
    const NAME: &'static str = "setStickerPositionInSet";
}

object!(SetStickerPositionInSet {
    need "sticker" sticker,
    need "position" position,
});

/// Deletes a sticker from its set.
///
/// <https://core.telegram.org/bots/api#deletestickerfromset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteStickerFromSet {
    /// The sticker, by its file identifier. Required.
    pub sticker: String,
}

impl DeleteStickerFromSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into() }
    }
}

impl Method for DeleteStickerFromSet {
    type Output = bool;
    const NAME: &'static str = "deleteStickerFromSet";
}

object!(DeleteStickerFromSet {
    need "sticker" sticker,
});

/// Replaces a sticker of a set by another one.
///
/// <https://core.telegram.org/bots/api#replacestickerinset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplaceStickerInSet {
    /// The owner of the set. Required.
    pub user_id: UserId,
    /// Name of the set. Required.
    pub name: String,
    /// File identifier of the sticker to replace. Required.
    pub old_sticker: String,
    /// The sticker to add. Required.
    pub sticker: InputSticker,
}

impl ReplaceStickerInSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        user_id: impl Into<UserId>,
        name: impl Into<String>,
        old_sticker: impl Into<String>,
        sticker: InputSticker,
    ) -> Self {
        Self { user_id: user_id.into(), name: name.into(), old_sticker: old_sticker.into(), sticker }
    }
}

impl Method for ReplaceStickerInSet {
    type Output = bool;
    const NAME: &'static str = "replaceStickerInSet";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(ReplaceStickerInSet {
    need "user_id" user_id,
    need "name" name,
    need "old_sticker" old_sticker,
    need "sticker" sticker,
});

uploads!(struct ReplaceStickerInSet { sticker });

/// Sets the emoji of a sticker.
///
/// <https://core.telegram.org/bots/api#setstickeremojilist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerEmojiList {
    /// The sticker, by its file identifier. Required.
    pub sticker: String,
    /// Emoji that stand for the sticker. Required. 1 to 20 items.
    pub emoji_list: Vec<String>,
}

impl SetStickerEmojiList {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(sticker: impl Into<String>, emoji_list: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { sticker: sticker.into(), emoji_list: emoji_list.into_iter().map(Into::into).collect() }
    }
}

impl Method for SetStickerEmojiList {
    type Output = bool;
    const NAME: &'static str = "setStickerEmojiList";
}

object!(SetStickerEmojiList {
    need "sticker" sticker,
    need "emoji_list" emoji_list,
});

/// Sets the words by which a sticker is found.
///
/// <https://core.telegram.org/bots/api#setstickerkeywords>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerKeywords {
    /// The sticker, by its file identifier. Required.
    pub sticker: String,
    /// Words by which the sticker is found. At most 20 items.
    pub keywords: Option<Vec<String>>,
}

impl SetStickerKeywords {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetStickerKeywords {
    some_texts keywords: String,
});

impl Method for SetStickerKeywords {
    type Output = bool;
    const NAME: &'static str = "setStickerKeywords";
}

object!(SetStickerKeywords {
    need "sticker" sticker,
    opt "keywords" keywords,
});

/// Sets where a mask sticker is placed on a face.
///
/// <https://core.telegram.org/bots/api#setstickermaskposition>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerMaskPosition {
    /// The sticker, by its file identifier. Required.
    pub sticker: String,
    /// Where the mask is placed on a face; absent removes it.
    pub mask_position: Option<MaskPosition>,
}

impl SetStickerMaskPosition {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetStickerMaskPosition {
    some mask_position: MaskPosition,
});

impl Method for SetStickerMaskPosition {
    type Output = bool;
    const NAME: &'static str = "setStickerMaskPosition";
}

object!(SetStickerMaskPosition {
    need "sticker" sticker,
    opt "mask_position" mask_position,
});

/// Sets the title of a sticker set.
///
/// <https://core.telegram.org/bots/api#setstickersettitle>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerSetTitle {
    /// Name of the set. Required.
    pub name: String,
    /// Title of the set. Required. 1 to 64 characters.
    pub title: String,
}

impl SetStickerSetTitle {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, title: impl Into<String>) -> Self {
        Self { name: name.into(), title: title.into() }
    }
}

impl Method for SetStickerSetTitle {
    type Output = bool;
    const NAME: &'static str = "setStickerSetTitle";
}

object!(SetStickerSetTitle {
    need "name" name,
    need "title" title,
});

/// Sets the thumbnail of a sticker set.
///
/// <https://core.telegram.org/bots/api#setstickersetthumbnail>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetStickerSetThumbnail {
    /// Name of the set. Required.
    pub name: String,
    /// The owner of the set. Required.
    pub user_id: UserId,
    /// The thumbnail, in the format of the set; absent: the first sticker.
    pub thumbnail: Option<InputFile>,
    /// Format of the thumbnail. Required. One of `static`, `animated`, `video`.
    pub format: StickerFormat,
}

impl SetStickerSetThumbnail {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, user_id: impl Into<UserId>, format: StickerFormat) -> Self {
        Self { name: name.into(), user_id: user_id.into(), format, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetStickerSetThumbnail {
    into thumbnail: InputFile,
});

impl Method for SetStickerSetThumbnail {
    type Output = bool;
    const NAME: &'static str = "setStickerSetThumbnail";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SetStickerSetThumbnail {
    need "name" name,
    need "user_id" user_id,
    need "format" format,
    opt "thumbnail" thumbnail,
});

uploads!(struct SetStickerSetThumbnail { thumbnail });

/// Sets the thumbnail of a custom emoji set.
///
/// <https://core.telegram.org/bots/api#setcustomemojistickersetthumbnail>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetCustomEmojiStickerSetThumbnail {
    /// Name of the set. Required.
    pub name: String,
    /// Custom emoji of the set; empty or absent: the first sticker.
    pub custom_emoji_id: Option<String>,
}

impl SetCustomEmojiStickerSetThumbnail {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetCustomEmojiStickerSetThumbnail {
    into custom_emoji_id: String,
});

impl Method for SetCustomEmojiStickerSetThumbnail {
    type Output = bool;
    const NAME: &'static str = "setCustomEmojiStickerSetThumbnail";
}

object!(SetCustomEmojiStickerSetThumbnail {
    need "name" name,
    opt "custom_emoji_id" custom_emoji_id,
});

/// Deletes a sticker set that the bot created.
///
/// <https://core.telegram.org/bots/api#deletestickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteStickerSet {
    /// Name of the set. Required.
    pub name: String,
}

impl DeleteStickerSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

impl Method for DeleteStickerSet {
    type Output = bool;
    const NAME: &'static str = "deleteStickerSet";
}

object!(DeleteStickerSet {
    need "name" name,
});

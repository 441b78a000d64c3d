//! Chats: what they are called, show and pin.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, MessageId};
use crate::input_file::InputFile;
use crate::methods::Method;

/// Sets the photo of a chat.
///
/// <https://core.telegram.org/bots/api#setchatphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatPhoto {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The new photo, as an upload. Required.
    pub photo: InputFile,
}

impl SetChatPhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, photo: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), photo: photo.into() }
    }
}

impl Method for SetChatPhoto {
    type Output = bool;
    const NAME: &'static str = "setChatPhoto";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SetChatPhoto {
    need "chat_id" chat_id,
    need "photo" photo,
});

uploads!(struct SetChatPhoto { photo });

/// Removes the photo of a chat.
///
/// <https://core.telegram.org/bots/api#deletechatphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteChatPhoto {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl DeleteChatPhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for DeleteChatPhoto {
    type Output = bool;
    const NAME: &'static str = "deleteChatPhoto";
}

object!(DeleteChatPhoto {
    need "chat_id" chat_id,
});

/// Sets the title of a chat.
///
/// <https://core.telegram.org/bots/api#setchattitle>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatTitle {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The new title. Required. 1 to 128 characters.
    pub title: String,
}

impl SetChatTitle {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, title: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), title: title.into() }
    }
}

impl Method for SetChatTitle {
    type Output = bool;
    const NAME: &'static str = "setChatTitle";
}

object!(SetChatTitle {
    need "chat_id" chat_id,
    need "title" title,
});

/// Sets the description of a chat.
///
/// <https://core.telegram.org/bots/api#setchatdescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatDescription {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The new description; empty or absent removes it. At most 255 characters.
    pub description: Option<String>,
}

impl SetChatDescription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetChatDescription {
    into description: String,
});

impl Method for SetChatDescription {
    type Output = bool;
    const NAME: &'static str = "setChatDescription";
}

object!(SetChatDescription {
    need "chat_id" chat_id,
    opt "description" description,
});

/// Pins a message.
///
/// <https://core.telegram.org/bots/api#pinchatmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PinChatMessage {
    /// Business connection on whose behalf it is done.
    pub business_connection_id: Option<String>,
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message to pin. Required.
    pub message_id: MessageId,
    /// Tell no member; never told in channels and private chats.
    pub disable_notification: Option<bool>,
}

impl PinChatMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method PinChatMessage {
    into business_connection_id: String,
    some disable_notification: bool,
});

impl Method for PinChatMessage {
    type Output = bool;
    const NAME: &'static str = "pinChatMessage";
}

object!(PinChatMessage {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "business_connection_id" business_connection_id,
    opt "disable_notification" disable_notification,
});

/// Unpins a message.
///
/// <https://core.telegram.org/bots/api#unpinchatmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnpinChatMessage {
    /// Business connection on whose behalf it is done.
    pub business_connection_id: Option<String>,
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message to unpin; absent: the newest pinned one.
    pub message_id: Option<MessageId>,
}

impl UnpinChatMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method UnpinChatMessage {
    into business_connection_id: String,
    into message_id: MessageId,
});

impl Method for UnpinChatMessage {
    type Output = bool;
    const NAME: &'static str = "unpinChatMessage";
}

object!(UnpinChatMessage {
    need "chat_id" chat_id,
    opt "business_connection_id" business_connection_id,
    opt "message_id" message_id,
});

/// Unpins all messages of a chat.
///
/// <https://core.telegram.org/bots/api#unpinallchatmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnpinAllChatMessages {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl UnpinAllChatMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnpinAllChatMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllChatMessages";
}

object!(UnpinAllChatMessages {
    need "chat_id" chat_id,
});

/// Makes the bot leave a chat.
///
/// <https://core.telegram.org/bots/api#leavechat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LeaveChat {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl LeaveChat {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for LeaveChat {
    type Output = bool;
    const NAME: &'static str = "leaveChat";
}

object!(LeaveChat {
    need "chat_id" chat_id,
});

/// Sets the sticker set of a supergroup.
///
/// <https://core.telegram.org/bots/api#setchatstickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatStickerSet {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Name of the set. Required.
    pub sticker_set_name: String,
}

impl SetChatStickerSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, sticker_set_name: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), sticker_set_name: sticker_set_name.into() }
    }
}

impl Method for SetChatStickerSet {
    type Output = bool;
    const NAME: &'static str = "setChatStickerSet";
}

object!(SetChatStickerSet {
    need "chat_id" chat_id,
    need "sticker_set_name" sticker_set_name,
});

/// Removes the sticker set of a supergroup.
///
/// <https://core.telegram.org/bots/api#deletechatstickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteChatStickerSet {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl DeleteChatStickerSet {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for DeleteChatStickerSet {
    type Output = bool;
    const NAME: &'static str = "deleteChatStickerSet";
}

object!(DeleteChatStickerSet {
    need "chat_id" chat_id,
});

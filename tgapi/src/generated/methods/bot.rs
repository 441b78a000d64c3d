//! What the bot tells about itself.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::ChatId;
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    BotCommand, BotCommandScope, BotDescription, BotName, BotShortDescription, ChatAdministratorRights,
    InputProfilePhoto, MenuButton,
};

/// Sets the list of the bot's commands.
///
/// <https://core.telegram.org/bots/api#setmycommands>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyCommands {
    /// The commands; at most 100. Required.
    pub commands: Vec<BotCommand>,
    /// The chats and users it holds for; absent: the default scope.
    pub scope: Option<BotCommandScope>,
    /// Two-letter ISO 639-1 code; empty: for users without commands of their own language.
    pub language_code: Option<String>,
}

impl SetMyCommands {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(commands: impl IntoIterator<Item = BotCommand>) -> Self {
        Self { commands: commands.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetMyCommands {
    into scope: BotCommandScope,
    into language_code: String,
});

impl Method for SetMyCommands {
    type Output = bool;
    const NAME: &'static str = "setMyCommands";
}

object!(SetMyCommands {
    need "commands" commands,
    opt "scope" scope,
    opt "language_code" language_code,
});

/// Deletes a list of the bot's commands; then the next wider one holds.
///
/// <https://core.telegram.org/bots/api#deletemycommands>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteMyCommands {
    /// The chats and users it holds for; absent: the default scope.
    pub scope: Option<BotCommandScope>,
    /// Two-letter ISO 639-1 code; empty: for users without commands of their own language.
    pub language_code: Option<String>,
}

impl DeleteMyCommands {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for DeleteMyCommands {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method DeleteMyCommands {
    into scope: BotCommandScope,
    into language_code: String,
});

impl Method for DeleteMyCommands {
    type Output = bool;
    const NAME: &'static str = "deleteMyCommands";
}

object!(DeleteMyCommands {
    opt "scope" scope,
    opt "language_code" language_code,
});

/// Returns a list of the bot's commands.
///
/// <https://core.telegram.org/bots/api#getmycommands>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyCommands {
    /// The chats and users it holds for; absent: the default scope.
    pub scope: Option<BotCommandScope>,
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl GetMyCommands {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyCommands {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetMyCommands {
    into scope: BotCommandScope,
    into language_code: String,
});

impl Method for GetMyCommands {
    type Output = Vec<BotCommand>;
    const NAME: &'static str = "getMyCommands";
}

object!(GetMyCommands {
    opt "scope" scope,
    opt "language_code" language_code,
});

/// Sets the name of the bot.
///
/// <https://core.telegram.org/bots/api#setmyname>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyName {
    /// The new name; empty removes the one for this language. At most 64 characters.
    pub name: Option<String>,
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl SetMyName {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SetMyName {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method SetMyName {
    into name: String,
    into language_code: String,
});

impl Method for SetMyName {
    type Output = bool;
    const NAME: &'static str = "setMyName";
}

object!(SetMyName {
    opt "name" name,
    opt "language_code" language_code,
});

/// Returns the name of the bot.
///
/// <https://core.telegram.org/bots/api#getmyname>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyName {
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl GetMyName {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyName {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetMyName {
    into language_code: String,
});

impl Method for GetMyName {
    type Output = BotName;
    const NAME: &'static str = "getMyName";
}

object!(GetMyName {
    opt "language_code" language_code,
});

/// Sets the description of the bot, shown in a chat that is still empty.
///
/// <https://core.telegram.org/bots/api#setmydescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyDescription {
    /// The new description; empty removes the one for this language. At most 512 characters.
    pub description: Option<String>,
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl SetMyDescription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SetMyDescription {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method SetMyDescription {
    into description: String,
    into language_code: String,
});

impl Method for SetMyDescription {
    type Output = bool;
    const NAME: &'static str = "setMyDescription";
}

object!(SetMyDescription {
    opt "description" description,
    opt "language_code" language_code,
});

/// Returns the description of the bot.
///
/// <https://core.telegram.org/bots/api#getmydescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyDescription {
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl GetMyDescription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyDescription {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetMyDescription {
    into language_code: String,
});

impl Method for GetMyDescription {
    type Output = BotDescription;
    const NAME: &'static str = "getMyDescription";
}

object!(GetMyDescription {
    opt "language_code" language_code,
});

/// Sets the short description of the bot, shown on its profile and with links to it.
///
/// <https://core.telegram.org/bots/api#setmyshortdescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyShortDescription {
    /// The new short description; empty removes the one for this language. At most 120 characters.
    pub short_description: Option<String>,
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl SetMyShortDescription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SetMyShortDescription {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method SetMyShortDescription {
    into short_description: String,
    into language_code: String,
});

impl Method for SetMyShortDescription {
    type Output = bool;
    const NAME: &'static str = "setMyShortDescription";
}

object!(SetMyShortDescription {
    opt "short_description" short_description,
    opt "language_code" language_code,
});

/// Returns the short description of the bot.
///
/// <https://core.telegram.org/bots/api#getmyshortdescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyShortDescription {
    /// Two-letter ISO 639-1 code; absent or empty: for users without a version of their own.
    pub language_code: Option<String>,
}

impl GetMyShortDescription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyShortDescription {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetMyShortDescription {
    into language_code: String,
});

impl Method for GetMyShortDescription {
    type Output = BotShortDescription;
    const NAME: &'static str = "getMyShortDescription";
}

object!(GetMyShortDescription {
    opt "language_code" language_code,
});

/// Sets the profile photo of the bot.
///
/// <https://core.telegram.org/bots/api#setmyprofilephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyProfilePhoto {
    /// The new photo. Required.
    pub photo: InputProfilePhoto,
}

impl SetMyProfilePhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(photo: impl Into<InputProfilePhoto>) -> Self {
        Self { photo: photo.into() }
    }
}

impl Method for SetMyProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "setMyProfilePhoto";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SetMyProfilePhoto {
    need "photo" photo,
});

uploads!(struct SetMyProfilePhoto { photo });

/// Takes the bot's profile photo away.
///
/// <https://core.telegram.org/bots/api#removemyprofilephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RemoveMyProfilePhoto {}

impl RemoveMyProfilePhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for RemoveMyProfilePhoto {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for RemoveMyProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "removeMyProfilePhoto";
}

object!(RemoveMyProfilePhoto {});

/// Sets the menu button of the bot in one private chat or in all.
///
/// <https://core.telegram.org/bots/api#setchatmenubutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatMenuButton {
    /// The private chat; absent: the default for all.
    pub chat_id: Option<ChatId>,
    /// The new menu button; absent: the default one.
    pub menu_button: Option<MenuButton>,
}

impl SetChatMenuButton {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SetChatMenuButton {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method SetChatMenuButton {
    into chat_id: ChatId,
    into menu_button: MenuButton,
});

impl Method for SetChatMenuButton {
    type Output = bool;
    const NAME: &'static str = "setChatMenuButton";
}

object!(SetChatMenuButton {
    opt "chat_id" chat_id,
    opt "menu_button" menu_button,
});

/// Returns the menu button of the bot in one private chat, or the default one.
///
/// <https://core.telegram.org/bots/api#getchatmenubutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChatMenuButton {
    /// The private chat; absent: the default for all.
    pub chat_id: Option<ChatId>,
}

impl GetChatMenuButton {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetChatMenuButton {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetChatMenuButton {
    into chat_id: ChatId,
});

impl Method for GetChatMenuButton {
    type Output = MenuButton;
    const NAME: &'static str = "getChatMenuButton";
}

object!(GetChatMenuButton {
    opt "chat_id" chat_id,
});

/// Sets the privileges that the bot asks for when it is added as an administrator.
///
/// <https://core.telegram.org/bots/api#setmydefaultadministratorrights>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMyDefaultAdministratorRights {
    /// The privileges; absent: none.
    pub rights: Option<ChatAdministratorRights>,
    /// True: for channels; else for groups and supergroups.
    pub for_channels: Option<bool>,
}

impl SetMyDefaultAdministratorRights {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SetMyDefaultAdministratorRights {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method SetMyDefaultAdministratorRights {
    some rights: ChatAdministratorRights,
    some for_channels: bool,
});

impl Method for SetMyDefaultAdministratorRights {
    type Output = bool;
    const NAME: &'static str = "setMyDefaultAdministratorRights";
}

object!(SetMyDefaultAdministratorRights {
    opt "rights" rights,
    opt "for_channels" for_channels,
});

/// Returns the privileges that the bot asks for when it is added as an administrator.
///
/// <https://core.telegram.org/bots/api#getmydefaultadministratorrights>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyDefaultAdministratorRights {
    /// True: for channels; else for groups and supergroups.
    pub for_channels: Option<bool>,
}

impl GetMyDefaultAdministratorRights {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyDefaultAdministratorRights {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetMyDefaultAdministratorRights {
    some for_channels: bool,
});

impl Method for GetMyDefaultAdministratorRights {
    type Output = ChatAdministratorRights;
    const NAME: &'static str = "getMyDefaultAdministratorRights";
}

object!(GetMyDefaultAdministratorRights {
    opt "for_channels" for_channels,
});

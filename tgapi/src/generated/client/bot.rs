//! By name on the client: what the bot tells about itself.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::methods::{
    DeleteMyCommands, GetChatMenuButton, GetMyCommands, GetMyDefaultAdministratorRights, GetMyDescription, GetMyName,
    GetMyShortDescription, RemoveMyProfilePhoto, SetChatMenuButton, SetMyCommands, SetMyDefaultAdministratorRights,
    SetMyDescription, SetMyName, SetMyProfilePhoto, SetMyShortDescription,
};
use crate::types::{BotCommand, InputProfilePhoto};

impl Client {
    /// Sets the list of the bot's commands. See [`SetMyCommands`].
    pub fn set_my_commands(&self, commands: impl IntoIterator<Item = BotCommand>) -> Request<SetMyCommands> {
        self.request(SetMyCommands::new(commands))
    }

    /// Deletes a list of the bot's commands; then the next wider one holds. See [`DeleteMyCommands`].
    pub fn delete_my_commands(&self) -> Request<DeleteMyCommands> {
        self.request(DeleteMyCommands::new())
    }

    /// Returns a list of the bot's commands. See [`GetMyCommands`].
    pub fn get_my_commands(&self) -> Request<GetMyCommands> {
        self.request(GetMyCommands::new())
    }

    /// Sets the name of the bot. See [`SetMyName`].
    pub fn set_my_name(&self) -> Request<SetMyName> {
        self.request(SetMyName::new())
    }

    /// Returns the name of the bot. See [`GetMyName`].
    pub fn get_my_name(&self) -> Request<GetMyName> {
        self.request(GetMyName::new())
    }

    /// Sets the description of the bot, shown in a chat that is still empty. See [`SetMyDescription`].
    pub fn set_my_description(&self) -> Request<SetMyDescription> {
        self.request(SetMyDescription::new())
    }

    /// Returns the description of the bot. See [`GetMyDescription`].
    pub fn get_my_description(&self) -> Request<GetMyDescription> {
        self.request(GetMyDescription::new())
    }

    /// Sets the short description of the bot, shown on its profile and with links to it. See [`SetMyShortDescription`].
    pub fn set_my_short_description(&self) -> Request<SetMyShortDescription> {
        self.request(SetMyShortDescription::new())
    }

    /// Returns the short description of the bot. See [`GetMyShortDescription`].
    pub fn get_my_short_description(&self) -> Request<GetMyShortDescription> {
        self.request(GetMyShortDescription::new())
    }

    /// Sets the profile photo of the bot. See [`SetMyProfilePhoto`].
    pub fn set_my_profile_photo(&self, photo: impl Into<InputProfilePhoto>) -> Request<SetMyProfilePhoto> {
        self.request(SetMyProfilePhoto::new(photo))
    }

    /// Takes the bot's profile photo away. See [`RemoveMyProfilePhoto`].
    pub fn remove_my_profile_photo(&self) -> Request<RemoveMyProfilePhoto> {
        self.request(RemoveMyProfilePhoto::new())
    }

    /// Sets the menu button of the bot in one private chat or in all. See [`SetChatMenuButton`].
    pub fn set_chat_menu_button(&self) -> Request<SetChatMenuButton> {
        self.request(SetChatMenuButton::new())
    }

    /// Returns the menu button of the bot in one private chat, or the default one. See [`GetChatMenuButton`].
    pub fn get_chat_menu_button(&self) -> Request<GetChatMenuButton> {
        self.request(GetChatMenuButton::new())
    }

    /// Sets the privileges that the bot asks for when it is added as an administrator. See [`SetMyDefaultAdministratorRights`].
    pub fn set_my_default_administrator_rights(&self) -> Request<SetMyDefaultAdministratorRights> {
        self.request(SetMyDefaultAdministratorRights::new())
    }

    /// Returns the privileges that the bot asks for when it is added as an administrator. See [`GetMyDefaultAdministratorRights`].
    pub fn get_my_default_administrator_rights(&self) -> Request<GetMyDefaultAdministratorRights> {
        self.request(GetMyDefaultAdministratorRights::new())
    }
}

//! What a bot tells about itself: commands, descriptions, the menu button.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatRef, UserId};
use crate::types::{SubscriptionState, User, WebAppInfo};
use serde_json::Value;

/// A managed bot was created, or its token or owner changed.
///
/// <https://core.telegram.org/bots/api#managedbotupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ManagedBotUpdated {
    /// The user who created the managed bot. Required.
    pub user: User,
    /// The managed bot. Required.
    pub bot: User,
}

impl ManagedBotUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User, bot: User) -> Self {
        Self { user, bot }
    }
}

/// A user's subscription to the bot changed.
///
/// <https://core.telegram.org/bots/api#botsubscriptionupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotSubscriptionUpdated {
    /// The user who subscribed. Required.
    pub user: User,
    /// What the bot put into the invoice. Required.
    pub invoice_payload: String,
    /// State it is in now. Required.
    pub state: SubscriptionState,
}

impl BotSubscriptionUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User, invoice_payload: impl Into<String>, state: SubscriptionState) -> Self {
        Self { user, invoice_payload: invoice_payload.into(), state }
    }
}

/// Who may use a bot.
///
/// <https://core.telegram.org/bots/api#botaccesssettings>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotAccessSettings {
    /// Whether only the owner and added users may use the bot. Required.
    pub is_access_restricted: bool,
    /// Users who may use it besides the owner.
    pub added_users: Vec<User>,
}

impl BotAccessSettings {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BotAccessSettings {
    fn default() -> Self {
        Self::new()
    }
}

setters!(BotAccessSettings {
    set is_access_restricted: bool,
    items added_users: User,
});

/// A command of the bot, as clients list it.
///
/// <https://core.telegram.org/bots/api#botcommand>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommand {
    /// The command, without the leading `/`: lower-case letters, digits and underscores. Required. 1 to 32 characters.
    pub command: String,
    /// What the command does. Required. 1 to 256 characters.
    pub description: String,
    /// Whether only the sender and the bot see the command's message.
    pub is_ephemeral: Option<bool>,
}

impl BotCommand {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(command: impl Into<String>, description: impl Into<String>) -> Self {
        Self { command: command.into(), description: description.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(BotCommand {
    some is_ephemeral: bool,
});

/// All chats for which no narrower list is set.
///
/// <https://core.telegram.org/bots/api#botcommandscopedefault>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeDefault {}

impl BotCommandScopeDefault {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BotCommandScopeDefault {
    fn default() -> Self {
        Self::new()
    }
}

/// All private chats.
///
/// <https://core.telegram.org/bots/api#botcommandscopeallprivatechats>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeAllPrivateChats {}

impl BotCommandScopeAllPrivateChats {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BotCommandScopeAllPrivateChats {
    fn default() -> Self {
        Self::new()
    }
}

/// All groups and supergroups.
///
/// <https://core.telegram.org/bots/api#botcommandscopeallgroupchats>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeAllGroupChats {}

impl BotCommandScopeAllGroupChats {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BotCommandScopeAllGroupChats {
    fn default() -> Self {
        Self::new()
    }
}

/// The administrators of all groups and supergroups.
///
/// <https://core.telegram.org/bots/api#botcommandscopeallchatadministrators>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeAllChatAdministrators {}

impl BotCommandScopeAllChatAdministrators {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for BotCommandScopeAllChatAdministrators {
    fn default() -> Self {
        Self::new()
    }
}

/// One chat.
///
/// <https://core.telegram.org/bots/api#botcommandscopechat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeChat {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl BotCommandScopeChat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

/// The administrators of one chat.
///
/// <https://core.telegram.org/bots/api#botcommandscopechatadministrators>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeChatAdministrators {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl BotCommandScopeChatAdministrators {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

/// One member of one chat.
///
/// <https://core.telegram.org/bots/api#botcommandscopechatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotCommandScopeChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl BotCommandScopeChatMember {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into() }
    }
}

/// The name of the bot.
///
/// <https://core.telegram.org/bots/api#botname>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotName {
    /// Name. Required.
    pub name: String,
}

impl BotName {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// The description of the bot, shown in a chat that is still empty.
///
/// <https://core.telegram.org/bots/api#botdescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotDescription {
    /// Description. Required.
    pub description: String,
}

impl BotDescription {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(description: impl Into<String>) -> Self {
        Self { description: description.into() }
    }
}

/// The short description of the bot, shown on its profile and with links to it.
///
/// <https://core.telegram.org/bots/api#botshortdescription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BotShortDescription {
    /// Short description. Required.
    pub short_description: String,
}

impl BotShortDescription {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(short_description: impl Into<String>) -> Self {
        Self { short_description: short_description.into() }
    }
}

/// A menu button that opens the list of commands.
///
/// <https://core.telegram.org/bots/api#menubuttoncommands>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MenuButtonCommands {}

impl MenuButtonCommands {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for MenuButtonCommands {
    fn default() -> Self {
        Self::new()
    }
}

/// A menu button that opens a Web App.
///
/// <https://core.telegram.org/bots/api#menubuttonwebapp>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MenuButtonWebApp {
    /// What stands on the button. Required.
    pub text: String,
    /// Web App that the button opens. Required.
    pub web_app: WebAppInfo,
}

impl MenuButtonWebApp {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>, web_app: WebAppInfo) -> Self {
        Self { text: text.into(), web_app }
    }
}

/// No menu button of its own: the default holds.
///
/// <https://core.telegram.org/bots/api#menubuttondefault>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MenuButtonDefault {}

impl MenuButtonDefault {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for MenuButtonDefault {
    fn default() -> Self {
        Self::new()
    }
}

/// The chats and users for whom a list of commands holds.
///
/// <https://core.telegram.org/bots/api#botcommandscope>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BotCommandScope {
    /// All chats for which no narrower list is set.
    Default(Box<BotCommandScopeDefault>),
    /// All private chats.
    AllPrivateChats(Box<BotCommandScopeAllPrivateChats>),
    /// All groups and supergroups.
    AllGroupChats(Box<BotCommandScopeAllGroupChats>),
    /// The administrators of all groups and supergroups.
    AllChatAdministrators(Box<BotCommandScopeAllChatAdministrators>),
    /// One chat.
    Chat(Box<BotCommandScopeChat>),
    /// The administrators of one chat.
    ChatAdministrators(Box<BotCommandScopeChatAdministrators>),
    /// One member of one chat.
    ChatMember(Box<BotCommandScopeChatMember>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// The menu button of the bot in a private chat.
///
/// <https://core.telegram.org/bots/api#menubutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MenuButton {
    /// A menu button that opens the list of commands.
    Commands(Box<MenuButtonCommands>),
    /// A menu button that opens a Web App.
    WebApp(Box<MenuButtonWebApp>),
    /// No menu button of its own: the default holds.
    Default(Box<MenuButtonDefault>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

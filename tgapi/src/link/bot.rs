//! The links of a bot.

use std::fmt;
use std::str::FromStr;

use super::{StartPayload, is_username};
use crate::types::{ChatAdministratorRights, User};

/// The links of a bot, by its username: to its chat, with a payload for `/start`; to add it to a group or channel; to
/// its Web Apps.
///
/// ```
/// use tgapi::link::{BotLink, StartPayload};
///
/// let bot = BotLink::new("@my_bot")?;
/// assert_eq!(bot.start(&StartPayload::new("invite_42")?), "https://t.me/my_bot?start=invite_42");
/// assert_eq!(bot.to_string(), "https://t.me/my_bot");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// <https://core.telegram.org/bots/features#deep-linking>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BotLink(String);

/// A text that is no username and no short name of an app, or a user that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a bot or app: give 3 to 32 of A-Z a-z 0-9 _, from a letter on")]
#[non_exhaustive]
pub struct InvalidName;

impl BotLink {
    /// By username, with or without its `@`.
    ///
    /// # Errors
    /// If it cannot be a username.
    pub fn new(username: &str) -> Result<Self, InvalidName> {
        let name = username.strip_prefix('@').unwrap_or(username);
        if is_username(name) { Ok(Self(name.to_owned())) } else { Err(InvalidName) }
    }

    /// The username, without `@`.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.0
    }

    /// Opens the chat with the bot; a press on Start sends `/start PAYLOAD`.
    #[must_use]
    pub fn start(&self, payload: &StartPayload) -> String {
        format!("{self}?start={payload}")
    }

    /// Lets the user choose a group to add the bot to. There `/start@bot PAYLOAD` is sent, without payload `/start@bot`.
    #[must_use]
    pub fn start_group(&self, payload: Option<&StartPayload>) -> String {
        match payload {
            Some(payload) => format!("{self}?startgroup={payload}"),
            None => format!("{self}?startgroup"),
        }
    }

    /// As [`start_group`](Self::start_group), to add the bot as an administrator with these rights.
    #[must_use]
    pub fn start_group_as(&self, rights: &ChatAdministratorRights, payload: Option<&StartPayload>) -> String {
        self.start_group(payload) + &admin(rights)
    }

    /// Lets the user choose a channel to add the bot to, as an administrator with these rights: in channels bots can be
    /// nothing else.
    #[must_use]
    pub fn start_channel(&self, rights: &ChatAdministratorRights) -> String {
        format!("{self}?startchannel{}", admin(rights))
    }

    /// Opens the bot's main Web App; the payload becomes its `start_param`.
    #[must_use]
    pub fn start_app(&self, payload: Option<&StartPayload>) -> String {
        match payload {
            Some(payload) => format!("{self}?startapp={payload}"),
            None => format!("{self}?startapp"),
        }
    }

    /// Opens the Web App of this short name, as it was given to @BotFather.
    ///
    /// # Errors
    /// If it cannot be a short name.
    pub fn app(&self, short_name: &str, payload: Option<&StartPayload>) -> Result<String, InvalidName> {
        if !is_username(short_name) {
            return Err(InvalidName);
        }
        let query = payload.map(|payload| format!("?startapp={payload}")).unwrap_or_default();
        Ok(format!("{self}/{short_name}{query}"))
    }
}

/// The rights as links name them: as the fields, without `can_` and `is_`.
fn admin(rights: &ChatAdministratorRights) -> String {
    let yes = |right: Option<bool>| right.unwrap_or_default();
    let all = [
        ("change_info", rights.can_change_info),
        ("post_messages", yes(rights.can_post_messages)),
        ("edit_messages", yes(rights.can_edit_messages)),
        ("delete_messages", rights.can_delete_messages),
        ("restrict_members", rights.can_restrict_members),
        ("invite_users", rights.can_invite_users),
        ("pin_messages", yes(rights.can_pin_messages)),
        ("manage_topics", yes(rights.can_manage_topics)),
        ("promote_members", rights.can_promote_members),
        ("manage_video_chats", rights.can_manage_video_chats),
        ("post_stories", rights.can_post_stories),
        ("edit_stories", rights.can_edit_stories),
        ("delete_stories", rights.can_delete_stories),
        ("manage_direct_messages", yes(rights.can_manage_direct_messages)),
        ("manage_tags", yes(rights.can_manage_tags)),
        ("anonymous", rights.is_anonymous),
        ("manage_chat", rights.can_manage_chat),
    ];
    let names: Vec<_> = all.into_iter().filter(|(_, granted)| *granted).map(|(name, _)| name).collect();
    if names.is_empty() { String::new() } else { format!("&admin={}", names.join("+")) }
}

impl fmt::Display for BotLink {
    /// The link to the bot's chat.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://t.me/{}", self.0)
    }
}

impl FromStr for BotLink {
    type Err = InvalidName;

    /// As [`new`](Self::new).
    fn from_str(username: &str) -> Result<Self, InvalidName> {
        Self::new(username)
    }
}

impl TryFrom<&User> for BotLink {
    type Error = InvalidName;

    /// Of what `getMe` gives.
    fn try_from(bot: &User) -> Result<Self, InvalidName> {
        Self::new(bot.username.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_as_telegram_documents_them() {
        let bot: BotLink = "my_bot".parse().unwrap();
        let payload = StartPayload::new("a-b").unwrap();
        let rights = ChatAdministratorRights::new().can_change_info(true).can_pin_messages(true).is_anonymous(true);
        assert_eq!(bot.start(&payload), "https://t.me/my_bot?start=a-b");
        assert_eq!(bot.start_group(None), "https://t.me/my_bot?startgroup");
        assert_eq!(bot.start_group(Some(&payload)), "https://t.me/my_bot?startgroup=a-b");
        let admin = "&admin=change_info+pin_messages+anonymous";
        assert_eq!(bot.start_group_as(&rights, Some(&payload)), format!("https://t.me/my_bot?startgroup=a-b{admin}"));
        assert_eq!(bot.start_channel(&rights), format!("https://t.me/my_bot?startchannel{admin}"));
        assert_eq!(bot.start_channel(&ChatAdministratorRights::new()), "https://t.me/my_bot?startchannel");
        assert_eq!(bot.start_app(None), "https://t.me/my_bot?startapp");
        assert_eq!(bot.start_app(Some(&payload)), "https://t.me/my_bot?startapp=a-b");
        assert_eq!(bot.app("shop", Some(&payload)).unwrap(), "https://t.me/my_bot/shop?startapp=a-b");
        assert_eq!(bot.app("shop", None).unwrap(), "https://t.me/my_bot/shop");
        assert_eq!(bot.app("a/b", None), Err(InvalidName));
    }

    #[test]
    fn names_are_checked() {
        assert_eq!(BotLink::new("@my_bot").unwrap().username(), "my_bot");
        for name in ["", "@", "my bot", "a/../b", "my_bot?start=x", "@@my_bot", "5bot"] {
            assert_eq!(BotLink::new(name), Err(InvalidName), "{name}");
        }
        assert_eq!(BotLink::try_from(&User::new(1, "Bot")), Err(InvalidName));
        let named = User::new(1, "Bot").username("my_bot");
        assert_eq!(BotLink::try_from(&named).unwrap().username(), "my_bot");
    }
}

//! Chats and users: what they are called, and links to them.

use crate::link::user_link;
use crate::text::FormattedText;
use crate::types::{Chat, ChatType, User};

impl Chat {
    /// Whether it is a private chat with a user.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.kind == ChatType::Private
    }

    /// Whether it is a group or supergroup.
    #[must_use]
    pub fn is_group(&self) -> bool {
        matches!(self.kind, ChatType::Group | ChatType::Supergroup)
    }

    /// Whether it is a channel.
    #[must_use]
    pub fn is_channel(&self) -> bool {
        self.kind == ChatType::Channel
    }

    /// What it is called: its title, or the name of the user. Empty only if Telegram sent neither.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => full(self.first_name.as_deref().unwrap_or_default(), self.last_name.as_deref()),
        }
    }

    /// A link to it, `https://t.me/username`, if it has a username.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        self.username.as_ref().map(|name| format!("https://t.me/{name}"))
    }
}

impl User {
    /// First and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        full(&self.first_name, self.last_name.as_deref())
    }

    /// A link to the user: `https://t.me/username`, or `tg://user?id=..` for users without, which works behind words of
    /// a text and in inline buttons only.
    #[must_use]
    pub fn link(&self) -> String {
        self.username.as_ref().map_or_else(|| user_link(self.id), |name| format!("https://t.me/{name}"))
    }

    /// The full name, as a mention that tells the user: works with and without a username.
    ///
    /// ```
    /// use tgapi::{text::FormattedText, types::User};
    ///
    /// let ann = User::new(5, "Ann").last_name("Lee");
    /// let text = FormattedText::new().text("Welcome, ").text(ann.mention()).text("!");
    /// assert_eq!(text.to_html(), r#"Welcome, <a href="tg://user?id=5">Ann Lee</a>!"#);
    /// ```
    #[must_use]
    pub fn mention(&self) -> FormattedText {
        FormattedText::new().mention(self.full_name(), self.id)
    }
}

fn full(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("{first} {last}").trim().to_owned(),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chats_have_kinds_names_and_links() {
        let kinds = [ChatType::Private, ChatType::Group, ChatType::Supergroup, ChatType::Channel, ChatType::Sender];
        let told =
            kinds.map(|kind| Chat::new(1, kind)).map(|chat| (chat.is_private(), chat.is_group(), chat.is_channel()));
        let (private, group, channel) = ((true, false, false), (false, true, false), (false, false, true));
        assert_eq!(told, [private, group, group, channel, (false, false, false)]);
        assert_eq!(Chat::new(1, ChatType::Group).title("News").name(), "News");
        assert_eq!(Chat::new(1, ChatType::Private).first_name("Ann").last_name("Lee").name(), "Ann Lee");
        assert_eq!(Chat::new(1, ChatType::Private).name(), "");
        assert_eq!(Chat::new(1, ChatType::Channel).username("news").link().unwrap(), "https://t.me/news");
        assert_eq!(Chat::new(1, ChatType::Channel).link(), None);
    }

    #[test]
    fn users_have_names_and_links() {
        let ann = User::new(5, "Ann");
        assert_eq!((ann.full_name(), ann.link()), ("Ann".to_owned(), "tg://user?id=5".to_owned()));
        assert_eq!(ann.clone().last_name("Lee").full_name(), "Ann Lee");
        assert_eq!(ann.username("ann_l").link(), "https://t.me/ann_l");
    }
}

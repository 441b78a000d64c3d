//! A chat as methods take it: by number, or by name where it has one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{ChatId, UserId};
use crate::link::is_username;
use crate::types::{Chat, Message, User};

/// A chat, by number or by public `@username`.
///
/// Methods take whatever can become one:
///
/// ```
/// use tgapi::methods::GetChat;
/// use tgapi::{ChatId, ChatRef};
///
/// assert_eq!(GetChat::new("@durov").chat_id, GetChat::new("durov").chat_id);
/// assert_eq!(GetChat::new(-1001234567890).chat_id, ChatRef::Id(ChatId(-1001234567890)));
/// ```
///
/// What a person typed is better parsed, which finds out what cannot be a chat:
///
/// ```
/// # use tgapi::{ChatId, ChatRef};
/// assert_eq!("t.me/durov".parse(), Ok(ChatRef::Username("@durov".to_owned())));
/// assert_eq!("https://t.me/c/1234567890/5".parse(), Ok(ChatRef::Id(ChatId(-1001234567890))));
/// assert!("my channel".parse::<ChatRef>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ChatRef {
    /// By number.
    Id(ChatId),
    /// By username, with the leading `@`. Only public supergroups and channels can be named so, and bots.
    Username(String),
}

impl ChatRef {
    /// Makes one of a text without a look at what is in it: a number is a number, anything else a username, to which
    /// the leading `@` is added if it is missing.
    fn of(text: &str) -> Self {
        let text = text.trim();
        match text.parse() {
            Ok(id) => Self::Id(ChatId(id)),
            Err(_) => Self::Username(format!("@{}", text.strip_prefix('@').unwrap_or(text))),
        }
    }
}

impl fmt::Display for ChatRef {
    /// The number, or the username with its `@`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Username(name) => name.fmt(f),
        }
    }
}

/// A text that names no chat.
///
/// The text itself is not in it: people type the oddest things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a chat: give @username, a number, or a link such as t.me/username")]
#[non_exhaustive]
pub struct InvalidChatRef;

impl FromStr for ChatRef {
    type Err = InvalidChatRef;

    /// Reads what people type: `@name`, `name`, a number, and links to a chat or to a message in it (`t.me/name`,
    /// `https://t.me/c/1234567890/5`, `tg://resolve?domain=name`). Invite links name no chat a bot could use.
    fn from_str(text: &str) -> Result<Self, InvalidChatRef> {
        let text = text.trim();
        if let Ok(id) = text.parse::<i64>() {
            return if id == 0 { Err(InvalidChatRef) } else { Ok(Self::Id(ChatId(id))) };
        }
        let name = match path_of(text) {
            Some(path) => {
                let mut parts = path.split('/');
                let first = parts.next().unwrap_or_default();
                if first == "c" {
                    let id = parts.next().and_then(|id| id.parse().ok()).and_then(ChatId::of_link);
                    return id.map(Self::Id).ok_or(InvalidChatRef);
                }
                if RESERVED.iter().any(|word| first.eq_ignore_ascii_case(word)) {
                    return Err(InvalidChatRef);
                }
                // `/s/name` is the page of a channel in a browser.
                if first == "s" { parts.next().unwrap_or_default() } else { first }
            }
            None => text.strip_prefix('@').unwrap_or(text),
        };
        if is_username(name) { Ok(Self::Username(format!("@{name}"))) } else { Err(InvalidChatRef) }
    }
}

/// Paths of `t.me` that look like a username and are none. <https://core.telegram.org/api/links>
const RESERVED: [&str; 22] = [
    "addemoji",
    "addlist",
    "addstickers",
    "addstyle",
    "addtheme",
    "auction",
    "auth",
    "boost",
    "call",
    "confirmphone",
    "contact",
    "giftcode",
    "invoice",
    "joinchat",
    "login",
    "nft",
    "proxy",
    "setlanguage",
    "share",
    "socks",
    "web",
    "iv",
];

/// The path of a link to Telegram without its query, or the name that a `tg:` link resolves.
fn path_of(text: &str) -> Option<&str> {
    let strip = |text: &'_ str, prefix: &str| {
        let fits = text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        fits.then_some(prefix.len())
    };
    for prefix in ["tg://resolve?domain=", "tg:resolve?domain="] {
        if let Some(at) = strip(text, prefix) {
            return text[at..].split(['&', '#']).next();
        }
    }
    let rest =
        ["https://", "http://"].into_iter().find_map(|scheme| strip(text, scheme)).map_or(text, |at| &text[at..]);
    let at = ["t.me/", "telegram.me/", "telegram.dog/"].into_iter().find_map(|host| strip(rest, host))?;
    rest[at..].split(['?', '#']).next()
}

impl From<&str> for ChatRef {
    /// A number is a number; anything else is a username, to which the leading `@` is added if it is missing.
    fn from(text: &str) -> Self {
        Self::of(text)
    }
}

impl From<String> for ChatRef {
    /// As from `&str`.
    fn from(text: String) -> Self {
        Self::of(&text)
    }
}

impl From<&String> for ChatRef {
    /// As from `&str`.
    fn from(text: &String) -> Self {
        Self::of(text)
    }
}

impl From<i64> for ChatRef {
    fn from(id: i64) -> Self {
        Self::Id(ChatId(id))
    }
}

impl From<ChatId> for ChatRef {
    fn from(id: ChatId) -> Self {
        Self::Id(id)
    }
}

impl From<UserId> for ChatRef {
    /// The private chat with this user.
    fn from(id: UserId) -> Self {
        Self::Id(id.into())
    }
}

impl From<&Chat> for ChatRef {
    fn from(chat: &Chat) -> Self {
        Self::Id(chat.id)
    }
}

impl From<&User> for ChatRef {
    /// The private chat with this user.
    fn from(user: &User) -> Self {
        Self::Id(user.id.into())
    }
}

impl From<&Message> for ChatRef {
    /// The chat of this message.
    fn from(message: &Message) -> Self {
        Self::Id(message.chat.id)
    }
}

impl From<&Self> for ChatRef {
    fn from(chat: &Self) -> Self {
        chat.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::ChatType;

    fn name(name: &str) -> ChatRef {
        ChatRef::Username(name.to_owned())
    }

    #[test]
    fn texts_become_numbers_or_names() {
        assert_eq!(ChatRef::from("@ab"), name("@ab"));
        assert_eq!(ChatRef::from("ab".to_owned()), name("@ab"));
        assert_eq!(ChatRef::from(&" -100 ".to_owned()), ChatRef::Id(ChatId(-100)));
        let chat = Chat::new(-5, ChatType::Group);
        assert_eq!(ChatRef::from(&chat), ChatRef::from(-5));
        assert_eq!(ChatRef::from(&Message::new(1, 1, chat)), ChatRef::from(ChatId(-5)));
        assert_eq!(ChatRef::from(&User::new(7, "Ann")), ChatRef::from(UserId(7)));
    }

    #[test]
    fn they_look_as_they_are_sent() {
        assert_eq!((ChatRef::from(-5).to_string(), ChatRef::from("ab").to_string()), ("-5".into(), "@ab".into()));
        for (chat, json) in [(ChatRef::from(-5), "-5"), (ChatRef::from("ab"), "\"@ab\"")] {
            assert_eq!(serde_json::to_string(&chat).unwrap(), json);
            assert_eq!(serde_json::from_str::<ChatRef>(json).unwrap(), chat);
        }
    }

    #[test]
    fn what_people_type_is_read() {
        for text in [
            "@durov",
            "durov",
            " durov ",
            "t.me/durov",
            "T.me/durov/5",
            "https://t.me/durov?start=x",
            "http://t.me/s/durov",
            "https://telegram.me/durov#x",
            "tg://resolve?domain=durov&start=a",
            "tg:resolve?domain=durov",
        ] {
            assert_eq!(text.parse(), Ok(name("@durov")), "{text}");
        }
        assert_eq!("-1001234567890".parse(), Ok(ChatRef::from(-1_001_234_567_890)));
        assert_eq!("t.me/c/1234567890/5".parse(), Ok(ChatRef::from(-1_001_234_567_890)));
    }

    #[test]
    fn what_is_no_chat_is_refused() {
        for text in [
            "",
            "@",
            "0",
            "@a b",
            "my channel",
            "1abcd",
            "t.me/",
            "t.me/+AbCd",
            "t.me/joinchat/AbCd",
            "t.me/share/url?url=x",
            "t.me/AddStickers/abc",
            "t.me/c/x/1",
            "t.me/c/0",
            "t.me/c/-5",
            "https://example.org/durov",
            "tg://user?id=5",
            "a__",
            "éclair",
            "@durov@durov",
        ] {
            assert_eq!(text.parse::<ChatRef>(), Err(InvalidChatRef), "{text}");
        }
    }
}

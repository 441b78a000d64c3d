//! Commands: `/name@bot arguments`.

use crate::link::StartPayload;
use crate::types::Message;

/// The command that a text begins with.
///
/// ```
/// use tgapi::CommandParts;
///
/// let command = CommandParts::of("/say@my_bot  hello there").unwrap();
/// assert_eq!((command.name, command.bot, command.args), ("say", Some("my_bot"), "hello there"));
/// assert!(CommandParts::of("no /command").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandParts<'a> {
    /// Its name as written, without the slash. Telegram's apps send lower case; people may type anything.
    pub name: &'a str,
    /// The bot it is for, without `@`. In groups, compare it with the own name, in any case.
    pub bot: Option<&'a str>,
    /// What follows, without white space around.
    pub args: &'a str,
}

impl<'a> CommandParts<'a> {
    /// The command that a text begins with: a slash, 1 to 32 of `A-Z a-z 0-9 _`, perhaps `@` and a name, and then the
    /// end or white space. <https://core.telegram.org/bots/features#commands>
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let (name, rest) = word(text.strip_prefix('/')?);
        let (bot, rest) = match rest.strip_prefix('@').map(word) {
            Some((bot, rest)) if !bot.is_empty() => (Some(bot), rest),
            _ => (None, rest),
        };
        let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
        ((1..=32).contains(&name.len()) && ends).then(|| Self { name, bot, args: rest.trim() })
    }
}

/// Letters, digits and underscores at the start, and what follows.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len()))
}

impl Message {
    /// The command that its text or caption begins with.
    #[must_use]
    pub fn command(&self) -> Option<CommandParts<'_>> {
        CommandParts::of(self.text_or_caption()?.as_str())
    }

    /// What a link carried to the bot, if this is the `/start` that such a link sends. See
    /// [`BotLink::start`](crate::link::BotLink::start).
    #[must_use]
    pub fn start_payload(&self) -> Option<StartPayload> {
        let command = self.command().filter(|command| command.name.eq_ignore_ascii_case("start"))?;
        StartPayload::new(command.args).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, ChatType};

    fn parts(text: &str) -> Option<(&str, Option<&str>, &str)> {
        CommandParts::of(text).map(|command| (command.name, command.bot, command.args))
    }

    #[test]
    fn a_command_has_a_name_perhaps_a_bot_and_arguments() {
        assert_eq!(parts("/start"), Some(("start", None, "")));
        assert_eq!(parts("/Start@My_Bot"), Some(("Start", Some("My_Bot"), "")));
        assert_eq!(parts("/say\nhello  world \n"), Some(("say", None, "hello  world")));
        let long = format!("/{}", "a".repeat(32));
        assert!(parts(&long).is_some() && parts(&format!("{long}a")).is_none());
        for text in ["", "/", "start", " /start", "/@bot", "/start@", "/start@ x", "/a/b", "/a-b", "/é", "/start!"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn messages_have_commands_and_payloads() {
        let message = |text: &str| Message::new(1, 1, Chat::new(5, ChatType::Private)).text(text);
        assert_eq!(message("/start a-b").start_payload().unwrap().as_str(), "a-b");
        assert_eq!(message("/start@my_bot a").start_payload().unwrap().as_str(), "a");
        for text in ["/start", "/start a b", "/stop a", "start a"] {
            assert_eq!(message(text).start_payload(), None, "{text}");
        }
        let captioned = Message::new(1, 1, Chat::new(5, ChatType::Private)).caption("/post now");
        assert_eq!(captioned.command().map(|command| command.args), Some("now"));
    }
}

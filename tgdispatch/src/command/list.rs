//! The commands of a bot as one type: what each is called, what it says in the menu, how it is read.

use tgapi::methods::SetMyCommands;
use tgapi::types::{
    BotCommand, BotCommandScope, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
};

use super::ArgsRejection;
use crate::context::Context;

/// An enum of commands: written with `#[derive(Commands)]`, taken by handlers as an argument.
///
/// A variant is a command, its name in snake case; its fields are the arguments ([`FromArgs`](crate::FromArgs), up to
/// six); the first paragraph of its documentation is the description. A variant without fields does not mind text
/// behind it.
///
/// ```
/// use tgapi::methods::SendMessage;
/// use tgdispatch::{Commands, Message, Rest, Router};
///
/// #[derive(Commands)]
/// enum Command {
///     /// Lists what I can do
///     #[command(alias = "h", lang(de = "Was ich kann"))]
///     Help,
///     /// Rolls dice
///     Roll { dice: u8, sides: Option<u8> },
///     /// Shows somebody the door
///     #[command(scope = "admins")]
///     Ban(String, Rest),
///     #[command(hidden, name = "xyzzy")]
///     Magic,
/// }
///
/// async fn command(msg: Message, command: Command) -> SendMessage {
///     match command {
///         Command::Help => msg.answer(Command::help()),
///         Command::Roll { dice, sides } => msg.answer(format!("{dice}d{}", sides.unwrap_or(6))),
///         Command::Ban(who, _why) => msg.answer(format!("Farewell, {who}.")),
///         Command::Magic => msg.answer("Nothing happens."),
///     }
/// }
///
/// let router: Router = Router::new().commands(Command::LIST, command);
/// assert_eq!(
///     Command::help(),
///     "/help - Lists what I can do\n/roll <dice> [sides] - Rolls dice\n/ban - Shows somebody the door"
/// );
/// // For everybody and for administrators of groups, each in German as well.
/// assert_eq!(Command::set_my_commands().len(), 4);
/// ```
///
/// | `#[command(..)]` | |
/// |---|---|
/// | `name = "ban"` | the name, instead of the variant's |
/// | `alias = "b"` | another name, not in the menu; may be repeated |
/// | `description = ".."` | instead of the documentation |
/// | `hidden` | works, but is neither in the menu nor in the help |
/// | `scope = "private"`, `"groups"`, `"admins"` | in the menus of these only; may be repeated |
/// | `lang(de = "..", fr = "..")` | the description in other languages |
///
/// A scope is where a command is shown, not who may use it: check that in the handler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of commands",
    label = "not an enum of commands",
    note = "write `#[derive(Commands)]` above it"
)]
pub trait Commands: Sized {
    /// All of them, in the order they are written.
    const LIST: &'static [CommandSpec];

    /// Reads a command from its name, in lower case, and the text after it. `None` if it is none of these.
    fn from_command(name: &str, args: &str) -> Option<Result<Self, ArgsRejection>>;

    /// The command that an update is.
    ///
    /// # Errors
    ///
    /// [`ArgsRejection::NotACommand`] if it is none of these, otherwise what is wrong with its arguments.
    fn from_context(context: &Context) -> Result<Self, ArgsRejection> {
        let command = context.command().ok_or(ArgsRejection::NotACommand)?;
        let name = command.name.to_ascii_lowercase();
        Self::from_command(&name, command.args).unwrap_or(Err(ArgsRejection::NotACommand))
    }

    /// A text with a line for each command that is not hidden.
    #[must_use]
    fn help() -> String {
        help(Self::LIST, "")
    }

    /// The same in another language, as far as there are translations; two letters, as in
    /// [`User::language_code`](tgapi::types::User).
    #[must_use]
    fn help_in(language: &str) -> String {
        help(Self::LIST, language)
    }

    /// The calls that put them into Telegram's menus: one for each scope and language that is named. To be made at
    /// start. <https://core.telegram.org/bots/api#setmycommands>
    ///
    /// Telegram shows the list of the narrowest scope alone, so the list of a scope has the commands of the wider ones
    /// as well.
    #[must_use]
    fn set_my_commands() -> Vec<SetMyCommands> {
        menus(Self::LIST)
    }
}

/// One command, as [`Commands`] describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "the derive macro makes it in other crates")]
pub struct CommandSpec {
    /// Its name, without slash.
    pub name: &'static str,
    /// Its other names.
    pub aliases: &'static [&'static str],
    /// Its arguments as people write them, `<dice> [sides]`; empty if they have no names.
    pub usage: &'static str,
    /// What it does.
    pub description: &'static str,
    /// It is neither in the menus nor in the help.
    pub hidden: bool,
    /// Whose menus it is in; empty is everybody's.
    pub scopes: &'static [CommandScope],
    /// Language, two letters, and description in it.
    pub translations: &'static [(&'static str, &'static str)],
}

/// Whose menus a command is in. <https://core.telegram.org/bots/api#botcommandscope>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommandScope {
    /// Private chats.
    PrivateChats,
    /// Groups and supergroups.
    GroupChats,
    /// The administrators of groups and supergroups.
    Administrators,
}

impl CommandScope {
    const ALL: [Self; 3] = [Self::PrivateChats, Self::GroupChats, Self::Administrators];

    /// Whether it shows what is shown in `wider`: administrators are in groups.
    fn is_within(self, wider: Self) -> bool {
        self == wider || (self == Self::Administrators && wider == Self::GroupChats)
    }

    fn to_api(self) -> BotCommandScope {
        match self {
            Self::PrivateChats => BotCommandScope::AllPrivateChats(Box::new(BotCommandScopeAllPrivateChats::new())),
            Self::GroupChats => BotCommandScope::AllGroupChats(Box::new(BotCommandScopeAllGroupChats::new())),
            Self::Administrators => {
                BotCommandScope::AllChatAdministrators(Box::new(BotCommandScopeAllChatAdministrators::new()))
            }
        }
    }
}

impl CommandSpec {
    fn description_in(&self, language: &str) -> &'static str {
        let translated = self.translations.iter().find(|(known, _)| *known == language);
        translated.map_or(self.description, |(_, text)| text)
    }

    fn is_shown(&self, scope: Option<CommandScope>) -> bool {
        let by_scope = |scope: CommandScope| self.scopes.iter().any(|own| scope.is_within(*own));
        !self.hidden && (self.scopes.is_empty() || scope.is_some_and(by_scope))
    }
}

fn help(list: &[CommandSpec], language: &str) -> String {
    let lines = list.iter().filter(|spec| !spec.hidden).map(|spec| {
        let space = if spec.usage.is_empty() { "" } else { " " };
        format!("/{}{space}{} - {}", spec.name, spec.usage, spec.description_in(language))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn menus(list: &[CommandSpec]) -> Vec<SetMyCommands> {
    let used = |scope: &CommandScope| list.iter().any(|spec| !spec.hidden && spec.scopes.contains(scope));
    let scopes = std::iter::once(None).chain(CommandScope::ALL.into_iter().filter(used).map(Some));
    let mut languages = vec![""];
    for (language, _) in list.iter().filter(|spec| !spec.hidden).flat_map(|spec| spec.translations) {
        if !languages.contains(language) {
            languages.push(language);
        }
    }
    let mut calls = Vec::new();
    for scope in scopes {
        let shown: Vec<_> = list.iter().filter(|spec| spec.is_shown(scope)).collect();
        if shown.is_empty() {
            continue;
        }
        for language in &languages {
            let commands = shown.iter().map(|spec| BotCommand::new(spec.name, spec.description_in(language)));
            let mut call = SetMyCommands::new(commands);
            call.scope = scope.map(CommandScope::to_api);
            call.language_code = (!language.is_empty()).then(|| (*language).to_owned());
            calls.push(call);
        }
    }
    calls
}

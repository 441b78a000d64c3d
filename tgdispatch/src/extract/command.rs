//! Extractors of commands and their arguments.

use tgapi::UpdateType;

use super::FromUpdate;
use crate::command::{ArgsRejection, FromArgs};
use crate::context::Context;
use crate::extract::Missing;
use crate::kinds::Kinds;

/// The command that a message is: its name in lower case, and the text after it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// The name without slash and without the name of the bot, in lower case.
    pub name: String,
    /// The text after it, without white space around.
    pub args: String,
}

impl<S> FromUpdate<S> for Command {
    type Rejection = Missing;

    fn from_update(context: &Context, _state: &S) -> Result<Self, Missing> {
        let command = context.command().ok_or(Missing::new("command"))?;
        Ok(Self { name: command.name.to_ascii_lowercase(), args: command.args.to_owned() })
    }

    fn kinds() -> Kinds {
        Kinds::of([UpdateType::Message])
    }
}

/// The arguments of a command, read as a type: see [`FromArgs`].
///
/// Arguments that do not fit make the router try the next route; `Result<Args<T>, ArgsRejection>` lets the handler
/// explain instead.
///
/// ```
/// use tgdispatch::{Args, ArgsRejection, Message};
/// use tgapi::methods::SendMessage;
///
/// // /roll 2 20
/// async fn roll(msg: Message, args: Result<Args<(u8, Option<u8>)>, ArgsRejection>) -> SendMessage {
///     match args {
///         Ok(Args((dice, sides))) => msg.answer(format!("{dice}d{}", sides.unwrap_or(6))),
///         Err(problem) => msg.answer(format!("{problem}. Try /roll 2 20")),
///     }
/// }
/// # let _ = tgdispatch::Router::<()>::new().command("roll", roll);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Args<T>(pub T);

impl<S, T: FromArgs> FromUpdate<S> for Args<T> {
    type Rejection = ArgsRejection;

    fn from_update(context: &Context, _state: &S) -> Result<Self, ArgsRejection> {
        let command = context.command().ok_or(ArgsRejection::NotACommand)?;
        T::from_text(command.args).map(Self)
    }

    fn kinds() -> Kinds {
        Kinds::of([UpdateType::Message])
    }
}

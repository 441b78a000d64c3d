//! Commands: `/name@bot arguments`, how they are found in a message and how their arguments are read.
//! Knows texts; what a router does with a command is not its business.

mod args;
mod list;
mod parse;
mod words;

pub use args::{ArgsRejection, FromArg, FromArgs, Rest};
pub use list::{CommandScope, CommandSpec, Commands};
pub(crate) use parse::{Span, check_name};
pub use words::Words;

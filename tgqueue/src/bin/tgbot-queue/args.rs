//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Error, Parser, ValueExt};
use tgapi::UserId;

pub(crate) const HELP: &str = "\
Looks into the file of a bot's queue, while no bot has it.

Usage: tgbot-queue FILE [COMMAND] [OPTIONS]

Commands:
  show               what waits: how much, how long, in which lanes and conversations (the default)
  letters            lists the dead letters: updates that nobody could handle
  letter ID          shows one of them, with its content
  replay ID...       makes them wait again; the bot handles them after its start
  delete ID...       deletes them for ever
  replay --all, delete --all

Options:
  --bot ID           only of this bot (the number before the colon of its token)
  --json             for programs
  -h, --help         this text

Exit status: 0, or 1 if something could not be done.";

pub(crate) struct Args {
    pub(crate) file: PathBuf,
    pub(crate) command: Command,
    pub(crate) bot: Option<UserId>,
    pub(crate) json: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Show,
    List,
    Letter(u64),
    /// None named: all.
    Replay(Vec<u64>),
    Delete(Vec<u64>),
}

impl Args {
    /// `None` if help is asked for.
    pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, Error> {
        let mut parser = Parser::from_iter(args);
        let (mut words, mut bot, mut json, mut all) = (Vec::new(), None, false, false);
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("json") => json = true,
                Arg::Long("all") => all = true,
                Arg::Long("bot") => bot = Some(UserId(parser.value()?.parse()?)),
                Arg::Value(word) => words.push(word),
                other => return Err(other.unexpected()),
            }
        }
        let mut words = words.into_iter();
        let file = words.next().ok_or("the file of the queue is missing")?.into();
        let name = words.next().map(ValueExt::string).transpose()?;
        let ids = words.map(|word| word.parse::<u64>()).collect::<Result<Vec<_>, _>>()?;
        let some = |ids: Vec<u64>| match (ids.is_empty(), all) {
            (true, false) => Err(Error::from("name the letters, or say --all")),
            (false, true) => Err(Error::from("either name the letters or say --all")),
            _ => Ok(ids),
        };
        let command = match (name.as_deref(), &ids[..]) {
            (None | Some("show"), []) if !all => Command::Show,
            (Some("letters"), []) if !all => Command::List,
            (Some("letter"), [id]) if !all => Command::Letter(*id),
            (Some("replay"), _) => Command::Replay(some(ids)?),
            (Some("delete"), _) => Command::Delete(some(ids)?),
            (Some("letter"), _) => return Err("`letter` takes one number".into()),
            (None | Some("show" | "letters"), _) => return Err("too many arguments".into()),
            (Some(other), _) => return Err(format!("there is no command `{other}`").into()),
        };
        Ok(Some(Self { file, command, bot, json }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Option<Args>, Error> {
        Args::read(["tgbot-queue"].iter().chain(words).map(OsString::from))
    }

    #[test]
    fn commands_are_understood() {
        for (words, command) in [
            (&["f"][..], Command::Show),
            (&["f", "show"], Command::Show),
            (&["f", "letters"], Command::List),
            (&["f", "letter", "7"], Command::Letter(7)),
            (&["f", "replay", "7", "8"], Command::Replay(vec![7, 8])),
            (&["f", "delete", "--all"], Command::Delete(vec![])),
        ] {
            assert_eq!(read(words).unwrap().unwrap().command, command, "{words:?}");
        }
        let args = read(&["--json", "f", "--bot", "42", "letters"]).unwrap().unwrap();
        assert!(args.json && args.bot == Some(UserId(42)));
        assert!(read(&["f", "-h"]).unwrap().is_none());
    }

    #[test]
    fn mistakes_are_named() {
        for (words, named) in [
            (&[][..], "file of the queue is missing"),
            (&["f", "burn"], "no command `burn`"),
            (&["f", "delete"], "name the letters"),
            (&["f", "replay", "1", "--all"], "either name"),
            (&["f", "letter"], "one number"),
            (&["f", "show", "1"], "too many"),
            (&["f", "show", "--all"], "too many"),
            (&["f", "letter", "x"], "\"x\""),
            (&["f", "--bot", "me"], "\"me\""),
            (&["f", "--verbose"], "--verbose"),
        ] {
            let Err(error) = read(words) else { panic!("{words:?}") };
            assert!(error.to_string().contains(named), "{words:?}: {error}");
        }
    }
}

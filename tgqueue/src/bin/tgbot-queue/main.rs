//! `tgbot-queue`: looks into the file of a bot's queue, and decides about its dead letters. While no bot has it.

#![forbid(unsafe_code)]

mod args;
mod show;

use std::io::Write;
use std::process::ExitCode;

use tgapi::{BoxError, UserId};
use tgqueue::{Engine, LetterId, OpenError, Redb};

use args::{Args, Command, HELP};

/// How many conversations are shown.
const CONVERSATIONS: usize = 10;

/// How many letters are read at a time.
const PAGE: usize = 200;

fn main() -> ExitCode {
    let args = match Args::read(std::env::args_os()) {
        Ok(Some(args)) => args,
        Ok(None) => return say(HELP).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        Err(error) => return fail(&format!("{error}; --help lists what there is")),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("no runtime: {error}")),
    };
    match runtime.block_on(run(args)) {
        Ok(code) => code,
        Err(error) => fail(&error.to_string()),
    }
}

async fn run(args: Args) -> Result<ExitCode, BoxError> {
    let queue = Redb::builder().create(false).open(&args.file).map_err(|error| match error {
        OpenError::Held { name } => BoxError::from(format!(
            "{name} is in use, most likely by the bot: one process at a time can have it, so stop the bot first"
        )),
        other => other.into(),
    })?;
    let done = command(&queue, &args).await;
    queue.close().await;
    done
}

async fn command(queue: &Redb, args: &Args) -> Result<ExitCode, BoxError> {
    match &args.command {
        Command::Show => {
            let mut bots = Vec::new();
            for bot in bots_of(queue, args.bot).await? {
                let (stats, conversations) = (queue.stats(bot).await?, queue.conversations(bot, CONVERSATIONS).await?);
                bots.push((bot, stats, conversations));
            }
            say(&if args.json { show::bots_json(&bots) } else { show::bots(&bots) })?;
        }
        Command::List => {
            let mut heads = Vec::new();
            loop {
                let after = heads.last().map(|head: &tgqueue::LetterHead| head.id);
                let page = queue.letters(args.bot, after, PAGE).await?;
                if page.is_empty() {
                    break;
                }
                heads.extend(page);
            }
            say(&if args.json { show::letters_json(&heads) } else { show::letters(&heads) })?;
        }
        Command::Letter(id) => {
            let Some(letter) = queue.letter(LetterId(*id)).await? else { return Ok(none(*id)) };
            say(&if args.json { show::letter_json(&letter) } else { show::letter(&letter) })?;
        }
        Command::Replay(ids) => return decide(queue, args, ids, true).await,
        Command::Delete(ids) => return decide(queue, args, ids, false).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// Replays or deletes letters; all of them if none is named.
async fn decide(queue: &Redb, args: &Args, ids: &[u64], replay: bool) -> Result<ExitCode, BoxError> {
    let all = ids.is_empty();
    let ids = if all {
        queue.letters(args.bot, None, usize::MAX).await?.into_iter().map(|head| head.id.0).collect()
    } else {
        ids.to_vec()
    };
    let (mut done, mut code) = (Vec::new(), ExitCode::SUCCESS);
    for id in ids {
        let letter = LetterId(id);
        if if replay { queue.replay(letter).await? } else { queue.delete(letter).await? } {
            done.push(id);
        } else if queue.letter(letter).await?.is_some() {
            code = fail(&format!(
                "letter {id} has no readable number and cannot be replayed; it can be shown and deleted"
            ));
        } else {
            code = none(id);
        }
    }
    say(&show::decided(&done, replay, args.json))?;
    Ok(code)
}

async fn bots_of(queue: &Redb, bot: Option<UserId>) -> Result<Vec<UserId>, BoxError> {
    Ok(match bot {
        Some(bot) => vec![bot],
        None => queue.bots().await?,
    })
}

fn none(id: u64) -> ExitCode {
    fail(&format!("there is no dead letter {id}"))
}

/// A pipe that was closed is no reason to panic.
fn say(text: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout().lock(), "{}", text.trim_end())
}

fn fail(sentence: &str) -> ExitCode {
    // Where standard error is gone, the exit status has to do.
    let _ = writeln!(std::io::stderr(), "tgbot-queue: {sentence}");
    ExitCode::FAILURE
}

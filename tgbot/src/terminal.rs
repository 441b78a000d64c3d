//! A person at the terminal who talks to a bot in the sandbox: a line typed is a message sent, an answer is printed.
//!
//! Knows the sandbox and nothing of the bot. Ends when the input ends, after what it brought was answered, or when told.

use std::io::{self, BufRead};
use std::pin::pin;

use tgsandbox::{BotMessage, InlineQuery, Sandbox, User};
use tokio::sync::mpsc;

use crate::run::say;

/// What a person can do, as `:help` prints it.
const HELP: &str = "\
Type a line and press Enter: it is a message to the bot.
  :press LABEL    press an inline button of the bot's last message that has it
  :inline QUERY   type an inline query, and see the results
  :choose ID      choose one of them
  :help           this text
  :quit           end (Ctrl-C does, too)";

/// What the sandbox answers with for a kind of update that the bot's routes have no use for.
const NOT_WANTED: &str = "(the bot did not subscribe to this kind of update)";

/// A person at the terminal, and what they saw so far.
pub(crate) struct Terminal {
    chat: Chat,
    /// How many messages of the bot were printed.
    printed: usize,
}

/// What the person can do in the chat with the bot.
struct Chat {
    user: User,
    /// The last inline query, for `:choose`.
    query: Option<InlineQuery>,
}

/// Whether to go on reading.
#[derive(PartialEq, Eq)]
enum Next {
    Line,
    Quit,
}

impl Terminal {
    pub(crate) fn new(sandbox: &Sandbox) -> Self {
        Self { chat: Chat { user: sandbox.user("You"), query: None }, printed: 0 }
    }

    /// Talks until the input ends or `:quit`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the chat; a line that was read and not sent yet is lost with it.
    pub(crate) async fn run(&mut self, sandbox: &Sandbox) {
        say(HELP);
        let mut lines = read_lines();
        // The same person: what one of the two has read, the other has, too.
        let reader = self.chat.user.clone();
        while let Some(line) = print_until(lines.recv(), &reader, &mut self.printed).await {
            if print_until(self.chat.obey(line.trim()), &reader, &mut self.printed).await == Next::Quit {
                return;
            }
        }
        // The input has ended. Answers to what it brought may be on their way: an update counts as delivered when
        // its handler, and so its answer, is done.
        if let Err(error) = sandbox.idle().await {
            say(&format!("(not everything was answered: {error})"));
        }
        self.print_rest();
    }

    /// Prints what the bot wrote and nobody waited for.
    pub(crate) fn print_rest(&mut self) {
        for message in self.chat.user.messages().into_iter().skip(self.printed) {
            self.printed += 1;
            show(&message);
        }
    }
}

impl Chat {
    async fn obey(&mut self, line: &str) -> Next {
        let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
        match word {
            "" => {}
            ":quit" | ":q" => return Next::Quit,
            ":help" => say(HELP),
            ":press" => match self.user.press(rest).await {
                Err(error) => say(&format!("({error})")),
                Ok(press) if press.update_id().is_none() => say(NOT_WANTED),
                Ok(press) => match press.answer().await {
                    Ok(answer) if answer.text.is_empty() => say("(pressed)"),
                    Ok(answer) => say(&format!("(the bot shows: {})", answer.text)),
                    Err(error) => say(&format!("({error})")),
                },
            },
            ":inline" => {
                let query = self.user.inline_query(rest).await;
                if query.update_id().is_none() {
                    say(NOT_WANTED);
                    return Next::Line;
                }
                match query.results().await {
                    Ok(results) if results.is_empty() => say("(no results)"),
                    Ok(results) => {
                        for result in results {
                            let text = |name: &str| result[name].as_str().unwrap_or_default();
                            say(&format!("  {}: {}", text("id"), text("title")));
                        }
                    }
                    Err(error) => say(&format!("({error})")),
                }
                self.query = Some(query);
            }
            ":choose" => match &self.query {
                None => say("(no inline query yet: type :inline and a text first)"),
                Some(query) => match self.user.choose_result(query, rest).await {
                    Ok(_) => say("(chosen)"),
                    Err(error) => say(&format!("({error})")),
                },
            },
            _ if word.starts_with(':') => say(&format!("(no command {word}; :help lists them)")),
            _ => {
                if self.user.send(line).await.update_id.is_none() {
                    say(NOT_WANTED);
                }
            }
        }
        Next::Line
    }
}

/// Prints what the bot writes until `done` resolves.
async fn print_until<T>(done: impl Future<Output = T>, reader: &User, printed: &mut usize) -> T {
    let mut done = pin!(done);
    loop {
        tokio::select! {
            value = &mut done => return value,
            // It also ends when nothing came for a while.
            message = reader.next_message() => if let Ok(message) = message {
                *printed += 1;
                show(&message);
            },
        }
    }
}

/// Reads standard input on a thread of its own: a read that waits for a person cannot be cancelled, and must not keep
/// the program from ending.
fn read_lines() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(64);
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            // Neither text nor a listener: there is nothing to go on with.
            let Ok(line) = line else { break };
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    lines
}

fn show(message: &BotMessage) {
    let text = message.text();
    say(&format!("bot: {}", if text.is_empty() { "(something that a terminal cannot show)" } else { text }));
    let buttons = message.buttons();
    if !buttons.is_empty() {
        say(&format!("     [{}]", buttons.join("] [")));
    }
}

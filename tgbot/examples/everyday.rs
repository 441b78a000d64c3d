//! Commands and buttons as types, a conversation, a menu in one message, jobs, and a limit for each user.
//!
//! `cargo run -p tgbot --example everyday`; `-- --help` lists the flags.

use std::num::NonZeroU32;
use std::time::Duration;
use tgbot::prelude::*;

#[derive(Commands)]
enum Action {
    /// Reminds you of something
    Remind { minutes: u32, what: Rest },
    /// Says which colour it is
    Colour,
}

#[derive(Callback)]
#[callback(prefix = "colour")]
struct Colour {
    number: u32,
}

const COLOURS: [&str; 5] = ["red", "orange", "green", "blue", "violet"];

impl Colour {
    fn screen(&self) -> Screen {
        let page = Page::of(COLOURS.len(), NonZeroU32::MIN, self.number);
        let buttons = page.buttons(|number| Colour { number });
        Screen::new(COLOURS[page.items()].join(", ")).keyboard(InlineKeyboard::new().buttons(buttons))
    }
}

async fn act(message: Message, action: Action, jobs: Jobs) -> Result<SendMessage, JobError> {
    match action {
        Action::Remind { minutes, what } => {
            let later = Duration::from_secs(60 * u64::from(minutes));
            jobs.after(later, JobSpec::new("remind").chat(message.chat.id).data(&what.0)?)?;
            Ok(message.answer("I will."))
        }
        Action::Colour => Ok(Colour { number: 0 }.screen().send(message.chat.id)),
    }
}

async fn turn(press: CallbackQuery, to: Colour) -> Shown {
    to.screen().show(&press)
}

async fn remind(chat: ChatId, Job(what): Job<String>) -> SendMessage {
    SendMessage::new(chat, what)
}

async fn register(message: Message, mut conv: Conversation) -> Result<SendMessage, ConversationError> {
    let name = conv.ask("Your name?").text().await?;
    let age = conv.ask("Your age?").or_say("A number, please.").arg::<u8>().await?;
    Ok(message.answer(format!("{name}, {age}: welcome.")))
}

pub(crate) fn routes(jobs: &Jobs) -> Router {
    Router::new()
        .commands(Action::LIST, act)
        .command("register", register)
        .callback(Colour::PREFIX, turn)
        .layer(FloodLimit::new(NonZeroU32::MIN.saturating_add(9), Duration::from_secs(30)))
        .on(job("remind"), remind)
        .with_state(jobs.clone())
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let jobs = Jobs::new();
    Bot::from_args()?.routes(routes(&jobs)).layer_ordered(jobs).run().await
}

//! Commands with arguments as an enum, which also makes the menu of the bot and its `/help`.
//!
//! `cargo run -p tgbot --example commands`; `-- --help` lists the flags.

use tgbot::prelude::*;

#[derive(Commands)]
enum Action {
    /// Lists what I can do
    #[command(alias = "start")]
    Help,
    /// Adds two numbers
    Add { a: i64, b: i64 },
    /// Says it louder: /shout "good morning" 2
    Shout { what: String, times: Option<u8> },
    #[command(hidden)]
    Menu,
}

async fn act(message: Message, action: Action, client: Client) -> Result<SendMessage, tgbot::api::Error> {
    Ok(match action {
        Action::Help => message.answer(Action::help()),
        Action::Add { a, b } => message.answer(a.saturating_add(b).to_string()),
        Action::Shout { what, times } => {
            message.answer(what.to_uppercase().repeat(times.unwrap_or(1).clamp(1, 9).into()))
        }
        Action::Menu => {
            // What Telegram shows when somebody types a slash.
            for menu in Action::set_my_commands() {
                client.call(menu).await?;
            }
            message.answer("The menu is set.")
        }
    })
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().commands(Action::LIST, act)).run().await
}

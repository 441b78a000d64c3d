//! A form whose state is a value of an enum. It survives the handler, and with another storage a restart.
//!
//! `cargo run -p tgbot --example dialogue`; `-- --help` lists the flags.

use serde::{Deserialize, Serialize};
use tgbot::dispatch::{DialogueError, MemoryStorage};
use tgbot::prelude::*;

#[derive(Default, Serialize, Deserialize)]
enum Order {
    #[default]
    Start,
    Name,
    Address {
        name: String,
    },
}

impl DialogueState for Order {
    const NAME: &'static str = "order";
}

async fn step(message: Message, Text(text): Text, order: Dialogue<Order>) -> Result<SendMessage, DialogueError> {
    Ok(match order.get().await? {
        Order::Start => {
            order.set(Order::Name).await?;
            message.answer("A pizza is being made. What is your name?")
        }
        Order::Name => {
            order.set(Order::Address { name: text }).await?;
            message.answer("Where do you live?")
        }
        Order::Address { name } => {
            order.end().await?;
            message.answer(format!("For {name}, {text}: on its way."))
        }
    })
}

async fn cancel(message: Message, order: Dialogue<Order>) -> Result<SendMessage, DialogueError> {
    order.end().await?;
    Ok(message.answer("Nothing was ordered."))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    // The number of the bot is part of every key; one bot needs none. `FileStorage` keeps them on disk.
    let orders = Dialogues::<Order>::new(UserId(0), MemoryStorage::new());
    let routes = Router::new().command("cancel", cancel).on(text(), step).with_state(orders);
    Bot::from_args()?.routes(routes).run().await
}

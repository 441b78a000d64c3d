//! A menu of buttons under one message, which is edited as one goes through it.
//!
//! `cargo run -p tgbot --example menu`; `-- --help` lists the flags.

use tgbot::api::Error;
use tgbot::prelude::*;

const DRINKS: [&str; 3] = ["Coffee", "Tea", "Water"];

fn drinks() -> InlineKeyboard {
    DRINKS.iter().fold(InlineKeyboard::new(), |keyboard, drink| keyboard.callback(*drink, format!("drink:{drink}")))
}

async fn start(message: Message) -> SendMessage {
    message.answer("What would you like?").reply_markup(drinks())
}

/// `drink:Tea`
async fn drink(query: CallbackQuery, CallbackData(data): CallbackData, client: Client) -> Result<(), Error> {
    let drink = data.trim_start_matches("drink:");
    let sizes = InlineKeyboard::new()
        .callback("Small", format!("size:{drink}:small"))
        .callback("Large", format!("size:{drink}:large"))
        .row()
        .callback("Back", "back");
    client.call(query.edit_text(format!("{drink}. How large?")).reply_markup(sizes)).await?;
    // The clock on the button stops.
    client.call(query.answer()).await.map(|_| ())
}

/// `size:Tea:large`
async fn size(query: CallbackQuery, CallbackData(data): CallbackData, client: Client) -> Result<(), Error> {
    let mut parts = data.split(':').skip(1);
    let (drink, size) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    // Without a keyboard: the order is final.
    client.call(query.edit_text(format!("A {size} {drink} is on its way."))).await?;
    client.call(query.answer().text("Ordered")).await.map(|_| ())
}

async fn back(query: CallbackQuery, client: Client) -> Result<(), Error> {
    client.call(query.edit_text("What would you like?").reply_markup(drinks())).await?;
    client.call(query.answer()).await.map(|_| ())
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let routes = Router::new()
        .command("start", start)
        .on(callback_data("drink:"), drink)
        .on(callback_data("size:"), size)
        .on(callback_data("back"), back);
    Bot::from_args()?.routes(routes).run().await
}

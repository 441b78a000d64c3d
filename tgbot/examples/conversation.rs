//! A conversation in straight-line code: a handler asks, and goes on with the answer. What else the chat brings
//! meanwhile, `/cancel` and time-outs are seen to.
//!
//! `cargo run -p tgbot --example conversation`; `-- --help` lists the flags.

use tgbot::prelude::*;

async fn guess(message: Message, mut game: Conversation) -> Result<SendMessage, ConversationError> {
    // Not a secret, but nobody would think of it.
    let number = u8::try_from(message.message_id.0 % 10).unwrap_or_default();
    let mut question = "I think of a number between 0 and 9. Which?";
    for tries in 1.. {
        let guess = game.ask(question).or_say("A number, please.").arg::<u8>().await?;
        question = match guess.cmp(&number) {
            std::cmp::Ordering::Less => "More.",
            std::cmp::Ordering::Greater => "Less.",
            std::cmp::Ordering::Equal => return Ok(message.answer(format!("Yes! It took you {tries}."))),
        };
    }
    Ok(message.answer("I give up."))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().command("play", guess)).run().await
}

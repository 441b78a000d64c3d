//! Says what it hears. `cargo run -p tgbot --example echo`; `-- --help` lists the flags.

use tgbot::prelude::*;

async fn start(message: Message) -> SendMessage {
    message.answer("Hello. Say something.")
}

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().command("start", start).on(text(), echo)).run().await
}

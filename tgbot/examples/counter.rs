//! telepot's counter: counts the messages of each chat, and forgets a chat after 10 seconds of silence.
//!
//! `cargo run -p tgbot --example counter`; `-- --help` lists the flags.

use std::time::Duration;
use tgbot::prelude::*;

async fn count(message: Message, seen: Session<u32>) -> SendMessage {
    let mut n = seen.lock();
    *n += 1;
    message.answer(n.to_string())
}

pub(crate) fn routes() -> Router {
    Router::new().on(text(), count).with_state(Sessions::idle(Duration::from_secs(10)))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(routes()).run().await
}

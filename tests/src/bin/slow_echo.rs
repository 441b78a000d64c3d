//! A bot for the tests that stop, kill and cut off a bot: says each text back, behind the name of this run, after a few
//! milliseconds. A text that does not get through is sent again until it does.
//!
//! Settings: as every bot's, `RUN` (what stands before each answer), `PAUSE_MS` (the longest pause; default 5) and
//! `HOLD_MS` (how long a missing update is waited for; default the bot's own).
#![forbid(unsafe_code)]

use std::sync::Arc;
use std::time::Duration;

use tgbot::prelude::*;

struct Settings {
    run: String,
    pause: Duration,
}

async fn echo(message: Message, Text(text): Text, client: Client, State(settings): State<Arc<Settings>>) {
    tokio::time::sleep(settings.pause.mul_f64(fastrand::f64())).await;
    let answer = message.answer(format!("{}:{text}", settings.run));
    // Here and not by `Retry`, which would let the next one of the chat overtake it.
    while client.call(answer.clone()).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let millis = |name| std::env::var(name).ok().and_then(|text| text.parse().ok()).map(Duration::from_millis);
    let run = std::env::var("RUN").unwrap_or_default();
    let settings = Settings { run, pause: millis("PAUSE_MS").unwrap_or(Duration::from_millis(5)) };
    let mut bot = Bot::from_args()?.routes(Router::new().on(text(), echo).with_state(Arc::new(settings)));
    if let Some(hold) = millis("HOLD_MS") {
        bot = bot.reorder(tgbot::reorder::Config::new().with_hold(hold).with_start_hold(hold));
    }
    bot.run().await
}

//! A bot for the tests that stop, kill and cut off a bot: says each text back, behind the name of this run, after a few
//! milliseconds. A text that could not be sent is asked for again.
//!
//! Settings: as every bot's, `RUN` (what stands before each answer) and `PAUSE_MS` (the longest pause; default 5).
#![forbid(unsafe_code)]

use std::sync::Arc;
use std::time::Duration;

use tgbot::prelude::*;

struct Settings {
    run: String,
    pause: Duration,
}

async fn echo(
    message: Message,
    Text(text): Text,
    client: Client,
    State(settings): State<Arc<Settings>>,
) -> Result<(), Retry> {
    tokio::time::sleep(settings.pause.mul_f64(fastrand::f64())).await;
    let answer = message.answer(format!("{}:{text}", settings.run));
    client.call(answer).await.map(|_| ()).map_err(|error| Retry::new(error).attempts(100))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let var = |name| std::env::var(name).ok();
    let pause = var("PAUSE_MS").and_then(|text| text.parse().ok()).unwrap_or(5);
    let settings = Settings { run: var("RUN").unwrap_or_default(), pause: Duration::from_millis(pause) };
    let routes = Router::new().on(text(), echo).with_state(Arc::new(settings));
    Bot::from_args()?.routes(routes).run().await
}

//! A bot and its test, which needs no token, no network and no time: `cargo test -p tgbot --example testing`.

use std::time::Duration;

use tgbot::prelude::*;

async fn remind(
    message: Message,
    Args(minutes): Args<u64>,
    mut wait: Conversation,
) -> Result<SendMessage, ConversationError> {
    wait.set_patience(Duration::from_secs(60));
    let what = wait.ask("Of what?").text().await?;
    tokio::time::sleep(Duration::from_secs(minutes * 60)).await;
    Ok(message.answer(format!("Remember: {what}")))
}

fn routes() -> Router {
    Router::new().command("remind", remind)
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(routes()).run().await
}

#[cfg(test)]
mod tests {
    use tgbot::dispatch::testing::TestBot;

    use super::*;

    // The clock stands still and jumps: an hour is over at once.
    #[tokio::test(start_paused = true)]
    async fn it_reminds() {
        let bot = TestBot::new(routes()).unwrap();
        let ann = bot.user("Ann");
        assert_eq!(ann.says("/remind 60").await.texts(), ["Of what?"]);
        assert_eq!(ann.says("the bread").await.texts(), ["Remember: the bread"]);
    }
}

//! Many bots in one process, on one port: a token each, separated by blanks, in `BOT_TOKENS`, and a base URL.
//!
//! `BOT_TOKENS="123:ABC 456:DEF" cargo run -p tgbot --example many_bots -- https://203.0.113.7:8443`
//!
//! Without a URL they poll. With hosts of their own in place of paths, each has a certificate of its own (SNI).

use tgbot::api::{BoxError, Token};
use tgbot::prelude::*;
use tgbot::{Bots, Outcome};

async fn echo(message: Message, Text(text): Text, client: Client) -> SendMessage {
    message.answer(format!("bot {} heard: {text}", client.bot_id()))
}

#[tokio::main]
async fn main() -> Result<Outcome, BoxError> {
    let base = std::env::args().nth(1);
    // Settings of the server they share: TELEGRAM_WEBHOOK_LISTEN and so on.
    let mut bots = Bots::from_env()?;
    for token in std::env::var("BOT_TOKENS")?.split_whitespace() {
        let token = Token::new(token)?;
        let path = format!("bot-{}", token.bot_id());
        let mut bot = Bot::new(token).routes(Router::new().on(text(), echo));
        if let Some(base) = &base {
            bot = bot.webhook(format!("{base}/{path}"));
        }
        if let Ok(api_url) = std::env::var("TELEGRAM_API_URL") {
            bot = bot.api_url(api_url);
        }
        bots = bots.bot(bot);
    }
    // `bots.handle()` adds and removes some while they run.
    Ok(bots.run().await?)
}

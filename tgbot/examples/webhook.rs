//! A webhook with a certificate of one's own, as `openssl req -x509` or Let's Encrypt makes it:
//!
//! `cargo run -p tgbot --example webhook -- https://bot.example.com:8443/hook cert.pem key.pem`
//!
//! A self-signed one is uploaded to Telegram; both files are read again when they change. Without files a self-signed
//! certificate is made: then this is `--webhook URL` of every other example.

use tgbot::prelude::*;

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

#[tokio::main]
async fn main() -> tgbot::Result {
    // TELEGRAM_BOT_TOKEN, and more if wanted: `Bot::from_env` has the table.
    let mut bot = Bot::from_env()?.routes(Router::new().on(text(), echo));
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(url) = args.first() {
        bot = bot.webhook(url);
    }
    if let [_, certificate, key] = &*args {
        bot = bot.certificate(certificate, key);
    }
    bot.run().await
}

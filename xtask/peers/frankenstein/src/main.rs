//! frankenstein's loop, for `cargo xtask load --polling`: `SERVER API`, until the input ends. As its example does it, with
//! a task for each update; only so many at once that the system's limit of open files is kept.

use std::io::Read;
use std::sync::Arc;

use frankenstein::AsyncTelegramApi;
use frankenstein::client_reqwest::Bot;
use frankenstein::methods::{GetUpdatesParams, SendMessageParams};
use frankenstein::updates::UpdateContent;
use tokio::sync::Semaphore;

const TOKEN: &str = "123456:a-token_of-this-load";

#[tokio::main]
async fn main() {
    let api = std::env::args().nth(2).expect("SERVER API");
    let bot = Bot::new_url(format!("http://{api}/bot{TOKEN}"));
    let at_once = Arc::new(Semaphore::new(256));
    println!("{api}");
    let polling = tokio::spawn(async move {
        let mut params = GetUpdatesParams::builder().timeout(30_u32).build();
        loop {
            let Ok(answer) = bot.get_updates(&params).await else { continue };
            for update in answer.result {
                params.offset = Some(i64::from(update.update_id) + 1);
                let UpdateContent::Message(message) = update.content else { continue };
                let (bot, Ok(place)) = (bot.clone(), Arc::clone(&at_once).acquire_owned().await) else { return };
                tokio::spawn(async move {
                    let Some(text) = message.text else { return };
                    let call = SendMessageParams::builder().chat_id(message.chat.id).text(text).build();
                    let _ = bot.send_message(&call).await;
                    drop(place);
                });
            }
        }
    });
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
    polling.abort();
    println!("done");
}

//! frankenstein behind axum, for `cargo xtask load`, and its loop, for `--polling`: `SERVER API`, the address on a line of
//! its own, until the input ends. The loop is its example's, with a task for each update; only so many at once that the
//! system's limit of open files is kept.

use std::io::Read;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::serve::ListenerExt;
use frankenstein::AsyncTelegramApi;
use frankenstein::client_reqwest::Bot;
use frankenstein::methods::{GetUpdatesParams, SendMessageParams};
use frankenstein::types::Message;
use frankenstein::updates::{Update, UpdateContent};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

const TOKEN: &str = "123456:a-token_of-this-load";

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let (server, api) = (args.next().expect("SERVER"), args.next().expect("API"));
    let bot = Bot::new_url(format!("http://{api}/bot{TOKEN}"));
    let serving = if server.ends_with("poll") { poll(bot, &api) } else { serve(bot).await };
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
    serving.abort();
    println!("done");
}

async fn echo(bot: &Bot, message: Message) {
    let Some(text) = message.text else { return };
    let call = SendMessageParams::builder().chat_id(message.chat.id).text(text).build();
    let _ = bot.send_message(&call).await;
}

/// A webhook that echoes, and acknowledges when it has.
async fn serve(bot: Bot) -> JoinHandle<()> {
    async fn handle(State(bot): State<Bot>, Json(update): Json<Update>) -> StatusCode {
        if let UpdateContent::Message(message) = update.content {
            echo(&bot, *message).await;
        }
        StatusCode::OK
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    let router = axum::Router::new().route("/hook", post(handle)).with_state(bot);
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    })
}

fn poll(bot: Bot, api: &str) -> JoinHandle<()> {
    let at_once = Arc::new(Semaphore::new(256));
    println!("{api}");
    tokio::spawn(async move {
        let mut params = GetUpdatesParams::builder().timeout(30_u32).build();
        loop {
            let Ok(answer) = bot.get_updates(&params).await else { continue };
            for update in answer.result {
                params.offset = Some(i64::from(update.update_id) + 1);
                let UpdateContent::Message(message) = update.content else { continue };
                let (bot, Ok(place)) = (bot.clone(), Arc::clone(&at_once).acquire_owned().await) else { return };
                tokio::spawn(async move {
                    echo(&bot, *message).await;
                    drop(place);
                });
            }
        }
    })
}

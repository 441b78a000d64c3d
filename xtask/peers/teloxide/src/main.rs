//! teloxide's webhook in axum, for `cargo xtask load`, and its polling: `SERVER API`, the address on a line of its own,
//! until the input ends.

use std::io::Read;

use teloxide::prelude::*;
use teloxide::update_listeners::webhooks;

const SECRET: &str = "the-secret_of-this-load";
const TOKEN: &str = "123456:a-token_of-this-load";

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let (server, api) = (args.next().expect("SERVER"), args.next().expect("API"));
    let bot = Bot::new(TOKEN).set_api_url(format!("http://{api}").parse().expect("a URL"));
    if server.ends_with("poll") {
        println!("{api}");
        let running = tokio::spawn(teloxide::repl(bot, |bot: Bot, message: Message| async move {
            if let Some(text) = message.text() {
                bot.send_message(message.chat.id, text).await?;
            }
            respond(())
        }));
        let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
        running.abort();
        println!("done");
        return;
    }
    let tcp = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = tcp.local_addr().expect("an address");
    let options = webhooks::Options::new(address, format!("http://{address}/hook").parse().expect("a URL"))
        .path("/hook".to_owned())
        .secret_token(SECRET.to_owned());
    let (listener, stop, router) = webhooks::axum_no_setup(options);
    tokio::spawn(async move { axum::serve(tcp, router).await });
    println!("{address}");
    let echoes = server.ends_with("echo");
    let running = tokio::spawn(teloxide::repl_with_listener(
        bot,
        move |bot: Bot, message: Message| async move {
            if let (true, Some(text)) = (echoes, message.text()) {
                bot.send_message(message.chat.id, text).await?;
            }
            respond(())
        },
        listener,
    ));
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
    drop(stop);
    running.abort();
    println!("done");
}

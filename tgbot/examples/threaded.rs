//! In a synchronous server with threads, as telepot's Flask example: each thread hands its request's body to the feed,
//! and waits until the bot is done with it. A proxy in front ends TLS. Settings: see `served/mod.rs`.

#[path = "served/mod.rs"]
mod served;

use served::Echo;
use std::io::Read;
use tgbot::api::BoxError;
use tgbot::webhook::{Feed, secret_matches};
use tiny_http::{Response, Server};

const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

fn main() -> Result<(), BoxError> {
    let runtime = tokio::runtime::Runtime::new()?;
    let _inside = runtime.enter();
    let echo = Echo::from_env()?;
    let feed = Feed::new(echo.service()?);
    let server = Server::http(&echo.listen)?;
    runtime.block_on(echo.register())?;
    std::thread::scope(|threads| {
        // As many as Telegram has connections.
        for _ in 0..40 {
            threads.spawn(|| {
                while let Ok(mut request) = server.recv() {
                    let given = request.headers().iter().find(|header| header.field.equiv(SECRET_HEADER));
                    let is_known = given.is_some_and(|given| secret_matches(&echo.secret, given.value.as_str()));
                    let mut body = Vec::new();
                    let status = match request.as_reader().take(1 << 20).read_to_end(&mut body).map(|_| is_known) {
                        Ok(true) => feed.push_blocking(body).map_or_else(|error| error.status(), |_| 200),
                        _ => 401,
                    };
                    _ = request.respond(Response::empty(status));
                }
            });
        }
    });
    Ok(())
}

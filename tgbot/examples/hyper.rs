//! In plain hyper. A proxy in front ends TLS and keeps slow clients away.
//!
//! `cargo run -p tgbot --example hyper`, with the settings of `served/mod.rs` in the environment.

#[path = "served/mod.rs"]
mod served;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use served::Echo;
use tgbot::api::BoxError;
use tgbot::webhook::WebhookService;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let echo = Echo::from_env()?;
    let webhook = WebhookService::builder(echo.service()?).path("/hook").secret(echo.secret.clone()).build()?;

    let listener = TcpListener::bind(&echo.listen).await?;
    let serving = tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await?;
            let service = TowerToHyperService::new(webhook.clone());
            let mut http = http1::Builder::new();
            let connection = http.timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
            // A connection that breaks is the peer's business.
            tokio::spawn(async move { _ = connection.await });
        }
    });
    echo.register().await?;
    serving.await?
}

//! In axum's server, where the webhook is one route among others. A proxy in front ends TLS.
//!
//! `cargo run -p tgbot --example axum`, with the settings of `served/mod.rs` in the environment.

#[path = "served/mod.rs"]
mod served;

use axum::Router;
use axum::routing::get;
use served::Echo;
use tgbot::api::BoxError;
use tgbot::webhook::WebhookService;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let echo = Echo::from_env()?;
    let webhook = WebhookService::builder(echo.service()?).secret(echo.secret.clone()).build()?;
    let app = Router::new().route_service("/hook", webhook).route("/", get(|| async { "A bot lives here." }));

    let listener = TcpListener::bind(&echo.listen).await?;
    let serving = tokio::spawn(axum::serve(listener, app).into_future());
    echo.register().await?;
    Ok(serving.await??)
}

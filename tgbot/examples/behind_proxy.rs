//! The server of this project behind a proxy that ends TLS (haproxy, nginx, a load balancer): Telegram's addresses are
//! checked by what the proxy says, and health and measurements are at 127.0.0.1:9090.
//!
//! `cargo run -p tgbot --example behind_proxy`, with the settings of `served/mod.rs` in the environment.

#[path = "served/mod.rs"]
mod served;

use served::Echo;
use std::future::pending;
use tgbot::api::BoxError;
use tgbot::webhook::{Observer, Server, TELEGRAM_SUBNETS, WebhookService};

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let echo = Echo::from_env()?;
    let proxy = "127.0.0.1".parse()?;
    let mut webhook = WebhookService::builder(echo.service()?).secret(echo.secret.clone()).trusted_proxies([proxy]);
    // Another Bot API server is somewhere else.
    if std::env::var_os("TELEGRAM_API_URL").is_none() {
        webhook = webhook.allow_peers(TELEGRAM_SUBNETS);
    }
    let webhook = webhook.build()?;

    let server = Server::bind(&echo.listen).await?.trusted_proxies([proxy]).route("/hook", webhook.clone());
    let observer = Observer::new().webhook("echo", &webhook).server(&server.monitor());
    let metrics = std::env::var("METRICS_LISTEN").unwrap_or_else(|_| "127.0.0.1:9090".to_owned());
    tokio::spawn(observer.bind(metrics).await?.serve_with_shutdown(pending::<()>()));

    let stop = async { _ = tokio::signal::ctrl_c().await };
    let serving = tokio::spawn(server.serve_with_shutdown(stop));
    echo.register().await?;
    serving.await??;
    Ok(())
}

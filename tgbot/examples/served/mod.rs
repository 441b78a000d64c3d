//! The bot that the examples of servers serve: it says what it hears. Its settings are in the environment:
//! `TELEGRAM_BOT_TOKEN`, `TELEGRAM_WEBHOOK_URL` (public, `https://..`), `TELEGRAM_WEBHOOK_LISTEN` (default
//! 127.0.0.1:8080), and `TELEGRAM_API_URL` for another Bot API server.

use tgbot::api::{BoxError, Reply, SecretToken, Token};
use tgbot::dispatch::Settings;
use tgbot::prelude::*;
use tgbot::reorder::{Config, ReorderLayer};
use tgbot::webhook::{Registration, derived_secret, register};
use tower_layer::Layer;
use tower_service::Service;

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

/// The bot without a way in.
pub(crate) struct Echo {
    client: Client,
    registration: Registration,
    pub(crate) secret: SecretToken,
    pub(crate) listen: String,
}

impl Echo {
    pub(crate) fn from_env() -> Result<Self, BoxError> {
        let token = Token::new(&std::env::var("TELEGRAM_BOT_TOKEN")?)?;
        let url = std::env::var("TELEGRAM_WEBHOOK_URL")?;
        let secret = derived_secret(&token, &url);
        let mut client = Client::builder(token);
        // Ports and addresses are Telegram's rules; another server has its own.
        let mut registration = Registration::new(url).secret(secret.clone()).fingerprint(true);
        if let Ok(api_url) = std::env::var("TELEGRAM_API_URL") {
            client = client.api_url(api_url);
            registration = registration.allow_any_port(true).allow_private(true);
        }
        let listen = std::env::var("TELEGRAM_WEBHOOK_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
        Ok(Self { client: client.build()?, registration, secret, listen })
    }

    /// Updates in order, one at a time in each chat. Inside a runtime.
    pub(crate) fn service(
        &self,
    ) -> Result<
        impl Service<Update, Response = Reply, Error = BoxError, Future: Send + 'static>
        + Clone
        + Send
        + Sync
        + 'static
        + use<>,
        BoxError,
    > {
        let routes = Router::new().on(text(), echo).build(Settings::new().client(self.client.clone()))?;
        let lanes = LanesLayer::new().layer(routes);
        Ok(ReorderLayer::new(Config::new(), |update: &Update| update.update_id.0)?.layer(lanes))
    }

    /// Tells Telegram. After listening has begun: it delivers at once.
    pub(crate) async fn register(&self) -> Result<(), BoxError> {
        register(&self.client, &self.registration).await?;
        Ok(())
    }
}

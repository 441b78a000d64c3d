//! From a builder to a running bot: who it is, how its updates come in, and how it ends.

mod polling;
#[cfg(feature = "sandbox")]
mod sandbox;
mod start;
mod webhook;

use std::io::Write;

use tgapi::{Client, Token};
use tgdispatch::Dispatcher;
use tokio_util::sync::CancellationToken;

use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;

/// Runs until `stop` is cancelled.
pub(crate) async fn run(mut bot: Bot, stop: CancellationToken) -> Result<Outcome, Error> {
    match bot.settings.token.take() {
        Some(token) => with_token(bot, token, stop).await,
        None => without_token(bot, stop).await,
    }
}

/// A real bot, or one whose API server is named.
async fn with_token(bot: Bot, token: Token, stop: CancellationToken) -> Result<Outcome, Error> {
    // Before anything is asked of the network: a typing mistake is to be told at once.
    let address = bot.settings.webhook_url.as_deref().map(webhook::Address::parse).transpose()?;
    let secret = address.as_ref().map(|address| address.secret(&token));
    let mut builder = Client::builder(token);
    if let Some(url) = &bot.settings.api_url {
        builder = builder.api_url(url);
    }
    let client = builder.build()?;
    let Some(me) = start::identify(&client, &stop).await? else { return Ok(Outcome::default()) };
    let ready = CancellationToken::new();
    match address.zip(secret) {
        Some(address) => webhook::run(bot, client, &me, address, stop, &ready).await,
        None => polling::run(bot, client, &me, stop, &ready).await,
    }
}

#[cfg(feature = "sandbox")]
async fn without_token(bot: Bot, stop: CancellationToken) -> Result<Outcome, Error> {
    match bot.settings.without_token() {
        Some(error) => Err(error.into()),
        None => sandbox::run(bot, stop).await,
    }
}

#[cfg(not(feature = "sandbox"))]
async fn without_token(bot: Bot, _: CancellationToken) -> Result<Outcome, Error> {
    let error = bot.settings.without_token().unwrap_or(crate::settings::SettingsError::NeedsToken("a bot"));
    Err(error.into())
}

/// The dispatcher of the bot's routes.
fn dispatcher(bot: &mut Bot, client: &Client, username: &str, reply_in_response: bool) -> Result<Dispatcher, Error> {
    let settings =
        tgdispatch::Settings::new().client(client.clone()).username(username).reply_in_response(reply_in_response);
    #[cfg(feature = "durable")]
    let settings = match &mut bot.parts.durable {
        Some(durable) => durable.prepare(client, bot.drain, settings),
        None => settings,
    };
    Ok(std::mem::take(&mut bot.router).build(settings)?)
}

/// Prints a line; a terminal that went away is no reason to fail.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

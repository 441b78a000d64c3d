//! From a builder to a running bot: who it is, how its updates come in, and how it ends.

mod address;
mod certificates;
mod group;
mod metrics;
mod polling;
#[cfg(feature = "sandbox")]
mod sandbox;
mod site;
mod start;
mod webhook;
mod working;

use std::io::Write;

use tgapi::{Client, Token};
use tgdispatch::Dispatcher;
use tokio_util::sync::CancellationToken;

use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;

use address::Address;
use group::Way;
pub(crate) use group::{Common, Member, Order, run as run_group};

/// Runs until `stop` is cancelled.
pub(crate) async fn run(mut bot: Bot, stop: CancellationToken) -> Result<Outcome, Error> {
    match bot.settings.token.take() {
        Some(token) => with_token(bot, token, stop).await,
        // Whoever puts updates into its queue has one.
        #[cfg(feature = "durable")]
        None if bot.parts.durable.role == crate::durable::Role::Worker => {
            Err(crate::settings::SettingsError::NeedsToken("a worker alone").into())
        }
        None => without_token(bot, stop).await,
    }
}

/// A real bot, or one whose API server is named.
async fn with_token(mut bot: Bot, token: Token, stop: CancellationToken) -> Result<Outcome, Error> {
    let common = Common::of(&mut bot);
    let Some(member) = member(bot, token, &stop).await? else { return Ok(Outcome::default()) };
    group::run(vec![member], common, None, stop, &CancellationToken::new()).await
}

/// A bot as Telegram knows it; `None` if it was told to stop before that could be asked.
pub(crate) async fn member(mut bot: Bot, token: Token, stop: &CancellationToken) -> Result<Option<Member>, Error> {
    // Before anything is asked of the network: a typing mistake is to be told at once.
    let url = bot.settings.webhook_url.as_deref();
    // Another server may take plain HTTP.
    let parse = if bot.settings.api_url.is_some() { Address::parse_any } else { Address::parse };
    let url = url.map(parse).transpose()?;
    #[cfg(feature = "durable")]
    let is_worker = bot.parts.durable.role == crate::durable::Role::Worker;
    #[cfg(not(feature = "durable"))]
    let is_worker = false;
    let way = match url {
        _ if is_worker => Way::Worker,
        Some(address) => Way::Webhook { secret: address.secret(&token), address },
        None => Way::Polling,
    };
    let client = client(&mut bot, token)?;
    let Some(me) = start::identify(&client, stop).await? else { return Ok(None) };
    Ok(Some(Member { bot, client, me, way }))
}

fn client(bot: &mut Bot, token: Token) -> Result<Client, Error> {
    let mut builder = Client::builder(token);
    if let Some(url) = &bot.settings.api_url {
        builder = builder.api_url(url);
    }
    Ok(std::mem::take(&mut bot.client).make(builder).build()?)
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
    let settings = std::mem::take(&mut bot.dispatch).make(settings);
    #[cfg(feature = "durable")]
    let settings = bot.parts.durable.prepare(client, bot.drain, settings);
    let router = std::mem::take(&mut bot.router);
    // For handlers that write in the transaction of their update.
    #[cfg(feature = "postgres")]
    let router = match bot.parts.durable.database() {
        Some(queue) => router.extension(queue),
        None => router,
    };
    Ok(router.build(settings)?)
}

/// Prints a line; a terminal that went away is no reason to fail.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

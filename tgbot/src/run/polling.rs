//! Updates by long polling.

use tgapi::Client;
use tgapi::types::User;
use tgpoll::Poller;
use tokio_util::sync::CancellationToken;

use super::{dispatcher, say};
use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::{Intake, Pipeline};

/// Cancels `ready` when the bot is up.
pub(super) async fn run(
    mut bot: Bot,
    client: Client,
    me: &User,
    stop: CancellationToken,
    ready: &CancellationToken,
) -> Result<Outcome, Error> {
    let username = me.username.clone().unwrap_or_default();
    let dispatcher = dispatcher(&mut bot, &client, &username, false)?;
    // Whoever just asks for polling does not want the webhook that is in its way.
    let mut config = bot.poll.unwrap_or_else(|| tgpoll::Config::new().delete_webhook(true));
    if let Some(limit) = bot.drain {
        config.drain = limit;
    }
    config.allowed_updates.get_or_insert_with(|| dispatcher.allowed_updates().to_vec());
    let pipeline = Pipeline::new(bot.parts, dispatcher, Intake::Polling)?;
    if !bot.quiet {
        say(&format!("@{username} by long polling; {}. Ctrl-C ends.", pipeline.promise()));
    }
    ready.cancel();
    let poller = Poller::new(client, pipeline.service.clone()).config(config);
    let summary = poller.run_until(stop.cancelled_owned()).await?;
    // The poller waited for its calls already: what is left are those past their budget.
    let unfinished = pipeline.drain(std::time::Duration::ZERO).await;
    let not_finished = usize::try_from(summary.not_finished).unwrap_or(usize::MAX);
    Ok(Outcome { unfinished: unfinished.max(not_finished) })
}

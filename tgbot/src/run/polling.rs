//! Updates by long polling.

use std::sync::OnceLock;
use std::time::Duration;

use tgapi::Client;
use tgapi::types::User;
use tgpoll::Poller;
use tokio_util::sync::CancellationToken;

#[cfg(feature = "sandbox")]
use super::group::{self, Common, Member, Way};
use super::metrics::{Board, Place};
use super::{dispatcher, say};
use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::{Closing, Intake, Pipeline, UpdateService};

/// A single bot: the one in the sandbox. Cancels `ready` when it is up.
#[cfg(feature = "sandbox")]
pub(super) async fn run(
    mut bot: Bot,
    client: Client,
    me: &User,
    stop: CancellationToken,
    ready: &CancellationToken,
) -> Result<Outcome, Error> {
    let common = Common::of(&mut bot);
    let member = Member { bot, client, me: me.clone(), way: Way::Polling };
    group::run(vec![member], common, None, stop, ready).await
}

/// A bot that is about to poll.
pub(super) struct Polling {
    poller: Poller<UpdateService>,
    pipeline: Pipeline,
    drain: Duration,
    _place: Place,
}

impl Polling {
    pub(super) fn new(mut bot: Bot, client: Client, me: &User, board: &Board) -> Result<Self, Error> {
        let username = me.username.clone().unwrap_or_default();
        let dispatcher = dispatcher(&mut bot, &client, &username, false)?;
        // Whoever just asks for polling does not want the webhook that is in its way.
        let mut config = bot.poll.unwrap_or_else(|| tgpoll::Config::new().delete_webhook(true));
        if let Some(limit) = bot.drain {
            config.drain = limit;
        }
        config.drop_pending_updates |= bot.drop_pending_updates;
        config.allowed_updates.get_or_insert_with(|| dispatcher.allowed_updates().to_vec());
        let pipeline = Pipeline::new(bot.parts, dispatcher, Intake::Polling)?;
        if !bot.quiet {
            say(&format!("@{username} by long polling; {}. Ctrl-C ends.", pipeline.promise()));
        }
        let drain = config.drain;
        let poller = Poller::new(client, pipeline.service.clone()).config(config);
        let place = board.show(&username, &pipeline, Some(poller.watch()));
        Ok(Self { poller, pipeline, drain, _place: place })
    }

    pub(super) async fn run(self, stop: CancellationToken) -> Result<Outcome, Error> {
        let (lanes, closing) = (self.pipeline.lanes.clone(), OnceLock::new());
        let stopped = async {
            stop.cancelled_owned().await;
            let _ = closing.set(Closing::begin(&lanes));
        };
        let summary = self.poller.run_until(stopped).await?;
        let closing = closing.into_inner().unwrap_or_else(|| self.pipeline.close());
        // The poller waited for its calls already: what is left are those past their budget, and what nobody waits for.
        let unfinished = self.pipeline.drain(closing, self.drain).await;
        let running = usize::try_from(summary.running).unwrap_or(usize::MAX);
        Ok(Outcome { unfinished: unfinished.max(running) })
    }
}

//! A bot that takes nothing in: it handles what others keep for it.

use std::time::Duration;

use tgapi::Client;
use tgapi::types::User;
use tokio_util::sync::CancellationToken;

use super::metrics::{Board, Place};
use super::{dispatcher, say};
use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::{Intake, Pipeline};

pub(super) struct Working {
    pipeline: Pipeline,
    drain: Duration,
    _place: Place,
}

impl Working {
    /// From here on it works.
    pub(super) fn new(mut bot: Bot, client: &Client, me: &User, board: &Board) -> Result<Self, Error> {
        let username = me.username.clone().unwrap_or_default();
        let dispatcher = dispatcher(&mut bot, client, &username, false)?;
        let pipeline = Pipeline::new(bot.parts, dispatcher, Intake::Polling)?;
        if !bot.quiet {
            say(&format!("@{username} as a worker; {}. Ctrl-C ends.", pipeline.promise()));
        }
        let place = board.show(&username, &pipeline, None);
        // As long as a bot that polls has.
        let drain = bot.drain.unwrap_or_else(|| tgpoll::Config::new().drain);
        Ok(Self { pipeline, drain, _place: place })
    }

    pub(super) async fn run(mut self, stop: CancellationToken) -> Result<Outcome, Error> {
        tokio::select! {
            () = stop.cancelled() => {}
            error = self.pipeline.failed() => return Err(error),
        }
        let closing = self.pipeline.close();
        Ok(Outcome { unfinished: self.pipeline.drain(closing, self.drain).await })
    }
}

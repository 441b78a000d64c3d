//! `close` and `logOut`: a bot that leaves its server for a while.
//!
//! <https://core.telegram.org/bots/api#close>, <https://core.telegram.org/bots/api#logout>

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use super::{ApiError, Success};
use crate::{bot::BotCore, delivery};

/// A bot that came to a running server cannot close for this long.
const CLOSE_LOCK: Duration = Duration::from_secs(600);
/// How long closing takes.
const CLOSING: Duration = Duration::from_secs(1);
/// A bot that logs out is out until this long after its start, or for a moment.
const LOGGED_OUT: Duration = Duration::from_secs(1800);

/// Whether the bot is there.
#[derive(Debug)]
pub(crate) struct Session {
    /// When the bot was first seen, and the server before it.
    started: Instant,
    server_started: Instant,
    closed_until: Option<Instant>,
    logged_out_until: Option<Instant>,
}

impl Session {
    pub(crate) fn new(started: Instant, server_started: Instant) -> Self {
        Self { started, server_started, closed_until: None, logged_out_until: None }
    }

    /// Refuses calls of a bot that is not there.
    pub(crate) fn check(&mut self, method: &str, now: Instant) -> Result<(), ApiError> {
        if self.logged_out_until.is_some_and(|until| now < until) {
            return Err(ApiError::plain(400, "Logged out"));
        }
        match self.closed_until.filter(|until| now < *until) {
            None => Ok(()),
            Some(_) if method == "close" => Err(ApiError::bad_request("the bot has already been closed")),
            Some(_) => Err(ApiError::new(500, "restart")),
        }
    }

    fn close(&mut self, now: Instant) -> Result<(), ApiError> {
        let locked_until = self.started + CLOSE_LOCK;
        let came_later = self.started >= self.server_started + CLOSE_LOCK;
        if came_later && now < locked_until {
            let left = (locked_until - now).as_secs_f64().ceil();
            // At most ten minutes.
            return Err(ApiError::too_many_requests(left as u32));
        }
        self.closed_until = Some(now + CLOSING);
        Ok(())
    }

    fn log_out(&mut self, now: Instant) {
        self.logged_out_until = Some((now + CLOSING).max(self.started + LOGGED_OUT));
    }
}

pub(super) fn close(bot: &Arc<BotCore>) -> Result<Success, ApiError> {
    bot.session().close(bot.clock.now())?;
    bot.polls().end_for_close();
    Ok(Success::done())
}

pub(super) async fn log_out(bot: &Arc<BotCore>) -> Result<Success, ApiError> {
    bot.session().log_out(bot.clock.now());
    if bot.hook().is_set_or_pending() {
        drop(delivery::close(bot).await);
    }
    bot.polls().end_for_close();
    bot.drop_pending();
    Ok(Success::done())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_that_came_to_a_running_server_cannot_close_for_ten_minutes() {
        let start = Instant::now();
        let mut session = Session::new(start + Duration::from_secs(601), start);
        let error = session.close(start + Duration::from_secs(611)).unwrap_err();
        assert_eq!((error.code(), error.retry_after()), (429, Some(590)));
        session.close(start + Duration::from_secs(1201)).unwrap();
        // With its server it may at once.
        Session::new(start, start).close(start).unwrap();
    }

    #[test]
    fn a_closed_bot_is_away_for_a_moment_and_a_logged_out_one_for_half_an_hour() {
        let now = Instant::now();
        let mut session = Session::new(now, now);
        session.close(now).unwrap();
        let error = session.check("getMe", now).unwrap_err();
        assert_eq!((error.code(), error.description()), (500, "Internal Server Error: restart"));
        assert_eq!(
            session.check("close", now).unwrap_err().description(),
            "Bad Request: the bot has already been closed"
        );
        session.check("getMe", now + CLOSING).unwrap();
        session.log_out(now + CLOSING);
        let error = session.check("getMe", now + LOGGED_OUT - CLOSING).unwrap_err();
        assert_eq!((error.code(), error.description()), (400, "Logged out"));
        session.check("getMe", now + LOGGED_OUT).unwrap();
    }
}

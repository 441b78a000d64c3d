//! `getUpdates`: offsets, the one parked poll, conflicts, slow-downs.
//!
//! <https://core.telegram.org/bots/api#getupdates>

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::oneshot,
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{ApiError, Failure, Success};
use crate::{
    bot::BotCore,
    http::Params,
    queue::{Allowed, Update},
    transcript::Event,
};

/// The longest wait of a poll.
const MAX_TIMEOUT: i64 = 50;
/// About how much JSON one answer carries at most.
const MAX_ANSWER_BYTES: usize = 4 << 20;
/// A new update answers the parked poll this much later, so that bursts come together.
const WAKE_DELAY: Duration = Duration::from_millis(1);
/// How far beyond the next id an offset is believed.
const MAX_AHEAD: u64 = 10;
/// How far below the oldest update an offset is believed.
const MAX_BEHIND: u64 = 100_000;
/// A poll repeated with the same offset within this time waits at least as long.
const SLOW_DOWN: Duration = Duration::from_secs(3);
/// A poll repeated with the same offset within this time gets one update only.
const HASTE: Duration = Duration::from_millis(500);
/// The pace of 409 answers.
const CONFLICT_PAUSE: Duration = Duration::from_secs(3);

const WEBHOOK_ACTIVE: &str =
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLL: &str = "terminated by other getUpdates request; make sure that only one bot instance is running";
const CLOSED: &str = "terminated by close or logOut request";
const SET_WEBHOOK: &str = "terminated by setWebhook request";

/// What one bot's polls leave behind.
#[derive(Debug, Default)]
pub(crate) struct PollState {
    /// The parked poll: its number and how to end it with a 409.
    parked: Option<(u64, oneshot::Sender<&'static str>)>,
    polls: u64,
    last: Option<(i64, Instant)>,
    next_conflict_at: Option<Instant>,
}

impl PollState {
    /// Ends a parked poll with a 409 because a webhook is being set.
    pub(crate) fn end_for_webhook(&mut self) {
        if let Some((_, end)) = self.parked.take() {
            let _ = end.send(SET_WEBHOOK);
        }
    }

    /// Ends a parked poll because the bot is closed or logged out: it finds nothing any more.
    pub(crate) fn end_for_close(&mut self) {
        if let Some((_, end)) = self.parked.take() {
            let _ = end.send(CLOSED);
        }
    }

    fn park(&mut self) -> (u64, oneshot::Receiver<&'static str>) {
        if let Some((_, end)) = self.parked.take() {
            let _ = end.send(OTHER_POLL);
        }
        let (end, ended) = oneshot::channel();
        self.polls += 1;
        self.parked = Some((self.polls, end));
        (self.polls, ended)
    }

    /// Whether `getUpdates` was ever called.
    pub(crate) fn has_polled(&self) -> bool {
        self.last.is_some()
    }

    /// Whether a long poll waits for updates.
    pub(crate) fn is_parked(&self) -> bool {
        self.parked.is_some()
    }

    /// How long a 409 is held back: not at all, unless another was given within the last seconds.
    fn conflict_delay(&mut self, now: Instant) -> Duration {
        if self.next_conflict_at.is_none_or(|at| now >= at) {
            self.next_conflict_at = Some(now + CONFLICT_PAUSE);
            return Duration::ZERO;
        }
        CONFLICT_PAUSE
    }
}

/// Frees the parking place when the poll ends in any way, also by its client's going away.
struct Parked<'a> {
    bot: &'a BotCore,
    number: u64,
}

impl Drop for Parked<'_> {
    fn drop(&mut self) {
        let mut polls = self.bot.polls();
        if polls.parked.as_ref().is_some_and(|(number, _)| *number == self.number) {
            polls.parked = None;
        }
    }
}

pub(super) async fn get_updates(bot: &Arc<BotCore>, params: &Params) -> Result<Success, Failure> {
    if bot.hook().is_set_or_pending() {
        return conflict(bot, WEBHOOK_ACTIVE).await;
    }
    let offset = params.number("offset", 0, i64::from(i32::MIN)..=i64::from(i32::MAX));
    let mut limit = usize::try_from(params.number("limit", 100, 1..=100)).unwrap_or(1);
    let mut seconds = params.number("timeout", 0, 0..=MAX_TIMEOUT);
    if let Some(allowed) = Allowed::parse(params.text("allowed_updates")) {
        bot.queue().set_allowed(allowed);
    }
    let now = bot.clock.now();
    if let Some((_, at)) = bot.polls().last.replace((offset, now)).filter(|(last, _)| *last == offset) {
        let since = now - at;
        if since < SLOW_DOWN && seconds < 3 {
            seconds = 3;
        }
        if since < HASTE {
            limit = 1;
        }
    }

    let from = settle_offset(bot, offset);
    let mut found = bot.waiting(from, limit, MAX_ANSWER_BYTES);
    if found.is_empty() && seconds > 0 {
        let wait = Duration::from_secs(seconds.unsigned_abs());
        found = match park(bot, from, limit, now + wait).await {
            Ok(found) => found,
            Err(reason) => return conflict(bot, reason).await,
        };
    }
    answer(bot, &found).await
}

/// Obeys the offset: forgets what it confirms and says from which id to answer.
fn settle_offset(bot: &BotCore, offset: i64) -> u64 {
    let (next, head, nth) = {
        let queue = bot.queue();
        // Only for an offset that counts from the end: it walks there.
        let nth = if offset < 0 { queue.nth_newest(offset.unsigned_abs()) } else { None };
        (queue.next_id(), queue.head(), nth)
    };
    let oldest = head.unwrap_or(next);
    if offset < 0 {
        let from = nth.unwrap_or(oldest);
        bot.confirm_before(from);
        return from;
    }
    let offset = offset.unsigned_abs();
    if offset == 0 || offset > next + MAX_AHEAD || offset + MAX_BEHIND < oldest {
        return oldest;
    }
    bot.confirm_before(offset);
    offset
}

/// Waits as the bot's one long poll.
async fn park(bot: &Arc<BotCore>, from: u64, limit: usize, until: Instant) -> Result<Vec<Update>, &'static str> {
    let (number, mut ended) = bot.polls().park();
    let _place = Parked { bot, number };
    bot.changed.notify_waiters();
    loop {
        let grew = bot.queue_grew.notified();
        tokio::pin!(grew);
        grew.as_mut().enable();
        if bot.queue().has_from(from) {
            // The delay gathers a burst, and leaves time for a poll that takes this one's place.
            if let Ok(reason) = timeout(WAKE_DELAY, &mut ended).await {
                return Err(reason.unwrap_or(OTHER_POLL));
            }
            let found = bot.waiting(from, limit, MAX_ANSWER_BYTES);
            if !found.is_empty() {
                return Ok(found);
            }
            continue;
        }
        tokio::select! {
            biased;
            reason = &mut ended => return Err(reason.unwrap_or(OTHER_POLL)),
            () = &mut grew => {}
            () = sleep_until(until) => return Ok(Vec::new()),
        }
    }
}

async fn answer(bot: &BotCore, found: &[Update]) -> Result<Success, Failure> {
    if let Some(delay) = bot.dice.delay() {
        sleep(delay).await;
    }
    let first = found.first().map(|update| update.id);
    if let Some(first) = first {
        // Without an answer there is nothing to lose, so the dice are thrown for updates only.
        if bot.dice.cut().is_some() {
            bot.counters.answers_dropped.add(1);
            bot.transcript.add(Event::AnswerDropped { update_id: first });
            return Err(Failure::Cut);
        }
        bot.transcript.add(Event::Polled { first, count: found.len() });
    }
    let mut result = String::from("[");
    for (n, update) in found.iter().enumerate() {
        if n > 0 {
            result.push(',');
        }
        result.push_str(&String::from_utf8_lossy(&update.body));
    }
    result.push(']');
    Ok(Success { result, description: None })
}

async fn conflict(bot: &BotCore, reason: &str) -> Result<Success, Failure> {
    let delay = bot.polls().conflict_delay(bot.clock.now());
    if !delay.is_zero() {
        sleep(delay).await;
    }
    Err(ApiError::conflict(reason).into())
}

#[cfg(test)]
#[path = "updates_tests.rs"]
mod tests;

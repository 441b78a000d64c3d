//! How much at once, and how often: what Telegram's server refuses for its own sake.
//!
//! One account for each bot: calls under way, uploads among them, messages on their way to a chat, and when files of a
//! size may come again. Pure but for the guard that gives back what it took; `now` is an argument.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use tokio::time::Instant;

use crate::{bot::BotCore, http::Params};

/// Calls under way at once, beside one for each update of a minute.
const MAX_CALLS: u64 = 1000;
/// Calls with files under way at once.
const MAX_UPLOADS: u64 = 100;
/// Messages on their way to one chat at once.
const MAX_UNSENT: u64 = 309;
/// How long the answer to a call too many is held back.
pub(super) const HELD: Duration = Duration::from_secs(3);
/// What such an answer says, in seconds.
pub(super) const RETRY_AFTER: u32 = 60;
/// The largest files, in bytes, that may come as often as they like.
const SMALL: usize = 100_000;
/// How far ahead uploads may be of their pace before they are refused.
const AHEAD: Duration = Duration::from_secs(5);
/// How many sizes are remembered.
const MAX_SIZES: usize = 1000;
const MINUTE: Duration = Duration::from_secs(60);

/// What one bot has under way.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    calls: u64,
    uploads: u64,
    unsent: HashMap<String, u64>,
    /// When files of a size may come next.
    uploads_at: BTreeMap<usize, Instant>,
    /// Updates before this minute, when it began, and how many the one before had.
    minute: Option<(u64, Instant)>,
    last_minute: u64,
}

/// A call is too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMany;

impl Pace {
    /// Takes a call in, unless there are too many.
    fn take(&mut self, call: &Call, updates: u64, now: Instant) -> Result<(), TooMany> {
        let room = MAX_CALLS + self.updates_a_minute(updates, now);
        let unsent = call.chat.as_ref().and_then(|chat| self.unsent.get(chat)).copied().unwrap_or_default();
        if self.calls >= room || (call.uploads && self.uploads >= MAX_UPLOADS) || unsent >= MAX_UNSENT {
            return Err(TooMany);
        }
        self.calls += 1;
        self.uploads += u64::from(call.uploads);
        if let Some(chat) = &call.chat {
            *self.unsent.entry(chat.clone()).or_default() += 1;
        }
        Ok(())
    }

    fn give_back(&mut self, call: &Call) {
        self.calls -= 1;
        self.uploads -= u64::from(call.uploads);
        if let Some(chat) = &call.chat
            && let Some(unsent) = self.unsent.get_mut(chat)
        {
            *unsent -= 1;
            if *unsent == 0 {
                self.unsent.remove(chat);
            }
        }
    }

    fn updates_a_minute(&mut self, updates: u64, now: Instant) -> u64 {
        let (before, since) = *self.minute.get_or_insert((updates, now));
        if now >= since + MINUTE {
            self.last_minute = updates - before;
            self.minute = Some((updates, now));
        }
        self.last_minute.max(updates - before)
    }

    /// How long files of this size have to wait: the same size comes once in 0.2 to 0.9 s, the larger the slower.
    pub(super) fn wait_for_upload(&mut self, size: usize, now: Instant) -> Result<Duration, TooMany> {
        if size <= SMALL {
            return Ok(Duration::ZERO);
        }
        if self.uploads_at.len() >= MAX_SIZES {
            self.uploads_at.retain(|_, at| *at > now);
        }
        // A ten-millionth of a second for each byte.
        let step = Duration::from_nanos(100).saturating_mul(u32::try_from(size).unwrap_or(u32::MAX));
        let step = step.clamp(Duration::from_millis(200), Duration::from_millis(900));
        let at = self.uploads_at.get(&size).map_or(now, |at| (*at).max(now));
        if at > now + AHEAD {
            return Err(TooMany);
        }
        if self.uploads_at.len() < MAX_SIZES || self.uploads_at.contains_key(&size) {
            self.uploads_at.insert(size, at + step);
        }
        Ok(at - now)
    }
}

/// What of a call counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Call {
    uploads: bool,
    /// Where it sends a message.
    chat: Option<String>,
}

impl Call {
    fn new(method: &str, params: &Params) -> Self {
        let method = method.to_ascii_lowercase();
        let sends = ["send", "forwardm", "copym"].iter().any(|start| method.starts_with(start));
        let chat = params.text("chat_id").trim();
        let chat = (sends && method != "sendchataction" && !chat.is_empty()).then(|| chat.to_owned());
        Self { uploads: params.files_size() > 0, chat }
    }
}

/// A call under way; the end of it is the end of this.
#[derive(Debug)]
pub(super) struct UnderWay<'a> {
    bot: &'a BotCore,
    call: Call,
}

impl<'a> UnderWay<'a> {
    pub(super) fn begin(bot: &'a BotCore, method: &str, params: &Params) -> Result<Self, TooMany> {
        let call = Call::new(method, params);
        bot.pace().take(&call, bot.counters.created.get(), bot.clock.now())?;
        Ok(Self { bot, call })
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.bot.pace().give_back(&self.call);
        self.bot.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        api::{self, Failure, Origin},
        bot::Bot,
    };

    fn to(chat: &str) -> Call {
        Call { uploads: false, chat: Some(chat.to_owned()) }
    }

    #[test]
    fn three_hundred_and_ten_messages_on_their_way_to_a_chat_are_too_many() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        for n in 0..309 {
            assert_eq!(pace.take(&to("5"), 0, now), Ok(()), "{n}");
        }
        assert_eq!(pace.take(&to("5"), 0, now), Err(TooMany));
        assert_eq!(pace.take(&to("6"), 0, now), Ok(()), "another chat");
        pace.give_back(&to("5"));
        assert_eq!(pace.take(&to("5"), 0, now), Ok(()));
    }

    #[test]
    fn a_hundred_uploads_and_a_thousand_calls_and_one_for_each_update_of_a_minute() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let upload = Call { uploads: true, chat: None };
        (0..100).for_each(|_| pace.take(&upload, 7, now).unwrap());
        assert_eq!(pace.take(&upload, 7, now), Err(TooMany));
        let plain = Call { uploads: false, chat: None };
        (0..900).for_each(|_| pace.take(&plain, 7, now).unwrap());
        assert_eq!(pace.take(&plain, 7, now), Err(TooMany), "those of before do not count");
        (0..3).for_each(|_| pace.take(&plain, 10, now).unwrap());
        assert_eq!(pace.take(&plain, 10, now), Err(TooMany));
        assert_eq!(pace.take(&plain, 10, now + 2 * MINUTE), Err(TooMany), "those of the last minute do");
        pace.give_back(&upload);
        assert_eq!(pace.take(&plain, 10, now + 2 * MINUTE), Ok(()));
    }

    #[test]
    fn files_of_one_size_come_at_their_pace_and_five_seconds_ahead_is_too_much() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        assert!((0..100).all(|_| pace.wait_for_upload(SMALL, now) == Ok(Duration::ZERO)), "small ones are free");
        let millis = |pace: &mut Pace, size: usize, after: u64| {
            pace.wait_for_upload(size, now + Duration::from_millis(after)).map(|wait| wait.as_millis())
        };
        assert_eq!([0, 0, 500].map(|after| millis(&mut pace, 200_000, after)), [Ok(0), Ok(200), Ok(0)]);
        assert_eq!([0, 0, 0].map(|after| millis(&mut pace, 5_000_000, after)), [Ok(0), Ok(500), Ok(1000)]);
        let large: Vec<_> = (0..8).map(|_| millis(&mut pace, 60_000_000, 0)).collect();
        assert_eq!(large[..7], [Ok(0), Ok(900), Ok(1800), Ok(2700), Ok(3600), Ok(4500), Err(TooMany)]);
        assert_eq!(millis(&mut pace, 60_000_000, 1000), Ok(4400));
        for n in 0..2 * MAX_SIZES {
            let _ = pace.wait_for_upload(SMALL + 1 + n, now);
        }
        assert!(pace.uploads_at.len() <= MAX_SIZES);
    }

    /// `sendDocument` with a file of this many bytes; how it is answered, and after how long.
    async fn upload(bot: Arc<BotCore>, chat: i64, size: usize) -> (u16, Duration) {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n{chat}\r\n--b\r\nContent-Disposition: \
             form-data; name=\"document\"; filename=\"a.bin\"\r\n\r\n"
        );
        body.extend(std::iter::repeat_n('x', size));
        body.push_str("\r\n--b--\r\n");
        let params = Params::read("", "multipart/form-data; boundary=b", &body.into()).unwrap();
        let start = Instant::now();
        let code = match api::call(&bot, "sendDocument", params, Origin::Http).await {
            Ok(_) => 200,
            Err(Failure::Api(error)) => error.code(),
            Err(Failure::Cut) => 0,
        };
        (code, start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn the_same_upload_again_and_again_is_slowed_down_and_then_refused() {
        let bot = crate::bot::tests::bot();
        let handle = Bot::new(Arc::clone(&bot), Duration::from_secs(1));
        let ann = handle.user("Ann");
        ann.send("hi").await;
        // All come at once, so each waits for those before it; 5 s ahead of the pace there is no waiting any more.
        let mut uploads = tokio::task::JoinSet::new();
        for _ in 0..30 {
            uploads.spawn(upload(Arc::clone(&bot), ann.id(), 200_000));
        }
        let mut answers = uploads.join_all().await;
        answers.sort_by_key(|(code, after)| (*code, *after));
        let millis: Vec<_> =
            answers.iter().filter(|(code, _)| *code == 200).map(|(_, after)| after.as_millis()).collect();
        assert_eq!(millis, (0..=25).map(|n| n * 200).collect::<Vec<_>>());
        let refused: Vec<_> = answers.iter().filter(|(code, _)| *code == 429).map(|(_, after)| *after).collect();
        assert_eq!(refused, [Duration::ZERO; 4]);
        // Small ones, and those of another size, are free.
        for size in [100_000, 100_000, 100_000, 200_001] {
            assert_eq!(upload(Arc::clone(&bot), ann.id(), size).await, (200, Duration::ZERO));
        }
        assert_eq!(ann.messages().len(), 30);
    }
}

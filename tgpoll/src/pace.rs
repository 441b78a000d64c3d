//! When the next fetch is worth making. Pure: time is an argument.
//!
//! While something is unconfirmed, Telegram answers at once, and with it: there is no long poll then, only a look whether
//! more has come. The rules of the server that shape this file (observed on Telegram's own open server,
//! <https://github.com/tdlib/telegram-bot-api>): an offset repeated within 0.5 s gets one update instead of a hundred; at
//! most 100 updates can be seen from the offset on.

use std::time::{Duration, Instant};

/// When to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Now,
    At(Instant),
}

#[derive(Debug, Default)]
pub(crate) struct Pace {
    last: Option<Last>,
    /// When a call last ended with `Ok`.
    ended: Option<Instant>,
}

#[derive(Debug)]
struct Last {
    answered: Instant,
    offset: Option<u64>,
    /// The answer was full, so more is waiting.
    full: bool,
    /// The answer came at once and brought nothing new.
    idle: bool,
    /// How long until the same offset is asked for again.
    pause: Duration,
}

impl Pace {
    /// An answer came.
    pub(crate) fn on_answer(&mut self, now: Instant, asked: Instant, offset: Option<u64>, new: u64, full: bool) {
        let at_once = now.saturating_duration_since(asked) < AT_ONCE;
        let idle = new == 0 && at_once;
        let pause = match &self.last {
            Some(last) if idle && last.idle => (last.pause * 2).min(SLOWEST),
            _ => SAME_OFFSET,
        };
        self.last = Some(Last { answered: now, offset, full, idle, pause });
    }

    /// A call ended with `Ok`.
    pub(crate) fn on_handled(&mut self, now: Instant) {
        self.ended = Some(now);
    }

    /// When to ask for `offset`, with `visible` updates that would come again and room for `limit`.
    pub(crate) fn next(&self, offset: Option<u64>, visible: usize, limit: usize) -> When {
        let Some(last) = &self.last else { return When::Now };
        if visible >= limit {
            return When::At(last.answered + FULL_WINDOW);
        }
        let moved = offset != last.offset;
        if visible == 0 && !last.idle {
            return When::Now;
        }
        if moved && last.full && visible * 2 <= limit {
            // More is waiting, and there is room for it: what is left of this batch and the next go side by side. What comes
            // again meanwhile costs less than to run dry.
            return When::Now;
        }
        let pause = if moved { MOVED_OFFSET } else { last.pause };
        // Calls that began together often end together: what ends now need not be sent again in a moment.
        let calm = self.ended.map_or(last.answered, |ended| ended + CALM);
        When::At(calm.max(last.answered + pause))
    }
}

/// An answer quicker than this was no long poll.
const AT_ONCE: Duration = Duration::from_millis(500);
/// First pause before an offset is repeated: longer than the 0.5 s within which the server punishes it.
const SAME_OFFSET: Duration = Duration::from_millis(600);
/// Longest such pause, if again and again nothing new came.
const SLOWEST: Duration = Duration::from_millis(2400);
/// Without a call that ended for this long, what is to be asked for again is asked for. Each end puts it off once more,
/// which is bounded: without a fetch there is no new call.
const CALM: Duration = Duration::from_millis(5);
/// Pause while everything that can be seen is here already. Only the offset can change that, or Telegram by letting
/// something expire: button presses wait 150 s, messages a day.
const FULL_WINDOW: Duration = Duration::from_secs(30);
/// Pause before another offset is asked for while something is unconfirmed.
const MOVED_OFFSET: Duration = Duration::from_millis(150);

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// A pace after one answer to offset 5 that took 10 ms.
    fn after(new: u64, full: bool) -> (Pace, Instant) {
        let asked = Instant::now();
        let mut pace = Pace::default();
        pace.on_answer(asked + 10 * MS, asked, Some(5), new, full);
        (pace, asked + 10 * MS)
    }

    #[test]
    fn when_to_fetch() {
        assert_eq!(Pace::default().next(None, 0, 100), When::Now);
        // new, full; offset, visible; pause (None: at once)
        for (new, full, offset, visible, pause) in [
            (3, false, 8, 0, None),      // all handled: a long poll
            (3, false, 5, 3, Some(600)), // nothing handled: a look after a while
            (3, false, 7, 1, Some(150)), // some handled
            (100, true, 55, 50, None),   // more is waiting, and half of the room is free
            (100, true, 54, 51, Some(150)),
            (0, false, 5, 3, Some(600)),
            (0, false, 5, 0, Some(600)), // a server that does not wait
            (0, false, 6, 0, Some(150)), // a nameless element was passed over
        ] {
            let (pace, answered) = after(new, full);
            let expected = pause.map_or(When::Now, |pause| When::At(answered + pause * MS));
            assert_eq!(pace.next(Some(offset), visible, 100), expected, "{new} new, {offset}, {visible} visible");
        }
        let (pace, answered) = after(100, true);
        assert_eq!(pace.next(Some(5), 100, 100), When::At(answered + FULL_WINDOW));
    }

    #[test]
    fn what_ends_together_is_waited_for() {
        let (mut pace, answered) = after(100, true);
        for ms in [200, 203, 206] {
            pace.on_handled(answered + ms * MS);
            assert_eq!(pace.next(Some(50), 55, 100), When::At(answered + (ms + 5) * MS));
        }
        assert_eq!(pace.next(Some(105), 0, 100), When::Now);
    }

    #[test]
    fn looking_in_vain_slows_down_and_news_speed_up() {
        let (mut pace, mut now) = after(3, false);
        for expected in [600, 600, 1200, 2400, 2400] {
            let When::At(at) = pace.next(Some(5), 3, 100) else { panic!() };
            assert_eq!(at - now, expected * MS);
            pace.on_answer(at + 20 * MS, at, Some(5), 0, false);
            now = at + 20 * MS;
        }
        pace.on_answer(now, now, Some(5), 1, false);
        assert_eq!(pace.next(Some(5), 4, 100), When::At(now + 600 * MS));
    }

    #[test]
    fn a_long_poll_that_ended_empty_is_repeated_at_once() {
        let asked = Instant::now();
        let mut pace = Pace::default();
        pace.on_answer(asked + Duration::from_secs(30), asked, Some(5), 0, false);
        assert_eq!(pace.next(Some(5), 0, 100), When::Now);
    }
}

//! When a failed call is made again. Pure: no clock, chance from a seed.

use std::time::Duration;

use super::Retry;
use crate::call::{RawCall, Repeat};
use crate::error::{Error, ErrorKind, NotRepeated};

/// What becomes of a call that failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// It is made again after this time.
    Repeat(Duration),
    /// It is not. The reason, if repeating might have helped.
    GiveUp(Option<NotRepeated>),
}

/// One call, from its first attempt to its last.
pub(super) struct Run {
    retry: Retry,
    rng: fastrand::Rng,
    failed: u32,
    /// Time that was lost: in waiting, and in attempts that ended by a timeout.
    lost: Duration,
}

/// For a 429 that does not say how long.
const UNSAID_FLOOD: Duration = Duration::from_secs(5);

/// At most so much is added to what Telegram asks for, so that not all who wait come back in the same moment.
const FLOOD_JITTER: Duration = Duration::from_millis(250);

impl Run {
    pub(super) fn new(retry: Retry, seed: u64) -> Self {
        Self { retry, rng: fastrand::Rng::with_seed(seed), failed: 0, lost: Duration::ZERO }
    }

    /// How often it failed.
    pub(super) fn failed(&self) -> u32 {
        self.failed
    }

    /// After an attempt that failed with `error`.
    pub(super) fn decide(&mut self, call: &RawCall, error: &Error) -> Decision {
        self.failed += 1;
        // Who polls has a loop of their own, and has to hear of every failure.
        if !error.is_transient() || call.repeat() == Repeat::Never || call.method() == "getUpdates" {
            return Decision::GiveUp(None);
        }
        if let Some(file) = spent_stream(call) {
            return Decision::GiveUp(Some(NotRepeated::StreamSpent { file }));
        }
        let unsure = error.is_outcome_unknown() && call.repeat() != Repeat::Always;
        if unsure && !call.is_idempotent() {
            return Decision::GiveUp(Some(NotRepeated::OutcomeUnknown));
        }
        if self.failed > self.retry.max_repeats {
            return Decision::GiveUp(Some(NotRepeated::TooOften));
        }
        if error.kind() == ErrorKind::Timeout {
            self.lost = self.lost.saturating_add(error.waited());
        }
        let wait = if error.is_flood() { self.flood(error) } else { self.backoff() };
        self.lost = self.lost.saturating_add(wait);
        if self.lost > self.retry.patience {
            return Decision::GiveUp(Some(if error.is_flood() {
                NotRepeated::WaitTooLong { limit: self.retry.patience }
            } else {
                NotRepeated::TooOften
            }));
        }
        Decision::Repeat(wait)
    }

    /// As long as Telegram asks for, and a little more.
    fn flood(&mut self, error: &Error) -> Duration {
        error.retry_after().unwrap_or(UNSAID_FLOOD).saturating_add(FLOOD_JITTER.mul_f64(self.rng.f64()))
    }

    /// Between half and all of a time that doubles with each failure.
    fn backoff(&mut self) -> Duration {
        let doubled = self.retry.first_wait.saturating_mul(1 << (self.failed - 1).min(16));
        doubled.min(self.retry.longest_wait).mul_f64(0.5 + self.rng.f64() / 2.0)
    }
}

/// The file that cannot be read again.
fn spent_stream(call: &RawCall) -> Option<String> {
    let uploads = call.uploads().iter().filter_map(|file| file.upload());
    uploads.filter(|upload| !upload.is_readable()).map(|upload| upload.file_name().to_owned()).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ApiError;
    use crate::input_file::InputFile;

    fn call(method: &'static str) -> RawCall {
        RawCall::from_parts(method, &serde_json::json!({}), []).unwrap()
    }

    fn run(retry: Retry) -> Run {
        Run::new(retry, 7)
    }

    fn flood(seconds: u64) -> Error {
        Error::refused("x", ApiError::new(429, format!("Too Many Requests: retry after {seconds}")))
    }

    fn server() -> Error {
        Error::refused("x", ApiError::new(502, "Bad Gateway"))
    }

    fn unsure() -> Vec<Error> {
        let timeout = Error::timeout("x", Duration::from_secs(1));
        vec![server(), Error::network("x", "reset"), timeout, Error::decode("x", 200, "half")]
    }

    fn repeats(call: &RawCall, error: &Error) -> bool {
        matches!(run(Retry::new()).decide(call, error), Decision::Repeat(_))
    }

    #[test]
    fn what_was_surely_not_carried_out_is_repeated() {
        for method in ["sendMessage", "getMe"] {
            assert!(repeats(&call(method), &flood(3)), "{method}");
            assert!(repeats(&call(method), &Error::connect("x", "refused")), "{method}");
        }
    }

    #[test]
    fn what_may_have_been_carried_out_is_repeated_only_if_nobody_would_see_it() {
        for error in unsure() {
            let sending = run(Retry::new()).decide(&call("sendMessage"), &error);
            assert_eq!(sending, Decision::GiveUp(Some(NotRepeated::OutcomeUnknown)), "{error}");
            assert!(repeats(&call("getChat"), &error), "{error}");
            assert!(repeats(&call("editMessageText"), &error), "{error}");
            assert!(repeats(&call("sendMessage").with_repeat(Repeat::Always), &error), "{error}");
        }
    }

    #[test]
    fn a_refusal_that_stands_is_not_repeated_nor_what_was_told_not_to_be() {
        let refused = Error::refused("x", ApiError::new(400, "Bad Request: chat not found"));
        assert_eq!(run(Retry::new()).decide(&call("getMe"), &refused), Decision::GiveUp(None));
        let redirect = Error::decode("x", 302, "redirect");
        assert_eq!(run(Retry::new()).decide(&call("getMe"), &redirect), Decision::GiveUp(None));
        let never = call("getMe").with_repeat(Repeat::Never);
        assert_eq!(run(Retry::new()).decide(&never, &flood(1)), Decision::GiveUp(None));
        assert_eq!(run(Retry::new()).decide(&call("getUpdates"), &flood(1)), Decision::GiveUp(None));
    }

    #[test]
    fn a_flood_is_waited_out_as_long_as_telegram_says_if_that_is_bearable() {
        let Decision::Repeat(wait) = run(Retry::new()).decide(&call("sendMessage"), &flood(9)) else { panic!() };
        assert!((Duration::from_secs(9)..=Duration::from_millis(9250)).contains(&wait), "{wait:?}");
        let unsaid = Error::refused("x", ApiError::new(429, "Too Many Requests"));
        let Decision::Repeat(wait) = run(Retry::new()).decide(&call("sendMessage"), &unsaid) else { panic!() };
        assert!(wait >= UNSAID_FLOOD);
        let limit = Duration::from_secs(60);
        let too_long = Decision::GiveUp(Some(NotRepeated::WaitTooLong { limit }));
        assert_eq!(run(Retry::new()).decide(&call("sendMessage"), &flood(61)), too_long);
        // All waits together count.
        let mut run = run(Retry::new());
        assert!(matches!(run.decide(&call("sendMessage"), &flood(40)), Decision::Repeat(_)));
        assert_eq!(run.decide(&call("sendMessage"), &flood(40)), too_long);
        // The largest numbers are no trouble.
        assert_eq!(run.decide(&call("sendMessage"), &flood(u64::MAX)), too_long);
    }

    #[test]
    fn waits_double_with_chance_up_to_the_longest_and_end() {
        for seed in 0..100 {
            let retry = Retry::new().max_repeats(8).patience(Duration::MAX);
            let mut run = Run::new(retry, seed);
            for failed in 0..8 {
                let whole = Duration::from_millis(500 * (1 << failed)).min(Duration::from_secs(10));
                let Decision::Repeat(wait) = run.decide(&call("getMe"), &server()) else { panic!("seed {seed}") };
                assert!(wait >= whole / 2 && wait <= whole, "seed {seed}: {wait:?} of {whole:?}");
            }
            assert_eq!(run.decide(&call("getMe"), &server()), Decision::GiveUp(Some(NotRepeated::TooOften)));
            assert_eq!(run.failed(), 9);
        }
        let none = Retry::off();
        assert_eq!(run(none).decide(&call("getMe"), &server()), Decision::GiveUp(Some(NotRepeated::TooOften)));
    }

    #[test]
    fn time_lost_in_timeouts_counts() {
        let mut run = run(Retry::new());
        let timeout = Error::timeout("x", Duration::from_secs(40));
        assert!(matches!(run.decide(&call("getMe"), &timeout), Decision::Repeat(_)));
        assert_eq!(run.decide(&call("getMe"), &timeout), Decision::GiveUp(Some(NotRepeated::TooOften)));
    }

    #[test]
    fn a_stream_that_was_read_keeps_a_call_from_being_repeated_and_one_that_can_be_read_does_not() {
        let pieces = || futures_util::stream::iter([Ok::<_, std::io::Error>("x")]);
        let once = InputFile::stream("a.bin", pieces());
        let call = RawCall::from_parts("sendDocument", &serde_json::json!({}), [once.clone()]).unwrap();
        // A connection that was never made took nothing of it.
        assert!(repeats(&call, &Error::connect("x", "refused")));
        drop(once.upload().unwrap().take_stream());
        let spent = NotRepeated::StreamSpent { file: "a.bin".to_owned() };
        assert_eq!(run(Retry::new()).decide(&call, &flood(1)), Decision::GiveUp(Some(spent)));
        for file in [InputFile::stream_with("a", pieces), InputFile::bytes("a", "x"), InputFile::path("a")] {
            let call = RawCall::from_parts("sendDocument", &serde_json::json!({}), [file]).unwrap();
            assert!(repeats(&call, &flood(1)));
        }
    }
}

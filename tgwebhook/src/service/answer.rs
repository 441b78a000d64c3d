//! Outcomes to responses. No byte of a request ever gets into one.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Response, StatusCode, Version};
use http_body_util::Full;
use tgapi::RawCall;

use super::judge::ALLOWED;
use crate::intake::Failure;
use crate::late::{LateReplies, Slip};
use crate::stats::Refusal;

pub(super) type Answer = Response<Full<Bytes>>;

/// Telegram comes back after this when there was merely too much at once.
const BUSY: Duration = Duration::from_secs(1);

/// Telegram takes a longer wait for an hour.
const LONGEST_WAIT: u64 = 3_600;

/// Done: an empty 200, or the call that the reply is.
pub(super) fn done(slip: Option<Slip>, late: &LateReplies) -> Answer {
    let body = slip.and_then(Slip::take).and_then(|call| match carried(&call) {
        Ok(body) => Some(body),
        Err(why) => {
            late.push(call, why);
            None
        }
    });
    let Some(body) = body else { return empty(StatusCode::OK) };
    let mut answer = Response::new(Full::new(Bytes::from(body)));
    // For this one and the one that a server may add; of its own, it would make room for many.
    *answer.headers_mut() = HeaderMap::with_capacity(2);
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// The body that makes Telegram carry out the call, or why no body can.
fn carried(call: &RawCall) -> Result<String, &'static str> {
    if call.is_ignored_in_webhook_answer() {
        return Err("Telegram ignores this method in a webhook's answer");
    }
    call.to_webhook_answer().ok_or("files cannot go along in a webhook's answer")
}

/// Refused before the inner service saw anything.
pub(super) fn refused(refusal: Refusal, version: Version) -> Answer {
    let status = match refusal {
        Refusal::Path => StatusCode::NOT_FOUND,
        Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::Peer => StatusCode::FORBIDDEN,
        Refusal::Secret => StatusCode::UNAUTHORIZED,
        Refusal::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::SlowBody => StatusCode::REQUEST_TIMEOUT,
        Refusal::CutShort | Refusal::NotAnUpdate => StatusCode::BAD_REQUEST,
        Refusal::Overloaded | Refusal::Closed => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut answer = if status == StatusCode::SERVICE_UNAVAILABLE { again(BUSY) } else { empty(status) };
    match refusal {
        Refusal::Method => {
            let (name, value) = ALLOWED;
            answer.headers_mut().insert(name, value);
        }
        // The rest of the body may still be on its way. In HTTP/2 the header must not be sent.
        Refusal::SlowBody | Refusal::TooLarge | Refusal::CutShort | Refusal::Overloaded | Refusal::Closed
            if version < Version::HTTP_2 =>
        {
            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        _ => {}
    }
    answer
}

/// The inner service asks for the update again.
pub(super) fn failed(failure: &Failure, retry_after: Duration) -> Answer {
    again(match failure {
        Failure::NotReady | Failure::Closed => BUSY,
        Failure::Failed(_) | Failure::Panicked => retry_after,
    })
}

/// 503 with whole seconds: Telegram reads a date as 0, which means at once.
fn again(after: Duration) -> Answer {
    let mut answer = empty(StatusCode::SERVICE_UNAVAILABLE);
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(after.as_secs().clamp(1, LONGEST_WAIT)));
    answer
}

fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::default());
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 410 would make Telegram remove the webhook after a day; a redirection counts as a failure, and is not followed.
    #[test]
    fn no_answer_is_one_that_telegram_takes_ill() {
        let refusals = Refusal::ALL.iter().map(|refusal| refused(*refusal, Version::HTTP_11).status());
        let failure = || Failure::Failed(std::sync::Arc::from(Box::<dyn std::error::Error + Send + Sync>::from("x")));
        let failures = [Failure::NotReady, Failure::Panicked, Failure::Closed, failure()];
        let failures = failures.iter().map(|failure| failed(failure, Duration::from_secs(1)).status());
        for status in refusals.chain(failures) {
            assert!(matches!(status.as_u16(), 400..=409 | 411..=431 | 503), "{status}");
        }
    }

    #[test]
    fn waits_are_of_whole_seconds_up_to_an_hour() {
        for (wait, seconds) in [(0, 1), (1_999, 1), (20_000, 20), (3_600_000, 3_600), (u64::MAX, 3_600)] {
            let answer = failed(&Failure::Panicked, Duration::from_millis(wait));
            assert_eq!(answer.headers().get(RETRY_AFTER), Some(&HeaderValue::from(seconds)), "{wait}");
        }
    }

    #[test]
    fn answers_before_the_end_of_the_body_close_the_connection() {
        for refusal in [Refusal::SlowBody, Refusal::TooLarge, Refusal::CutShort, Refusal::Overloaded, Refusal::Closed] {
            let close = |version| refused(refusal, version).headers().get(CONNECTION).cloned();
            assert_eq!(close(Version::HTTP_11), Some(HeaderValue::from_static("close")), "{refusal:?}");
            assert_eq!(close(Version::HTTP_2), None, "{refusal:?}");
        }
        for refusal in [Refusal::Overloaded, Refusal::Closed] {
            let answer = refused(refusal, Version::HTTP_11);
            let retry_after = answer.headers().get(RETRY_AFTER).unwrap();
            assert_eq!((answer.status(), retry_after), (StatusCode::SERVICE_UNAVAILABLE, &HeaderValue::from(1)));
        }
    }
}

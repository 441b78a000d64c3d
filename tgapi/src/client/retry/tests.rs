//! The layer on a paused clock: what it repeats, when, and what comes out in the end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tower::{ServiceExt, service_fn};

use super::*;
use crate::error::{ApiError, ErrorKind, NotRepeated};

/// Answers in turn, and the moments at which it was asked.
fn script(
    answers: impl IntoIterator<Item = Result<&'static str, Error>>,
) -> (
    impl Service<RawCall, Response = RawOutput, Error = Error, Future: Send> + Clone + Send + 'static,
    Arc<Mutex<Vec<tokio::time::Instant>>>,
) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let answers = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
    let times = Arc::clone(&asked);
    let service = service_fn(move |_: RawCall| {
        times.lock().unwrap().push(tokio::time::Instant::now());
        let answer = answers.lock().unwrap().pop_front().unwrap();
        async move { answer.map(|json| RawOutput::new(json).unwrap()) }
    });
    (service, asked)
}

fn call(method: &'static str) -> RawCall {
    RawCall::from_parts(method, &serde_json::json!({}), []).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_flood_is_waited_out_and_the_result_comes() {
    let flood = Error::refused("sendMessage", ApiError::new(429, "Too Many Requests: retry after 7"));
    let (service, asked) = script([Err(flood), Ok("true")]);
    let output = Retry::new().layer(service).oneshot(call("sendMessage")).await.unwrap();
    assert_eq!(output.get(), "true");
    let asked = asked.lock().unwrap();
    let waited = asked[1] - asked[0];
    assert!(waited >= Duration::from_secs(7) && waited < Duration::from_secs(8), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn it_gives_up_after_its_repeats_and_says_so() {
    let refused = || Err(Error::connect("getMe", "refused"));
    let (service, asked) = script([refused(), refused(), refused(), refused()]);
    let error = Retry::new().layer(service).oneshot(call("getMe")).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_repeated()), (4, Some(&NotRepeated::TooOften)));
    assert_eq!(error.kind(), ErrorKind::Connect);
    let asked = asked.lock().unwrap();
    let pauses: Vec<_> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    for (pause, whole) in pauses.iter().zip([500, 1000, 2000].map(Duration::from_millis)) {
        assert!(*pause >= whole / 2 && *pause <= whole + Duration::from_millis(1), "{pauses:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_whose_fate_is_unknown_is_not_sent_twice() {
    let (service, asked) = script([Err(Error::network("sendMessage", "reset"))]);
    let error = Retry::new().layer(service).oneshot(call("sendMessage")).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_repeated()), (1, Some(&NotRepeated::OutcomeUnknown)));
    assert_eq!(asked.lock().unwrap().len(), 1);
}

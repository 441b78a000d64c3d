//! Handlers that fail, and those that ask for the update again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tgapi::methods::SendMessage;
use tgapi::{BoxError, Reply};
use tgdispatch::filter::text;
use tgdispatch::{Failure, Message, Retry, Router};

use crate::support::{Log, answer, build, message_json, send, text as said, update};

async fn fails(_: Message) -> Result<(), BoxError> {
    Err("broken".into())
}

#[tokio::test]
async fn a_failure_is_handled_all_the_same() {
    assert!(matches!(send(&build(Router::new().fallback(fails)), said("x")).await, Ok(Reply::None)));
}

#[tokio::test]
async fn an_error_handler_sees_it_and_may_reply() {
    let log = Log::default();
    let seen = log.clone();
    let router = Router::new().fallback(fails).on_error(move |failure: Failure| {
        seen.push(format!("{} {} {}", failure.is_handler(), failure.handler().ends_with("fails"), failure.error()));
        async move { failure.context().chat().map(|chat| SendMessage::new(chat.id, "sorry")) }
    });
    assert_eq!(answer(&build(router), said("x")).await, "sorry");
    assert_eq!(log.take(), ["true true broken"]);
}

#[tokio::test]
async fn the_error_handler_of_a_nested_router_keeps_its_own() {
    let named = |name: &'static str| {
        move |failure: Failure| async move { failure.context().chat().map(|chat| SendMessage::new(chat.id, name)) }
    };
    let inner = Router::new().on(|update: &tgapi::Update| update.text() == Some("a"), fails).on_error(named("inner"));
    let merged = Router::new().on(|update: &tgapi::Update| update.text() == Some("b"), fails);
    let bot = build(Router::new().nest(text(), inner).merge(merged).fallback(fails).on_error(named("outer")));
    assert_eq!(answer(&bot, said("a")).await, "inner");
    assert_eq!(answer(&bot, said("b")).await, "outer");
    assert_eq!(answer(&bot, said("c")).await, "outer");
}

#[tokio::test]
async fn an_error_handler_that_fails_is_only_logged() {
    let router = Router::new().fallback(fails).on_error(async |failure: Failure| Err::<(), _>(failure.into_error()));
    assert!(matches!(send(&build(router), said("x")).await, Ok(Reply::None)));
}

/// Wraps the wish for redelivery, as error types of programs do.
#[derive(Debug)]
struct Wrapped(Retry);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("wrapped")
    }
}

impl std::error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn redelivery_is_asked_for_a_bounded_number_of_times() {
    let runs = Arc::new(AtomicU32::new(0));
    let gave_up = Log::default();
    let (counted, told) = (Arc::clone(&runs), gave_up.clone());
    let router = Router::new()
        .on(text(), move |msg: Message| {
            counted.fetch_add(1, Ordering::Relaxed);
            async move {
                match msg.text.as_deref() {
                    Some("wrapped") => Err(BoxError::from(Wrapped(Retry::new("down")))),
                    Some("twice") => Err(Retry::new("down").attempts(2).into()),
                    Some("never") => Err(Retry::new("down").attempts(0).into()),
                    Some("fine") => Ok(()),
                    _ => Err(Retry::new("down").into()),
                }
            }
        })
        .on_error(move |failure: Failure| {
            told.push(failure.to_string());
            async {}
        });
    let bot = build(router);
    let numbered = |id, text: &str| update(id, "message", &message_json(5, "private", &format!(r#""text":"{text}""#)));
    for (id, text, times) in [(10, "x", 3), (11, "wrapped", 3), (12, "twice", 2), (13, "never", 1), (14, "fine", 1)] {
        runs.store(0, Ordering::Relaxed);
        for attempt in 1..times {
            let error = send(&bot, numbered(id, text)).await.expect_err(text);
            assert!(attempt < times && !error.to_string().is_empty());
        }
        assert!(send(&bot, numbered(id, text)).await.is_ok(), "{text}");
        assert_eq!(runs.load(Ordering::Relaxed), times, "{text}");
    }
    assert_eq!(gave_up.take().len(), 4);
    // Success in between starts the count anew.
    assert!(send(&bot, numbered(20, "x")).await.is_err());
    assert!(send(&bot, numbered(20, "fine")).await.is_ok());
    assert!(send(&bot, numbered(20, "x")).await.is_err());
    assert!(send(&bot, numbered(20, "x")).await.is_err());
    assert!(send(&bot, numbered(20, "x")).await.is_ok());
}

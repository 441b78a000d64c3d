//! Handlers that fail, and those that ask for the update again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tgapi::methods::SendMessage;
use tgapi::{BoxError, Reply};
use tgdispatch::filter::text;
use tgdispatch::{DeadLetter, Failure, Message, Panic, Retry, Router, Settings};

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

#[tokio::test]
async fn a_dead_letter_is_kept_or_asked_for_again() {
    let kept = Log::default();
    let full = Arc::new(AtomicBool::new(true));
    let (keep, disk) = (kept.clone(), Arc::clone(&full));
    let settings = Settings::new().on_dead_letter(move |letter: DeadLetter| {
        let full = disk.load(Ordering::Relaxed);
        keep.push(format!("{} {} {} {}", letter.update.update_id.0, letter.attempts, letter.error, full));
        async move { if full { Err("the disk is full".into()) } else { Ok(()) } }
    });
    let told = Log::default();
    let errors = told.clone();
    let router = Router::new().on(text(), async |_: Message| Err::<(), _>(Retry::new("down").attempts(2))).on_error(
        move |failure: Failure| {
            errors.push(failure.to_string());
            async {}
        },
    );
    let bot = router.build(settings).unwrap();
    assert!(send(&bot, said("x")).await.is_err());
    assert!(kept.take().is_empty(), "not yet");
    // It may not run again, but nobody has kept it: so it stays Telegram's.
    assert!(send(&bot, said("x")).await.is_err());
    assert!(told.take().is_empty());
    full.store(false, Ordering::Relaxed);
    assert!(send(&bot, said("x")).await.is_ok());
    let said = "the update is to be delivered again: down";
    assert_eq!(kept.take(), [format!("1 2 {said} true"), format!("1 3 {said} false")]);
    assert_eq!(told.take().len(), 1);
}

#[tokio::test]
async fn a_panic_is_told_to_the_error_handler_and_goes_on() {
    async fn panics(msg: Message) {
        panic!("no {}", msg.text.as_deref().unwrap_or_default());
    }
    let (told, sent) = (Log::default(), Log::default());
    let (errors, calls) = (told.clone(), sent.clone());
    let settings = Settings::new().send_with(move |call| {
        calls.push(call.method());
        async { Ok(()) }
    });
    let router = Router::new().fallback(panics).on_error(move |failure: Failure| {
        let panic = failure.error().downcast_ref::<Panic>().map(Panic::message);
        errors.push(format!("{} {panic:?}", failure.is_panic()));
        async move { failure.context().chat().map(|chat| SendMessage::new(chat.id, "sorry")) }
    });
    let bot = router.build(settings).unwrap();
    let ended = tokio::spawn(async move { send(&bot, said("tea")).await }).await;
    assert!(ended.unwrap_err().is_panic());
    assert_eq!(told.take(), [r#"true Some("no tea")"#]);
    assert_eq!(sent.take(), ["sendMessage"]);
}

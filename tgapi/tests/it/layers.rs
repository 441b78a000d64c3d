//! The stack of a whole client: which layers see what, and that they do what they do alone.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::client::{CallService, RawOutput, Retry, Throttle};
use tgapi::methods::{GetMe, SendMessage};
use tgapi::{ApiError, BoxError, Client, Error, ErrorKind, RawCall, Repeat};
use tower::layer::layer_fn;
use tower::{ServiceExt, service_fn};

use crate::support::{Server, builder, flood, ok, token};

type Trail = Arc<Mutex<Vec<&'static str>>>;

/// A layer that leaves its name.
fn named(
    trail: &Trail,
    name: &'static str,
) -> impl tower::Layer<
    CallService,
    Service: tower::Service<RawCall, Response = RawOutput, Error = Error, Future: Send + 'static>
                 + Clone
                 + Send
                 + Sync
                 + 'static,
>
+ Send
+ Sync
+ 'static
+ use<> {
    let trail = Arc::clone(trail);
    layer_fn(move |inner: CallService| {
        let trail = Arc::clone(&trail);
        inner.map_request(move |call| {
            trail.lock().unwrap().push(name);
            call
        })
    })
}

#[tokio::test]
async fn yours_are_outside_of_ours_or_around_each_attempt() {
    let server = Server::in_turn([flood(0), ok(r#"{"id":42,"is_bot":true,"first_name":"B"}"#)]).await;
    let trail = Trail::default();
    let client = builder(&server.url)
        .retry(Retry::new())
        .layer(named(&trail, "first"))
        .layer(named(&trail, "second"))
        .attempt_layer(named(&trail, "outer attempt"))
        .attempt_layer(named(&trail, "inner attempt"))
        .build()
        .unwrap();
    client.call(GetMe::new()).await.unwrap();
    let attempt = ["outer attempt", "inner attempt"];
    assert_eq!(*trail.lock().unwrap(), [&["first", "second"][..], &attempt, &attempt].concat());
}

#[tokio::test]
async fn the_error_of_a_layer_is_kept_and_one_of_ours_stays_what_it_is() {
    let failing = |ours: bool| {
        layer_fn(move |_: CallService| {
            service_fn(move |_: RawCall| async move {
                let error: BoxError = match ours {
                    true => Box::new(Error::refused("getMe", ApiError::new(400, "Bad Request: chat not found"))),
                    false => "no ink".into(),
                };
                Err::<RawOutput, _>(error)
            })
        })
    };
    let client = |ours| Client::builder(token()).layer(failing(ours)).build().unwrap();
    let error = client(false).call(GetMe::new()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Layer, "getMe: a layer of the client failed: no ink")
    );
    let error = client(true).call(GetMe::new()).await.unwrap_err();
    assert_eq!(error.api().unwrap().code(), 400);
}

#[tokio::test(start_paused = true)]
async fn layers_of_tower_fit() {
    let transport = service_fn(|call: RawCall| async move {
        if call.method() == "getMe" {
            return Ok(RawOutput::new(r#"{"id":1,"is_bot":true,"first_name":"B"}"#).unwrap());
        }
        std::future::pending().await
    });
    let client = Client::builder(token())
        .layer(tower::timeout::TimeoutLayer::new(Duration::from_secs(5)))
        .layer(tower::limit::ConcurrencyLimitLayer::new(2))
        .transport(transport)
        .build()
        .unwrap();
    client.call(GetMe::new()).await.unwrap();
    let error = client.call(SendMessage::new(1, "x")).await.unwrap_err();
    assert_eq!((error.kind(), error.method()), (ErrorKind::Layer, "sendMessage"));
    assert!(std::error::Error::source(&error).unwrap().is::<tower::timeout::error::Elapsed>(), "{error:?}");
}

/// A client whose transport fails so often, and how often it was asked.
fn failing(times: usize, error: fn() -> Error) -> (Client, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let transport = service_fn(move |call: RawCall| {
        let result = match count.fetch_add(1, Ordering::Relaxed) < times {
            true => Err(error()),
            false if call.method() == "getMe" => {
                Ok(RawOutput::new(r#"{"id":1,"is_bot":true,"first_name":"B"}"#).unwrap())
            }
            false => Ok(RawOutput::new(r#"{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}"#).unwrap()),
        };
        std::future::ready(result)
    });
    (Client::builder(token()).transport(transport).build().unwrap(), asked)
}

#[tokio::test(start_paused = true)]
async fn by_default_what_is_safe_is_repeated() {
    let lost = || Error::network("x", "reset");
    let (client, asked) = failing(2, lost);
    client.call(GetMe::new()).await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    let (client, asked) = failing(1, lost);
    let error = client.call(SendMessage::new(1, "x")).await.unwrap_err();
    assert!(error.is_outcome_unknown() && error.to_string().contains("not repeated"), "{error}");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    // Told to, it is.
    let (client, asked) = failing(1, lost);
    client.request(SendMessage::new(1, "x")).repeat(Repeat::Always).await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    let (client, asked) = failing(1, lost);
    client.request(GetMe::new()).repeat(Repeat::Never).await.unwrap_err();
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn clones_of_a_client_share_its_throttle() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&times);
    let transport = service_fn(move |_: RawCall| {
        seen.lock().unwrap().push(tokio::time::Instant::now());
        std::future::ready(Ok::<_, Error>(
            RawOutput::new(r#"{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}"#).unwrap(),
        ))
    });
    let client = Client::builder(token()).throttle(Throttle::new()).transport(transport).build().unwrap();
    for _ in 0..6 {
        client.clone().call(SendMessage::new(1, "x")).await.unwrap();
    }
    let times = times.lock().unwrap();
    assert!(times[2] - times[0] < Duration::from_secs(1), "a few may go at once");
    assert!(times[3] - times[0] >= Duration::from_secs(3), "and then no more than one a second");
}

//! Tower layers on routers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tgapi::{BoxError, Reply};
use tgdispatch::filter::text;
use tgdispatch::{Failure, Message, Next, Routed, Router};
use tower::ServiceExt;
use tower::layer::layer_fn;
use tower_service::Service;

use crate::support::{Log, answer, build, press, send, text as said};

/// Writes down when an update goes in and when it comes out.
fn logging(
    log: &Log,
    name: &'static str,
) -> impl tower::Layer<
    Next,
    Service: Service<Routed, Response = Reply, Error = BoxError, Future: Send> + Clone + Send + Sync + 'static,
> + use<> {
    let log = log.clone();
    layer_fn(move |next: Next| {
        let log = log.clone();
        tower::service_fn(move |routed: Routed| {
            let (log, next) = (log.clone(), next.clone());
            async move {
                let handler = routed.handler().rsplit("::").next().unwrap_or_default().to_owned();
                log.push(format!("> {name} {handler}"));
                let reply = next.oneshot(routed).await;
                log.push(format!("< {name} {}", reply.is_ok()));
                reply
            }
        })
    })
}

async fn hello(msg: Message) -> tgapi::methods::SendMessage {
    msg.answer("hello")
}

async fn fails(_: Message) -> Result<(), BoxError> {
    Err("broken".into())
}

#[tokio::test]
async fn layers_see_matched_updates_only_the_last_one_first() {
    let log = Log::default();
    let inner = Router::new().on(text(), hello).layer(logging(&log, "nested"));
    let router = Router::new()
        .command("fail", fails)
        .nest(text(), inner)
        .layer(logging(&log, "inner"))
        .layer(logging(&log, "outer"))
        .command("late", hello);
    let bot = build(router);
    assert_eq!(answer(&bot, said("x")).await, "hello");
    assert_eq!(
        log.take(),
        ["> outer hello", "> inner hello", "> nested hello", "< nested true", "< inner true", "< outer true"]
    );
    assert_eq!(answer(&bot, said("/fail")).await, "");
    assert_eq!(log.take(), ["> outer fails", "> inner fails", "< inner false", "< outer false"]);
    assert_eq!(answer(&bot, said("/late")).await, "hello");
    assert_eq!(answer(&bot, press("x")).await, "");
    assert!(log.take().is_empty());
}

#[tokio::test]
async fn a_layer_may_call_the_handler_again() {
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let flaky = move |msg: Message| {
        let run = counted.fetch_add(1, Ordering::Relaxed);
        async move { if run < 2 { Err("not yet") } else { Ok(msg.answer("at last")) } }
    };
    let retrying = layer_fn(|next: Next| {
        tower::service_fn(move |routed: Routed| {
            let next = next.clone();
            async move {
                loop {
                    match next.clone().oneshot(routed.clone()).await {
                        Ok(reply) => return Ok::<_, BoxError>(reply),
                        Err(_) => tokio::task::yield_now().await,
                    }
                }
            }
        })
    });
    let bot = build(Router::new().on(text(), flaky).layer(retrying));
    assert_eq!(answer(&bot, said("x")).await, "at last");
    assert_eq!(runs.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn the_error_of_a_layer_goes_to_the_error_handler() {
    let refusing = layer_fn(|_: Next| tower::service_fn(|_: Routed| async { Err::<Reply, _>("refused") }));
    let log = Log::default();
    let seen = log.clone();
    let router = Router::new().on(text(), hello).layer(refusing).on_error(move |failure: Failure| {
        seen.push(failure.error().to_string());
        async {}
    });
    assert!(matches!(send(&build(router), said("x")).await, Ok(Reply::None)));
    assert_eq!(log.take(), ["refused"]);
}

#[tokio::test(start_paused = true)]
async fn ready_made_layers_work_and_are_applied_once() {
    let applied = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&applied);
    let counting = layer_fn(move |next: Next| {
        counted.fetch_add(1, Ordering::Relaxed);
        next
    });
    async fn slow(_: Message) {
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
    let log = Log::default();
    let seen = log.clone();
    let router = Router::new()
        .command("slow", slow)
        .nest(text(), Router::new().on(text(), hello))
        .layer(tower::timeout::TimeoutLayer::new(std::time::Duration::from_secs(1)))
        .layer(counting)
        .on_error(move |failure: Failure| {
            seen.push(format!("{}", failure.error().is::<tower::timeout::error::Elapsed>()));
            async {}
        });
    let bot = build(router);
    assert_eq!(answer(&bot, said("x")).await, "hello");
    assert_eq!(answer(&bot, said("/slow")).await, "");
    assert_eq!((log.take(), applied.load(Ordering::Relaxed)), (vec!["true".to_owned()], 1));
}

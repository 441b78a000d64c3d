//! The service by itself, as any HTTP stack would call it.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{Full, StreamBody};
use tgapi::methods::{GetMe, SetWebhook};
use tgapi::{BoxError, InputFile, RawCall, Reply, SecretToken, Update};
use tgwebhook::{Ack, ConfigError, PeerAddr, SECRET_HEADER, TELEGRAM_SUBNETS, WebhookBuilder, WebhookService};
use tokio::time::Instant;
use tower::{Service, ServiceExt};

use crate::call::*;
use crate::support::*;

#[tokio::test]
async fn a_good_request_is_200_and_empty() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).path("/hook"));
    let answer = send(&webhook, post(7)).await;
    assert_eq!((answer.status(), answer.body().len()), (StatusCode::OK, 0));
    assert_eq!(bot.ended(7), 1);
    let stats = webhook.stats();
    assert_eq!((stats.received, stats.accepted, stats.answered, stats.in_flight), (1, 1, 1, 0));
}

#[tokio::test]
async fn each_refusal_has_its_status_and_counter_and_no_body() {
    let bot = Bot::default();
    let webhook =
        webhook(WebhookService::builder(bot.service()).path("/hook").max_body(1_000).allow_peers(TELEGRAM_SUBNETS));
    let good = || {
        let mut request = post(7);
        request.extensions_mut().insert(PeerAddr("149.154.167.220:443".parse().unwrap()));
        request
    };
    let check = async |request: Request<Full<Bytes>>, expected: u16| {
        let answer = send(&webhook, request).await;
        assert_eq!(answer.status(), expected);
        assert!(answer.body().is_empty());
        answer
    };
    let with = |change: &dyn Fn(&mut Request<Full<Bytes>>)| {
        let mut request = good();
        change(&mut request);
        request
    };
    check(good(), 200).await;
    check(with(&|request| *request.uri_mut() = "/other".parse().unwrap()), 404).await;
    check(with(&|request| *request.uri_mut() = "/hook/".parse().unwrap()), 404).await;
    let not_allowed = check(with(&|request| *request.method_mut() = http::Method::GET), 405).await;
    assert_eq!(not_allowed.headers()["allow"], "POST");
    check(with(&|request| _ = request.extensions_mut().remove::<PeerAddr>()), 403).await;
    check(with(&|request| _ = request.extensions_mut().insert(PeerAddr("8.8.8.8:1".parse().unwrap()))), 403).await;
    check(with(&|request| _ = request.headers_mut().remove(SECRET_HEADER)), 401).await;
    check(with(&|request| _ = request.headers_mut().insert(SECRET_HEADER, "wrong".parse().unwrap())), 401).await;
    check(with(&|request| _ = request.headers_mut().append(SECRET_HEADER, SECRET.parse().unwrap())), 401).await;
    check(with(&|request| _ = request.headers_mut().remove("content-type")), 415).await;
    check(with(&|request| _ = request.headers_mut().insert("content-encoding", "gzip".parse().unwrap())), 415).await;
    check(with(&|request| _ = request.headers_mut().insert("content-length", "1001".parse().unwrap())), 413).await;
    check(with(&|request| *request.body_mut() = Full::from(" ".repeat(1_001))), 413).await;
    check(with(&|request| _ = request.headers_mut().insert("content-length", "900".parse().unwrap())), 400).await;
    for body in ["", "{", "null", "[]", "{}", r#"{"update_id":-1}"#, r#"{"update_id":"7"}"#, &update(7)[..50]] {
        check(with(&|request| *request.body_mut() = Full::from(body.to_owned())), 400).await;
    }
    let refused = webhook.stats().refused;
    assert_eq!(
        [refused.path, refused.method, refused.peer, refused.secret, refused.content_type, refused.too_large],
        [2, 1, 2, 3, 2, 2]
    );
    assert_eq!((refused.cut_short, refused.not_an_update, refused.total()), (1, 8, 21));
    assert_eq!((webhook.stats().received, bot.ended(7)), (22, 1));
}

#[tokio::test]
async fn a_reply_goes_along_with_the_answer() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()));
    bot.on(7, Act::Reply(say("hi")));
    let answer = send(&webhook, post(7)).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.body(), r#"{"method":"sendMessage","chat_id":5,"text":"hi"}"#);
}

#[tokio::test]
async fn replies_that_cannot_go_along_go_to_the_hook() {
    let bot = Bot::default();
    let (hook, late) = late_hook();
    let webhook = webhook(WebhookService::builder(bot.service()).late_reply(hook));
    let upload = SetWebhook::new("https://x").certificate(InputFile::bytes("c.pem", "PEM"));
    for (id, call) in
        [RawCall::new(&GetMe::new()), RawCall::new(&SetWebhook::new("")), RawCall::new(&upload)].into_iter().enumerate()
    {
        bot.on(id as u64, Act::Reply(call.unwrap()));
        let answer = send(&webhook, post(id as u64)).await;
        assert_eq!((answer.status(), answer.body().len()), (StatusCode::OK, 0));
    }
    assert_eq!((late.lock().unwrap().len(), webhook.stats().late), (3, 3));
}

#[tokio::test]
async fn failures_ask_for_another_delivery() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).retry_after(Duration::from_millis(3_900)));
    bot.on(7, Act::Fail);
    bot.on(8, Act::Panic);
    for id in [7, 8] {
        let answer = send(&webhook, post(id)).await;
        assert_eq!((answer.status(), answer.body().len()), (StatusCode::SERVICE_UNAVAILABLE, 0));
        assert_eq!(retry_after(&answer), Some(3), "whole seconds");
    }
    let stats = webhook.stats();
    assert_eq!((stats.failed, stats.panics, stats.answered, stats.in_flight), (2, 1, 0, 0));
    bot.on(8, Act::Nothing);
    assert_eq!(send(&webhook, post(8)).await.status(), StatusCode::OK, "it goes on after a panic");
}

#[tokio::test]
async fn over_the_limit_it_is_503() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).max_in_flight(2));
    let holds = [bot.hold(1, None), bot.hold(2, None)];
    let asking: Vec<_> = [1, 2]
        .map(|id| {
            let webhook = webhook.clone();
            tokio::spawn(async move { send(&webhook, post(id)).await })
        })
        .into();
    until(|| bot.begun(1) + bot.begun(2) == 2).await;
    let answer = send(&webhook, post(3)).await;
    assert_eq!((answer.status(), retry_after(&answer)), (StatusCode::SERVICE_UNAVAILABLE, Some(1)));
    assert_eq!((bot.begun(3), webhook.stats().refused.overloaded), (0, 1));
    holds.iter().for_each(|go| go.add_permits(1));
    for asking in asking {
        assert_eq!(asking.await.unwrap().status(), StatusCode::OK);
    }
    assert_eq!(send(&webhook, post(3)).await.status(), StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn bodies_in_memory_are_bounded() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).max_body(1_000).body_budget(1_500));
    let stuck = |length: &str| {
        Request::post("/hook")
            .header("content-type", "application/json")
            .header("content-length", length)
            .header(SECRET_HEADER, SECRET)
            .body(StreamBody::new(futures_util::stream::pending::<Result<http_body::Frame<Bytes>, Infallible>>()))
            .unwrap()
    };
    let first = tokio::spawn(webhook.clone().oneshot(stuck("1000")));
    settle().await;
    let second = webhook.clone().oneshot(stuck("501")).await.unwrap();
    assert_eq!(second.status(), StatusCode::SERVICE_UNAVAILABLE);
    let start = Instant::now();
    let third = webhook.clone().oneshot(stuck("500")).await.unwrap();
    assert_eq!((third.status(), start.elapsed()), (StatusCode::REQUEST_TIMEOUT, Duration::from_secs(10)));
    assert_eq!(first.await.unwrap().unwrap().status(), StatusCode::REQUEST_TIMEOUT);
    assert_eq!(webhook.stats().refused.slow_body, 2);
    assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn secrets_can_be_changed_without_a_gap() {
    let bot = Bot::default();
    let new = SecretToken::new("new-secret").unwrap();
    let webhook = WebhookService::builder(bot.service()).secret(secret()).secret(new.clone()).build().unwrap();
    let with_new = |id| {
        let mut request = post(id);
        request.headers_mut().insert(SECRET_HEADER, "new-secret".parse().unwrap());
        request
    };
    assert_eq!(send(&webhook, post(1)).await.status(), StatusCode::OK);
    assert_eq!(send(&webhook, with_new(2)).await.status(), StatusCode::OK);
    webhook.replace_secrets(&[new]).unwrap();
    assert_eq!(send(&webhook, post(3)).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(send(&webhook, with_new(4)).await.status(), StatusCode::OK);
    assert_eq!(webhook.replace_secrets(&[]), Err(ConfigError::NoSecret));
    assert_eq!(send(&webhook, post(5)).await.status(), StatusCode::UNAUTHORIZED, "an empty list opens nothing");
}

#[tokio::test]
async fn wrong_settings_are_found_when_building() {
    type Change<S> = fn(WebhookBuilder<S>) -> WebhookBuilder<S>;
    fn check<S>(service: S, change: Change<S>, expected: &ConfigError)
    where
        S: Service<Update, Response = Reply, Error = BoxError, Future: Send> + Clone + Send + 'static,
    {
        assert_eq!(change(WebhookService::builder(service).secret(secret())).build().unwrap_err(), *expected);
    }
    let service = || Bot::default().service();
    assert_eq!(WebhookService::builder(service()).build().unwrap_err(), ConfigError::NoSecret);
    assert!(WebhookService::builder(service()).dangerous_no_secret().build().is_ok());
    check(service(), WebhookBuilder::dangerous_no_secret, &ConfigError::SecretAndNoSecret);
    for path in ["", "hook", "/a b", "/a?b", "/a#b", "/\u{fc}\n"] {
        let builder = WebhookService::builder(service()).secret(secret()).path(path);
        assert_eq!(builder.build().unwrap_err(), ConfigError::Path, "{path:?}");
    }
    check(
        service(),
        |builder| builder.ack(Ack::AfterHandling { budget: Duration::from_secs(51) }),
        &ConfigError::Budget(Duration::from_secs(51)),
    );
    check(
        service(),
        |builder| builder.ack(Ack::AfterHandling { budget: Duration::ZERO }),
        &ConfigError::Budget(Duration::ZERO),
    );
    check(service(), |builder| builder.max_in_flight(0), &ConfigError::Zero("max_in_flight"));
    check(service(), |builder| builder.max_body(0), &ConfigError::Zero("max_body"));
    check(
        service(),
        |builder| builder.ready_timeout(Duration::from_secs(51)),
        &ConfigError::ReadyTimeout(Duration::from_secs(51)),
    );
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).path("/hidden-path"));
    let builder = WebhookService::builder(bot.service()).path("/hidden-path").secret(secret());
    for shown in [format!("{webhook:?}"), format!("{builder:?}"), format!("{:?}", webhook.feed())] {
        assert!(!shown.contains(SECRET) && !shown.contains("hidden"), "{shown}");
    }
}

/// Services that are not `Sync`, such as those with boxed futures inside, still make a service that is.
#[test]
fn the_service_is_send_and_sync_where_the_inner_one_is_only_send() {
    fn assert<T: Clone + Send + Sync + 'static>(_: T) {}
    let cell = std::cell::Cell::new(0);
    assert(
        WebhookService::builder(tower::service_fn(move |_: Update| {
            cell.set(1);
            std::future::ready(Ok::<_, BoxError>(Reply::None))
        }))
        .secret(secret())
        .build()
        .unwrap(),
    );
}

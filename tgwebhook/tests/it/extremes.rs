//! The largest settings there are: they mean "without a limit", and never a panic.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::StreamBody;
use tgwebhook::{Feed, SECRET_HEADER, WebhookService};
use tower::ServiceExt;

use crate::call::*;
use crate::support::*;

#[tokio::test]
async fn the_largest_settings_of_a_service_let_updates_through() {
    let bot = Bot::default();
    let builder = WebhookService::builder(bot.service())
        .max_in_flight(usize::MAX)
        .max_body(usize::MAX)
        .body_budget(usize::MAX)
        .body_timeout(Duration::MAX)
        .retry_after(Duration::MAX);
    let webhook = webhook(builder);
    assert_eq!(send(&webhook, post(1)).await.status(), StatusCode::OK);
    bot.on(2, Act::Fail);
    assert_eq!(retry_after(&send(&webhook, post(2)).await), Some(3_600));
    // Of unknown length: counts as the longest allowed.
    let frame = http_body::Frame::data(Bytes::from(update(3)));
    let body = StreamBody::new(futures_util::stream::iter([Ok::<_, std::convert::Infallible>(frame)]));
    let request = Request::post("/hook").header("content-type", "application/json").header(SECRET_HEADER, SECRET);
    let answer = webhook.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    assert_eq!((answer.status(), bot.ended(3)), (StatusCode::OK, 1));
    assert_eq!(webhook.stats().in_flight, 0);
    assert_eq!(webhook.drain(Duration::MAX).await.unfinished, 0);
}

#[tokio::test]
async fn the_largest_settings_of_a_feed_let_updates_through() {
    let bot = Bot::default();
    let feed = Feed::builder(bot.service()).max_in_flight(usize::MAX).max_body(usize::MAX).build().unwrap();
    assert!(feed.push(update(1)).await.is_ok());
    assert_eq!(feed.drain(Duration::MAX).await.unfinished, 0);
}

//! When an update is acknowledged, who gets its reply, and who waits for what.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http::StatusCode;
use tgapi::{BoxError, Reply, Update};
use tgwebhook::{Ack, WebhookService};
use tokio::time::Instant;
use tower::Service;

use crate::call::*;
use crate::support::*;

#[tokio::test(start_paused = true)]
async fn after_the_budget_200_is_said_and_the_work_goes_on() {
    let bot = Bot::default();
    let (hook, late) = late_hook();
    let webhook = webhook(WebhookService::builder(bot.service()).late_reply(hook));
    let go = bot.hold(7, Some(say("late")));
    let start = Instant::now();
    let answer = send(&webhook, post(7)).await;
    assert_eq!((answer.status(), answer.body().len()), (StatusCode::OK, 0));
    assert_eq!(start.elapsed(), Ack::DEFAULT_BUDGET);
    assert_eq!((bot.begun(7), bot.ended(7), webhook.stats().in_flight), (1, 0, 1));
    go.add_permits(1);
    settle().await;
    assert_eq!((bot.ended(7), webhook.stats().in_flight), (1, 0));
    assert_eq!(*late.lock().unwrap(), [r#"{"chat_id":5,"text":"late"}"#]);
}

#[tokio::test(start_paused = true)]
async fn a_durable_answer_has_no_budget() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()).ack(Ack::AfterDurable));
    let go = bot.hold(7, Some(say("slow")));
    let asking = tokio::spawn({
        let webhook = webhook.clone();
        async move { send(&webhook, post(7)).await }
    });
    tokio::time::sleep(Duration::from_secs(3_600)).await;
    assert!(!asking.is_finished());
    go.add_permits(1);
    assert!(asking.await.unwrap().body().starts_with(br#"{"method":"sendMessage""#));
}

#[tokio::test]
async fn a_receipt_is_given_when_the_service_has_the_update() {
    let bot = Bot::default();
    let (hook, late) = late_hook();
    let webhook = webhook(WebhookService::builder(bot.service()).ack(Ack::OnReceipt).late_reply(hook));
    let go = bot.hold(7, Some(say("later")));
    for _ in 0..2 {
        assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::OK);
    }
    assert_eq!((bot.begun(7), bot.ended(7), webhook.stats().joined), (1, 0, 1));
    go.add_permits(1);
    settle().await;
    assert_eq!((bot.ended(7), late.lock().unwrap().len()), (1, 1));
    // The service never got it, so there is no receipt.
    bot.on(8, Act::Fail);
    assert_eq!(send(&webhook, post(8)).await.status(), StatusCode::OK, "lossy, as documented");
}

#[tokio::test(start_paused = true)]
async fn a_repeated_update_joins_and_the_last_one_waiting_gets_the_reply() {
    // Which of three requests leave before the end, and who then gets the reply.
    for (leaving, expected) in [(vec![], Some(2)), (vec![2], Some(1)), (vec![1, 2], Some(0)), (vec![0, 1, 2], None)] {
        let bot = Bot::default();
        let (hook, late) = late_hook();
        let webhook = webhook(WebhookService::builder(bot.service()).late_reply(hook));
        let go = bot.hold(7, Some(say("hi")));
        let mut asking = Vec::new();
        for _ in 0..3 {
            let webhook = webhook.clone();
            asking.push(tokio::spawn(async move { send(&webhook, post(7)).await }));
            settle().await;
        }
        for leaving in &leaving {
            asking[*leaving].abort();
        }
        settle().await;
        go.add_permits(1);
        let mut got = None;
        for (at, asking) in asking.into_iter().enumerate() {
            if let Ok(answer) = asking.await {
                assert_eq!(answer.status(), StatusCode::OK);
                if !answer.body().is_empty() {
                    assert_eq!(got.replace(at), None, "one reply, one time");
                }
            }
        }
        settle().await;
        assert_eq!(got, expected, "{leaving:?} left");
        assert_eq!(late.lock().unwrap().len(), usize::from(expected.is_none()));
        assert_eq!((bot.begun(7), webhook.stats().joined, webhook.stats().in_flight), (1, 2, 0));
    }
}

#[tokio::test]
async fn joined_requests_share_a_failure_too() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()));
    let go = bot.hold(7, None);
    let fail = async {
        settle().await;
        go.close();
    };
    let (first, second, ()) = tokio::join!(send(&webhook, post(7)), send(&webhook, post(7)), fail);
    assert_eq!((first.status(), second.status()), (StatusCode::SERVICE_UNAVAILABLE, StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(bot.begun(7), 1);
}

#[tokio::test]
async fn a_closed_connection_cancels_nothing() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()));
    let go = bot.hold(7, None);
    let asking = tokio::spawn({
        let webhook = webhook.clone();
        async move { send(&webhook, post(7)).await }
    });
    until(|| bot.begun(7) == 1).await;
    asking.abort();
    go.add_permits(1);
    until(|| bot.ended(7) == 1).await;
}

/// Ready only when the test says so.
#[derive(Clone)]
struct Gated {
    ready: tokio::sync::watch::Receiver<bool>,
    calls: Arc<AtomicUsize>,
}

impl Service<Update> for Gated {
    type Response = Reply;
    type Error = BoxError;
    type Future = std::future::Ready<Result<Reply, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        let mut waiting = std::pin::pin!(self.ready.wait_for(|ready| *ready));
        waiting.as_mut().poll(cx).map(|_| Ok(()))
    }

    fn call(&mut self, _: Update) -> Self::Future {
        self.calls.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok(Reply::None))
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_not_ready_in_time_gets_nothing() {
    let (_gate, ready) = tokio::sync::watch::channel(false);
    let calls = Arc::new(AtomicUsize::new(0));
    let gated = Gated { ready, calls: Arc::clone(&calls) };
    for ack in
        [Ack::default(), Ack::AfterDurable, Ack::OnReceipt, Ack::AfterHandling { budget: Duration::from_secs(1) }]
    {
        let webhook = webhook(WebhookService::builder(gated.clone()).ack(ack));
        let start = Instant::now();
        let answer = send(&webhook, post(7)).await;
        // Even where the budget is shorter: nobody has the update, so 200 would lose it.
        assert_eq!((answer.status(), start.elapsed()), (StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(5)));
        assert_eq!(retry_after(&answer), Some(1));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn draining_refuses_the_new_and_waits_for_the_old() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()));
    let go = bot.hold(7, Some(say("done")));
    let asking = tokio::spawn({
        let webhook = webhook.clone();
        async move { send(&webhook, post(7)).await }
    });
    settle().await;
    assert_eq!(webhook.drain(Duration::from_secs(1)).await.unfinished, 1);
    let answer = send(&webhook, post(8)).await;
    assert_eq!((answer.status(), retry_after(&answer)), (StatusCode::SERVICE_UNAVAILABLE, Some(1)));
    let draining = tokio::spawn({
        let webhook = webhook.clone();
        async move { webhook.drain(Duration::from_secs(100)).await }
    });
    settle().await;
    go.add_permits(1);
    assert_eq!(draining.await.unwrap().unfinished, 0);
    assert!(!asking.await.unwrap().body().is_empty(), "what was at work is answered");
    assert_eq!((bot.begun(8), webhook.stats().refused.closed), (0, 1));
}

//! A service below that keeps updates on disk, and what the sender hears when the disk does not take them.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;
use tgapi::{BoxError, RawUpdate, Reply, Update};
use tgwebhook::{Ack, WebhookService};

use crate::call::*;
use crate::support::*;

/// Takes a batch of updates at a time, as long as there is room; what it took it keeps.
#[derive(Clone, Default)]
struct Disk {
    kept: Arc<Mutex<BTreeSet<u64>>>,
    full: Arc<AtomicBool>,
}

impl Disk {
    fn service(
        &self,
    ) -> impl tower::Service<Update, Response = Reply, Error = BoxError, Future: Send> + Clone + Send + 'static + use<>
    {
        let disk = self.clone();
        tower::service_fn(move |update: Update| {
            let disk = disk.clone();
            async move {
                // A commit.
                tokio::time::sleep(Duration::from_millis(5)).await;
                if disk.full.load(Ordering::SeqCst) {
                    return Err::<Reply, BoxError>("no space left on device".into());
                }
                disk.kept.lock().unwrap().insert(update.update_id.0);
                Ok(Reply::None)
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_is_503_within_one_commit_and_nothing_acknowledged_is_missing() {
    let disk = Disk::default();
    let webhook = webhook(WebhookService::builder(disk.service()).ack(Ack::AfterDurable));
    let mut acknowledged = BTreeSet::new();
    for id in 0..300_u64 {
        // The disk is full in the middle of it, and then has room again.
        disk.full.store((100..200).contains(&id), Ordering::SeqCst);
        let start = tokio::time::Instant::now();
        let answer = send(&webhook, post(id)).await;
        assert_eq!(start.elapsed(), Duration::from_millis(5), "one commit");
        match answer.status() {
            StatusCode::OK => _ = acknowledged.insert(id),
            status => assert_eq!((status, retry_after(&answer)), (StatusCode::SERVICE_UNAVAILABLE, Some(5))),
        }
    }
    assert_eq!(acknowledged.len(), 200);
    assert_eq!(*disk.kept.lock().unwrap(), acknowledged);
    let stats = webhook.stats();
    assert_eq!((stats.answered, stats.failed, stats.lost), (200, 100, 0));
    // Telegram sends the rest again.
    for id in 100..200 {
        assert_eq!(send(&webhook, post(id)).await.status(), StatusCode::OK);
    }
    assert_eq!(disk.kept.lock().unwrap().len(), 300);
}

/// The process ends while a commit is under way: nobody was told that the update is safe.
#[test]
fn nothing_is_acknowledged_by_a_runtime_that_ends_before_the_commit() {
    let disk = Disk::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let webhook = webhook(WebhookService::builder(disk.service()).ack(Ack::AfterDurable));
    let answered = runtime.block_on(async {
        let mut asking = Box::pin(send(&webhook, post(1)));
        tokio::time::timeout(Duration::from_millis(4), &mut asking).await.is_ok()
    });
    drop(runtime);
    assert!(!answered && disk.kept.lock().unwrap().is_empty());
    assert_eq!((webhook.stats().answered, webhook.stats().lost), (0, 0));
}

#[tokio::test]
async fn a_service_that_stores_gets_the_bytes_as_they_came_and_whatever_they_are() {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&stored);
    let service = tower::service_fn(move |update: RawUpdate| {
        let stored = Arc::clone(&keeps);
        async move {
            match update.peek().map(|(id, _)| id.0) {
                Ok(13) => Err(BoxError::from("the disk is full")),
                Ok(14) => panic!("on purpose"),
                _ => {
                    stored.lock().unwrap().push(update.json().to_vec());
                    Ok(())
                }
            }
        }
    });
    let webhook = WebhookService::builder(Bot::default().service())
        .stores(service)
        .path("/hook")
        .secret(secret())
        .build()
        .unwrap();
    let odd = "{ \"update_id\":1,\n\"message\":{\"chat\":{\"id\":5},\"not known\":[1 , 2]} }";
    for (body, status) in [
        (odd, StatusCode::OK),
        ("no JSON at all", StatusCode::OK),
        (r#"{"update_id":13}"#, StatusCode::SERVICE_UNAVAILABLE),
        (r#"{"update_id":14}"#, StatusCode::SERVICE_UNAVAILABLE),
        // Repetitions are the service's affair.
        (odd, StatusCode::OK),
    ] {
        let answer = send(&webhook, post_body(body)).await;
        assert_eq!(answer.status(), status, "{body}");
        assert!(answer.body().is_empty());
    }
    let mut expected = vec![odd, "no JSON at all", odd];
    assert_eq!(*stored.lock().unwrap(), expected.iter().map(|body| body.as_bytes()).collect::<Vec<_>>());
    let stats = webhook.stats();
    assert_eq!((stats.answered, stats.failed, stats.panics, stats.refused.not_an_update), (3, 2, 1, 0));
    assert_eq!(stats.in_flight, 0);
    // And without HTTP.
    let feed = webhook.feed();
    feed.push(" {\"update_id\": 2}").await.unwrap();
    feed.push_update(Update::from_slice(br#"{"update_id": 3}"#).unwrap()).await.unwrap();
    assert!(feed.push(r#"{"update_id":13}"#).await.is_err());
    expected.extend([" {\"update_id\": 2}", r#"{"update_id":3}"#]);
    assert_eq!(*stored.lock().unwrap(), expected.iter().map(|body| body.as_bytes()).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_service_that_panics_at_every_update_takes_nothing_with_it() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.route("/hook", service.clone()));
    let mut talk = running.connect().await;
    // Quietly: a thousand backtraces say nothing new.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for id in 0..1_000 {
        bot.on(id, Act::Panic);
        assert_eq!(talk.ask(request("/hook", id)).await.status, 503);
        bot.on(id, Act::Nothing);
    }
    std::panic::set_hook(hook);
    for id in 0..1_000 {
        assert_eq!(talk.ask(request("/hook", id)).await.status, 200);
        assert_eq!((bot.begun(id), bot.ended(id)), (2, 1));
    }
    let stats = service.stats();
    assert_eq!((stats.panics, stats.failed, stats.answered, stats.lost), (1_000, 1_000, 1_000, 0));
}

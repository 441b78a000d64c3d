//! A hundred thousand updates, each delivered one to three times, out of order and side by side: handled once, in
//! order.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};

use http::Request;
use http_body_util::Full;
use tgapi::{BoxError, Reply, Update};
use tgreorder::ReorderLayer;
use tgwebhook::{SECRET_HEADER, WebhookService};
use tower::ServiceExt;
use tower_layer::Layer;

use crate::webhook_kit::secret;

const UPDATES: u64 = 100_000;
const FIRST: u64 = 1_000_000;
/// As many as Telegram has connections.
const SENDERS: usize = 100;

/// Numbers in the order of their arrival: each up to 16 places early or late, copies of some soon after, of some much
/// later.
fn deliveries(seed: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut deliveries: Vec<(u64, u64)> = Vec::new();
    for id in 0..UPDATES {
        deliveries.push((id + random.u64(..16), id));
        for _ in 0..random.u32(..3) {
            let later = if random.u32(..10) == 0 { 20_000 } else { 32 };
            deliveries.push((id + random.u64(..later), id));
        }
    }
    deliveries.sort_unstable();
    deliveries.into_iter().map(|(_, id)| FIRST + id).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_update_is_handled_exactly_once_however_often_it_comes() {
    let seed = fastrand::u64(..);
    let handled: Arc<Vec<AtomicU8>> = Arc::new((0..UPDATES).map(|_| AtomicU8::new(0)).collect());
    let (last, disorder) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let bot = {
        let (handled, last, disorder) = (Arc::clone(&handled), Arc::clone(&last), Arc::clone(&disorder));
        tower::service_fn(move |update: Update| {
            let id = update.update_id.0;
            handled[usize::try_from(id - FIRST).unwrap()].fetch_add(1, Ordering::Relaxed);
            if last.swap(id, Ordering::Relaxed) > id {
                disorder.fetch_add(1, Ordering::Relaxed);
            }
            async { Ok::<_, BoxError>(Reply::None) }
        })
    };
    let patient = tgreorder::Config::new().with_hold(std::time::Duration::from_secs(20));
    let ordered = ReorderLayer::new(patient, |update: &Update| update.update_id.0).unwrap();
    let webhook = WebhookService::builder(ordered.layer(bot)).secret(secret()).build().unwrap();
    let deliveries = Arc::new(deliveries(seed));
    let next = Arc::new(AtomicUsize::new(0));
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (webhook, deliveries, next) = (webhook.clone(), Arc::clone(&deliveries), Arc::clone(&next));
            tokio::spawn(async move {
                while let Some(id) = deliveries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let request = Request::post("/")
                        .header("content-type", "application/json")
                        .header(SECRET_HEADER, secret().expose())
                        .body(Full::<bytes::Bytes>::from(format!("{{\"update_id\":{id}}}")))
                        .unwrap();
                    let status = webhook.clone().oneshot(request).await.unwrap().status();
                    assert_eq!(status, 200, "update {id}");
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    let counts = |n: u8| handled.iter().filter(|count| count.load(Ordering::Relaxed) == n).count() as u64;
    assert_eq!(counts(1), UPDATES, "seed {seed}: {} never, {} twice", counts(0), counts(2));
    assert_eq!(disorder.load(Ordering::Relaxed), 0, "seed {seed}");
    assert!(deliveries.len() as u64 > UPDATES * 19 / 10, "too few repetitions to prove anything");
}

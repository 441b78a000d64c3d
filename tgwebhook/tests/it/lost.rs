//! What fails after it was acknowledged is lost: that is said, and counted apart from what comes again.

use std::time::Duration;

use http::StatusCode;
use tgapi::{BoxError, Reply, Update};
use tgwebhook::{Ack, WebhookService};

use crate::call::*;
use crate::log::Log;
use crate::support::*;

/// Fails or panics after a while.
async fn fail(after: u64, panics: bool) -> Result<Reply, BoxError> {
    tokio::time::sleep(Duration::from_secs(after)).await;
    assert!(!panics, "as the test wants");
    Err("no room on the disk".into())
}

#[tokio::test(start_paused = true)]
async fn a_failure_after_the_acknowledgement_is_logged_and_counted_as_lost() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    for (ack, after) in [(Ack::default(), 30), (Ack::OnReceipt, 30), (Ack::OnReceipt, 0)] {
        for panics in [false, true] {
            let service = tower::service_fn(move |_: Update| fail(after, panics));
            let webhook = webhook(WebhookService::builder(service).ack(ack));
            assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::OK, "{ack:?}");
            assert_eq!(webhook.settle(Duration::from_secs(100)).await.unfinished, 0);
            let stats = webhook.stats();
            assert_eq!((stats.answered, stats.failed, stats.lost, stats.panics), (1, 0, 1, u64::from(panics)));
            let said = log.take();
            assert!(said.contains("ERROR") && said.contains("it is lost"), "{said}");
            assert!(!said.contains("delivered again"), "{said}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_before_the_acknowledgement_is_not_lost() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    for (ack, after) in [(Ack::default(), 20), (Ack::AfterDurable, 30)] {
        let webhook = webhook(WebhookService::builder(tower::service_fn(move |_: Update| fail(after, false))).ack(ack));
        assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(webhook.settle(Duration::from_secs(100)).await.unfinished, 0);
        assert_eq!((webhook.stats().answered, webhook.stats().failed, webhook.stats().lost), (0, 1, 0));
        let said = log.take();
        assert!(said.contains("delivered again") && !said.contains("lost"), "{said}");
    }
}

/// Telegram sends an update again while it is at work only if it did not hear the first answer: the second one counts.
#[tokio::test(start_paused = true)]
async fn a_failure_that_a_repeated_request_still_hears_is_not_lost() {
    let webhook = webhook(WebhookService::builder(tower::service_fn(|_: Update| fail(30, false))));
    assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::OK);
    assert_eq!(send(&webhook, post(7)).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!((webhook.stats().answered, webhook.stats().failed, webhook.stats().lost), (1, 1, 0));
}

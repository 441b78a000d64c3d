//! `poll_ready` decides when an update is handed over; until then it waits, in order, and unconfirmed.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::client::RawOutput;
use tgapi::methods::GetUpdates;
use tgapi::{Error, RawCall, Reply, Update};
use tgpoll::{Api, Poller};
use tokio::sync::oneshot;
use tokio::time::sleep;
use tower_test::mock;

/// Five updates, and the largest offset that was asked for.
#[derive(Clone, Default)]
struct Five {
    offset: Arc<Mutex<u64>>,
}

impl Api for Five {
    async fn get_updates(&self, request: GetUpdates) -> Result<RawOutput, Error> {
        let offset = u64::try_from(request.offset.unwrap_or(1)).unwrap();
        {
            let mut seen = self.offset.lock().unwrap();
            *seen = offset.max(*seen);
        }
        if offset > 5 {
            sleep(Duration::from_secs(request.timeout.unwrap_or(0).unsigned_abs())).await;
        }
        let updates: Vec<String> = (offset..=5).map(|id| format!(r#"{{"update_id":{id}}}"#)).collect();
        Ok(RawOutput::new(format!("[{}]", updates.join(","))).unwrap())
    }

    async fn delete_webhook(&self, _: bool) -> Result<(), Error> {
        Ok(())
    }

    async fn send_reply(&self, _: RawCall) -> Result<(), Error> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn updates_wait_in_order_until_the_service_is_ready() {
    let api = Five::default();
    let (service, mut handle) = mock::pair::<Update, Reply>();
    handle.allow(0);
    let (stop, stopped) = oneshot::channel::<()>();
    let poller = Poller::new(api.clone(), service);
    let counters = poller.watch();
    let polling = tokio::spawn(poller.run_until(async move { stopped.await.unwrap_or(()) }));
    sleep(Duration::from_secs(60)).await;
    assert_eq!(*api.offset.lock().unwrap(), 1, "what was not even handed over is over no budget");
    assert_eq!(counters.borrow().received, 5);

    let mut answers = Vec::new();
    for id in 1..=3 {
        handle.allow(1);
        let (update, answer) = handle.next_request().await.unwrap();
        assert_eq!(update.update_id.0, id);
        answers.push(answer);
        sleep(Duration::from_secs(1)).await;
    }
    for answer in answers.drain(..) {
        answer.send_response(Reply::None);
    }
    sleep(Duration::from_secs(1)).await;
    assert_eq!(*api.offset.lock().unwrap(), 4);
    assert_eq!((counters.borrow().handled, counters.borrow().not_finished), (3, 2));

    stop.send(()).unwrap();
    let summary = polling.await.unwrap().unwrap();
    assert_eq!((summary.handled, summary.unconfirmed, summary.over_budget), (3, 2, 0));
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_gone_ends_it() {
    let (service, mut handle) = mock::pair::<Update, Reply>();
    handle.allow(1);
    let poller = Poller::new(Five::default(), service);
    let polling = tokio::spawn(poller.run_until(std::future::pending()));
    let (_, answer) = handle.next_request().await.unwrap();
    answer.send_response(Reply::None);
    handle.send_error("the other side is gone");
    let error = polling.await.unwrap().unwrap_err();
    assert!(matches!(error, tgpoll::PollError::Service { .. }), "{error}");
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("the other side is gone"));
    assert_eq!((error.summary().handled, error.summary().unconfirmed), (1, 4));
}

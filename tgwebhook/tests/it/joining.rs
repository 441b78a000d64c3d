//! Repeated updates under every schedule: whatever comes, goes and returns, each reply is given exactly once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use proptest::prelude::*;
use tgapi::{BoxError, Reply, Update};
use tgwebhook::{Ack, SECRET_HEADER, WebhookService};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use crate::support::*;

fn post(id: u64) -> Request<Full<Bytes>> {
    Request::post("/")
        .header("content-type", "application/json")
        .header(SECRET_HEADER, SECRET)
        .body(Full::from(update(id)))
        .unwrap()
}

#[derive(Clone, Debug)]
enum Step {
    /// A request with this update.
    Send(u64),
    /// One of the open connections closes.
    Leave(prop::sample::Index),
    /// The oldest handler at work on this update ends.
    Finish(u64),
    /// Time passes, in seconds.
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0_u64..3).prop_map(Step::Send),
        2 => any::<prop::sample::Index>().prop_map(Step::Leave),
        2 => (0_u64..3).prop_map(Step::Finish),
        1 => (0_u64..30).prop_map(Step::Pass),
    ]
}

/// A bot whose every run replies with a text of its own.
#[derive(Clone, Default)]
struct Runs {
    gates: Arc<Mutex<HashMap<u64, Vec<Arc<Semaphore>>>>>,
    count: Arc<Mutex<usize>>,
}

impl Runs {
    fn begin(&self, id: u64) -> (Arc<Semaphore>, String) {
        let gate = Arc::new(Semaphore::new(0));
        self.gates.lock().unwrap().entry(id).or_default().push(Arc::clone(&gate));
        let mut count = self.count.lock().unwrap();
        *count += 1;
        (gate, format!("run {count}."))
    }

    fn finish(&self, id: u64) {
        let mut gates = self.gates.lock().unwrap();
        if let Some(gates) = gates.get_mut(&id).filter(|gates| !gates.is_empty()) {
            gates.remove(0).add_permits(1);
        }
    }
}

async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

async fn play(steps: Vec<Step>, ack: Ack) {
    let runs = Runs::default();
    let said = Arc::new(Mutex::new(Vec::<String>::new()));
    let bot = runs.clone();
    let service = tower::service_fn(move |update: Update| {
        let (gate, text) = bot.begin(update.update_id.0);
        async move {
            gate.acquire().await.unwrap().forget();
            Ok::<_, BoxError>(Reply::Call(say(&text)))
        }
    });
    let late = Arc::clone(&said);
    let builder = WebhookService::builder(service).ack(ack);
    let webhook = webhook(builder.late_reply(move |call| late.lock().unwrap().push(call.params().to_owned())));
    let mut open: Vec<JoinHandle<()>> = Vec::new();
    let mut at_work = std::collections::HashSet::new();
    for step in steps {
        match step {
            Step::Send(id) => {
                let (webhook, said) = (webhook.clone(), Arc::clone(&said));
                let before = *runs.count.lock().unwrap();
                open.push(tokio::spawn(async move {
                    let answer = webhook.oneshot(post(id)).await.unwrap();
                    assert_eq!(answer.status(), StatusCode::OK);
                    let body = answer.into_body().collect().await.unwrap().to_bytes();
                    if !body.is_empty() {
                        said.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
                    }
                }));
                settle().await;
                let began = *runs.count.lock().unwrap() - before;
                assert_eq!(began, usize::from(at_work.insert(id)), "begun if and only if it was not at work");
            }
            Step::Leave(which) if !open.is_empty() => open.swap_remove(which.index(open.len())).abort(),
            Step::Leave(_) => {}
            Step::Finish(id) => {
                runs.finish(id);
                at_work.remove(&id);
            }
            Step::Pass(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
        }
        settle().await;
    }
    for id in 0..3 {
        runs.finish(id);
    }
    assert_eq!(webhook.drain(Duration::from_secs(100)).await.unfinished, 0);
    for open in open {
        assert!(!open.await.is_err_and(|error| error.is_panic()));
    }
    let said = said.lock().unwrap();
    for run in 1..=*runs.count.lock().unwrap() {
        let times = said.iter().filter(|said| said.contains(&format!("run {run}."))).count();
        assert_eq!(times, 1, "the reply of run {run}");
    }
    assert_eq!(webhook.stats().in_flight, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn each_reply_is_given_exactly_once(
        steps in prop::collection::vec(step(), 0..40),
        ack in prop::sample::select(vec![Ack::default(), Ack::AfterDurable, Ack::OnReceipt]),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(play(steps, ack));
    }
}

/// The same update from many sides on several threads, so that flights of it end and begin at the same moments.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn flights_that_follow_each_other_do_not_mix() {
    let service = tower::service_fn(|_: Update| async {
        tokio::task::yield_now().await;
        Ok::<_, BoxError>(Reply::None)
    });
    let webhook = webhook(WebhookService::builder(service));
    let askers: Vec<_> = (0..8)
        .map(|_| {
            let webhook = webhook.clone();
            tokio::spawn(async move {
                for _ in 0..2_000 {
                    let answer = webhook.clone().oneshot(post(7)).await.unwrap();
                    assert_eq!(answer.status(), StatusCode::OK);
                }
            })
        })
        .collect();
    for asker in askers {
        asker.await.unwrap();
    }
    let stats = webhook.stats();
    assert_eq!((stats.accepted + stats.joined, stats.answered), (16_000, 16_000));
}

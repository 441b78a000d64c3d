//! Whether the time of a refusal tells how much of a secret was right: Welch's t-test over refused requests whose
//! secret differs in the first letter, and in the last.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use http::Request;
use http_body_util::Full;
use tgapi::{BoxError, Reply, SecretToken, Update};
use tgwebhook::WebhookService;
use tower::Service;

const SAMPLES: u32 = 1_000_000;

/// Longer ones were interrupted: the machine has other things to do.
const OUTLIER: f64 = 20_000.0;

#[derive(Default)]
struct Sample {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Sample {
    fn add(&mut self, value: f64) {
        self.n += 1.0;
        let before = value - self.mean;
        self.mean += before / self.n;
        self.squares += before * (value - self.mean);
    }

    fn error(&self) -> f64 {
        self.squares / (self.n - 1.0) / self.n
    }
}

pub(crate) fn secret() {
    let right = "a".repeat(256);
    let bot = tower::service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    let mut webhook = WebhookService::builder(bot).secret(SecretToken::new(&right).unwrap()).build().unwrap();
    let wrong = [format!("b{}", &right[1..]), format!("{}b", &right[1..])];
    let mut random = fastrand::Rng::with_seed(7);
    let mut samples = [Sample::default(), Sample::default()];
    for _ in 0..SAMPLES {
        // At random, or whatever happens now and then would always meet the same one.
        let which = usize::from(random.bool());
        let request = Request::post("/hook")
            .header("content-type", "application/json")
            .header("x-telegram-bot-api-secret-token", &wrong[which])
            .body(Full::<bytes::Bytes>::from("{}"))
            .unwrap();
        let start = Instant::now();
        let mut answering = pin!(webhook.call(request));
        let Poll::Ready(Ok(answer)) = answering.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            unreachable!("a refusal waits for nothing")
        };
        let took = start.elapsed().as_secs_f64() * 1e9;
        assert_eq!(black_box(answer).status(), 401);
        if took < OUTLIER {
            samples[which].add(took);
        }
    }
    let [first, last] = &samples;
    let t = (first.mean - last.mean) / (first.error() + last.error()).sqrt();
    println!(
        "{:<34}{:>13.1} ns{:>13.1} ns  |t| = {:.2}, at most 4.5 of {SAMPLES}",
        "2  wrong first / last letter",
        first.mean,
        last.mean,
        t.abs()
    );
}

//! Changing the secret while requests come, with the old one and with the new one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tgapi::SecretToken;
use tgwebhook::WebhookService;

use crate::memory::*;
use crate::support::*;

#[tokio::test(start_paused = true)]
async fn the_old_secret_is_good_until_the_overlap_ends() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let memory = Memory::start(|server| server.route("/hook", service.clone()));
    let with = |secret: &str| request("/hook", 1).replace(SECRET, secret);
    assert_eq!(memory.connect().ask(with("new")).await.status, 401);
    service.rotate_secret(&SecretToken::new("new").unwrap(), Duration::from_secs(60));
    for secret in [SECRET, "new"] {
        assert_eq!(memory.connect().ask(with(secret)).await.status, 200, "{secret}");
    }
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(memory.connect().ask(with(SECRET)).await.status, 401);
    assert_eq!(memory.connect().ask(with("new")).await.status, 200);
    // The largest overlap is as good as for ever.
    service.rotate_secret(&SecretToken::new("newer").unwrap(), Duration::MAX);
    assert_eq!(memory.connect().ask(with("new")).await.status, 200);
}

/// Eight senders that learn of a new secret whenever they like, within the overlap: none is ever refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_refused_in_a_rotation() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.route("/hook", service.clone()));
    let known = Arc::new(AtomicU64::new(0));
    let name = |generation: u64| if generation == 0 { SECRET.to_owned() } else { format!("secret-{generation}") };
    let senders: Vec<_> = (0..8_u64)
        .map(|sender| {
            let (address, known) = (running.address, Arc::clone(&known));
            tokio::spawn(async move {
                let mut talk = Talk::new(tokio::net::TcpStream::connect(address).await.unwrap());
                let mut random = fastrand::Rng::with_seed(sender);
                for id in 0..500 {
                    // The newest one that was told, or the one before.
                    let newest = known.load(Ordering::SeqCst);
                    let used = name(newest.saturating_sub(random.u64(..2)));
                    let asked = request("/hook", sender * 1_000 + id).replace(SECRET, &used);
                    assert_eq!(talk.ask(asked).await.status, 200, "{used}");
                }
            })
        })
        .collect();
    let mut generation = 0;
    while !senders.iter().all(tokio::task::JoinHandle::is_finished) {
        generation += 1;
        service.rotate_secret(&SecretToken::new(&name(generation)).unwrap(), Duration::from_secs(3_600));
        known.store(generation, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for sender in senders {
        within(sender).await.unwrap();
    }
    assert_eq!((service.stats().refused.total(), service.stats().answered), (0, 4_000));
}

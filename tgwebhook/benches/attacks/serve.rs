//! The process that is attacked.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, Reply, SecretToken, Update};
use tgwebhook::{Certificate, Server, Subnet, WebhookService};
use tokio::sync::Semaphore;

pub(crate) const SECRET: &str = "the-secret_of-these-attacks";

/// How many updates at once the slow handler works on, and how long on each: a thousand a second.
const CAPACITY: (usize, Duration) = (10, Duration::from_millis(10));

/// Serves until its input ends: `plain`, `tls`, or `slow` with a handler that a thousand updates a second fill.
pub(crate) fn serve(kind: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let slow = kind == "slow";
    runtime.block_on(async {
        let working = Arc::new(Semaphore::new(CAPACITY.0));
        let bot = tower::service_fn(move |_: Update| {
            let working = Arc::clone(&working);
            async move {
                if slow {
                    let _at_work = working.acquire().await?;
                    tokio::time::sleep(CAPACITY.1).await;
                }
                Ok::<_, BoxError>(Reply::None)
            }
        });
        let webhook = WebhookService::builder(bot).secret(SecretToken::new(SECRET).unwrap()).build().unwrap();
        // Telegram's place in these attacks.
        let telegram: Subnet = "127.0.0.1".parse().unwrap();
        let mut server = Server::bind("127.0.0.1:0").await.unwrap().route("/hook", webhook.clone());
        if kind == "slow" {
            server = server.trusted_proxies([telegram]);
        }
        if kind == "tls" {
            let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
            let file = std::env::temp_dir().join(format!("tgwebhook-attacks-{}.pem", std::process::id()));
            std::fs::write(&file, certificate.public_pem()).unwrap();
            server = server.tls(certificate);
        }
        println!("{}", server.local_addr().port());
        let monitor = server.monitor();
        let stop = async {
            let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
        };
        server.serve_with_shutdown(stop).await.unwrap();
        println!("{} {:?}", webhook.stats().answered, monitor.stats());
    });
}

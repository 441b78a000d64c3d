//! A webhook in front of a queue whose disk fails: 503 and not ready while it does, and all is well afterwards.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, StatusCode};
use http_body_util::Full;
use tgapi::{BoxError, Reply, SecretToken};
use tgbot::ServerConfig;
use tgbot::api::Token;
use tgbot::prelude::*;
use tgbot::queue::{Engine, Health, Intake, Redb, Storage, StorageBackend};
use tgsandbox::Sandbox;
use tgwebhook::{Readiness, WebhookService};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::running::Running;
use crate::soon;
use crate::webhook_custom::get;
use crate::webhook_kit::free_port;

const BOT: UserId = UserId(1);

/// Bytes that cannot be written while it is full.
#[derive(Clone, Debug, Default)]
struct Disk {
    bytes: Arc<Mutex<Vec<u8>>>,
    full: Arc<AtomicBool>,
}

impl Disk {
    fn room(&self) -> io::Result<()> {
        if self.full.load(Ordering::SeqCst) { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Storage for Disk {
    fn open(&self) -> io::Result<Box<dyn StorageBackend>> {
        Ok(Box::new(self.clone()))
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.bytes.lock().unwrap().len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let from = offset as usize;
        out.copy_from_slice(&self.bytes.lock().unwrap()[from..from + out.len()]);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.room()?;
        self.bytes.lock().unwrap().resize(len as usize, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.room()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.room()?;
        let from = offset as usize;
        self.bytes.lock().unwrap()[from..from + data.len()].copy_from_slice(data);
        Ok(())
    }
}

#[tokio::test]
async fn a_full_disk_is_503_and_not_ready_until_there_is_space() {
    let disk = Disk::default();
    let queue = Redb::builder().open_storage(disk.clone()).unwrap();
    let bot = tower::service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    let webhook = WebhookService::builder(bot)
        .stores(Intake::new(queue.clone(), BOT))
        .secret(SecretToken::new("secret").unwrap())
        .build()
        .unwrap();
    let post = async |id: u64| {
        let request = Request::post("/")
            .header("content-type", "application/json")
            .header("x-telegram-bot-api-secret-token", "secret")
            .body(Full::<bytes::Bytes>::from(format!(r#"{{"update_id":{id}}}"#)))
            .unwrap();
        let answer = webhook.clone().oneshot(request).await.unwrap();
        (answer.status(), answer.headers().contains_key("retry-after"))
    };
    assert_eq!(post(1).await, (StatusCode::OK, false));
    assert!(matches!(webhook.readiness(Duration::from_secs(1)), Readiness::Ready));
    disk.full.store(true, Ordering::SeqCst);
    for id in 2..5 {
        assert_eq!(post(id).await, (StatusCode::SERVICE_UNAVAILABLE, true));
    }
    // It is not ready once that goes on for as long as one has patience.
    let patience = Duration::from_millis(200);
    soon("the webhook to be not ready", async {
        while !matches!(webhook.readiness(patience), Readiness::Stuck(_)) {
            assert_eq!(post(2).await.0, StatusCode::SERVICE_UNAVAILABLE);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    assert!(matches!(queue.health(), Health::Down(why) if why.contains("the disk is full")));
    disk.full.store(false, Ordering::SeqCst);
    soon("the queue to recover", async {
        while queue.health() != Health::Ready {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    // Telegram sends again what was refused.
    for id in 1..5 {
        assert_eq!(post(id).await, (StatusCode::OK, false));
    }
    assert!(matches!(webhook.readiness(Duration::from_secs(1)), Readiness::Ready));
    assert_eq!(queue.stats(BOT).await.unwrap().pending, 4);
}

#[tokio::test]
async fn a_bot_is_not_ready_as_soon_as_its_disk_is_full_whoever_finds_out() {
    let disk = Disk::default();
    let queue = Redb::builder().open_storage(disk.clone()).unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    let gate = Arc::new(Semaphore::new(0));
    let opened = Arc::clone(&gate);
    let handler = move |_: Message| {
        let gate = Arc::clone(&gate);
        async move { drop(gate.acquire().await) }
    };
    let metrics = free_port();
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .routes(Router::new().on(text(), handler))
        .server(ServerConfig::new().metrics(([127, 0, 0, 1], metrics).into()))
        .durable_in(queue.clone());
    let running = Running::start(bot.polling());
    let ann = sandbox.user("Ann");
    ann.send("hello").await;
    sandbox.idle().await.unwrap();
    assert!(get(metrics, "/readyz").await.ends_with("ready\n"));
    disk.full.store(true, Ordering::SeqCst);
    // Nothing comes in: it is the mark of what was handled that finds no space.
    opened.add_permits(1);
    let says = async |word: &str| {
        soon(word, async {
            while !get(metrics, "/readyz").await.contains(word) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await;
    };
    says("queue").await;
    disk.full.store(false, Ordering::SeqCst);
    says("200 OK").await;
    assert_eq!(running.stop().await.unfinished, 0);
    assert_eq!(queue.stats(Token::new(&sandbox.token()).unwrap().bot_id()).await.unwrap().pending, 0);
    queue.close().await;
}

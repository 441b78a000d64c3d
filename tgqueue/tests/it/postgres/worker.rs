//! A worker as a process of its own, to be killed and paused: it handles with a plain effect, and then with one in the
//! same transaction as the done mark.

use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, Lane, Reply, Update};
use tgqueue::{Postgres, Worker, WorkerConfig};
use tokio::sync::Mutex;
use tokio_postgres::Client;

use super::rig::{BOT, LEASE};
use super::server::connect;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by other tests as a process of its own"]
async fn process() {
    let (Ok(address), Ok(name)) = (std::env::var("TGQUEUE_DATABASE"), std::env::var("TGQUEUE_WORKER")) else { return };
    // It may start while the database is away.
    let queue = loop {
        match Postgres::builder(&address).connections(8).open().await {
            Ok(queue) => break queue,
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    };
    let handler = Arc::new(Handler { queue: queue.clone(), address, plain: Mutex::default() });
    let service = tower::service_fn(move |update: Update| {
        let handler = Arc::clone(&handler);
        async move { handler.handle(update).await.map(|()| Reply::None) }
    });
    let config = WorkerConfig::new()
        .name(format!("{name} of process {}", std::process::id()))
        .lease(LEASE)
        .look_again(Duration::from_millis(100))
        .attempts(1_000)
        .pauses(Duration::from_millis(20), Duration::from_millis(200))
        .max_in_flight(64)
        .per_conversation(4);
    // Until it is killed.
    Worker::new(queue, BOT, service).config(config).run_until(std::future::pending()).await.unwrap();
}

struct Handler {
    queue: Postgres,
    address: String,
    plain: Mutex<Option<Arc<Client>>>,
}

impl Handler {
    async fn handle(&self, update: Update) -> Result<(), BoxError> {
        let number = update.update_id.0.cast_signed();
        let Lane::Chat(chat) = update.lane() else { return Err("an update without a chat".into()) };
        let plain = self.plain().await?;
        plain.execute("insert into plain (update_id, chat) values ($1, $2)", &[&number, &chat.0]).await?;
        let transaction = self.queue.transaction(BOT, update.update_id).await?;
        let effect = "insert into fenced (update_id, chat) values ($1, $2)";
        transaction.client().execute(effect, &[&number, &chat.0]).await?;
        // Long enough for faults to meet it here.
        tokio::time::sleep(Duration::from_millis(fastrand::u64(0..4))).await;
        transaction.commit().await?;
        Ok(())
    }

    async fn plain(&self) -> Result<Arc<Client>, tokio_postgres::Error> {
        let mut plain = self.plain.lock().await;
        match &*plain {
            Some(client) if !client.is_closed() => Ok(Arc::clone(client)),
            _ => Ok(Arc::clone(plain.insert(Arc::new(connect(&self.address).await?)))),
        }
    }
}

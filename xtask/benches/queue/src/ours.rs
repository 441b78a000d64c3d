//! The queue: waiters who bring one update after another, as Telegram's connections do, and a long backlog.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tgapi::{BoxError, RawUpdate, Reply, Update, UserId};
use tgqueue::{Engine, Fetch, Intake, Key, LeaseRequest, NewUpdate, Postgres, Redb, Worker};
use tower::ServiceExt;

use crate::counted::Counted;
use crate::{Failure, memory};

const BOT: UserId = UserId(1);

/// An update of 1 KB, as a webhook brings it.
pub(crate) fn json(id: u64) -> String {
    let chat = id % 500;
    let head = format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"date":1700000000,"chat":{{"id":{chat},"type":"private","first_name":"Ann"}},"text":""#
    );
    let text = 1024 - head.len() - 3;
    format!("{head}{}\"}}}}", "x".repeat(text))
}

pub(crate) struct Round {
    pub(crate) per_second: f64,
    updates: u64,
    /// Updates in a commit, on average.
    pub(crate) batch: f64,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

/// So many waiters for so long, in a file; with a worker that handles everything at once, or without.
pub(crate) fn in_a_file(folder: &Path, waiters: usize, time: Duration, handled: bool) -> Result<Round, Failure> {
    let file = folder.join("ours.redb");
    let syncs = Arc::new(AtomicU64::new(0));
    let round = runtime()?.block_on(async {
        let storage = Counted { path: file.clone(), syncs: Arc::clone(&syncs) };
        let queue = Redb::builder().open_storage(storage)?;
        let before = syncs.load(Ordering::Relaxed);
        let round = accept(&queue, waiters, time, handled).await?;
        let commits = syncs.load(Ordering::Relaxed) - before;
        queue.close().await;
        Ok::<_, Failure>(round.with_commits(commits))
    })?;
    std::fs::remove_file(file)?;
    Ok(round)
}

/// The same in a database, which is empty before and after.
pub(crate) async fn in_a_database(
    address: &str,
    waiters: usize,
    time: Duration,
    handled: bool,
) -> Result<Round, Failure> {
    let queue = Postgres::builder(address).open().await?;
    let round = accept(&queue, waiters, time, handled).await?;
    queue.close();
    let client = crate::server::connect(address).await?;
    // Every row says by which transaction it was written.
    let commits = client.query_one("select count(distinct xmin::text) from tgqueue.seen", &[]).await?;
    let commits: i64 = commits.try_get(0)?;
    client.batch_execute("drop schema tgqueue cascade; checkpoint").await?;
    Ok(round.with_commits(commits.cast_unsigned()))
}

pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

async fn accept<E: Engine + Clone>(queue: &E, waiters: usize, time: Duration, handled: bool) -> Result<Round, Failure> {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let service = tower::service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    let worker = handled.then(|| {
        tokio::spawn(Worker::new(queue.clone(), BOT, service).run_until(async {
            let _ = stopped.await;
        }))
    });
    let (begun, next) = (Instant::now(), Arc::new(AtomicU64::new(1)));
    let until = begun + time;
    let tasks: Vec<_> = (0..waiters)
        .map(|_| {
            let (intake, next) = (Intake::new(queue.clone(), BOT), Arc::clone(&next));
            tokio::spawn(async move {
                let mut took = Vec::new();
                while Instant::now() < until {
                    let update = RawUpdate::new(json(next.fetch_add(1, Ordering::Relaxed)));
                    let asked = Instant::now();
                    intake.clone().oneshot(update).await?;
                    took.push(asked.elapsed());
                }
                Ok::<_, BoxError>(took)
            })
        })
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await??);
    }
    let elapsed = begun.elapsed();
    drop(stop);
    if let Some(worker) = worker {
        worker.await??;
    }
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
    Ok(Round {
        per_second: took.len() as f64 / elapsed.as_secs_f64(),
        updates: took.len() as u64,
        batch: 0.0,
        p50: at(50),
        p99: at(99),
    })
}

impl Round {
    fn with_commits(mut self, commits: u64) -> Self {
        self.batch = self.updates as f64 / commits.max(1) as f64;
        self
    }
}

/// Stores so many updates that nobody handles; the resident memory then.
pub(crate) fn fill(file: &Path, backlog: u64) -> Result<u64, Failure> {
    runtime()?.block_on(async {
        let queue = Redb::open(file)?;
        let update = |id: u64| {
            let raw = RawUpdate::new(json(id));
            let (update_id, lane) = *raw.peek().map_err(|error| error.to_string())?;
            Ok::<_, Failure>(NewUpdate {
                bot: BOT,
                key: Key::Known { update_id, conversation: lane.into() },
                raw: raw.json().clone(),
            })
        };
        let mut next = 1;
        while next <= backlog {
            let batch = (next..=backlog).take(256).map(update).collect::<Result<Vec<_>, _>>()?;
            next += batch.len() as u64;
            queue.append(batch).await?;
        }
        let resident = memory::resident();
        queue.close().await;
        Ok(resident)
    })
}

pub(crate) struct Opened {
    pub(crate) open: Duration,
    pub(crate) fetch: Duration,
}

/// Opens a file, which is checked through, and fetches as a worker does at its start.
pub(crate) fn reopen(file: &Path) -> Result<Opened, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let begun = Instant::now();
        let queue = Redb::open(file)?;
        let open = begun.elapsed();
        let ttl = Duration::from_secs(60);
        let leases = queue.lease(LeaseRequest { bot: BOT, worker: "bench".into(), want: 1, ttl }).await?;
        let begun = Instant::now();
        queue.fetch(&leases, Fetch { max: 1_000, per_conversation: 16, busy: Vec::new() }).await?;
        let fetch = begun.elapsed();
        queue.close().await;
        Ok(Opened { open, fetch })
    })
}

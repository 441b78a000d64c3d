//! Two front ends, two worker processes, one database, and what may happen to them.

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use tgapi::{RawUpdate, UserId};
use tgqueue::{Engine, Intake, Postgres};
use tokio_postgres::Client;
use tower::ServiceExt as _;

use super::server::{Server, address_of_either, connect, free_port, kill};

pub(super) const BOT: UserId = UserId(42);
pub(super) const LEASE: Duration = Duration::from_millis(1_500);
const CHATS: i64 = 150;
/// How far front ends run ahead of what is handled, so that faults meet them at work.
const AHEAD: i64 = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Fault {
    /// SIGKILL, and another one is started.
    KilledWorker,
    /// SIGSTOP beyond its lease, then SIGCONT.
    PausedWorker,
    /// SIGSTOP for a part of its lease, then SIGCONT.
    SlowWorker,
    /// All connections are cut.
    LostConnections,
    /// The server crashes, and comes back.
    Restart,
    /// The server dies for good, and its standby takes over, on another port; then that gets a standby.
    Failover,
}

pub(super) const ALL: [Fault; 6] = [
    Fault::KilledWorker,
    Fault::PausedWorker,
    Fault::SlowWorker,
    Fault::LostConnections,
    Fault::Restart,
    Fault::Failover,
];

/// What the worker processes left behind.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) lost: usize,
    /// Effects in the update's own transaction: more than one.
    pub(super) fenced_twice: usize,
    pub(super) fenced_out_of_order: usize,
    /// Plain effects: each first one has to come in order.
    pub(super) first_out_of_order: usize,
    /// Plain effects more than one: what at least once means.
    pub(super) plain_twice: usize,
    /// Plain effects after one of a later update: of a worker that was paused in the middle of a handler.
    pub(super) plain_late: usize,
    pub(super) letters: u64,
    pub(super) pending: u64,
}

pub(super) struct Rig {
    server: Server,
    standby: Option<Server>,
    /// Of both servers.
    address: String,
    workers: Vec<Child>,
    pub(super) done: Vec<(Fault, u32)>,
    random: fastrand::Rng,
}

const EFFECTS: &str = "
create table plain (id bigint generated always as identity primary key, update_id bigint not null, chat bigint not null);
create table fenced (id bigint generated always as identity primary key, update_id bigint not null, chat bigint not null);";

impl Rig {
    pub(super) async fn start(random: fastrand::Rng, kinds: &[Fault]) -> Option<Self> {
        let server = Server::start("").await?;
        let own = server.database("rig").await;
        connect(&own).await.unwrap().batch_execute(EFFECTS).await.unwrap();
        let (mut standby, mut address) = (None, own);
        if kinds.contains(&Fault::Failover) {
            let second = server.standby(free_port()).await;
            address = address_of_either([server.port, second.port], "rig");
            standby = Some(second);
        }
        let mut rig = Self { server, standby, address, workers: Vec::new(), done: Vec::new(), random };
        // Makes the tables.
        rig.queue().await.close();
        for number in 0..2 {
            let worker = rig.worker(number);
            rig.workers.push(worker);
        }
        Some(rig)
    }

    async fn queue(&self) -> Postgres {
        Postgres::builder(&self.address).open().await.unwrap()
    }

    /// This test's own program, as a worker.
    fn worker(&self, number: usize) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "postgres::worker::process", "--ignored", "--nocapture"])
            .env("TGQUEUE_WORKER", format!("worker {number}"))
            .env("TGQUEUE_DATABASE", &self.address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Stores so many updates by two front ends, with so many faults meanwhile, until all are handled.
    pub(super) async fn run(mut self, updates: i64, kinds: &[Fault], faults: usize) -> (Outcome, Vec<(Fault, u32)>) {
        let handled = Arc::new(AtomicI64::new(0));
        let mut front_ends = Vec::new();
        for half in 0..2 {
            let intake = Intake::new(self.queue().await, BOT);
            front_ends.push(tokio::spawn(feed(intake, half, updates, Arc::clone(&handled))));
        }
        // As many of each, in any order.
        let mut plan: Vec<_> = kinds.iter().copied().cycle().take(faults).collect();
        self.random.shuffle(&mut plan);
        let mut client = None;
        for (number, fault) in (0_i64..).zip(plan) {
            let due = number * updates / faults as i64;
            self.wait(&mut client, &handled, due).await;
            // Anywhere in what they are just doing.
            tokio::time::sleep(Duration::from_millis(self.random.u64(0..150))).await;
            self.inflict(fault).await;
        }
        self.wait(&mut client, &handled, updates).await;
        for front_end in front_ends {
            front_end.await.unwrap();
        }
        let outcome = self.read(updates).await;
        (outcome, std::mem::take(&mut self.done))
    }

    async fn inflict(&mut self, fault: Fault) {
        let victim = self.random.usize(0..self.workers.len());
        let pid = self.workers[victim].id();
        match fault {
            Fault::KilledWorker => {
                self.workers[victim].kill().unwrap();
                self.workers[victim].wait().unwrap();
                self.workers[victim] = self.worker(victim);
            }
            Fault::PausedWorker | Fault::SlowWorker => {
                let part = if fault == Fault::PausedWorker { 150 } else { 30 };
                assert!(kill("STOP", pid));
                tokio::time::sleep(LEASE * part / 100).await;
                assert!(kill("CONT", pid));
            }
            Fault::LostConnections => {
                let cut = "select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = 'rig' and pid <> pg_backend_pid()";
                connect(&self.address).await.unwrap().execute(cut, &[]).await.unwrap();
            }
            Fault::Restart => {
                self.server.crash();
                self.server.run().await;
            }
            Fault::Failover => {
                self.server.crash();
                let standby = self.standby.take().unwrap();
                standby.promote().await;
                let dead = std::mem::replace(&mut self.server, standby);
                // Where the dead one was.
                self.standby = Some(self.server.standby(dead.port).await);
            }
        }
        match self.done.iter_mut().find(|(kind, _)| *kind == fault) {
            Some((_, times)) => *times += 1,
            None => self.done.push((fault, 1)),
        }
    }

    /// Until so many updates have had their effect.
    async fn wait(&mut self, client: &mut Option<Client>, handled: &AtomicI64, due: i64) {
        let start = Instant::now();
        loop {
            if let Some(worker) = self.workers.iter_mut().find_map(|worker| worker.try_wait().unwrap()) {
                panic!("a worker ended by itself: {worker}");
            }
            if client.as_ref().is_none_or(Client::is_closed) {
                *client = connect(&self.address).await.ok();
            }
            let count = "select count(distinct update_id) from fenced";
            if let Some(client) = client
                && let Ok(row) = client.query_one(count, &[]).await
            {
                let count = row.get(0);
                handled.store(count, Ordering::Relaxed);
                if count >= due {
                    return;
                }
            }
            assert!(start.elapsed() < Duration::from_secs(180), "{} of {due} handled", handled.load(Ordering::Relaxed));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn read(&mut self, updates: i64) -> Outcome {
        let client = connect(&self.address).await.unwrap();
        let mut outcome = Outcome::default();
        for (table, fenced) in [("fenced", true), ("plain", false)] {
            let rows = client.query(&format!("select update_id, chat from {table} order by id"), &[]).await.unwrap();
            let (mut times, mut last) = (HashMap::<i64, usize>::new(), HashMap::<i64, i64>::new());
            for row in rows {
                let (update, chat): (i64, i64) = (row.get(0), row.get(1));
                assert_eq!(chat, chat_of(update));
                let times = times.entry(update).or_default();
                *times += 1;
                let last = last.entry(chat).or_default();
                let late = update < *last;
                *last = update.max(*last);
                match (fenced, *times > 1) {
                    (true, twice) => {
                        outcome.fenced_twice += usize::from(twice);
                        outcome.fenced_out_of_order += usize::from(late);
                    }
                    (false, twice) => {
                        outcome.plain_twice += usize::from(twice);
                        outcome.first_out_of_order += usize::from(late && !twice);
                        outcome.plain_late += usize::from(late && twice);
                    }
                }
            }
            outcome.lost += (1..=updates).filter(|update| !times.contains_key(update)).count();
        }
        let stats = self.queue().await.stats(BOT).await.unwrap();
        (outcome.letters, outcome.pending) = (stats.letters, stats.pending);
        outcome
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        for worker in &mut self.workers {
            let _ = worker.kill();
            let _ = worker.wait();
        }
    }
}

fn chat_of(update: i64) -> i64 {
    update % CHATS
}

pub(super) fn json(update: i64) -> String {
    let chat = chat_of(update);
    format!(
        r#"{{"update_id":{update},"message":{{"message_id":1,"date":1,"chat":{{"id":{chat},"type":"private"}},"text":"hi"}}}}"#
    )
}

/// A front end: stores the chats of its half, each again until it is acknowledged, as Telegram does. Every twentieth
/// comes twice.
async fn feed(intake: Intake<Postgres>, half: i64, updates: i64, handled: Arc<AtomicI64>) {
    for update in (1..=updates).filter(|update| chat_of(*update) % 2 == half) {
        while update > handled.load(Ordering::Relaxed) + AHEAD {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        for _ in 0..if update % 20 == 0 { 2 } else { 1 } {
            while intake.clone().oneshot(RawUpdate::new(json(update))).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

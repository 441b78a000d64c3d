//! Group commit: what is to be stored while a commit is under way goes into the next one, all in one statement.

use std::sync::{Arc, Weak};

use tokio::sync::mpsc;

use super::append::STORE;
use super::batch::Batch;
pub(super) use super::batch::Job;
use super::pool::{Lent, Link};
use super::shared::Shared;
use super::under_way::UnderWay;
use crate::error::EngineError;

/// How many calls may wait for their commit; further ones wait to be let in.
pub(super) const QUEUE: usize = 1024;

/// Until the last engine is gone. No timer: the commit is the timer.
///
/// One after another, never two at once: a poller hands over several updates of a chat without waiting for each, and the
/// later one must not be there, and handled, before the earlier one is. So the next one is sent while one is under way on
/// the same connection only, where it is begun after the other's commit, and it is let in only if the other one was.
pub(super) async fn run(shared: Weak<Shared>, mut jobs: mpsc::Receiver<Job>) {
    let mut writer = Writer::new();
    let mut open = true;
    while open || writer.under_way.len() > 0 || !writer.waiting.is_empty() {
        tokio::select! {
            biased;
            sent = writer.under_way.next(), if writer.under_way.len() > 0 => writer.finish(sent).await,
            job = jobs.recv(), if open && !writer.waiting.is_full() => match job {
                Some(job) => writer.waiting.push(job),
                None => open = false,
            },
        }
        while !writer.waiting.is_full()
            && let Ok(job) = jobs.try_recv()
        {
            writer.waiting.push(job);
        }
        if writer.is_to_send() {
            let Some(shared) = shared.upgrade() else { return };
            writer.send(shared).await;
        }
    }
}

struct Writer {
    waiting: Batch,
    under_way: UnderWay<Sent>,
    /// While something is under way.
    connection: Option<Connection>,
    /// How many calls were there, waiting or under way, when the last ones were answered.
    crowd: usize,
    /// Of the last batch.
    number: u64,
}

struct Connection {
    link: Arc<Link>,
    shared: Arc<Shared>,
    /// Calls that are under way.
    calls: usize,
    /// Whether what was sent last leaves its name, so that another one can be sent behind it.
    plain: bool,
    _lent: Lent,
}

/// A batch, and what a short statement did not store of it. Nothing is said if it was not tried.
struct Sent {
    batch: Batch,
    missing: Option<Result<Vec<usize>, EngineError>>,
}

impl Writer {
    fn new() -> Self {
        Self { waiting: Batch::default(), under_way: UnderWay::new(), connection: None, crowd: usize::MAX, number: 0 }
    }

    /// At once, if nothing is under way. Behind another one as soon as all who were there lately wait again, so that nobody
    /// else is to be expected before there is an answer; then the database need not wait for us between two commits.
    fn is_to_send(&self) -> bool {
        let Some(connection) = &self.connection else { return !self.waiting.is_empty() };
        let calls = self.waiting.calls();
        self.under_way.len() == 1
            && connection.plain
            && self.waiting.is_plain()
            && calls * 2 >= connection.calls
            && calls + connection.calls >= self.crowd
            // Whoever waits for a connection gets ours in between.
            && connection.shared.pool.has_room()
            && self.waiting.bots().iter().all(|bot| connection.shared.known_lanes(*bot).is_some())
    }

    async fn send(&mut self, shared: Arc<Shared>) {
        let batch = std::mem::take(&mut self.waiting);
        let before = self.connection.as_ref().map(|_| self.number.to_string());
        self.number += 1;
        let one = before.is_none() && batch.is_one();
        if self.connection.is_none() {
            match Connection::open(Arc::clone(&shared), &batch).await {
                Ok(connection) => self.connection = Some(connection),
                Err(error) => return batch.answer(shared.note(Err(error))),
            }
        }
        let Some(connection) = &mut self.connection else { return };
        connection.calls += batch.calls();
        connection.plain = batch.is_plain() && !one;
        let (link, name) = (Arc::clone(&connection.link), self.number.to_string());
        self.under_way.push(async move {
            let missing = match (batch.is_plain(), one) {
                (false, _) => None,
                (true, true) => Some(batch.store_one(&link, &shared).await),
                (true, false) => Some(batch.store(&link, &shared, before, name).await),
            };
            Sent { batch, missing }
        });
    }

    /// What was not stored is so now, before anything else is sent or looked at.
    async fn finish(&mut self, Sent { batch, missing }: Sent) {
        let Some(connection) = &mut self.connection else { return };
        let Connection { link, shared, .. } = connection;
        let stored = match missing {
            Some(Ok(missing)) => batch.complete(link, shared, &missing).await,
            Some(Err(error)) => Err(error),
            None => batch.append(link, shared).await,
        };
        self.crowd = connection.calls + self.waiting.calls();
        connection.calls -= batch.calls();
        let stored = shared.note(stored);
        let arrived = stored.is_ok();
        batch.answer(stored);
        if arrived {
            shared.arrived();
        }
        if self.under_way.len() == 0 {
            self.connection = None;
        }
    }
}

impl Connection {
    async fn open(shared: Arc<Shared>, batch: &Batch) -> Result<Self, EngineError> {
        for bot in batch.bots() {
            shared.lanes(bot).await?;
        }
        let lent = shared.pool.get().await?;
        let link = lent.link()?;
        link.prepare(STORE).await?;
        Ok(Self { link, shared, calls: 0, plain: true, _lent: lent })
    }
}

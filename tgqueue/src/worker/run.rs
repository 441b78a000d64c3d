//! The loop of a worker: leases, fetches, turns, marks. The only place of the worker with tasks and a clock.

use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, Reply, Update, UserId};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tower_service::Service;

use super::Worker;
use super::hands::Hands;
use super::suspects::{self, Suspects};
use super::turn::{self, Kit};
use crate::conversation::Conversation;
use crate::engine::{Engine, Fetch};
use crate::error::EngineError;
use crate::item::{Mark, Outcome, Settled, Stored};
use crate::lease::{Lease, LeaseRequest, Renewal};

/// What a worker has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkerReport {
    /// Updates that were handled.
    pub done: u64,
    /// Attempts that failed and are tried again.
    pub retried: u64,
    /// Updates that became dead letters.
    pub dead: u64,
    /// Updates that were handled after their lane had been taken by another worker, which handles them as well.
    pub fenced: u64,
    /// Conversations that were still at work when the time to finish was over; they go on at the next start.
    pub unfinished: usize,
}

pub(super) struct Run<E, S> {
    engine: Arc<E>,
    bot: UserId,
    service: S,
    kit: Arc<Kit>,
    marks: UnboundedReceiver<Mark>,
    /// Marks that the engine could not take yet.
    unsettled: Vec<Mark>,
    turns: JoinSet<Conversation>,
    busy: HashMap<Conversation, Lease>,
    /// Lanes that another worker wants: nothing more is fetched of them, and they are given back when nothing is at work.
    leaving: HashSet<Lease>,
    /// Updates that were at work when a worker died. Their conversations are busy.
    suspects: Suspects,
    /// Conversations whose turn is over; busy until their marks are settled.
    ended: Vec<Conversation>,
    report: WorkerReport,
    /// Whether there may be something to fetch.
    look: bool,
    due_at: Option<Instant>,
    renew_at: Instant,
    /// Not before then: the engine just failed.
    pause_until: Option<Instant>,
}

impl<E, S> Run<E, S>
where
    E: Engine,
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    pub(super) fn new(worker: Worker<E, S>) -> Self {
        let (sender, marks) = mpsc::unbounded_channel();
        let kit = Kit {
            config: worker.config.mended(),
            hands: Hands::default(),
            verdicts: worker.verdicts,
            send: worker.send,
            marks: sender,
        };
        Self {
            engine: worker.engine,
            bot: worker.bot,
            service: worker.service,
            kit: Arc::new(kit),
            marks,
            unsettled: Vec::new(),
            turns: JoinSet::new(),
            busy: HashMap::new(),
            leaving: HashSet::new(),
            suspects: Suspects::default(),
            ended: Vec::new(),
            report: WorkerReport::default(),
            look: true,
            due_at: None,
            renew_at: Instant::now(),
            pause_until: None,
        }
    }

    pub(super) async fn until(mut self, stop: impl Future<Output = ()>) -> Result<WorkerReport, EngineError> {
        let mut arrivals = self.engine.arrivals();
        let mut stop = pin!(stop);
        loop {
            let is_paused = self.pause_until.is_some_and(|until| Instant::now() < until);
            let failed = if is_paused { None } else { self.step().await.err() };
            match failed {
                Some(error @ (EngineError::Closed | EngineError::Corrupted { .. })) => {
                    self.finish().await;
                    return Err(error);
                }
                Some(error) => {
                    tracing::warn!(%error, "the queue does not answer; trying again");
                    self.pause_until = Some(Instant::now() + self.kit.config.look_again);
                }
                None if is_paused => {}
                None => self.pause_until = None,
            }
            let wake = self.wake_at();
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(mark) = self.marks.recv() => self.unsettled.push(mark),
                Some(ended) = self.turns.join_next() => self.turn_ended(ended),
                changed = arrivals.changed(), if self.pause_until.is_none() => {
                    if changed.is_err() {
                        // The engine is going; what it answers will say so.
                        tokio::time::sleep_until(wake).await;
                    }
                    self.look = true;
                }
                () = tokio::time::sleep_until(wake) => {
                    self.look = true;
                    // The next fetch says it anew; until there is room for one there is nothing to wake up for.
                    self.due_at = None;
                }
            }
            self.gather();
        }
        self.finish().await;
        Ok(self.report)
    }

    /// Everything that has come meanwhile, in one go.
    fn gather(&mut self) {
        while let Some(ended) = self.turns.try_join_next() {
            self.turn_ended(ended);
        }
        // After the turns: the marks of one that ended are here.
        while let Ok(mark) = self.marks.try_recv() {
            self.unsettled.push(mark);
        }
    }

    fn turn_ended(&mut self, ended: Result<Conversation, JoinError>) {
        // A turn catches its panics; an aborted one ends with the worker.
        self.ended.extend(ended);
    }

    async fn step(&mut self) -> Result<(), EngineError> {
        self.settle().await?;
        self.give_away().await?;
        if Instant::now() >= self.renew_at {
            self.renew().await?;
        }
        loop {
            while self.look && self.busy.len() < self.kit.config.max_in_flight {
                self.fetch().await?;
            }
            self.begin_suspects().await?;
            if self.unsettled.is_empty() {
                return Ok(());
            }
            // Of those that were given up.
            self.settle().await?;
        }
    }

    fn wake_at(&self) -> Instant {
        let look_again = Instant::now() + self.kit.config.look_again;
        let soonest = [self.due_at, Some(self.renew_at)].into_iter().flatten().fold(look_again, Instant::min);
        self.pause_until.map_or(soonest, |until| soonest.max(until))
    }

    async fn settle(&mut self) -> Result<(), EngineError> {
        if !self.unsettled.is_empty() {
            let settled = self.engine.settle(self.unsettled.clone()).await?;
            for (mark, settled) in std::mem::take(&mut self.unsettled).into_iter().zip(settled) {
                match (settled, mark.outcome) {
                    (Settled::Fenced, _) => self.report.fenced += 1,
                    (_, Outcome::Done) => self.report.done += 1,
                    (_, Outcome::Retry { .. }) => self.report.retried += 1,
                    (_, Outcome::Dead { .. }) => self.report.dead += 1,
                }
            }
        }
        for conversation in self.ended.drain(..) {
            self.busy.remove(&conversation);
            self.suspects.ended(conversation);
            self.look = true;
        }
        Ok(())
    }

    async fn renew(&mut self) -> Result<(), EngineError> {
        let (ttl, asked) = (self.kit.config.lease, Instant::now());
        let held = self.kit.hands.all();
        let renewals = if held.is_empty() { Vec::new() } else { self.engine.renew(&held, ttl).await? };
        for (lease, renewal) in held.iter().zip(renewals) {
            match renewal {
                Renewal::Kept | Renewal::Wanted => self.kit.hands.take(*lease, asked, ttl),
                // Nothing more is begun in it; what is at work is fenced or done.
                Renewal::Lost => self.kit.hands.drop(*lease),
            }
            if renewal == Renewal::Wanted {
                self.leaving.insert(*lease);
            } else {
                self.leaving.remove(lease);
            }
        }
        let held = self.kit.hands.all().len();
        let mut waits = ttl / 3;
        if held < self.kit.config.max_lanes {
            let (worker, want) = (self.kit.config.name.clone(), self.kit.config.max_lanes - held);
            let leases = self.engine.lease(LeaseRequest { bot: self.bot, worker, want, ttl }).await?;
            self.look |= !leases.is_empty();
            leases.into_iter().for_each(|lease| self.kit.hands.take(lease, asked, ttl));
            // Without any there is nothing else to do but to ask again.
            if self.kit.hands.all().is_empty() {
                waits = waits.min(self.kit.config.look_again);
            }
        }
        self.renew_at = asked + waits;
        Ok(())
    }

    /// Gives back the lanes that another worker wants, once nothing of theirs is at work.
    async fn give_away(&mut self) -> Result<(), EngineError> {
        let at_work: HashSet<_> = self.busy.values().copied().collect();
        let idle: Vec<_> = self.leaving.difference(&at_work).copied().collect();
        if !idle.is_empty() {
            self.engine.release(&idle).await?;
            for lease in idle {
                self.kit.hands.drop(lease);
                self.leaving.remove(&lease);
            }
        }
        Ok(())
    }

    async fn fetch(&mut self) -> Result<(), EngineError> {
        let mut leases = self.kit.hands.all();
        leases.retain(|lease| !self.leaving.contains(lease));
        if leases.is_empty() {
            self.look = false;
            return Ok(());
        }
        let room = self.kit.config.max_in_flight - self.busy.len();
        let per_conversation = self.kit.config.per_conversation;
        let fetch = Fetch { max: room, per_conversation, busy: self.busy.keys().copied().collect() };
        let fetched = self.engine.fetch(&leases, fetch).await?;
        for lease in &fetched.lost {
            self.kit.hands.drop(*lease);
            self.leaving.remove(lease);
            self.renew_at = Instant::now();
        }
        let turns: Vec<&[Stored]> =
            fetched.updates.chunk_by(|one, next| one.conversation == next.conversation).collect();
        // A turn ends before what has a crash behind it: that has a turn for itself.
        let turns = turns.into_iter().filter_map(|turn| {
            let (first, rest) = turn.split_first()?;
            let goes_on =
                if first.crashes > 0 { 0 } else { rest.iter().take_while(|stored| stored.crashes == 0).count() };
            Some(&turn[..=goes_on])
        });
        let turns: Vec<_> = turns.collect();
        let suspect = turns.iter().copied().flatten().filter(|stored| stored.suspect && stored.crashes == 0);
        let suspect: Vec<_> = suspect.map(|stored| (stored.lease, stored.ticket)).collect();
        if !suspect.is_empty() {
            self.engine.begin(suspect).await?;
        }
        self.look = fetched.updates.len() >= room;
        self.due_at = fetched.due_in.map(|due_in| Instant::now() + due_in);
        for turn in turns {
            match turn {
                [one] if one.crashes > 0 => self.suspect(one),
                turn => self.begin(turn.to_vec()),
            }
        }
        Ok(())
    }

    /// It was at work when a worker died, at least once for certain.
    fn suspect(&mut self, stored: &Stored) {
        self.busy.insert(stored.conversation, stored.lease);
        let crashes = stored.crashes;
        if crashes < suspects::limit(self.kit.config.attempts) {
            self.suspects.add(stored.clone());
            return;
        }
        tracing::error!(
            update_id = stored.update_id.0,
            crashes,
            "an update that is at work whenever a worker dies is a dead letter now"
        );
        let reason =
            format!("whoever handled it died, {crashes} times: it may have taken all memory, or ended the process");
        let outcome = Outcome::Dead { reason };
        self.unsettled.push(Mark { lease: stored.lease, ticket: stored.ticket, outcome });
        self.ended.push(stored.conversation);
    }

    /// Begins those of the suspects whose turn it is.
    async fn begin_suspects(&mut self) -> Result<(), EngineError> {
        let next = self.suspects.next(self.kit.config.max_in_flight);
        if next.is_empty() {
            return Ok(());
        }
        let begun = next.iter().map(|stored| (stored.lease, stored.ticket)).collect();
        if let Err(error) = self.engine.begin(begun).await {
            self.suspects.put_back(next);
            return Err(error);
        }
        next.into_iter().for_each(|stored| self.begin(vec![stored]));
        Ok(())
    }

    fn begin(&mut self, updates: Vec<Stored>) {
        let Some((conversation, lease)) = updates.first().map(|first| (first.conversation, first.lease)) else {
            return;
        };
        self.busy.insert(conversation, lease);
        let turn = turn::run(Arc::clone(&self.kit), self.service.clone(), updates);
        self.turns.spawn(async move {
            turn.await;
            conversation
        });
    }

    /// Waits for what is at work, makes it durable, and gives the lanes back.
    async fn finish(&mut self) {
        let until = Instant::now() + self.kit.config.drain;
        // What is fetched already and not begun stays for the next start.
        self.kit.hands.close();
        while let Ok(Some(ended)) = tokio::time::timeout_at(until, self.turns.join_next()).await {
            self.turn_ended(ended);
        }
        self.report.unfinished = self.turns.len();
        self.gather();
        let leases = self.kit.hands.all();
        let finished = async {
            self.settle().await?;
            self.engine.flush().await?;
            self.engine.release(&leases).await
        };
        // At the very end, and so that an engine that is away does not hold it up.
        match tokio::time::timeout(LAST_WORDS, finished).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "what was done last may be done again"),
            Err(_) => tracing::warn!("the queue does not answer; what was done last may be done again"),
        }
    }
}

/// How long the engine may take for what is said last.
const LAST_WORDS: Duration = Duration::from_secs(5);

//! Drives one webhook: loads updates, opens connections, hands out jobs, books what came of them.
//!
//! The only writer of the fate of updates while a webhook is set. Ends when the webhook is removed or the sandbox
//! stops; what is in flight then stays in the queue.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};
use tokio_util::task::AbortOnDropHandle;

use super::{
    answer::Answer,
    connection::{self, Event as Report, Job},
    hook::Hook,
    lanes::{Failed, Lanes, Next, Pick},
    openings::{Opening, Openings},
    trouble::Trouble,
};
use crate::{bot::BotCore, transcript::Event};

/// 410 Gone for this long, and nothing else in between, removes the webhook.
const GONE: Duration = Duration::from_secs(23 * 3600);
/// How long to sleep when there is nothing to wait for but news.
const FAR: Duration = Duration::from_secs(3600);
/// The most bytes of updates loaded in one go.
const LOAD_BYTES: usize = 16 << 20;

/// A connection as the actor sees it.
struct Peer {
    jobs: mpsc::Sender<Job>,
    opened: bool,
    current: Option<Pick>,
    /// Whether it is open, with TLS and all.
    ready: bool,
    _task: AbortOnDropHandle<()>,
}

pub(super) struct Actor {
    bot: Arc<BotCore>,
    hook: Arc<Hook>,
    lanes: Lanes,
    openings: Openings,
    peers: HashMap<u64, Peer>,
    free: Vec<u64>,
    next_peer: u64,
    load_from: u64,
    gone_since: Option<Instant>,
    reports: mpsc::Receiver<Report>,
    report: mpsc::Sender<Report>,
}

impl Actor {
    pub(super) fn new(bot: Arc<BotCore>, hook: Arc<Hook>) -> Self {
        let (report, reports) = mpsc::channel(2 * hook.max_connections);
        let seed = bot.dice.pick(usize::MAX) as u64;
        Self {
            lanes: Lanes::new(hook.max_connections, fastrand::Rng::with_seed(seed)),
            openings: Openings::default(),
            peers: HashMap::new(),
            free: Vec::new(),
            next_peer: 0,
            load_from: 0,
            gone_since: None,
            reports,
            report,
            bot,
            hook,
        }
    }

    pub(super) async fn run(mut self) {
        // Nobody may wait for the end of an actor that was torn down with its runtime.
        let _ended = self.hook.ended.clone().drop_guard();
        let (bot, stop) = (Arc::clone(&self.bot), self.hook.stop.clone());
        let mut restarts = bot.restarts.subscribe();
        loop {
            let grew = bot.queue_grew.notified();
            tokio::pin!(grew);
            grew.as_mut().enable();
            self.lanes.set_window(bot.dice.reorder_window());
            self.load();
            let wake = self.open().into_iter().chain(self.send()).min();
            self.show_gauges();
            tokio::select! {
                () = stop.cancelled() => break,
                report = self.reports.recv() => {
                    let Some(report) = report else { break };
                    self.handle(report);
                    while let Ok(report) = self.reports.try_recv() {
                        self.handle(report);
                    }
                }
                () = &mut grew => {}
                Ok(()) = restarts.changed() => self.cut_all(),
                () = sleep_until(wake.unwrap_or_else(|| Instant::now() + FAR)) => {}
            }
        }
        bot.counters.connections.set(0);
        bot.counters.ready.set(0);
        bot.counters.in_flight.set(0);
        bot.changed.notify_waiters();
    }

    fn load(&mut self) {
        let room = self.lanes.room();
        if room == 0 {
            return;
        }
        // With nothing loaded the whole queue is ahead, also when its numbers started anew below the old ones.
        let from = if self.lanes.is_empty() { 0 } else { self.load_from };
        let now = self.bot.clock.now();
        for update in self.bot.waiting(from, room, LOAD_BYTES) {
            self.load_from = update.id + 1;
            self.lanes.load(update, now);
        }
    }

    /// Opens what connections may be opened now; answers when to look again.
    fn open(&mut self) -> Option<Instant> {
        loop {
            let wanted =
                self.lanes.wanted_connections().max(self.bot.warm.load(Relaxed)).min(self.hook.max_connections);
            match self.openings.next(self.peers.len(), wanted, self.bot.clock.now()) {
                Opening::Enough => return None,
                Opening::At(at) => return Some(at),
                Opening::Now => self.connect(),
            }
        }
    }

    fn connect(&mut self) {
        let number = self.next_peer;
        self.next_peer += 1;
        let (jobs, received) = mpsc::channel(1);
        let task =
            connection::run(number, Arc::clone(&self.bot), Arc::clone(&self.hook), received, self.report.clone());
        let task = AbortOnDropHandle::new(self.bot.tasks.spawn(task));
        self.peers.insert(number, Peer { jobs, current: None, opened: false, ready: false, _task: task });
    }

    /// Gives free connections something to do; answers when the next update is due.
    fn send(&mut self) -> Option<Instant> {
        while let Some(number) = self.free.last().copied() {
            let pick = match self.lanes.next(self.bot.clock.now()) {
                Next::Send(pick) => pick,
                Next::At(at) => return Some(at),
                Next::Nothing => return None,
            };
            self.free.pop();
            let counters = &self.bot.counters;
            counters.attempts.add(1);
            self.bot.changed.notify_waiters();
            if pick.duplicate {
                counters.duplicates_sent.add(1);
            } else if pick.attempt == 1 {
                counters.sent.add(1);
            }
            self.bot.transcript.add(Event::Sent {
                update_id: pick.id,
                attempt: pick.attempt,
                connection: number,
                duplicate: pick.duplicate,
            });
            let job = Job { body: pick.body.clone(), delay: self.bot.dice.delay(), cut: self.bot.dice.cut() };
            if let Some(peer) = self.peers.get_mut(&number) {
                // A connection that has just closed reports that, and the report gives the update back.
                let _ = peer.jobs.try_send(job);
                peer.current = Some(pick);
            }
        }
        None
    }

    fn handle(&mut self, report: Report) {
        match report {
            Report::Opened { connection } => {
                if let Some(peer) = self.peers.get_mut(&connection) {
                    peer.opened = true;
                    self.free.push(connection);
                }
            }
            Report::Ready { connection } => {
                if let Some(peer) = self.peers.get_mut(&connection) {
                    peer.ready = true;
                }
            }
            Report::Answered { connection, answer, open } => {
                let pick = self.peers.get_mut(&connection).and_then(|peer| peer.current.take());
                if let Some(pick) = pick {
                    self.answered(&pick, &answer);
                }
                if open {
                    self.is_free(connection);
                } else {
                    self.forget(connection);
                }
            }
            Report::Cut { connection } => {
                if let Some(pick) = self.peers.get_mut(&connection).and_then(|peer| peer.current.take()) {
                    self.bot.counters.answers_dropped.add(1);
                    self.bot.transcript.add(Event::AnswerDropped { update_id: pick.id });
                    self.note_error(&Trouble::closed());
                    self.retry(&pick, Failed::ByFault);
                }
                self.is_free(connection);
            }
            Report::Closed { connection, error } => {
                if let Some(error) = &error {
                    self.note_error(error);
                }
                if self.peers.get(&connection).is_some_and(|peer| !peer.opened) {
                    self.openings.refused(self.bot.clock.now());
                }
                if let Some(pick) = self.peers.get_mut(&connection).and_then(|peer| peer.current.take()) {
                    self.fail(&pick, &error.unwrap_or_else(Trouble::closed), 0);
                }
                self.forget(connection);
            }
        }
    }

    /// The server restarts: no connection survives, and what was in flight is sent again at once.
    fn cut_all(&mut self) {
        for peer in std::mem::take(&mut self.peers).into_values() {
            if let Some(pick) = peer.current {
                self.bot.transcript.add(Event::AnswerDropped { update_id: pick.id });
                self.retry(&pick, Failed::ByFault);
            }
        }
        self.free.clear();
    }

    fn answered(&mut self, pick: &Pick, answer: &Answer) {
        let (bot, now) = (&self.bot, self.bot.clock.now());
        bot.transcript.add(Event::Answered { update_id: pick.id, status: answer.status.as_u16() });
        if answer.is_delivered() {
            self.openings.succeeded(now);
            self.gone_since = None;
            let again = !pick.duplicate && bot.dice.duplicate();
            self.lanes.delivered(pick, again);
            if !pick.duplicate {
                bot.deliver(pick.id);
            }
            return;
        }
        if answer.status.as_u16() == 410 {
            let since = *self.gone_since.get_or_insert(now);
            if now > since + GONE {
                tracing::warn!("the webhook answered 410 for 23 hours and is removed");
                bot.hook().remove(&self.hook);
                bot.transcript.add(Event::Webhook { active: false });
                self.hook.stop.cancel();
            }
        } else {
            self.gone_since = None;
        }
        let error = Trouble::new(answer.error());
        self.note_error(&error);
        self.fail(pick, &error, answer.retry_after);
    }

    fn fail(&mut self, pick: &Pick, error: &Trouble, retry_after: u64) {
        self.bot.counters.failed.add(1);
        self.bot.transcript.add(Event::Failed { update_id: pick.id, error: error.to_string() });
        self.retry(pick, Failed::ByWebhook { retry_after });
        self.bot.changed.notify_waiters();
    }

    fn retry(&mut self, pick: &Pick, how: Failed) {
        let (now, unix_now) = (self.bot.clock.now(), self.bot.clock.unix());
        if !self.lanes.failed(pick, how, now, unix_now) {
            self.bot.drop_update(pick.id, "would expire before the next try");
        }
    }

    fn note_error(&self, error: &Trouble) {
        self.hook.note_error(self.bot.clock.unix(), error.clone());
        self.bot.changed.notify_waiters();
    }

    fn is_free(&mut self, connection: u64) {
        // A connection that was cut may have had its say just before.
        if self.peers.contains_key(&connection) {
            self.free.push(connection);
        }
    }

    fn forget(&mut self, connection: u64) {
        self.peers.remove(&connection);
        self.free.retain(|free| *free != connection);
    }

    fn show_gauges(&self) {
        let counters = &self.bot.counters;
        counters.connections.set(self.peers.len());
        let before = (counters.in_flight.get(), counters.ready.get());
        counters.in_flight.set(self.lanes.in_flight());
        counters.ready.set(self.peers.values().filter(|peer| peer.ready).count());
        if before != (counters.in_flight.get(), counters.ready.get()) {
            self.bot.changed.notify_waiters();
        }
    }
}

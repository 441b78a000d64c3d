//! The protocol of polling, without a socket, a clock or a task: inputs go in, outputs are taken out.
//!
//! Knows: which request is due, what its answer means, which update is to be handed over next, when to look again.
//! Does not know: tokio, the client, the service, Telegram's types beyond an id.
//!
//! # Call order
//!
//! After every input (`handle_*`), and after the time that [`Machine::poll_timeout`] names, the driver
//! 1. calls [`Machine::handle_timeout`],
//! 2. takes [`Machine::poll_request`]: a request to make now; at most one is under way at any time,
//! 3. while [`Machine::has_update`], waits for the service to be ready and takes [`Machine::poll_update`],
//! 4. takes every [`Machine::poll_event`],
//! 5. ends when [`Machine::is_done`].
//!
//! States: `Prepare` (deleteWebhook) → `Poll` → `Drain` (nothing is fetched or handed over) → `Confirm` → `Done`.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::backoff::{Backoff, doubled};
use crate::classify::Trouble;
use crate::config::{Config, MAX_LIMIT};
use crate::event::Event;
use crate::ledger::{Kept, Ledger, Ticket, later};
use crate::pace::{Pace, When};
use crate::summary::PollSummary;

/// A request to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// `deleteWebhook`.
    DeleteWebhook { drop_pending: bool },
    /// `getUpdates`, waiting for the first update if there is none.
    Fetch { offset: Option<u64>, limit: usize, timeout: Duration },
    /// `getUpdates` with timeout 0 and limit 1, for its offset alone; what it returns is not to be looked at.
    Confirm { offset: u64 },
}

#[derive(Debug)]
pub(crate) struct Machine<T> {
    config: Config,
    phase: Phase,
    ledger: Ledger<T>,
    pace: Pace,
    under_way: Option<(Request, Instant)>,
    /// No request before this.
    not_before: Option<Instant>,
    trouble: Backoff,
    conflict: Backoff,
    /// At most how many updates to ask for: fewer after answers that did not arrive whole.
    limit: usize,
    /// No failed update is handed over before this.
    retry_gate: Option<Instant>,
    /// Elements without a readable id in the last answer; the same ones may come several times.
    unreadable: u64,
    events: VecDeque<Event>,
    summary: PollSummary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Prepare,
    Poll,
    Drain { until: Instant },
    Confirm { until: Instant },
    Done,
}

impl<T: Kept> Machine<T> {
    pub(crate) fn new(config: Config, seed: u64) -> Self {
        let config = config.clamped();
        let prepare = config.delete_webhook || config.drop_pending_updates;
        Self {
            phase: if prepare { Phase::Prepare } else { Phase::Poll },
            ledger: Ledger::new(),
            pace: Pace::default(),
            under_way: None,
            not_before: None,
            trouble: Backoff::new(config.backoff_first, config.backoff_max, seed),
            conflict: Backoff::new(CONFLICT_FIRST, CONFLICT_MAX, seed ^ 1),
            limit: usize::from(config.limit),
            retry_gate: None,
            unreadable: 0,
            events: VecDeque::new(),
            summary: PollSummary::default(),
            config,
        }
    }

    /// The request to make now.
    pub(crate) fn poll_request(&mut self, now: Instant) -> Option<Request> {
        if self.under_way.is_some() || self.request_due(now)? > now {
            return None;
        }
        let request = match self.phase {
            Phase::Prepare => Request::DeleteWebhook { drop_pending: self.config.drop_pending_updates },
            Phase::Poll => Request::Fetch {
                offset: self.ledger.offset_to_send(now),
                limit: self.fetch_limit(),
                timeout: self.config.timeout,
            },
            Phase::Confirm { .. } => Request::Confirm { offset: self.ledger.offset()? },
            Phase::Drain { .. } | Phase::Done => return None,
        };
        self.under_way = Some((request, now));
        Some(request)
    }

    /// Whether an update waits to be handed over.
    pub(crate) fn has_update(&self, now: Instant) -> bool {
        self.phase == Phase::Poll && self.ledger.has_callable(now, self.may_retry(now))
    }

    /// The next update to hand over. The call counts as begun.
    pub(crate) fn poll_update(&mut self, now: Instant) -> Option<(Ticket, T::Update)> {
        if self.phase != Phase::Poll {
            return None;
        }
        let (ticket, update, again) = self.ledger.call(now, self.may_retry(now))?;
        if again {
            self.summary.redelivered += 1;
            self.retry_gate = Some(later(now, RETRY_SPACING));
        }
        Some((ticket, update))
    }

    /// The next line for the log.
    pub(crate) fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// When to look again if nothing else happens. In the past: at once.
    pub(crate) fn poll_timeout(&self, now: Instant) -> Option<Instant> {
        let request = if self.under_way.is_none() { self.request_due(now) } else { None };
        let rest = match self.phase {
            Phase::Poll => {
                let retry = self.ledger.next_retry().map(|due| self.retry_gate.map_or(due, |gate| gate.max(due)));
                [self.ledger.next_release(self.config.hold_budget), retry.filter(|retry| *retry > now)]
            }
            Phase::Drain { until } | Phase::Confirm { until } => [Some(until), None],
            Phase::Prepare | Phase::Done => [None, None],
        };
        rest.into_iter().flatten().chain(request).min()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    pub(crate) fn summary(&self) -> PollSummary {
        PollSummary {
            running: self.ledger.running() as u64,
            not_finished: self.ledger.unfinished() as u64,
            unconfirmed: self.ledger.n_unconfirmed() as u64,
            ..self.summary
        }
    }

    /// The ids of updates that are here already, in order: an answer may hold them again.
    pub(crate) fn known(&self) -> Vec<u64> {
        self.ledger.known()
    }

    /// `getUpdates` was answered. An element without a readable id is `None`.
    pub(crate) fn handle_answer(&mut self, now: Instant, elements: Vec<Option<(u64, T)>>) {
        let Some((request, asked)) = self.under_way.take() else { return };
        self.on_success();
        match request {
            Request::Fetch { offset, limit, .. } => {
                let full = elements.len() >= limit;
                let taken = self.ledger.take(now, offset, elements);
                self.pace.on_answer(now, asked, offset, taken.new, full);
                self.summary.received += taken.new;
                self.summary.duplicates += taken.duplicates;
                self.summary.unreadable += taken.unreadable;
                let before = std::mem::replace(&mut self.unreadable, taken.unreadable);
                if taken.unreadable > before {
                    self.events.push_back(Event::Unreadable { count: taken.unreadable });
                }
                if let Some(id) = taken.renumbered {
                    self.summary.renumbered += 1;
                    self.events.push_back(Event::Renumbered { id });
                }
            }
            Request::Confirm { offset } => self.ledger.acknowledge(offset),
            Request::DeleteWebhook { .. } => {}
        }
    }

    /// `deleteWebhook` was answered.
    pub(crate) fn handle_deleted(&mut self) {
        if self.under_way.take().is_some() {
            self.on_success();
            if self.phase == Phase::Prepare {
                self.phase = Phase::Poll;
            }
        }
    }

    /// A request failed; `reason` is for people.
    pub(crate) fn handle_failure(&mut self, now: Instant, trouble: Trouble, reason: String) {
        if self.under_way.take().is_none() {
            return;
        }
        self.summary.requests_failed += 1;
        self.summary.is_failing = true;
        let pause = match trouble {
            Trouble::Fatal => {
                self.finish();
                return;
            }
            Trouble::Conflict(_) => {
                self.summary.conflicts += 1;
                self.conflict.next()
            }
            Trouble::Flood(wait) => wait.max(self.config.backoff_first),
            Trouble::Passing { smaller } => {
                if smaller {
                    self.limit = (self.limit / 2).max(1);
                }
                self.trouble.next()
            }
        };
        self.not_before = Some(later(now, pause));
        self.events.push_back(Event::Trouble { trouble, reason, again_in: pause });
    }

    /// A call ended with `Ok`, and its reply, if any, was sent (`replied`) or could not be.
    pub(crate) fn handle_handled(&mut self, now: Instant, ticket: Ticket, replied: bool) {
        let Some(ended) = self.ledger.succeed(now, ticket) else { return };
        self.pace.on_handled(now);
        self.summary.handled += 1;
        self.summary.replies_failed += u64::from(!replied);
        if ended.released {
            self.events.push_back(Event::LateEnd { id: ticket.id(), took: ended.took, ok: true });
        }
    }

    /// A call ended with `Err`, or with a panic; `reason` is for people.
    pub(crate) fn handle_refused(&mut self, now: Instant, ticket: Ticket, reason: String) {
        let Config { backoff_first, backoff_max, .. } = self.config;
        let pause = |failures| doubled(backoff_first, backoff_max, failures);
        let Some((ended, pause)) = self.ledger.fail(now, ticket, pause) else { return };
        self.summary.failed += 1;
        if ended.released {
            self.events.push_back(Event::LateEnd { id: ticket.id(), took: ended.took, ok: false });
        }
        let again_in = (self.phase == Phase::Poll).then_some(pause);
        self.events.push_back(Event::Failed { id: ticket.id(), reason, again_in });
    }

    /// Polling is to end. The request under way is given up: the driver drops it.
    pub(crate) fn handle_stop(&mut self, now: Instant) {
        match self.phase {
            Phase::Prepare => self.phase = Phase::Done,
            Phase::Poll => {
                self.phase = Phase::Drain { until: later(now, self.config.drain) };
                if let Some((Request::Fetch { offset: Some(offset), .. }, since)) = self.under_way
                    && now >= later(since, READ)
                {
                    // Said already. Saying it again would take 3 s: Telegram slows a repeated offset down.
                    self.ledger.acknowledge(offset);
                }
                self.ledger.hold_again();
            }
            Phase::Drain { .. } | Phase::Confirm { .. } | Phase::Done => return,
        }
        self.under_way = None;
        self.not_before = None;
    }

    /// Time has passed.
    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        match self.phase {
            Phase::Poll => {
                for (id, ran) in self.ledger.release(now, self.config.hold_budget) {
                    self.summary.over_budget += 1;
                    self.events.push_back(Event::OverBudget { id, ran });
                }
            }
            Phase::Drain { until } if self.ledger.running() == 0 || now >= until => {
                self.phase = Phase::Confirm { until: later(now, self.config.confirm) };
                self.handle_timeout(now);
            }
            Phase::Confirm { until } => {
                let confirmed = self.under_way.is_none() && !self.ledger.has_news();
                if confirmed || now >= until {
                    self.finish();
                }
            }
            Phase::Prepare | Phase::Drain { .. } | Phase::Done => {}
        }
    }

    #[cfg(test)]
    pub(crate) fn assert_counted(&self) {
        self.ledger.assert_counted();
    }

    fn finish(&mut self) {
        let confirming = matches!(self.phase, Phase::Confirm { .. });
        self.phase = Phase::Done;
        self.under_way = None;
        let unconfirmed = self.ledger.n_unconfirmed();
        // What was taken and never begun is as good as never taken.
        if self.ledger.running() > 0 || self.ledger.failed() > 0 {
            self.events.push_back(Event::Unfinished { running: self.ledger.running(), unconfirmed });
        }
        if confirming && self.ledger.has_news() {
            self.events.push_back(Event::Unconfirmed { updates: unconfirmed });
        }
    }

    fn on_success(&mut self) {
        self.not_before = None;
        self.summary.is_failing = false;
        let troubled = self.trouble.reset();
        let conflicted = self.conflict.reset();
        if troubled || conflicted {
            self.events.push_back(Event::Recovered);
        }
        self.limit = (self.limit * 2).min(usize::from(self.config.limit));
    }

    /// When the next request is due; in the past: now. `None`: not before something else happens.
    fn request_due(&self, now: Instant) -> Option<Instant> {
        let due = match self.phase {
            Phase::Prepare => now,
            Phase::Poll => {
                if self.ledger.unfinished() >= self.config.max_in_flight {
                    return None;
                }
                let offset = self.ledger.offset_to_send(now);
                match self.pace.next(offset, self.ledger.visible(), usize::from(self.config.limit)) {
                    When::Now => now,
                    When::At(at) => at,
                }
            }
            Phase::Confirm { .. } if self.ledger.has_news() => now,
            Phase::Confirm { .. } | Phase::Drain { .. } | Phase::Done => return None,
        };
        Some(self.not_before.map_or(due, |not_before| not_before.max(due)))
    }

    /// What comes again takes places too, so they are asked for on top of what is new.
    fn fetch_limit(&self) -> usize {
        let room = self.config.max_in_flight.saturating_sub(self.ledger.unfinished());
        let new = self.limit.min(room);
        if self.ledger.offset().is_none() && self.unreadable > 0 {
            // Nothing to count from yet: what has no id can only be looked past.
            return (self.unreadable as usize + new).min(usize::from(MAX_LIMIT));
        }
        (self.ledger.visible() + new).clamp(1, usize::from(self.config.limit))
    }

    fn may_retry(&self, now: Instant) -> bool {
        self.retry_gate.is_none_or(|gate| gate <= now)
    }
}

/// A request that has waited this long for updates was read by Telegram, which obeys an offset when it reads it. Should it
/// never have got there, updates come again at the next start, and none is lost.
const READ: Duration = Duration::from_secs(1);
/// First pause after a 409: another poller is as a rule the old process of this bot, about to end.
const CONFLICT_FIRST: Duration = Duration::from_secs(5);
const CONFLICT_MAX: Duration = Duration::from_secs(60);
/// At least this between two updates that are handed over again: a service that refuses everything is asked 20 times
/// a second at most.
const RETRY_SPACING: Duration = Duration::from_millis(50);

//! Which updates were taken, how far each one got, and so which offset may be sent.
//!
//! Knows: ids, the order they were taken in, what is settled. Does not know: requests, time-outs of requests, the
//! network, the runtime. Pure: time is an argument.
//!
//! The invariant: every id below [`Ledger::offset`] that was ever taken is handled, or over its budget and still
//! running, or belongs to a numbering that Telegram has given up.
//!
//! # Numbering
//!
//! Telegram counts ids up by one, until a week without updates (or the end of the range) makes it begin anew at random.
//! An offset beyond the next id is then ignored, and the answer starts with the oldest update. So an id *below* the
//! offset that was asked for means that the offset means nothing to Telegram any more: what was taken before keeps
//! running, but can be confirmed no longer. <https://core.telegram.org/bots/api#update>

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

/// Names one update of one numbering, in the order they were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ticket {
    epoch: u32,
    id: u64,
}

impl Ticket {
    /// The number that Telegram gave the update.
    pub(crate) fn id(self) -> u64 {
        self.id
    }
}

/// What is kept of an update until it is handled.
pub(crate) trait Kept {
    type Update;

    /// The update, once more whenever it is asked for. `None`: it cannot be had any more.
    fn update(&mut self) -> Option<Self::Update>;
}

#[derive(Debug)]
pub(crate) struct Ledger<T> {
    entries: BTreeMap<Ticket, Entry<T>>,
    epoch: u32,
    /// Telegram has answered a request with this offset: it has forgotten everything below.
    acknowledged: u64,
    /// One past the highest id of this numbering.
    next: Option<u64>,
    /// The lowest id of this numbering.
    floor: u64,
    /// The last answer brought ids that had been confirmed: once may be a slip of Telegram's, twice is a renumbering.
    suspect: bool,
    /// When the last answer came that was not empty.
    seen: Option<Instant>,
    unfinished: usize,
    running: usize,
    failed: usize,
    /// Nothing below it is waiting for its first call.
    queued_from: Ticket,
    /// The first that holds the offset.
    front: Option<u64>,
    /// How many from there on Telegram would return again.
    visible: usize,
    /// How many Telegram has not forgotten yet, as far as can be told.
    unconfirmed: usize,
    /// Calls in the order they began, which is that of their budgets. The first of them runs, and is within its budget;
    /// of the others some may have ended.
    begun: VecDeque<(Instant, Ticket)>,
}

#[derive(Debug)]
struct Entry<T> {
    /// Kept until it is handled, to hand it over again.
    update: Option<T>,
    state: State,
    failures: u32,
    /// The offset does not wait for it.
    released: bool,
    /// The last answer would have had it, and had not: Telegram has let it expire. It is kept all the same, because
    /// one answer is no proof.
    absent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Queued,
    Running { since: Instant },
    Failed { due: Instant },
    Handled,
}

/// What an answer brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) new: u64,
    pub(crate) duplicates: u64,
    pub(crate) unreadable: u64,
    /// A new numbering began with this id.
    pub(crate) renumbered: Option<u64>,
}

/// A call of the service that has just ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    /// How long it ran.
    pub(crate) took: Duration,
    /// It was over its budget.
    pub(crate) released: bool,
}

impl<T> Ledger<T> {
    pub(crate) fn new() -> Self {
        Self {
            entries: BTreeMap::new(),
            epoch: 0,
            acknowledged: 0,
            next: None,
            floor: 0,
            suspect: false,
            seen: None,
            unfinished: 0,
            running: 0,
            failed: 0,
            queued_from: Ticket { epoch: 0, id: 0 },
            front: None,
            visible: 0,
            unconfirmed: 0,
            begun: VecDeque::new(),
        }
    }

    /// The offset that confirms all that may be confirmed and nothing else; `None` before the first update.
    pub(crate) fn offset(&self) -> Option<u64> {
        self.front.or(self.next)
    }

    /// The offset to send. None at all after a long silence: Telegram may be about to begin a new numbering, and one
    /// that begins just below the old offset would be forgotten unseen. By then everything is confirmed, so nothing
    /// old can come back.
    pub(crate) fn offset_to_send(&self, now: Instant) -> Option<u64> {
        let offset = self.offset()?;
        let settled = self.acknowledged == offset && self.next == Some(offset);
        if settled && !self.heard_within(QUIET, now) { None } else { Some(offset) }
    }

    /// The offset is further than Telegram knows.
    pub(crate) fn has_news(&self) -> bool {
        self.offset().is_some_and(|offset| offset > self.acknowledged)
    }

    /// How many of the updates that were taken Telegram would return again.
    pub(crate) fn visible(&self) -> usize {
        self.visible
    }

    /// The ids of the updates in it, in order, as far as the numbering is the one of now.
    pub(crate) fn known(&self) -> Vec<u64> {
        let all = Ticket { epoch: self.epoch, id: 0 }..=Ticket { epoch: self.epoch, id: u64::MAX };
        self.entries.range(all).map(|(ticket, _)| ticket.id).collect()
    }

    /// Updates that are waiting, running or failed.
    pub(crate) fn unfinished(&self) -> usize {
        self.unfinished
    }

    /// Calls that run.
    pub(crate) fn running(&self) -> usize {
        self.running
    }

    /// Updates whose last call failed.
    pub(crate) fn failed(&self) -> usize {
        self.failed
    }

    /// Updates that come again at the next start.
    pub(crate) fn n_unconfirmed(&self) -> usize {
        self.unconfirmed
    }

    /// Takes an answer to a request with the offset `asked`; an element without a readable id is `None`.
    ///
    /// Nameless elements at the front of an answer are passed over, or they would come back for ever: their ids are at
    /// least `asked`, `asked + 1` and so on, so an offset that is larger by their number confirms them at most. Others
    /// come to the front as those before them are confirmed. If no id was ever seen there is nothing to count from;
    /// they are passed over with the first update that comes behind them.
    pub(crate) fn take(&mut self, now: Instant, asked: Option<u64>, elements: Vec<Option<(u64, T)>>) -> Taken {
        self.acknowledge(asked.unwrap_or(0));
        let total = elements.len();
        if let Some(asked) = asked {
            self.note_absent(asked, &elements);
        }
        let nameless_in_front = elements.iter().take_while(|element| element.is_none()).count() as u64;
        let mut updates: Vec<(u64, T)> = elements.into_iter().flatten().collect();
        updates.sort_by_key(|(id, _)| *id);
        let mut taken = Taken { unreadable: (total - updates.len()) as u64, ..Taken::default() };

        // Below this nothing can come, unless the numbering is new.
        let mut base = asked.or(self.next).unwrap_or(0);
        let repeated = self.suspect;
        self.suspect = false;
        for (id, update) in updates.drain(..) {
            let known = self.entries.contains_key(&Ticket { epoch: self.epoch, id });
            if id < base && !known {
                if !repeated && asked.is_some() && self.remembers(id, now) {
                    self.suspect = true;
                    taken.duplicates += 1;
                    continue;
                }
                self.renumber(id);
                base = 0;
                taken.renumbered = Some(id);
            } else if known {
                self.suspect |= id < base;
                taken.duplicates += 1;
                continue;
            }
            self.insert(id, update);
            taken.new += 1;
        }
        if let (Some(asked), None, false, 1..) = (asked, taken.renumbered, self.suspect, nameless_in_front) {
            self.next = self.next.max(Some(asked.saturating_add(nameless_in_front)));
        }
        if total > 0 {
            self.seen = Some(now);
        }
        self.forget_expired();
        self.recount();
        taken
    }

    /// Telegram has answered a request with this offset.
    pub(crate) fn acknowledge(&mut self, offset: u64) {
        if offset > self.acknowledged {
            self.acknowledged = offset;
            let (epoch, acknowledged) = (self.epoch, self.acknowledged);
            self.entries
                .retain(|ticket, entry| !entry.is_handled() || (ticket.epoch == epoch && ticket.id >= acknowledged));
            self.begun.retain(|(_, ticket)| ticket.id >= acknowledged);
            self.forget_ended();
            self.recount();
        }
    }

    /// An update is waiting to be handed over.
    pub(crate) fn has_callable(&self, now: Instant, retries: bool) -> bool {
        let from = self.callable_from(retries);
        self.entries.range(from..).any(|(_, entry)| entry.is_callable(now, retries))
    }

    /// The next update to hand over, in the order of ids: new ones, and with `retries` those whose pause is over. The
    /// flag says that it was handed over before.
    pub(crate) fn call(&mut self, now: Instant, retries: bool) -> Option<(Ticket, T::Update, bool)>
    where
        T: Kept,
    {
        let from = self.callable_from(retries);
        let (ticket, entry) = self.entries.range_mut(from..).find(|(_, entry)| entry.is_callable(now, retries))?;
        let update = entry.update.as_mut()?.update()?;
        match entry.state {
            State::Failed { .. } => self.failed -= 1,
            _ => self.queued_from = *ticket,
        }
        entry.state = State::Running { since: now };
        self.running += 1;
        // One that Telegram has forgotten holds nothing up.
        if ticket.epoch == self.epoch && ticket.id >= self.acknowledged {
            self.begun.push_back((now, *ticket));
        }
        Some((*ticket, update, entry.failures > 0))
    }

    /// Where to begin to look for something to hand over: most of the time everything before is long since under way.
    fn callable_from(&self, retries: bool) -> Ticket {
        if retries && self.failed > 0 { Ticket { epoch: 0, id: 0 } } else { self.queued_from }
    }

    /// A call returned `Ok`.
    pub(crate) fn succeed(&mut self, now: Instant, ticket: Ticket) -> Option<Ended> {
        let ended = self.end(now, ticket)?;
        self.unfinished -= 1;
        if ticket.epoch != self.epoch || ticket.id < self.acknowledged {
            self.entries.remove(&ticket);
        } else if let Some(entry) = self.entries.get_mut(&ticket) {
            entry.state = State::Handled;
            entry.update = None;
            self.move_front();
        }
        self.forget_ended();
        Some(ended)
    }

    /// A call returned `Err`. `pause` takes the number of failures before this one.
    pub(crate) fn fail(
        &mut self,
        now: Instant,
        ticket: Ticket,
        pause: impl FnOnce(u32) -> Duration,
    ) -> Option<(Ended, Duration)> {
        let ended = self.end(now, ticket)?;
        let entry = self.entries.get_mut(&ticket)?;
        let pause = pause(entry.failures);
        entry.failures = entry.failures.saturating_add(1);
        self.failed += 1;
        entry.state = State::Failed { due: later(now, pause) };
        // If Telegram still has it, it is to keep it.
        entry.released = false;
        self.recount();
        self.forget_ended();
        Some((ended, pause))
    }

    /// Stops waiting for calls that have run for `budget`; says which, and how long they have run.
    pub(crate) fn release(&mut self, now: Instant, budget: Duration) -> Vec<(u64, Duration)> {
        let mut released = Vec::new();
        while let Some((since, ticket)) = self.begun.front().copied() {
            let ran = now.saturating_duration_since(since);
            if ran < budget {
                break;
            }
            self.begun.pop_front();
            if let Some(entry) = self.entries.get_mut(&ticket)
                && entry.runs_since(since)
            {
                entry.released = true;
                released.push((ticket.id, ran));
            }
        }
        self.forget_ended();
        self.move_front();
        released
    }

    /// Waits again for every call that Telegram can still repeat: before an end nothing is to be confirmed that has
    /// not come to its own.
    pub(crate) fn hold_again(&mut self) {
        self.begun.clear();
        for (ticket, entry) in self.entries.range_mut(Ticket { epoch: self.epoch, id: self.acknowledged }..) {
            entry.released = false;
            if let State::Running { since } = entry.state {
                self.begun.push_back((since, *ticket));
            }
        }
        self.begun.make_contiguous().sort();
        self.recount();
    }

    /// When the next call reaches `budget`.
    pub(crate) fn next_release(&self, budget: Duration) -> Option<Instant> {
        self.begun.front().and_then(|(since, _)| since.checked_add(budget))
    }

    /// When the next failed update may be handed over again.
    pub(crate) fn next_retry(&self) -> Option<Instant> {
        if self.failed == 0 {
            return None;
        }
        self.entries
            .values()
            .filter_map(|entry| match entry.state {
                State::Failed { due } => Some(due),
                _ => None,
            })
            .min()
    }

    /// Looks at everything anew: after what happens once in an answer, or hardly ever.
    fn recount(&mut self) {
        (self.front, self.visible, self.unconfirmed) = self.counted();
    }

    fn counted(&self) -> (Option<u64>, usize, usize) {
        let (mut front, mut visible, mut unconfirmed) = (None, 0, 0);
        for (ticket, entry) in self.entries.range(Ticket { epoch: self.epoch, id: self.acknowledged }..) {
            unconfirmed += 1;
            if front.is_none() && entry.holds() {
                front = Some(ticket.id);
            }
            visible += usize::from(front.is_some() && !entry.absent);
        }
        (front, visible, unconfirmed)
    }

    /// What is kept up step by step is what counting says.
    #[cfg(test)]
    pub(crate) fn assert_counted(&self) {
        assert_eq!((self.front, self.visible, self.unconfirmed), self.counted());
        let known = self.entries.range(Ticket { epoch: self.epoch, id: self.acknowledged }..);
        let running = known.filter_map(|(_, entry)| match entry.state {
            State::Running { since } if !entry.released => Some(since),
            _ => None,
        });
        assert_eq!(self.next_release(Duration::ZERO), running.min());
    }

    /// What is in front may not hold the offset any more.
    fn move_front(&mut self) {
        let Some(front) = self.front else { return };
        for (ticket, entry) in self.entries.range(Ticket { epoch: self.epoch, id: front }..) {
            if entry.holds() {
                self.front = Some(ticket.id);
                return;
            }
            self.visible -= usize::from(!entry.absent);
        }
        self.front = None;
    }

    /// Drops calls that have ended from the front of those that began.
    fn forget_ended(&mut self) {
        while let Some((since, ticket)) = self.begun.front()
            && !self.entries.get(ticket).is_some_and(|entry| entry.runs_since(*since))
        {
            self.begun.pop_front();
        }
    }

    /// An answer has all that waits from its offset up to its last id; an empty one says that nothing waits.
    fn note_absent(&mut self, asked: u64, elements: &[Option<(u64, T)>]) {
        let last = match elements.iter().flatten().map(|(id, _)| *id).max() {
            Some(last) => last,
            None if elements.is_empty() => u64::MAX,
            None => return,
        };
        let epoch = self.epoch;
        let covered = Ticket { epoch, id: asked }..=Ticket { epoch, id: last.max(asked) };
        for (_, entry) in self.entries.range_mut(covered) {
            entry.absent = true;
        }
        for (id, _) in elements.iter().flatten() {
            if let Some(entry) = self.entries.get_mut(&Ticket { epoch, id: *id }) {
                entry.absent = false;
            }
        }
    }

    fn insert(&mut self, id: u64, update: T) {
        if self.next.is_none() {
            self.floor = id;
        }
        self.next = self.next.max(Some(id.saturating_add(1)));
        let entry = Entry { update: Some(update), state: State::Queued, failures: 0, released: false, absent: false };
        let ticket = Ticket { epoch: self.epoch, id };
        self.entries.insert(ticket, entry);
        self.queued_from = self.queued_from.min(ticket);
        self.unfinished += 1;
    }

    /// Handled updates that Telegram has let expire need not be remembered for ever behind one that does not end.
    fn forget_expired(&mut self) {
        let recent = self.next.unwrap_or(0).saturating_sub(EXPIRED_KEPT);
        if self.entries.len() as u64 > EXPIRED_KEPT {
            self.entries.retain(|ticket, entry| !(entry.is_handled() && entry.absent && ticket.id < recent));
        }
    }

    /// This id was settled a short while ago.
    fn remembers(&self, id: u64, now: Instant) -> bool {
        let recent = self.next.unwrap_or(0).saturating_sub(HISTORY).max(self.floor);
        id >= recent && self.heard_within(QUIET, now)
    }

    fn heard_within(&self, span: Duration, now: Instant) -> bool {
        self.seen.is_some_and(|seen| now.saturating_duration_since(seen) < span)
    }

    fn renumber(&mut self, first: u64) {
        self.epoch += 1;
        self.acknowledged = 0;
        self.next = None;
        self.floor = first;
        self.entries.retain(|_, entry| !entry.is_handled());
        // Nothing of the old numbering can be confirmed, so nothing of it is waited for.
        self.begun.clear();
        self.recount();
    }

    fn end(&mut self, now: Instant, ticket: Ticket) -> Option<Ended> {
        let entry = self.entries.get(&ticket)?;
        let State::Running { since } = entry.state else { return None };
        self.running -= 1;
        Some(Ended { took: now.saturating_duration_since(since), released: entry.released })
    }
}

impl<T> Entry<T> {
    fn is_handled(&self) -> bool {
        self.state == State::Handled
    }

    fn holds(&self) -> bool {
        !self.released && !self.is_handled()
    }

    /// A call that began then runs, within its budget as far as is known.
    fn runs_since(&self, begun: Instant) -> bool {
        !self.released && self.state == State::Running { since: begun }
    }

    fn is_callable(&self, now: Instant, retries: bool) -> bool {
        match self.state {
            State::Queued => true,
            State::Failed { due } => retries && due <= now,
            State::Running { .. } | State::Handled => false,
        }
    }
}

/// `now + pause`, or a century on if that is beyond what the clock can say.
pub(crate) fn later(now: Instant, pause: Duration) -> Instant {
    now.checked_add(pause).or_else(|| now.checked_add(CENTURY)).unwrap_or(now)
}

/// How many ids back a repetition is told from a new numbering.
const HISTORY: u64 = 4096;
/// How many ids back handled updates are remembered that Telegram has let expire behind one that does not end.
const EXPIRED_KEPT: u64 = 1024;
/// Telegram begins a new numbering after "at least a week" without updates; this is a day less.
const QUIET: Duration = Duration::from_secs(6 * 24 * 60 * 60);
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

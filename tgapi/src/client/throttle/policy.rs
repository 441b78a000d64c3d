//! Which call may be made now, and when the next one. Pure: the time is an argument, nothing waits here.
//!
//! A call goes through three stages, by a ticket that [`Policy::enter`] gives:
//!
//! 1. It queues in its chat, behind the calls that came before it. One call of a chat is on its way at a time, so that
//!    they arrive in order.
//! 2. At the head of its chat it waits until the chat's limits let it through.
//! 3. Then it waits for the limit of all chats together, in the order of tickets.
//!
//! Whoever calls [`Policy::advance`] moves all calls on that can go on; each waiting call knows from
//! [`Policy::status`] when it has to ask again at the latest. So no call depends on another one's being polled, except
//! in its own chat.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::Throttle;
use super::key::{Claim, Key};
use super::window::Window;

/// A call in the throttle, in the order they came.
pub(super) type Ticket = u64;

/// What a ticket has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It may be made.
    Granted,
    /// It waits until it is woken, or until this moment.
    Waiting(Option<Instant>),
    /// Telegram wants nothing in this chat for so long that it is not worth waiting.
    Blocked(Duration),
}

/// The queue is full; its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full(pub(super) usize);

#[derive(Debug)]
pub(super) struct Policy {
    throttle: Throttle,
    overall: Option<Window>,
    chats: HashMap<Key, Chat>,
    calls: HashMap<Ticket, Call>,
    /// How many of `calls` are not granted.
    waiting: usize,
    next: Ticket,
    /// Stage 2, by when they may go on.
    resting: BTreeSet<(Instant, Ticket)>,
    /// Stage 3.
    ready: BTreeSet<Ticket>,
    /// How many were ever in stage 3, and how many left it.
    lined_up: u64,
    let_go: u64,
    /// Chats without a call, by when they can be forgotten.
    idle: BTreeSet<(Instant, Key)>,
    /// The first of `ready` that was told so.
    front: Option<Ticket>,
    /// Who has something new to see.
    woken: Vec<Ticket>,
}

#[derive(Debug)]
struct Chat {
    windows: Vec<Window>,
    /// Telegram's word.
    closed_until: Option<Instant>,
    queue: VecDeque<Ticket>,
    /// At the head or on its way.
    current: Option<Ticket>,
    /// In `idle` under this moment.
    forget_at: Option<Instant>,
}

#[derive(Debug)]
struct Call {
    claim: Claim,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Queued,
    Resting(Instant),
    /// The how-manieth in line.
    Ready(u64),
    Granted,
}

impl Policy {
    pub(super) fn new(throttle: Throttle) -> Self {
        Self {
            overall: throttle.overall.map(Window::new),
            throttle,
            chats: HashMap::new(),
            calls: HashMap::new(),
            waiting: 0,
            next: 0,
            resting: BTreeSet::new(),
            ready: BTreeSet::new(),
            lined_up: 0,
            let_go: 0,
            idle: BTreeSet::new(),
            front: None,
            woken: Vec::new(),
        }
    }

    /// A call comes. [`advance`](Self::advance) has to follow.
    pub(super) fn enter(&mut self, now: Instant, claim: Claim) -> Result<Ticket, Full> {
        if self.waiting >= self.throttle.max_waiting {
            return Err(Full(self.throttle.max_waiting));
        }
        let throttle = &self.throttle;
        let chat = self.chats.entry(claim.key.clone()).or_insert_with(|| Chat::new(&claim.key, throttle));
        // Besides the one at the head.
        if chat.queue.len() >= throttle.max_waiting_per_chat {
            return Err(Full(throttle.max_waiting_per_chat));
        }
        let ticket = self.next;
        self.next += 1;
        chat.queue.push_back(ticket);
        self.waiting += 1;
        let key = claim.key.clone();
        self.calls.insert(ticket, Call { claim, stage: Stage::Queued });
        self.next_of(&key, now);
        Ok(ticket)
    }

    /// Moves on whatever can go on.
    pub(super) fn advance(&mut self, now: Instant) {
        while let Some((_, ticket)) = self.resting.first().copied().filter(|(at, _)| *at <= now) {
            self.resting.pop_first();
            self.line_up(ticket);
        }
        while let Some(ticket) = self.ready.first().copied() {
            let Some(call) = self.calls.get_mut(&ticket) else {
                self.ready.pop_first();
                continue;
            };
            if let Some(overall) = &mut self.overall {
                if overall.opens(call.claim.cost).is_some_and(|opens| opens > now) {
                    // A new one at the front has to set its alarm by the present state of things.
                    if self.front.replace(ticket) != Some(ticket) {
                        self.woken.push(ticket);
                    }
                    break;
                }
                overall.record(now, call.claim.cost);
            }
            if let Some(chat) = self.chats.get_mut(&call.claim.key) {
                chat.windows.iter_mut().for_each(|window| window.record(now, call.claim.cost));
            }
            call.stage = Stage::Granted;
            self.ready.pop_first();
            self.let_go += 1;
            self.waiting -= 1;
            self.woken.push(ticket);
        }
        while let Some((at, key)) = self.idle.pop_first() {
            if at > now {
                self.idle.insert((at, key));
                break;
            }
            self.chats.remove(&key);
        }
    }

    /// Who has something new to see since this was last asked; some may be gone, and some may see nothing new.
    pub(super) fn take_woken(&mut self) -> Vec<Ticket> {
        std::mem::take(&mut self.woken)
    }

    /// How it stands with a call, after [`advance`](Self::advance).
    pub(super) fn status(&self, now: Instant, ticket: Ticket) -> Status {
        let Some(call) = self.calls.get(&ticket) else { return Status::Granted };
        match call.stage {
            Stage::Granted => Status::Granted,
            Stage::Queued => Status::Waiting(None),
            Stage::Resting(until) => {
                let closed = self.chats.get(&call.claim.key).and_then(|chat| chat.closed_until);
                match closed.and_then(|until| until.checked_duration_since(now)) {
                    Some(left) if left > self.throttle.patience => Status::Blocked(left),
                    _ => Status::Waiting(Some(until)),
                }
            }
            Stage::Ready(place) => Status::Waiting(self.turn(place, call.claim.cost)),
        }
    }

    /// When it is a call's turn, as far as can be told: later than now, because even the front has to wait.
    fn turn(&self, place: u64, cost: usize) -> Option<Instant> {
        let overall = self.overall.as_ref()?;
        let limit = overall.limit();
        let front = self.ready.first().and_then(|ticket| self.calls.get(ticket));
        let cost = front.map_or(cost, |front| front.claim.cost.max(cost));
        let ahead = place.saturating_sub(self.let_go);
        let rounds = u32::try_from(ahead / limit.calls() as u64).unwrap_or(u32::MAX);
        overall.opens(cost).map(|opens| opens.checked_add(limit.per().saturating_mul(rounds)).unwrap_or(opens))
    }

    /// A call is over: it was made, with what Telegram said about waiting, or it was given up.
    /// [`advance`](Self::advance) has to follow.
    pub(super) fn leave(&mut self, now: Instant, ticket: Ticket, retry_after: Option<Duration>) {
        let Some(call) = self.calls.remove(&ticket) else { return };
        match call.stage {
            Stage::Queued => {}
            Stage::Resting(at) => {
                self.resting.remove(&(at, ticket));
            }
            Stage::Ready(_) => {
                self.ready.remove(&ticket);
                self.let_go += 1;
            }
            Stage::Granted => {}
        }
        if call.stage != Stage::Granted {
            self.waiting -= 1;
        }
        let key = call.claim.key;
        let Some(chat) = self.chats.get_mut(&key) else { return };
        if chat.current == Some(ticket) {
            chat.current = None;
        } else if let Ok(at) = chat.queue.binary_search(&ticket) {
            chat.queue.remove(at);
        }
        if let Some(until) = retry_after.and_then(|wait| now.checked_add(wait)) {
            chat.closed_until = chat.closed_until.max(Some(until));
        }
        self.next_of(&key, now);
    }

    /// If nothing of the chat is on its way: its next call rests until it may go on, or the chat is idle.
    fn next_of(&mut self, key: &Key, now: Instant) {
        let Some(chat) = self.chats.get_mut(key) else { return };
        if let Some(at) = chat.forget_at.take() {
            self.idle.remove(&(at, key.clone()));
        }
        if chat.current.is_some() {
            return;
        }
        let Some(ticket) = chat.queue.pop_front() else {
            let at = chat.forgettable(now);
            chat.forget_at = Some(at);
            self.idle.insert((at, key.clone()));
            return;
        };
        chat.current = Some(ticket);
        let Some(call) = self.calls.get_mut(&ticket) else { return };
        let opens = chat.opens(call.claim.cost).unwrap_or(now).max(now);
        call.stage = Stage::Resting(opens);
        self.resting.insert((opens, ticket));
        self.woken.push(ticket);
    }

    fn line_up(&mut self, ticket: Ticket) {
        if let Some(call) = self.calls.get_mut(&ticket) {
            call.stage = Stage::Ready(self.lined_up);
            self.lined_up += 1;
            self.ready.insert(ticket);
        }
    }

    /// Chats and calls that are remembered.
    #[cfg(test)]
    pub(super) fn size(&self) -> (usize, usize) {
        assert_eq!(self.waiting, self.calls.values().filter(|call| call.stage != Stage::Granted).count());
        assert!(self.resting.len() + self.ready.len() <= self.waiting && self.idle.len() <= self.chats.len());
        (self.chats.len(), self.calls.len())
    }
}

impl Chat {
    fn new(key: &Key, throttle: &Throttle) -> Self {
        let limits = [throttle.chat, throttle.group.filter(|_| key.is_group())];
        let windows = limits.into_iter().flatten().map(Window::new).collect();
        Self { windows, closed_until: None, queue: VecDeque::new(), current: None, forget_at: None }
    }

    /// When a call may go out; `None` for at once.
    fn opens(&self, cost: usize) -> Option<Instant> {
        self.windows.iter().filter_map(|window| window.opens(cost)).chain(self.closed_until).max()
    }

    /// When nothing that is known of it counts any more.
    fn forgettable(&self, now: Instant) -> Instant {
        let longest = self.windows.iter().map(|window| window.limit().per()).max().unwrap_or_default();
        (now + longest).max(self.closed_until.unwrap_or(now))
    }
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;

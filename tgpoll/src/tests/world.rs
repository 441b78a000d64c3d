//! A machine, a server with Telegram's rules and the calls that run, in simulated time that jumps to the next moment at
//! which something happens. It checks the promises at every step.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

use crate::classify::{Rival, Trouble};
use crate::config::Config;
use crate::event::Event;
use crate::ledger::Ticket;
use crate::machine::{Machine, Request};

/// An update, named once for all numberings.
pub(super) type Serial = u64;

/// What becomes of the next request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// It never arrives.
    Lost,
    /// It does its work, and the answer is lost.
    AnswerLost,
    /// It is refused with 409.
    Conflict,
}

pub(super) struct World {
    pub(super) machine: Machine<Serial>,
    pub(super) now: Instant,
    pub(super) fault: Option<Fault>,
    /// What waits at the server; `None` has no readable id.
    queue: BTreeMap<u64, Option<Serial>>,
    next_id: u64,
    next_serial: Serial,
    request: Option<Sent>,
    last_fetch: Option<(Instant, Option<u64>)>,
    pub(super) running: Vec<(Ticket, Serial)>,
    states: HashMap<Serial, State>,
    /// Over their budget, so that they may be forgotten while they run.
    released: HashSet<Serial>,
    highest_called: Option<Serial>,
    pub(super) n_requests: usize,
}

/// A request on its way.
struct Sent {
    request: Request,
    /// When its outcome arrives; `None`: it is a long poll that waits.
    due: Option<Instant>,
    until: Instant,
    outcome: Result<Vec<Option<(u64, Serial)>>, Trouble>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Running,
    Refused,
    Handled,
}

impl World {
    pub(super) fn new(config: Config) -> Self {
        Self {
            machine: Machine::new(config, 1),
            now: Instant::now(),
            fault: None,
            queue: BTreeMap::new(),
            next_id: 1_000_000,
            next_serial: 0,
            request: None,
            last_fetch: None,
            running: Vec::new(),
            states: HashMap::new(),
            released: HashSet::new(),
            highest_called: None,
            n_requests: 0,
        }
    }

    pub(super) fn push(&mut self, count: u64) {
        for _ in 0..count {
            self.queue.insert(self.next_id, Some(self.next_serial));
            self.states.insert(self.next_serial, State::Waiting);
            self.next_serial += 1;
            self.next_id += 1;
        }
        self.wake_long_poll();
    }

    pub(super) fn push_nameless(&mut self) {
        self.queue.insert(self.next_id, None);
        self.next_id += 1;
        self.wake_long_poll();
    }

    /// The server lets something expire; what it has just sent arrives all the same.
    pub(super) fn expire(&mut self, which: usize) {
        let sent: HashSet<Serial> = match &self.request {
            Some(Sent { outcome: Ok(batch), .. }) => batch.iter().flatten().map(|(_, serial)| *serial).collect(),
            _ => HashSet::new(),
        };
        if let Some(id) = self.queue.keys().nth(which % self.queue.len().max(1)).copied()
            && let Some(Some(serial)) = self.queue.remove(&id)
            && self.states[&serial] == State::Waiting
            && !sent.contains(&serial)
        {
            self.states.remove(&serial);
        }
    }

    /// The server begins a new numbering, as it does when nothing waits.
    pub(super) fn renumber(&mut self, up: bool) {
        if self.queue.is_empty() {
            self.next_id = if up { self.next_id + 200_000 } else { self.next_id / 2 };
        }
    }

    pub(super) fn end_call(&mut self, which: usize, ok: bool) {
        if self.running.is_empty() {
            return;
        }
        let (ticket, serial) = self.running.remove(which % self.running.len());
        if ok {
            self.states.insert(serial, State::Handled);
            self.machine.handle_handled(self.now, ticket, true);
        } else {
            self.states.insert(serial, State::Refused);
            self.released.remove(&serial);
            self.machine.handle_refused(self.now, ticket, String::new());
        }
        self.turn();
    }

    pub(super) fn advance(&mut self, span: Duration) {
        let target = self.now + span;
        let mut quiet_turns = 0;
        self.turn();
        loop {
            let answer = self.request.as_ref().map(|sent| sent.due.unwrap_or(sent.until));
            let wake = self.machine.poll_timeout(self.now);
            let Some(next) = answer.into_iter().chain(wake).min().filter(|next| *next <= target) else { break };
            quiet_turns = if next <= self.now { quiet_turns + 1 } else { 0 };
            assert!(quiet_turns < 1000, "it spins without time passing");
            self.now = self.now.max(next);
            self.deliver();
            self.turn();
        }
        self.now = target;
        self.turn();
    }

    /// Everything is handled and nothing waits at the server.
    pub(super) fn is_settled(&self) -> bool {
        self.running.is_empty()
            && self.queue.values().all(Option::is_none)
            && self.states.values().all(|state| *state == State::Handled)
    }

    /// Nothing at all waits, not even what has no id.
    pub(super) fn queue_is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    pub(super) fn n_handled(&self) -> u64 {
        self.states.values().filter(|state| **state == State::Handled).count() as u64
    }

    pub(super) fn stop(&mut self) {
        self.released.clear();
        self.request = None;
        self.machine.handle_stop(self.now);
        self.turn();
    }

    /// What the driver does.
    fn turn(&mut self) {
        self.machine.handle_timeout(self.now);
        self.take_events();
        if let Some(request) = self.machine.poll_request(self.now) {
            self.send(request);
        }
        while self.machine.has_update(self.now) {
            let (ticket, serial) = self.machine.poll_update(self.now).expect("an update was promised");
            self.called(ticket, serial);
        }
        self.machine.assert_counted();
    }

    fn take_events(&mut self) {
        while let Some(event) = self.machine.poll_event() {
            if let Event::OverBudget { id, .. } = event {
                let over = self.running.iter().filter(|(ticket, _)| ticket.id() == id);
                self.released.extend(over.map(|(_, serial)| *serial));
            }
        }
    }

    fn called(&mut self, ticket: Ticket, serial: Serial) {
        match self.states.insert(serial, State::Running) {
            Some(State::Waiting) => {
                assert!(self.highest_called < Some(serial), "{serial} after {:?}", self.highest_called);
                self.highest_called = Some(serial);
            }
            Some(State::Refused) => {}
            other => panic!("{serial} called while {other:?}"),
        }
        self.running.push((ticket, serial));
    }

    fn send(&mut self, request: Request) {
        assert!(self.request.is_none(), "two requests at a time");
        self.n_requests += 1;
        let latency = Duration::from_millis(20);
        let (offset, limit, timeout) = match request {
            Request::Fetch { offset, limit, timeout } => (offset, limit, timeout),
            Request::Confirm { offset } => (Some(offset), 1, Duration::ZERO),
            Request::DeleteWebhook { .. } => panic!("nobody asked for that"),
        };
        if let (Some((at, last)), Request::Fetch { .. }) = (self.last_fetch, request) {
            assert!(last != offset || self.now - at >= Duration::from_millis(500), "{offset:?} twice within 0.5 s");
        }
        self.last_fetch = Some((self.now, offset));
        let due = Some(self.now + latency);
        let passing = Err(Trouble::Passing { smaller: true });
        self.request = Some(match self.fault.take() {
            Some(Fault::Lost) => Sent { request, due, until: self.now, outcome: passing },
            Some(Fault::Conflict) => {
                Sent { request, due, until: self.now, outcome: Err(Trouble::Conflict(Rival::Poller)) }
            }
            Some(Fault::AnswerLost) => {
                self.confirm(offset);
                Sent { request, due, until: self.now, outcome: passing }
            }
            None => {
                self.confirm(offset);
                let batch = self.batch(offset, limit);
                let parked = batch.is_empty() && !timeout.is_zero();
                Sent { request, due: due.filter(|_| !parked), until: self.now + timeout, outcome: Ok(batch) }
            }
        });
    }

    /// Forgets what is below the offset, and checks that it may be forgotten.
    fn confirm(&mut self, offset: Option<u64>) {
        let Some(offset) = self.obeyed(offset) else { return };
        let kept = self.queue.split_off(&offset);
        for (id, serial) in std::mem::replace(&mut self.queue, kept) {
            let Some(serial) = serial else { continue };
            let state = self.states[&serial];
            let allowed = state == State::Handled || (state == State::Running && self.released.contains(&serial));
            assert!(allowed, "{id} ({serial}) was confirmed while {state:?}");
        }
    }

    fn batch(&self, offset: Option<u64>, limit: usize) -> Vec<Option<(u64, Serial)>> {
        let from = self.obeyed(offset).unwrap_or(0);
        self.queue.range(from..).take(limit).map(|(id, serial)| serial.map(|serial| (*id, serial))).collect()
    }

    fn obeyed(&self, offset: Option<u64>) -> Option<u64> {
        let oldest = self.queue.first_key_value().map_or(self.next_id, |(id, _)| *id);
        offset.filter(|offset| *offset <= self.next_id + 10 && offset + 100_000 >= oldest)
    }

    fn wake_long_poll(&mut self) {
        let Some(Sent { request: Request::Fetch { offset, limit, .. }, due: None, .. }) = self.request else { return };
        let batch = self.batch(offset, limit);
        if let Some(sent) = self.request.as_mut().filter(|_| !batch.is_empty()) {
            sent.due = Some(self.now + Duration::from_millis(1));
            sent.outcome = Ok(batch);
        }
    }

    fn deliver(&mut self) {
        let due = self.request.as_ref().map(|sent| sent.due.unwrap_or(sent.until));
        if due.is_some_and(|due| due <= self.now)
            && let Some(sent) = self.request.take()
        {
            match sent.outcome {
                Ok(_) if matches!(sent.request, Request::Confirm { .. }) => {
                    self.machine.handle_answer(self.now, Vec::new());
                }
                Ok(batch) => self.machine.handle_answer(self.now, batch),
                Err(trouble) => self.machine.handle_failure(self.now, trouble, String::new()),
            }
        }
    }
}

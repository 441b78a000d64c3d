//! A sender as Telegram is one, in made-up time: updates in lanes, one of a lane on its way at a time, so many connections
//! at most, each held until its update has been given out; what is refused comes again after 0, 2, 4 .. 64 s.
//!
//! At the other end stands the real buffer, looked at as its stream does it: after each arrival, when it asks to be, and
//! four times a hold while something waits; and hurried, as its service does it, when all connections are held.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use std::time::Duration;

use tgreorder::{Config, Drain, GapPolicy, Inserter, Pop, Refused, ReorderBuffer, Time};

use super::scenario::Scenario;

/// What the items went through.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// From arrival to being given out, of each item.
    pub(crate) added: Vec<Duration>,
    /// Numbers given up that came after all.
    pub(crate) wrong_skips: u64,
    pub(crate) items: u64,
}

pub(crate) fn run(scenario: &Scenario, policy: impl GapPolicy + 'static, seed: u64) -> Outcome {
    let config = Config::new().with_start_at(0).with_gap_policy(policy);
    let (inserter, drain) = ReorderBuffer::new(config).expect("settings in range").split();
    let mut world = World {
        rng: fastrand::Rng::with_seed(seed),
        scenario,
        inserter,
        drain,
        now: Duration::ZERO,
        events: BinaryHeap::new(),
        n_events: 0,
        lanes: (0..scenario.lanes).map(|_| VecDeque::new()).collect(),
        busy: vec![false; scenario.lanes],
        without_connection: VecDeque::new(),
        connections: scenario.connections,
        arrived: HashMap::new(),
        beyond: BTreeMap::new(),
        look_at: None,
        outcome: Outcome::default(),
    };
    for (seq, (at, lane)) in scenario.updates(&mut world.rng).into_iter().enumerate() {
        world.at(at, Event::Created { lane, seq: seq as u64 });
    }
    world.live();
    world.outcome
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Created {
        lane: usize,
        seq: u64,
    },
    Arrives {
        lane: usize,
        seq: u64,
        tries: u32,
    },
    /// The time to try again has come.
    Again {
        lane: usize,
        tries: u32,
    },
    Look,
}

struct World<'a> {
    rng: fastrand::Rng,
    scenario: &'a Scenario,
    inserter: Inserter<usize>,
    drain: Drain<usize>,
    now: Duration,
    events: BinaryHeap<Reverse<(Duration, u64, Event)>>,
    n_events: u64,
    /// Numbers of each lane that the sender has not got an answer for.
    lanes: Vec<VecDeque<u64>>,
    /// Lanes with a request on its way, or waiting to be tried again.
    busy: Vec<bool>,
    without_connection: VecDeque<(usize, u32)>,
    connections: usize,
    /// Held: when they came.
    arrived: HashMap<u64, Duration>,
    /// Waiting for room in the window.
    beyond: BTreeMap<u64, usize>,
    look_at: Option<Duration>,
    outcome: Outcome,
}

impl World<'_> {
    fn at(&mut self, when: Duration, event: Event) {
        self.n_events += 1;
        self.events.push(Reverse((when, self.n_events, event)));
    }

    fn live(&mut self) {
        while let Some(Reverse((now, _, event))) = self.events.pop() {
            self.now = now;
            match event {
                Event::Created { lane, seq } => {
                    self.lanes[lane].push_back(seq);
                    self.send_next(lane);
                }
                Event::Arrives { lane, seq, tries } => self.arrive(lane, seq, tries),
                Event::Again { lane, tries } => self.send(lane, tries),
                Event::Look => self.look_at = None,
            }
            self.look();
        }
    }

    fn send_next(&mut self, lane: usize) {
        if !self.busy[lane] && !self.lanes[lane].is_empty() {
            self.busy[lane] = true;
            self.send(lane, 0);
        }
    }

    fn send(&mut self, lane: usize, tries: u32) {
        if self.connections == 0 {
            self.without_connection.push_back((lane, tries));
            return;
        }
        if let Some(seq) = self.lanes[lane].front().copied() {
            self.connections -= 1;
            let travels = self.scenario.travels(&mut self.rng);
            self.at(self.now + travels, Event::Arrives { lane, seq, tries });
        }
    }

    fn arrive(&mut self, lane: usize, seq: u64, tries: u32) {
        if self.scenario.fails(lane, self.now) {
            let wait = if tries == 0 { 0 } else { 1 << tries.min(6) };
            self.at(self.now + Duration::from_secs(wait), Event::Again { lane, tries: tries + 1 });
            self.free_connection();
            return;
        }
        match self.inserter.insert(seq, lane) {
            Ok(_) => drop(self.arrived.insert(seq, self.now)),
            // Given out before, its answer got lost.
            Err(Refused::Duplicate(_)) => self.answer(lane),
            Err(Refused::Full(_)) => {
                self.arrived.insert(seq, self.now);
                self.beyond.insert(seq, lane);
            }
            Err(Refused::Closed(_)) => unreachable!("nobody closes it"),
        }
    }

    fn free_connection(&mut self) {
        self.connections += 1;
        if let Some((lane, tries)) = self.without_connection.pop_front() {
            self.send(lane, tries);
        }
    }

    fn answer(&mut self, lane: usize) {
        if self.rng.f64() < self.scenario.lost_answers {
            let seq = self.lanes[lane][0];
            let travels = self.scenario.travels(&mut self.rng);
            self.at(self.now + travels, Event::Arrives { lane, seq, tries: 0 });
            return;
        }
        self.lanes[lane].pop_front();
        self.busy[lane] = false;
        self.free_connection();
        self.send_next(lane);
    }

    /// What the stream's task does when it is woken.
    fn look(&mut self) {
        let mut hurried = false;
        loop {
            match self.drain.pop(Time::from_origin(self.now)) {
                Pop::Item { seq, value: lane, late, .. } => {
                    self.outcome.items += 1;
                    self.outcome.wrong_skips += u64::from(late);
                    let arrived = self.arrived.remove(&seq).expect("what is given out has come");
                    self.outcome.added.push(self.now - arrived);
                    self.answer(lane);
                    self.try_beyond();
                }
                // All connections are held, so what is missing cannot come.
                Pop::WaitUntil(_) if !hurried && self.arrived.len() >= self.scenario.connections => {
                    self.drain.hurry();
                    hurried = true;
                }
                Pop::WaitUntil(at) => {
                    let look = self.now + (self.drain.hold() / 4).max(Duration::from_millis(5));
                    return self.look_again(at.since_origin().min(look));
                }
                Pop::Empty | Pop::Closed => return,
            }
        }
    }

    fn try_beyond(&mut self) {
        while let Some(entry) = self.beyond.first_entry() {
            match self.inserter.insert(*entry.key(), *entry.get()) {
                Err(Refused::Full(_)) => return,
                _ => drop(entry.remove()),
            }
        }
    }

    fn look_again(&mut self, at: Duration) {
        if self.look_at.is_none_or(|planned| at < planned) {
            self.look_at = Some(at);
            self.at(at, Event::Look);
        }
    }
}

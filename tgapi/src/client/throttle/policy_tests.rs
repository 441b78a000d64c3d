//! The policy in simulated time: single rules, and random traffic against what was promised.

use proptest::prelude::*;

use super::super::window::Limit;
use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn claim(chat: i64, cost: usize) -> Claim {
    Claim { key: Key::Chat(chat), cost }
}

/// A policy and its clock.
struct Sim {
    policy: Policy,
    start: Instant,
    now: Instant,
}

impl Sim {
    fn new(throttle: Throttle) -> Self {
        let start = Instant::now();
        Self { policy: Policy::new(throttle), start, now: start }
    }

    fn enter(&mut self, chat: i64) -> Ticket {
        let ticket = self.policy.enter(self.now, claim(chat, 1)).unwrap();
        self.policy.advance(self.now);
        ticket
    }

    fn leave(&mut self, ticket: Ticket, retry_after: Option<u64>) {
        self.policy.leave(self.now, ticket, retry_after.map(Duration::from_secs));
        self.policy.advance(self.now);
    }

    fn status(&self, ticket: Ticket) -> Status {
        self.policy.status(self.now, ticket)
    }

    /// Waits as the call itself would, and says at how many milliseconds since the start it was granted.
    fn wait(&mut self, ticket: Ticket) -> u128 {
        for _ in 0..1000 {
            match self.status(ticket) {
                Status::Granted => return (self.now - self.start).as_millis(),
                Status::Waiting(Some(until)) => {
                    assert!(until > self.now, "an alarm that has gone off already");
                    self.now = until;
                    self.policy.advance(self.now);
                }
                other => panic!("it waits for somebody else: {other:?}"),
            }
        }
        panic!("it is never granted");
    }
}

#[test]
fn in_a_chat_a_few_go_at_once_and_then_one_a_second() {
    let mut sim = Sim::new(Throttle::new());
    let mut granted = Vec::new();
    for _ in 0..9 {
        let ticket = sim.enter(5);
        granted.push(sim.wait(ticket));
        sim.leave(ticket, None);
    }
    assert_eq!(granted, [0, 0, 0, 3000, 3000, 3000, 6000, 6000, 6000]);
}

#[test]
fn a_group_gets_twenty_a_minute() {
    let mut sim = Sim::new(Throttle::new());
    let mut granted = Vec::new();
    for _ in 0..41 {
        let ticket = sim.enter(-5);
        granted.push(sim.wait(ticket));
        sim.leave(ticket, None);
    }
    assert_eq!((granted[19], granted[20], granted[40]), (18_000, 60_000, 120_000));
}

#[test]
fn all_chats_together_get_thirty_a_second() {
    let mut sim = Sim::new(Throttle::new());
    let tickets: Vec<_> = (1..=100).map(|chat| sim.enter(chat)).collect();
    let granted: Vec<_> = tickets.iter().map(|ticket| sim.wait(*ticket)).collect();
    assert_eq!((granted[29], granted[30], granted[60], granted[90], granted[99]), (0, 1000, 2000, 3000, 3000));
}

#[test]
fn a_call_gets_its_turn_though_nobody_before_it_looks() {
    let mut sim = Sim::new(Throttle::new());
    let tickets: Vec<_> = (1..=100).map(|chat| sim.enter(chat)).collect();
    // By its own alarm alone, which moves those before it on, too.
    assert_eq!(sim.wait(tickets[99]), 6000);
    assert!(tickets.iter().all(|ticket| sim.status(*ticket) == Status::Granted));
}

#[test]
fn one_call_of_a_chat_is_on_its_way_at_a_time_in_their_order() {
    let mut sim = Sim::new(Throttle::new());
    let (first, second, third) = (sim.enter(5), sim.enter(5), sim.enter(5));
    assert_eq!(
        [first, second, third].map(|ticket| sim.status(ticket)),
        [Status::Granted, Status::Waiting(None), Status::Waiting(None)]
    );
    // Giving up in the queue lets nobody overtake.
    sim.leave(second, None);
    assert_eq!(sim.status(third), Status::Waiting(None));
    let _ = sim.policy.take_woken();
    sim.leave(first, None);
    assert_eq!(sim.status(third), Status::Granted);
    assert!(sim.policy.take_woken().contains(&third));
}

#[test]
fn a_flood_in_one_chat_closes_that_one_and_no_other() {
    let mut sim = Sim::new(Throttle::new());
    let first = sim.enter(5);
    sim.leave(first, Some(40));
    let (same, other) = (sim.enter(5), sim.enter(6));
    assert_eq!(sim.status(other), Status::Granted);
    assert_eq!(sim.status(same), Status::Waiting(Some(sim.now + 40 * SECOND)));
    assert_eq!(sim.wait(same), 40_000);
}

#[test]
fn a_chat_closed_for_too_long_is_told_to_all_who_wait_for_it() {
    let mut sim = Sim::new(Throttle::new());
    let (first, second, third) = (sim.enter(5), sim.enter(5), sim.enter(5));
    sim.leave(first, Some(3600));
    assert_eq!(sim.status(second), Status::Blocked(3600 * SECOND));
    sim.leave(second, None);
    assert_eq!(sim.status(third), Status::Blocked(3600 * SECOND));
    sim.leave(third, None);
    sim.now += 3550 * SECOND;
    let late = sim.enter(5);
    assert_eq!(sim.wait(late), 3_600_000);
}

#[test]
fn a_full_queue_refuses_and_a_full_chat_does_not_fill_it() {
    let mut sim = Sim::new(Throttle::new().max_waiting(5, 2));
    let _ = [sim.enter(5), sim.enter(5), sim.enter(5)];
    assert_eq!(sim.policy.enter(sim.now, claim(5, 1)), Err(Full(2)));
    assert_eq!(sim.status(sim.policy.next - 1), Status::Waiting(None));
    let other = sim.enter(6);
    assert_eq!(sim.status(other), Status::Granted);
    let _ = [sim.enter(6), sim.enter(6), sim.enter(7)];
    let one_more = sim.enter(8);
    assert_eq!(sim.status(one_more), Status::Granted);
    let _ = sim.enter(7);
    assert_eq!(sim.policy.enter(sim.now, claim(9, 1)), Err(Full(5)));
}

#[test]
fn chats_are_forgotten_when_nothing_known_of_them_counts() {
    let mut sim = Sim::new(Throttle::new().overall(None));
    for chat in 1..=1000 {
        let (private, group) = (sim.enter(chat), sim.enter(-chat));
        sim.leave(private, None);
        sim.leave(group, (chat == 7).then_some(500));
    }
    assert_eq!(sim.policy.size(), (2000, 0));
    for (seconds, chats) in [(2, 2000), (3, 1000), (60, 1), (499, 1), (500, 0)] {
        sim.now = sim.start + seconds * SECOND;
        sim.policy.advance(sim.now);
        assert_eq!(sim.policy.size(), (chats, 0), "after {seconds} s");
    }
    assert!(sim.policy.idle.is_empty());
}

#[derive(Clone, Debug)]
enum Op {
    Enter { chat: i64, cost: usize },
    Finish { nth: usize, retry_after: Option<u64> },
    GiveUp { nth: usize },
    Wait { millis: u64 },
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (-3..4_i64, prop_oneof![4 => Just(1_usize), 1 => 2..12_usize]).prop_map(|(chat, cost)| Op::Enter { chat, cost }),
        4 => (any::<usize>(), prop_oneof![5 => Just(None), 1 => (1..30_u64).prop_map(Some)])
            .prop_map(|(nth, retry_after)| Op::Finish { nth, retry_after }),
        1 => any::<usize>().prop_map(|nth| Op::GiveUp { nth }),
        3 => (0..3000_u64).prop_map(|millis| Op::Wait { millis }),
    ]
}

/// What was granted: when, where, for how much.
struct Granted {
    at: Instant,
    chat: i64,
    cost: usize,
}

fn assert_limit(granted: &[Granted], limit: Limit, which: impl Fn(&Granted) -> bool) {
    let of: Vec<_> = granted.iter().filter(|granted| which(granted)).collect();
    for (at, last) in of.iter().enumerate() {
        let in_window: usize = of[..=at]
            .iter()
            .filter(|earlier| last.at - earlier.at < limit.per())
            .map(|earlier| earlier.cost.min(limit.calls()))
            .sum();
        assert!(in_window <= limit.calls(), "{in_window} in {:?}", limit.per());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_traffic_keeps_every_promise(ops in prop::collection::vec(op(), 1..120)) {
        let (overall, chat_limit, group) = (Limit::new(10, SECOND), Limit::new(3, 3 * SECOND), Limit::new(6, 20 * SECOND));
        let throttle = Throttle::new().overall(Some(overall)).chat(Some(chat_limit)).group(Some(group)).max_waiting(60, 20);
        let mut sim = Sim::new(throttle);
        let mut waiting: Vec<(Ticket, i64, usize)> = Vec::new();
        let mut flying: Vec<(Ticket, i64)> = Vec::new();
        let mut closed: HashMap<i64, Instant> = HashMap::new();
        let mut granted: Vec<Granted> = Vec::new();
        // What random operations do, then: everything that is left goes out by its own alarms.
        for step in 0..20_000 {
            match ops.get(step).cloned() {
                Some(Op::Enter { chat, cost }) => {
                    if let Ok(ticket) = sim.policy.enter(sim.now, claim(chat, cost)) {
                        waiting.push((ticket, chat, cost));
                    } else {
                        assert!(waiting.len() >= 20);
                    }
                }
                Some(Op::Finish { nth, retry_after }) if !flying.is_empty() => {
                    let (ticket, chat) = flying.swap_remove(nth % flying.len());
                    sim.policy.leave(sim.now, ticket, retry_after.map(Duration::from_secs));
                    if let Some(seconds) = retry_after {
                        let until = sim.now + Duration::from_secs(seconds);
                        let closed = closed.entry(chat).or_insert(until);
                        *closed = until.max(*closed);
                    }
                }
                Some(Op::GiveUp { nth }) if !waiting.is_empty() => {
                    let at = nth % waiting.len();
                    sim.policy.leave(sim.now, waiting.remove(at).0, None);
                }
                Some(Op::Wait { millis }) => sim.now += Duration::from_millis(millis),
                Some(_) => {}
                None if waiting.is_empty() && flying.is_empty() => break,
                None if !flying.is_empty() => {
                    for (ticket, _) in flying.drain(..) {
                        sim.policy.leave(sim.now, ticket, None);
                    }
                }
                None => {
                    let alarms = waiting.iter().filter_map(|(ticket, ..)| match sim.status(*ticket) {
                        Status::Waiting(until) => until,
                        _ => None,
                    });
                    if let Some(next) = alarms.min() {
                        sim.now = sim.now.max(next);
                    }
                }
            }
            sim.policy.advance(sim.now);
            for (ticket, chat, cost) in std::mem::take(&mut waiting) {
                match sim.status(ticket) {
                    Status::Granted => {
                        assert!(flying.iter().all(|(_, other)| *other != chat), "two of chat {chat} on their way");
                        assert!(closed.get(&chat).is_none_or(|until| *until <= sim.now), "chat {chat} was closed");
                        assert!(waiting.iter().all(|(_, other, _)| *other != chat), "overtaken in chat {chat}");
                        flying.push((ticket, chat));
                        granted.push(Granted { at: sim.now, chat, cost });
                    }
                    Status::Waiting(until) => {
                        assert!(until.is_none_or(|until| until > sim.now), "an alarm that has gone off");
                        waiting.push((ticket, chat, cost));
                    }
                    Status::Blocked(_) => panic!("closed for longer than any was"),
                }
            }
            sim.policy.size();
            let _ = sim.policy.take_woken();
        }
        assert!(waiting.is_empty() && flying.is_empty(), "{} wait for ever", waiting.len());
        assert_limit(&granted, overall, |_| true);
        for chat in -3..4 {
            assert_limit(&granted, chat_limit, |granted| granted.chat == chat);
            if chat < 0 {
                assert_limit(&granted, group, |granted| granted.chat == chat);
            }
        }
        sim.now += 100 * SECOND;
        sim.policy.advance(sim.now);
        assert_eq!(sim.policy.size(), (0, 0));
    }
}

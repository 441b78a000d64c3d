//! The rules of sending order, one test each.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const SOON: i64 = 1000;

fn lanes() -> Lanes {
    Lanes::new(40, fastrand::Rng::with_seed(1))
}

fn update(id: u64, lane: i64) -> Update {
    Update { id, lane: Some(lane), expires: SOON, body: Bytes::new() }
}

/// Everything that can go now.
fn sendable(lanes: &mut Lanes, now: Instant) -> Vec<Pick> {
    let mut picks = Vec::new();
    while let Next::Send(pick) = lanes.next(now) {
        picks.push(pick);
    }
    picks
}

fn ids(picks: &[Pick]) -> Vec<u64> {
    picks.iter().map(|pick| pick.id).collect()
}

const BY_WEBHOOK: Failed = Failed::ByWebhook { retry_after: 0 };

#[test]
fn updates_of_one_lane_go_one_after_another_and_lanes_side_by_side() {
    let (mut lanes, now) = (lanes(), Instant::now());
    for (id, lane) in [(1, 7), (2, 7), (3, 8), (4, 7), (5, 8)] {
        lanes.load(update(id, lane), now);
    }
    let first = sendable(&mut lanes, now);
    assert_eq!(ids(&first), [1, 3]);
    lanes.delivered(&first[0], false);
    let second = sendable(&mut lanes, now);
    assert_eq!(ids(&second), [2]);
    lanes.delivered(&second[0], false);
    assert_eq!(ids(&sendable(&mut lanes, now)), [4]);
}

#[test]
fn an_update_without_a_lane_waits_for_nobody() {
    let (mut lanes, now) = (lanes(), Instant::now());
    for id in 1..=5 {
        lanes.load(Update { lane: None, ..update(id, 0) }, now);
    }
    assert_eq!(sendable(&mut lanes, now).len(), 5);
}

#[test]
fn a_failing_lane_blocks_only_itself() {
    let (mut lanes, now) = (lanes(), Instant::now());
    for (id, lane) in [(1, 7), (2, 7), (3, 8)] {
        lanes.load(update(id, lane), now);
    }
    let picks = sendable(&mut lanes, now);
    for pick in &picks {
        assert!(lanes.failed(pick, Failed::ByWebhook { retry_after: 9 }, now, 0));
    }
    lanes.load(update(4, 9), now);
    assert_eq!(ids(&sendable(&mut lanes, now)), [4]);
    assert!(matches!(lanes.next(now), Next::At(at) if at == now + Duration::from_secs(9)));
}

#[test]
fn retries_come_at_once_and_then_after_2_4_8_seconds_up_to_a_random_60_to_120() {
    let (mut lanes, mut now) = (lanes(), Instant::now());
    lanes.load(Update { expires: i64::MAX, ..update(1, 7) }, now);
    let mut delays = Vec::new();
    for _ in 0..12 {
        let Next::Send(pick) = lanes.next(now) else { panic!("nothing due") };
        assert!(lanes.failed(&pick, BY_WEBHOOK, now, 0));
        let due = match lanes.next(now) {
            Next::At(at) => at,
            Next::Send(pick) => {
                // Due at once: put it back.
                lanes.failed(&pick, Failed::ByFault, now, 0);
                now
            }
            Next::Nothing => panic!("lost"),
        };
        delays.push((due - now).as_secs());
        now = due;
    }
    assert_eq!(delays[..6], [0, 2, 4, 8, 16, 32]);
    assert!(delays[6..].iter().all(|delay| (60..=120).contains(delay)), "{delays:?}");
}

#[test]
fn retry_after_replaces_the_delay_once_is_clamped_and_does_not_grow_it() {
    let (mut lanes, now) = (lanes(), Instant::now());
    lanes.load(Update { expires: i64::MAX, ..update(1, 7) }, now);
    let mut wait = |retry_after, now| {
        let Next::Send(pick) = lanes.next(now) else { panic!("nothing due") };
        assert!(lanes.failed(&pick, Failed::ByWebhook { retry_after }, now, 0));
        match lanes.next(now) {
            Next::At(at) => (at - now).as_secs(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wait(1_000_000, now), 3600);
    assert_eq!(wait(7, now + Duration::from_secs(3600)), 7);
    assert_eq!(wait(0, now + Duration::from_secs(3607)), 2);
}

#[test]
fn an_update_whose_next_try_would_be_after_its_expiry_is_dropped_and_frees_its_lane() {
    let (mut lanes, now) = (lanes(), Instant::now());
    lanes.load(update(1, 7), now);
    lanes.load(update(2, 7), now);
    let Next::Send(pick) = lanes.next(now) else { panic!() };
    assert!(!lanes.failed(&pick, Failed::ByWebhook { retry_after: 60 }, now, SOON - 59));
    assert_eq!(ids(&sendable(&mut lanes, now)), [2]);
}

#[test]
fn at_most_twice_max_connections_lanes_are_loaded_so_blocked_lanes_stall_all() {
    let (mut lanes, now) = (Lanes::new(2, fastrand::Rng::new()), Instant::now());
    assert_eq!(lanes.room(), 4);
    for id in 1..=4 {
        lanes.load(update(id, id.cast_signed()), now);
    }
    assert_eq!(lanes.room(), 0);
    for pick in sendable(&mut lanes, now) {
        lanes.failed(&pick, Failed::ByWebhook { retry_after: 100 }, now, 0);
    }
    assert_eq!(lanes.room(), 0);
}

#[test]
fn with_a_window_updates_overtake_even_in_their_lane_but_never_further_than_the_window() {
    let (window, now) = (3, Instant::now());
    for seed in 0..200 {
        let mut lanes = Lanes::new(40, fastrand::Rng::with_seed(seed));
        lanes.set_window(window);
        for id in 1..=50 {
            lanes.load(update(id, 7), now);
        }
        let order = ids(&sendable(&mut lanes, now));
        assert_eq!(order.len(), 50);
        for (n, id) in order.iter().enumerate() {
            let overtaken = order[n..].iter().filter(|later| *later < id).min();
            assert!(overtaken.is_none_or(|earlier| id - earlier <= window as u64), "seed {seed}: {order:?}");
        }
        let sorted = order.is_sorted();
        assert!(seed != 0 || !sorted, "a window must reorder");
    }
}

#[test]
fn switching_the_window_off_brings_the_lane_rule_back() {
    let (mut lanes, now) = (lanes(), Instant::now());
    lanes.set_window(10);
    for id in 1..=10 {
        lanes.load(update(id, 7), now);
    }
    let Next::Send(pick) = lanes.next(now) else { panic!() };
    lanes.set_window(0);
    let rest: Vec<u64> = std::iter::from_fn(|| match lanes.next(now) {
        Next::Send(next) => {
            lanes.delivered(&next, false);
            Some(next.id)
        }
        _ => None,
    })
    .collect();
    assert!(rest.is_sorted() && rest.iter().all(|id| *id < pick.id), "stopped at the one in flight: {rest:?}");
    lanes.delivered(&pick, false);
    let left = 10 - 1 - rest.len();
    for _ in 0..left {
        let Next::Send(next) = lanes.next(now) else { panic!() };
        lanes.delivered(&next, false);
    }
    assert!(lanes.is_empty());
}

#[test]
fn a_duplicate_is_sent_once_more_and_its_outcome_changes_nothing() {
    let (mut lanes, now) = (lanes(), Instant::now());
    lanes.load(update(1, 7), now);
    let Next::Send(pick) = lanes.next(now) else { panic!() };
    lanes.delivered(&pick, true);
    assert!(lanes.is_empty());
    let Next::Send(again) = lanes.next(now) else { panic!() };
    assert_eq!((again.id, again.attempt, again.duplicate), (1, 2, true));
    assert_eq!(lanes.in_flight(), 1);
    assert!(lanes.failed(&again, BY_WEBHOOK, now, 0));
    assert!(matches!(lanes.next(now), Next::Nothing));
    assert_eq!(lanes.in_flight(), 0);
}

#[test]
fn a_cut_answer_means_again_at_once_however_often() {
    let (mut lanes, now) = (lanes(), Instant::now());
    lanes.load(update(1, 7), now);
    for attempt in 1..=5 {
        let Next::Send(pick) = lanes.next(now) else { panic!("not due at attempt {attempt}") };
        assert_eq!(pick.attempt, attempt);
        assert!(lanes.failed(&pick, Failed::ByFault, now, 0));
    }
}

/// What may happen to a delivery; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Load { lane: i64 },
    Send,
    Deliver(usize, bool),
    Fail(usize, u64),
    Cut(usize),
    Wait(u64),
    Window(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..4_i64).prop_map(|lane| Step::Load { lane }),
        4 => Just(Step::Send),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(n, again)| Step::Deliver(n, again)),
        1 => (any::<usize>(), 0..5_u64).prop_map(|(n, retry_after)| Step::Fail(n, retry_after)),
        1 => any::<usize>().prop_map(Step::Cut),
        1 => (0..10_u64).prop_map(Step::Wait),
        1 => (0..5_usize).prop_map(Step::Window),
    ]
}

proptest! {
    #[test]
    fn nothing_is_lost_or_delivered_twice_and_no_lane_has_two_in_flight(steps in prop::collection::vec(step(), 1..200)) {
        let mut now = Instant::now();
        let mut lanes = Lanes::new(100, fastrand::Rng::with_seed(7));
        let (mut window, mut loaded, mut flying) = (0, Vec::new(), Vec::<Pick>::new());
        let (mut delivered, mut ever_reordered) = (HashSet::new(), false);
        let lane_of = |loaded: &[i64], id: u64| loaded[id as usize - 1];
        for step in steps {
            match step {
                Step::Load { lane } => {
                    loaded.push(lane);
                    // Lane 0 stands for updates that have none.
                    let lane = Some(lane).filter(|lane| *lane != 0);
                    lanes.load(Update { id: loaded.len() as u64, lane, expires: i64::MAX, body: Bytes::new() }, now);
                }
                Step::Send => {
                    if let Next::Send(pick) = lanes.next(now) {
                        let lane = lane_of(&loaded, pick.id);
                        let same = |other: &&Pick| !other.duplicate && lane_of(&loaded, other.id) == lane;
                        if !pick.duplicate {
                            prop_assert!(!delivered.contains(&pick.id), "sent after its delivery");
                            prop_assert!(flying.iter().all(|other| other.duplicate || other.id != pick.id));
                            if window == 0 && !ever_reordered && lane != 0 {
                                prop_assert!(flying.iter().find(same).is_none(), "two of lane {lane} in flight");
                                let earlier = (1..pick.id).filter(|id| lane_of(&loaded, *id) == lane);
                                prop_assert!(earlier.into_iter().all(|id| delivered.contains(&id)), "overtaken");
                            }
                        }
                        flying.push(pick);
                    }
                }
                Step::Deliver(n, again) if !flying.is_empty() => {
                    let pick = flying.swap_remove(n % flying.len());
                    lanes.delivered(&pick, again && !pick.duplicate);
                    delivered.insert(pick.id);
                }
                Step::Fail(n, retry_after) if !flying.is_empty() => {
                    let pick = flying.swap_remove(n % flying.len());
                    let kept = lanes.failed(&pick, Failed::ByWebhook { retry_after }, now, 0);
                    prop_assert!(kept);
                }
                Step::Cut(n) if !flying.is_empty() => {
                    let pick = flying.swap_remove(n % flying.len());
                    prop_assert!(lanes.failed(&pick, Failed::ByFault, now, 0));
                }
                Step::Wait(seconds) => now += Duration::from_secs(seconds),
                Step::Window(n) => {
                    window = n;
                    ever_reordered |= n > 0;
                    lanes.set_window(n);
                }
                Step::Deliver(..) | Step::Fail(..) | Step::Cut(_) => {}
            }
            prop_assert_eq!(lanes.in_flight(), flying.len());
        }
        // From here on all goes well: everything has to arrive.
        for pick in flying.drain(..) {
            lanes.delivered(&pick, false);
            delivered.insert(pick.id);
        }
        loop {
            match lanes.next(now) {
                Next::Send(pick) => {
                    lanes.delivered(&pick, false);
                    delivered.insert(pick.id);
                }
                Next::At(at) => now = at,
                Next::Nothing => break,
            }
        }
        prop_assert!(lanes.is_empty());
        prop_assert_eq!(delivered.len(), loaded.len());
    }
}

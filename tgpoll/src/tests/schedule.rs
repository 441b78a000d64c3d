//! Random schedules of arrivals, ends of calls, lost requests and passing time. `World` checks at every step that
//! nothing is confirmed that is neither handled nor over its budget, that nothing is handled twice, and that calls are
//! made in order; here it is added that everything comes to its end.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use super::world::{Fault, World};
use crate::config::Config;

#[derive(Clone, Debug)]
enum Step {
    Push(u64),
    PushNameless,
    Advance(u64),
    End(usize, bool),
    EndAll,
    Fault(Fault),
    Expire(usize),
    Renumber(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1..20_u64).prop_map(Step::Push),
        1 => (50..250_u64).prop_map(Step::Push),
        1 => Just(Step::PushNameless),
        6 => (0..3_000_u64).prop_map(Step::Advance),
        1 => (3_000..60_000_u64).prop_map(Step::Advance),
        12 => (any::<usize>(), prop::bool::weighted(0.8)).prop_map(|(which, ok)| Step::End(which, ok)),
        1 => Just(Step::EndAll),
        2 => prop_oneof![Just(Fault::Lost), Just(Fault::AnswerLost), Just(Fault::Conflict)].prop_map(Step::Fault),
        1 => any::<usize>().prop_map(Step::Expire),
        1 => any::<bool>().prop_map(Step::Renumber),
    ]
}

fn run(world: &mut World, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Push(count) => world.push(*count),
            Step::PushNameless => world.push_nameless(),
            Step::Advance(ms) => world.advance(Duration::from_millis(*ms)),
            Step::End(which, ok) => world.end_call(*which, *ok),
            Step::EndAll => end_all(world),
            Step::Fault(fault) => world.fault = Some(*fault),
            Step::Expire(which) => world.expire(*which),
            Step::Renumber(up) => world.renumber(*up),
        }
    }
}

fn end_all(world: &mut World) {
    while !world.running.is_empty() {
        world.end_call(0, true);
    }
}

fn config(limit: u8, max_in_flight: usize) -> Config {
    Config::new().limit(limit).max_in_flight(max_in_flight)
}

proptest! {
    #[test]
    fn everything_is_handled_once_and_confirmed(
        steps in vec(step(), 1..120),
        limit in prop_oneof![3 => Just(100_u8), 1 => 1..=100_u8],
        max_in_flight in prop_oneof![3 => Just(256_usize), 1 => 1..300_usize],
    ) {
        let mut world = World::new(config(limit, max_in_flight));
        run(&mut world, &steps);
        // From now on nothing fails.
        world.fault = None;
        let mut seconds = 0;
        while !world.is_settled() {
            seconds += 1;
            prop_assert!(seconds < 2_000, "not settled: {:?}", world.machine.summary());
            end_all(&mut world);
            world.advance(Duration::from_secs(1));
        }
        // One more update is enough to get rid of whatever has no id.
        world.push(1);
        for _ in 0..300 {
            world.advance(Duration::from_secs(1));
            end_all(&mut world);
        }
        prop_assert!(world.is_settled() && world.queue_is_empty());
        let summary = world.machine.summary();
        prop_assert_eq!(summary.unconfirmed, 0);
        prop_assert_eq!(summary.handled, world.n_handled());
        // An idle minute is two long polls.
        world.n_requests = 0;
        world.advance(Duration::from_secs(600));
        prop_assert!(world.n_requests <= 21, "{} requests in ten idle minutes", world.n_requests);
    }

    #[test]
    fn an_end_at_any_moment_confirms_only_what_is_handled(steps in vec(step(), 1..60), ends in vec((any::<usize>(), any::<bool>()), 0..20)) {
        let mut world = World::new(config(100, 256));
        run(&mut world, &steps);
        let received = world.machine.summary().received;
        world.stop();
        for (which, ok) in ends {
            world.advance(Duration::from_millis(500));
            world.end_call(which, ok);
        }
        world.advance(Duration::from_secs(26));
        prop_assert!(world.machine.is_done());
        prop_assert_eq!(world.machine.summary().received, received, "taken after the end");
        // At most three tries to confirm fit into their five seconds.
        let n_requests = world.n_requests;
        world.advance(Duration::from_secs(600));
        prop_assert_eq!(world.n_requests, n_requests);
    }

    #[test]
    fn while_nothing_ends_requests_are_few(count in 1..400_u64, limit in 1..=100_u8) {
        let mut world = World::new(config(limit, 256));
        world.push(count);
        world.advance(Duration::from_secs(3600));
        // Each window of `limit` is looked at for 25 s at most every 0.15 s at first, 2.4 s later.
        let windows = 256_usize.min(count as usize).div_ceil(usize::from(limit));
        prop_assert!(world.n_requests <= windows * 16 + 125, "{} requests for {windows} windows", world.n_requests);
    }
}

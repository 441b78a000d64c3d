//! The adaptive policy against made-up histories.

use super::*;

const MS: fn(u64) -> Duration = Duration::from_millis;

#[test]
fn starts_with_the_initial_wait() {
    assert_eq!(Adaptive::new().hold(), MS(250));
    assert_eq!(Adaptive::new().with_initial(MS(5)).hold(), MS(20), "never under the floor");
}

#[test]
fn follows_a_high_percentile_of_the_fill_times() {
    let mut policy = Adaptive::new();
    for _ in 0..60 {
        policy.filled(MS(30));
    }
    assert_eq!(policy.hold(), MS(60));
    for _ in 0..6 {
        policy.filled(MS(200));
    }
    assert_eq!(policy.hold(), MS(400), "more than 5 % of the last 64 took 200 ms");
}

#[test]
fn stays_within_floor_and_ceiling() {
    let mut policy = Adaptive::new();
    for _ in 0..8 {
        policy.filled(MS(1));
    }
    assert_eq!(policy.hold(), MS(20));
    for _ in 0..64 {
        policy.filled(MS(5000));
    }
    assert_eq!(policy.hold(), MS(1000));
}

#[test]
fn backs_off_while_gaps_prove_permanent_and_recovers() {
    let mut policy = Adaptive::new();
    for _ in 0..32 {
        policy.filled(MS(100));
    }
    for _ in 0..8 {
        policy.gave_up(MS(200));
    }
    assert_eq!(policy.hold(), MS(200), "a quarter of the last 32 is not many yet");
    policy.gave_up(MS(200));
    assert_eq!(policy.hold(), MS(20));
    for _ in 0..23 {
        policy.filled(MS(100));
        assert_eq!(policy.hold(), MS(20));
    }
    policy.filled(MS(100));
    assert_eq!(policy.hold(), MS(200));
}

#[test]
fn learns_from_what_came_too_late() {
    let mut policy = Adaptive::new().with_initial(MS(20));
    for _ in 0..8 {
        policy.gave_up(MS(20));
        policy.filled_late(MS(90));
    }
    assert_eq!(policy.hold(), MS(180));
}

#[test]
fn what_comes_as_soon_as_it_is_let_go_is_no_reason_to_wait_longer() {
    let mut policy = Adaptive::new();
    for _ in 0..100 {
        policy.filled(MS(2));
        // A sender whose connections are all held can send the missing one only when the wait is over.
        let hold = policy.hold();
        policy.gave_up(hold);
        policy.filled_late(hold + MS(10));
    }
    assert!(policy.hold() <= MS(80), "{:?}", policy.hold());
}

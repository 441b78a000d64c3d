//! The machine: requests, pauses, phases.

use std::time::{Duration, Instant};

use crate::classify::{Rival, Trouble};
use crate::config::Config;
use crate::event::Event;
use crate::ledger::Ticket;
use crate::machine::{Machine, Request};

const SECOND: Duration = Duration::from_secs(1);
const MS: Duration = Duration::from_millis(1);
const PASSING: Trouble = Trouble::Passing { smaller: false };

struct Bench {
    machine: Machine<u64>,
    now: Instant,
}

impl Bench {
    fn new(config: Config) -> Self {
        Self { machine: Machine::new(config, 1), now: Instant::now() }
    }

    /// A fetch that has to be due now: its offset and limit.
    fn fetch(&mut self) -> (Option<u64>, usize) {
        self.machine.handle_timeout(self.now);
        match self.machine.poll_request(self.now) {
            Some(Request::Fetch { offset, limit, .. }) => (offset, limit),
            other => panic!("{other:?}"),
        }
    }

    fn answer(&mut self, ids: impl IntoIterator<Item = u64>) {
        self.now += 20 * MS;
        self.machine.handle_answer(self.now, ids.into_iter().map(|id| Some((id, id))).collect());
    }

    fn fail(&mut self, trouble: Trouble) {
        self.machine.handle_failure(self.now, trouble, "no reason".to_owned());
    }

    fn call_all(&mut self) -> Vec<Ticket> {
        std::iter::from_fn(|| self.machine.poll_update(self.now)).map(|(ticket, _)| ticket).collect()
    }

    fn handled(&mut self, tickets: &[Ticket]) {
        for ticket in tickets {
            self.machine.handle_handled(self.now, *ticket, true);
        }
    }

    /// Goes to the next moment at which something is to be done.
    fn wake(&mut self) -> Duration {
        let at = self.machine.poll_timeout(self.now).expect("something to wait for").max(self.now);
        let slept = at - self.now;
        self.now = at;
        self.machine.handle_timeout(self.now);
        slept
    }

    fn events(&mut self) -> Vec<Event> {
        std::iter::from_fn(|| self.machine.poll_event()).collect()
    }
}

#[test]
fn the_offset_follows_what_is_handled() {
    let mut bench = Bench::new(Config::new());
    assert_eq!(bench.fetch(), (None, 100));
    assert!(bench.machine.poll_request(bench.now).is_none(), "one request at a time");
    bench.answer([5, 6, 7]);
    let tickets = bench.call_all();
    bench.handled(&tickets);
    assert_eq!(bench.fetch(), (Some(8), 100));
    bench.answer([]);
    let summary = bench.machine.summary();
    assert_eq!((summary.received, summary.handled, summary.unconfirmed, summary.not_finished), (3, 3, 0, 0));
}

#[test]
fn while_calls_run_it_looks_now_and_then_and_never_spins() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([5, 6]);
    bench.call_all();
    let mut pauses = Vec::new();
    for _ in 0..6 {
        assert!(bench.machine.poll_request(bench.now).is_none());
        pauses.push(bench.wake().as_millis());
        assert_eq!(bench.fetch(), (Some(5), 100));
        bench.answer([5, 6]);
    }
    // The first one is another offset than none at all.
    assert_eq!(pauses, [150, 600, 1200, 2400, 2400, 2400]);
    assert_eq!(bench.machine.summary().duplicates, 12);
}

#[test]
fn behind_a_full_window_it_waits_for_the_offset() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer(1..=100);
    let tickets = bench.call_all();
    bench.handled(&tickets[1..]);
    // Only the budget of number 1 is left to wait for.
    assert_eq!(bench.wake(), 25 * SECOND);
    assert_eq!(bench.events().first(), Some(&Event::OverBudget { id: 1, ran: 25 * SECOND }));
    assert_eq!(bench.fetch(), (Some(101), 100));
    bench.answer([]);
    bench.handled(&tickets[..1]);
    assert!(matches!(bench.events()[..], [Event::LateEnd { id: 1, ok: true, .. }]));
    assert_eq!((bench.machine.summary().over_budget, bench.machine.summary().handled), (1, 100));
}

#[test]
fn a_backlog_is_fetched_as_soon_as_half_the_window_is_free() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer(1..=100);
    let tickets = bench.call_all();
    bench.handled(&tickets[..49]);
    assert_eq!(bench.machine.poll_timeout(bench.now), Some(bench.now + 150 * MS));
    bench.handled(&tickets[49..50]);
    assert_eq!(bench.fetch(), (Some(51), 100));
}

#[test]
fn the_number_in_flight_is_bounded() {
    let mut bench = Bench::new(Config::new().max_in_flight(150).hold_budget(SECOND));
    bench.fetch();
    bench.answer(1..=100);
    bench.call_all();
    bench.wake();
    assert_eq!(bench.machine.summary().over_budget, 100);
    assert_eq!(bench.fetch(), (Some(101), 50), "100 run, 50 places are left");
    bench.answer(101..=150);
    let tickets = bench.call_all();
    while bench.machine.summary().over_budget < 150 {
        bench.wake();
    }
    assert!(bench.machine.poll_request(bench.now).is_none());
    assert_eq!(bench.machine.poll_timeout(bench.now), None, "nothing but the end of a call");
    bench.handled(&tickets[..1]);
    assert_eq!(bench.fetch(), (Some(151), 1));
}

#[test]
fn trouble_is_waited_out() {
    // What happens three times in a row; between which the pauses lie, in seconds.
    for (trouble, pauses) in [
        (PASSING, [0.5..=0.75, 1.0..=1.5, 2.0..=3.0]),
        (Trouble::Conflict(Rival::Poller), [5.0..=7.5, 10.0..=15.0, 20.0..=30.0]),
        (Trouble::Conflict(Rival::Webhook), [5.0..=7.5, 10.0..=15.0, 20.0..=30.0]),
        (Trouble::Flood(17 * SECOND), [17.0..=17.0, 17.0..=17.0, 17.0..=17.0]),
        (Trouble::Flood(Duration::ZERO), [0.5..=0.5, 0.5..=0.5, 0.5..=0.5]),
    ] {
        let mut bench = Bench::new(Config::new());
        for pause in pauses {
            bench.fetch();
            bench.fail(trouble);
            assert!(bench.machine.poll_request(bench.now).is_none());
            let slept = bench.wake().as_secs_f64();
            assert!(pause.contains(&slept), "{trouble:?}: {slept} not in {pause:?}");
            assert!(bench.machine.summary().is_failing);
        }
        bench.fetch();
        bench.answer([]);
        assert!(!bench.machine.summary().is_failing);
        let events = bench.events();
        assert_eq!(events.len(), if matches!(trouble, Trouble::Flood(_)) { 3 } else { 4 });
        bench.wake();
        bench.fetch();
        bench.fail(trouble);
        let slept = bench.wake().as_secs_f64();
        assert!(pauses_begin_anew(trouble, slept), "{trouble:?}: {slept}");
        assert_eq!(bench.machine.summary().requests_failed, 4);
    }
}

fn pauses_begin_anew(trouble: Trouble, slept: f64) -> bool {
    match trouble {
        Trouble::Conflict(_) => slept <= 7.5,
        Trouble::Flood(wait) => slept <= wait.as_secs_f64().max(0.5),
        _ => slept <= 0.75,
    }
}

#[test]
fn answers_that_do_not_arrive_whole_make_the_next_one_smaller() {
    let mut bench = Bench::new(Config::new());
    for limit in [100, 50, 25, 12, 6, 3, 1, 1] {
        assert_eq!(bench.fetch(), (None, limit));
        bench.fail(Trouble::Passing { smaller: true });
        bench.wake();
    }
    assert_eq!(bench.fetch(), (None, 1));
    bench.answer([1]);
    let first = bench.call_all();
    bench.wake();
    assert_eq!(bench.fetch(), (Some(1), 3), "number 1 comes again and takes a place of its own");
    bench.answer([1, 2, 3]);
    bench.handled(&first);
    let rest = bench.call_all();
    bench.handled(&rest);
    assert_eq!(bench.fetch(), (Some(4), 4));
}

#[test]
fn before_the_first_id_it_looks_past_what_has_none() {
    let mut bench = Bench::new(Config::new().limit(1).max_in_flight(1));
    for (limit, answer) in [(1, vec![None]), (2, vec![None, None]), (3, vec![None, None, Some((9, 9))])] {
        bench.wake();
        assert_eq!(bench.fetch(), (None, limit));
        bench.machine.handle_answer(bench.now, answer);
    }
    let tickets = bench.call_all();
    bench.handled(&tickets);
    assert_eq!(bench.fetch(), (Some(10), 1));
    assert!(matches!(bench.events()[..], [Event::Unreadable { count: 1 }, Event::Unreadable { count: 2 }]));
    assert_eq!(bench.machine.summary().unreadable, 5);
}

#[test]
fn a_refused_token_ends_it() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.fail(Trouble::Fatal);
    assert!(bench.machine.is_done());
    assert!(bench.machine.poll_request(bench.now).is_none());
}

#[test]
fn the_webhook_is_deleted_first_if_told_to() {
    for (config, drop_pending) in [
        (Config::new().delete_webhook(true), false),
        (Config::new().drop_pending_updates(true), true),
        (Config::new().delete_webhook(true).drop_pending_updates(true), true),
    ] {
        let mut bench = Bench::new(config);
        let request = Some(Request::DeleteWebhook { drop_pending });
        assert_eq!(bench.machine.poll_request(bench.now), request);
        bench.fail(PASSING);
        assert!(bench.machine.poll_request(bench.now).is_none());
        bench.wake();
        assert_eq!(bench.machine.poll_request(bench.now), request);
        bench.machine.handle_deleted();
        assert_eq!(bench.fetch(), (None, 100));
    }
    let mut bench = Bench::new(Config::new().delete_webhook(true));
    bench.machine.handle_stop(bench.now);
    assert!(bench.machine.is_done());
}

#[test]
fn refused_updates_come_again_in_order_at_a_bounded_rate() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer(1..=100);
    for ticket in bench.call_all() {
        bench.machine.handle_refused(bench.now, ticket, String::new());
    }
    let began = bench.now;
    let mut again = Vec::new();
    while again.len() < 100 {
        bench.wake();
        let tickets = bench.call_all();
        assert!(tickets.len() <= 1, "{tickets:?} at once");
        again.extend(tickets.iter().map(|ticket| ticket.id()));
    }
    assert!(again.is_sorted());
    let took = bench.now - began;
    assert!(took >= 500 * MS + 99 * 50 * MS, "{took:?}");
    assert_eq!((bench.machine.summary().redelivered, bench.machine.summary().failed), (100, 100));
}

#[test]
fn a_stop_drains_and_confirms_without_taking_more() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([5, 6, 7]);
    let (first, _) = bench.machine.poll_update(bench.now).unwrap();
    let (second, _) = bench.machine.poll_update(bench.now).unwrap();
    bench.wake();
    bench.fetch();
    bench.machine.handle_stop(bench.now);
    assert!(!bench.machine.has_update(bench.now), "7 was not handed over and stays for the next start");
    assert!(bench.machine.poll_request(bench.now).is_none());
    bench.handled(&[first]);
    assert!(bench.machine.poll_request(bench.now).is_none(), "6 still runs");
    bench.handled(&[second]);
    bench.machine.handle_timeout(bench.now);
    assert_eq!(bench.machine.poll_request(bench.now), Some(Request::Confirm { offset: 7 }));
    bench.answer([]);
    bench.machine.handle_timeout(bench.now);
    assert!(bench.machine.is_done());
    let summary = bench.machine.summary();
    assert_eq!((summary.received, summary.handled, summary.not_finished, summary.unconfirmed), (3, 2, 1, 1));
}

#[test]
fn the_drain_ends_and_never_confirms_what_still_runs() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([5, 6]);
    let tickets = bench.call_all();
    bench.now += 24 * SECOND;
    bench.handled(&tickets[..1]);
    bench.machine.handle_stop(bench.now);
    // The budget of number 6 ends during the drain, but there is no later any more.
    assert_eq!(bench.wake(), 20 * SECOND);
    assert_eq!(bench.machine.poll_request(bench.now), Some(Request::Confirm { offset: 6 }));
    bench.fail(PASSING);
    bench.wake();
    assert_eq!(bench.machine.poll_request(bench.now), Some(Request::Confirm { offset: 6 }));
    // No answer at all: it is given up.
    while !bench.machine.is_done() {
        bench.wake();
    }
    assert!(bench.now <= Instant::now() + 60 * SECOND);
    let events = bench.events();
    assert!(events.contains(&Event::Unfinished { running: 1, unconfirmed: 2 }), "{events:?}");
    assert!(events.contains(&Event::Unconfirmed { updates: 2 }), "{events:?}");
}

#[test]
fn an_end_takes_back_what_was_let_go_and_not_sent_yet() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([5, 6]);
    let tickets = bench.call_all();
    bench.handled(&tickets[..1]);
    bench.wake();
    bench.fetch();
    // The budget ends while a request is under way that confirms only number 5.
    bench.now += 25 * SECOND;
    bench.machine.handle_timeout(bench.now);
    assert_eq!(bench.machine.summary().over_budget, 1);
    bench.answer([6]);
    bench.machine.handle_stop(bench.now);
    bench.now += 20 * SECOND;
    bench.machine.handle_timeout(bench.now);
    assert!(bench.machine.poll_request(bench.now).is_none(), "there is nothing to confirm but number 5");
    assert!(bench.machine.is_done());
    assert_eq!(bench.machine.summary().unconfirmed, 1);
}

#[test]
fn what_was_never_begun_is_nothing_to_complain_of() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([1, 2, 3]);
    bench.machine.handle_stop(bench.now);
    bench.machine.handle_timeout(bench.now);
    // Which confirms nothing of them.
    assert_eq!(bench.machine.poll_request(bench.now), Some(Request::Confirm { offset: 1 }));
    bench.answer([]);
    bench.machine.handle_timeout(bench.now);
    assert!(bench.machine.is_done());
    assert_eq!(bench.events(), []);
    let summary = bench.machine.summary();
    assert_eq!((summary.running, summary.not_finished, summary.unconfirmed), (0, 3, 3));
}

#[test]
fn with_nothing_new_there_is_nothing_to_confirm() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.machine.handle_stop(bench.now);
    bench.machine.handle_timeout(bench.now);
    assert!(bench.machine.is_done());
}

#[test]
fn a_long_poll_that_has_waited_a_second_has_confirmed_its_offset() {
    for (waited, said) in [(999 * MS, false), (1_000 * MS, true)] {
        let mut bench = Bench::new(Config::new());
        bench.fetch();
        bench.answer([5]);
        let tickets = bench.call_all();
        bench.handled(&tickets);
        bench.wake();
        bench.fetch();
        bench.now += waited;
        bench.machine.handle_stop(bench.now);
        bench.machine.handle_timeout(bench.now);
        let again = (!said).then_some(Request::Confirm { offset: 6 });
        assert_eq!(bench.machine.poll_request(bench.now), again, "after {waited:?}");
        assert_eq!(bench.machine.is_done(), said);
    }
}

#[test]
fn inputs_that_come_too_late_change_nothing() {
    let mut bench = Bench::new(Config::new());
    bench.fetch();
    bench.answer([5]);
    let tickets = bench.call_all();
    bench.handled(&tickets);
    bench.handled(&tickets);
    bench.machine.handle_refused(bench.now, tickets[0], String::new());
    bench.answer([6]);
    bench.fail(PASSING);
    bench.machine.handle_deleted();
    let summary = bench.machine.summary();
    assert_eq!((summary.received, summary.handled, summary.failed, summary.requests_failed), (1, 1, 0, 0));
}

#[test]
fn a_laptop_that_slept_goes_on_where_it_was() {
    // On most systems the clock stands still meanwhile, on some it does not: both have to do.
    for (clock, night) in [("stands still", Duration::ZERO), ("goes on", 8 * 3600 * SECOND)] {
        let mut bench = Bench::new(Config::new());
        bench.fetch();
        bench.answer([1, 2]);
        let tickets = bench.call_all();
        bench.handled(&tickets[..1]);
        bench.wake();
        assert_eq!(bench.fetch(), (Some(2), 100), "{clock}");
        bench.now += night;
        // The request dies of its old connection; the call that ran goes on.
        bench.machine.handle_timeout(bench.now);
        bench.fail(PASSING);
        let slept = bench.wake();
        assert!(slept <= 750 * MS, "{clock}: {slept:?}");
        // Past its budget after such a night, 2 holds nothing back any more, and is not lost either: it runs.
        let offset = if night.is_zero() { 2 } else { 3 };
        assert_eq!(bench.fetch(), (Some(offset), 100), "{clock}");
        bench.handled(&tickets[1..]);
        bench.answer([3]);
        let tickets = bench.call_all();
        bench.handled(&tickets);
        let summary = bench.machine.summary();
        assert_eq!((summary.handled, summary.redelivered, summary.not_finished), (3, 0, 0), "{clock}");
    }
}

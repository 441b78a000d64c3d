//! The ledger: what may be confirmed, what is a duplicate, what is a new numbering.

use std::time::{Duration, Instant};

use crate::ledger::{Ledger, Taken, Ticket};

const SECOND: Duration = Duration::from_secs(1);
const BUDGET: Duration = Duration::from_secs(25);

fn batch(ids: impl IntoIterator<Item = u64>) -> Vec<Option<(u64, u64)>> {
    ids.into_iter().map(|id| Some((id, id))).collect()
}

fn call_all(ledger: &mut Ledger<u64>, now: Instant) -> Vec<Ticket> {
    std::iter::from_fn(|| ledger.call(now, true)).map(|(ticket, ..)| ticket).collect()
}

fn ids(tickets: &[Ticket]) -> Vec<u64> {
    tickets.iter().map(|ticket| ticket.id()).collect()
}

/// A ledger that has taken `taken` and called all of it.
fn running(taken: impl IntoIterator<Item = u64>) -> (Ledger<u64>, Vec<Ticket>, Instant) {
    let now = Instant::now();
    let mut ledger = Ledger::new();
    ledger.take(now, None, batch(taken));
    let tickets = call_all(&mut ledger, now);
    (ledger, tickets, now)
}

#[test]
fn the_offset_stops_at_the_first_that_is_not_handled() {
    // Which of 5, 6, 8, 9 are handled; the offset.
    for (handled, offset) in [
        (vec![], 5),
        (vec![6, 8, 9], 5),
        (vec![5], 6),
        (vec![5, 6], 8),
        (vec![5, 6, 9], 8),
        (vec![5, 6, 8], 9),
        (vec![9, 8, 6, 5], 10),
    ] {
        let (mut ledger, tickets, now) = running([5, 6, 8, 9]);
        for id in &handled {
            let ticket = tickets.iter().find(|ticket| ticket.id() == *id).unwrap();
            assert!(ledger.succeed(now, *ticket).is_some());
        }
        assert_eq!(ledger.offset(), Some(offset), "{handled:?}");
        assert_eq!(ledger.unfinished(), 4 - handled.len());
        assert_eq!(ledger.visible(), [5, 6, 8, 9].iter().filter(|id| **id >= offset).count());
    }
}

#[test]
fn nothing_taken_nothing_confirmed() {
    let ledger = Ledger::<u64>::new();
    assert_eq!(ledger.offset(), None);
    assert!(!ledger.has_news());
    assert_eq!(ledger.visible(), 0);
}

#[test]
fn calls_are_made_in_the_order_of_ids_whatever_the_order_of_the_answer() {
    let (_, tickets, _) = running([9, 5, 8, 6]);
    assert_eq!(ids(&tickets), [5, 6, 8, 9]);
}

#[test]
fn what_comes_again_is_skipped_whether_it_runs_has_failed_or_is_handled() {
    let (mut ledger, tickets, now) = running([5, 6, 7]);
    ledger.succeed(now, tickets[2]);
    ledger.fail(now, tickets[1], |_| SECOND);
    let taken = ledger.take(now, Some(5), batch([5, 6, 7, 8]));
    assert_eq!(taken, Taken { new: 1, duplicates: 3, ..Taken::default() });
    assert_eq!(ids(&call_all(&mut ledger, now)), [8]);
    // Within one answer too.
    assert_eq!(ledger.take(now, Some(5), batch([9, 9])), Taken { new: 1, duplicates: 1, ..Taken::default() });
}

#[test]
fn an_answer_to_an_older_offset_repeats_nothing() {
    let (mut ledger, tickets, now) = running([5, 6, 7]);
    // The request for 5 is under way while 5 and 6 are handled.
    ledger.succeed(now, tickets[0]);
    ledger.succeed(now, tickets[1]);
    assert_eq!(ledger.offset(), Some(7));
    assert_eq!(ledger.take(now, Some(5), batch([5, 6, 7])).duplicates, 3);
    assert!(call_all(&mut ledger, now).is_empty());
    // The next answer says that they are forgotten, so they need not be remembered one by one.
    ledger.take(now, Some(7), batch([7]));
    assert_eq!(ledger.n_unconfirmed(), 1);
}

#[test]
fn a_failed_update_holds_the_offset_and_comes_again_after_its_pause() {
    let (mut ledger, tickets, now) = running([5, 6]);
    ledger.succeed(now, tickets[1]);
    for (failures, at) in [(0, 0), (1, 1), (2, 3)] {
        let at = now + at * SECOND;
        let (_, pause) = ledger.fail(at, tickets[0], |n| SECOND * 2_u32.pow(n)).unwrap();
        assert_eq!(pause, SECOND * 2_u32.pow(failures));
        assert_eq!(ledger.offset(), Some(5));
        assert_eq!(ledger.next_retry(), Some(at + pause));
        assert!(ledger.call(at + pause - SECOND / 2, true).is_none());
        assert!(ledger.call(at + pause, false).is_none());
        let (ticket, update, again) = ledger.call(at + pause, true).unwrap();
        assert_eq!((ticket, update, again), (tickets[0], 5, true));
    }
    ledger.succeed(now + 9 * SECOND, tickets[0]);
    assert_eq!(ledger.offset(), Some(7));
}

#[test]
fn a_call_over_its_budget_lets_the_offset_go() {
    let (mut ledger, tickets, now) = running([5, 6, 7]);
    ledger.succeed(now, tickets[1]);
    assert_eq!(ledger.next_release(BUDGET), Some(now + BUDGET));
    assert!(ledger.release(now + BUDGET - SECOND, BUDGET).is_empty());
    assert_eq!(ledger.release(now + BUDGET, BUDGET), [(5, BUDGET), (7, BUDGET)]);
    assert!(ledger.release(now + BUDGET * 2, BUDGET).is_empty(), "once for each call");
    assert_eq!((ledger.offset(), ledger.unfinished(), ledger.running()), (Some(8), 2, 2));
    ledger.acknowledge(8);
    let ended = ledger.succeed(now + BUDGET * 2, tickets[0]).unwrap();
    assert!(ended.released);
    assert_eq!(ended.took, BUDGET * 2);
    // Too late to be repeated by Telegram, but not by us.
    ledger.fail(now + BUDGET * 2, tickets[2], |_| SECOND).unwrap();
    assert_eq!(ledger.offset(), Some(8));
    assert_eq!(ids(&call_all(&mut ledger, now + BUDGET * 3)), [7]);
}

#[test]
fn a_late_failure_holds_again_if_telegram_has_not_heard_of_the_offset() {
    let (mut ledger, tickets, now) = running([5, 6]);
    ledger.succeed(now, tickets[1]);
    ledger.release(now + BUDGET, BUDGET);
    assert_eq!(ledger.offset(), Some(7));
    ledger.fail(now + BUDGET, tickets[0], |_| SECOND);
    assert_eq!(ledger.offset(), Some(5));
    // And so does the end, for what still runs.
    let (mut ledger, _, now) = running([5, 6]);
    ledger.release(now + BUDGET, BUDGET);
    ledger.hold_again();
    assert_eq!(ledger.offset(), Some(5));
}

#[test]
fn a_lower_id_than_asked_for_begins_a_new_numbering() {
    let (mut ledger, tickets, now) = running([1_000_005, 1_000_006]);
    ledger.succeed(now, tickets[0]);
    // 1,000,006 hangs; Telegram ignores the offset 1,000,006 and answers from its oldest.
    let taken = ledger.take(now, Some(1_000_006), batch([700, 701]));
    assert_eq!(taken, Taken { new: 2, renumbered: Some(700), ..Taken::default() });
    assert_eq!(ledger.offset(), Some(700));
    assert_eq!(ids(&call_all(&mut ledger, now)), [700, 701]);
    // The old one still runs and still counts, but holds nothing.
    assert_eq!((ledger.running(), ledger.visible(), ledger.n_unconfirmed()), (3, 2, 2));
    assert!(ledger.release(now + BUDGET, Duration::MAX).is_empty());
    ledger.succeed(now, tickets[1]).unwrap();
    assert_eq!((ledger.running(), ledger.offset()), (2, Some(700)));
}

#[test]
fn a_higher_numbering_is_an_ordinary_gap() {
    let (mut ledger, tickets, now) = running([5]);
    ledger.succeed(now, tickets[0]);
    let taken = ledger.take(now, Some(6), batch([5_000_000]));
    assert_eq!(taken, Taken { new: 1, ..Taken::default() });
    assert_eq!(ledger.offset(), Some(5_000_000));
}

#[test]
fn a_confirmed_update_that_comes_once_more_is_a_slip_and_twice_a_new_numbering() {
    let (mut ledger, tickets, now) = running([5, 6]);
    for ticket in tickets {
        ledger.succeed(now, ticket);
    }
    ledger.take(now, Some(7), batch([]));
    assert_eq!(ledger.take(now, Some(7), batch([5, 6])), Taken { duplicates: 2, ..Taken::default() });
    assert_eq!(ledger.offset(), Some(7));
    // Heard of no more: a slip.
    assert_eq!(ledger.take(now, Some(7), batch([])), Taken::default());
    assert_eq!(ledger.take(now, Some(7), batch([6])), Taken { duplicates: 1, ..Taken::default() });
    // Still there though the offset was repeated: Telegram does not know the offset.
    assert_eq!(ledger.take(now, Some(7), batch([6])), Taken { new: 1, renumbered: Some(6), ..Taken::default() });
    assert_eq!(ledger.offset(), Some(6));
}

#[test]
fn after_a_long_silence_no_offset_is_sent_and_any_id_is_new() {
    let day = 24 * 3600 * SECOND;
    let (mut ledger, tickets, now) = running([1000]);
    // Not while something is unconfirmed: it would come again.
    assert_eq!(ledger.offset_to_send(now + 8 * day), Some(1000));
    ledger.succeed(now, tickets[0]);
    assert_eq!(ledger.offset_to_send(now + 8 * day), Some(1001));
    ledger.take(now, Some(1001), batch([]));
    assert_eq!(ledger.offset_to_send(now + 5 * day), Some(1001));
    assert_eq!(ledger.offset_to_send(now + 8 * day), None);
    for (id, renumbered) in [(999, Some(999)), (1000, Some(1000)), (1001, None), (9_000_000, None)] {
        let (mut ledger, tickets, now) = running([1000]);
        ledger.succeed(now, tickets[0]);
        ledger.take(now, Some(1001), batch([]));
        let taken = ledger.take(now + 8 * day, None, batch([id]));
        assert_eq!(taken, Taken { new: 1, renumbered, ..Taken::default() });
        assert_eq!(ledger.offset_to_send(now + 8 * day), Some(id));
    }
}

#[test]
fn nameless_elements_are_passed_over_and_take_nothing_along() {
    let n = None;
    let s = |id| Some((id, id));
    // Offset asked for, answer, the offset when all of it is handled.
    for (asked, answer, offset) in [
        (Some(5), vec![n], Some(6)),
        (Some(5), vec![n, n, n], Some(8)),
        (Some(5), vec![n, s(9)], Some(10)),
        (Some(5), vec![s(5), n], Some(6)),
        (Some(5), vec![s(5), n, s(7)], Some(8)),
        (None, vec![n], None),
        (None, vec![n, s(3)], Some(4)),
    ] {
        let now = Instant::now();
        let mut ledger = Ledger::new();
        if asked.is_some() {
            ledger.take(now, None, batch([4]));
        }
        let nameless = answer.iter().filter(|element| element.is_none()).count() as u64;
        let shown = format!("{answer:?}");
        assert_eq!(ledger.take(now, asked, answer).unreadable, nameless);
        for ticket in call_all(&mut ledger, now) {
            ledger.succeed(now, ticket);
        }
        assert_eq!(ledger.offset(), offset, "{shown}");
    }
    // One that still runs is not passed over with them.
    let (mut ledger, _, now) = running([5]);
    ledger.take(now, Some(5), vec![n]);
    assert_eq!(ledger.offset(), Some(5));
}

#[test]
fn ids_at_the_end_of_the_range_do_not_overflow() {
    let (mut ledger, tickets, now) = running([u64::MAX]);
    ledger.succeed(now, tickets[0]);
    assert_eq!(ledger.offset(), Some(u64::MAX));
    ledger.take(now, Some(u64::MAX), vec![None]);
}

#[test]
fn what_telegram_has_let_expire_leaves_room_to_see_others() {
    let (mut ledger, tickets, now) = running(1..=100);
    for ticket in &tickets[1..] {
        ledger.succeed(now, *ticket);
    }
    // Offset asked for, answer, how many of the hundred would come again.
    for (answer, visible) in [
        (vec![1, 2, 3], 100),       // cut short: nothing is said about 4 and up
        (vec![2, 3], 99),           // 1 has expired
        ((1..=100).collect(), 100), // a slip: it is there
        (vec![50, 100], 2),
        (vec![], 0),
    ] {
        ledger.take(now, Some(1), batch(answer.clone()));
        assert_eq!(ledger.visible(), visible, "{answer:?}");
        assert_eq!(ledger.offset(), Some(1), "it holds all the same");
    }
    assert_eq!(ledger.take(now, Some(1), batch(1..=101)), Taken { new: 1, duplicates: 100, ..Taken::default() });
}

#[test]
fn memory_is_bounded_behind_an_update_that_never_ends() {
    let (mut ledger, _, now) = running([1]);
    for first in (2..20_000).step_by(100) {
        ledger.take(now, Some(1), batch(first..first + 100));
        for ticket in call_all(&mut ledger, now) {
            ledger.succeed(now, ticket);
        }
    }
    assert!(ledger.n_unconfirmed() <= 1024 + 201, "{}", ledger.n_unconfirmed());
    assert_eq!(ledger.offset(), Some(1));
}

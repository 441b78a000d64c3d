//! The queue's facts, one test each.

use serde_json::json;

use super::*;

const NOW: i64 = 1_800_000_000;

fn queue() -> Queue {
    Queue::new(fastrand::Rng::with_seed(1), None, Limits::default())
}

fn message(n: i64) -> Value {
    json!({"update_id": 5, "message": {"message_id": n, "date": NOW, "chat": {"id": n}}})
}

#[test]
fn ids_start_random_and_grow_by_one_and_a_filtered_update_takes_none() {
    let mut queue = queue();
    let first = queue.push(&message(1), Age::ByDate, NOW).unwrap().id;
    assert!(FIRST_ID.contains(&first));
    let unwanted = json!({"chat_member": {"date": NOW}});
    assert_eq!(queue.push(&unwanted, Age::ByDate, NOW).unwrap_err(), NotQueued::NotAllowed);
    assert_eq!(queue.push(&message(2), Age::ByDate, NOW).unwrap().id, first + 1);
    let other = Queue::new(fastrand::Rng::with_seed(2), None, Limits::default());
    assert_ne!(other.next_id(), first);
}

#[test]
fn an_update_is_sent_with_a_newline_after_its_id() {
    let mut queue = Queue::new(fastrand::Rng::new(), Some(10), Limits::default());
    queue.push(&json!({"update_id": 99, "poll": {"id": "1"}}), Age::New, NOW).unwrap();
    let (found, _) = queue.get(0, 10, 1 << 20, NOW);
    assert_eq!(found[0].body, "{\"update_id\":10,\n\"poll\":{\"id\":\"1\"}}");
}

#[test]
fn at_two_thousand_million_the_queue_is_emptied_and_starts_anew() {
    let mut queue = Queue::new(fastrand::Rng::with_seed(3), Some(LAST_ID - 1), Limits::default());
    assert_eq!(queue.push(&message(1), Age::ByDate, NOW).unwrap().id, LAST_ID - 1);
    let id = queue.push(&message(2), Age::ByDate, NOW).unwrap().id;
    assert!(FIRST_ID.contains(&id));
    assert_eq!(queue.len(), 1);
}

#[test]
fn a_full_queue_drops_new_updates_not_old_ones() {
    let mut queue = queue();
    for n in 0..100_000 {
        queue.push(&message(n), Age::ByDate, NOW).unwrap();
    }
    let head = queue.head();
    assert_eq!(queue.push(&message(1), Age::ByDate, NOW).unwrap_err(), NotQueued::Full);
    assert_eq!((queue.head(), queue.len()), (head, 100_000));
}

#[test]
fn a_queue_of_too_many_bytes_is_full_too() {
    let mut queue = queue();
    let big = json!({"message": {"date": NOW, "chat": {"id": 1}, "text": "x".repeat(8 << 20)}});
    let mut n = 0;
    while queue.push(&big, Age::ByDate, NOW).is_ok() {
        n += 1;
    }
    assert_eq!(n, 15);
}

#[test]
fn expired_updates_are_not_seen_and_leave_a_hole() {
    let mut queue = queue();
    let query = json!({"inline_query": {"id": "1", "from": {"id": 1}}});
    let expired = queue.push(&query, Age::ByDate, NOW).unwrap().id;
    let kept = queue.push(&message(1), Age::ByDate, NOW).unwrap().id;
    let (found, gone) = queue.get(0, 10, 1 << 20, NOW + 31);
    assert_eq!(found.iter().map(|update| update.id).collect::<Vec<_>>(), [kept]);
    assert_eq!(gone, [expired]);
    assert_eq!(queue.len(), 1);
}

#[test]
fn a_day_old_message_is_never_queued_unless_it_counts_as_new() {
    let mut queue = queue();
    let old = json!({"message": {"date": 1, "chat": {"id": 1}}});
    assert_eq!(queue.push(&old, Age::ByDate, NOW).unwrap_err(), NotQueued::TooOld);
    queue.push(&old, Age::New, NOW).unwrap();
}

#[test]
fn what_is_no_update_is_refused() {
    let mut queue = queue();
    for bad in [json!(1), json!({}), json!({"update_id": 1})] {
        assert_eq!(queue.push(&bad, Age::New, NOW).unwrap_err(), NotQueued::NotAnUpdate);
    }
}

#[test]
fn a_field_beside_the_kind_goes_along() {
    let mut queue = queue();
    let update = json!({"a_new_flag": true, "poll": {"id": "7"}, "update_id": 3});
    let queued = queue.push(&update, Age::New, NOW).unwrap();
    assert_eq!(queued.kind, "poll");
    let (found, _) = queue.get(0, 1, usize::MAX, NOW);
    assert_eq!(found[0].lane, Some(7));
    let body = std::str::from_utf8(&found[0].body).unwrap();
    assert_eq!(body, format!("{{\"update_id\":{},\n\"a_new_flag\":true,\"poll\":{{\"id\":\"7\"}}}}", queued.id));
}

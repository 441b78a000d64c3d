//! Sessions from inside. Time is tokio's, paused.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::types::{Chat, ChatType, Message as PlainMessage};
use tgapi::{ChatId, Lane, Update, UpdateKind};
use tower::ServiceExt;

use super::*;
use crate::{Dispatcher, Message, Router, Settings, filter};

const IDLE: Duration = Duration::from_secs(10);

fn lane(chat: i64) -> Lane {
    Lane::Chat(ChatId(chat))
}

type Ends = Arc<Mutex<Vec<(Lane, u32, EndReason)>>>;

/// Sessions that write down their ends.
fn sessions() -> (Sessions<u32>, Ends) {
    let ends = Ends::default();
    let told = Arc::clone(&ends);
    let on_end = move |lane, n, reason| told.lock().unwrap().push((lane, n, reason));
    (Sessions::idle(IDLE).on_end(on_end), ends)
}

fn add(sessions: &Sessions<u32>, chat: i64) -> u32 {
    sessions.session(lane(chat)).update(|n| {
        *n += 1;
        *n
    })
}

fn taken(ends: &Ends) -> Vec<(Lane, u32, EndReason)> {
    std::mem::take(&mut *ends.lock().unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_session_lives_as_long_as_it_is_used() {
    let (sessions, ends) = sessions();
    assert!(!sessions.table.has_timer());
    for n in 1..=5 {
        assert_eq!(add(&sessions, 1), n);
        tokio::time::sleep(Duration::from_secs(9)).await;
    }
    assert_eq!((sessions.len(), taken(&ends).len()), (1, 0));
    tokio::time::sleep(Duration::from_millis(1_001)).await;
    assert_eq!(taken(&ends), [(lane(1), 5, EndReason::Idle)]);
    assert!(sessions.is_empty() && !sessions.table.has_timer());
    assert_eq!(add(&sessions, 1), 1);
    assert!(sessions.table.has_timer());
}

#[tokio::test(start_paused = true)]
async fn sessions_end_one_by_one_in_time() {
    let (sessions, ends) = sessions();
    let start = tokio::time::Instant::now();
    for chat in 1..=3 {
        add(&sessions, chat);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    add(&sessions, 1);
    for (expected, at) in [(2, 11), (3, 12), (1, 13)] {
        tokio::time::sleep_until(start + Duration::from_secs(at) + Duration::from_millis(1)).await;
        let ended: Vec<_> = taken(&ends).into_iter().map(|(lane, ..)| lane).collect();
        assert_eq!(ended, [lane(expected)]);
    }
    assert!(!sessions.table.has_timer());
}

#[tokio::test(start_paused = true)]
async fn a_session_does_not_end_in_a_handlers_hands() {
    let (sessions, ends) = sessions();
    let held = sessions.session(lane(1));
    held.set(7);
    tokio::time::sleep(IDLE * 3).await;
    assert!(taken(&ends).is_empty());
    let second = sessions.session(lane(1));
    drop(held);
    tokio::time::sleep(IDLE * 3).await;
    assert_eq!((second.get(), taken(&ends).len()), (7, 0));
    drop(second);
    tokio::time::sleep(IDLE + Duration::from_millis(1)).await;
    assert_eq!(taken(&ends), [(lane(1), 7, EndReason::Idle)]);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_nobody_looked_at_never_was() {
    let (sessions, ends) = sessions();
    drop(sessions.session(lane(1)));
    assert!(sessions.is_empty() && !sessions.table.has_timer());
    // Looked at once, it stays, also when the next handler does not look.
    add(&sessions, 1);
    drop(sessions.session(lane(1)));
    assert_eq!(sessions.len(), 1);
    sessions.end_all();
    assert_eq!(taken(&ends), [(lane(1), 1, EndReason::Closed)]);
}

#[tokio::test(start_paused = true)]
async fn the_one_that_is_idle_longest_makes_room() {
    let (sessions, ends) = sessions();
    let sessions = sessions.max(2);
    add(&sessions, 1);
    add(&sessions, 2);
    add(&sessions, 1);
    add(&sessions, 3);
    assert_eq!(taken(&ends), [(lane(2), 1, EndReason::Evicted)]);
    let (one, three) = (sessions.session(lane(1)), sessions.session(lane(3)));
    // Both are in use: there is one more for a while.
    add(&sessions, 4);
    assert_eq!((sessions.len(), taken(&ends).len()), (3, 0));
    drop((one, three));
}

#[tokio::test(start_paused = true)]
async fn a_handler_can_end_it() {
    let (sessions, ends) = sessions();
    add(&sessions, 1);
    assert_eq!(sessions.session(lane(1)).end(), 1);
    assert!(sessions.is_empty());
    assert_eq!(add(&sessions, 1), 1);
    // Ended while another has it: that one goes on with a new state that nobody will see.
    let (a, b) = (sessions.session(lane(1)), sessions.session(lane(1)));
    assert_eq!(a.end(), 1);
    assert_eq!(b.get(), 0);
    drop(b);
    assert!(sessions.is_empty());
    tokio::time::sleep(IDLE * 2).await;
    assert!(taken(&ends).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_stops_nothing() {
    let sessions = Sessions::<u32>::idle(IDLE).on_end(|_, _, _| panic!("in the hook"));
    add(&sessions, 1);
    tokio::time::sleep(Duration::from_secs(1)).await;
    add(&sessions, 2);
    tokio::time::sleep(IDLE * 2).await;
    assert!(sessions.is_empty() && !sessions.table.has_timer());
}

#[test]
fn without_a_runtime_they_end_when_the_next_is_taken() {
    let (sessions, ends) = sessions();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let first = runtime();
    first.block_on(async { add(&sessions, 1) });
    assert!(sessions.table.has_timer());
    drop(first);
    // The task went with its runtime; the next session starts another.
    assert!(!sessions.table.has_timer());
    add(&sessions, 2);
    assert!(!sessions.table.has_timer());
    runtime().block_on(async {
        add(&sessions, 3);
        assert!(sessions.table.has_timer());
        tokio::time::sleep(IDLE * 2).await;
        assert!(sessions.is_empty());
    });
    assert_eq!(taken(&ends).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_hundred_thousand_chats_seen_once_leave_nothing() {
    let (sessions, ends) = sessions();
    for chat in 0..150_000 {
        add(&sessions, chat);
        assert!(sessions.len() <= 100_000);
    }
    assert_eq!(taken(&ends).len(), 50_000);
    tokio::time::sleep(IDLE * 2).await;
    assert_eq!((sessions.len(), taken(&ends).len()), (0, 100_000));
    assert!(!sessions.table.has_timer() && sessions.table.capacity() <= 2_048);
}

#[tokio::test(start_paused = true)]
async fn what_makes_a_session_may_look_at_the_others() {
    let others = Arc::new(Mutex::new(None::<Sessions<usize>>));
    let looked = Arc::clone(&others);
    let sessions = Sessions::idle_with(IDLE, move || looked.lock().unwrap().as_ref().map_or(0, Sessions::len));
    *others.lock().unwrap() = Some(sessions.clone());
    for chat in 0..3 {
        assert_eq!(sessions.session(lane(chat)).get(), usize::try_from(chat).unwrap());
    }
    *others.lock().unwrap() = None;
}

#[tokio::test(start_paused = true)]
async fn the_task_goes_with_the_sessions() {
    let (sessions, ends) = sessions();
    add(&sessions, 1);
    let alive = tokio::runtime::Handle::current().metrics().num_alive_tasks();
    drop(sessions);
    tokio::task::yield_now().await;
    assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), alive - 1);
    assert!(taken(&ends).is_empty());
}

async fn count(msg: Message, seen: Session<u32>) -> SendMessage {
    let mut n = seen.lock();
    *n += 1;
    msg.answer(n.to_string())
}

async fn say(bot: &Dispatcher, kind: UpdateKind) -> String {
    let reply = bot.clone().oneshot(Update::new(1, kind)).await.unwrap();
    reply.into_call().map_or_else(String::new, |call| call.params().to_owned())
}

fn text(chat: i64) -> UpdateKind {
    let mut message = PlainMessage::new(1, 1, Chat::new(chat, ChatType::Group));
    message.text = Some("x".to_owned());
    UpdateKind::Message(Box::new(message))
}

#[tokio::test(start_paused = true)]
async fn messages_are_counted_chat_by_chat_until_it_is_silent() {
    let router = Router::new().on(filter::text(), count).with_state(Sessions::idle(IDLE));
    let bot = router.build(Settings::new()).unwrap();
    for (chat, expected) in [(1, "1"), (1, "2"), (2, "1"), (1, "3")] {
        assert!(say(&bot, text(chat)).await.ends_with(&format!(r#""{expected}"}}"#)));
        tokio::time::sleep(Duration::from_secs(4)).await;
    }
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert!(say(&bot, text(1)).await.ends_with(r#""1"}"#));
}

#[tokio::test(start_paused = true)]
async fn an_update_of_no_conversation_has_no_session() {
    let sessions = Sessions::<u32>::idle(IDLE);
    let router = Router::new().fallback(async |seen: Session<u32>| seen.set(1)).with_state(sessions.clone());
    let bot = router.build(Settings::new()).unwrap();
    let raw = serde_json::value::RawValue::from_string("{}".to_owned()).unwrap();
    assert_eq!(say(&bot, UpdateKind::Unknown { name: "new".into(), raw }).await, "");
    assert!(sessions.is_empty());
    say(&bot, text(1)).await;
    assert_eq!(sessions.len(), 1);
}

//! Lanes around a dispatcher, with callers on many threads.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::{ChatId, Update, UpdateId};
use tgdispatch::filter::text;
use tgdispatch::{Dispatcher, LaneStats, Lanes, LanesLayer, Router, Session, Sessions, Settings};
use tower::ServiceExt;
use tower_service::Service;

use crate::support::{message_json, update};

fn in_chat(id: u64, chat: i64) -> Update {
    update(id, "message", &message_json(chat, "private", r#""text":"x""#))
}

#[test]
fn everything_can_be_shared_among_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    shared::<Dispatcher>();
    shared::<Sessions<u32>>();
    shared::<tgdispatch::LanesHandle>();
    shared::<tgdispatch::Message>();
    shared::<tgdispatch::Context>();
    sent::<Router>();
    sent::<Lanes<Dispatcher>>();
    sent::<<Dispatcher as Service<Update>>::Future>();
    sent::<tgdispatch::LaneFuture>();
    sent::<Session<u32>>();
}

/// Sixteen callers on four threads, each with chats of its own: whatever they do to each other, the handlers of one chat
/// see its updates in order, one at a time, each once; and its session counts them all.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_on_many_threads_keep_the_order_of_each_chat() {
    const CALLERS: i64 = 16;
    const CHATS: i64 = 4;
    const UPDATES: u64 = 200;
    let seen = Arc::new(Mutex::new(HashMap::<ChatId, Vec<UpdateId>>::new()));
    let busy = Arc::new((0..CALLERS * CHATS).map(|_| AtomicBool::new(false)).collect::<Vec<_>>());
    let (noted, marks) = (Arc::clone(&seen), Arc::clone(&busy));
    let handler = move |chat: ChatId, id: UpdateId, count: Session<u64>| {
        let (noted, marks) = (Arc::clone(&noted), Arc::clone(&marks));
        async move {
            let mark = &marks[usize::try_from(chat.0).unwrap()];
            assert!(!mark.swap(true, Ordering::SeqCst), "two handlers of one chat at once");
            for _ in 0..id.0 % 3 {
                tokio::task::yield_now().await;
            }
            noted.lock().unwrap().entry(chat).or_default().push(id);
            count.update(|n| *n += 1);
            mark.store(false, Ordering::SeqCst);
        }
    };
    let sessions = Sessions::idle(Duration::from_secs(3_600));
    let router = Router::new().on(text(), handler).with_state(sessions.clone());
    let layer = LanesLayer::new().max_concurrent(8.try_into().unwrap()).max_queued(64.try_into().unwrap());
    let lanes = Lanes::new(router.build(Settings::new()).unwrap(), layer);
    let handle = lanes.handle();
    let callers = (0..CALLERS).map(|caller| {
        let mut lanes = lanes.clone();
        tokio::spawn(async move {
            let mut answers = Vec::new();
            for id in 0..UPDATES {
                let chat = caller * CHATS + i64::try_from(id).unwrap() % CHATS;
                answers.push(lanes.ready().await.unwrap().call(in_chat(id, chat)));
            }
            for answer in answers {
                answer.await.unwrap();
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.unwrap();
    }
    assert!(handle.drain(Duration::from_secs(60)).await.is_clean());
    assert_eq!(handle.stats(), LaneStats::default());
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len() as i64, CALLERS * CHATS);
    for (chat, ids) in &*seen {
        assert!(ids.is_sorted() && ids.len() as u64 == UPDATES / CHATS as u64, "{chat}: {ids:?}");
        assert_eq!(sessions.session(tgapi::Lane::Chat(*chat)).get(), UPDATES / CHATS as u64);
    }
}

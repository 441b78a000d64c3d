//! What was measured to go wrong in other dispatchers, each with a test that here it does not: lanes around a router, on
//! tokio's paused clock.

use std::time::Duration;

use tgapi::{BoxError, Reply, Update};
use tgdispatch::filter::{Filter, text};
use tgdispatch::{LaneError, LaneFuture, Lanes, LanesLayer, Message, Router, Settings};
use tokio::time::{Instant, sleep};
use tower::{Service, ServiceExt};

use crate::support::{Log, message_json, quote, update};

type Bot = Lanes<tgdispatch::Dispatcher>;

fn said(id: u64, chat: i64, text: &str) -> Update {
    update(id, "message", &message_json(chat, "group", &format!(r#""text":{}"#, quote(text))))
}

/// A bot that sleeps as many seconds as it is told and then notes the update; some words make it misbehave.
fn bot(log: &Log) -> Bot {
    let log = log.clone();
    let work = move |msg: Message| {
        let log = log.clone();
        async move {
            let text = msg.text.as_deref().unwrap_or_default();
            match text.parse() {
                Ok(seconds) => sleep(Duration::from_secs(seconds)).await,
                Err(_) if text == "panic" => panic!("told to"),
                Err(_) if text == "hang" => std::future::pending().await,
                Err(_) => return Err(BoxError::from("not a number")),
            }
            log.push(msg.update().update_id.0.to_string());
            Ok(())
        }
    };
    let bomb = |update: &Update| if update.text() == Some("filter") { panic!("in a filter") } else { true };
    let router = Router::new().on(text().and(bomb), work).build(Settings::new()).unwrap();
    Lanes::new(router, LanesLayer::new())
}

async fn push(bot: &mut Bot, update: Update) -> LaneFuture {
    bot.ready().await.unwrap().call(update)
}

fn numbers(ids: impl IntoIterator<Item = u64>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

#[tokio::test(start_paused = true)]
async fn quicker_handlers_do_not_overtake_in_their_chat() {
    let log = Log::default();
    let mut bot = bot(&log);
    let mut answers = Vec::new();
    for n in 0..10 {
        answers.push(push(&mut bot, said(10 + n, 5, &(10 - n).to_string())).await);
    }
    for answer in answers {
        answer.await.unwrap();
    }
    assert_eq!(log.take(), numbers(10..20));
}

#[tokio::test(start_paused = true)]
async fn a_number_below_the_highest_is_handled_all_the_same() {
    let log = Log::default();
    let mut bot = bot(&log);
    // Telegram begins anew with a random number after a quiet week, and a failed update comes after newer ones.
    for id in [5_000_000, 2, 1, 4_999_999] {
        push(&mut bot, said(id, 5, "0")).await.await.unwrap();
    }
    assert_eq!(log.take(), numbers([5_000_000, 2, 1, 4_999_999]));
}

#[tokio::test(start_paused = true)]
async fn a_slow_chat_with_a_hundred_waiting_stops_nobody() {
    let log = Log::default();
    let mut bot = bot(&log);
    let mut slow = Vec::new();
    for id in 0..100 {
        slow.push(push(&mut bot, said(id, 5, "10")).await);
    }
    let start = Instant::now();
    for id in 1_000..1_050 {
        push(&mut bot, said(id, 6, "0")).await.await.unwrap();
    }
    assert_eq!((start.elapsed(), log.take()), (Duration::ZERO, numbers(1_000..1_050)));
    for answer in slow {
        answer.await.unwrap();
    }
    assert_eq!(log.take(), numbers(0..100));
}

#[tokio::test(start_paused = true)]
async fn a_chat_that_hangs_is_refused_its_own_updates_only() {
    let log = Log::default();
    let mut bot = bot(&log);
    let mut stuck = vec![push(&mut bot, said(0, 5, "hang")).await];
    tokio::task::yield_now().await;
    for id in 1..=128 {
        stuck.push(push(&mut bot, said(id, 5, "0")).await);
    }
    for id in 129..10_000 {
        let refused = push(&mut bot, said(id, 5, "0")).await.await.unwrap_err();
        assert_eq!(refused.downcast_ref(), Some(&LaneError::LaneFull { waiting: 128 }));
        push(&mut bot, said(id, 6, "0")).await.await.unwrap();
    }
    assert_eq!(log.take().len(), 10_000 - 129);
    // At the end of the program those are given back, to be delivered again.
    let report = bot.handle().drain(Duration::from_secs(60)).await;
    assert_eq!((report.running.len(), report.refused.len()), (1, 128));
    for answer in stuck.drain(1..) {
        let refused = answer.await.unwrap_err();
        assert_eq!(refused.downcast_ref(), Some(&LaneError::Draining));
    }
}

/// How long 1,000 chats take for ten updates each, of a second each.
async fn a_thousand_chats(blocked: bool) -> Duration {
    let log = Log::default();
    let mut bot = bot(&log);
    if blocked {
        for id in 0..100 {
            drop(push(&mut bot, said(id, -1, if id == 0 { "60" } else { "0" })).await);
        }
    }
    let start = Instant::now();
    let mut answers = Vec::new();
    for id in 1_000..11_000 {
        answers.push(push(&mut bot, said(id, 1 + (id % 1_000).cast_signed(), "1")).await);
    }
    for answer in answers {
        answer.await.unwrap();
    }
    let took = start.elapsed();
    assert_eq!(log.take().len(), if blocked && took > Duration::from_secs(60) { 10_100 } else { 10_000 });
    took
}

#[tokio::test(start_paused = true)]
async fn a_chat_that_is_blocked_for_a_minute_takes_one_place_of_256_and_no_more() {
    let (free, blocked) = (a_thousand_chats(false).await, a_thousand_chats(true).await);
    // 10,000 seconds of work for 256 handlers, or for 255.
    assert_eq!((free, blocked), (Duration::from_secs(40), Duration::from_secs(40)));
}

#[tokio::test(start_paused = true)]
async fn a_panic_costs_one_update_wherever_it_is() {
    let log = Log::default();
    let mut bot = bot(&log);
    for (id, text) in [(1, "0"), (2, "panic"), (3, "0"), (4, "filter"), (5, "0"), (6, "panic"), (7, "0")] {
        let answer = push(&mut bot, said(id, 5, text)).await.await;
        assert!(matches!(answer, Ok(Reply::None)), "{id}: {answer:?}");
    }
    assert_eq!(log.take(), numbers([1, 3, 5, 7]));
    assert_eq!(bot.handle().stats().panics, 3);
}

#[tokio::test(start_paused = true)]
async fn a_handler_outlives_whoever_waited_for_it() {
    let log = Log::default();
    let mut bot = bot(&log);
    let answer = push(&mut bot, said(1, 5, "120")).await;
    // A webhook has to answer before Telegram gives up after 60 s, and drops what it waited for.
    assert!(tokio::time::timeout(Duration::from_secs(55), answer).await.is_err());
    // What comes next in that chat waits for it all the same.
    push(&mut bot, said(2, 5, "0")).await.await.unwrap();
    assert_eq!(log.take(), numbers([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_not_sent_again_for_a_day() {
    let log = Log::default();
    let mut bot = bot(&log);
    assert!(push(&mut bot, said(1, 5, "x")).await.await.is_ok());
    push(&mut bot, said(2, 5, "0")).await.await.unwrap();
    assert_eq!(log.take(), numbers([2]));
}

#[tokio::test(start_paused = true)]
async fn a_press_and_a_message_of_one_chat_do_not_race() {
    // Telegram delivers them by different queues.
    let log = Log::default();
    let noted = log.clone();
    let either = move |update: std::sync::Arc<Update>| {
        let noted = noted.clone();
        async move {
            if update.callback_query().is_none() {
                sleep(Duration::from_secs(5)).await;
            }
            noted.push(update.update_id.0.to_string());
        }
    };
    let router = Router::new().fallback(either).build(Settings::new()).unwrap();
    let mut bot = Lanes::new(router, LanesLayer::new());
    // `press` has the number 2 and is in chat 5.
    let message = push(&mut bot, said(1, 5, "x")).await;
    let press = push(&mut bot, crate::support::press("x")).await;
    press.await.unwrap();
    message.await.unwrap();
    assert_eq!(log.take(), numbers([1, 2]));
}

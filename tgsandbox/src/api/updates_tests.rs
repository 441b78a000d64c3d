//! The facts of `getUpdates`, one test each, on a paused clock and without sockets.

use serde_json::{Value, json};

use super::*;
use crate::{bot::tests::bot, faults::Faults, queue::Age};

fn push(bot: &BotCore, n: usize) {
    let update = json!({"message": {"chat": {"id": 1}}});
    bot.push(std::iter::repeat_n(&update, n), Age::New);
}

async fn poll(bot: &Arc<BotCore>, query: &str) -> Result<Vec<u64>, String> {
    let params = Params::read(query, "", &bytes::Bytes::new()).unwrap();
    match get_updates(bot, &params).await {
        Ok(success) => {
            let updates: Vec<Value> = serde_json::from_str(&success.result).unwrap();
            Ok(updates.iter().map(|update| update["update_id"].as_u64().unwrap()).collect())
        }
        Err(Failure::Api(error)) => Err(error.description().to_owned()),
        Err(Failure::Cut) => Err("cut".to_owned()),
    }
}

/// A poll that runs by itself, started before this returns.
async fn parked(bot: &Arc<BotCore>, query: &'static str) -> tokio::task::JoinHandle<Result<Vec<u64>, String>> {
    let bot = Arc::clone(bot);
    let polls = bot.polls().polls;
    let task = {
        let bot = Arc::clone(&bot);
        tokio::spawn(async move { poll(&bot, query).await })
    };
    while bot.polls().polls == polls {
        tokio::task::yield_now().await;
    }
    task
}

fn seconds(since: Instant) -> u64 {
    since.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn offset_zero_gives_the_oldest_and_forgets_nothing() {
    let bot = bot();
    push(&bot, 3);
    assert_eq!(poll(&bot, "limit=2").await.unwrap(), [1000, 1001]);
    assert_eq!(poll(&bot, "offset=1001").await.unwrap(), [1001, 1002]);
}

#[tokio::test(start_paused = true)]
async fn an_offset_forgets_what_is_before_it_for_good() {
    let bot = bot();
    push(&bot, 3);
    assert_eq!(poll(&bot, "offset=1002").await.unwrap(), [1002]);
    assert_eq!(poll(&bot, "").await.unwrap(), [1002]);
    assert_eq!((bot.stats().delivered, bot.stats().pending), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_negative_offset_keeps_the_newest_and_forgets_the_older() {
    let bot = bot();
    push(&bot, 5);
    assert_eq!(poll(&bot, "offset=-2").await.unwrap(), [1003, 1004]);
    assert_eq!(poll(&bot, "").await.unwrap(), [1003, 1004]);
    assert_eq!(poll(&bot, "offset=-100").await.unwrap(), [1003, 1004]);
}

#[tokio::test(start_paused = true)]
async fn an_offset_more_than_ten_ahead_is_ignored_and_a_nearer_one_obeyed() {
    let bot = bot();
    push(&bot, 3);
    assert_eq!(poll(&bot, "offset=1014").await.unwrap(), [1000, 1001, 1002]);
    assert_eq!(bot.stats().pending, 3);
    assert_eq!(poll(&bot, "offset=1013").await, Ok(vec![]));
    assert_eq!(bot.stats().pending, 0);
}

#[tokio::test(start_paused = true)]
async fn an_offset_far_below_the_oldest_is_ignored_too() {
    let bot = crate::bot::tests::bot_with(crate::builder::Settings {
        first_update_id: Some(500_000),
        ..crate::builder::Settings::default()
    });
    push(&bot, 2);
    assert_eq!(poll(&bot, "offset=399999").await.unwrap(), [500_000, 500_001]);
    assert_eq!(poll(&bot, "offset=400000").await.unwrap(), [500_000, 500_001]);
    assert_eq!(bot.stats().pending, 2);
}

#[tokio::test(start_paused = true)]
async fn an_empty_queue_answers_after_the_timeout_and_the_timeout_ends_at_fifty_seconds() {
    let bot = bot();
    let start = Instant::now();
    assert_eq!(poll(&bot, "timeout=7").await, Ok(vec![]));
    assert_eq!(seconds(start), 7);
    assert_eq!(poll(&bot, "offset=1&timeout=5000").await, Ok(vec![]));
    assert_eq!(seconds(start), 57);
}

#[tokio::test(start_paused = true)]
async fn a_parked_poll_is_woken_and_a_burst_comes_together() {
    let bot = bot();
    let (start, task) = (Instant::now(), parked(&bot, "timeout=50").await);
    push(&bot, 1);
    push(&bot, 2);
    assert_eq!(task.await.unwrap().unwrap(), [1000, 1001, 1002]);
    assert!(start.elapsed() <= Duration::from_millis(2));
}

#[tokio::test(start_paused = true)]
async fn a_second_poll_that_parks_ends_the_first_with_409() {
    let bot = bot();
    let first = parked(&bot, "timeout=50").await;
    let second = parked(&bot, "offset=1&timeout=50").await;
    let text = "Conflict: terminated by other getUpdates request; \
                make sure that only one bot instance is running";
    assert_eq!(first.await.unwrap(), Err(text.to_owned()));
    push(&bot, 1);
    assert_eq!(second.await.unwrap().unwrap(), [1000]);
}

#[tokio::test(start_paused = true)]
async fn a_second_poll_that_need_not_park_leaves_the_first_alone() {
    let bot = bot();
    let first = parked(&bot, "timeout=50").await;
    assert_eq!(poll(&bot, "offset=1&timeout=0").await, Ok(vec![]));
    assert!(!first.is_finished());
    push(&bot, 1);
    assert_eq!(first.await.unwrap().unwrap(), [1000]);
}

#[tokio::test(start_paused = true)]
async fn a_poll_whose_client_goes_away_frees_its_place() {
    let bot = bot();
    let task = parked(&bot, "timeout=50").await;
    task.abort();
    assert!(task.await.is_err());
    assert!(bot.polls().parked.is_none());
}

#[tokio::test(start_paused = true)]
async fn conflicts_after_the_first_are_held_back_three_seconds() {
    let bot = bot();
    let start = Instant::now();
    let mut tasks = Vec::new();
    for query in ["offset=1&timeout=50", "offset=2&timeout=50", "offset=3&timeout=50"] {
        tasks.push(parked(&bot, query).await);
    }
    assert!(tasks.remove(0).await.unwrap().is_err());
    assert_eq!(seconds(start), 0);
    assert!(tasks.remove(0).await.unwrap().is_err());
    assert_eq!(seconds(start), 3);
}

#[tokio::test(start_paused = true)]
async fn the_same_offset_within_three_seconds_waits_three_seconds() {
    let bot = bot();
    assert_eq!(poll(&bot, "offset=5").await, Ok(vec![]));
    let start = Instant::now();
    assert_eq!(poll(&bot, "offset=5").await, Ok(vec![]));
    assert_eq!(seconds(start), 3);
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(poll(&bot, "offset=5").await, Ok(vec![]));
    assert_eq!(seconds(start), 4, "3 s after the last call it is answered at once again");
}

#[tokio::test(start_paused = true)]
async fn the_same_offset_within_half_a_second_gets_one_update() {
    let bot = bot();
    push(&bot, 3);
    assert_eq!(poll(&bot, "").await.unwrap().len(), 3);
    assert_eq!(poll(&bot, "").await.unwrap(), [1000]);
    tokio::time::advance(Duration::from_millis(501)).await;
    assert_eq!(poll(&bot, "").await.unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_answer_ends_at_about_four_mebibytes() {
    let bot = bot();
    let big = json!({"message": {"chat": {"id": 1}, "text": "x".repeat(1 << 20)}});
    bot.push(std::iter::repeat_n(&big, 6), Age::New);
    assert_eq!(poll(&bot, "").await.unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn allowed_updates_is_remembered_and_works_at_creation_only() {
    let bot = bot();
    push(&bot, 1);
    assert_eq!(poll(&bot, "allowed_updates=[\"poll\"]").await.unwrap(), [1000], "already created");
    push(&bot, 1);
    let poll_update = json!({"poll": {"id": "1"}});
    bot.push([&poll_update], Age::New);
    assert_eq!(poll(&bot, "offset=1001").await.unwrap(), [1001], "the message took no id");
    assert_eq!(bot.stats().not_queued, 1);
}

#[tokio::test(start_paused = true)]
async fn a_cut_answer_confirms_nothing_and_an_empty_one_is_never_cut() {
    let bot = bot();
    bot.dice.set(Faults { drop_answer_rate: 1.0, ..Faults::default() });
    assert_eq!(poll(&bot, "").await, Ok(vec![]));
    push(&bot, 2);
    assert_eq!(poll(&bot, "offset=1").await, Err("cut".to_owned()));
    assert_eq!((bot.stats().pending, bot.stats().answers_dropped), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn the_delay_fault_holds_an_answer_back() {
    let bot = bot();
    let delay = Duration::from_secs(2);
    bot.dice.set(Faults { delay: Some(delay..=delay), ..Faults::default() });
    let start = Instant::now();
    assert_eq!(poll(&bot, "").await, Ok(vec![]));
    assert_eq!(start.elapsed(), delay);
}

//! An update that ends the process of whoever handles it, each time: it becomes a dead letter after as many crashes as
//! there are attempts, everything else is handled, and nothing else is a dead letter, whoever was at work beside it.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tgapi::{BoxError, Lane, Reply, Update, UpdateId, UserId};
use tgqueue::{Appended, Engine, Key, NewUpdate, Redb, Worker, WorkerConfig};

pub(crate) const BOT: UserId = UserId(1);
const PLACE: &str = "TGQUEUE_POISON";
const CHATS: u64 = 40;
const UPDATES: u64 = 400;
/// In the middle of its chat, with others before and behind it.
const POISON: u64 = 203;
const ATTEMPTS: u32 = 5;

/// What the processes have told: how often each update was handled, and those of each chat in the order of the first time.
#[derive(Default)]
struct Told {
    times: BTreeMap<u64, u32>,
    by_chat: BTreeMap<u64, Vec<u64>>,
}

pub(crate) async fn fill(queue: &impl Engine) {
    let update = |id: u64| {
        let chat = id % CHATS;
        let conversation = Lane::Chat((chat as i64).into()).into();
        let message = format!(r#"{{"message_id":1,"date":1,"chat":{{"id":{chat},"type":"private"}}}}"#);
        let raw = format!(r#"{{"update_id":{id},"message":{message}}}"#).into();
        NewUpdate { bot: BOT, key: Key::Known { update_id: UpdateId(id), conversation }, raw }
    };
    let answers = queue.append((1..=UPDATES).map(update).collect()).await.unwrap();
    assert!(answers.iter().all(|answer| *answer == Appended::Fresh));
}

/// Starts one process after the other until one ends well.
pub(crate) fn outlive(place: &str) {
    let mut told = Told::default();
    let mut crashes = 0;
    loop {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "poison::process", "--ignored", "--nocapture", "--test-threads=1"]);
        let output = command.env(PLACE, place).stderr(Stdio::inherit()).output().unwrap();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            if let Some(id) = line.rsplit_once("handled ").and_then(|(_, id)| id.parse::<u64>().ok()) {
                let times = told.times.entry(id).or_default();
                *times += 1;
                if *times == 1 {
                    told.by_chat.entry(id % CHATS).or_default().push(id);
                }
            }
        }
        if output.status.success() {
            break;
        }
        crashes += 1;
        assert!(crashes <= 2 * ATTEMPTS, "it goes on killing");
    }
    println!("{crashes} crashes; handled twice or more: {}", told.times.values().filter(|times| **times > 1).count());
    // One more: nothing was written before the first.
    assert_eq!(crashes, ATTEMPTS + 1);
    let handled: Vec<_> = told.times.keys().copied().collect();
    assert_eq!(handled, (1..=UPDATES).filter(|id| *id != POISON).collect::<Vec<_>>());
    assert!(told.by_chat.values().all(|ids| ids.is_sorted()), "{:?}", told.by_chat);
}

pub(crate) async fn only_the_poison_is_a_letter(queue: &impl Engine) {
    let letters = queue.letters(None, None, usize::MAX).await.unwrap();
    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!(letter.update.map(|(id, _)| id), Some(UpdateId(POISON)));
    assert!(letter.reason.contains(&format!("died, {ATTEMPTS} times")), "{letter:?}");
    assert_eq!(queue.stats(BOT).await.unwrap().pending, 0);
}

/// Works until nothing waits.
pub(crate) async fn work<E: Engine + Clone>(queue: E) {
    let service = tower::service_fn(|update: Update| async move {
        let id = update.update_id.0;
        if id == POISON {
            // Its neighbours are at work by now.
            tokio::time::sleep(Duration::from_millis(10)).await;
            std::process::abort();
        }
        // Slower than the poison, so that it is always in their company.
        tokio::time::sleep(Duration::from_millis(25)).await;
        println!("handled {id}");
        Ok::<_, BoxError>(Reply::None)
    });
    let config = WorkerConfig::new()
        .name(format!("process {}", std::process::id()))
        .lease(Duration::from_secs(1))
        .look_again(Duration::from_millis(50))
        .attempts(ATTEMPTS);
    let idle = queue.clone();
    let stop = async move {
        while idle.stats(BOT).await.unwrap().pending > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    Worker::new(queue, BOT, service).config(config).run_until(stop).await.unwrap();
}

#[tokio::test]
async fn in_a_file_an_update_that_kills_is_a_dead_letter_in_the_end_and_nothing_else_is() {
    let folder = std::env::temp_dir().join(format!("tgqueue-poison-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("bot.redb");
    let queue = Redb::open(&file).unwrap();
    fill(&queue).await;
    queue.close().await;
    let place = file.display().to_string();
    tokio::task::spawn_blocking(move || outlive(&place)).await.unwrap();
    let queue = Redb::open(&file).unwrap();
    only_the_poison_is_a_letter(&queue).await;
    queue.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
#[ignore = "the process of the other tests here"]
fn process() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        if place.starts_with("postgres:") {
            work(tgqueue::Postgres::builder(place).open().await.unwrap()).await;
        } else {
            let queue = Redb::open(Path::new(&place)).unwrap();
            work(queue.clone()).await;
            queue.close().await;
        }
    });
}

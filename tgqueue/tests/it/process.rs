//! A process that takes and handles updates, and is killed or told to stop in the middle of it, again and again.
//!
//! What it acknowledges and what it handles it writes to a pipe, whose content outlives it. Killed: every update that was
//! acknowledged is handled, those of a chat in order; some twice. Told to stop: every one exactly once.
//!
//! `TGQUEUE_KILLS` and `TGQUEUE_STOPS` say how often.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tgapi::{BoxError, RawUpdate, Reply, Update, UserId};
use tgqueue::{Engine, Intake, Redb, Worker};
use tower::ServiceExt;

const BOT: UserId = UserId(1);
const CHATS: u64 = 50;
const FILE: &str = "TGQUEUE_TEST_FILE";
const FROM: &str = "TGQUEUE_TEST_FROM";

/// What the processes of one test have told.
#[derive(Default)]
struct Told {
    acknowledged: BTreeSet<u64>,
    /// How often each was handled.
    handled: BTreeMap<u64, u32>,
    /// Those of each chat in the order in which they were handled first.
    by_chat: BTreeMap<u64, Vec<u64>>,
}

impl Told {
    fn note(&mut self, line: &str) {
        // Before the first one stands what the test runner says.
        let mut words = line.rsplit(' ');
        let (Some(id), Some(what)) = (words.next(), words.next()) else { return };
        let Ok(id) = id.parse::<u64>() else { return };
        match what {
            "acknowledged" => _ = self.acknowledged.insert(id),
            "handled" => {
                let times = self.handled.entry(id).or_default();
                *times += 1;
                if *times == 1 {
                    self.by_chat.entry(id % CHATS).or_default().push(id);
                }
            }
            _ => {}
        }
    }

    fn lost(&self) -> Vec<u64> {
        self.acknowledged.iter().filter(|id| !self.handled.contains_key(id)).copied().collect()
    }

    fn twice(&self) -> usize {
        self.handled.values().filter(|times| **times > 1).count()
    }

    fn next(&self) -> u64 {
        let last = self.acknowledged.last().max(self.handled.keys().last()).copied().unwrap_or(0);
        // Beyond those that were on their way.
        (last / CHATS + 10) * CHATS
    }
}

/// Runs this very program as the process to be killed. Nothing new is taken if there is no first number.
fn start(file: &Path, from: Option<u64>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "process::child", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FILE, file).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(from) = from {
        command.env(FROM, from.to_string());
    }
    command.spawn().unwrap()
}

/// Lets a process run until it has told so many things, and then ends it.
fn round(file: &Path, told: &mut Told, after: usize, end: impl FnOnce(&mut Child)) {
    let mut child = start(file, Some(told.next()));
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines.by_ref().take(after) {
        told.note(&line.unwrap());
    }
    end(&mut child);
    // All that it wrote before its end is there still; the last line may be cut short.
    lines.map_while(Result::ok).for_each(|line| told.note(&line));
    child.wait().unwrap();
}

/// A process that handles what is left, and ends then.
fn work_off(file: &Path, told: &mut Told) {
    let mut child = start(file, None);
    BufReader::new(child.stdout.take().unwrap()).lines().for_each(|line| told.note(&line.unwrap()));
    assert!(child.wait().unwrap().success());
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tgqueue-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn times(variable: &str, default: u32) -> u32 {
    std::env::var(variable).map_or(default, |times| times.parse().unwrap())
}

#[test]
fn killed_in_the_middle_it_loses_nothing_and_keeps_the_order() {
    let (folder, kills) = (folder("kill"), times("TGQUEUE_KILLS", 25));
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let (file, mut told) = (folder.join("bot.redb"), Told::default());
    for _ in 0..kills {
        round(&file, &mut told, random.usize(1..2_000), |child| child.kill().unwrap());
    }
    work_off(&file, &mut told);
    let (lost, twice) = (told.lost(), told.twice());
    println!("{kills} x kill -9: {} acknowledged, {} lost, {twice} handled twice", told.acknowledged.len(), lost.len());
    assert!(told.acknowledged.len() > 20 * kills as usize, "hardly anything was acknowledged");
    assert!(lost.is_empty(), "{lost:?}");
    for (chat, ids) in &told.by_chat {
        assert!(ids.is_sorted(), "chat {chat} was handled out of order: {ids:?}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn told_to_stop_it_handles_everything_exactly_once() {
    let (folder, stops) = (folder("stop"), times("TGQUEUE_STOPS", 100));
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let (file, mut told) = (folder.join("bot.redb"), Told::default());
    for _ in 0..stops {
        round(&file, &mut told, random.usize(1..800), |child| {
            let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
            assert!(sent.success());
        });
    }
    work_off(&file, &mut told);
    println!("{stops} x SIGTERM: {} acknowledged, {} handled", told.acknowledged.len(), told.handled.len());
    assert!(told.acknowledged.len() > 20 * stops as usize, "hardly anything was acknowledged");
    assert!(told.lost().is_empty(), "{:?}", told.lost());
    assert_eq!(told.twice(), 0, "an orderly end repeats nothing");
    for (chat, ids) in &told.by_chat {
        assert!(ids.is_sorted(), "chat {chat} was handled out of order: {ids:?}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

fn tell(what: &str, id: u64) {
    // In one write: a line is there or it is not.
    let _ = std::io::stdout().write_all(format!("{what} {id}\n").as_bytes());
    let _ = std::io::stdout().flush();
}

/// The process: chats that bring one update after another as Telegram does, and a bot that handles them.
#[test]
#[ignore = "the process of the other tests here"]
fn child() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let from = std::env::var(FROM).ok().map(|from| from.parse::<u64>().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        // In place before anything is told.
        let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
        let queue = Redb::open(file).unwrap();
        let service = tower::service_fn(|update: Update| async move {
            tokio::time::sleep(Duration::from_millis(2)).await;
            tell("handled", update.update_id.0);
            Ok::<_, BoxError>(Reply::None)
        });
        let mut chats = tokio::task::JoinSet::new();
        if let Some(from) = from {
            for chat in 0..CHATS {
                let intake = Intake::new(queue.clone(), BOT);
                chats.spawn(async move {
                    for id in (from + chat..).step_by(CHATS as usize) {
                        let message = format!(r#"{{"message_id":1,"date":1,"chat":{{"id":{chat},"type":"private"}}}}"#);
                        let json = format!(r#"{{"update_id":{id},"message":{message}}}"#);
                        if intake.clone().oneshot(RawUpdate::new(json)).await.is_err() {
                            return;
                        }
                        tell("acknowledged", id);
                    }
                });
            }
        }
        let idle = queue.clone();
        let stop = async move {
            if from.is_some() {
                term.recv().await;
            } else {
                while idle.stats(BOT).await.unwrap().pending > 0 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            // As a server does: nothing new is taken before the rest is finished.
            chats.shutdown().await;
        };
        Worker::new(queue.clone(), BOT, service).run_until(stop).await.unwrap();
        queue.close().await;
    });
}

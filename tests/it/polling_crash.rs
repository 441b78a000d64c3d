//! A bot that polls, as a program, ended in three ways while people write, and started again each time: by SIGKILL, by
//! SIGTERM and by SIGINT. Nothing is lost in any way; what a kill finds unconfirmed is answered once more, and nothing
//! else is. Five times each; `TGBOT_TEST_CRASHES` says how often instead, `TGBOT_TEST_SEED` how the dice fall.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tgsandbox::{Sandbox, User};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::soon;
use crate::webhook_kit::{Folder, Program};

/// How many updates Telegram shows at most that are not confirmed, and so the most that one kill can repeat.
const WINDOW: usize = 100;

/// Twenty people who write numbers, as long as not too much is waiting.
struct Writing {
    people: Arc<Vec<User>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<u32>,
}

impl Writing {
    fn begin(sandbox: &Sandbox) -> Self {
        let people: Arc<Vec<_>> = Arc::new((0..20).map(|n| sandbox.user(&format!("Person {n}"))).collect());
        let (stop, mut stopped) = oneshot::channel();
        let (writers, bot) = (Arc::clone(&people), sandbox.bot().clone());
        let task = tokio::spawn(async move {
            let mut n = 0;
            loop {
                tokio::select! {
                    _ = &mut stopped => return n,
                    enough = bot.until("less to wait", |stats| stats.pending < 300) => enough.unwrap(),
                };
                n += 1;
                for person in &*writers {
                    person.send(n.to_string()).await;
                }
            }
        });
        Self { people, stop, task }
    }

    fn n_answers(&self) -> usize {
        self.people.iter().map(|person| person.messages().len()).sum()
    }

    /// How many messages each person wrote.
    async fn end(self) -> (Arc<Vec<User>>, u32) {
        self.stop.send(()).unwrap();
        (self.people, self.task.await.unwrap())
    }
}

/// What a person was answered: by which run of the bot, to which of their numbers.
fn answers(person: &User) -> Vec<(u32, u32)> {
    let read = |text: &str| {
        let (run, number) = text.split_once(':')?;
        Some((run.parse().ok()?, number.parse().ok()?))
    };
    person.messages().iter().map(|message| read(message.text()).unwrap()).collect()
}

/// Ends a bot many times by this signal; how many answers each time repeated.
async fn ended_by(signal: &str) -> Vec<usize> {
    let rounds: u32 = std::env::var("TGBOT_TEST_CRASHES").map_or(5, |text| text.parse().unwrap());
    let seed = std::env::var("TGBOT_TEST_SEED").map_or_else(|_| fastrand::u64(..), |text| text.parse().unwrap());
    let mut rng = fastrand::Rng::with_seed(seed);
    let folder = Folder::new(&format!("crash-{signal}"));
    let sandbox = Sandbox::builder().timeout(Duration::from_secs(60)).seed(seed).start().await.unwrap();
    let start = |run: u32| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_slow_echo"));
        command
            .env("TELEGRAM_BOT_TOKEN", sandbox.token())
            .env("TELEGRAM_API_URL", sandbox.api_url())
            .env("RUN", run.to_string())
            .arg("--polling");
        Program::start(command, folder.path(&format!("log-{run}")))
    };
    let writing = Writing::begin(&sandbox);
    for run in 0..rounds {
        let mut bot = start(run);
        // In the middle of its work, at no moment in particular.
        let enough = writing.n_answers() + rng.usize(1..=400);
        soon("some answers", async {
            while writing.n_answers() < enough {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        })
        .await;
        bot.signal(signal);
        let status = bot.ended().await;
        assert_eq!(status.success(), signal != "KILL", "run {run}, seed {seed}: {status}\n{}", bot.said());
    }
    let (people, written) = writing.end().await;
    let mut last = start(rounds);
    soon("the last answers", sandbox.idle()).await.unwrap();
    last.signal("TERM");
    assert!(last.ended().await.success(), "{}", last.said());

    let mut repeated: BTreeMap<u32, usize> = (0..=rounds).map(|run| (run, 0)).collect();
    for person in people.iter() {
        let answers = answers(person);
        let answered: BTreeSet<u32> = answers.iter().map(|(_, number)| *number).collect();
        assert_eq!(answered, (1..=written).collect(), "seed {seed}: each number is answered");
        for run in 0..=rounds {
            let numbers: Vec<_> = answers.iter().filter(|answer| answer.0 == run).map(|answer| answer.1).collect();
            assert!(numbers.is_sorted_by(|a, b| a < b), "seed {seed}, run {run}: in order, none twice: {numbers:?}");
            let earlier = |number: &&u32| answers.iter().any(|(other, same)| *other < run && same == *number);
            *repeated.entry(run).or_default() += numbers.iter().filter(earlier).count();
        }
    }
    let repeated: Vec<_> = repeated.into_values().skip(1).collect();
    say(&format!(
        "SIG{signal} x {rounds}, seed {seed}: {} messages, 0 lost, {} answers repeated, at most {} after one end",
        written as usize * people.len(),
        repeated.iter().sum::<usize>(),
        repeated.iter().max().unwrap_or(&0),
    ));
    repeated
}

#[expect(clippy::print_stderr, reason = "the figures are of interest")]
fn say(line: &str) {
    eprintln!("{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_loses_nothing_and_repeats_only_what_was_in_flight() {
    for repeated in ended_by("KILL").await {
        assert!(repeated <= WINDOW, "{repeated} answers were repeated");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_loses_nothing_and_repeats_nothing() {
    assert_eq!(ended_by("TERM").await.iter().sum::<usize>(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigint_loses_nothing_and_repeats_nothing() {
    assert_eq!(ended_by("INT").await.iter().sum::<usize>(), 0);
}

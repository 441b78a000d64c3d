//! The whole path under everything at once: updates out of order, twice, late, answers lost, calls refused with 429, and
//! between them the bot stopped, killed, and cut off from Telegram and Telegram from it. 200 chats, by webhook and by
//! polling. Each message is answered, each chat in order.
//!
//! An answer is doubled at most, and only where nobody can know better:
//!
//! - The bot was killed after it had sent the answer and before Telegram knew that the update was done.
//! - The connection was cut after the answer had reached Telegram and before the bot knew: it sent it again.
//! - By webhook, the bot was stopped after its acknowledgement had been lost on the way: the next start is sent the
//!   update again, and knows nothing of it. (What the journal on disk is for.)
//!
//! 1,600 messages, in CI 10,000; `TGBOT_TEST_FAULTS` says how many instead, `TGBOT_TEST_SEED` how the dice fall.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use tgsandbox::{Faults, Sandbox, User};

use crate::relay::Relay;
use crate::webhook_kit::{Folder, Program, free_port};

const CHATS: usize = 200;

/// What happens in the middle of a batch of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blow {
    Nothing,
    /// SIGTERM, and started again.
    Stop,
    /// SIGKILL, and started again.
    Kill,
    /// No connection between bot and Telegram, either way, for a while.
    Cut,
}

const BLOWS: [Blow; 8] =
    [Blow::Nothing, Blow::Cut, Blow::Kill, Blow::Nothing, Blow::Stop, Blow::Cut, Blow::Kill, Blow::Stop];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Polling,
    Webhook,
}

/// A sandbox, a bot as a program, and the wires between them.
struct Stage {
    sandbox: Sandbox,
    people: Vec<User>,
    to_telegram: Relay,
    to_bot: Relay,
    listen: u16,
    way: Way,
    folder: Folder,
    run: u32,
    bot: Program,
}

impl Stage {
    async fn set(way: Way, seed: u64) -> Self {
        let folder = Folder::new(if way == Way::Webhook { "faults-webhook" } else { "faults-polling" });
        let sandbox = Sandbox::builder().seed(seed).timeout(Duration::from_secs(120)).start().await.unwrap();
        let people = (0..CHATS).map(|n| sandbox.user(&format!("Person {n}"))).collect();
        let listen = free_port();
        let to_telegram = Relay::start(sandbox.address()).await;
        let to_bot = Relay::start(([127, 0, 0, 1], listen).into()).await;
        let bot = start(&sandbox, &to_telegram, &to_bot, listen, way, &folder, 0);
        let stage = Self { sandbox, people, to_telegram, to_bot, listen, way, folder, run: 0, bot };
        match way {
            Way::Webhook => drop(stage.sandbox.webhook_set().await.unwrap()),
            Way::Polling => stage.sandbox.polled().await.unwrap(),
        }
        stage
    }

    /// A new run, which is up when this is over: before, a signal that asks it to stop would kill it.
    async fn start_again(&mut self) {
        self.run += 1;
        let Self { sandbox, to_telegram, to_bot, listen, way, folder, run, .. } = self;
        self.bot = start(sandbox, to_telegram, to_bot, *listen, *way, folder, *run);
        self.bot.says("the next run to be up", |said| said.contains("Ctrl-C ends.")).await;
    }

    async fn suffer(&mut self, blow: Blow) {
        match blow {
            Blow::Nothing => {}
            Blow::Stop | Blow::Kill => {
                self.bot.signal(if blow == Blow::Stop { "TERM" } else { "KILL" });
                let status = self.bot.ended().await;
                assert_eq!(status.success(), blow == Blow::Stop, "{status}: {}", self.bot.said());
                self.start_again().await;
            }
            Blow::Cut => {
                self.to_telegram.cut();
                self.to_bot.cut();
                // How long an outage lasts is its nature, not a guess about somebody else's pace.
                tokio::time::sleep(Duration::from_millis(300)).await;
                self.to_telegram.mend();
                self.to_bot.mend();
            }
        }
    }
}

fn n_answers(people: &[User]) -> usize {
    people.iter().map(|person| person.messages().len()).sum()
}

fn start(
    sandbox: &Sandbox,
    to_telegram: &Relay,
    to_bot: &Relay,
    listen: u16,
    way: Way,
    folder: &Folder,
    run: u32,
) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slow_echo"));
    command
        .env("TELEGRAM_BOT_TOKEN", sandbox.token())
        .env("TELEGRAM_API_URL", format!("http://{}", to_telegram.address))
        .env("RUN", run.to_string());
    match way {
        Way::Polling => command.arg("--polling"),
        Way::Webhook => {
            let (url, here) = (format!("https://{}/hook", to_bot.address), format!("127.0.0.1:{listen}"));
            // On a busy machine a gap may last; this is not about patience.
            command.env("HOLD_MS", "3000").args(["--webhook", &url, "--listen", &here])
        }
    };
    Program::start(command, folder.path(&format!("log-{run}")))
}

/// What a person was answered: by which run of the bot, to which of their numbers.
fn answers(person: &User) -> Vec<(u32, usize)> {
    let read = |text: &str| {
        let (run, number) = text.split_once(':')?;
        Some((run.parse().ok()?, number.parse().ok()?))
    };
    person.messages().iter().map(|message| read(message.text()).unwrap()).collect()
}

#[expect(clippy::print_stderr, reason = "the figures are of interest")]
async fn everything_at_once(way: Way) {
    let usual = if std::env::var_os("CI").is_some() { 10_000 } else { 1_600 };
    let wanted: usize = std::env::var("TGBOT_TEST_FAULTS").map_or(usual, |text| text.parse().unwrap());
    let seed = std::env::var("TGBOT_TEST_SEED").map_or_else(|_| fastrand::u64(..), |text| text.parse().unwrap());
    eprintln!("seed {seed}");
    let mut stage = Stage::set(way, seed).await;
    stage.sandbox.set_faults(Faults {
        reorder_window: 8,
        duplicate_rate: 0.05,
        drop_answer_rate: 0.03,
        delay: Some(Duration::ZERO..=Duration::from_millis(3)),
        too_many_requests_rate: 0.005,
        retry_after: 1,
        ..Faults::default()
    });
    let each = wanted.div_ceil(CHATS * BLOWS.len());
    let mut number = 0;
    for blow in BLOWS {
        // A batch at a time, so that no message can be hit by two blows.
        for _ in 0..each {
            number += 1;
            for person in &stage.people {
                person.send(number.to_string()).await;
            }
        }
        let people = &stage.people;
        let half = n_answers(people) + each * CHATS / 2;
        let reached = stage.sandbox.bot().until("half of the answers", |_| n_answers(people) >= half).await;
        assert!(reached.is_ok(), "seed {seed}, before {blow:?}: {reached:?}\n{}", stage.bot.said());
        stage.suffer(blow).await;
        let done = stage.sandbox.idle().await;
        assert!(done.is_ok(), "seed {seed}, after {blow:?}: {done:?}\n{}", stage.bot.said());
    }
    stage.bot.signal("TERM");
    assert!(stage.bot.ended().await.success(), "{}", stage.bot.said());

    let mut doubled = 0;
    for person in &stage.people {
        let answers = answers(person);
        let mut times = BTreeMap::<usize, usize>::new();
        let mut first = Vec::new();
        for (_, number) in &answers {
            let times = times.entry(*number).or_default();
            *times += 1;
            if *times == 1 {
                first.push(*number);
            }
        }
        assert_eq!(first, (1..=number).collect::<Vec<_>>(), "seed {seed}: all answered, in order: {answers:?}");
        for (number, times) in times {
            let blow = BLOWS[(number - 1) / each];
            let most = if blow == Blow::Nothing { 1 } else { 2 };
            assert!(times <= most, "seed {seed}: {number} was answered {times} times, with {blow:?}");
            doubled += times - 1;
        }
    }
    let stats = stage.sandbox.stats();
    eprintln!(
        "{} messages in {CHATS} chats, all answered in order, {doubled} twice; {} duplicates, {} answers lost, {} calls \
         refused, {} runs of the bot",
        number * CHATS,
        stats.duplicates_sent,
        stats.answers_dropped,
        stats.calls_refused,
        stage.run + 1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_webhook_nothing_is_lost_and_each_chat_is_in_order() {
    everything_at_once(Way::Webhook).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_polling_nothing_is_lost_and_each_chat_is_in_order() {
    everything_at_once(Way::Polling).await;
}

//! `cargo xtask load --polling`: a queue of updates drained by bots that answer each with its own text, beside the least
//! that does the same in hyper.

use std::process::ExitCode;
use std::time::Duration;

use super::child::{self, Child};
use super::flags::Flags;
use super::queue::Queue;
use super::report::{Report, Row, Run};
use super::sender::Measured;
use crate::Outcome;

const CHATS: u64 = 1_000;
const TASK: &str = "queued updates, each answered by sendMessage";

pub(super) async fn run(flags: &Flags) -> Outcome {
    if flags.peers {
        child::build_peers()?;
    }
    let bots = ["ours-poll", "frankenstein-poll", "teloxide-poll", "bare-hand-poll", "bare-poll"];
    let mut bots: Vec<_> = bots.into_iter().filter(|bot| flags.peers || !child::is_peer(bot)).map(Bot::new).collect();
    // In turns: the machine may be slower a minute later, for all of them.
    for _ in 0..flags.runs {
        for bot in &mut bots {
            bot.run(flags).await?;
        }
    }
    let mut report = Report::new(flags);
    let rows: Vec<_> = bots.iter().map(|bot| Row::of(bot.name, &bot.runs)).collect();
    report.task(TASK, &rows);
    for bot in &bots {
        println!("  {:<18}{} messages sent after a newer one of their chat", bot.name, bot.wrong);
    }
    report.finish(flags)?;
    let is_wrong = bots.iter().any(|bot| bot.name == "ours-poll" && bot.wrong > 0);
    Ok(if is_wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Who drains queues, and how it went each time.
struct Bot {
    name: &'static str,
    runs: Vec<Run>,
    /// In the worst of them.
    wrong: u64,
}

impl Bot {
    fn new(name: &'static str) -> Self {
        Self { name, runs: Vec::new(), wrong: 0 }
    }

    async fn run(&mut self, flags: &Flags) -> Result<(), Box<dyn std::error::Error>> {
        let queue = Queue::start(flags.updates, CHATS).await?;
        let child = Child::start(self.name, queue.address)?;
        let drained = queue.drained().await?;
        let (cpu, peak) = (child.cpu(), child.peak_memory());
        self.wrong = self.wrong.max(drained.wrong);
        self.runs.push((Measured::of(flags.updates, drained.took), cpu, peak, child.end()));
        Ok(())
    }
}

impl Measured {
    /// A drained queue, whose single answers nobody timed.
    fn of(updates: u64, took: Duration) -> Self {
        Self { updates, began: std::time::Instant::now(), took, p50: Duration::ZERO, p99: Duration::ZERO }
    }
}

//! `cargo xtask load --polling`: a queue of updates drained by bots that answer each with its own text, beside the least
//! that does the same in hyper.

use std::process::ExitCode;
use std::time::Duration;

use super::child::{self, Child};
use super::flags::Flags;
use super::median;
use super::queue::Queue;
use super::report::{Report, Row};
use super::sender::Measured;
use crate::Outcome;

const CHATS: u64 = 1_000;
const TASK: &str = "queued updates, each answered by sendMessage";

pub(super) async fn run(flags: &Flags) -> Outcome {
    if flags.peers {
        child::build_peers()?;
    }
    let mut report = Report::new(flags);
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for bot in ["ours-poll", "frankenstein-poll", "teloxide-poll", "bare-poll"] {
        if !flags.peers && child::is_peer(bot) {
            continue;
        }
        let mut runs = Vec::new();
        let mut wrong = Vec::new();
        for _ in 0..flags.runs {
            let queue = Queue::start(flags.updates, CHATS).await?;
            let child = Child::start(bot, queue.address)?;
            let drained = queue.drained().await?;
            let measured = Measured::of(flags.updates, drained.took);
            let (cpu, peak) = (child.cpu(), child.peak_memory());
            wrong.push(drained.wrong);
            runs.push((measured, cpu, peak, child.end()));
        }
        rows.push(Row::of(bot, &runs));
        notes.push((bot, median(wrong).unwrap_or(0)));
    }
    report.task(TASK, &rows);
    for (bot, wrong) in &notes {
        println!("  {bot:<18}{wrong} messages sent after a newer one of their chat");
    }
    report.finish(flags)?;
    let is_wrong = notes.iter().any(|(bot, wrong)| *bot == "ours-poll" && *wrong > 0);
    Ok(if is_wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

impl Measured {
    /// A drained queue, whose single answers nobody timed.
    fn of(updates: u64, took: Duration) -> Self {
        Self { updates, began: std::time::Instant::now(), took, p50: Duration::ZERO, p99: Duration::ZERO }
    }
}

//! `cargo xtask load`: what a webhook costs from the socket to the handler, beside a bare hyper server that does
//! nothing but read and answer; and what polling costs, beside a bare hyper client. All in processes of their own, so
//! that time and memory are theirs alone.

mod api;
mod bare_poll;
mod child;
mod durable;
mod flags;
mod polling;
mod queue;
mod report;
mod sender;
mod servers;

use std::process::ExitCode;

use crate::Outcome;
use child::Child;
use flags::Flags;
use report::{Report, Row, Run};
use sender::{Load, Measured};

pub(super) fn main(args: impl Iterator<Item = std::ffi::OsString>) -> Outcome {
    let args: Vec<_> = args.collect();
    if args.first().is_some_and(|first| first == "--serve") {
        return servers::serve(&args[1..]);
    }
    let Some(flags) = Flags::parse(args)? else {
        println!("{}", flags::HELP.trim_end());
        return Ok(ExitCode::SUCCESS);
    };
    if cfg!(debug_assertions) {
        return Err("measured without optimisation, it says nothing: run it by `cargo xtask load`".into());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match (flags.durable, flags.polling) {
            (true, _) => durable::run(&flags).await,
            (_, true) => polling::run(&flags).await,
            _ => run(&flags).await,
        }
    })
}

/// What is compared: a task, and who does it. The first one is ours, the last the bare server.
const TASKS: [(&str, &[&str]); 5] = [
    ("handled, answered 200", &["ours", "teloxide", "bare-typed", "bare"]),
    ("the same over TLS", &["ours-tls", "bare-tls"]),
    ("echo by sendMessage", &["ours-echo", "frankenstein-echo", "teloxide-echo", "bare-echo"]),
    ("echo in the answer", &["ours-reply", "bare-reply"]),
    (DISORDER, &["ours-disorder", "bare"]),
];

const DISORDER: &str = "up to 16 places early or late, 1% twice, in 8 chats";

async fn run(flags: &Flags) -> Outcome {
    if flags.peers {
        child::build_peers()?;
    }
    let api = api::start().await?;
    let mut report = Report::new(flags);
    let mut wanting = false;
    for (task, servers) in TASKS {
        let disorder = task == DISORDER;
        let servers = servers.iter().copied().filter(|server| flags.peers || !child::is_peer(server));
        let mut measured: Vec<_> = servers.map(|server| (server, Vec::new())).collect();
        // In turns: the machine may be slower a minute later, for all of them.
        for _ in 0..flags.runs {
            for (server, runs) in &mut measured {
                let load = Load {
                    updates: flags.updates,
                    connections: flags.connections,
                    chats: if disorder { 8 } else { 1_000 },
                    tls: server.ends_with("tls"),
                    disorder: if disorder { 16 } else { 0 },
                    duplicates: if disorder { 0.01 } else { 0.0 },
                    seed: flags.seed,
                };
                let run = measure(server, &load, &api).await?;
                wanting |= run.3.as_deref().is_some_and(|said| said.contains("WRONG"));
                runs.push(run);
            }
        }
        let rows: Vec<_> = measured.iter().map(|(server, runs)| Row::of(server, runs)).collect();
        report.task(task, &rows);
    }
    api.stop();
    report.finish(flags)?;
    Ok(if wanting { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// One server, started for it, under this load.
async fn measure(server: &str, load: &Load, api: &api::Api) -> Result<Run, Box<dyn std::error::Error>> {
    let child = Child::start(server, api.address)?;
    // Once before it is measured: caches are filled, memory is there.
    let warm_up = load.updates / 10;
    let calls = api.calls();
    sender::send(&child, &Load { updates: warm_up, ..load.clone() }, 0).await.map_err(plain)?;
    if server.ends_with("echo") {
        api.called(calls + warm_up).await;
    }
    let calls = api.calls();
    let before = child.cpu();
    let mut measured = sender::send(&child, load, warm_up).await.map_err(plain)?;
    if server.ends_with("echo") {
        api.called(calls + measured.updates).await;
        measured.took = measured.began.elapsed();
    }
    let cpu = child.cpu() - before;
    let peak = child.peak_memory();
    Ok((measured, cpu, peak, child.end()))
}

/// The error of a task, as one of a command.
fn plain(error: Box<dyn std::error::Error + Send + Sync>) -> Box<dyn std::error::Error> {
    error
}

/// The middle one, or the better of two in the middle.
fn median<T: Copy + PartialOrd>(mut values: Vec<T>) -> Option<T> {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied()
}

impl Measured {
    fn per_second(&self) -> f64 {
        self.updates as f64 / self.took.as_secs_f64()
    }
}

//! `cargo xtask load --durable`: acknowledged when on disk and handled later, beside acknowledged when handled, and beside
//! teloxide, which acknowledges what it has in memory alone. With an API that takes its time, whoever acknowledges after
//! handling is held to connections / delay; and whoever acknowledges before loses what it has when it is killed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::PoisonError;
use std::time::Duration;

use super::api::{self, Api};
use super::child::{self, Child};
use super::flags::Flags;
use super::report::{Report, Row, Run};
use super::sender::{self, Load};
use super::{median, plain};
use crate::Outcome;

const OURS: &str = "ours-durable-echo";
const SERVERS: [&str; 4] = [OURS, "ours-echo", "teloxide-echo", "bare-echo"];

/// After a restart nothing more is to come when nothing came for so long.
const QUIET: Duration = Duration::from_secs(2);

/// What a kill in the middle cost.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Toll {
    lost: usize,
    acknowledged: usize,
}

pub(super) async fn run(flags: &Flags) -> Outcome {
    if flags.peers {
        child::build_peers()?;
    }
    let folder = Folder::new(&flags.dir)?;
    let mut report = Report::new(flags);
    let delays = flags.api_delay.map_or(vec![Duration::ZERO, Duration::from_millis(30)], |delay| vec![delay]);
    let mut lost = false;
    for delay in delays {
        let (mut rows, mut tolls) = (Vec::new(), Vec::new());
        for server in SERVERS.into_iter().filter(|server| flags.peers || !child::is_peer(server)) {
            let mut runs = Vec::new();
            for run in 0..flags.runs {
                runs.push(measure(flags, server, delay, &folder.file(server, run)).await?);
            }
            rows.push(Row::of(server, &runs));
            let mut of_server = Vec::new();
            for run in 0..flags.runs {
                of_server.push(kill(flags, server, delay, &folder.file(&format!("{server}-killed"), run)).await?);
            }
            lost |= server == OURS && of_server.iter().any(|toll| toll.lost > 0);
            tolls.push((server, median(of_server)));
        }
        report.task(&format!("echo by sendMessage, which takes {delay:?}"), &rows);
        for (server, toll) in &tolls {
            if let Some(Toll { lost, acknowledged }) = toll {
                println!("  {server:<18}killed after {acknowledged} answers of 200: {lost} of those updates lost");
                report.figure(&format!("lost on kill, API {delay:?}: {server}"), "updates", *lost as f64);
            }
        }
    }
    report.finish(flags)?;
    Ok(if lost { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

async fn measure(
    flags: &Flags,
    server: &str,
    delay: Duration,
    queue: &Path,
) -> Result<Run, Box<dyn std::error::Error>> {
    let api = api::start_slow(delay).await?;
    let child = Child::start_in(server, api.address, Some(queue))?;
    let load = Load {
        updates: flags.updates,
        connections: flags.connections,
        chats: 1_000,
        tls: false,
        disorder: 0,
        duplicates: 0.0,
        seed: flags.seed,
    };
    // Once before it is measured: caches are filled, memory is there.
    let warm_up = flags.updates / 10;
    sender::send(&child, &Load { updates: warm_up, ..load.clone() }, 0).await.map_err(plain)?;
    api.called(warm_up).await;
    let before = child.cpu();
    let mut measured = sender::send(&child, &load, warm_up).await.map_err(plain)?;
    api.called(warm_up + measured.updates).await;
    measured.took = measured.began.elapsed();
    let (cpu, peak) = (child.cpu() - before, child.peak_memory());
    let said = child.end();
    if api.calls() < warm_up + measured.updates {
        return Err(format!("{server}: not everything was answered within a minute").into());
    }
    api.stop();
    Ok((measured, cpu, peak, said))
}

/// Kills it when half of the updates are acknowledged, starts it again, and looks for what never was handled.
async fn kill(flags: &Flags, server: &str, delay: Duration, queue: &Path) -> Result<Toll, Box<dyn std::error::Error>> {
    let api = api::start_slow(delay).await?;
    let child = Child::start_in(server, api.address, Some(queue))?;
    let (mut senders, acknowledged) = sender::send_until_it_dies(&child, flags.connections, 0);
    let acknowledged = || acknowledged.lock().unwrap_or_else(PoisonError::into_inner).clone();
    while (acknowledged().len() as u64) < flags.updates / 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill();
    while senders.join_next().await.is_some() {}
    let acknowledged: HashSet<u64> = acknowledged();
    // Telegram sends again what was not acknowledged, and nothing else: what is to come now is what was kept.
    let child = Child::start_in(server, api.address, Some(queue))?;
    quiet(&api).await;
    child.kill();
    let lost = acknowledged.difference(&api.echoed()).count();
    api.stop();
    Ok(Toll { lost, acknowledged: acknowledged.len() })
}

/// Until no call comes any more.
async fn quiet(api: &Api) {
    let mut calls = None;
    while calls != Some(api.calls()) {
        calls = Some(api.calls());
        tokio::time::sleep(QUIET).await;
    }
}

/// Gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(dir: &Path) -> std::io::Result<Self> {
        let folder = dir.join(format!("tgbot-load-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// A file that is not there yet.
    fn file(&self, name: &str, run: usize) -> PathBuf {
        let file = self.0.join(format!("{name}-{run}.redb"));
        let _ = std::fs::remove_file(&file);
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
